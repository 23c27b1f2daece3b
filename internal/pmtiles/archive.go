package pmtiles

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"pamir/internal/cache"
)

// Archive is an archive to read from. It is safe for concurrent use.
//
// Where another file appears at the address of a remote archive, the next read
// finds out and goes on with that; Version says which it is.
type Archive struct {
	src      source
	leaves   *cache.Cache[leafKey, []Entry]
	current  atomic.Pointer[edition]
	renewing sync.Mutex
}

// edition is what is known of an archive from its first bytes. It never
// changes.
type edition struct {
	number int
	tag    tag
	header *Header
	root   []Entry
}

type leafKey struct {
	edition int
	offset  uint64
	length  uint32
}

// leafMemory is how many bytes of leaf directories are kept.
const leafMemory = 32 << 20

// Limits on what is read at once, in bytes.
const (
	maxTile       = 8 << 20  // as stored
	maxUnpacked   = 32 << 20 // a tile
	maxPackedLeaf = 4 << 20
	maxMetadata   = 4 << 20 // unpacked
)

// Open opens an archive: a file, or an http or https address, which has to
// serve ranges. Redirects to another host are refused.
func Open(ctx context.Context, name string) (*Archive, error) {
	var src source
	var err error
	if IsAddress(name) {
		src, err = openRemote(name)
	} else {
		src, err = openFile(name)
	}
	if err != nil {
		return nil, err
	}
	a, err := open(ctx, src)
	if err != nil {
		return nil, errors.Join(err, src.close())
	}
	return a, nil
}

// IsAddress tells addresses from names of files.
func IsAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

func open(ctx context.Context, src source) (*Archive, error) {
	a := &Archive{src: src, leaves: cache.New(cache.Options[leafKey, []Entry]{
		Most: leafMemory,
		Size: func(_ leafKey, e []Entry) int64 { return 64 + 24*int64(len(e)) },
	})}
	ed, err := a.readFirst(ctx, 1)
	a.current.Store(ed)
	return a, err
}

// Close lets go of the file.
func (a *Archive) Close() error { return a.src.close() }

// Name says which archive it is, without what may be secret in its address.
func (a *Archive) Name() string { return a.src.name() }

// Header returns the header, which nobody may change.
func (a *Archive) Header() *Header { return a.current.Load().header }

// Version grows each time that another file was found at the address.
func (a *Archive) Version() int { return a.current.Load().number }

// readFirst reads header and root directory.
func (a *Archive) readFirst(ctx context.Context, number int) (*edition, error) {
	first, err := a.src.first(ctx, firstSize)
	if err != nil {
		return nil, &Error{a.Name(), 0, err}
	}
	b := first.bytes
	h, f := parseHeader(b, first.tag.size)
	if f != nil {
		return nil, a.error(f)
	}
	if h.Root.end() > uint64(len(b)) {
		return nil, a.error(faultAt(int64(len(b)), "the file ends inside its root directory"))
	}
	root, err := a.directory(h, b[h.Root.Offset:h.Root.end()], int64(h.Root.Offset))
	if err != nil {
		return nil, err
	}
	return &edition{number, first.tag, h, root}, nil
}

func (a *Archive) error(f *fault) error { return &Error{a.Name(), f.offset, f.err} }

// directory reads a packed directory that lies at an offset of the file.
func (a *Archive) directory(h *Header, packed []byte, offset int64) ([]Entry, error) {
	b, err := Unpack(h.Internal, packed, maxDirectory)
	if err != nil {
		return nil, &Error{a.Name(), offset, fmt.Errorf("a directory: %w", err)}
	}
	entries, f := parseDirectory(b, h.Data.Length, h.Leaves.Length)
	if f != nil {
		return nil, &Error{a.Name(), offset, fmt.Errorf("a directory, at %d of its %d bytes unpacked: %w", f.offset, len(b), f.err)}
	}
	return entries, nil
}

// latest runs a read on the edition in hand, and once more on the next one
// where the file turns out to be another.
func (a *Archive) latest(ctx context.Context, read func(*edition) error) error {
	ed := a.current.Load()
	err := read(ed)
	if !errors.Is(err, errChanged) {
		return err
	}
	if ed, err = a.renew(ctx, ed); err != nil {
		return err
	}
	return read(ed)
}

// renew reads the first bytes again, unless somebody has since the edition.
func (a *Archive) renew(ctx context.Context, old *edition) (*edition, error) {
	a.renewing.Lock()
	defer a.renewing.Unlock()
	if ed := a.current.Load(); ed != old {
		return ed, nil
	}
	next, err := a.readFirst(ctx, old.number+1)
	if err != nil {
		return nil, err
	}
	a.current.Store(next)
	return next, nil
}

// bytes reads a part of the file.
func (a *Archive) bytes(ctx context.Context, ed *edition, s Section, most uint64) ([]byte, error) {
	if s.Length > most {
		return nil, a.error(faultAt(int64(s.Offset), "%d bytes in one piece; at most %d are read", s.Length, most))
	}
	b := make([]byte, s.Length)
	if err := a.src.read(ctx, ed.tag, b, int64(s.Offset)); err != nil {
		return nil, &Error{a.Name(), int64(s.Offset), err}
	}
	return b, nil
}

// in returns where an entry's bytes are in the file.
func (e Entry) in(s Section) Section { return Section{s.Offset + e.Offset, uint64(e.Length)} }

// Tile returns a tile as it is stored, packed with Header().Tiles; ok is false
// where the archive does not have it.
func (a *Archive) Tile(ctx context.Context, id uint64) (tile Tile, ok bool, err error) {
	err = a.latest(ctx, func(ed *edition) (err error) {
		e, found, err := a.find(ctx, ed, id)
		if err != nil || !found {
			return err
		}
		at := e.in(ed.header.Data)
		tile.Data, err = a.bytes(ctx, ed, at, maxTile)
		tile.file, tile.offset, tile.packed = a.Name(), int64(at.Offset), ed.header.Tiles
		ok = err == nil
		return err
	})
	return tile, ok, err
}

// Tile is a tile as an archive has it.
type Tile struct {
	Data   []byte
	packed Compression
	file   string
	offset int64
}

// Unpack returns the tile itself. It finds out whether gzip's or zstd's
// checksum is right.
func (t Tile) Unpack() ([]byte, error) {
	b, err := Unpack(packing(t.packed, t.Data), t.Data, maxUnpacked)
	if err != nil {
		return nil, &Error{t.file, t.offset, fmt.Errorf("a tile: %w", err)}
	}
	return b, nil
}

// packing tells how bytes are packed of which an archive does not say it.
func packing(c Compression, b []byte) Compression {
	switch {
	case c != Unknown:
		return c
	case bytes.HasPrefix(b, []byte{0x1f, 0x8b}):
		return Gzip
	case bytes.HasPrefix(b, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return Zstd
	}
	return None
}

// maxDepth is how many directories lead to a tile at most, the root included.
const maxDepth = 4

func (a *Archive) find(ctx context.Context, ed *edition, id uint64) (Entry, bool, error) {
	entries, at := ed.root, int64(ed.header.Root.Offset)
	for range maxDepth {
		e, ok := find(entries, id)
		if !ok || e.Run > 0 {
			return e, ok, nil
		}
		var err error
		at = int64(e.in(ed.header.Leaves).Offset)
		if entries, err = a.leaf(ctx, ed, e); err != nil {
			return e, false, err
		}
	}
	return Entry{}, false, a.error(faultAt(at, "directories lie more than %d deep", maxDepth))
}

// leaf reads a leaf directory, or has it.
func (a *Archive) leaf(ctx context.Context, ed *edition, e Entry) ([]Entry, error) {
	return a.leaves.Get(ctx, leafKey{ed.number, e.Offset, e.Length}, func(ctx context.Context) ([]Entry, error) {
		at := e.in(ed.header.Leaves)
		b, err := a.bytes(ctx, ed, at, maxPackedLeaf)
		if err != nil {
			return nil, err
		}
		return a.directory(ed.header, b, int64(at.Offset))
	})
}

// Metadata returns the archive's JSON object.
func (a *Archive) Metadata(ctx context.Context) (m json.RawMessage, err error) {
	err = a.latest(ctx, func(ed *edition) error {
		h := ed.header
		if h.Metadata.Length == 0 {
			m = json.RawMessage("{}")
			return nil
		}
		b, err := a.bytes(ctx, ed, h.Metadata, maxMetadata)
		if err != nil {
			return err
		}
		if m, err = Unpack(h.Internal, b, maxMetadata); err != nil {
			return &Error{a.Name(), int64(h.Metadata.Offset), fmt.Errorf("the metadata: %w", err)}
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(m, &object); err != nil {
			return a.error(faultAt(int64(h.Metadata.Offset), "the metadata is no JSON object: %v", err))
		}
		return nil
	})
	return m, err
}
