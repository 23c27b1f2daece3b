package crs

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// MercatorLatitude is where Web Mercator's square ends, atan(sinh π) in
// degrees.
const MercatorLatitude = 85.0511287798066

// mercator treats the geodetic latitude as one on a sphere of the equatorial
// radius, as EPSG's method 1024 says (Guidance Note 7-2, 3.2.1.2). The poles
// are infinitely far.
func mercator(p orb.Point) orb.Point {
	y := math.NaN()
	switch lat := math.Abs(p[1]); {
	case lat < 90:
		y = geo.EquatorialRadius * math.Asinh(math.Tan(p[1]*(math.Pi/180)))
	case lat == 90:
		y = math.Inf(int(p[1]))
	}
	return orb.Point{p[0] * degree, y}
}

func mercatorInverse(p orb.Point) orb.Point {
	return orb.Point{p[0] / degree, math.Atan(math.Sinh(p[1]/geo.EquatorialRadius)) * (180 / math.Pi)}
}
