package formats

import (
	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// FeatureOptions says what of a feature to write, and what to add.
type FeatureOptions struct {
	// Select lists the ordinals of the properties to write, in that order;
	// nil writes all of them. An ordinal outside the schema is passed over.
	Select []int

	// Properties holds members to append to the properties, as they are:
	// `"distance_m":12.3,"bearing_deg":40`. Empty: none.
	Properties []byte

	// Links holds a JSON array to write as the member "links". Empty: none.
	Links []byte
}

// AppendFeature appends the feature as a GeoJSON Feature (RFC 7946 section
// 3.2) with its members in the order type, id, geometry, properties, links.
// Every selected property is there, null where it has no value. Nothing is
// rounded: coordinates and numbers read back as the same float64. It does not
// allocate where dst has room.
func AppendFeature(dst []byte, c *store.Collection, f *store.Feature, o FeatureOptions) []byte {
	dst = append(dst, `{"type":"Feature","id":`...)
	dst = AppendString(dst, f.ID)
	dst = append(dst, `,"geometry":`...)
	dst = AppendGeometry(dst, f.Geometry, f.Z)
	dst = append(dst, `,"properties":{`...)
	start := len(dst)
	if o.Select == nil {
		for i := range c.Properties {
			dst = appendProperty(dst, c, f, i)
		}
	} else {
		for _, i := range o.Select {
			if i >= 0 && i < len(c.Properties) {
				dst = appendProperty(dst, c, f, i)
			}
		}
	}
	if len(o.Properties) > 0 {
		dst = append(dst, o.Properties...)
	} else if len(dst) > start {
		dst = dst[:len(dst)-1]
	}
	dst = append(dst, '}')
	if len(o.Links) > 0 {
		dst = append(dst, `,"links":`...)
		dst = append(dst, o.Links...)
	}
	return append(dst, '}')
}

// appendProperty appends the member and a comma.
func appendProperty(dst []byte, c *store.Collection, f *store.Feature, i int) []byte {
	dst = AppendString(dst, c.Properties[i].Name)
	dst = append(dst, ':')
	var v store.Value
	if i < len(f.Values) {
		v = f.Values[i]
	}
	dst = AppendValue(dst, v)
	return append(dst, ',')
}

// AppendValue appends a value as JSON. What JSON cannot say, a NaN, an
// infinity or a value of a type that store.Value does not have, becomes null.
func AppendValue(dst []byte, v store.Value) []byte {
	switch v := v.(type) {
	case string:
		return AppendString(dst, v)
	case int64:
		return appendInteger(dst, v)
	case float64:
		return appendNumber(dst, v)
	case bool:
		if v {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case store.JSON:
		if len(v) > 0 {
			return append(dst, v...)
		}
	}
	return append(dst, "null"...)
}

// AppendGeometry appends a geometry object (RFC 7946 section 3.1), null for a
// nil one. z holds heights in metres, one for each position in the order in
// which the geometry lists them: each becomes the third coordinate of its
// position; a NaN, an infinite or a missing one is left out. A ring becomes a
// polygon and so does a bound. A geometry with a longitude or latitude that is
// not finite has no place and becomes null. It does not allocate where dst has
// room.
func AppendGeometry(dst []byte, g orb.Geometry, z []float64) []byte {
	if g == nil {
		return append(dst, "null"...)
	}
	start := len(dst)
	w := geometryWriter{dst: dst, z: z}
	w.geometry(g)
	if w.nowhere {
		return append(w.dst[:start], "null"...)
	}
	return w.dst
}

type geometryWriter struct {
	dst     []byte
	z       []float64 // heights of the positions still to be written
	nowhere bool      // a coordinate was not finite
}

func (w *geometryWriter) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		w.open("Point")
		w.position(g)
	case orb.MultiPoint:
		w.open("MultiPoint")
		w.positions(g)
	case orb.LineString:
		w.open("LineString")
		w.positions(g)
	case orb.MultiLineString:
		w.open("MultiLineString")
		w.dst = append(w.dst, '[')
		for i, l := range g {
			w.comma(i)
			w.positions(l)
		}
		w.dst = append(w.dst, ']')
	case orb.Ring:
		w.open("Polygon")
		w.dst = append(w.dst, '[')
		if len(g) > 0 {
			w.positions(g)
		}
		w.dst = append(w.dst, ']')
	case orb.Polygon:
		w.open("Polygon")
		w.rings(g)
	case orb.MultiPolygon:
		w.open("MultiPolygon")
		w.dst = append(w.dst, '[')
		for i, p := range g {
			w.comma(i)
			w.rings(p)
		}
		w.dst = append(w.dst, ']')
	case orb.Bound:
		w.open("Polygon")
		w.bound(g)
	case orb.Collection:
		w.dst = append(w.dst, `{"type":"GeometryCollection","geometries":[`...)
		for i, part := range g {
			w.comma(i)
			w.geometry(part)
		}
		w.dst = append(w.dst, ']')
	default:
		w.dst = append(w.dst, "null"...)
		return
	}
	w.dst = append(w.dst, '}')
}

func (w *geometryWriter) open(kind string) {
	w.dst = append(w.dst, `{"type":"`...)
	w.dst = append(w.dst, kind...)
	w.dst = append(w.dst, `","coordinates":`...)
}

func (w *geometryWriter) comma(i int) {
	if i > 0 {
		w.dst = append(w.dst, ',')
	}
}

func (w *geometryWriter) rings(p orb.Polygon) {
	w.dst = append(w.dst, '[')
	for i, r := range p {
		w.comma(i)
		w.positions(r)
	}
	w.dst = append(w.dst, ']')
}

func (w *geometryWriter) positions(ps []orb.Point) {
	w.dst = append(w.dst, '[')
	for i, p := range ps {
		w.comma(i)
		w.position(p)
	}
	w.dst = append(w.dst, ']')
}

func (w *geometryWriter) position(p orb.Point) {
	if !finite(p[0]) || !finite(p[1]) {
		w.nowhere = true
	}
	w.dst = append(w.dst, '[')
	w.dst = appendCoordinate(w.dst, p[0])
	w.dst = append(w.dst, ',')
	w.dst = appendCoordinate(w.dst, p[1])
	if len(w.z) > 0 {
		if finite(w.z[0]) {
			w.dst = append(w.dst, ',')
			w.dst = appendCoordinate(w.dst, w.z[0])
		}
		w.z = w.z[1:]
	}
	w.dst = append(w.dst, ']')
}

func (w *geometryWriter) bound(b orb.Bound) {
	w.dst = append(w.dst, '[')
	w.positions([]orb.Point{b.Min, {b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}, b.Min})
	w.dst = append(w.dst, ']')
}
