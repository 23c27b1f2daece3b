package mvt

import "slices"

// An arrangement is what segments that meet only at their ends make of the
// plane: corners, segments and the faces between them. Segment k has two halves,
// 2k from a to b and 2k+1 back, each with a face on its left: left of what goes
// towards greater x is greater y.
//
// A walk goes around a face, always by the sharpest turn left. A face has one
// walk for each part that its boundary hangs together in.
type arrangement struct {
	corners []pt
	segs    []segment
	next    []int32 // of each half: the one after it on its walk
	walk    []int32 // of each half
	area    []int64 // of each walk, twice; below 0 where it goes around a part from outside
	head    []int32 // of each walk: one of its halves
	part    []int32 // of each walk, as the least walk of the part

	cover []int32 // of each walk: what covers its face
	face  []int32 // of each walk: a walk that stands for its face

	ends, halves []int32 // of each corner, the halves that start there end at ends
	outer, stack []int32
	asked        []bool
	sweep        sweep
}

// from returns the number of the corner where a half starts.
func (a *arrangement) from(h int32) int32 {
	if h&1 == 0 {
		return a.segs[h>>1].a
	}
	return a.segs[h>>1].b
}

// build makes the arrangement of segments, which must differ.
func (a *arrangement) build(corners []pt, segs []segment, w *window) {
	a.corners, a.segs = corners, segs
	a.turn()
	a.goAround()
	if a.hang() == 1 {
		// Nothing is below it.
		a.sweep.questions = append(a.sweep.questions[:0], question{below: -1})
		return
	}
	a.ask(w)
}

// turn finds for each half the next on its walk: at the corner where it ends, the
// next clockwise from its own other half.
func (a *arrangement) turn() {
	a.ends = slices.Grow(a.ends[:0], len(a.corners)+1)[:len(a.corners)+1]
	clear(a.ends)
	for _, s := range a.segs {
		a.ends[s.a+1]++
		a.ends[s.b+1]++
	}
	for i := 1; i < len(a.ends); i++ {
		a.ends[i] += a.ends[i-1]
	}
	n := 2 * len(a.segs)
	a.halves = slices.Grow(a.halves[:0], n)[:n]
	for k, s := range a.segs { // ends begin as starts
		a.halves[a.ends[s.a]] = int32(2 * k)
		a.ends[s.a]++
		a.halves[a.ends[s.b]] = int32(2*k + 1)
		a.ends[s.b]++
	}
	a.next = slices.Grow(a.next[:0], n)[:n]
	start := int32(0)
	for _, end := range a.ends[:len(a.corners)] {
		switch around := a.halves[start:end]; len(around) {
		case 0:
		case 2:
			a.next[around[0]^1], a.next[around[1]^1] = around[1], around[0]
		default:
			a.turnAround(around)
		}
		start = end
	}
}

// turnAround does so at a corner, given the halves that start there.
func (a *arrangement) turnAround(around []int32) {
	p := a.corners[a.from(around[0])]
	slices.SortFunc(around, func(g, h int32) int {
		return compareAngles(p, a.corners[a.from(g^1)], a.corners[a.from(h^1)])
	})
	last := around[len(around)-1]
	for _, h := range around { // counterclockwise
		a.next[h^1] = last
		last = h
	}
}

// compareAngles orders directions from a corner by angle, from that of greater x
// towards that of greater y.
func compareAngles(from, p, q pt) int {
	lower := func(p pt) bool { return p.y < from.y || p.y == from.y && p.x < from.x }
	if l, m := lower(p), lower(q); l != m {
		return btoi(l) - btoi(m)
	}
	switch c := cross(from, p, q); {
	case c > 0:
		return -1
	case c < 0:
		return 1
	}
	return 0
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
		p := a.corners[a.from(int32(h))]
		for g := int32(h); a.walk[g] < 0; g = a.next[g] {
			a.walk[g] = int32(len(a.head))
			q := a.corners[a.from(g^1)]
			area += int64(p.x)*int64(q.y) - int64(q.x)*int64(p.y)
			p = q
		}
		a.area, a.head = append(a.area, area), append(a.head, int32(h))
	}
}

// hang finds out which walks hang together by their segments, and returns in how
// many parts.
func (a *arrangement) hang() (parts int) {
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
		parts += btoi(a.part[i] == int32(i))
	}
	return parts
}

// ask finds the segment below the lower left corner of each part.
func (a *arrangement) ask(w *window) {
	s := &a.sweep
	s.edges, s.questions = s.edges[:0], s.questions[:0]
	for k, g := range a.segs {
		s.edges = append(s.edges, newEdge(a.corners[g.a], a.corners[g.b], a.part[a.walk[2*k]]))
	}
	// Halves are in the order of the corners that they start at: the first of a
	// part is at its lower left.
	a.asked = slices.Grow(a.asked[:0], len(a.head))[:len(a.head)]
	clear(a.asked)
	for _, h := range a.halves {
		if part := a.part[a.walk[h]]; !a.asked[part] {
			a.asked[part] = true
			s.questions = append(s.questions, question{at: a.corners[a.from(h)], ring: part, below: -1})
		}
	}
	s.run(w, askOnly)
}

// unknown is the cover of a face that was not reached yet.
const unknown = -1 << 31

// fill finds what covers each face, given what does outside of everything and
// what does on the other side of a half from what does on its left. It is false
// as soon as that is.
func (a *arrangement) fill(outside int32, across func(h, cover int32) (int32, bool)) bool {
	n := len(a.head)
	a.cover = slices.Grow(a.cover[:0], n)[:n]
	a.face = slices.Grow(a.face[:0], n)[:n]
	a.outer = slices.Grow(a.outer[:0], n)[:n]
	for i := range a.head {
		a.cover[i], a.face[i] = unknown, int32(i)
		if a.area[i] < 0 {
			a.outer[a.part[i]] = int32(i)
		}
	}
	// Of two parts the one that is around the other comes first.
	for _, q := range a.sweep.questions {
		o := a.outer[q.ring]
		a.cover[o] = outside
		if q.below >= 0 {
			above := a.walk[2*q.below]
			a.cover[o], a.face[o] = a.cover[above], a.face[above]
		}
		if !a.fillPart(o, across) {
			return false
		}
	}
	return true
}

// fillPart goes on from a walk to those on the other side of its segments.
func (a *arrangement) fillPart(walk int32, across func(h, cover int32) (int32, bool)) bool {
	stack := append(a.stack[:0], walk)
	defer func() { a.stack = stack }()
	for len(stack) > 0 {
		walk := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		h := a.head[walk]
		for first := true; first || h != a.head[walk]; first = false {
			if other := a.walk[h^1]; a.cover[other] == unknown {
				cover, ok := across(h, a.cover[walk])
				if !ok {
					return false
				}
				a.cover[other] = cover
				stack = append(stack, other)
			}
			h = a.next[h]
		}
	}
	return true
}
