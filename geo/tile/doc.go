// Package tile names the tiles of a map: tile matrix sets as data (OGC
// 17-083r4), where a tile lies and which tiles a box meets, and the order in
// which PMTiles numbers them.
//
//	set := tile.Find("WebMercatorQuad")
//	t, ok := set.At(orb.Point{75.39391, 40.55167}, 12) // 12/2905/1541
//	bound := set.Bounds(t)                             // metres east and north
//	box := set.Box(t, 1.0/64)                          // degrees, with a margin
//	for _, r := range set.Cover(box, 14, 0) {
//		for t := range r.Tiles() { … }
//	}
//
// All sets are quadrees from the top left: a tile of one matrix is four of the
// next, columns count eastwards and rows southwards.
package tile
