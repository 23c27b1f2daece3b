package region

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// town is an extract with something of most kinds, n times.
func town(n int) string {
	var nodes, ways strings.Builder
	for i := range n {
		fmt.Fprintf(&nodes, `
			n%[1]d1 x%[2]d.1 y%[3]d.1 Tplace=town,name=Town%[1]d
			n%[1]d2 x%[2]d.2 y%[3]d.1 Tmountain_pass=yes,name=Pass%[1]d,ele=3000
			n%[1]d3 x%[2]d.2 y%[3]d.2 Tamenity=fuel
			n%[1]d4 x%[2]d.1 y%[3]d.2 Tnatural=peak,ele=5000`, i+1, 70+i%20, 30+i/20)
		fmt.Fprintf(&ways, `
			w%[1]d1 Thighway=primary,ref=A%[1]d Nn%[1]d1,n%[1]d2,n%[1]d3
			w%[1]d2 Tnatural=water,name=Lake%[1]d Nn%[1]d1,n%[1]d2,n%[1]d3,n%[1]d4,n%[1]d1`, i+1)
	}
	return nodes.String() + ways.String()
}

// listing is all names and contents below a folder.
func listing(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		content := []byte("folder")
		if !d.IsDir() {
			if content, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		all[path] = string(content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The same extract makes the same region, however many workers there are.
func TestImportIsDeterministic(t *testing.T) {
	x := extractOf(t, pbftest.Extract(t, "monaco"))
	var regions []map[string]string
	for _, workers := range []int{1, 2, 7} {
		dir := t.TempDir()
		if _, err := Import(context.Background(), x, Options{Dir: dir, Workers: workers}); err != nil {
			t.Fatal(err)
		}
		relative := map[string]string{}
		for path, content := range listing(t, dir) {
			relative[strings.TrimPrefix(path, dir)] = content
		}
		regions = append(regions, relative)
	}
	if !reflect.DeepEqual(regions[0], regions[1]) || !reflect.DeepEqual(regions[0], regions[2]) {
		t.Error("regions differ")
	}
}

// flaky is a file that fails at the nth read.
type flaky struct {
	io.ReaderAt
	left atomic.Int64
}

var errDisk = errors.New("input/output error")

func (f *flaky) ReadAt(p []byte, at int64) (int, error) {
	if f.left.Add(-1) < 0 {
		return 0, errDisk
	}
	return f.ReaderAt.ReadAt(p, at)
}

// Whatever goes wrong, the region that was there stays as it was, to the byte,
// and nothing else is left.
func TestFailedImportChangesNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "region")
	if _, err := Import(context.Background(), extract(t, "n1 x1 y1 Tplace=town,name=Old", pbftest.Options{}), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(parent, "fresh")
	before := listing(t, parent)
	check := func(what string, err error) {
		t.Helper()
		if err == nil {
			t.Fatalf("%s: it went well", what)
		}
		if now := listing(t, parent); !reflect.DeepEqual(now, before) {
			t.Fatalf("%s: %v: the folder has changed", what, err)
		}
	}
	file := pbftest.File(t, town(40), pbftest.Options{BlockSize: 16, Compression: "zlib"})
	size := int64(len(file))
	try := func(ctx context.Context, r io.ReaderAt, size int64, o Options) (err error) {
		for _, o.Dir = range []string{dir, fresh} {
			if _, e := Import(ctx, Extract{"new.osm.pbf", r, size}, o); e == nil {
				return nil
			} else {
				err = e
			}
		}
		return err
	}

	// A file that is cut. (None of these cuts is between two blocks.)
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		n := 1 + r.Int64N(size-1)
		err := try(context.Background(), bytes.NewReader(file[:n]), n, Options{})
		if broken := new(osmpbf.Error); !errors.As(err, &broken) {
			t.Fatalf("cut at %d: %v", n, err)
		}
		check("cut", err)
	}

	// Reads that fail, in one order of the blocks.
	for n := range 60 {
		f := &flaky{ReaderAt: bytes.NewReader(file)}
		f.left.Store(int64(n))
		check("a read that fails", try(context.Background(), f, size, Options{Workers: 1}))
	}

	// Interrupts at each step of the progress.
	for n := 0; ; n++ {
		ctx, cancel := context.WithCancel(context.Background())
		steps := 0
		_, err := Import(ctx, Extract{"new.osm.pbf", bytes.NewReader(file), size}, Options{Dir: dir, Progress: func(p Progress) {
			if p.Done < 0 || p.Done > p.Total || p.Stage == "" {
				t.Errorf("%+v", p)
			}
			if steps++; steps > n {
				cancel()
			}
		}})
		cancel()
		if err == nil {
			break // it was done before it could be interrupted
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("interrupted at %d: %v", n, err)
		}
		check("interrupted", err)
	}
}

// A new region replaces the old one, and the old one's files go.
func TestImportReplaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "region")
	for n, opl := range []string{"n1 x1 y1 Tplace=town,name=A", "n1 x1 y1 Tplace=town,name=B", "n1 x1 y1 Tplace=town,name=B"} {
		if n == 2 { // what an import that was killed leaves
			if err := os.MkdirAll(filepath.Join(dir, scratch+"new", "x"), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Import(context.Background(), extract(t, opl, pbftest.Options{}), Options{Dir: dir}); err != nil {
			t.Fatal(err)
		}
		r, err := Open(context.Background(), dir)
		if err != nil || !strings.Contains(lines(r, "places"), map[int]string{0: `"A"`, 1: `"B"`, 2: `"B"`}[n]) {
			t.Fatal(n, err, lines(r, "places"))
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 2 {
			t.Fatal(n, err, entries)
		}
	}
}

func TestImportRefusesFolders(t *testing.T) {
	x := extract(t, "n1 x1 y1", pbftest.Options{})
	occupied := t.TempDir()
	if err := os.WriteFile(filepath.Join(occupied, "thesis.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Import(context.Background(), x, Options{Dir: occupied}); !errors.Is(err, ErrOccupied) || !strings.Contains(err.Error(), "thesis.txt") {
		t.Error(err)
	}
	if _, err := Import(context.Background(), x, Options{Dir: filepath.Join(occupied, "none", "region")}); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := Import(context.Background(), x, Options{Dir: filepath.Join(occupied, "thesis.txt")}); err == nil {
		t.Error("a file is no folder")
	}
	busy := t.TempDir()
	f, err := begin(busy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Import(context.Background(), x, Options{Dir: busy}); !errors.Is(err, ErrBusy) {
		t.Error(err)
	}
	if err := f.end(); err != nil {
		t.Error(err)
	}
	if _, err := Import(context.Background(), x, Options{Dir: busy}); err != nil {
		t.Error(err)
	}
}
