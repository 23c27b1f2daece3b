package ink

import "math"

// Cap is how a line ends.
type Cap uint8

// Join is how two pieces of a line meet.
type Join uint8

// The caps and joins of SVG.
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap

	MiterJoin Join = iota - 3
	RoundJoin
	BevelJoin
)

// Pen says how a line is drawn.
type Pen struct {
	Width      float32
	Cap        Cap
	Join       Join
	MiterLimit float32   // a longer miter, in widths, becomes a bevel
	Dashes     []float32 // lengths of line and gap in turn, in pixels
	Phase      float32   // how far into the dashes the line begins
}

// Stroke adds a line's stroke to the mask. A closed line joins its last point
// to its first. The parts of a stroke overlap and all run the same way round:
// paint it with NonZero.
func (m *Mask) Stroke(line []Point, closed bool, p *Pen) {
	if p.Width <= 0 {
		return
	}
	if closed && len(line) > 1 && line[0] == line[len(line)-1] {
		line = line[:len(line)-1]
	}
	if len(p.Dashes) > 0 {
		m.dashed(line, closed, p)
		return
	}
	m.solid(line, closed, p)
}

// maxDashes is how many dashes one edge is cut into at most.
const maxDashes = 100_000

// dashed strokes the dashes of a line, each as a line of its own.
func (m *Mask) dashed(line []Point, closed bool, p *Pen) {
	total := float32(0)
	for _, d := range p.Dashes {
		total += d
	}
	if !(total > 0.1) || len(line) == 0 { // too fine to be seen
		m.solid(line, closed, p)
		return
	}
	plain := *p
	plain.Dashes = nil
	left := float32(math.Mod(float64(p.Phase), float64(2*total)))
	k := 0
	for left >= p.Dashes[k%len(p.Dashes)] {
		left -= p.Dashes[k%len(p.Dashes)]
		k++
	}
	left = p.Dashes[k%len(p.Dashes)] - left
	n := len(line)
	if closed {
		n++
	}
	dash := append(m.dash[:0], line[0])
	for i := 1; i < n; i++ {
		a, b := line[i-1], line[i%len(line)]
		length := hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		if !(length < maxDashes*total) { // no picture is so large
			dash = append(dash, b)
			continue
		}
		done := float32(0)
		for length-done > left {
			done += left
			at := Point{a.X + (b.X-a.X)*done/length, a.Y + (b.Y-a.Y)*done/length}
			if k%2 == 0 {
				m.solid(append(dash, at), false, &plain)
			}
			dash = append(dash[:0], at)
			k++
			left = p.Dashes[k%len(p.Dashes)]
			if left == 0 {
				left = 1e-3
			}
		}
		left -= length - done
		dash = append(dash, b)
	}
	if k%2 == 0 {
		m.solid(dash, false, &plain)
	}
	m.dash = dash[:0]
}

func hypot(x, y float32) float32 { return float32(math.Sqrt(float64(x*x + y*y))) }

// solid strokes a line without gaps: a rectangle for each piece, and what fills
// the outer side where two meet.
func (m *Mask) solid(line []Point, closed bool, p *Pen) {
	half := p.Width / 2
	n := len(line)
	if !closed {
		n--
	}
	var first, before Point // normals of the first piece and of the one before
	pieces := 0
	var start, end Point
	for i := range n {
		a, b := line[i], line[(i+1)%len(line)]
		length := hypot(b.X-a.X, b.Y-a.Y)
		if length < 1e-6 {
			continue
		}
		normal := Point{-(b.Y - a.Y) * half / length, (b.X - a.X) * half / length}
		m.rectangle(a, b, normal)
		if pieces > 0 {
			m.join(a, before, normal, p)
		} else {
			first, start = normal, a
		}
		before, end = normal, b
		pieces++
	}
	switch {
	case pieces == 0:
		if len(line) > 0 && p.Cap == RoundCap {
			m.Disc(line[0], half)
		}
	case closed:
		m.join(start, before, first, p)
	default:
		m.cap(start, Point{-first.X, -first.Y}, p.Cap)
		m.cap(end, before, p.Cap)
	}
}

// rectangle runs counter-clockwise as seen with y up, as all parts do.
func (m *Mask) rectangle(a, b, n Point) {
	p, q := Point{a.X + n.X, a.Y + n.Y}, Point{b.X + n.X, b.Y + n.Y}
	r, s := Point{b.X - n.X, b.Y - n.Y}, Point{a.X - n.X, a.Y - n.Y}
	m.Edge(p, q)
	m.Edge(q, r)
	m.Edge(r, s)
	m.Edge(s, p)
}

// join fills the outer side of a corner, between the normals of its pieces.
func (m *Mask) join(at, a, b Point, p *Pen) {
	turn := a.X*b.Y - a.Y*b.X
	dot := a.X*b.X + a.Y*b.Y
	square := p.Width * p.Width / 4
	if dot > 0 && turn*turn < 1e-6*square*square {
		return // straight on
	}
	// The wedge is on the side that the line turns away from, and runs from a
	// to b the way round that the rectangles do.
	if turn > 0 {
		a, b = Point{-b.X, -b.Y}, Point{-a.X, -a.Y}
	}
	from, to := Point{at.X + a.X, at.Y + a.Y}, Point{at.X + b.X, at.Y + b.Y}
	switch p.Join {
	case RoundJoin:
		m.Edge(at, from)
		m.arc(at, a, b)
		m.Edge(to, at)
		return
	case MiterJoin:
		// The tip lies along a+b; its distance is half a width over the cosine
		// of half the turn.
		cos2 := (1 + dot/square) / 2
		if cos2 > 1e-4 && 1 <= p.MiterLimit*p.MiterLimit*cos2 {
			k := 1 / (2 * cos2)
			tip := Point{at.X + (a.X+b.X)*k, at.Y + (a.Y+b.Y)*k}
			m.Edge(at, from)
			m.Edge(from, tip)
			m.Edge(tip, to)
			m.Edge(to, at)
			return
		}
	}
	m.Edge(at, from)
	m.Edge(from, to)
	m.Edge(to, at)
}

// cap ends a line whose normal there, seen along the line outward, is n.
func (m *Mask) cap(at, n Point, c Cap) {
	out := Point{n.Y, -n.X} // half a width along the line
	left, right := Point{at.X + n.X, at.Y + n.Y}, Point{at.X - n.X, at.Y - n.Y}
	switch c {
	case RoundCap:
		m.arc(at, n, out)
		m.arc(at, out, Point{-n.X, -n.Y})
		m.Edge(right, left)
	case SquareCap:
		m.rectangle(at, Point{at.X + out.X, at.Y + out.Y}, n)
	}
}

// arc adds the edges of an arc round a point, from the end of one radius to
// that of another, less than half a turn away.
func (m *Mask) arc(at, a, b Point) {
	radius := hypot(a.X, a.Y)
	from := Point{at.X + a.X, at.Y + a.Y}
	dot := a.X*b.X + a.Y*b.Y
	if dot > 0 && radius-hypot(a.X+b.X, a.Y+b.Y)/2 < 0.05 {
		m.Edge(from, Point{at.X + b.X, at.Y + b.Y}) // most turns are slight
		return
	}
	angle := math.Atan2(float64(a.X*b.Y-a.Y*b.X), float64(dot))
	// A chord strays from its arc by r(1-cos(step/2)): a twentieth of a pixel.
	step := 2 * math.Acos(1-math.Min(1, 0.05/float64(radius)))
	n := max(1, int(math.Ceil(min(512, math.Abs(angle)/step))))
	sin, cos := math.Sincos(angle / float64(n))
	x, y := float64(a.X), float64(a.Y)
	for i := range n {
		x, y = x*cos-y*sin, x*sin+y*cos
		to := Point{at.X + float32(x), at.Y + float32(y)}
		if i == n-1 {
			to = Point{at.X + b.X, at.Y + b.Y}
		}
		m.Edge(from, to)
		from = to
	}
}

// Disc adds a circle.
func (m *Mask) Disc(at Point, radius float32) {
	if radius <= 0 {
		return
	}
	east, south := Point{radius, 0}, Point{0, radius}
	west, north := Point{-radius, 0}, Point{0, -radius}
	m.arc(at, east, north)
	m.arc(at, north, west)
	m.arc(at, west, south)
	m.arc(at, south, east)
}
