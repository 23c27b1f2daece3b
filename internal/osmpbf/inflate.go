package osmpbf

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// unpacker reads blobs and unpacks them. It keeps its memory from one to the
// next, and is for one goroutine.
type unpacker struct {
	packed, plain []byte
	source        bytes.Reader
	inflater      io.ReadCloser
	zstandard     *zstd.Decoder
}

// The most that a byte of a compression can unpack to. What claims to be more
// is refused before there is memory for it.
const (
	deflateRatio = 1032 // 258 bytes from two bits
	lz4Ratio     = 255
)

// unpack returns what the blob holds. It is valid until the next call.
func (u *unpacker) unpack(f *File, b blob) ([]byte, error) {
	raw, err := f.bytes(&b, b.data, int64(b.size), &u.packed)
	if err != nil {
		return nil, err
	}
	size := int64(-1)
	var body []byte
	var form uint64
	m := message{rest: raw}
	for m.next() {
		switch m.tag {
		case 2<<3 | asVarint:
			size = int64(int32(m.number))
		case 1<<3 | asBytes, 3<<3 | asBytes, 4<<3 | asBytes, 5<<3 | asBytes, 6<<3 | asBytes, 7<<3 | asBytes:
			form, body = m.tag>>3, m.bytes
		}
	}
	if m.err != nil {
		return nil, b.fault(m.err, "its blob is broken: %v", m.err)
	}
	if form == 1 {
		return body, nil
	}
	if size < 0 || size > maxBlob {
		return nil, b.fault(nil, "it says that it has %d bytes unpacked; the format allows 0 to %d", size, maxBlob)
	}
	var unpacked []byte
	switch form {
	case 3:
		unpacked, err = u.inflate(body, int(size))
	case 6:
		unpacked, err = u.lz4(body, int(size))
	case 7:
		unpacked, err = u.zstd(body, int(size))
	case 4, 5:
		return nil, b.fault(ErrUnsupported, "it is packed with %s; osmium cat FILE -o other.osm.pbf packs it with zlib", map[uint64]string{4: "LZMA", 5: "bzip2"}[form])
	default:
		return nil, b.fault(nil, "there is nothing in it")
	}
	if err != nil {
		return nil, b.fault(err, "it cannot be unpacked: %v", err)
	}
	return unpacked, nil
}

// room returns memory for size bytes, if so many can come from a body.
func (u *unpacker) room(body []byte, size, ratio int) ([]byte, error) {
	if size > len(body)*ratio {
		return nil, fmt.Errorf("%d bytes cannot become the %d that it says", len(body), size)
	}
	if cap(u.plain) < size {
		u.plain = make([]byte, size)
	}
	return u.plain[:size], nil
}

var errMore = errors.New("it has more bytes than it says")

func (u *unpacker) inflate(body []byte, size int) ([]byte, error) {
	plain, err := u.room(body, size, deflateRatio)
	if err != nil {
		return nil, err
	}
	u.source.Reset(body)
	if u.inflater == nil {
		u.inflater, err = zlib.NewReader(&u.source)
	} else {
		err = u.inflater.(zlib.Resetter).Reset(&u.source, nil)
	}
	if err == nil {
		_, err = io.ReadFull(u.inflater, plain)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	// The checksum stands at the end, past the last byte.
	switch n, err := u.inflater.Read(make([]byte, 1)); {
	case n > 0:
		return nil, errMore
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return plain, nil
}

func (u *unpacker) zstd(body []byte, size int) ([]byte, error) {
	if u.zstandard == nil {
		var err error
		u.zstandard, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxBlob))
		if err != nil {
			return nil, err
		}
	}
	plain, err := u.zstandard.DecodeAll(body, u.plain[:0])
	if err != nil {
		return nil, err
	}
	u.plain = plain
	if len(plain) != size {
		return nil, fmt.Errorf("it has %d bytes and says that it has %d", len(plain), size)
	}
	return plain, nil
}

// close ends what the decompressors keep running.
func (u *unpacker) close() {
	if u.zstandard != nil {
		u.zstandard.Close()
	}
}
