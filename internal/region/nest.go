package region

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// nested is a ring and what it lies in.
type nested struct {
	ring   orb.Ring
	bound  orb.Bound
	size   float64 // square degrees
	parent int     // the smallest ring around it, -1 for none
	depth  int     // how many rings are around it
	member int     // of which polygon it is the outer ring, or a hole
}

// nest makes polygons of rings that do not cross: each that lies in an even
// number of others is an outer ring, anticlockwise, and those right inside it
// are its holes, clockwise.
func nest(rings []orb.Ring) orb.MultiPolygon {
	all := make([]nested, len(rings))
	for i, r := range rings {
		all[i] = nested{ring: r, bound: r.Bound(), size: math.Abs(planar.Area(r)), parent: -1}
	}
	slices.SortStableFunc(all, func(a, b nested) int { return cmp.Compare(b.size, a.size) })
	var out orb.MultiPolygon
	for i := range all {
		n := &all[i]
		for j := i - 1; j >= 0; j-- { // the smaller ones come last
			if around(&all[j], n) {
				n.parent, n.depth = j, all[j].depth+1
				break
			}
		}
		if n.depth%2 == 0 {
			n.member = len(out)
			out = append(out, orb.Polygon{turned(n.ring, orb.CCW)})
			continue
		}
		n.member = all[n.parent].member
		out[n.member] = append(out[n.member], turned(n.ring, orb.CW))
	}
	return out
}

func turned(r orb.Ring, want orb.Orientation) orb.Ring {
	if r.Orientation() != want {
		slices.Reverse(r)
	}
	return r
}

// around reports whether ring a is around b. They may touch: then a point of b
// that is not on a tells, the middle of an edge if no corner does.
func around(a, b *nested) bool {
	if !a.bound.Contains(b.bound.Min) || !a.bound.Contains(b.bound.Max) {
		return false
	}
	for i := range len(b.ring) - 1 {
		if side := where(a.ring, b.ring[i]); side != onEdge {
			return side == inside
		}
	}
	for i := range len(b.ring) - 1 {
		p, q := b.ring[i], b.ring[i+1]
		if side := where(a.ring, orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}); side != onEdge {
			return side == inside
		}
	}
	return false
}

const (
	outside = iota
	inside
	onEdge
)

// where tells on which side of a ring a position lies, by the number of edges
// that a ray to the east crosses.
func where(r orb.Ring, p orb.Point) int {
	in := false
	for i := range len(r) - 1 {
		a, b := r[i], r[i+1]
		if a == p || b == p {
			return onEdge
		}
		if (a[1] > p[1]) == (b[1] > p[1]) {
			if a[1] == p[1] && b[1] == p[1] && (a[0] > p[0]) != (b[0] > p[0]) {
				return onEdge
			}
			continue
		}
		x := a[0] + (p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0])
		if x == p[0] {
			return onEdge
		}
		if x > p[0] {
			in = !in
		}
	}
	if in {
		return inside
	}
	return outside
}
