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
	m := &Metric{ix: ix, inputs: pages{flat: weights}}
	m.up.flat, m.down.flat = make([]Weight, ix.Arcs()), make([]Weight, ix.Arcs())
	ix.eachSubtree(workers, func() func(low, high uint32) {
		c := customizer{ix: ix, weights: weights, up: m.up.flat, down: m.down.flat, sums: make([]pair, ix.maxDepth)}
		return c.run
	})
	return m, nil
}

type pair [2]Weight

// customizer is what a worker needs.
type customizer struct {
	ix                *Index
	weights, up, down []Weight
	sums              []pair // by depth, for the arcs of one rank
}

// run customizes a range of ranks, below which all must be done.
func (c *customizer) run(low, high uint32) {
	for y := low; y < high; y++ {
		c.rank(y)
	}
}

// rank gives the arcs up from y their weights. For each rank x below with an
// arc to y and one to z above y, the way y-x-z may be the shortest yet.
func (c *customizer) rank(y uint32) {
	ix := c.ix
	node := &ix.nodes[y]
	degree := ix.nodes[y+1].Arc - node.Arc
	if degree == 0 {
		return
	}
	sums := c.sums
	depths := ix.depths[node.List : node.List+degree]
	for _, d := range depths {
		sums[d] = pair{Infinity, Infinity}
	}
	for _, a := range ix.inputs[ix.inputAt[y]:ix.inputAt[y+1]] {
		s := &sums[a.Slot>>1]
		s[a.Slot&1] = min(s[a.Slot&1], c.weights[a.Arc])
	}
	for _, d := range ix.downs[ix.downAt[y]:ix.downAt[y+1]] {
		n := d.Rest >> 1
		up, down := c.up[d.Arc:][:n+1], c.down[d.Arc:][:n+1]
		rest := ix.depths[d.At+1:][:n]
		lower(sums, rest, up, down)
		if d.Rest&1 == 0 {
			continue
		}
		x := d.Owner + 1
		for from := ix.nodes[d.Owner].List + 1; from <= d.At && ix.nodes[x].List == from; from++ {
			x++
			last := ix.nodes[x].Arc
			lower(sums, rest, c.up[last-n-1:last], c.down[last-n-1:last])
		}
	}
	up, down := c.up[node.Arc:][:degree], c.down[node.Arc:][:degree]
	for i, d := range depths {
		up[i], down[i] = sums[d][0], sums[d][1]
	}
}

// lower relaxes the triangles of one rank.
func lower(sums []pair, depths []uint32, up, down []Weight) {
	wu, wd := up[0], down[0]
	if min(wu, wd) >= Infinity {
		return
	}
	up = up[1:][:len(depths)]
	down = down[1:][:len(depths)]
	for i, d := range depths {
		s := &sums[d]
		s[0] = min(s[0], wd+up[i])
		s[1] = min(s[1], wu+down[i])
	}
}
