package route

import "pamir/geo/cch"

// costs are the weights of a mode on its graph, as they are at one time: those
// of the profile, and what has been closed or slowed since.
type costs struct {
	n     *Network
	g     *graph
	mode  Mode
	base  []uint32          // of each arc by the profile, however free it may be used
	over  map[uint32]uint32 // of arcs that are not as the profile has them
	cuts  cuts              // places that one cannot drive over
	timed map[uint32]bool   // edges whose hours are looked at by crossings
}

// newCosts weighs the arcs of a graph for a mode.
func (n *Network) newCosts(m Mode) *costs {
	g := n.graph(m)
	c := &costs{n: n, g: g, mode: m, base: make([]uint32, 2*len(g.edges))}
	for a := range c.base {
		c.base[a] = n.weight(g, m, uint32(a))
	}
	return c
}

// links returns the weights of all links: infinity for those that may not be
// used to pass through.
func (c *costs) links() []cch.Weight {
	w := make([]cch.Weight, len(c.g.heads))
	for l := range w {
		w[l] = c.through(uint32(l))
	}
	return w
}

// arc returns what an arc costs, however free it may be used.
func (c *costs) arc(a uint32) uint32 {
	if len(c.over) > 0 {
		if w, ok := c.over[a]; ok {
			return w
		}
	}
	return c.base[a]
}

// free reports whether an arc may be used to pass through.
func (c *costs) free(arc uint32) bool {
	return c.n.ways[c.g.edges[arc>>1].Way].Open[arc&1].Of(c.mode) == Free
}

// turn returns what the turn of a link costs: infinity if it is forbidden.
func (c *costs) turn(link uint32) uint32 {
	return c.n.linkWeight(c.g, c.mode, link, 0)
}

// link returns what a link costs, however free it may be used.
func (c *costs) link(link uint32) uint32 {
	return c.n.linkWeight(c.g, c.mode, link, c.arc(c.g.linkArc[link]))
}

// through returns what a link costs one who passes through.
func (c *costs) through(link uint32) cch.Weight {
	if a := c.g.linkArc[link]; !c.free(a) || c.cut(a) {
		return cch.Infinity
	}
	return cch.Weight(c.link(link))
}
