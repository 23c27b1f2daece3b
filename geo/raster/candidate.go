package raster

import (
	"math"
	"strings"

	"pamir/geo/raster/ink"
	"pamir/geo/raster/lettering"
	"pamir/geo/style"
)

// look is how a name and its icon are drawn. Lengths are pixels of the picture.
type look struct {
	block      *lettering.Block
	size       float64
	lineHeight float64
	texts      []textAt
	letters    []letterAt // along a line, instead of texts
	ink, halo  ink.Color
	haloWidth  float64

	textBy, iconBy place // how far both are moved when they are drawn

	icon        *icon
	iconAt      rect
	iconScale   float64
	iconOpacity float64
	fitted      []rect // the icon's place for each of the texts, where it is fitted to them
}

// textAt is a place for the text.
type textAt struct {
	box     rect
	justify float64 // 0 left, 0.5 in the middle, 1 right
}

// letterAt is a letter on a line, turned round its place.
type letterAt struct {
	glyph    *lettering.Glyph
	at       place // of the pen on the base line
	sin, cos float64
}

// candidate makes the candidates of a wish.
func (l *labels) candidate(d *drawing, w *wish) {
	d.layer = w.from
	d.feature(w.feature)
	defer func() { d.layer = nil }()
	e, s, ratio := &d.env, w.symbol, d.view.Ratio
	text := transformed(s.Text.Field.At(e), s.Text.Transform.At(e))
	size := s.Text.Size.At(e) * ratio
	if len(strings.TrimSpace(text)) == 0 || !(size > 0 && size <= maxText*ratio) || d.assets.Faces == nil {
		text = ""
	}
	pic := d.icons.get(s.Icon.Image.At(e), ratio)
	if text == "" && pic == nil {
		return
	}
	k := &look{size: size, lineHeight: s.Text.LineHeight.At(e) * size}
	along := w.lines && text != "" && s.Text.Alignment.At(e) != "viewport"
	if text != "" {
		m := lettering.Measure{Spacing: float32(s.Text.LetterSpacing.At(e))}
		if !along {
			m.MaxWidth = float32(s.Text.MaxWidth.At(e))
		}
		font := ""
		if fonts := s.Text.Font.At(e); len(fonts) > 0 {
			font = fonts[0]
		}
		k.block = d.assets.Faces.Set(font, text, m)
		if len(k.block.Lines) == 0 {
			k.block = nil
		}
		opacity := s.Text.Opacity.At(e)
		k.ink = colorOf(s.Text.Color.At(e), opacity)
		k.halo, k.haloWidth = colorOf(s.Text.HaloColor.At(e), opacity), min(s.Text.HaloWidth.At(e)*ratio, size/4)
	}
	if pic != nil {
		k.icon, k.iconScale, k.iconOpacity = pic, s.Icon.Size.At(e)*ratio/pic.ratio, s.Icon.Opacity.At(e)
	}
	if k.block == nil && k.icon == nil {
		return
	}
	k.textBy.x, k.textBy.y = d.moved(&s.Text.Translate)
	k.iconBy.x, k.iconBy.y = d.moved(&s.Icon.Translate)
	switch {
	case !w.lines:
		q := d.pixel(w.at)
		l.point(d, w, k, place{snap(q.x), snap(q.y)})
	case along && k.block != nil:
		l.along(d, w, k, text)
	default:
		l.on(d, w, k, text)
	}
}

// maxText is the largest size of a name; what is larger is a mistake.
const maxText = 128

func transformed(s, how string) string {
	switch how {
	case "uppercase":
		return strings.ToUpper(s)
	case "lowercase":
		return strings.ToLower(s)
	}
	return s
}

func snap(x float64) float64 { return math.Round(x/fine) * fine }

// sides says where an anchor is on a box: 0 at its left or top, 1 at its right
// or bottom.
func sides(anchor string) (x, y float64) {
	x, y = 0.5, 0.5
	for word := range strings.SplitSeq(anchor, "-") {
		switch word {
		case "left":
			x = 0
		case "right":
			x = 1
		case "top":
			y = 0
		case "bottom":
			y = 1
		}
	}
	return x, y
}

// point makes a candidate at a place.
func (l *labels) point(d *drawing, w *wish, k *look, at place) *candidate {
	e, s := &d.env, w.symbol
	if k.block != nil {
		k.texts = textPlaces(e, &s.Text, k, at)
	}
	if k.icon != nil {
		k.iconAt = iconPlace(e, &s.Icon, k, at)
		if fit := s.Icon.Fit.At(e); fit != "none" && k.block != nil {
			k.fit(e, &s.Icon, fit, d.view.Ratio)
		}
	}
	c := candidate{layer: w.layer, at: at, first: int32(len(l.options)), look: k, chosen: hidden}
	textOptional := k.icon == nil || s.Text.Optional.At(e)
	iconOptional := k.block == nil || s.Icon.Optional.At(e)
	for i := range k.texts {
		l.option(d, w, k, int16(i), k.icon != nil, at)
	}
	if k.icon != nil && (k.block == nil || textOptional) {
		l.option(d, w, k, -1, true, at)
	}
	if k.block != nil && k.icon != nil && iconOptional {
		for i := range k.texts {
			l.option(d, w, k, int16(i), false, at)
		}
	}
	return l.add(c)
}

// add keeps a candidate that has an option.
func (l *labels) add(c candidate) *candidate {
	c.last = int32(len(l.options))
	if c.first == c.last {
		return nil
	}
	first := true
	for _, o := range l.options[c.first:c.last] {
		for _, b := range l.boxes[o.first:o.last] {
			if first {
				c.area, first = b.rect, false
			}
			c.area = c.area.with(b.rect)
		}
	}
	l.candidates = append(l.candidates, c)
	return &l.candidates[len(l.candidates)-1]
}

// option adds a way to show a candidate, if it is one that may be.
func (l *labels) option(d *drawing, w *wish, k *look, text int16, icon bool, at place) {
	e, s, ratio := &d.env, w.symbol, d.view.Ratio
	o := option{first: int32(len(l.boxes)), text: text, icon: icon}
	if text >= 0 {
		b := k.texts[text].box.grown(s.Text.Padding.At(e) * ratio)
		l.boxes = append(l.boxes, box{b, !overlaps(e, &s.Text.AllowOverlap, &s.Text.Overlap), !s.Text.IgnorePlacement.At(e)})
	}
	if icon {
		b := k.iconAt
		if text >= 0 && k.fitted != nil {
			b = k.fitted[text]
		}
		pad := fourSides(s.Icon.Padding.At(e), ratio)
		b = rect{b.left - pad[3], b.top - pad[0], b.right + pad[1], b.bottom + pad[2]}
		l.boxes = append(l.boxes, box{b, !overlaps(e, &s.Icon.AllowOverlap, &s.Icon.Overlap), !s.Icon.IgnorePlacement.At(e)})
	}
	o.last = int32(len(l.boxes))
	l.keep(d, o, at)
}

// keep adds an option unless it reaches too far: in a tile from its anchor,
// else over the picture's edge.
func (l *labels) keep(d *drawing, o option, at place) {
	limit := rect{0, 0, float64(d.width), float64(d.height)}
	if d.view.Tile {
		limit = rect{at.x, at.y, at.x, at.y}.grown(reach * d.view.Ratio)
	}
	for _, b := range l.boxes[o.first:o.last] {
		outside := b.left < limit.left || b.right > limit.right || b.top < limit.top || b.bottom > limit.bottom
		if outside && (b.yields || d.view.Tile) {
			l.boxes = l.boxes[:o.first]
			return
		}
	}
	l.options = append(l.options, o)
}

func overlaps(e *style.Env, allow *style.Property[bool], overlap *style.Property[string]) bool {
	if how := overlap.At(e); how != "" {
		return how != "never"
	}
	return allow.At(e)
}

// fourSides makes of one to four lengths those of the top, right, bottom and
// left, as CSS does.
func fourSides(p []float64, ratio float64) (out [4]float64) {
	if len(p) == 0 {
		return out
	}
	for i := range out {
		j := i
		for j >= len(p) {
			j = max(0, j-2)
			if len(p) == 1 {
				j = 0
			}
		}
		out[i] = p[j] * ratio
	}
	return out
}

// textPlaces lists where the text may be, the best first.
func textPlaces(e *style.Env, t *style.Text, k *look, at place) []textAt {
	width, height := float64(k.block.Width)*k.size, float64(len(k.block.Lines))*k.lineHeight
	anchors := t.VariableAnchor.At(e)
	variable := len(anchors) > 0
	if !variable {
		anchors = []string{t.Anchor.At(e)}
	}
	offset, radial := t.Offset.At(e), t.RadialOffset.At(e)
	justify := t.Justify.At(e)
	places := make([]textAt, 0, len(anchors))
	for _, a := range anchors {
		x, y := sides(a)
		dx, dy := 0.0, 0.0
		switch {
		case radial != 0:
			dx, dy = radial*(1-2*x), radial*(1-2*y)
			if x != 0.5 && y != 0.5 {
				dx, dy = dx*math.Sqrt2/2, dy*math.Sqrt2/2
			}
		case len(offset) == 2 && variable:
			dx, dy = math.Abs(offset[0])*(1-2*x), math.Abs(offset[1])*(1-2*y)
		case len(offset) == 2:
			dx, dy = offset[0], offset[1]
		}
		left, top := at.x+dx*k.size-x*width, at.y+dy*k.size-y*height
		j := map[string]float64{"left": 0, "right": 1, "auto": x}
		share, ok := j[justify]
		if !ok {
			share = 0.5
		}
		places = append(places, textAt{rect{left, top, left + width, top + height}, share})
	}
	return places
}

func iconPlace(e *style.Env, i *style.Icon, k *look, at place) rect {
	w, h := float64(k.icon.width)*k.iconScale, float64(k.icon.height)*k.iconScale
	x, y := sides(i.Anchor.At(e))
	left, top := at.x-x*w, at.y-y*h
	if o := i.Offset.At(e); len(o) == 2 {
		scale := k.iconScale * k.icon.ratio
		left, top = left+o[0]*scale, top+o[1]*scale
	}
	return rect{left, top, left + w, top + h}
}

// fit puts the icon round each of the text's places.
func (k *look) fit(e *style.Env, i *style.Icon, how string, ratio float64) {
	pad := fourSides(i.FitPadding.At(e), ratio)
	c, scale := k.icon.content, k.iconScale
	// The content's box takes the text; what is outside of it is added.
	before := [2]float64{float64(c.Min.X) * scale, float64(c.Min.Y) * scale}
	after := [2]float64{float64(k.icon.width-c.Max.X) * scale, float64(k.icon.height-c.Max.Y) * scale}
	for _, t := range k.texts {
		b := t.box
		fit := rect{b.left - pad[3] - before[0], b.top - pad[0] - before[1], b.right + pad[1] + after[0], b.bottom + pad[2] + after[1]}
		own := k.iconAt
		x, y := (b.left+b.right)/2, (b.top+b.bottom)/2
		own = own.moved(x-(own.left+own.right)/2, y-(own.top+own.bottom)/2)
		if how == "width" {
			fit.top, fit.bottom = own.top, own.bottom
		} else if how == "height" {
			fit.left, fit.right = own.left, own.right
		}
		k.fitted = append(k.fitted, fit)
	}
}
