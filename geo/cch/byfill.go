package cch

import (
	"math/bits"
	"slices"
)

// byFill orders a small cell by contracting, again and again, the node that
// adds the fewest arcs. The nodes about the cell, which come later, count as
// neighbours too.
func (d *dissection) byFill(c *cell, out []uint32) {
	n := uint32(c.size())
	number := make(map[uint32]uint32, 2*n) // of nodes of the whole, those about the cell after its own
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
	rows := makeRows(int(n), len(number))
	for i, v := range c.nodes {
		for _, u := range d.core.of(v) {
			rows.set(i, number[u])
		}
	}
	done := make([]bool, n)
	for o := range out {
		best, least := -1, [2]int{}
		for v := range int(n) {
			if done[v] {
				continue
			}
			pairs, neighbours := rows.fill(v)
			if s := [2]int{pairs, neighbours}; best < 0 || slices.Compare(s[:], least[:]) < 0 {
				best, least = v, s
			}
		}
		done[best] = true
		out[o] = c.nodes[best]
		rows.contract(best)
	}
}

// rows is the neighbours of a few nodes, as bits.
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

// fill returns how many pairs of neighbours of v do not know each other yet,
// and how many neighbours there are.
func (r rows) fill(v int) (pairs, neighbours int) {
	row := r.of(v)
	for _, w := range row {
		neighbours += bits.OnesCount64(w)
	}
	r.each(v, func(u int) {
		for i, w := range r.of(u) {
			pairs += bits.OnesCount64(row[i] &^ w)
		}
		pairs-- // u itself
	})
	return pairs, neighbours
}

// each visits the neighbours of v that have a row.
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
