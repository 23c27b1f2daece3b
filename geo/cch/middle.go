package cch

import "sync/atomic"

// middles remembers over which ranks some arcs of the hierarchy lead, of those
// for which that is long looked for: few, near the root, and on most paths. It
// is of one metric, so that what it says is what would be found; any number of
// goroutines may use it. What falls on the place of another takes it.
type middles struct {
	slots []atomic.Uint64 // the arc's key, and 1 more than the rank; 0: nothing
}

const (
	mostMiddles = 1 << 16 // a power of two
	longLooked  = 16      // of so many supernodes below an arc, it pays to remember
)

// newMiddles returns room for what an index of some arcs needs.
func newMiddles(arcs int) *middles {
	size := 1
	for size < 2*arcs && size < mostMiddles {
		size *= 2
	}
	return &middles{make([]atomic.Uint64, size)}
}

// slot returns where a key is, which is twice an arc, and 1 more if it leads
// down.
func (m *middles) slot(key uint32) *atomic.Uint64 {
	return &m.slots[(key*0x9e3779b1>>16)&uint32(len(m.slots)-1)]
}

// of returns the rank over which an arc leads, if it is remembered.
func (m *middles) of(key uint32) (rank uint32, ok bool) {
	s := m.slot(key).Load()
	return uint32(s) - 1, uint32(s>>32) == key && s != 0
}

func (m *middles) note(key, rank uint32) { m.slot(key).Store(uint64(key)<<32 | uint64(rank+1)) }
