package mvt

import (
	"math"

	"github.com/paulmach/orb"
)

// A polygon's way to the grid:
//
//	clip      each ring, to a ring (clip.go)
//	project   and bend long edges (window.go)
//	round     to the grid, and take out what encloses nothing
//	simplify  within a tolerance (simplify.go)
//	link      rings that were cut, along the sides of the window (sides.go)
//	sort      rings into shells and holes (nest.go), if no two edges meet
//	          (sweep.go), as they nearly never do
//	repair    else: cut edges where they meet, on the grid (node.go), and walk
//	          around what the even-odd rule fills (faces.go, arrange.go)

// ring is a closed ring of grid corners, a part of encoder.pts. The first is not
// repeated.
type ring struct {
	start, end int32
	polygon    int32 // counts the polygons of a feature, once for each turn around the Earth
}

// polygons leaves in e.shapes what is to be written for polygons.
func (e *encoder) polygons(ps []orb.Polygon, where placement) {
	e.pts, e.rings, e.simple, e.shapes = e.pts[:0], e.rings[:0], e.simple[:0], e.shapes[:0]
	e.rep, e.hasRep = pt{}, false
	linked, lostBefore := true, e.lostParts
	polygon := int32(0)
	for _, p := range ps {
		if polygon+int32(where.last-where.first) >= maxPolygons {
			e.lostParts++ // nothing else has so many
			continue
		}
		lost, kept := false, len(e.rings)
		for turn := where.first; turn <= where.last; turn++ {
			first, cut := len(e.rings), false
			for _, r := range p {
				got := e.addRing(r, float64(turn)*360, where.inside, polygon)
				lost = lost || got == vanished
				cut = cut || got == wasCut
			}
			switch rings := e.rings[first:]; {
			case cut && linked:
				linked = e.link(rings)
			case linked:
				e.simple = append(e.simple, rings...)
			}
			polygon++
		}
		if lost && kept == len(e.rings) {
			e.lostParts++
		}
	}
	e.fixed = false
	if !linked {
		e.fixed = true
		e.repair(e.rings)
	} else if len(e.simple) > 0 && !e.sort() {
		e.fixed = true
		e.repair(e.simple)
	}
	if len(e.shapes) == 0 && e.hasRep {
		e.oneCell()
		e.lostParts = lostBefore
	}
}

// fate says what became of a ring.
type fate int

const (
	outside  fate = iota // of the window
	vanished             // encloses nothing on the grid
	whole                // as it was
	wasCut               // at the sides of the window
)

// addRing carries a ring to the grid, and adds it to e.rings.
func (e *encoder) addRing(r orb.Ring, shift float64, inside bool, polygon int32) fate {
	src := []orb.Point(r)
	if n := len(src); n > 1 && src[0] == src[n-1] {
		src = src[:n-1]
	}
	cut := false
	if !inside || shift != 0 {
		e.clipped = e.clipRing(e.clipped[:0], src, shift, &e.win.box)
		src, cut = e.clipped, true
	}
	if !e.win.separable {
		e.bent = e.project(e.bent[:0], src, true)
		e.clipped = e.clipRing(e.clipped[:0], e.bent, 0, &e.win.gridBox)
		src, cut = e.clipped, true
	}
	if len(src) == 0 {
		return outside
	}
	start := len(e.pts)
	e.pts = e.roundLine(e.pts, src, true)
	pts := e.pts[start:]
	inner := e.win.inner(pts)
	if inner >= 0 && !e.hasRep {
		e.hasRep, e.rep = true, pts[inner]
	}
	pts = straighten(pts)
	if e.tolerance > 0 && len(pts) > 0 {
		pts = straighten(e.simplifyRing(pts, e.tolerance))
	}
	e.pts = e.pts[:start+len(pts)]
	switch {
	case len(pts) > 0:
		e.rings = append(e.rings, ring{int32(start), int32(len(e.pts)), polygon})
	case inner >= 0:
		return vanished
	default:
		return outside
	}
	if cut {
		return wasCut
	}
	return whole
}

// inner returns the first corner that is not where the window cuts, or -1.
// Without one, what has no area is outside.
func (w *window) inner(pts []pt) int {
	for i, p := range pts {
		if !w.onRim(p) {
			return i
		}
	}
	return -1
}

// oneCell makes a shape for polygons that came to nothing: the cell of the grid
// at one of their positions.
func (e *encoder) oneCell() {
	x, y := min(e.rep.x, e.win.hi-1), min(e.rep.y, e.win.hi-1)
	start := int32(len(e.pts))
	e.pts = append(e.pts, pt{x, y}, pt{x + 1, y}, pt{x + 1, y + 1}, pt{x, y + 1})
	e.shapes = append(e.shapes, shape{start, start + 4, false, false})
}

// placement is where a geometry lies: whether it is inside the window altogether,
// and by how many turns around the Earth it comes into it.
type placement struct {
	inside      bool
	first, last int
}

// placed finds the placement of a bound. It is false outside the window.
func (w *window) placed(b orb.Bound) (placement, bool) {
	p := placement{inside: b.Min[0] >= w.box.Min[0] && b.Min[1] >= w.box.Min[1] && b.Max[0] <= w.box.Max[0] && b.Max[1] <= w.box.Max[1]}
	if b.Max[1] < w.box.Min[1] || b.Min[1] > w.box.Max[1] {
		return p, false
	}
	if w.wraps {
		p.first = int(max(-2, math.Ceil((w.box.Min[0]-b.Max[0])/360)))
		p.last = int(min(2, math.Floor((w.box.Max[0]-b.Min[0])/360)))
		return p, p.first <= p.last
	}
	return p, b.Max[0] >= w.box.Min[0] && b.Min[0] <= w.box.Max[0]
}
