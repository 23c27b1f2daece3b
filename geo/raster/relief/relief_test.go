package relief

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// hill is a grid with a round hill in its middle.
func hill(t *testing.T) *Relief {
	t.Helper()
	const n = 21
	picture := image.NewGray16(image.Rect(0, 0, n, n))
	for i := range n * n {
		x, y := float64(i%n-10)/10, float64(i/n-10)/10
		picture.SetGray16(i%n, i/n, color.Gray16{Y: uint16(500 + 3000*math.Exp(-4*(x*x+y*y)))})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	r, err := Decode(b.Bytes(), Place{West: 74, North: 40, Step: 0.1, Sea: 500, Frame: orb.Bound{Min: orb.Point{74, 38}, Max: orb.Point{76, 40}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReliefIsWhereItWasPlaced(t *testing.T) {
	r := hill(t)
	if g := r.At(75, 39); math.Abs(g.Z-3000) > 1 || math.Abs(g.East)+math.Abs(g.North) > 1e-6 || g.Share != 1 {
		t.Errorf("at the top: %+v", g)
	}
	// West of the top it rises to the east, south of it to the north.
	if g := r.At(74.6, 39); g.East <= 0 || math.Abs(g.North) > 1e-3 {
		t.Errorf("in the west: %+v", g)
	}
	if g := r.At(75, 38.6); g.North <= 0 || math.Abs(g.East) > 1e-3 {
		t.Errorf("in the south: %+v", g)
	}
	if g := r.At(90, 10); g.Share != 0 {
		t.Errorf("far away: %+v", g)
	}
	// The slope is what the height changes by.
	const d = 1e-4
	g, e, n := r.At(74.7, 39.2), r.At(74.7+d, 39.2), r.At(74.7, 39.2+d)
	metre := d * metres
	if east := (e.Z - g.Z) / (metre * math.Cos(39.2*math.Pi/180)); math.Abs(east-g.East) > 1e-4 {
		t.Errorf("rises %v to the east, want %v", g.East, east)
	}
	if north := (n.Z - g.Z) / metre; math.Abs(north-g.North) > 1e-4 {
		t.Errorf("rises %v to the north, want %v", g.North, north)
	}
}

// Outside of the frame the ground becomes a plain, without a step.
func TestHeight(t *testing.T) {
	r := hill(t)
	if a, b := r.Height(75.2, 39.1), r.At(75.2, 39.1).Z; a != b {
		t.Errorf("inside: %v, want %v", a, b)
	}
	if a, b := r.Height(76, 39), r.Height(76+1e-9, 39); math.Abs(a-b) > 1e-3 {
		t.Errorf("at the edge: %v and %v", a, b)
	}
	if a, b := r.Height(120, 0), r.Height(-60, 80); math.Abs(a-b) > 1 {
		t.Errorf("far away: %v and %v", a, b)
	}
}

// A parallel is the same relief.
func TestParallel(t *testing.T) {
	r := hill(t)
	var p Parallel
	for i := range 40 {
		lat := 37.5 + 0.07*float64(i)
		r.Parallel(&p, lat)
		for j := range 40 {
			lon := 73.5 + 0.07*float64(j)
			a, b := r.At(lon, lat), p.At(lon)
			if math.Abs(a.Z-b.Z) > 1e-6 || math.Abs(a.East-b.East) > 1e-9 || math.Abs(a.North-b.North) > 1e-9 || a.Share != b.Share {
				t.Fatalf("at %v, %v: %+v, want %+v", lon, lat, b, a)
			}
		}
	}
}

func TestAngle(t *testing.T) {
	for i := range 3600 {
		want := float64(i)*math.Pi/1800 - math.Pi + 1e-6
		sin, cos := math.Sincos(want)
		if got := angle(7*sin, 7*cos); math.Abs(got-want) > 1e-3 {
			t.Fatalf("%v is %v", want, got)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	var colored bytes.Buffer
	if err := png.Encode(&colored, image.NewRGBA(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"nothing": nil, "colours": colored.Bytes()} {
		if _, err := Decode(data, Place{Step: 1}); err == nil {
			t.Errorf("%s is a relief", name)
		}
	}
	if _, err := New(make([]float64, 9), 3, Place{}); err == nil {
		t.Error("heights at no distance are a relief")
	}
}

// Slopes that face the light are bright, those that turn away dark, level
// ground is as it was.
func TestShade(t *testing.T) {
	l := Light{Azimuth: 315, Exaggeration: 0.5, Shadow: [4]float64{0, 0, 0, 1}, Highlight: [4]float64{1, 1, 1, 1}, Accent: [4]float64{0.5, 0, 0, 0.5}}
	s := l.Shade(6)
	if a, b := s.At(Slope{Share: 1}); a != 0 || b != 0 {
		t.Errorf("level ground: %v, %v", a, b)
	}
	// Rising to the south-east, the ground faces the north-west.
	if shadow, light := s.At(Slope{East: 0.1, North: -0.1, Share: 1}); light < 0.3 || shadow > 0.01 {
		t.Errorf("facing the light: %v, %v", shadow, light)
	}
	if shadow, light := s.At(Slope{East: -0.1, North: 0.1, Share: 1}); shadow < 0.3 || light > 0.01 {
		t.Errorf("turned away: %v, %v", shadow, light)
	}
	for z := range 20 {
		s := l.Shade(float64(z))
		for i := range 36 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 18)
			c := s.Color(s.At(Slope{East: sin, North: cos, Share: 1}))
			for k := range 4 {
				if !(c[k] >= 0 && c[k] <= 1 && c[k] <= c[3]+1e-9) {
					t.Fatalf("zoom %d: %v", z, c)
				}
			}
		}
	}
	none := Light{}.Shade(6)
	if c := none.Color(none.At(Slope{East: 1, Share: 1})); c != [4]float64{} {
		t.Error("no light gives a colour")
	}
}
