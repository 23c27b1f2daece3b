package pmtiles

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Plan says what an archive is to hold.
type Plan struct {
	Type  Type
	Tiles Compression // how the tiles given to Add are packed

	MinZoom, MaxZoom uint8 // the least and greatest that tiles may have; the header has those that they do have
	Bounds           geo.Box
	Center           orb.Point
	CenterZoom       uint8
	Metadata         map[string]any // to be JSON; what it repeats of the header is added

	// Origin stands for everything that the tiles are made from. What an
	// interrupted Writer has left behind is gone on with where plan and origin
	// are the same, and begun anew where they are not.
	Origin string
}

// Writer writes an archive. Tiles come in the order of their ids, so that the
// archive is clustered; equal ones are kept once. Equal tiles make equal files.
//
// The archive is not there before Finish, which puts it there in one step.
// Until then what was added is in two files beside it, NAME.part and
// NAME.part.index, and survives the end of the process at any instant.
type Writer struct {
	name  string
	plan  Plan
	part  *part
	known map[hash]content
	end   uint64 // bytes of contents so far

	entries   []Entry
	addressed uint64
	next      uint64 // the lowest id that may come
	err       error  // the first, after which nothing goes
}

// hash is long enough for no two contents ever to share one.
type hash [16]byte

type content struct {
	offset uint64
	length uint32
}

// ErrPlan is wrapped by the error of Create for a plan that no archive can keep.
var ErrPlan = errors.New("not a plan for an archive")

// Create begins an archive, or goes on with one that was interrupted: Next tells
// where. Only one Writer can work on a name at a time.
func Create(name string, p Plan) (*Writer, error) {
	w := &Writer{name: name, plan: p, known: map[hash]content{}}
	h := w.header()
	h.Root = Section{headerSize, 1}
	if _, f := parseHeader(h.appendTo(nil), -1); f != nil {
		return nil, fmt.Errorf("%w: %w", ErrPlan, f.err)
	}
	if h.CenterZoom < h.MinZoom || h.CenterZoom > h.MaxZoom {
		return nil, fmt.Errorf("%w: the zoom of the center is %d, which is not in %d to %d", ErrPlan, h.CenterZoom, h.MinZoom, h.MaxZoom)
	}
	if h.Bounds.West >= h.Bounds.East || h.Bounds.South >= h.Bounds.North {
		return nil, fmt.Errorf("%w: the bounds %v have no area", ErrPlan, h.Bounds)
	}
	metadata, err := w.metadata(h)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q ", p.Origin, metadata)
	sum.Write(h.appendTo(nil))
	if w.part, err = openPart(name, [sha256.Size]byte(sum.Sum(nil)), w.recall); err != nil {
		return nil, err
	}
	return w, nil
}

// Next returns the lowest id that has to be added yet: 0, or that after the
// last one that an interrupted Writer has added.
func (w *Writer) Next() uint64 { return w.next }

// Written returns how many tiles there are so far, and the bytes of their
// contents.
func (w *Writer) Written() (tiles, bytes uint64) { return w.addressed, w.end }

// Add adds a tile. Ids must ascend; a tile must not be empty.
func (w *Writer) Add(id uint64, tile []byte) error {
	switch {
	case w.err != nil:
		return w.err
	case id < w.next || id >= idsTo(w.plan.MaxZoom+1) || id < idsTo(w.plan.MinZoom):
		return fmt.Errorf("tile %d does not follow tile %d in zooms %d to %d", id, w.next, w.plan.MinZoom, w.plan.MaxZoom)
	case len(tile) == 0 || len(tile) > maxTile:
		return fmt.Errorf("tile %d has %d bytes; 1 to %d can be written", id, len(tile), maxTile)
	}
	sum := sha256.Sum256(tile)
	c, known := w.known[hash(sum[:])]
	if !known {
		c = content{w.end, uint32(len(tile))}
	}
	if w.err = w.part.add(record{id, c.offset, c.length, crc32.Checksum(tile, castagnoli)}, tile, !known); w.err != nil {
		return w.err
	}
	w.keep(id, c, hash(sum[:]))
	return nil
}

// keep notes a tile that is in the part.
func (w *Writer) keep(id uint64, c content, sum hash) {
	if c.offset == w.end {
		w.known[sum] = c
		w.end += uint64(c.length)
	}
	w.addressed++
	w.next = id + 1
	if n := len(w.entries); n > 0 {
		e := &w.entries[n-1]
		if e.Offset == c.offset && e.ID+uint64(e.Run) == id && e.Run < 1<<32-1 {
			e.Run++
			return
		}
	}
	w.entries = append(w.entries, Entry{ID: id, Offset: c.offset, Length: c.length, Run: 1})
}

// recall takes a record that an interrupted Writer has left, with its tile where
// the record was the first to have it. It reports whether the record fits those
// before.
func (w *Writer) recall(r record, tile []byte) bool {
	if r.id < w.next || r.offset > w.end || r.length == 0 {
		return false
	}
	sum := hash{}
	if r.offset == w.end {
		full := sha256.Sum256(tile)
		sum = hash(full[:])
	}
	w.keep(r.id, content{r.offset, r.length}, sum)
	return true
}

// header is the header as far as the plan has it.
func (w *Writer) header() *Header {
	p := w.plan
	b := geo.Box{West: rounded(p.Bounds.West), South: rounded(p.Bounds.South), East: rounded(p.Bounds.East), North: rounded(p.Bounds.North)}
	return &Header{Clustered: true, Internal: Gzip, Tiles: p.Tiles, Type: p.Type, MinZoom: p.MinZoom, MaxZoom: p.MaxZoom,
		Bounds: b, CenterZoom: p.CenterZoom, Center: orb.Point{rounded(p.Center[0]), rounded(p.Center[1])}}
}

// Finish writes the archive, moves it to its name and takes the parts away. An
// archive of that name is replaced; whoever reads it goes on reading the old one.
func (w *Writer) Finish() (*Header, error) {
	if w.err != nil {
		return nil, w.err
	}
	if len(w.entries) == 0 {
		return nil, fmt.Errorf("%s: there are no tiles to write", w.name)
	}
	h, front, err := w.front()
	if err != nil {
		return nil, err
	}
	if err := w.part.flush(); err != nil {
		return nil, err
	}
	if err := replace(w.name, func(f io.Writer) error {
		if _, err := f.Write(front); err != nil {
			return err
		}
		return w.part.copyTo(f, int64(w.end))
	}); err != nil {
		return nil, err
	}
	w.err = errors.New("the archive is finished")
	return h, w.part.remove()
}

// metadata is the plan's, and what it repeats of a header.
func (w *Writer) metadata(h *Header) ([]byte, error) {
	m := map[string]any{}
	maps.Copy(m, w.plan.Metadata)
	for k, v := range h.repeated() {
		m[k] = v
	}
	b, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("%w: the metadata: %w", ErrPlan, err)
	}
	if len(b) > maxMetadata {
		return nil, fmt.Errorf("%w: the metadata has %d bytes; at most %d are read", ErrPlan, len(b), maxMetadata)
	}
	return b, nil
}

// front makes everything that comes before the tiles.
func (w *Writer) front() (*Header, []byte, error) {
	root, leaves, err := layOut(w.entries)
	if err != nil {
		return nil, nil, err
	}
	h := w.header()
	last := w.entries[len(w.entries)-1]
	h.MinZoom, h.MaxZoom = zoomOf(w.entries[0].ID), zoomOf(last.ID+uint64(last.Run)-1)
	h.CenterZoom = min(max(h.CenterZoom, h.MinZoom), h.MaxZoom)
	plain, err := w.metadata(h)
	if err != nil {
		return nil, nil, err
	}
	metadata, err := Pack(Gzip, plain)
	if err != nil {
		return nil, nil, err
	}
	at := uint64(headerSize)
	for _, s := range []struct {
		section *Section
		length  uint64
	}{{&h.Root, uint64(len(root))}, {&h.Metadata, uint64(len(metadata))}, {&h.Leaves, uint64(len(leaves))}, {&h.Data, w.end}} {
		*s.section = Section{at, s.length}
		at += s.length
	}
	h.Addressed, h.Entries, h.Contents = w.addressed, uint64(len(w.entries)), uint64(len(w.known))
	b := h.appendTo(make([]byte, 0, h.Data.Offset))
	b = append(append(append(b, root...), metadata...), leaves...)
	return h, b, nil
}

// Close stops. What was added stays for another Writer to go on with, unless
// Finish has made an archive of it.
func (w *Writer) Close() error {
	err := w.part.close()
	if w.err == nil {
		w.err = os.ErrClosed
	}
	return err
}

// Discard stops, and takes away what was added.
func (w *Writer) Discard() error {
	if w.part.data == nil {
		return nil
	}
	w.err = os.ErrClosed
	return w.part.remove()
}

// replace writes a file beside a name and then moves it there, so that the name
// has the old bytes or the new ones, also after the power went.
func replace(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("%s: %w", name, err), os.Remove(f.Name()))
		}
	}()
	b := bufio.NewWriterSize(f, 1<<20)
	for _, step := range []func() error{
		func() error { return f.Chmod(0o644) },
		func() error { return write(b) },
		b.Flush,
		f.Sync,
	} {
		if err := step(); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// syncFolder makes sure that a rename in a folder outlives the power.
func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
