package pmtiles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// source gives the bytes of an archive.
type source interface {
	// name says which archive it is, without secrets.
	name() string

	// first reads up to n bytes from the start.
	first(ctx context.Context, n int) (start, error)

	// read fills p from an offset, or returns an error: io.ErrUnexpectedEOF
	// where the file ends before, errChanged where it is not the file whose
	// start had the tag. Any number of goroutines may read.
	read(ctx context.Context, t tag, p []byte, offset int64) error

	close() error
}

// start is what a file begins with.
type start struct {
	bytes []byte
	tag   tag
}

// tag tells a file from another of the same name.
type tag struct {
	size           int64 // in bytes; negative where it is not known
	etag, modified string
}

// errChanged is wrapped by the error of a read from a file that is another one
// than its start was of.
var errChanged = errors.New("the archive was replaced")

// file is an archive on a disk. Another that is renamed over it while it is
// open does not change it.
type file struct{ f *os.File }

func openFile(name string) (*file, error) {
	f, err := os.Open(name)
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = fmt.Errorf("%s: %w", name, pe.Err)
		}
		return nil, err
	}
	return &file{f}, nil
}

func (s *file) name() string { return s.f.Name() }
func (s *file) close() error { return s.f.Close() }

func (s *file) read(_ context.Context, _ tag, p []byte, offset int64) error {
	_, err := s.f.ReadAt(p, offset)
	return plain(err)
}

func (s *file) first(_ context.Context, n int) (start, error) {
	info, err := s.f.Stat()
	if err != nil {
		return start{}, plain(err)
	}
	if !info.Mode().IsRegular() {
		return start{}, errors.New("this is no file")
	}
	b := make([]byte, min(int64(n), info.Size()))
	_, err = s.f.ReadAt(b, 0)
	return start{b, tag{size: info.Size()}}, plain(err)
}

// plain takes the path from an error, and calls the end of a file what it is.
func plain(err error) error {
	var pe *fs.PathError
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case errors.As(err, &pe):
		return pe.Err
	}
	return err
}
