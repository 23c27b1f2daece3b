package cch

import (
	"fmt"
	"slices"
)

// Change is a new weight of an arc of the graph.
type Change struct {
	Arc    ArcID
	Weight Weight
}

// Update returns a metric with some weights changed; where an arc is named
// twice, the last one holds. It is the metric that Customize would make of those
// weights, but what a few changes cost does not depend on the size of the graph:
// the new metric shares with this one, which does not change, all that they have
// in common.
//
// Where so many arcs of the hierarchy change that it would take longer than to
// customize them all, that is done instead, on one processor.
func (m *Metric) Update(changes []Change) (*Metric, error) {
	for _, c := range changes {
		if int(c.Arc) >= m.ix.InputArcs() {
			return nil, fmt.Errorf("cch: a new weight for arc %d of %d", c.Arc, m.ix.InputArcs())
		}
	}
	u := newUpdate(m)
	for _, c := range changes {
		u.input(c)
	}
	if u.run() {
		return u.m, nil
	}
	return m.ix.Customize(u.m.inputs.whole(), 1) // a copy: there are pages
}

// update is a metric that is being changed.
type update struct {
	m        *Metric
	inputs   *draft
	up, down *draft
	queue    []uint64 // a heap of ranks, each with an arc that may have changed
}

func newUpdate(m *Metric) *update {
	u := &update{m: &Metric{ix: m.ix, inputs: m.inputs, up: m.up, down: m.down, middles: new(middles)}}
	u.m.up.needed, u.m.down.needed = nil, nil
	ranks := uint32(m.ix.Nodes()/ranksPerPage) + 1
	u.inputs = u.m.inputs.edit(uint32(m.ix.InputArcs()/inputsPerPage) + 1)
	u.up, u.down = u.m.up.edit(ranks), u.m.down.edit(ranks)
	return u
}

// input changes a weight of the graph.
func (u *update) input(c Change) {
	ix := u.m.ix
	number := uint32(c.Arc) / inputsPerPage
	first := number * inputsPerPage
	end := min(first+inputsPerPage, uint32(ix.InputArcs()))
	u.inputs.write(number, first, end)[uint32(c.Arc)-first] = c.Weight
	if key := ix.keys[c.Arc]; key != none {
		u.push(ix.tail(key/2), key/2)
	}
}

// tail returns the lower rank of an arc of the hierarchy.
func (ix *Index) tail(arc uint32) uint32 {
	x, _ := slices.BinarySearchFunc(ix.nodes, arc+1, func(n Node, arc uint32) int {
		if n.Arc < arc {
			return -1
		}
		return 1
	})
	return uint32(x) - 1
}

func (u *update) push(x, arc uint32) {
	u.queue = append(u.queue, uint64(x)<<32|uint64(arc))
	for i := len(u.queue) - 1; i > 0; {
		p := (i - 1) / 2
		if u.queue[p] <= u.queue[i] {
			break
		}
		u.queue[p], u.queue[i] = u.queue[i], u.queue[p]
		i = p
	}
}

func (u *update) pop() (x, arc uint32) {
	q := u.queue
	top := q[0]
	q[0] = q[len(q)-1]
	q = q[:len(q)-1]
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(q) {
			break
		}
		if c+1 < len(q) && q[c+1] < q[c] {
			c++
		}
		if q[i] <= q[c] {
			break
		}
		q[i], q[c] = q[c], q[i]
		i = c
	}
	u.queue = q
	return uint32(top >> 32), uint32(top)
}

// run goes through the arcs by the ranks of their lower nodes: an arc depends
// on those of lower ranks only. It gives up where there are too many.
func (u *update) run() bool {
	budget := u.m.ix.Arcs()/50 + 100
	done := uint32(none)
	for len(u.queue) > 0 {
		x, arc := u.pop()
		if arc == done {
			continue
		}
		done = arc
		if budget--; budget < 0 {
			return false
		}
		old := pair{u.m.up.at(x, arc), u.m.down.at(x, arc)}
		now := u.compute(x, arc)
		if now == old {
			continue
		}
		u.set(x, arc, now)
		u.spread(x, arc, old, now)
	}
	return true
}

// compute returns the weights of an arc from those of lower ranks.
func (u *update) compute(x, arc uint32) pair {
	m, ix := u.m, u.m.ix
	node := &ix.nodes[x]
	at := node.List + arc - node.Arc
	high, level := ix.heads[at], ix.levels[at]
	sum := pair{Infinity, Infinity}
	for _, in := range ix.inputs[ix.inputAt[x]:ix.inputAt[x+1]] {
		if in.Slot/2 == level {
			sum[in.Slot&1] = min(sum[in.Slot&1], m.Weight(in.Arc))
		}
	}
	for _, d := range ix.downs[ix.downAt[x]:ix.downAt[x+1]] {
		size := d.Rest / 2
		i, ok := position(ix.heads[d.At+1:][:size], high)
		if !ok {
			continue
		}
		for z := range ix.columns(d) {
			end := ix.nodes[z+1].Arc
			up, down := m.up.of(z, end-size-1, end), m.down.of(z, end-size-1, end)
			sum[0] = min(sum[0], down[0]+up[i+1])
			sum[1] = min(sum[1], up[0]+down[i+1])
		}
	}
	return sum
}

// set gives an arc new weights.
func (u *update) set(x, arc uint32, w pair) {
	ix := u.m.ix
	number := x / ranksPerPage
	first := ix.nodes[number*ranksPerPage].Arc
	end := ix.nodes[min((number+1)*ranksPerPage, uint32(ix.Nodes()))].Arc
	u.up.write(number, first, end)[arc-first] = w[0]
	u.down.write(number, first, end)[arc-first] = w[1]
}

// spread queues the arcs that depend on one: those between its upper node and
// the others above its lower one, if the way over that was as short as the arc
// or has become shorter.
func (u *update) spread(x, arc uint32, old, now pair) {
	m, ix := u.m, u.m.ix
	node, end := &ix.nodes[x], ix.nodes[x+1].Arc
	list := ix.up(x)
	y := list[arc-node.Arc]
	ups, downs := m.up.of(x, node.Arc, end), m.down.of(x, node.Arc, end)
	for i, z := range list {
		if z == y {
			continue
		}
		leg := pair{ups[i], downs[i]}
		// there is y to z over x, and z to y
		was := pair{old[1] + leg[0], leg[1] + old[0]}
		is := pair{now[1] + leg[0], leg[1] + now[0]}
		low, high := y, z
		if z < y {
			low, high = z, y
			was[0], was[1] = was[1], was[0]
			is[0], is[1] = is[1], is[0]
		}
		j, _ := position(ix.up(low), high)
		dependent := ix.nodes[low].Arc + j
		w := pair{m.up.at(low, dependent), m.down.at(low, dependent)}
		if is[0] < w[0] || is[1] < w[1] || was[0] == w[0] && w[0] < Infinity || was[1] == w[1] && w[1] < Infinity {
			u.push(low, dependent)
		}
	}
}
