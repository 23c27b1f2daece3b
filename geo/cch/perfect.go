package cch

import "slices"

// needed is the arcs in one direction that shortest paths may need, rank by
// rank.
type needed struct {
	at   []uint32 // by rank, and one more
	arcs []needs
}

// needs is an arc that leads up to a level.
type needs struct {
	level  uint32
	weight Weight
}

// Perfect returns the metric together with the arcs that shortest paths need:
// those that are a shortest way from end to end, over whatever ranks. Of the
// arcs that a search meets they are a third to a half, so that lengths take half
// the time where there are no wide loops (kernels.go); with those they take as
// long, for there are no blocks. To find the arcs takes twice as long as to
// customize, and a metric that Update makes has none.
func (m *Metric) Perfect(workers int) *Metric {
	ix := m.ix
	basicUp, basicDown := m.up.whole(), m.down.whole()
	p := perfecter{ix, slices.Clone(basicUp), slices.Clone(basicDown)}
	ix.eachFromTop(workers, func() func(low, high uint32) {
		ways := make([]pair, ix.height)
		return func(low, high uint32) {
			for y := high; y > low; y-- {
				p.rank(y-1, ways)
			}
		}
	})
	out := *m
	out.up.needed = ix.keep(basicUp, p.up)
	out.down.needed = ix.keep(basicDown, p.down)
	return &out
}

// perfecter has weights that come down to the lengths of shortest paths.
type perfecter struct {
	ix       *Index
	up, down []Weight
}

// rank brings the ways over the arcs of y to all triangles with a lower rank x
// and a higher rank z. The arcs of y are shortest by then. ways is by level.
func (p *perfecter) rank(y uint32, ways []pair) {
	ix := p.ix
	node, end := &ix.nodes[y], ix.nodes[y+1].Arc
	for i, w := range p.up[node.Arc:end] {
		ways[ix.levels[int(node.List)+i]] = pair{w, p.down[int(node.Arc)+i]}
	}
	for _, d := range ix.downs[ix.downAt[y]:ix.downAt[y+1]] {
		size := d.Rest / 2
		levels := ix.levels[d.At+1:][:size]
		for x := range ix.columns(d) {
			last := ix.nodes[x+1].Arc
			first := last - size - 1
			detour(ways, levels, p.up[first:last], p.down[first:last])
		}
	}
}

// detour shortens the arcs of a rank x to y, the first, and to ranks z above y by
// the ways between y and z.
func detour(ways []pair, levels []uint32, up, down []Weight) {
	toY, fromY := up[0], down[0]
	shortTo, shortFrom := toY, fromY
	ups, downs := up[1:][:len(levels)], down[1:][:len(levels)]
	for i, d := range levels {
		way := &ways[d]
		toZ, fromZ := ups[i], downs[i]
		ups[i] = min(toZ, toY+way[0])
		downs[i] = min(fromZ, fromY+way[1])
		shortTo = min(shortTo, toZ+way[1])
		shortFrom = min(shortFrom, fromZ+way[0])
	}
	up[0], down[0] = shortTo, shortFrom
}

// keep returns the arcs whose weights are lengths of shortest paths.
func (ix *Index) keep(basic, shortest []Weight) *needed {
	n := uint32(ix.Nodes())
	out := &needed{at: make([]uint32, n+1)}
	count := 0
	for a, w := range basic {
		if w == shortest[a] && w < Infinity {
			count++
		}
	}
	out.arcs = make([]needs, 0, count)
	for x := range n {
		node, end := &ix.nodes[x], ix.nodes[x+1].Arc
		for a := node.Arc; a < end; a++ {
			if w := basic[a]; w == shortest[a] && w < Infinity {
				out.arcs = append(out.arcs, needs{ix.levels[node.List+a-node.Arc], w})
			}
		}
		out.at[x+1] = uint32(len(out.arcs))
	}
	return out
}
