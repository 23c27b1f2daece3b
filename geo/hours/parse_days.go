package hours

import (
	"slices"
	"strings"
	"time"
)

var monthNames = []string{"", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// weekdayNames is in the order of time.Weekday.
var weekdayNames = []string{"su", "mo", "tu", "we", "th", "fr", "sa"}

// named returns the place of the i-th token in a list of words, or -1.
func (p *parser) named(i int, names []string) int {
	if t := p.peek(i); t.kind == word {
		return slices.Index(names, t.text)
	}
	return -1
}

func (p *parser) isMonthOrEaster(i int) bool {
	return p.named(i, monthNames) > 0 || p.isWord(i, "easter")
}

// isDate tells whether a monthday_range begins there.
func (p *parser) isDate(i int) bool {
	return p.isMonthOrEaster(i) || p.isYear(i) && p.isMonthOrEaster(i+1)
}

func (p *parser) dateRange() dateRange {
	from := p.date(p.nthDates)
	if from.base == nthWeekday {
		p.nthDates = true
	}
	switch {
	case p.take("+"):
		return dateRange{from: from, to: from, onwards: true}
	case !p.take("-"):
		return dateRange{from: from, to: from}
	}
	if p.number(0) != "" && !p.isYear(0) { // Jan 05-10
		if from.base != dayOfMonth || from.toward != nowhere || from.days != 0 {
			p.fail("a month before the day")
		}
		to := from
		to.day = p.dayIn(from.month)
		if to.day < from.day {
			p.back("a day not before the first")
		}
		p.offsets(&to)
		return dateRange{from: from, to: to}
	}
	start := p.peek(0).start
	to := dateSpec{}
	if from.base == wholeMonth {
		to = p.months()
	} else {
		to = p.date(true)
	}
	switch {
	case to.year != 0 && from.year == 0:
		p.failAt(start, "no year, or one in the first date too")
	case to.year != 0 && to.year < from.year:
		p.failAt(start, "a year not before the first")
	case (from.base == wholeMonth) != (to.base == wholeMonth):
		p.failAt(start, "both as months or both as days")
	}
	return dateRange{from: from, to: to}
}

// months reads a month without a day, with or without a year.
func (p *parser) months() (d dateSpec) {
	if p.isYear(0) {
		d.year = p.year()
	}
	month := p.named(0, monthNames)
	if month <= 0 {
		p.fail("a month (Jan … Dec)")
		return d
	}
	p.next++
	d.month = time.Month(month)
	return d
}

// date reads date_from and date_offset. A weekday after the month is read as
// one with it if that is asked for, or if more follows that makes it a date.
func (p *parser) date(nth bool) (d dateSpec) {
	if p.isWord(0, "easter") || p.isYear(0) && p.isWord(1, "easter") {
		if p.isYear(0) {
			d.year = p.year()
		}
		p.next++
		d.base = easterSunday
		p.offsets(&d)
		return d
	}
	d = p.months()
	switch {
	case p.number(0) != "" && !p.isTime(0) && !p.isYear(0):
		d.base = dayOfMonth
		d.day = p.dayIn(d.month)
	case p.isNthDate(nth):
		d.base = nthWeekday
		d.weekday = p.weekday()
		p.expect("[")
		d.day = p.nth()
		p.expect("]")
	default:
		return d
	}
	p.offsets(&d)
	return d
}

// isNthDate tells whether the weekday that follows a month belongs to a date.
// "Jan Su[1]" alone is the same as a date or as a weekday in January, but
// "Jan Su[1]-Feb 10" must be dates, and "Jan Su[1],Mo" and "Jan Su[1,3]" weekdays.
func (p *parser) isNthDate(asked bool) bool {
	if !p.isWeekday(0) || !p.is(1, "[") {
		return false
	}
	i := 2
	if p.is(i, "-") {
		i++
	}
	if p.number(i) == "" || !p.is(i+1, "]") {
		return false
	}
	i += 2
	switch {
	case p.is(i, ","):
		return asked || p.isDate(i+1)
	case p.is(i, "-"), p.is(i, "+"), p.isWord(i, "week"), p.isWeekday(i), p.isHoliday(i):
		return true
	}
	return asked
}

func (p *parser) dayIn(m time.Month) int {
	most := DateOf(2024, m+1, 0)
	_, _, days := most.Split()
	return p.within("a day of that month", 1, days)
}

// offsets reads "+Su" or "-Su", then "+1 day".
func (p *parser) offsets(d *dateSpec) {
	if (p.is(0, "+") || p.is(0, "-")) && p.isWeekday(1) && p.peek(0).end == p.peek(1).start {
		d.toward = forwards
		if p.is(0, "-") {
			d.toward = backwards
		}
		p.next++
		d.towardWeekday = p.weekday()
	}
	d.days = p.dayOffset()
}

// dayOffset reads "+1 day" or "-2 days", if that follows.
func (p *parser) dayOffset() int {
	if !p.is(0, "+") && !p.is(0, "-") || p.number(1) == "" || !p.isWord(2, "day") && !p.isWord(2, "days") {
		return 0
	}
	before := p.is(0, "-")
	p.next++
	n := p.within("a number of days from 1 to 366", 1, 366)
	p.next++
	if before {
		return -n
	}
	return n
}

// shareYear gives a year that leads a list of months to all of them: "2026
// Jan,Mar" is January and March of 2026.
func shareYear(dates []dateRange) {
	year := dates[0].from.year
	for i := range dates {
		d := &dates[i]
		if year == 0 || d.from.base != wholeMonth || i > 0 && d.from.year != 0 {
			return
		}
		d.from.year = year
		if d.from.month == d.to.month && d.to.base == wholeMonth && d.to.year == 0 {
			d.to.year = year
		}
	}
}

func (p *parser) weekday() time.Weekday {
	n := p.named(0, weekdayNames)
	if n < 0 {
		p.fail("a weekday (Mo … Su)")
		return 0
	}
	p.next++
	return time.Weekday(n)
}

// weekdaySelector reads weekdays and holidays: with commas between them a day
// must be one of them, with a space one of each.
func (p *parser) weekdaySelector(r *part) {
	for p.isHoliday(0) || p.isWeekday(0) {
		if p.isHoliday(0) {
			r.holidays = append(r.holidays, p.holiday())
		} else {
			r.weekdays = append(r.weekdays, p.weekdayRange())
		}
		if !p.is(0, ",") || !p.isHoliday(1) && !p.isWeekday(1) {
			break
		}
		p.next++
	}
	switch {
	case len(r.weekdays) == 0 && p.isWeekday(0):
		r.both = true
		r.weekdays = list(p, p.weekdayRange, p.isWeekday)
	case len(r.holidays) == 0 && p.isHoliday(0):
		r.both = true
		r.holidays = list(p, p.holiday, p.isHoliday)
	}
	if p.isHoliday(0) || p.isWeekday(0) {
		p.fail(`"," before another day`)
	}
}

func (p *parser) isWeekday(i int) bool { return p.named(i, weekdayNames) >= 0 }

func (p *parser) isHoliday(i int) bool { return p.isWord(i, "ph") || p.isWord(i, "sh") }

func (p *parser) holiday() holiday {
	h := holiday{school: p.isWord(0, "sh")}
	p.next++
	h.days = p.dayOffset()
	return h
}

func (p *parser) weekdayRange() (r weekdayRange) {
	r.first = p.weekday()
	r.last = r.first
	switch {
	case p.take("["):
		r.nth = list(p, p.nthRange, func(int) bool { return true })
		p.expect("]")
		r.days = p.dayOffset()
	case p.is(0, "-") && p.isWeekday(1):
		p.next++
		r.last = p.weekday()
		if p.is(0, "[") {
			p.fail("a single weekday before [")
		}
	}
	return r
}

func (p *parser) nthRange() nthRange {
	first := p.nth()
	if first < 0 || !p.take("-") {
		return nthRange{first, first}
	}
	last := p.within("a number from 1 to 5", 1, 5)
	if last < first {
		p.back("a number not before the first")
	}
	return nthRange{first, last}
}

func (p *parser) nth() int {
	if p.take("-") {
		return -p.within("a number from 1 to 5", 1, 5)
	}
	return p.within("a number from 1 to 5, or from -1 to -5", 1, 5)
}

// title returns a name as it is written: "Mo".
func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
