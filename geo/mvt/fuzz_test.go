package mvt

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// FuzzPolygon holds any polygons against the law of TestLaw. Two bytes are a
// coordinate, in quarters of a cell around the tile; 255 ends a ring, or, after a
// ring, a polygon.
func FuzzPolygon(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x00\x40\x00\x00\x00\x40\x00\x40\x00\x00\x00\x40\x00"))
	f.Add([]byte("AAAABAAABABAAABA\xffCACADACADADACADA\xff\xffZZZZYYYYZYYY"))
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 9))
		b := make([]byte, r.IntN(80))
		for i := range b {
			b[i] = byte(r.IntN(8) * 36)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 200 {
			return // the oracle takes the cube of it
		}
		in := polygonsFrom(b)
		r := rand.New(rand.NewPCG(uint64(len(b)), 1))
		out, report := encodeOne(t, flatSet, flatTile, flatPolygons(in), exact(64))
		if out == nil {
			if report.Dropped.Any() {
				t.Fatalf("%v: %+v", in, report)
			}
			return
		}
		if err := checkLaw(in, asMulti(out.Geometry), -64, 4160, r); err != nil {
			t.Fatalf("%v: %v", in, err)
		}
		// Simplified it may be less, but it is valid and there.
		out, _ = encodeOne(t, flatSet, flatTile, flatPolygons(in), Defaults())
		if out == nil {
			t.Fatalf("%v vanished when it was simplified", in)
		}
		if err := checkValid(asMulti(out.Geometry)); err != nil {
			t.Fatalf("%v: simplified: %v", in, err)
		}
	})
}

func polygonsFrom(b []byte) orb.MultiPolygon {
	mp := orb.MultiPolygon{{{}}}
	for len(b) > 0 {
		poly := &mp[len(mp)-1]
		ring := &(*poly)[len(*poly)-1]
		switch {
		case b[0] == 255 && len(*ring) == 0 && len(*poly) > 1:
			*poly = (*poly)[:len(*poly)-1]
			mp = append(mp, orb.Polygon{{}})
			b = b[1:]
		case b[0] == 255:
			*poly = append(*poly, orb.Ring{})
			b = b[1:]
		case len(b) < 4:
			b = nil
		default:
			coordinate := func(hi, lo byte) float64 { return (float64(hi)*256+float64(lo))/4*0.3 - 300 }
			*ring = append(*ring, orb.Point{coordinate(b[0], b[1]), coordinate(b[2], b[3])})
			b = b[4:]
		}
	}
	return mp
}
