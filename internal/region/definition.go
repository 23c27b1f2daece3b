package region

import (
	"cmp"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// definition says what becomes a feature of a collection, and how.
type definition struct {
	store.Collection // as it is before there are features
	columns          []column

	from  osmpbf.Kind // the kinds of things that may be features
	shape shape

	// rank tells whether a thing is a feature by its tags, and how important
	// one: from 0 to ranks-1, the least first. Features are listed in this
	// order, so that the first page is the best one.
	rank func(osmpbf.Kind, tags) (rank int, ok bool)

	// finish sets what needs the geometry; nil: nothing does. It may refuse.
	finish func(*made) (ok bool)
}

// ranks is how many steps of importance there are.
const ranks = 16

// column is a property and how it comes from the tags; of is nil where finish
// sets it.
type column struct {
	store.Property
	of func(tags) store.Value
}

// shape is what geometry a thing gets.
type shape uint8

const (
	point    shape = iota // a node's, or the centre of a closed way or a multipolygon relation
	line                  // of a way
	area                  // of a closed way or a multipolygon relation, as a MultiPolygon
	outlines              // of the ways of a relation, as a MultiLineString
)

// definitions lists the collections, in the order in which they are shown.
func definitions() []*definition {
	all := []*definition{roads(), passes(), borderPosts(), ferries(), fuel(), places(), peaks(), water(), waterways(), adminBoundaries()}
	for _, d := range all {
		d.Attribution = "© OpenStreetMap contributors"
		d.License = store.Link{Title: "ODbL 1.0", Href: "https://www.openstreetmap.org/copyright"}
		d.Geometry = [...]store.GeometryType{store.Point, store.LineString, store.MultiPolygon, store.MultiLineString}[d.shape]
		d.Properties = make([]store.Property, len(d.columns))
		for i, c := range d.columns {
			c.Title = cmp.Or(c.Title, c.Name)
			d.Properties[i] = c.Property
		}
	}
	return all
}

// values are the properties of a thing in the order of the columns.
func (d *definition) values(t tags) []store.Value {
	out := make([]store.Value, len(d.columns))
	for i, c := range d.columns {
		if c.of != nil {
			out[i] = c.of(t)
		}
	}
	return out
}

// Columns that several collections have.

func nameColumns() []column {
	return []column{
		{store.Property{Name: store.Name, Title: "Name", Type: store.String, Description: "Name in English or, where there is none, on the ground"}, name},
		{store.Property{Name: store.Names, Title: "Names", Type: store.Object, Description: "Names by language"}, names},
		{store.Property{Name: "aliases", Title: "Other names", Type: store.Array, Description: "Other and former names, and that on the ground where it is in none of the languages"}, aliases},
	}
}

func kindColumn(of func(tags) store.Value, values ...string) column {
	return column{store.Property{Name: store.Kind, Title: "Kind", Type: store.String, Enum: values}, of}
}

func elevationColumn() column {
	return column{store.Property{Name: "elevation_m", Title: "Elevation", Type: store.Number, Unit: "m", Description: "Height above sea level, where it is tagged"}, elevation}
}

func lengthColumn() column {
	return column{store.Property{Name: "length_m", Title: "Length", Type: store.Number, Unit: "m", Description: "Along the line, on the ellipsoid"}, nil}
}

func textColumn(name, title, key, description string) column {
	return column{store.Property{Name: name, Title: title, Type: store.String, Description: description}, text(key)}
}

func numberColumn(name, title, unit string, of func(tags) store.Value) column {
	return column{store.Property{Name: name, Title: title, Type: store.Number, Unit: unit}, of}
}

func roadsColumn() column {
	return column{store.Property{Name: "roads", Title: "Roads", Type: store.Array, Description: "Numbers or names of the roads through it"}, nil}
}

func conditionsColumn() column {
	return column{store.Property{Name: "conditions", Title: "Conditions", Type: store.Object, Description: "Rules that depend on time or on the vehicle, by the key that they have in OpenStreetMap"}, conditions}
}
