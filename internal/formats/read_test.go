package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/internal/store"
)

// readAll returns what a Reader makes of a text: features, errors that it read
// on from, and the error it ended with.
func readAll(r io.Reader, o ReadOptions) (features []Raw, bad []*FeatureError, end error) {
	reader := NewReader(r, o)
	for {
		raw, err := reader.Next()
		var fe *FeatureError
		switch {
		case err == io.EOF:
			return features, bad, nil
		case errors.As(err, &fe):
			bad = append(bad, fe)
		case err != nil:
			return features, bad, err
		default:
			features = append(features, raw)
		}
	}
}

func TestReadFeatureCollection(t *testing.T) {
	text := `{
  "name": "x", "features_": [1],
  "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
  "type": "FeatureCollection",
  "features": [
    {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[75.5,40.25,3752]},"properties":{"n":1,"f":1.0,"s":"\u53e3\ud83d\ude9a","b":true,"o":{"k": [1, 2]},"z":null}},
    {"properties":null,"geometry":{"coordinates":[[1,2],[3,4,5]],"type":"LineString"},"id":12,"type":"Feature"},

    {"type":"Feature","geometry":null}
  ],
  "more": {"a": []}
}
`
	nan := math.NaN()
	want := []Raw{
		{
			Line: 6, Offset: 154, ID: "a", HasID: true, Geometry: orb.Point{75.5, 40.25}, Z: []float64{3752},
			Properties: []RawProperty{{"n", int64(1)}, {"f", 1.0}, {"s", "口🚚"}, {"b", true}, {"o", store.JSON(`{"k":[1,2]}`)}, {"z", nil}},
		},
		{Line: 7, ID: "12", HasID: true, Geometry: orb.LineString{{1, 2}, {3, 4}}, Z: []float64{nan, 5}},
		{Line: 9},
	}
	for i, at := range []string{`{"type":"Feature","id":"a"`, `{"properties":null`, `{"type":"Feature","geometry":null}`} {
		want[i].Offset = int64(strings.Index(text, at))
	}
	for name, r := range map[string]io.Reader{
		"at once":     strings.NewReader(text),
		"byte by one": iotest.OneByteReader(strings.NewReader(text)),
		"with a mark": strings.NewReader(text),
	} {
		got, bad, err := readAll(r, ReadOptions{})
		if err != nil || len(bad) > 0 {
			t.Fatalf("%s: %v %v", name, err, bad)
		}
		same(t, got, want)
	}
}

// same compares with NaN equal to itself and nil to empty.
func same(t failer, got, want []Raw) {
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Fatalf("\ngot  %s\nwant %s", g, w)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i].Geometry, want[i].Geometry) {
			t.Fatalf("got geometry %#v, want %#v", got[i].Geometry, want[i].Geometry)
		}
		for j, p := range got[i].Properties {
			if !reflect.DeepEqual(p, want[i].Properties[j]) {
				t.Fatalf("got property %#v, want %#v", p, want[i].Properties[j])
			}
		}
	}
}

func TestReadForms(t *testing.T) {
	const point = `{"type":"Feature","id":%d,"properties":{},"geometry":{"type":"Point","coordinates":[%d,0]}}`
	feature := func(i int) string { return fmt.Sprintf(point, i, i) }
	for _, tt := range []struct {
		name, text string
		lines      []int // of the features read
	}{
		{"feature", feature(1), []int{1}},
		{"indented feature", "\n\n" + strings.ReplaceAll(feature(1), ",", ",\n"), []int{3}},
		{"byte order mark", "\ufeff" + feature(1), []int{1}},
		{"bare geometry", `{"type":"Point","coordinates":[1,0]}`, []int{1}},
		{"geometry before its type", `{"coordinates":[1,0],"type":"Point"}`, []int{1}},
		{"lines", feature(1) + "\n" + feature(2) + "\r\n\n" + feature(3) + "\n", []int{1, 2, 4}},
		{"lines without an end", feature(1) + "\n" + feature(2), []int{1, 2}},
		{"lines of geometries", `{"type":"Point","coordinates":[1,0]}` + "\n" + `{"type":"Point","coordinates":[2,0]}`, []int{1, 2}},
		{"sequence", "\x1e" + feature(1) + "\n\x1e" + feature(2) + "\n", []int{1, 2}},
		{"indented sequence", "\x1e" + strings.ReplaceAll(feature(1), ",", ",\n") + "\n\x1e" + feature(2), []int{1, 7}},
		{"lines of collections", `{"type":"FeatureCollection","features":[` + feature(1) + `]}` + "\n" + `{"type":"FeatureCollection","features":[` + feature(2) + "]}\n", []int{1, 2}},
		{"features before the type", `{"features":[` + feature(1) + `],"type":"FeatureCollection"}`, []int{1}},
		{"no features", `{"type":"FeatureCollection","features":[]}`, nil},
		{"foreign features", `{"type":"Feature","features":[1],"geometry":null,"properties":null}`, []int{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(tt.text), iotest.OneByteReader(strings.NewReader(tt.text))} {
				got, bad, err := readAll(r, ReadOptions{})
				if err != nil || len(bad) > 0 {
					t.Fatalf("%v %v", err, bad)
				}
				var lines []int
				for _, raw := range got {
					lines = append(lines, raw.Line)
				}
				if !reflect.DeepEqual(lines, tt.lines) {
					t.Errorf("features on lines %v, want %v", lines, tt.lines)
				}
			}
		})
	}
}

func TestReadLastMemberWins(t *testing.T) {
	text := `{"type":"Topology","type":"Feature","id":"a","id":"b","properties":{"q":1},"properties":{"a":1,"b":2,"a":"x"},` +
		`"geometry":{"type":"Point","coordinates":[9,9,9]},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]],"coordinates":[5,6],"type":"Point"}}`
	got, bad, err := readAll(strings.NewReader(text), ReadOptions{})
	if err != nil || len(bad) > 0 {
		t.Fatal(err, bad)
	}
	same(t, got, []Raw{{
		Line: 1, ID: "b", HasID: true, Geometry: orb.Point{5, 6},
		Properties: []RawProperty{{"a", "x"}, {"b", int64(2)}},
	}})
}

func TestReadGeometries(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		text     string
		geometry orb.Geometry
		z        []float64
	}{
		{`null`, nil, nil},
		{`{"type":"Point","coordinates":[]}`, nil, nil},
		{`{"type":"MultiPolygon","coordinates":[ ]}`, nil, nil},
		{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[]}]}`, nil, nil},
		{`{"type":"Point","coordinates":[1,2,3,4]}`, orb.Point{1, 2}, []float64{3}},
		{`{"type":"Point","coordinates":[180.0000000004,-90.0000000004]}`, orb.Point{180, -90}, nil},
		{`{"type":"MultiPoint","coordinates":[[1,2],[3,4,5]]}`, orb.MultiPoint{{1, 2}, {3, 4}}, []float64{nan, 5}},
		{`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]]}`, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}}, nil},
		{`{"type":"Polygon","coordinates":[[[0,0,1],[1,0,2],[0,1,3],[0,0,4]]]}`, orb.Polygon{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}, []float64{1, 2, 3, 4}},
		{
			`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]],[[0,0],[1,0],[0,1],[0,0]]],[[[5,5],[6,5],[5,6],[5,5]]]]}`,
			orb.MultiPolygon{{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}, {{0, 0}, {1, 0}, {0, 1}, {0, 0}}}, {{{5, 5}, {6, 5}, {5, 6}, {5, 5}}}}, nil,
		},
		{
			`{"geometries":[{"coordinates":[1,2,3],"type":"Point"},{"type":"LineString","coordinates":[[3,4],[5,6]]}],"type":"GeometryCollection"}`,
			orb.Collection{orb.Point{1, 2}, orb.LineString{{3, 4}, {5, 6}}}, []float64{3, nan, nan},
		},
	} {
		text := `{"type":"Feature","properties":null,"geometry":` + tt.text + `}`
		got, bad, err := readAll(strings.NewReader(text), ReadOptions{})
		if err != nil || len(bad) > 0 {
			t.Errorf("%s: %v %v", tt.text, err, bad)
			continue
		}
		same(t, got, []Raw{{Line: 1, Geometry: tt.geometry, Z: tt.z}})
	}
}

// TestReadFeatureErrors puts each fault on line 3 of a collection, where the
// feature before and the one after must be read all the same.
func TestReadFeatureErrors(t *testing.T) {
	geometry := func(g string) string {
		return `{"type":"Feature","id":"a","geometry":` + g + `,"properties":{}}`
	}
	property := func(v string) string {
		return `{"type":"Feature","id":"a","geometry":null,"properties":{"p":` + v + `}}`
	}
	deep := strings.Repeat("[", 100) + strings.Repeat("]", 100)
	for _, tt := range []struct{ feature, want string }{
		{`1`, `line 3: a feature should be here, not '1'`},
		{`{"geometry":null}`, `line 3: the object has no type; a feature has "type":"Feature"`},
		{`{"type":"Point","coordinates":[1,2]}`, `line 3: the type should be "Feature", not "Point"`},
		{`{"type":1}`, `line 3: a type, in quotes, should be here, not '1'`},
		{`{"type":"Feature","id":""}`, `line 3: the id is empty`},
		{`{"type":"Feature","id":{}}`, `line 3: an id, text or number, should be here, not '{'`},
		{`{"type":"Feature","geometry":null "a":1}`, `line 3: a comma or } should be here, not '"'`},
		{`{"type":"Feature",}`, `line 3: another value should be here, not '}'`},
		{`{"type":"Feature","properties":[]}`, `line 3: an object of properties, or null, should be here, not '['`},
		{`{"type":"Feature","properties":{"":1}}`, `line 3: a property has no name`},
		{`{"type":"Feature",a:1}`, `line 3: the name of a member, in quotes, should be here, not 'a'`},
		{`{"type" "Feature"}`, `line 3: a colon should be here, not '"'`},
		{`{"type":"Feature"]`, `line 3: a comma or } should be here, not ']'`},
		{property(`01`), `line 3: feature "a": a comma or } should be here, not '1'`},
		{property(`1.`), `line 3: feature "a": property "p": a digit should be here, not '}'`},
		{property(`1e+`), `line 3: feature "a": property "p": a digit should be here, not '}'`},
		{property(`-`), `line 3: feature "a": property "p": a value should be here, not '-'`},
		{property(`nul`), `line 3: feature "a": property "p": a value should be here, not 'n'`},
		{property(`NaN`), `line 3: feature "a": property "p": a value should be here, not 'N'`},
		{property(`1e999`), `line 3: feature "a": property "p": the number 1e999 is too large`},
		{property(`"\x"`), `line 3: feature "a": property "p": the escape is not one that JSON has`},
		{property(`"\u12g4"`), `line 3: feature "a": property "p": the escape is not one that JSON has`},
		{property("\"a\tb\""), `line 3: feature "a": property "p": the control character '\t' must be escaped`},
		{property("\"\xe9\""), `line 3: feature "a": property "p": the text is not UTF-8 (iconv -t UTF-8 converts a file)`},
		{property("\"\\n\xe9\""), `line 3: feature "a": property "p": the text is not UTF-8 (iconv -t UTF-8 converts a file)`},
		{property(deep), `line 3: feature "a": property "p": nested deeper than 64`},
		{property(`[1,]`), `line 3: feature "a": property "p": another value should be here, not ']'`},
		{geometry(`[1,2]`), `line 3: feature "a": a geometry object, or null, should be here, not '['`},
		{geometry(`{}`), `line 3: feature "a": the geometry has no type`},
		{geometry(`{"type":"Circle"}`), `line 3: feature "a": "Circle" is not a geometry type`},
		{geometry(`{"type":"Point"}`), `line 3: feature "a": the Point has no "coordinates"`},
		{geometry(`{"type":"GeometryCollection"}`), `line 3: feature "a": the GeometryCollection has no "geometries"`},
		{geometry(`{"type":"GeometryCollection","geometries":{}}`), `line 3: feature "a": an array of geometries should be here, not '{'`},
		{geometry(strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 10) + strings.Repeat(`]}`, 10)), `line 3: feature "a": collections are nested deeper than 8`},
		{geometry(`{"type":"Point","coordinates":null}`), `line 3: feature "a": an array of coordinates should be here, not 'n'`},
		{geometry(`{"type":"Point","coordinates":[1]}`), `line 3: feature "a": a position needs longitude and latitude, this one has 1 numbers`},
		{geometry(`{"type":"Point","coordinates":["1",2]}`), `line 3: feature "a": a number should be here, not '"'`},
		{geometry(`{"type":"Point","coordinates":[1,null]}`), `line 3: feature "a": a number should be here, not 'n'`},
		{geometry(`{"type":"Point","coordinates":[[1,2]]}`), `line 3: feature "a": a number should be here, not '['`},
		{geometry(`{"type":"Point","coordinates":[1,1e400]}`), `line 3: feature "a": the number 1e400 is too large`},
		{geometry(`{"type":"Point","coordinates":[39.47,-175.99]}`), `line 3: feature "a": latitude -175.99 is out of range: longitude and latitude look swapped in [39.47, -175.99]`},
		{geometry(`{"type":"Point","coordinates":[139.47,95]}`), `line 3: feature "a": latitude 95 is out of range (-90 to 90)`},
		{geometry(`{"type":"Point","coordinates":[181,45]}`), `line 3: feature "a": longitude 181 is out of range (-180 to 180)`},
		{geometry(`{"type":"Point","coordinates":[8459168.5,4780000]}`), `line 3: feature "a": [8.4591685e+06, 4.78e+06] is not longitude and latitude in degrees: is the file in a projected CRS? (ogr2ogr -t_srs EPSG:4326 converts it)`},
		{geometry(`{"type":"LineString","coordinates":[[1,2]]}`), `line 3: feature "a": a line needs 2 positions or more, not 1`},
		{geometry(`{"type":"LineString","coordinates":[1,2]}`), `line 3: feature "a": a position [longitude, latitude] should be here, not '1'`},
		{geometry(`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[]]}`), `line 3: feature "a": line 2: a line needs 2 positions or more, not 0`},
		{geometry(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}`), `line 3: feature "a": ring 1: a ring needs 4 positions or more, not 3`},
		{geometry(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0.5]]]}`), `line 3: feature "a": ring 1 is not closed: it begins at [0 0] and ends at [0 0.5]`},
		{geometry(`{"type":"MultiPolygon","coordinates":[[]]}`), `line 3: feature "a": polygon 1 has no rings`},
		{geometry(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[0,0],[1,0],[0,1],[2,2]]]]}`), `line 3: feature "a": polygon 2: ring 1 is not closed: it begins at [0 0] and ends at [2 2]`},
		{geometry(`{"type":"MultiPolygon","coordinates":[1]}`), `line 3: feature "a": an array of positions should be here, not '1'`},
	} {
		const good = `{"type":"Feature","properties":null,"geometry":null}`
		text := `{"type":"FeatureCollection","features":[` + "\n" + good + ",\n" + tt.feature + ",\n" + good + "]}"
		got, bad, err := readAll(strings.NewReader(text), ReadOptions{})
		if err != nil || len(bad) != 1 || len(got) != 2 {
			t.Errorf("%s\n%v, %d errors, %d features", tt.feature, err, len(bad), len(got))
			continue
		}
		if bad[0].Error() != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.feature, bad[0], tt.want)
		}
		if at := strings.Index(text, tt.feature); bad[0].Offset < int64(at) || bad[0].Offset > int64(at+len(tt.feature)) {
			t.Errorf("%s\nat offset %d, but it stands at %d", tt.feature, bad[0].Offset, at)
		}
	}
}

func TestReadFaultHasItsOwnLine(t *testing.T) {
	text := "{\"type\":\"Feature\",\n\"properties\":{},\n\"geometry\":{\"type\":\"Point\",\n\"coordinates\":[1,\n200]}}"
	_, bad, err := readAll(strings.NewReader(text), ReadOptions{})
	if err != nil || len(bad) != 1 || bad[0].Line != 4 || bad[0].Offset != int64(strings.Index(text, "[1,")) {
		t.Fatalf("%v %+v", err, bad)
	}
}

func TestReadSyntaxErrors(t *testing.T) {
	const feature = `{"type":"Feature","properties":null,"geometry":null}`
	for _, tt := range []struct{ text, want string }{
		{"", "line 1: the file is empty"},
		{" \n\n", "line 3: the file is empty"},
		{"hello", "line 1: a GeoJSON object should begin here with {, not 'h'"},
		{"<kml>", "line 1: a GeoJSON object should begin here with {; this looks like XML or HTML"},
		{"\x1f\x8b", "line 1: a GeoJSON object should begin here with {; this looks compressed: unpack it first"},
		{"\xff\xfe{", "line 1: a GeoJSON object should begin here with {; this looks like UTF-16: save it as UTF-8"},
		{"[1]", `line 1: a GeoJSON object should begin here with {, not [: a list of features goes into {"type":"FeatureCollection","features":[…]}`},
		{"{", "line 1: the file ends inside the feature: a bracket or quote is missing"},
		{"{\n1:2}", "line 2: the name of a member should be here, in quotes, not '1'"},
		{`{"a"}`, "line 1: a colon should follow the member's name, not '}'"},
		{`{"a":}`, "line 1: a value should follow the colon, not '}'"},
		{`{"a":1 "b":2}`, "line 1: a comma or } should follow the member, not '\"'"},
		{`{"a":"b` + "\n", "line 1: the line ends inside a text: a quote is missing"},
		{`{"type":"FeatureCollection","features":[` + feature, "line 1: the file ends inside the feature: a bracket or quote is missing"},
		{`{"type":"FeatureCollection","features":[` + feature + feature, "line 1: a comma or ] should follow the feature, not '{'"},
		{`{"type":"FeatureCollection","features":[` + feature + ",\n]}", "line 2: a feature should follow the comma, not ]"},
		{`{"type":"FeatureCollection","features":[` + feature + ",\n,]}", "line 2: a feature should be here, not ','"},
		{`{"type":"FeatureCollection","features":[` + feature + `],"features":[]}`, `line 1: the member "features" is there twice`},
		{`{"features":[` + feature + `]}`, `line 1: an object with "features" should have the type "FeatureCollection"`},
		{`{"features":[` + feature + "],\n" + `"type":"Feature"}`, `line 2: an object with "features" should have the type "FeatureCollection"`},
		{`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[]}`, "line 1: the coordinates are in urn:ogc:def:crs:EPSG::3857; GeoJSON has longitude and latitude (ogr2ogr -t_srs EPSG:4326 converts them)"},
		{feature + "{", "line 1: the file ends inside the feature: a bracket or quote is missing"},
		{feature + "]", "line 1: a GeoJSON object should begin here with {, not ']'"},
		{"{\n" + feature[1:] + "\n\n{\n\n\x1e", "line 6: a record separator stands inside the feature"},
	} {
		_, _, err := readAll(strings.NewReader(tt.text), ReadOptions{})
		var se *SyntaxError
		if !errors.As(err, &se) || se.Error() != tt.want {
			t.Errorf("%s\ngot  %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

func TestReadWholeObjectsThatAreNoFeature(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`{"type":"FeatureCollection"}`, `line 1: the FeatureCollection has no "features", or they are not an array`},
		{`{"type":"FeatureCollection","features":{}}`, `line 1: the FeatureCollection has no "features", or they are not an array`},
		{`{"type":"Topology","objects":{}}`, "line 1: this is TopoJSON; convert it to GeoJSON (ogr2ogr does)"},
		{`{"a":1}`, `line 1: the object has no type; a feature has "type":"Feature"`},
		{`{"type":"Point"}`, `line 1: the Point has no "coordinates"`},
	} {
		_, bad, err := readAll(strings.NewReader(tt.text), ReadOptions{})
		if err != nil || len(bad) != 1 || bad[0].Error() != tt.want {
			t.Errorf("%s\ngot  %v %v\nwant %s", tt.text, err, bad, tt.want)
		}
	}
}

// TestReadBrokenRecords: where records have an end of their own, a broken one
// costs only itself.
func TestReadBrokenRecords(t *testing.T) {
	const feature = `{"type":"Feature","properties":null,"geometry":null}`
	for _, broken := range []string{`{"type":"Feature","a`, `{"type":"Feature",`, `{`, `{"a"`, `{"a":`, `x`, `]`, `{"a":[}`, `{"a":1 "b`, `"`} {
		for name, text := range map[string]string{
			"lines":    feature + "\n" + broken + "\n" + feature + "\n",
			"sequence": "\x1e" + feature + "\n\x1e" + broken + "\n\x1e" + feature + "\n",
		} {
			got, bad, err := readAll(strings.NewReader(text), ReadOptions{})
			if err != nil || len(got) != 2 || len(bad) != 1 || bad[0].Line > 3 || name == "lines" && bad[0].Line != 2 {
				t.Errorf("%s with %s: %d features, %v, %v", name, broken, len(got), bad, err)
			}
		}
		got, bad, err := readAll(strings.NewReader(broken+"\n"+feature), ReadOptions{Lines: true})
		if err != nil || len(got) != 1 || len(bad) != 1 || bad[0].Line != 1 {
			t.Errorf("first line %s: %d features, %v, %v", broken, len(got), bad, err)
		}
	}
}

func TestReadBoundsMemory(t *testing.T) {
	large := `{"type":"Feature","geometry":null,"properties":{"a":"` + strings.Repeat("x", 1<<20) + `"}}`
	const small = `{"type":"Feature","geometry":null,"properties":null}`
	o := ReadOptions{MaxFeature: 1000}
	got, bad, err := readAll(strings.NewReader(`{"type":"FeatureCollection","features":[`+small+",\n"+large+",\n"+small+"]}"), o)
	if err != nil || len(got) != 2 || len(bad) != 1 || bad[0].Error() != "line 2: the feature is larger than 1000 bytes" {
		t.Errorf("in a collection: %d features, %v, %v", len(got), bad, err)
	}
	got, bad, err = readAll(strings.NewReader(small+"\n"+large+"\n"+small), o)
	if err != nil || len(got) != 2 || len(bad) != 1 {
		t.Errorf("on lines: %d features, %v, %v", len(got), bad, err)
	}
	endless := io.MultiReader(strings.NewReader(`{"type":"FeatureCollection",`), &repeated{' ', 64 << 20})
	r := NewReader(endless, o)
	if _, err := r.Next(); err == nil || cap(r.src.buf) > 8*chunk {
		t.Errorf("white space took %d bytes, %v", cap(r.src.buf), err)
	}
	many := `{"type":"Feature","geometry":null,"properties":{"p":0`
	for i := range MaxProperties {
		many += `,"p` + strconv.Itoa(i) + `":1`
	}
	_, bad, _ = readAll(strings.NewReader(many+"}}"), ReadOptions{})
	if len(bad) != 1 || bad[0].Detail != "a feature may have no more than 1024 properties" {
		t.Errorf("many properties: %v", bad)
	}
}

// repeated is n bytes c.
type repeated struct {
	c byte
	n int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := min(len(p), r.n)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range p[:n] {
		p[i] = r.c
	}
	r.n -= n
	return n, nil
}

func TestReadPassesOnTheInputsError(t *testing.T) {
	broken := errors.New("the disk is on fire")
	for _, text := range []string{"", `{"type":"Feature"`, `{"type":"FeatureCollection","features":[`, `{"type":"Feature","geometry":null}` + "\n"} {
		r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
		reader := NewReader(r, ReadOptions{})
		var err error
		for err == nil {
			_, err = reader.Next()
		}
		if _, again := reader.Next(); !errors.Is(err, broken) || !errors.Is(again, broken) {
			t.Errorf("%s: %v, then %v", text, err, again)
		}
	}
}

// TestNumberAgainstStrconv holds the short way to the standard library's.
func TestNumberAgainstStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?`).Draw(t, "text")
		p := scanner{b: []byte(text)}
		got, ok := p.number()
		want, err := strconv.ParseFloat(text, 64)
		if ok != (err == nil) || ok && math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("%s: got %v %v, want %v %v", text, got, ok, want, err)
		}
	})
}

// TestScannerAgainstEncodingJSON: what one accepts, the other does.
func TestScannerAgainstEncodingJSON(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	seeds := []string{`{"a":[1,-0.5e+3,"x\u00e9\n",null,true,false,{}],"b":{"c":""}}`, `[[],[[]],"\ud83d\ude9a"]`, `-12.5E7`, `"\\\""`}
	alphabet := []byte(`{}[],:"\/u0019.eE+-nulltrfasx ` + "\n\t")
	for range 200_000 {
		text := []byte(seeds[rng.IntN(len(seeds))])
		for range rng.IntN(4) {
			switch i := rng.IntN(len(text)); rng.IntN(3) {
			case 0:
				text[i] = alphabet[rng.IntN(len(alphabet))]
			case 1:
				text = append(text[:i], text[min(len(text), i+1):]...)
			default:
				text = bytes.Join([][]byte{text[:i], text[i:]}, alphabet[rng.IntN(len(alphabet)):][:1])
			}
			if len(text) == 0 {
				text = []byte(" ")
			}
		}
		p := scanner{b: text}
		ok := p.skip(0)
		p.peek()
		if ok = ok && p.i == len(text); ok != json.Valid(text) {
			t.Fatalf("%q: got %v, want %v (%s)", text, ok, !ok, p.detail)
		}
	}
}

func BenchmarkReader(b *testing.B) {
	var text bytes.Buffer
	text.WriteString(`{"type":"FeatureCollection","features":[`)
	for i := range 10_000 {
		if i > 0 {
			text.WriteString(",\n")
		}
		fmt.Fprintf(&text, `{"type":"Feature","id":"%d","geometry":{"type":"Point","coordinates":[%d.123456,39.%d]},"properties":{"name":"Place %d","kind":"village","population":%d}}`, i, i%180, i, i, i*7)
	}
	text.WriteString("]}")
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, bad, err := readAll(bytes.NewReader(text.Bytes()), ReadOptions{}); err != nil || len(bad) > 0 {
			b.Fatal(err, bad)
		}
	}
}
