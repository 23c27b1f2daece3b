package border

import (
	"context"
	"sync"

	"pamir/geo/gate"
	"pamir/geo/route"
)

// Border answers where to drive through the ports of a network. It may be used
// by any number of goroutines at once.
type Border struct {
	router *route.Router
	sites  *Sites
	views  views
	memory sync.Pool // of *gate.Search
}

// New puts the ports on the roads of a router, and cuts these at the frontiers.
// From now on the router itself leads nobody abroad. The error is that of Bind.
func New(ctx context.Context, r *route.Router, ports []Port) (*Border, error) {
	sites, err := Bind(ctx, r, ports)
	if err != nil {
		return nil, err
	}
	b := &Border{router: r, sites: sites, memory: sync.Pool{New: func() any { return new(gate.Search) }}}
	if err := r.SetCrossings(sites.onRoads()); err != nil {
		return nil, err
	}
	if sites.clear(r) {
		err = r.SetCrossings(sites.onRoads())
	}
	return b, err
}

// onRoads are the crossings as geo/route knows them.
func (s *Sites) onRoads() (list route.Crossings) {
	for m := range s.Crossings {
		for i := range s.Crossings[m] {
			list[m] = append(list[m], s.Crossings[m][i].onRoads())
		}
	}
	return list
}

// onRoads is the crossing as geo/route knows it.
func (c *Crossing) onRoads() route.Crossing {
	x := route.Crossing{ID: c.Port.ID, Over: c.Over, OneWay: !c.Port.Kind.Border()}
	for i := range c.Stops {
		x.Stops = append(x.Stops, c.Stops[i].Place)
		if t := c.Stops[i].Timed; t != nil {
			x.Timed = append(x.Timed, t)
		}
	}
	return x
}

// Sites says where the ports are.
func (b *Border) Sites() *Sites { return b.sites }

// Router returns the router of the roads.
func (b *Border) Router() *route.Router { return b.router }

// Port returns a port by its id, nil where there is none on these roads.
func (b *Border) Port(id string) *Port {
	for _, list := range b.sites.Crossings {
		for i := range list {
			if list[i].Port.ID == id {
				return list[i].Port
			}
		}
	}
	return nil
}
