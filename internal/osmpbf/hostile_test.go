package osmpbf_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// field and number write protocol buffers by hand.
func field(n uint64, parts ...[]byte) []byte {
	return pbftest.Field(nil, n, bytes.Join(parts, nil))
}

func number(n, v uint64) []byte { return pbftest.Number(nil, n, v) }

// around puts a block into a file.
func around(body []byte, compression string) []byte {
	return append(pbftest.Encode(pbftest.Data{}, pbftest.Options{}), pbftest.Frame("OSMData", pbftest.Blob(body, compression))...)
}

// table is the texts "", "k", "v" of a block.
var table = field(1, field(1), field(1, []byte("k")), field(1, []byte("v")))

// packed is a list of small numbers.
func packed(n uint64, values ...byte) []byte { return field(n, values) }

// What a hostile or broken file is refused for. All of them are short.
func TestHostileFiles(t *testing.T) {
	header := pbftest.Encode(pbftest.Data{}, pbftest.Options{})
	group := func(parts ...[]byte) []byte { return append(bytes.Clone(table), field(2, parts...)...) }
	way := func(parts ...[]byte) []byte { return group(field(3, append(number(1, 5), bytes.Join(parts, nil)...))) }
	relation := func(parts ...[]byte) []byte {
		return group(field(4, append(number(1, 6), bytes.Join(parts, nil)...)))
	}
	dense := func(parts ...[]byte) []byte { return group(field(2, parts...)) }
	frame := func(length uint32, rest ...byte) []byte {
		return append(bytes.Clone(header), append(binary.BigEndian.AppendUint32(nil, length), rest...)...)
	}
	bomb := func(size uint64, compression string, body []byte) []byte {
		blob := pbftest.Blob(body, compression)
		at := bytes.IndexByte(blob, 2<<3)
		_, n := binary.Uvarint(blob[at+1:])
		blob = append(append(bytes.Clone(blob[:at]), number(2, size)...), blob[at+1+n:]...)
		return append(bytes.Clone(header), pbftest.Frame("OSMData", blob)...)
	}
	for name, c := range map[string]struct {
		file []byte
		want string // in the error
	}{
		"empty":                     {nil, "not an OSM PBF file: it is empty"},
		"text":                      {[]byte("<?xml version"), `not an OSM PBF file`},
		"no header":                 {around(nil, "")[len(header):], `it should begin with a header, and begins with "OSMData"`},
		"two headers":               {append(bytes.Clone(header), header...), "block 1 at byte 57: a second header"},
		"history":                   {pbftest.Encode(pbftest.Data{}, pbftest.Options{Required: []string{"HistoricalInformation"}}), "history of everything"},
		"a new feature":             {pbftest.Encode(pbftest.Data{}, pbftest.Options{Required: []string{"Teleports"}}), `a reader that knows "Teleports"`},
		"frame of 4 GiB":            {frame(1<<32 - 1), "its header would have 4294967295 bytes"},
		"frame of nothing":          {frame(0), "its header would have 0 bytes"},
		"blob of 4 GiB":             {frame(15, append(field(1, []byte("OSMData")), number(3, 1<<31-1)...)...), "it says that it has 2147483647 bytes"},
		"blob of less than 0":       {frame(20, append(field(1, []byte("OSMData")), number(3, 1<<64-1)...)...), "its header is broken"},
		"blob past the end":         {frame(11, append(field(1, []byte("OSMData")), number(3, 100)...)...), "the file ends at byte 72, and the block at 172"},
		"unpacks to 2 GiB":          {bomb(1<<31-1, "zlib", []byte("x")), "it says that it has 2147483647 bytes unpacked"},
		"unpacks to 33 MiB":         {bomb(33<<20, "zlib", make([]byte, 1<<20)), "34603008 bytes unpacked; the format allows 0 to 33554432"},
		"unpacks to too much":       {bomb(32<<20, "zlib", []byte("x")), "17 bytes cannot become the 33554432 that it says"},
		"unpacks to more":           {bomb(10, "zlib", make([]byte, 1<<20)), "it has more bytes than it says"},
		"unpacks to less":           {bomb(1<<18+1, "zlib", make([]byte, 1<<18)), "unexpected EOF"},
		"unpacks to more, zstd":     {bomb(10, "zstd", make([]byte, 1<<20)), "it has 1048576 bytes and says that it has 10"},
		"nothing in it":             {append(bytes.Clone(header), pbftest.Frame("OSMData", number(2, 0))...), "there is nothing in it"},
		"LZMA":                      {append(bytes.Clone(header), pbftest.Frame("OSMData", append(number(2, 5), field(4, []byte("x"))...))...), "packed with LZMA"},
		"LZ4 from before":           {append(bytes.Clone(header), pbftest.Frame("OSMData", append(number(2, 5), field(6, []byte{0x01, 9, 0})...))...), "no LZ4 block"},
		"a group of wire type 3":    {around([]byte{2<<3 | 3}, ""), "a field has a form that protocol buffers do not know"},
		"field 0":                   {around([]byte{0, 0}, ""), "a field has the number 0"},
		"cut":                       {around([]byte{1<<3 | 2, 200}, ""), "it ends inside a field"},
		"length of 2^63":            {around(append([]byte{1<<3 | 2}, binary.AppendUvarint(nil, 1<<63)...), ""), "it ends inside a field"},
		"endless number":            {around(append([]byte{17 << 3, 1}, bytes.Repeat([]byte{0xff}, 12)...), ""), ""},
		"units of nothing":          {around(number(17, 0), ""), "its units of position make no sense"},
		"units of less":             {around(number(17, 1<<64-5), ""), "its units of position make no sense"},
		"a base past everything":    {around(number(19, 1<<62), ""), "its units of position make no sense"},
		"dense: tag past table":     {around(dense(packed(1, 2), packed(8, 2), packed(9, 2), packed(10, 1, 70, 0)), ""), "block 1 at byte 57: node 1: a tag is text 70 of a table of 3"},
		"dense: endless tags":       {around(dense(packed(1, 2), packed(8, 2), packed(9, 2), packed(10, 1, 2)), ""), "node 1: its tags have no end"},
		"dense: key without value":  {around(dense(packed(1, 2), packed(8, 2), packed(9, 2), packed(10, 1)), ""), "node 1: a key has no value"},
		"dense: fewer positions":    {around(dense(packed(1, 2, 2), packed(8, 2, 2), packed(9, 2)), ""), "node 1: the one after it has no position"},
		"dense: more positions":     {around(dense(packed(1, 2), packed(8, 2, 2), packed(9, 2)), ""), "more positions or tags than nodes"},
		"dense: off Earth":          {around(dense(packed(1, 2), field(8, binary.AppendUvarint(nil, 1<<62)), packed(9, 2)), ""), "node 1: its position is not on Earth"},
		"dense: position overflows": {around(dense(packed(1, 2, 2), packed(8, 1, 1), field(9, []byte{1}, binary.AppendUvarint(nil, 1<<64-1))), ""), "node 2: its position is not on Earth"},
		"dense: a broken number":    {around(dense(field(1, bytes.Repeat([]byte{0xff}, 11)), packed(8, 2), packed(9, 2)), ""), "a number has more than ten bytes"},
		"node: tag past table":      {around(group(field(1, number(1, 2), packed(2, 9), packed(3, 1), number(8, 2), number(9, 2))), ""), "node 1: a tag is text 9 of a table of 3"},
		"node: north of the pole":   {around(group(field(1, number(1, 2), number(8, 1800000002), number(9, 2))), ""), "node 1: its position is not on Earth"},
		"way: tag past table":       {around(way(packed(2, 1), packed(3, 3)), ""), "block 1 at byte 57: way 5: a tag is text 3 of a table of 3"},
		"way: index of 2^64-1":      {around(way(field(2, binary.AppendUvarint(nil, 1<<64-1)), packed(3, 1)), ""), "way 5: a tag is text 4294967295"},
		"way: key without value":    {around(way(packed(2, 1, 1), packed(3, 2)), ""), "way 5: a key has no value"},
		"way: value without key":    {around(way(packed(2, 1), packed(3, 2, 2)), ""), "way 5: a value has no key"},
		"way: a broken reference":   {around(way(packed(8, 0x80)), ""), "way 5: reference 0 is broken"},
		"way: fewer positions":      {around(way(packed(8, 2, 2), packed(9, 2), packed(10, 2)), ""), "way 5: a node has no position"},
		"relation: role past":       {around(relation(packed(8, 9), packed(9, 2), packed(10, 1)), ""), "relation 6: the role of member 0 is text 9 of a table of 3"},
		"relation: type past":       {around(relation(packed(8, 1), packed(9, 2), packed(10, 3)), ""), "relation 6: member 0 is of type 3"},
		"relation: no role":         {around(relation(packed(8), packed(9, 2), packed(10, 1)), ""), "relation 6: member 0 has no role or no type"},
		"relation: more roles":      {around(relation(packed(8, 1, 1), packed(9, 2), packed(10, 1)), ""), "relation 6: there are more roles or types than members"},
		"says sorted":               {unsorted(t), "the header says that nodes come first"},
	} {
		f, err := open(c.file)
		if err == nil {
			_, err = things(f, 2)
		}
		var fault *osmpbf.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %s", name, err, c.want)
		}
	}
}

// unsorted is a file that says that it is sorted, and has a node after the ways.
func unsorted(t *testing.T) []byte {
	o := pbftest.Options{Sorted: true, BlockSize: 1}
	file := pbftest.File(t, "n1 x1 y1\nn2 x1 y1\nw1 Nn1,n2\nw2 Nn1,n2\nr1", o)
	late := pbftest.File(t, "n3 x1 y1", o)
	head := pbftest.Encode(pbftest.Data{}, o)
	return append(append(file, late[len(head):]...), pbftest.File(t, "r2", o)[len(head):]...)
}

// A short file cannot make the reader take much memory, whatever it says.
func TestHostileFilesTakeLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it packs 32 MiB ten times")
	}
	many := func(n int, piece []byte) []byte { return bytes.Repeat(piece, n) }
	const mib = 1 << 20
	for name, body := range map[string][]byte{
		"zeros":           make([]byte, 32*mib-1),
		"texts":           field(1, many(16*mib-4, []byte{1<<3 | 2, 0})),
		"groups":          many(16*mib, []byte{2<<3 | 2, 0}),
		"nodes in groups": field(2, many(15*mib, []byte{1<<3 | 2, 0})),
		"tables":          many(8*mib, []byte{1<<3 | 2, 2, 1<<3 | 2, 0}),
		"references":      append(bytes.Clone(table), field(2, field(3, packed(8, make([]byte, 31*mib)...)))...),
		"members":         append(bytes.Clone(table), field(2, field(4, packed(8, make([]byte, 10*mib)...), packed(9, make([]byte, 10*mib)...), packed(10, make([]byte, 10*mib)...)))...),
		"tags":            append(bytes.Clone(table), field(2, field(3, packed(2, make([]byte, 15*mib)...), packed(3, make([]byte, 15*mib)...)))...),
		"dense nodes":     append(bytes.Clone(table), field(2, field(2, packed(1, make([]byte, 10*mib)...), packed(8, make([]byte, 10*mib)...), packed(9, make([]byte, 10*mib)...)))...),
		"unpacked":        append(bytes.Clone(table), field(2, field(3, many(15*mib, []byte{8 << 3, 0})))...),
	} {
		file := around(body, "zlib")
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := open(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		err = osmpbf.Each(context.Background(), osmpbf.Scan{File: f, Kinds: osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, Workers: 1}, count, func(int) error { return nil })
		runtime.ReadMemStats(&after)
		// What is allocated in all is more than what is held at any time.
		if took := (after.TotalAlloc - before.TotalAlloc) / mib; took > 96 {
			t.Errorf("%s: a file of %d bytes takes %d MiB: %v", name, len(file), took, err)
		} else {
			t.Logf("%s: %d bytes, %d MiB: %v", name, len(file), took, err)
		}
	}
}

// count decodes a block and keeps nothing.
func count(b *osmpbf.Block) (n int, err error) {
	if err := b.Nodes(func(*osmpbf.Node) error { n++; return nil }); err != nil {
		return 0, err
	}
	if err := b.Ways(func(*osmpbf.Way) error { n++; return nil }); err != nil {
		return 0, err
	}
	err = b.Relations(func(*osmpbf.Relation) error { n++; return nil })
	return n, err
}

// A file that ends anywhere but between blocks is refused, and nothing else
// happens.
func TestTruncation(t *testing.T) {
	for _, o := range []pbftest.Options{{}, {Compression: "zlib", BlockSize: 2}, {Sorted: true, Plain: true, BlockSize: 1}} {
		whole := pbftest.File(t, small, o)
		boundaries := 0
		for n := range whole {
			f, err := open(whole[:n])
			if err == nil {
				_, err = things(f, 2)
			}
			var fault *osmpbf.Error
			switch {
			case err == nil:
				boundaries++
			case !errors.As(err, &fault) || fault.Offset > int64(n):
				t.Fatalf("%d of %d bytes: %v", n, len(whole), err)
			}
		}
		f, err := open(whole)
		if err != nil {
			t.Fatal(err)
		}
		if boundaries != f.Blocks() {
			t.Errorf("%d of %d prefixes are whole files; want one for each of %d blocks", boundaries, len(whole), f.Blocks())
		}
	}
}

// The same for a real file, around each of its blocks.
func TestTruncationOfAnExtract(t *testing.T) {
	path := pbftest.Extract(t, "monaco")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for at := int64(0); at < int64(len(whole)); blocks++ {
		for _, cut := range []int64{1, 3, 4, 17, 100} {
			_, err := osmpbf.Open(bytes.NewReader(whole[:min(at+cut, int64(len(whole)))]), min(at+cut, int64(len(whole))))
			var fault *osmpbf.Error
			if !errors.As(err, &fault) || fault.Offset != at || fault.Block != blocks {
				t.Fatalf("cut %d bytes into block %d at %d: %v", cut, blocks, at, err)
			}
		}
		if at > 0 {
			if _, err := osmpbf.Open(bytes.NewReader(whole[:at]), at); err != nil {
				t.Fatalf("cut before block %d at %d: %v", blocks, at, err)
			}
		}
		at = next(t, whole, at)
	}
	if f := openFile(t, path); f.Blocks()+1 != blocks {
		t.Errorf("%d blocks of data, want %d", f.Blocks(), blocks-1)
	}
}

// next finds the end of a block by looking for the frame of the following one.
func next(t *testing.T, file []byte, at int64) int64 {
	head := int64(binary.BigEndian.Uint32(file[at:]))
	frame := file[at+4 : at+4+head]
	i := bytes.IndexByte(frame, 3<<3)
	size, n := binary.Uvarint(frame[i+1:])
	if i < 0 || n <= 0 {
		t.Fatal("no size in the frame")
	}
	return at + 4 + head + int64(size)
}

// failing is a file that cannot be read past a place.
type failing struct {
	io.ReaderAt
	from int64
}

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > f.from {
		return 0, errDisk
	}
	return f.ReaderAt.ReadAt(p, at)
}

var errDisk = errors.New("input/output error")

func TestDiskThatFails(t *testing.T) {
	file := pbftest.File(t, small, pbftest.Options{BlockSize: 1})
	for from := range int64(len(file)) {
		f, err := osmpbf.Open(failing{bytes.NewReader(file), from}, int64(len(file)))
		if err == nil {
			_, err = things(f, 2)
		}
		if !errors.Is(err, errDisk) {
			t.Fatalf("from byte %d: %v", from, err)
		}
	}
	// A file that shrinks while it is read.
	f, err := osmpbf.Open(bytes.NewReader(file[:len(file)-3]), int64(len(file)))
	if err == nil {
		_, err = things(f, 2)
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

func TestEachStops(t *testing.T) {
	var text strings.Builder
	for i := range 200 {
		fmt.Fprintf(&text, "n%d x1 y1\n", i+1)
	}
	f, err := open(pbftest.File(t, text.String(), pbftest.Options{BlockSize: 1}))
	if err != nil {
		t.Fatal(err)
	}
	scan := osmpbf.Scan{File: f, Kinds: osmpbf.Nodes, Workers: 4}
	index := func(b *osmpbf.Block) (int, error) { return b.Index, nil }

	// The values come in order; the first error in that order is the one.
	taken, boom := 0, errors.New("boom")
	err = osmpbf.Each(context.Background(), scan, func(b *osmpbf.Block) (int, error) {
		if b.Index >= 120 {
			return 0, fmt.Errorf("%d: %w", b.Index, boom)
		}
		return b.Index, nil
	}, func(i int) error {
		if i != taken {
			t.Fatalf("%d, want %d", i, taken)
		}
		taken++
		return nil
	})
	if !errors.Is(err, boom) || err.Error() != "120: boom" || taken != 120 {
		t.Error(taken, err)
	}
	if err := osmpbf.Each(context.Background(), scan, index, func(i int) error {
		if i == 7 {
			return boom
		}
		return nil
	}); err != boom {
		t.Error(err)
	}

	// The context ends it, before and in the middle.
	ctx, cancel := context.WithCancel(context.Background())
	if err := osmpbf.Each(ctx, scan, index, func(i int) error {
		if i == 7 {
			cancel()
		}
		return nil
	}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := osmpbf.Each(ctx, scan, index, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}

	// A panic of ours is an error with a place.
	err = osmpbf.Each(context.Background(), scan, func(b *osmpbf.Block) (int, error) {
		return []int{}[b.Index], nil
	}, func(int) error { return nil })
	var fault *osmpbf.Error
	if !errors.As(err, &fault) || fault.Block != 1 || !strings.Contains(fault.Detail, "the program is at fault: runtime error: index out of range") {
		t.Error(err)
	}
}

func TestProgressEndsAtAllBytes(t *testing.T) {
	f, err := open(pbftest.File(t, small, pbftest.Options{BlockSize: 1}))
	if err != nil {
		t.Fatal(err)
	}
	var last int64
	total := f.Bytes(osmpbf.Ways)
	scan := osmpbf.Scan{File: f, Kinds: osmpbf.Ways, Progress: func(read int64) {
		if read <= last {
			t.Errorf("%d after %d", read, last)
		}
		last = read
	}}
	if err := osmpbf.Each(context.Background(), scan, count, func(int) error { return nil }); err != nil || last != total {
		t.Error(last, total, err)
	}
}
