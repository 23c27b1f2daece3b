package cch

import (
	"slices"
	"sync"
)

// directions is in how many a cell is cut, to take the best cut.
const directions = 8

// pinned is the share of a cell's nodes at either end of a direction that a cut
// leaves on their sides. With less there are more cuts to choose from, and they
// take longer to find.
const pinned = 0.2

// bisection is a cut in two.
type bisection struct {
	side  []uint32 // the nodes of one side
	cut   int      // edges between the sides
	pairs int      // pairs of a node on the one side and one on the other; 0 if there is no cut
}

// better reports whether a cut has fewer edges than another for each pair of
// nodes that it parts. To count, as is usual, the nodes of the smaller side
// instead makes cuts more lopsided, and hierarchies of the roads of Luxembourg,
// Delaware and Heidelberg up to a tenth larger.
func (b bisection) better(o bisection) bool {
	return b.pairs > 0 && (o.pairs == 0 || float64(b.cut)*float64(o.pairs) < float64(o.cut)*float64(b.pairs))
}

// most returns how many edges a cut of n nodes can have at most if it is to be
// as good, or one more. None with more edges than nodes is any good.
func (b bisection) most(n int) int {
	if b.pairs == 0 {
		return n
	}
	return int(float64(b.cut)*float64(n/2)*float64(n-n/2)/float64(b.pairs)) + 1
}

// separate returns nodes without which a cell falls apart.
func (d *dissection) separate(c *cell) []uint32 {
	c.pair()
	line := d.lines(c)
	var found [directions]bisection
	var mu sync.Mutex
	var best bisection // of those that are done: it only saves work, and decides nothing
	try := func(i int) {
		k, _ := d.spare.Get().(*cutter)
		if k == nil {
			k = new(cutter)
		}
		mu.Lock()
		bound := best
		mu.Unlock()
		k.line = sized(k.line, c.size())
		line(i, k.line)
		found[i] = k.bisect(c, bound)
		mu.Lock()
		if found[i].better(best) {
			best = found[i]
		}
		mu.Unlock()
		d.spare.Put(k)
	}
	var wg sync.WaitGroup
	for i := range directions {
		if c.size() > 2000 {
			d.also(&wg, func() { try(i) })
		} else {
			try(i)
		}
	}
	wg.Wait()
	first := found[0]
	for _, b := range found[1:] {
		if b.better(first) {
			first = b
		}
	}
	return cover(c, first.side)
}

// bisect returns the best cut along a line, or none if none is as good as
// bound.
func (k *cutter) bisect(c *cell, bound bisection) bisection {
	n := c.size()
	k.reset(c)
	k.byLine = sized(k.byLine, n)
	for v := range k.byLine {
		k.byLine[v] = uint32(v)
	}
	ends := max(1, int(pinned*float64(n)))
	k.lowest(k.byLine, ends)
	k.lowest(k.byLine[ends:], n-2*ends)
	for _, v := range k.byLine[:ends] {
		k.own(&k.sides[0], v)
	}
	for _, v := range k.byLine[n-ends:] {
		k.own(&k.sides[1], v)
	}
	var best bisection
	most := bound.most(n)
	if !k.fill(most) {
		return best
	}
	var side, size int // of the best
	// To move a cut takes about as much as to look at the cell once. On graphs
	// that are no roads it can take far more, and is not gone on with.
	for k.work < 20*(n+len(c.to)) {
		i := k.smaller()
		s, t := &k.sides[i], &k.sides[1-i]
		k.absorb(s)
		if b := (bisection{cut: k.value, pairs: len(s.owned) * (n - len(s.owned))}); b.better(best) {
			best, side, size = b, i, len(s.owned)
			most = min(most, b.most(n))
		}
		if 2*len(s.owned) >= n {
			break
		}
		if p, ok := k.choose(s, t); !ok || !k.pierce(s, t, p, most) {
			break
		}
		k.work += len(s.rim)
	}
	best.side = slices.Clone(k.sides[side].owned[:size])
	return best
}

// smaller returns the side that gets to fewer nodes.
func (k *cutter) smaller() int {
	if k.sides[1].size() < k.sides[0].size() {
		return 1
	}
	return 0
}

// choose returns the node that a side takes next: if there is one, one that the
// other does not get to, so that no unit more is needed, and of several the
// nearest to the side's end of the line.
func (k *cutter) choose(s, t *front) (uint32, bool) {
	var best uint32
	found := false
	for _, a := range s.rim {
		v := k.c.to[a]
		if t.mark[v] == owned {
			continue
		}
		if !found || t.mark[v] < t.mark[best] || t.mark[v] == t.mark[best] && k.along(s, v) < k.along(s, best) {
			best, found = v, true
		}
	}
	return best, found
}

// along is how far a node is from a side's end of the line.
func (k *cutter) along(s *front, v uint32) float32 { return k.line[v] * float32(s.dir) }

// lowest brings those of some nodes that are lowest on the line to the front
// (Hoare's selection). Of those that are equal the lesser node is lower.
func (k *cutter) lowest(nodes []uint32, count int) {
	line := k.line
	less := func(v, u uint32) bool { return line[v] < line[u] || line[v] == line[u] && v < u }
	for len(nodes) > 1 && 0 < count && count < len(nodes) {
		a, b, c := nodes[0], nodes[len(nodes)/2], nodes[len(nodes)-1]
		if less(b, a) {
			a, b = b, a
		}
		if less(c, b) {
			b = c
			if less(b, a) {
				b = a
			}
		}
		i, j := 0, len(nodes)-1
		for i <= j {
			for less(nodes[i], b) {
				i++
			}
			for less(b, nodes[j]) {
				j--
			}
			if i <= j {
				nodes[i], nodes[j] = nodes[j], nodes[i]
				i++
				j--
			}
		}
		switch { // all before j+1 are at most b, all from i on at least
		case count <= j:
			nodes = nodes[:j+1]
		case count >= i:
			nodes = nodes[i:]
			count -= i
		default:
			return
		}
	}
}
