package roadfile

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"pamir/geo/route"
)

// Write writes parts as a roads file.
func Write(w io.Writer, parts []route.Part) error {
	if !littleEndian {
		return errors.New("roads files are for little-endian machines")
	}
	sections := make([]section, len(parts))
	bodies := make([][]byte, len(parts))
	at := uint64(headerSize + entrySize*len(parts))
	for i, p := range parts {
		v, err := viewOf(p.Data)
		if err != nil {
			return fmt.Errorf("section %s: %w", p.Name, err)
		}
		if len(p.Name) > nameSize || len(parts) > maxSections {
			return fmt.Errorf("section %s: a name has at most %d bytes, a file %d sections", p.Name, nameSize, maxSections)
		}
		bodies[i] = v.bytes()
		s := section{p.Name, v.layout, uint32(v.elem.Size()), at, uint64(v.slice.Len()), 0}
		s.sum = crc32.Update(crc32.Checksum(bodies[i], castagnoli), castagnoli, s.padding())
		sections[i], at = s, s.end()
	}
	b := bufio.NewWriterSize(w, 1<<20)
	if _, err := b.Write(encode(sections)); err != nil {
		return err
	}
	for i := range sections {
		if _, err := b.Write(bodies[i]); err != nil {
			return err
		}
		if _, err := b.Write(sections[i].padding()); err != nil {
			return err
		}
	}
	return b.Flush()
}

// padding returns the zeros between a section and the next.
func (s *section) padding() []byte {
	var zeros [align]byte
	return zeros[:s.end()-(s.offset+s.count*uint64(s.size))]
}

// Save writes parts to a file of that name, all or nothing: one that was there
// stays until the new one is complete and on the disk.
func Save(path string, parts []route.Part) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := Write(f, parts); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir puts a rename on the disk.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
