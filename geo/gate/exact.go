package gate

import (
	"container/heap"
	"slices"
	"time"

	"pamir/geo/hours"
)

// Leg is a drive: from the start or the exit of a crossing to the entry of
// another or the end, or, where Stop is not 0, within crossing To from the stop
// before to that one.
type Leg struct{ From, To, Stop int }

// Ends of a trip, as From and To of a Leg.
const (
	Start = -1
	End   = -1
)

// Roads says how long a drive takes who sets off at an instant: never less than
// the tables have it, and NoWay where there is none at that time.
type Roads func(l Leg, at time.Time) Drive

// EarliestOn is Earliest over roads that the tables do not know all of: rules
// that depend on the hour, what one trip alone may not use. The tables are what
// a drive takes at least, and a drive is asked about only when nothing else
// could be faster. The answer is exact where to leave later on a road is never
// to arrive earlier.
func (s *Search) EarliestOn(g *Graph, trip *Trip, depart time.Time, accept hours.Accept, roads Roads) (Way, bool) {
	n := len(g.Crossings)
	s.reset(n, never)
	q := &drives{}
	leave := func(from int, at instant) {
		direct, table := trip.Direct, trip.To
		if from >= 0 {
			direct, table = trip.From[from], g.Between[from*n:(from+1)*n]
		}
		if direct < NoWay {
			heap.Push(q, driving{at + instant(direct), at, from, n, false})
		}
		for i, d := range table {
			if d < NoWay && !s.done[i] && !trip.barred(i) {
				heap.Push(q, driving{at + instant(d), at, from, i, false})
			}
		}
	}
	leave(Start, ceil(depart))
	for len(*q) > 0 {
		d := heap.Pop(q).(driving)
		if d.to < n && s.done[d.to] {
			continue
		}
		if !d.sure {
			leg := Leg{d.from, d.to, 0}
			if d.to == n {
				leg.To = End
			}
			took := roads(leg, d.left.time())
			if took >= NoWay {
				continue
			}
			if at := d.left + instant(took); at > d.at {
				heap.Push(q, driving{at, d.left, d.from, d.to, true})
				continue
			}
		}
		if d.to == n {
			way := Way{Depart: depart, Arrive: d.at.time()}
			for i := d.from; i >= 0; i = int(s.last[i]) {
				way.Crossings = append(way.Crossings, i)
			}
			slices.Reverse(way.Crossings)
			return way, true
		}
		s.done[d.to], s.at[d.to], s.last[d.to] = true, d.at, int32(d.from)
		if out, ok := g.Crossings[d.to].passOn(d.to, d.at, accept, roads); ok {
			leave(d.to, out)
		}
	}
	return Way{}, false
}

// passOn is pass, over roads.
func (c *Crossing) passOn(number int, t instant, accept hours.Accept, roads Roads) (instant, bool) {
	for i := range c.Stops {
		s := &c.Stops[i]
		drive := s.Drive
		if i > 0 {
			drive = roads.drive(Leg{number, number, i}, t, drive)
		}
		if drive >= NoWay {
			return 0, false
		}
		_, end, ok := s.begin(t+instant(drive), accept)
		if !ok {
			return 0, false
		}
		t = end
	}
	return t, true
}

// driving is a drive that is under way, or, while it is not sure, what it takes
// at least.
type driving struct {
	at, left instant
	from, to int
	sure     bool
}

type drives []driving

func (d drives) Len() int { return len(d) }
func (d drives) Less(i, j int) bool {
	if d[i].at != d[j].at {
		return d[i].at < d[j].at
	}
	return d[i].sure && !d[j].sure
}
func (d drives) Swap(i, j int) { d[i], d[j] = d[j], d[i] }
func (d *drives) Push(x any)   { *d = append(*d, x.(driving)) }
func (d *drives) Pop() any {
	last := len(*d) - 1
	x := (*d)[last]
	*d = (*d)[:last]
	return x
}
