package osmpbf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Limits of the format.
const (
	maxFrame = 64 << 10 // bytes of a BlobHeader
	maxBlob  = 32 << 20 // bytes of a blob, as it lies in the file and unpacked
)

// File is an open PBF file: its header, and where its blocks lie. It may be
// used by several goroutines at once. Whoever opened the reader closes it.
type File struct {
	Header Header

	r      io.ReaderAt
	size   int64
	blocks []blob // of data, in the order of the file
	index
}

// blob is where one lies in the file.
type blob struct {
	number int   // from 0, the header
	start  int64 // of its frame
	data   int64 // of the blob itself
	size   int32 // of the blob
}

func (b blob) end() int64 { return b.data + int64(b.size) }

// fault says what is wrong with a blob; err, which may be nil, is what the
// error wraps.
func (b blob) fault(err error, format string, args ...any) *Error {
	return &Error{Block: b.number, Offset: b.start, Detail: fmt.Sprintf(format, args...), Err: err}
}

// Open reads the header of a file, and the few bytes before each block that
// say how long it is; of a sorted file also some blocks, to find where each
// kind of things begins. It takes 36 bytes of memory a block. The file must
// stay as it is while it is being read.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size}
	if err := f.scan(); err != nil {
		return nil, err
	}
	if err := f.divide(); err != nil {
		return nil, err
	}
	return f, nil
}

// Blocks returns the number of blocks of data.
func (f *File) Blocks() int { return len(f.blocks) }

// Size returns the size of the file in bytes.
func (f *File) Size() int64 { return f.size }

// scan goes from frame to frame.
func (f *File) scan() error {
	buf := make([]byte, 0, 128)
	for at, n := int64(0), 0; at < f.size; n++ {
		b := blob{number: n, start: at}
		kind, err := f.frame(&b, &buf)
		if err != nil {
			return err
		}
		at = b.end()
		switch {
		case n == 0 && kind != "OSMHeader":
			return b.fault(ErrNotPBF, "%v: it should begin with a header, and begins with %q", ErrNotPBF, kind)
		case n == 0:
			if err := f.header(b); err != nil {
				return err
			}
		case kind == "OSMHeader":
			return b.fault(ErrUnsupported, "a second header: the file is two in one; osmium merge makes one file of two")
		case kind == "OSMData":
			f.blocks = append(f.blocks, b)
		}
		// The format tells readers to pass over blobs of a type they do not know.
	}
	if f.size == 0 {
		return &Error{Detail: ErrNotPBF.Error() + ": it is empty", Err: ErrNotPBF}
	}
	return nil
}

var errHeader = errors.New("it says no type or no size")

// frame reads the length and the BlobHeader of the blob that begins at
// b.start, completes b, and returns the blob's type.
func (f *File) frame(b *blob, buf *[]byte) (kind string, err error) {
	head, err := f.bytes(b, b.start, 4, buf)
	if err != nil {
		return "", err
	}
	length := int64(binary.BigEndian.Uint32(head))
	if length > maxFrame || length == 0 {
		if b.number == 0 {
			return "", b.fault(ErrNotPBF, "%v: it begins with the bytes %q", ErrNotPBF, head)
		}
		return "", b.fault(nil, "its header would have %d bytes; the format allows 1 to %d", length, maxFrame)
	}
	head, err = f.bytes(b, b.start+4, length, buf)
	if err != nil {
		return "", err
	}
	size := int64(-1)
	m := message{rest: head}
	for m.next() {
		switch m.tag {
		case 1<<3 | asBytes:
			kind = string(m.bytes[:min(len(m.bytes), 64)])
		case 3<<3 | asVarint:
			size = int64(int32(m.number))
		}
	}
	if m.err != nil || kind == "" || size < 0 || !utf8.ValidString(kind) {
		if b.number == 0 {
			return "", b.fault(ErrNotPBF, "%v: it has no header", ErrNotPBF)
		}
		return "", b.fault(m.err, "its header is broken: %v", cmp.Or(m.err, errHeader))
	}
	if size > maxBlob {
		return "", b.fault(nil, "it says that it has %d bytes; the format allows %d", size, maxBlob)
	}
	b.data, b.size = b.start+4+length, int32(size)
	if b.end() > f.size {
		return "", b.fault(io.ErrUnexpectedEOF, "the file ends at byte %d, and the block at %d", f.size, b.end())
	}
	return kind, nil
}

// bytes reads n bytes at a place of the file into buf, which grows.
func (f *File) bytes(b *blob, at, n int64, buf *[]byte) ([]byte, error) {
	if n > f.size-at {
		return nil, b.fault(io.ErrUnexpectedEOF, "the file ends at byte %d, inside the block", f.size)
	}
	if int64(cap(*buf)) < n {
		*buf = make([]byte, n)
	}
	p := (*buf)[:n]
	// A reader may say io.EOF with the last byte.
	switch read, err := f.r.ReadAt(p, at); {
	case int64(read) == n:
		return p, nil
	case errors.Is(err, io.EOF):
		return nil, b.fault(io.ErrUnexpectedEOF, "the file has become shorter")
	default:
		return nil, b.fault(err, "it cannot be read: %v", err)
	}
}
