package main

import (
	"fmt"
	"os"

	"pamir/data"
	"pamir/geo/raster"
	"pamir/internal/tiles"
)

// drawing reads what pictures are drawn with: what is built in, and the fonts
// of a folder besides, if there is one.
func drawing(fonts string) (d tiles.Drawing, err error) {
	if d.Assets, err = raster.ReadAssets(data.Files()); err != nil {
		return d, err
	}
	if fonts != "" {
		if err := d.Assets.AddFonts(os.DirFS(fonts)); err != nil {
			return d, &fault{err: fmt.Errorf("--fonts %s: %w", fonts, err), hint: "want a folder with .ttf or .otf files, such as /usr/share/fonts/truetype/noto"}
		}
	}
	if d.Styles, err = tiles.ReadStyles(data.Files()); err != nil {
		return d, err
	}
	relief, err := data.ReadRelief(data.Files())
	if err == nil {
		d.ReliefBy = relief.Attribution
	}
	return d, err
}
