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
	level  uint32 // of that
	place  int32
	row    bool     // of the places to go from
	first  uint32   // of its seeds
	last   uint32   // after them
	values []Weight // by level, from that of the rank up
}

// take finds out which labels there are.
func (l *labels) take(ix *Index, places [][]End) {
	l.seeds, l.each = l.seeds[:0], l.each[:0]
	for p, ends := range places {
		l.ends.take(ix, ends)
		for i, s := range l.ends.ends {
			l.seeds = append(l.seeds, s)
			if i == 0 || !ix.below(l.ends.ends[i-1].rank, s.rank) {
				l.each = append(l.each, label{rank: s.rank, level: ix.nodes[s.rank].Level, place: int32(p), first: uint32(len(l.seeds) - 1)})
			}
			l.each[len(l.each)-1].last = uint32(len(l.seeds))
		}
	}
	slices.SortFunc(l.each, func(a, b label) int { return cmp.Compare(a.rank, b.rank) })
	l.values = sized(l.values, len(l.each)*ix.height)
	for i := range l.each {
		l.each[i].values = l.values[i*ix.height:][:ix.height]
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
	l.ends.set(m, s)
	if workers == 1 {
		for i := range l.each {
			l.ascend(&l.ends.climber, &l.each[i])
		}
		return
	}
	share(len(l.each), workers, func() func(i int) {
		var c climber
		c.set(m, s)
		return func(i int) { l.ascend(&c, &l.each[i]) }
	})
}

// ascend finds the distances to all ranks above a label's seeds.
func (l *labels) ascend(c *climber, a *label) {
	ix := c.m.ix
	c.dist = a.values
	fillWeights(c.dist[a.level:], Infinity)
	seeds := l.seeds[a.first:a.last]
	for x := a.rank; x != none; {
		for ; len(seeds) > 0 && seeds[0].rank == x; seeds = seeds[1:] {
			d := &c.dist[ix.nodes[x].Level]
			*d = min(*d, seeds[0].cost)
		}
		limit := none
		if len(seeds) > 0 {
			limit = seeds[0].rank
		}
		end := ix.run(x, limit)
		c.relax(x, end, Infinity)
		x = ix.nodes[end-1].Parent
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
	share(len(x.rows), workers, func() func(i int) { return func(i int) { x.fill(i, width) } })
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

// shared returns the level from which on two ranks, the lesser first, have the
// same ranks above them or are one of those.
func (ix *Index) shared(low, high uint32) uint32 {
	for low < high {
		low = ix.nodes[low].Parent
	}
	if low == none {
		return uint32(ix.height)
	}
	return ix.nodes[low].Level
}

// compare finds the lengths from a place. Ranks are a postorder: what one
// shares with a second it shares with all between.
func (x *Matrix) compare(i int, row []Weight) {
	a := x.all[i]
	height := uint32(len(a.values))
	level := a.level
	for j := i + 1; j < len(x.all); j++ {
		if level = max(level, x.common[j-1]); level == height {
			break
		}
		a.meet(x.all[j], level, row)
	}
	level = a.level
	for j := i - 1; j >= 0; j-- {
		if level = max(level, x.common[j]); level == height {
			break
		}
		a.meet(x.all[j], level, row)
	}
}

// meet finds the length to a place that shares what is from a level up.
func (a *label) meet(b *label, level uint32, row []Weight) {
	if !b.row {
		row[b.place] = min(row[b.place], leastSum(a.values[level:], b.values[level:]))
	}
}
