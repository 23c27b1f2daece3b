package tile

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/crs"
)

// Set is a tile matrix set: a quadtree of tiles on a plane.
type Set struct {
	ID       string
	Title    string
	URI      string // where it is registered; empty if nowhere
	ScaleSet string // URI of the well-known scale set; empty if none
	CRS      *crs.CRS

	// Corner is the top left corner of every matrix, east first whatever the
	// order of the axes.
	Corner orb.Point

	// Cell is the side of a cell of the first matrix in units of the CRS. It
	// halves from matrix to matrix.
	Cell float64

	// Width and Height count the tiles of the first matrix. They double.
	Width, Height int

	// Matrices counts the matrices, from 0.
	Matrices int
}

// Cells is the side of every tile in cells.
const Cells = 256

// WebMercatorQuad is the set of nearly all web maps (OGC 17-083r4, D.1).
var WebMercatorQuad = &Set{
	ID:       "WebMercatorQuad",
	Title:    "Google Maps Compatible for the World",
	URI:      "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
	ScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
	CRS:      crs.EPSG3857,
	Corner:   orb.Point{-math.Pi * geo.EquatorialRadius, math.Pi * geo.EquatorialRadius},
	Cell:     2 * math.Pi * geo.EquatorialRadius / Cells,
	Width:    1, Height: 1,
	Matrices: 25,
}

// WorldCRS84Quad is longitude and latitude as they are (OGC 17-083r4, D.3).
var WorldCRS84Quad = &Set{
	ID:       "WorldCRS84Quad",
	Title:    "CRS84 for the World",
	URI:      "http://www.opengis.net/def/tilematrixset/OGC/1.0/WorldCRS84Quad",
	ScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad",
	CRS:      crs.CRS84,
	Corner:   orb.Point{-180, 90},
	Cell:     180.0 / Cells,
	Width:    2, Height: 1,
	Matrices: 24,
}

// UTM43WGS84 is for maps to measure on, from the Tarim basin to the Pamirs, lon
// 66 to 82 and lat 34 to 44 and more: cells are a power of two of metres on the
// grid, 1 m at matrix 13, and a tile of matrix 3 is 262,144 m wide.
var UTM43WGS84 = &Set{
	ID:     "UTM43WGS84",
	Title:  "Pamir and Kashgar in UTM zone 43N, cells of powers of two metres",
	CRS:    crs.EPSG32643,
	Corner: orb.Point{500_000 - 1<<20, 41 << 17},
	Cell:   1 << 13,
	Width:  1, Height: 1,
	Matrices: 19,
}

// Sets returns all sets.
func Sets() []*Set { return []*Set{WebMercatorQuad, WorldCRS84Quad, UTM43WGS84} }

// Find returns the set with an id or URI, or nil.
func Find(name string) *Set {
	for _, s := range Sets() {
		if name == s.ID || name == s.URI && name != "" {
			return s
		}
	}
	return nil
}

// Has reports whether the set has such a tile.
func (s *Set) Has(t ID) bool {
	return t.Z >= 0 && t.Z < s.Matrices && t.X >= 0 && t.X < s.Width<<t.Z && t.Y >= 0 && t.Y < s.Height<<t.Z
}

// Side returns the side of a tile in units of the CRS.
func (s *Set) Side(z int) float64 { return math.Ldexp(s.Cell*Cells, -z) }

// Bounds returns where a tile lies in the CRS, east first. Neighbours have their
// common edge in common to the last bit.
func (s *Set) Bounds(t ID) orb.Bound {
	side := s.Side(t.Z)
	return orb.Bound{
		Min: orb.Point{s.column(t.X, side), s.row(t.Y+1, side)},
		Max: orb.Point{s.column(t.X+1, side), s.row(t.Y, side)},
	}
}

// column and row return where one begins.
func (s *Set) column(x int, side float64) float64 { return s.Corner[0] + float64(x)*side }
func (s *Set) row(y int, side float64) float64    { return s.Corner[1] - float64(y)*side }

// At returns the tile that holds a longitude and latitude, and whether there is
// one. Of its edges a tile holds the western and the northern one; at the rim of
// the set all.
func (s *Set) At(p orb.Point, z int) (ID, bool) {
	q := s.CRS.Forward(p)
	side := s.Side(z)
	x := (q[0] - s.Corner[0]) / side
	y := (s.Corner[1] - q[1]) / side
	w, h := s.Width<<z, s.Height<<z
	if !(x >= 0 && x <= float64(w) && y >= 0 && y <= float64(h)) {
		return ID{}, false
	}
	t := ID{z, min(int(x), w-1), min(int(y), h-1)}
	// The quotients may have been rounded across an edge.
	switch b := s.Bounds(t); {
	case q[0] < b.Min[0] && t.X > 0:
		t.X--
	case q[0] >= b.Max[0] && t.X < w-1:
		t.X++
	}
	switch b := s.Bounds(t); {
	case q[1] > b.Max[1] && t.Y > 0:
		t.Y--
	case q[1] <= b.Min[1] && t.Y < h-1:
		t.Y++
	}
	return t, true
}
