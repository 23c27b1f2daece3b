package relief

import (
	"math"
	"math/rand/v2"
	"testing"
)

func grid(random *rand.Rand, columns, rows int) []float64 {
	heights := make([]float64, columns*rows)
	for i := range heights {
		heights[i] = random.Float64() * 5000
	}
	return heights
}

// The surface meets every height it was made from.
func TestSurfaceMeetsItsHeights(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, size := range [][2]int{{2, 2}, {3, 7}, {50, 60}} {
		columns, rows := size[0], size[1]
		heights := grid(random, columns, rows)
		s, err := NewSurface(heights, columns)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range heights {
			x, y := float64(i%columns), float64(i/columns)
			if z := s.At(x, y).Z; math.Abs(z-want) > 1e-6 {
				t.Fatalf("%d×%d: %v at (%v, %v), want %v", columns, rows, z, x, y, want)
			}
		}
	}
}

// The slope is what the height changes by, also across the grid's lines.
func TestSlopeIsTheChangeOfHeight(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	s, err := NewSurface(grid(random, 20, 20), 20)
	if err != nil {
		t.Fatal(err)
	}
	const d = 1e-5
	for range 1000 {
		x, y := 1+random.Float64()*17, 1+random.Float64()*17
		if random.IntN(4) == 0 {
			x = math.Round(x)
		}
		got := s.At(x, y)
		dx := (s.At(x+d, y).Z - s.At(x-d, y).Z) / (2 * d)
		dy := (s.At(x, y+d).Z - s.At(x, y-d).Z) / (2 * d)
		if math.Abs(dx-got.DX) > 0.05 || math.Abs(dy-got.DY) > 0.05 {
			t.Fatalf("at (%v, %v): %v, want %v and %v", x, y, got, dx, dy)
		}
	}
}

func TestSurfaceNeedsAGrid(t *testing.T) {
	for _, c := range []struct{ heights, columns int }{{0, 0}, {4, 1}, {7, 2}, {2, 2}, {4, -2}} {
		if _, err := NewSurface(make([]float64, c.heights), c.columns); err == nil {
			t.Errorf("%d heights in rows of %d: no error", c.heights, c.columns)
		}
	}
}
