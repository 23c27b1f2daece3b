package tile

import (
	"math"
	"testing"
)

// TestHilbert goes through all tiles of the first ten matrices: the numbers
// follow each other without a gap, and so do the tiles.
func TestHilbert(t *testing.T) {
	var n uint64
	for z := range 10 {
		var last ID
		for i := range 1 << (2 * z) {
			id, err := FromHilbert(n)
			if err != nil || id.Z != z || id.Hilbert() != n || !WebMercatorQuad.Has(id) {
				t.Fatalf("%d is %v, %v, which is %d", n, id, err, id.Hilbert())
			}
			if step := abs(id.X-last.X) + abs(id.Y-last.Y); i > 0 && step != 1 {
				t.Fatalf("%v follows %v", id, last)
			}
			last = id
			n++
		}
	}
}

func abs(n int) int { return max(n, -n) }

// TestHilbertKnown has the numbers that the PMTiles specification and its
// reference implementation give.
func TestHilbertKnown(t *testing.T) {
	for _, test := range []struct {
		id   ID
		want uint64
	}{
		{ID{0, 0, 0}, 0},
		{ID{1, 0, 0}, 1}, {ID{1, 0, 1}, 2}, {ID{1, 1, 1}, 3}, {ID{1, 1, 0}, 4},
		{ID{2, 0, 0}, 5},
		{ID{12, 3423, 1763}, 19078479},
		{ID{31, 1<<31 - 1, 0}, (1<<62-1)/3 + 1<<62 - 1},
	} {
		if got := test.id.Hilbert(); got != test.want {
			t.Errorf("%v is %d, want %d", test.id, got, test.want)
		}
	}
	for z := range MaxHilbertZ + 1 {
		far := 1<<z - 1
		for _, id := range []ID{{z, 0, 0}, {z, far, 0}, {z, 0, far}, {z, far, far}, {z, far / 2, far / 3}} {
			if got, err := FromHilbert(id.Hilbert()); got != id || err != nil {
				t.Errorf("%v comes back as %v, %v", id, got, err)
			}
		}
	}
	for _, n := range []uint64{(1<<62-1)/3 + 1<<62, math.MaxUint64} {
		if id, err := FromHilbert(n); err == nil {
			t.Errorf("%d is %v", n, id)
		}
	}
}

func BenchmarkHilbert(b *testing.B) {
	id := ID{14, 11621, 6165}
	for b.Loop() {
		id, _ = FromHilbert(id.Hilbert())
	}
}
