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

	own   []instant // how long it takes, at least, through a crossing; below 0: not known yet
	queue queue     // of measure
}

func (s *Search) reset(n int, at instant) {
	if cap(s.at) < n {
		s.at, s.over, s.next, s.last, s.done = make([]instant, n), make([]instant, n), make([]instant, n), make([]int32, n), make([]bool, n)
		s.rest, s.own = make([]instant, n), make([]instant, n)
	}
	s.at, s.over, s.next, s.last, s.done, s.rest, s.own = s.at[:n], s.over[:n], s.next[:n], s.last[:n], s.done[:n], s.rest[:n], s.own[:n]
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
// ahead, how far its exit is from the start. It stops where the other end of the
// trip, to which it is some drive at least from whatever crossing, cannot be come
// to any sooner than it has been, or than without any: all crossings that it has
// not come to are no nearer. near lists the crossings before each, or ahead those
// behind it.
func (s *Search) measure(g *Graph, near [][]link, trip *Trip, accept hours.Accept, ahead bool) {
	from, to := trip.From, trip.To
	if ahead {
		from, to = to, from
	}
	for i := range s.rest {
		s.rest[i], s.own[i] = never, -1
	}
	s.queue = s.queue[:0]
	reach := func(i int, at instant) {
		if at >= s.rest[i] || trip.barred(i) {
			return
		}
		if s.own[i] < 0 {
			s.own[i] = g.Crossings[i].least(accept)
		}
		if s.own[i] < never && at+s.own[i] < s.rest[i] {
			s.rest[i] = at + s.own[i]
			s.queue.push(far{s.rest[i], int32(i)})
		}
	}
	for i, d := range from {
		if d < NoWay {
			reach(i, instant(d))
		}
	}
	all, nearest := never, NoWay // of the trip, and of what is left of it from a crossing
	if trip.Direct < NoWay {
		all = instant(trip.Direct)
	}
	for i, d := range to {
		if d < nearest && !trip.barred(i) {
			nearest = d
		}
	}
	for len(s.queue) > 0 {
		f := s.queue.pop()
		if f.at > s.rest[f.crossing] {
			continue // it was reached again, and sooner
		}
		if f.at >= all-instant(nearest) {
			for i := range s.rest {
				s.rest[i] = min(s.rest[i], f.at)
			}
			return
		}
		if d := to[f.crossing]; d < NoWay {
			all = min(all, f.at+instant(d))
		}
		for _, l := range near[f.crossing] {
			reach(int(l.other), f.at+instant(l.drive))
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
		for _, l := range links.after[i] {
			if j := int(l.other); !s.done[j] && !trip.barred(j) {
				reach(j, s.over[i]+instant(l.drive), int32(i))
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
		for _, l := range links.before[j] {
			if i := int(l.other); !s.done[i] && !trip.barred(i) {
				reach(i, s.over[j]-instant(l.drive), int32(j))
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
