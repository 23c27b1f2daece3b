package index

import (
	"cmp"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

func TestQuick(t *testing.T) {
	for _, n := range []int{0, 1, 2, 15, 16, 17, 100, 256, 257, 5000} {
		points := uniform(n)
		x, tr := pack(t, points), plant(t, points)
		for _, p := range uniform(50) {
			type nb struct {
				id uint32
				d  float64
			}
			var want []nb
			for i, q := range points {
				want = append(want, nb{uint32(i), geo.Distance(p, q)})
			}
			slices.SortFunc(want, func(a, b nb) int { return cmp.Or(cmp.Compare(a.d, b.d), cmp.Compare(a.id, b.id)) })
			for k, f := range []func(orb.Point, func(uint32) float64, func(uint32, float64) bool){x.Nearest, tr.Nearest} {
				var got []nb
				f(p, nil, func(id uint32, m float64) bool { got = append(got, nb{id, m}); return len(got) < 40 })
				if !slices.Equal(got, want[:min(n, 40)]) {
					t.Fatal(k, n, p, got, want[:min(n, 40)])
				}
			}
		}
	}
}
