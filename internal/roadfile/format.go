package roadfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

const (
	magic       = "PAMIRRDS"
	version     = 1
	align       = 64
	headerSize  = 64
	entrySize   = 64
	nameSize    = 28
	maxSections = 1024
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// section is an entry of the table.
type section struct {
	name   string
	layout uint32 // of an element, see layoutOf
	size   uint32 // of an element, in bytes
	offset uint64
	count  uint64
	sum    uint32 // of the elements and the zeros up to the next section
}

// end returns where the section's padding ends.
func (s *section) end() uint64 { return padded(s.offset + s.count*uint64(s.size)) }

func padded(n uint64) uint64 { return (n + align - 1) / align * align }

// What can be wrong with a file. Errors say more, and name it.
var (
	ErrFormat  = errors.New("not a roads file")
	ErrVersion = errors.New("a roads file of another version of this program: import the region again")
	ErrDamaged = errors.New("the roads file is damaged")
)

// encode writes header and table.
func encode(sections []section) []byte {
	b := make([]byte, headerSize+entrySize*len(sections))
	le := binary.LittleEndian
	copy(b, magic)
	le.PutUint32(b[8:], version)
	le.PutUint32(b[12:], uint32(len(sections)))
	size := uint64(len(b))
	for i, s := range sections {
		e := b[headerSize+entrySize*i:]
		copy(e[:nameSize], s.name)
		le.PutUint32(e[28:], s.layout)
		le.PutUint32(e[32:], s.size)
		le.PutUint32(e[36:], s.sum)
		le.PutUint64(e[40:], s.offset)
		le.PutUint64(e[48:], s.count)
		size = s.end()
	}
	le.PutUint64(b[16:], size)
	le.PutUint32(b[24:], crc32.Checksum(b, castagnoli))
	return b
}

// decode reads header and table of a file of so many bytes, of which b holds
// at least these.
func decode(b []byte, size uint64) ([]section, error) {
	le := binary.LittleEndian
	if len(b) < headerSize || string(b[:8]) != magic {
		return nil, ErrFormat
	}
	if v := le.Uint32(b[8:]); v != version {
		return nil, fmt.Errorf("%w (its format is %d, this one's %d)", ErrVersion, v, version)
	}
	n := le.Uint32(b[12:])
	if n > maxSections {
		return nil, fmt.Errorf("%w: its header names %d sections", ErrDamaged, n)
	}
	end := headerSize + entrySize*int(n)
	if len(b) < end {
		return nil, fmt.Errorf("%w: it ends within its table", ErrDamaged)
	}
	head := slices.Clone(b[:end])
	le.PutUint32(head[24:], 0)
	if crc32.Checksum(head, castagnoli) != le.Uint32(b[24:]) {
		return nil, fmt.Errorf("%w: the checksum of its header is wrong", ErrDamaged)
	}
	if said := le.Uint64(b[16:]); said != size {
		return nil, fmt.Errorf("%w: it has %d bytes and should have %d", ErrDamaged, size, said)
	}
	sections := make([]section, n)
	at := uint64(end)
	for i := range sections {
		e := b[headerSize+entrySize*i:]
		s := section{strings.TrimRight(string(e[:nameSize]), "\x00"), le.Uint32(e[28:]), le.Uint32(e[32:]), le.Uint64(e[40:]), le.Uint64(e[48:]), le.Uint32(e[36:])}
		switch {
		case s.offset != at || s.size == 0 || s.size > 1<<16 || s.count > size/uint64(s.size) || s.end() > size:
			return nil, fmt.Errorf("%w: its table says that the section %q is where it cannot be", ErrDamaged, s.name)
		case slices.ContainsFunc(sections[:i], func(o section) bool { return o.name == s.name }):
			return nil, fmt.Errorf("%w: its table has the section %q twice", ErrDamaged, s.name)
		}
		sections[i], at = s, s.end()
	}
	if at != size {
		return nil, fmt.Errorf("%w: its sections end at byte %d of %d", ErrDamaged, at, size)
	}
	return sections, nil
}
