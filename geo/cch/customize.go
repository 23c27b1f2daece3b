package cch

import "fmt"

// Customize gives the arcs of the hierarchy their weights: to each the length
// of the shortest way from its one end to the other through nodes of lower
// ranks only. weights are those of the graph's arcs, and must not be changed
// afterwards; one above Infinity counts as Infinity.
//
// The work is shared among workers, 0 for as many as there are processors; the
// result is the same for any number.
func (ix *Index) Customize(weights []Weight, workers int) (*Metric, error) {
	if len(weights) != len(ix.keys) {
		return nil, fmt.Errorf("cch: %d weights for %d arcs", len(weights), len(ix.keys))
	}
	m := &Metric{ix: ix, inputs: pages{flat: weights}, middles: new(middles)}
	m.up.flat, m.down.flat = make([]Weight, ix.Arcs()), make([]Weight, ix.Arcs())
	ix.eachSubtree(workers, func() func(low, high uint32) {
		return newCustomizer(m).run
	})
	return m, nil
}

type pair [2]Weight

// customizer is what a worker needs.
type customizer struct {
	ix                *Index
	weights, up, down []Weight
	inputs            []Weight    // of a few ranks
	sums              [2][]Weight // by level: of the arcs of one rank, up and down
	from, acc         [2][]Weight // room for rows and columns of a block
}

func newCustomizer(m *Metric) *customizer {
	c := &customizer{ix: m.ix, weights: m.inputs.flat, up: m.up.flat, down: m.down.flat}
	for i := range 2 {
		c.sums[i], c.from[i], c.acc[i] = make([]Weight, m.ix.height), make([]Weight, m.ix.height), make([]Weight, m.ix.height)
	}
	fillWeights(c.sums[0], Infinity)
	fillWeights(c.sums[1], Infinity)
	return c
}

// run customizes a range of ranks, below which all must be done.
func (c *customizer) run(low, high uint32) {
	const batch = 256
	for ; low < high; low += batch {
		end := min(low+batch, high)
		first := c.ix.inputAt[low]
		// The graph's arcs lie in another order than the ranks. To look their
		// weights up in one go lets the processor wait for many at a time.
		inputs := c.ix.inputs[first:c.ix.inputAt[end]]
		c.inputs = sized(c.inputs, len(inputs))
		for i, in := range inputs {
			c.inputs[i] = c.weights[in.Arc]
		}
		for y := low; y < end; y++ {
			c.rank(y, c.inputs[c.ix.inputAt[y]-first:])
		}
	}
}

// rank gives the arcs up from y their weights. For each rank x below with an
// arc to y and one to z above y, the way y-x-z may be the shortest yet.
func (c *customizer) rank(y uint32, inputs []Weight) {
	ix := c.ix
	node := &ix.nodes[y]
	degree := ix.nodes[y+1].Arc - node.Arc
	if degree == 0 {
		return
	}
	ups, downs := c.sums[0], c.sums[1]
	levels := ix.levels[node.List : node.List+degree]
	for i, in := range ix.inputs[ix.inputAt[y]:ix.inputAt[y+1]] {
		s := &c.sums[in.Slot&1][in.Slot>>1]
		*s = min(*s, inputs[i])
	}
	for i := range ix.downs[ix.downAt[y]:ix.downAt[y+1]] {
		d := &ix.downs[int(ix.downAt[y])+i]
		n := d.Rest >> 1
		rest := ix.levels[d.At+1:][:n]
		if d.Rest&1 == 0 {
			lower(ups, downs, rest, c.up[d.Arc:][:n+1], c.down[d.Arc:][:n+1])
		} else {
			c.lowerBlock(d, rest)
		}
	}
	up, down := c.up[node.Arc:][:degree], c.down[node.Arc:][:degree]
	for i, l := range levels {
		up[i], down[i] = ups[l], downs[l]
		ups[l], downs[l] = Infinity, Infinity
	}
}

// lowerBlock relaxes the triangles of a supernode.
func (c *customizer) lowerBlock(d *Down, rest []uint32) {
	ix := c.ix
	n := uint32(len(rest))
	end := d.Owner
	for from := ix.nodes[d.Owner].List; from <= d.At && ix.nodes[end].List == from; from++ {
		end++
	}
	rows := end - d.Owner
	if rows < narrow || n < shortest {
		for x := d.Owner; x < end; x++ {
			last := ix.nodes[x+1].Arc
			lower(c.sums[0], c.sums[1], rest, c.up[last-n-1:last], c.down[last-n-1:last])
		}
		return
	}
	fromUp, fromDown := c.from[0][:rows], c.from[1][:rows]
	for i := range rows {
		first := ix.nodes[d.Owner+i+1].Arc - n - 1
		fromUp[i], fromDown[i] = c.down[first], c.up[first]
	}
	accUp, accDown := c.acc[0][:n], c.acc[1][:n]
	for i, l := range rest {
		accUp[i], accDown[i] = c.sums[0][l], c.sums[1][l]
	}
	stride := int(ix.degree(d.Owner)) - 1
	last := ix.nodes[end].Arc
	reachBlock(accUp, c.up[d.Arc+1:last], fromUp, stride)
	reachBlock(accDown, c.down[d.Arc+1:last], fromDown, stride)
	for i, l := range rest {
		c.sums[0][l], c.sums[1][l] = accUp[i], accDown[i]
	}
}

// lower relaxes the triangles of one rank.
func lower(ups, downs []Weight, levels []uint32, up, down []Weight) {
	wu, wd := up[0], down[0]
	if min(wu, wd) >= Infinity {
		return
	}
	up, down = up[1:][:len(levels)], down[1:][:len(levels)]
	for i, l := range levels {
		ups[l] = min(ups[l], wd+up[i])
		downs[l] = min(downs[l], wu+down[i])
	}
}
