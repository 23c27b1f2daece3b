package index_test

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/index"
)

// latitude reads two bytes in steps of 1/128 degree: coarse, so that positions
// coincide, and wide enough to go beyond the poles.
func latitude(b []byte) float64 {
	return float64(int16(binary.LittleEndian.Uint16(b))) / 128
}

// longitude is the same within ±180.
func longitude(b []byte) float64 {
	v := latitude(b)
	if math.Abs(v) > 180 {
		v /= 2
	}
	return v
}

// boxOf reads a box from eight bytes; one bit of them makes it a point.
func boxOf(b []byte) geo.Box {
	box := geo.Box{West: longitude(b), South: latitude(b[2:]), East: longitude(b[4:]), North: latitude(b[6:])}
	if b[4]&1 != 0 {
		box.East, box.North = box.West, box.South
	}
	return box
}

// bytesOf is the reverse, for seeds. Coordinates are rounded to 1/64 degree.
func bytesOf(boxes ...geo.Box) (data []byte) {
	put := func(v float64) { data = binary.LittleEndian.AppendUint16(data, uint16(int16(math.Round(v*64)*2))) }
	for _, b := range boxes {
		put(b.West)
		put(b.South)
		put(b.East)
		put(b.North)
	}
	return data
}

var fuzzSeeds = [][]byte{
	{},
	bytesOf(geo.World),
	bytesOf(geo.Box{West: 170, South: -10, East: -170, North: 10}, geo.Box{West: -180, East: -180}, geo.Box{West: 180, East: 180}),
	bytesOf(geo.Box{West: 180, East: -180}, geo.Box{South: 90, North: 90}, geo.Box{West: 90, South: 90, East: 90, North: 90}),
	bytesOf(geo.Box{South: 91, North: 92}, geo.Box{South: 2, North: 1}, geo.Box{West: 75, South: 40, East: 76, North: 41}),
}

// indexed builds both kinds of the boxes that an index takes; the others it
// must refuse.
func indexed(t *testing.T, data []byte) (kinds map[string]places, fs []feature) {
	tree := new(index.Tree)
	for c := range slices.Chunk(data[:min(len(data), 2400)], 8) {
		if len(c) < 8 {
			break
		}
		b := boxOf(c)
		err := tree.Insert(uint32(len(fs)), b)
		_, perr := index.Pack(1, func(uint32) (geo.Box, bool) { return b, true })
		if ok := b.South >= -90 && b.South <= b.North && b.North <= 90; ok != (err == nil) || ok != (perr == nil) {
			t.Fatalf("%v: Insert says %v and Pack %v", b, err, perr)
		}
		if err == nil {
			bound := orb.Bound{Min: orb.Point{b.West, b.South}, Max: orb.Point{b.East, b.North}}
			if b.Crosses() {
				bound.Max[0] += 360
			}
			fs = append(fs, feature{bound, b})
		}
	}
	packed, err := index.Pack(len(fs), func(id uint32) (geo.Box, bool) { return fs[id].box, true })
	if err != nil {
		t.Fatal(err)
	}
	return map[string]places{"packed": packed, "tree": tree}, fs
}

// FuzzSearch: a search finds what going through all boxes finds.
func FuzzSearch(f *testing.F) {
	for _, seed := range fuzzSeeds {
		f.Add(seed, 170.0, -20.0, -170.0, 90.0)
		f.Add(seed, -180.0, -90.0, -180.0, 90.0)
		f.Add(seed, 74.0, 38.0, math.Inf(1), math.NaN())
	}
	f.Fuzz(func(t *testing.T, data []byte, west, south, east, north float64) {
		kinds, fs := indexed(t, data)
		box := geo.Box{West: west, South: south, East: east, North: north}
		switch {
		case !(south >= -90 && south <= north && north <= 90) || math.IsNaN(west-east): // meets nothing
			for name, x := range kinds {
				x.Search(box, func(id uint32) bool { t.Errorf("%s: found %d in %v", name, id, box); return true })
			}
		case math.Abs(west) <= 180 && math.Abs(east) <= 180:
			for _, x := range kinds {
				checkSearch(t, x, fs, box, 3e-5)
			}
		}
	})
}

// FuzzNearest: neighbours come as sorting all features by distance and id has
// them.
func FuzzNearest(f *testing.F) {
	for _, seed := range fuzzSeeds {
		for _, p := range []orb.Point{{75.4, 40.5}, {180, 0}, {-180, 90}, {540, -90}, {math.NaN(), 1}, {1, math.Inf(1)}} {
			f.Add(seed, p[0], p[1])
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, lon, lat float64) {
		type neighbour struct {
			id     uint32
			metres float64
		}
		kinds, fs := indexed(t, data)
		from := geo.From(orb.Point{lon, lat})
		dist := func(id uint32) float64 {
			metres, _ := from.Nearest(fs[id].geometry)
			return metres
		}
		var want []neighbour
		for i := range fs {
			if metres := dist(uint32(i)); !math.IsInf(metres, 1) {
				want = append(want, neighbour{uint32(i), metres})
			}
		}
		slices.SortFunc(want, func(a, b neighbour) int {
			return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.id, b.id))
		})
		for name, x := range kinds {
			var got []neighbour
			x.Nearest(orb.Point{lon, lat}, dist, func(id uint32, metres float64) bool {
				got = append(got, neighbour{id, metres})
				return true
			})
			if !slices.Equal(got, want) {
				t.Errorf("%s: got %v, want %v", name, got, want)
			}
		}
	})
}
