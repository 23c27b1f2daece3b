// Package storetest holds the contract of store.Store as tests, which every
// store runs:
//
//	func TestContract(t *testing.T) {
//		storetest.Run(t, func(t *testing.T, d ...store.Dataset) store.Store { … })
//	}
//
// What a store answers is compared with a reading of the contract that is slow
// and obvious: every feature looked at, in order.
package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/store"
)

// Open makes a store of the datasets; the test closes it.
type Open func(t *testing.T, datasets ...store.Dataset) store.Store

// Run runs the suite.
func Run(t *testing.T, open Open) {
	t.Run("Collections", func(t *testing.T) { testCollections(t, open) })
	t.Run("Feature", func(t *testing.T) { testFeature(t, open) })
	t.Run("NotFound", func(t *testing.T) { testNotFound(t, open) })
	t.Run("Cursor", func(t *testing.T) { testCursor(t, open) })
	t.Run("Cancelled", func(t *testing.T) { testCancelled(t, open) })
	t.Run("Features", func(t *testing.T) { testFeatures(t, open) })
	t.Run("Pages", func(t *testing.T) { testPages(t, open) })
	t.Run("Nearest", func(t *testing.T) { testNearest(t, open) })
	t.Run("Dense", func(t *testing.T) { testDense(t, open) })
}

// opened opens a store and sees to its end.
func opened(t *testing.T, open Open, d ...store.Dataset) store.Store {
	t.Helper()
	s := open(t, d...)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func testCollections(t *testing.T, open Open) {
	a, b := Random(1, 10), Random(2, 10)
	a.Collection.ID, b.Collection.ID = "b", "a"
	s := opened(t, open, a, b)
	got, err := s.Collections(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != "b" || got[1].ID != "a" {
		t.Errorf("the collections come as %v, want them in the order given", got)
	}
}

func testFeature(t *testing.T, open Open) {
	d := Random(3, 50)
	s := opened(t, open, d)
	for _, want := range d.Features {
		got, err := s.Feature(context.Background(), d.Collection.ID, want.ID)
		if err != nil {
			t.Fatal(err)
		}
		sameFeature(t, got, want)
	}
}

// sameFeature checks that nothing was lost on the way.
func sameFeature(t *testing.T, got, want *store.Feature) {
	t.Helper()
	if got.ID != want.ID || !sameGeometry(got.Geometry, want.Geometry) || len(got.Z) != len(want.Z) || len(got.Values) != len(want.Values) {
		t.Fatalf("feature %+v, want %+v", got, want)
	}
	for i := range want.Z {
		if got.Z[i] != want.Z[i] {
			t.Errorf("feature %s: height %d is %v, want %v", want.ID, i, got.Z[i], want.Z[i])
		}
	}
	for i := range want.Values {
		if !sameValue(got.Values[i], want.Values[i]) {
			t.Errorf("feature %s: value %d is %#v, want %#v", want.ID, i, got.Values[i], want.Values[i])
		}
	}
}

func sameGeometry(a, b orb.Geometry) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return orb.Equal(a, b)
}

func sameValue(a, b store.Value) bool {
	if x, ok := a.(store.JSON); ok {
		y, ok := b.(store.JSON)
		return ok && string(x) == string(y)
	}
	return a == b
}

func testNotFound(t *testing.T, open Open) {
	d := Random(4, 5)
	s := opened(t, open, d)
	ctx := context.Background()
	_, err := s.Feature(ctx, "nowhere", "f0000")
	wantNotFound(t, "Feature of an unknown collection", err)
	_, err = s.Feature(ctx, d.Collection.ID, "nobody")
	wantNotFound(t, "Feature with an unknown id", err)
	_, err = s.Features(ctx, "nowhere", store.Query{})
	wantNotFound(t, "Features", err)
	_, err = s.Nearest(ctx, "nowhere", store.NearestQuery{Number: 1})
	wantNotFound(t, "Nearest", err)
}

func wantNotFound(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%s: error %v, want one that wraps ErrNotFound", what, err)
	}
}

func testCursor(t *testing.T, open Open) {
	d := Random(5, 5)
	s := opened(t, open, d)
	for _, q := range []store.Query{{After: "nobody"}, {Before: "nobody"}, {After: "f0001", Before: "f0002"}} {
		if _, err := s.Features(context.Background(), d.Collection.ID, q); !errors.Is(err, store.ErrCursor) {
			t.Errorf("Features(%+v): error %v, want one that wraps ErrCursor", q, err)
		}
	}
}

func testCancelled(t *testing.T, open Open) {
	d := Random(6, 5000)
	s := opened(t, open, d)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.Features(ctx, d.Collection.ID, store.Query{Filter: cql2.Equal("kind", "none of them")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Features after its caller has gone: error %v, want context.Canceled", err)
	}
}

// testDense asks for boxes that hold most of a large collection, where a store
// may take another way than for small ones.
func testDense(t *testing.T, open Open) {
	if testing.Short() {
		t.Skip("many features")
	}
	d := Random(7, 20_000)
	s := opened(t, open, d)
	for _, box := range []geo.Box{geo.World, {West: -170, South: -80, East: 170, North: 80}, {West: 10, South: -90, East: -10, North: 90}} {
		for _, q := range []store.Query{{BBox: &box, Limit: 7}, {BBox: &box, Limit: 7, After: "f10000"}, {BBox: &box, Limit: 7, Before: "f10000"}} {
			compare(t, s, d, q)
		}
	}
}
