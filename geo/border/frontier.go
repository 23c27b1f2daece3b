package border

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

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
		if len(arms) > 2 && p.Kind != Post {
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

// How much longer the way over another road at a frontier may be, for that road
// to be cut too: times as long, and in hundredths of a second.
const (
	besideFactor = 1.2
	besideSlack  = 10 * 60 * 100
)

// between cuts the roads that lead from one side of a port to the other past
// its frontier's published position.
func (b *binder) between(p *Port, gate *Checkpoint) ([]cut, error) {
	radius := gate.AccuracyM + slack
	here, there := b.sides(p, gate)
	if len(here) == 0 || len(there) == 0 {
		return nil, errors.New("no road is known to be on one side of it")
	}
	near := b.ask.Around(route.Stop{At: *gate.At, Radius: radius})
	if len(near) == 0 {
		_, _, err := b.ask.Snap([]route.Stop{{At: *gate.At, Radius: radius}})
		var off *route.OffRoadError
		if errors.As(err, &off) {
			return nil, fmt.Errorf("the nearest road is %.0f m from its position, which is good to %.0f m", off.Metres, gate.AccuracyM)
		}
		return nil, err
	}
	var list []cut
	for _, back := range []bool{false, true} {
		from, to := here, there
		if back {
			from, to = there, here
		}
		ask := b.ask.Avoiding()
		least := int64(0)
		for n := range mostRoads {
			place, cost, ok := b.over(ask, near, from, to, list, back)
			if !ok || n > 0 && float64(cost) > besideFactor*float64(least)+besideSlack {
				break
			}
			if n == 0 {
				least = cost
			}
			ask.Avoid(&place)
			list = b.cut(list, place, back)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("none of the %d roads within %.0f m of its position leads from one side to the other", len(near), radius)
	}
	return list, nil
}

// cut adds a place to the cuts, or the second direction to the one that is on
// its edge.
func (b *binder) cut(list []cut, p route.Place, back bool) []cut {
	i := slices.IndexFunc(list, func(c cut) bool { return c.forward.SameEdge(p) })
	if i < 0 {
		list = append(list, cut{placed: AtPosition, offM: p.Metres, forward: p, backward: p})
		i = len(list) - 1
	}
	if c := &list[i]; back {
		c.backward, c.mayBackward = p, true
	} else {
		c.forward, c.mayForward = p, true
	}
	return list
}

// over finds the place, of some near a frontier, over which one drives from one
// side to the other: of those by which it takes hardly longer than by any, the
// nearest to the frontier, or one that is cut already.
func (b *binder) over(ask *route.Inquiry, near, from, to []route.Place, cut []cut, back bool) (best route.Place, cost int64, ok bool) {
	type candidate struct {
		place route.Place
		cost  int64
		cut   bool
	}
	var all []candidate
	for _, p := range near {
		for _, against := range []bool{false, true} {
			q, may := p.Only(against)
			if !may {
				continue
			}
			isCut := false
			for _, c := range cut {
				if c.forward.SameEdge(q) {
					q, isCut = turnedLike(b, &c, q, back), true
				}
			}
			if cost, ok := by(ask, from, to, &q); ok {
				all = append(all, candidate{q, cost, isCut})
			}
		}
	}
	if len(all) == 0 {
		return best, 0, false
	}
	least := slices.MinFunc(all, func(a, b candidate) int { return cmp.Compare(a.cost, b.cost) }).cost
	all = slices.DeleteFunc(all, func(c candidate) bool { return float64(c.cost) > 1.05*float64(least)+6000 })
	first := slices.MinFunc(all, func(a, b candidate) int {
		if a.cut != b.cut {
			return map[bool]int{true: -1, false: 1}[a.cut]
		}
		return cmp.Or(cmp.Compare(a.place.Metres, b.place.Metres), cmp.Compare(a.cost, b.cost))
	})
	b.own(ask, from, to, &first.place)
	return first.place, first.cost, true
}

// turnedLike returns the place of a cut, for the direction of another place on
// its edge.
func turnedLike(b *binder, c *cut, q route.Place, back bool) route.Place {
	p := c.forward
	if b.n.Site(b.mode, &p).Arc != b.n.Site(b.mode, &q).Arc {
		p, _ = p.Turned(b.n, b.mode)
	}
	return p
}

// by returns how long the fastest way over a place takes from one of some
// places to one of others.
func by(ask *route.Inquiry, from, to []route.Place, over *route.Place) (int64, bool) {
	best := [2]int64{-1, -1}
	for side, list := range [2][]route.Place{from, to} {
		for i := range list {
			a, b := &list[i], over
			if side == 1 {
				a, b = over, &list[i]
			}
			if leg, err := ask.Find(a, b, time.Time{}); err == nil && (best[side] < 0 || leg.Hundredths() < best[side]) {
				best[side] = leg.Hundredths()
			}
		}
	}
	return best[0] + best[1], best[0] >= 0 && best[1] >= 0
}

// besideM is how far along the road from a frontier a border control of the road
// data is that port's own, in metres.
const besideM = 2000

// own notes the border controls near a frontier, on the way over it.
func (b *binder) own(ask *route.Inquiry, from, to []route.Place, over *route.Place) {
	for i := range from {
		if leg, err := ask.Find(&from[i], over, time.Time{}); err == nil {
			b.ownOf(&leg, leg.Centimetres)
		}
	}
	for i := range to {
		if leg, err := ask.Find(over, &to[i], time.Time{}); err == nil {
			b.ownOf(&leg, 0)
		}
	}
}

func (b *binder) ownOf(leg *route.Leg, at int64) {
	for _, p := range leg.Passages("en") {
		if off := p.Centimetres - at; p.Kind == route.BorderControl && off <= 100*besideM && off >= -100*besideM {
			b.sites.taken[p.Node] = true
		}
	}
}

// mostSides is how many places on a side ways are looked for from.
const mostSides = 3

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
	slices.Reverse(here) // those next to the frontier first
	if len(here) > 0 && len(there) > 0 {
		return here[:1], there[:1]
	}
	for _, metres := range []float64{3000, 8000, 20_000} {
		if len(here) > 0 && len(there) > 0 {
			break
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
	return here[:min(len(here), mostSides)], there[:min(len(there), mostSides)]
}

// directions are those of a post between two countries.
func directions(from, to string) []hours.Direction {
	d := hours.Direction(from + "-" + to)
	return []hours.Direction{d, d.Reverse()}
}
