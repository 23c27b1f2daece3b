package mvt

import (
	"cmp"
	"slices"
)

// An arrangement is what segments that meet only at their ends make of the
// plane: corners, segments and the faces between them. Segment k has two halves,
// 2k from a to b and 2k+1 back, each with a face on its left: left of what goes
// towards greater x is greater y.
//
// A walk goes around a face, always by the sharpest turn left. A face has one
// walk for each part that its boundary hangs together in.
type arrangement struct {
	segs []seg
	next []int32 // of each half: the one after it on its walk
	walk []int32 // of each half
	area []int64 // of each walk, twice; below 0 where it goes around a part from outside
	head []int32 // of each walk: one of its halves
	part []int32 // of each walk, as the least walk of the part

	depth []int32 // of each walk: how many polygons cover its face
	face  []int32 // of each walk: a walk that stands for its face

	sorted, outer, stack []int32
	asked                []bool
	sweep                sweep
}

const unknown = -1 << 31

func (a *arrangement) from(h int32) pt {
	if h&1 == 0 {
		return a.segs[h>>1].a
	}
	return a.segs[h>>1].b
}

// build makes the arrangement of segments, which must differ.
func (a *arrangement) build(segs []seg, w *window) {
	a.segs = segs
	a.turn()
	a.goAround()
	a.hang()
	a.ask(w)
}

// turn finds for each half the next on its walk: at the corner where it ends, the
// next clockwise from its own other half.
func (a *arrangement) turn() {
	n := 2 * len(a.segs)
	a.sorted = slices.Grow(a.sorted[:0], n)[:n]
	for h := range a.sorted {
		a.sorted[h] = int32(h)
	}
	slices.SortFunc(a.sorted, func(g, h int32) int {
		p, q := a.from(g), a.from(h)
		if c := compareCorners(p, q); c != 0 {
			return c
		}
		return compareAngles(p, a.from(g^1), a.from(h^1))
	})
	a.next = slices.Grow(a.next[:0], n)[:n]
	for i := 0; i < n; {
		j := i + 1
		for j < n && a.from(a.sorted[j]) == a.from(a.sorted[i]) {
			j++
		}
		last := a.sorted[j-1]
		for _, h := range a.sorted[i:j] { // counterclockwise
			a.next[h^1] = last
			last = h
		}
		i = j
	}
}

// compareAngles orders directions from a corner by angle, from that of greater x
// towards that of greater y.
func compareAngles(from, p, q pt) int {
	lower := func(p pt) bool { return p.y < from.y || p.y == from.y && p.x < from.x }
	if l, m := lower(p), lower(q); l != m {
		return btoi(l) - btoi(m)
	}
	return -cmp.Compare(cross(from, p, q), 0)
}

// goAround numbers the walks.
func (a *arrangement) goAround() {
	a.walk = slices.Grow(a.walk[:0], len(a.next))[:len(a.next)]
	for h := range a.walk {
		a.walk[h] = -1
	}
	a.area, a.head = a.area[:0], a.head[:0]
	for h := range a.walk {
		if a.walk[h] >= 0 {
			continue
		}
		var area int64
		for g := int32(h); a.walk[g] < 0; g = a.next[g] {
			a.walk[g] = int32(len(a.head))
			p, q := a.from(g), a.from(g^1)
			area += int64(p.x)*int64(q.y) - int64(q.x)*int64(p.y)
		}
		a.area, a.head = append(a.area, area), append(a.head, int32(h))
	}
}

// hang finds out which walks hang together by their segments.
func (a *arrangement) hang() {
	n := len(a.head)
	a.part = slices.Grow(a.part[:0], n)[:n]
	for i := range a.part {
		a.part[i] = int32(i)
	}
	root := func(i int32) int32 {
		for a.part[i] != i {
			a.part[i] = a.part[a.part[i]]
			i = a.part[i]
		}
		return i
	}
	for k := range a.segs {
		i, j := root(a.walk[2*k]), root(a.walk[2*k+1])
		a.part[max(i, j)] = min(i, j)
	}
	for i := range a.part {
		a.part[i] = root(int32(i))
	}
}

// ask finds the segment below the lower left corner of each part.
func (a *arrangement) ask(w *window) {
	s := &a.sweep
	s.edges, s.questions = s.edges[:0], s.questions[:0]
	for k, g := range a.segs {
		s.edges = append(s.edges, newEdge(g.a, g.b, a.part[a.walk[2*k]]))
	}
	// Halves are sorted by corner: the first of a part is at its lower left.
	a.asked = slices.Grow(a.asked[:0], len(a.head))[:len(a.head)]
	clear(a.asked)
	for _, h := range a.sorted {
		if part := a.part[a.walk[h]]; !a.asked[part] {
			a.asked[part] = true
			s.questions = append(s.questions, question{at: a.from(h), ring: part, below: -1})
		}
	}
	if len(s.questions) > 1 {
		s.run(w, askOnly)
	}
}

// fill finds how many polygons cover each face, given how many more there are on
// the left of each segment than on its right. Without that, the even-odd rule
// says: one or none, and not the same on both sides.
func (a *arrangement) fill(more []int32) {
	n := len(a.head)
	a.depth = slices.Grow(a.depth[:0], n)[:n]
	a.face = slices.Grow(a.face[:0], n)[:n]
	a.outer = slices.Grow(a.outer[:0], n)[:n]
	for i := range a.head {
		a.depth[i], a.face[i] = unknown, int32(i)
		if a.area[i] < 0 {
			a.outer[a.part[i]] = int32(i)
		}
	}
	// Of two parts the one that is around the other comes first.
	for _, q := range a.sweep.questions {
		o := a.outer[q.ring]
		a.depth[o] = 0
		if q.below >= 0 {
			above := a.walk[2*q.below]
			a.depth[o], a.face[o] = a.depth[above], a.face[above]
		}
		a.fillPart(o, more)
	}
}

// fillPart goes on from a walk to those on the other side of its segments.
func (a *arrangement) fillPart(walk int32, more []int32) {
	stack := append(a.stack[:0], walk)
	for len(stack) > 0 {
		walk := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		h := a.head[walk]
		for first := true; first || h != a.head[walk]; first = false {
			if other := a.walk[h^1]; a.depth[other] == unknown {
				d := a.depth[walk]
				switch {
				case more == nil:
					d = 1 - d
				case h&1 == 0:
					d -= more[h>>1]
				default:
					d += more[h>>1]
				}
				a.depth[other] = d
				stack = append(stack, other)
			}
			h = a.next[h]
		}
	}
	a.stack = stack
}
