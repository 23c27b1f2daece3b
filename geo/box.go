package geo

import "github.com/paulmach/orb"

// Box is a rectangle in longitude and latitude, in degrees, edges included.
//
// West > East means that the box crosses the antimeridian (RFC 7946 section
// 5.2): it then holds the longitudes from West to 180 and from -180 to East.
type Box struct {
	West, South, East, North float64
}

// World is the box that holds every position.
var World = Box{West: -180, South: -90, East: 180, North: 90}

// BoxOf returns the box of a bound that does not cross the antimeridian.
func BoxOf(b orb.Bound) Box {
	return Box{West: b.Min[0], South: b.Min[1], East: b.Max[0], North: b.Max[1]}
}

// Crosses reports whether the box crosses the antimeridian.
func (b Box) Crosses() bool { return b.West > b.East }

// Contains reports whether p lies in the box or on its edge.
func (b Box) Contains(p orb.Point) bool {
	if p[1] < b.South || p[1] > b.North {
		return false
	}
	if b.Crosses() {
		return p[0] >= b.West || p[0] <= b.East
	}
	return p[0] >= b.West && p[0] <= b.East
}

// Split returns the box as one or two bounds that do not cross the
// antimeridian; n says how many.
func (b Box) Split() (parts [2]orb.Bound, n int) {
	if !b.Crosses() {
		return [2]orb.Bound{{Min: orb.Point{b.West, b.South}, Max: orb.Point{b.East, b.North}}}, 1
	}
	return [2]orb.Bound{
		{Min: orb.Point{b.West, b.South}, Max: orb.Point{180, b.North}},
		{Min: orb.Point{-180, b.South}, Max: orb.Point{b.East, b.North}},
	}, 2
}
