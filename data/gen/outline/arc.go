package outline

import (
	"math"
	"slices"
)

// arcs cuts a path at its fixed positions. A ring without any is one arc that
// starts at its smallest position, so that the same ring always starts there.
func (m *Mesh) arcs(p *path) [][]point {
	points := p.points
	if p.closed {
		start := slices.IndexFunc(points, m.fixed)
		if start < 0 {
			start = 0
			for i, q := range points {
				if q.less(points[start]) {
					start = i
				}
			}
		}
		points = slices.Concat(points[start:], points[:start+1])
	}
	var arcs [][]point
	from := 0
	for i := 1; i < len(points); i++ {
		if i == len(points)-1 || m.fixed(points[i]) {
			arcs = append(arcs, points[from:i+1])
			from = i
		}
	}
	return arcs
}

// canonical names an arc and tells whether it runs against its name.
func canonical(arc []point) (key arcKey, reversed bool) {
	n := len(arc)
	key = arcKey{arc[0], arc[1], arc[n-2], arc[n-1], n}
	if key.b.less(key.a) || key.a == key.b && key.b2.less(key.a2) {
		return arcKey{key.b, key.b2, key.a2, key.a, n}, true
	}
	return key, false
}

// simplify keeps the ends of an arc and what is needed between them. An arc
// gives the same positions in either direction.
func (m *Mesh) simplify(arc []point) []point {
	key, reversed := canonical(arc)
	halvings := m.finer[key]
	if halvings >= maxFiner || len(arc) < 3 {
		return arc
	}
	arc = slices.Clone(arc)
	if reversed {
		slices.Reverse(arc)
	}
	keep := make([]bool, len(arc))
	keep[0], keep[len(arc)-1] = true, true
	m.mark(arc, keep, m.metres/math.Exp2(float64(halvings)))
	var out []point
	for i, q := range arc {
		if keep[i] {
			out = append(out, q)
		}
	}
	if reversed {
		slices.Reverse(out)
	}
	return out
}

// mark is Douglas-Peucker between the ends of an arc, which are kept.
func (m *Mesh) mark(arc []point, keep []bool, metres float64) {
	last := len(arc) - 1
	far, at := 0.0, -1
	for i := 1; i < last; i++ {
		if d := m.distance(arc[i], arc[0], arc[last]); d > far {
			far, at = d, i
		}
	}
	if far <= metres {
		return
	}
	keep[at] = true
	m.mark(arc[:at+1], keep[:at+1], metres)
	m.mark(arc[at:], keep[at:], metres)
}

// metresPerStep is one step of Grid along a meridian of a sphere of 6371 km.
const metresPerStep = Grid * math.Pi / 180 * 6371e3

// distance is from p to the segment ab, in metres on a plane that is true in
// the middle of the box: good to a few per cent, as a tolerance need be.
// Conversions round each product, so that every processor gives the same.
func (m *Mesh) distance(p, a, b point) float64 {
	px, py := float64(p.x-a.x)*m.xScale, float64(p.y-a.y)
	bx, by := float64(b.x-a.x)*m.xScale, float64(b.y-a.y)
	if length := float64(bx*bx) + float64(by*by); length > 0 {
		t := (float64(px*bx) + float64(py*by)) / length
		t = max(0, min(1, t))
		px -= float64(t * bx)
		py -= float64(t * by)
	}
	return math.Sqrt(float64(px*px)+float64(py*py)) * metresPerStep
}
