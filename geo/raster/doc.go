// Package raster draws maps: features and a style give a picture, for a tile or
// for a map of any size and projection.
//
//	assets, err := raster.ReadAssets(files)    // faces, icons, relief: once for a process
//	view := raster.TileView(tile.WebMercatorQuad, tile.ID{Z: 7, X: 91, Y: 48}, 2)
//	for _, w := range raster.Wants(sheet, view.Zoom) {
//		layers = append(layers, …)             // the features of w.Layer within w.Buffer pixels of the view
//	}
//	picture, err := raster.Draw(ctx, view, sheet, layers, assets)
//	if err != nil {
//		return err
//	}
//	defer picture.Release()
//	png := picture.PNG()
//
// What is drawn of a style is package style's to say. Lengths in a style are
// pixels at a ratio of 1; a picture of ratio 2 has twice as many.
//
// # Names at the edges of tiles
//
// A name that crosses the edge of a tile is cut there, and the rest must be in
// the next. So a tile decides about each of its names by what lies near that
// name only, wherever the tile's edges are: by the features within LabelBuffer
// pixels of it, which the caller must bring, whole. Names are tried in the order
// of their layers (the uppermost first), sort keys and ids. A name is written
// where none before it is in the way; whether those are written is found out in
// the same manner, as far as reach pixels from the name; where that does not
// tell, it is left out. Each answer is the one that trying all names of the
// world in that order would give, so no two names overlap and no two tiles
// disagree.
package raster
