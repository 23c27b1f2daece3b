package mvt

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/paulmach/orb"
)

// candidate is a feature to choose or not.
type candidate struct {
	first, second uint64 // the order among likes: the less is the better
	index         int32
	place         int32 // its square
	level         int32 // how many of its square are better; -1 if it is larger than one
}

func compareCandidates(a, b candidate) int {
	if a.first != b.first {
		return cmp.Compare(a.first, b.first)
	}
	return cmp.Or(cmp.Compare(a.second, b.second), cmp.Compare(a.index, b.index))
}

// rank lists the groups, the smallest first.
func (e *encoder) rank(layers []*layer, limit budget) []*group {
	n := 0
	for _, l := range layers {
		l.reset()
		var kinds [Polygons + 1]*group
		for i := range l.Len {
			kind, c, ok := e.candidate(l, i)
			if !ok {
				continue
			}
			if kinds[kind] == nil {
				if n == len(e.groups) {
					e.groups = append(e.groups, new(group))
				}
				*e.groups[n] = group{layer: l, chosen: e.groups[n].chosen[:0]}
				kinds[kind] = e.groups[n]
				n++
			}
			kinds[kind].chosen = append(kinds[kind].chosen, c)
		}
	}
	groups := e.groups[:n]
	most := min(limit.vertices, limit.bytes/leastFeature)
	for _, g := range groups {
		e.order(g, most)
	}
	slices.SortStableFunc(groups, func(g, h *group) int { return len(g.chosen) - len(h.chosen) })
	return groups
}

// leastFeature is the length of a feature of one point without tags, in bytes.
const leastFeature = 9

// squares counts the squares in a row: those of the tile and two on each side.
func (e *encoder) squares() int { return (e.o.Extent+square-1)/square + 4 }

// candidate looks at a feature from afar. It is false for one that is not here.
func (e *encoder) candidate(l *layer, i int) (Kind, candidate, bool) {
	f := l.At(i)
	c := candidate{index: int32(i), level: -1}
	where, bound, ok := e.win.place(&f, &l.report)
	if !ok {
		return Unknown, c, false
	}
	shift := float64(where.first) * 360
	low, high := orb.Point{bound.Min[0] + shift, bound.Min[1]}, orb.Point{bound.Max[0] + shift, bound.Max[1]}
	size := 0.0
	if low != high {
		a, b := e.win.far(low), e.win.far(high)
		size = max(math.Abs(b[0]-a[0]), math.Abs(b[1]-a[1]))
	}
	if size < square {
		c.level = 0
		q := e.win.far(orb.Point{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2})
		n := e.squares()
		col := min(max(int(math.Floor(q[0]/square))+2, 0), n-1)
		row := min(max(int(math.Floor(q[1]/square))+2, 0), n-1)
		c.place = int32(row*n + col)
	}
	c.first = ^ordered(f.Importance)
	c.second = ^uint64(math.Float32bits(float32(size)))<<32 | uint64(mix(bound.Min))
	return kindOf(f.Geometry), c, true
}

// kindOf returns what a geometry is drawn as; Unknown is a mixture.
func kindOf(g orb.Geometry) Kind {
	switch g.(type) {
	case orb.Point, orb.MultiPoint:
		return Points
	case orb.LineString, orb.MultiLineString:
		return Lines
	case orb.Collection:
		return Unknown
	default:
		return Polygons
	}
}

// far is grid for positions that may be anywhere: those outside the box count as
// on its edge.
func (w *window) far(p orb.Point) orb.Point {
	return w.grid(orb.Point{
		min(max(p[0], w.box.Min[0]), w.box.Max[0]),
		min(max(p[1], w.box.Min[1]), w.box.Max[1]),
	})
}

// ordered returns a number that grows with v.
func ordered(v float64) uint64 {
	b := math.Float64bits(v)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

// mix scatters positions, the same way in each tile.
func mix(p orb.Point) uint32 {
	h := math.Float64bits(p[0])*0x9E3779B97F4A7C15 ^ bits.RotateLeft64(math.Float64bits(p[1])*0xC2B2AE3D27D4EB4F, 32)
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> 32)
}

// order puts the candidates of a group in the order in which they are chosen,
// and drops those that have no chance where only most are.
func (e *encoder) order(g *group, most int) {
	all := g.chosen
	least, greatest := uint64(math.MaxUint64), uint64(0)
	for i := range all {
		least, greatest = min(least, all[i].first), max(greatest, all[i].first)
	}
	if least != greatest {
		all = all[:mostImportant(all, most)]
		slices.SortFunc(all, func(a, b candidate) int { return cmp.Compare(a.first, b.first) })
	}
	kept := 0
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].first == all[i].first {
			j++
		}
		kept += copy(all[kept:], e.spread(all[i:j], most-kept))
		i = j
	}
	g.dropped += len(g.chosen) - kept
	g.chosen = all[:kept]
}

// mostImportant moves the most important to the front, and of the least of them
// all that are as important. It returns how many these are.
func mostImportant(all []candidate, most int) int {
	if len(all) <= most || most <= 0 {
		return min(len(all), max(most, 0))
	}
	selectBest(all, most)
	last := uint64(0)
	for _, c := range all[:most] {
		last = max(last, c.first)
	}
	n := most
	for i := most; i < len(all); i++ {
		if all[i].first == last {
			all[i], all[n] = all[n], all[i]
			n++
		}
	}
	return n
}

// spread orders candidates of one importance: the large ones by size, then the
// best of each square, then the second of each, and so on. It returns no fewer
// than most of them, if there are so many.
func (e *encoder) spread(all []candidate, most int) []candidate {
	large := 0
	for i := range all {
		if all[i].level < 0 {
			all[i], all[large] = all[large], all[i]
			large++
		}
	}
	slices.SortFunc(all[:large], compareCandidates)
	small := all[large:]
	if large >= most {
		return all[:max(most, 0)]
	}
	each := e.bySquare(small, most-large)
	kept := 0
	for i := 0; i < len(small); {
		j := i + 1
		for j < len(small) && small[j].place == small[i].place {
			j++
		}
		best := small[i:j]
		if len(best) > each {
			selectBest(best, each)
			best = best[:each]
		}
		slices.SortFunc(best, compareCandidates)
		for level, c := range best {
			c.level = int32(level)
			small[kept] = c
			kept++
		}
		i = j
	}
	slices.SortFunc(small[:kept], func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.level, b.level), compareCandidates(a, b))
	})
	return all[:large+kept]
}

// bySquare sorts candidates by their squares, and returns how many of each may
// stay so that at least most stay of all.
func (e *encoder) bySquare(cs []candidate, most int) int {
	if len(cs) <= most && len(cs) < 1024 {
		slices.SortFunc(cs, func(a, b candidate) int { return cmp.Compare(a.place, b.place) })
		return len(cs)
	}
	n := e.squares()
	e.counts = slices.Grow(e.counts[:0], n*n)[:n*n]
	clear(e.counts)
	for i := range cs {
		e.counts[cs[i].place]++
	}
	each := fairest(e.counts, most)
	sum := int32(0)
	for i, c := range e.counts {
		e.counts[i] = sum
		sum += c
	}
	e.candidates = append(e.candidates[:0], cs...)
	for _, c := range e.candidates {
		cs[e.counts[c.place]] = c
		e.counts[c.place]++
	}
	return each
}

// fairest returns how many of each square may stay so that at least most stay of
// all, or all.
func fairest(counts []int32, most int) int {
	low, high := 0, int(slices.Max(counts))
	for low < high {
		mid := (low + high) / 2
		sum := 0
		for _, c := range counts {
			sum += min(int(c), mid)
		}
		if sum >= most {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// selectBest moves the best n to the front, in no order.
func selectBest(cs []candidate, n int) {
	for len(cs) > 1 && n > 0 && n < len(cs) {
		// The median of three as the middle.
		a, b, c := cs[0], cs[len(cs)/2], cs[len(cs)-1]
		if compareCandidates(b, a) < 0 {
			a, b = b, a
		}
		if compareCandidates(c, b) < 0 {
			b = c
			if compareCandidates(b, a) < 0 {
				b = a
			}
		}
		i, j := 0, len(cs)-1
		for i <= j {
			for compareCandidates(cs[i], b) < 0 {
				i++
			}
			for compareCandidates(b, cs[j]) < 0 {
				j--
			}
			if i <= j {
				cs[i], cs[j] = cs[j], cs[i]
				i++
				j--
			}
		}
		switch {
		case n <= j+1:
			cs = cs[:j+1]
		case n > i:
			cs, n = cs[i:], n-i
		default:
			return
		}
	}
}
