package tile

import (
	"iter"
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Range is a rectangle of tiles of one matrix, ends included.
type Range struct {
	Z                      int
	MinX, MinY, MaxX, MaxY int
}

// Len counts the tiles.
func (r Range) Len() int { return (r.MaxX - r.MinX + 1) * (r.MaxY - r.MinY + 1) }

// Has reports whether a tile is one of the range.
func (r Range) Has(t ID) bool {
	return t.Z == r.Z && t.X >= r.MinX && t.X <= r.MaxX && t.Y >= r.MinY && t.Y <= r.MaxY
}

// Tiles lists the tiles row by row.
func (r Range) Tiles() iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for y := r.MinY; y <= r.MaxY; y++ {
			for x := r.MinX; x <= r.MaxX; x++ {
				if !yield(ID{r.Z, x, y}) {
					return
				}
			}
		}
	}
}

// All returns the range of a whole matrix.
func (s *Set) All(z int) Range {
	return Range{Z: z, MaxX: s.Width<<z - 1, MaxY: s.Height<<z - 1}
}

// Cover returns the tiles that meet a box when each is widened by a margin on
// all sides, given as a part of its side; edges that touch meet. The ranges do
// not overlap; there are two where the tiles lie on both sides of the
// antimeridian. Where the CRS is not separable some tiles may be in the range
// that the box passes by.
func (s *Set) Cover(box geo.Box, z int, margin float64) []Range {
	if z < 0 || z >= s.Matrices {
		return nil
	}
	parts, n := box.Split()
	var out []Range
	for _, b := range parts[:n] {
		for _, r := range s.coverBound(b, z, margin) {
			out = join(out, r)
		}
	}
	return out
}

// coverBound covers a bound that does not cross the antimeridian.
func (s *Set) coverBound(b orb.Bound, z int, margin float64) []Range {
	side := s.Side(z)
	b, ok := s.fromDegrees(b, margin*side)
	if !ok {
		return nil
	}
	w, h := s.Width<<z, s.Height<<z
	// What touches but for rounding meets. The tile that ends at v touches it.
	margin += 4e-16 * float64(max(w, h))
	first := func(v float64) float64 { return math.Ceil(v-margin) - 1 }
	last := func(v float64) float64 { return math.Floor(v + margin) }
	y0 := max(0, first((s.Corner[1]-b.Max[1])/side))
	y1 := min(float64(h-1), last((s.Corner[1]-b.Min[1])/side))
	x0, x1 := first((b.Min[0]-s.Corner[0])/side), last((b.Max[0]-s.Corner[0])/side)
	if !(y0 <= y1) || !(x0 <= x1) {
		return nil
	}
	r := Range{Z: z, MinY: int(y0), MaxY: int(y1)}
	var out []Range
	add := func(x0, x1 float64) {
		if x0, x1 = max(0, x0), min(float64(w-1), x1); x0 <= x1 {
			r.MinX, r.MaxX = int(x0), int(x1)
			out = append(out, r)
		}
	}
	add(x0, x1)
	if s.Wraps() {
		// What lies at one rim is next to the other.
		add(x0+float64(w), x1+float64(w))
		add(x0-float64(w), x1-float64(w))
	}
	return out
}

// Wraps reports whether the last column is next to the first.
func (s *Set) Wraps() bool {
	around := 360.0
	if s.CRS.Unit == 1 {
		around = 2 * math.Pi * geo.EquatorialRadius
	}
	return s.CRS.Separable && math.Abs(float64(s.Width)*s.Side(0)-around) < 1e-9*around
}

// fromDegrees carries a bound of longitudes and latitudes into the CRS. It is
// false where nothing of it lies on the set with a margin of pad around it.
func (s *Set) fromDegrees(b orb.Bound, pad float64) (orb.Bound, bool) {
	if s.CRS.Separable {
		return orb.Bound{Min: s.CRS.Forward(b.Min), Max: s.CRS.Forward(b.Max)}, b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]
	}
	// Elsewhere the projection may not be defined.
	e := s.extent(pad)
	b.Min = orb.Point{max(b.Min[0], e.West), max(b.Min[1], e.South)}
	b.Max = orb.Point{min(b.Max[0], e.East), min(b.Max[1], e.North)}
	if !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) {
		return b, false
	}
	return around(b, s.CRS.Forward), true
}

// join adds a range to others, so that none overlap and none of the same rows
// are neighbours.
func join(all []Range, r Range) []Range {
	for i := 0; i < len(all); i++ {
		a := all[i]
		rows := r.MinY <= a.MaxY && a.MinY <= r.MaxY
		next := 0
		if r.MinY == a.MinY && r.MaxY == a.MaxY {
			next = 1
		}
		if rows && r.MinX <= a.MaxX+next && a.MinX <= r.MaxX+next {
			r.MinX, r.MaxX = min(r.MinX, a.MinX), max(r.MaxX, a.MaxX)
			r.MinY, r.MaxY = min(r.MinY, a.MinY), max(r.MaxY, a.MaxY)
			all = append(all[:i], all[i+1:]...)
			i = -1
		}
	}
	return append(all, r)
}
