package tiles_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/pmtiles"
	"pamir/internal/tiles"
)

var gateway = geo.Box{West: 73, South: 36, East: 79, North: 42}

func create(t testing.TB, name string) *pmtiles.Writer {
	t.Helper()
	w, err := pmtiles.Create(name, pmtiles.Plan{Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 9, Bounds: gateway, Center: orb.Point{76, 39}, CenterZoom: 6,
		Metadata: map[string]any{"vector_layers": []any{}}})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestBuild: an archive has each tile that is not empty as it is made alone,
// however many were made at once and however often the build was stopped.
func TestBuild(t *testing.T) {
	m, layers := maker(t, builtIn(t))
	look := vector(layers[:5]) // where there is much nothing
	build := tiles.Build{Maker: m, Look: look, MaxZoom: 9, Bounds: gateway, Workers: 1}
	folder := t.TempDir()
	var files [][]byte
	for _, workers := range []int{1, 2, 7} {
		name := filepath.Join(folder, "x.pmtiles")
		w := create(t, name)
		build.Workers = workers
		last, all := 0, 0
		build.Progress = func(done, n int) {
			if done < last || done > n || all > 0 && n != all {
				t.Fatalf("%d of %d done, after %d of %d", done, n, last, all)
			}
			last, all = done, n
		}
		if err := build.Run(ctx, w); err != nil {
			t.Fatal(err)
		}
		if last != all || all < 100 {
			t.Errorf("in the end %d of %d are done", last, all)
		}
		files = append(files, finished(t, w, name))
	}
	build.Progress = nil
	files = append(files, stopped(t, build, filepath.Join(folder, "y.pmtiles")))
	for i, f := range files[1:] {
		if !bytes.Equal(f, files[0]) {
			t.Errorf("build %d made another archive", i+1)
		}
	}
	compareWithMaker(t, filepath.Join(folder, "x.pmtiles"), m, look)
}

func finished(t *testing.T, w *pmtiles.Writer, name string) []byte {
	t.Helper()
	if _, err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// stopped stops a build again and again until it is done.
func stopped(t *testing.T, build tiles.Build, name string) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for stops := 0; ; stops++ {
		w := create(t, name)
		ctx, cancel := context.WithCancel(context.Background())
		left := 5 + r.IntN(60)
		build.Progress = func(int, int) {
			if left--; left == 0 {
				cancel()
			}
		}
		err := build.Run(ctx, w)
		cancel()
		if err == nil {
			if stops < 3 {
				t.Errorf("stopped only %d times", stops)
			}
			return finished(t, w, name)
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func compareWithMaker(t *testing.T, name string, m *tiles.Maker, look *tiles.Look) {
	t.Helper()
	a, err := pmtiles.Open(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for z := range 10 {
		for _, r := range tile.WebMercatorQuad.Cover(gateway, z, 0) {
			for id := range r.Tiles() {
				want, err := m.Make(ctx, look, id, nil)
				if err != nil {
					t.Fatal(err)
				}
				got, ok, err := a.Tile(ctx, id.Hilbert())
				if err != nil || ok != (len(want.Plain) > 0) {
					t.Fatalf("tile %v: %v %v, want %d bytes", id, ok, err, len(want.Plain))
				}
				if !ok {
					continue
				}
				if plain, err := got.Unpack(); err != nil || !bytes.Equal(plain, want.Plain) {
					t.Fatalf("tile %v differs: %v", id, err)
				}
			}
		}
	}
}

func TestBuildOfAnotherSet(t *testing.T) {
	m, layers := maker(t, builtIn(t))
	look := tiles.Look{Set: tile.UTM43WGS84, Layers: layers}.Named()
	if err := (&tiles.Build{Maker: m, Look: look}).Run(ctx, nil); err == nil {
		t.Error("an archive has only tiles of WebMercatorQuad")
	}
}

func BenchmarkBuild(b *testing.B) {
	m, layers := maker(b, builtIn(b))
	n := 0
	for b.Loop() {
		w := create(b, filepath.Join(b.TempDir(), "x.pmtiles"))
		build := tiles.Build{Maker: m, Look: vector(layers), MaxZoom: 9, Bounds: gateway}
		if err := build.Run(ctx, w); err != nil {
			b.Fatal(err)
		}
		if _, err := w.Finish(); err != nil {
			b.Fatal(err)
		}
		made, _ := w.Written()
		n += int(made)
		w.Close()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
}
