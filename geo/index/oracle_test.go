package index_test

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"pamir/geo"
)

// The oracle shares nothing with what it judges: it samples the edges of a
// geometry, measures to the samples with Karney's method and narrows down about
// the lowest ones.

func karney(p, q orb.Point) float64 {
	var metres float64
	geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &metres, nil, nil)
	return metres
}

// sampledDistance returns the distance to a geometry, of which only what is
// nearer than reach need be exact.
func sampledDistance(p orb.Point, g orb.Geometry, samples int, reach float64) float64 {
	best := math.Inf(1)
	line := func(points []orb.Point) {
		for i := 1; i < len(points); i++ {
			best = min(best, sampledEdge(p, points[i-1], points[i], samples, min(reach, best)))
		}
	}
	switch g := g.(type) {
	case orb.Point:
		return karney(p, g)
	case orb.MultiPoint:
		for _, q := range g {
			best = min(best, karney(p, q))
		}
	case orb.LineString:
		line(g)
	case orb.Polygon:
		if turns(g[0], p) && !(len(g) > 1 && turns(g[1], p)) {
			return 0
		}
		for _, ring := range g {
			line(ring)
		}
	case orb.Bound:
		return sampledDistance(p, g.ToPolygon(), samples, reach)
	}
	return best
}

// sampledEdge returns the distance to an edge that is straight in lon/lat.
func sampledEdge(p, a, b orb.Point, samples int, reach float64) float64 {
	f := func(t float64) float64 {
		return karney(p, orb.Point{a[0] + t*(b[0]-a[0]), max(-90, min(90, a[1]+t*(b[1]-a[1])))})
	}
	if a == b {
		return f(0)
	}
	n := float64(samples)
	// no path between two samples is longer than this
	step := 112000 * math.Hypot(b[0]-a[0], b[1]-a[1]) / n
	d := make([]float64, samples+1)
	best := math.Inf(1)
	for i := range d {
		d[i] = f(float64(i) / n)
		best = min(best, d[i])
	}
	for i := range d {
		if i > 0 && d[i] > d[i-1] || i < samples && d[i] > d[i+1] || d[i]-step > min(best, reach) {
			continue
		}
		best = min(best, lowest(f, max(0, float64(i-1)/n), min(1, float64(i+1)/n)))
	}
	return best
}

// lowest is golden section search.
func lowest(f func(float64) float64, low, high float64) float64 {
	const golden = 0.6180339887498949
	x, y := high-golden*(high-low), low+golden*(high-low)
	fx, fy := f(x), f(y)
	best := min(fx, fy, f(low), f(high))
	for range 45 {
		if fx < fy {
			high, y, fy = y, x, fx
			x = high - golden*(high-low)
			fx = f(x)
		} else {
			low, x, fx = x, y, fy
			y = low + golden*(high-low)
			fy = f(y)
		}
		best = min(best, fx, fy)
	}
	return best
}

// turns reports whether a ring winds round p, or round p a turn of the Earth
// further east, by adding up the angles under which its edges are seen.
func turns(ring orb.Ring, p orb.Point) bool {
	for _, lon := range []float64{p[0], p[0] + 360, p[0] - 360} {
		var sum float64
		for i := 1; i < len(ring); i++ {
			ax, ay := ring[i-1][0]-lon, ring[i-1][1]-p[1]
			bx, by := ring[i][0]-lon, ring[i][1]-p[1]
			sum += math.Atan2(ax*by-ay*bx, ax*bx+ay*by)
		}
		if math.Abs(sum) > math.Pi {
			return true
		}
	}
	return false
}

// meets is the oracle of Search: a part of one box overlaps a part of the
// other, grown by a margin in degrees.
func meets(a, b geo.Box, margin float64) bool {
	as, n := a.Split()
	bs, m := b.Split()
	for _, a := range as[:n] {
		for _, b := range bs[:m] {
			if a.Pad(margin).Intersects(b) {
				return true
			}
		}
	}
	return false
}
