package hours

import "time"

// Span is a stretch of time with one state. It is half-open.
type Span struct {
	Start, End time.Time
	State      State
	Day        State  // of the calendar days that it lies in: Open if it opens on them at all
	Comment    string // what the source says besides
}

// Accept says which states a wait may end in.
type Accept uint8

const (
	Promise  Accept = iota // Open alone
	Possible               // all but Closed
)
