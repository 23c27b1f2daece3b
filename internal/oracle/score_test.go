package oracle

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// score counts the features of both sides.
type score struct {
	Both                    int
	Points, Lines, Polygons int // of both
	TheirsAlone             int

	// What PostGIS drops: all of it, what came to less than a cell, and what
	// has no shell.
	OursAlone, OursCollapsed, OursWithoutShell int
}

// compare holds our features of a tile against PostGIS's.
func (s *score) compare(t *testing.T, c *contest, tr trial, ours, theirs map[uint64]orb.Geometry) {
	t.Helper()
	name := tr.id.String()
	ids := map[uint64]bool{}
	for id := range ours {
		ids[id] = true
	}
	for id := range theirs {
		ids[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		a, b := ours[id], theirs[id]
		if mp := polygonsIn(a); mp != nil {
			if err := valid(mp); err != nil {
				t.Errorf("%s: feature %d: %v", name, id, err)
			}
		}
		switch {
		case b == nil:
			s.oursAlone(t, name, a, c.geometry[id-1], c.set.Side(tr.id.Z)/4096)
		case a == nil:
			s.TheirsAlone++
			if areaOf(b) > lengthOf(b) || polygonsIn(b) == nil {
				t.Errorf("%s: feature %d is missing: %v", name, id, b)
			}
		default:
			s.Both++
			if err := s.compareBoth(a, b); err != nil {
				t.Errorf("%s: feature %d: %v", name, id, err)
			}
		}
	}
}

// oursAlone: PostGIS leaves out what collapses, and polygons whose first ring
// does, whatever the others fill.
func (s *score) oursAlone(t *testing.T, name string, a, in orb.Geometry, cell float64) {
	t.Helper()
	s.OursAlone++
	switch {
	case polygonsIn(a) == nil:
		t.Errorf("%s: PostGIS does not have %v", name, a)
	case areaOf(a) <= 1:
		s.OursCollapsed++
	case shellsCollapse(in, cell):
		s.OursWithoutShell++
	case areaOf(a) > lengthOf(a):
		t.Errorf("%s: PostGIS does not have %v, with an area of %v; it was %v", name, a, areaOf(a), in)
	}
}

// shellsCollapse reports whether the first ring of each polygon has less area
// than a strip of a cell along it.
func shellsCollapse(in orb.Geometry, cell float64) bool {
	for _, p := range polygonsIn(in) {
		var area, length float64
		r := p[0]
		for i := 1; i < len(r); i++ {
			area += ((r[i-1][0]-r[0][0])*(r[i][1]-r[0][1]) - (r[i][0]-r[0][0])*(r[i-1][1]-r[0][1])) / 2
			length += math.Hypot(r[i][0]-r[i-1][0], r[i][1]-r[i-1][1])
		}
		if math.Abs(area) > length*cell {
			return false
		}
	}
	return true
}

func (s *score) compareBoth(a, b orb.Geometry) error {
	switch {
	case polygonsIn(a) != nil && polygonsIn(b) != nil:
		s.Polygons++
		if d := math.Abs(areaOf(a) - areaOf(b)); d > max(lengthOf(a), lengthOf(b))+1 {
			return fmt.Errorf("the areas %v and %v differ by %v, the edges are %v and %v long:\n%v\n%v", areaOf(a), areaOf(b), d, lengthOf(a), lengthOf(b), a, b)
		}
		return nil
	case linesIn(a) != nil && linesIn(b) != nil:
		s.Lines++
		return near(linesIn(a), linesIn(b))
	case pointsIn(a) != nil && pointsIn(b) != nil:
		s.Points++
		p, q := pointsIn(a), pointsIn(b)
		for i := range p {
			if len(p) != len(q) || math.Abs(p[i][0]-q[i][0]) > 1 || math.Abs(p[i][1]-q[i][1]) > 1 {
				return fmt.Errorf("%v is not %v", p, q)
			}
		}
		return nil
	}
	return fmt.Errorf("%v is of another kind than %v", a, b)
}

func pointsIn(g orb.Geometry) orb.MultiPoint {
	switch g := g.(type) {
	case orb.Point:
		return orb.MultiPoint{g}
	case orb.MultiPoint:
		return g
	}
	return nil
}

func linesIn(g orb.Geometry) orb.MultiLineString {
	switch g := g.(type) {
	case orb.LineString:
		return orb.MultiLineString{g}
	case orb.MultiLineString:
		return g
	}
	return nil
}

func polygonsIn(g orb.Geometry) orb.MultiPolygon {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		return g
	}
	return nil
}

// areaOf returns the area of valid polygons.
func areaOf(g orb.Geometry) float64 {
	var sum float64
	for _, p := range polygonsIn(g) {
		for _, r := range p { // holes are wound the other way
			for i := 1; i < len(r); i++ {
				sum += (r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]) / 2
			}
		}
	}
	return math.Abs(sum)
}

// lengthOf returns the length of all rings.
func lengthOf(g orb.Geometry) float64 {
	var sum float64
	for _, p := range polygonsIn(g) {
		for _, r := range p {
			for i := 1; i < len(r); i++ {
				sum += math.Hypot(r[i][0]-r[i-1][0], r[i][1]-r[i-1][1])
			}
		}
	}
	return sum
}

// near reports where a vertex of one is more than a cell and a half from the
// other.
func near(a, b orb.MultiLineString) error {
	for range 2 {
		for _, l := range a {
			for _, p := range l {
				if min(p[0], p[1]) <= -64 || max(p[0], p[1]) >= 4160 {
					continue // where a flat line leaves the window is hard to tell
				}
				if d := distance(p, b); d > 1.5 {
					return fmt.Errorf("%v is %v cells off:\n%v\n%v", p, d, a, b)
				}
			}
		}
		a, b = b, a
	}
	return nil
}

func distance(p orb.Point, ls orb.MultiLineString) float64 {
	least := math.Inf(1)
	for _, l := range ls {
		for i := 1; i < len(l); i++ {
			dx, dy := l[i][0]-l[i-1][0], l[i][1]-l[i-1][1]
			u := ((p[0]-l[i-1][0])*dx + (p[1]-l[i-1][1])*dy) / (dx*dx + dy*dy)
			u = max(0, min(1, u))
			least = min(least, math.Hypot(p[0]-l[i-1][0]-u*dx, p[1]-l[i-1][1]-u*dy))
		}
	}
	return least
}

// valid asks simplefeatures.
func valid(mp orb.MultiPolygon) error {
	polys := make([]geom.Polygon, len(mp))
	for i, p := range mp {
		rings := make([]geom.LineString, len(p))
		for j, r := range p {
			flat := make([]float64, 0, 2*len(r))
			for _, q := range r {
				flat = append(flat, q[0], q[1])
			}
			rings[j] = geom.NewLineString(geom.NewSequence(flat, geom.DimXY))
		}
		polys[i] = geom.NewPolygon(rings)
	}
	return geom.NewMultiPolygon(polys).Validate()
}
