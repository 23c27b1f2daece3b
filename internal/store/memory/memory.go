// Package memory keeps collections in memory, as they were when it was made:
// nothing changes, so reads need no locks.
//
//	s, err := memory.New(datasets...)
//	page, err := s.Features(ctx, "ports", store.Query{Limit: 10})
//
// A collection takes its features, about 70 bytes a feature for the index by
// place, and a map from id to position in the list.
package memory

import (
	"context"
	"fmt"

	"pamir/geo"
	"pamir/geo/index"
	"pamir/internal/store"
)

// Store keeps datasets. It is safe for concurrent use.
type Store struct {
	collections []*store.Collection
	tables      map[string]*table
}

var _ store.Store = (*Store)(nil)

// New returns a store of the datasets, in their order. It is an error for two
// collections, or two features of one, to share an id, and for a feature's
// values not to match the schema in number.
func New(datasets ...store.Dataset) (*Store, error) {
	s := &Store{tables: make(map[string]*table, len(datasets))}
	for _, d := range datasets {
		id := d.Collection.ID
		if s.tables[id] != nil {
			return nil, fmt.Errorf("there are two collections %q", id)
		}
		t, err := newTable(d)
		if err != nil {
			return nil, fmt.Errorf("collection %q: %w", id, err)
		}
		s.collections = append(s.collections, d.Collection)
		s.tables[id] = t
	}
	return s, nil
}

// Collections implements store.Store.
func (s *Store) Collections(context.Context) ([]*store.Collection, error) {
	return s.collections, nil
}

// Feature implements store.Store. It takes constant time.
func (s *Store) Feature(_ context.Context, collection, id string) (*store.Feature, error) {
	t, err := s.table(collection)
	if err != nil {
		return nil, err
	}
	i, ok := t.ordinals[id]
	if !ok {
		return nil, &store.NotFoundError{Collection: collection, ID: id}
	}
	return t.features[i], nil
}

// Close implements store.Store.
func (s *Store) Close() error { return nil }

func (s *Store) table(collection string) (*table, error) {
	if t := s.tables[collection]; t != nil {
		return t, nil
	}
	return nil, &store.NotFoundError{Collection: collection}
}

// table is one collection. An ordinal is a feature's position in the list,
// which is the order of pages.
type table struct {
	*store.Collection
	features []*store.Feature
	ordinals map[string]uint32
	spans    []span        // by ordinal; nil where no feature has a validity
	index    *index.Packed // ids are ordinals
	unplaced []uint32      // ordinals of the features without a place
}

func newTable(d store.Dataset) (*table, error) {
	t := &table{
		Collection: d.Collection,
		features:   d.Features,
		ordinals:   make(map[string]uint32, len(d.Features)),
	}
	for i, f := range d.Features {
		if _, ok := t.ordinals[f.ID]; ok {
			return nil, fmt.Errorf("there are two features %q", f.ID)
		}
		if len(f.Values) != len(t.Properties) {
			return nil, fmt.Errorf("feature %q has %d values for %d properties", f.ID, len(f.Values), len(t.Properties))
		}
		t.ordinals[f.ID] = uint32(i)
	}
	var err error
	if t.spans, err = spansOf(d); err != nil {
		return nil, err
	}
	for i, f := range t.features {
		if _, ok := box(f); !ok {
			t.unplaced = append(t.unplaced, uint32(i))
		}
	}
	t.index, err = index.Pack(len(t.features), func(i uint32) (geo.Box, bool) { return box(t.features[i]) })
	if err != nil {
		return nil, err
	}
	return t, nil
}

// box returns the box of a feature, and whether it has a place.
func box(f *store.Feature) (geo.Box, bool) {
	if f.Geometry == nil {
		return geo.Box{}, false
	}
	b := f.Geometry.Bound()
	return geo.BoxOf(b), !b.IsEmpty()
}

// look returns the values of a feature by property name, for a filter.
func (t *table) look(f *store.Feature) func(string) any {
	return func(name string) any {
		if i := t.Index(name); i >= 0 {
			return f.Values[i]
		}
		return nil
	}
}
