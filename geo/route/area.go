package route

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// edgesWithin calls visit with the edges that meet an area, edges taken as
// straight in longitude and latitude.
func (g *graph) edgesWithin(area orb.Polygon, visit func(edge uint32)) {
	if len(area) == 0 {
		return
	}
	g.places.Search(geo.BoxOf(area.Bound()), func(run uint32) bool {
		points := g.run(run)
		for i := 1; i < len(points); i++ {
			if meets(area, points[i-1].point(), points[i].point()) {
				visit(g.edgeAt(g.runs[run]))
				break
			}
		}
		return true
	})
}

// meets reports whether a segment and an area have a point in common. The
// border belongs to the area, that of a hole too.
func meets(area orb.Polygon, a, b orb.Point) bool {
	for _, ring := range area {
		for i := range ring {
			if crosses(ring[i], ring[(i+1)%len(ring)], a, b) {
				return true
			}
		}
	}
	in := inside(area[0], a)
	for _, hole := range area[1:] {
		in = in && !inside(hole, a)
	}
	return in
}

// inside reports whether a point lies in a ring, by the even-odd rule.
func inside(ring orb.Ring, p orb.Point) (in bool) {
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			in = !in
		}
	}
	return in
}

// crosses reports whether two segments have a point in common.
func crosses(a, b, c, d orb.Point) bool {
	if math.Max(a[0], b[0]) < math.Min(c[0], d[0]) || math.Max(c[0], d[0]) < math.Min(a[0], b[0]) ||
		math.Max(a[1], b[1]) < math.Min(c[1], d[1]) || math.Max(c[1], d[1]) < math.Min(a[1], b[1]) {
		return false
	}
	side := func(p, q, r orb.Point) float64 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}
