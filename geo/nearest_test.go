package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// sampled is the oracle for an edge: the least Karney distance to n of its
// places, narrowed down by thirds about each that is lower than its neighbours.
func sampled(p, a, b orb.Point, n int) float64 {
	f := func(t float64) float64 {
		return karney(p, orb.Point{a[0] + t*(b[0]-a[0]), max(-90, min(90, a[1]+t*(b[1]-a[1])))})
	}
	d := make([]float64, n+1)
	best := math.Inf(1)
	for i := range d {
		d[i] = f(float64(i) / float64(n))
		best = min(best, d[i])
	}
	for i := range d {
		if i > 0 && d[i] > d[i-1] || i < n && d[i] > d[i+1] || d[i] > best*1.1+1e5 {
			continue
		}
		low, high := max(0, float64(i-1)/float64(n)), min(1, float64(i+1)/float64(n))
		for range 60 {
			x, y := low+(high-low)/3, high-(high-low)/3
			if f(x) < f(y) {
				high = y
			} else {
				low = x
			}
		}
		best = min(best, f(low), f(high))
	}
	return best
}

// edgeCases make a position and an edge.
var edgeCases = []struct {
	name string
	make func(r *rand.Rand) (p, a, b orb.Point)
}{
	{"anywhere", func(r *rand.Rand) (p, a, b orb.Point) {
		return anywhere(r), anywhere(r), anywhere(r)
	}},
	{"short", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return anywhere(r), a, shifted(a, tiny(r), tiny(r))
	}},
	{"close by", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return shifted(a, 10*tiny(r), 10*tiny(r)), a, shifted(a, 10*tiny(r), 10*tiny(r))
	}},
	{"long", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return anywhere(r), a, shifted(a, 360*r.Float64(), 20*tiny(r))
	}},
	{"round a pole", func(r *rand.Rand) (p, a, b orb.Point) {
		a = orb.Point{r.Float64()*360 - 180, 90 - 60*r.Float64()}
		return orb.Point{r.Float64()*360 - 180, 90 - 40*r.Float64()*r.Float64()}, a, shifted(a, 360*r.Float64(), 10*tiny(r))
	}},
	{"nearly a parallel, from nearly a pole", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return orb.Point{r.Float64()*360 - 180, math.Copysign(90-math.Abs(tiny(r)), a[0])}, a, shifted(a, 360*r.Float64(), 1e-3*tiny(r))
	}},
	{"a quarter away", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return orb.Point{wrap(a[0] + 90 + tiny(r)), tiny(r)}, a, shifted(a, tiny(r), 180*(r.Float64()-0.5))
	}},
	{"near the antipode", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		p = shifted(orb.Point{a[0] + 180, -a[1]}, tiny(r), tiny(r))
		return Normalize(p), a, shifted(a, 3*tiny(r), 3*tiny(r))
	}},
	{"to a pole", func(r *rand.Rand) (p, a, b orb.Point) {
		a = anywhere(r)
		return anywhere(r), a, orb.Point{a[0] + tiny(r)*100, math.Copysign(90, a[0])}
	}},
}

func anywhere(r *rand.Rand) orb.Point {
	return orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
}

// tiny makes numbers of up to 1, of all magnitudes down to 1e-10.
func tiny(r *rand.Rand) float64 {
	return (r.Float64()*2 - 1) * math.Pow(10, -10*r.Float64())
}

func shifted(p orb.Point, dlon, dlat float64) orb.Point {
	return orb.Point{p[0] + dlon, max(-90, min(90, p[1]+dlat))}
}

func TestNearestOnEdges(t *testing.T) {
	n := 2500
	if testing.Short() {
		n = 400
	}
	for _, c := range edgeCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(3, 4))
			for range n {
				p, a, b := c.make(r)
				if r.IntN(2) == 0 {
					a, b = b, a
				}
				checkEdge(t, p, a, b)
			}
		})
	}
}

func checkEdge(t *testing.T, p, a, b orb.Point) {
	t.Helper()
	const millimetre = 1e-3
	got, at := Nearest(orb.LineString{a, b}, p)
	want := sampled(p, a, b, 50)
	if !(math.Abs(got-want) < millimetre) {
		want = min(want, sampled(p, a, b, 2000))
	}
	if !(math.Abs(got-want) < millimetre) {
		t.Errorf("from %v to %v-%v: got %.6f, want %.6f", p, a, b, got, want)
	}
	if d := karney(p, at); math.Abs(d-got) > 1e-5 {
		t.Errorf("from %v to %v-%v: %v is %v away, not %v", p, a, b, at, d, got)
	}
	if off := offEdge(at, a, b); off > millimetre {
		t.Errorf("from %v to %v-%v: %v is %v m off the edge", p, a, b, at, off)
	}
}

// offEdge returns about how many metres q is off an edge: how far from its
// place at the same longitude or, if that is nearer, at the same latitude.
func offEdge(q, a, b orb.Point) float64 {
	best := math.Inf(1)
	for _, lon := range []float64{q[0] - 360, q[0], q[0] + 360} {
		for axis, v := range [2]float64{lon, q[1]} {
			t := 0.0
			if b[axis] != a[axis] {
				t = max(0, min(1, (v-a[axis])/(b[axis]-a[axis])))
			}
			best = min(best, karney(q, orb.Point{a[0] + t*(b[0]-a[0]), max(-90, min(90, a[1]+t*(b[1]-a[1])))}))
		}
	}
	return best
}

// TestNearestKnown has geometries whose nearest part is plain.
func TestNearestKnown(t *testing.T) {
	square := func(west, south, size float64) orb.Ring {
		return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{west + size, south + size}}.ToRing()
	}
	frame := orb.Polygon{square(0, 0, 30), square(10, 10, 10)}
	antarctica := orb.Polygon{{{-180, -90}, {180, -90}, {180, -70}, {-180, -70}, {-180, -90}}}
	for _, c := range []struct {
		name string
		from orb.Point
		g    orb.Geometry
		at   orb.Point // any, where from lies in g
	}{
		{"across the antimeridian", orb.Point{179.9, 0}, orb.LineString{{-179.9, -1}, {-179.9, 1}}, orb.Point{-179.9, 0}},
		{"a parallel, not a great circle", orb.Point{45, 90}, orb.LineString{{45, 60}, {90, 60}}, orb.Point{45, 60}},
		{"on the parallel", orb.Point{45, 60}, orb.LineString{{0, 60}, {90, 60}}, orb.Point{45, 60}},
		{"the long way round", orb.Point{180, 1}, orb.LineString{{179, 0}, {-179, 0}}, orb.Point{179, 0}},
		{"inside", orb.Point{5, 5}, frame, orb.Point{5, 5}},
		{"in the hole", orb.Point{11, 15}, frame, orb.Point{10, 15}},
		{"outside", orb.Point{-1, 5}, frame, orb.Point{0, 5}},
		{"the hole's corner", orb.Point{10, 10}, frame, orb.Point{10, 10}},
		{"inside a part beyond 180", orb.Point{-175, 5}, orb.MultiPolygon{frame, {square(170, 0, 20)}}, orb.Point{-175, 5}},
		{"a bound beyond 180", orb.Point{-175, 5}, orb.Bound{Min: orb.Point{170, 0}, Max: orb.Point{190, 10}}, orb.Point{-175, 5}},
		{"a bound from beyond 180", orb.Point{-169, 5}, orb.Bound{Min: orb.Point{170, 0}, Max: orb.Point{190, 10}}, orb.Point{-170, 5}},
		{"an unclosed ring", orb.Point{-1, 5}, orb.Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, orb.Point{0, 5}},
		{"inside an unclosed ring", orb.Point{1, 5}, orb.Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, orb.Point{1, 5}},
		{"the south pole in Antarctica", orb.Point{77, -90}, antarctica, orb.Point{77, -90}},
		{"near the pole in Antarctica", orb.Point{77, -89}, antarctica, orb.Point{77, -89}},
		{"north of Antarctica", orb.Point{180, -69}, antarctica, orb.Point{180, -70}},
		{"a pole under another longitude", orb.Point{-100, 90}, orb.LineString{{20, 80}, {30, 90}}, orb.Point{0, 90}},
		{"a line of one position", orb.Point{1, 1}, orb.LineString{{2, 2}}, orb.Point{2, 2}},
		{"a line that stays", orb.Point{1, 1}, orb.LineString{{2, 2}, {2, 2}}, orb.Point{2, 2}},
		{"past what is no position", orb.Point{1, 1}, orb.LineString{{math.NaN(), 2}, {2, 2}, {3, 2}, {1, 91}}, orb.Point{2, 2}},
		{"the nearest of a collection", orb.Point{1, 1}, orb.Collection{nil, orb.Point{9, 9}, orb.MultiPoint{{8, 8}, {362, 2}}}, orb.Point{2, 2}},
	} {
		metres, at := Nearest(c.g, c.from)
		if d := karney(at, c.at); !(d < 1500) { // a parallel's foot is not due east
			t.Errorf("%s: at %v, want %v", c.name, at, c.at)
		}
		if want := karney(c.from, c.at); !(math.Abs(metres-want) < 20) || c.from == c.at && metres > 1e-6 {
			t.Errorf("%s: %v m, want about %v m", c.name, metres, want)
		}
	}
}

func TestNearestOfNothing(t *testing.T) {
	for _, g := range []orb.Geometry{
		nil, orb.LineString{}, orb.Polygon{{}}, orb.MultiPolygon{{}, nil}, orb.Collection{nil, orb.Ring{}},
		orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}, orb.Point{math.NaN(), 1}, orb.Point{1, 90.1},
		orb.LineString{{0, 0}, {math.Inf(1), 0}}[1:], orb.LineString{{0, 95}, {1, 95}},
		orb.Polygon{{{math.NaN(), 1}, {2, math.NaN()}, {math.NaN(), 1}}},
	} {
		if metres, _ := Nearest(g, orb.Point{1, 2}); !math.IsInf(metres, 1) {
			t.Errorf("%#v is %v m away", g, metres)
		}
		if b := BearingTo(orb.Point{1, 2}, g); b != 0 {
			t.Errorf("%#v bears %v", g, b)
		}
	}
	for _, g := range orb.AllGeometries {
		if metres, _ := Nearest(g, orb.Point{math.NaN(), 1}); !math.IsInf(metres, 1) {
			t.Errorf("%#v is %v m away from no position", g, metres)
		}
		Nearest(g, orb.Point{180, 90})
		Length(g)
		Area(g)
	}
}

// TestHaversinesAreBelow: bounds are below every distance, and not by much.
func TestHaversinesAreBelow(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for i := range 300_000 {
		p, q := nasty(r, i%nastyKinds)
		o := From(p)
		d := karney(p, q)
		if got := AtLeast(o.HaversineTo(q[0], q[1])); !(got <= d) {
			t.Fatalf("%v is at least %v from %v, and %v", q, got, p, d)
		} else if math.Abs(q[1]) < 89 && d < 1e7 && got < d/1.02-1e-4 {
			t.Fatalf("%v is %v from %v, bounded by only %v", q, d, p, got)
		}
		west, south := 20*tiny(r), 20*tiny(r)
		box := [4]float64{q[0] - math.Abs(west), max(-90, q[1]-math.Abs(south)), q[0] + 20*math.Abs(tiny(r)), min(90, q[1]+20*math.Abs(tiny(r)))}
		if box[0] < -180 {
			box[0], box[2] = box[0]+360, box[2]+360
		}
		if got := AtLeast(o.HaversineBox(box[0], box[1], box[2], box[3])); !(got <= d) {
			t.Fatalf("%v holds %v and is at least %v from %v, which is %v", box, q, got, p, d)
		}
	}
}
