package memory_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/relate"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

// Of points alone the index says which lie in a box, without a second look: on
// edges, at poles and on either side of the antimeridian it must say what
// relate does.
func TestPointsInBoxes(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	lon := func() float64 { return []float64{-180, -179.5, 0, 75.4, 179.5, 180, r.Float64()*360 - 180}[r.IntN(7)] }
	lat := func() float64 { return []float64{-90, -89.5, 0, 40.5, 89.5, 90, r.Float64()*180 - 90}[r.IntN(7)] }
	d := store.Dataset{Collection: &store.Collection{ID: "points", Geometry: store.Point}}
	for i := range 500 {
		d.Features = append(d.Features, &store.Feature{ID: strconv.Itoa(1000 + i), Geometry: orb.Point{lon(), lat()}})
	}
	d.Features = append(d.Features, &store.Feature{ID: "nowhere"})
	s, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	for range 3000 {
		box := geo.Box{West: lon(), East: lon(), South: lat(), North: lat()}
		box.South, box.North = min(box.South, box.North), max(box.South, box.North)
		page, err := s.Features(context.Background(), "points", store.Query{BBox: &box, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, f := range page.Features {
			got = append(got, f.ID)
		}
		for _, f := range d.Features {
			if f.Geometry == nil || relate.MeetsBox(f.Geometry, box) {
				want = append(want, f.ID)
			}
		}
		if !slices.Equal(got, want) {
			for _, f := range d.Features {
				if a, b := slices.Contains(got, f.ID), slices.Contains(want, f.ID); a != b {
					t.Fatalf("%v: %s at %v: found %v, want %v", box, f.ID, f.Geometry, a, b)
				}
			}
		}
	}
}
