package data

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

func TestLoadBuiltIn(t *testing.T) {
	sets, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	counts, ids := map[string]int{}, []string{}
	for _, s := range sets {
		counts[s.Collection.ID] = len(s.Features)
		ids = append(ids, s.Collection.ID)
		if s.Collection.Count != len(s.Features) || s.Collection.Updated.IsZero() {
			t.Errorf("%s: count %d of %d features, updated %v", s.Collection.ID, s.Collection.Count, len(s.Features), s.Collection.Updated)
		}
	}
	first := []string{"ports", "checkpoints", "passes", "sections", "roads", "places", "zones", "statistics"}
	if !slices.Equal(ids[:len(first)], first) {
		t.Errorf("collections %q do not begin with %q", ids, first)
	}
	if counts["ports"] != 6 {
		t.Errorf("%d ports, want 6", counts["ports"])
	}
	torugart := sets[0].Features[0]
	if torugart.ID != "torugart" || torugart.Geometry != (orb.Point{75.39391, 40.55167}) || !slices.Equal(torugart.Z, []float64{3752}) {
		t.Errorf("the first port is %s at %v, %v", torugart.ID, torugart.Geometry, torugart.Z)
	}
	if height := sets[0].Collection.Value(torugart, "elevation_m"); height != 3752.0 {
		t.Errorf("its height is %v (%T), want 3752 as a float64", height, height)
	}
}

func TestVersion(t *testing.T) {
	date, hash, ok := strings.Cut(Version(), ".")
	if _, err := time.Parse(time.DateOnly, date); err != nil || !ok || len(hash) != 8 {
		t.Errorf("the version is %q, want a date and 8 digits", Version())
	}
	changed := copyOf(t, Files())
	changed["ports.geojson"].Data = append(changed["ports.geojson"].Data, ' ')
	if version(changed) == Version() {
		t.Error("another byte, the same version")
	}
	if version(copyOf(t, Files())) != Version() {
		t.Error("the same bytes, another version")
	}
}

const describePeaks = `{"id":"peaks","rank":1,"title":"Peaks","role":"gateway","geometry":"Point","files":["peaks.geojson"],"updated":"2026-11-23","properties":[
	{"name":"name","type":"string"},
	{"name":"kind","type":"string","enum":["ice","rock"]},
	{"name":"height","type":"number"},
	{"name":"climbs","type":"integer"},
	{"name":"open","type":"boolean"},
	{"name":"names","type":"object"},
	{"name":"sources","type":"array"},
	{"name":"valid_from","type":"string","format":"date"},
	{"name":"valid_to","type":"string","format":"date"},
	{"name":"seen","type":"string","format":"date-time"},
	{"name":"page","type":"string","format":"uri"}]}`

// peaks returns a directory of one collection with these lines of features.
func peaks(description string, lines ...string) fstest.MapFS {
	return fstest.MapFS{
		"peaks.json":    {Data: []byte(description)},
		"peaks.geojson": {Data: []byte(`{"type":"FeatureCollection","features":[` + "\n" + strings.Join(lines, ",\n") + "\n]}\n")},
	}
}

func peak(id, properties string) string {
	return `{"type":"Feature","id":"` + id + `","geometry":{"type":"Point","coordinates":[75.1,38.3,7546]},"properties":{` + properties + `}}`
}

func TestLoadValues(t *testing.T) {
	sets, err := Load(peaks(describePeaks,
		peak("muztagh-ata", `"climbs":7,"height":7546,"name":"Muztagh Ata","open":true,"names":{ "zh": "慕士塔格" },"sources":[ 1 ],"valid_from":"1956-07-31","valid_to":"2020-01-01"`),
		`{"type":"Feature","id":"nowhere","geometry":null,"properties":{"name":null,"valid_to":"1999-12-31"}}`))
	if err != nil {
		t.Fatal(err)
	}
	c, f := sets[0].Collection, sets[0].Features
	want := []store.Value{"Muztagh Ata", nil, 7546.0, int64(7), true, `{"zh":"慕士塔格"}`, `[1]`, "1956-07-31", "2020-01-01", nil, nil}
	for i, v := range f[0].Values {
		if j, ok := v.(store.JSON); ok {
			v = string(j)
		}
		if v != want[i] {
			t.Errorf("%s is %v (%T), want %v", c.Properties[i].Name, v, v, want[i])
		}
	}
	if f[1].Geometry != nil || f[1].Z != nil {
		t.Errorf("nowhere is at %v", f[1].Geometry)
	}
	if c.BBox == nil || *c.BBox != (geo.Box{West: 75.1, South: 38.3, East: 75.1, North: 38.3}) {
		t.Errorf("bbox %v", c.BBox)
	}
	// One feature has no first day, so that the span has none.
	if c.Time == nil || !c.Time.Start.IsZero() || !c.Time.End.Equal(time.Date(2020, 1, 1, 23, 59, 59, 0, time.UTC)) {
		t.Errorf("time %v", c.Time)
	}
}

func TestLoadNamesEveryFault(t *testing.T) {
	_, err := Load(peaks(describePeaks,
		peak("a", `"height":"3752"`),
		peak("b", `"climbs":1.5,"open":"yes","names":[],"sources":{}`),
		peak("c", `"kind":"snow"`),
		peak("d", `"valid_from":"2024-02-30","seen":"2024-02-03","page":"pamir"`),
		peak("e", `"colour":"white"`),
		peak("e", ``),
		`{"type":"Feature","geometry":null,"properties":{}}`,
		`{"type":"Feature","id":"f","geometry":{"type":"LineString","coordinates":[[75,38],[76,38]]},"properties":{}}`,
		`{"type":"Feature","id":"g","geometry":{"type":"Point","coordinates":[38.3,175.1]},"properties":{}}`,
		peak("h", `"name":7`),
	))
	want := []string{
		`data/peaks.geojson: feature "a": property height: want a number, have "3752"`,
		`data/peaks.geojson: feature "b": property climbs: want an integer, have 1.5`,
		`data/peaks.geojson: feature "b": property open: want a boolean, have "yes"`,
		`data/peaks.geojson: feature "b": property names: want an object, have []`,
		`data/peaks.geojson: feature "b": property sources: want an array, have {}`,
		`data/peaks.geojson: feature "c": property kind: want one of ["ice" "rock"], have "snow"`,
		`data/peaks.geojson: feature "d": property valid_from: want a date such as 2024-12-01, have "2024-02-30"`,
		`data/peaks.geojson: feature "d": property seen: want an instant of RFC 3339 such as 2024-12-01T10:00:00+08:00, have "2024-02-03"`,
		`data/peaks.geojson: feature "d": property page: want an absolute URI, have "pamir"`,
		`data/peaks.geojson: feature "e": property colour: it is not among the properties of peaks.json`,
		`data/peaks.geojson: feature "e": the id is there twice; the second is on line 7`,
		`data/peaks.geojson: the feature on line 8 has no id`,
		`data/peaks.geojson: feature "f": want geometry of type "Point", have LineString`,
		`data/peaks.geojson: feature "g": line 10: latitude 175.1 is out of range`,
		`data/peaks.geojson: feature "h": property name: want a string, have 7`,
	}
	var problems Problems
	if !errors.As(err, &problems) || len(problems) != len(want) {
		t.Fatalf("want %d problems, have\n%v", len(want), err)
	}
	for i, p := range problems {
		if !strings.HasPrefix(p.Error(), want[i]) {
			t.Errorf("problem %d is\n%s\nwant\n%s", i, p, want[i])
		}
	}
	var one Problem
	if !errors.As(err, &one) || one.Feature != "a" || one.Property != "height" {
		t.Errorf("errors.As finds %v", one)
	}
}

func TestLoadFindsBrokenFiles(t *testing.T) {
	tests := map[string]struct {
		spoil func(fstest.MapFS)
		want  string
	}{
		"cut":         {func(m fstest.MapFS) { d := m["peaks.geojson"]; d.Data = d.Data[:len(d.Data)-20] }, `data/peaks.geojson: `},
		"no features": {func(m fstest.MapFS) { delete(m, "peaks.geojson") }, `data/peaks.json: files: open peaks.geojson`},
		"not JSON":    {func(m fstest.MapFS) { m["peaks.json"].Data = []byte("{\n\"id\":\n}") }, `data/peaks.json: line 3: `},
		"more":        {func(m fstest.MapFS) { d := m["peaks.json"]; d.Data = append(d.Data, "{}"...) }, `data/peaks.json: more follows`},
	}
	replace := func(name, old, new, want string) {
		tests[name] = struct {
			spoil func(fstest.MapFS)
			want  string
		}{func(m fstest.MapFS) {
			d := m["peaks.json"]
			if !strings.Contains(string(d.Data), old) {
				t.Fatalf("%s: there is no %s", name, old)
			}
			d.Data = []byte(strings.Replace(string(d.Data), old, new, 1))
		}, "data/peaks.json: " + want}
	}
	replace("unknown member", `"rank"`, `"rnak"`, `json: unknown field "rnak"`)
	replace("id", `"id":"peaks"`, `"id":"summits"`, `the id is "summits"`)
	replace("title", `"Peaks"`, `""`, `there is no title`)
	replace("role", `"gateway"`, `"base"`, `role: `)
	replace("geometry", `"Point"`, `"Dot"`, `geometry: `)
	replace("no files", `["peaks.geojson"]`, `[]`, `files: `)
	replace("updated", `2026-11-23`, `yesterday`, `updated: `)
	replace("no name", `{"name":"name"`, `{"name":""`, `properties: number 1 has no name`)
	replace("twice", `"name":"kind"`, `"name":"name"`, `properties: name is there twice`)
	replace("type", `"number"`, `"float"`, `properties: height: type: `)
	replace("format", `"uri"`, `"url"`, `properties: page: format: `)
	replace("valid_from", `"type":"string","format":"date"`, `"type":"string"`, `properties: valid_from: format: want "date"`)
	replace("enum", `"type":"string","enum"`, `"type":"number","enum"`, `properties: kind: only a string`)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := peaks(describePeaks, peak("a", `"name":"A"`))
			test.spoil(fsys)
			sets, err := Load(fsys)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || sets != nil {
				t.Errorf("have %v, want %s…", err, test.want)
			}
		})
	}
}

// copyOf returns the files of the data, to break them.
func copyOf(t testing.TB, fsys fs.FS) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		m[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
