package osmpbf_test

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open opens a file in memory.
func open(file []byte) (*osmpbf.File, error) {
	return osmpbf.Open(bytes.NewReader(file), int64(len(file)))
}

// things reads everything in a file, a kind after the other as importing does.
func things(f *osmpbf.File, workers int) (pbftest.Data, error) {
	var d pbftest.Data
	for _, kind := range []osmpbf.Kind{osmpbf.Relations, osmpbf.Ways, osmpbf.Nodes} {
		scan := osmpbf.Scan{File: f, Kinds: kind, Workers: workers}
		err := osmpbf.Each(context.Background(), scan, read, func(part pbftest.Data) error {
			d.Nodes = append(d.Nodes, part.Nodes...)
			d.Ways = append(d.Ways, part.Ways...)
			d.Relations = append(d.Relations, part.Relations...)
			return nil
		})
		if err != nil {
			return d, err
		}
	}
	return d, nil
}

// read copies what a block holds.
func read(b *osmpbf.Block) (d pbftest.Data, err error) {
	if err := b.Nodes(func(n *osmpbf.Node) error {
		d.Nodes = append(d.Nodes, pbftest.Node{ID: n.ID, Lon: int32(n.Lon), Lat: int32(n.Lat), Tags: tags(n.Tags)})
		return nil
	}); err != nil {
		return d, err
	}
	if err := b.Ways(func(w *osmpbf.Way) error {
		d.Ways = append(d.Ways, pbftest.Way{ID: w.ID, Tags: tags(w.Tags), Nodes: append([]int64(nil), w.Nodes...)})
		return nil
	}); err != nil {
		return d, err
	}
	err = b.Relations(func(r *osmpbf.Relation) error {
		out := pbftest.Relation{ID: r.ID, Tags: tags(r.Tags)}
		for _, m := range r.Members {
			out.Members = append(out.Members, pbftest.Member{Type: uint64(m.Kind >> 1), ID: m.ID, Role: m.Role})
		}
		d.Relations = append(d.Relations, out)
		return nil
	})
	return d, err
}

func tags(t osmpbf.Tags) (out []string) {
	for i := range t.Len() {
		key, value := t.At(i)
		out = append(out, key, value)
	}
	return out
}

// same holds two lots of things against each other.
func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, got, want pbftest.Data) {
	t.Helper()
	if len(got.Nodes) != len(want.Nodes) || len(got.Ways) != len(want.Ways) || len(got.Relations) != len(want.Relations) {
		t.Fatalf("%d nodes, %d ways, %d relations; want %d, %d, %d", len(got.Nodes), len(got.Ways), len(got.Relations), len(want.Nodes), len(want.Ways), len(want.Relations))
	}
	for i := range want.Nodes {
		if !reflect.DeepEqual(got.Nodes[i], want.Nodes[i]) {
			t.Fatalf("node %d: %+v, want %+v", i, got.Nodes[i], want.Nodes[i])
		}
	}
	for i := range want.Ways {
		if !reflect.DeepEqual(got.Ways[i], want.Ways[i]) {
			t.Fatalf("way %d: %+v, want %+v", i, got.Ways[i], want.Ways[i])
		}
	}
	for i := range want.Relations {
		if !reflect.DeepEqual(got.Relations[i], want.Relations[i]) {
			t.Fatalf("relation %d: %+v, want %+v", i, got.Relations[i], want.Relations[i])
		}
	}
}

const small = `
	n1 x75.39391 y40.55167 Tbarrier=border_control,name=吐尔尕特
	n-2 x-179.9999999 y-90
	n3 x180 y90
	n9223372036854775807 x0 y0.0000001
	w7 Thighway=trunk,ref=G315 Nn1,n-2,n3
	w8
	w9 Nn3,n3
	r9 Ttype=restriction,restriction=no_u_turn Mw7@from,n-2@via,w7@to,r9@
	r10
`

func TestFormsOfOneFile(t *testing.T) {
	want, err := pbftest.Parse(small)
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]pbftest.Options{
		"as osmium writes": {},
		"zlib":             {Compression: "zlib"},
		"zstd":             {Compression: "zstd", BlockSize: 2},
		"plain nodes":      {Plain: true},
		"unpacked":         {Unpacked: true, BlockSize: 3},
		"unpacked, plain":  {Unpacked: true, Plain: true},
		"mixed blocks":     {Together: true, BlockSize: 3},
		"sorted":           {Sorted: true, BlockSize: 1},
		"sorted, mixed":    {Sorted: true, Together: true, BlockSize: 2},
		"sorted, one":      {Sorted: true, Together: true},
		"fine units":       {Granularity: 1},
		"shifted":          {Granularity: 100, LonBase: 75e9, LatBase: -40e9},
	} {
		for _, workers := range []int{1, 3} {
			f, err := open(pbftest.Encode(want, o))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got, err := things(f, workers)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			same(t, got, want)
		}
	}
}

// far has ids whose differences are no int64.
const far = `
	n-9223372036854775807 x1 y1
	n9223372036854775807 x1 y1
	n-1 x1 y1
	n9223372036854775807 x1 y1
	w1 Nn-4611686018427387904,n4611686018427387904
	w2 Nn9223372036854775807,n-9223372036854775807,n1
	r1 Mn-9223372036854775807@,w9223372036854775807@,r-9223372036854775807@
`

func TestIDsFarApart(t *testing.T) {
	want, err := pbftest.Parse(far)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []pbftest.Options{{}, {Unpacked: true}, {Plain: true}} {
		f, err := open(pbftest.Encode(want, o))
		if err != nil {
			t.Fatal(err)
		}
		got, err := things(f, 1)
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, want)
	}
}

func TestRandomFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, o := randomData().Draw(t, "data"), randomOptions().Draw(t, "options")
		f, err := open(pbftest.Encode(want, o))
		if err != nil {
			t.Fatal(err)
		}
		got, err := things(f, rapid.IntRange(1, 4).Draw(t, "workers"))
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, want)
	})
}

func randomOptions() *rapid.Generator[pbftest.Options] {
	return rapid.Custom(func(t *rapid.T) pbftest.Options {
		return pbftest.Options{
			BlockSize:   rapid.IntRange(1, 6).Draw(t, "block size"),
			Compression: rapid.SampledFrom([]string{"", "zlib", "zstd"}).Draw(t, "compression"),
			Plain:       rapid.Bool().Draw(t, "plain"),
			Unpacked:    rapid.Bool().Draw(t, "unpacked"),
			Together:    rapid.Bool().Draw(t, "together"),
			Sorted:      rapid.Bool().Draw(t, "sorted"),
			Granularity: rapid.SampledFrom([]int64{0, 1, 10, 100}).Draw(t, "granularity"),
			LonBase:     100 * rapid.Int64Range(-36e8, 36e8).Draw(t, "lon base"),
			LatBase:     100 * rapid.Int64Range(-9e8, 9e8).Draw(t, "lat base"),
		}
	})
}

func randomData() *rapid.Generator[pbftest.Data] {
	text := rapid.OneOf(rapid.SampledFrom([]string{"highway", "name", "yes", "通道", "\xff"}), rapid.StringN(1, 5, 20))
	pairs := rapid.Custom(func(t *rapid.T) (out []string) {
		for range rapid.IntRange(0, 3).Draw(t, "tags") {
			out = append(out, text.Draw(t, "key"), text.Draw(t, "value"))
		}
		return out
	})
	return rapid.Custom(func(t *rapid.T) (d pbftest.Data) {
		id := rapid.OneOf(rapid.Int64Range(1, 100), rapid.Int64())
		for range rapid.IntRange(0, 8).Draw(t, "nodes") {
			d.Nodes = append(d.Nodes, pbftest.Node{
				ID:  id.Draw(t, "node"),
				Lon: rapid.Int32Range(-18e8, 18e8).Draw(t, "lon"), Lat: rapid.Int32Range(-9e8, 9e8).Draw(t, "lat"),
				Tags: pairs.Draw(t, "tags"),
			})
		}
		for range rapid.IntRange(0, 5).Draw(t, "ways") {
			w := pbftest.Way{ID: id.Draw(t, "way"), Tags: pairs.Draw(t, "tags")}
			for range rapid.IntRange(0, 5).Draw(t, "refs") {
				w.Nodes = append(w.Nodes, id.Draw(t, "ref"))
			}
			d.Ways = append(d.Ways, w)
		}
		for range rapid.IntRange(0, 4).Draw(t, "relations") {
			r := pbftest.Relation{ID: id.Draw(t, "relation"), Tags: pairs.Draw(t, "tags")}
			for range rapid.IntRange(0, 4).Draw(t, "members") {
				r.Members = append(r.Members, pbftest.Member{Type: rapid.Uint64Range(0, 2).Draw(t, "type"), ID: id.Draw(t, "member"), Role: text.Draw(t, "role")})
			}
			d.Relations = append(d.Relations, r)
		}
		return d
	})
}

// A sorted file is read in parts: each scan leaves out what it does not need.
func TestSortedFilesAreReadInParts(t *testing.T) {
	var text strings.Builder
	for i := range 64 {
		text.WriteString("n" + string(rune('1'+i%9)) + " x1 y1\n")
	}
	text.WriteString("w1 Nn1,n2\nr1 Mw1@\n")
	for _, sorted := range []bool{true, false} {
		file := pbftest.File(t, text.String(), pbftest.Options{BlockSize: 1, Sorted: sorted})
		f, err := open(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[bool][2]int{true: {1, 1}, false: {66, 1}}[sorted] // the first scan of an unsorted file learns
		for i, kind := range []osmpbf.Kind{osmpbf.Ways, osmpbf.Relations} {
			n := 0
			err := osmpbf.Each(context.Background(), osmpbf.Scan{File: f, Kinds: kind}, func(*osmpbf.Block) (int, error) { return 1, nil }, func(one int) error { n += one; return nil })
			if err != nil || n != want[i] {
				t.Errorf("sorted %v, kind %d: %d blocks, %v; want %d", sorted, kind, n, err, want[i])
			}
		}
		if n := f.Bytes(osmpbf.Nodes); n >= f.Size() || n == 0 {
			t.Errorf("nodes take %d of %d bytes", n, f.Size())
		}
	}
}

func TestHeader(t *testing.T) {
	f, err := open(pbftest.File(t, small, pbftest.Options{Sorted: true, Timestamp: 1369767544}))
	if err != nil {
		t.Fatal(err)
	}
	h := f.Header
	if h.Program != "pbftest" || !h.Sorted || h.Timestamp.Format("2006-01-02T15:04:05Z07:00") != "2013-05-28T18:59:04Z" || h.Bound != nil {
		t.Errorf("%+v", h)
	}
}
