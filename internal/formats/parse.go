package formats

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"pamir/internal/store"
)

// parser turns the text of a record into a Raw. It keeps its buffers and the
// names and texts it has seen from one record to the next.
type parser struct {
	scanner
	geometry geometryParser
	columns  map[string]*column
	kept     int   // texts kept in all columns
	feature  int64 // counts records
}

// column is a property by its name.
type column struct {
	name    string
	feature int64 // the record that had it last
	at      int   // its place in that record's properties

	// texts are values seen before, so that a text which every tenth feature
	// has is in memory once. It is given up where few features share a text.
	texts  map[string]store.Value
	hits   int
	unlike bool // it was given up
}

func (p *parser) reset(b []byte) {
	p.scanner = scanner{b: b, spare: p.spare}
	p.geometry.z = p.geometry.z[:0]
	p.feature++
	if p.columns == nil || len(p.columns) > 64*MaxProperties {
		p.columns, p.kept = map[string]*column{}, 0
	}
}

// record parses a Feature or, unless it is an element of a FeatureCollection,
// a geometry.
func (p *parser) record(raw *Raw, element bool) bool {
	if p.peek() != '{' {
		return p.want("a feature")
	}
	p.i++
	kind, bare := "", false
	for n := 0; p.more(n, '}'); n++ {
		name, ok := p.name()
		if !ok {
			return false
		}
		switch string(name) {
		case "type":
			if p.peek() != '"' {
				return p.want("a type, in quotes,")
			}
			text, ok := p.text()
			if !ok {
				return false
			}
			kind = string(text)
		case "id":
			ok = p.id(raw)
		case "geometry":
			p.geometry.z = p.geometry.z[:0]
			raw.Geometry, ok = p.parseGeometry(0)
		case "properties":
			ok = p.properties(raw)
		case "coordinates", "geometries":
			bare = true
			ok = p.skip(1)
		default:
			ok = p.skip(1)
		}
		if !ok {
			return false
		}
	}
	if p.failed {
		return false
	}
	if p.peek() != 0 || p.i < len(p.b) {
		return p.want("the end of the feature")
	}
	switch {
	case kind == "Feature":
	case element || !bare && !isGeometryType(kind):
		return p.wrongType(kind, element)
	default:
		id, hasID := raw.ID, raw.HasID
		*raw = Raw{Line: raw.Line, Offset: raw.Offset, ID: id, HasID: hasID, Properties: raw.Properties[:0]}
		p.i = 0
		p.geometry.z = p.geometry.z[:0]
		if raw.Geometry, _ = p.parseGeometry(0); p.failed {
			return false
		}
	}
	if slices.ContainsFunc(p.geometry.z, finite) {
		raw.Z = slices.Clone(p.geometry.z)
	}
	return true
}

func (p *parser) wrongType(kind string, element bool) bool {
	switch {
	case kind == "":
		return p.fail(0, `the object has no type; a feature has "type":"Feature"`)
	case kind == "FeatureCollection" && !element:
		return p.fail(0, `the FeatureCollection has no "features", or they are not an array`)
	case kind == "Topology":
		return p.fail(0, "this is TopoJSON; convert it to GeoJSON (ogr2ogr does)")
	}
	return p.fail(0, `the type should be "Feature", not %q`, kind)
}

func (p *parser) id(raw *Raw) bool {
	start := p.i
	switch c := p.peek(); {
	case c == 'n':
		raw.ID, raw.HasID = "", false
		return p.word("null")
	case c == '"':
		text, ok := p.text()
		if !ok {
			return false
		}
		if len(text) == 0 {
			return p.fail(start, "the id is empty")
		}
		raw.ID, raw.HasID = string(text), true
		return true
	case c == '-' || c-'0' < 10:
		text, _, ok := p.literal()
		raw.ID, raw.HasID = string(text), ok
		return ok
	}
	return p.want("an id, text or number,")
}

func (p *parser) properties(raw *Raw) bool {
	raw.Properties = raw.Properties[:0]
	p.feature++ // a second "properties" replaces the first
	if p.peek() == 'n' {
		return p.word("null")
	}
	if p.peek() != '{' {
		return p.want("an object of properties, or null,")
	}
	p.i++
	for n := 0; p.more(n, '}'); n++ {
		start := p.i
		name, ok := p.name()
		if !ok {
			return false
		}
		if len(name) == 0 {
			return p.fail(start, "a property has no name")
		}
		col := p.column(name)
		v, ok := p.value(col)
		if !ok {
			return false
		}
		if col.feature == p.feature {
			raw.Properties[col.at].Value = v
			continue
		}
		if len(raw.Properties) == MaxProperties {
			return p.fail(start, "a feature may have no more than %d properties", MaxProperties)
		}
		col.feature, col.at = p.feature, len(raw.Properties)
		raw.Properties = append(raw.Properties, RawProperty{Name: col.name, Value: v})
	}
	return !p.failed
}

func (p *parser) column(name []byte) *column {
	if c := p.columns[string(name)]; c != nil {
		return c
	}
	c := &column{name: string(name)}
	p.columns[c.name] = c
	return c
}

// value reads a property's value.
func (p *parser) value(c *column) (store.Value, bool) {
	switch p.peek() {
	case '"':
		text, ok := p.text()
		if !ok {
			return nil, p.within(c)
		}
		return p.shared(c, text), true
	case '{', '[':
		start := p.i
		if !p.skip(2) {
			return nil, p.within(c)
		}
		var compact bytes.Buffer
		compact.Grow(p.i - start)
		if err := json.Compact(&compact, p.b[start:p.i]); err != nil {
			p.fail(start, "%v", err)
			return nil, p.within(c)
		}
		return store.JSON(bytes.Clone(compact.Bytes())), true
	case 't':
		return true, p.word("true") || p.within(c)
	case 'f':
		return false, p.word("false") || p.within(c)
	case 'n':
		return nil, p.word("null") || p.within(c)
	}
	start := p.i
	text, whole, ok := p.literal()
	if !ok {
		return nil, p.within(c)
	}
	if whole {
		if n, err := strconv.ParseInt(string(text), 10, 64); err == nil {
			return n, true
		}
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil && math.IsInf(f, 0) {
		p.fail(start, "the number %.40s is too large", text)
		return nil, p.within(c)
	}
	return f, true
}

// within adds the property's name to the fault. It returns false.
func (p *parser) within(c *column) bool {
	p.detail = "property " + strconv.Quote(c.name) + ": " + p.detail
	return false
}

const (
	sharedTexts  = 256     // most texts kept for a property
	sharedLength = 64      // longest text kept, in bytes
	sharedTotal  = 1 << 16 // most texts kept for all properties
)

// shared returns the text as a value, the one made for it before if there is.
func (p *parser) shared(c *column, text []byte) store.Value {
	if c.unlike || len(text) > sharedLength {
		return string(text)
	}
	if v, ok := c.texts[string(text)]; ok {
		c.hits++
		return v
	}
	if len(c.texts) == sharedTexts || p.kept == sharedTotal {
		if c.hits < 2*sharedTexts {
			p.kept -= len(c.texts)
			c.texts, c.unlike = nil, true
		}
		return string(text)
	}
	if c.texts == nil {
		c.texts = map[string]store.Value{}
	}
	s := string(text)
	var v store.Value = s
	c.texts[s] = v
	p.kept++
	return v
}

func isGeometryType(kind string) bool {
	switch kind {
	case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection":
		return true
	}
	return false
}
