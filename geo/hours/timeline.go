package hours

import (
	"slices"
	"time"
)

// Span is a stretch of time with one state. It is half-open.
type Span struct {
	Start, End time.Time
	State      State
	Comment    string // what the source says besides

	// In a timeline of a Book alone:
	Day    State // whether it opens at all on the day that it lies in
	Notice bool  // a notice says so, not a rule
}

// Timeline is what holds at each instant of a window: spans in order, without
// gaps, each different from the next. It is immutable.
type Timeline struct {
	end   int64 // of the window, in Unix seconds
	at    []int64
	cells []cell
}

// Timeline evaluates an expression from one instant to another, to the second.
// It takes time linear in the days between them.
func (e *Expr) Timeline(place Place, from, to time.Time) *Timeline {
	t := e.evaluator(place).timeline(from.Unix(), to.Unix())
	t.cells = slices.Clone(t.cells)
	for i := range t.cells {
		t.cells[i].day, t.cells[i].opens = Unknown, false
	}
	return t.compact()
}

// Accept says which states a wait may end in.
type Accept uint8

const (
	Promise  Accept = iota // Open alone
	Possible               // all but Closed
)

func (a Accept) takes(s State) bool { return s == Open || a == Possible && s != Closed }

// Window returns the instants from which and until which the timeline knows.
func (t *Timeline) Window() (from, to time.Time) {
	if len(t.at) == 0 {
		return time.Unix(t.end, 0), time.Unix(t.end, 0)
	}
	return time.Unix(t.at[0], 0), time.Unix(t.end, 0)
}

// At returns the span that an instant lies in, in logarithmic time. Outside the
// window it is the zero Span, whose state is Unknown.
func (t *Timeline) At(at time.Time) Span {
	i := t.find(at.Unix())
	if i < 0 {
		return Span{}
	}
	return t.span(i)
}

// NextChange returns the first instant after at from which something else
// holds; none if that is not in the window.
func (t *Timeline) NextChange(at time.Time) (time.Time, bool) {
	i := t.find(at.Unix())
	if i < 0 || i+1 >= len(t.at) {
		return time.Time{}, false
	}
	return time.Unix(t.at[i+1], 0), true
}

// Intervals returns the spans between two instants, cut to them and to the
// window.
func (t *Timeline) Intervals(from, to time.Time) []Span {
	var spans []Span
	for i := max(t.find(from.Unix()), 0); i < len(t.at) && t.at[i] < to.Unix(); i++ {
		s := t.span(i)
		if s.Start.Before(from) {
			s.Start = from
		}
		if s.End.After(to) {
			s.End = to
		}
		if s.Start.Before(s.End) {
			spans = append(spans, s)
		}
	}
	return spans
}

// Earliest returns the first instant at or after arrive at which a service of
// that length can begin and end while nothing but what is accepted holds; none
// if there is none that ends in the window. It is exact to the second, and never
// early.
func (t *Timeline) Earliest(arrive time.Time, service time.Duration, accept Accept) (time.Time, bool) {
	begin := ceilSeconds(time.Duration(arrive.Nanosecond())) + arrive.Unix()
	length := ceilSeconds(max(service, 0))
	if len(t.at) == 0 || begin >= t.end {
		return time.Time{}, false
	}
	begin = max(begin, t.at[0])
	for i := max(t.find(begin), 0); i < len(t.at); i++ {
		end := t.endOf(i)
		switch {
		case !accept.takes(t.cells[i].state):
			begin = end
		case begin < end && begin+length <= end:
			return time.Unix(begin, 0), true
		}
	}
	return time.Time{}, false
}

// Latest is the mirror of Earliest: the last instant at which a service of that
// length can begin and end by before while nothing but what is accepted holds;
// none if there is none that begins in the window. It is exact to the second, and
// never late. A service that takes no time begins before what is accepted ends.
func (t *Timeline) Latest(before time.Time, service time.Duration, accept Accept) (time.Time, bool) {
	length := ceilSeconds(max(service, 0))
	if len(t.at) == 0 {
		return time.Time{}, false
	}
	end := t.end // of what is accepted
	for i := t.find(min(before.Unix(), t.end-1)); i >= 0; i-- {
		if !accept.takes(t.cells[i].state) {
			end = t.at[i]
			continue
		}
		if begin := min(before.Unix()-length, end-max(length, 1)); begin >= t.at[i] {
			return time.Unix(begin, 0), true
		}
	}
	return time.Time{}, false
}

func ceilSeconds(d time.Duration) int64 { return int64((d + time.Second - 1) / time.Second) }

// find returns the index of the cell that holds at an instant, or -1.
func (t *Timeline) find(at int64) int {
	if at >= t.end {
		return -1
	}
	low, high := 0, len(t.at)
	for low < high {
		if mid := int(uint(low+high) >> 1); t.at[mid] <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}

func (t *Timeline) endOf(i int) int64 {
	if i+1 < len(t.at) {
		return t.at[i+1]
	}
	return t.end
}

func (t *Timeline) span(i int) Span {
	c := &t.cells[i]
	return Span{Start: time.Unix(t.at[i], 0), End: time.Unix(t.endOf(i), 0), State: c.state, Comment: c.comment, Day: c.day, Notice: c.notice}
}

// add lets a cell hold from an instant on.
func (t *Timeline) add(at int64, c cell) {
	if n := len(t.cells); n > 0 && t.cells[n-1] == c {
		return
	}
	t.at = append(t.at, at)
	t.cells = append(t.cells, c)
}

// compact joins neighbours that are the same.
func (t *Timeline) compact() *Timeline {
	c := &Timeline{end: t.end}
	for i := range t.at {
		c.add(t.at[i], t.cells[i])
	}
	return c
}

// timeline reads the wall calendar of the place, then goes through the periods
// between which its clocks are put forward or back: in each, an instant is the
// same number of seconds away from what the wall shows.
func (v *evaluator) timeline(from, to int64) *Timeline {
	t := &Timeline{end: to}
	if from >= to {
		return t
	}
	wall := wall{evaluator: v}
	for from < to {
		here := time.Unix(from, 0).In(v.place.Zone)
		_, offset := here.Zone()
		end := to
		if _, e := here.ZoneBounds(); !e.IsZero() {
			end = min(end, e.Unix())
		}
		wall.each(from+int64(offset), end+int64(offset), func(at int64, c cell) { t.add(at-int64(offset), c) })
		from = end
	}
	return t
}

// wall goes through stretches of what the clock on the wall shows, in seconds
// since 1970-01-01 00:00 on it.
type wall struct {
	*evaluator
	last     Date // the day that was painted last, for stretches within one
	lastDay  canvas
	lastGood bool
}

func (w *wall) each(from, to int64, f func(at int64, c cell)) {
	for d := Date(floorDiv(from, daySeconds)); int64(d)*daySeconds < to; d++ {
		if !w.lastGood || w.last != d {
			w.last, w.lastDay, w.lastGood = d, w.day(d), true
		}
		start := int64(d) * daySeconds
		for i, r := range w.lastDay {
			begin, end := start+60*int64(r.at), start+60*int64(w.lastDay.end(i))
			if begin = max(begin, from); begin < min(end, to) {
				f(begin, r.cell)
			}
		}
	}
}
