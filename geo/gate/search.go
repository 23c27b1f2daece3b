package gate

import (
	"slices"
	"time"

	"pamir/geo/hours"
)

// Search is the working memory of searches, for one goroutine at a time. Its
// zero value is ready, and once warm it allocates only what it returns, if the
// graph has its Links.
type Search struct {
	at   []instant // when one is at a crossing: at its entry, or backwards at its exit
	over []instant // when one is through it: at its exit, or backwards at its entry
	last []int32   // the crossing before, or backwards the one after; -1: none
	done []bool
	next []instant // when one is at the end, or backwards at the start, at best: of those that are not done
	rest []instant // how long it takes, at least, from a crossing's entry to the end, or backwards from the start to its exit
}

func (s *Search) reset(n int, at instant) {
	if cap(s.at) < n {
		s.at, s.over, s.next, s.last, s.done = make([]instant, n), make([]instant, n), make([]instant, n), make([]int32, n), make([]bool, n)
		s.rest = make([]instant, n)
	}
	s.at, s.over, s.next, s.last, s.done, s.rest = s.at[:n], s.over[:n], s.next[:n], s.last[:n], s.done[:n], s.rest[:n]
	for i := range n {
		s.at[i], s.over[i], s.next[i], s.last[i], s.done[i], s.rest[i] = at, at, at, -1, false, 0
	}
}

// Earliest returns the way that arrives first of those that leave at an
// instant; of equal ones, always the same. It is an A* search, with the least
// time that each crossing is from the end as if it were open, and takes time
// quadratic in the number of crossings by which one might be there sooner.
func (s *Search) Earliest(g *Graph, trip *Trip, depart time.Time, accept hours.Accept) (Way, bool) {
	start := ceil(depart)
	best, through := never, -1
	if trip.Direct < NoWay {
		best = start + instant(trip.Direct)
	}
	links := g.links()
	s.reset(len(g.Crossings), never)
	s.measure(g, links.before, trip, accept, false)
	s.forward(g, links, trip, start, func(i int) bool {
		if s.at[i]+s.rest[i] >= best {
			return false
		}
		s.pass(g, i, accept)
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
	s.reset(len(g.Crossings), never)
	s.forward(g, g.links(), trip, ceil(depart), func(i int) bool {
		s.pass(g, i, accept)
		return true
	})
	for i := range g.Crossings {
		c := Clear{}
		if s.over[i] < never {
			c = Clear{Enter: s.at[i].time(), Leave: s.over[i].time(), OK: true}
		}
		to = append(to, c)
	}
	return to
}

// measure finds how far each crossing is from the end of a trip, with all open;
// ahead, how far its exit is from the start. It stops where it comes to the
// other end of the trip: all crossings that it has not come to are no nearer.
// near lists the crossings before each, or ahead those behind it.
func (s *Search) measure(g *Graph, near [][]int32, trip *Trip, accept hours.Accept, ahead bool) {
	n := len(g.Crossings)
	from, to := trip.From, trip.To
	if ahead {
		from, to = to, from
	}
	queue, rest := s.next, s.rest
	for i := range n {
		queue[i], rest[i] = never, never
		if from[i] < NoWay && !trip.barred(i) {
			if own := g.Crossings[i].least(accept); own < never {
				queue[i] = instant(from[i]) + own
			}
		}
	}
	all := never // of the trip
	for {
		i, first := least(queue)
		if i < 0 {
			break
		}
		if first >= all {
			for j := range rest {
				if rest[j] == never {
					rest[j] = first
				}
			}
			break
		}
		queue[i], rest[i] = never, first
		if to[i] < NoWay {
			all = min(all, first+instant(to[i]))
		}
		for _, j := range near[i] {
			if rest[j] < never || trip.barred(int(j)) {
				continue
			}
			d := g.Between[int(j)*n+i]
			if ahead {
				d = g.Between[i*n+int(j)]
			}
			if t := first + instant(d); t < queue[j] {
				if own := g.Crossings[j].least(accept); own < never {
					queue[j] = min(queue[j], t+own)
				}
			}
		}
	}
	for i := range queue {
		queue[i] = never
		if ahead {
			queue[i] = -never
		}
	}
}

// least returns the place and the value of the least of several; -1 if all are
// never.
func least(list []instant) (at int, value instant) {
	at, value = -1, never
	for i, v := range list {
		if v < value {
			at, value = i, v
		}
	}
	return at, value
}

// pass notes when one is through a crossing.
func (s *Search) pass(g *Graph, i int, accept hours.Accept) {
	if out, ok := g.Crossings[i].pass(s.at[i], accept); ok {
		s.over[i] = out
	}
}

// forward comes to crossings in the order in which one can be at the end by way
// of them at best. goOn is asked at each: whether to go on, and by what.
func (s *Search) forward(g *Graph, links *Links, trip *Trip, start instant, goOn func(i int) bool) {
	n := len(g.Crossings)
	reach := func(i int, at instant, from int32) {
		if at < s.at[i] && s.rest[i] < never {
			s.at[i], s.next[i], s.last[i] = at, at+s.rest[i], from
		}
	}
	for i := range n {
		if trip.To[i] < NoWay && !trip.barred(i) {
			reach(i, start+instant(trip.To[i]), -1)
		}
	}
	for {
		i, _ := least(s.next)
		if i < 0 {
			return
		}
		s.done[i], s.next[i] = true, never
		if !goOn(i) {
			return
		}
		if s.over[i] == never {
			continue
		}
		for _, j := range links.after[i] {
			if !s.done[j] && !trip.barred(int(j)) {
				reach(int(j), s.over[i]+instant(g.Between[i*n+int(j)]), int32(i))
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
	links := g.links()
	s.reset(len(g.Crossings), -never)
	s.measure(g, links.after, trip, accept, true)
	s.backward(g, links, trip, end, func(i int) bool {
		if s.at[i]-s.rest[i] <= best {
			return false
		}
		s.by(g, i, accept)
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
	s.reset(len(g.Crossings), -never)
	s.backward(g, g.links(), trip, instantOf(arrive), func(i int) bool {
		s.by(g, i, accept)
		return true
	})
	for i := range g.Crossings {
		c := Clear{}
		if s.over[i] > -never {
			c = Clear{Enter: s.over[i].time(), Leave: s.at[i].time(), OK: true}
		}
		to = append(to, c)
	}
	return to
}

// by notes when one must come to a crossing.
func (s *Search) by(g *Graph, i int, accept hours.Accept) {
	if in, ok := g.Crossings[i].by(s.at[i], accept); ok {
		s.over[i] = in
	}
}

// backward is forward from the end.
func (s *Search) backward(g *Graph, links *Links, trip *Trip, end instant, goOn func(i int) bool) {
	n := len(g.Crossings)
	reach := func(i int, at instant, behind int32) {
		if at > s.at[i] && s.rest[i] < never {
			s.at[i], s.next[i], s.last[i] = at, at-s.rest[i], behind
		}
	}
	for i := range n {
		if trip.From[i] < NoWay && !trip.barred(i) {
			reach(i, end-instant(trip.From[i]), -1)
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
		if !goOn(j) {
			return
		}
		if s.over[j] == -never {
			continue
		}
		for _, i := range links.before[j] {
			if !s.done[i] && !trip.barred(int(i)) {
				reach(int(i), s.over[j]-instant(g.Between[int(i)*n+j]), int32(j))
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
