package store

import (
	"reflect"
	"slices"
)

// Change is a feature that has become another, has come (Before is nil) or has
// gone (After is nil).
type Change struct {
	Collection    string
	Before, After *Feature
}

// Diff returns what has changed between two states of the same datasets: the
// features that differ in anything, in the order of the later state, and then
// those that are gone. Where a collection's schema differs, all of its features
// do.
func Diff(before, after []Dataset) []Change {
	var changes []Change
	old := map[string]Dataset{}
	for _, d := range before {
		old[d.Collection.ID] = d
	}
	for _, d := range after {
		id := d.Collection.ID
		was := old[id]
		delete(old, id)
		schema := was.Collection != nil && reflect.DeepEqual(was.Collection.Properties, d.Collection.Properties)
		features := byID(was.Features)
		for _, f := range d.Features {
			b := features[f.ID]
			delete(features, f.ID)
			if b == nil || !schema || !same(b, f) {
				changes = append(changes, Change{id, b, f})
			}
		}
		changes = append(changes, gone(id, was.Features, features)...)
	}
	for _, d := range before {
		if _, left := old[d.Collection.ID]; left {
			changes = append(changes, gone(d.Collection.ID, d.Features, byID(d.Features))...)
		}
	}
	return changes
}

func byID(features []*Feature) map[string]*Feature {
	m := make(map[string]*Feature, len(features))
	for _, f := range features {
		m[f.ID] = f
	}
	return m
}

// gone lists the features that are left in a map, in their old order.
func gone(collection string, features []*Feature, left map[string]*Feature) []Change {
	var changes []Change
	for _, f := range features {
		if left[f.ID] != nil {
			changes = append(changes, Change{collection, f, nil})
		}
	}
	return changes
}

// same reports whether two features are alike in everything. A height that is
// not known is like another.
func same(a, b *Feature) bool {
	return a == b || a.ID == b.ID && reflect.DeepEqual(a.Geometry, b.Geometry) && reflect.DeepEqual(a.Values, b.Values) &&
		slices.EqualFunc(a.Z, b.Z, func(x, y float64) bool { return x == y || x != x && y != y })
}
