package osmpbf_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// FuzzFile: any bytes are a file or an *Error with a place in them; the answer
// does not depend on the number of workers; and what was read, when written
// and read again, is the same.
func FuzzFile(f *testing.F) {
	for _, o := range []pbftest.Options{{}, {Compression: "zlib", BlockSize: 3}, {Compression: "zstd"}, {Sorted: true, Plain: true, BlockSize: 1}, {Unpacked: true, Together: true}, {Granularity: 1, LonBase: 5e9}} {
		f.Add(pbftest.File(f, small, o))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := readAll(t, file, 1)
		again, err2 := readAll(t, file, 3)
		if (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
			t.Fatalf("one worker: %v; three: %v", err, err2)
		}
		if err != nil {
			return
		}
		same(t, again, got)
		roundTrip(t, got)
	})
}

// FuzzBlock is the same for what is inside a block, which in a file hides
// behind compression.
func FuzzBlock(f *testing.F) {
	d, err := pbftest.Parse(small)
	if err != nil {
		f.Fatal(err)
	}
	for _, o := range []pbftest.Options{{}, {Plain: true}, {Unpacked: true}, {Granularity: 1, LonBase: 5e9}} {
		f.Add(pbftest.Block(d, o))
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		got, err := readAll(t, around(block, ""), 1)
		if err == nil {
			roundTrip(t, got)
		}
	})
}

func readAll(t *testing.T, file []byte, workers int) (pbftest.Data, error) {
	f, err := open(file)
	var d pbftest.Data
	if err == nil {
		d, err = things(f, workers)
	}
	var fault *osmpbf.Error
	if err != nil && (!errors.As(err, &fault) || fault.Offset < 0 || fault.Offset > int64(len(file)) || fault.Detail == "") {
		t.Fatalf("an error that is nowhere: %v", err)
	}
	if err != nil && bytes.Contains([]byte(err.Error()), []byte("the program is at fault")) {
		t.Fatal(err)
	}
	return d, err
}

// roundTrip writes things in two ways and reads them again.
func roundTrip(t *testing.T, d pbftest.Data) {
	for _, o := range []pbftest.Options{{}, {Unpacked: true, Plain: true, Together: true}} {
		if !o.Plain && !dense(d) {
			continue
		}
		again, err := readAll(t, pbftest.Encode(d, o), 1)
		if err != nil {
			t.Fatal(err)
		}
		same(t, again, d)
	}
}

// dense reports whether nodes can be written in the dense form: that has no
// tag with the text 0 as its key.
func dense(d pbftest.Data) bool {
	for _, n := range d.Nodes {
		for i := 0; i < len(n.Tags); i += 2 {
			if n.Tags[i] == "" {
				return false
			}
		}
	}
	return true
}

// FuzzLZ4: whatever comes out has the size that was said. The oracle is
// osmium, in TestFormsThatOsmiumWrites.
func FuzzLZ4(f *testing.F) {
	f.Add([]byte{0x10, 'a'}, 1)
	f.Add([]byte{0x12, 'a', 1, 0, 0x10, 'b'}, 8)
	f.Fuzz(func(t *testing.T, packed []byte, size int) {
		plain, err := osmpbf.LZ4(packed, size)
		if err == nil && len(plain) != size {
			t.Fatalf("%d bytes, want %d", len(plain), size)
		}
	})
}

// A list in pieces: a form that protocol buffers allow and no writer chooses.
func TestListsInPieces(t *testing.T) {
	way := append(number(1, 5), bytes.Join([][]byte{packed(8, 2), packed(8), number(8, 2), packed(8, 2, 1), number(8, 4)}, nil)...)
	got, err := readAll(t, around(append(bytes.Clone(table), field(2, field(3, way))...), ""), 1)
	if want := []int64{1, 2, 3, 2, 4}; err != nil || len(got.Ways) != 1 || !reflect.DeepEqual(got.Ways[0].Nodes, want) {
		t.Errorf("%+v %v, want %v", got, err, want)
	}
}

// A file that gives less than was asked has become shorter.
func TestShortReads(t *testing.T) {
	file := pbftest.File(t, small, pbftest.Options{})
	_, err := osmpbf.Open(stingy{bytes.NewReader(file)}, int64(len(file)))
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

type stingy struct{ io.ReaderAt }

func (s stingy) ReadAt(p []byte, at int64) (int, error) {
	n, _ := s.ReaderAt.ReadAt(p[:len(p)-1], at)
	return n, io.EOF
}
