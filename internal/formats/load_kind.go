package formats

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// kind is what sort of place a geometry is.
type kind uint8

const (
	points kind = iota
	lines
	polygons
	unplaced
	kinds int = iota
)

func (k kind) String() string {
	return [kinds]string{"points", "lines", "polygons", "unplaced"}[k]
}

// single is the type of the kind's geometries where none is multi.
func (k kind) single() store.GeometryType {
	return [kinds]store.GeometryType{store.Point, store.LineString, store.Polygon, store.NoGeometry}[k]
}

// simplified returns the geometry as one that is no collection: the parts of a
// collection, which must be of one kind, become a multi geometry. Heights keep
// their order.
func simplified(g orb.Geometry) (kind, orb.Geometry, error) {
	switch g := g.(type) {
	case nil:
		return unplaced, nil, nil
	case orb.Point, orb.MultiPoint:
		return points, g, nil
	case orb.LineString, orb.MultiLineString:
		return lines, g, nil
	case orb.Polygon, orb.MultiPolygon:
		return polygons, g, nil
	case orb.Collection:
		var multi orb.Geometry
		all := unplaced
		for _, part := range g {
			k, part, err := simplified(part)
			if err != nil {
				return 0, nil, err
			}
			if all != unplaced && all != k {
				return 0, nil, fmt.Errorf("the GeometryCollection has %s and %s; split it into a feature for each", all, k)
			}
			all, multi = k, merged(multi, promoted(part))
		}
		return all, multi, nil
	}
	return 0, nil, fmt.Errorf("a %s cannot be loaded", g.GeoJSONType())
}

// merged joins two multi geometries of a kind; a is nil at first.
func merged(a, b orb.Geometry) orb.Geometry {
	switch b := b.(type) {
	case orb.MultiPoint:
		a, _ := a.(orb.MultiPoint)
		return append(a, b...)
	case orb.MultiLineString:
		a, _ := a.(orb.MultiLineString)
		return append(a, b...)
	case orb.MultiPolygon:
		a, _ := a.(orb.MultiPolygon)
		return append(a, b...)
	}
	return a
}

// promoted returns the multi geometry that has only g, or g if it is multi.
func promoted(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return orb.MultiPoint{g}
	case orb.LineString:
		return orb.MultiLineString{g}
	case orb.Polygon:
		return orb.MultiPolygon{g}
	}
	return g
}

func isMulti(g orb.Geometry) bool {
	switch g.(type) {
	case orb.MultiPoint, orb.MultiLineString, orb.MultiPolygon:
		return true
	}
	return false
}

// turnRings turns outer rings anticlockwise and inner ones clockwise, with
// their heights.
func turnRings(g orb.Geometry, z []float64) {
	switch g := g.(type) {
	case orb.Polygon:
		turnPolygon(g, z)
	case orb.MultiPolygon:
		for _, p := range g {
			z = turnPolygon(p, z)
		}
	}
}

// turnPolygon returns the heights of what follows the polygon.
func turnPolygon(p orb.Polygon, z []float64) []float64 {
	for i, r := range p {
		want := orb.CCW
		if i > 0 {
			want = orb.CW
		}
		n := min(len(r), len(z))
		if r.Orientation() == -want {
			slices.Reverse(r)
			slices.Reverse(z[:n])
		}
		z = z[n:]
	}
	return z
}
