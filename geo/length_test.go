package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// chopped is the oracle: an edge as many short geodesics. Halving their number
// quarters the error, which gives the limit.
func chopped(a, b orb.Point, n int) float64 {
	sum := func(n int) (metres float64) {
		last := a
		for i := 1; i <= n; i++ {
			t := float64(i) / float64(n)
			p := orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
			metres += karney(last, p)
			last = p
		}
		return metres
	}
	coarse, fine := sum(n/2), sum(n)
	return fine + (fine-coarse)/3
}

func TestLengthOfEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		a := orb.Point{r.Float64()*360 - 180, r.Float64()*170 - 85}
		b := orb.Point{r.Float64()*360 - 180, r.Float64()*170 - 85}
		if r.IntN(2) == 0 {
			b = orb.Point{a[0] + r.Float64()/10, a[1] + r.Float64()/10}
		}
		got, want := Length(orb.LineString{a, b}), chopped(a, b, 1000)
		if !(math.Abs(got-want) < 1e-8*want+1e-6) {
			t.Errorf("%v-%v: got %.7f, want %.7f", a, b, got, want)
		}
	}
}

// TestShortEdges holds the rule for short edges against the one for all.
func TestShortEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		a := orb.Point{r.Float64()*360 - 180, r.Float64()*170 - 85}
		span := math.Pow(10, -7+9*r.Float64()) // of longitudes: up to 100 degrees
		b := orb.Point{a[0] + span, a[1] + (2*r.Float64()-1)*shortEdge}
		got := edgeLength(a, b)
		want := mean(speedAlong(a, b), a[1], b[1], 1e-9)
		if !(math.Abs(got-want) <= 1e-13*want) {
			t.Fatalf("%v-%v: got %.12f, want %.12f: %g", a, b, got, want, got/want-1)
		}
	}
}

// TestLengthKnown has lengths that are known in closed form or by Karney.
func TestLengthKnown(t *testing.T) {
	quarter := 10001965.729312724 // of a meridian: Karney 2013, after equation 3
	for _, c := range []struct {
		name string
		g    orb.Geometry
		want float64
	}{
		{"the equator", orb.LineString{{-180, 0}, {180, 0}}, 2 * math.Pi * EquatorialRadius},
		{"the equator, over the antimeridian as given", orb.LineString{{179, 0}, {-179, 0}}, 2 * math.Pi * EquatorialRadius * 358 / 360},
		{"a meridian", orb.LineString{{7, -90}, {7, 90}}, 2 * quarter},
		{"a pole", orb.LineString{{-180, 90}, {180, 90}}, 0},
		{"a parallel", orb.LineString{{0, 60}, {90, 60}}, parallelRadius(60) * math.Pi / 2},
		{"an octant", orb.Bound{Max: orb.Point{90, 90}}, 2*quarter + EquatorialRadius*math.Pi/2},
		{"an unclosed ring", orb.Ring{{0, 0}, {90, 0}, {90, 90}, {0, 90}}, 2*quarter + EquatorialRadius*math.Pi/2},
		{"a part of a collection", orb.Collection{nil, orb.Point{1, 2}, orb.MultiLineString{{{7, 0}, {7, 90}}, {{8, 0}}}}, quarter},
	} {
		if got := Length(c.g); !(math.Abs(got-c.want) < 1e-6) {
			t.Errorf("%s: got %.9f, want %.9f", c.name, got, c.want)
		}
	}
}

func parallelRadius(lat float64) float64 {
	sin, cos := math.Sincos(lat * radian)
	return EquatorialRadius * cos / math.Sqrt(1-e2*sin*sin)
}

// TestAreaAgreesWithKarney compares with geodesic polygons whose edges are so
// short that they hardly differ from ours.
func TestAreaAgreesWithKarney(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		var ring orb.Ring
		c, size := orb.Point{r.Float64()*360 - 180, r.Float64()*140 - 70}, math.Pow(10, 1-4*r.Float64())
		for i := range 5 {
			sin, cos := math.Sincos(float64(i) * 2 * math.Pi / 5)
			d := size * (0.3 + r.Float64())
			ring = append(ring, orb.Point{c[0] + d*cos, c[1] + d*sin})
		}
		p := geodesic.WGS84.PolygonInit(false)
		for a, b := range edges(ring) {
			for i := range 2000 {
				s := float64(i) / 2000
				p.AddPoint(a[1]+s*(b[1]-a[1]), a[0]+s*(b[0]-a[0]))
			}
		}
		var want float64
		p.Compute(false, true, &want, nil)
		got := Area(ring)
		if !(math.Abs(got-want) < 1e-7*want+0.01) {
			t.Errorf("%v: got %.3f m², want %.3f m²", ring, got, want)
		}
		hole := orb.Ring{c, {c[0] + size/10, c[1]}, {c[0], c[1] + size/10}}
		if diff := got - Area(hole) - Area(orb.Collection{orb.MultiPolygon{{ring, hole}}}); math.Abs(diff) > 1e-6*got {
			t.Errorf("a hole is off by %v m²", diff)
		}
	}
	const earth = 510065621724088.44 // m²: 4πc² of WGS84, Karney 2013, equation 58
	if got := Area(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}); math.Abs(got-earth) > 1000 {
		t.Errorf("the Earth has %.2f m², want %.2f", got, earth)
	}
}
