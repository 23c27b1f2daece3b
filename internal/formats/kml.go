package formats

import (
	"encoding/xml"
	"io"
	"iter"

	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-kml/v3"

	"pamir/internal/store"
)

// WriteKML writes the features as an OGC KML 2.2 document, one Placemark each:
// its name is the property "name" or else the id, and its ExtendedData holds
// the id and the properties that are not null, those of the ordinals in fields
// or, where that is nil, all; arrays and objects as JSON text. A property named
// "id" is "property_id". Placemarks are written as they come and none is kept.
//
// Heights are above sea level, so a geometry all of whose positions have one
// is altitudeMode absolute; any other lies on the ground without heights.
func WriteKML(w io.Writer, c *store.Collection, features iter.Seq[*store.Feature], fields []int) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	root := xml.StartElement{
		Name: xml.Name{Local: "kml"},
		Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: kml.Namespace}},
	}
	document := xml.StartElement{Name: xml.Name{Local: "Document"}}
	for _, t := range []xml.StartElement{root, document} {
		if err := e.EncodeToken(t); err != nil {
			return err
		}
	}
	title := c.Title
	if title == "" {
		title = c.ID
	}
	if err := e.Encode(kml.Name(title)); err != nil {
		return err
	}
	fields = allFields(c, fields)
	name := c.Index(store.Name)
	for f := range features {
		if err := e.Encode(placemark(c, f, name, fields)); err != nil {
			return err
		}
	}
	for _, t := range []xml.StartElement{document, root} {
		if err := e.EncodeToken(t.End()); err != nil {
			return err
		}
	}
	if err := e.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// allFields returns the ordinals that the schema has, all of them for nil.
func allFields(c *store.Collection, fields []int) []int {
	out := make([]int, 0, len(c.Properties))
	if fields == nil {
		for i := range c.Properties {
			out = append(out, i)
		}
		return out
	}
	for _, i := range fields {
		if i >= 0 && i < len(c.Properties) {
			out = append(out, i)
		}
	}
	return out
}

// ownData are the names of Data that are not of properties.
var ownData = []string{"id"}

func placemark(c *store.Collection, f *store.Feature, name int, fields []int) kml.Element {
	title := f.ID
	if name >= 0 && name < len(f.Values) {
		if s, ok := f.Values[name].(string); ok && s != "" {
			title = s
		}
	}
	data := kml.ExtendedData(kml.Data("id", kml.Value(f.ID)))
	for _, i := range fields {
		if i >= len(f.Values) || f.Values[i] == nil {
			continue
		}
		data.Append(kml.Data(columnName(c.Properties[i].Name, ownData), kml.Value(plainText(f.Values[i]))))
	}
	p := kml.Placemark(kml.Name(title), data)
	if g := toGeom(f.Geometry, f.Z); g != nil {
		p.Append(kmlGeometry(g))
	}
	return p
}

// plainText is a value without quotes: a string as it is, the rest as JSON.
func plainText(v store.Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	return string(AppendValue(nil, v))
}

// kmlGeometry does what go-geom's kml.Encode does, with the altitudeMode where
// the schema has it: before the coordinates.
func kmlGeometry(g geom.T) kml.Element {
	var raised kml.Element = kml.Empty()
	if g.Layout() == geom.XYZ {
		raised = kml.AltitudeMode(kml.AltitudeModeAbsolute)
	}
	switch g := g.(type) {
	case *geom.Point:
		return kml.Point(raised, kmlCoordinates(g))
	case *geom.LineString:
		return kml.LineString(raised, kmlCoordinates(g))
	case *geom.Polygon:
		p := kml.Polygon(raised)
		for i := range g.NumLinearRings() {
			ring := kml.LinearRing(kmlCoordinates(g.LinearRing(i)))
			if i == 0 {
				p.Append(kml.OuterBoundaryIs(ring))
			} else {
				p.Append(kml.InnerBoundaryIs(ring))
			}
		}
		return p
	case *geom.MultiPoint:
		return kmlParts(g.NumPoints(), func(i int) geom.T { return g.Point(i) })
	case *geom.MultiLineString:
		return kmlParts(g.NumLineStrings(), func(i int) geom.T { return g.LineString(i) })
	case *geom.MultiPolygon:
		return kmlParts(g.NumPolygons(), func(i int) geom.T { return g.Polygon(i) })
	case *geom.GeometryCollection:
		return kmlParts(g.NumGeoms(), g.Geom)
	}
	return kml.Empty()
}

func kmlParts(n int, part func(int) geom.T) kml.Element {
	m := kml.MultiGeometry()
	for i := range n {
		m.Append(kmlGeometry(part(i)))
	}
	return m
}

func kmlCoordinates(g geom.T) kml.Element {
	coords := g.FlatCoords()
	return kml.CoordinatesFlat(coords, 0, len(coords), g.Stride(), g.Stride())
}
