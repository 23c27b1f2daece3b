package formats

import (
	"encoding/csv"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/internal/store"
)

// table is two points and what is hard about writing them.
func table() (*store.Collection, []*store.Feature) {
	c := &store.Collection{ID: "t", Title: "A & B", Geometry: store.Point, Properties: []store.Property{
		{Name: "name"}, {Name: "id"}, {Name: "n"}, {Name: "parts"},
	}}
	return c, []*store.Feature{
		{ID: "a", Geometry: orb.Point{75.5, 40.25}, Z: []float64{3752}, Values: []store.Value{`say "hi", <you>`, int64(7), 1.5, store.JSON(`{"k":[1]}`)}},
		{ID: "=1+1", Geometry: orb.Point{-1, 2}, Values: []store.Value{"", nil, math.NaN(), nil}},
		{ID: "c", Values: []store.Value{"two\nlines", nil, nil, nil}},
	}
}

func TestWriteCSV(t *testing.T) {
	c, fs := table()
	for _, tt := range []struct {
		geometry store.GeometryType
		fields   []int
		want     string
	}{
		{store.Point, nil, "id,lon,lat,z,name,property_id,n,parts\r\n" +
			"a,75.5,40.25,3752,\"say \"\"hi\"\", <you>\",7,1.5,\"{\"\"k\"\":[1]}\"\r\n" +
			"=1+1,-1,2,,\"\",,,\r\n" +
			"c,,,,\"two\nlines\",,,\r\n"},
		{store.Point, []int{2, 99}, "id,lon,lat,z,n\r\na,75.5,40.25,3752,1.5\r\n=1+1,-1,2,,\r\nc,,,,\r\n"},
		{store.LineString, []int{}, "id,geometry\r\na,POINT Z (75.5 40.25 3752)\r\n=1+1,POINT (-1 2)\r\nc,\r\n"},
	} {
		c.Geometry = tt.geometry
		var b strings.Builder
		if err := WriteCSV(&b, c, slices.Values(fs), tt.fields); err != nil {
			t.Fatal(err)
		}
		if b.String() != tt.want {
			t.Errorf("got\n%s\nwant\n%s", b.String(), tt.want)
		}
	}
}

// TestWriteCSVAgainstEncodingCSV: the standard library reads back each text.
func TestWriteCSVAgainstEncodingCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.String(), 3, 3).Draw(t, "texts")
		c := &store.Collection{Geometry: store.Polygon, Properties: []store.Property{{Name: texts[0]}}}
		f := &store.Feature{ID: texts[1], Values: []store.Value{texts[2]}}
		var b strings.Builder
		if err := WriteCSV(&b, c, slices.Values([]*store.Feature{f}), nil); err != nil {
			t.Fatal(err)
		}
		// encoding/csv turns \r\n inside quotes into \n.
		for i := range texts {
			texts[i] = strings.ReplaceAll(texts[i], "\r\n", "\n")
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%v: %q", err, b.String())
		}
		if name := rows[0][2]; name != texts[0] && name != "property_"+texts[0] || rows[1][0] != texts[1] || rows[1][2] != texts[2] {
			t.Fatalf("got %q, want %q", rows, texts)
		}
	})
}

func TestWKTOfEveryGeometry(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {0, 1}, {0, 0}}
	for _, tt := range []struct {
		geometry orb.Geometry
		z        []float64
		want     string
	}{
		{nil, nil, ""},
		{orb.LineString{}, nil, ""},
		{orb.MultiPoint{{1, 2}, {3, 4}}, nil, `"MULTIPOINT (1 2, 3 4)"`},
		{orb.LineString{{1, 2}, {3, 4.000000001}}, []float64{5, 6}, `"LINESTRING Z (1 2 5, 3 4.000000001 6)"`},
		{orb.LineString{{1, 2}, {3, 4}}, []float64{5, math.NaN()}, `"LINESTRING (1 2, 3 4)"`},
		{orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, []float64{1, 2, 3, 4}, `"MULTILINESTRING Z ((1 2 1, 3 4 2), (5 6 3, 7 8 4))"`},
		{ring, nil, `"POLYGON ((0 0, 1 0, 0 1, 0 0))"`},
		{orb.Bound{Max: orb.Point{1, 1}}, nil, `"POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"`},
		{orb.Polygon{ring, ring}, nil, `"POLYGON ((0 0, 1 0, 0 1, 0 0), (0 0, 1 0, 0 1, 0 0))"`},
		{orb.MultiPolygon{{ring}, {ring}}, nil, `"MULTIPOLYGON (((0 0, 1 0, 0 1, 0 0)), ((0 0, 1 0, 0 1, 0 0)))"`},
		{orb.Collection{orb.Point{1, 2}, orb.LineString{{1, 2}, {3, 4}}}, []float64{7, 8, 9}, `"GEOMETRYCOLLECTION Z (POINT Z (1 2 7), LINESTRING Z (1 2 8, 3 4 9))"`},
	} {
		var b strings.Builder
		f := &store.Feature{ID: "a", Geometry: tt.geometry, Z: tt.z}
		if err := WriteCSV(&b, &store.Collection{}, slices.Values([]*store.Feature{f}), nil); err != nil {
			t.Error(err)
		}
		if want := "id,geometry\r\na," + tt.want + "\r\n"; b.String() != want {
			t.Errorf("got %s, want %s", b.String(), want)
		}
	}
}

func TestWritersPassOnErrors(t *testing.T) {
	c, fs := table()
	for name, write := range map[string]func(failingWriter) error{
		"csv": func(w failingWriter) error { return WriteCSV(w, c, slices.Values(fs), nil) },
		"kml": func(w failingWriter) error { return WriteKML(w, c, slices.Values(fs), nil) },
	} {
		if err := write(failingWriter{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var errFull = errors.New("the disk is full")

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errFull }
