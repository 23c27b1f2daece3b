package pbftest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// Options says how to write a file. The zero Options writes what osmium does,
// without compression.
type Options struct {
	BlockSize   int    // things in a block; 0: 8000
	Compression string // "", "zlib", "zstd"
	Plain       bool   // nodes one by one, not dense
	Unpacked    bool   // each number a field of its own
	Together    bool   // several kinds in a block
	Sorted      bool   // say that the file is sorted
	Granularity int64  // nanodegrees; 0: 100
	LonBase     int64  // nanodegrees
	LatBase     int64  // nanodegrees
	Required    []string
	Timestamp   int64 // of replication, in seconds
}

// File makes a PBF file of OPL text.
func File(t testing.TB, text string, o Options) []byte {
	t.Helper()
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return Encode(d, o)
}

// Encode makes a PBF file of things.
func Encode(d Data, o Options) []byte {
	file := Frame("OSMHeader", Blob(header(o), o.Compression))
	for _, part := range d.split(o) {
		file = append(file, Frame("OSMData", Blob(Block(part, o), o.Compression))...)
	}
	return file
}

// split divides the things into blocks.
func (d Data) split(o Options) (parts []Data) {
	size := o.BlockSize
	if size == 0 {
		size = 8000
	}
	var part Data
	n := 0
	flush := func() {
		if n > 0 {
			parts = append(parts, part)
		}
		part, n = Data{}, 0
	}
	full := func() {
		if n++; n >= size {
			flush()
		}
	}
	for _, v := range d.Nodes {
		part.Nodes = append(part.Nodes, v)
		full()
	}
	if !o.Together {
		flush()
	}
	for _, v := range d.Ways {
		part.Ways = append(part.Ways, v)
		full()
	}
	if !o.Together {
		flush()
	}
	for _, v := range d.Relations {
		part.Relations = append(part.Relations, v)
		full()
	}
	flush()
	return parts
}

// Frame puts a blob behind its length and BlobHeader.
func Frame(kind string, blob []byte) []byte {
	head := Number(Field(nil, 1, []byte(kind)), 3, uint64(len(blob)))
	out := binary.BigEndian.AppendUint32(nil, uint32(len(head)))
	return append(append(out, head...), blob...)
}

// Blob packs what a block holds.
func Blob(body []byte, compression string) []byte {
	var packed bytes.Buffer
	switch compression {
	case "zlib":
		w, err := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
		if err != nil {
			return nil
		}
		_, _ = w.Write(body) // into memory
		_ = w.Close()
		return Field(Number(nil, 2, uint64(len(body))), 3, packed.Bytes())
	case "zstd":
		w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil
		}
		return Field(Number(nil, 2, uint64(len(body))), 7, w.EncodeAll(body, nil))
	}
	return Field(nil, 1, body)
}

func header(o Options) []byte {
	required := o.Required
	if required == nil {
		required = []string{"OsmSchema-V0.6", "DenseNodes"}
	}
	var out []byte
	for _, r := range required {
		out = Field(out, 4, []byte(r))
	}
	if o.Sorted {
		out = Field(out, 5, []byte("Sort.Type_then_ID"))
	}
	out = Field(out, 16, []byte("pbftest"))
	if o.Timestamp != 0 {
		out = Number(out, 32, uint64(o.Timestamp))
	}
	return out
}

// Field appends a field of bytes.
func Field(out []byte, n uint64, b []byte) []byte {
	out = binary.AppendUvarint(out, n<<3|2)
	out = binary.AppendUvarint(out, uint64(len(b)))
	return append(out, b...)
}

// Number appends a field of a varint.
func Number(out []byte, n, v uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(out, n<<3), v)
}

// numbers appends a repeated field.
func (o Options) numbers(out []byte, n uint64, values []uint64) []byte {
	if len(values) == 0 {
		return out
	}
	if o.Unpacked {
		for _, v := range values {
			out = Number(out, n, v)
		}
		return out
	}
	var packed []byte
	for _, v := range values {
		packed = binary.AppendUvarint(packed, v)
	}
	return Field(out, n, packed)
}

func zigzag(v int64) uint64 { return uint64(v)<<1 ^ uint64(v>>63) }

// deltas writes each value as its difference to the one before.
func deltas(values []int64) []uint64 {
	out := make([]uint64, len(values))
	last := int64(0)
	for i, v := range values {
		out[i], last = zigzag(v-last), v
	}
	return out
}
