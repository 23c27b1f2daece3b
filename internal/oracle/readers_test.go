package oracle

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/crs"
	"pamir/geo/mvt"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// builtIn makes a tile of all built-in features, a layer each collection.
func builtIn(t *testing.T, sets []store.Dataset, id tile.ID) []byte {
	t.Helper()
	var layers []mvt.Layer
	for _, d := range sets {
		l := mvt.Layer{Name: d.Collection.ID, NameKey: "id", Len: len(d.Features), At: func(i int) mvt.Feature {
			f := d.Features[i]
			return mvt.Feature{ID: uint64(i) + 1, Name: f.ID, Geometry: f.Geometry, Values: f.Values}
		}}
		for _, p := range d.Collection.Properties {
			l.Keys = append(l.Keys, p.Name)
		}
		layers = append(layers, l)
	}
	r, err := mvt.Encode(tile.WebMercatorQuad, id, layers, mvt.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	return r.Bytes
}

// places are tiles with much in them, at all zooms.
func places(t *testing.T) (ids []tile.ID) {
	t.Helper()
	for z := range 15 {
		if testing.Short() && z%6 != 5 {
			continue
		}
		id, ok := tile.WebMercatorQuad.At(orb.Point{75.99, 39.47}, z)
		if !ok {
			t.Fatal("Kashgar is in no tile")
		}
		ids = append(ids, id)
	}
	return ids
}

func load(t *testing.T) []store.Dataset {
	t.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

// TestMapbox: @mapbox/vector-tile, which map pages use, reads in our tiles what
// our decoder does.
func TestMapbox(t *testing.T) {
	modules := "../../web/node_modules"
	if _, err := os.Stat(filepath.Join(modules, "@mapbox/vector-tile")); err != nil {
		t.Skip("@mapbox/vector-tile is not installed: npm --prefix web ci installs it")
	}
	sets := load(t)
	for _, id := range places(t) {
		b := builtIn(t, sets, id)
		file := filepath.Join(t.TempDir(), "tile.mvt")
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("node", "testdata/read.mjs", modules, file).Output()
		if err != nil {
			t.Fatalf("%v: %v", id, err)
		}
		var theirs []struct {
			Name            string
			Version, Extent uint32
			Features        []struct {
				ID       uint64
				Kind     mvt.Kind
				Tags     map[string]any
				Rings    [][]orb.Point
				Polygons []int
			}
		}
		if err := json.Unmarshal(out, &theirs); err != nil {
			t.Fatal(err)
		}
		ours, err := mvt.Decode(b)
		if err != nil || len(ours.Layers) != len(theirs) || len(theirs) == 0 {
			t.Fatalf("%v: %d layers are %d there, %v", id, len(ours.Layers), len(theirs), err)
		}
		for i, l := range ours.Layers {
			m := theirs[i]
			if l.Name != m.Name || m.Version != 2 || m.Extent != 4096 || len(l.Features) != len(m.Features) {
				t.Errorf("%v: layer %s of %d features is %s of %d", id, l.Name, len(l.Features), m.Name, len(m.Features))
				continue
			}
			for k, f := range l.Features {
				g := m.Features[k]
				rings, polygons := ringsOf(f.Geometry)
				if f.ID != g.ID || f.Kind != g.Kind || fmt.Sprint(rings) != fmt.Sprint(g.Rings) || fmt.Sprint(polygons) != fmt.Sprint(g.Polygons) {
					t.Errorf("%v: %s: %+v is %+v", id, l.Name, f, g)
				}
				for _, tag := range f.Tags {
					a, _ := json.Marshal(tag.Value)
					b, _ := json.Marshal(g.Tags[tag.Key])
					if string(a) != string(b) {
						t.Errorf("%v: %s: %v is %s", id, l.Name, tag, b)
					}
				}
			}
		}
	}
}

// ringsOf lists positions as they are written, and how many rings each polygon
// has.
func ringsOf(g orb.Geometry) (rings [][]orb.Point, polygons []int) {
	polygons = []int{}
	switch g := g.(type) {
	case orb.Point:
		return [][]orb.Point{{g}}, polygons
	case orb.MultiPoint:
		for _, p := range g {
			rings = append(rings, []orb.Point{p})
		}
	case orb.LineString:
		return [][]orb.Point{g}, polygons
	case orb.MultiLineString:
		for _, l := range g {
			rings = append(rings, l)
		}
	default:
		for _, p := range polygonsIn(g) {
			polygons = append(polygons, len(p))
			for _, r := range p {
				rings = append(rings, r)
			}
		}
	}
	return rings, polygons
}

var gdalLayer = regexp.MustCompile(`(?s)Layer name: (\S+)\n.*?Feature Count: (\d+)`)

// TestGDAL: GDAL's driver lists the layers and counts the features, and puts
// Torugart where it is.
func TestGDAL(t *testing.T) {
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("ogrinfo is not installed: make setup installs it (gdal-bin)")
	}
	sets := load(t)
	found := 0
	for _, id := range places(t) {
		b := builtIn(t, sets, id)
		file := filepath.Join(t.TempDir(), "tile.mvt")
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		at := []string{"-oo", fmt.Sprintf("X=%d", id.X), "-oo", fmt.Sprintf("Y=%d", id.Y), "-oo", fmt.Sprintf("Z=%d", id.Z)}
		out, err := exec.Command("ogrinfo", append([]string{"-ro", "-al", file}, at...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", id, err, out)
		}
		got := map[string]int{}
		for _, m := range gdalLayer.FindAllSubmatch(out, -1) {
			got[string(m[1])], _ = strconv.Atoi(string(m[2]))
		}
		ours, err := mvt.Decode(b)
		if err != nil || len(ours.Layers) != len(got) {
			t.Fatalf("%v: %d layers are %v to GDAL, %v", id, len(ours.Layers), got, err)
		}
		for _, l := range ours.Layers {
			if got[l.Name] != len(l.Features) {
				t.Errorf("%v: %s has %d features, to GDAL %d", id, l.Name, len(l.Features), got[l.Name])
			}
		}
		if m := torugart.FindSubmatch(out); m != nil {
			x, _ := strconv.ParseFloat(string(m[1]), 64)
			y, _ := strconv.ParseFloat(string(m[2]), 64)
			want, cell := crs.EPSG3857.Forward(positionOf(t, sets, "torugart")), tile.WebMercatorQuad.Side(id.Z)/4096
			if found++; math.Abs(x-want[0]) > cell || math.Abs(y-want[1]) > cell {
				t.Errorf("%v: Torugart is at %v %v to GDAL, and at %v", id, x, y, want)
			}
		}
	}
	if found < 5 && !testing.Short() {
		t.Errorf("Torugart is in %d tiles", found)
	}
}

var torugart = regexp.MustCompile(`(?s)Layer name: ports\n.*  id \(String\) = torugart\n.*?POINT \((\S+) (\S+)\)`)

func positionOf(t *testing.T, sets []store.Dataset, id string) orb.Point {
	t.Helper()
	for _, d := range sets {
		for _, f := range d.Features {
			if f.ID == id && d.Collection.ID == "ports" {
				return f.Geometry.(orb.Point)
			}
		}
	}
	t.Fatalf("there is no port %s", id)
	return orb.Point{}
}
