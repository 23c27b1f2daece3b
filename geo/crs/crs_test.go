package crs

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestLookup(t *testing.T) {
	for _, test := range []struct {
		want  *CRS
		names string
	}{
		{CRS84, "http://www.opengis.net/def/crs/OGC/1.3/CRS84 http://www.opengis.net/def/crs/OGC/0/CRS84 https://www.opengis.net/def/crs/OGC/1.3/CRS84 urn:ogc:def:crs:OGC:1.3:CRS84 urn:ogc:def:crs:OGC::CRS84 OGC:CRS84 [OGC:CRS84] CRS84"},
		{EPSG4326, "http://www.opengis.net/def/crs/EPSG/0/4326 http://www.opengis.net/def/crs/EPSG/9.9.1/4326 urn:ogc:def:crs:EPSG::4326 EPSG:4326 epsg:4326 [EPSG:4326]"},
		{EPSG3857, "http://www.opengis.net/def/crs/EPSG/0/3857 EPSG:3857"},
		{EPSG32643, "http://www.opengis.net/def/crs/EPSG/0/32643 [EPSG:32643]"},
	} {
		for _, name := range strings.Fields(test.names) {
			if got, err := Lookup(name); got != test.want || err != nil {
				t.Errorf("Lookup(%q) = %v, %v; want %v", name, got, err, test.want)
			}
		}
	}
	for _, name := range []string{"", "EPSG", "EPSG:", ":4326", "EPSG:4327", "EPSG:4326:", "[EPSG:4326", "EPSG:4326]", "4326",
		"http://www.opengis.net/def/crs/EPSG/4326", "http://www.opengis.net/def/crs/EPSG/0/4326/", "urn:ogc:def:crs:EPSG:4326", "WGS84"} {
		_, err := Lookup(name)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || unknown.Name != name || !strings.Contains(err.Error(), EPSG3857.URI) {
			t.Errorf("Lookup(%q): %v", name, err)
		}
	}
	if EPSG(32643) != EPSG32643 || EPSG(1) != nil {
		t.Error("EPSG finds the wrong one")
	}
}

// FuzzLookup: whatever is found is found by its URI and its CURIE too.
func FuzzLookup(f *testing.F) {
	for _, c := range All() {
		f.Add(c.URI)
		f.Add("[" + c.CURIE() + "]")
	}
	f.Add("urn:ogc:def:crs:EPSG::4326")
	f.Fuzz(func(t *testing.T, name string) {
		c, err := Lookup(name)
		if err != nil {
			return
		}
		for _, again := range []string{c.URI, c.CURIE(), "[" + c.CURIE() + "]"} {
			if got, err := Lookup(again); got != c {
				t.Errorf("Lookup(%q) = %v, %v; want %v", again, got, err, c)
			}
		}
	})
}

func TestOrder(t *testing.T) {
	p := orb.Point{75.4, 40.5}
	for _, c := range All() {
		want := p
		if c == EPSG4326 {
			want = orb.Point{40.5, 75.4}
		}
		if got := c.Order(p); got != want || c.Order(got) != p {
			t.Errorf("%v: %v in the authority's order is %v, want %v", c, p, got, want)
		}
	}
}

// TestInverse: each way undoes the other, to 5 nm in the bounds.
func TestInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, c := range All() {
		for range 20_000 {
			p := inBounds(r, c)
			if got := c.Inverse(c.Forward(p)); !near(got, p, 5e-9/degree) {
				t.Fatalf("%v: %v comes back as %v", c, p, got)
			}
		}
	}
}

func inBounds(r *rand.Rand, c *CRS) orb.Point {
	b := c.Bounds
	return orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
}

// near allows for an error and for two units in the last place.
func near(a, b orb.Point, err float64) bool {
	for i := range a {
		if !(math.Abs(a[i]-b[i]) <= err+2*math.Abs(math.Nextafter(b[i], math.Inf(1))-b[i])) {
			return false
		}
	}
	return true
}

// TestFar: what lies outside the formulas is NaN, not a wrong place.
func TestFar(t *testing.T) {
	for _, p := range []orb.Point{{-105, 10}, {75 + 81, 10}, {75, 90.1}, {math.NaN(), 1}, {math.Inf(1), 1}} {
		if got := EPSG32643.Forward(p); !math.IsNaN(got[0]) || !math.IsNaN(got[1]) {
			t.Errorf("UTM of %v is %v, want NaN", p, got)
		}
	}
	for _, p := range []orb.Point{{500000, 1.1e7}, {3e7, 0}, {-2e7, 4e6}, {math.NaN(), 1}} {
		if got := EPSG32643.Inverse(p); !math.IsNaN(got[0]) || !math.IsNaN(got[1]) {
			t.Errorf("UTM %v is at %v, want NaN", p, got)
		}
	}
	if got := EPSG32643.Forward(orb.Point{75, 90}); !near(got, orb.Point{500000, 9997964.943020998}, 1e-6) {
		t.Errorf("the pole in UTM is %v", got)
	}
	if got := EPSG3857.Forward(orb.Point{0, 90}); !math.IsInf(got[1], 1) {
		t.Errorf("the pole in Web Mercator is at %v", got)
	}
	// The square of Web Mercator: as wide as it is high.
	if got := EPSG3857.Forward(orb.Point{180, MercatorLatitude}); math.Abs(got[0]-got[1]) > 1e-6 {
		t.Errorf("the corner of Web Mercator is %v", got)
	}
}

func TestSeparable(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, c := range All() {
		for range 1000 {
			p, q := inBounds(r, c), inBounds(r, c)
			a, b := c.Forward(p), c.Forward(orb.Point{p[0], q[1]})
			if c.Separable && (a[0] != b[0] || c.Forward(q)[1] != b[1] || (p[1] < q[1]) != (a[1] < b[1])) {
				t.Fatalf("%v is not separable at %v and %v", c, p, q)
			}
		}
	}
}

func BenchmarkForward(b *testing.B) {
	for _, c := range All() {
		b.Run(c.CURIE(), func(b *testing.B) {
			p := orb.Point{75.4, 40.5}
			for b.Loop() {
				p[0] += 1e-9
				c.Forward(p)
			}
		})
	}
}
