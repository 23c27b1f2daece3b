package pmtiles

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Header is what an archive begins with.
type Header struct {
	Root, Metadata, Leaves, Data Section

	Addressed uint64 // tiles, each one of a run counted; 0: not known
	Entries   uint64 // runs of tiles; 0: not known
	Contents  uint64 // different contents; 0: not known

	Clustered bool        // contents lie in the order of their ids
	Internal  Compression // of directories and metadata
	Tiles     Compression
	Type      Type

	MinZoom, MaxZoom uint8
	Bounds           geo.Box // degrees, kept to a ten-millionth

	CenterZoom uint8
	Center     orb.Point
}

// Section is a part of the file, in bytes.
type Section struct {
	Offset, Length uint64
}

func (s Section) end() uint64 { return s.Offset + s.Length }

const (
	headerSize = 127
	// The header and the root directory lie in the first 16 KiB, so that one
	// request brings both.
	firstSize = 16384
	magic     = "PMTiles"
	version   = 3
	// maxZoom is the deepest zoom whose ids fit 64 bits.
	maxZoom = 31
)

// Compression is how something is packed.
type Compression uint8

const (
	Unknown Compression = iota
	None
	Gzip
	Brotli
	Zstd
)

func (c Compression) String() string {
	return nameOf(int(c), []string{"unknown", "none", "gzip", "brotli", "zstd"})
}

// Type is what the tiles are.
type Type uint8

const (
	Other Type = iota
	MVT
	PNG
	JPEG
	WebP
	AVIF
)

func (t Type) String() string {
	return nameOf(int(t), []string{"other", "mvt", "png", "jpeg", "webp", "avif"})
}

// Media returns the media type of tiles.
func (t Type) Media() string {
	return [...]string{"application/octet-stream", "application/vnd.mapbox-vector-tile", "image/png", "image/jpeg", "image/webp", "image/avif"}[min(t, AVIF+1)%(AVIF+1)]
}

func nameOf(i int, names []string) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%d (not in version 3)", i)
}

// appendTo writes the header.
func (h *Header) appendTo(b []byte) []byte {
	b = append(b, magic...)
	b = append(b, version)
	for _, v := range [...]uint64{
		h.Root.Offset, h.Root.Length, h.Metadata.Offset, h.Metadata.Length,
		h.Leaves.Offset, h.Leaves.Length, h.Data.Offset, h.Data.Length,
		h.Addressed, h.Entries, h.Contents,
	} {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	clustered := byte(0)
	if h.Clustered {
		clustered = 1
	}
	b = append(b, clustered, byte(h.Internal), byte(h.Tiles), byte(h.Type), h.MinZoom, h.MaxZoom)
	for _, d := range [...]float64{h.Bounds.West, h.Bounds.South, h.Bounds.East, h.Bounds.North} {
		b = appendDegrees(b, d)
	}
	b = append(b, h.CenterZoom)
	b = appendDegrees(b, h.Center[0])
	return appendDegrees(b, h.Center[1])
}

// Degrees are kept as whole ten-millionths.
const fine = 1e7

func appendDegrees(b []byte, d float64) []byte {
	return binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(d*fine))))
}

// rounded returns degrees as a reader will see them.
func rounded(d float64) float64 { return math.Round(d*fine) / fine }

// parseHeader reads a header from the first bytes of a file of a size, which is
// negative where it is not known.
func parseHeader(b []byte, size int64) (*Header, *fault) {
	if len(b) < len(magic)+1 || string(b[:len(magic)]) != magic {
		return nil, faultAt(0, "this is no PMTiles archive")
	}
	if b[7] != version {
		return nil, faultAt(7, "this is a PMTiles archive of version %d; version %d is read", b[7], version)
	}
	if len(b) < headerSize {
		return nil, faultAt(int64(len(b)), "the file ends inside its header of %d bytes", headerSize)
	}
	u64 := func(at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }
	degrees := func(at int) float64 { return float64(int32(binary.LittleEndian.Uint32(b[at:]))) / fine }
	h := &Header{
		Root: Section{u64(8), u64(16)}, Metadata: Section{u64(24), u64(32)},
		Leaves: Section{u64(40), u64(48)}, Data: Section{u64(56), u64(64)},
		Addressed: u64(72), Entries: u64(80), Contents: u64(88),
		Clustered: b[96] == 1, Internal: Compression(b[97]), Tiles: Compression(b[98]), Type: Type(b[99]),
		MinZoom: b[100], MaxZoom: b[101],
		Bounds:     geo.Box{West: degrees(102), South: degrees(106), East: degrees(110), North: degrees(114)},
		CenterZoom: b[118], Center: orb.Point{degrees(119), degrees(123)},
	}
	return h, h.check(b, size)
}

func (h *Header) check(b []byte, size int64) *fault {
	for _, s := range []struct {
		name string
		Section
		at int64
	}{{"root directory", h.Root, 8}, {"metadata", h.Metadata, 24}, {"leaf directories", h.Leaves, 40}, {"tile data", h.Data, 56}} {
		switch {
		case s.Length == 0 && s.name != "root directory":
			continue
		case s.Offset < headerSize || s.Length > math.MaxInt64 || s.Offset > math.MaxInt64-s.Length:
			return faultAt(s.at, "the %s would be at %d with %d bytes, which no file can have", s.name, s.Offset, s.Length)
		case s.name == "root directory" && (s.Length == 0 || s.end() > firstSize):
			return faultAt(s.at, "the root directory would be at %d with %d bytes; it has to lie in the first %d", s.Offset, s.Length, firstSize)
		case size >= 0 && s.end() > uint64(size):
			return faultAt(size, "the file ends after %d bytes; its %s would end at %d", size, s.name, s.end())
		}
	}
	switch {
	case b[96] > 1:
		return faultAt(96, "the mark of a clustered archive is %d; it is 0 or 1", b[96])
	case h.Internal != None && h.Internal != Gzip && h.Internal != Zstd:
		return faultAt(97, "the directories are packed with %s; none, gzip and zstd are read", h.Internal)
	case h.Tiles > Zstd:
		return faultAt(98, "the tiles are packed with %s", h.Tiles)
	case h.Type > AVIF:
		return faultAt(99, "the tiles are of type %s", h.Type)
	case h.MinZoom > h.MaxZoom || h.MaxZoom > maxZoom:
		return faultAt(100, "the zooms go from %d to %d; they go up, to %d at most", h.MinZoom, h.MaxZoom, maxZoom)
	}
	if box := h.Bounds; !(box.West >= -180 && box.East <= 180 && box.South >= -90 && box.North <= 90 && box.South <= box.North) {
		return faultAt(102, "the bounds %v are no degrees", box)
	}
	return nil
}
