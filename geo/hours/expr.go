package hours

import "time"

// Expr is a parsed expression. It is immutable and safe for concurrent use.
type Expr struct{ parts []part }

// Limits keep the work bounded that an expression can cause: evaluating a day
// takes time linear in the length of the expression and in its points.
const (
	MaxLength = 2048 // bytes of an expression
	maxParts  = 64
	maxPoints = 1500 // points in time ("10:00-16:00/90") of all parts
)

// part is a rule_sequence of the specification: on which days, at which times,
// and what then.
type part struct {
	join join

	// Of these, each list that is not empty must have one that matches the day.
	label    string // a range of days that only people understand
	years    []yearRange
	dates    []dateRange
	weeks    []weekRange
	weekdays []weekdayRange
	holidays []holiday
	both     bool // the day must match weekdays and holidays; else one of them

	times   []timeRange // empty: all day
	state   State       // Open, Closed or Unknown
	comment string
}

// join says how a part goes with those before it.
type join uint8

const (
	instead join = iota // ";" replaces them on each day that it matches
	besides             // "," adds to them
	orElse              // "||" applies where they leave it closed
)

// yearRange is years from first to last, every step-th of them.
type yearRange struct {
	first, last int // last is maxYear for "2026+"
	step        int // at least 1
}

const (
	minYear = 1900
	maxYear = 9999
)

// dateRange is the days from one to another, in each year if they have none.
type dateRange struct {
	from, to dateSpec // to is the same as from for a single one
	onwards  bool     // "Jan 05+": to the end of the year, or for good if it has a year
}

// dateSpec is a day of the year, or a month.
type dateSpec struct {
	year int // 0: every year
	base dateBase
	day  int // of the month, or which of the weekdays in it: -1 is the last

	month   time.Month
	weekday time.Weekday

	// Offsets from that day: first to a weekday, the same day included, then by
	// days.
	toward        heading
	towardWeekday time.Weekday
	days          int
}

type dateBase uint8

const (
	wholeMonth   dateBase = iota // Jan
	dayOfMonth                   // Jan 05
	nthWeekday                   // Jan Su[-1]
	easterSunday                 // easter
)

// heading is where to look for a weekday.
type heading int8

const (
	nowhere   heading = 0
	forwards  heading = 1
	backwards heading = -1
)

// weekRange is ISO weeks. It goes over the new year if first > last.
type weekRange struct{ first, last, step int }

// weekdayRange is weekdays, over Sunday if first > last as Monday comes first;
// or some of the days of one weekday in a month, moved by days.
type weekdayRange struct {
	first, last time.Weekday
	nth         []nthRange
	days        int
}

// nthRange is the first to last of the same weekday in a month, counted from
// its end if they are negative.
type nthRange struct{ first, last int }

// holiday is PH or SH, moved by days.
type holiday struct {
	school bool
	days   int
}

// timeRange is a stretch of a day, which may end on the next; or points in it.
type timeRange struct {
	from, to clock
	point    bool // from alone, to is the same
	openEnd  bool // nobody says when it ends, but not before to
	step     int  // minutes from point to point; 0: a stretch
}

// clock is a time of day: an event of the sun, or midnight, and minutes.
type clock struct {
	event   event
	minutes int
}

type event uint8

const (
	midnight event = iota
	dawn
	sunrise
	sunset
	dusk
)

var eventNames = []string{"midnight", "dawn", "sunrise", "sunset", "dusk"}

const dayMinutes = 24 * 60

// points returns how many points in time a part asks for on a day.
func (p *part) points() (n int) {
	for _, t := range p.times {
		switch {
		case t.step > 0:
			n += 2*dayMinutes/t.step + 1
		case t.point && !t.openEnd:
			n++
		}
	}
	return n
}

// sun tells whether the expression depends on where it is read.
func (e *Expr) sun() bool {
	for i := range e.parts {
		for _, t := range e.parts[i].times {
			if t.from.event != midnight || t.to.event != midnight {
				return true
			}
		}
	}
	return false
}
