package ink

import (
	"math"
	"math/rand/v2"
	"testing"
)

// shares is the slow, obvious way: of so many points in each pixel, how many
// are inside.
func shares(width, height int, inside func(x, y float64) bool) []float64 {
	const fine = 8
	out := make([]float64, width*height)
	for i := range out {
		n := 0
		for j := range fine * fine {
			x := float64(i%width) + (float64(j%fine)+0.5)/fine
			y := float64(i/width) + (float64(j/fine)+0.5)/fine
			if inside(x, y) {
				n++
			}
		}
		out[i] = float64(n) / (fine * fine)
	}
	return out
}

// winding is how often the outlines go round a point.
func winding(outlines [][]Point, x, y float64) int {
	n := 0
	for _, o := range outlines {
		a := o[len(o)-1]
		for _, b := range o {
			ay, by := float64(a.Y), float64(b.Y)
			if (ay <= y) != (by <= y) {
				at := float64(a.X) + (y-ay)/(by-ay)*float64(b.X-a.X)
				if at > x && by > ay {
					n++
				} else if at > x {
					n--
				}
			}
			a = b
		}
	}
	return n
}

// compare fails where a pixel is off by more than most, or the mean by more
// than mean.
func compare(t *testing.T, name string, m *Mask, rule Rule, want []float64, most, mean float64) {
	t.Helper()
	got := make([]uint8, len(want))
	m.Alpha(got, rule)
	sum, worst, at := 0.0, 0.0, 0
	for i := range want {
		d := math.Abs(float64(got[i])/255 - want[i])
		sum += d
		if d > worst {
			worst, at = d, i
		}
	}
	if worst > most || sum/float64(len(want)) > mean {
		t.Errorf("%s: pixel %d,%d covers %.3f, want %.3f; off by %.4f on average", name, at%m.width, at/m.width, float64(got[at])/255, want[at], sum/float64(len(want)))
	}
}

func random(r *rand.Rand, n int, low, high float32) []Point {
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{low + (high-low)*r.Float32(), low + (high-low)*r.Float32()}
	}
	return points
}

// Triangles are covered exactly, also where they leave the canvas on any side.
func TestTriangles(t *testing.T) {
	const w, h = 24, 20
	r := rand.New(rand.NewPCG(1, 1))
	var m Mask
	m.Reset(w, h)
	for range 150 {
		o := random(r, 3, -15, 40)
		m.Polygon(o)
		compare(t, "triangle", &m, NonZero, shares(w, h, func(x, y float64) bool { return winding([][]Point{o}, x, y) != 0 }), 0.1, 0.008)
	}
}

// Outlines far beyond the canvas are cut off without harm.
func TestFarAway(t *testing.T) {
	const w, h = 8, 8
	var m Mask
	m.Reset(w, h)
	for _, far := range []float32{1e3, 1e5, 1e7, 1e30} {
		o := []Point{{-far, -far}, {far, -far}, {far, far}, {-far, far}}
		m.Polygon(o)
		compare(t, "around", &m, NonZero, shares(w, h, func(x, y float64) bool { return true }), 0, 0)
		m.Polygon([]Point{{far, 1}, {2 * far, 5}, {far, 7}})
		m.Polygon([]Point{{-far, 1}, {-2 * far, 5}, {-far, 7}})
		compare(t, "beside", &m, NonZero, shares(w, h, func(x, y float64) bool { return false }), 0, 0)
		m.Polygon([]Point{{-far, 2}, {far, 2}, {far, 6}, {-far, 6}})
		compare(t, "band", &m, NonZero, shares(w, h, func(x, y float64) bool { return y > 2 && y < 6 }), 0.01, 0.01)
	}
}

// What is no number covers nothing, and does no harm.
func TestNoNumbers(t *testing.T) {
	var m Mask
	m.Reset(8, 8)
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	points := []Point{{nan, 1}, {1, nan}, {inf, 2}, {2, -inf}, {-inf, inf}, {3, 3}, {5, 1}}
	for i := range points {
		for _, p := range points {
			m.Polygon([]Point{points[i], p, {4, 7}, {6, 6}})
			m.Stroke([]Point{points[i], p, {4, 7}}, true, &Pen{Width: 3, Cap: Cap(i % 3), Join: Join(i % 3), MiterLimit: inf, Dashes: []float32{3, 2}[:i%3]})
			m.Stroke([]Point{{1, 1}, {7, 7}, {2, 7}}, false, &Pen{Width: inf, Join: RoundJoin, Cap: RoundCap})
			m.Disc(p, inf)
			m.Clear()
		}
	}
}

// Both rules, on a shape with a hole and on a star that crosses itself.
func TestRules(t *testing.T) {
	const w, h = 32, 32
	var m Mask
	m.Reset(w, h)
	hole := [][]Point{{{2, 3}, {30, 3}, {30, 30}, {2, 30}}, {{8, 9}, {8, 20}, {21, 20}, {21, 9}}}
	star := [][]Point{{{16, 1}, {25, 30}, {1, 12}, {31, 12}, {7, 30}}}
	for _, c := range []struct {
		name     string
		outlines [][]Point
		rule     Rule
		most     float64
	}{{"hole", hole, NonZero, 0.01}, {"hole", hole, EvenOdd, 0.01}, {"star", star, NonZero, 0.6}, {"star", star, EvenOdd, 0.6}} {
		for _, o := range c.outlines {
			m.Polygon(o)
		}
		compare(t, c.name, &m, c.rule, shares(w, h, func(x, y float64) bool {
			n := winding(c.outlines, x, y)
			return c.rule == NonZero && n != 0 || c.rule == EvenOdd && n%2 != 0
		}), c.most, 0.008)
	}
}

// Two shapes that share an edge leave no seam.
func TestNoSeam(t *testing.T) {
	var m Mask
	m.Reset(16, 16)
	m.Polygon([]Point{{-1, -1}, {7.3, -1}, {9.6, 17}, {-1, 17}})
	m.Polygon([]Point{{7.3, -1}, {17, -1}, {17, 17}, {9.6, 17}})
	compare(t, "seam", &m, NonZero, shares(16, 16, func(x, y float64) bool { return true }), 0.005, 0.001)
}

// inStroke reports whether a point belongs to the stroke of a line.
func inStroke(line []Point, closed bool, p *Pen, x, y float64) bool {
	half := float64(p.Width) / 2
	n := len(line) - 1
	if closed {
		n++
	}
	for i := range n {
		a, b := line[i], line[(i+1)%len(line)]
		ax, ay, dx, dy := float64(a.X), float64(a.Y), float64(b.X-a.X), float64(b.Y-a.Y)
		length := math.Hypot(dx, dy)
		along := ((x-ax)*dx + (y-ay)*dy) / length
		across := math.Abs((x-ax)*dy-(y-ay)*dx) / length
		low, high := 0.0, length
		if !closed && p.Cap == SquareCap && i == 0 {
			low = -half
		}
		if !closed && p.Cap == SquareCap && i == n-1 {
			high += half
		}
		if along >= low && along <= high && across <= half {
			return true
		}
		round := func(end int, q Point) bool {
			isEnd := !closed && (end == 0 || end == len(line)-1)
			return (isEnd && p.Cap == RoundCap || !isEnd && p.Join == RoundJoin) && math.Hypot(x-float64(q.X), y-float64(q.Y)) <= half
		}
		if round(i, a) || round((i+1)%len(line), b) {
			return true
		}
	}
	return false
}

func TestStrokes(t *testing.T) {
	const w, h = 40, 40
	r := rand.New(rand.NewPCG(2, 2))
	var m Mask
	m.Reset(w, h)
	for i := range 60 {
		line := random(r, 2+r.IntN(3), -5, 45)
		p := &Pen{Width: 0.5 + 7*r.Float32(), Cap: []Cap{ButtCap, RoundCap, SquareCap}[r.IntN(3)], Join: RoundJoin}
		closed := len(line) > 2 && i%3 == 0
		m.Stroke(line, closed, p)
		compare(t, "stroke", &m, NonZero, shares(w, h, func(x, y float64) bool { return inStroke(line, closed, p, x, y) }), 0.7, 0.01)
	}
	for range 40 {
		line := random(r, 2, 3, 37)
		p := &Pen{Width: 0.5 + 7*r.Float32(), Cap: []Cap{ButtCap, RoundCap, SquareCap}[r.IntN(3)]}
		m.Stroke(line, false, p)
		compare(t, "straight", &m, NonZero, shares(w, h, func(x, y float64) bool { return inStroke(line, false, p, x, y) }), 0.14, 0.006)
	}
}

// Joins at a right angle, against the shapes that SVG gives.
func TestJoins(t *testing.T) {
	const w, h = 30, 30
	var m Mask
	m.Reset(w, h)
	base := func(x, y float64) bool {
		return x >= 4 && x <= 20 && y >= 17 && y <= 23 || x >= 17 && x <= 23 && y >= 4 && y <= 20
	}
	for _, c := range []struct {
		name  string
		pen   Pen
		extra func(x, y float64) bool
	}{
		{"miter", Pen{Width: 6, MiterLimit: 2}, func(x, y float64) bool { return x >= 20 && x <= 23 && y >= 20 && y <= 23 }},
		{"bevel", Pen{Width: 6, Join: BevelJoin}, func(x, y float64) bool { return x >= 20 && y >= 20 && x+y <= 43 }},
		{"limited", Pen{Width: 6, MiterLimit: 1.2}, func(x, y float64) bool { return x >= 20 && y >= 20 && x+y <= 43 }},
		{"round", Pen{Width: 6, Join: RoundJoin}, func(x, y float64) bool { return x >= 20 && y >= 20 && math.Hypot(x-20, y-20) <= 3 }},
	} {
		for _, line := range [][]Point{{{4, 20}, {20, 20}, {20, 4}}, {{20, 4}, {20, 20}, {4, 20}}} {
			m.Stroke(line, false, &c.pen)
			compare(t, c.name, &m, NonZero, shares(w, h, func(x, y float64) bool { return base(x, y) || c.extra(x, y) }), 0.07, 0.002)
		}
	}
}

func TestDashes(t *testing.T) {
	var m Mask
	m.Reset(40, 5)
	p := &Pen{Width: 3, Dashes: []float32{4, 2}, Phase: 1}
	m.Stroke([]Point{{2, 2.5}, {20, 2.5}, {38, 2.5}}, false, p)
	compare(t, "dashes", &m, NonZero, shares(40, 5, func(x, y float64) bool {
		return x > 2 && x < 38 && y > 1 && y < 4 && math.Mod(x-2+1, 6) < 4
	}), 0.02, 0.002)
	for _, dashes := range [][]float32{{0, 0}, {0}, {3}, {0, 2}, {1e-9, 1e-9}} {
		m.Stroke([]Point{{2, 2.5}, {38, 2.5}}, true, &Pen{Width: 3, Dashes: dashes})
		m.Clear()
	}
}

func TestDisc(t *testing.T) {
	var m Mask
	m.Reset(32, 32)
	for _, radius := range []float32{0.4, 1, 3.3, 14} {
		m.Disc(Point{15.3, 16.8}, radius)
		compare(t, "disc", &m, NonZero, shares(32, 32, func(x, y float64) bool {
			return math.Hypot(x-float64(float32(15.3)), y-float64(float32(16.8))) <= float64(radius)
		}), 0.1, 0.005)
	}
}

// Painting agrees with doing the sums in numbers of any size.
func TestPaint(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 20000 {
		dst, src, k := RGBA(r.Float64(), r.Float64(), r.Float64(), r.Float64()), RGBA(r.Float64(), r.Float64(), r.Float64(), float64(r.IntN(2))), r.Uint32N(256)
		if r.IntN(2) == 0 {
			src = RGBA(r.Float64(), r.Float64(), r.Float64(), r.Float64())
		}
		got := over(uint32(dst), scale(uint32(src), k))
		for shift := 0; shift < 32; shift += 8 {
			part := func(c Color) float64 { return float64(c >> shift & 255) }
			alpha := float64(src>>24) * float64(k) / 255
			want := part(src)*float64(k)/255 + part(dst)*(1-alpha/255)
			if g := float64(got >> shift & 255); math.Abs(g-want) > 1.51 {
				t.Fatalf("%08x over %08x at %d is %08x: %v, want %v", src, dst, k, got, g, want)
			}
		}
	}
}

// What a mask was used for leaves nothing behind.
func TestMaskIsClearAfterUse(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var m Mask
	m.Reset(50, 40)
	c := NewCanvas(50, 40)
	for i := range 300 {
		m.Stroke(random(r, 2+r.IntN(5), -100, 140), i%2 == 0, &Pen{Width: 5 * r.Float32(), Join: Join(i % 3), MiterLimit: 3, Cap: Cap(i % 3)})
		switch i % 3 {
		case 0:
			m.Paint(c, RGBA(1, 0, 0, 0.5), NonZero)
		case 1:
			m.Alpha(make([]uint8, 50*40), EvenOdd)
		default:
			m.Clear()
		}
		for j, x := range m.change {
			if x != 0 {
				t.Fatalf("round %d: %v is left at %d", i, x, j)
			}
		}
	}
}

func BenchmarkFill(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	var m Mask
	m.Reset(256, 256)
	c := NewCanvas(256, 256)
	o := make([]Point, 2000)
	for i := range o {
		a := float64(i) / float64(len(o)) * 2 * math.Pi
		d := 90 + 30*r.Float64()
		o[i] = Point{float32(128 + d*math.Cos(a)), float32(128 + d*math.Sin(a))}
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Polygon(o)
		m.Paint(c, RGBA(0.4, 0.5, 0.6, 1), NonZero)
	}
}

func BenchmarkStroke(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	var m Mask
	m.Reset(256, 256)
	c := NewCanvas(256, 256)
	line := []Point{{0, 128}}
	for len(line) < 500 {
		last := line[len(line)-1]
		line = append(line, Point{last.X + 0.6*r.Float32(), last.Y + 4*r.Float32() - 2})
	}
	p := &Pen{Width: 2, Join: RoundJoin, Cap: RoundCap}
	b.ReportAllocs()
	for b.Loop() {
		m.Stroke(line, false, p)
		m.Paint(c, RGBA(0.4, 0.5, 0.6, 1), NonZero)
	}
}
