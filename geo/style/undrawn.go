package style

import "strings"

// What the specification has and is not drawn. It passes, and Undrawn tells.

var undrawnLayers = strings.Fields("raster heatmap fill-extrusion color-relief")

// undrawnProperties are those of the layers that are drawn, by their group.
var undrawnProperties = map[LayerType]map[string][]string{
	BackgroundLayer: {"paint": strings.Fields("background-pattern")},
	FillLayer:       {"paint": strings.Fields("fill-antialias fill-translate-anchor fill-pattern fill-layer-opacity fill-layer-blend")},
	LineLayer: {
		"layout": strings.Fields("line-round-limit"),
		"paint":  strings.Fields("line-blur line-translate-anchor line-pattern line-gradient line-layer-opacity line-layer-blend"),
	},
	CircleLayer: {"paint": strings.Fields("circle-blur circle-translate-anchor circle-pitch-scale circle-pitch-alignment")},
	SymbolLayer: {
		"layout": strings.Fields("icon-rotate text-rotate symbol-avoid-edges symbol-z-order symbol-height-offset symbol-height-anchor icon-keep-upright icon-pitch-alignment text-pitch-alignment text-variable-anchor-offset text-writing-mode"),
		"paint":  strings.Fields("text-halo-blur icon-color icon-halo-color icon-halo-width icon-halo-blur icon-translate-anchor text-translate-anchor"),
	},
	HillshadeLayer: {"paint": strings.Fields("hillshade-illumination-altitude hillshade-illumination-anchor resampling")},
}

var (
	rootMembers  = strings.Fields("version name metadata center centerAltitude zoom bearing pitch roll state light sky projection terrain sources sprite glyphs font-faces transition layers")
	undrawnRoot  = strings.Fields("state light sky projection terrain font-faces")
	layerMembers = strings.Fields("id type metadata source source-layer minzoom maxzoom filter layout paint")
	sourceTypes  = strings.Fields("vector raster raster-dem geojson image video")
)
