package mvt

import (
	"cmp"
	"slices"
)

// repair builds the polygons of a feature anew from its rings as they were
// clipped: whatever they are, what comes out is valid.
func (e *encoder) repair() {
	e.shapes = e.shapes[:0]
	e.node()
	if len(e.segs) == 0 {
		return
	}
	if e.segs[0].polygon != e.segs[len(e.segs)-1].polygon {
		e.unite()
	}
	a := &e.arrangement
	a.build(e.segs, &e.win)
	a.fill(nil)
	e.shape()
}

// unite replaces the segments of several polygons, each filled by the even-odd
// rule, by the boundary of what any of them fills.
func (e *encoder) unite() {
	a := &e.arrangement
	e.sided = e.sided[:0]
	for rest := e.segs; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].polygon == rest[0].polygon {
			n++
		}
		a.build(rest[:n], &e.win)
		a.fill(nil)
		for k, g := range rest[:n] {
			e.sided = append(e.sided, sided{g.a, g.b, 2*a.depth[a.walk[2*k]] - 1})
		}
		rest = rest[n:]
	}
	// Segments in common become one.
	slices.SortFunc(e.sided, func(s, t sided) int { return cmp.Or(compareCorners(s.a, t.a), compareCorners(s.b, t.b)) })
	e.segs, e.more = e.segs[:0], e.more[:0]
	for i := 0; i < len(e.sided); {
		s, more := e.sided[i], int32(0)
		for ; i < len(e.sided) && e.sided[i].a == s.a && e.sided[i].b == s.b; i++ {
			more += e.sided[i].more
		}
		if more != 0 {
			e.segs, e.more = append(e.segs, seg{0, s.a, s.b}), append(e.more, more)
		}
	}
	a.build(e.segs, &e.win)
	a.fill(e.more)
	rim := e.segs[:0]
	for k, g := range e.segs {
		if (a.depth[a.walk[2*k]] > 0) != (a.depth[a.walk[2*k+1]] > 0) {
			rim = append(rim, g)
		}
	}
	e.segs = rim
}

// sided is a segment, and how many more polygons are on its left than on its
// right.
type sided struct {
	a, b pt
	more int32
}

// shape takes the rings of all filled faces: each face is a polygon.
func (e *encoder) shape() {
	a := &e.arrangement
	e.owners = e.owners[:0]
	for walk, depth := range a.depth {
		if depth <= 0 {
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
	path := e.path[:0]
	if e.seen == nil {
		e.seen = map[pt]int{}
	}
	clear(e.seen)
	h := a.head[walk]
	for first := true; first || h != a.head[walk]; first = false {
		p := a.from(h)
		if at, ok := e.seen[p]; ok {
			e.closeLoop(path[at:])
			for _, q := range path[at+1:] {
				delete(e.seen, q)
			}
			path = path[:at]
		}
		e.seen[p] = len(path)
		path = append(path, p)
		h = a.next[h]
	}
	e.closeLoop(path)
	e.path = path
}

// closeLoop appends a ring, without corners on straight edges.
func (e *encoder) closeLoop(loop []pt) {
	start := int32(len(e.pts))
	for i, p := range loop {
		before, after := loop[(i+len(loop)-1)%len(loop)], loop[(i+1)%len(loop)]
		if cross(before, p, after) != 0 {
			e.pts = append(e.pts, p)
		}
	}
	if end := int32(len(e.pts)); end-start >= 3 {
		e.shapes = append(e.shapes, shape{start, end, false, area2(e.pts[start:end]) < 0})
	}
}
