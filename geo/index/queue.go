package index

import (
	"math"
	"sync"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// A search for the nearest keeps two heaps. On the frontier are nodes and items
// by a lower bound on their distance, as a haversine (see geo.AtLeast); ready
// are items by their distance in metres, equally distant ones by id. The first
// that is ready is the next neighbour once it is nearer than all the frontier's
// bounds: no other can be as near.
type queue struct {
	from     geo.Origin
	frontier heap[bound]
	ready    heap[neighbour]
	most     float64 // metres

	opened int // nodes
	exact  int // distances measured
}

// bound is a node, or an item whose distance has not been measured.
type bound struct {
	haversine float64
	level     int32  // of a node; -1 for an item
	at        uint32 // place in the level or in the order of the items
}

func (b bound) before(c bound) bool { return b.haversine < c.haversine }

// neighbour is an item whose distance has been measured.
type neighbour struct {
	metres float64
	id     uint32
}

func (n neighbour) before(m neighbour) bool {
	return n.metres < m.metres || n.metres == m.metres && n.id < m.id
}

var queues = sync.Pool{New: func() any { return new(queue) }}

func newQueue(p orb.Point) *queue {
	q := queues.Get().(*queue)
	*q = queue{from: geo.From(p), frontier: q.frontier[:0], ready: q.ready[:0], most: math.Inf(1)}
	return q
}

func (q *queue) free() { queues.Put(q) }

// valid reports whether the search starts at a position.
func (q *queue) valid() bool { return q.from.Point() == q.from.Point() }

// measure makes an item ready: by the caller's distance or, without one, that
// to the item's box.
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
	if metres <= math.MaxFloat64 && metres <= q.most { // neither NaN nor +Inf
		q.ready.push(neighbour{metres, id})
	}
}

// emit visits what is ready and nearer than a bound. It returns false once
// visit does.
func (q *queue) emit(haversine float64, visit func(id uint32, metres float64) bool) bool {
	if len(q.ready) == 0 {
		return true
	}
	for limit := geo.AtLeast(haversine); len(q.ready) > 0 && q.ready[0].metres < limit; {
		if n := q.ready.pop(); !visit(n.id, n.metres) {
			return false
		}
	}
	return true
}

// drain visits all that is ready.
func (q *queue) drain(visit func(id uint32, metres float64) bool) {
	for len(q.ready) > 0 {
		if n := q.ready.pop(); !visit(n.id, n.metres) {
			return
		}
	}
}
