package outline

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

var box = orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{10, 10}}

// A comb that leaves the box between its teeth falls into its teeth: no
// bridges along the edge.
func TestClipAreaLeavesNoBridges(t *testing.T) {
	comb := orb.Polygon{{
		{1, 12}, {1, 4}, {3, 4}, {3, 11}, {5, 11}, {5, 4}, {7, 4}, {7, 12}, {1, 12},
	}}
	got, err := ClipArea(orb.MultiPolygon{comb}, box)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || math.Abs(planar.Area(got)) != 24 {
		t.Errorf("got %v", got)
	}
	if err := Valid(got); err != nil {
		t.Error(err)
	}
}

func TestClipArea(t *testing.T) {
	square := func(x0, y0, x1, y1 float64) orb.Ring {
		return orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}.ToRing()
	}
	for name, c := range map[string]struct {
		area orb.MultiPolygon
		want float64
	}{
		"inside":           {orb.MultiPolygon{{square(1, 1, 3, 3)}}, 4},
		"over a corner":    {orb.MultiPolygon{{square(8, 8, 12, 12)}}, 4},
		"round the box":    {orb.MultiPolygon{{square(-5, -5, 15, 15)}}, 100},
		"hole over edge":   {orb.MultiPolygon{{square(-5, -5, 15, 15), square(8, 2, 12, 4)}}, 96},
		"touches an edge":  {orb.MultiPolygon{{square(10, 2, 12, 4)}}, 0},
		"touches a corner": {orb.MultiPolygon{{square(10, 10, 12, 12)}}, 0},
		"outside":          {orb.MultiPolygon{{square(20, 20, 22, 22)}}, 0},
		"two":              {orb.MultiPolygon{{square(1, 1, 2, 2)}, {square(-1, 5, 1, 6)}}, 2},
	} {
		got, err := ClipArea(c.area, box)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a := math.Abs(planar.Area(got)); math.Abs(a-c.want) > 1e-9 {
			t.Errorf("%s: area %v, want %v: %v", name, a, c.want, got)
		}
		if c.want == 0 && len(got) > 0 {
			t.Errorf("%s: %v is left", name, got)
		}
	}
	bowTie := orb.MultiPolygon{{{{1, 1}, {3, 3}, {3, 1}, {1, 3}, {1, 1}}}}
	if _, err := ClipArea(bowTie, box); err == nil {
		t.Error("a polygon that crosses itself: no error")
	}
}

func TestClipLinesNeverFollowsTheBox(t *testing.T) {
	got := ClipLines(orb.MultiLineString{{{-1, 5}, {5, 5}, {5, 12}, {7, 12}, {7, 5}}, {{20, 20}, {30, 30}}}, box)
	want := orb.MultiLineString{{{0, 5}, {5, 5}, {5, 10}}, {{7, 10}, {7, 5}}}
	if !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUntie(t *testing.T) {
	// Two cells that touch at a corner, and a ring of cells round a hole that
	// touches the outline.
	corner := orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}, {0, 1}, {0, 0}}}
	notch := orb.Polygon{{{0, 0}, {3, 0}, {3, 3}, {1, 3}, {2, 2}, {2, 1}, {1, 1}, {1, 3}, {0, 3}, {0, 0}}}
	for name, c := range map[string]struct {
		polygon orb.Polygon
		parts   int
		area    float64
	}{"corner": {corner, 2, 2}, "notch": {notch, 1, 7.5}} {
		got := Untie(c.polygon)
		if err := Valid(got); err != nil {
			t.Errorf("%s: %v: %v", name, got, err)
		}
		if a := math.Abs(planar.Area(got)); len(got) != c.parts || math.Abs(a-c.area) > 1e-9 {
			t.Errorf("%s: %d parts of area %v: %v", name, len(got), a, got)
		}
	}
}

// wiggle is a line between two positions with n positions between them.
func wiggle(random *rand.Rand, a, b orb.Point, n int) []orb.Point {
	line := []orb.Point{a}
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n+1)
		line = append(line, orb.Point{
			a[0] + t*(b[0]-a[0]) + random.Float64()*0.02,
			a[1] + t*(b[1]-a[1]) + random.Float64()*0.02,
		})
	}
	return append(line, b)
}

// Neighbours keep one border whichever way round they are, wherever their
// rings start, and a line along the border is the same once more.
func TestNeighboursKeepOneBorder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		border := wiggle(random, orb.Point{5, 0}, orb.Point{5, 10}, 200)
		west := orb.Ring(slices.Concat(border, []orb.Point{{0, 10}, {0, 0}, {5, 0}}))
		back := slices.Clone(border)
		slices.Reverse(back)
		east := slices.Concat(back, []orb.Point{{10, 0}, {10, 10}})
		start := random.IntN(len(east))
		east = slices.Concat(east[start:], east[:start+1])

		m := NewMesh(box)
		a, b := m.AddArea(orb.MultiPolygon{{west}}), m.AddArea(orb.MultiPolygon{{east}})
		l := m.AddLines(orb.MultiLineString{border[50:150]})
		if err := m.Simplify(1000); err != nil {
			t.Fatal(err)
		}
		if sum := planar.Area(m.Area(a)) + planar.Area(m.Area(b)); math.Abs(sum-100) > 1e-9 {
			t.Fatalf("the areas sum to %v, want 100", sum)
		}
		if n := len(m.Area(a)[0][0]); n > 100 {
			t.Fatalf("%d positions are left of 203", n)
		}
		for _, p := range m.Lines(l)[0] {
			if !slices.Contains(m.Area(a)[0][0], p) || !slices.Contains(m.Area(b)[0][0], p) {
				t.Fatalf("the line's %v is not on both outlines", p)
			}
		}
	}
}

// Every position that was dropped lies within the tolerance of what remains:
// checked one by one against every segment.
func TestSimplifyKeepsTheTolerance(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const metres = 500
	for range 100 {
		line := orb.LineString(wiggle(random, orb.Point{1, 1}, orb.Point{9, 8}, 300))
		m := NewMesh(box)
		l := m.AddLines(orb.MultiLineString{line})
		if err := m.Simplify(metres); err != nil {
			t.Fatal(err)
		}
		got := m.Lines(l)[0]
		if len(got) >= len(line) {
			t.Fatal("nothing was dropped")
		}
		for _, p := range line {
			nearest := math.Inf(1)
			for i := 1; i < len(got); i++ {
				nearest = min(nearest, m.distance(toPoint(p), toPoint(got[i-1]), toPoint(got[i])))
			}
			if nearest > metres {
				t.Fatalf("%v is %v m off", p, nearest)
			}
		}
	}
}

// Where simplifying would make a ring cross itself, it is taken finer.
func TestSimplifyStaysValid(t *testing.T) {
	// A thin hook: dropping its tip and keeping its bend crosses the edges.
	hook := orb.Ring{
		{1, 1}, {9, 1}, {9, 9}, {8.9, 9}, {8.999, 5}, {8.99, 1.01}, {5, 1.004}, {4.99, 1.5}, {4.98, 1.004}, {1, 1.002}, {1, 1},
	}
	m := NewMesh(box)
	a := m.AddArea(orb.MultiPolygon{{hook}})
	if err := m.Simplify(2000); err != nil {
		t.Fatal(err)
	}
	if err := Valid(m.Area(a)); err != nil {
		t.Error(err)
	}
}

// Rings come out closed, on the grid, outer ones counterclockwise and holes
// clockwise, however they went in.
func TestRingsAreOriented(t *testing.T) {
	outer := orb.Ring{{1, 1}, {1, 9}, {9, 9}, {9, 1}, {1, 1}}
	hole := orb.Ring{{3, 3}, {5, 3}, {5, 5.123456789}, {3, 5}, {3, 3}}
	m := NewMesh(box)
	a := m.AddArea(orb.MultiPolygon{{outer, hole}})
	if err := m.Simplify(1); err != nil {
		t.Fatal(err)
	}
	got := m.Area(a)[0]
	if got[0].Orientation() != orb.CCW || got[1].Orientation() != orb.CW {
		t.Errorf("got %v", got)
	}
	for _, r := range got {
		if !r.Closed() || len(r) != 5 {
			t.Errorf("ring %v", r)
		}
	}
	if !slices.Contains(got[1], orb.Point{5, 5.12346}) {
		t.Errorf("%v is not on the grid", got[1])
	}
}
