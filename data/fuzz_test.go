package data

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"testing/fstest"

	"pamir/internal/formats"
	"pamir/internal/store"
)

// FuzzLoad holds Load to a law: what it accepts can be written and loaded
// again, and is equal.
func FuzzLoad(f *testing.F) {
	for _, line := range []string{
		peak("a", `"name":"A","height":1,"climbs":2,"open":false,"names":{"zh":"甲"},"sources":[{}],"valid_from":"2024-02-29"`),
		peak("b", `"height":-0.0,"kind":"ice","seen":"2024-02-29T00:00:00Z","page":"https://example.org/"`),
		`{"type":"Feature","id":"c","geometry":{"type":"Point","coordinates":[-180,90]},"properties":null}`,
		`{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[]},"properties":{"height":1e300}}`,
		`{"type":"Feature","id":"a\u0000\"","geometry":null,"properties":{"name":"\ud83d"}},` + peak("d", ``),
		`{"type":"Feature","id":"x","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}`,
	} {
		f.Add([]byte(describePeaks), []byte(`{"type":"FeatureCollection","features":[`+line+`]}`))
	}
	for _, id := range []string{"ports", "zones", "sections"} {
		description, err := files.ReadFile(id + ".json")
		if err != nil {
			f.Fatal(err)
		}
		text, err := files.ReadFile(id + ".geojson")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(description, text)
	}
	f.Fuzz(func(t *testing.T, description, text []byte) {
		fsys := fstest.MapFS{}
		for _, name := range []string{"peaks", "ports", "zones", "sections"} {
			fsys[name+".geojson"] = &fstest.MapFile{Data: text}
		}
		for _, name := range []string{"peaks", "ports", "zones", "sections"} {
			fsys[name+".json"] = &fstest.MapFile{Data: description}
			sets, err := Load(fsys)
			delete(fsys, name+".json")
			var d struct{ Files []string }
			if err == nil && json.Unmarshal(description, &d) == nil && len(d.Files) == 1 {
				again(t, fstest.MapFS{name + ".json": {Data: description}}, d.Files[0], sets[0])
			}
		}
	})
}

// again writes the features to the file, beside the description, and loads them.
func again(t *testing.T, fsys fstest.MapFS, file string, set store.Dataset) {
	text := []byte(`{"type":"FeatureCollection","features":[`)
	for i, f := range set.Features {
		if i > 0 {
			text = append(text, ',')
		}
		text = formats.AppendFeature(text, set.Collection, f, formats.FeatureOptions{})
	}
	text = append(text, "]}"...)
	fsys[file] = &fstest.MapFile{Data: text}
	sets, err := Load(fsys)
	if err != nil {
		t.Fatalf("what was written does not load: %v\n%s", err, text)
	}
	if !reflect.DeepEqual(sets[0].Collection, set.Collection) {
		t.Fatalf("the collection was %+v and is %+v", set.Collection, sets[0].Collection)
	}
	for i, f := range sets[0].Features {
		if !equal(f, set.Features[i]) {
			t.Fatalf("the feature was %+v and is %+v", set.Features[i], f)
		}
	}
}

// equal compares features; unknown heights are equal.
func equal(a, b *store.Feature) bool {
	for i := range a.Z {
		if i < len(b.Z) && math.IsNaN(a.Z[i]) && math.IsNaN(b.Z[i]) {
			a.Z[i], b.Z[i] = 0, 0
		}
	}
	return reflect.DeepEqual(a, b)
}
