package hours

import (
	"fmt"
	"strings"
	"time"
)

// UnknownError tells of a name that the book does not know.
type UnknownError struct {
	What  string // "port", "checkpoint", "mode" or "direction"
	Value string
	Want  []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("hours: %s %q: want one of %s", e.What, e.Value, strings.Join(e.Want, ", "))
}

// RangeError tells of an instant at which, or a window over which, a book cannot
// be asked.
type RangeError struct{ From, To time.Time }

func (e *RangeError) Error() string {
	return fmt.Sprintf("hours: from %s to %s: want instants between %s and %s, in order, at most %d days apart",
		e.From.UTC().Format(time.RFC3339), e.To.UTC().Format(time.RFC3339), earliest.Format(time.DateOnly), latest.Format(time.DateOnly), maxWindowDays)
}

// A book answers for instants between these.
var (
	earliest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
)

// maxWindowDays is how long a Timeline of a book may be.
const maxWindowDays = 3660

func within(from, to time.Time) error {
	if from.Before(earliest) || to.After(latest) || to.Before(from) || to.Sub(from) > maxWindowDays*24*time.Hour {
		return &RangeError{from, to}
	}
	return nil
}

// Query says what a Timeline is of.
type Query struct {
	Port       string
	Checkpoint string // "": the whole chain
	Mode       Mode
	Direction  Direction
}

// Timeline returns the states of a port, or of one of its checkpoints, between
// two instants. Spans have the reason for their state as the comment. Windows of
// up to Horizon are remembered.
func (b *Book) Timeline(q Query, from, to time.Time) (*Timeline, error) {
	port, pair, err := b.find(q.Port, q.Mode, q.Direction)
	if err != nil {
		return nil, err
	}
	if err := within(from, to); err != nil {
		return nil, err
	}
	post := -1
	if q.Checkpoint != "" {
		var names []string
		for _, s := range b.ports[port].stops[pair] {
			names = append(names, s.checkpoint.ID)
			if s.checkpoint.ID == q.Checkpoint {
				post = s.post
			}
		}
		if post < 0 {
			return nil, &UnknownError{"checkpoint", q.Checkpoint, names}
		}
	}
	t := &Timeline{end: to.Unix()}
	for at := from.Unix(); at < to.Unix(); {
		n := windowAt(at)
		end := min(to.Unix(), windowOf(n).to)
		if post >= 0 {
			judged := b.judge(int32(post), n)
			judged.between(at, end, func(i int, at int64) {
				v := judged.on(i)
				t.add(at, cell{state: v.state, day: v.day, comment: v.reason(b)})
			})
		} else {
			crossed := b.cross(port, pair, n)
			crossed.between(at, end, func(i int, at int64) {
				c := crossed.on(i)
				t.add(at, cell{state: c.state, day: c.day, comment: b.reason(port, pair, c, n)})
			})
		}
		at = end
	}
	return t, nil
}

// State returns the state of a port at an instant, and nothing else.
func (b *Book) State(port string, mode Mode, direction Direction, at time.Time) (State, error) {
	p, pair, err := b.find(port, mode, direction)
	if err != nil {
		return Unknown, err
	}
	if err := within(at, at); err != nil {
		return Unknown, err
	}
	crossed := b.cross(p, pair, windowAt(at.Unix()))
	return crossed.on(crossed.find(at.Unix())).state, nil
}

// between calls f for the stretches of a track between two instants of it, with
// when they begin.
func (t *track) between(from, to int64, f func(i int, at int64)) {
	for i := t.find(from); i < len(t.at) && t.at[i] < to; i++ {
		f(i, max(t.at[i], from))
	}
}

func (b *Book) findPort(name string) (int32, error) {
	var names []string
	for i := range b.ports {
		if b.ports[i].chain.Port == name {
			return int32(i), nil
		}
		names = append(names, b.ports[i].chain.Port)
	}
	return 0, &UnknownError{"port", name, names}
}

// find returns the port and the pair of these names. An airport has no
// direction: any is right.
func (b *Book) find(name string, mode Mode, direction Direction) (port, pair int32, err error) {
	if port, err = b.findPort(name); err != nil {
		return 0, 0, err
	}
	var modes, directions []string
	for i, p := range b.ports[port].pairs {
		if p.Mode == mode && (p.Direction == direction || p.Direction == "") {
			return port, int32(i), nil
		}
		if p.Mode == mode {
			directions = append(directions, string(p.Direction))
		}
		if len(modes) == 0 || modes[len(modes)-1] != string(p.Mode) {
			modes = append(modes, string(p.Mode))
		}
	}
	if len(directions) > 0 {
		return 0, 0, &UnknownError{"direction", string(direction), directions}
	}
	return 0, 0, &UnknownError{"mode", string(mode), modes}
}
