package cch

import "fmt"

// Parts are the arrays of an index, to be kept in a file and used as they lie
// there. Ranks are positions in the order of elimination.
type Parts struct {
	Nodes   []Node   // by rank, and one more
	Heads   []uint32 // of the lists: ranks, rising
	Levels  []uint32 // of the same: their levels
	DownAt  []uint32 // by rank, and one more: where its entries in Downs begin
	Downs   []Down   // rising by owner
	Order   []NodeID // by rank
	Ranks   []uint32 // by node
	Keys    []uint32 // by arc of the graph
	InputAt []uint32 // by rank, and one more: where its entries in Inputs begin
	Inputs  []Input
}

// Parts returns the arrays of the index. The caller must not change them.
func (ix *Index) Parts() Parts {
	return Parts{ix.nodes, ix.heads, ix.levels, ix.downAt, ix.downs, ix.order, ix.ranks, ix.keys, ix.inputAt, ix.inputs}
}

// FromParts puts an index together from its parts, without a copy. They must
// not be changed afterwards.
//
// It reads them all once and checks that they are an index: that no search can
// leave the arrays or go on for ever, and that the arcs are closed under
// contraction, so that the lengths are right for the graph that the parts
// describe. That this is the graph that the caller has in mind it cannot see.
func FromParts(p Parts) (*Index, error) {
	c := checker{Parts: p}
	err := c.sizes()
	for _, check := range []func(x uint32) error{c.order, c.arcs, c.lists, c.downs, c.inputs} {
		if err == nil {
			err = c.each(check)
		}
	}
	if err == nil {
		err = c.totals()
	}
	if err != nil {
		return nil, fmt.Errorf("cch: index: %w", err)
	}
	return &Index{
		nodes: p.Nodes, heads: p.Heads, levels: p.Levels, downAt: p.DownAt, downs: p.Downs,
		order: p.Order, ranks: p.Ranks, keys: p.Keys, inputAt: p.InputAt, inputs: p.Inputs,
		height: c.height,
	}, nil
}

// heightOf returns how many levels there are.
func heightOf(nodes []Node) int {
	height := 0
	for _, n := range nodes[:len(nodes)-1] {
		height = max(height, int(n.Level)+1)
	}
	return height
}
