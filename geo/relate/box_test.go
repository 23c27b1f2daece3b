package relate

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/peterstace/simplefeatures/geom"

	"pamir/geo"
)

func TestMeetsBox(t *testing.T) {
	box := geo.Box{West: 0, South: 0, East: 10, North: 10}
	hole := `POLYGON((-20 -20,30 -20,30 30,-20 30,-20 -20),(-10 -10,20 -10,20 20,-10 20,-10 -10))`
	for text, want := range map[string]bool{
		"POINT(5 5)": true, "POINT(10 10)": true, "POINT(0 5)": true, "POINT(10.0001 5)": false,
		"MULTIPOINT((20 20),(5 5))": true, "MULTIPOINT((20 20),(21 21))": false,
		"LINESTRING(-5 5,15 5)":                      true,  // across
		"LINESTRING(-5 10,15 10)":                    true,  // along the edge
		"LINESTRING(-5 15,15 15)":                    false, // beside
		"LINESTRING(-5 5,5 15)":                      true,  // touches the corner region: passes through (0, 10)
		"LINESTRING(-5 6,4 15)":                      false, // passes the corner
		"LINESTRING(-1 -1,-1 11)":                    false,
		"LINESTRING(20 20,21 21)":                    false,
		"MULTILINESTRING((20 20,21 21),(-5 5,15 5))": true,
		"POLYGON((-1 -1,11 -1,11 11,-1 11,-1 -1))":   true, // around
		"POLYGON((2 2,3 2,3 3,2 3,2 2))":             true, // inside
		"POLYGON((10 10,20 10,20 20,10 20,10 10))":   true, // one corner
		"POLYGON((11 11,20 11,20 20,11 20,11 11))":   false,
		hole: false, // the box lies in the hole
		"MULTIPOLYGON(((11 11,20 11,20 20,11 20,11 11)),((2 2,3 2,3 3,2 3,2 2)))": true,
		"GEOMETRYCOLLECTION(POINT(20 20),LINESTRING(-5 5,15 5))":                  true,
	} {
		g, err := wkt.Unmarshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := MeetsBox(g, box); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	crossing := geo.Box{West: 170, South: -10, East: -170, North: 10}
	for _, tt := range []struct {
		g    orb.Geometry
		want bool
	}{
		{orb.Point{175, 0}, true}, {orb.Point{-175, 0}, true}, {orb.Point{180, 0}, true}, {orb.Point{0, 0}, false},
		{orb.LineString{{160, 0}, {165, 0}}, false}, {orb.LineString{{-160, 0}, {-175, 0}}, true},
		{orb.LineString{{160, 0}, {-160, 0}}, false}, // goes the long way, over 0
		{nil, false}, {orb.LineString{}, false}, {orb.Polygon{}, false}, {orb.Polygon{{}}, false}, {orb.Collection{nil}, false},
	} {
		if got := MeetsBox(tt.g, crossing); got != tt.want {
			t.Errorf("%v across the antimeridian: %v, want %v", tt.g, got, tt.want)
		}
	}
	for _, g := range orb.AllGeometries {
		MeetsBox(g, box) // no kind of geometry, nil or empty, makes it panic
	}
}

// TestMeetsBoxAgainstJTS compares with the overlay of another library, on
// coordinates that are small whole numbers, so that touching is common and
// both are exact.
func TestMeetsBoxAgainstJTS(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	point := func() orb.Point { return orb.Point{float64(r.IntN(13)), float64(r.IntN(13))} }
	compared, met := 0, 0
	for range 20_000 {
		var g orb.Geometry
		switch r.IntN(4) {
		case 0:
			g = point()
		case 1:
			g = orb.LineString{point(), point(), point()}
		case 2:
			p := point()
			g = orb.Polygon{{p, point(), point(), p}}
		case 3:
			p, q := point(), point()
			g = orb.MultiPolygon{{{p, point(), point(), p}}, {{q, point(), point(), q}}}
		}
		a, b := point(), point()
		box := geo.Box{West: min(a[0], b[0]), South: min(a[1], b[1]), East: max(a[0], b[0]), North: max(a[1], b[1])}
		want, valid := intersects(t, g, box)
		if !valid {
			continue
		}
		compared++
		if want {
			met++
		}
		if got := MeetsBox(g, box); got != want {
			t.Fatalf("%s and %v: %v, want %v", wkt.MarshalString(g), box, got, want)
		}
	}
	if compared < 10_000 || met < 2000 || compared-met < 2000 {
		t.Errorf("%d cases compared, %d of them met: too few of one kind", compared, met)
	}
}

// intersects asks simplefeatures, whose answers hold for valid geometries.
func intersects(t *testing.T, g orb.Geometry, box geo.Box) (meet, valid bool) {
	t.Helper()
	a, err := geom.UnmarshalWKT(wkt.MarshalString(g))
	if err != nil {
		return false, false
	}
	env := geom.NewEnvelope(geom.XY{X: box.West, Y: box.South}, geom.XY{X: box.East, Y: box.North})
	return geom.Intersects(a, env.AsGeometry()), true
}

func BenchmarkMeetsBox(b *testing.B) {
	ring := orb.Ring{}
	for i := range 1000 {
		ring = append(ring, orb.Point{float64(i % 100), float64(i / 10)})
	}
	p := orb.Polygon{append(ring, ring[0])}
	b.ReportAllocs()
	for b.Loop() {
		MeetsBox(p, geo.Box{West: 200, South: 200, East: 201, North: 201})
	}
}
