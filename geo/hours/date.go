package hours

import "time"

// Date is a day of the proleptic Gregorian calendar, as the number of days
// since 1970-01-01. It has no zone.
type Date int32

// DateOf returns the day with that year, month and day of the month, which
// wrap as in time.Date.
func DateOf(year int, month time.Month, day int) Date {
	return Date(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), daySeconds))
}

// DateIn returns the day that the calendar on the wall shows at t.
func DateIn(zone *time.Location, t time.Time) Date {
	_, offset := t.In(zone).Zone()
	return Date(floorDiv(t.Unix()+int64(offset), daySeconds))
}

const daySeconds = 24 * 60 * 60

// Split returns the year, the month and the day of the month.
func (d Date) Split() (year int, month time.Month, day int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(mod(int(d)+4, 7)) }

// ISOWeek returns the week of ISO 8601 and the year that it belongs to.
func (d Date) ISOWeek() (year, week int) { return d.utc().ISOWeek() }

// Start returns the first instant at which the calendar on the wall shows d,
// or, if a zone skips the day, that at which it goes past it.
func (d Date) Start(zone *time.Location) time.Time {
	t := time.Unix(int64(d)*daySeconds-14*60*60, 0).In(zone) // before it anywhere on Earth
	for {
		_, offset := t.Zone()
		start := time.Unix(int64(d)*daySeconds-int64(offset), 0).In(zone)
		_, end := t.ZoneBounds()
		if end.IsZero() || start.Before(end) {
			if start.Before(t) {
				return t // the clock was put forward over midnight
			}
			return start
		}
		t = end
	}
}

// String returns the day as in RFC 3339.
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

func (d Date) utc() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// daysIn returns how many days a month has.
func daysIn(year int, month time.Month) int {
	return int(DateOf(year, month+1, 1) - DateOf(year, month, 1))
}

// easter returns Easter Sunday of the western churches, by the anonymous
// Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return DateOf(year, time.Month(n/31), n%31+1)
}

// mod is a modulo n, never negative.
func mod(a, n int) int { return (a%n + n) % n }

// floorDiv is a/b towards minus infinity, for b > 0.
func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}
