package cch

import "sort"

// Fan is the lengths of shortest paths between some places and all ranks above
// them, for places that are asked about again and again. It is for one metric,
// and does not change: any number of goroutines may use it.
type Fan struct {
	m      *Metric
	away   bool // paths lead from the places, not to them
	places int
	seeds  []seed
	labels []label   // by rank
	of     [][]int32 // the labels of each place
	common []uint32  // of each label and the next: the level from which on they are below the same ranks
}

// FanTo prepares the lengths of paths that lead to places, each given by its
// ends.
func (m *Metric) FanTo(places [][]End) *Fan { return newFan(m, places, false) }

// FanFrom prepares the lengths of paths that lead away from places.
func (m *Metric) FanFrom(places [][]End) *Fan { return newFan(m, places, true) }

func newFan(m *Metric, places [][]End, away bool) *Fan {
	var l labels
	l.take(m.ix, places)
	f := &Fan{m: m, away: away, places: len(places), of: make([][]int32, len(places)), seeds: l.seeds, labels: l.each}
	for i := range f.labels {
		f.of[f.labels[i].place] = append(f.of[f.labels[i].place], int32(i))
		if i > 0 {
			f.common = append(f.common, m.ix.shared(f.labels[i-1].rank, f.labels[i].rank))
		}
	}
	l.climb(m, f.side(m), atMost(0, 1+len(l.values)/4000))
	return f
}

// side returns the weights that the labels rest on: of all arcs, also those that
// no shortest path needs now, so that they can be held against others later.
func (f *Fan) side(m *Metric) *side {
	s := m.down
	if f.away {
		s = m.up
	}
	s.needed = nil
	return &s
}

// Places returns how many places the fan is of.
func (f *Fan) Places() int { return f.places }

// Ray finds the lengths between one place and those of a fan. The zero Ray is
// ready, used again and again, by one goroutine at a time.
type Ray struct {
	from labels
	one  [1][]End
}

// Run returns the length of a shortest path from the ends given to each place
// of the fan, or, if the fan is of paths that lead away, from each place to the
// ends: Infinity where there is none. It writes them to into, if that is large
// enough. It takes an addition for each rank above both, some hundreds for a
// place.
func (r *Ray) Run(f *Fan, ends []End, into []Weight) []Weight {
	return r.Among(f, ends, nil, into)
}

// Among is Run for some of the places, to the others of which no path is looked
// for: Infinity. wanted says which, by place; nil: all.
func (r *Ray) Among(f *Fan, ends []End, wanted []bool, into []Weight) []Weight {
	into = sized(into, f.places)
	fillWeights(into, Infinity)
	ix := f.m.ix
	r.one[0] = ends
	r.from.take(ix, r.one[:])
	s := &f.m.up
	if f.away {
		s = &f.m.down
	}
	r.from.climb(f.m, s, 1)
	for i := range r.from.each {
		f.against(&r.from.each[i], wanted, into)
	}
	return into
}

// Meet is Run between the ends that a ray has run from last and those of a place
// of its fan, both as they were given: from and to in the direction of the paths.
// It takes what the ray and the fan know, and climbs nowhere.
func (q *Query) Meet(r *Ray, f *Fan, place int, from, to []End) Weight {
	m := f.m
	q.m = m
	q.meet, q.length = none, Infinity
	for _, side := range []struct {
		c    *climb
		ends []End
	}{{&q.from, from}, {&q.to, to}} {
		side.c.take(m.ix, side.ends)
		side.c.dist = sized(side.c.dist, m.ix.height)
	}
	nodes := m.ix.nodes
	for i := range r.from.each {
		a := &r.from.each[i]
		for _, k := range f.of[place] {
			b := &f.labels[k]
			x, high := min(a.rank, b.rank), max(a.rank, b.rank)
			for x < high {
				x = nodes[x].Parent
			}
			for ; x != none; x = nodes[x].Parent {
				up, down := a.values[nodes[x].Level], b.values[nodes[x].Level]
				if f.away {
					up, down = down, up
				}
				if l := up + down; l < q.length || l == q.length && x < q.meet && l < Infinity {
					q.length, q.meet, q.meetFrom, q.meetTo = l, x, up, down
				}
			}
		}
	}
	return q.length
}

// against compares a label with those of the fan that are of wanted places.
func (f *Fan) against(a *label, wanted []bool, into []Weight) {
	ix := f.m.ix
	at := sort.Search(len(f.labels), func(i int) bool { return f.labels[i].rank >= a.rank })
	if at < len(f.labels) {
		level := ix.shared(a.rank, f.labels[at].rank)
		for j := at; j < len(f.labels) && int(level) < ix.height; j++ {
			f.meet(a, j, level, wanted, into)
			level = f.next(level, j)
		}
	}
	if at > 0 {
		level := ix.shared(f.labels[at-1].rank, a.rank)
		for j := at - 1; j >= 0 && int(level) < ix.height; j-- {
			f.meet(a, j, level, wanted, into)
			level = f.next(level, j-1)
		}
	}
}

// Row returns the lengths between a place of one fan and each place of another,
// which must be of the same metric and of the other direction. It writes them to
// into, if that is large enough.
func (f *Fan) Row(place int, other *Fan, into []Weight) []Weight {
	into = sized(into, other.places)
	fillWeights(into, Infinity)
	for _, i := range f.of[place] {
		other.against(&f.labels[i], nil, into)
	}
	return into
}

// Pair returns the length between a place of one fan and one of another, which
// must be of the same metric and of the other direction.
func (f *Fan) Pair(place int, other *Fan, there int) Weight {
	least := Infinity
	for _, i := range f.of[place] {
		a := &f.labels[i]
		for _, k := range other.of[there] {
			b := &other.labels[k]
			if level := f.m.ix.shared(min(a.rank, b.rank), max(a.rank, b.rank)); int(level) < f.m.ix.height {
				least = min(least, leastSum(a.values[level:], b.values[level:]))
			}
		}
	}
	return least
}

// meet compares a label with one of the fan's, which shares what is from a level
// up.
func (f *Fan) meet(a *label, j int, level uint32, wanted []bool, into []Weight) {
	b := &f.labels[j]
	if wanted != nil && !wanted[b.place] {
		return
	}
	into[b.place] = min(into[b.place], leastSum(a.values[level:], b.values[level:]))
}

// next returns the level that is left beyond the label after one, or before it.
func (f *Fan) next(level uint32, i int) uint32 {
	if 0 <= i && i < len(f.common) {
		return max(level, f.common[i])
	}
	return level
}

// Between returns the lengths from each place of a fan of paths that lead away
// to each of one of paths that lead there, row by row, as Run does. Both must
// be of the same metric.
func (x *Matrix) Between(from, to *Fan) []Weight {
	x.lengths = sized(x.lengths, from.places*to.places)
	fillWeights(x.lengths, Infinity)
	x.from.each = append(x.from.each[:0], from.labels...)
	x.to.each = append(x.to.each[:0], to.labels...)
	x.join(from.m.ix, to.places, atMost(x.Workers, 1+len(x.lengths)/1000))
	return x.lengths
}
