package osmpbf

import (
	"errors"
	"sort"
	"sync/atomic"
)

// index knows which blocks hold what. Nothing in front of a block says so: it
// has to be unpacked. In a file that says that it is sorted, a few blocks tell
// about all others; a file that does not is read whole once, and then it is
// known.
type index struct {
	ranges map[Kind]span   // of a sorted file, for each kind; else nil
	seen   []atomic.Uint32 // kinds of each block, and opened; 0 where not known
}

// span is blocks from first up to, and without, end.
type span struct{ first, end int }

const opened = 1 << 8

var errUnsorted = errors.New("the header says that nodes come first, then ways, then relations, and they do not; osmium sort mends that")

// learn takes note of the kinds in a block, and holds a sorted file to its
// word: else things in the wrong place would be passed over.
func (f *File) learn(i int, kinds Kind) error {
	f.seen[i].Store(uint32(kinds) | opened)
	for kind, s := range f.ranges {
		if kinds&kind != 0 && (i < s.first || i >= s.end) {
			return f.blocks[i].fault(nil, "%v", errUnsorted)
		}
	}
	return nil
}

// holding lists the blocks that may hold things of the kinds.
func (f *File) holding(kinds Kind) []int {
	var order []int
	for i := range f.blocks {
		if f.mayHold(i, kinds) {
			order = append(order, i)
		}
	}
	return order
}

func (f *File) mayHold(i int, kinds Kind) bool {
	if seen := f.seen[i].Load(); seen != 0 {
		return Kind(seen)&kinds != 0
	}
	if f.ranges == nil {
		return kinds != 0
	}
	for kind, s := range f.ranges {
		if kinds&kind != 0 && s.first <= i && i < s.end {
			return true
		}
	}
	return false
}

// Bytes returns how many bytes of the file have to be read for the kinds: the
// sum of what Each reports. It gets less when more is known of the file.
func (f *File) Bytes(kinds Kind) (n int64) {
	for _, i := range f.holding(kinds) {
		n += int64(f.blocks[i].size)
	}
	return n
}

// divide finds where each kind of things lies in a sorted file, by bisection.
func (f *File) divide() error {
	f.seen = make([]atomic.Uint32, len(f.blocks))
	if !f.Header.Sorted {
		return nil
	}
	var d decoder
	defer d.unpacker.close()
	var failed error
	empty := false
	// first returns the first block of which is holds, if all after it are so.
	first := func(is func(Kind) bool) int {
		return sort.Search(len(f.blocks), func(i int) bool {
			if failed != nil || empty {
				return true
			}
			if f.seen[i].Load() == 0 {
				if failed = d.open(f, i); failed != nil {
					return true
				}
			}
			kinds := Kind(f.seen[i].Load())
			empty = kinds == 0
			return is(kinds)
		})
	}
	ranges := map[Kind]span{
		Nodes:     {0, first(func(k Kind) bool { return k&Nodes == 0 })},
		Ways:      {first(func(k Kind) bool { return k&^Nodes != 0 }), first(func(k Kind) bool { return k == Relations })},
		Relations: {first(func(k Kind) bool { return k&Relations != 0 }), len(f.blocks)},
	}
	// An empty block says nothing of its neighbours: such a file is read like
	// one that is not sorted.
	if failed == nil && !empty {
		f.ranges = ranges
	}
	return failed
}
