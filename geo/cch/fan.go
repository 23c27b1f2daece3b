package cch

import "sort"

// Fan is the lengths of shortest paths between some places and all ranks above
// them, for places that are asked about again and again. It is for one metric,
// and does not change: any number of goroutines may use it.
type Fan struct {
	m      *Metric
	away   bool // paths lead from the places, not to them
	places int
	labels []label  // by rank
	common []uint32 // of each label and the next: the level from which on they are below the same ranks
}

// FanTo prepares the lengths of paths that lead to places, each given by its
// ends.
func (m *Metric) FanTo(places [][]End) *Fan { return newFan(m, places, false) }

// FanFrom prepares the lengths of paths that lead away from places.
func (m *Metric) FanFrom(places [][]End) *Fan { return newFan(m, places, true) }

func newFan(m *Metric, places [][]End, away bool) *Fan {
	var l labels
	l.take(m.ix, places)
	f := &Fan{m: m, away: away, places: len(places)}
	s := &m.down
	if away {
		s = &m.up
	}
	l.climb(m, s, atMost(0, 1+len(l.values)/4000))
	f.labels = l.each
	for i := 1; i < len(f.labels); i++ {
		f.common = append(f.common, m.ix.shared(f.labels[i-1].rank, f.labels[i].rank))
	}
	return f
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
		a := &r.from.each[i]
		at := sort.Search(len(f.labels), func(i int) bool { return f.labels[i].rank >= a.rank })
		if at < len(f.labels) {
			level := ix.shared(a.rank, f.labels[at].rank)
			for j := at; j < len(f.labels) && int(level) < ix.height; j++ {
				f.meet(a, j, level, into)
				level = f.next(level, j)
			}
		}
		if at > 0 {
			level := ix.shared(f.labels[at-1].rank, a.rank)
			for j := at - 1; j >= 0 && int(level) < ix.height; j-- {
				f.meet(a, j, level, into)
				level = f.next(level, j-1)
			}
		}
	}
	return into
}

// meet compares a label with one of the fan's, which shares what is from a level
// up.
func (f *Fan) meet(a *label, j int, level uint32, into []Weight) {
	b := &f.labels[j]
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
