package main

import (
	"pamir/data"
	"pamir/geo/raster"
	"pamir/internal/tiles"
)

// builtInDrawing reads what pictures are drawn with.
func builtInDrawing() (d tiles.Drawing, err error) {
	if d.Assets, err = raster.ReadAssets(data.Files()); err != nil {
		return d, err
	}
	d.Styles, err = tiles.ReadStyles(data.Files())
	return d, err
}
