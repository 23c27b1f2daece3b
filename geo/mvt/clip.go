package mvt

import "github.com/paulmach/orb"

// Clipping to a box, edges included. An edge is cut at the same place whichever
// way it is followed, so that neighbours which share it still do.

// clipping is the memory of it.
type clipping struct {
	clipA, clipB, clipped, bent []orb.Point
	entered                     bool // a line came into the window
}

// The sides of a box that a position lies beyond.
const (
	west = 1 << iota
	east
	south
	north
)

func beyond(b *orb.Bound, p orb.Point) (code uint8) {
	if p[0] < b.Min[0] {
		code = west
	} else if p[0] > b.Max[0] {
		code = east
	}
	if p[1] < b.Min[1] {
		code |= south
	} else if p[1] > b.Max[1] {
		code |= north
	}
	return code
}

// cut returns where the edge between p and q crosses a side of the box.
func cut(b *orb.Bound, side uint8, p, q orb.Point) orb.Point {
	axis, at := 0, b.Min[0]
	switch side {
	case east:
		at = b.Max[0]
	case south:
		axis, at = 1, b.Min[1]
	case north:
		axis, at = 1, b.Max[1]
	}
	if p[axis] > q[axis] {
		p, q = q, p
	}
	other := 1 - axis
	var c orb.Point
	c[axis] = at
	c[other] = p[other] + (q[other]-p[other])*((at-p[axis])/(q[axis]-p[axis]))
	return c
}

// clipRing appends the part of a ring in the box, as Sutherland and Hodgman cut
// it: where the ring leaves the box and returns, an edge runs along its side. By
// the even-odd rule it fills just what the ring does there. The ring need not
// repeat its first position at the end, and the result does not. Its longitudes
// are moved by shift first.
func (e *encoder) clipRing(dst []orb.Point, ring []orb.Point, shift float64, b *orb.Bound) []orb.Point {
	e.clipA = e.clipA[:0]
	var all uint8
	e.clipA, all = skipBeyond(e.clipA, ring, shift, b)
	in, out := e.clipA, e.clipB
	for side := uint8(west); side <= north; side <<= 1 {
		if all&side == 0 {
			continue
		}
		out = cutRing(out[:0], in, side, b)
		in, out = out, in
	}
	e.clipA, e.clipB = in, out
	return append(dst, in...)
}

// skipBeyond appends the positions of a ring but for those in the middle of a
// run that lies beyond one side: whatever they enclose is outside the box. It
// tells the sides that any position left is beyond.
func skipBeyond(dst, ring []orb.Point, shift float64, b *orb.Bound) (_ []orb.Point, all uint8) {
	for i := 0; i < len(ring); {
		p := orb.Point{ring[i][0] + shift, ring[i][1]}
		code := beyond(b, p)
		all |= code
		dst = append(dst, p)
		i++
		if code == 0 {
			continue
		}
		end := endOfRun(ring[i:], code, shift, b) + i
		if end > i {
			p = orb.Point{ring[end-1][0] + shift, ring[end-1][1]}
			all |= beyond(b, p)
			dst = append(dst, p)
		}
		i = end
	}
	return dst, all
}

// endOfRun counts the positions at the start of a ring that are beyond the first
// of the sides in code. In large polygons these are nearly all.
func endOfRun(ring []orb.Point, code uint8, shift float64, b *orb.Bound) int {
	i := 0
	switch {
	case code&west != 0:
		for i < len(ring) && ring[i][0]+shift < b.Min[0] {
			i++
		}
	case code&east != 0:
		for i < len(ring) && ring[i][0]+shift > b.Max[0] {
			i++
		}
	case code&south != 0:
		for i < len(ring) && ring[i][1] < b.Min[1] {
			i++
		}
	default:
		for i < len(ring) && ring[i][1] > b.Max[1] {
			i++
		}
	}
	return i
}

func cutRing(dst, ring []orb.Point, side uint8, b *orb.Bound) []orb.Point {
	if len(ring) == 0 {
		return dst
	}
	p := ring[len(ring)-1]
	pOut := beyond(b, p)&side != 0
	for _, q := range ring {
		qOut := beyond(b, q)&side != 0
		if pOut != qOut {
			dst = append(dst, cut(b, side, p, q))
		}
		if !qOut {
			dst = append(dst, q)
		}
		p, pOut = q, qOut
	}
	return dst
}

// clipEdge returns the part of an edge in the box, and whether there is one.
func clipEdge(b *orb.Bound, p, q orb.Point) (_, _ orb.Point, ok bool) {
	pc, qc := beyond(b, p), beyond(b, q)
	for pc|qc != 0 {
		if pc&qc != 0 {
			return p, q, false
		}
		out := pc | qc
		side := out & -out
		c := cut(b, side, p, q)
		// The cut is on this side to the bit, and so no longer beyond it.
		if pc&side != 0 {
			p, pc = c, beyond(b, c)&^side
		} else {
			q, qc = c, beyond(b, c)&^side
		}
	}
	return p, q, true
}
