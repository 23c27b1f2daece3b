package raster

import (
	"math"

	"pamir/geo/raster/ink"
	"pamir/geo/raster/lettering"
)

// write draws the names and icons of a layer that have room, the first of them
// on top.
func (l *labels) write(d *drawing, layer int) {
	for i := len(l.candidates) - 1; i >= 0; i-- {
		c := &l.candidates[i]
		if c.layer != layer || c.chosen < 0 {
			continue
		}
		if d.stop(i) {
			return
		}
		o := &l.options[c.first+int32(c.chosen)]
		k := c.look
		if o.icon {
			at := k.iconAt
			if k.fitted != nil && o.text >= 0 {
				at = k.fitted[o.text]
			}
			k.icon.draw(&d.canvas, at.moved(k.iconBy.x, k.iconBy.y), k.iconScale, k.iconOpacity)
		}
		if o.text < 0 {
			continue
		}
		if k.letters != nil {
			d.writeLetters(k)
			continue
		}
		at := k.texts[o.text]
		at.box = at.box.moved(k.textBy.x, k.textBy.y)
		if k.haloWidth > 0 && k.halo.Alpha() > 0 {
			d.writeBlock(k, &at, k.haloWidth, k.halo)
		}
		d.writeBlock(k, &at, 0, k.ink)
	}
}

// writeBlock writes a text at a place, or its halo.
func (d *drawing) writeBlock(k *look, t *textAt, halo float64, c ink.Color) {
	width := t.box.right - t.box.left
	for n := range k.block.Lines {
		line := &k.block.Lines[n]
		left := t.box.left + t.justify*(width-float64(line.Width)*k.size)
		base := t.box.top + (float64(n)+0.5)*k.lineHeight + rise*k.size
		y := int(math.Round(base))
		for i := range line.Glyphs {
			g := &line.Glyphs[i]
			x := left + float64(g.X)*k.size
			// Letters stand at quarters of a pixel.
			quarters := int(math.Floor(x*4 + 0.5))
			stamp := d.assets.Faces.Stamp(lettering.StampKey{
				Font: g.Font, Glyph: g.ID, Quarter: uint8(quarters & 3), Size: float32(k.size), Halo: float32(halo),
			})
			d.canvas.Stamp(quarters>>2, y+int(math.Round(float64(g.Y)*k.size)), stamp, c)
		}
	}
}

// writeLetters writes letters that follow a line.
func (d *drawing) writeLetters(k *look) {
	if k.haloWidth > 0 && k.halo.Alpha() > 0 {
		pen := &ink.Pen{Width: float32(2 * k.haloWidth), Join: ink.RoundJoin}
		d.eachContour(k, func(contour []ink.Point) { d.mask.Stroke(contour, true, pen) })
		d.mask.Paint(&d.canvas, k.halo, ink.NonZero)
	}
	d.eachContour(k, d.mask.Polygon)
	d.mask.Paint(&d.canvas, k.ink, ink.NonZero)
}

// eachContour calls f with the outlines of letters where they are.
func (d *drawing) eachContour(k *look, f func([]ink.Point)) {
	for i := range k.letters {
		p := &k.letters[i]
		sin, cos := p.sin*k.size, p.cos*k.size
		for _, contour := range p.glyph.Font.Outline(p.glyph.ID).Contours {
			placed := d.shaper.line[:0]
			for _, q := range contour {
				x, y := float64(q.X), float64(q.Y)
				placed = append(placed, ink.Point{X: float32(p.at.x + k.textBy.x + x*cos - y*sin), Y: float32(p.at.y + k.textBy.y + x*sin + y*cos)})
			}
			d.shaper.line = placed
			f(placed)
		}
	}
}
