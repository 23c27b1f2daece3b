package pmtiles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Report says what an archive holds and what is wrong with it.
type Report struct {
	Header            *Header
	Metadata          json.RawMessage
	Addressed         uint64 // tiles
	Entries, Contents uint64
	Bytes             uint64 // of contents
	Leaves            uint64 // leaf directories
	Faults            []error
	More              int // faults that are not in Faults
}

// Check says how to look at an archive.
type Check struct {
	// Tile is given each content once, unpacked, with the first id that has it.
	// May be nil.
	Tile func(id uint64, tile []byte) error

	// Progress is told how many bytes of contents were read. May be nil.
	Progress func(read uint64)
}

// mostFaults is how many faults are listed.
const mostFaults = 20

// Verify reads all of an archive and holds each part against the others: it is
// what a reader may rely on, not only what it needs. The error is for a file that
// cannot be read on; what is wrong with one that can is in the report.
func (a *Archive) Verify(ctx context.Context, c Check) (*Report, error) {
	ed := a.current.Load()
	r := &Report{Header: ed.header}
	v := &verification{Report: r, a: a, ed: ed, check: c, seen: map[uint64]uint32{}, min: maxZoom + 1}
	v.sections()
	var err error
	if r.Metadata, err = a.Metadata(ctx); err != nil {
		v.add(err)
	} else {
		v.metadata()
	}
	w := &walk{ctx: ctx, a: a, ed: ed, leaf: v.leaf, entry: func(e Entry, f *fault) bool {
		if f != nil {
			v.fault(f)
		}
		v.entry(ctx, e)
		return ctx.Err() == nil
	}}
	if err := w.directory(ed.root, int64(ed.header.Root.Offset), 1); err != nil {
		if ctx.Err() != nil || !errors.Is(err, ErrBroken) {
			return r, err
		}
		v.add(err)
		return r, nil // counts of a part would only mislead
	}
	v.counts()
	return r, ctx.Err()
}

type verification struct {
	*Report
	a        *Archive
	ed       *edition
	check    Check
	seen     map[uint64]uint32 // contents: length by offset
	reached  uint64            // where the contents so far end
	astray   bool              // contents do not lie in the order of their ids
	min, max uint8             // zooms
}

func (v *verification) add(err error) {
	if len(v.Faults) < mostFaults {
		v.Faults = append(v.Faults, err)
	} else {
		v.More++
	}
}

func (v *verification) fault(f *fault) { v.add(v.a.error(f)) }

// sections must not share bytes.
func (v *verification) sections() {
	h := v.ed.header
	all := []struct {
		name string
		Section
	}{{"header", Section{0, headerSize}}, {"root directory", h.Root}, {"metadata", h.Metadata}, {"leaf directories", h.Leaves}, {"tile data", h.Data}}
	for i, x := range all {
		for _, y := range all[:i] {
			if x.Length > 0 && y.Length > 0 && x.Offset < y.end() && y.Offset < x.end() {
				v.fault(faultAt(int64(max(x.Offset, y.Offset)), "the %s and the %s share bytes", y.name, x.name))
			}
		}
	}
}

func (v *verification) leaf(pointer Entry, leaf []Entry) error {
	v.Leaves++
	if leaf[0].ID != pointer.ID {
		v.fault(faultAt(int64(pointer.in(v.ed.header.Leaves).Offset), "the leaf directory of tile %d begins with tile %d", pointer.ID, leaf[0].ID))
	}
	return nil
}

func (v *verification) entry(ctx context.Context, e Entry) {
	v.Entries++
	v.Addressed += uint64(e.Run)
	v.min, v.max = min(v.min, zoomOf(e.ID)), max(v.max, zoomOf(e.ID+uint64(e.Run)-1))
	at := e.in(v.ed.header.Data)
	if length, ok := v.seen[e.Offset]; ok {
		if length != e.Length {
			v.fault(faultAt(int64(at.Offset), "tile %d has %d bytes here, another %d", e.ID, e.Length, length))
		}
		return
	}
	v.seen[e.Offset] = e.Length
	v.Contents++
	v.Bytes += at.Length
	switch {
	case e.Offset < v.reached:
		v.astray = true
	default:
		v.reached = e.Offset + at.Length
	}
	if err := v.content(ctx, e, at); err != nil {
		v.add(err)
	}
	if v.check.Progress != nil {
		v.check.Progress(v.Bytes)
	}
}

func (v *verification) content(ctx context.Context, e Entry, at Section) error {
	b, err := v.a.bytes(ctx, v.ed, at, maxTile)
	if err != nil {
		return err
	}
	t := Tile{Data: b, packed: v.ed.header.Tiles, file: v.a.Name(), offset: int64(at.Offset)}
	if b, err = t.Unpack(); err != nil || v.check.Tile == nil {
		return err
	}
	if err := v.check.Tile(e.ID, b); err != nil {
		return &Error{v.a.Name(), int64(at.Offset), fmt.Errorf("tile %d: %w", e.ID, err)}
	}
	return nil
}

// counts holds the header against what was found.
func (v *verification) counts() {
	h := v.ed.header
	for _, c := range []struct {
		at          int64
		what        string
		said, found uint64
	}{{72, "tiles", h.Addressed, v.Addressed}, {80, "entries", h.Entries, v.Entries}, {88, "contents", h.Contents, v.Contents}} {
		if c.said != 0 && c.said != c.found {
			v.fault(faultAt(c.at, "the header says %d %s; there are %d", c.said, c.what, c.found))
		}
	}
	if h.Clustered && v.astray {
		v.fault(faultAt(96, "the header says that contents lie in the order of their ids; they do not"))
	}
	if b := h.Bounds; b.West >= b.East || b.South >= b.North {
		v.fault(faultAt(102, "the bounds %v have no area", b))
	}
	if h.CenterZoom < h.MinZoom || h.CenterZoom > h.MaxZoom {
		v.fault(faultAt(118, "the zoom of the center is %d, which is not in %d to %d", h.CenterZoom, h.MinZoom, h.MaxZoom))
	}
	if h.MinZoom != v.min || h.MaxZoom != v.max {
		v.fault(faultAt(100, "the header says zooms %d to %d; there are %d to %d", h.MinZoom, h.MaxZoom, v.min, v.max))
	}
}

// metadata must agree with the header on what both say.
func (v *verification) metadata() {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(v.Metadata, &m); err != nil {
		v.add(err)
		return
	}
	h := v.ed.header
	for key, said := range h.repeated() {
		var text string
		if json.Unmarshal(m[key], &text) == nil && !sameNumbers(text, said) {
			v.fault(faultAt(int64(h.Metadata.Offset), "the metadata says %s %q; the header says %q", key, text, said))
		}
	}
	if _, ok := m["vector_layers"]; h.Type == MVT && !ok {
		v.fault(faultAt(int64(h.Metadata.Offset), "the metadata has no vector_layers, which vector tiles need"))
	}
}

// repeated is what metadata repeats of the header, by a custom that is older
// than the header: MBTiles has it so.
func (h *Header) repeated() map[string]string {
	formats := map[Type]string{MVT: "pbf", PNG: "png", JPEG: "jpg", WebP: "webp", AVIF: "avif", Other: "other"}
	return map[string]string{
		"format":  formats[h.Type],
		"minzoom": strconv.Itoa(int(h.MinZoom)),
		"maxzoom": strconv.Itoa(int(h.MaxZoom)),
		"bounds":  numbers(h.Bounds.West, h.Bounds.South, h.Bounds.East, h.Bounds.North),
		"center":  numbers(h.Center[0], h.Center[1], float64(h.CenterZoom)),
	}
}

// numbers writes numbers as metadata has them.
func numbers(list ...float64) string {
	text := make([]string, len(list))
	for i, x := range list {
		text[i] = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strings.Join(text, ",")
}

// sameNumbers compares texts, as numbers where both are, to about five
// centimetres: others write more digits, or fewer.
func sameNumbers(a, b string) bool {
	x, y := strings.Split(a, ","), strings.Split(b, ",")
	for i := range x {
		if len(x) != len(y) {
			return false
		}
		p, err1 := strconv.ParseFloat(strings.TrimSpace(x[i]), 64)
		q, err2 := strconv.ParseFloat(y[i], 64)
		if x[i] != y[i] && !(err1 == nil && err2 == nil && math.Abs(p-q) <= 5e-7) {
			return false
		}
	}
	return true
}

// zoomOf returns the zoom of an id, or one above maxZoom.
func zoomOf(id uint64) uint8 {
	z := uint8(0)
	for z <= maxZoom && id >= idsTo(z+1) {
		z++
	}
	return z
}
