package cch

import (
	"cmp"
	"slices"
)

// labels are the distances between places and all ranks above them.
type labels struct {
	ends   climb
	seeds  []seed
	each   []label
	values []Weight
}

// label is of a place, or of those of its ends that lie on one path to the root.
type label struct {
	rank   uint32 // of the lowest end
	place  int32
	row    bool     // of the places to go from
	first  uint32   // of its seeds
	last   uint32   // after them
	values []Weight // by depth
}

// take finds out which labels there are.
func (l *labels) take(ix *Index, places [][]End) {
	l.seeds, l.each = l.seeds[:0], l.each[:0]
	size := 0
	for p, ends := range places {
		l.ends.take(ix, ends)
		for i, s := range l.ends.ends {
			l.seeds = append(l.seeds, s)
			if i == 0 || !ix.below(l.ends.ends[i-1].rank, s.rank) {
				l.each = append(l.each, label{rank: s.rank, place: int32(p), first: uint32(len(l.seeds) - 1)})
				size += int(ix.nodes[s.rank].Depth) + 1
			}
			l.each[len(l.each)-1].last = uint32(len(l.seeds))
		}
	}
	l.values = sized(l.values, size)
	slices.SortFunc(l.each, func(a, b label) int { return cmp.Compare(a.rank, b.rank) })
	free := l.values
	for i := range l.each {
		n := int(ix.nodes[l.each[i].rank].Depth) + 1
		l.each[i].values, free = free[:n:n], free[n:]
	}
}

// below reports whether a rank is another or below it.
func (ix *Index) below(x, y uint32) bool {
	for x < y {
		x = ix.nodes[x].Parent
	}
	return x == y
}

// climb computes the labels.
func (l *labels) climb(m *Metric, s *side, workers int) {
	if workers == 1 {
		for i := range l.each {
			l.ascend(m, s, i)
		}
		return
	}
	share(len(l.each), workers, func(i int) { l.ascend(m, s, i) })
}

func (l *labels) ascend(m *Metric, s *side, i int) {
	a := &l.each[i]
	ascend(m, s, l.seeds[a.first:a.last], a.values)
}

// ascend finds the distances to all ranks above seeds on one path to the root.
func ascend(m *Metric, s *side, seeds []seed, dist []Weight) {
	fillWeights(dist, Infinity)
	for x := seeds[0].rank; x != none; x = m.ix.nodes[x].Parent {
		for ; len(seeds) > 0 && seeds[0].rank == x; seeds = seeds[1:] {
			d := &dist[m.ix.nodes[x].Depth]
			*d = min(*d, seeds[0].cost)
		}
		relax(m, s, x, dist, Infinity)
	}
}

// join compares the labels of both sides.
func (x *Matrix) join(ix *Index, width, workers int) {
	x.all = x.all[:0]
	for i := range x.from.each {
		x.from.each[i].row = true
		x.all = append(x.all, &x.from.each[i])
	}
	for i := range x.to.each {
		x.all = append(x.all, &x.to.each[i])
	}
	slices.SortFunc(x.all, func(a, b *label) int { return cmp.Compare(a.rank, b.rank) })
	x.common = x.common[:0]
	for i := 1; i < len(x.all); i++ {
		x.common = append(x.common, ix.shared(x.all[i-1].rank, x.all[i].rank))
	}
	x.rows = x.rows[:0]
	for i, a := range x.all {
		if a.row {
			x.rows = append(x.rows, uint32(i))
		}
	}
	slices.SortFunc(x.rows, func(a, b uint32) int { return cmp.Compare(x.all[a].place, x.all[b].place) })
	if workers == 1 {
		for i := range x.rows {
			x.fill(i, width)
		}
		return
	}
	share(len(x.rows), workers, func(i int) { x.fill(i, width) })
}

// fill finds the lengths from a place, if the label given is its first.
func (x *Matrix) fill(i, width int) {
	place := x.all[x.rows[i]].place
	if i > 0 && x.all[x.rows[i-1]].place == place {
		return
	}
	row := x.lengths[int(place)*width:][:width]
	for _, r := range x.rows[i:] {
		if x.all[r].place != place {
			break
		}
		x.compare(int(r), row)
	}
}

// shared returns how many ranks are above both of two, the lesser first, or are
// one of them and above the other. They are the first of either by depth.
func (ix *Index) shared(low, high uint32) uint32 {
	for low < high {
		low = ix.nodes[low].Parent
	}
	if low == none {
		return 0
	}
	return ix.nodes[low].Depth + 1
}

// compare finds the lengths from a place. Ranks are a postorder: what one
// shares with a second it shares with all between.
func (x *Matrix) compare(i int, row []Weight) {
	from := x.all[i].values
	n := uint32(len(from))
	for j := i + 1; j < len(x.all); j++ {
		if n = min(n, x.common[j-1]); n == 0 {
			break
		}
		if b := x.all[j]; !b.row {
			row[b.place] = min(row[b.place], meet(from[:n], b.values))
		}
	}
	n = uint32(len(from))
	for j := i - 1; j >= 0; j-- {
		if n = min(n, x.common[j]); n == 0 {
			break
		}
		if b := x.all[j]; !b.row {
			row[b.place] = min(row[b.place], meet(from[:n], b.values))
		}
	}
}

// meet returns the least sum of two distances at a depth.
func meet(a, b []Weight) Weight {
	b = b[:len(a)]
	least := [4]Weight{Infinity, Infinity, Infinity, Infinity}
	for len(a) >= 4 && len(b) >= 4 {
		least[0] = min(least[0], a[0]+b[0])
		least[1] = min(least[1], a[1]+b[1])
		least[2] = min(least[2], a[2]+b[2])
		least[3] = min(least[3], a[3]+b[3])
		a, b = a[4:], b[4:]
	}
	for i, d := range a {
		least[0] = min(least[0], d+b[i])
	}
	return min(least[0], least[1], least[2], least[3])
}
