package formats

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// FuzzReadGeoJSON: what is read, written and read again is the same, whichever
// way the input comes in pieces; and what is written is JSON.
func FuzzReadGeoJSON(f *testing.F) {
	for _, seed := range []string{
		`{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[75.3939,40.5517,3752]},"properties":{"name":"\u5410","n":1.5,"o":{"a":[]}}},{"type":"Feature","geometry":null,"properties":null}]}`,
		`{"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]},"properties":{"a":1,"a":null}}` + "\n" + `{"type":"Point","coordinates":[1,2]}`,
		"\x1e" + `{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2,3],[4,5]]},{"type":"MultiPoint","coordinates":[[1,2]]}]}` + "\n\x1e{}",
		`{"features":[{"type":"Feature","geometry":{"coordinates":[[[[0,0],[1,0],[0,1e-9],[0,0]]]],"type":"MultiPolygon"}}],"type":"FeatureCollection","crs":null}`,
		`{"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[180,90],[-180.0000000001,-90]]]},"properties":{"x":-0.0,"y":1e300,"z":12345678901234567890}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		first, bad, _ := readAll(bytes.NewReader(text), ReadOptions{MaxFeature: 1 << 16})
		for _, e := range bad {
			if e.Line < 1 || e.Line > 1+bytes.Count(text, []byte{'\n'}) || e.Offset < 0 || e.Offset > int64(len(text)) || e.Detail == "" {
				t.Fatalf("an error that is nowhere: %+v", e)
			}
		}
		var written []byte
		for _, raw := range first {
			n := len(written)
			written = appendRaw(written, raw)
			if !json.Valid(written[n:]) {
				t.Fatalf("not JSON: %s", written[n:])
			}
			written = append(written, '\n')
		}
		second, bad, err := readAll(bytes.NewReader(written), ReadOptions{MaxFeature: 1 << 20})
		if len(first) == 0 {
			return
		}
		if err != nil || len(bad) > 0 {
			t.Fatalf("cannot read what was written: %v %v\n%s", err, bad, written)
		}
		for i := range first {
			first[i].Line, first[i].Offset = 0, 0
		}
		for i := range second {
			second[i].Line, second[i].Offset = 0, 0
		}
		same(t, second, first)
	})
}

// appendRaw writes a raw feature as its one-feature collection would be; one
// without an id is written without.
func appendRaw(dst []byte, raw Raw) []byte {
	c, f := &store.Collection{}, &store.Feature{ID: raw.ID, Geometry: raw.Geometry, Z: raw.Z}
	for _, p := range raw.Properties {
		c.Properties = append(c.Properties, store.Property{Name: p.Name})
		f.Values = append(f.Values, p.Value)
	}
	n := len(dst)
	dst = AppendFeature(dst, c, f, FeatureOptions{})
	if !raw.HasID {
		dst = append(dst[:n], strings.Replace(string(dst[n:]), `"id":"",`, "", 1)...)
	}
	return dst
}

func TestReadKeepsEveryBit(t *testing.T) {
	text := appendRaw(nil, Raw{ID: "a", HasID: true, Geometry: orb.Point{75.39390000000001, 1e-300}, Z: []float64{3752.1}})
	got, _, err := readAll(bytes.NewReader(text), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, []Raw{{Line: 1, ID: "a", HasID: true, Geometry: orb.Point{75.39390000000001, 1e-300}, Z: []float64{3752.1}}})
}
