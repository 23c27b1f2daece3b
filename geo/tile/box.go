package tile

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// slack in degrees widens boxes that went through a projection, so that what is
// in a tile is in its box. It is 1 µm and far more than the rounding.
const slack = 1e-11

// Box returns a box in longitude and latitude that holds a tile with a margin
// around it, given as a part of its side. It crosses the antimeridian where the
// margin does. It is the least such box, but for a micrometre, where the CRS is
// separable, and a little wider where the edges are curves.
func (s *Set) Box(t ID, margin float64) geo.Box {
	b := s.Bounds(t)
	pad := margin * s.Side(t.Z)
	b.Min[0], b.Min[1], b.Max[0], b.Max[1] = b.Min[0]-pad, b.Min[1]-pad, b.Max[0]+pad, b.Max[1]+pad
	return s.toDegrees(b)
}

// Extent returns the box of the whole set.
func (s *Set) Extent() geo.Box { return s.extent(0) }

// extent returns the box of the whole set with a margin in units of the CRS.
func (s *Set) extent(pad float64) geo.Box {
	w, h := float64(s.Width)*s.Side(0), float64(s.Height)*s.Side(0)
	return s.toDegrees(orb.Bound{
		Min: orb.Point{s.Corner[0] - pad, s.Corner[1] - h - pad},
		Max: orb.Point{s.Corner[0] + w + pad, s.Corner[1] + pad},
	})
}

func (s *Set) toDegrees(b orb.Bound) geo.Box {
	if s.CRS.Separable {
		b = orb.Bound{Min: s.CRS.Inverse(b.Min), Max: s.CRS.Inverse(b.Max)}
	} else {
		b = around(b, s.CRS.Inverse)
	}
	box := geo.BoxOf(b)
	if s.CRS.Unit == 1 {
		box.West, box.South, box.East, box.North = box.West-slack, box.South-slack, box.East+slack, box.North+slack
	}
	box.South, box.North = max(box.South, -90), min(box.North, 90)
	switch {
	case !(box.East-box.West < 360-4*slack):
		box.West, box.East = -180, 180
	case box.West < -180-2*slack:
		box.West += 360
	case box.East > 180+2*slack:
		box.East -= 360
	}
	box.West, box.East = max(box.West, -180), min(box.East, 180)
	return box
}

// around returns a bound that holds the image of a bound under a smooth map
// without extremes inside, which conformal projections are. It follows the edges
// in steps: between two of them a coordinate leaves the range of its ends by at
// most an eighth of its second derivative, in steps, for which twice the greatest
// second difference is taken. The bound is not finite where an edge is not mapped.
func around(b orb.Bound, f func(orb.Point) orb.Point) orb.Bound {
	const steps = 32
	out := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	var bend orb.Point
	corners := b.ToRing()
	for i := range 4 {
		from, to := corners[i], corners[i+1]
		var last, before orb.Point
		for k := range steps + 1 {
			u := float64(k) / steps
			p := f(orb.Point{from[0]*(1-u) + to[0]*u, from[1]*(1-u) + to[1]*u})
			if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
				return orb.Bound{Min: orb.Point{math.Inf(-1), math.Inf(-1)}, Max: orb.Point{math.Inf(1), math.Inf(1)}}
			}
			for j := range p {
				out.Min[j], out.Max[j] = min(out.Min[j], p[j]), max(out.Max[j], p[j])
				if k >= 2 {
					bend[j] = max(bend[j], math.Abs(p[j]-2*last[j]+before[j]))
				}
			}
			before, last = last, p
		}
	}
	for j := range bend {
		out.Min[j] -= bend[j] / 4
		out.Max[j] += bend[j] / 4
	}
	return out
}
