package index

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"pamir/geo"
)

// Tree is an index of features that come and go. The zero Tree is empty. Any
// number of goroutines may search it at once, but Insert and Delete need it to
// themselves.
type Tree struct {
	rtree rtree.RTreeGN[float64, uint32]
}

// corner is a longitude and a latitude, as tidwall's tree takes them.
type corner = [2]float64

// Insert adds an id with the box of its feature, in O(log n). The same id may
// be added with several boxes and is then found by each. A box that is none
// gives an error that wraps ErrBox.
func (t *Tree) Insert(id uint32, box geo.Box) error {
	r, err := rectOf(box)
	if err == nil {
		t.rtree.Insert(corner{r.west, r.south}, corner{r.east, r.north}, id)
	}
	return err
}

// Delete removes an id that was inserted with this box, and reports whether it
// was there. It takes O(log n), and as long as a search of the box if that is
// larger than a point.
func (t *Tree) Delete(id uint32, box geo.Box) bool {
	r, err := rectOf(box)
	if err != nil {
		return false
	}
	low, high := corner{r.west, r.south}, corner{r.east, r.north}
	if low == high {
		n := t.rtree.Len()
		t.rtree.Delete(low, high, id)
		return t.rtree.Len() < n
	}
	// tidwall's tree deletes any box of the id that lies within this one, if it
	// comes upon it first: what went and is another comes back.
	before := t.within(id, r)
	there := slices.Index(before, r)
	if there < 0 {
		return false
	}
	for {
		n := t.rtree.Len()
		if t.rtree.Delete(low, high, id); t.rtree.Len() == n {
			break
		}
	}
	before = slices.Delete(before, there, there+1)
	for _, s := range t.within(id, r) {
		i := slices.Index(before, s)
		before = slices.Delete(before, i, i+1)
	}
	for _, s := range before {
		t.rtree.Insert(corner{s.west, s.south}, corner{s.east, s.north}, id)
	}
	return true
}

// within returns the boxes of an id that lie within r.
func (t *Tree) within(id uint32, r rect) (found []rect) {
	t.rtree.Search(corner{r.west, r.south}, corner{r.east, r.north}, func(l, h corner, other uint32) bool {
		if s := (rect{l[0], l[1], h[0], h[1]}); other == id && r.union(s) == r {
			found = append(found, s)
		}
		return true
	})
	return found
}

// Len returns how many boxes the tree holds.
func (t *Tree) Len() int { return t.rtree.Len() }

// Bounds returns a box that holds everything in the tree, and false if it is
// empty.
func (t *Tree) Bounds() (geo.Box, bool) {
	if t.Len() == 0 {
		return geo.Box{}, false
	}
	low, high := t.rtree.Bounds()
	return rect{low[0], low[1], high[0], high[1]}.box(), true
}

// Search calls visit with each id whose box meets a box, edges included, in no
// particular order, until visit returns false. A box that is none meets
// nothing.
func (t *Tree) Search(box geo.Box, visit func(id uint32) bool) {
	w, ok := windowOf(box)
	if !ok {
		return
	}
	_, high := t.rtree.Bounds()
	first, second := rect{w.west, w.south, w.east, w.north}, rect{180, w.south, high[0], w.north}
	if w.crosses {
		first.east = high[0]
		second.west, second.east = -180, w.east
	}
	done := false
	t.rtree.Search(corner{first.west, first.south}, corner{first.east, first.north},
		func(_, _ corner, id uint32) bool {
			done = !visit(id)
			return !done
		})
	if done || !w.crosses && high[0] <= 180 {
		return
	}
	// what comes round the other way
	t.rtree.Search(corner{second.west, second.south}, corner{second.east, second.north},
		func(low, high corner, id uint32) bool {
			if low[0] <= first.east && high[0] >= first.west || !w.meets(low[0], low[1], high[0], high[1]) {
				return true
			}
			return visit(id)
		})
}

// Nearest calls visit with the ids in the order of their distance from p, and
// of the ids where distances are equal, until visit returns false. It is as
// Packed.Nearest in everything but speed.
func (t *Tree) Nearest(p orb.Point, dist func(id uint32) float64, visit func(id uint32, metres float64) bool) {
	q := newQueue(p)
	defer q.free()
	if q.valid() {
		t.nearest(q, dist, visit)
	}
}

// nearest takes items from the R-tree by a lower bound on their distance, and
// holds them back until no bound to come is as low as the distance itself.
func (t *Tree) nearest(q *queue, dist func(id uint32) float64, visit func(id uint32, metres float64) bool) {
	stopped := false
	t.rtree.Nearby(func(low, high corner, _ uint32, item bool) float64 {
		if item && low == high {
			return q.from.HaversineTo(low[0], low[1])
		}
		return q.from.HaversineBox(low[0], low[1], high[0], high[1])
	}, func(low, high corner, id uint32, haversine float64) bool {
		stopped = !q.emit(haversine, visit)
		if !stopped {
			q.measure(id, rect{low[0], low[1], high[0], high[1]}, dist)
		}
		return !stopped
	})
	if !stopped {
		q.drain(visit)
	}
}
