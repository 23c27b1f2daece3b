package cch

import "sync/atomic"

// middles remembers over which ranks some arcs of the hierarchy lead, of those
// for which that is long looked for: few, near the root, and on most paths. It
// is of one metric, so that what it says is what would be found; any number of
// goroutines may use it. What falls on the place of another takes it.
type middles struct {
	slots atomic.Pointer[[mostMiddles]slot] // nil: nothing is remembered yet
}

// slot is the key of an arc, and 1 more than a rank; 0: nothing.
type slot = atomic.Uint64

const (
	middleBits  = 15
	mostMiddles = 1 << middleBits
	longLooked  = 16 // with so many supernodes below an arc, it pays to remember
)

// place returns where a key is, which is twice an arc, and 1 more if it leads
// down.
func place(key uint32) uint32 { return (key * 0x9e3779b1) >> (32 - middleBits) }

// of returns the rank over which an arc leads, if it is remembered.
func (m *middles) of(key uint32) (rank uint32, ok bool) {
	slots := m.slots.Load()
	if slots == nil {
		return 0, false
	}
	s := slots[place(key)].Load()
	return uint32(s) - 1, uint32(s>>32) == key && s != 0
}

func (m *middles) note(key, rank uint32) {
	slots := m.slots.Load()
	if slots == nil {
		m.slots.CompareAndSwap(nil, new([mostMiddles]slot))
		slots = m.slots.Load()
	}
	slots[place(key)].Store(uint64(key)<<32 | uint64(rank+1))
}
