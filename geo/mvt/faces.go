package mvt

import (
	"cmp"
	"slices"
)

// repair builds the polygons of a feature anew from rings: whatever they are,
// what comes out is valid.
func (e *encoder) repair(rings []ring) {
	e.shapes = e.shapes[:0]
	e.node(rings)
	if len(e.marks) == 0 {
		return
	}
	if !e.coverByOne() {
		e.unite()
		e.coverByOne()
	}
	if a := &e.arrangement; e.inner(a) {
		// Between two polygons there is no edge: go on without those.
		e.marks = e.marks[:0]
		for k, s := range a.segs {
			if (a.cover[a.walk[2*k]] >= 0) != (a.cover[a.walk[2*k+1]] >= 0) {
				e.marks = appendMark(e.marks, s.a, s.b, 0)
			}
		}
		e.coverByOne()
	}
	e.shape()
}

// nothing covers the outside.
const nothing = -1

// coverByOne makes the arrangement of what is marked, and finds for each face the
// polygon that covers it by the even-odd rule, or nothing. It is false where two
// polygons cover one.
func (e *encoder) coverByOne() bool {
	a := &e.arrangement
	e.segs, e.firsts = e.segs[:0], e.firsts[:0]
	for i, m := range e.marks {
		if s := m.segment(); i == 0 || s != e.segs[len(e.segs)-1] {
			e.segs = append(e.segs, s)
			e.firsts = append(e.firsts, int32(i))
		}
	}
	e.firsts = append(e.firsts, int32(len(e.marks)))
	a.build(e.hot, e.segs, &e.win)
	return a.fill(nothing, func(h, cover int32) (int32, bool) {
		marks := e.marks[e.firsts[h>>1]:e.firsts[h>>1+1]]
		if len(marks) == 1 { // as nearly always
			switch p := marks[0].polygon(); cover {
			case nothing:
				return p, true
			case p:
				return nothing, true
			default:
				return 0, false
			}
		}
		other := int32(nothing)
		for _, m := range marks {
			switch p := m.polygon(); {
			case p == cover:
				cover = nothing
			case other != nothing:
				return 0, false
			default:
				other = p
			}
		}
		if cover != nothing && other != nothing {
			return 0, false
		}
		return max(cover, other), true
	})
}

// inner reports whether a segment has polygons on both sides.
func (e *encoder) inner(a *arrangement) bool {
	for k := range a.segs {
		if a.cover[a.walk[2*k]] >= 0 && a.cover[a.walk[2*k+1]] >= 0 {
			return true
		}
	}
	return false
}

// unite marks the boundary of what any of several polygons fills instead of the
// boundary of each.
func (e *encoder) unite() {
	a := &e.arrangement
	slices.SortFunc(e.marks, func(m, n mark) int { return cmp.Or(cmp.Compare(m.polygon(), n.polygon()), cmp.Compare(m, n)) })
	e.sided = e.sided[:0]
	for rest := e.marks; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].polygon() == rest[0].polygon() {
			n++
		}
		corners, segs := e.alone(rest[:n])
		a.build(corners, segs, &e.win)
		a.fill(0, func(_, cover int32) (int32, bool) { return 1 - cover, true })
		for k, m := range rest[:n] {
			e.sided = append(e.sided, sided{m.segment(), 2*a.cover[a.walk[2*k]] - 1})
		}
		rest = rest[n:]
	}
	// What lies on each other becomes one.
	slices.SortFunc(e.sided, func(s, t sided) int { return cmp.Or(cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b)) })
	e.segs, e.more = e.segs[:0], e.more[:0]
	for i := 0; i < len(e.sided); {
		s, more := e.sided[i].segment, int32(0)
		for ; i < len(e.sided) && e.sided[i].segment == s; i++ {
			more += e.sided[i].more
		}
		if more != 0 {
			e.segs, e.more = append(e.segs, s), append(e.more, more)
		}
	}
	a.build(e.hot, e.segs, &e.win)
	a.fill(0, func(h, cover int32) (int32, bool) {
		if h&1 == 0 {
			return cover - e.more[h>>1], true
		}
		return cover + e.more[h>>1], true
	})
	e.marks = e.marks[:0]
	for k, s := range e.segs {
		if (a.cover[a.walk[2*k]] > 0) != (a.cover[a.walk[2*k+1]] > 0) {
			e.marks = appendMark(e.marks, s.a, s.b, 0)
		}
	}
}

// alone numbers the corners of some segments alone, in their order.
func (e *encoder) alone(marks []mark) ([]pt, []segment) {
	if len(e.seen) < len(e.hot) {
		e.seen = slices.Grow(e.seen[:0], len(e.hot))[:len(e.hot)]
	}
	e.path, e.segs, e.local = e.path[:0], e.segs[:0], e.local[:0]
	for _, m := range marks {
		s := m.segment()
		e.path = append(e.path, s.a, s.b)
	}
	slices.Sort(e.path)
	for _, c := range slices.Compact(e.path) {
		e.seen[c] = int32(len(e.local))
		e.local = append(e.local, e.hot[c])
	}
	for _, m := range marks {
		s := m.segment()
		e.segs = append(e.segs, segment{e.seen[s.a], e.seen[s.b]})
	}
	return e.local, e.segs
}

// sided is a segment, and how many more polygons are on its left than on its
// right.
type sided struct {
	segment
	more int32
}

// shape takes the rings of all covered faces: each face is a polygon.
func (e *encoder) shape() {
	a := &e.arrangement
	e.owners = e.owners[:0]
	e.seen = slices.Grow(e.seen[:0], len(a.corners))[:len(a.corners)]
	for i := range e.seen {
		e.seen[i] = -1
	}
	for walk, cover := range a.cover {
		if cover < 0 {
			continue
		}
		first := len(e.shapes)
		e.loops(int32(walk))
		for _, s := range e.shapes[first:] {
			e.owners = append(e.owners, owner{a.face[walk], s})
		}
	}
	slices.SortStableFunc(e.owners, func(s, t owner) int {
		return cmp.Or(cmp.Compare(s.face, t.face), btoi(s.shape.hole)-btoi(t.shape.hole))
	})
	e.shapes = e.shapes[:0]
	for _, o := range e.owners {
		e.shapes = append(e.shapes, o.shape)
	}
}

// owner is a ring with the face that it bounds.
type owner struct {
	face  int32
	shape shape
}

// loops takes a walk apart where it comes to a corner again, into rings that do
// not touch themselves. One of them at most has a positive area: a face lies on
// one side of all its walks.
func (e *encoder) loops(walk int32) {
	a := &e.arrangement
	path := e.path[:0] // e.seen tells where on it a corner is
	h := a.head[walk]
	for first := true; first || h != a.head[walk]; first = false {
		corner := a.from(h)
		if at := e.seen[corner]; at >= 0 {
			e.closeLoop(path[at:])
			path = path[:at]
		}
		e.seen[corner] = int32(len(path))
		path = append(path, corner)
		h = a.next[h]
	}
	e.closeLoop(path)
	e.path = path
}

// closeLoop appends a ring, without corners on straight edges, and forgets that
// it was seen.
func (e *encoder) closeLoop(loop []int32) {
	start := int32(len(e.pts))
	last, p := e.hot[loop[len(loop)-1]], e.hot[loop[0]]
	for i, c := range loop {
		e.seen[c] = -1
		next := e.hot[loop[(i+1)%len(loop)]]
		if cross(last, p, next) != 0 {
			e.pts = append(e.pts, p)
		}
		last, p = p, next
	}
	if end := int32(len(e.pts)); end-start >= 3 {
		e.shapes = append(e.shapes, shape{start, end, false, area2(e.pts[start:end]) < 0})
	}
}
