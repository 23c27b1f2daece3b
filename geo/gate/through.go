package gate

import (
	"time"

	"pamir/geo/hours"
)

// EarliestThrough returns the way that arrives first of those that leave at an
// instant and pass a certain crossing.
func (s *Search) EarliestThrough(g *Graph, trip *Trip, crossing int, depart time.Time, accept hours.Accept) (Way, bool) {
	before, after := split(g, trip, crossing)
	way, ok := s.Earliest(g, before, depart, accept)
	if !ok || trip.barred(crossing) {
		return Way{}, false
	}
	out, ok := g.Crossings[crossing].pass(instantOf(way.Arrive), accept)
	if !ok {
		return Way{}, false
	}
	rest, ok := s.Earliest(g, after, out.time(), accept)
	if !ok {
		return Way{}, false
	}
	way.Crossings = append(append(way.Crossings, crossing), rest.Crossings...)
	way.Arrive = rest.Arrive
	return way, true
}

// LatestThrough returns the way that leaves last of those that arrive by an
// instant and pass a certain crossing.
func (s *Search) LatestThrough(g *Graph, trip *Trip, crossing int, arrive time.Time, accept hours.Accept) (Way, bool) {
	before, after := split(g, trip, crossing)
	rest, ok := s.Latest(g, after, arrive, accept)
	if !ok || trip.barred(crossing) {
		return Way{}, false
	}
	in, ok := g.Crossings[crossing].by(instantOf(rest.Depart), accept)
	if !ok {
		return Way{}, false
	}
	way, ok := s.Latest(g, before, in.time(), accept)
	if !ok {
		return Way{}, false
	}
	way.Crossings = append(append(way.Crossings, crossing), rest.Crossings...)
	way.Arrive = arrive
	return way, true
}

// split cuts a trip at a crossing: up to its entry and from its exit, with the
// crossing itself barred.
func split(g *Graph, trip *Trip, crossing int) (before, after *Trip) {
	n := len(g.Crossings)
	barred := make([]bool, n)
	copy(barred, trip.Barred)
	barred[crossing] = true
	entry := make([]Drive, n)
	for i := range n {
		entry[i] = g.Between[i*n+crossing]
	}
	before = &Trip{Direct: trip.To[crossing], To: trip.To, From: entry, Barred: barred}
	after = &Trip{Direct: trip.From[crossing], To: g.Between[crossing*n : (crossing+1)*n], From: trip.From, Barred: barred}
	return before, after
}
