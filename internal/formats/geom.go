package formats

import (
	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
)

// toGeom returns the geometry as go-geom has it, with heights where every
// position has one: its types know no position without. It returns nil for a
// nil geometry and for an empty one.
func toGeom(g orb.Geometry, z []float64) geom.T {
	flat := flattener{layout: geom.XYZ, z: z}
	for _, h := range z {
		if !finite(h) {
			flat.layout = geom.XY
		}
	}
	if len(z) == 0 {
		flat.layout = geom.XY
	}
	t := flat.geometry(g)
	if t == nil || t.Empty() {
		return nil
	}
	return t
}

// flattener lists the positions of a geometry and the heights with them.
type flattener struct {
	layout geom.Layout
	z      []float64 // of the positions still to come
}

func (f *flattener) geometry(g orb.Geometry) geom.T {
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPointFlat(f.layout, f.append(nil, g))
	case orb.MultiPoint:
		return geom.NewMultiPointFlat(f.layout, f.append(nil, g...))
	case orb.LineString:
		return geom.NewLineStringFlat(f.layout, f.append(nil, g...))
	case orb.MultiLineString:
		var coords []float64
		var ends []int
		for _, l := range g {
			coords = f.append(coords, l...)
			ends = append(ends, len(coords))
		}
		return geom.NewMultiLineStringFlat(f.layout, coords, ends)
	case orb.Ring:
		return f.geometry(orb.Polygon{g})
	case orb.Bound:
		return f.geometry(g.ToPolygon())
	case orb.Polygon:
		coords, ends := f.rings(nil, g)
		return geom.NewPolygonFlat(f.layout, coords, ends)
	case orb.MultiPolygon:
		var coords []float64
		var endss [][]int
		for _, p := range g {
			var ends []int
			coords, ends = f.rings(coords, p)
			endss = append(endss, ends)
		}
		return geom.NewMultiPolygonFlat(f.layout, coords, endss)
	case orb.Collection:
		parts := geom.NewGeometryCollection()
		for _, part := range g {
			if t := f.geometry(part); t != nil && parts.Push(t) != nil {
				return nil
			}
		}
		return parts
	}
	return nil
}

func (f *flattener) append(coords []float64, points ...orb.Point) []float64 {
	for _, p := range points {
		coords = append(coords, p[0], p[1])
		if f.layout == geom.XY {
			continue
		}
		h := 0.0
		if len(f.z) > 0 {
			h, f.z = f.z[0], f.z[1:]
		}
		coords = append(coords, h)
	}
	return coords
}

func (f *flattener) rings(coords []float64, p orb.Polygon) ([]float64, []int) {
	var ends []int
	for _, r := range p {
		coords = f.append(coords, r...)
		ends = append(ends, len(coords))
	}
	return coords, ends
}
