// Package relate answers how geometries lie to each other. Positions are
// longitude and latitude in degrees and edges are straight in them (RFC 7946
// section 3.1.1), so the plane's geometry is exact here.
//
//	if relate.MeetsBox(f.Geometry, geo.Box{West: 73, South: 36, East: 77, North: 41}) { … }
package relate

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"pamir/geo"
)

// MeetsBox reports whether the geometry and the box share a position, edges
// included. A nil or empty geometry meets nothing. It takes time linear in the
// number of positions and does not allocate.
func MeetsBox(g orb.Geometry, box geo.Box) bool {
	parts, n := box.Split()
	for _, b := range parts[:n] {
		if meets(g, b) {
			return true
		}
	}
	return false
}

func meets(g orb.Geometry, b orb.Bound) bool {
	switch g := g.(type) {
	case orb.Point:
		return b.Contains(g)
	case orb.MultiPoint:
		for _, p := range g {
			if b.Contains(p) {
				return true
			}
		}
	case orb.LineString:
		return lineMeets(g, b)
	case orb.Ring:
		return polygonMeets(orb.Polygon{g}, b)
	case orb.MultiLineString:
		for _, l := range g {
			if lineMeets(l, b) {
				return true
			}
		}
	case orb.Polygon:
		return polygonMeets(g, b)
	case orb.MultiPolygon:
		for _, p := range g {
			if polygonMeets(p, b) {
				return true
			}
		}
	case orb.Collection:
		for _, part := range g {
			if meets(part, b) {
				return true
			}
		}
	case orb.Bound:
		return g.Intersects(b)
	}
	return false
}

func lineMeets(l orb.LineString, b orb.Bound) bool {
	for i, p := range l {
		if b.Contains(p) || i > 0 && edgeMeets(l[i-1], p, b) {
			return true
		}
	}
	return false
}

// polygonMeets holds where an edge meets the box or the box lies inside.
func polygonMeets(p orb.Polygon, b orb.Bound) bool {
	for _, r := range p {
		if lineMeets(orb.LineString(r), b) {
			return true
		}
	}
	return len(p) > 0 && len(p[0]) > 0 && planar.PolygonContains(p, b.Min)
}

// edgeMeets clips the edge from p to q against the four sides in turn (Liang
// and Barsky, 1984): what is left is the part with parameters t0 to t1.
func edgeMeets(p, q orb.Point, b orb.Bound) bool {
	t0, t1 := 0.0, 1.0
	for axis := range 2 {
		d := q[axis] - p[axis]
		lo, hi := b.Min[axis]-p[axis], b.Max[axis]-p[axis]
		if d == 0 {
			if lo > 0 || hi < 0 {
				return false
			}
			continue
		}
		lo, hi = lo/d, hi/d
		if lo > hi {
			lo, hi = hi, lo
		}
		t0, t1 = max(t0, lo), min(t1, hi)
		if t0 > t1 {
			return false
		}
	}
	return true
}
