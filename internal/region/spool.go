package region

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// spool keeps records on disk until the positions of their nodes are known, a
// file for each rank of each collection, so that reading them in turn puts
// them in order.
type spool struct {
	dir   string
	files map[[2]int]*spoolFile // by definition and rank
}

type spoolFile struct {
	file *os.File
	w    *bufio.Writer
}

func newSpool(dir string) *spool { return &spool{dir: dir, files: map[[2]int]*spoolFile{}} }

// add writes a record that append has made.
func (s *spool) add(of, rank int, record []byte) error {
	f := s.files[[2]int{of, rank}]
	if f == nil {
		file, err := os.OpenFile(filepath.Join(s.dir, fmt.Sprintf("spool-%d-%d", of, rank)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		f = &spoolFile{file, bufio.NewWriterSize(file, 64<<10)}
		s.files[[2]int{of, rank}] = f
	}
	if _, err := f.w.Write(binary.AppendUvarint(nil, uint64(len(record)))); err != nil {
		return err
	}
	_, err := f.w.Write(record)
	return err
}

// each calls fn with the records of a collection, the important ones first and
// else in the order in which they were added.
func (s *spool) each(of int, fn func(rank int, record []byte) error) error {
	for rank := range ranks {
		f := s.files[[2]int{of, rank}]
		if f == nil {
			continue
		}
		if err := f.w.Flush(); err != nil {
			return err
		}
		if _, err := f.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err := f.each(func(record []byte) error { return fn(rank, record) }); err != nil {
			return err
		}
	}
	return nil
}

func (f *spoolFile) each(fn func(record []byte) error) error {
	r := bufio.NewReaderSize(f.file, 256<<10)
	var record []byte
	for {
		size, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if size > maxRecord {
			return errSpool
		}
		if uint64(cap(record)) < size {
			record = make([]byte, size)
		}
		if _, err := io.ReadFull(r, record[:size]); err != nil {
			return err
		}
		if err := fn(record[:size]); err != nil {
			return err
		}
	}
}

// maxRecord is more than the tags and nodes of a way can take: a block.
const maxRecord = 64 << 20

// close closes the files and deletes them.
func (s *spool) close() error {
	var errs []error
	for _, f := range s.files {
		errs = append(errs, f.file.Close(), os.Remove(f.file.Name()))
	}
	s.files = nil
	return errors.Join(errs...)
}
