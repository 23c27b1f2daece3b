// Package pmtiles reads and writes archives of map tiles in the format PMTiles,
// version 3: one file that can be read by range, from a disk or from object
// storage.
//
//	w, err := pmtiles.Create("region.pmtiles", pmtiles.Plan{Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 12})
//	for id, tile := range tiles { // ids ascend
//		err = w.Add(id, tile)
//	}
//	header, err := w.Finish()
//
//	a, err := pmtiles.Open(ctx, "region.pmtiles")
//	tile, ok, err := a.Tile(ctx, id)
//
// An id is a tile's position along the Hilbert curves of all zooms, one after
// the other, as tile.ID.Hilbert gives it.
//
// Whoever made an archive may be hostile or its disk may be failing: every size
// is checked before anything is allocated for it, and an error names the file
// and the byte in it where the fault is. The format has no checksums but those
// of gzip and zstd, so a reader should unpack what it serves.
//
// https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
package pmtiles
