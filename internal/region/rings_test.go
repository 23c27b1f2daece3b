package region

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

// Random areas of squares, which touch at corners, have islands, and islands
// in these: their outlines, cut into ways anywhere and shuffled, come together
// to polygons that hold the same squares.
func TestRingsOfRandomAreas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "size")
		filled := make([]bool, n*n)
		for i := range filled {
			filled[i] = rapid.Bool().Draw(t, "filled")
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		at := func(id int64) orb.Point { return orb.Point{float64(id / 100), float64(id % 100)} }
		rings, chains := join(cut(r, outline(filled, n)), at)
		if len(chains) > 0 {
			t.Fatalf("chains %v", chains)
		}
		var placed []orb.Ring
		for _, nodes := range rings {
			var ring orb.Ring
			seen := map[int64]bool{}
			for i, id := range nodes {
				if i < len(nodes)-1 && seen[id] {
					t.Fatalf("ring %v touches itself", nodes)
				}
				seen[id] = true
				ring = append(ring, at(id))
			}
			placed = append(placed, ring)
		}
		polygons := nest(placed)
		area, want := 0.0, 0
		for _, p := range polygons {
			area += math.Abs(planar.Area(p))
			for i, ring := range p {
				if o := ring.Orientation(); o != []orb.Orientation{orb.CCW, orb.CW}[min(i, 1)] {
					t.Fatalf("ring %d of %v turns the wrong way", i, p)
				}
			}
		}
		for i, in := range filled {
			if in {
				want++
			}
			if got := planar.MultiPolygonContains(polygons, orb.Point{float64(i/n) + 0.5, float64(i%n) + 0.5}); got != in {
				t.Fatalf("square %d: %v, want %v in %v", i, got, in, polygons)
			}
		}
		if area != float64(want) {
			t.Fatalf("an area of %v, want %d: %v", area, want, polygons)
		}
	})
}

// outline returns the edges between filled squares and others, as pairs of
// nodes 100x+y.
func outline(filled []bool, n int) (edges [][]int64) {
	is := func(x, y int) bool { return x >= 0 && y >= 0 && x < n && y < n && filled[x*n+y] }
	for x := range n + 1 {
		for y := range n + 1 {
			if is(x, y) != is(x-1, y) {
				edges = append(edges, []int64{int64(100*x + y), int64(100*x + y + 1)})
			}
			if is(x, y) != is(x, y-1) {
				edges = append(edges, []int64{int64(100*x + y), int64(100*(x+1) + y)})
			}
		}
	}
	return edges
}

// cut joins edges to ways of random length, as mappers do: some are closed.
func cut(r *rand.Rand, edges [][]int64) (ways [][]int64) {
	r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
	for len(edges) > 0 {
		way := edges[0]
		edges = edges[1:]
		for range r.IntN(8) {
			end := way[len(way)-1]
			i := slices.IndexFunc(edges, func(e []int64) bool { return e[0] == end || e[1] == end })
			if i < 0 || way[0] == end {
				break
			}
			next := edges[i][0]
			if next == end {
				next = edges[i][1]
			}
			way = append(slices.Clone(way), next)
			edges = slices.Delete(slices.Clone(edges), i, i+1)
		}
		if r.IntN(2) == 0 {
			way = slices.Clone(way)
			slices.Reverse(way)
		}
		ways = append(ways, way)
	}
	return ways
}

func TestJoinKnown(t *testing.T) {
	at := func(id int64) orb.Point { return orb.Point{float64(id / 10), float64(id % 10)} }
	for _, c := range []struct {
		ways          [][]int64
		rings, chains string
	}{
		{[][]int64{{0, 10, 11, 0}}, "[[0 10 11 0]]", "[]"},
		{[][]int64{{0, 10}, {11, 10}, {11, 0}}, "[[0 10 11 0]]", "[]"},
		{[][]int64{{0, 10}, {10, 20}}, "[]", "[[0 10 20]]"},
		{[][]int64{{0, 10}, {10, 20}, {10, 11}}, "[]", "[[0 10] [20 10 11]]"},
		{[][]int64{{0, 10, 0}}, "[]", "[]"},                                        // there and back
		{[][]int64{{0, 10, 11, 0}, {0, 1, 2, 0}}, "[[0 10 11 0] [0 1 2 0]]", "[]"}, // two that touch
		{[][]int64{{0, 10, 11, 20, 21, 11, 0}}, "[[0 10 11 0] [11 20 21 11]]", "[]"},
	} {
		rings, chains := join(c.ways, at)
		if fmt.Sprint(rings) != c.rings || fmt.Sprint(chains) != c.chains {
			t.Errorf("%v: %v and %v, want %s and %s", c.ways, rings, chains, c.rings, c.chains)
		}
	}
}
