package schedules

import (
	"fmt"
	"slices"
	"time"

	"github.com/pelletier/go-toml/v2"

	"pamir/geo/hours"
)

// xinjiang are zones of the IANA database that no port keeps: China's
// authorities publish Beijing time, also in Kashgar.
var xinjiang = []string{"Asia/Urumqi", "Asia/Kashgar"}

// zone returns the zone in which the days and hours of a table are meant.
func (t *table) zone(key string) *time.Location {
	name := t.needText(key, "the zone in which its days and hours are meant, such as \"Asia/Shanghai\" or \"Asia/Bishkek\"")
	if name == "" {
		return nil
	}
	if slices.Contains(xinjiang, name) {
		t.fault(key, "%q is Xinjiang time, two hours behind what Chinese authorities publish: want \"Asia/Shanghai\", with the hours in Beijing time", name)
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		t.fault(key, "there is no zone %q: want a name of the IANA database, such as \"Asia/Shanghai\" or \"Asia/Bishkek\"", name)
		return nil
	}
	return zone
}

// moment returns the instant at which something begins: the time that is
// written, or the first of a day. The zero time stands for a key that is not
// there or is at fault.
func (t *table) moment(key string, zone *time.Location) time.Time {
	at, _ := t.instant(key, zone)
	return at
}

// momentAfter returns the instant at which something is over: the time that is
// written, or the end of a day.
func (t *table) momentAfter(key string, zone *time.Location) time.Time {
	at, isDay := t.instant(key, zone)
	if isDay {
		return (hours.DateIn(at.Location(), at) + 1).Start(at.Location())
	}
	return at
}

// instant reads a time with an offset, or a day, and says whether it was a day.
// Without a zone, which has been complained of, days are those of UTC.
func (t *table) instant(key string, zone *time.Location) (at time.Time, isDay bool) {
	if zone == nil {
		zone = time.UTC
	}
	switch v := t.take(key).(type) {
	case nil:
	case time.Time:
		if t.inReach(key, v.Year()) {
			return v.In(zone), false
		}
	case toml.LocalDate:
		if t.inReach(key, v.Year) {
			return dateOf(v).Start(zone), true
		}
	case toml.LocalDateTime:
		written := v.String()
		_, offset := v.AsTime(zone).Zone()
		t.fault(key, "%s has no offset: write %s%s for the clock of %s", written, written, offsetText(offset), zone)
	default:
		t.fault(key, "wants a day such as 2026-02-16, or a time with its offset such as 2026-02-16T22:00:00+06:00, without quotes; has %s", kind(v))
	}
	return time.Time{}, false
}

// inReach refuses years that nobody means: slips of the finger, which could
// also make a rule of a thousand years.
func (t *table) inReach(key string, year int) bool {
	if year >= firstYear && year <= lastYear {
		return true
	}
	t.fault(key, "the year %d is not between %d and %d", year, firstYear, lastYear)
	return false
}

const firstYear, lastYear = 1900, 2200

func offsetText(seconds int) string {
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", seconds)).Format("-07:00")
}

// day returns a day, and whether there is one.
func (t *table) day(key string) (hours.Date, bool) {
	switch v := t.take(key).(type) {
	case nil:
	case toml.LocalDate:
		if t.inReach(key, v.Year) {
			return dateOf(v), true
		}
	default:
		t.fault(key, "wants a day without quotes, such as 2026-02-16, has %s", kind(v))
	}
	return 0, false
}

// days returns a list of days.
func (t *table) days(key string) []hours.Date {
	v := t.take(key)
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		t.fault(key, "wants a list of days, such as [2026-02-14], has %s", kind(v))
		return nil
	}
	var out []hours.Date
	for i, item := range list {
		switch d, ok := item.(toml.LocalDate); {
		case !ok:
			t.fault(key, "wants days without quotes, has %s at place %d", kind(item), i+1)
		case t.inReach(key, d.Year):
			out = append(out, dateOf(d))
		}
	}
	return out
}

func dateOf(d toml.LocalDate) hours.Date {
	return hours.DateOf(d.Year, time.Month(d.Month), d.Day)
}

// published returns a day, or as text as much of one as is known: "2016-06" or
// "2016". The time is the first that it may be.
func (t *table) published(key string) (string, time.Time) {
	switch v := t.take(key).(type) {
	case nil:
	case toml.LocalDate:
		if t.inReach(key, v.Year) {
			return v.String(), v.AsTime(time.UTC)
		}
	case string:
		for _, layout := range []string{"2006-01", "2006"} {
			if at, err := time.Parse(layout, v); err == nil && t.inReach(key, at.Year()) {
				return v, at
			}
		}
		t.fault(key, "wants a day without quotes, such as 2026-02-16, or a month or year in quotes, such as \"2016-06\"; has %s", kind(v))
	default:
		t.fault(key, "wants a day, such as 2026-02-16, has %s", kind(v))
	}
	return "", time.Time{}
}

// inOrder refuses a stretch of time that ends before it begins, or is empty.
func (t *table) inOrder(fromKey, toKey string, from, to time.Time) {
	if !from.IsZero() && !to.IsZero() && !from.Before(to) {
		t.fault(toKey, "%s is not after %s, %s", fmt.Sprint(kind(t.values[toKey])), fromKey, kind(t.values[fromKey]))
	}
}
