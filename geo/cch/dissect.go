package cch

import (
	"slices"
	"sync"
)

// dissection orders the nodes of a graph by cutting it in halves, the halves in
// halves, and so on.
type dissection struct {
	core   net
	place  [][2]float32  // by node; nil if it is not known
	tokens chan struct{} // one for each goroutine there may be besides
	spare  sync.Pool     // of *cutter
}

// smallCell is up to which size a cell is ordered node by node.
const smallCell = 400

// run returns the order.
func (d *dissection) run() []uint32 {
	n := uint32(d.core.size())
	order := make([]uint32, n)
	c := &cell{at: append(slices.Clone(d.core.at), uint32(len(d.core.to))), to: d.core.to, nodes: make([]uint32, n)}
	for v := range n {
		c.nodes[v] = v
	}
	var wg sync.WaitGroup
	d.parts(c, nil, order, &wg)
	wg.Wait()
	return order
}

// also runs a function, in a goroutine of its own if there may be one more.
func (d *dissection) also(wg *sync.WaitGroup, do func()) {
	select {
	case d.tokens <- struct{}{}:
		wg.Go(func() {
			do()
			<-d.tokens
		})
	default:
		do()
	}
}

// order orders a connected cell into as many places of out.
func (d *dissection) order(c *cell, out []uint32, wg *sync.WaitGroup) {
	if c.size() <= smallCell {
		d.byFill(c, out)
		return
	}
	last := d.separate(c)
	if len(last) == 0 {
		byNeighbours(c, out)
		return
	}
	rest := len(out) - len(last)
	for i, v := range last {
		out[rest+i] = c.nodes[v]
	}
	d.parts(c, last, out[:rest], wg)
}

// byNeighbours orders a cell that no small cut parts, as no network of roads is.
func byNeighbours(c *cell, out []uint32) {
	by := make([]uint32, c.size())
	for v := range by {
		by[v] = uint32(v)
	}
	slices.SortStableFunc(by, func(v, u uint32) int { return len(c.of(v)) - len(c.of(u)) })
	for i, v := range by {
		out[i] = c.nodes[v]
	}
}

// parts orders the connected parts of a cell without some of its nodes.
func (d *dissection) parts(c *cell, without []uint32, out []uint32, wg *sync.WaitGroup) {
	n := uint32(c.size())
	number := make([]uint32, n) // in its part
	for v := range number {
		number[v] = none
	}
	for _, v := range without {
		number[v] = cutOff
	}
	queue := make([]uint32, 0, n)
	for s := range n {
		if number[s] != none {
			continue
		}
		first := len(queue)
		number[s] = 0
		queue = append(queue, s)
		for i := first; i < len(queue); i++ {
			for _, u := range c.of(queue[i]) {
				if number[u] == none {
					number[u] = uint32(len(queue) - first)
					queue = append(queue, u)
				}
			}
		}
		part, room := c.part(queue[first:], number), out[first:len(queue)]
		d.also(wg, func() { d.order(part, room, wg) })
	}
}

// cell is a part of the graph that is to be cut in two: an undirected graph of
// its own. The edges of v are the arcs from at[v] up to at[v+1].
type cell struct {
	at    []uint32
	to    []uint32
	twin  []uint32 // by arc: the same edge the other way
	nodes []uint32 // of the whole, by node of the cell
}

func (c *cell) size() int            { return len(c.nodes) }
func (c *cell) of(v uint32) []uint32 { return c.to[c.at[v]:c.at[v+1]] }

// cutOff is the number of a node that is in no part.
const cutOff = none - 1

// part returns the cell of some nodes, which have numbers from 0 and all of
// whose neighbours are among them or cut off.
func (c *cell) part(nodes, number []uint32) *cell {
	arcs := 0
	for _, v := range nodes {
		arcs += len(c.of(v))
	}
	out := &cell{at: make([]uint32, 1, len(nodes)+1), to: make([]uint32, 0, arcs), nodes: make([]uint32, len(nodes))}
	for i, v := range nodes {
		out.nodes[i] = c.nodes[v]
		for _, u := range c.of(v) {
			if number[u] != cutOff {
				out.to = append(out.to, number[u])
			}
		}
		out.at = append(out.at, uint32(len(out.to)))
	}
	return out
}

// pair finds the twin of each arc.
func (c *cell) pair() {
	n := uint32(c.size())
	for v := range n {
		slices.Sort(c.of(v))
	}
	// The arcs into a node are met by rising tails, as which its own arcs are
	// sorted too.
	c.twin = make([]uint32, len(c.to))
	next := slices.Clone(c.at[:n])
	for v := range n {
		for a := c.at[v]; a < c.at[v+1]; a++ {
			u := c.to[a]
			c.twin[a] = next[u]
			next[u]++
		}
	}
}
