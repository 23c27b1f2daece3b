package mvt

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// TestGrid: the way to the grid is that of the CRS, to a ten-thousandth of a
// cell, at all zooms and up to the rim.
func TestGrid(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, set := range tile.Sets() {
		for z := range set.Matrices {
			for range 4 {
				id := tile.ID{Z: z, X: r.IntN(set.Width << z), Y: r.IntN(set.Height << z)}
				w := newWindow(set, id, Defaults())
				b, cell := set.Bounds(id), set.Side(z)/4096
				for i := range 50 {
					want := orb.Point{r.Float64()*4224 - 64, r.Float64()*4224 - 64}
					if i < 4 { // a corner of the window
						want = orb.Point{float64(-64 + 4224*(i%2)), float64(-64 + 4224*(i/2))}
					}
					p := set.CRS.Inverse(orb.Point{b.Min[0] + want[0]*cell, b.Max[1] - want[1]*cell})
					got := w.grid(p)
					// Of a metre, 30 nm are lost on the way there and back.
					if slack := 3e-4 + 3e-8/(cell*set.CRS.Unit); !(math.Abs(got[0]-want[0]) < slack && math.Abs(got[1]-want[1]) < slack) {
						t.Fatalf("%s %v: %v is at %v, want %v", set.ID, id, p, got, want)
					}
				}
			}
		}
	}
}

// TestPieces: cut in as many pieces as pieces says, an edge is nowhere far from
// where its projection is.
func TestPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, set := range tile.Sets() {
		for range 300 {
			z := r.IntN(set.Matrices)
			id := tile.ID{Z: z, X: r.IntN(set.Width << z), Y: r.IntN(set.Height << z)}
			w := newWindow(set, id, Defaults())
			in := func() orb.Point {
				return orb.Point{
					w.box.Min[0] + r.Float64()*(w.box.Max[0]-w.box.Min[0]),
					w.box.Min[1] + r.Float64()*(w.box.Max[1]-w.box.Min[1]),
				}
			}
			p, q := in(), in()
			n := w.pieces(p, q)
			for k := range n {
				a, b := between(p, q, float64(k)/float64(n)), between(p, q, float64(k+1)/float64(n))
				ga, gb, gm := w.grid(a), w.grid(b), w.grid(between(a, b, 0.5))
				off := math.Hypot(gm[0]-(ga[0]+gb[0])/2, gm[1]-(ga[1]+gb[1])/2)
				// The second derivative is taken at places; near the pole of
				// the first matrix it grows between them.
				if off > 3*bendTolerance {
					t.Fatalf("%s %v: piece %d of %d from %v to %v is %v cells off", set.ID, id, k, n, p, q, off)
				}
			}
		}
	}
}

// TestRound: tiles round alike, wherever they begin.
func TestRound(t *testing.T) {
	w := newWindow(flatSet, flatTile, Defaults())
	for v, want := range map[float64]int32{0: 0, 0.5: 1, 0.49: 0, -0.5: 0, -0.51: -1, -1: -1, 4096.5: 4097, -1e6: -64, 1e9: 4160} {
		if got := w.round1(v); got != want {
			t.Errorf("%v is rounded to %d, want %d", v, got, want)
		}
	}
	if got := w.round1(math.NaN()); got < -64 || got > 4160 {
		t.Errorf("NaN is %d", got)
	}
}
