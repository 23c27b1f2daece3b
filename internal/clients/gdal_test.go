package clients

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pamir/data"
)

var layer = regexp.MustCompile(`(?s)Layer name: (\S+)\n.*?Geometry: ([^\n]+)\nFeature Count: (\d+)`)

// counts returns the number of features by layer, as ogrinfo prints them.
func counts(out string) map[string]int {
	got := map[string]int{}
	for _, m := range layer.FindAllStringSubmatch(out, -1) {
		got[m[1]], _ = strconv.Atoi(m[3])
	}
	return got
}

// TestOgrinfo reads everything as GDAL does: the counts are those of the
// source files, page size or no.
func TestOgrinfo(t *testing.T) {
	need(t, "ogrinfo")
	address, sets := builtIn(t)
	want := map[string]int{}
	for _, d := range sets {
		want[d.Collection.ID] = len(d.Features)
	}
	if lines := linesIn(t, "ports.geojson"); lines != want["ports"] {
		t.Fatalf("ports.geojson has %d features, the collection %d", lines, want["ports"])
	}
	for _, page := range []string{"1000", "7"} {
		got := counts(run(t, "ogrinfo", "-ro", "-al", "-oo", "PAGE_SIZE="+page, "OAPIF:"+address))
		for id, n := range want {
			if got[id] != n {
				t.Errorf("PAGE_SIZE=%s: ogrinfo counts %d %s, the source has %d", page, got[id], id, n)
			}
		}
		if len(got) != len(want) {
			t.Errorf("PAGE_SIZE=%s: ogrinfo lists %d layers, there are %d", page, len(got), len(want))
		}
	}
}

// linesIn counts the features of a source file, which has one a line.
func linesIn(t *testing.T, name string) int {
	t.Helper()
	b, err := fs.ReadFile(data.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(b), `"type":"Feature",`) + strings.Count(string(b), `"type": "Feature",`)
}

// TestOgr2ogr copies everything into a GeoPackage and reads it there.
func TestOgr2ogr(t *testing.T) {
	need(t, "ogr2ogr")
	address, sets := builtIn(t)
	file := filepath.Join(t.TempDir(), "pamir.gpkg")
	run(t, "ogr2ogr", "-f", "GPKG", "-nlt", "PROMOTE_TO_MULTI", file, "OAPIF:"+address)
	got := counts(run(t, "ogrinfo", "-ro", "-al", "-so", file))
	for _, d := range sets {
		if got[d.Collection.ID] != len(d.Features) {
			t.Errorf("the GeoPackage has %d %s, the source %d", got[d.Collection.ID], d.Collection.ID, len(d.Features))
		}
	}
	out := run(t, "ogrinfo", "-ro", "-al", "-where", "id='torugart'", file, "ports")
	for _, s := range []string{"75.39391 40.55167", "Torugart", "吐尔尕特"} {
		if !strings.Contains(out, s) {
			t.Errorf("Torugart in the GeoPackage lacks %q:\n%s", s, out)
		}
	}
}

// TestOgrFilters sends a box and an attribute filter through GDAL.
func TestOgrFilters(t *testing.T) {
	need(t, "ogrinfo")
	address, _ := builtIn(t)
	out := run(t, "ogrinfo", "-ro", "-al", "-so", "-spat", "75", "36", "76", "37", "OAPIF:"+address, "ports")
	if got := counts(out)["ports"]; got != 1 {
		t.Errorf("the box around Khunjerab has %d ports, want 1:\n%s", got, out)
	}
	out = run(t, "ogrinfo", "-ro", "-al", "-so", "-where", "kind = 'air'", "OAPIF:"+address, "ports")
	if got := counts(out)["ports"]; got != 1 {
		t.Errorf("%d ports are airports, want 1:\n%s", got, out)
	}
}
