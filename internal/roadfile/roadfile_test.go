package roadfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"pamir/geo/route"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// grid makes a network of streets with a few forbidden turns.
func grid(t testing.TB, size int64) *route.Network {
	t.Helper()
	b := route.NewBuilder()
	id := func(x, y int64) int64 { return y*size + x + 1 }
	way := func(nodes ...int64) {
		b.Way(route.Way{ID: nodes[0]*1000 + nodes[1], Nodes: nodes, Tags: route.Tags{{Key: "highway", Value: "primary"}, {Key: "name", Value: fmt.Sprint("Street ", nodes[0])}}})
	}
	for y := range size {
		for x := range size {
			if x > 0 {
				way(id(x-1, y), id(x, y))
			}
			if y > 0 {
				way(id(x, y-1), id(x, y))
			}
		}
	}
	for x := range size - 2 {
		b.Relation(route.Relation{ID: x, Tags: route.Tags{{Key: "type", Value: "restriction"}, {Key: "restriction", Value: "no_left_turn"}},
			Members: []route.Member{{Type: 'w', Ref: id(x, 1)*1000 + id(x+1, 1), Role: "from"}, {Type: 'n', Ref: id(x+1, 1), Role: "via"}, {Type: 'w', Ref: id(x+1, 1)*1000 + id(x+1, 2), Role: "to"}}})
	}
	for y := range size {
		for x := range size {
			b.Node(route.Node{ID: id(x, y), Lon: 75 + float64(x)/1000, Lat: 39 + float64(y)/1000})
		}
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{Source: "a grid"})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func save(t testing.TB, parts []route.Part) (path string, whole []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "roads.pamir")
	if err := Save(path, parts); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, whole
}

// load opens a file and takes its network.
func load(path string) error {
	f, err := Open(path)
	if err != nil {
		return err
	}
	_, err = f.Network(context.Background())
	return errors.Join(err, f.Close())
}

func TestRoundTrip(t *testing.T) {
	n := grid(t, 6)
	path, _ := save(t, n.Parts())
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.Network(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got.Source() != "a grid" {
		t.Errorf("source %q", got.Source())
	}
	want := n.Parts()
	for i, p := range got.Parts() {
		a, b := reflect.ValueOf(p.Data).Elem(), reflect.ValueOf(want[i].Data).Elem()
		if p.Name != want[i].Name || a.Len() != b.Len() || a.Len() > 0 && !reflect.DeepEqual(a.Interface(), b.Interface()) {
			t.Errorf("part %s differs", p.Name)
		}
	}
	var again bytes.Buffer
	if err := Write(&again, got.Parts()); err != nil {
		t.Fatal(err)
	}
	if whole, _ := os.ReadFile(path); !bytes.Equal(whole, again.Bytes()) {
		t.Error("writing what was read gives another file")
	}
	// a second file takes the place of the first, which stays readable
	if err := Save(path, grid(t, 3).Parts()); err != nil {
		t.Fatal(err)
	}
	if err := f.Verify(context.Background()); err != nil {
		t.Errorf("the old mapping: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("files left: %v", left)
	}
}

// refused checks that a file of these bytes is refused by name.
func refused(t *testing.T, path string, b []byte, what string) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	err := load(path)
	if err == nil {
		t.Errorf("%s: taken", what)
	} else if !strings.Contains(err.Error(), path) {
		t.Errorf("%s: %v does not name the file", what, err)
	}
}

func TestTruncated(t *testing.T) {
	path, whole := save(t, grid(t, 4).Parts())
	sections, err := decode(whole, uint64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	at := map[uint64]bool{0: true, 1: true, headerSize - 1: true, headerSize: true, uint64(len(whole)) - 1: true}
	for _, s := range sections {
		for _, d := range []uint64{0, 1, uint64(s.size)} {
			at[s.offset+d], at[s.end()-d] = true, true
		}
	}
	for n := range at {
		if n < uint64(len(whole)) {
			refused(t, path, whole[:n], fmt.Sprintf("the first %d bytes of %d", n, len(whole)))
		}
	}
	refused(t, path, append(append([]byte(nil), whole...), make([]byte, 64)...), "with 64 bytes behind")
}

func TestBitFlips(t *testing.T) {
	path, whole := save(t, grid(t, 4).Parts())
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		bit := r.IntN(8 * len(whole))
		whole[bit/8] ^= 1 << (bit % 8)
		refused(t, path, whole, fmt.Sprintf("bit %d flipped", bit))
		whole[bit/8] ^= 1 << (bit % 8)
	}
	refused(t, path, make([]byte, len(whole)), "nothing but zeros")
}

func TestOtherLayout(t *testing.T) {
	parts := grid(t, 3).Parts()
	for i := range parts {
		if parts[i].Name == "ways" {
			parts[i].Data = &[]struct{ A, B uint64 }{{1, 2}}
		}
	}
	path, _ := save(t, parts)
	if err := load(path); !errors.Is(err, ErrVersion) {
		t.Errorf("error %v", err)
	}
	path, _ = save(t, parts[:3])
	if err := load(path); !errors.Is(err, ErrVersion) {
		t.Errorf("error %v", err)
	}
	if err := Save(filepath.Join(t.TempDir(), "x"), []route.Part{{Name: "text", Data: &[]string{"a"}}}); err == nil {
		t.Error("strings are written")
	}
	if err := Save(filepath.Join(t.TempDir(), "x"), []route.Part{{Name: "gap", Data: &[]struct {
		A uint8
		B uint32
	}{{}}}}); err == nil {
		t.Error("what memory happens to hold in a gap is written")
	}
}

// TestBrokenNumbers: with all checksums right, what a network says of itself
// must still hold together.
func TestBrokenNumbers(t *testing.T) {
	for _, p := range grid(t, 3).Parts() {
		parts := grid(t, 3).Parts()
		for i := range parts {
			if parts[i].Name != p.Name {
				continue
			}
			v := reflect.ValueOf(parts[i].Data).Elem()
			if v.Len() == 0 || strings.HasPrefix(v.Type().Elem().Kind().String(), "float") {
				continue
			}
			v.SetLen(v.Len() - 1)
			path, _ := save(t, parts)
			if err := load(path); !errors.Is(err, ErrDamaged) && p.Name != "text" {
				t.Errorf("%s is one short: %v", p.Name, err)
			}
		}
	}
}

func TestNoFile(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "none")} {
		if err := load(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := Save(filepath.Join(dir, "none", "x"), nil); err == nil {
		t.Error("saved where there is no folder")
	}
}

func TestVerifyStops(t *testing.T) {
	path, _ := save(t, grid(t, 3).Parts())
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := f.Verify(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// FuzzHeader: a header that is taken says where its sections are, and says the
// same once it is written again.
func FuzzHeader(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, grid(f, 3).Parts()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), uint64(b.Len()))
	f.Add(b.Bytes()[:100], uint64(b.Len()))
	f.Add([]byte(magic), uint64(1<<63))
	f.Add(encode(nil), uint64(headerSize))
	f.Add(encode([]section{{"a", 1, 4, 128, 3, 9}}), uint64(192))
	f.Fuzz(func(t *testing.T, data []byte, size uint64) {
		sections, err := decode(data, size)
		if err != nil {
			return
		}
		head := encode(sections)
		if !bytes.HasPrefix(data, head) {
			// reserved bytes of the header may differ; what is read must not
			again, err := decode(head, size)
			if err != nil || !reflect.DeepEqual(again, sections) {
				t.Errorf("read %v, then %v (%v)", sections, again, err)
			}
		}
		for _, s := range sections {
			if s.end() > size || s.offset%align != 0 {
				t.Errorf("section %+v of a file of %d bytes", s, size)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	path, whole := save(b, grid(b, 60).Parts())
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			f.Close()
		}
	})
	b.Run("network", func(b *testing.B) {
		b.SetBytes(int64(len(whole)))
		for b.Loop() {
			if err := load(path); err != nil {
				b.Fatal(err)
			}
		}
	})
}
