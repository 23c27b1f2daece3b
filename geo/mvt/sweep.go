package mvt

import "slices"

// The sweep goes through edges from left to right, in strips that hold about as
// many edges as there are strips. An edge is held against those that began
// before it and have not ended: in a tile they are few.

// edge is one of a ring, from its lower left end a to its other end b.
type edge struct {
	a, b      pt
	low, high int32 // of y
	ring      int32
	forward   bool // the ring goes from a to b
}

// lowerLeft orders corners by x, then y.
func lowerLeft(p, q pt) bool { return p.x < q.x || p.x == q.x && p.y < q.y }

func newEdge(p, q pt, ring int32) edge {
	if lowerLeft(q, p) {
		return edge{q, p, min(p.y, q.y), max(p.y, q.y), ring, false}
	}
	return edge{p, q, min(p.y, q.y), max(p.y, q.y), ring, true}
}

// alive is an edge that the sweep has met and not yet left behind.
type alive struct {
	low, high, right int32
	edge             int32
}

// question asks which edge is the next below a corner that is the lower left one
// of its ring.
type question struct {
	at    pt
	ring  int32
	below int32 // the answer: an edge of another ring, or -1
}

// sweep is the memory of one.
type sweep struct {
	edges     []edge
	questions []question // in the order of lowerLeft
	order     []int32    // edges by strip
	ends      []int32    // of the strips in order
	alive     []alive
	crossings []pt // corners nearest to where edges cross
	work      int
}

// strips sorts the edges by the strip that they begin in.
func (s *sweep) strips(w *window) (shift int) {
	n := max(1, min(len(s.edges)/2, 2048))
	if len(s.edges) < 24 {
		n = 1
	}
	for shift = 0; int(w.width())>>shift+1 > n; shift++ {
	}
	count := int(w.width())>>shift + 1
	s.ends = slices.Grow(s.ends[:0], count)[:count]
	clear(s.ends)
	for i := range s.edges {
		s.ends[(s.edges[i].a.x-w.lo)>>shift]++
	}
	sum := int32(0)
	for i, c := range s.ends {
		s.ends[i] = sum
		sum += c
	}
	s.order = slices.Grow(s.order[:0], len(s.edges))[:len(s.edges)]
	for i := range s.edges {
		strip := &s.ends[(s.edges[i].a.x-w.lo)>>shift]
		s.order[*strip] = int32(i)
		*strip++
	}
	return shift
}

// simple reports whether no two edges have more in common than the corner
// between them, and answers the questions if so. The edges of a ring must follow
// each other.
func (s *sweep) simple(w *window) bool {
	return s.run(w, untilTheyMeet)
}

// cross notes where edges cross, to the nearest corner of the grid; what touches
// an end is not noted. It is false where that is more work than it may be.
func (s *sweep) cross(w *window) bool {
	s.crossings, s.work = s.crossings[:0], 0
	return s.run(w, allCrossings)
}

// What a sweep is for, besides the questions.
type purpose int

const (
	untilTheyMeet purpose = iota
	allCrossings
	askOnly
)

// Limits of cross: pairs of edges to look at, crossings to find.
const (
	maxPairs     = 50_000_000
	maxCrossings = 50_000
)

func (s *sweep) run(w *window, why purpose) bool {
	shift := s.strips(w)
	s.alive = s.alive[:0]
	asked, at := 0, int32(0)
	for strip, end := range s.ends {
		if at == end {
			continue
		}
		left := w.lo + int32(strip)<<shift
		live := s.alive[:0]
		for _, a := range s.alive {
			if a.right >= left {
				live = append(live, a)
			}
		}
		s.alive = live
		for ; at < end; at++ {
			i := s.order[at]
			if why != askOnly && !s.meet(i, why == allCrossings) {
				return false
			}
			f := &s.edges[i]
			s.alive = append(s.alive, alive{f.low, f.high, f.b.x, i})
		}
		for ; asked < len(s.questions) && (s.questions[asked].at.x-w.lo)>>shift == int32(strip); asked++ {
			s.answer(&s.questions[asked])
		}
	}
	return true
}

// meet holds an edge against those alive. It is false where the sweep can end.
func (s *sweep) meet(i int32, collect bool) bool {
	f := &s.edges[i]
	if s.work += len(s.alive); collect && s.work > maxPairs {
		return false
	}
	for k := range s.alive {
		a := &s.alive[k]
		if a.high < f.low || f.high < a.low || a.right < f.a.x {
			continue
		}
		g := &s.edges[a.edge]
		if f.b.x < g.a.x {
			continue
		}
		ga, gb := cross(f.a, f.b, g.a), cross(f.a, f.b, g.b)
		if ga > 0 && gb > 0 || ga < 0 && gb < 0 {
			continue
		}
		fa, fb := cross(g.a, g.b, f.a), cross(g.a, g.b, f.b)
		if fa > 0 && fb > 0 || fa < 0 && fb < 0 {
			continue
		}
		if !collect {
			if s.neighbours(i, a.edge) {
				continue
			}
			return false
		}
		if ga != 0 && gb != 0 && fa != 0 && fb != 0 {
			if s.crossings = append(s.crossings, crossing(f, fa, fb)); len(s.crossings) > maxCrossings {
				return false
			}
		}
	}
	return true
}

// neighbours reports whether two edges of one ring follow each other. They then
// share a corner and, after straighten, no more.
func (s *sweep) neighbours(i, j int32) bool {
	if s.edges[i].ring != s.edges[j].ring {
		return false
	}
	if i > j {
		i, j = j, i
	}
	if j == i+1 {
		return true
	}
	// The first and the last of the ring.
	return (i == 0 || s.edges[i-1].ring != s.edges[i].ring) &&
		(int(j) == len(s.edges)-1 || s.edges[j+1].ring != s.edges[j].ring)
}

// crossing returns the corner nearest to where an edge crosses another, of which
// a and b are on opposite sides, as cross tells: rounded as window.round does,
// and exactly.
func crossing(f *edge, a, b int64) pt {
	if a < 0 {
		a, b = -a, -b
	}
	den := a - b // above 0
	nearest := func(from, to int32) int32 {
		// from + (to - from) a / den + 1/2, all over 2 den
		return int32(floorDiv(2*(int64(from)*den+int64(to-from)*a)+den, 2*den))
	}
	return pt{nearest(f.a.x, f.b.x), nearest(f.a.y, f.b.y)}
}

func floorDiv(n, d int64) int64 {
	q := n / d
	if n%d < 0 {
		q--
	}
	return q
}

// answer finds the edge below a corner.
func (s *sweep) answer(q *question) {
	q.below = -1
	for k := range s.alive {
		a := &s.alive[k]
		f := &s.edges[a.edge]
		// An edge counts from its left end up to its right end, without it.
		if f.ring == q.ring || f.a.x > q.at.x || f.b.x <= q.at.x || cross(f.a, f.b, q.at) <= 0 {
			continue
		}
		if q.below < 0 || above(f, &s.edges[q.below], q.at.x) {
			q.below = a.edge
		}
	}
}

// above reports whether f is above g at x, or just right of it; neither is
// upright and they do not cross.
func above(f, g *edge, x int32) bool {
	fn, fd := int64(f.b.y-f.a.y), int64(f.b.x-f.a.x)
	gn, gd := int64(g.b.y-g.a.y), int64(g.b.x-g.a.x)
	at := (int64(f.a.y)*fd+fn*int64(x-f.a.x))*gd - (int64(g.a.y)*gd+gn*int64(x-g.a.x))*fd
	return at > 0 || at == 0 && fn*gd > gn*fd
}
