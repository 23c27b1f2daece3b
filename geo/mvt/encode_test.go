package mvt

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// layerOf makes a layer of features.
func layerOf(name string, keys []string, fs ...Feature) Layer {
	return Layer{Name: name, Keys: keys, Len: len(fs), At: func(i int) Feature { return fs[i] }}
}

func encodeFlat(t *testing.T, o Options, layers ...Layer) (*Tile, Result) {
	t.Helper()
	r, err := Encode(flatSet, flatTile, layers, o)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Decode(r.Bytes)
	if err != nil || len(d.Problems) > 0 {
		t.Fatalf("our tile does not decode: %v, %v", err, d)
	}
	return d, r
}

func flat(ps ...orb.Point) []orb.Point {
	out := make([]orb.Point, len(ps))
	for i, p := range ps {
		out[i] = onFlat(p)
	}
	return out
}

type document []byte

// TestTags: values keep their type, nil is not written, equal ones are written
// once, and so are keys.
func TestTags(t *testing.T) {
	keys := []string{"a", "", "c"}
	p := onFlat(orb.Point{1, 2})
	values := []any{"text", "", true, false, int(3), int64(-3), int8(-128), uint16(7), uint64(math.MaxUint64), int64(math.MinInt64),
		float32(1.5), 2.5, math.Inf(1), document(`{"x":1}`), []byte("raw")}
	want := []any{"text", "", true, false, int64(3), int64(-3), int64(-128), uint64(7), uint64(math.MaxUint64), int64(math.MinInt64),
		float32(1.5), 2.5, math.Inf(1), `{"x":1}`, "raw"}
	var fs []Feature
	for i, v := range values {
		fs = append(fs, Feature{ID: uint64(i), Name: "n", Geometry: p, Values: []any{v, "not written", nil, "beyond the keys"}})
	}
	fs = append(fs, Feature{Name: "n", Geometry: p}, Feature{Name: "n", Geometry: p, Values: []any{nil, nil, struct{}{}}})
	l := layerOf("l", keys, append(fs, fs...)...)
	l.NameKey = "id"
	d, r := encodeFlat(t, Defaults(), l)
	got := d.Layers[0].Features
	if len(got) != 2*len(fs) || r.Layers[0].Features != 2*len(fs) {
		t.Fatalf("%d features, %+v", len(got), r.Layers)
	}
	for i, f := range got {
		i %= len(fs)
		wanted := []Tag{{"id", "n"}}
		if i < len(want) {
			wanted = append(wanted, Tag{"a", want[i]})
		}
		if !reflect.DeepEqual(f.Tags, wanted) || f.ID != fs[i].ID || f.HasID != (fs[i].ID != 0) {
			t.Errorf("feature %d: %v, want %v", i, f, wanted)
		}
	}
	if n := bytes.Count(r.Bytes, []byte("text")); n != 1 {
		t.Errorf("a text is written %d times", n)
	}
	if bytes.Contains(r.Bytes, []byte("not written")) || bytes.Contains(r.Bytes, []byte("\x1a\x01c")) {
		t.Error("a value without a key is written, or a key without a value")
	}
}

// TestKinds: each kind of geometry, and a collection as one feature a kind.
func TestKinds(t *testing.T) {
	square := orb.Ring(flat(orb.Point{10, 10}, orb.Point{20, 10}, orb.Point{20, 20}, orb.Point{10, 20}, orb.Point{10, 10}))
	line := orb.LineString(flat(orb.Point{1, 1}, orb.Point{5, 9}))
	point := onFlat(orb.Point{3, 4})
	for _, test := range []struct {
		in   orb.Geometry
		want string
	}{
		{point, "[3 4]"},
		{orb.MultiPoint{point, point}, "[[3 4] [3 4]]"},
		{line, "[[1 1] [5 9]]"},
		{orb.MultiLineString{line, line}, "[[[1 1] [5 9]] [[1 1] [5 9]]]"},
		{square, "[[[10 10] [20 10] [20 20] [10 20] [10 10]]]"},
		{orb.Polygon{square}, "[[[10 10] [20 10] [20 20] [10 20] [10 10]]]"},
		{square.Bound(), "[[[10 10] [20 10] [20 20] [10 20] [10 10]]]"},
		{orb.Collection{line, orb.Collection{point, orb.MultiPolygon{{square}}}, point},
			"[[3 4] [3 4]] [[1 1] [5 9]] [[[10 10] [20 10] [20 20] [10 20] [10 10]]]"},
		{nil, ""}, {orb.MultiPoint{}, ""}, {orb.Polygon{}, ""}, {orb.Polygon{{}}, ""}, {orb.Collection{}, ""}, {orb.LineString{}, ""},
	} {
		d, r := encodeFlat(t, exact(64), layerOf("l", nil, Feature{ID: 5, Geometry: test.in}))
		var got []string
		for _, l := range d.Layers {
			for _, f := range l.Features {
				if f.ID != 5 {
					t.Errorf("%v lost its id", test.in)
				}
				got = append(got, fmt.Sprint(f.Geometry))
			}
		}
		if s := strings.Join(got, " "); s != test.want || r.Layers[0].Dropped.Any() || (r.Bytes == nil) != (test.want == "") {
			t.Errorf("%v became %s, want %s; %+v", test.in, s, test.want, r.Layers)
		}
	}
}

// TestAllKinds: typed nils and all others do not make it stumble.
func TestAllKinds(t *testing.T) {
	for _, g := range orb.AllGeometries {
		encodeFlat(t, Defaults(), layerOf("l", nil, Feature{Geometry: g}))
	}
}

// TestDropped: what cannot be drawn is counted.
func TestDropped(t *testing.T) {
	nan := orb.Point{math.NaN(), 1}
	short := orb.LineString(flat(orb.Point{100, 100}, orb.Point{100.2, 100.2}))
	long := orb.LineString(flat(orb.Point{100, 100}, orb.Point{200, 100}))
	tiny := orb.Ring(flat(orb.Point{100, 100}, orb.Point{100.2, 100}, orb.Point{100, 100.2}))
	large := orb.Ring(flat(orb.Point{100, 100}, orb.Point{150, 100}, orb.Point{100, 150}))
	outside := orb.LineString(flat(orb.Point{-500, 0}, orb.Point{-400, 0}))
	for _, test := range []struct {
		in       orb.Geometry
		features int
		want     Dropped
	}{
		{nan, 0, Dropped{Unusable: 1}},
		{orb.LineString{onFlat(orb.Point{1, 1}), nan}, 0, Dropped{Unusable: 1}},
		{orb.Polygon{{onFlat(orb.Point{1, 1}), {math.Inf(1), 0}, onFlat(orb.Point{9, 1})}}, 0, Dropped{Unusable: 1}},
		{short, 0, Dropped{Collapsed: 1}},
		{orb.MultiLineString{short, long}, 1, Dropped{Parts: 1}},
		{orb.MultiLineString{outside, long}, 1, Dropped{}},
		{outside, 0, Dropped{}},
		{tiny, 1, Dropped{}},
		{orb.MultiPolygon{{tiny}, {large}}, 1, Dropped{Parts: 1}},
	} {
		_, r := encodeFlat(t, Defaults(), layerOf("l", nil, Feature{Geometry: test.in}))
		if got := r.Layers[0]; got.Dropped != test.want || got.Features != test.features {
			t.Errorf("%v: %+v, want %d and %+v", test.in, got, test.features, test.want)
		}
	}
}

// TestUnchanged: what is handed in stays as it is.
func TestUnchanged(t *testing.T) {
	mp := flatPolygons(orb.MultiPolygon{{{{-500, 3}, {9000, 8}, {44, 9000}, {-500, 3}}, {{50, 60}, {300, 400}, {50, 70}, {50, 60}}}})
	before := mp.Clone()
	encodeFlat(t, Defaults(), layerOf("l", nil, Feature{Geometry: mp}))
	if !mp.Equal(before) {
		t.Errorf("%v became %v", before, mp)
	}
}

// TestAntimeridian: what lies on the other side is in the buffer of the tiles at
// the rim, and once only in the world.
func TestAntimeridian(t *testing.T) {
	set := tile.WebMercatorQuad
	for _, test := range []struct {
		id   tile.ID
		g    orb.Geometry
		want string
	}{
		{tile.ID{Z: 2, X: 0, Y: 2}, orb.Point{179.5, -10}, "[-23 457]"},
		{tile.ID{Z: 2, X: 3, Y: 2}, orb.Point{-179.5, -10}, "[4119 457]"},
		{tile.ID{Z: 2, X: 3, Y: 2}, orb.Point{179.5, -10}, "[4073 457]"},
		{tile.ID{Z: 2, X: 0, Y: 2}, orb.LineString{{179, -10}, {181, -10}}, "[[-46 457] [46 457]]"},
		{tile.ID{Z: 0}, orb.Point{180, 0}, "[[0 2048] [4096 2048]]"},
		{tile.ID{Z: 2, X: 0, Y: 2}, orb.Polygon{{{-180, -60}, {180, -60}, {180, 60}, {-180, 60}, {-180, -60}}}, "[[[-64 3434] [-64 -64] [4160 -64] [4160 3434] [-64 3434]]]"},
	} {
		o := Defaults()
		f, _ := encodeOne(t, set, test.id, test.g, o)
		got := ""
		if f != nil {
			got = fmt.Sprint(f.Geometry)
		}
		if got != test.want {
			t.Errorf("%v in %v is %s, want %s", test.g, test.id, got, test.want)
		}
	}
}

// TestOptions: what makes no sense is refused with what would.
func TestOptions(t *testing.T) {
	ok := layerOf("l", nil)
	for _, test := range []struct {
		id     tile.ID
		o      Options
		layers []Layer
		want   string
	}{
		{tile.ID{Z: 1, X: 2}, Defaults(), nil, "has no tile 1/2/0"},
		{tile.ID{}, Options{}, nil, "an extent of 0"},
		{tile.ID{}, Options{Extent: 1 << 16, Buffer: 1}, nil, "at most 65536"},
		{tile.ID{}, Options{Extent: 1, Simplify: math.NaN()}, nil, "NaN cells"},
		{tile.ID{}, Options{Extent: 1, MaxBytes: -1}, nil, "-1 bytes"},
		{tile.ID{}, Defaults(), []Layer{{}}, "need names"},
		{tile.ID{}, Defaults(), []Layer{ok, ok}, "names that differ"},
		{tile.ID{}, Defaults(), []Layer{{Name: "l", Len: 1}}, "no way to get At them"},
		{tile.ID{}, Defaults(), []Layer{{Name: "l", Keys: []string{"a", "", "", "a"}}}, `two keys "a"`},
		{tile.ID{}, Defaults(), []Layer{{Name: "l", Keys: []string{"id"}, NameKey: "id"}}, `two keys "id"`},
	} {
		if _, err := Encode(tile.WebMercatorQuad, test.id, test.layers, test.o); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test, err, test.want)
		}
	}
}

// TestUTM: where longitude and latitude are curves, long edges bend with them.
func TestUTM(t *testing.T) {
	set := tile.UTM43WGS84
	id, ok := set.At(orb.Point{75, 40}, 3)
	if !ok {
		t.Fatal("no tile")
	}
	box := set.Box(id, 0.1)
	b := set.Bounds(id)
	parallel := orb.LineString{{box.West, 40}, {box.East, 40}}
	f, _ := encodeOne(t, set, id, parallel, Defaults())
	l, ok := f.Geometry.(orb.LineString)
	if !ok || len(l) < 4 {
		t.Fatalf("the parallel is %v", f.Geometry)
	}
	for _, p := range l {
		cell := set.Side(id.Z) / 4096
		q := set.CRS.Inverse(orb.Point{b.Min[0] + p[0]*cell, b.Max[1] - p[1]*cell})
		if metres := math.Abs(q[1]-40) * 111_000; metres > 1.5*cell {
			t.Errorf("%v is %v m from the parallel, cells are %v m", p, metres, cell)
		}
	}
	whole := orb.Polygon{{{60, 30}, {90, 30}, {90, 50}, {60, 50}, {60, 30}}}
	if f, _ = encodeOne(t, set, id, whole, Defaults()); fmt.Sprint(f.Geometry) != "[[[-64 -64] [4160 -64] [4160 4160] [-64 4160] [-64 -64]]]" {
		t.Errorf("all of it is %v", f.Geometry)
	}
}

// TestBends: a long edge in Web Mercator is where its positions are, in each
// tile that it crosses.
func TestBends(t *testing.T) {
	set := tile.WebMercatorQuad
	a, b := orb.Point{60, 10}, orb.Point{100, 60}
	for z := range 13 {
		for u := 0.05; u < 1; u += 0.1 {
			p := orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}
			id, _ := set.At(p, z)
			f, _ := encodeOne(t, set, id, orb.LineString{a, b}, Options{Extent: 4096, Buffer: 64})
			w := newWindow(set, id, Defaults())
			at := w.grid(p)
			if f == nil || !nearLine(f.Geometry, at, 1.3) {
				t.Errorf("zoom %d: %v is at %v, and the line %v", z, p, at, f)
			}
		}
	}
}

// nearLine reports whether a place is within a distance of a line.
func nearLine(g orb.Geometry, p orb.Point, distance float64) bool {
	lines, ok := g.(orb.MultiLineString)
	if l, is := g.(orb.LineString); is {
		lines, ok = orb.MultiLineString{l}, true
	}
	box := orb.Bound{Min: orb.Point{p[0] - distance, p[1] - distance}, Max: orb.Point{p[0] + distance, p[1] + distance}}
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			if _, _, cuts := clipEdge(&box, l[i-1], l[i]); cuts {
				return true
			}
		}
	}
	return !ok
}

// TestConcurrent: tiles made at the same time are as those made one by one.
func TestConcurrent(t *testing.T) {
	layers := crowd(rand.New(rand.NewPCG(7, 8)), 500)
	o := Defaults()
	o.MaxVertices = 1000
	jobs := append([]tile.ID{flatTile}, func() []tile.ID { c := flatTile.Children(); return c[:] }()...)
	want := make([][]byte, len(jobs))
	for i, id := range jobs {
		r, err := Encode(flatSet, id, layers, o)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = r.Bytes
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, id := range jobs {
				if r, err := Encode(flatSet, id, layers, o); err != nil || !bytes.Equal(r.Bytes, want[i]) {
					t.Errorf("%v: %d bytes, %v; alone it was %d", id, len(r.Bytes), err, len(want[i]))
				}
			}
		})
	}
	wg.Wait()
}
