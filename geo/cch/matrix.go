package cch

// Matrix finds the lengths of shortest paths from each of many places to each
// of many others. The zero Matrix is ready. It is for one goroutine at a time,
// though it may use more itself.
type Matrix struct {
	// Workers is how many goroutines share the work of a large matrix, 0 for as
	// many as there are processors.
	Workers int

	from, to labels
	all      []*label // of both, by rank
	rows     []uint32 // of all: those of places to go from, by place
	common   []uint32 // of each in all and the next: the level from which on they are below the same ranks
	bundle   bundle
	lengths  []Weight
}

// Run returns the lengths row by row: from place i to place j at i*len(to)+j,
// Infinity where there is no path. Each place is given by its ends. The lengths
// are valid until the next call.
//
// There are two ways to do it. A label of a place is its distances to all ranks
// above it, and to compare two takes an addition for each rank above both: that
// is best where there are many places on either side. Where there are few on
// one side, or the others are near each other, a sweep down to all of the others
// serves eight at once.
func (x *Matrix) Run(m *Metric, from, to [][]End) []Weight {
	x.lengths = sized(x.lengths, len(from)*len(to))
	fillWeights(x.lengths, Infinity)
	if len(from) <= len(to) {
		x.bundle.aim(m.ix, to)
	} else {
		x.bundle.aim(m.ix, from)
	}
	if x.bundle.pays(min(len(from), len(to)), max(len(from), len(to))) {
		x.sweep(m, from, to)
	} else {
		x.compareAll(m, from, to)
	}
	return x.lengths
}

// sweep does it by bundles from the side where there are fewer.
func (x *Matrix) sweep(m *Metric, from, to [][]End) {
	few, climbs, falls, row, column := from, &m.up, &m.down, len(to), 1
	if len(from) > len(to) {
		few, climbs, falls, row, column = to, &m.down, &m.up, 1, len(to)
	}
	for first := 0; first < len(few); first += lanes {
		some := few[first:min(first+lanes, len(few))]
		x.bundle.run(m, climbs, falls, some, func(lengths *[lanes]Weight, to seed) {
			for i := range some {
				l := &x.lengths[(first+i)*row+to.end*column]
				*l = min(*l, lengths[i]+to.cost)
			}
		})
	}
}

// compareAll does it by labels.
func (x *Matrix) compareAll(m *Metric, from, to [][]End) {
	workers := atMost(x.Workers, 1+len(x.lengths)/1000)
	x.from.take(m.ix, from)
	x.to.take(m.ix, to)
	x.from.climb(m, &m.up, workers)
	x.to.climb(m, &m.down, workers)
	x.join(m.ix, len(to), workers)
}
