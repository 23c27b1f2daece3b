package cch

import (
	"cmp"
	"slices"
)

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

// take sorts ends by their ranks.
func (c *climb) take(ix *Index, ends []End) {
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
}

// start returns the rank to begin with to climb from some of the ends, or none.
func (c *climb) start(ix *Index, ends []seed) uint32 {
	if len(ends) == 0 {
		return none
	}
	x := ends[0].rank
	c.left = ends
	c.dist = sized(c.dist, ix.maxDepth)
	fillWeights(c.dist[:ix.nodes[x].Depth+1], Infinity)
	c.sow(ix)
	return x
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
func (c *climb) relax(m *Metric, s *side, x uint32, most Weight) { relax(m, s, x, c.dist, most) }

// relax goes up the arcs of a rank with distances by depth.
func relax(m *Metric, s *side, x uint32, dist []Weight, most Weight) {
	node, end := &m.ix.nodes[x], m.ix.nodes[x+1].Arc
	d := dist[node.Depth]
	if d >= most {
		return
	}
	if s.needed != nil {
		for _, a := range s.needed.arcs[s.needed.at[x]:s.needed.at[x+1]] {
			h := &dist[a.depth]
			*h = min(*h, d+a.weight)
		}
		return
	}
	weights := s.of(x, node.Arc, end)
	depths := m.ix.depths[node.List:][:len(weights)]
	for i, w := range weights {
		h := &dist[depths[i]]
		*h = min(*h, d+w)
	}
}
