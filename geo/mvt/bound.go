package mvt

import (
	"math"

	"github.com/paulmach/orb"
)

// place finds where a feature is, without a look at each position where the
// caller knows. It is false outside the window, and for what it counts as
// unusable.
func (w *window) place(f *Feature, r *Report) (placement, orb.Bound, bool) {
	var b orb.Bound
	numbers := true
	switch g := f.Geometry.(type) {
	case nil:
		return placement{}, b, false
	case orb.Point:
		b, numbers = orb.Bound{Min: g, Max: g}, (g[0]+g[1])*0 == 0
	default:
		if f.Bound != nil {
			b = *f.Bound
		} else {
			b, numbers = boundOf(g)
		}
	}
	if !numbers {
		r.Dropped.Unusable++
		return placement{}, b, false
	}
	where, ok := w.placed(b)
	return where, b, ok && b.Min[0] <= b.Max[0]
}

// boundOf returns the bound of positions, and whether all are numbers. Without
// positions its Min is above its Max.
func boundOf(g orb.Geometry) (b orb.Bound, numbers bool) {
	b = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	var zero float64
	extend(&b, &zero, g)
	return b, zero == 0
}

// extend adds 0 to zero for each position that is one, else NaN.
func extend(b *orb.Bound, zero *float64, g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		extendBy(b, zero, []orb.Point{g})
	case orb.MultiPoint:
		extendBy(b, zero, g)
	case orb.LineString:
		extendBy(b, zero, g)
	case orb.MultiLineString:
		for _, l := range g {
			extendBy(b, zero, l)
		}
	case orb.Ring:
		extendBy(b, zero, g)
	case orb.Polygon:
		for _, r := range g {
			extendBy(b, zero, r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			for _, r := range p {
				extendBy(b, zero, r)
			}
		}
	case orb.Bound:
		extendBy(b, zero, []orb.Point{g.Min, g.Max})
	case orb.Collection:
		for _, part := range g {
			extend(b, zero, part)
		}
	}
}

func extendBy(b *orb.Bound, zero *float64, ps []orb.Point) {
	x0, y0, x1, y1, z := b.Min[0], b.Min[1], b.Max[0], b.Max[1], *zero
	for i := range ps {
		x, y := ps[i][0], ps[i][1]
		z += x*0 + y*0
		if x < x0 {
			x0 = x
		}
		if x > x1 {
			x1 = x
		}
		if y < y0 {
			y0 = y
		}
		if y > y1 {
			y1 = y
		}
	}
	*b, *zero = orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}, z
}
