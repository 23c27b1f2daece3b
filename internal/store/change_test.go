package store_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

func TestDiff(t *testing.T) {
	set := func(id string, properties int, features ...*store.Feature) store.Dataset {
		return store.Dataset{Collection: &store.Collection{ID: id, Properties: make([]store.Property, properties)}, Features: features}
	}
	feature := func(id string, lon float64, values ...store.Value) *store.Feature {
		return &store.Feature{ID: id, Geometry: orb.Point{lon, 40}, Values: values}
	}
	high := func(z ...float64) *store.Feature {
		f := feature("high", 1)
		f.Z = z
		return f
	}
	before := []store.Dataset{
		set("a", 1, feature("same", 1, "x"), feature("moved", 1), feature("said", 1, "x"), feature("gone", 1), high(1, math.NaN())),
		set("schema", 1, feature("f", 1)),
		set("lost", 0, feature("f", 1), feature("g", 1)),
	}
	after := []store.Dataset{
		set("a", 1, feature("come", 1), feature("said", 1, store.JSON(`"x"`)), feature("moved", 2), feature("same", 1, "x"), high(1, math.NaN())),
		set("schema", 2, feature("f", 1)),
		set("new", 0, feature("f", 1)),
	}
	var got []string
	for _, c := range store.Diff(before, after) {
		what := c.Collection + "/"
		switch {
		case c.Before == nil:
			what += c.After.ID + " came"
		case c.After == nil:
			what += c.Before.ID + " went"
		case c.Before.ID == c.After.ID:
			what += c.After.ID
		}
		got = append(got, what)
	}
	want := []string{"a/come came", "a/said", "a/moved", "a/gone went", "schema/f", "new/f came", "lost/f went", "lost/g went"}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if c := store.Diff(before, before); len(c) != 0 {
		t.Errorf("nothing has changed, but %v", c)
	}
	after[0].Features[4] = high(1, 2)
	if c := store.Diff(before[:1], after[:1]); len(c) != 5 {
		t.Errorf("a height has changed too: %v", c)
	}
}
