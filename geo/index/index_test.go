package index_test

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/index"
)

// places is what both kinds of index do.
type places interface {
	Len() int
	Bounds() (geo.Box, bool)
	Search(box geo.Box, visit func(id uint32) bool)
	Nearest(p orb.Point, dist func(id uint32) float64, visit func(id uint32, metres float64) bool)
}

var (
	_ places = (*index.Packed)(nil)
	_ places = (*index.Tree)(nil)
)

// kinds are the ways to build an index of features. Features with a nil
// geometry are left out.
var kinds = []struct {
	name  string
	build func(t testing.TB, fs []feature) places
}{
	{"packed", func(t testing.TB, fs []feature) places {
		x, err := index.Pack(len(fs), func(id uint32) (geo.Box, bool) { return fs[id].box, fs[id].geometry != nil })
		if err != nil {
			t.Fatal(err)
		}
		return x
	}},
	{"tree", func(t testing.TB, fs []feature) places {
		return grow(t, new(index.Tree), fs)
	}},
	{"changed tree", func(t testing.TB, fs []feature) places {
		tree := new(index.Tree)
		w := newWorld(uint64(len(fs)))
		gone, _, _ := w.features(len(fs)+20, w.any)
		grow(t, tree, gone)
		grow(t, tree, fs)
		for i, f := range gone {
			if !tree.Delete(uint32(i), f.box) {
				t.Fatalf("cannot delete %d, %v", i, f.box)
			}
		}
		return tree
	}},
}

func grow(t testing.TB, tree *index.Tree, fs []feature) *index.Tree {
	for i, f := range fs {
		if f.geometry != nil {
			if err := tree.Insert(uint32(i), f.box); err != nil {
				t.Fatal(err)
			}
		}
	}
	return tree
}

// Of boxes with one id, Delete takes the one that is asked for, though others
// lie within it, and one only of several that are equal.
func TestDelete(t *testing.T) {
	large, small, other := geo.Box{West: 170, South: -10, East: -170, North: 10}, geo.Box{West: 175, South: -5, East: 178, North: 5}, geo.Box{West: 174, South: -6, East: 179, North: 5}
	for _, order := range [][]geo.Box{{large, small, large}, {small, large, large}, {large, large, small}} {
		tree := new(index.Tree)
		for _, b := range order {
			if err := tree.Insert(7, b); err != nil {
				t.Fatal(err)
			}
		}
		if err := tree.Insert(8, small); err != nil {
			t.Fatal(err)
		}
		// Whether the small box is there still, and the large one.
		holds := func() (in, out int) {
			tree.Search(small, func(id uint32) bool { in++; return true })
			tree.Search(geo.Box{West: -172, South: 9, East: -171, North: 9}, func(id uint32) bool { out++; return true })
			return
		}
		for i, step := range []struct {
			id      uint32
			box     geo.Box
			deleted bool
			in, out int
		}{{7, other, false, 4, 2}, {7, large, true, 3, 1}, {7, large, true, 2, 0}, {7, large, false, 2, 0}, {8, large, false, 2, 0}, {7, small, true, 1, 0}, {8, small, true, 0, 0}} {
			if got := tree.Delete(step.id, step.box); got != step.deleted {
				t.Errorf("%v: step %d: deleted %v", order, i, got)
			}
			if in, out := holds(); in != step.in || out != step.out {
				t.Errorf("%v: step %d: %d and %d are found, want %d and %d", order, i, in, out, step.in, step.out)
			}
		}
	}
}

// populations are sizes about those at which levels begin.
var populations = []int{0, 1, 2, 3, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1000, 5000}

func TestSearch(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			w := newWorld(1)
			for round := range 400 {
				make, margin := w.any, 3e-5 // float32 at 360 degrees
				if round%2 == 0 {
					make, margin = w.point, 0
				}
				fs, c, size := w.features(populations[round%len(populations)], make)
				x := kind.build(t, fs)
				for range 20 {
					checkSearch(t, x, fs, w.box(c, size), margin)
				}
				checkSearch(t, x, fs, geo.World, margin)
			}
		})
	}
}

// checkSearch compares a search with going through all features. What is
// within the margin of the box may be found, or not.
func checkSearch(t *testing.T, x places, fs []feature, box geo.Box, margin float64) {
	t.Helper()
	found := map[uint32]bool{}
	x.Search(box, func(id uint32) bool {
		if found[id] {
			t.Errorf("%v: %d was visited twice", box, id)
		}
		found[id] = true
		return true
	})
	for i, f := range fs {
		switch got := found[uint32(i)]; {
		case f.geometry == nil && got:
			t.Errorf("%v: %d has no place and was found", box, i)
		case f.geometry != nil && !got && meets(f.box, box, 0):
			t.Errorf("%v: missed %d, %v", box, i, f.box)
		case f.geometry != nil && got && !meets(f.box, box, margin):
			t.Errorf("%v: found %d, %v", box, i, f.box)
		}
	}
	for limit := range min(3, len(found)) {
		n := 0
		x.Search(box, func(uint32) bool { n++; return n <= limit })
		if n != limit+1 {
			t.Errorf("%v: %d visits, stopped at the %dth", box, n, limit+1)
		}
	}
}

func TestLenAndBounds(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			if b, ok := kind.build(t, nil).Bounds(); ok {
				t.Errorf("an empty index has the bounds %v", b)
			}
			w := newWorld(2)
			for _, n := range populations[1:] {
				fs, _, _ := w.features(n, w.any)
				fs[0].geometry = nil
				fs = append(fs, w.any(orb.Point{}, 1))
				x := kind.build(t, fs)
				if x.Len() != n {
					t.Errorf("Len() = %d, want %d", x.Len(), n)
				}
				b, ok := x.Bounds()
				if !ok {
					t.Error("no bounds")
				}
				for _, f := range fs[1:] {
					if !meets(f.box, b, 0) || f.box.South < b.South || f.box.North > b.North {
						t.Errorf("%v is not within the bounds %v", f.box, b)
					}
				}
			}
		})
	}
}

// TestNearestPoints compares with measuring to every point: all the order, and
// to the last bit.
func TestNearestPoints(t *testing.T) {
	type neighbour struct {
		id     uint32
		metres float64
	}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			w := newWorld(3)
			for round := range 300 {
				fs, c, size := w.features(populations[round%len(populations)], w.point)
				x := kind.build(t, fs)
				p := w.near(c, size)
				want := make([]neighbour, len(fs))
				for i, f := range fs {
					want[i] = neighbour{uint32(i), geo.Distance(p, f.geometry.(orb.Point))}
				}
				slices.SortFunc(want, func(a, b neighbour) int {
					return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.id, b.id))
				})
				want = want[:min(len(want), 1+w.IntN(300))]
				var got []neighbour
				x.Nearest(p, nil, func(id uint32, metres float64) bool {
					got = append(got, neighbour{id, metres})
					return len(got) < len(want)
				})
				if !slices.Equal(got, want) {
					t.Fatalf("of %d from %v: got %v, want %v", len(fs), p, got, want)
				}
			}
		})
	}
}

// TestNearestBoxes has no distances of the caller's: those to the boxes count.
func TestNearestBoxes(t *testing.T) {
	fs := []feature{
		whole(orb.Bound{Min: orb.Point{170, -10}, Max: orb.Point{190, 10}}),
		whole(orb.Bound{Min: orb.Point{-160, 0}, Max: orb.Point{-150, 10}}),
	}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			var got []float64
			kind.build(t, fs).Nearest(orb.Point{-175, 5}, nil, func(_ uint32, metres float64) bool {
				got = append(got, metres)
				return true
			})
			want := karney(orb.Point{-175, 5}, orb.Point{-160, 5.05}) // about; edges are meridians
			if len(got) != 2 || got[0] != 0 || math.Abs(got[1]-want) > 1000 {
				t.Errorf("got %v, want 0 and about %v", got, want)
			}
		})
	}
}

// TestNearestLeavesOut has features that the caller does not want.
func TestNearestLeavesOut(t *testing.T) {
	w := newWorld(4)
	fs, _, _ := w.features(100, w.point)
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			x := kind.build(t, fs)
			n, asked := 0, 0
			x.Nearest(orb.Point{10, 20}, func(id uint32) float64 {
				asked++
				switch id % 3 {
				case 0:
					return math.NaN()
				case 1:
					return math.Inf(1)
				}
				return geo.Distance(orb.Point{10, 20}, fs[id].geometry.(orb.Point))
			}, func(id uint32, _ float64) bool {
				if id%3 != 2 {
					t.Errorf("%d was visited", id)
				}
				n++
				return true
			})
			if n != 33 || asked != 100 {
				t.Errorf("%d visits, %d distances; want 33 and 100", n, asked)
			}
		})
	}
}

// TestNotPlaces has positions and boxes that are none.
func TestNotPlaces(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	fs := []feature{{orb.Point{1, 2}, geo.BoxOf(orb.Point{1, 2}.Bound())}}
	boxes := []geo.Box{
		{West: nan, East: 1, North: 1}, {West: 1, East: nan, North: 1},
		{South: nan, East: 1, North: 1}, {East: 1, North: nan},
		{West: -inf, East: inf, South: -1, North: 1}, {West: inf, East: -inf, South: -1, North: 1},
		{South: -91, North: 1}, {South: -1, North: 90.1}, {South: 2, North: 1},
	}
	for _, b := range boxes {
		if _, err := index.Pack(3, func(id uint32) (geo.Box, bool) { return b, id == 2 }); !errors.Is(err, index.ErrBox) {
			t.Errorf("Pack(%v): %v", b, err)
		}
		if err := new(index.Tree).Insert(1, b); !errors.Is(err, index.ErrBox) {
			t.Errorf("Insert(%v): %v", b, err)
		}
	}
	for _, kind := range kinds {
		x := kind.build(t, fs)
		for _, b := range boxes {
			x.Search(b, func(uint32) bool { t.Errorf("%s: found in %v", kind.name, b); return true })
		}
		for _, p := range []orb.Point{{nan, 0}, {0, nan}, {inf, 0}, {0, -inf}, {0, 90.1}} {
			x.Nearest(p, nil, func(uint32, float64) bool { t.Errorf("%s: near %v", kind.name, p); return true })
		}
	}
	if _, err := index.Pack(-1, nil); err == nil {
		t.Error("Pack(-1) gives no error")
	}
}

// TestAtOnce asks from several goroutines, and from within a query.
func TestAtOnce(t *testing.T) {
	w := newWorld(5)
	fs, c, size := w.features(2000, w.point)
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			x := kind.build(t, fs)
			first := func(p orb.Point, number int, then func(id uint32)) {
				x.Nearest(p, nil, func(id uint32, _ float64) bool {
					then(id)
					number--
					return number > 0
				})
			}
			answers := make([][]uint32, 8)
			p := w.near(c, size)
			var wg sync.WaitGroup
			for i := range answers {
				wg.Go(func() {
					first(p, 20, func(id uint32) {
						answers[i] = append(answers[i], id)
						first(fs[id].geometry.(orb.Point), 5, func(id uint32) { answers[i] = append(answers[i], id) })
						x.Search(fs[id].box, func(uint32) bool { return true })
					})
				})
			}
			wg.Wait()
			for i, a := range answers {
				if len(a) != 120 || !slices.Equal(a, answers[0]) {
					t.Errorf("answer %d is %v, the first is %v", i, a, answers[0])
				}
			}
		})
	}
}
