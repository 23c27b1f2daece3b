package ink

import "math"

// Point is a place in pixels, y down.
type Point struct{ X, Y float32 }

// Rule says what is inside of outlines that cross.
type Rule uint8

// NonZero is inside where outlines go round at all, EvenOdd where they do so an
// odd number of times.
const (
	NonZero Rule = iota
	EvenOdd
)

// Mask collects outlines, and says what share of each pixel they cover. The
// zero Mask needs a Reset.
//
// It keeps, for each pixel, by how much the cover changes there from the pixel
// before: the sum along a row is the cover itself.
type Mask struct {
	width, height int
	stride        int
	change        []float32
	rows          []extent
	top, bottom   int // the rows that were touched, the last excluded

	dash []Point // of a pen's stroke
}

// extent is the part of a row that has changes, the right end excluded.
type extent struct{ left, right int32 }

// Reset makes the mask empty and of a size.
func (m *Mask) Reset(width, height int) {
	m.Clear()
	m.width, m.height, m.stride = width, height, width+2
	if n := m.stride * height; cap(m.change) < n {
		m.change = make([]float32, n)
	} else {
		m.change = m.change[:n]
	}
	if cap(m.rows) < height {
		m.rows = make([]extent, height)
	}
	m.rows = m.rows[:height]
	for i := range m.rows {
		m.rows[i] = extent{math.MaxInt32, 0}
	}
	m.top, m.bottom = height, 0
}

// Clear empties the mask.
func (m *Mask) Clear() {
	for y := m.top; y < m.bottom; y++ {
		r := &m.rows[y]
		if r.left < r.right {
			clear(m.change[y*m.stride+int(r.left) : y*m.stride+int(r.right)])
		}
		*r = extent{math.MaxInt32, 0}
	}
	m.top, m.bottom = m.height, 0
}

// Empty reports whether no outline has come near the canvas.
func (m *Mask) Empty() bool { return m.top >= m.bottom }

// Polygon adds a closed outline; the last point is joined to the first.
func (m *Mask) Polygon(points []Point) {
	if len(points) < 3 {
		return
	}
	last := points[len(points)-1]
	for _, p := range points {
		m.Edge(last, p)
		last = p
	}
}

// Edge adds one edge of an outline. The outlines must be closed in the end.
// What is farther than a thousand million pixels is taken to be there.
func (m *Mask) Edge(a, b Point) {
	a, b = tame(a), tame(b)
	if d := a.X - b.X + a.Y - b.Y; d != d {
		return // not a number
	}
	h := float32(m.height)
	if a.Y == b.Y || a.Y <= 0 && b.Y <= 0 || a.Y >= h && b.Y >= h {
		return
	}
	sign := float32(1)
	if a.Y > b.Y {
		a, b, sign = b, a, -1
	}
	slope := (b.X - a.X) / (b.Y - a.Y)
	if a.Y < 0 {
		a.X, a.Y = a.X-a.Y*slope, 0
	}
	if b.Y > h {
		b.X, b.Y = b.X-(b.Y-h)*slope, h
	}
	m.across(a, b, slope, sign)
}

func tame(p Point) Point {
	const far = 1e9
	return Point{max(-far, min(far, p.X)), max(-far, min(far, p.Y))}
}

// across cuts an edge that is inside from top to bottom at the left and right.
// What is left of the canvas covers as if it ran along its side; what is right
// of it covers nothing.
func (m *Mask) across(a, b Point, slope, sign float32) {
	w := float32(m.width)
	if a.X >= w && b.X >= w {
		return
	}
	if a.X <= 0 && b.X <= 0 {
		m.inside(Point{0, a.Y}, Point{0, b.Y}, 0, sign)
		return
	}
	if a.X >= 0 && b.X >= 0 && a.X <= w && b.X <= w {
		m.inside(a, b, slope, sign)
		return
	}
	// It crosses a side: at the left first, then at the right.
	for _, side := range [2]float32{0, w} {
		if (a.X < side) == (b.X < side) || a.X == side || b.X == side {
			continue
		}
		y := min(b.Y, max(a.Y, a.Y+(side-a.X)/slope))
		m.across(a, Point{side, y}, slope, sign)
		m.across(Point{side, y}, b, slope, sign)
		return
	}
	m.inside(Point{min(w, max(0, a.X)), a.Y}, Point{min(w, max(0, b.X)), b.Y}, slope, sign)
}

// inside adds an edge that runs down inside the canvas.
func (m *Mask) inside(a, b Point, slope, sign float32) {
	first, end := int(a.Y), int(math.Ceil(float64(b.Y)))
	end = min(end, m.height)
	if first >= end {
		return
	}
	m.top, m.bottom = min(m.top, first), max(m.bottom, end)
	w := float32(m.width)
	x := a.X
	for y := first; y < end; y++ {
		low := min(b.Y, float32(y+1))
		next := min(w, max(0, a.X+(low-a.Y)*slope))
		d := sign * (low - max(a.Y, float32(y)))
		left, right := x, next
		if left > right {
			left, right = right, left
		}
		row := m.change[y*m.stride : (y+1)*m.stride]
		i, j := int(left), int(math.Ceil(float64(right)))
		r := &m.rows[y]
		r.left, r.right = min(r.left, int32(i)), max(r.right, int32(max(j, i+1)+1))
		if j <= i+1 { // within one pixel
			share := 0.5*(left+right) - float32(i)
			row[i] += d - d*share
			row[i+1] += d * share
		} else {
			spread(row[i:j+1], d, left-float32(i), right-left)
		}
		x = next
	}
}

// spread shares an edge's cover over the pixels that it crosses in a row. It
// enters the first pixel at from and runs width to the right.
func spread(row []float32, d, from, width float32) {
	per := d / width // for each pixel that is crossed whole
	n := len(row) - 1
	// Of the first and the last pixel it cuts off a triangle.
	first := 0.5 * per * (1 - from) * (1 - from)
	end := from + width - float32(n-1)
	last := 0.5 * per * end * end
	row[0] += first
	if n == 2 {
		row[1] += d - first - last
	} else {
		second := per * (1.5 - from)
		row[1] += second - first
		for k := 2; k < n-1; k++ {
			row[k] += per
		}
		row[n-1] += d - second - float32(n-3)*per - last
	}
	row[n] += last
}

// Paint lays a colour over the canvas where the mask covers it, and clears the
// mask. The canvas must have the mask's size.
func (m *Mask) Paint(c *Canvas, col Color, rule Rule) {
	opaque := col.Alpha() == 255
	for y := m.top; y < m.bottom; y++ {
		r := m.rows[y]
		if r.left >= r.right {
			continue
		}
		changes := m.change[y*m.stride+int(r.left) : y*m.stride+int(r.right)]
		pix := c.Pix[y*c.Width : (y+1)*c.Width]
		var sum float32
		var k uint32
		x := int(r.left)
		for i, d := range changes {
			if d != 0 {
				changes[i] = 0
				sum += d
				k = cover(sum, rule)
			}
			if k == 0 || x >= len(pix) {
				x++
				continue
			}
			if k == 255 && opaque {
				pix[x] = uint32(col)
			} else {
				pix[x] = over(pix[x], scale(uint32(col), k))
			}
			x++
		}
		if k != 0 { // on to the right side of the canvas
			run(pix[min(x, len(pix)):], Color(scale(uint32(col), k)))
		}
		m.rows[y] = extent{math.MaxInt32, 0}
	}
	m.top, m.bottom = m.height, 0
}

// run lays a colour over a row of pixels.
func run(pix []uint32, col Color) {
	if col.Alpha() == 255 {
		for i := range pix {
			pix[i] = uint32(col)
		}
		return
	}
	for i, p := range pix {
		pix[i] = over(p, uint32(col))
	}
}

// cover is the share of a pixel, of 255, where outlines cover it sum times.
func cover(sum float32, rule Rule) uint32 {
	if sum < 0 {
		sum = -sum
	}
	if rule == EvenOdd {
		if sum > 1 {
			sum -= 2 * float32(math.Floor(float64(sum/2)))
			if sum > 1 {
				sum = 2 - sum
			}
		}
	} else if sum > 1 {
		sum = 1
	}
	return uint32(sum*255 + 0.5)
}

// Alpha writes the mask's cover, of 255, into a plane of its size, and clears
// the mask.
func (m *Mask) Alpha(plane []uint8, rule Rule) {
	clear(plane)
	for y := m.top; y < m.bottom; y++ {
		r := m.rows[y]
		if r.left >= r.right {
			continue
		}
		var sum float32
		row := plane[y*m.width : (y+1)*m.width]
		for x := int(r.left); x < m.width; x++ {
			sum += m.change[y*m.stride+x]
			row[x] = uint8(cover(sum, rule))
		}
	}
	m.Clear()
}
