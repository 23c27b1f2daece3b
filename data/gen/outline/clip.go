package outline

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/peterstace/simplefeatures/geom"
)

// ClipArea cuts polygons at the box and answers valid polygons, or none where
// nothing of them lies inside. The polygons must be valid.
//
// It is an overlay, not orb/clip: cutting ring by ring leaves zero-width
// bridges along the box where an outline leaves it more than once.
func ClipArea(area orb.MultiPolygon, box orb.Bound) (orb.MultiPolygon, error) {
	var inside []geom.Polygon
	for _, p := range area {
		if p.Bound().Intersects(box) {
			inside = append(inside, toGeom(p))
		}
	}
	if len(inside) == 0 {
		return nil, nil
	}
	whole := geom.NewMultiPolygon(inside)
	if err := whole.Validate(); err != nil {
		return nil, fmt.Errorf("clip: the polygons are not valid: %w", err)
	}
	frame := toGeom(orb.Polygon{box.ToRing()})
	cut, err := geom.Intersection(whole.AsGeometry(), frame.AsGeometry())
	if err != nil {
		return nil, fmt.Errorf("clip: %w", err)
	}
	return fromGeom(cut), nil
}

// ClipLines cuts lines at the box.
func ClipLines(lines orb.MultiLineString, box orb.Bound) orb.MultiLineString {
	var inside orb.MultiLineString
	for _, l := range lines {
		for _, part := range clip.LineString(box, l) {
			if len(part) > 1 {
				inside = append(inside, part)
			}
		}
	}
	return inside
}

func toGeom(p orb.Polygon) geom.Polygon {
	rings := make([][]float64, len(p))
	for i, r := range p {
		for _, q := range r {
			rings[i] = append(rings[i], q[0], q[1])
		}
	}
	return geom.NewPolygonXY(rings...)
}

// fromGeom keeps the polygons of a geometry. An intersection has points and
// lines as well where an outline only touches the box.
func fromGeom(g geom.Geometry) orb.MultiPolygon {
	switch {
	case g.IsPolygon():
		if p := g.MustAsPolygon(); !p.IsEmpty() {
			return orb.MultiPolygon{fromPolygon(p)}
		}
	case g.IsMultiPolygon():
		var area orb.MultiPolygon
		for _, p := range g.MustAsMultiPolygon().Dump() {
			area = append(area, fromPolygon(p))
		}
		return area
	case g.IsGeometryCollection():
		var area orb.MultiPolygon
		for _, part := range g.MustAsGeometryCollection().Dump() {
			area = append(area, fromGeom(part)...)
		}
		return area
	}
	return nil
}

func fromPolygon(p geom.Polygon) orb.Polygon {
	var out orb.Polygon
	for _, r := range p.DumpRings() {
		seq := r.Coordinates()
		ring := make(orb.Ring, seq.Length())
		for i := range ring {
			xy := seq.GetXY(i)
			ring[i] = orb.Point{xy.X, xy.Y}
		}
		out = append(out, ring)
	}
	return out
}

// Valid tells why polygons are not valid in the sense of the OGC simple
// features, or nil.
func Valid(area orb.MultiPolygon) error {
	polygons := make([]geom.Polygon, len(area))
	for i, p := range area {
		polygons[i] = toGeom(p)
	}
	return geom.NewMultiPolygon(polygons).Validate()
}
