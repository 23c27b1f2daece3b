package cch

import (
	"cmp"
	"slices"
)

// End is where a path may begin or end.
type End struct {
	Node NodeID
	Cost Weight // to get from the real beginning to the node, or from the node to the real end
}

// Query finds shortest paths. The zero Query is ready. It is used again and
// again, by one goroutine at a time, and takes memory by the depth of the
// hierarchy: some ten kilobytes.
type Query struct {
	m        *Metric
	from, to climb
	meet     uint32 // the rank at which a shortest path turns down; none if there is no path
	length   Weight
	meetFrom Weight // the distances there
	meetTo   Weight
	parts    []part // of a path, and what is left of them to unpack
}

// Run returns the length of a shortest path from one of several ends to one of
// several others, their costs included, or Infinity if there is none. An end
// that is no node of the graph is left out.
func (q *Query) Run(m *Metric, from, to []End) Weight {
	q.m = m
	q.meet, q.length = none, Infinity
	q.from.begin(m.ix, from)
	q.to.begin(m.ix, to)
	x, y := q.from.first(), q.to.first()
	for x != none && y != none {
		switch {
		case x < y:
			q.from.relax(m, &m.up, x, q.length)
			x = q.from.next(m.ix, x)
		case y < x:
			q.to.relax(m, &m.down, y, q.length)
			y = q.to.next(m.ix, y)
		default:
			d := m.ix.nodes[x].Depth
			if up, down := q.from.dist[d], q.to.dist[d]; up+down < q.length {
				q.length, q.meet, q.meetFrom, q.meetTo = up+down, x, up, down
			}
			q.from.relax(m, &m.up, x, q.length)
			q.to.relax(m, &m.down, x, q.length)
			x = q.from.next(m.ix, x)
			y = q.to.next(m.ix, y)
		}
	}
	return q.length
}

// Length returns what the last Run returned.
func (q *Query) Length() Weight { return q.length }

// climb is one side of a query: it goes from each end up to the root of its
// elimination tree, in the order of ranks. That is a postorder: when it goes on
// from one branch to the next, it has been through all of the one, and the
// nodes they share are above it. So the distances by depth of one path to the
// root are all it needs at any time.
type climb struct {
	ends  []seed   // by rank
	left  []seed   // of ends, above the rank that the climb is at
	dist  []Weight // by depth, to the ancestors of that rank and to itself
	backs []back   // by depth, of a path that is traced back
}

// seed is an end by its rank.
type seed struct {
	rank uint32
	cost Weight
	end  int // its place among the ends given
}

// begin takes the ends.
func (c *climb) begin(ix *Index, ends []End) {
	c.ends = c.ends[:0]
	for i, e := range ends {
		if int(e.Node) < len(ix.ranks) && e.Cost < Infinity {
			c.ends = append(c.ends, seed{ix.ranks[e.Node], e.Cost, i})
		}
	}
	if len(c.ends) > 1 {
		slices.SortFunc(c.ends, func(a, b seed) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.cost, b.cost), cmp.Compare(a.end, b.end))
		})
	}
	c.left = c.ends
	c.dist = atLeast(c.dist, ix.maxDepth)
	if len(c.left) > 0 {
		fillWeights(c.dist[:ix.nodes[c.left[0].rank].Depth+1], Infinity)
		c.sow(ix)
	}
}

// first returns the rank to begin with, or none.
func (c *climb) first() uint32 {
	if len(c.ends) == 0 {
		return none
	}
	return c.ends[0].rank
}

// next returns the rank that comes after x, or none.
func (c *climb) next(ix *Index, x uint32) uint32 {
	p := ix.nodes[x].Parent
	if len(c.left) == 0 || c.left[0].rank > p {
		return p
	}
	s := c.left[0].rank
	if s < p { // another branch: p, or nothing, is above both
		low := uint32(0)
		if p != none {
			low = ix.nodes[p].Depth + 1
		}
		fillWeights(c.dist[low:ix.nodes[s].Depth+1], Infinity)
	}
	c.sow(ix)
	return s
}

// sow takes the ends at the next rank that has some.
func (c *climb) sow(ix *Index) {
	x := c.left[0].rank
	d := &c.dist[ix.nodes[x].Depth]
	*d = min(*d, c.left[0].cost)
	for len(c.left) > 0 && c.left[0].rank == x {
		c.left = c.left[1:] // the first has the least cost
	}
}

// relax goes up the arcs of a rank, unless no path over it is shorter than
// most.
func (c *climb) relax(m *Metric, s *side, x uint32, most Weight) {
	node, end := &m.ix.nodes[x], m.ix.nodes[x+1].Arc
	d := c.dist[node.Depth]
	if d >= most {
		return
	}
	weights := s.of(x, node.Arc, end)
	depths := m.ix.depths[node.List:][:len(weights)]
	dist := c.dist
	for i, w := range weights {
		h := &dist[depths[i]]
		*h = min(*h, d+w)
	}
}

// atLeast returns a slice with room for n values, whatever they are.
func atLeast[T any](s []T, n int) []T {
	if len(s) < n {
		return make([]T, n)
	}
	return s
}

func fillWeights(s []Weight, w Weight) {
	for i := range s {
		s[i] = w
	}
}
