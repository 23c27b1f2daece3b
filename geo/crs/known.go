package crs

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// degree is the length of a degree of the equator in metres: what OGC 17-083r4,
// 6.1.1, takes a degree for.
const degree = geo.EquatorialRadius * math.Pi / 180

var (
	longitude, latitude = Axis{"Lon", false}, Axis{"Lat", true}

	world = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
)

// CRS84 is longitude and latitude, in this order: what everything here is in
// where nothing else is said.
var CRS84 = &CRS{
	URI:       "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
	Title:     "WGS 84 longitude and latitude",
	Axes:      [2]Axis{longitude, latitude},
	Unit:      degree,
	Bounds:    world,
	Separable: true,
	forward:   same,
	inverse:   same,
}

// EPSG4326 is CRS84 with the latitude written first.
var EPSG4326 = &CRS{
	URI:       "http://www.opengis.net/def/crs/EPSG/0/4326",
	Title:     "WGS 84 latitude and longitude",
	Axes:      [2]Axis{latitude, longitude},
	Unit:      degree,
	Bounds:    world,
	Separable: true,
	forward:   same,
	inverse:   same,
}

// EPSG3857 is Web Mercator, metres at the equator.
var EPSG3857 = &CRS{
	URI:       "http://www.opengis.net/def/crs/EPSG/0/3857",
	Title:     "WGS 84 / Pseudo-Mercator",
	Axes:      [2]Axis{{"X", false}, {"Y", true}},
	Unit:      1,
	Bounds:    orb.Bound{Min: orb.Point{-180, -MercatorLatitude}, Max: orb.Point{180, MercatorLatitude}},
	Separable: true,
	forward:   mercator,
	inverse:   mercatorInverse,
}

// EPSG32643 is the UTM zone of Kashgar and the passes around it, metres. Its
// bounds are wider than the zone's own 72° to 78°: the formulas are as good
// there, only the scale differs from 1 by more than a part in a thousand (half
// a per cent at the edges).
var EPSG32643 = &CRS{
	URI:     "http://www.opengis.net/def/crs/EPSG/0/32643",
	Title:   "WGS 84 / UTM zone 43N",
	Axes:    [2]Axis{{"E", false}, {"N", true}},
	Unit:    1,
	Bounds:  orb.Bound{Min: orb.Point{65, 0}, Max: orb.Point{85, 84}},
	forward: utm43.forward,
	inverse: utm43.inverse,
}

// All returns the known systems.
func All() []*CRS { return []*CRS{CRS84, EPSG4326, EPSG3857, EPSG32643} }

func same(p orb.Point) orb.Point { return p }
