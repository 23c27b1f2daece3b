package raster

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/raster/ink"
)

// shaper brings geometries to pixels. It leaves out what lies far from the
// picture, and counts the positions that it has seen.
type shaper struct {
	frame
	near  orb.Bound // in degrees; what lies outside is not seen
	seen  int       // positions
	ring  []orb.Point
	spare []orb.Point
	line  []ink.Point
}

// maxPositions is how many positions one picture may be drawn from.
const maxPositions = 20_000_000

// bend is by how many pixels an edge may stray from what the projection makes
// of it.
const bend = 0.1

// fill adds a geometry's areas to a mask: shells one way round, holes the other.
func (s *shaper) fill(m *ink.Mask, g orb.Geometry) {
	switch g := g.(type) {
	case orb.Polygon:
		for i, r := range g {
			s.fillRing(m, r, i > 0)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			s.fill(m, p)
		}
	case orb.Ring:
		s.fillRing(m, g, false)
	case orb.Bound:
		s.fillRing(m, g.ToRing(), false)
	case orb.Collection:
		for _, part := range g {
			s.fill(m, part)
		}
	}
}

func (s *shaper) fillRing(m *ink.Mask, r orb.Ring, hole bool) {
	s.seen += len(r)
	cut := s.cutRing(r)
	if len(cut) < 3 {
		return
	}
	if (signedArea(cut) < 0) != hole {
		for i, j := 0, len(cut)-1; i < j; i, j = i+1, j-1 {
			cut[i], cut[j] = cut[j], cut[i]
		}
	}
	s.line = s.project(s.line[:0], append(cut, cut[0]))
	m.Polygon(s.line)
}

func signedArea(r []orb.Point) float64 {
	sum := 0.0
	last := r[len(r)-1]
	for _, p := range r {
		sum += (last[0] - r[0][0]) * (p[1] - r[0][1])
		sum -= (p[0] - r[0][0]) * (last[1] - r[0][1])
		last = p
	}
	return sum
}

// cutRing cuts a ring at the sides of the box of what is near, after Sutherland
// and Hodgman: what is left goes along the sides where the ring was outside.
// The result may be changed until the next call.
func (s *shaper) cutRing(r orb.Ring) []orb.Point {
	if len(r) > 1 && r[0] == r[len(r)-1] {
		r = r[:len(r)-1]
	}
	if len(r) < 3 {
		return nil
	}
	b := boundOf(r)
	if !b.Intersects(s.near) {
		return nil
	}
	in := append(s.ring[:0], r...)
	out := s.spare
	for side := range 4 {
		axis, limit, upper := side%2, s.near.Min[side%2], false
		if side >= 2 {
			limit, upper = s.near.Max[axis], true
		}
		if !upper && b.Min[axis] >= limit || upper && b.Max[axis] <= limit {
			continue
		}
		out = out[:0]
		last := in[len(in)-1]
		for _, p := range in {
			if inside := (p[axis] < limit) != !upper; inside != ((last[axis] < limit) != !upper) {
				t := (limit - last[axis]) / (p[axis] - last[axis])
				q := orb.Point{last[0] + t*(p[0]-last[0]), last[1] + t*(p[1]-last[1])}
				q[axis] = limit
				out = append(out, q)
				if inside {
					out = append(out, p)
				}
			} else if inside {
				out = append(out, p)
			}
			last = p
		}
		in, out = out, in
		if len(in) == 0 {
			break
		}
	}
	s.ring, s.spare = in, out
	return in
}

func boundOf(r []orb.Point) orb.Bound {
	b := orb.Bound{Min: r[0], Max: r[0]}
	for _, p := range r[1:] {
		b.Min[0], b.Max[0] = min(b.Min[0], p[0]), max(b.Max[0], p[0])
		b.Min[1], b.Max[1] = min(b.Min[1], p[1]), max(b.Max[1], p[1])
	}
	return b
}

// project appends a line in pixels, with points between where the projection
// bends it, and without those that fall together.
func (s *shaper) project(line []ink.Point, positions []orb.Point) []ink.Point {
	var last orb.Point
	var at place
	for i, p := range positions {
		q := s.pixel(p)
		if math.IsNaN(q.x + q.y) {
			continue // outside of what the projection knows
		}
		if i > 0 && max(math.Abs(q.x-at.x), math.Abs(q.y-at.y)) > 24 {
			line = s.between(line, [2]orb.Point{last, p}, [2]place{at, q}, 0)
		}
		next := q.point()
		if len(line) == 0 || line[len(line)-1] != next {
			line = append(line, next)
		}
		last, at = p, q
	}
	return line
}

// between appends the points between two, both excluded, until each piece is
// straight.
func (s *shaper) between(line []ink.Point, ends [2]orb.Point, at [2]place, depth int) []ink.Point {
	stray := func(t float64) (p orb.Point, q place, off float64) {
		p = orb.Point{ends[0][0] + t*(ends[1][0]-ends[0][0]), ends[0][1] + t*(ends[1][1]-ends[0][1])}
		q = s.pixel(p)
		return p, q, math.Hypot(q.x-at[0].x-t*(at[1].x-at[0].x), q.y-at[0].y-t*(at[1].y-at[0].y))
	}
	// An edge that bends one way and then the other may meet its middle.
	middle, q, off := stray(0.5)
	_, _, other := stray(0.25)
	if !(max(off, other) > bend) || depth == 10 {
		return line
	}
	line = s.between(line, [2]orb.Point{ends[0], middle}, [2]place{at[0], q}, depth+1)
	line = append(line, q.point())
	return s.between(line, [2]orb.Point{middle, ends[1]}, [2]place{q, at[1]}, depth+1)
}

// lines calls f with each piece of a geometry's lines that comes near the
// picture, and whether it is closed. Where whole is set, with all of a line that
// comes near.
func (s *shaper) lines(g orb.Geometry, whole bool, f func(line []ink.Point, closed bool)) {
	switch g := g.(type) {
	case orb.LineString:
		s.pieces(g, false, whole, f)
	case orb.MultiLineString:
		for _, l := range g {
			s.pieces(l, false, whole, f)
		}
	case orb.Ring:
		s.pieces(g, true, whole, f)
	case orb.Polygon:
		for _, r := range g {
			s.pieces(r, true, whole, f)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			s.lines(p, whole, f)
		}
	case orb.Bound:
		s.pieces(g.ToRing(), true, whole, f)
	case orb.Collection:
		for _, part := range g {
			s.lines(part, whole, f)
		}
	}
}

func (s *shaper) pieces(l []orb.Point, closed, whole bool, f func([]ink.Point, bool)) {
	s.seen += len(l)
	if len(l) == 0 {
		return
	}
	b := boundOf(l)
	if !b.Intersects(s.near) {
		return
	}
	if whole || s.near.Contains(b.Min) && s.near.Contains(b.Max) {
		s.line = s.project(s.line[:0], l)
		f(s.line, closed)
		return
	}
	// Runs of edges whose boxes meet the box.
	start := -1
	for i := 1; i < len(l); i++ {
		near := s.meets(l[i-1], l[i])
		if near && start < 0 {
			start = i - 1
		}
		if start >= 0 && (!near || i == len(l)-1) {
			end := i
			if near {
				end = i + 1
			}
			s.line = s.project(s.line[:0], l[start:end])
			f(s.line, false)
			start = -1
		}
	}
}

func (s *shaper) meets(a, b orb.Point) bool {
	return min(a[0], b[0]) <= s.near.Max[0] && max(a[0], b[0]) >= s.near.Min[0] &&
		min(a[1], b[1]) <= s.near.Max[1] && max(a[1], b[1]) >= s.near.Min[1]
}

// points calls f with each point of a geometry.
func points(g orb.Geometry, f func(orb.Point)) {
	switch g := g.(type) {
	case orb.Point:
		f(g)
	case orb.MultiPoint:
		for _, p := range g {
			f(p)
		}
	case orb.Collection:
		for _, part := range g {
			points(part, f)
		}
	}
}
