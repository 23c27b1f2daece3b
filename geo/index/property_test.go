package index_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// TestNearestProperty is the promise of the package: never a wrong order, never
// a missed neighbour. Each case is a small world of points, lines, polygons and
// boxes and a position in it, for each kind of index, and the oracle measures
// every feature. Distances may differ from the oracle's by a millimetre.
func TestNearestProperty(t *testing.T) {
	const workers = 4
	cases := 100_000
	if testing.Short() {
		cases = 4000
	}
	for i := range workers {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			w := newWorld(uint64(100 + i))
			for n := 0; n < cases/workers && !t.Failed(); n++ {
				make, count := w.any, w.IntN(10)
				if n%5 < 2 {
					make, count = w.point, w.IntN(40)
				}
				fs, c, size := w.features(count, make)
				checkNearest(t, kinds[n%len(kinds)].build(t, fs), fs, w.near(c, size))
			}
		})
	}
}

func checkNearest(t *testing.T, x places, fs []feature, p orb.Point) {
	t.Helper()
	const millimetre = 1e-3
	type neighbour struct {
		id     uint32
		metres float64
	}
	from := geo.From(p)
	var got []neighbour
	x.Nearest(p, func(id uint32) float64 {
		metres, _ := from.Nearest(fs[id].geometry)
		return metres
	}, func(id uint32, metres float64) bool {
		got = append(got, neighbour{id, metres})
		return len(got) < 3
	})
	if len(got) != min(3, len(fs)) {
		t.Fatalf("from %v: %d of %d features visited", p, len(got), len(fs))
	}
	if len(got) == 0 {
		return
	}
	visited := map[uint32]float64{}
	for i, n := range got {
		visited[n.id] = n.metres
		if i > 0 && !(got[i-1].metres < n.metres || got[i-1].metres == n.metres && got[i-1].id < n.id) {
			t.Errorf("from %v: %v is visited before %v", p, got[i-1], n)
		}
	}
	last := got[len(got)-1].metres
	for i, f := range fs {
		metres, ok := visited[uint32(i)]
		wrong := func(want float64) bool {
			return ok && !(math.Abs(metres-want) <= millimetre) || !ok && want < last-millimetre
		}
		if !wrong(sampledDistance(p, f.geometry, 8, last)) {
			continue
		}
		if want := sampledDistance(p, f.geometry, 500, last); wrong(want) {
			t.Errorf("from %v: %d is %v m away, visited as %v (%v) before %v\n%v", p, i, want, metres, ok, last, f.geometry)
		}
	}
}
