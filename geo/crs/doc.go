// Package crs knows the few coordinate reference systems that are served: what
// they are called, in which order they write their axes, and the way there from
// longitude and latitude and back.
//
//	utm, err := crs.Lookup("EPSG:32643")
//	if err != nil {
//		return err
//	}
//	p := utm.Forward(orb.Point{75.39391, 40.55167}) // easting, northing in metres
//	q := utm.Inverse(p)                             // longitude, latitude in degrees
//	text := utm.Order(p)                            // as the authority writes it
//
// All of them stand on WGS 84, so there are no shifts of datum. Between the
// functions of this module a point is always east first, then north: longitude
// and latitude in degrees (CRS84), or x and y. The order that an authority
// prescribes matters only where coordinates are read and written.
package crs
