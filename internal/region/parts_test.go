package region

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// A finder finds what a search from scratch finds, whatever was asked before.
func TestFinder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := nodes{ids: rapid.SliceOf(rapid.OneOf(rapid.Int64Range(-5, 50), rapid.Int64())).Draw(t, "ids")}
		n.sort()
		f := finder{nodes: &n}
		for _, id := range rapid.SliceOf(rapid.OneOf(rapid.Int64Range(-6, 51), rapid.Int64())).Draw(t, "asked") {
			at, ok := f.find(id)
			if want, found := slices.BinarySearch(n.ids, id); ok != found || at != want {
				t.Fatalf("%d in %v: %d %v, want %d %v", id, n.ids, at, ok, want, found)
			}
		}
	})
}

func TestRecordsComeBack(t *testing.T) {
	value := rapid.OneOf(
		rapid.Just(store.Value(nil)), rapid.Map(rapid.Bool(), func(v bool) store.Value { return v }),
		rapid.Map(rapid.Int64(), func(v int64) store.Value { return v }), rapid.Map(rapid.Float64(), func(v float64) store.Value { return v }),
		rapid.Map(rapid.String(), func(v string) store.Value { return v }), rapid.Map(rapid.SampledFrom([]string{`[]`, `{"a":"b"}`}), func(v string) store.Value { return store.JSON(v) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		want := record{kind: osmpbf.Ways, id: rapid.Int64().Draw(t, "id"), values: rapid.SliceOf(value).Draw(t, "values"), nodes: rapid.SliceOf(rapid.Int64()).Draw(t, "nodes")}
		if rapid.Bool().Draw(t, "node") {
			want.kind, want.nodes = osmpbf.Nodes, nil
			want.at = [2]osmpbf.Degrees{osmpbf.Degrees(rapid.Int32().Draw(t, "lon")), osmpbf.Degrees(rapid.Int32().Draw(t, "lat"))}
		}
		bytes := want.append(nil)
		got := record{values: make([]store.Value, len(want.values))}
		if err := got.read(bytes); err != nil {
			t.Fatal(err)
		}
		if got.id != want.id || got.kind != want.kind || got.at != want.at || !slices.Equal(got.nodes, want.nodes) || len(want.values) > 0 && !reflect.DeepEqual(got.values, want.values) {
			t.Fatalf("%+v, want %+v", got, want)
		}
		// A record that is cut is refused or, where only nodes are missing, short.
		for n := range bytes {
			_ = got.read(bytes[:n])
		}
	})
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		of        func(tags) store.Value
		key, text string
		want      store.Value
	}{
		{elevation, "ele", "3752", 3752.0},
		{elevation, "ele", "3752.5 m", 3752.5},
		{elevation, "ele", "3752m", 3752.0},
		{elevation, "ele", "-12,5", -12.5},
		{elevation, "ele", "12310 ft", 3752.1},
		{elevation, "ele", "12310ft", 3752.1},
		{elevation, "ele", "~3700", nil},
		{elevation, "ele", "3700 ells", nil},
		{elevation, "ele", "99999", nil},
		{elevation, "ele", "NaN", nil},
		{elevation, "ele", "", nil},
		{population, "population", "41 178", int64(41178)},
		{population, "population", "1,234,567", int64(1234567)},
		{population, "population", "-3", nil},
		{population, "population", "many", nil},
		{yes("bridge"), "bridge", "viaduct", true},
		{yes("bridge"), "bridge", "no", nil},
		{flag("toll"), "toll", "no", false},
		{flag("toll"), "toll", "sometimes", nil},
		{text("operator"), "operator", "  a\xffb ", "a\uFFFDb"},
		{text("operator"), "operator", " ", nil},
		{names, "name:zh-Hant", "山", store.JSON(`{"zh-Hant":"山"}`)},
		{names, "name:etymology", "山", nil},
		{names, "name:left", "山", nil},
		{names, "name:", "山", nil},
		{name, "name:ky", "Ош", "Ош"},
		{aliases, "alt_name", "A;B; A ;", store.JSON(`["A","B"]`)},
		{oneway, "oneway", "-1", "backward"},
		{oneway, "junction", "roundabout", "forward"},
		{oneway, "highway", "motorway_link", "forward"},
	} {
		if got := c.of(tagged(t, c.key, c.text)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s=%q: %v, want %v", c.key, c.text, got, c.want)
		}
	}
}

// Names by language are in order, whatever the order of the tags.
func TestNamesAreInOrder(t *testing.T) {
	a := names(tagged(t, "name:zh", "山", "name:en", "Hill", "name:ru", "Гора"))
	if string(a.(store.JSON)) != `{"en":"Hill","ru":"Гора","zh":"山"}` {
		t.Errorf("%s", a)
	}
	b := aliases(tagged(t, "name", "Гора", "name:en", "Hill", "old_name", "Old Hill"))
	if string(b.(store.JSON)) != `["Гора","Old Hill"]` {
		t.Errorf("%s", b)
	}
}
