package mvt

import "math"

// A tile that would be too large is written again with fewer features. Those of
// one layer and kind of geometry make a group; each group has an equal share of
// the budget, and what small ones leave goes to the others.
//
// In a group the most important come first. Of those that are as important, the
// large ones come first, by size, and the others are spread: the tile is divided
// into squares, and the best of each square come first, then the second of each,
// and so on. So what is sparse stays, and what is dense becomes less so. Squares
// are the same for neighbouring tiles, and ties are broken by position, so that
// neighbours choose alike; and where the share ends among the nth of the squares,
// all of these are left out, if that does not cost half of it.

// thinning is the memory of it.
type thinning struct {
	groups     []*group
	candidates []candidate
	counts     []int32 // of each square
}

// budget is what a tile may have, or what a part of it has.
type budget struct {
	bytes, vertices int
}

func (b budget) minus(c budget) budget { return budget{b.bytes - c.bytes, b.vertices - c.vertices} }
func (b budget) part(n int) budget     { return budget{b.bytes / n, b.vertices / n} }
func (b budget) over(c budget) bool    { return b.bytes > c.bytes || b.vertices > c.vertices }

func (e *encoder) budget() budget {
	b := budget{e.o.MaxBytes, e.o.MaxVertices}
	if b.bytes == 0 {
		b.bytes = math.MaxInt
	}
	if b.vertices == 0 {
		b.vertices = math.MaxInt
	}
	return b
}

// cost is what a layer takes of the budget.
func (l *layer) cost() budget {
	if len(l.written) == 0 {
		return budget{}
	}
	const fields = 16 // version, extent and the lengths of layer and name
	return budget{fields + len(l.Name) + l.keySize + l.dict.size + len(l.body), l.report.Vertices}
}

// group is a layer's features of one kind, in the order in which they are
// chosen.
type group struct {
	layer   *layer
	chosen  []candidate
	next    int // what follows was not asked yet
	dropped int
	ended   bool
}

// square is the side of a square in cells, a sixty-fourth of the usual tile.
const square = 64

// thin writes as many features as the budget holds.
func (e *encoder) thin(layers []*layer) {
	left := e.budget()
	groups := e.rank(layers, left)
	var open []*group
	for range 2 { // the second time, what others have left
		open = open[:0]
		for _, g := range groups {
			if !g.ended && g.next < len(g.chosen) {
				open = append(open, g)
			}
		}
		for k, g := range open {
			before := g.layer.cost()
			e.fillGroup(g, left.part(len(open)-k))
			left = left.minus(g.layer.cost().minus(before))
		}
	}
	for _, g := range groups {
		g.layer.report.Dropped.Budget += g.dropped + len(g.chosen) - g.next
	}
}

// fillGroup writes features of a group until its share is used up.
func (e *encoder) fillGroup(g *group, share budget) {
	l := g.layer
	start := l.progress()
	level, levelAt := start, g.next
	for ; g.next < len(g.chosen); g.next++ {
		c := &g.chosen[g.next]
		if g.next > 0 && (c.level != g.chosen[g.next-1].level || c.first != g.chosen[g.next-1].first) {
			level, levelAt = l.progress(), g.next
		}
		before := l.progress()
		if e.writeWithin(l, c, start, share) {
			continue
		}
		l.undo(before)
		if before.written == start.written {
			g.dropped++ // alone more than the share
			continue
		}
		if c.level > 0 && (2*(level.vertices-start.vertices) >= share.vertices || 2*(level.size-start.size) >= share.bytes) {
			l.undo(level)
			g.next, g.ended = levelAt, true
		}
		return
	}
}

// writeWithin writes a feature if the group keeps its share with it. The first
// of a group may be simplified more than is asked for rather than be left out.
func (e *encoder) writeWithin(l *layer, c *candidate, start progress, share budget) bool {
	defer func(t float64) { e.tolerance = t }(e.tolerance)
	before := l.progress()
	for {
		e.write(l, int(c.index))
		used := budget{l.cost().bytes - start.size, l.report.Vertices - start.vertices}
		if !used.over(share) {
			return true
		}
		if before.written != start.written || e.tolerance >= 32 {
			return false
		}
		l.undo(before)
		e.tolerance = max(1, 2*e.tolerance)
	}
}

// progress is how far a layer is written.
type progress struct {
	body, written, used, keySize, values int
	size, vertices                       int
	report                               Report
}

func (l *layer) progress() progress {
	return progress{len(l.body), len(l.written), len(l.used), l.keySize, len(l.dict.list), l.cost().bytes, l.report.Vertices, l.report}
}

// undo goes back to where a layer was.
func (l *layer) undo(m progress) {
	l.body, l.written, l.keySize, l.report = l.body[:m.body], l.written[:m.written], m.keySize, m.report
	for _, c := range l.used[m.used:] {
		l.keys[c] = -1
	}
	l.used = l.used[:m.used]
	l.dict.cut(m.values)
}
