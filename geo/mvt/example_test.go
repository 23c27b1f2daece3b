package mvt_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/mvt"
	"pamir/geo/tile"
)

func Example() {
	features := []mvt.Feature{
		{Name: "torugart", Geometry: orb.Point{75.39391, 40.55167}, Values: []any{"Torugart", int64(3752)}},
		{Name: "bow-tie", Geometry: orb.Polygon{{{75, 40}, {75.4, 40.4}, {75.4, 40}, {75, 40.4}, {75, 40}}}},
	}
	layer := mvt.Layer{
		Name:    "ports",
		Keys:    []string{"name", "elevation_m"},
		NameKey: "id",
		Len:     len(features),
		At:      func(i int) mvt.Feature { return features[i] },
	}
	id, _ := tile.WebMercatorQuad.At(features[0].Geometry.(orb.Point), 7)
	result, err := mvt.Encode(tile.WebMercatorQuad, id, []mvt.Layer{layer}, mvt.Defaults())
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := mvt.Decode(result.Bytes)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range t.Layers[0].Features {
		fmt.Println(f.Tags, f.Geometry)
	}
	// Output:
	// [{id torugart} {name Torugart} {elevation_m 3752}] [3304 823]
	// [{id bow-tie}] [[[[2731 1877] [2731 1114] [3022 1496] [2731 1877]]] [[[3022 1496] [3313 1114] [3313 1877] [3022 1496]]]]
}
