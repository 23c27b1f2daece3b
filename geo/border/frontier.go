package border

import (
	"errors"
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// cut is a place at which a frontier parts a road, for who drives over it in
// either direction: forward is that of the port's first.
type cut struct {
	forward, backward       route.Place
	mayForward, mayBackward bool
	placed                  Placement
	offM                    float64
}

// frontier finds where the roads of a port are cut.
func (b *binder) frontier(p *Port, gate *Checkpoint) ([]cut, error) {
	if node := b.nodeOf(gate); node != 0 {
		return b.atNode(p, node)
	}
	return b.between(p, gate)
}

// atNode cuts the edges that lead on from a node into the second country of a
// port.
func (b *binder) atNode(p *Port, node int64) (list []cut, err error) {
	arms := b.n.Arms(b.mode, node)
	there := p.Directions[0].To()
	for _, a := range arms {
		if there == "" || b.n.Site(b.mode, &a).Country != there {
			continue
		}
		list = append(list, cutAt(a))
	}
	switch {
	case len(list) == len(arms) || len(list) == 0:
		list = nil
		if len(arms) == 0 {
			return nil, errors.New("the road data has it, but on no road of this kind")
		}
		// which side is which is not known: all edges but one are cut
		for _, a := range arms[1:] {
			list = append(list, cutAt(a))
		}
		if len(arms) > 2 && !p.Post {
			return nil, fmt.Errorf("%d roads meet at its frontier, and their countries are not known", len(arms))
		}
	}
	return list, nil
}

// cutAt cuts an edge at the end at which a place is; forward leads away from
// there.
func cutAt(arm route.Place) cut {
	c := cut{placed: AtNode}
	c.forward, c.mayForward = arm.Leaving()
	c.backward, c.mayBackward = arm.Coming()
	return c
}

// mostRoads is how many roads may lead over a frontier beside each other, such
// as two carriageways.
const mostRoads = 6

// between cuts the roads that lead from one side of a port to the other past
// its frontier's published position.
func (b *binder) between(p *Port, gate *Checkpoint) (list []cut, err error) {
	radius := gate.AccuracyM + slack
	here, there := b.sides(p, gate)
	if len(here) == 0 || len(there) == 0 {
		return nil, errors.New("no road that is known to be on one side of it leads to the other")
	}
	ask := b.ask.Avoiding()
	for _, way := range [2]struct {
		from, to []route.Place
		forward  bool
	}{{here, there, true}, {there, here, false}} {
		for range mostRoads {
			place, beside, ok := crossingPlace(ask, way.from, way.to, *gate.At, radius)
			if !ok {
				break
			}
			for _, node := range beside {
				b.sites.taken[node] = true
			}
			ask.Avoid(&place)
			c := cut{placed: AtPosition, offM: place.Metres}
			other, may := place.Turned(b.n, b.mode)
			if way.forward {
				c.forward, c.mayForward, c.backward, c.mayBackward = place, true, other, may
			} else {
				c.backward, c.mayBackward, c.forward, c.mayForward = place, true, other, may
			}
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		near, _, err := b.ask.Snap([]route.Stop{{At: *gate.At, Radius: inRegion}})
		if err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("no way from one side to the other passes within %.0f m of its position; the nearest road is %.0f m off", radius, near[0].Metres)
	}
	return list, nil
}

// besideM is how far along the road from a frontier a border control of the road
// data is that port's own, in metres.
const besideM = 2000

// crossingPlace finds the place nearest to a position on the first way that
// passes it, from one of some places to one of others, and the border controls
// near there.
func crossingPlace(ask *route.Inquiry, from, to []route.Place, at orb.Point, radius float64) (found route.Place, beside []int64, ok bool) {
	for i := range from {
		for k := range to {
			leg, err := ask.Find(&from[i], &to[k], time.Time{})
			if err != nil {
				continue
			}
			p, along := leg.Nearest(at)
			if p.Metres > radius || along <= 0 || along >= leg.Centimetres {
				continue
			}
			for _, control := range leg.Passages() {
				if off := control.Centimetres - along; control.Kind == route.BorderControl && off <= 100*besideM && off >= -100*besideM {
					beside = append(beside, control.Node)
				}
			}
			return p, beside, true
		}
	}
	return route.Place{}, nil, false
}

// sides returns places on roads on either side of a frontier: at the other
// checkpoints, and where none is known, about the frontier, in the country that
// it is.
func (b *binder) sides(p *Port, gate *Checkpoint) (here, there []route.Place) {
	home, abroad := p.Directions[0].From(), p.Directions[0].To()
	for i := range p.Checkpoints {
		c := &p.Checkpoints[i]
		if c == gate || c.At == nil {
			continue
		}
		near, _, err := b.ask.Snap([]route.Stop{{At: *c.At, Radius: c.AccuracyM + slack}})
		if err != nil {
			continue
		}
		if c.Side == home {
			here = append(here, near[0])
		} else {
			there = append(there, near[0])
		}
	}
	for _, metres := range []float64{3000, 8000, 20_000} {
		if len(here) > 0 && len(there) > 0 {
			return here, there
		}
		var left, right []route.Place
		for _, q := range b.ring(*gate.At, metres) {
			switch b.n.Site(b.mode, &q).Country {
			case home:
				left = append(left, q)
			case abroad:
				right = append(right, q)
			}
		}
		if len(here) == 0 {
			here = left
		}
		if len(there) == 0 {
			there = right
		}
	}
	return here, there
}

// directions are those of a post between two countries.
func directions(from, to string) []hours.Direction {
	d := hours.Direction(from + "-" + to)
	return []hours.Direction{d, d.Reverse()}
}
