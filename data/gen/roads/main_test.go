package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRegeneratingChangesNothing: the tables are the truth, the collections
// what they make.
func TestRegeneratingChangesNothing(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-in", ".", "-data", "../..", "-check"}, &out); err != nil {
		t.Fatal(err)
	}
}

// TestDistance compares with the line Flinders Peak–Buninyong of the manual of
// the Geocentric Datum of Australia, whose ellipsoid differs from WGS84 by less
// than a tenth of a millimetre.
func TestDistance(t *testing.T) {
	flinders := point{x: 144 + 25./60 + 29.52440/3600, y: -(37 + 57./60 + 3.72030/3600)}
	buninyong := point{x: 143 + 55./60 + 35.38390/3600, y: -(37 + 39./60 + 10.15610/3600)}
	if got := distance(flinders, buninyong); math.Abs(got-54972.271) > 0.001 {
		t.Errorf("distance is %.4f m, want 54972.271", got)
	}
	if got := distance(flinders, flinders); got != 0 {
		t.Errorf("a point is %v m from itself", got)
	}
}

// TestFaults puts one fault at a time into small tables.
func TestFaults(t *testing.T) {
	good := map[string]string{
		"points.csv": "road,node,place,lon,lat,elevation_m,km,source,licence\n" +
			"a,x,,75,40,1000,,s,CC0\na,y,,75.5,40,1100,,s,CC0\nb,y,,75.5,40,1100,,s,CC0\nb,z,,76,40,,,s,CC0\n",
		"sources.json":  `{"s":{"title":"S"}}`,
		"roads.json":    `[{"id":"a","accuracy_m":10,"sources":[]},{"id":"b","accuracy_m":20,"sources":[]}]`,
		"sections.json": `[{"id":"c","on":[{"road":"a"},{"road":"b"}],"sources":["s"]}]`,
	}
	for _, test := range []struct{ name, file, old, new, want string }{
		{"none", "", "", "", ""},
		{"node elsewhere", "points.csv", "b,y,,75.5,40,", "b,y,,75.6,40,", "roads meet at equal positions"},
		{"node at another height", "points.csv", "b,y,,75.5,40,1100", "b,y,,75.5,40,1200", "roads meet at equal positions"},
		{"no latitude", "points.csv", "76,40", "76,94", `lat "94" is no latitude`},
		{"no height", "points.csv", "1000", "high", `elevation_m "high" is no number`},
		{"no licence", "points.csv", "b,z,,76,40,,,s,CC0", "b,z,,76,40,,,s,", "no licence"},
		{"unknown source of a point", "points.csv", "b,z,,76,40,,,s", "b,z,,76,40,,,q", `source "q"`},
		{"another head", "points.csv", "lon,lat", "lat,lon", "the first line must be"},
		{"road ends nowhere", "points.csv", "b,z,", "b,,", "begin and end at a node"},
		{"road without facts", "roads.json", `"id":"b"`, `"id":"d"`, "has 0 points"},
		{"property nobody describes", "roads.json", `"id":"b"`, `"id":"b","colour":"red"`, `property "colour"`},
		{"source that nothing cites", "sources.json", `{"s"`, `{"q":{},"s"`, "nothing cites q"},
		{"unknown source", "sections.json", `["s"]`, `["q"]`, `source "q"`},
		{"section on no road", "sections.json", `{"road":"b"}`, `{"road":"d"}`, `no road "d"`},
		{"section with a gap", "sections.json", `{"road":"a"},{"road":"b"}`, `{"road":"b"},{"road":"a"}`, "does not begin where"},
		{"part that is not there", "sections.json", `{"road":"b"}`, `{"road":"b","from":"y","to":"w"}`, `does not run from "y" to "w"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			in, data := t.TempDir(), t.TempDir()
			for name, text := range good {
				if name == test.file {
					if !strings.Contains(text, test.old) {
						t.Fatalf("%s has no %q", name, test.old)
					}
					text = strings.Replace(text, test.old, test.new, 1)
				}
				write(t, in, name, text)
			}
			for _, name := range []string{"roads.json", "sections.json"} {
				write(t, data, name, `{"properties":[{"name":"from"},{"name":"to"},{"name":"roads"},{"name":"drawn_length_m"},{"name":"schematic"},{"name":"accuracy_m"},{"name":"sources"}]}`)
			}
			err := run([]string{"-in", in, "-data", data}, &bytes.Buffer{})
			switch {
			case test.want == "" && err != nil:
				t.Fatal(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Fatalf("error %v, want %q in it", err, test.want)
			case test.want != "":
				return
			}
			const sections = `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"c","geometry":{"type":"LineString","coordinates":[[75,40],[75.5,40],[76,40]]},"properties":{"roads":["a","b"],"drawn_length_m":85394,"schematic":true,"accuracy_m":20,"sources":[{"title":"S"}]}}
]}
`
			if got, err := os.ReadFile(filepath.Join(data, "sections.geojson")); err != nil || string(got) != sections {
				t.Errorf("sections.geojson is\n%s%v\nwant\n%s", got, err, sections)
			}
			roads, err := os.ReadFile(filepath.Join(data, "roads.geojson"))
			if err != nil || !bytes.Contains(roads, []byte(`[[75,40,1000],[75.5,40,1100]]`)) {
				t.Errorf("a road with all heights lost them: %s%v", roads, err)
			}
			if err := run([]string{"-in", in, "-data", data, "-check"}, &bytes.Buffer{}); err != nil {
				t.Error(err)
			}
			write(t, data, "roads.geojson", "changed")
			if err := run([]string{"-in", in, "-data", data, "-check"}, &bytes.Buffer{}); err == nil {
				t.Error("-check did not see a changed file")
			}
		})
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
