package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Area returns the area of g in square metres: of rings, bounds and polygons
// without their holes, however they are wound. Edges are as in Length. The
// error is below a part in 1e10, but for slivers; of those that span the Earth
// it is below 0.1 m². Parts that overlap count twice. It is NaN as in Length.
func Area(g orb.Geometry) float64 {
	var sum float64
	switch g := g.(type) {
	case orb.Ring:
		return math.Abs(ringArea(g))
	case orb.Polygon:
		for i, ring := range g {
			area := Area(ring)
			if i > 0 {
				area = -area
			}
			sum += area
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			sum += Area(polygon)
		}
	case orb.Bound:
		if !g.IsEmpty() {
			return Area(g.ToRing())
		}
	case orb.Collection:
		for _, part := range g {
			sum += Area(part)
		}
	}
	return sum
}

// ringArea sums the areas between the edges and a parallel: Green's theorem.
func ringArea(ring orb.Ring) float64 {
	var sum float64
	for a, b := range edges(ring) {
		if !(math.Abs(a[1]) <= 90) || math.IsInf(a[0], 0) {
			return math.NaN()
		}
		base := belowParallel(ring[0][1])
		strip := mean(func(lat float64) float64 { return belowParallel(lat) - base }, a[1], b[1], 0.01)
		sum += strip * (b[0] - a[0]) * radian
	}
	return sum
}

// belowParallel returns the area between the equator and a parallel, for each
// radian of longitude: ∫ M N cos φ dφ.
func belowParallel(lat float64) float64 {
	sin := math.Sin(lat * radian)
	e := math.Sqrt(e2)
	return PolarRadius * PolarRadius / 2 * (sin/(1-e2*sin*sin) + math.Atanh(e*sin)/e)
}
