package storetest

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/store"
)

// testNearest compares with the distances to all features, sorted. (That the
// distance is right is geo's to show.)
func testNearest(t *testing.T, open Open) {
	d := Random(20, 400)
	// Ties: three features at one place.
	for i := range 3 {
		d.Features[i*7].Geometry = orb.Point{75.39391, 40.55167}
	}
	s := opened(t, open, d)
	r := rand.New(rand.NewPCG(21, 0))
	for i := range 300 {
		q := store.NearestQuery{Point: randomPoint(r), Number: 1 + r.IntN(20)}
		if i%10 == 0 {
			q.Point = orb.Point{75.4, 40.5}
		}
		if r.IntN(3) == 0 {
			q.MaxDistance = r.Float64() * 5e6
		}
		if r.IntN(3) == 0 {
			q.Filter = cql2.Equal("kind", pick(r, "road", "rail"))
		}
		if r.IntN(4) == 0 {
			q.Time = &store.Interval{Start: randomDay(r)}
		}
		got, err := s.Nearest(context.Background(), d.Collection.ID, q)
		if err != nil {
			t.Fatal(err)
		}
		want := neighbours(d, q)
		if len(got) != len(want) {
			t.Fatalf("%+v: %d neighbours, want %d", q, len(got), len(want))
		}
		for j := range want {
			g, w := got[j], want[j]
			if g.Feature.ID != w.Feature.ID || math.Abs(g.Distance-w.Distance) > 0.002 {
				t.Fatalf("%+v: neighbour %d is %s at %.4f m, want %s at %.4f m", q, j, g.Feature.ID, g.Distance, w.Feature.ID, w.Distance)
			}
			if g.Bearing < 0 || g.Bearing >= 360 || g.Distance == 0 && g.Bearing != 0 {
				t.Fatalf("%+v: bearing %v at %v m", q, g.Bearing, g.Distance)
			}
		}
	}
}

func neighbours(d store.Dataset, q store.NearestQuery) []store.Neighbour {
	var all []store.Neighbour
	for _, f := range d.Features {
		if f.Geometry == nil {
			continue
		}
		m, _ := geo.Nearest(f.Geometry, q.Point)
		if q.MaxDistance > 0 && m > q.MaxDistance {
			continue
		}
		if q.Filter != nil && !cql2.Eval(q.Filter, func(name string) any { return d.Collection.Value(f, name) }) {
			continue
		}
		if q.Time != nil && !holds(d.Collection, f, *q.Time) {
			continue
		}
		all = append(all, store.Neighbour{Feature: f, Distance: m})
	}
	slices.SortStableFunc(all, func(a, b store.Neighbour) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Feature.ID, b.Feature.ID))
	})
	return all[:min(q.Number, len(all))]
}
