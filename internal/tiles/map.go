package tiles

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/crs"
	"pamir/geo/raster"
	"pamir/geo/style"
)

// Map is a map of any place and size.
type Map struct {
	CRS           *crs.CRS
	Bounds        orb.Bound // in the CRS, east first
	Width, Height int       // pixels at a scale of 1
	Layers        []Layer   // from the ground up
	PictureStyle
	States States // of features; nil: none

	Markers  []Marker
	Path     orb.LineString // longitude and latitude; nil: none
	ScaleBar bool
	Credits  bool // whose the data is, in the lower right corner
}

// Marker is a place to show.
type Marker struct {
	At    orb.Point // longitude and latitude
	Label string
}

// ErrNoStyle is the error for a style that is not there.
var ErrNoStyle = errors.New("there is no such style")

// Box holds all that can show in the map.
func (m *Maker) Box(x *Map) geo.Box {
	sheet := m.sheet(x.PictureStyle)
	if sheet == nil {
		return geo.World
	}
	v, most := x.frame(), 0.0
	for _, w := range raster.Wants(sheet, v.Zoom) {
		most = max(most, w.Buffer)
	}
	return boxAround(&v, most)
}

// Map draws a map.
func (m *Maker) Map(ctx context.Context, x *Map) (*Tile, error) {
	sheet := m.sheet(x.PictureStyle)
	if sheet == nil {
		return nil, ErrNoStyle
	}
	v := x.frame()
	layers, err := m.around(ctx, x, sheet, &v)
	if err != nil {
		return nil, err
	}
	over := x.overlay()
	if x.Credits {
		over = append(over, x.credits(m.creditsOf(x, layers, &v))...)
	}
	if len(over) > 0 {
		if sheet, err = changed(sheet, withOverlay); err != nil {
			return nil, err
		}
	}
	return m.draw(ctx, v, sheet, append(layers, over...))
}

// frame is what package raster calls the map.
func (x *Map) frame() raster.View {
	middle := x.CRS.Inverse(x.Bounds.Center())
	perPixel := (x.Bounds.Max[1] - x.Bounds.Min[1]) / float64(x.Height) * x.CRS.Unit
	lat := middle[1]
	if x.CRS.Unit != 1 {
		lat = 0 // degrees of latitude are as long everywhere
	} else if x.CRS == crs.EPSG3857 {
		perPixel *= math.Cos(lat * math.Pi / 180)
	}
	return raster.View{
		Bounds: x.Bounds, Width: x.Width, Height: x.Height, Ratio: float64(max(x.Scale, 1)),
		Zoom:    raster.ZoomAt(perPixel, lat),
		Project: x.CRS.Forward, Unproject: x.CRS.Inverse,
	}
}

// around brings the features in and around a view, as far as the style needs
// them.
func (m *Maker) around(ctx context.Context, x *Map, sheet *style.Style, v *raster.View) ([]raster.Layer, error) {
	var layers []raster.Layer
	for _, w := range raster.Wants(sheet, v.Zoom) {
		i := slices.IndexFunc(x.Layers, func(l Layer) bool { return w.Source == Source && l.Collection.ID == w.Layer })
		if i < 0 {
			continue
		}
		features, err := m.inBox(ctx, x.Layers[i], boxAround(v, w.Buffer))
		if err != nil {
			return nil, err
		}
		if len(features) > 0 {
			layers = append(layers, rasterLayer(x.Layers[i].Collection, features, x.States.of(x.Layers[i].Collection)))
		}
	}
	// The style draws layers in its own order; those of a source in any.
	return layers, nil
}

// boxAround returns a box in longitude and latitude that holds a view and a
// margin of pixels around it.
func boxAround(v *raster.View, margin float64) geo.Box {
	pad := margin * (v.Bounds.Max[0] - v.Bounds.Min[0]) / float64(v.Width)
	b := v.Bounds.Pad(pad)
	inf := math.Inf(1)
	out := orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
	const steps = 32
	for i := range steps + 1 {
		x := b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/steps
		y := b.Min[1] + (b.Max[1]-b.Min[1])*float64(i)/steps
		for _, p := range [...]orb.Point{{x, b.Min[1]}, {x, b.Max[1]}, {b.Min[0], y}, {b.Max[0], y}} {
			q := v.Unproject(p)
			if math.IsNaN(q[0]+q[1]) || math.IsInf(q[0]+q[1], 0) {
				return geo.World
			}
			out = out.Extend(q)
		}
	}
	// Between the steps an edge can bulge out by less than this.
	out = out.Pad((out.Max[1] - out.Min[1]) / (steps * 2))
	return geo.Box{West: max(out.Min[0], -180), South: max(out.Min[1], -90), East: min(out.Max[0], 180), North: min(out.Max[1], 90)}
}

// overlaySource is the source of what a map shows besides features.
const overlaySource = "overlay"

// overlay makes layers of markers, path and scale bar.
func (x *Map) overlay() []raster.Layer {
	var layers []raster.Layer
	if len(x.Path) > 0 {
		layers = append(layers, raster.Layer{Source: overlaySource, Name: "path", Features: []raster.Feature{{ID: 1, Geometry: x.Path}}})
	}
	if len(x.Markers) > 0 {
		l := raster.Layer{Source: overlaySource, Name: "markers"}
		for i, k := range x.Markers {
			l.Features = append(l.Features, raster.Feature{ID: i, Geometry: k.At})
		}
		l.Value = func(i int, name string) any {
			if name == "label" && x.Markers[i].Label != "" {
				return x.Markers[i].Label
			}
			return nil
		}
		layers = append(layers, l)
	}
	if x.ScaleBar {
		layers = append(layers, x.scaleBar()...)
	}
	return layers
}

// withOverlay adds the layers that draw them.
func withOverlay(d document) {
	layer := func(id, kind, from string, layout, paint map[string]any) map[string]any {
		return map[string]any{"id": overlaySource + "-" + id, "type": kind, "source": overlaySource, "source-layer": from, "layout": layout, "paint": paint}
	}
	round := map[string]any{"line-cap": "round", "line-join": "round"}
	label := func(from, anchor string, offset float64) map[string]any {
		return layer(from+"-label", "symbol", from,
			map[string]any{"text-field": []any{"get", "label"}, "text-font": []any{"Noto Sans Bold"}, "text-size": 12, "text-anchor": anchor, "text-offset": []any{0, offset},
				"text-allow-overlap": true},
			map[string]any{"text-color": "#1a1a1a", "text-halo-color": "#ffffff", "text-halo-width": 1.5})
	}
	credits := label("credits", "bottom-right", 0)
	words := credits["layout"].(map[string]any)
	words["text-font"], words["text-size"], words["text-max-width"] = []any{"Noto Sans Regular"}, creditsSize, 1000
	if sources, ok := d["sources"].(map[string]any); ok {
		sources[overlaySource] = map[string]any{"type": "vector"}
	}
	d["layers"] = append(d.layers(),
		layer("path-casing", "line", "path", round, map[string]any{"line-color": "#ffffff", "line-width": 7, "line-opacity": 0.9}),
		layer("path", "line", "path", round, map[string]any{"line-color": "#c2185b", "line-width": 4}),
		layer("markers", "circle", "markers", map[string]any{}, map[string]any{"circle-color": "#c2185b", "circle-radius": 7, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2}),
		label("markers", "bottom", -0.9),
		layer("bar-casing", "line", "bar", map[string]any{}, map[string]any{"line-color": "#ffffff", "line-width": 5, "line-opacity": 0.9}),
		layer("bar", "line", "bar", map[string]any{}, map[string]any{"line-color": "#1a1a1a", "line-width": 1.5}),
		label("bar-label", "bottom", -0.4),
		credits,
	)
}

// scaleBar is a line of a round length in the lower left corner, by the distance
// on the ground there, and the length in words.
func (x *Map) scaleBar() []raster.Layer {
	const edge, tick = 14, 5 // pixels
	perX := (x.Bounds.Max[0] - x.Bounds.Min[0]) / float64(x.Width)
	perY := (x.Bounds.Max[1] - x.Bounds.Min[1]) / float64(x.Height)
	at := func(right, up float64) orb.Point {
		return x.CRS.Inverse(orb.Point{x.Bounds.Min[0] + right*perX, x.Bounds.Min[1] + up*perY})
	}
	most := min(float64(x.Width)/4, 160)
	metres := geo.Distance(at(edge, edge), at(edge+most, edge))
	if !(metres > 0) || math.IsInf(metres, 0) || x.Height < 40 || x.Width < 80 {
		return nil
	}
	long := roundBelow(metres)
	right := edge + most*long/metres // the ground is even enough over so little
	bar := orb.LineString{at(edge, edge+tick), at(edge, edge), at(right, edge), at(right, edge+tick)}
	text := lengthText(long)
	return []raster.Layer{
		{Source: overlaySource, Name: "bar", Features: []raster.Feature{{ID: 1, Geometry: bar}}},
		{Source: overlaySource, Name: "bar-label", Features: []raster.Feature{{ID: 1, Geometry: at((edge+right)/2, edge)}}, Value: func(_ int, name string) any {
			if name == "label" {
				return text
			}
			return nil
		}},
	}
}

// roundBelow returns the greatest of 1, 2 and 5 with zeros behind it that is not
// above v.
func roundBelow(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, n := range []float64{5, 2} {
		if n*unit <= v {
			return n * unit
		}
	}
	return unit
}

// lengthText words a length in metres.
func lengthText(m float64) string {
	switch {
	case m >= 1000:
		return strconv.FormatFloat(m/1000, 'f', -1, 64) + " km"
	case m >= 1:
		return strconv.FormatFloat(m, 'f', -1, 64) + " m"
	}
	return strconv.FormatFloat(m*100, 'f', -1, 64) + " cm"
}
