package hillshade

import (
	"bytes"
	"image"
	"image/png"
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

func TestShade(t *testing.T) {
	if v := Shade(0, 0, Lights); math.Abs(v) > 1e-15 {
		t.Errorf("level ground has %v", v)
	}
	// Ground that rises to the south-east faces the north-west, the main light.
	if lit, dark := Shade(0.3, 0.3, Lights), Shade(-0.3, -0.3, Lights); lit <= 0 || dark >= 0 {
		t.Errorf("towards the light %v, away from it %v", lit, dark)
	}
	one := []Light{{Azimuth: 270, Altitude: 45, Share: 1}}
	if v, want := Shade(1, 0, one), 1-math.Sqrt2/2; math.Abs(v-want) > 1e-12 {
		t.Errorf("a slope square to the light has %v, want %v", v, want)
	}
	var sum float64
	for _, l := range Lights {
		sum += l.Share
	}
	if math.Abs(sum-1) > 1e-15 {
		t.Errorf("the lights sum to %v", sum)
	}
}

// Rows agree with the projection as EPSG:3857 writes it, in metres.
func TestRowsAreMercator(t *testing.T) {
	const radius, rows, south, north = 6378137.0, 1291, 34.0, 44.0
	metres := func(lat float64) float64 {
		return radius * math.Log(math.Tan(math.Pi/4+lat*math.Pi/360))
	}
	r := NewRows(south, north, rows)
	for row := 0.0; row <= rows; row += 0.5 {
		y := metres(north) + (metres(south)-metres(north))*row/rows
		if got := metres(r.Latitude(row)); math.Abs(got-y) > 1e-3 {
			t.Fatalf("row %v is at %v m, want %v", row, got, y)
		}
	}
	want := 1600 * (metres(north) - metres(south)) / (radius * 16 * math.Pi / 180)
	if n := Height([4]float64{66, south, 82, north}, 1600); math.Abs(float64(n)-want) > 0.5 {
		t.Errorf("%d rows, want %v", n, want)
	}
}

// The picture is what another decoder makes of it.
func TestEncodePNG(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	p := &Picture{Columns: 33, Rows: 21, Level: make([]int8, 33*21)}
	for i := range p.Level {
		p.Level[i] = int8(random.IntN(2*MaxLevel+1) - MaxLevel)
	}
	p.Level[0], p.Level[1], p.Level[2] = 0, MaxLevel, -MaxLevel
	data, err := EncodePNG(p, 120, 60)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != image.Rect(0, 0, 33, 21) {
		t.Fatalf("bounds %v", got.Bounds())
	}
	for i, level := range p.Level {
		r, _, _, a := got.At(i%33, i/33).RGBA()
		want := math.Round(math.Abs(float64(level)) * 120 / MaxLevel)
		if level > 0 {
			want = math.Round(float64(level) * 60 / MaxLevel)
		}
		if float64(a>>8) != want || level < 0 && r != 0 || level > 0 && r != a {
			t.Fatalf("level %d is grey %d with alpha %d, want %v", level, r>>8, a>>8, want)
		}
	}
	if _, err := EncodePNG(&Picture{Columns: 2, Rows: 2, Level: make([]int8, 3)}, 1, 1); err == nil {
		t.Error("a level is missing: no error")
	}
}
