package index

import (
	"math"
	"sync"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// entry is something in a search for the nearest: a node or an item by a lower
// bound on its distance, or an item by its distance.
type entry struct {
	metres float64
	tag    uint64 // kind in the upper half, number in the lower
}

// Kinds of entries. Below unmeasured, a kind is the level of a node. At equal
// distances all that could still turn out as near comes before what is
// measured, and that is ordered by id.
const (
	unmeasured uint64 = 1 << 62 // number: a place in the order of the items
	measured   uint64 = 1 << 63 // number: an id
)

func (e entry) before(f entry) bool {
	return e.metres < f.metres || e.metres == f.metres && e.tag < f.tag
}

func (e entry) number() uint32 { return uint32(e.tag) }

// queue is a search for the nearest: a heap with four branches, least entry
// first, and counts of the work done.
type queue struct {
	from    geo.Origin
	entries []entry

	opened int // nodes
	exact  int // distances measured
}

var queues = sync.Pool{New: func() any { return new(queue) }}

func newQueue(p orb.Point) *queue {
	q := queues.Get().(*queue)
	*q = queue{from: geo.From(p), entries: q.entries[:0]}
	return q
}

func (q *queue) free() { queues.Put(q) }

// valid reports whether the search starts at a position.
func (q *queue) valid() bool { return q.from.Point() == q.from.Point() }

// measure adds an item by its distance: the caller's or, without one, that to
// the item's box.
func (q *queue) measure(id uint32, r rect, dist func(id uint32) float64) {
	q.exact++
	var metres float64
	switch {
	case dist != nil:
		metres = dist(id)
	case r.point():
		metres = q.from.Distance(orb.Point{r.west, r.south})
	default:
		metres, _ = q.from.Nearest(orb.Bound{Min: orb.Point{r.west, r.south}, Max: orb.Point{r.east, r.north}})
	}
	if metres <= math.MaxFloat64 { // neither NaN nor +Inf
		q.push(entry{metres, measured | uint64(id)})
	}
}

func (q *queue) push(e entry) {
	q.entries = append(q.entries, e)
	h := q.entries
	i := len(h) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if !e.before(h[parent]) {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = e
}

func (q *queue) pop() entry {
	h := q.entries
	top, e := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	q.entries = h
	i := 0
	for {
		first := 4*i + 1
		if first >= len(h) {
			break
		}
		least := first
		for c := first + 1; c < min(first+4, len(h)); c++ {
			if h[c].before(h[least]) {
				least = c
			}
		}
		if !h[least].before(e) {
			break
		}
		h[i] = h[least]
		i = least
	}
	if len(h) > 0 {
		h[i] = e
	}
	return top
}
