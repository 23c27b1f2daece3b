package cch

import (
	"cmp"
	"slices"
)

// climb is one side of a query: it goes from each end up to the root of its
// elimination tree, in the order of ranks. That is a postorder: when it goes on
// from one branch to the next, it has been through all of the one, and the
// nodes they share are above it. So the distances by level of one path to the
// root are all it needs at any time.
//
// It goes by runs: successive ranks of one supernode. Their arcs within the run
// lead to the next levels, and beyond it all to the same.
type climb struct {
	climber
	ends  []seed   // by rank
	left  []seed   // of ends, above the rank that the climb is at
	backs []uint32 // by level, of a path that is traced back: the rank below that one comes from
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

// start returns the rank to begin with, or none.
func (c *climb) start(m *Metric, s *side) uint32 {
	c.set(m, s)
	c.left = c.ends
	if len(c.left) == 0 {
		return none
	}
	ix := m.ix
	x := c.left[0].rank
	c.dist = sized(c.dist, ix.height)
	fillWeights(c.dist[ix.nodes[x].Level:], Infinity)
	c.sow(ix)
	return x
}

// limit returns the rank before which a run has to end, because there is an end
// at it or in another branch; none if there is no such rank.
func (c *climb) limit() uint32 {
	if len(c.left) == 0 {
		return none
	}
	return c.left[0].rank
}

// next returns the rank that comes after x, or none.
func (c *climb) next(ix *Index, x uint32) uint32 {
	p := ix.nodes[x].Parent
	if len(c.left) == 0 || c.left[0].rank > p {
		return p
	}
	s := c.left[0].rank
	if s < p { // another branch: p, or nothing, is above both
		top := uint32(ix.height)
		if p != none {
			top = ix.nodes[p].Level
		}
		fillWeights(c.dist[ix.nodes[s].Level:top], Infinity)
	}
	c.sow(ix)
	return s
}

// sow takes the ends at the next rank that has some.
func (c *climb) sow(ix *Index) {
	x := c.left[0].rank
	d := &c.dist[ix.nodes[x].Level]
	*d = min(*d, c.left[0].cost)
	for len(c.left) > 0 && c.left[0].rank == x {
		c.left = c.left[1:] // the first has the least cost
	}
}

// least returns the least distance to any level from one up, now or later.
func (c *climb) least(level uint32) Weight {
	l := least(c.dist[level:])
	for _, s := range c.left {
		l = min(l, s.cost)
	}
	return l
}

// least returns the least of some weights.
func least(ws []Weight) Weight {
	l := [4]Weight{Infinity, Infinity, Infinity, Infinity}
	for len(ws) >= 4 {
		l[0], l[1], l[2], l[3] = min(l[0], ws[0]), min(l[1], ws[1]), min(l[2], ws[2]), min(l[3], ws[3])
		ws = ws[4:]
	}
	for _, w := range ws {
		l[0] = min(l[0], w)
	}
	return min(l[0], l[1], l[2], l[3])
}

// run returns the end of the run of ranks that begins at x, which is before a
// limit.
func (ix *Index) run(x, limit uint32) uint32 {
	size := ix.degree(x)
	for x++; size > 0 && x < limit; x++ {
		if ix.nodes[x].List != ix.nodes[x-1].List+1 || ix.nodes[x+1].Arc-ix.nodes[x].Arc != size-1 {
			break
		}
		size--
	}
	return x
}
