package mvt

import "slices"

// Clipping leaves edges along the sides of the window, some over each other:
// a bay that reaches out of the tile is cut into parts that such edges hang
// together. By the even-odd rule those that lie on each other cancel in pairs.
// On a line that is only counting, so rings are taken apart into chains that
// run inside, the sides are filled anew between what is odd, and both are
// linked.

// linking is the memory of it.
type linking struct {
	toggles [4][]int32 // places on each side where an edge begins or ends
	pieces  []piece
	rimEnds []pieceEnd
	mates   []int32 // of each end, the one that it meets
}

// piece is a chain of corners in encoder.pts, ends included, or an interval of
// the rim, given by places on it.
type piece struct {
	chain bool
	a, b  int32
	done  bool
}

// pieceEnd is an end of a piece at a place on the rim.
type pieceEnd struct {
	place int32
	id    int32 // twice the piece, plus 1 for its end b
}

// width is that of the window in cells, and of each side.
func (w *window) width() int32 { return w.hi - w.lo }

// rimPlace returns how far along the rim a corner on it is: along the top, down the
// right side, back along the bottom and up.
func (w *window) rimPlace(p pt) int32 {
	switch width := w.width(); {
	case p.y == w.lo:
		return p.x - w.lo
	case p.x == w.hi:
		return width + p.y - w.lo
	case p.y == w.hi:
		return 2*width + w.hi - p.x
	default:
		return (3*width + w.hi - p.y) % (4 * width)
	}
}

// rim returns the corner at a place.
func (w *window) rim(place int32) pt {
	width := w.width()
	switch along := place % width; place / width % 4 {
	case 0:
		return pt{w.lo + along, w.lo}
	case 1:
		return pt{w.hi, w.lo + along}
	case 2:
		return pt{w.hi - along, w.hi}
	default:
		return pt{w.lo, w.hi - along}
	}
}

// side returns which side of the window an edge runs along, 0 to 3, or -1.
func (w *window) side(p, q pt) int {
	switch {
	case p.y == w.lo && q.y == w.lo:
		return 0
	case p.x == w.hi && q.x == w.hi:
		return 1
	case p.y == w.hi && q.y == w.hi:
		return 2
	case p.x == w.lo && q.x == w.lo:
		return 3
	}
	return -1
}

// along returns where an edge on a side begins and ends: places from side times
// width to the next side's.
func (w *window) along(side int, p pt) int32 {
	width := w.width()
	return int32(side)*width + [4]int32{p.x - w.lo, p.y - w.lo, w.hi - p.x, w.hi - p.y}[side]
}

// link appends to e.simple the rings that those of one polygon make once what
// doubles on the sides is gone. It is false where it cannot tell which chain
// goes on with which, because more than two meet.
func (e *encoder) link(rings []ring) bool {
	e.pieces, e.rimEnds = e.pieces[:0], e.rimEnds[:0]
	for i := range e.toggles {
		e.toggles[i] = e.toggles[i][:0]
	}
	for _, r := range rings {
		if !e.takeApart(r) {
			e.simple = append(e.simple, r)
		}
	}
	chains := len(e.pieces)
	for side := range e.toggles {
		t := e.toggles[side]
		slices.Sort(t)
		// From an odd place to the next, where they do not cancel.
		for i := 0; i+1 < len(t); i += 2 {
			if t[i] == t[i+1] {
				continue
			}
			if n := len(e.pieces); n > chains && e.pieces[n-1].b == t[i] && e.pieces[n-1].a >= int32(side)*e.win.width() {
				e.pieces[n-1].b = t[i+1] // it goes on where the one before ends
				continue
			}
			e.pieces = append(e.pieces, piece{a: t[i], b: t[i+1]})
		}
	}
	for i, p := range e.pieces {
		a, b := p.a, p.b
		if p.chain {
			a, b = e.win.rimPlace(e.pts[a]), e.win.rimPlace(e.pts[b])
		}
		around := 4 * e.win.width()
		e.rimEnds = append(e.rimEnds, pieceEnd{a % around, int32(2 * i)}, pieceEnd{b % around, int32(2*i + 1)})
	}
	slices.SortFunc(e.rimEnds, func(a, b pieceEnd) int { return int(a.place - b.place) })
	e.mates = slices.Grow(e.mates[:0], len(e.rimEnds))[:len(e.rimEnds)]
	for i := 0; i < len(e.rimEnds); i += 2 {
		a, b := e.rimEnds[i], e.rimEnds[i+1]
		if a.place != b.place || i+2 < len(e.rimEnds) && e.rimEnds[i+2].place == a.place {
			return false
		}
		e.mates[a.id], e.mates[b.id] = b.id, a.id
	}
	for i := range e.pieces {
		if !e.pieces[i].done {
			e.follow(int32(i), rings[0].polygon)
		}
	}
	return true
}

// takeApart divides a ring into chains, and notes where its edges on the sides
// begin and end. It is false, and does nothing, where it has none.
func (e *encoder) takeApart(r ring) bool {
	w, pts := &e.win, e.pts[r.start:r.end]
	start := -1 // a vertex after an edge on a side, and before one that is not
	sides := 0
	p := pts[len(pts)-1]
	onSide := w.side(pts[len(pts)-2], p) >= 0
	for i, q := range pts {
		side := w.side(p, q)
		if side >= 0 {
			sides++
			e.toggles[side] = append(e.toggles[side], w.along(side, p), w.along(side, q))
		} else if onSide {
			start = (i + len(pts) - 1) % len(pts)
		}
		onSide = side >= 0
		p = q
	}
	if sides == 0 {
		return false
	}
	if start < 0 {
		return true // nothing but sides
	}
	first := int32(len(e.pts))
	e.pts = append(e.pts, pts[start:]...)
	e.pts = append(e.pts, e.pts[r.start:r.start+int32(start)+1]...)
	last := int32(len(e.pts)) - 1
	from := first
	for i := first + 1; i <= last; i++ {
		if w.side(e.pts[i-1], e.pts[i]) >= 0 {
			if from < i-1 {
				e.pieces = append(e.pieces, piece{chain: true, a: from, b: i - 1})
			}
			from = i
		}
	}
	return true // the last edge is on a side
}

// follow appends the ring that a piece is part of.
func (e *encoder) follow(i, polygon int32) {
	start := int32(len(e.pts))
	for id := 2 * i; !e.pieces[id/2].done; {
		p := &e.pieces[id/2]
		p.done = true
		forward := id&1 == 0
		switch {
		case !p.chain && forward:
			e.pts = append(e.pts, e.win.rim(p.a))
		case !p.chain:
			e.pts = append(e.pts, e.win.rim(p.b))
		case forward:
			e.pts = append(e.pts, e.pts[p.a:p.b]...)
		default:
			for k := p.b; k > p.a; k-- {
				e.pts = append(e.pts, e.pts[k])
			}
		}
		id = e.mates[id^1]
	}
	if n := len(straighten(e.pts[start:])); n > 0 {
		e.pts = e.pts[:start+int32(n)]
		e.simple = append(e.simple, ring{start, int32(len(e.pts)), polygon})
	} else {
		e.pts = e.pts[:start]
	}
}
