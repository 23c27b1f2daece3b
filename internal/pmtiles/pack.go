package pmtiles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Pack packs b. Equal bytes give equal bytes.
func Pack(c Compression, b []byte) ([]byte, error) {
	switch c {
	case None:
		return b, nil
	case Gzip:
		var out bytes.Buffer
		w := gzips.Get().(*gzip.Writer)
		defer gzips.Put(w)
		w.Reset(&out)
		if _, err := w.Write(b); err != nil {
			return nil, err
		}
		err := w.Close()
		return out.Bytes(), err
	}
	return nil, fmt.Errorf("tiles are not packed with %s: %w", c, errors.ErrUnsupported)
}

var gzips = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(io.Discard, 6) // the level is valid
	return w
}}

// Unpack reverses Pack, and reads zstd too. What unpacks to more than most bytes
// is an error.
func Unpack(c Compression, b []byte, most int) ([]byte, error) {
	switch c {
	case None:
		if len(b) > most {
			return nil, tooLarge(most)
		}
		return b, nil
	case Gzip:
		r := gunzips.Get().(*gzip.Reader)
		defer gunzips.Put(r)
		if err := r.Reset(bytes.NewReader(b)); err != nil {
			return nil, brokenBy(c, err)
		}
		return readMost(c, r, most)
	case Zstd:
		r, err := zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, brokenBy(c, err)
		}
		defer r.Close()
		return readMost(c, r, most)
	}
	return nil, fmt.Errorf("packed with %s: %w", c, errors.ErrUnsupported)
}

var gunzips = sync.Pool{New: func() any { return new(gzip.Reader) }}

func readMost(c Compression, r io.Reader, most int) ([]byte, error) {
	var out bytes.Buffer
	if _, err := out.ReadFrom(io.LimitReader(r, int64(most)+1)); err != nil {
		return nil, brokenBy(c, err)
	}
	if out.Len() > most {
		return nil, tooLarge(most)
	}
	return out.Bytes(), nil
}

func tooLarge(most int) error {
	return broken(fmt.Sprintf("unpacks to more than %d bytes", most))
}

func brokenBy(c Compression, err error) error {
	return broken(fmt.Sprintf("the %s does not unpack: %v", c, err))
}
