package hours

import "time"

// Date is a day of the proleptic Gregorian calendar, as the number of days
// since 1970-01-01. It has no zone.
type Date int32

// DateOf returns the day with that year, month and day of the month, which
// wrap as in time.Date.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
}

// DateIn returns the day that the calendar on the wall shows at t.
func DateIn(zone *time.Location, t time.Time) Date {
	year, month, day := t.In(zone).Date()
	return DateOf(year, month, day)
}

const daySeconds = 24 * 60 * 60

// Split returns the year, the month and the day of the month.
func (d Date) Split() (year int, month time.Month, day int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(mod(int(d)+4, 7)) }

// ISOWeek returns the week of ISO 8601 and the year that it belongs to.
func (d Date) ISOWeek() (year, week int) { return d.utc().ISOWeek() }

// Start returns the first instant at which the calendar on the wall shows d.
// A day that a zone skips starts where it would have.
func (d Date) Start(zone *time.Location) time.Time {
	year, month, day := d.Split()
	t := time.Date(year, month, day, 0, 0, 0, 0, zone)
	if begin, _ := t.ZoneBounds(); !begin.IsZero() && DateIn(zone, begin) == d && begin.Before(t) {
		return begin
	}
	return t
}

func (d Date) String() string { return d.utc().Format(time.DateOnly) }

func (d Date) utc() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// mod is a modulo n, never negative.
func mod(a, n int) int { return (a%n + n) % n }
