package mvt

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// fixtures is where npm puts @mapbox/mvt-fixtures for the tests of the page.
const fixtures = "../../web/node_modules/@mapbox/mvt-fixtures/fixtures"

// TestFixtures decodes Mapbox's suite: each tile is taken, taken in part or
// refused as its description says, and what is valid says what its twin in JSON
// says.
func TestFixtures(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil || len(dirs) == 0 {
		t.Skip("@mapbox/mvt-fixtures is not installed: npm --prefix web ci installs it")
	}
	if len(dirs) < 74 {
		t.Errorf("only %d fixtures", len(dirs))
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { checkFixture(t, dir) })
	}
}

// exceptions are fixtures whose validity does not say it all.
var exceptions = map[string]string{
	"016": "recoverable", // the same bytes as 003, which is recoverable
	"045": "fatal",       // not valid, but it does not say how
	"057": "fatal",       // one point of the 536,870,911 that it announces: no reader can read it
}

func checkFixture(t *testing.T, dir string) {
	var info struct {
		Description string
		Validity    struct {
			V2    bool
			Error string
		}
	}
	readJSON(t, filepath.Join(dir, "info.json"), &info)
	b, err := os.ReadFile(filepath.Join(dir, "tile.mvt"))
	if err != nil {
		t.Fatal(err)
	}
	want := "valid"
	if !info.Validity.V2 {
		want = info.Validity.Error
	}
	if e, ok := exceptions[filepath.Base(dir)]; ok {
		want = e
	}
	tile, err := Decode(b)
	got := "valid"
	switch {
	case err != nil:
		got = "fatal"
	case len(tile.Problems) > 0:
		got = "recoverable"
	}
	if got != want {
		t.Fatalf("%s\nis %s to us, want %s; %v, %+v", info.Description, got, want, err, tile)
	}
	if got == "valid" {
		compareTwin(t, filepath.Join(dir, "tile.json"), tile)
	}
}

// compareTwin holds names, ids, kinds and tags against those in the JSON file.
func compareTwin(t *testing.T, file string, got *Tile) {
	var want struct {
		Layers []struct {
			Name     string
			Features []struct {
				ID       *uint64
				Type     Kind
				Tags     []int
				Geometry []uint64
			}
			Keys   []string
			Values []map[string]any
		}
	}
	readJSON(t, file, &want)
	if len(got.Layers) != len(want.Layers) {
		t.Fatalf("%d layers, want %d", len(got.Layers), len(want.Layers))
	}
	for i, wl := range want.Layers {
		gl := got.Layers[i]
		if gl.Name != wl.Name || len(gl.Features) != len(wl.Features) {
			t.Fatalf("layer %q has %d features, want %q with %d", gl.Name, len(gl.Features), wl.Name, len(wl.Features))
		}
		for j, wf := range wl.Features {
			gf := gl.Features[j]
			if wf.ID != nil && gf.ID != *wf.ID || gf.Kind != wf.Type || len(gf.Tags) != len(wf.Tags)/2 {
				t.Errorf("feature %d is %+v, want %+v", j, gf, wf)
			}
			for k, tag := range gf.Tags {
				if tag.Key != wl.Keys[wf.Tags[2*k]] || !has(wl.Values[wf.Tags[2*k+1]], tag.Value) {
					t.Errorf("tag %d of feature %d is %v, want %s %s", k, j, tag, wl.Keys[wf.Tags[2*k]], wl.Values[wf.Tags[2*k+1]])
				}
			}
		}
	}
}

// has compares by text: the suite has a string_value of 613.
func has(values map[string]any, value any) bool {
	for _, v := range values {
		if fmt.Sprint(v) == fmt.Sprint(value) {
			return true
		}
	}
	return false
}

// TestRealWorld decodes the suite's tiles of real maps.
func TestRealWorld(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "../real-world/*/*.mvt"))
	if err != nil || len(files) == 0 {
		t.Skip("@mapbox/mvt-fixtures is not installed: npm --prefix web ci installs it")
	}
	if testing.Short() {
		files = files[:20]
	}
	features := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tile, err := Decode(b)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, l := range tile.Layers {
			features += len(l.Features)
		}
	}
	t.Logf("%d features in %d tiles", features, len(files))
}

func readJSON(t *testing.T, file string, v any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
