package raster

import (
	"context"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// BenchmarkDraw draws a tile that is full: 20,000 circles, 2,000 lines of 12
// positions, 2,000 areas of 12, or 5,000 names that would like to be there.
func BenchmarkDraw(b *testing.B) {
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.9, 39.4}, 10)
	box := tile.WebMercatorQuad.Box(id, 0)
	layers := region(1, orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}, 2000)
	layers[2].Features = layers[2].Features[:20_000]
	few := layers[2]
	few.Features, few.Name = few.Features[:5000], "few"
	layers = append(layers, few)
	for _, c := range []struct{ name, layer string }{
		{"circles", `{"id": "a", "type": "circle", "source": "s", "source-layer": "points", "paint": {"circle-radius": ["get", "size"], "circle-color": ["get", "color"], "circle-stroke-width": 1}}`},
		{"lines", `{"id": "a", "type": "line", "source": "s", "source-layer": "lines", "paint": {"line-width": 2, "line-color": "#864"}}`},
		{"dashes", `{"id": "a", "type": "line", "source": "s", "source-layer": "lines", "paint": {"line-width": 2, "line-dasharray": [3, 2]}}`},
		{"areas", `{"id": "a", "type": "fill", "source": "s", "source-layer": "areas", "paint": {"fill-color": ["get", "color"], "fill-opacity": 0.5}}`},
		{"names", `{"id": "a", "type": "symbol", "source": "s", "source-layer": "few", "layout": {"text-field": ["get", "name"], "symbol-sort-key": ["get", "size"], "text-font": ["Noto Sans Regular"], "text-size": 12, "text-variable-anchor": ["left", "right"]}}`},
		{"hillshade", `{"id": "a", "type": "hillshade", "source": "relief"}`},
	} {
		b.Run(c.name, func(b *testing.B) {
			s, a := sheet(b, c.layer), assets(b)
			v := TileView(tile.WebMercatorQuad, id, 1)
			b.ReportAllocs()
			for b.Loop() {
				p, err := Draw(context.Background(), v, s, layers, a)
				if err != nil {
					b.Fatal(err)
				}
				p.Release()
			}
		})
	}
}
