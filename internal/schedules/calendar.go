package schedules

import (
	"cmp"
	"slices"

	"pamir/geo/hours"
)

// Calendar is a stretch of the public holidays of a country, as a file has it.
type Calendar struct {
	Country     string
	First, Last hours.Date // between which no day is missing
	Days        []Day
	// BridgesWorked says that ports work on the bridge days; else it is not
	// known whether they do.
	BridgesWorked bool
	WorkingDays   []hours.Date // weekend days that are worked instead
	Confidence    hours.Confidence
	Said          Said

	file string
	line int
}

// Day is a day off.
type Day struct {
	hours.Holiday
	Bridge bool // moved or added to make a longer holiday, by decree and not by law
}

// holidays returns the days on which ports may be shut for a holiday, each
// once: a day that is certainly one for any reason is certain.
func (c Calendar) holidays() (out []hours.Holiday) {
	for _, d := range c.Days {
		if d.Bridge && c.BridgesWorked {
			continue
		}
		d.Estimated = d.Estimated || d.Bridge
		if last := len(out) - 1; last >= 0 && out[last].Day == d.Day {
			if out[last].Estimated {
				out[last] = d.Holiday
			}
			continue
		}
		out = append(out, d.Holiday)
	}
	return out
}

func (t *table) calendar(g ground, number string) Calendar {
	t.entry = "calendar " + number
	c := Calendar{Country: t.needText("country", "whose holidays they are, such as \"CN\""), file: t.file, line: t.at.line}
	if c.Country != "" {
		t.entry = "calendar " + c.Country
		if t.isOneOf("country", c.Country, countries(g.chains)) && t.has("from") {
			t.entry += " from " + kind(t.values["from"])
		}
	}
	first, begins := t.day("from")
	last, ends := t.day("to")
	c.First, c.Last = first, last
	for _, key := range []string{"from", "to"} {
		if !t.has(key) {
			t.fault(key, "is missing: no holiday between from and to is left out; on all other days it is not known whether they are one")
		}
	}
	bounded := begins && ends && first <= last
	if begins && ends && first > last {
		t.fault("to", "%v is before from, %v", last, first)
	}
	c.BridgesWorked = t.flag("bridges_worked")
	for _, in := range t.tables("days") {
		c.Days = append(c.Days, in.holidays(c, bounded)...)
	}
	slices.SortStableFunc(c.Days, func(a, b Day) int { return cmp.Compare(a.Day, b.Day) })
	c.WorkingDays = t.days("working_days")
	c.Confidence = t.confidence(hours.Announced)
	c.Said = t.said()
	t.end()
	return c
}

// holidays reads a day, or each day of a holiday of several.
func (t *table) holidays(c Calendar, bounded bool) []Day {
	first, ok := t.day("date")
	last := first
	if !t.has("date") {
		t.fault("date", "is missing: the day, or the first of several")
	}
	if t.has("to") {
		var ends bool
		last, ends = t.day("to")
		if ok = ok && ends; ok && first >= last {
			t.fault("to", "%v is not after date, %v", last, first)
			ok = false
		}
	}
	day := Day{
		Holiday: hours.Holiday{Name: t.needText("name", "what is celebrated"), Estimated: t.flag("estimated")},
		Bridge:  t.flag("bridge"),
	}
	t.end()
	if !ok {
		return nil
	}
	if bounded && (first < c.First || last > c.Last) {
		t.fault("date", "is outside the calendar, which is from %v to %v", c.First, c.Last)
		return nil
	}
	if last-first > longestHoliday {
		t.fault("to", "that is %d days; want at most %d", last-first+1, longestHoliday)
		return nil
	}
	var out []Day
	for d := first; d <= last; d++ {
		day.Day = d
		out = append(out, day)
	}
	return out
}

const longestHoliday = 31 // days

func countries(chains []hours.Chain) []string {
	var all []string
	for _, c := range chains {
		for _, p := range c.Checkpoints {
			if !slices.Contains(all, p.Side) {
				all = append(all, p.Side)
			}
		}
	}
	slices.Sort(all)
	return all
}

// publicHolidays joins the calendars of each country. Where two are about the
// same days, the later file is right: an official list replaces an estimate.
func (l *loader) publicHolidays() []hours.Calendar {
	var out []hours.Calendar
	for _, country := range countries(l.chains) {
		var parts []Calendar
		for _, c := range l.calendars {
			if c.Country == country && c.First <= c.Last {
				parts = append(overruled(parts, c), c)
			}
		}
		if len(parts) == 0 {
			continue
		}
		slices.SortFunc(parts, func(a, b Calendar) int { return cmp.Compare(a.First, b.First) })
		joined := hours.Calendar{Country: country, Public: hours.HolidayList{First: parts[0].First, Last: parts[0].First - 1}}
		for _, p := range parts {
			if p.First != joined.Public.Last+1 {
				l.problems.add(Problem{File: p.file, Line: p.line, Entry: "calendar " + country, Field: "from"},
					"%v leaves a gap after %v, where the calendar before ends", p.First, joined.Public.Last)
			}
			joined.Public.Last = p.Last
			joined.Public.Holidays = append(joined.Public.Holidays, p.holidays()...)
		}
		out = append(out, joined)
	}
	return out
}

// overruled takes out of calendars the days that a newer one is about.
func overruled(parts []Calendar, newer Calendar) []Calendar {
	var out []Calendar
	keep := func(c Calendar, first, last hours.Date) {
		if first > last {
			return
		}
		c.First, c.Last = first, last
		c.Days = slices.DeleteFunc(slices.Clone(c.Days), func(d Day) bool { return d.Day < first || d.Day > last })
		out = append(out, c)
	}
	for _, c := range parts {
		keep(c, c.First, min(c.Last, newer.First-1))
		keep(c, max(c.First, newer.Last+1), c.Last)
	}
	return out
}
