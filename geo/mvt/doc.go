// Package mvt turns features into Mapbox Vector Tiles, version 2.1
// (https://github.com/mapbox/vector-tile-spec/tree/master/2.1).
//
//	layer := mvt.Layer{
//		Name: "ports",
//		Keys: []string{"name", "elevation_m"},
//		Len:  len(features),
//		At: func(i int) mvt.Feature {
//			return mvt.Feature{Geometry: features[i].Geometry, Values: features[i].Values}
//		},
//	}
//	result, err := mvt.Encode(tile.WebMercatorQuad, id, []mvt.Layer{layer}, mvt.Defaults())
//
// Geometry comes in longitude and latitude with edges straight in them, and is
// clipped to the tile and a buffer around it, carried to the tile's grid, and
// simplified there. What rounding to the grid breaks, or was broken before, is
// repaired on the grid: each polygon that leaves this package is valid, wound as
// the specification says, and covers what the even-odd rule says of its rings,
// but for what lies within a cell of an edge; the polygons of a MultiPolygon are
// joined. Polygons too small for that become one cell.
//
// A tile that grows beyond its budget is thinned: features are left out whole,
// and the result counts them. Nothing is left out silently.
//
// Equal arguments give equal bytes.
package mvt
