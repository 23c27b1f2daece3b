package index

import (
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Pack builds an index of the ids from 0 to n-1. box returns the box of a
// feature, or false where it has no place and is to be left out. It must return
// the same each time: it is called twice for each id, from several goroutines
// at once. A box that is none gives an error that names the id and wraps
// ErrBox.
//
// A box with equal edges is a point. Where all are points the index holds their
// positions exactly.
//
// It takes O(n log n) time, on all processors, and 12 bytes an id besides the
// index.
func Pack(n int, box func(id uint32) (geo.Box, bool)) (*Packed, error) {
	if n < 0 || n > math.MaxInt32 {
		return nil, fmt.Errorf("index: cannot hold %d ids", n)
	}
	items, bounds, points, err := collect(n, box)
	if err != nil || len(items) == 0 {
		return &Packed{}, err
	}
	arrange(items, leastPower(len(items)))

	x := &Packed{ids: make([]uint32, len(items)), bounds: bounds}
	if points {
		x.points = make([]orb.Point, len(items))
	} else {
		x.boxes = make([]box32, len(items))
	}
	parallel(len(items), func(low, high int) {
		for i := low; i < high; i++ {
			id := items[i].id
			b, _ := box(id)
			r, _ := rectOf(b)
			x.ids[i] = id
			if points {
				x.points[i] = orb.Point{r.west, r.south}
			} else {
				x.boxes[i] = outwards(r)
			}
		}
	})
	x.build()
	return x, nil
}

// item is an id with the centre of its box.
type item struct {
	centre [2]float32 // lon, lat
	id     uint32
}

// collect calls box for all ids. points says that all boxes are points.
func collect(n int, box func(id uint32) (geo.Box, bool)) (items []item, bounds rect, points bool, err error) {
	items = make([]item, n)
	nothing := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	bounds, points = nothing, true
	var mu sync.Mutex
	var failed uint32
	parallel(n, func(low, high int) {
		b, p := nothing, true
		for i := low; i < high; i++ {
			id := uint32(i)
			items[i].id = math.MaxUint32
			box, ok := box(id)
			if !ok {
				continue
			}
			r, rerr := rectOf(box)
			if rerr != nil {
				mu.Lock()
				if err == nil || id < failed {
					failed, err = id, fmt.Errorf("index: the box of %d: %w", id, rerr)
				}
				mu.Unlock()
				return
			}
			lon := (r.west + r.east) / 2
			if lon > 180 {
				lon -= 360
			}
			items[i] = item{[2]float32{float32(lon), float32((r.south + r.north) / 2)}, id}
			b, p = b.union(r), p && r.point()
		}
		mu.Lock()
		bounds, points = bounds.union(b), points && p
		mu.Unlock()
	})
	kept := items[:0]
	for _, it := range items {
		if it.id != math.MaxUint32 {
			kept = append(kept, it)
		}
	}
	return kept, bounds, points, err
}

// build makes the nodes over the items.
func (x *Packed) build() {
	x.starts = append(x.starts, 0)
	size := (len(x.ids) + fanout - 1) / fanout
	x.nodes = make([]box32, size, size+size/(fanout-1)+8)
	parallel(size, func(low, high int) {
		for i := low; i < high; i++ {
			first, end := x.children(0, uint32(i))
			r := x.rect(first)
			for c := first + 1; c < end; c++ {
				r = r.union(x.rect(c))
			}
			x.nodes[i] = outwards(r)
		}
	})
	for size > 1 {
		start := len(x.nodes) - size
		x.starts = append(x.starts, uint32(len(x.nodes)))
		level := len(x.starts) - 1
		size = (size + fanout - 1) / fanout
		for i := range size {
			first, end := x.children(level, uint32(i))
			r := x.nodes[start+int(first)].rect()
			for c := first + 1; c < end; c++ {
				r = r.union(x.nodes[start+int(c)].rect())
			}
			x.nodes = append(x.nodes, outwards(r))
		}
	}
}

// outwards rounds a rect to float32, never inwards.
func outwards(r rect) box32 {
	return box32{down(r.west), down(r.south), up(r.east), up(r.north)}
}

func down(v float64) float32 {
	f := float32(v)
	if float64(f) > v {
		return math.Nextafter32(f, float32(math.Inf(-1)))
	}
	return f
}

func up(v float64) float32 {
	return -down(-v)
}

// parallel splits 0..n among the processors.
func parallel(n int, do func(low, high int)) {
	workers := min(runtime.GOMAXPROCS(0), n/4096+1)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { do(n*w/workers, n*(w+1)/workers) })
	}
	wg.Wait()
}
