package hillshade

import (
	"math"
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
