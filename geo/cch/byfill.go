package cch

import (
	"math"
	"math/bits"
)

// byFill orders a small cell by contracting, again and again, the node that
// adds the fewest arcs, and of those the one with the fewest neighbours. The
// nodes about the cell, which come later, count as neighbours too.
func (d *dissection) byFill(c *cell, out []uint32) {
	r := d.neighbours(c)
	costs := make([]uint64, c.size()) // math.MaxUint64 where a node has been contracted
	for v := range costs {
		costs[v] = r.cost(v)
	}
	stale := rows{make([]uint64, (c.size()+63)/64), (c.size() + 63) / 64, c.size()}
	for o := range out {
		best := 0
		for v, cost := range costs {
			if cost < costs[best] {
				best = v
			}
		}
		costs[best] = math.MaxUint64
		out[o] = c.nodes[best]
		// What a node adds changes where its neighbours, or what they know of
		// each other, do.
		clear(stale.bits)
		r.each(best, func(u int) {
			stale.set(0, uint32(u))
			r.each(u, func(w int) { stale.set(0, uint32(w)) })
		})
		r.contract(best)
		stale.each(0, func(u int) {
			if u != best {
				costs[u] = r.cost(u)
			}
		})
	}
}

// neighbours returns those of a cell's nodes. Nodes about the cell have numbers
// after its own, and no row.
func (d *dissection) neighbours(c *cell) rows {
	n := c.size()
	number := make(map[uint32]uint32, 2*n)
	for i, v := range c.nodes {
		number[v] = uint32(i)
	}
	for _, v := range c.nodes {
		for _, u := range d.core.of(v) {
			if _, ok := number[u]; !ok {
				number[u] = uint32(len(number))
			}
		}
	}
	r := makeRows(n, len(number))
	for i, v := range c.nodes {
		for _, u := range d.core.of(v) {
			r.set(i, number[u])
		}
	}
	return r
}

// rows are sets of numbers, as bits.
type rows struct {
	bits  []uint64
	words int // each has so many
	n     int
}

func makeRows(n, columns int) rows {
	words := (columns + 63) / 64
	return rows{make([]uint64, n*words), words, n}
}

func (r rows) of(v int) []uint64 { return r.bits[v*r.words:][:r.words] }

func (r rows) set(v int, u uint32) { r.of(v)[u/64] |= 1 << (u % 64) }

// cost returns how many pairs of neighbours of v do not know each other, and
// below that how many neighbours there are.
func (r rows) cost(v int) uint64 {
	row := r.of(v)
	neighbours, pairs := 0, 0
	for _, w := range row {
		neighbours += bits.OnesCount64(w)
	}
	r.each(v, func(u int) {
		for i, w := range r.of(u) {
			pairs += bits.OnesCount64(row[i] &^ w)
		}
		pairs-- // u itself
	})
	return uint64(pairs)<<32 | uint64(neighbours)
}

// each visits the numbers in v's set that have a row.
func (r rows) each(v int, visit func(u int)) {
	for i, w := range r.of(v) {
		for ; w != 0; w &= w - 1 {
			if u := 64*i + bits.TrailingZeros64(w); u < r.n {
				visit(u)
			}
		}
	}
}

// contract joins the neighbours of v and takes v away.
func (r rows) contract(v int) {
	row := r.of(v)
	r.each(v, func(u int) {
		to := r.of(u)
		for i, w := range row {
			to[i] |= w
		}
		to[u/64] &^= 1 << (u % 64)
		to[v/64] &^= 1 << (v % 64)
	})
}
