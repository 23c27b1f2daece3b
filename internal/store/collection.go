package store

import (
	"time"

	"pamir/geo"
)

// Collection describes features of one kind that share a schema.
type Collection struct {
	ID          string
	Title       string
	Titles      map[string]string // Title in other languages, by BCP 47 tag
	Description string
	Keywords    []string
	Attribution string // the line a map shows
	License     Link   // where the terms are; zero if not stated
	Role        Role
	Geometry    GeometryType // one for all features
	Properties  []Property   // the schema: Feature.Values follows its order
	Count       int
	BBox        *geo.Box  // nil where no feature has a geometry
	Time        *Interval // of valid_from and valid_to; nil where no feature has one
	Updated     time.Time // when the data was last changed
}

// Link is a reference to something outside.
type Link struct {
	Title, Href string
}

// Role says what a collection is for.
type Role string

const (
	Gateway Role = "gateway" // the ports and what belongs to them
	Basemap Role = "basemap" // what lies under them on a map
	User    Role = "user"    // loaded by the operator
)

// GeometryType is a GeoJSON geometry type, or Any where features differ.
type GeometryType string

const (
	Point           GeometryType = "Point"
	MultiPoint      GeometryType = "MultiPoint"
	LineString      GeometryType = "LineString"
	MultiLineString GeometryType = "MultiLineString"
	Polygon         GeometryType = "Polygon"
	MultiPolygon    GeometryType = "MultiPolygon"
	NoGeometry      GeometryType = ""
)

// Property is one column of the schema.
type Property struct {
	Name        string
	Title       string
	Description string
	Type        PropertyType
	Format      string   // "date", "date-time" or "uri", for strings only
	Unit        string   // UCUM code where the property has a unit, such as "m"
	Enum        []string // all values that occur, where they are few and fixed
}

// PropertyType is a JSON Schema type.
type PropertyType string

const (
	String  PropertyType = "string"
	Number  PropertyType = "number"
	Integer PropertyType = "integer"
	Boolean PropertyType = "boolean"
	Array   PropertyType = "array"
	Object  PropertyType = "object"
)

// Names of properties that have a meaning wherever they occur.
const (
	ValidFrom = "valid_from" // first day or instant on which the feature holds
	ValidTo   = "valid_to"   // last day or instant on which the feature holds
	Name      = "name"       // the name in English or, where there is none, as given
	Names     = "names"      // an object of names by language
	Kind      = "kind"       // what sort of port, place or road it is
)

// Index returns the ordinal of the named property, or -1.
func (c *Collection) Index(name string) int {
	for i := range c.Properties {
		if c.Properties[i].Name == name {
			return i
		}
	}
	return -1
}

// Value returns the named value of a feature of this collection, or nil.
func (c *Collection) Value(f *Feature, name string) Value {
	if i := c.Index(name); i >= 0 {
		return f.Values[i]
	}
	return nil
}

// Dataset is a collection with all its features.
type Dataset struct {
	Collection *Collection
	Features   []*Feature
}
