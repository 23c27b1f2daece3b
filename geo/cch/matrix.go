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
	common   []uint32 // of each in all and the next: how many ranks are above both or either's own
	lengths  []Weight
}

// Run returns the lengths row by row: from place i to place j at i*len(to)+j,
// Infinity where there is no path. Each place is given by its ends. The lengths
// are valid until the next call.
//
// There are two ways to do it. A label of a place is its distances to all ranks
// above it, and to compare two takes an addition for each rank above both: that
// is best where there are many places on either side. Where there are few on
// one side, a sweep down to all of the other serves eight of them.
func (x *Matrix) Run(m *Metric, from, to [][]End) []Weight {
	x.lengths = sized(x.lengths, len(from)*len(to))
	fillWeights(x.lengths, Infinity)
	workers := atMost(x.Workers, 1+len(x.lengths)/1000)
	x.from.take(m.ix, from)
	x.to.take(m.ix, to)
	x.from.climb(m, &m.up, workers)
	x.to.climb(m, &m.down, workers)
	x.join(m.ix, len(to), workers)
	return x.lengths
}
