package route

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Site says which road a place is on.
type Site struct {
	Way     int64  // OpenStreetMap's id
	Road    string // its name, or its number
	Arc     uint32 // of the mode's graph: the edge twice, and 1 where one may be there against its way alone
	Along   float64
	Country string // ISO code, "" where it is not known
}

// Site returns the road of a place.
func (n *Network) Site(m Mode, p *Place) Site {
	g := n.graph(m)
	e := &g.edges[p.edge]
	arc := 2 * p.edge
	if !p.dirs[forward] && p.dirs[backward] {
		arc++
	}
	return Site{n.ways[e.Way].ID, n.roadName(g, p.edge, "en"), arc, p.along, n.text(n.codes[e.Country])}
}

// Arms returns the places at the ends of the edges that meet at a node, each on
// its own edge and not on the others: the node itself belongs to none. There
// are none where the node is no junction of the mode's graph, as those with
// something to pass are.
func (n *Network) Arms(m Mode, node int64) (list []Place) {
	g := n.graph(m)
	for j, id := range g.ids {
		if id != node {
			continue
		}
		for _, a := range g.arms(uint32(j)) {
			p := Place{edge: a >> 1, along: float64(a & 1), junction: none, At: g.at[j].point()}
			for d, rights := 0, n.rights(g, m, a>>1); d < 2; d++ {
				p.dirs[d] = rights>>d&1 != 0
			}
			list = append(list, p)
		}
	}
	return list
}

// Junction returns the place at a node that is a junction, in all directions.
func (n *Network) Junction(m Mode, node int64) (Place, bool) {
	g := n.graph(m)
	for _, p := range n.Arms(m, node) {
		if p.dirs != [2]bool{} {
			p.junction = g.edges[p.edge].Tail
			if p.along == 1 {
				p.junction = g.edges[p.edge].Head
			}
			return p, true
		}
	}
	return Place{}, false
}

// Leaving returns the place for who is there in the direction that leads away
// from the end of the edge at which it is: see Arms. It is false where the mode
// may not drive so.
func (p Place) Leaving() (Place, bool) { return p.towards(int(math.Round(p.along))) }

// Coming returns the place for who is there in the other direction.
func (p Place) Coming() (Place, bool) { return p.towards(1 - int(math.Round(p.along))) }

// Turned returns the place for who is there in the other direction, given one
// that has one.
func (p Place) Turned(n *Network, m Mode) (Place, bool) {
	rights := n.rights(n.graph(m), m, p.edge)
	d := 0
	if p.dirs[forward] {
		d = 1
	}
	p.dirs = only(d)
	return p, rights>>d&1 != 0
}

func (p Place) towards(dir int) (Place, bool) {
	may := p.dirs[dir]
	p.dirs = only(dir)
	return p, may
}

// Same reports whether two places of one graph are the same, whatever their
// directions.
func (p Place) Same(q Place) bool { return p.edge == q.edge && p.along == q.along }

// SameEdge reports whether two places of one graph are on the same edge.
func (p Place) SameEdge(q Place) bool { return p.edge == q.edge }

// Nearest returns the place on a leg that is nearest to a position, for who is
// there in the direction of the leg, and how far from the leg's beginning it
// is, in centimetres.
func (l *Leg) Nearest(at orb.Point) (Place, int64) {
	g, from := l.a.g, geo.From(at)
	best, along := Place{junction: none, Metres: math.Inf(1)}, int64(0)
	before := int64(0)
	for i := range l.stretches {
		s := &l.stretches[i]
		line := g.appendLine(nil, s.arc, s.from, s.to)
		if metres, p := from.Nearest(line); metres < best.Metres {
			share := shareOf(line, p)
			part := s.from + (s.to-s.from)*share
			best = Place{edge: s.arc >> 1, along: part, dirs: only(int(s.arc & 1)), junction: none, At: p, Metres: metres}
			if s.arc&1 == backward {
				best.along = 1 - part
			}
			along = before + int64(share*float64(g.length(s)))
		}
		before += g.length(s)
	}
	return best, along
}

// shareOf returns which part of a line's length lies before a point on it.
func shareOf(line orb.LineString, at orb.Point) float64 {
	before, all, least := 0.0, 0.0, math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if off := span(a, at) + span(at, b) - span(a, b); off < least {
			least, before = off, all+span(a, at)
		}
		all += span(a, b)
	}
	if all == 0 {
		return 0
	}
	return min(before/all, 1)
}

// At returns the place on a leg so far from its beginning, for who is there in
// the direction of the leg. It is false beyond the leg's end.
func (l *Leg) At(centimetres int64) (Place, bool) {
	for i := range l.stretches {
		s := &l.stretches[i]
		length := l.a.g.length(s)
		if centimetres > length {
			centimetres -= length
			continue
		}
		p := Place{edge: s.arc >> 1, along: s.to, dirs: only(int(s.arc & 1)), junction: none}
		if length > 0 {
			p.along = s.from + (s.to-s.from)*float64(centimetres)/float64(length)
		}
		line := l.a.g.appendLine(nil, s.arc, s.from, p.along)
		p.At = line[len(line)-1]
		if s.arc&1 == backward {
			p.along = 1 - p.along
		}
		return p, true
	}
	return Place{}, false
}

// Each calls visit with the places on a leg that are nearest to a position on
// each road it drives, of those that are not farther than so many metres.
func (l *Leg) Each(at orb.Point, metres float64, visit func(p Place, arc uint32)) {
	for i := range l.stretches {
		piece := Leg{a: l.a, path: path{stretches: l.stretches[i : i+1]}}
		if p, _ := piece.Nearest(at); p.Metres <= metres {
			visit(p, l.stretches[i].arc)
		}
	}
}
