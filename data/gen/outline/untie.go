package outline

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Untie makes polygons of rings that touch themselves at their own positions,
// as rings traced round the cells of a picture do. A ring is cut where it
// comes back to a position; loops that run as the ring did become polygons and
// the others holes. It does not help where edges cross.
func Untie(p orb.Polygon) orb.MultiPolygon {
	var outer orb.MultiPolygon
	var holes []orb.Ring
	for i, ring := range p {
		way := ring.Orientation()
		for _, loop := range loops(ring) {
			if (loop.Orientation() == way) == (i == 0) {
				outer = append(outer, orb.Polygon{loop})
			} else {
				holes = append(holes, loop)
			}
		}
	}
	for _, hole := range holes {
		best := -1
		for i, o := range outer {
			if !planar.RingContains(o[0], inner(hole)) {
				continue
			}
			if best < 0 || o[0].Bound().Max[0]-o[0].Bound().Min[0] < outer[best][0].Bound().Max[0]-outer[best][0].Bound().Min[0] {
				best = i
			}
		}
		if best >= 0 {
			outer[best] = append(outer[best], hole)
		}
	}
	return outer
}

// loops cuts a closed ring at every position to which it returns.
func loops(ring orb.Ring) []orb.Ring {
	var out []orb.Ring
	var open []orb.Point
	for _, p := range ring {
		if at := slices.Index(open, p); at >= 0 {
			loop := append(orb.Ring(slices.Clone(open[at:])), p)
			if len(loop) >= 4 {
				out = append(out, loop)
			}
			open = open[:at]
		}
		open = append(open, p)
	}
	return out
}

// inner returns a position inside a ring: the middle of its first ear.
func inner(ring orb.Ring) orb.Point {
	for i := 2; i < len(ring); i++ {
		a, b, c := ring[i-2], ring[i-1], ring[i]
		middle := orb.Point{(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3}
		if a != c && planar.RingContains(ring, middle) && planar.Area(orb.Ring{a, b, c, a}) != 0 {
			return middle
		}
	}
	return ring[0]
}
