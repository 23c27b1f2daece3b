package hours

import (
	"fmt"
	"strings"
)

// String returns the expression as the specification writes it. Parsed again,
// it means the same.
func (e *Expr) String() string {
	var b strings.Builder
	for i := range e.parts {
		p := &e.parts[i]
		if i > 0 {
			b.WriteString([]string{"; ", ", ", " || "}[p.join])
		}
		// Before a comma only a word ends a part for sure: "Mo open, Tu 10:00-12:00".
		comma := i+1 < len(e.parts) && e.parts[i+1].join == besides
		p.write(&b, comma)
	}
	return b.String()
}

func (p *part) write(b *strings.Builder, explicit bool) {
	start := b.Len()
	space := func() {
		if b.Len() > start {
			b.WriteByte(' ')
		}
	}
	if p.label != "" {
		fmt.Fprintf(b, `"%s":`, p.label)
	}
	writeList(b, p.years, writeYears)
	if len(p.dates) > 0 {
		space()
		writeList(b, p.dates, writeDates)
	}
	if len(p.weeks) > 0 {
		space()
		b.WriteString("week ")
		writeList(b, p.weeks, writeWeeks)
	}
	if len(p.weekdays)+len(p.holidays) > 0 {
		space()
		p.writeDays(b)
	}
	if len(p.times) > 0 {
		space()
		writeList(b, p.times, writeTime)
	}
	switch {
	case p.state == Closed:
		space()
		b.WriteString("closed")
	case p.state == Unknown:
		space()
		b.WriteString("unknown")
	case b.Len() == start && p.comment == "" && !explicit:
		b.WriteString("24/7")
	case explicit || p.comment != "":
		space()
		b.WriteString("open")
	}
	if p.comment != "" {
		fmt.Fprintf(b, ` "%s"`, p.comment)
	}
}

// writeList writes items with commas between.
func writeList[T any](b *strings.Builder, items []T, write func(*strings.Builder, T)) {
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		write(b, item)
	}
}

func writeYears(b *strings.Builder, r yearRange) {
	fmt.Fprintf(b, "%04d", r.first)
	switch {
	case r.last == maxYear && r.step == 1 && r.first != maxYear:
		b.WriteByte('+')
	case r.last != r.first:
		fmt.Fprintf(b, "-%04d", r.last)
		writeStep(b, r.step)
	}
}

func writeStep(b *strings.Builder, step int) {
	if step > 1 {
		fmt.Fprintf(b, "/%d", step)
	}
}

func writeDates(b *strings.Builder, r dateRange) {
	writeDate(b, r.from)
	switch {
	case r.onwards:
		b.WriteByte('+')
	case r.to != r.from:
		b.WriteByte('-')
		writeDate(b, r.to)
	}
}

func writeDate(b *strings.Builder, d dateSpec) {
	if d.year != 0 {
		fmt.Fprintf(b, "%04d ", d.year)
	}
	if d.base == easterSunday {
		b.WriteString("easter")
	} else {
		b.WriteString(title(monthNames[d.month]))
	}
	switch d.base {
	case dayOfMonth:
		fmt.Fprintf(b, " %02d", d.day)
	case nthWeekday:
		fmt.Fprintf(b, " %s[%d]", title(weekdayNames[d.weekday]), d.day)
	}
	switch d.toward {
	case forwards:
		b.WriteString(" +" + title(weekdayNames[d.towardWeekday]))
	case backwards:
		b.WriteString(" -" + title(weekdayNames[d.towardWeekday]))
	}
	writeDayOffset(b, d.days)
}

func writeDayOffset(b *strings.Builder, days int) {
	switch {
	case days == 1 || days == -1:
		fmt.Fprintf(b, " %+d day", days)
	case days != 0:
		fmt.Fprintf(b, " %+d days", days)
	}
}

func writeWeeks(b *strings.Builder, r weekRange) {
	fmt.Fprintf(b, "%02d", r.first)
	if r.last != r.first {
		fmt.Fprintf(b, "-%02d", r.last)
		writeStep(b, r.step)
	}
}

// writeDays writes "Mo-Fr,PH" where a day may be either, "PH Mo-Fr" where it
// must be both.
func (p *part) writeDays(b *strings.Builder) {
	if p.both {
		writeList(b, p.holidays, writeHoliday)
		b.WriteByte(' ')
		writeList(b, p.weekdays, writeWeekdays)
		return
	}
	writeList(b, p.weekdays, writeWeekdays)
	if len(p.weekdays) > 0 && len(p.holidays) > 0 {
		b.WriteByte(',')
	}
	writeList(b, p.holidays, writeHoliday)
}

func writeHoliday(b *strings.Builder, h holiday) {
	if h.school {
		b.WriteString("SH")
	} else {
		b.WriteString("PH")
	}
	writeDayOffset(b, h.days)
}

func writeWeekdays(b *strings.Builder, r weekdayRange) {
	b.WriteString(title(weekdayNames[r.first]))
	if r.last != r.first {
		b.WriteString("-" + title(weekdayNames[r.last]))
	}
	if len(r.nth) == 0 {
		return
	}
	b.WriteByte('[')
	writeList(b, r.nth, func(b *strings.Builder, n nthRange) {
		fmt.Fprintf(b, "%d", n.first)
		if n.last != n.first {
			fmt.Fprintf(b, "-%d", n.last)
		}
	})
	b.WriteByte(']')
	writeDayOffset(b, r.days)
}

func writeTime(b *strings.Builder, r timeRange) {
	writeClock(b, r.from)
	if !r.point {
		b.WriteByte('-')
		to := r.to
		// 10:00-34:00 is written 10:00-10:00, which means the same.
		if r.from.event == midnight && to.event == midnight && to.minutes > dayMinutes && to.minutes <= r.from.minutes+dayMinutes {
			to.minutes -= dayMinutes
		}
		writeClock(b, to)
	}
	if r.openEnd {
		b.WriteByte('+')
	}
	if r.step > 0 {
		fmt.Fprintf(b, "/%d", r.step)
	}
}

func writeClock(b *strings.Builder, c clock) {
	switch {
	case c.event == midnight:
		fmt.Fprintf(b, "%02d:%02d", c.minutes/60, c.minutes%60)
	case c.minutes == 0:
		b.WriteString(eventNames[c.event])
	default:
		signed, minutes := '+', c.minutes
		if minutes < 0 {
			signed, minutes = '-', -minutes
		}
		fmt.Fprintf(b, "(%s%c%02d:%02d)", eventNames[c.event], signed, minutes/60, minutes%60)
	}
}
