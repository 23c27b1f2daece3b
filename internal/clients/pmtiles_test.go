package clients

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/pmtiles"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

// TestPMTilesCommand has the command of the format's makers look at an archive
// of ours, with leaf directories, and give out each tile of it that is asked for.
func TestPMTilesCommand(t *testing.T) {
	if testing.Short() {
		t.Skip("building the command takes minutes where it was never built")
	}
	out, err := exec.Command("go", "tool", "-C", "pmtiles", "-n", "go-pmtiles").Output()
	if err != nil {
		t.Skipf("the command cannot be built here: %v", err)
	}
	command := strings.TrimSpace(string(out))
	name := filepath.Join(t.TempDir(), "ours.pmtiles")
	h := archive(t, name)
	if out := run(t, command, "verify", name); !strings.Contains(out, "Completed verify") || strings.Contains(out, "nvalid") {
		t.Errorf("pmtiles verify: %s", out)
	}
	shown := run(t, command, "show", name)
	for _, want := range []string{
		"tile type: mvt", "min zoom: 0", "max zoom: 9", "bounds: (long: 66.000000, lat: 34.000000) (long: 82.000000, lat: 44.000000)",
		"clustered: true", fmt.Sprint("addressed tiles count: ", h.Addressed), fmt.Sprint("tile contents count: ", h.Contents), "name Ours",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("pmtiles show does not say %q:\n%s", want, shown)
		}
	}
	for _, id := range []tile.ID{{}, {Z: 1, X: 0, Y: 1}, {Z: 2, X: 3, Y: 1}, {Z: 9, X: 363, Y: 193}, {Z: 9, X: 511, Y: 511}} {
		out, err := exec.Command(command, "tile", name, fmt.Sprint(id.Z), fmt.Sprint(id.X), fmt.Sprint(id.Y)).Output()
		if err != nil {
			t.Fatal(err)
		}
		plain, err := pmtiles.Unpack(pmtiles.Gzip, out, 1000)
		if err != nil || string(plain) != content(id) {
			t.Errorf("tile %v is %q, %v; want %q", id, plain, err, content(id))
		}
	}
}

// content is what the archive has for a tile: most are alike.
func content(id tile.ID) string {
	if id.X%3 == 0 {
		return id.String()
	}
	return "sea"
}

// archive writes one that needs leaf directories.
func archive(t *testing.T, name string) *pmtiles.Header {
	t.Helper()
	w, err := pmtiles.Create(name, pmtiles.Plan{
		Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 9,
		Bounds: geo.Box{West: 66, South: 34, East: 82, North: 44}, Center: orb.Point{75.99, 39.47}, CenterZoom: 6,
		Metadata: map[string]any{"name": "Ours", "vector_layers": []any{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for n := range uint64(349525) { // all tiles to zoom 9
		id, err := tile.FromHilbert(n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := pmtiles.Pack(pmtiles.Gzip, []byte(content(id)))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add(n, b); err != nil {
			t.Fatal(err)
		}
	}
	h, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	a, err := pmtiles.Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	r, err := a.Verify(context.Background(), pmtiles.Check{})
	if err != nil || len(r.Faults) > 0 || r.Leaves == 0 || !json.Valid(r.Metadata) {
		t.Fatal(err, r)
	}
	return h
}

// TestPMTilesInJavaScript: the library that map pages read archives with gets the
// same tiles out of ours as are served.
func TestPMTilesInJavaScript(t *testing.T) {
	need(t, "node")
	modules := "../../web/node_modules"
	if _, err := os.Stat(filepath.Join(modules, "pmtiles")); err != nil {
		t.Skip("pmtiles is not installed: npm --prefix web ci installs it")
	}
	address, sets := builtIn(t)
	name := filepath.Join(t.TempDir(), "region.pmtiles")
	h := buildArchive(t, name, sets)
	absolute, err := filepath.Abs(modules)
	if err != nil {
		t.Fatal(err)
	}
	tiles := []string{"0/0/0", "5/22/12", "6/45/24", "8/181/96", "7/0/0"}
	out, err := exec.Command("node", append([]string{"pmtiles.mjs", absolute, name}, tiles...)...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderrOf(err))
	}
	var got struct {
		MinZoom, MaxZoom, TileType, Layers int
		NumAddressedTiles                  uint64
		MinLon, MaxLat                     float64
		Name                               string
		Sums                               map[string]string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.MinZoom != 0 || got.MaxZoom != 8 || got.TileType != 1 || got.Layers != len(sets) || got.NumAddressedTiles != h.Addressed || got.MinLon != 66 || got.MaxLat != 44 || got.Name != "Pamir" {
		t.Errorf("%+v of %+v", got, h)
	}
	for _, at := range tiles {
		want := ""
		if at != "7/0/0" {
			sum := sha256.Sum256(fetch(t, address+"/xyz/pamir/"+at+".mvt"))
			want = hex.EncodeToString(sum[:])
		}
		if got.Sums[at] != want {
			t.Errorf("tile %s differs", at)
		}
	}
}

// buildArchive makes an archive of everything, to zoom 8.
func buildArchive(t *testing.T, name string, sets []store.Dataset) *pmtiles.Header {
	t.Helper()
	s, err := memory.New(sets...)
	if err != nil {
		t.Fatal(err)
	}
	var all []*store.Collection
	var layers []tiles.Layer
	for _, d := range sets {
		all = append(all, d.Collection)
		layers = append(layers, tiles.Layer{Collection: d.Collection})
	}
	maker, err := tiles.NewMaker(s, all, tiles.Drawing{})
	if err != nil {
		t.Fatal(err)
	}
	extent := tiles.Extent(all)
	w, err := pmtiles.Create(name, pmtiles.Plan{
		Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 8, Bounds: extent, Center: orb.Point{75.99, 39.47}, CenterZoom: 6,
		Metadata: map[string]any{"name": "Pamir", "vector_layers": tiles.VectorLayers(all, 0, 8)},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	build := tiles.Build{Maker: maker, Look: tiles.VectorLook(tile.WebMercatorQuad, layers), MaxZoom: 8, Bounds: extent}
	if err := build.Run(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	h, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return h
}
