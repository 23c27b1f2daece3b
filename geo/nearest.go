package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Nearest returns the distance in metres from p to the nearest part of g, and
// where that is; 0 and p itself where p lies in g. It is exact to 1 mm for all
// geometries, anywhere: across the antimeridian, at the poles, for edges that
// go round the Earth. Edges are straight in longitude and latitude, as given:
// one from 179 to -179 goes the long way. Rings and bounds are areas, and an
// unclosed ring is taken as closed.
//
// A geometry that is nil, empty or has no valid position is infinitely far
// away. So is everything from a position that is none. Positions that are not
// valid, the edges to them, and edges of more than 720 degrees of longitude are
// passed over.
//
// The cost is some 40 ns for each edge, and about 1 µs for each that could hold
// the nearest place; a few milliseconds where, as on an edge that is a parallel
// but for its last digits and seen from near a pole, all places are nearly the
// nearest.
func Nearest(g orb.Geometry, p orb.Point) (metres float64, at orb.Point) {
	o := From(p)
	return o.Nearest(g)
}

// Nearest is the function Nearest, from the origin.
func (o *Origin) Nearest(g orb.Geometry) (metres float64, at orb.Point) {
	n := nearest{from: o, metres: math.Inf(1), at: o.Point()}
	n.geometry(g)
	return n.metres, n.at
}

// nearest is a search for the nearest part: the best place so far.
type nearest struct {
	from   *Origin
	metres float64
	at     orb.Point
}

func (n *nearest) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case nil:
	case orb.Point:
		n.point(g)
	case orb.MultiPoint:
		n.points(g)
	case orb.LineString:
		n.line(g, false)
	case orb.MultiLineString:
		for _, line := range g {
			n.line(line, false)
		}
	case orb.Ring:
		n.polygon(orb.Polygon{g})
	case orb.Polygon:
		n.polygon(g)
	case orb.MultiPolygon:
		for _, polygon := range g {
			n.polygon(polygon)
		}
	case orb.Bound:
		n.bound(g)
	case orb.Collection:
		for _, part := range g {
			n.geometry(part)
		}
	}
}

// inside notes that the origin itself is part of the geometry.
func (n *nearest) inside() {
	n.metres, n.at = 0, n.from.Point()
}

func (n *nearest) point(p orb.Point) {
	p = Normalize(p)
	if AtLeast(n.from.HaversineTo(p[0], p[1])) < n.metres {
		n.note(n.from.rayTo(p).metres, p)
	}
}

func (n *nearest) note(metres float64, at orb.Point) {
	if metres < n.metres {
		n.metres, n.at = metres, at
	}
}

func (n *nearest) points(points []orb.Point) {
	for _, p := range points {
		n.point(p)
	}
}

// line tries the edge that looks nearest first, so that nearly all others can
// be left out.
func (n *nearest) line(points []orb.Point, closed bool) {
	if len(points) == 1 {
		n.point(points[0])
		return
	}
	last := len(points) - 1
	first, least := -1, n.metres
	for i := range last {
		if b := n.from.edgeBound(points[i], points[i+1]); b < least {
			first, least = i, b
		}
	}
	if first >= 0 {
		n.edge(points[first], points[first+1])
		for i := range last {
			n.edge(points[i], points[i+1])
		}
	}
	if closed && last > 0 && points[0] != points[last] {
		n.edge(points[last], points[0])
	}
}

func (n *nearest) polygon(polygon orb.Polygon) {
	if len(polygon) == 0 || n.metres == 0 {
		return
	}
	if n.from.within(polygon) {
		n.inside()
		return
	}
	for _, ring := range polygon {
		n.line(ring, true)
	}
}

func (n *nearest) bound(b orb.Bound) {
	if b.IsEmpty() {
		return
	}
	west := wrap(b.Min[0])
	degrees, _ := n.from.gap(west, west+b.Max[0]-b.Min[0])
	if degrees == 0 && n.from.lat >= b.Min[1] && n.from.lat <= b.Max[1] {
		n.inside()
		return
	}
	ring := b.ToRing()
	n.line(ring, true)
}

// within reports whether the origin lies in a polygon, its holes left out. On
// the boundary either answer may come; the distance to it is 0 all the same.
func (o *Origin) within(polygon orb.Polygon) bool {
	west, east := math.Inf(1), math.Inf(-1)
	for _, p := range polygon[0] {
		west, east = math.Min(west, p[0]), math.Max(east, p[0])
	}
	if !(east-west <= widestEdge) {
		return false // no position in it, or nonsense
	}
	lon := o.lon + 360*math.Ceil((west-o.lon)/360)
	for ; lon <= east; lon += 360 {
		if !ringHolds(polygon[0], lon, o.lat) {
			continue
		}
		hole := false
		for _, ring := range polygon[1:] {
			hole = hole || ringHolds(ring, lon, o.lat)
		}
		if !hole {
			return true
		}
	}
	return false
}

// ringHolds counts the edges that a ray northwards crosses.
func ringHolds(ring orb.Ring, lon, lat float64) bool {
	if len(ring) == 0 {
		return false
	}
	odd := false
	a := ring[len(ring)-1]
	for _, b := range ring {
		if (a[0] > lon) != (b[0] > lon) &&
			lat < a[1]+(b[1]-a[1])*((lon-a[0])/(b[0]-a[0])) {
			odd = !odd
		}
		a = b
	}
	return odd
}
