package raster

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/raster/ink"
	"pamir/geo/style"
)

// shapes draws a layer of fills, lines or circles.
func (d *drawing) shapes(l *style.Layer) {
	switch {
	case l.Fill != nil:
		d.fills(l, l.Fill)
	case l.Line != nil:
		d.lines(l, l.Line)
	case l.Circle != nil:
		d.circles(l, l.Circle)
	}
}

// fills draws polygons. Those that follow each other in one colour are one
// shape, so that neighbours meet without a seam.
func (d *drawing) fills(l *style.Layer, p *style.Fill) {
	var now ink.Color
	paint := func() {
		if !d.mask.Empty() {
			d.mask.Paint(&d.canvas, now, ink.NonZero)
		}
	}
	x, y := d.moved(&p.Translate)
	d.shift(x, y)
	d.features(l, &p.SortKey, func(g orb.Geometry) {
		if d.env.Geometry != style.Polygon {
			return
		}
		c := colorOf(p.Color.At(&d.env), p.Opacity.At(&d.env))
		if c != now {
			paint()
			now = c
		}
		if c.Alpha() > 0 {
			d.shaper.fill(&d.mask, g)
		}
	})
	paint()
	d.shift(-x, -y)
	if p.OutlineColor.Set() {
		d.outlines(l, p)
	}
}

// outlines draws the edges of polygons, a pixel wide.
func (d *drawing) outlines(l *style.Layer, p *style.Fill) {
	pen := &ink.Pen{Width: float32(d.view.Ratio), Join: ink.BevelJoin}
	d.features(l, &p.SortKey, func(g orb.Geometry) {
		c := colorOf(p.OutlineColor.At(&d.env), p.Opacity.At(&d.env))
		if d.env.Geometry != style.Polygon || c.Alpha() == 0 {
			return
		}
		d.shaper.lines(g, false, func(line []ink.Point, closed bool) { d.mask.Stroke(line, closed, pen) })
		if !d.mask.Empty() {
			d.mask.Paint(&d.canvas, c, ink.NonZero)
		}
	})
}

// shift moves what is drawn, in pixels of the picture.
func (d *drawing) shift(x, y float64) {
	b := &d.view.Bounds
	dx, dy := -x/d.perX, y/d.perY
	b.Min[0], b.Max[0], b.Min[1], b.Max[1] = b.Min[0]+dx, b.Max[0]+dx, b.Min[1]+dy, b.Max[1]+dy
}

// line is how one feature's line is drawn.
type line struct {
	color            ink.Color
	width, gap, side float64
	cap, join        string
	miter            float64
	dashes           [4]float64
	dashed           int // how many of the dashes there are
}

const maxDashes = 4

func (d *drawing) lineOf(p *style.Line) line {
	e, ratio := &d.env, d.view.Ratio
	l := line{
		color: colorOf(p.Color.At(e), p.Opacity.At(e)),
		width: p.Width.At(e) * ratio, gap: p.GapWidth.At(e) * ratio, side: p.Offset.At(e) * ratio,
		cap: p.Cap.At(e), join: p.Join.At(e), miter: p.MiterLimit.At(e),
	}
	most := 2 * shapeBuffer * ratio
	l.width, l.gap, l.side = min(l.width, most), min(l.gap, most), max(-most, min(most, l.side))
	if p.Dashes.Set() {
		dashes := p.Dashes.At(e)
		// A list of odd length is repeated, as SVG has it.
		n := len(dashes)
		if n%2 != 0 {
			n *= 2
		}
		if n <= maxDashes {
			for i := range n {
				l.dashes[i] = dashes[i%len(dashes)] * l.width
			}
			l.dashed = n
		}
	}
	return l
}

var (
	caps  = map[string]ink.Cap{"butt": ink.ButtCap, "round": ink.RoundCap, "square": ink.SquareCap}
	joins = map[string]ink.Join{"miter": ink.MiterJoin, "round": ink.RoundJoin, "bevel": ink.BevelJoin}
)

// lines draws lines. Those that follow each other in one colour are one shape:
// what is half transparent does not show where they cross.
func (d *drawing) lines(l *style.Layer, p *style.Line) {
	var now ink.Color
	paint := func() {
		if !d.mask.Empty() {
			d.mask.Paint(&d.canvas, now, ink.NonZero)
		}
	}
	x, y := d.moved(&p.Translate)
	d.shift(x, y)
	d.features(l, &p.SortKey, func(g orb.Geometry) {
		if d.env.Geometry == style.Point {
			return
		}
		one := d.lineOf(p)
		if one.color.Alpha() == 0 || one.width <= 0 {
			return
		}
		if one.color != now {
			paint()
			now = one.color
		}
		d.stroke(&one, g)
	})
	paint()
	d.shift(-x, -y)
}

func (d *drawing) stroke(l *line, g orb.Geometry) {
	pen := ink.Pen{Width: float32(l.width), Cap: caps[l.cap], Join: joins[l.join], MiterLimit: float32(l.miter)}
	sides := []float64{l.side}
	if l.gap > 0 {
		sides = []float64{l.side - (l.gap+l.width)/2, l.side + (l.gap+l.width)/2}
	}
	d.shaper.lines(g, l.dashed > 0, func(line []ink.Point, closed bool) {
		for _, side := range sides {
			beside := line
			if side != 0 {
				beside = parallel(line, float32(side), closed)
			}
			if l.dashed > 0 {
				d.dashes(beside, closed, l, pen)
				continue
			}
			d.mask.Stroke(beside, closed, &pen)
		}
	})
}

// dashes strokes the parts of a line that are near the picture, with the dashes
// where they are on the whole line.
func (d *drawing) dashes(line []ink.Point, closed bool, l *line, pen ink.Pen) {
	total := 0.0
	for _, n := range l.dashes[:l.dashed] {
		pen.Dashes = append(pen.Dashes, float32(n))
		total += n
	}
	if !(total > 0) {
		return
	}
	if closed && len(line) > 0 && line[0] != line[len(line)-1] {
		line = append(line, line[0])
	}
	margin := float32(l.width + total + 2)
	box := [2]ink.Point{{X: -margin, Y: -margin}, {X: float32(d.width) + margin, Y: float32(d.height) + margin}}
	var piece []ink.Point
	flush := func() {
		if len(piece) > 1 {
			d.mask.Stroke(piece, false, &pen)
		}
		piece = piece[:0]
	}
	run := 0.0 // from the line's start
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))
		from, to := within(a, b, box)
		at := func(t float32) ink.Point { return ink.Point{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)} }
		switch {
		case from >= to:
			flush()
		default:
			if from > 0 || len(piece) == 0 {
				flush()
				pen.Phase = float32(math.Mod(run+float64(from)*length, total))
				piece = append(piece, at(from))
			}
			piece = append(piece, at(to))
			if to < 1 {
				flush()
			}
		}
		run += length
	}
	flush()
}

// within returns the part of an edge that is inside a box, from 0 to 1, after
// Liang and Barsky; none where the first is not below the second.
func within(a, b ink.Point, box [2]ink.Point) (from, to float32) {
	to = 1
	cut := func(start, by, low, high float32) {
		if by == 0 {
			if start < low || start > high {
				to = -1
			}
			return
		}
		t, u := (low-start)/by, (high-start)/by
		if t > u {
			t, u = u, t
		}
		from, to = max(from, t), min(to, u)
	}
	cut(a.X, b.X-a.X, box[0].X, box[1].X)
	cut(a.Y, b.Y-a.Y, box[0].Y, box[1].Y)
	return from, to
}

// parallel is the line beside a line, to the right of its direction where side
// is above 0. Corners are mitred, but not far.
func parallel(line []ink.Point, side float32, closed bool) []ink.Point {
	out := make([]ink.Point, 0, len(line))
	n := len(line)
	if closed && n > 1 && line[0] == line[n-1] {
		n--
	}
	normal := func(a, b ink.Point) (ink.Point, bool) {
		x, y := float64(b.X-a.X), float64(b.Y-a.Y)
		length := math.Hypot(x, y)
		if length == 0 {
			return ink.Point{}, false
		}
		return ink.Point{X: float32(-y / length), Y: float32(x / length)}, true
	}
	for i := range n {
		var before, after ink.Point
		var has, next bool
		if i > 0 || closed {
			before, has = normal(line[(i+n-1)%n], line[i])
		}
		if i < n-1 || closed {
			after, next = normal(line[i], line[(i+1)%n])
		}
		switch {
		case !has && !next:
			continue
		case !has:
			before = after
		case !next:
			after = before
		}
		x, y := before.X+after.X, before.Y+after.Y
		k := 2 / max(0.5, x*x+y*y) // at most four times as far out
		out = append(out, ink.Point{X: line[i].X + x*k*side, Y: line[i].Y + y*k*side})
	}
	return out
}

// circles draws a circle at each point, each over those before it.
func (d *drawing) circles(l *style.Layer, p *style.Circle) {
	ratio := d.view.Ratio
	x, y := d.moved(&p.Translate)
	d.features(l, &p.SortKey, func(g orb.Geometry) {
		e := &d.env
		radius, width := p.Radius.At(e)*ratio, p.StrokeWidth.At(e)*ratio
		fill := colorOf(p.Color.At(e), p.Opacity.At(e))
		var edge ink.Color
		if width > 0 {
			edge = colorOf(p.StrokeColor.At(e), p.StrokeOpacity.At(e))
		}
		points(g, func(at orb.Point) {
			d.shaper.seen++
			q := d.pixel(at)
			d.circle(place{q.x + x, q.y + y}, radius, width, [2]ink.Color{fill, edge})
		})
	})
}

// circle draws a disc and a ring round it. A pixel's share is told from the
// distance of its middle, which is right to a few hundredths.
func (d *drawing) circle(at place, radius, width float64, colors [2]ink.Color) {
	outer := radius + width
	c := &d.canvas
	if !(outer > 0) || !(at.x+outer > 0 && at.y+outer > 0 && at.x-outer < float64(c.Width) && at.y-outer < float64(c.Height)) {
		return
	}
	left, right := max(0, int(at.x-outer-1)), min(c.Width-1, int(at.x+outer+1))
	top, bottom := max(0, int(at.y-outer-1)), min(c.Height-1, int(at.y+outer+1))
	far := (outer + 0.5) * (outer + 0.5)
	for y := top; y <= bottom; y++ {
		dy := float64(y) + 0.5 - at.y
		for x := left; x <= right; x++ {
			dx := float64(x) + 0.5 - at.x
			square := dx*dx + dy*dy
			if square >= far {
				continue
			}
			distance := math.Sqrt(square)
			all := share(outer - distance)
			inner := all
			if width > 0 {
				inner = share(radius - distance)
			}
			// The two do not overlap: their shares add up.
			c.Set(x, y, colors[0].Fade(inner)+colors[1].Fade(all-inner))
		}
	}
}

// share is how much of a pixel, of 255, lies inside of an edge whose distance
// from the pixel's middle is d.
func share(d float64) uint32 { return uint32(255*max(0, min(1, d+0.5)) + 0.5) }
