package hours

import (
	"slices"
	"time"
)

// day is a Date taken apart once for all selectors.
type day struct {
	date       Date
	year, week int // week is ISO's
	month      time.Month
	dom        int // day of the month
	weekday    time.Weekday
}

func dayOf(d Date) day {
	y, m, dom := d.Split()
	_, week := d.ISOWeek()
	return day{date: d, year: y, month: m, dom: dom, week: week, weekday: d.Weekday()}
}

// matches tells whether a part is about a day. What cannot be known it asks of
// the world, last of all.
func (p *part) matches(d *day, w *world) bool {
	if len(p.years) > 0 && !slices.ContainsFunc(p.years, func(r yearRange) bool { return r.has(d.year) }) ||
		len(p.dates) > 0 && !slices.ContainsFunc(p.dates, func(r dateRange) bool { return r.has(d) }) ||
		len(p.weeks) > 0 && !slices.ContainsFunc(p.weeks, func(r weekRange) bool { return r.has(d.week) }) {
		return false
	}
	if len(p.weekdays)+len(p.holidays) > 0 {
		is := slices.ContainsFunc(p.weekdays, func(r weekdayRange) bool { return r.has(d) })
		if is == p.both { // else the weekday has decided
			is = slices.ContainsFunc(p.holidays, func(h holiday) bool { return w.holiday(h, d.date) })
		}
		if !is {
			return false
		}
	}
	return p.label == "" || w.label(p.label, d.date)
}

func (r yearRange) has(year int) bool {
	return r.first <= year && year <= r.last && (year-r.first)%r.step == 0
}

func (r weekRange) has(week int) bool {
	if r.first > r.last {
		return week >= r.first || week <= r.last
	}
	return r.first <= week && week <= r.last && (week-r.first)%r.step == 0
}

func (r weekdayRange) has(d *day) bool {
	if len(r.nth) == 0 {
		// Days since first, against the days that the range has after its first.
		return mod(int(d.weekday-r.first), 7) <= mod(int(r.last-r.first), 7)
	}
	on := *d
	if r.days != 0 {
		on = dayOf(d.date - Date(r.days))
	}
	if on.weekday != r.first {
		return false
	}
	fromStart := (on.dom-1)/7 + 1
	fromEnd := -((daysIn(on.year, on.month)-on.dom)/7 + 1)
	return slices.ContainsFunc(r.nth, func(n nthRange) bool {
		return n.first <= fromStart && fromStart <= n.last || n.first == fromEnd
	})
}

func (r dateRange) has(d *day) bool {
	if r.from.base == wholeMonth && r.to.base == wholeMonth && r.from.year == 0 {
		return mod(int(d.month-r.from.month), 12) <= mod(int(r.to.month-r.from.month), 12)
	}
	if r.from.year != 0 {
		return r.in(r.from.year, d.date)
	}
	near := 1
	if r.from.days != 0 || r.to.days != 0 || r.from.toward != nowhere || r.to.toward != nowhere {
		near = 2 // an offset is at most a year
	}
	for year := d.year - near; year <= d.year+near; year++ {
		if r.in(year, d.date) {
			return true
		}
	}
	return false
}

// in tells whether d is in the range that begins in that year.
func (r dateRange) in(year int, d Date) bool {
	start, ok := r.from.on(year, false)
	switch {
	case r.onwards && r.from.year != 0:
		return d >= start
	case r.onwards:
		return d >= start && d <= DateOf(year, 12, 31)
	case r.from == r.to && r.from.base != wholeMonth:
		return ok && d == start
	}
	toYear := year
	if r.to.year != 0 {
		toYear = r.to.year
	}
	end, _ := r.to.on(toYear, true)
	if end < start && r.to.year == 0 {
		end, _ = r.to.on(toYear+1, true)
	}
	return start <= d && d <= end
}

// on returns the day in a year, and whether there is such a day: if not (29
// February, a fifth Friday), the next one that there is, or the one before if
// it is the last of a range.
func (s dateSpec) on(year int, last bool) (d Date, ok bool) {
	ok = true
	switch s.base {
	case easterSunday:
		d = easter(year)
	case wholeMonth:
		d = DateOf(year, s.month, 1)
		if last {
			d = DateOf(year, s.month+1, 0)
		}
	default:
		d, ok = DateOf(year, s.month, s.day), s.day <= 28 || s.day <= daysIn(year, s.month)
		if s.base == nthWeekday {
			d, ok = nthOf(year, s.month, s.weekday, s.day)
		}
		if !ok {
			d = DateOf(year, s.month+1, 1)
			if last {
				d--
			}
		}
	}
	switch s.toward {
	case forwards:
		d += Date(mod(int(s.towardWeekday-d.Weekday()), 7))
	case backwards:
		d -= Date(mod(int(d.Weekday()-s.towardWeekday), 7))
	}
	return d + Date(s.days), ok
}

// nthOf returns the n-th of a weekday in a month, from its end if n < 0.
func nthOf(year int, month time.Month, w time.Weekday, n int) (Date, bool) {
	first := DateOf(year, month, 1)
	last := first + Date(daysIn(year, month)) - 1
	var d Date
	if n > 0 {
		d = first + Date(mod(int(w-first.Weekday()), 7)+7*(n-1))
	} else {
		d = last - Date(mod(int(last.Weekday()-w), 7)+7*(-n-1))
	}
	return d, first <= d && d <= last
}
