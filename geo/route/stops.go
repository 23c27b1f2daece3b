package route

import (
	"math"

	"github.com/paulmach/orb"
)

// How far a road may be from a stop that says nothing of it, in metres: as far
// as one walks to a car, and on networks that are drawn through few points as
// far as the drawing may be off.
const (
	usualRadius     = 10_000
	schematicRadius = 50_000
)

// radius is how far a road may be from a stop.
func (n *Network) radius(s *Stop) float64 {
	switch {
	case s.Radius > 0:
		return s.Radius
	case n.Schematic():
		return schematicRadius
	}
	return usualRadius
}

// Anywhere is the radius of a stop for which any road will do, however far.
const Anywhere = farthest

// snapped are the places of stops: those nearest, and the nearest on the
// largest part of the network, so that a stop beside a yard without a way out
// does not spoil a route.
type snapped struct {
	near, mainland []Place
	together       bool // the nearest are all of one part
	part           uint32
	same           bool // they are those on the mainland
}

// snap finds the stops on roads that the judge lets one use.
func (r *Router) snap(j *judge, stops []Stop) (snapped, error) { return r.snapAll(j, stops, false) }

// snapAll is snap; where those without a road near do not matter, they get a
// place from and to which nothing leads.
func (r *Router) snapAll(j *judge, stops []Stop, lenient bool) (s snapped, err error) {
	near, mainland := make([]Place, len(stops)), make([]Place, len(stops))
	s.together, s.same = true, true
	first := true
	for i := range stops {
		stop := stops[i]
		stop.Radius = r.n.radius(&stop)
		var found bool
		if near[i], found = j.nearest(&stop, nil); !found {
			if lenient {
				near[i] = Place{junction: none, Metres: math.Inf(1)}
				mainland[i] = near[i]
				continue
			}
			return s, r.offRoad(j, i, &stop)
		}
		part := j.component(&near[i])
		mainland[i] = near[i]
		if part != 0 {
			if p, ok := j.nearest(&stop, j.onMainland); ok {
				mainland[i] = p
			} // else it is an island all round
		}
		if first {
			s.part, first = part, false
		}
		s.together = s.together && part == s.part
		s.same = s.same && near[i].edge == mainland[i].edge
	}
	s.near, s.mainland = near, mainland
	return s, nil
}

// Nearest returns the places on roads that are nearest to a stop, one for each
// edge, at most so many.
func (r *Router) Nearest(o *Options, s Stop, number int) (list []Place, err error) {
	t := r.now.Load()
	j := t.judge(o)
	s.Radius = r.n.radius(&s)
	r.n.nearby(o.Mode, &s, nil, func(p Place) bool {
		if j.usable(&p) {
			list = append(list, p)
		}
		return len(list) < number
	})
	if list == nil {
		return nil, r.offRoad(j, 0, &s)
	}
	return list, nil
}

// Ends returns the ids of the junctions at the ends of a place's edge.
func (n *Network) Ends(p *Place, m Mode) (from, to int64) {
	g := n.graph(m)
	e := &g.edges[p.edge]
	return g.ids[e.Tail], g.ids[e.Head]
}

// nearest returns the nearest place that the judge lets one use. Of roads that
// meet there, one that is open is taken.
func (j *judge) nearest(s *Stop, wanted func(edge uint32) bool) (best Place, found bool) {
	j.c.n.nearby(j.c.mode, s, wanted, func(p Place) bool {
		switch {
		case found && p.Metres >= best.Metres+1:
			return false
		case !j.usable(&p):
			return true
		case !found:
			best, found = p, true
		case !j.closed(&p):
			best = p
		}
		return j.closed(&best)
	})
	return best, found
}

// onMainland reports whether an edge belongs to the largest part of the network.
func (j *judge) onMainland(edge uint32) bool {
	for _, a := range [2]uint32{2 * edge, 2*edge + 1} {
		if e := j.c.g.enter[a]; e != none && j.c.base[a] < infinity && j.c.g.components[j.c.mode][e] == 0 {
			return true
		}
	}
	return false
}

// usable takes from a place the directions that the judge forbids, and reports
// whether one is left. A road that is closed just now is not passed over: who
// wants to go there is to hear of it.
func (j *judge) usable(p *Place) bool {
	for d := range p.dirs {
		a := 2*p.edge + uint32(d)
		p.dirs[d] = p.dirs[d] && j.c.base[a] < infinity && j.forbids(a) == ""
	}
	return p.dirs != [2]bool{}
}

// closed reports whether a place is on a road that is closed just now.
func (j *judge) closed(p *Place) bool {
	for _, a := range p.leaving(j.c.g) {
		if j.c.arc(a) < infinity {
			return false
		}
	}
	return true
}

// component returns the part of the network that a place belongs to, the
// largest if it touches two.
func (j *judge) component(p *Place) uint32 {
	c := none
	for _, a := range p.leaving(j.c.g) {
		if e := j.c.g.enter[a]; e != none && j.c.base[a] < infinity {
			c = min(c, j.c.g.components[j.c.mode][e])
		}
	}
	return c
}

// offRoad finds the nearest road there is, for the message.
func (r *Router) offRoad(j *judge, i int, s *Stop) error {
	e := &OffRoadError{Stop: i, Within: s.Radius}
	r.n.nearby(j.c.mode, &Stop{At: s.At}, nil, func(p Place) bool {
		if !j.usable(&p) {
			return true
		}
		e.Metres, e.Nearest, e.Road = p.Metres, p.At, r.n.roadName(j.c.g, p.edge, "en")
		e.Turned = p.Metres <= e.Within && (s.Bearing != nil || s.Approach != Unrestricted)
		return false
	})
	return e
}

// roadName returns what to call the road of an edge: its name, its number, or
// "".
func (n *Network) roadName(g *graph, edge uint32, lang string) string {
	w := &n.ways[g.edges[edge].Way]
	if name := nameIn(n.text(w.Name), lang); name != "" {
		return name
	}
	return n.text(w.Ref)
}

// Area is a part of the Earth that is not to be driven through.
type Area struct {
	Name    string
	Polygon orb.Polygon
}
