package formats

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// geometryParser holds the positions of one coordinates array, flat, and how
// they are grouped. The buffers are used again for the next one.
type geometryParser struct {
	points []orb.Point
	z      []float64 // of all the feature's positions so far, NaN where there is none

	lines []group // innermost arrays: of points
	polys []group // arrays of lines; each ends at an index of lines
}

// group is one array: where its last element ends and where it stands.
type group struct{ end, at int }

// levels is how deep the coordinates of a type are nested: 1 for a position.
func levels(kind string) int {
	switch kind {
	case "Point":
		return 1
	case "MultiPoint", "LineString":
		return 2
	case "MultiLineString", "Polygon":
		return 3
	case "MultiPolygon":
		return 4
	}
	return 0
}

// maxCollections is how deep GeometryCollections may be nested.
const maxCollections = 8

// parseGeometry reads a geometry object or null. Coordinates that come before
// the type are read when it is known.
func (p *parser) parseGeometry(depth int) (orb.Geometry, bool) {
	switch p.peek() {
	case 'n':
		return nil, p.word("null")
	case '{':
	default:
		return nil, p.want("a geometry object, or null,")
	}
	start, zs := p.i, len(p.geometry.z)
	p.i++
	var g orb.Geometry
	kind, readAs := "", ""
	coordinates, geometries := -1, -1
	for n := 0; p.more(n, '}'); n++ {
		name, ok := p.name()
		if !ok {
			return nil, false
		}
		switch string(name) {
		case "type":
			if p.peek() != '"' {
				return nil, p.want("a geometry type, in quotes,")
			}
			text, ok := p.text()
			if !ok {
				return nil, false
			}
			if kind = string(text); !isGeometryType(kind) {
				return nil, p.fail(start, "%q is not a geometry type", kind)
			}
		case "coordinates":
			p.peek()
			again := coordinates >= 0
			coordinates, readAs = p.i, ""
			if again || levels(kind) == 0 {
				ok = p.skip(1)
				break
			}
			p.geometry.z = p.geometry.z[:zs]
			readAs = kind
			g, ok = p.coordinates(kind)
		case "geometries":
			p.peek()
			geometries = p.i
			ok = p.skip(1)
		default:
			ok = p.skip(1)
		}
		if !ok {
			return nil, false
		}
	}
	end := p.i
	switch {
	case p.failed:
		return nil, false
	case kind == "":
		return nil, p.fail(start, "the geometry has no type")
	case kind == "GeometryCollection":
		if geometries < 0 {
			return nil, p.fail(start, `the GeometryCollection has no "geometries"`)
		}
		p.i, p.geometry.z = geometries, p.geometry.z[:zs]
		g, _ = p.collection(depth)
	case coordinates < 0:
		return nil, p.fail(start, `the %s has no "coordinates"`, kind)
	case readAs != kind:
		p.i, p.geometry.z = coordinates, p.geometry.z[:zs]
		g, _ = p.coordinates(kind)
	}
	p.i = end
	return g, !p.failed
}

// collection reads the parts of a GeometryCollection; empty ones are left out.
func (p *parser) collection(depth int) (orb.Geometry, bool) {
	if depth == maxCollections {
		return nil, p.fail(p.i, "collections are nested deeper than %d", maxCollections)
	}
	if !p.take('[') {
		return nil, p.want("an array of geometries")
	}
	var parts orb.Collection
	for n := 0; p.more(n, ']'); n++ {
		g, ok := p.parseGeometry(depth + 1)
		if !ok {
			return nil, false
		}
		if g != nil {
			parts = append(parts, g)
		}
	}
	if p.failed || len(parts) == 0 {
		return nil, !p.failed
	}
	return parts, true
}

// coordinates reads the coordinates of a geometry of the kind, nil where there
// are none.
func (p *parser) coordinates(kind string) (orb.Geometry, bool) {
	q := &p.geometry
	q.points, q.lines, q.polys = q.points[:0], q.lines[:0], q.polys[:0]
	start, depth := p.i, levels(kind)
	if p.peek() != '[' {
		return nil, p.want("an array of coordinates")
	}
	if p.emptyArray() {
		return nil, true
	}
	if !p.array(depth) {
		return nil, false
	}
	switch kind {
	case "Point":
		return q.points[0], true
	case "MultiPoint":
		return orb.MultiPoint(slices.Clone(q.points)), true
	case "LineString":
		if len(q.points) < 2 {
			return nil, p.fail(start, "a line needs 2 positions or more, not %d", len(q.points))
		}
		return orb.LineString(slices.Clone(q.points)), true
	}
	all := slices.Clone(q.points)
	if kind == "MultiLineString" {
		g := make(orb.MultiLineString, len(q.lines))
		from := 0
		for i, l := range q.lines {
			if l.end-from < 2 {
				return nil, p.fail(l.at, "line %d: a line needs 2 positions or more, not %d", i+1, l.end-from)
			}
			g[i] = all[from:l.end:l.end]
			from = l.end
		}
		return g, true
	}
	rings := make([]orb.Ring, len(q.lines))
	from := 0
	for i, l := range q.lines {
		rings[i] = all[from:l.end:l.end]
		from = l.end
	}
	if kind == "Polygon" {
		return orb.Polygon(rings), p.checkRings(rings, q.lines)
	}
	g := make(orb.MultiPolygon, len(q.polys))
	from = 0
	for i, l := range q.polys {
		if l.end == from {
			return nil, p.fail(l.at, "polygon %d has no rings", i+1)
		}
		g[i] = rings[from:l.end:l.end]
		if !p.checkRings(g[i], q.lines[from:l.end]) {
			p.detail = fmt.Sprintf("polygon %d: %s", i+1, p.detail)
			return nil, false
		}
		from = l.end
	}
	return g, true
}

// checkRings holds rings to RFC 7946 section 3.1.6: closed, and of four
// positions or more. Heights need not close, for a road round a hill does not.
func (p *parser) checkRings(rings []orb.Ring, at []group) bool {
	for i, r := range rings {
		if len(r) < 4 {
			return p.fail(at[i].at, "ring %d: a ring needs 4 positions or more, not %d", i+1, len(r))
		}
		if r[0] != r[len(r)-1] {
			return p.fail(at[i].at, "ring %d is not closed: it begins at %v and ends at %v", i+1, r[0], r[len(r)-1])
		}
	}
	return true
}

// emptyArray passes over an array without elements, if one is here.
func (p *parser) emptyArray() bool {
	start := p.i
	if p.take('[') && p.take(']') {
		return true
	}
	p.i = start
	return false
}

// array reads an array that is nested to the depth; at depth 1 it is a
// position.
func (p *parser) array(depth int) bool {
	if depth == 1 {
		return p.position()
	}
	start := p.i
	if !p.take('[') {
		return p.want("an array of positions")
	}
	for n := 0; p.more(n, ']'); n++ {
		if !p.array(depth - 1) {
			return false
		}
	}
	q := &p.geometry
	switch depth {
	case 2:
		q.lines = append(q.lines, group{len(q.points), start})
	case 3:
		q.polys = append(q.polys, group{len(q.lines), start})
	}
	return !p.failed
}

// position reads longitude, latitude and perhaps a height in metres.
func (p *parser) position() bool {
	start := p.i
	if !p.take('[') {
		return p.want("a position [longitude, latitude]")
	}
	var at [3]float64
	n := 0
	for ; p.more(n, ']'); n++ {
		if c := p.peek(); c != '-' && c-'0' >= 10 {
			return p.want("a number")
		}
		f, ok := p.number()
		if !ok {
			return false
		}
		if n < len(at) {
			at[n] = f
		}
	}
	if p.failed {
		return false
	}
	if n < 2 {
		return p.fail(start, "a position needs longitude and latitude, this one has %d numbers", n)
	}
	lon, lat := onEdge(at[0], 180), onEdge(at[1], 90)
	if math.Abs(lon) > 180 || math.Abs(lat) > 90 {
		return p.outOfRange(start, lon, lat)
	}
	q := &p.geometry
	q.points = append(q.points, orb.Point{lon, lat})
	if n > 2 {
		q.z = append(q.z, at[2])
	} else {
		q.z = append(q.z, math.NaN())
	}
	return true
}

// onEdge puts a coordinate beyond the edge by a rounding error back on it.
func onEdge(f, edge float64) float64 {
	const slack = 1e-9
	if a := math.Abs(f); a > edge && a <= edge+slack {
		return math.Copysign(edge, f)
	}
	return f
}

func (p *parser) outOfRange(at int, lon, lat float64) bool {
	switch {
	case math.Abs(lat) > 90 && math.Abs(lat) <= 180 && math.Abs(lon) <= 90:
		return p.fail(at, "latitude %v is out of range: longitude and latitude look swapped in [%v, %v]", lat, lon, lat)
	case math.Abs(lon) > 360 || math.Abs(lat) > 360:
		return p.fail(at, "[%v, %v] is not longitude and latitude in degrees: is the file in a projected CRS? (ogr2ogr -t_srs EPSG:4326 converts it)", lon, lat)
	case math.Abs(lat) > 90:
		return p.fail(at, "latitude %v is out of range (-90 to 90)", lat)
	}
	return p.fail(at, "longitude %v is out of range (-180 to 180)", lon)
}
