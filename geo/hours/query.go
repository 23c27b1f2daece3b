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

// Query says what a Timeline is of: the whole chain of a port, one country's part
// of it, or one checkpoint.
type Query struct {
	Port       string
	Side       string // "": both
	Checkpoint string // "": all
	Mode       Mode
	Direction  Direction
}

// Timeline returns the states of a port, or of a part of it, between two
// instants. Spans have the reason for their state as the comment. Windows of up
// to Horizon are remembered.
func (b *Book) Timeline(q Query, from, to time.Time) (*Timeline, error) {
	port, pair, err := b.find(q.Port, q.Mode, q.Direction)
	if err != nil {
		return nil, err
	}
	if err := within(from, to); err != nil {
		return nil, err
	}
	stops := b.ports[port].stops[pair]
	at := -1
	var names []string
	for i, s := range stops {
		names = append(names, s.checkpoint.ID)
		if s.checkpoint.ID == q.Checkpoint {
			at = i
		}
	}
	if q.Checkpoint != "" && at < 0 {
		return nil, &UnknownError{"checkpoint", q.Checkpoint, names}
	}
	t := &Timeline{end: to.Unix()}
	for from, to := from.Unix(), to.Unix(); from < to; {
		n := windowAt(from)
		end := min(to, windowOf(n).to)
		switch {
		case at >= 0:
			judged := b.judge(int32(stops[at].post), n)
			judged.between(from, end, func(i int, start int64) { t.add(start, judged.on(i).cell(b)) })
		default:
			crossed := b.cross(port, pair, n)
			crossed.between(from, end, func(i int, start int64) { t.add(start, b.partOf(stops, crossed.on(i), n, q.Side)) })
		}
		from = end
	}
	return t, nil
}

// cell says a verdict in a timeline.
func (v *verdict) cell(b *Book) cell {
	return cell{state: v.state, day: v.day, comment: v.reason(b), notice: len(v.words) > 0 && b.sources[v.words[0].source].notice != nil}
}

// partOf says what a crossing is for a side, or as a whole.
func (b *Book) partOf(stops []stop, c *crossing, n int32, side string) cell {
	if side == "" && len(stops) > 0 {
		whole := b.verdictAt(stops, c, n, c.binding).cell(b)
		whole.state, whole.day = c.state, c.day
		if c.state == Open {
			whole.comment = ""
		}
		return whole
	}
	for _, f := range c.sides {
		if f.country == side {
			part := b.verdictAt(stops, c, n, f.binding).cell(b)
			part.state, part.day = f.state, f.day
			return part
		}
	}
	return cell{comment: NoSource} // nobody passes there
}

func (b *Book) verdictAt(stops []stop, c *crossing, n int32, i int) *verdict {
	return &b.judge(int32(stops[i].post), n).values[c.verdicts[i]]
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
	if i, ok := b.number[name]; ok {
		return int32(i), nil
	}
	var names []string
	for i := range b.ports {
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
