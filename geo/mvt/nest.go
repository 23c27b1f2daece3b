package mvt

import (
	"cmp"
	"slices"
)

// sorting is the memory of sorting rings into shells and holes.
type sorting struct {
	rings  []ring // as they were clipped
	simple []ring // linked
	sweep  sweep
	nested []nested
	perm   []int32
	spare  []shape

	hasRep bool
	rep    pt   // stands for polygons that come to nothing
	fixed  bool // the polygons were repaired
}

// shape is a ring as it is to be written: shells run with a positive area, holes
// with a negative one. Each shell is followed by its holes.
type shape struct {
	start, end int32 // in encoder.pts
	reverse    bool
	hole       bool
}

// sort tries to make polygons of the rings in e.simple as they are. It is false
// where two meet, or where polygons lie in each other: then they need to be
// built anew.
func (e *encoder) sort() bool {
	s := &e.sweep
	s.edges, s.questions = s.edges[:0], s.questions[:0]
	for i, r := range e.simple {
		pts := e.pts[r.start:r.end]
		at, p := pts[0], pts[len(pts)-1]
		for _, q := range pts {
			s.edges = append(s.edges, newEdge(p, q, int32(i)))
			if lowerLeft(q, at) {
				at = q
			}
			p = q
		}
		if len(e.simple) > 1 {
			s.questions = append(s.questions, question{at: at, ring: int32(i)})
		}
	}
	if len(e.simple) > 1 {
		slices.SortFunc(s.questions, func(a, b question) int {
			return cmp.Or(cmp.Compare(a.at.x, b.at.x), cmp.Compare(a.at.y, b.at.y))
		})
	}
	if !s.simple(&e.win) {
		return false
	}
	if len(e.simple) == 1 {
		r := e.simple[0]
		e.shapes = append(e.shapes, shape{r.start, r.end, area2(e.pts[r.start:r.end]) < 0, false})
		return true
	}
	return e.nest()
}

// nested is where a ring lies among the others.
type nested struct {
	positive bool
	parent   int32 // the next ring around it, or -1
	shell    int32 // of its polygon; itself where it is one
}

// nest sorts rings that do not meet into shells and holes.
func (e *encoder) nest() bool {
	e.nested = slices.Grow(e.nested[:0], len(e.simple))[:len(e.simple)]
	for i, r := range e.simple {
		e.nested[i].positive = area2(e.pts[r.start:r.end]) > 0
	}
	// The questions are in order from the left, so whoever is around a ring or
	// beside it has been seen before.
	for _, q := range e.sweep.questions {
		n := &e.nested[q.ring]
		n.parent = -1
		if q.below >= 0 {
			f := &e.sweep.edges[q.below]
			n.parent = f.ring
			if b := &e.nested[f.ring]; f.forward != b.positive {
				n.parent = b.parent // above the edge is outside its ring
			}
		}
		if !e.place(q.ring) {
			return false
		}
	}
	for i, r := range e.simple {
		e.shapes = append(e.shapes, shape{r.start, r.end, e.nested[i].positive != (e.nested[i].shell == int32(i)), e.nested[i].shell != int32(i)})
	}
	e.groupShapes()
	return true
}

// place finds out whether a ring is a shell or a hole: just outside it nothing
// is filled, or its own polygon is. It is false where another polygon is: then
// the two overlap.
func (e *encoder) place(i int32) bool {
	n := &e.nested[i]
	n.shell = i
	if p := n.parent; p >= 0 && e.nested[p].shell == p {
		n.shell = p
		return e.simple[p].polygon == e.simple[i].polygon
	}
	return true
}

// groupShapes orders the shapes by their shells, each before its holes.
func (e *encoder) groupShapes() {
	n := len(e.shapes)
	e.perm = slices.Grow(e.perm[:0], n)[:n]
	for i := range e.perm {
		e.perm[i] = int32(i)
	}
	slices.SortFunc(e.perm, func(a, b int32) int {
		return cmp.Or(
			cmp.Compare(e.nested[a].shell, e.nested[b].shell),
			cmp.Compare(btoi(e.shapes[a].hole), btoi(e.shapes[b].hole)),
			cmp.Compare(a, b))
	})
	sorted := append(e.spare[:0], e.shapes...)
	for i, p := range e.perm {
		e.shapes[i] = sorted[p]
	}
	e.spare = sorted
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
