package raster

import (
	"math"
	"slices"

	"pamir/geo/raster/ink"
)

// course is a line in pixels that can be asked where one is after some way.
type course struct {
	points []ink.Point
	run    []float64 // to each point, from the start
}

func newCourse(line []ink.Point, closed bool) *course {
	c := &course{points: slices.Clone(line)}
	if closed && len(line) > 0 && line[0] != line[len(line)-1] {
		c.points = append(c.points, line[0])
	}
	c.run = make([]float64, len(c.points))
	for i := 1; i < len(c.points); i++ {
		a, b := c.points[i-1], c.points[i]
		c.run[i] = c.run[i-1] + math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))
	}
	return c
}

func (c *course) length() float64 { return c.run[len(c.run)-1] }

// at is where one is after some way; before the start and after the end the
// line goes on straight.
func (c *course) at(way float64) place {
	i, _ := slices.BinarySearch(c.run, way)
	i = max(1, min(len(c.run)-1, i))
	a, b := c.points[i-1], c.points[i]
	t := 0.0
	if n := c.run[i] - c.run[i-1]; n > 0 {
		t = (way - c.run[i-1]) / n
	}
	return place{float64(a.X) + t*float64(b.X-a.X), float64(a.Y) + t*float64(b.Y-a.Y)}
}

// turned is the same line the other way.
func (c *course) turned() *course {
	t := &course{points: slices.Clone(c.points), run: make([]float64, len(c.run))}
	slices.Reverse(t.points)
	for i := range t.run {
		t.run[i] = c.length() - c.run[len(c.run)-1-i]
	}
	return t
}

// anchors lists the places along a line for something of a width, evenly, as
// far apart as the style says at least. Lines that are too short have none.
func (c *course) anchors(placement string, spacing, width float64) []float64 {
	length := c.length()
	if length < width || length == 0 {
		return nil
	}
	n := 1
	if placement != "line-center" {
		n = max(1, int(length/max(spacing, width)))
	}
	ways := make([]float64, n)
	for i := range ways {
		ways[i] = length * (float64(i) + 0.5) / float64(n)
	}
	return ways
}

// courses calls f with each line of a wish's feature that comes near.
func (d *drawing) courses(w *wish, f func(*course)) {
	near := d.shaper.near
	d.shaper.near = d.wide
	d.shaper.lines(w.from.Features[w.feature].Geometry, true, func(line []ink.Point, closed bool) {
		if len(line) > 1 {
			f(newCourse(line, closed))
		}
	})
	d.shaper.near = near
}

// nearby reports whether a place is near enough to the picture to matter.
func (d *drawing) nearby(p place) bool {
	m := LabelBuffer * d.view.Ratio
	return p.x > -m && p.y > -m && p.x < float64(d.width)+m && p.y < float64(d.height)+m
}

// on makes candidates that stand upright on a line, such as signs of roads.
func (l *labels) on(d *drawing, w *wish, k *look, text string) {
	s := w.symbol
	spacing := s.Spacing.At(&d.env) * d.view.Ratio
	d.courses(w, func(c *course) {
		width := 0.0
		if k.block != nil {
			width = float64(k.block.Width) * k.size
		}
		for _, way := range c.anchors(s.Placement.At(&d.env), spacing, width) {
			at := c.at(way)
			at = place{snap(at.x), snap(at.y)}
			if !d.nearby(at) {
				continue
			}
			own := *k
			own.fitted = nil
			if made := l.point(d, w, &own, at); made != nil {
				made.text, made.apart = text, min(spacing/2, reach*d.view.Ratio)
			}
		}
	})
}

// along makes candidates whose letters follow a line.
func (l *labels) along(d *drawing, w *wish, k *look, text string) {
	e, s, ratio := &d.env, w.symbol, d.view.Ratio
	width := float64(k.block.Width) * k.size
	spacing := s.Spacing.At(e) * ratio
	down := 0.0
	if o := s.Text.Offset.At(e); len(o) == 2 {
		down = o[1] * k.size
	}
	bend := s.Text.MaxAngle.At(e) * math.Pi / 180
	d.courses(w, func(c *course) {
		var back *course
		for _, way := range c.anchors(s.Placement.At(e), spacing, width) {
			at := c.at(way)
			if !d.nearby(at) {
				continue
			}
			line, start := c, way-width/2
			if s.Text.KeepUpright.At(e) && c.at(start+width).x < c.at(start).x {
				if back == nil {
					back = c.turned()
				}
				line, start = back, c.length()-way-width/2
			}
			own := *k
			if !own.follow(line, start, down, bend) {
				continue
			}
			l.letters(d, w, &own, place{snap(at.x), snap(at.y)}, text, spacing)
		}
	})
}

// follow sets the letters on a line from a place on; false where it bends more
// from letter to letter than may be.
func (k *look) follow(c *course, start, down, bend float64) bool {
	line := &k.block.Lines[0]
	k.letters = make([]letterAt, 0, len(line.Glyphs))
	last := math.NaN()
	for i := range line.Glyphs {
		g := &line.Glyphs[i]
		from := start + float64(g.At)*k.size
		to := from + float64(g.Advance)*k.size
		a, b := c.at(from), c.at(to)
		if g.Advance == 0 { // a mark on the letter before it
			a, b = c.at(from-1), c.at(from)
		}
		angle := math.Atan2(b.y-a.y, b.x-a.x)
		if turn := math.Abs(math.Remainder(angle-last, 2*math.Pi)); turn > bend {
			return false
		}
		last = angle
		sin, cos := math.Sincos(angle)
		middle := place{(a.x + b.x) / 2, (a.y + b.y) / 2}
		// The pen is half the letter's way before the middle, and below the line.
		half := float64(g.Advance) / 2 * k.size
		if g.Advance == 0 {
			middle, half = b, 0
		}
		drop := down + rise*k.size
		over := float64(g.X-g.At) * k.size
		drop += float64(g.Y) * k.size
		k.letters = append(k.letters, letterAt{g, place{
			middle.x + (over-half)*cos - drop*sin,
			middle.y + (over-half)*sin + drop*cos,
		}, sin, cos})
	}
	return true
}

// rise is how far below the middle of a line of text its base line is, in em.
const rise = 0.35

// letters adds a candidate whose letters were set on a line, with a box for
// each of them.
func (l *labels) letters(d *drawing, w *wish, k *look, at place, text string, spacing float64) {
	e, s, ratio := &d.env, w.symbol, d.view.Ratio
	o := option{first: int32(len(l.boxes)), text: 0}
	pad := s.Text.Padding.At(e) * ratio
	yields, blocks := !overlaps(e, &s.Text.AllowOverlap, &s.Text.Overlap), !s.Text.IgnorePlacement.At(e)
	for i := range k.letters {
		p := &k.letters[i]
		half := float64(p.glyph.Advance) / 2 * k.size
		x := p.at.x + half*p.cos + rise*k.size*p.sin
		y := p.at.y + half*p.sin - rise*k.size*p.cos
		r := max(half, 0.5*k.size) + pad
		l.boxes = append(l.boxes, box{rect{x, y, x, y}.grown(r), yields, blocks})
	}
	o.last = int32(len(l.boxes))
	c := candidate{layer: w.layer, at: at, first: int32(len(l.options)), look: k, chosen: hidden}
	l.keep(d, o, at)
	if made := l.add(c); made != nil {
		made.text, made.apart = text, min(spacing/2, reach*ratio)
	}
}
