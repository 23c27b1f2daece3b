package hillshade

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"
)

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

// Heights are kept exactly.
func TestHeightsEncodePNG(t *testing.T) {
	h := &Heights{Columns: 3, Rows: 2, Values: []uint16{0, 1, 65535, 258, 4000, 7}}
	data, err := h.EncodePNG()
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range h.Values {
		if v, _, _, _ := got.At(i%3, i/3).RGBA(); v != uint32(want) {
			t.Errorf("value %d is %d, want %d", i, v, want)
		}
	}
	if _, err := (&Heights{Columns: 2, Rows: 2}).EncodePNG(); err == nil {
		t.Error("values are missing: no error")
	}
}
