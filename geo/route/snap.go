package route

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Place is a place on a road.
type Place struct {
	edge     uint32
	along    float64 // part of the edge's length that lies before it, 0 to 1
	dirs     [2]bool // arcs of the edge on which one may begin or end here
	junction uint32  // where it is at a junction, and one may leave it by any arc; else none

	At     orb.Point // longitude, latitude
	Metres float64   // from the position that was asked for
}

// Approach says on which side of the road a stop may be.
type Approach uint8

// Approaches.
const (
	Unrestricted Approach = iota
	Curb                  // on the side on which one drives
	Opposite              // on the other side
)

// Stop is a position to be found on a road, and how.
type Stop struct {
	At       orb.Point
	Radius   float64     // metres; 0: as far as anything is looked for
	Bearing  *[2]float64 // degrees from north and how far one may differ from it, either way
	Approach Approach
}

// farthest is how far, in metres, a road may be from a position that is to be
// found on it: farther than from any desert to its road.
const farthest = 200_000

// nearby calls visit with the places on roads that a mode may use nearest to a
// stop, nearest first, one for each edge, until visit returns false. Edges that
// wanted refuses are passed over.
func (n *Network) nearby(m Mode, s *Stop, wanted func(edge uint32) bool, visit func(p Place) bool) {
	g := n.graph(m)
	from := geo.From(s.At)
	most := s.Radius
	if most <= 0 || most > farthest {
		most = farthest
	}
	var line orb.LineString
	seen := map[uint32]bool{}
	g.places.NearestWithin(s.At, most, func(run uint32) float64 {
		if e := g.edgeAt(g.runs[run]); n.rights(g, m, e) == 0 || wanted != nil && !wanted(e) {
			return math.Inf(1)
		}
		line = line[:0]
		for _, p := range g.run(run) {
			line = append(line, p.point())
		}
		metres, _ := from.Nearest(line)
		return metres
	}, func(run uint32, metres float64) bool {
		e := g.edgeAt(g.runs[run])
		if seen[e] {
			return true
		}
		seen[e] = true
		p := g.place(e, run, &from)
		p.dirs = n.directions(g, m, &p, s)
		if s.Bearing != nil || s.Approach != Unrestricted {
			p.junction = none
		}
		return p.dirs == [2]bool{} || visit(p)
	})
}

// rights returns which arcs of an edge a mode may use, a bit for each.
func (n *Network) rights(g *graph, m Mode, edge uint32) (dirs uint8) {
	w := &n.ways[g.edges[edge].Way]
	for d, a := range w.Open {
		if a.Of(m) != Barred {
			dirs |= 1 << d
		}
	}
	return dirs
}

// place finds the place nearest to the origin on a run.
func (g *graph) place(edge, run uint32, from *geo.Origin) Place {
	p := Place{edge: edge, junction: none, Metres: math.Inf(1)}
	points := g.points(edge)
	first := int(g.runs[run] - g.shapeFirst[edge])
	segment := first
	for i := range g.run(run)[1:] {
		a, b := points[first+i].point(), points[first+i+1].point()
		if metres, at := from.Nearest(orb.LineString{a, b}); metres < p.Metres {
			p.Metres, p.At, segment = metres, at, first+i
		}
	}
	before, all := 0.0, 0.0
	for i := 1; i < len(points); i++ {
		d := span(points[i-1].point(), points[i].point())
		if i <= segment {
			before += d
		}
		all += d
	}
	if all > 0 {
		before += span(points[segment].point(), p.At)
		switch {
		case before < atEnd:
			p.along, p.junction = 0, g.edges[edge].Tail
		case before > all-atEnd:
			p.along, p.junction = 1, g.edges[edge].Head
		default:
			p.along = before / all
		}
	}
	return p
}

// atEnd is how near the end of an edge, in degrees, is at its end: positions
// are kept to a ten millionth.
const atEnd = 2.5e-7

// span is the length of a segment in degrees of latitude, good to some parts
// in a thousand: enough to share out the length of an edge.
func span(a, b orb.Point) float64 {
	return math.Hypot((b[0]-a[0])*math.Cos((a[1]+b[1])/2*math.Pi/180), b[1]-a[1])
}

// directions returns the arcs on which one may stop at a place.
func (n *Network) directions(g *graph, m Mode, p *Place, s *Stop) (dirs [2]bool) {
	may := n.rights(g, m, p.edge)
	bearing := g.bearingAt(p)
	for d := range dirs {
		dirs[d] = may>>d&1 != 0
		if s.Bearing != nil {
			dirs[d] = dirs[d] && turnBetween(s.Bearing[0], bearing+180*float64(d)) <= s.Bearing[1]
		}
	}
	if side := g.sideOf(p, s.At, bearing); s.Approach != Unrestricted && side != 0 {
		left := n.countries[g.edges[p.edge].Country].left
		for d := range dirs {
			kerb := (side > 0) != left
			if d == backward {
				kerb = !kerb
			}
			dirs[d] = dirs[d] && kerb == (s.Approach == Curb)
		}
	}
	return dirs
}

// bearingAt returns the direction in which an edge runs at a place, in degrees
// from north.
func (g *graph) bearingAt(p *Place) float64 {
	points := g.points(p.edge)
	best, bearing := math.Inf(1), 0.0
	from := geo.From(p.At)
	for i := 1; i < len(points); i++ {
		a, b := points[i-1].point(), points[i].point()
		if a == b {
			continue
		}
		if metres, _ := from.Nearest(orb.LineString{a, b}); metres < best-1e-3 {
			best, bearing = metres, bearingOf(a, b)
		}
	}
	return bearing
}

// sideOf returns on which side of an edge a position lies: 1 is right, -1 is
// left, 0 is on it or nearly.
func (g *graph) sideOf(p *Place, at orb.Point, bearing float64) int {
	if p.Metres < 1 {
		return 0
	}
	turn := signedTurn(bearing, bearingOf(p.At, at))
	switch {
	case turn > 1 && turn < 179:
		return 1
	case turn < -1 && turn > -179:
		return -1
	}
	return 0
}

// bearingOf returns the direction from a to b in degrees from north, on a map
// that is true near a.
func bearingOf(a, b orb.Point) float64 {
	lat := (a[1] + b[1]) / 2 * math.Pi / 180
	deg := math.Atan2((b[0]-a[0])*math.Cos(lat), b[1]-a[1]) * 180 / math.Pi
	return positive(deg)
}

// positive returns a bearing of at least -360 degrees as one of 0 to 360.
func positive(bearing float64) float64 {
	if bearing >= 0 {
		return bearing
	}
	if bearing += 360; bearing < 360 {
		return bearing
	}
	return 0 // it was next to nothing
}

// signedTurn returns how far one turns right from one bearing to another, -180
// to 180 degrees.
func signedTurn(from, to float64) float64 {
	turn := to - from
	if math.Abs(turn) >= 540 {
		turn = math.Mod(turn, 360)
	}
	switch {
	case turn < -180:
		return turn + 360
	case turn >= 180:
		return turn - 360
	}
	return turn
}

func turnBetween(a, b float64) float64 { return math.Abs(signedTurn(a, b)) }
