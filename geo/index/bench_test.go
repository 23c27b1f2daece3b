package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"pamir/geo"
)

// sizes are those benchmarked; PAMIR_BENCH_LARGE adds ten million points.
func sizes() []int {
	s := []int{1e3, 1e4, 1e5, 1e6}
	if os.Getenv("PAMIR_BENCH_LARGE") != "" {
		s = append(s, 1e7)
	}
	return s
}

// uniform makes points that are uniform in longitude and latitude.
func uniform(n int) []orb.Point {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
	}
	return points
}

func pack(tb testing.TB, points []orb.Point) *Packed {
	x, err := Pack(len(points), func(id uint32) (geo.Box, bool) { return geo.BoxOf(points[id].Bound()), true })
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

func plant(tb testing.TB, points []orb.Point) *Tree {
	t := new(Tree)
	for i, p := range points {
		if err := t.Insert(uint32(i), geo.BoxOf(p.Bound())); err != nil {
			tb.Fatal(err)
		}
	}
	return t
}

// built keeps indexes between the runs of one benchmark, with their size.
type built struct {
	points []orb.Point
	packed *Packed
	tree   *Tree
	planar *rtree.RTreeG[uint32]
	bytes  [3]float64 // a point
}

var (
	builtMu sync.Mutex
	builts  = map[int]*built{}
)

func heapBytes() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func indexes(b *testing.B, n int) *built {
	builtMu.Lock()
	defer builtMu.Unlock()
	if x := builts[n]; x != nil {
		return x
	}
	x := &built{points: uniform(n), planar: new(rtree.RTreeG[uint32])}
	at := heapBytes()
	measure := func(i int) {
		now := heapBytes()
		x.bytes[i], at = (now-at)/float64(n), now
	}
	x.packed = pack(b, x.points)
	measure(0)
	x.tree = plant(b, x.points)
	measure(1)
	for i, p := range x.points {
		x.planar.Insert(p, p, uint32(i))
	}
	measure(2)
	builts[n] = x
	return x
}

const neighbours = 10

func BenchmarkNearest(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := indexes(b, n)
			queries := uniform(4099)
			search := func(kind int, nearest func(q *queue, visit func(uint32, float64) bool)) func(b *testing.B) {
				return func(b *testing.B) {
					b.ReportAllocs()
					var opened, exact int
					for i := 0; b.Loop(); i++ {
						k := 0
						q := newQueue(queries[i%len(queries)])
						nearest(q, func(uint32, float64) bool { k++; return k < neighbours })
						opened, exact = opened+q.opened, exact+q.exact
						q.free()
					}
					if kind == 0 { // tidwall's tree does not tell
						b.ReportMetric(float64(opened)/float64(b.N), "nodes/op")
					}
					b.ReportMetric(float64(exact)/float64(b.N), "exact/op")
					b.ReportMetric(x.bytes[kind], "B/point")
				}
			}
			b.Run("packed", search(0, func(q *queue, visit func(uint32, float64) bool) { x.packed.nearest(q, nil, visit) }))
			b.Run("tree", search(1, func(q *queue, visit func(uint32, float64) bool) { x.tree.nearest(q, nil, visit) }))
			b.Run("planar", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					p, k := queries[i%len(queries)], 0
					x.planar.Nearby(rtree.BoxDist[float64, uint32](p, p, nil),
						func(_, _ [2]float64, _ uint32, _ float64) bool { k++; return k < neighbours })
				}
				b.ReportMetric(x.bytes[2], "B/point")
			})
		})
	}
}

// BenchmarkSearch asks for boxes that hold about twenty points.
func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := indexes(b, n)
			side := math.Sqrt(20 * 360 * 180 / float64(n))
			boxes := make([]geo.Box, 4099)
			for i, p := range uniform(len(boxes)) {
				boxes[i] = geo.Box{West: p[0], South: p[1], East: p[0] + side, North: min(90, p[1]+side)}
				if boxes[i].East > 180 {
					boxes[i].East -= 360
				}
			}
			found := 0
			count := func(uint32) bool { found++; return true }
			search := func(box func(i int)) func(b *testing.B) {
				return func(b *testing.B) {
					b.ReportAllocs()
					found = 0
					for i := 0; b.Loop(); i++ {
						box(i % len(boxes))
					}
					b.ReportMetric(float64(found)/float64(b.N), "found/op")
				}
			}
			b.Run("packed", search(func(i int) { x.packed.Search(boxes[i], count) }))
			b.Run("tree", search(func(i int) { x.tree.Search(boxes[i], count) }))
			b.Run("planar", search(func(i int) {
				parts, n := boxes[i].Split()
				for _, p := range parts[:n] {
					x.planar.Search(p.Min, p.Max, func(_, _ [2]float64, id uint32) bool { return count(id) })
				}
			}))
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes() {
		points := uniform(n)
		report := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/point")
		}
		b.Run(fmt.Sprint(n, "/packed"), func(b *testing.B) {
			for b.Loop() {
				pack(b, points)
			}
			report(b)
		})
		b.Run(fmt.Sprint(n, "/tree"), func(b *testing.B) {
			for b.Loop() {
				plant(b, points)
			}
			report(b)
		})
	}
}
