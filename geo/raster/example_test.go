package raster_test

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/raster"
	"pamir/geo/style"
	"pamir/geo/tile"
)

func ExampleDraw() {
	sheet, err := style.Parse([]byte(`{"version": 8, "sources": {"pamir": {"type": "vector"}}, "layers": [
		{"id": "land", "type": "background", "paint": {"background-color": "#eeefec"}},
		{"id": "roads", "type": "line", "source": "pamir", "source-layer": "roads", "paint": {"line-color": "#7a5230", "line-width": 3}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.99, 39.47}, 7)
	view := raster.TileView(tile.WebMercatorQuad, id, 2)
	for _, w := range raster.Wants(sheet, view.Zoom) {
		fmt.Println("draws", w.Layer)
	}
	road := orb.LineString{{75.99, 39.47}, {75.57, 39.76}, {75.39, 40.55}}
	layers := []raster.Layer{{Source: "pamir", Name: "roads", Features: []raster.Feature{{ID: "g315", Geometry: road}}}}
	picture, err := raster.Draw(context.Background(), view, sheet, layers, &raster.Assets{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer picture.Release()
	width, height := picture.Size()
	fmt.Println(width, "by", height, "pixels;", len(picture.PNG()) < 4000)
	// Output:
	// draws roads
	// 512 by 512 pixels; true
}
