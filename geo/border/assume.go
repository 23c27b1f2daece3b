package border

import (
	"slices"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
)

// supposed is what a stop of a crossing is taken to be, beside what is known.
type supposed struct {
	hours          *hours.Timeline // as assumed, over the view's window
	queue, service bool
}

// assume returns the graph of a view with a planner's assumptions, and which
// stops they are about. They fill gaps: what the book says to be open or closed
// stays so, and a length that is known stays what it is.
func (v *view) assume(list []Assumption) (gate.Graph, map[[2]int]supposed) {
	if len(list) == 0 {
		return v.graph, nil
	}
	g := v.graph
	g.Crossings = slices.Clone(g.Crossings)
	about := map[[2]int]supposed{}
	for i := range v.list {
		c := &v.list[i]
		stops := slices.Clone(g.Crossings[i].Stops)
		for k := range stops {
			a := assumed(list, c, k)
			if a == nil || !v.passes(c, k) {
				continue
			}
			s := supposed{}
			if a.Hours != nil {
				s.hours = a.Hours.Timeline(hours.Place{Zone: a.zone(c.Stops[k].Checkpoint), Position: c.Stops[k].Checkpoint.At}, v.window.from, v.window.to)
				stops[k].Hours = stops[k].Hours.Fill(s.hours)
			}
			fill := func(l *gate.Length, given *time.Duration) bool {
				if l.Known || given == nil {
					return false
				}
				*l = gate.Length{Time: *given, Known: true}
				return true
			}
			s.queue, s.service = fill(&stops[k].Queue, a.Queue), fill(&stops[k].Service, a.Service)
			about[[2]int{i, k}] = s
		}
		g.Crossings[i].Stops = stops
	}
	return g, about
}

// assumed returns the assumption about a stop: one that names the checkpoint
// before one that names the port, and of those the last.
func assumed(list []Assumption, c *Crossing, stop int) (found *Assumption) {
	exact := false
	for i := range list {
		a := &list[i]
		switch a.At {
		case c.Stops[stop].Checkpoint.ID:
			found, exact = a, true
		case c.Port.ID:
			if !exact {
				found = a
			}
		}
	}
	return found
}

func (a *Assumption) zone(c *Checkpoint) *time.Location {
	if a.Zone != nil {
		return a.Zone
	}
	return c.zone()
}
