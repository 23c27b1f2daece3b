package gazetteer

import (
	"testing"

	"pamir/internal/store"
)

// TestWeigh: each line weighs more than the next.
func TestWeigh(t *testing.T) {
	schema := []store.Property{{Name: "population"}, {Name: "rank"}, {Name: store.Kind}}
	last := maxWeight + 1
	for _, test := range []struct {
		collection string
		role       store.Role
		values     []store.Value
	}{
		{"ports", store.Gateway, []store.Value{nil, nil, "road"}},
		{"passes", store.Gateway, []store.Value{nil, nil, nil}},
		{"sections", store.Gateway, []store.Value{nil, nil, nil}},
		{"roads", store.Gateway, []store.Value{nil, nil, nil}},
		{"checkpoints", store.Gateway, []store.Value{nil, nil, nil}},
		{"depots", store.User, []store.Value{int64(5), nil, nil}},
		{"countries", store.Basemap, []store.Value{int64(7_000_000), nil, nil}},
		{"places", store.Basemap, []store.Value{int64(1_200_000), nil, nil}},
		{"places", store.Basemap, []store.Value{float64(506_000), int64(9), nil}},
		{"places", store.Basemap, []store.Value{nil, int64(3), "village"}},
		{"places", store.Basemap, []store.Value{nil, nil, "town"}},
		{"places", store.Basemap, []store.Value{int64(900), nil, "city"}},
		{"places", store.Basemap, []store.Value{nil, nil, "village"}},
		{"something", store.Gateway, []store.Value{nil, nil, nil}},
		{"provinces", store.Basemap, []store.Value{nil, nil, nil}},
		{"rivers", store.Basemap, []store.Value{nil, int64(1), nil}},
		{"statistics", store.Gateway, []store.Value{nil, nil, nil}},
	} {
		w := newWeigher(&store.Collection{ID: test.collection, Role: test.role, Properties: schema})
		got := int(w.weigh(&store.Feature{Values: test.values}))
		if got >= last {
			t.Errorf("%s %v weighs %d, the one before it %d", test.collection, test.values, got, last)
		}
		last = got
	}
}
