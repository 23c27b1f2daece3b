package mvt

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// FuzzDecode: whatever the bytes are, they are read or refused, and what is read
// is no more than they can hold.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join(fixtures, "*/tile.mvt"))
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil {
			f.Add(b)
		}
	}
	l := Layer{Name: "one", Keys: []string{"k"}, Len: 1, At: func(int) Feature {
		return Feature{ID: 7, Values: []any{"v"}, Geometry: orb.Collection{
			onFlat(orb.Point{3, 4}), orb.LineString{onFlat(orb.Point{3, 4}), onFlat(orb.Point{5, 4})},
			orb.Ring{onFlat(orb.Point{3, 4}), onFlat(orb.Point{9, 4}), onFlat(orb.Point{9, 9})}}}
	}}
	r, err := Encode(flatSet, flatTile, []Layer{l}, Defaults())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(r.Bytes)
	f.Add([]byte("\x1a\x0f\x78\x02\x0a\x01a\x12\x08\x18\x01\x22\x04\xf9\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Decode(b)
		if err != nil {
			if got != nil || !strings.HasPrefix(err.Error(), "mvt: ") {
				t.Errorf("%v, %v", got, err)
			}
			return
		}
		size := 0
		for _, l := range got.Layers {
			for _, f := range l.Features {
				size += positions(f.Geometry) + len(f.Tags)
			}
		}
		if size > 2*len(b) {
			t.Errorf("%d positions and tags from %d bytes", size, len(b))
		}
	})
}

func positions(g orb.Geometry) (n int) {
	switch g := g.(type) {
	case orb.Point:
		return 1
	case orb.MultiPoint:
		return len(g)
	case orb.LineString:
		return len(g)
	case orb.MultiLineString:
		for _, l := range g {
			n += len(l)
		}
	case orb.Polygon:
		for _, r := range g {
			n += len(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			n += positions(p)
		}
	}
	return n
}

// TestHuge: counts that promise more than there is are refused at once.
func TestHuge(t *testing.T) {
	for _, geometry := range []string{"\xf9\xff\xff\xff\x0f\x02\x02", "\x09\x02\x02\xfa\xff\xff\xff\x0f\x02\x02"} {
		for kind := Points; kind <= Polygons; kind++ {
			allocated := testing.AllocsPerRun(1, func() {
				if g, err := decodeGeometry([]byte(geometry), kind); err == nil {
					t.Errorf("%x is %v", geometry, g)
				}
			})
			if allocated > 20 {
				t.Errorf("%x: %v allocations", geometry, allocated)
			}
		}
	}
}
