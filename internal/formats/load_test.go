package formats

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

// collection wraps features, one a line from line 2.
func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + "\n" + strings.Join(features, ",\n") + "\n]}\n"
}

// at is a feature with a geometry and properties, both as JSON.
func at(geometry, properties string) string {
	return `{"type":"Feature","geometry":` + geometry + `,"properties":` + properties + `}`
}

const (
	aPoint   = `{"type":"Point","coordinates":[75,40]}`
	aLine    = `{"type":"LineString","coordinates":[[75,40],[76,41]]}`
	aPolygon = `{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,0],[0,0]]]}`
)

func load(t *testing.T, text, name string) Loaded {
	t.Helper()
	got, err := Load(strings.NewReader(text), name, LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range got.Datasets {
		checkDataset(t, d)
	}
	return got
}

// checkDataset holds a dataset to what the store relies on.
func checkDataset(t failer, d store.Dataset) {
	c := d.Collection
	if c.ID == "" || c.Title == "" || c.Role != store.User || c.Count != len(d.Features) {
		t.Fatalf("collection %+v with %d features", c, len(d.Features))
	}
	ids := map[string]bool{}
	for _, f := range d.Features {
		if f.ID == "" || ids[f.ID] {
			t.Fatalf("id %q is empty or there twice", f.ID)
		}
		ids[f.ID] = true
		if len(f.Values) != len(c.Properties) {
			t.Fatalf("feature %q has %d values for %d properties", f.ID, len(f.Values), len(c.Properties))
		}
		for i, v := range f.Values {
			if !isOf(v, c.Properties[i].Type) {
				t.Fatalf("feature %q: %#v is no %s", f.ID, v, c.Properties[i].Type)
			}
		}
		if f.Geometry == nil {
			continue
		}
		if f.Geometry.GeoJSONType() != string(c.Geometry) {
			t.Fatalf("feature %q is a %s in a collection of %s", f.ID, f.Geometry.GeoJSONType(), c.Geometry)
		}
		if n := positions(f.Geometry); f.Z != nil && len(f.Z) != n {
			t.Fatalf("feature %q has %d heights for %d positions", f.ID, len(f.Z), n)
		}
		b := f.Geometry.Bound()
		if c.BBox == nil || !c.BBox.Contains(b.Min) || !c.BBox.Contains(b.Max) {
			t.Fatalf("feature %q lies outside %v", f.ID, c.BBox)
		}
	}
}

func isOf(v store.Value, t store.PropertyType) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return t == store.String
	case float64:
		return t == store.Number
	case int64:
		return t == store.Integer
	case bool:
		return t == store.Boolean
	case store.JSON:
		return t == store.Array && v[0] == '[' || t == store.Object && v[0] == '{'
	}
	return false
}

func TestLoad(t *testing.T) {
	updated := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	text := collection(
		at(`{"type":"Point","coordinates":[75.5,40.25,3000]}`, `{"name":"a","n":1,"valid_from":"2020-01-01","valid_to":""}`),
		at(`null`, `{"n":1.5,"more":{"k": 1}}`),
		at(`{"type":"Point","coordinates":[-170,-40]}`, `{"name":"c","n":null,"valid_from":"2021-05-01","valid_to":"2022-12-31"}`),
	)
	got, err := Load(strings.NewReader(text), "some/Border_towns of 2024.GeoJSON", LoadOptions{Updated: updated})
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Dataset{{
		Collection: &store.Collection{
			ID: "border_towns-of-2024", Title: "Border towns of 2024", Role: store.User, Geometry: store.Point, Count: 3,
			Properties: []store.Property{
				{Name: "name", Type: store.String},
				{Name: "n", Type: store.Number},
				{Name: "valid_from", Type: store.String, Format: "date"},
				{Name: "valid_to", Type: store.String, Format: "date"},
				{Name: "more", Type: store.Object},
			},
			BBox:    &geo.Box{West: -170, South: -40, East: 75.5, North: 40.25},
			Time:    &store.Interval{Start: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)},
			Updated: updated,
		},
		Features: []*store.Feature{
			{ID: "1", Geometry: orb.Point{75.5, 40.25}, Z: []float64{3000}, Values: []store.Value{"a", 1.0, "2020-01-01", nil, nil}},
			{ID: "2", Values: []store.Value{nil, 1.5, nil, nil, store.JSON(`{"k":1}`)}},
			{ID: "3", Geometry: orb.Point{-170, -40}, Values: []store.Value{"c", nil, "2021-05-01", "2022-12-31", nil}},
		},
	}}
	if !reflect.DeepEqual(got.Datasets, want) {
		t.Errorf("got  %+v\nwant %+v", got.Datasets[0].Collection, want[0].Collection)
		for i := range want[0].Features {
			t.Errorf("got  %+v\nwant %+v", got.Datasets[0].Features[i], want[0].Features[i])
		}
	}
}

func TestLoadInfersTypes(t *testing.T) {
	for _, tt := range []struct {
		values string // of the property p, one a feature
		want   store.Property
		as     []store.Value
	}{
		{`1 2 null`, store.Property{Type: store.Integer}, []store.Value{int64(1), int64(2), nil}},
		{`1 2.5`, store.Property{Type: store.Number}, []store.Value{1.0, 2.5}},
		{`1 2.0`, store.Property{Type: store.Number}, []store.Value{1.0, 2.0}},
		{`"a" 1 2.0 true [1] {} null`, store.Property{Type: store.String}, []store.Value{"a", "1", "2.0", "true", "[1]", "{}", nil}},
		{`true false`, store.Property{Type: store.Boolean}, []store.Value{true, false}},
		{`true 1`, store.Property{Type: store.String}, []store.Value{"true", "1"}},
		{`[1] ["a"]`, store.Property{Type: store.Array}, []store.Value{store.JSON("[1]"), store.JSON(`["a"]`)}},
		{`[1] {"a":1}`, store.Property{Type: store.String}, []store.Value{"[1]", `{"a":1}`}},
		{`null null`, store.Property{Type: store.String}, []store.Value{nil, nil}},
		{`"2024-12-01" "1999-01-31"`, store.Property{Type: store.String, Format: "date"}, []store.Value{"2024-12-01", "1999-01-31"}},
		{`"2024-12-01" "2024-02-30"`, store.Property{Type: store.String}, []store.Value{"2024-12-01", "2024-02-30"}},
		{`"2024-12-01T10:00:00+08:00"`, store.Property{Type: store.String, Format: "date-time"}, []store.Value{"2024-12-01T10:00:00+08:00"}},
		{`"2024-12-01" "2024-12-01T10:00:00Z"`, store.Property{Type: store.String}, []store.Value{"2024-12-01", "2024-12-01T10:00:00Z"}},
		{`"2024-12-01" 5`, store.Property{Type: store.String}, []store.Value{"2024-12-01", "5"}},
	} {
		var features []string
		for v := range strings.FieldsSeq(tt.values) {
			features = append(features, at(aPoint, `{"p":`+v+`}`))
		}
		d := load(t, collection(features...), "x.geojson").Datasets[0]
		tt.want.Name = "p"
		if got := d.Collection.Properties[0]; !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.values, got, tt.want)
		}
		for i, f := range d.Features {
			if !reflect.DeepEqual(f.Values[0], tt.as[i]) {
				t.Errorf("%s: value %d is %#v, want %#v", tt.values, i+1, f.Values[0], tt.as[i])
			}
		}
	}
}

func TestLoadSortsGeometry(t *testing.T) {
	multiPoint := `{"type":"MultiPoint","coordinates":[[1,2,5],[3,4,6]]}`
	for _, tt := range []struct {
		geometries []string
		want       string // collection:type:ids …
	}{
		{nil, "x::"},
		{[]string{"null"}, "x::1"},
		{[]string{aPoint, aPoint}, "x:Point:1,2"},
		{[]string{aPoint, multiPoint, "null"}, "x:MultiPoint:1,2,3"},
		{[]string{aPoint, aLine, aPolygon, aLine}, "x_points:Point:1 x_lines:LineString:2,4 x_polygons:Polygon:3"},
		{[]string{"null", aLine, aPolygon, multiPoint}, "x_points:MultiPoint:4 x_lines:LineString:2 x_polygons:Polygon:3 x_unplaced::1"},
		{[]string{`{"type":"GeometryCollection","geometries":[` + aPoint + `,` + multiPoint + `]}`, aPoint}, "x:MultiPoint:1,2"},
		{[]string{`{"type":"GeometryCollection","geometries":[` + aPolygon + `]}`}, "x:MultiPolygon:1"},
		{[]string{`{"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[` + aLine + `]},` + aLine + `]}`}, "x:MultiLineString:1"},
	} {
		var features []string
		for _, g := range tt.geometries {
			features = append(features, at(g, `{}`))
		}
		var got []string
		for _, d := range load(t, collection(features...), "x.geojson").Datasets {
			var ids []string
			for _, f := range d.Features {
				ids = append(ids, f.ID)
			}
			got = append(got, d.Collection.ID+":"+string(d.Collection.Geometry)+":"+strings.Join(ids, ","))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%v\ngot  %v\nwant %s", tt.geometries, got, tt.want)
		}
	}
}

func TestLoadTurnsRings(t *testing.T) {
	d := load(t, collection(at(`{"type":"Polygon","coordinates":[[[0,0,1],[0,9,2],[9,0,3],[0,0,4]],[[1,1,5],[2,1,6],[1,2,7],[1,1,8]]]}`, `{}`)), "x.json").Datasets[0]
	f := d.Features[0]
	if want := (orb.Polygon{{{0, 0}, {9, 0}, {0, 9}, {0, 0}}, {{1, 1}, {1, 2}, {2, 1}, {1, 1}}}); !reflect.DeepEqual(f.Geometry, want) {
		t.Errorf("got %v, want %v", f.Geometry, want)
	}
	if want := []float64{4, 3, 2, 1, 8, 7, 6, 5}; !reflect.DeepEqual(f.Z, want) {
		t.Errorf("got heights %v, want %v", f.Z, want)
	}
}

func TestLoadNumbersFeatures(t *testing.T) {
	withID := func(id string) string { return `{"type":"Feature","id":` + id + `,"geometry":null,"properties":null}` }
	without := at("null", "null")
	d := load(t, collection(without, withID(`4`), withID(`"1"`), without, withID(`5`), without, withID(`"x"`)), "x.json").Datasets[0]
	var ids []string
	for _, f := range d.Features {
		ids = append(ids, f.ID)
	}
	if got := strings.Join(ids, " "); got != "8 4 1 9 5 6 x" {
		t.Errorf("got %s", got)
	}
}

func TestLoadNames(t *testing.T) {
	for _, tt := range []struct{ file, id, title string }{
		{"towns.geojson", "towns", "Towns"},
		{"/a/b/My Towns (2024).json", "my-towns-2024", "My Towns (2024)"},
		{"a.b.ndjson", "a-b", "A.b"},
		{"roads.v2.csv", "roads-v2-csv", "Roads.v2.csv"},
		{"口岸.geojson", "口岸", "口岸"},
		{"ÉCLUSES.geojson", "écluses", "ÉCLUSES"},
		{"--.geojson", "features", "--"},
		{"..geojson", "features", "."},
		{"_x_.geojson", "_x_", "X"},
	} {
		if id, title := collectionID(tt.file), collectionTitle(tt.file); id != tt.id || title != tt.title {
			t.Errorf("%s: got %q %q, want %q %q", tt.file, id, title, tt.id, tt.title)
		}
	}
}

func TestLoadBadFeatures(t *testing.T) {
	good := at(aPoint, `{"a":1}`)
	swapped := at(`{"type":"Point","coordinates":[40,175]}`, `{}`)
	text := collection(
		`{"type":"Feature","id":"a","geometry":null,"properties":null}`,
		good,
		swapped,
		`{"type":"Feature","id":"a","geometry":null,"properties":null}`,
		at(`{"type":"GeometryCollection","geometries":[`+aPoint+`,`+aLine+`]}`, `{}`),
		at(aPoint, `{"valid_from":2020}`),
		at(aPoint, `{"valid_to":"soon"}`),
		good,
	)
	const want = `x.json: line 4: latitude 175 is out of range: longitude and latitude look swapped in [40, 175]
x.json: line 5: feature "a": the id is taken by the feature on line 2
x.json: line 6: the GeometryCollection has points and lines; split it into a feature for each
x.json: line 7: property "valid_from": it says when a feature holds, so it must be a date such as 2024-12-01 or an instant such as 2024-12-01T10:00:00+08:00, not 2020; rename it if it means something else
x.json: line 8: property "valid_to": it says when a feature holds, so it must be a date such as 2024-12-01 or an instant such as 2024-12-01T10:00:00+08:00, not "soon"; rename it if it means something else`
	_, err := Load(strings.NewReader(text), "x.json", LoadOptions{})
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	got, err := Load(strings.NewReader(text), "x.json", LoadOptions{SkipBad: true})
	if err != nil || got.Features != 3 || got.Skipped != 5 || len(got.Faults) != 5 {
		t.Errorf("%v, %+v", err, got)
	}
	if ids := got.Datasets[0].Features; ids[2].ID != "3" {
		t.Errorf("the features are numbered with the bad ones: %v", ids[2].ID)
	}
}

func TestLoadStopsAfterTwenty(t *testing.T) {
	bad := strings.Repeat(`{"type":"Feature","geometry":{},"properties":null}`+"\n", 30)
	_, err := Load(strings.NewReader(bad), "x.geojsonl", LoadOptions{})
	var le *LoadError
	if !errors.As(err, &le) || len(le.Faults) != MaxFaults || !le.More || !strings.HasSuffix(err.Error(), "\nx.geojsonl: stopped after 20 bad features") {
		t.Errorf("got %v", err)
	}
	got, err := Load(strings.NewReader(bad), "x.geojsonl", LoadOptions{SkipBad: true})
	if err != nil || got.Skipped != 30 || len(got.Faults) != MaxFaults {
		t.Errorf("%v, %d skipped, %d named", err, got.Skipped, len(got.Faults))
	}
}

func TestLoadErrors(t *testing.T) {
	wide := []string{}
	for i := range 3 {
		var p []string
		for j := range 400 {
			p = append(p, fmt.Sprintf(`"p%d-%d":1`, i, j))
		}
		wide = append(wide, at("null", "{"+strings.Join(p, ",")+"}"))
	}
	for _, tt := range []struct{ text, want string }{
		{"", "x.json: line 1: the file is empty"},
		{"{", "x.json: line 1: the file ends inside the feature: a bracket or quote is missing"},
		{collection(at(`{}`, `{}`)) + "]", "x.json: line 2: the geometry has no type\nx.json: line 4: a GeoJSON object should begin here with {, not ']'"},
		{collection(wide...), "x.json: line 4: the features have more than 1024 different properties"},
	} {
		for _, skip := range []bool{false, true} {
			_, err := Load(strings.NewReader(tt.text), "x.json", LoadOptions{SkipBad: skip})
			if err == nil || err.Error() != tt.want {
				t.Errorf("got\n%v\nwant\n%s", err, tt.want)
			}
		}
	}
	broken := errors.New("the disk is on fire")
	if _, err := Load(iotest.ErrReader(broken), "x.json", LoadOptions{}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestLoadReportsProgress(t *testing.T) {
	text := collection(at(aPoint, `{"a":"`+strings.Repeat("x", 1<<20)+`"}`))
	last := int64(0)
	_, err := Load(strings.NewReader(text), "x.json", LoadOptions{Progress: func(n int64) {
		if n < last {
			t.Errorf("progress went from %d to %d", last, n)
		}
		last = n
	}})
	if err != nil || last != int64(len(text)) {
		t.Errorf("%v: %d of %d bytes reported", err, last, len(text))
	}
}

// pointFile writes n point features with three properties.
func pointFile(w io.Writer, n int) {
	fmt.Fprint(w, `{"type":"FeatureCollection","features":[`)
	for i := range n {
		if i > 0 {
			fmt.Fprint(w, ",\n")
		}
		fmt.Fprintf(w, `{"type":"Feature","geometry":{"type":"Point","coordinates":[%d.%06d,%d.%06d]},"properties":{"kind":"village","rank":%d,"name":"Place %d"}}`, i%180, i%999983, i%90, i%999979, i%10, i)
	}
	fmt.Fprint(w, "]}")
}

// BenchmarkLoad reports what a point takes beside its values, which here are a
// shared text, a small integer and a text of its own.
func BenchmarkLoad(b *testing.B) {
	const n = 200_000
	var text bytes.Buffer
	pointFile(&text, n)
	b.SetBytes(int64(text.Len()))
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		got, err := Load(bytes.NewReader(text.Bytes()), "x.json", LoadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(got)
	}
	const values = 3*16 + 16 + 16 // three interfaces, one string header and its bytes
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n-values, "B/point")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/point")
}

// FuzzLoad: every dataset that is accepted is one a store can hold.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		collection(at(aPoint, `{"a":1}`), at(aLine, `{"a":"x","b":[1]}`), at(aPolygon, `{"b":{}}`), at("null", "null")),
		collection(`{"type":"Feature","id":2,"geometry":null}`, at("null", `{"valid_from":"2024-01-01","valid_to":""}`)),
		at(`{"type":"GeometryCollection","geometries":[`+aPoint+`,{"type":"MultiPoint","coordinates":[[1,2,3]]}]}`, `{"a":1.5}`) + "\n" + aPoint + "\n{",
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, text []byte, skip bool) {
		got, err := Load(bytes.NewReader(text), "x.json", LoadOptions{SkipBad: skip, MaxFeature: 1 << 16})
		if err != nil {
			if err.Error() == "" || len(got.Datasets) > 0 {
				t.Fatalf("error %q with %d datasets", err, len(got.Datasets))
			}
			return
		}
		n := 0
		for _, d := range got.Datasets {
			checkDataset(t, d)
			n += len(d.Features)
		}
		if n != got.Features || len(got.Datasets) == 0 || !skip && got.Skipped > 0 {
			t.Fatalf("%d features in %d datasets, said %+v", n, len(got.Datasets), got)
		}
	})
}
