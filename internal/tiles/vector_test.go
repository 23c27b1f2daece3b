package tiles_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/mvt"
	"pamir/geo/relate"
	"pamir/geo/tile"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

// maker makes tiles of datasets; layers are all of them.
func maker(t testing.TB, sets []store.Dataset) (m *tiles.Maker, layers []tiles.Layer) {
	t.Helper()
	s, err := memory.New(sets...)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range sets {
		layers = append(layers, tiles.Layer{Collection: d.Collection})
	}
	var all []*store.Collection
	for _, d := range sets {
		all = append(all, d.Collection)
	}
	if m, err = tiles.NewMaker(s, all, tiles.Drawing{}); err != nil {
		t.Fatal(err)
	}
	return m, layers
}

func builtIn(t testing.TB) []store.Dataset {
	t.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

func vector(layers []tiles.Layer) *tiles.Look {
	return tiles.VectorLook(tile.WebMercatorQuad, layers)
}

func decode(t testing.TB, b []byte) *mvt.Tile {
	t.Helper()
	x, err := mvt.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Problems) > 0 {
		t.Fatal(x.Problems)
	}
	return x
}

// TestVectorHasAll: a tile has a layer for each collection with a feature in its
// box, and each of these features, but for what it says that it left out.
func TestVectorHasAll(t *testing.T) {
	sets := builtIn(t)
	m, layers := maker(t, sets)
	look := vector(layers)
	for _, id := range []tile.ID{{}, {Z: 4, X: 11, Y: 6}, {Z: 6, X: 45, Y: 24}, {Z: 8, X: 181, Y: 96}, {Z: 11, X: 1452, Y: 770}} {
		x, err := m.Make(ctx, look, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]string{}
		for _, l := range decode(t, x.Plain).Layers {
			for _, f := range l.Features {
				got[l.Name] = append(got[l.Name], f.Tag("id").(string))
			}
		}
		for _, d := range sets {
			var want []string
			for _, f := range d.Features {
				if relate.MeetsBox(f.Geometry, look.Box(id)) {
					want = append(want, f.ID)
				}
			}
			name := d.Collection.ID
			if missing := len(want) - len(slices.Compact(got[name])); missing != 0 && !strings.Contains(x.LeftOut, `"`+name+`"`) {
				t.Errorf("tile %v: %d of %d %s are missing, and it says it left out %q", id, missing, len(want), name, x.LeftOut)
			}
			for _, f := range got[name] {
				if !slices.Contains(want, f) {
					t.Errorf("tile %v: %s/%s does not belong there", id, name, f)
				}
			}
		}
	}
}

// TestVectorValues: what tiles say of a feature.
func TestVectorValues(t *testing.T) {
	c := &store.Collection{ID: "posts", Properties: []store.Property{
		{Name: "name", Type: store.String}, {Name: "names", Type: store.Object}, {Name: "rank", Type: store.Integer},
		{Name: "height", Type: store.Number}, {Name: "paved", Type: store.Boolean}, {Name: "sources", Type: store.Array}}}
	at := orb.Point{75.4, 40.5}
	m, layers := maker(t, []store.Dataset{{Collection: c, Features: []*store.Feature{
		{ID: "a", Geometry: at, Values: []store.Value{"A", store.JSON(`{"en":"A","zh":"甲"}`), int64(3), 1.5, true, store.JSON(`[1]`)}},
		{ID: "b", Geometry: at, Values: []store.Value{nil, store.JSON(`{"ru":"Б \"б\"","kk":null,"ug":"ب"}`), nil, nil, nil, nil}},
		{ID: "c", Geometry: at, Values: []store.Value{"C", store.JSON(`{}`), int64(9), nil, false, nil}},
		{ID: "nowhere", Values: make([]store.Value, 6)},
	}}})
	id, _ := tile.WebMercatorQuad.At(at, 7)
	for _, test := range []struct {
		fields []int
		want   []string
	}{
		{nil, []string{
			"id=a name=A rank=3 height=1.5 paved=true name:en=A name:zh=甲",
			`id=b name:ru=Б "б" name:ug=ب`,
			"id=c name=C rank=9 paved=false"}},
		{[]int{2}, []string{"id=a rank=3 name:en=A name:zh=甲", `id=b name:ru=Б "б" name:ug=ب`, "id=c rank=9"}},
	} {
		layers[0].Fields = test.fields
		x, err := m.Make(ctx, vector(layers), id, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range decode(t, x.Plain).Layers[0].Features {
			var parts []string
			for _, tag := range f.Tags {
				parts = append(parts, fmt.Sprintf("%s=%v", tag.Key, tag.Value))
			}
			got = append(got, strings.Join(parts, " "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("fields %v: %q\nwant %q", test.fields, got, test.want)
		}
	}
}

// TestVectorLeavesOutTheLeast: where not all features fit, the greatest stay, and
// the tile says how many did not.
func TestVectorLeavesOutTheLeast(t *testing.T) {
	c := &store.Collection{ID: "places", Properties: []store.Property{{Name: "rank", Type: store.Integer}, {Name: "text", Type: store.String}}}
	d := store.Dataset{Collection: c}
	for i := range 3000 {
		d.Features = append(d.Features, &store.Feature{ID: fmt.Sprint(i), Geometry: orb.Point{75 + float64(i%60)/100, 40 + float64(i/60)/100},
			Values: []store.Value{int64(1 + i%10), fmt.Sprint(i) + strings.Repeat("x", 500)}})
	}
	m, layers := maker(t, []store.Dataset{d})
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.3, 40.2}, 5)
	x, err := m.Make(ctx, vector(layers), id, nil)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[int64]int{}
	n := 0
	for _, f := range decode(t, x.Plain).Layers[0].Features {
		kept[f.Tag("rank").(int64)]++
		n++
	}
	if want := fmt.Sprintf(`"places";budget=%d`, 3000-n); x.LeftOut != want || len(x.Plain) > 500_000 {
		t.Errorf("%d bytes, left out: %s, want %s", len(x.Plain), x.LeftOut, want)
	}
	if kept[1] != 300 || kept[9] >= 150 {
		t.Errorf("features by rank: %v", kept)
	}
}

// TestVectorChanges: with real tiles too, what was not touched by a change has the
// same bytes when made anew.
func TestVectorChanges(t *testing.T) {
	sets := builtIn(t)
	m, layers := maker(t, sets)
	look := vector(layers)
	var changed []store.Dataset
	var touched *store.Feature
	for _, d := range sets {
		if d.Collection.ID == "roads" {
			d.Features = slices.Clone(d.Features)
			i := longest(d.Features)
			touched = d.Features[i]
			again := *touched
			again.Values = slices.Clone(touched.Values)
			again.Values[d.Collection.Index("name")] = "Another name"
			d.Features[i] = &again
		}
		changed = append(changed, d)
	}
	after, _ := maker(t, changed)
	differ := 0
	for z := 5; z <= 9; z++ {
		for _, r := range tile.WebMercatorQuad.Cover(tiles.Extent([]*store.Collection{layers[4].Collection}), z, 0) {
			for id := range r.Tiles() {
				a, err1 := m.Make(ctx, look, id, nil)
				b, err2 := after.Make(ctx, look, id, nil)
				if err1 != nil || err2 != nil {
					t.Fatal(err1, err2)
				}
				same := bytes.Equal(a.Plain, b.Plain)
				if !same {
					differ++
				}
				if meets := relate.MeetsBox(touched.Geometry, look.Box(id)); !same && !meets {
					t.Errorf("tile %v differs, and the feature is not in it", id)
				}
			}
		}
	}
	if differ < 10 {
		t.Errorf("only %d tiles differ", differ)
	}
}

// longest is the ordinal of the line with the most positions.
func longest(features []*store.Feature) int {
	best, most := 0, 0
	for i, f := range features {
		if l, ok := f.Geometry.(orb.LineString); ok && len(l) > most {
			best, most = i, len(l)
		}
	}
	return best
}

func BenchmarkVector(b *testing.B) {
	m, layers := maker(b, builtIn(b))
	look := vector(layers)
	for _, z := range []int{5, 6, 8, 10, 12, 14} {
		id, _ := tile.WebMercatorQuad.At(orb.Point{75.39, 40.55}, z)
		b.Run(fmt.Sprint("z", z), func(b *testing.B) {
			for b.Loop() {
				if _, err := m.Make(ctx, look, id, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
