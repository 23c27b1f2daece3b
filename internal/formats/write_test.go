package formats

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/internal/store"
)

// obvious is a feature as encoding/json would write it.
type obvious struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   any            `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

func obviousGeometry(g orb.Geometry, z *[]float64) any {
	position := func(p orb.Point) []float64 {
		out := []float64{p[0], p[1]}
		if len(*z) > 0 {
			if !math.IsNaN((*z)[0]) {
				out = append(out, (*z)[0])
			}
			*z = (*z)[1:]
		}
		return out
	}
	line := func(ps []orb.Point) [][]float64 {
		out := [][]float64{}
		for _, p := range ps {
			out = append(out, position(p))
		}
		return out
	}
	rings := func(p orb.Polygon) [][][]float64 {
		out := [][][]float64{}
		for _, r := range p {
			out = append(out, line(r))
		}
		return out
	}
	coordinates := func(c any) any { return map[string]any{"type": g.GeoJSONType(), "coordinates": c} }
	switch g := g.(type) {
	case orb.Point:
		return coordinates(position(g))
	case orb.MultiPoint:
		return coordinates(line(g))
	case orb.LineString:
		return coordinates(line(g))
	case orb.Polygon:
		return coordinates(rings(g))
	case orb.MultiLineString:
		out := [][][]float64{}
		for _, l := range g {
			out = append(out, line(l))
		}
		return coordinates(out)
	case orb.MultiPolygon:
		out := [][][][]float64{}
		for _, p := range g {
			out = append(out, rings(p))
		}
		return coordinates(out)
	case orb.Collection:
		out := []any{}
		for _, part := range g {
			out = append(out, obviousGeometry(part, z))
		}
		return map[string]any{"type": "GeometryCollection", "geometries": out}
	}
	return nil
}

func obviousFeature(t failer, c *store.Collection, f *store.Feature) any {
	properties := map[string]any{}
	for i, p := range c.Properties {
		switch v := f.Values[i].(type) {
		case store.JSON:
			properties[p.Name] = json.RawMessage(v)
		default:
			properties[p.Name] = v
		}
	}
	z := f.Z
	text, err := json.Marshal(obvious{"Feature", f.ID, obviousGeometry(f.Geometry, &z), properties})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return decoded(t, text)
}

func decoded(t failer, text []byte) any {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// TestAppendFeatureAgainstEncodingJSON compares what both writers say, on
// random features of every geometry type.
func TestAppendFeatureAgainstEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, f := drawFeature(t)
		got := AppendFeature([]byte("before"), c, f, FeatureOptions{})
		if string(got[:6]) != "before" {
			t.Fatalf("what was in dst is gone: %s", got)
		}
		a, b := decoded(t, got[6:]), obviousFeature(t, c, f)
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("got  %v\nwant %v", a, b)
		}
	})
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface{ Fatalf(string, ...any) }

func drawFeature(t *rapid.T) (*store.Collection, *store.Feature) {
	c := &store.Collection{ID: "c"}
	names := rapid.SliceOfNDistinct(rapid.String(), 0, 4, rapid.ID).Draw(t, "names")
	f := &store.Feature{ID: rapid.String().Draw(t, "id")}
	for _, n := range names {
		c.Properties = append(c.Properties, store.Property{Name: n})
		f.Values = append(f.Values, drawValue(t))
	}
	f.Geometry = drawGeometry(t, 2)
	if n := positions(f.Geometry); n > 0 && rapid.Bool().Draw(t, "heights") {
		for range n {
			z := rapid.Float64Range(-1e5, 1e5).Draw(t, "z")
			if rapid.IntRange(0, 3).Draw(t, "known") == 0 {
				z = math.NaN()
			}
			f.Z = append(f.Z, z)
		}
	}
	return c, f
}

func drawValue(t *rapid.T) store.Value {
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return rapid.String().Draw(t, "text")
	case 1:
		return rapid.Int64Range(-1<<52, 1<<52).Draw(t, "integer")
	case 2:
		return rapid.Float64().Draw(t, "number")
	case 3:
		return rapid.Bool().Draw(t, "boolean")
	case 4:
		return store.JSON(`{"a":[1,"<\u2028>"]}`)
	}
	return nil
}

func drawGeometry(t *rapid.T, depth int) orb.Geometry {
	point := rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{drawCoordinate(t, 180), drawCoordinate(t, 90)}
	})
	line := func(least int) []orb.Point { return rapid.SliceOfN(point, least, 5).Draw(t, "line") }
	polygon := func() orb.Polygon {
		var p orb.Polygon
		for range rapid.IntRange(1, 3).Draw(t, "rings") {
			r := line(3)
			p = append(p, append(r, r[0]))
		}
		return p
	}
	switch rapid.IntRange(0, 5+depth).Draw(t, "geometry") {
	case 0:
		return nil
	case 1:
		return point.Draw(t, "point")
	case 2:
		return orb.MultiPoint(line(1))
	case 3:
		return orb.LineString(line(2))
	case 4:
		return orb.MultiLineString{line(2), line(2)}
	case 5:
		return polygon()
	case 6:
		return orb.MultiPolygon{polygon(), polygon()}
	}
	var parts orb.Collection
	for range rapid.IntRange(1, 3).Draw(t, "parts") {
		if g := drawGeometry(t, depth-2); g != nil {
			parts = append(parts, g)
		}
	}
	if parts == nil {
		return nil
	}
	return parts
}

func drawCoordinate(t *rapid.T, edge float64) float64 {
	if rapid.Bool().Draw(t, "short") {
		return float64(rapid.Int64Range(int64(-edge*1e7), int64(edge*1e7)).Draw(t, "e7")) / 1e7
	}
	return rapid.Float64Range(-edge, edge).Draw(t, "coordinate")
}

func positions(g orb.Geometry) (n int) {
	switch g := g.(type) {
	case orb.Point:
		n = 1
	case orb.MultiPoint:
		n = len(g)
	case orb.LineString:
		n = len(g)
	case orb.MultiLineString:
		for _, l := range g {
			n += len(l)
		}
	case orb.Polygon:
		for _, r := range g {
			n += len(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			n += positions(p)
		}
	case orb.Collection:
		for _, part := range g {
			n += positions(part)
		}
	}
	return n
}

func TestAppendFeature(t *testing.T) {
	c := &store.Collection{Properties: []store.Property{{Name: "name"}, {Name: "n"}, {Name: "parts"}}}
	f := &store.Feature{
		ID:       "torugart",
		Geometry: orb.Point{75.3939, 40.5517},
		Z:        []float64{3752},
		Values:   []store.Value{"Torugart", 3.0, nil},
	}
	for _, tt := range []struct {
		name    string
		feature store.Feature
		options FeatureOptions
		want    string
	}{
		{
			"all", *f, FeatureOptions{},
			`{"type":"Feature","id":"torugart","geometry":{"type":"Point","coordinates":[75.3939,40.5517,3752]},"properties":{"name":"Torugart","n":3.0,"parts":null}}`,
		}, {
			"some, more and links", *f,
			FeatureOptions{Select: []int{1, 99, 0}, Properties: []byte(`"distance_m":12.3`), Links: []byte(`[{"href":"x"}]`)},
			`{"type":"Feature","id":"torugart","geometry":{"type":"Point","coordinates":[75.3939,40.5517,3752]},"properties":{"n":3.0,"name":"Torugart","distance_m":12.3},"links":[{"href":"x"}]}`,
		}, {
			"none", *f, FeatureOptions{Select: []int{}},
			`{"type":"Feature","id":"torugart","geometry":{"type":"Point","coordinates":[75.3939,40.5517,3752]},"properties":{}}`,
		}, {
			"only more", *f, FeatureOptions{Select: []int{}, Properties: []byte(`"a":1`)},
			`{"type":"Feature","id":"torugart","geometry":{"type":"Point","coordinates":[75.3939,40.5517,3752]},"properties":{"a":1}}`,
		}, {
			"hardly anything", store.Feature{}, FeatureOptions{},
			`{"type":"Feature","id":"","geometry":null,"properties":{"name":null,"n":null,"parts":null}}`,
		}, {
			"what JSON cannot say", store.Feature{Values: []store.Value{math.NaN(), math.Inf(-1), store.JSON(nil)}}, FeatureOptions{},
			`{"type":"Feature","id":"","geometry":null,"properties":{"name":null,"n":null,"parts":null}}`,
		}, {
			"text", store.Feature{ID: "a\xffb", Values: []store.Value{"\"\\/\n\r\t\x00\x1f<&>\u2028口岸\u007f", true, store.JSON(`[1]`)}}, FeatureOptions{},
			`{"type":"Feature","id":"a` + "\ufffd" + `b","geometry":null,"properties":{"name":"\"\\/\n\r\t\u0000\u001f<&>` + "\u2028口岸\u007f" + `","n":true,"parts":[1]}}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(AppendFeature(nil, c, &tt.feature, tt.options)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestAppendGeometry(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		geometry orb.Geometry
		z        []float64
		want     string
	}{
		{nil, nil, `null`},
		{orb.Point{1, 2}, []float64{nan}, `{"type":"Point","coordinates":[1,2]}`},
		{orb.Point{1, nan}, nil, `null`},
		{orb.Point{0, math.Inf(1)}, nil, `null`},
		{orb.Point{1e-7, -1e-12}, nil, `{"type":"Point","coordinates":[0.0000001,-0.000000000001]}`},
		{orb.MultiPoint(nil), nil, `{"type":"MultiPoint","coordinates":[]}`},
		{orb.LineString{{1, 2}, {3, 4}, {5, 6}}, []float64{10, nan}, `{"type":"LineString","coordinates":[[1,2,10],[3,4],[5,6]]}`},
		{orb.MultiLineString{}, nil, `{"type":"MultiLineString","coordinates":[]}`},
		{orb.MultiLineString{{{1, 2}, {3, 4}}, nil}, []float64{1, 2}, `{"type":"MultiLineString","coordinates":[[[1,2,1],[3,4,2]],[]]}`},
		{orb.Polygon(nil), nil, `{"type":"Polygon","coordinates":[]}`},
		{orb.Ring(nil), nil, `{"type":"Polygon","coordinates":[]}`},
		{orb.Ring{{0, 0}, {1, 0}, {0, 1}, {0, 0}}, nil, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]}`},
		{orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}}, nil, `{"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,4],[1,2]]]}`},
		{orb.MultiPolygon{}, nil, `{"type":"MultiPolygon","coordinates":[]}`},
		{orb.Collection{}, nil, `{"type":"GeometryCollection","geometries":[]}`},
		{
			orb.Collection{orb.Point{1, 2}, orb.LineString{{3, 4}, {5, 6}}}, []float64{7, 8, 9},
			`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,7]},{"type":"LineString","coordinates":[[3,4,8],[5,6,9]]}]}`,
		},
	} {
		if got := string(AppendGeometry(nil, tt.geometry, tt.z)); got != tt.want {
			t.Errorf("%v %v\ngot  %s\nwant %s", tt.geometry, tt.z, got, tt.want)
		}
	}
}

// TestAppendCoordinateAgainstStrconv holds the short way to the standard
// library's digits, byte for byte.
func TestAppendCoordinateAgainstStrconv(t *testing.T) {
	check := func(f float64) {
		t.Helper()
		got, want := string(appendCoordinate(nil, f)), strconv.FormatFloat(f, 'f', -1, 64)
		if got != want {
			t.Fatalf("%x: got %s, want %s", f, got, want)
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 180, -180, 1e-7, 5e-8, 1e-300, 99999999, 1e8, 123456789.1234567, 1e15, 1 << 53, 1e22, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		check(f)
		check(math.Nextafter(f, 1e9))
		check(math.Nextafter(f, -1e9))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		f := rng.Float64()*360 - 180
		check(f)
		for _, scale := range []float64{1e2, 1e5, 1e6, 1e7, 1e8} {
			short := math.Round(f*scale) / scale
			check(short)
			check(math.Nextafter(short, 0))
			check(short * 1e6)
		}
		check(math.Float64frombits(rng.Uint64()&^(1<<62) | 1<<61))
	}
}

func TestAppendDecimalAgainstStrconv(t *testing.T) {
	check := func(f float64) {
		t.Helper()
		for decimals, scale := range []float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7} {
			got, want := string(AppendDecimal(nil, f, decimals)), strconv.FormatFloat(math.Round(f*scale)/scale, 'f', -1, 64)
			if want == "-0" {
				want = "0"
			}
			if got != want {
				t.Fatalf("%x to %d decimals: got %s, want %s", f, decimals, got, want)
			}
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 0.05, -0.04, 180, -180, 1e-7, 5e-8, 1e-300, 99999999, 12345678.1234567} {
		check(f)
		check(math.Nextafter(f, 1e9))
		check(math.Nextafter(f, -1e9))
	}
	rng := rand.New(rand.NewPCG(3, 2))
	for range 100_000 {
		check(rng.Float64()*360 - 180)
		check(rng.NormFloat64() * 1e5)
	}
	for f, want := range map[float64]string{math.Inf(1): "null", math.NaN(): "null", 1e16: "10000000000000000", math.MaxFloat64: strconv.FormatFloat(math.MaxFloat64, 'f', -1, 64)} {
		if got := string(AppendDecimal(nil, f, 2)); got != want {
			t.Errorf("%v: got %s, want %s", f, got, want)
		}
	}
}

func TestAppendNumberKeepsTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "f")
		text := string(appendNumber(nil, f))
		back, err := strconv.ParseFloat(text, 64)
		if err != nil || back != f {
			t.Fatalf("%v was written as %s", f, text)
		}
		if !strings.ContainsAny(text, ".e") {
			t.Fatalf("%v was written as the integer %s", f, text)
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("%s is not JSON", text)
		}
	})
}

func TestAppendDoesNotAllocate(t *testing.T) {
	c, f := sample()
	dst := make([]byte, 0, 4096)
	if n := testing.AllocsPerRun(100, func() { dst = AppendFeature(dst[:0], c, f, FeatureOptions{Select: []int{0, 2}}) }); n != 0 {
		t.Errorf("AppendFeature allocates %v times", n)
	}
	bound := orb.Geometry(orb.Bound{Max: orb.Point{1, 1}})
	if n := testing.AllocsPerRun(100, func() { dst = AppendGeometry(dst[:0], bound, nil) }); n != 0 {
		t.Errorf("AppendGeometry allocates %v times", n)
	}
}

// sample is a feature such as the built-in ports are.
func sample() (*store.Collection, *store.Feature) {
	c := &store.Collection{ID: "ports", Properties: []store.Property{
		{Name: "name"}, {Name: "names"}, {Name: "kind"}, {Name: "elevation_m"}, {Name: "confidence"}, {Name: "valid_to"},
	}}
	f := &store.Feature{
		ID:       "torugart",
		Geometry: orb.Point{75.3939, 40.5517},
		Z:        []float64{3752},
		Values: []store.Value{
			"Torugart", store.JSON(`{"en":"Torugart","zh":"吐尔尕特口岸","ru":"Торугарт"}`), "road", int64(3752), "high", nil,
		},
	}
	return c, f
}

func BenchmarkAppendFeature(b *testing.B) {
	c, f := sample()
	dst := make([]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendFeature(dst[:0], c, f, FeatureOptions{})
	}
	b.SetBytes(int64(len(dst)))
}

func BenchmarkAppendGeometry(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, decimals := range []float64{1e5, 1e7, 1e16} {
		b.Run(strconv.Itoa(int(math.Log10(decimals)))+"decimals", func(b *testing.B) {
			line := make(orb.LineString, 1000)
			for i := range line {
				for j := range 2 {
					line[i][j] = math.Round((rng.Float64()*180-90)*decimals) / decimals
				}
			}
			var g orb.Geometry = line
			dst := make([]byte, 0, 1<<16)
			b.ReportAllocs()
			for b.Loop() {
				dst = AppendGeometry(dst[:0], g, nil)
			}
			b.SetBytes(int64(len(dst)))
		})
	}
}
