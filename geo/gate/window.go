package gate

import (
	"time"

	"pamir/geo/hours"
)

// Best returns the way of shortest duration of those that leave between two
// instants, both included; of equal ones the one that arrives first.
//
// Whoever leaves later than the best has waited for nothing, and whoever leaves
// earlier waits where one comes just as a stop opens. So besides the two ends
// only the departures matter with which one is at some stop when it opens: it
// takes a search for each of those.
func (s *Search) Best(g *Graph, trip *Trip, from, to time.Time, accept hours.Accept) (Way, bool) {
	best, found := Way{}, false
	try := func(depart time.Time) {
		if depart.Before(from) || depart.After(to) {
			return
		}
		way, ok := s.Earliest(g, trip, depart, accept)
		if !ok {
			return
		}
		if d, b := way.Arrive.Sub(way.Depart), best.Arrive.Sub(best.Depart); !found || d < b || d == b && way.Arrive.Before(best.Arrive) {
			best, found = way, true
		}
	}
	try(from)
	try(to)
	if !found {
		return best, false
	}
	clears := s.Clears(g, trip, from, accept, nil)
	horizon := to.Add(best.Arrive.Sub(best.Depart)) // who leaves by to and is better has arrived by then
	for c := range g.Crossings {
		if !clears[c].OK {
			continue
		}
		before, _ := split(g, trip, c)
		stops := g.Crossings[c].Stops
		for i := range stops {
			for at := range openings(stops[i].Hours, clears[c].Enter, horizon, accept) {
				if t, ok := g.Crossings[c].enter(i, at, accept); ok {
					if way, ok := s.Latest(g, before, t.time(), accept); ok {
						try(way.Depart)
					}
				}
			}
		}
	}
	return best, true
}

// enter returns when one must enter a crossing to be, with one's turn come, at
// its stop i at an instant.
func (c *Crossing) enter(i int, at time.Time, accept hours.Accept) (instant, bool) {
	queue, _, ok := c.Stops[i].times(accept)
	if !ok {
		return 0, false
	}
	t := instantOf(at) - queue
	for ; ; i-- {
		if t -= instant(c.Stops[i].Drive); i == 0 {
			return t, c.Stops[0].Drive < NoWay
		}
		if t, ok = c.Stops[i-1].by(t, accept); !ok || c.Stops[i].Drive >= NoWay {
			return 0, false
		}
	}
}

// openings yields the instants between two others at which something begins
// that is accepted.
func openings(t *hours.Timeline, from, to time.Time, accept hours.Accept) func(yield func(time.Time) bool) {
	return func(yield func(time.Time) bool) {
		if t == nil {
			return
		}
		for at := from; ; {
			if takes(accept, t.At(at).State) {
				if at = until(t, at, accept); at.IsZero() {
					return
				}
			}
			next, ok := t.Earliest(at, 0, accept)
			if !ok || next.After(to) || !yield(next) {
				return
			}
			at = next
		}
	}
}
