package index

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// walk checks what Packed's searches rely on: full levels up to a single root,
// every box within its parent's, every id once.
func walk(t *testing.T, x *Packed, ids []uint32) {
	t.Helper()
	got := slices.Sorted(slices.Values(x.ids))
	if !slices.Equal(got, ids) {
		t.Fatalf("holds %d ids, want %d", len(got), len(ids))
	}
	if len(ids) == 0 {
		if len(x.nodes)+len(x.starts)+len(x.points)+len(x.boxes) > 0 {
			t.Error("an empty index has nodes")
		}
		return
	}
	if (x.points == nil) == (x.boxes == nil) || len(x.points)+len(x.boxes) != len(ids) {
		t.Fatalf("%d points and %d boxes for %d ids", len(x.points), len(x.boxes), len(ids))
	}
	size := len(ids)
	for level, start := range x.starts {
		end := uint32(len(x.nodes))
		if level+1 < len(x.starts) {
			end = x.starts[level+1]
		}
		if want := (size + fanout - 1) / fanout; int(end-start) != want {
			t.Fatalf("level %d has %d nodes, want %d", level, end-start, want)
		}
		seen := 0
		for node := range end - start {
			parent := x.nodes[start+node].rect()
			first, last := x.children(level, node)
			for i := first; i < last; i++ {
				seen++
				child := rect{}
				if level == 0 {
					child = x.rect(i)
				} else {
					child = x.nodes[x.starts[level-1]+i].rect()
				}
				if child.union(parent) != parent {
					t.Errorf("level %d: %v is not within %v", level, child, parent)
				}
			}
		}
		if seen != size {
			t.Errorf("level %d holds %d of %d", level, seen, size)
		}
		size = int(end - start)
	}
	if size != 1 {
		t.Errorf("%d roots", size)
	}
}

func TestPackedInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	sizes := []int{100, 1000, 4095, 4096, 4097, 70000}
	for n := range 300 {
		sizes = append(sizes, n)
	}
	for _, n := range sizes {
		points := uniform(n)
		boxes := make([]geo.Box, n)
		var ids []uint32
		for i, p := range points {
			if r.IntN(10) == 0 {
				p = points[0] // crowd them
			}
			boxes[i] = geo.BoxOf(p.Bound())
			if n%2 == 0 {
				boxes[i].East += 5 * r.Float64() * r.Float64()
				boxes[i].North = min(90, p[1]+r.Float64())
				if boxes[i].East > 180 {
					boxes[i].East -= 360
				}
			}
			if i%7 != 3 {
				ids = append(ids, uint32(i))
			}
		}
		x, err := Pack(n, func(id uint32) (geo.Box, bool) { return boxes[id], id%7 != 3 })
		if err != nil {
			t.Fatal(err)
		}
		walk(t, x, ids)
		for i, id := range x.ids {
			want, _ := rectOf(boxes[id])
			got := x.rect(uint32(i))
			if got.union(want) != got || x.points != nil && got != want {
				t.Errorf("%d: %v is held as %v", id, want, got)
			}
		}
	}
}

// TestPackedIsDeterministic packs with one processor and with several.
func TestPackedIsDeterministic(t *testing.T) {
	points := uniform(200_000)
	want := pack(t, points)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := pack(t, points); !slices.Equal(got.ids, want.ids) || !slices.Equal(got.nodes, want.nodes) {
		t.Error("the order depends on the number of processors")
	}
}

func TestOutwards(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		v := (r.Float64()*2 - 1) * math.Pow(10, 3-20*r.Float64())
		if d, u := float64(down(v)), float64(up(v)); !(d <= v && v <= u && u-d <= math.Abs(v)*1.2e-7) {
			t.Fatalf("%v is rounded to %v and %v", v, d, u)
		}
	}
}

// TestAllocations holds queries to two allocations.
func TestAllocations(t *testing.T) {
	points := uniform(20_000)
	packed, tree := pack(t, points), plant(t, points)
	box := geo.Box{West: 170, South: 0, East: -170, North: 20}
	var n int
	search := func(uint32) bool { n++; return true }
	near := func(uint32, float64) bool { n++; return n%10 != 0 }
	dist := func(id uint32) float64 { return geo.Distance(points[id], orb.Point{1, 2}) }
	for name, query := range map[string]func(){
		"packed search":  func() { packed.Search(box, search) },
		"tree search":    func() { tree.Search(box, search) },
		"packed nearest": func() { packed.Nearest(orb.Point{1, 2}, dist, near) },
		"tree nearest":   func() { tree.Nearest(orb.Point{1, 2}, dist, near) },
	} {
		if got := testing.AllocsPerRun(1000, query); got > 2 {
			t.Errorf("%s: %v allocations", name, got)
		}
	}
}
