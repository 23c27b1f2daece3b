package clients

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/pmtiles"
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
