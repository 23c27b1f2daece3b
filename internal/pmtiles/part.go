package pmtiles

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// part is what a Writer has written so far: the contents one after the other in
// one file, and a record for each tile in the other. Records and contents have
// checksums, so that what was torn is found out and written again.
type part struct {
	data, index *partFile
}

// partFile is a file that is written at its end.
type partFile struct {
	f *os.File
	w *bufio.Writer
}

// record is a tile in a part.
type record struct {
	id, offset uint64
	length     uint32
	sum        uint32 // of the content
}

const recordSize = 28

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (r record) appendTo(b []byte) []byte {
	at := len(b)
	b = binary.LittleEndian.AppendUint64(b, r.id)
	b = binary.LittleEndian.AppendUint64(b, r.offset)
	b = binary.LittleEndian.AppendUint32(b, r.length)
	b = binary.LittleEndian.AppendUint32(b, r.sum)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[at:], castagnoli))
}

// parseRecord reads a record; ok is false for one that is torn.
func parseRecord(b []byte) (r record, ok bool) {
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	r = record{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]), u32(16), u32(20)}
	return r, u32(24) == crc32.Checksum(b[:24], castagnoli)
}

// openPart opens the parts of an archive for a plan, whose sum begins the index.
// recall is given each record that is whole, in order, and its content where the
// record was the first to have it, until it refuses one.
func openPart(name string, plan [sha256.Size]byte, recall func(record, []byte) bool) (*part, error) {
	p := &part{}
	for _, x := range []struct {
		file **partFile
		name string
	}{{&p.data, name + ".part"}, {&p.index, name + ".part.index"}} {
		f, err := os.OpenFile(x.name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		*x.file = &partFile{f, bufio.NewWriterSize(f, 256<<10)}
		if err := lock(f); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: another program is writing it: %w", name, err), p.close())
		}
	}
	records, end, err := p.replay(plan, recall)
	if err == nil {
		err = errors.Join(p.data.cut(end), p.index.cut(sha256.Size+records*recordSize))
	}
	if err == nil && records == 0 {
		err = errors.Join(p.index.cut(0), p.index.write(plan[:]))
	}
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// replay reads what is there, as far as it is whole: so many records, and so
// many bytes of contents.
func (p *part) replay(plan [sha256.Size]byte, recall func(record, []byte) bool) (records, end int64, err error) {
	index, data := bufio.NewReaderSize(p.index.f, 256<<10), bufio.NewReaderSize(p.data.f, 1<<20)
	var was [sha256.Size]byte
	if _, err := io.ReadFull(index, was[:]); err != nil || was != plan {
		return 0, 0, ignoreEnd(err)
	}
	var b [recordSize]byte
	var content bytes.Buffer
	for {
		if _, err := io.ReadFull(index, b[:]); err != nil {
			return records, end, ignoreEnd(err)
		}
		r, ok := parseRecord(b[:])
		if !ok || r.length > maxTile {
			return records, end, nil
		}
		content.Reset()
		if r.offset == uint64(end) {
			if _, err := io.CopyN(&content, data, int64(r.length)); err != nil {
				return records, end, ignoreEnd(err)
			}
			if crc32.Checksum(content.Bytes(), castagnoli) != r.sum {
				return records, end, nil
			}
		}
		if !recall(r, content.Bytes()) {
			return records, end, nil
		}
		records++
		end += int64(content.Len())
	}
}

// ignoreEnd leaves out the error for a file that just ends.
func ignoreEnd(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil
	}
	return err
}

// add writes a tile, and its content where that is new.
func (p *part) add(r record, tile []byte, fresh bool) error {
	if fresh {
		if err := p.data.write(tile); err != nil {
			return err
		}
	}
	return p.index.write(r.appendTo(nil))
}

func (f *partFile) write(b []byte) error {
	_, err := f.w.Write(b)
	return err
}

// cut shortens a file, to be written on from there.
func (f *partFile) cut(size int64) error {
	if err := f.f.Truncate(size); err != nil {
		return err
	}
	_, err := f.f.Seek(size, io.SeekStart)
	return err
}

func (p *part) flush() error { return errors.Join(p.data.w.Flush(), p.index.w.Flush()) }

// copyTo writes the contents, which are n bytes.
func (p *part) copyTo(w io.Writer, n int64) error {
	_, err := io.Copy(w, io.NewSectionReader(p.data.f, 0, n))
	return err
}

// close keeps the files.
func (p *part) close() error {
	var errs []error
	for _, f := range []*partFile{p.data, p.index} {
		if f != nil {
			errs = append(errs, f.w.Flush(), f.f.Close())
		}
	}
	p.data, p.index = nil, nil
	return errors.Join(errs...)
}

// remove closes the files and takes them away.
func (p *part) remove() error {
	names := []string{p.data.f.Name(), p.index.f.Name()}
	return errors.Join(p.close(), os.Remove(names[0]), os.Remove(names[1]))
}
