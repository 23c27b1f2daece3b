package pmtiles

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// FuzzHeader: what is read is written as it was.
func FuzzHeader(f *testing.F) {
	h := &Header{Root: Section{127, 50}, Metadata: Section{177, 20}, Leaves: Section{197, 0}, Data: Section{197, 1000},
		Addressed: 9, Entries: 8, Contents: 7, Clustered: true, Internal: Gzip, Tiles: Zstd, Type: PNG, MinZoom: 2, MaxZoom: 14,
		Bounds: geo.Box{West: 66, South: 34.1234567, East: 82, North: 44}, CenterZoom: 5, Center: orb.Point{75.99, 39.47}}
	f.Add(h.appendTo(nil), int64(1197))
	f.Add((&Header{}).appendTo(nil), int64(-1))
	f.Add([]byte("PMTiles\x03"), int64(8))
	f.Fuzz(func(t *testing.T, b []byte, size int64) {
		h, fault := parseHeader(b, size)
		if fault != nil {
			if fault.offset < 0 || fault.err.Error() == "" {
				t.Fatalf("%d %v", fault.offset, fault.err)
			}
			return
		}
		again := h.appendTo(nil)
		if !bytes.Equal(again, b[:headerSize]) {
			t.Fatalf("% x\n% x", b[:headerSize], again)
		}
		if size >= 0 && h.Data.Length > 0 && h.Data.end() > uint64(size) {
			t.Fatalf("%+v in %d bytes", h.Data, size)
		}
	})
}

// FuzzDirectory: what is read is written so that it reads the same, keeps what
// was promised of it, and is searched as one would by hand.
func FuzzDirectory(f *testing.F) {
	f.Add(appendDirectory(nil, []Entry{{0, 0, 10, 1}, {1, 10, 20, 5}, {7, 0, 10, 1}, {9, 0, 30, 0}}), uint64(100), uint64(30))
	f.Add([]byte{0}, uint64(1), uint64(1))
	f.Add([]byte{1, 5, 1, 1, 1}, uint64(100), uint64(0))
	f.Add([]byte{2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 1, 1, 1, 1, 1, 1}, uint64(100), uint64(0))
	f.Fuzz(func(t *testing.T, b []byte, data, leaves uint64) {
		entries, fault := parseDirectory(b, data, leaves)
		if fault != nil {
			if fault.offset < 0 || fault.offset > int64(len(b)) {
				t.Fatalf("%d of %d bytes: %v", fault.offset, len(b), fault.err)
			}
			return
		}
		again, fault := parseDirectory(appendDirectory(nil, entries), data, leaves)
		if fault != nil || !reflect.DeepEqual(entries, again) {
			t.Fatalf("%v\n%v\n%v", entries, again, fault)
		}
		for i, e := range entries {
			section := data
			if e.Run == 0 {
				section = leaves
			}
			if e.Length == 0 || e.Offset+uint64(e.Length) > section || e.Offset+uint64(e.Length) < e.Offset {
				t.Fatalf("%+v of %d bytes", e, section)
			}
			if i > 0 && e.ID < entries[i-1].ID+max(1, uint64(entries[i-1].Run)) {
				t.Fatalf("%+v after %+v", e, entries[i-1])
			}
		}
		for _, e := range entries[:min(len(entries), 50)] {
			for _, id := range []uint64{e.ID - 1, e.ID, e.ID + 1, e.ID + uint64(e.Run) - 1, e.ID + uint64(e.Run)} {
				got, ok := find(entries, id)
				want, there := findByHand(entries, id)
				if ok != there || ok && got != want {
					t.Fatalf("tile %d: %+v %v, want %+v %v, in %v", id, got, ok, want, there, entries)
				}
			}
		}
	})
}

// findByHand is the slow oracle of find: the last entry at or before the id has
// it, if it is a leaf or its run is long enough.
func findByHand(entries []Entry, id uint64) (Entry, bool) {
	best, any := Entry{}, false
	for _, e := range entries {
		if e.ID <= id {
			best, any = e, true
		}
	}
	return best, any && (best.Run == 0 || id < best.ID+uint64(best.Run) || best.ID+uint64(best.Run) < best.ID)
}
