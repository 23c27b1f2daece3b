package gate

import (
	"slices"
	"time"

	"pamir/geo/hours"
)

// Search is the working memory of searches, for one goroutine at a time. Its
// zero value is ready, and once warm it allocates only what it returns.
type Search struct {
	at   []instant // when one is at a crossing: at its entry, or backwards at its exit
	over []instant // when one is through it: at its exit, or backwards at its entry
	last []int32   // the crossing before, or backwards the one after; -1: none
	done []bool
	next []instant // at, of those that are not done
}

func (s *Search) reset(n int, at instant) {
	if cap(s.at) < n {
		s.at, s.over, s.next, s.last, s.done = make([]instant, n), make([]instant, n), make([]instant, n), make([]int32, n), make([]bool, n)
	}
	s.at, s.over, s.next, s.last, s.done = s.at[:n], s.over[:n], s.next[:n], s.last[:n], s.done[:n]
	for i := range n {
		s.at[i], s.over[i], s.next[i], s.last[i], s.done[i] = at, at, at, -1, false
	}
}

// Earliest returns the way that arrives first of those that leave at an
// instant; of equal ones, one with the fewest crossings found first. It takes
// time quadratic in the number of crossings that can be reached before it.
func (s *Search) Earliest(g *Graph, trip *Trip, depart time.Time, accept hours.Accept) (Way, bool) {
	start := ceil(depart)
	best, through := never, -1
	if trip.Direct < NoWay {
		best = start + instant(trip.Direct)
	}
	s.forward(g, trip, start, accept, func(i int) bool {
		if s.at[i] >= best {
			return false
		}
		if s.over[i] < never && trip.From[i] < NoWay && s.over[i]+instant(trip.From[i]) < best {
			best, through = s.over[i]+instant(trip.From[i]), i
		}
		return true
	})
	if best == never {
		return Way{}, false
	}
	way := Way{Depart: depart, Arrive: best.time()}
	for i := through; i >= 0; i = int(s.last[i]) {
		way.Crossings = append(way.Crossings, i)
	}
	slices.Reverse(way.Crossings)
	return way, true
}

// Clear is when one can be through a crossing, or must be.
type Clear struct {
	Enter, Leave time.Time // zero where it cannot be
	OK           bool
}

// Clears appends, for each crossing, when one can be through it who leaves at
// an instant, by way of others where that is faster. The trip's end does not
// matter.
func (s *Search) Clears(g *Graph, trip *Trip, depart time.Time, accept hours.Accept, to []Clear) []Clear {
	s.forward(g, trip, ceil(depart), accept, func(int) bool { return true })
	for i := range g.Crossings {
		c := Clear{}
		if s.over[i] < never {
			c = Clear{Enter: s.at[i].time(), Leave: s.over[i].time(), OK: true}
		}
		to = append(to, c)
	}
	return to
}

// forward settles crossings in the order in which they are reached, for as long
// as goOn says.
func (s *Search) forward(g *Graph, trip *Trip, start instant, accept hours.Accept, goOn func(i int) bool) {
	n := len(g.Crossings)
	s.reset(n, never)
	for i := range n {
		if trip.To[i] < NoWay && !trip.barred(i) {
			s.at[i] = start + instant(trip.To[i])
			s.next[i] = s.at[i]
		}
	}
	for {
		i, first := -1, never
		for j, at := range s.next {
			if at < first {
				i, first = j, at
			}
		}
		if i < 0 {
			return
		}
		s.done[i], s.next[i] = true, never
		if out, ok := g.Crossings[i].pass(s.at[i], accept); ok {
			s.over[i] = out
		}
		if !goOn(i) {
			return
		}
		if s.over[i] == never {
			continue
		}
		over := s.over[i]
		for j, d := range g.Between[i*n : (i+1)*n] {
			if t := over + instant(d); d < NoWay && t < s.at[j] && !s.done[j] && !trip.barred(j) {
				s.at[j], s.next[j], s.last[j] = t, t, int32(i)
			}
		}
	}
}

// Latest returns the way that leaves last of those that arrive by an instant.
// It takes time quadratic in the number of crossings.
func (s *Search) Latest(g *Graph, trip *Trip, arrive time.Time, accept hours.Accept) (Way, bool) {
	end := instantOf(arrive)
	best, through := -never, -1
	if trip.Direct < NoWay {
		best = end - instant(trip.Direct)
	}
	s.backward(g, trip, end, accept, func(i int) bool {
		if s.at[i] <= best {
			return false
		}
		if s.over[i] > -never && trip.To[i] < NoWay && s.over[i]-instant(trip.To[i]) > best {
			best, through = s.over[i]-instant(trip.To[i]), i
		}
		return true
	})
	if best == -never {
		return Way{}, false
	}
	way := Way{Depart: best.time(), Arrive: arrive}
	for i := through; i >= 0; i = int(s.last[i]) {
		way.Crossings = append(way.Crossings, i)
	}
	return way, true
}

// Enters appends, for each crossing, when one must enter it at the latest to
// arrive by an instant, by way of others where that is later. The trip's start
// does not matter.
func (s *Search) Enters(g *Graph, trip *Trip, arrive time.Time, accept hours.Accept, to []Clear) []Clear {
	s.backward(g, trip, instantOf(arrive), accept, func(int) bool { return true })
	for i := range g.Crossings {
		c := Clear{}
		if s.over[i] > -never {
			c = Clear{Enter: s.over[i].time(), Leave: s.at[i].time(), OK: true}
		}
		to = append(to, c)
	}
	return to
}

// backward settles crossings in the order, from the last, in which they must
// have been left.
func (s *Search) backward(g *Graph, trip *Trip, end instant, accept hours.Accept, goOn func(i int) bool) {
	n := len(g.Crossings)
	s.reset(n, -never)
	for i := range n {
		if trip.From[i] < NoWay && !trip.barred(i) {
			s.at[i] = end - instant(trip.From[i])
			s.next[i] = s.at[i]
		}
	}
	for {
		j, last := -1, -never
		for i, at := range s.next {
			if at > last {
				j, last = i, at
			}
		}
		if j < 0 {
			return
		}
		s.done[j], s.next[j] = true, -never
		if in, ok := g.Crossings[j].by(s.at[j], accept); ok {
			s.over[j] = in
		}
		if !goOn(j) {
			return
		}
		if s.over[j] == -never {
			continue
		}
		for i := range n {
			d := g.Between[i*n+j]
			if t := s.over[j] - instant(d); d < NoWay && t > s.at[i] && !s.done[i] && !trip.barred(i) {
				s.at[i], s.next[i], s.last[i] = t, t, int32(j)
			}
		}
	}
}

// ceil returns the first instant at or after a time.
func ceil(t time.Time) instant {
	i := instantOf(t)
	if i.time().Before(t) {
		i++
	}
	return i
}
