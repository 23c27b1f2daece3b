package index

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Packed is an index that is built once, by Pack. It may be searched by any
// number of goroutines at once. The nil and the zero Packed are empty.
//
// It is an R-tree without pointers: items lie in an order in which neighbours
// are close, each run of fanout of them is a node, each run of fanout nodes is
// a node of the next level, and so on up to a single one. Point features take
// 21.4 bytes each (position 16, id 4, nodes 1.4), others the same.
type Packed struct {
	ids    []uint32
	points []orb.Point // positions of the items where all are points, else nil
	boxes  []box32     // boxes of the items where they are not
	nodes  []box32     // level by level, the lowest first, the root last
	starts []uint32    // of each level in nodes
	bounds rect
}

const fanout = 16

// box32 is a rect rounded outwards: by at most 1.7 m for most, and 3.4 m for
// one that crosses the antimeridian.
type box32 struct {
	west, south, east, north float32
}

func (b *box32) rect() rect {
	return rect{float64(b.west), float64(b.south), float64(b.east), float64(b.north)}
}

// Len returns how many ids the index holds.
func (x *Packed) Len() int {
	if x == nil {
		return 0
	}
	return len(x.ids)
}

// Exact reports whether a search finds what meets its box and nothing else, as
// it does where all features are points.
func (x *Packed) Exact() bool { return x.Len() == 0 || x.points != nil }

// Bounds returns the box that holds everything in the index, and false if it
// is empty.
func (x *Packed) Bounds() (geo.Box, bool) {
	if x.Len() == 0 {
		return geo.Box{}, false
	}
	return x.bounds.box(), true
}

// rect returns the box of the item at a place in the order.
func (x *Packed) rect(at uint32) rect {
	if x.points != nil {
		p := x.points[at]
		return rect{p[0], p[1], p[0], p[1]}
	}
	return x.boxes[at].rect()
}

// children returns the range of what a node holds: of nodes one level down,
// counted from the start of that level, or of items.
func (x *Packed) children(level int, node uint32) (first, end uint32) {
	size := len(x.ids)
	if level > 0 {
		size = int(x.starts[level] - x.starts[level-1])
	}
	first = node * fanout
	return first, uint32(min(int(first)+fanout, size))
}

// Search calls visit with each id whose box meets a box, edges included, in no
// particular order, until visit returns false. A box that is none meets
// nothing. Boxes are held rounded outwards by up to 3.4 m, so that ids may be
// visited that are not quite in the box; points are held exactly.
func (x *Packed) Search(box geo.Box, visit func(id uint32) bool) {
	w, ok := windowOf(box)
	if !ok || x.Len() == 0 {
		return
	}
	x.search(&w, len(x.starts)-1, 0, visit)
}

// search goes through a node; false stops it.
func (x *Packed) search(w *window, level int, node uint32, visit func(id uint32) bool) bool {
	first, end := x.children(level, node)
	switch {
	case level > 0:
		start := x.starts[level-1]
		for i := first; i < end; i++ {
			n := x.nodes[start+i].rect()
			if w.meets(n.west, n.south, n.east, n.north) && !x.search(w, level-1, i, visit) {
				return false
			}
		}
	case x.points != nil:
		for i, p := range x.points[first:end] {
			if w.meets(p[0], p[1], p[0], p[1]) && !visit(x.ids[int(first)+i]) {
				return false
			}
		}
	default:
		for i := first; i < end; i++ {
			b := x.boxes[i].rect()
			if w.meets(b.west, b.south, b.east, b.north) && !visit(x.ids[i]) {
				return false
			}
		}
	}
	return true
}

// Nearest calls visit with the ids in the order of their distance from p in
// metres, and of the ids where distances are equal, until visit returns false.
//
// dist returns the exact distance from p to the feature with an id, which must
// lie in its box. It is asked for the few features that could come next, so it
// may be slow; NaN or +Inf leaves the feature out. Without it (nil) the
// distance is that to the item's box as the index holds it: for points that is
// exact.
//
// From a p that is no position (geo.Normalize) nothing is near.
func (x *Packed) Nearest(p orb.Point, dist func(id uint32) float64, visit func(id uint32, metres float64) bool) {
	x.NearestWithin(p, math.Inf(1), dist, visit)
}

// NearestWithin is Nearest for what is at most so many metres away. It looks
// at nothing that lies farther, so that it ends soon though dist may want
// nothing of what is near.
func (x *Packed) NearestWithin(p orb.Point, most float64, dist func(id uint32) float64, visit func(id uint32, metres float64) bool) {
	q := newQueue(p)
	defer q.free()
	if q.valid() && x.Len() > 0 && most >= 0 {
		q.most = most
		x.nearest(q, dist, visit)
	}
}

// nearest is best-first search (Hjaltason and Samet, Distance browsing in
// spatial databases, 1999): of all that is known, what has the lowest bound is
// looked into.
func (x *Packed) nearest(q *queue, dist func(id uint32) float64, visit func(id uint32, metres float64) bool) {
	x.open(q, len(x.starts)-1, 0)
	for len(q.frontier) > 0 {
		b := q.frontier.pop()
		if !q.emit(b.haversine, visit) {
			return
		}
		if geo.AtLeast(b.haversine) > q.most {
			break
		}
		if b.level < 0 {
			q.measure(x.ids[b.at], x.rect(b.at), dist)
		} else {
			x.open(q, int(b.level), b.at)
		}
	}
	q.drain(visit)
}

// open adds what a node holds to the search.
func (x *Packed) open(q *queue, level int, node uint32) {
	q.opened++
	first, end := x.children(level, node)
	if level == 0 && x.points != nil {
		for i, p := range x.points[first:end] {
			q.frontier.push(bound{q.from.HaversineTo(p[0], p[1]), -1, first + uint32(i)})
		}
		return
	}
	boxes := x.boxes
	if level > 0 {
		boxes = x.nodes[x.starts[level-1]:]
	}
	for i := range boxes[first:end] {
		r := boxes[first+uint32(i)].rect()
		h := q.from.HaversineBox(r.west, r.south, r.east, r.north)
		q.frontier.push(bound{h, int32(level - 1), first + uint32(i)})
	}
}
