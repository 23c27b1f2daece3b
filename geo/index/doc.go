// Package index finds features by their place: those in a box, and those
// nearest to a position by true geodesic distance. An index holds ids, which
// are small numbers such as positions in a slice; the caller keeps the values.
//
// There are two kinds with the same methods. A Packed is built once and is
// small and fast; a Tree takes features that come and go.
//
//	places, err := index.Pack(len(features), func(id uint32) (geo.Box, bool) {
//		g := features[id].Geometry
//		return geo.BoxOf(g.Bound()), g != nil
//	})
//	places.Search(box, func(id uint32) bool {
//		found = append(found, features[id]) // the box of its geometry meets box
//		return len(found) < limit
//	})
//	from := geo.From(p)
//	places.Nearest(p, func(id uint32) float64 {
//		metres, _ := from.Nearest(features[id].Geometry)
//		return metres // or +Inf for one that is not wanted
//	}, func(id uint32, metres float64) bool {
//		near = append(near, features[id]) // nearest first
//		return len(near) < 10
//	})
//
// The ten nearest of a million points that are uniform in longitude and
// latitude take 7 µs with a Packed, which holds 21 bytes a point, and 15 µs with
// a Tree, which holds 63; tidwall's planar Nearby takes 10 µs (one core of a
// 2021 Xeon, BenchmarkNearest). Queries allocate nothing once they are warm.
//
// Boxes are in degrees and may cross the antimeridian (West > East). They meet
// where they share a longitude and a latitude: 180 and -180 differ there, and
// so do the longitudes of a pole, as in package geo's Box. Nearest looks at the
// Earth instead, where they do not.
package index
