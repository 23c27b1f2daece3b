package pmtiles

import (
	"encoding/binary"
	"math"
	"math/bits"
	"sort"
)

// Entry is a line of a directory: a run of equal tiles or, where Run is 0, a
// leaf directory that begins with the id.
type Entry struct {
	ID     uint64
	Offset uint64 // in the section of tile data, or of leaf directories
	Length uint32 // bytes, never 0
	Run    uint32 // ids from ID on
}

// Limits on a directory. An archive of a whole planet at zoom 15 has leaves of
// some 40,000 entries.
const (
	maxEntries   = 1 << 18
	maxDirectory = maxEntries * 16 // bytes, unpacked
)

// appendDirectory writes entries in columns, the ids as differences and an
// offset as 0 where it follows from the entry before.
func appendDirectory(b []byte, entries []Entry) []byte {
	b = binary.AppendUvarint(b, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		b = binary.AppendUvarint(b, e.ID-last)
		last = e.ID
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.Run))
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.Length))
	}
	for i, e := range entries {
		if i > 0 && e.Offset == entries[i-1].Offset+uint64(entries[i-1].Length) {
			b = append(b, 0)
		} else {
			b = binary.AppendUvarint(b, e.Offset+1)
		}
	}
	return b
}

// parseDirectory reads unpacked entries. Tiles have to lie in a section of data
// bytes and leaves in one of leaves bytes. The fault's offset counts unpacked
// bytes.
func parseDirectory(b []byte, data, leaves uint64) ([]Entry, *fault) {
	r := &varints{b: b}
	n := r.next()
	switch {
	case r.bad:
		return nil, r.fault("a count of entries")
	case n == 0:
		return nil, faultAt(0, "the directory is empty")
	case n > maxEntries:
		return nil, faultAt(0, "the directory would have %d entries; at most %d are read", n, maxEntries)
	case n > uint64(len(b)-r.at)/4: // each takes four numbers
		return nil, faultAt(0, "the directory would have %d entries in %d bytes", n, len(b)-r.at)
	}
	entries := make([]Entry, n)
	id := uint64(0)
	for i := range entries {
		d := r.next()
		if i > 0 && d == 0 || id > math.MaxUint64-d {
			return nil, faultAt(int64(r.at), "the ids of entries %d and %d do not ascend", i-1, i)
		}
		id += d
		entries[i].ID = id
	}
	for i := range entries {
		v := r.next()
		if v > math.MaxUint32 {
			return nil, faultAt(int64(r.at), "entry %d would be a run of %d tiles", i, v)
		}
		entries[i].Run = uint32(v)
	}
	for i := range entries {
		v := r.next()
		if v == 0 && !r.bad || v > math.MaxUint32 {
			return nil, faultAt(int64(r.at), "entry %d would have %d bytes", i, v)
		}
		entries[i].Length = uint32(v)
	}
	for i := range entries {
		switch v := r.next(); {
		case v > 0:
			entries[i].Offset = v - 1
		case i > 0:
			entries[i].Offset = entries[i-1].Offset + uint64(entries[i-1].Length)
		case !r.bad:
			return nil, faultAt(int64(r.at), "the first entry has no offset")
		}
	}
	if r.bad {
		return nil, r.fault("an entry")
	}
	if r.at < len(b) {
		return nil, faultAt(int64(r.at), "%d bytes follow the last entry", len(b)-r.at)
	}
	return entries, checkEntries(entries, data, leaves)
}

func checkEntries(entries []Entry, data, leaves uint64) *fault {
	for i, e := range entries {
		section, what := data, "tile"
		if e.Run == 0 {
			section, what = leaves, "leaf directory"
		}
		end, carry := bits.Add64(e.ID, uint64(e.Run), 0)
		switch {
		case e.Offset > section || uint64(e.Length) > section-e.Offset:
			return faultAt(0, "entry %d: the %s would be at %d with %d bytes, of %d that there are", i, what, e.Offset, e.Length, section)
		case carry > 0 || i+1 < len(entries) && end > entries[i+1].ID:
			return faultAt(0, "entry %d: its run of %d tiles goes beyond the next entry", i, e.Run)
		}
	}
	return nil
}

// find returns the entry that has the tile, or the leaf directory that may.
func find(entries []Entry, id uint64) (Entry, bool) {
	i := sort.Search(len(entries), func(i int) bool { return entries[i].ID > id }) - 1
	if i < 0 {
		return Entry{}, false
	}
	e := entries[i]
	return e, e.Run == 0 || id-e.ID < uint64(e.Run)
}

// varints reads numbers until they are over; from then on it gives 0.
type varints struct {
	b   []byte
	at  int
	bad bool
}

func (r *varints) next() uint64 {
	v, n := binary.Uvarint(r.b[r.at:])
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.at += n
	return v
}

func (r *varints) fault(what string) *fault {
	if r.at >= len(r.b) {
		return faultAt(int64(r.at), "the directory ends inside %s", what)
	}
	return faultAt(int64(r.at), "there is no number where %s should be", what)
}
