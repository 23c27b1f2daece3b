package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// Distance returns the length in metres of the shortest path between two
// positions. It differs from Karney's solution by less than 0.01 mm. It is NaN
// where a position is none: where a coordinate is not finite, or a latitude
// beyond ±90. Longitudes are taken modulo 360.
func Distance(p, q orb.Point) float64 {
	o := From(p)
	return o.Distance(q)
}

// Inverse returns the distance in metres between two positions and the initial
// bearing of the path from p to q, by Karney's method: errors are a few
// nanometres. The bearing is in degrees clockwise from north, in [0, 360), and
// 0 where p and q are one place. Where several paths are shortest, as between
// antipodes, it is that of one of them. Both are NaN as in Distance.
func Inverse(p, q orb.Point) (metres, bearing float64) {
	p, q = Normalize(p), Normalize(q)
	geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &metres, &bearing, nil)
	if metres == 0 {
		return 0, 0
	}
	return metres, turn(bearing)
}

// Bearing returns the initial bearing of the shortest path from p to q, as
// Inverse does.
func Bearing(p, q orb.Point) float64 {
	_, bearing := Inverse(p, q)
	return bearing
}

// BearingTo returns the initial bearing from p towards the nearest part of g,
// in degrees clockwise from north, in [0, 360). It is 0 where p lies in g and
// where g is empty.
func BearingTo(p orb.Point, g orb.Geometry) float64 {
	metres, at := Nearest(g, p)
	if metres == 0 || math.IsInf(metres, 1) {
		return 0
	}
	return Bearing(p, at)
}

// Destination returns the position reached from p by going so many metres
// along the geodesic that sets out at a bearing (degrees clockwise from north).
func Destination(p orb.Point, bearing, metres float64) orb.Point {
	p = Normalize(p)
	var q orb.Point
	geodesic.WGS84.Direct(p[1], p[0], bearing, metres, &q[1], &q[0], nil)
	return q
}

// Normalize returns p with its longitude in [-180, 180]; longitudes within
// that range, both ends included, are left as they are. A position that is
// none, because a coordinate is not finite or a latitude is beyond ±90, comes
// back as NaN, NaN.
func Normalize(p orb.Point) orb.Point {
	if !(math.Abs(p[1]) <= 90) || math.IsInf(p[0], 0) || math.IsNaN(p[0]) {
		return orb.Point{math.NaN(), math.NaN()}
	}
	return orb.Point{wrap(p[0]), p[1]}
}

// wrap brings a longitude into [-180, 180].
func wrap(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return math.Remainder(lon, 360)
}

// turn brings an angle from [-180, 180] into [0, 360).
func turn(bearing float64) float64 {
	if bearing < 0 {
		bearing += 360
	}
	if bearing >= 360 {
		return 0
	}
	return bearing + 0 // -0 becomes 0
}
