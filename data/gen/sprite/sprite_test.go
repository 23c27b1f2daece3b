package sprite

import (
	"bytes"
	"encoding/json"
	"image/png"
	"math"
	"testing"

	"pamir/geo/raster/ink"
)

// area is that of contours, those that run the other way taken off.
func area(contours [][]ink.Point) float64 {
	sum := 0.0
	for _, c := range contours {
		last := c[len(c)-1]
		for _, p := range c {
			sum += float64(last.X*p.Y-p.X*last.Y) / 2
			last = p
		}
	}
	return math.Abs(sum)
}

func TestParsePath(t *testing.T) {
	for _, c := range []struct {
		d    string
		area float64
	}{
		{"M0 0H4V3H0Z", 12},
		{"m1,1 4,0 0,3 -4,0z", 12},
		{"M0 0L4 0 4 3 0 3", 12},
		{"M0,0h4v3h-4zm1,1v1h1v-1z", 11},
		{"M-5 0A5 5 0 0 1 5 0A5 5 0 0 1-5 0Z", 25 * math.Pi},
		{"M-5 0a5 5 0 1 110 0 5 5 0 01-10 0", 25 * math.Pi},
		{"M-1-1L1-1 1 1-1 1", 4},
		{"M.5.5h1v1h-1z", 1},
		{"M0 0C0 1 1 2 2 2S4 1 4 0z", 6.1}, // as below
		{"M0 0C0 1 1 2 2 2C3 2 4 1 4 0z", 6.1},
		{"M0 0Q2 4 4 0T8 0V-2H0z", 16},
		{"M0 0A3 2 90 0 0 4 0z", math.NaN()},
		{"", 0},
	} {
		got, err := ParsePath(c.d)
		if err != nil {
			t.Errorf("%q: %v", c.d, err)
		} else if a := area(got); math.Abs(a-c.area) > 0.01*(1+c.area) {
			t.Errorf("%q has an area of %v, want %v", c.d, a, c.area)
		}
	}
	for _, d := range []string{"M", "M1", "L x", "M0 0 A1 1 0 2 1 3 3", "5 5", "M0 0Z1", "M1e", "M1-"} {
		if got, err := ParsePath(d); err == nil {
			t.Errorf("%q is %v", d, got)
		}
	}
}

func FuzzParsePath(f *testing.F) {
	f.Add("M0 0C0 1 1 2 2 2S4 1 4 0zm1,1a5 5 0 1 010 0Q1 2 3 4T5 6")
	f.Fuzz(func(t *testing.T, d string) {
		contours, err := ParsePath(d)
		if err != nil {
			return
		}
		for _, c := range contours {
			if len(c) < 3 {
				t.Errorf("a contour of %d points", len(c))
			}
		}
	})
}

func TestParseSVG(t *testing.T) {
	s, err := ParseSVG([]byte(`<svg viewBox="0 0 15 15"><path d="M0 0H4V3H0Z"/><path d="M5 5h1v1h-1z"/></svg>`))
	if err != nil || s.Size != 15 || len(s.Contours) != 2 {
		t.Errorf("have %+v, %v", s, err)
	}
	for _, text := range []string{"", "<svg/>", `<svg viewBox="0 0 15 15"/>`, `<svg viewBox="0 0 15 10"><path d="M0 0H4V3H0Z"/></svg>`, `<svg viewBox="0 0 0 0"><path d="M0 0H4V3H0Z"/></svg>`} {
		if _, err := ParseSVG([]byte(text)); err == nil {
			t.Errorf("%q is an icon", text)
		}
	}
}

// The plates could be read, and lie in their box.
func TestPlates(t *testing.T) {
	for i, s := range []Shape{Circle, Rounded, Square, Diamond, Hexagon, Peak, Gate, Pin, Query, Unequal, Shield} {
		if a := area(s.Contours); a < 30 || a > 24*24 {
			t.Errorf("plate %d has an area of %v", i, a)
		}
	}
}

// Icons are where the list says, at both ratios, and do not touch.
func TestSheet(t *testing.T) {
	icons := map[string]*Icon{}
	for i, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
		icons[name] = &Icon{Size: float64(10 + 3*(i%4)), Layers: []Layer{{Shape: Square, Size: 9 + 3*float64(i%4), Color: "#ff0000"}}}
	}
	icons["s"] = &Icon{Size: 16, Width: 250, StretchX: [][2]float64{{4, 8}}, Content: &[4]float64{1, 2, 3, 4}, Layers: []Layer{{Shape: Circle, Size: 12, Color: "#00ff00", Edge: 1}}}
	for ratio := 1; ratio <= 2; ratio++ {
		picture, list, err := Sheet(icons, ratio)
		if err != nil {
			t.Fatal(err)
		}
		var entries map[string]entry
		if err := json.Unmarshal(list, &entries); err != nil {
			t.Fatal(err)
		}
		sheet, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		taken := map[[2]int]string{}
		for name, e := range entries {
			if e.PixelRatio != ratio || e.Height != int(icons[name].Size)*ratio || e.X+e.Width > sheet.Bounds().Dx() || e.Y+e.Height > sheet.Bounds().Dy() {
				t.Errorf("%s is %+v", name, e)
			}
			if _, _, _, a := sheet.At(e.X+e.Width/2, e.Y+e.Height/2).RGBA(); a == 0 && name != "s" {
				t.Errorf("%s is empty", name)
			}
			for i := range e.Width * e.Height {
				at := [2]int{e.X + i%e.Width, e.Y + i/e.Width}
				if other, ok := taken[at]; ok {
					t.Fatalf("%s lies on %s", name, other)
				}
				taken[at] = name
			}
		}
		if s := entries["s"]; s.StretchX[0] != [2]float64{4 * float64(ratio), 8 * float64(ratio)} || s.Content[3] != 4*float64(ratio) {
			t.Errorf("stretched at %+v", s)
		}
	}
	icons["a"].Layers[0].Color = "red"
	if _, _, err := Sheet(icons, 1); err == nil {
		t.Error("a colour that is none is drawn")
	}
}
