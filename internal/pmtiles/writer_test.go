package pmtiles_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pamir/internal/pmtiles"
)

// TestInterrupted: wherever a writer was stopped, the next one ends with the
// same archive. The parts are cut and damaged at every third byte.
func TestInterrupted(t *testing.T) {
	tiles := map[uint64][]byte{}
	for id := range uint64(8) {
		tiles[id] = packed(t, fmt.Sprint(id/2))
	}
	p := plan()
	p.MaxZoom = 2
	want := read(t, write(t, p, tiles))
	index, data := interrupted(t, p, tiles)
	step := 3
	if testing.Short() {
		step = 19
	}
	damage := []func(b []byte, at int) []byte{
		func(b []byte, at int) []byte { return b[:at] },
		func(b []byte, at int) []byte { b[at] ^= 0x10; return b },
	}
	for _, spoil := range damage {
		for i := 0; i < len(index); i += step {
			resume(t, p, tiles, want, spoil(bytes.Clone(index), i), data)
		}
		for i := 0; i < len(data); i += step {
			resume(t, p, tiles, want, index, spoil(bytes.Clone(data), i))
		}
	}
	if next := resume(t, p, tiles, want, index, data); next != 8 {
		t.Errorf("goes on at %d although nothing was lost", next)
	}
	if next := resume(t, p, tiles, want, index[:32+5*28], data); next != 5 {
		t.Errorf("goes on at %d after 5 tiles", next)
	}
	other := p
	other.Origin = "other features"
	if next := resume(t, other, tiles, nil, index, data); next != 0 {
		t.Errorf("goes on at %d with tiles of something else", next)
	}
}

// interrupted returns what a writer leaves behind that was not allowed to finish.
func interrupted(t *testing.T, p pmtiles.Plan, tiles map[uint64][]byte) (index, data []byte) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.pmtiles")
	w, err := pmtiles.Create(name, p)
	if err != nil {
		t.Fatal(err)
	}
	add(t, w, tiles)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("there is an archive before it is finished")
	}
	return read(t, name+".part.index"), read(t, name+".part")
}

func resume(t *testing.T, p pmtiles.Plan, tiles map[uint64][]byte, want, index, data []byte) (next uint64) {
	t.Helper()
	folder := t.TempDir()
	name := filepath.Join(folder, "x.pmtiles")
	for file, b := range map[string][]byte{name + ".part.index": index, name + ".part": data} {
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := pmtiles.Create(name, p)
	if err != nil {
		t.Fatal(err)
	}
	next = w.Next()
	add(t, w, tiles)
	finish(t, w)
	if want != nil && !bytes.Equal(read(t, name), want) {
		t.Errorf("the archive differs after going on at %d", next)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Error("files are left behind:", left, err)
	}
	return next
}

func TestOneAtATime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.pmtiles")
	w, err := pmtiles.Create(name, plan())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pmtiles.Create(name, plan()); err == nil || !strings.Contains(err.Error(), name+": another program is writing it") {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = pmtiles.Create(name, plan()); err != nil {
		t.Fatal(err)
	}
	w.Close()
}

func TestWriterRefuses(t *testing.T) {
	folder := t.TempDir()
	p := plan()
	p.MinZoom, p.MaxZoom = 1, 2
	w, err := pmtiles.Create(filepath.Join(folder, "x.pmtiles"), p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Finish(); err == nil || !strings.Contains(err.Error(), "no tiles") {
		t.Error(err)
	}
	for _, x := range []struct {
		id   uint64
		tile []byte
		want string
	}{
		{0, []byte("a"), "tile 0 does not follow tile 0 in zooms 1 to 2"},
		{7, nil, "tile 7 has 0 bytes"},
		{7, make([]byte, 9<<20), "tile 7 has 9437184 bytes; 1 to 8388608 can be written"},
		{7, []byte("a"), ""},
		{7, []byte("a"), "tile 7 does not follow tile 8"},
		{21, []byte("a"), "tile 21 does not follow"},
		{math.MaxUint64, []byte("a"), "does not follow"},
	} {
		if err := w.Add(x.id, x.tile); (err == nil) != (x.want == "") || err != nil && !strings.Contains(err.Error(), x.want) {
			t.Errorf("tile %d: %v, want %q", x.id, err, x.want)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Add(8, []byte("a")); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
	for what, change := range map[string]func(*pmtiles.Plan){
		"zooms":    func(p *pmtiles.Plan) { p.MinZoom = 12 },
		"degrees":  func(p *pmtiles.Plan) { p.Bounds.North = 91 },
		"center":   func(p *pmtiles.Plan) { p.CenterZoom = 11 },
		"no area":  func(p *pmtiles.Plan) { p.Bounds.East = p.Bounds.West },
		"metadata": func(p *pmtiles.Plan) { p.Metadata = map[string]any{"x": math.NaN()} },
	} {
		p := plan()
		change(&p)
		if _, err := pmtiles.Create(filepath.Join(folder, "y.pmtiles"), p); !errors.Is(err, pmtiles.ErrPlan) || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := pmtiles.Create(filepath.Join(folder, "none", "y.pmtiles"), plan()); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// TestReplaceWhileRead: who has the old archive open goes on reading it.
func TestReplaceWhileRead(t *testing.T) {
	name, tiles := small(t)
	a := open(t, name)
	p := plan()
	p.MaxZoom = 3
	w, err := pmtiles.Create(name, p)
	if err != nil {
		t.Fatal(err)
	}
	add(t, w, map[uint64][]byte{3: packed(t, "new")})
	finish(t, w)
	if got, ok, err := a.Tile(ctx, 3); err != nil || !ok || !bytes.Equal(got.Data, tiles[3]) {
		t.Error(ok, err)
	}
	if got, ok, err := open(t, name).Tile(ctx, 3); err != nil || !ok || !bytes.Equal(got.Data, packed(t, "new")) {
		t.Error(ok, err)
	}
}
