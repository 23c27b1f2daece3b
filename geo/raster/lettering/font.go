package lettering

import (
	"bytes"
	"fmt"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"pamir/geo/raster/ink"
)

// GlyphID is a letter's form in its font.
type GlyphID = font.GID

// Font is a font of outlines, TrueType or OpenType.
type Font struct {
	Name string

	font     *font.Font
	perEm    float32
	ascent   float32 // em, above the base line
	weight   float32 // em by which outlines are thickened
	outlines *sync.Map
}

// Parse reads a font file. It keeps the bytes.
func Parse(name string, data []byte) (*Font, error) {
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f := &Font{Name: name, font: face.Font, perEm: float32(face.Upem()), outlines: new(sync.Map)}
	if f.perEm == 0 {
		return nil, fmt.Errorf("font %s: it does not say how large an em is", name)
	}
	extents, ok := face.FontHExtents()
	if !ok {
		return nil, fmt.Errorf("font %s: it has no extents", name)
	}
	f.ascent = extents.Ascender / f.perEm
	return f, nil
}

// Bolder returns the font with strokes thickened by so many em, for scripts
// that have no bold font.
func (f *Font) Bolder(em float32) *Font {
	b := *f
	b.weight = em
	return &b
}

// Has reports whether the font has a letter.
func (f *Font) Has(r rune) bool {
	_, ok := f.font.NominalGlyph(r)
	return ok
}

// Outline is a letter's form: closed contours in em, y down from the base line,
// of straight edges as fine as a large label needs.
type Outline struct {
	Contours [][]ink.Point
	Min, Max ink.Point
}

// Outline returns a letter's outline; it has no contours where the letter is
// not drawn, as a space is not.
func (f *Font) Outline(id GlyphID) *Outline {
	if o, ok := f.outlines.Load(id); ok {
		return o.(*Outline)
	}
	o := f.trace(id)
	f.outlines.Store(id, o)
	return o
}

// trace flattens the curves of a letter.
func (f *Font) trace(id GlyphID) *Outline {
	o := &Outline{}
	shape, ok := font.NewFace(f.font).GlyphDataOutline(id)
	if !ok {
		return o
	}
	place := func(p opentype.SegmentPoint) ink.Point { return ink.Point{X: p.X / f.perEm, Y: -p.Y / f.perEm} }
	var contour []ink.Point
	closeContour := func() {
		if n := len(contour); n > 1 && contour[0] == contour[n-1] {
			contour = contour[:n-1]
		}
		if len(contour) > 2 {
			o.Contours = append(o.Contours, contour)
		}
		contour = nil
	}
	for _, s := range shape.Segments {
		a, b, c := place(s.Args[0]), place(s.Args[1]), place(s.Args[2])
		switch {
		case s.Op == opentype.SegmentOpMoveTo:
			closeContour()
			contour = append(contour, a)
		case len(contour) == 0: // broken: nothing was begun
		case s.Op == opentype.SegmentOpLineTo:
			contour = append(contour, a)
		case s.Op == opentype.SegmentOpQuadTo:
			p := contour[len(contour)-1]
			contour = curve(contour, [4]ink.Point{p, between(p, a, 2./3), between(b, a, 2./3), b})
		case s.Op == opentype.SegmentOpCubeTo:
			contour = curve(contour, [4]ink.Point{contour[len(contour)-1], a, b, c})
		}
	}
	closeContour()
	o.measure()
	return o
}

func between(a, b ink.Point, t float32) ink.Point {
	return ink.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

// curve appends a cubic curve as straight edges that stray from it by less than
// a thousandth of an em.
func curve(line []ink.Point, p [4]ink.Point) []ink.Point {
	const stray = 0.001
	// The second differences bound how far a chord strays: d²/8n².
	d := max(bend(p[0], p[1], p[2]), bend(p[1], p[2], p[3]))
	n := min(40, max(1, int(math.Ceil(math.Sqrt(6*float64(d)/(8*stray))))))
	for i := 1; i <= n; i++ {
		t := float32(i) / float32(n)
		ab, bc, cd := between(p[0], p[1], t), between(p[1], p[2], t), between(p[2], p[3], t)
		line = append(line, between(between(ab, bc, t), between(bc, cd, t), t))
	}
	return line
}

func bend(a, b, c ink.Point) float32 {
	x, y := float64(a.X-2*b.X+c.X), float64(a.Y-2*b.Y+c.Y)
	return float32(math.Hypot(x, y))
}

func (o *Outline) measure() {
	inf := float32(math.Inf(1))
	o.Min, o.Max = ink.Point{X: inf, Y: inf}, ink.Point{X: -inf, Y: -inf}
	for _, c := range o.Contours {
		for _, p := range c {
			o.Min = ink.Point{X: min(o.Min.X, p.X), Y: min(o.Min.Y, p.Y)}
			o.Max = ink.Point{X: max(o.Max.X, p.X), Y: max(o.Max.Y, p.Y)}
		}
	}
}
