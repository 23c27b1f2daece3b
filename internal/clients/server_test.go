package clients

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os/exec"
	"testing"

	"go.uber.org/goleak"

	"pamir/data"
	"pamir/geo/raster"
	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/corridor"
	"pamir/internal/gazetteer"
	"pamir/internal/roads"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// builtIn serves the built-in data on a port of this machine.
func builtIn(t *testing.T) (address string, sets []store.Dataset) {
	t.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	s, err := memory.New(sets...)
	if err != nil {
		t.Fatal(err)
	}
	assets, err := raster.ReadAssets(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	styles, err := tiles.ReadStyles(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	ways := roads.NewKeeper(slog.New(slog.DiscardHandler))
	ways.Load(func(ctx context.Context) (*route.Network, error) { return corridor.Network(ctx, sets) })
	ways.Wait()
	t.Cleanup(func() { ways.Close() })
	h, err := api.New(api.Config{Roads: ways, Drawing: tiles.Drawing{Styles: styles, Assets: assets}, Sprites: data.Files(),
		Store: s, Search: gazetteer.New(sets), Version: "test", DataVersion: data.Version(),
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL, sets
}

// need skips the test where a program is missing.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed: make setup installs it", program)
	}
}

// run runs a program and returns what it printed.
func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}
