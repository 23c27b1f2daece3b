// Package geo measures on the Earth: distances, bearings, destinations and
// lengths on the WGS84 ellipsoid, and the boxes that queries are asked in.
//
// A position is an orb.Point: longitude, then latitude, in degrees (CRS84).
// An edge between two positions is straight in longitude and latitude, as
// RFC 7946 section 3.1.1 has it, not a geodesic.
package geo
