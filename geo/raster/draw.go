package raster

import (
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/raster/ink"
	"pamir/geo/style"
)

// Layer is what there is to draw of one layer of a source.
type Layer struct {
	Source, Name string // the style's source and source-layer
	Features     []Feature

	// Value returns a property of the i-th feature: nil where it has none, bool,
	// int64, float64, string, []any or map[string]any. It may be nil.
	Value func(i int, name string) any
}

// Feature is one of a layer's features. Its geometry is whole, not cut at the
// picture, in longitude and latitude.
type Feature struct {
	ID       any // string or a number; orders names where nothing else does
	Geometry orb.Geometry
}

// Want is a layer that a style draws.
type Want struct {
	Source, Layer string
	Buffer        float64 // pixels round the picture, at a ratio of 1, from which features matter
}

// LabelBuffer is how many pixels round a tile, at a ratio of 1, features with
// names matter to the names in it.
const LabelBuffer = 640

// shapeBuffer is as much for all else: no line is wider than twice that.
const shapeBuffer = 64

// Wants lists the layers of sources that a style draws at a zoom, each once.
func Wants(s *style.Style, zoom float64) []Want {
	var wants []Want
	for _, l := range s.Layers {
		if !l.Shows(zoom) || l.Type == style.BackgroundLayer || l.Type == style.HillshadeLayer {
			continue
		}
		buffer := float64(shapeBuffer)
		if l.Type == style.SymbolLayer {
			buffer = LabelBuffer
		}
		i := slices.IndexFunc(wants, func(w Want) bool { return w.Source == l.Source && w.Layer == l.SourceLayer })
		if i < 0 {
			wants = append(wants, Want{l.Source, l.SourceLayer, buffer})
			continue
		}
		wants[i].Buffer = max(wants[i].Buffer, buffer)
	}
	return wants
}

// Picture is what was drawn.
type Picture struct {
	canvas *ink.Canvas
	assets *Assets
	brush  *brush
	blank  bool
}

// PNG returns the picture as a file of at most 256 colours: those that are near
// its own, which in a map is not seen, and a third of the bytes.
func (p *Picture) PNG() []byte { return p.canvas.SmallPNG() }

// ExactPNG returns the picture as a file with all its colours.
func (p *Picture) ExactPNG() []byte { return p.canvas.PNG() }

// Blank reports whether nothing was drawn.
func (p *Picture) Blank() bool { return p.blank }

// Size returns the picture's width and height in its own pixels.
func (p *Picture) Size() (width, height int) { return p.canvas.Width, p.canvas.Height }

// At returns a pixel's red, green, blue and alpha, multiplied by the alpha.
func (p *Picture) At(x, y int) [4]uint8 {
	c := p.canvas.Pix[y*p.canvas.Width+x]
	return [4]uint8{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(c >> 24)}
}

// Release gives the picture's memory back for the next one. The picture is not
// to be used after it.
func (p *Picture) Release() {
	if p.brush != nil {
		p.assets.put(p.brush)
		p.brush, p.canvas = nil, nil
	}
}

// put keeps a brush for the next picture, unless it has grown far beyond what
// tiles need.
func (a *Assets) put(b *brush) {
	const most = 1 << 20 // pixels
	if cap(b.canvas.Pix) <= most {
		a.brushes.Put(b)
	}
}

// brush is the memory that drawing a picture takes.
type brush struct {
	canvas ink.Canvas
	mask   ink.Mask
	shaper shaper
	order  []int
	labels labels
}

// Draw draws a style's layers over each other. It stops with the context's
// error where that ends, and returns a *LimitError where the picture or what is
// to be drawn is too large.
func Draw(ctx context.Context, v View, s *style.Style, layers []Layer, a *Assets) (*Picture, error) {
	width, height, err := v.check()
	if err != nil {
		return nil, err
	}
	b, _ := a.brushes.Get().(*brush)
	if b == nil {
		b = new(brush)
	}
	d := &drawing{ctx: ctx, view: &v, assets: a, brush: b, frame: newFrame(&v, width, height)}
	d.icons = a.Icons[spriteOf(s.Sprite)]
	b.canvas.Resize(width, height)
	b.mask.Reset(width, height)
	b.shaper.frame, b.shaper.seen = d.frame, 0
	b.shaper.near = d.frame.around(shapeBuffer * v.Ratio)
	d.wide = d.frame.around(LabelBuffer * v.Ratio)
	err = d.draw(s, layers)
	b.labels.reset() // what it holds of the layers
	if err != nil {
		a.put(b)
		return nil, err
	}
	return &Picture{canvas: &b.canvas, assets: a, brush: b, blank: b.canvas.Blank()}, nil
}

// drawing is one picture in the making.
type drawing struct {
	*brush
	frame
	ctx    context.Context
	view   *View
	assets *Assets
	icons  *Icons
	env    style.Env
	wide   orb.Bound // in degrees; from there names matter
	layer  *Layer
	index  int // of the feature
	err    error
}

func (d *drawing) draw(s *style.Style, layers []Layer) error {
	d.env = style.Env{Zoom: d.view.Zoom, Get: func(name string) any {
		if d.layer == nil || d.layer.Value == nil {
			return nil
		}
		return d.layer.Value(d.index, name)
	}}
	d.labels.reset()
	// The uppermost names are placed first.
	for i := len(s.Layers) - 1; i >= 0; i-- {
		if l := s.Layers[i]; l.Symbol != nil && l.Shows(d.view.Zoom) {
			d.eachLayer(l, layers, func() { d.labels.collect(d, l, i) })
		}
	}
	if d.err == nil {
		d.labels.place(d)
	}
	for i, l := range s.Layers {
		if d.err != nil {
			break
		}
		if !l.Shows(d.view.Zoom) {
			continue
		}
		switch l.Type {
		case style.BackgroundLayer:
			d.background(l.Background)
		case style.HillshadeLayer:
			d.hillshade(l.Hillshade)
		case style.SymbolLayer:
			d.labels.write(d, i)
		default:
			d.eachLayer(l, layers, func() { d.shapes(l) })
		}
	}
	return d.err
}

// eachLayer calls f with each layer of features that a style's layer draws.
func (d *drawing) eachLayer(l *style.Layer, layers []Layer, f func()) {
	for i := range layers {
		if layers[i].Source == l.Source && (layers[i].Name == l.SourceLayer || l.SourceLayer == "") && d.err == nil {
			d.layer = &layers[i]
			f()
		}
	}
	d.layer = nil
}

// features calls f for each feature that the style's layer takes, in order of
// its sort key. The environment is the feature's.
func (d *drawing) features(l *style.Layer, key *style.Property[float64], f func(g orb.Geometry)) {
	visit := func(i int) {
		d.feature(i)
		if d.env.Geometry != style.NoGeometry && l.Filter(&d.env) {
			f(d.layer.Features[i].Geometry)
		}
	}
	if !key.Set() {
		for i := range d.layer.Features {
			if d.stop(i) {
				return
			}
			visit(i)
		}
		return
	}
	d.order = d.order[:0]
	keys := make([]float64, len(d.layer.Features))
	for i := range d.layer.Features {
		d.feature(i)
		keys[i] = key.At(&d.env)
		d.order = append(d.order, i)
	}
	slices.SortStableFunc(d.order, func(a, b int) int {
		switch {
		case keys[a] < keys[b]:
			return -1
		case keys[a] > keys[b]:
			return 1
		}
		return 0
	})
	for n, i := range d.order {
		if d.stop(n) {
			return
		}
		visit(i)
	}
}

// feature makes the environment the i-th feature's.
func (d *drawing) feature(i int) {
	d.index = i
	f := &d.layer.Features[i]
	d.env.ID, d.env.Geometry = f.ID, geometryOf(f.Geometry)
}

// stop reports whether drawing is to end; it looks now and then.
func (d *drawing) stop(n int) bool {
	if d.err != nil {
		return true
	}
	if n%64 == 0 {
		d.err = d.ctx.Err()
	}
	if d.err == nil && d.shaper.seen > maxPositions {
		d.err = &LimitError{"positions", d.shaper.seen, maxPositions}
	}
	return d.err != nil
}

func geometryOf(g orb.Geometry) style.Geometry {
	switch g := g.(type) {
	case orb.Point, orb.MultiPoint:
		return style.Point
	case orb.LineString, orb.MultiLineString:
		return style.LineString
	case orb.Polygon, orb.MultiPolygon, orb.Ring, orb.Bound:
		return style.Polygon
	case orb.Collection:
		for _, part := range g {
			if k := geometryOf(part); k != style.NoGeometry {
				return k
			}
		}
	}
	return style.NoGeometry
}

// colorOf is a style's colour as a canvas takes it.
func colorOf(c style.Color, opacity float64) ink.Color { return ink.RGBA(c.R, c.G, c.B, c.A*opacity) }

func (d *drawing) background(p *style.Background) {
	d.canvas.Fill(colorOf(p.Color.At(&d.env), p.Opacity.At(&d.env)))
}

// moved is a translation in pixels of the picture.
func (d *drawing) moved(p *style.Property[[]float64]) (x, y float64) {
	if !p.Set() {
		return 0, 0
	}
	by := p.At(&d.env)
	if len(by) != 2 {
		return 0, 0
	}
	return math.Round(by[0] * d.view.Ratio), math.Round(by[1] * d.view.Ratio)
}
