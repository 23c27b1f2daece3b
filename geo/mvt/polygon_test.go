package mvt

import (
	"math/rand/v2"
	"testing"

	"pamir/geo/mvt/mvttest"
)

// TestLaw: whatever a polygon is, what leaves is valid and covers the same.
func TestLaw(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 1000
	}
	repaired := 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		in := mvttest.Nasty(r)
		buffer := []int{0, 64}[r.IntN(2)]
		f, report := encodeOne(t, flatSet, flatTile, flatPolygons(in), exact(buffer))
		repaired += report.Repaired
		if f == nil {
			// Nothing was there, but for half a cell along the rim.
			area, length := filledArea(in, float64(-buffer), float64(4096+buffer))
			if report.Dropped.Any() || area > length {
				t.Fatalf("seed %d: %v: an area of %v is gone: %+v", seed, in, area, report)
			}
			continue
		}
		out := asMulti(f.Geometry)
		if err := checkLaw(in, out, float64(-buffer), float64(4096+buffer), r); err != nil {
			t.Fatalf("seed %d: %v: %v", seed, in, err)
		}
	}
	t.Logf("%d of %d were repaired", repaired, n)
}
