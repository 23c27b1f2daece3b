package pmtiles_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"pamir/geo"
	"pamir/internal/pmtiles"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var ctx = context.Background()

// plan is one for vector tiles of zooms that hold all the ids of the tests.
func plan() pmtiles.Plan {
	return pmtiles.Plan{
		Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 10,
		Bounds: geo.Box{West: 66, South: 34, East: 82, North: 44}, Center: orb.Point{75.99, 39.47}, CenterZoom: 2,
		Metadata: map[string]any{"name": "Test", "vector_layers": []any{}},
	}
}

// write makes an archive of tiles, whose keys are ids.
func write(t testing.TB, p pmtiles.Plan, tiles map[uint64][]byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "test.pmtiles")
	w, err := pmtiles.Create(name, p)
	if err != nil {
		t.Fatal(err)
	}
	add(t, w, tiles)
	finish(t, w)
	return name
}

func add(t testing.TB, w *pmtiles.Writer, tiles map[uint64][]byte) {
	t.Helper()
	for id := w.Next(); id < 1<<20; id++ {
		if tile, ok := tiles[id]; ok {
			if err := w.Add(id, tile); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func finish(t testing.TB, w *pmtiles.Writer) *pmtiles.Header {
	t.Helper()
	h, err := w.Finish()
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return h
}

func open(t testing.TB, name string) *pmtiles.Archive {
	t.Helper()
	a, err := pmtiles.Open(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// packed is a tile with a text in it.
func packed(t testing.TB, text string) []byte {
	t.Helper()
	b, err := pmtiles.Pack(pmtiles.Gzip, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOracle holds archives against the map that they were made from.
func TestOracle(t *testing.T) {
	pool := make([][]byte, 40)
	for i := range pool {
		pool[i] = packed(t, strings.Repeat("tile ", i)+fmt.Sprint(i))
	}
	rapid.Check(t, func(t2 *rapid.T) {
		tiles := map[uint64][]byte{}
		for range rapid.IntRange(1, 30).Draw(t2, "runs") {
			first := rapid.Uint64Range(0, 5000).Draw(t2, "first")
			content := pool[rapid.IntRange(0, len(pool)-1).Draw(t2, "content")]
			for i := range rapid.Uint64Range(1, 20).Draw(t2, "length") {
				tiles[first+i] = content
			}
		}
		compare(t, tiles, 6000)
	})
}

// TestLeaves has so many entries that they do not fit the root.
func TestLeaves(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tiles := map[uint64][]byte{}
	for range 60_000 {
		b := make([]byte, 8+r.IntN(40))
		binary.LittleEndian.PutUint64(b, r.Uint64())
		tiles[r.Uint64N(300_000)] = packed(t, string(b))
	}
	if r := compare(t, tiles, 300_100); r.Leaves < 5 {
		t.Errorf("%d leaves", r.Leaves)
	}
}

// compare writes tiles and reads all ids below an end, in every way there is.
func compare(t *testing.T, tiles map[uint64][]byte, end uint64) *pmtiles.Report {
	t.Helper()
	p := plan()
	contents := map[string]bool{}
	for _, tile := range tiles {
		contents[string(tile)] = true
	}
	name := write(t, p, tiles)
	a := open(t, name)
	for id := range end {
		got, ok, err := a.Tile(ctx, id)
		if want, there := tiles[id]; err != nil || ok != there || !bytes.Equal(got.Data, want) {
			t.Fatalf("tile %d: %d bytes, %v, %v; want %d bytes", id, len(got.Data), ok, err, len(want))
		}
	}
	listed := uint64(0)
	for e, err := range a.Entries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for id := e.ID; id < e.ID+uint64(e.Run); id++ {
			if tiles[id] == nil || len(tiles[id]) != int(e.Length) {
				t.Fatalf("there is no tile %d of %d bytes", id, e.Length)
			}
			listed++
		}
	}
	seen := map[string]bool{}
	report, err := a.Verify(ctx, pmtiles.Check{Tile: func(id uint64, tile []byte) error {
		seen[string(packed(t, string(tile)))] = true
		return nil
	}})
	if err != nil || len(report.Faults) > 0 {
		t.Fatal(err, report.Faults)
	}
	if n := uint64(len(tiles)); listed != n || report.Addressed != n || a.Header().Addressed != n || len(seen) != len(contents) || report.Contents != uint64(len(contents)) {
		t.Errorf("%d tiles, %d contents; %d listed, %d seen; %+v", n, len(contents), listed, len(seen), report)
	}
	return report
}

// small is an archive of little more than a kilobyte.
func small(t testing.TB) (name string, tiles map[uint64][]byte) {
	tiles = map[uint64][]byte{}
	for id := range uint64(30) {
		tiles[id] = packed(t, fmt.Sprintf("tile number %d", id/2*3))
	}
	p := plan()
	p.MaxZoom = 3
	return write(t, p, tiles), tiles
}

func TestSameTilesSameBytes(t *testing.T) {
	first, _ := small(t)
	second, _ := small(t)
	if !bytes.Equal(read(t, first), read(t, second)) {
		t.Error("the same tiles make different files")
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCut: an archive that ends too early, at any byte, is refused with where.
func TestCut(t *testing.T) {
	name, _ := small(t)
	whole := read(t, name)
	cut := filepath.Join(t.TempDir(), "cut.pmtiles")
	for n := range whole {
		if err := os.WriteFile(cut, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := pmtiles.Open(ctx, cut)
		var e *pmtiles.Error
		if a != nil || !errors.As(err, &e) || !errors.Is(err, pmtiles.ErrBroken) || e.File != cut || e.Offset > int64(n) || !strings.Contains(err.Error(), cut) {
			t.Fatalf("cut to %d of %d bytes: %v", n, len(whole), err)
		}
	}
}

// TestBits flips each bit of an archive. Either somebody finds out and says
// where, or all tiles are still right.
func TestBits(t *testing.T) {
	name, tiles := small(t)
	whole := read(t, name)
	flipped := filepath.Join(t.TempDir(), "flipped.pmtiles")
	step := 1
	if testing.Short() {
		step = 7
	}
	unnoticed := 0
	for bit := 0; bit < 8*len(whole); bit += step {
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(flipped, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if !notices(t, flipped, tiles) {
			unnoticed++
			if at := bit / 8; at < 127 && !idle(at, bit%8) {
				t.Errorf("bit %d of the header's byte %d flips unnoticed", bit%8, at)
			}
		}
	}
	t.Logf("of %d bits %d can flip without harm", 8*len(whole)/step, unnoticed)
}

// idle bits are those of the header that nothing depends on: where the leaves
// are that there are none of, that contents are in order, how tiles are packed
// where they show it themselves, and what is less than five centimetres. Outside
// the header it is the time, flags and system that gzip notes, and the padding
// before its checksum.
func idle(at, bit int) bool {
	centimetres := at == 102 || at == 106 || at == 110 || at == 114 || at == 119 || at == 123
	return at >= 40 && at < 48 || at == 96 || at == 98 && bit == 1 || centimetres && bit < 3
}

// notices reports whether an archive is found to be broken. Tiles that are read
// without an error must be right.
func notices(t *testing.T, name string, tiles map[uint64][]byte) bool {
	t.Helper()
	located := func(err error) bool {
		var e *pmtiles.Error
		if !errors.As(err, &e) || e.File != name {
			t.Errorf("the error does not say where: %v", err)
		}
		return true
	}
	a, err := pmtiles.Open(ctx, name)
	if err != nil {
		return located(err)
	}
	defer a.Close()
	noticed := false
	for id := range uint64(40) {
		tile, ok, err := a.Tile(ctx, id)
		if err != nil {
			noticed = located(err)
			continue
		}
		if !ok {
			if tiles[id] != nil {
				t.Errorf("tile %d has vanished", id)
			}
			continue
		}
		got, err := tile.Unpack()
		if err != nil {
			noticed = located(err)
			continue
		}
		want, err := pmtiles.Unpack(pmtiles.Gzip, tiles[id], 100)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("tile %d is %q, want %q", id, got, want)
		}
	}
	report, err := a.Verify(ctx, pmtiles.Check{})
	if err != nil {
		return located(err)
	}
	for _, err := range report.Faults {
		noticed = located(err)
	}
	return noticed
}

// TestHostile has archives that want much memory for little.
func TestHostile(t *testing.T) {
	for what, b := range hostile(t) {
		name := filepath.Join(t.TempDir(), "hostile.pmtiles")
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := pmtiles.Open(ctx, name)
		if err == nil {
			_, _, err = a.Tile(ctx, 5)
			a.Close()
		}
		var e *pmtiles.Error
		if !errors.As(err, &e) || !errors.Is(err, pmtiles.ErrBroken) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// hostile returns archives by what is wrong with them.
func hostile(t *testing.T) map[string][]byte {
	archive := func(directory []byte, leaves []byte, change func(*pmtiles.Header)) []byte {
		h := &pmtiles.Header{Internal: pmtiles.Gzip, Tiles: pmtiles.Gzip, MaxZoom: 3}
		root := packed(t, string(directory))
		h.Root = pmtiles.Section{Offset: 127, Length: uint64(len(root))}
		h.Leaves = pmtiles.Section{Offset: h.Root.Offset + h.Root.Length, Length: uint64(len(leaves))}
		h.Data = pmtiles.Section{Offset: h.Leaves.Offset + h.Leaves.Length, Length: 100}
		if change != nil {
			change(h)
		}
		return append(append(append(pmtiles.AppendHeader(h), root...), leaves...), make([]byte, 100)...)
	}
	bomb := make([]byte, 15<<20)
	loop := packed(t, string(pmtiles.AppendDirectory([]pmtiles.Entry{{ID: 5, Offset: 0, Length: 29}})))
	return map[string][]byte{
		"a directory that unpacks to 15 MB":   archive(bomb, nil, nil),
		"a directory of 2^60 entries":         archive(binary.AppendUvarint(nil, 1<<60), nil, nil),
		"a directory of 100,000 entries in 9": archive(append(binary.AppendUvarint(nil, 100_000), make([]byte, 9)...), nil, nil),
		"a tile of 4 GB":                      archive(pmtiles.AppendDirectory([]pmtiles.Entry{{ID: 5, Offset: 0, Length: 1<<32 - 1, Run: 1}}), nil, nil),
		"a leaf that is its own leaf":         archive(pmtiles.AppendDirectory([]pmtiles.Entry{{ID: 5, Offset: 0, Length: uint32(len(loop))}}), loop, nil),
		"a leaf that is no directory":         archive(pmtiles.AppendDirectory([]pmtiles.Entry{{ID: 5, Offset: 0, Length: 3}}), []byte("abc"), nil),
		"sections beyond 2^63":                archive([]byte{1, 5, 1, 1, 1}, nil, func(h *pmtiles.Header) { h.Data.Offset = 1<<63 + 5 }),
		"metadata beyond the end":             archive([]byte{1, 5, 1, 1, 1}, nil, func(h *pmtiles.Header) { h.Metadata = pmtiles.Section{Offset: 200, Length: 1 << 40} }),
		"brotli":                              archive([]byte{1, 5, 1, 1, 1}, nil, func(h *pmtiles.Header) { h.Internal = pmtiles.Brotli }),
	}
}

func TestNoArchive(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text.pmtiles")
	if err := os.WriteFile(text, []byte("Not a map at all."), 0o644); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(folder, "old.pmtiles")
	if err := os.WriteFile(old, []byte("PMTiles\x02"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		text:                   text + ": at byte 0: this is no PMTiles archive",
		old:                    old + ": at byte 7: this is a PMTiles archive of version 2; version 3 is read",
		folder + "/no.pmtiles": folder + "/no.pmtiles: no such file or directory",
		folder:                 folder + ": at byte 0: this is no file",
	} {
		if _, err := pmtiles.Open(ctx, name); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
