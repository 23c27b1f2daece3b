package region

import (
	"math"

	"pamir/geo"
	"pamir/internal/store"
)

// made is a feature that is being made.
type made struct {
	store.Feature
	of      *definition
	roads   []string // numbers or names of the roads through a node
	country string   // in which a node lies, "" where the extract has no boundary around it
	whole   bool     // all parts of a relation are there
}

// set gives a property its value.
func (m *made) set(name string, v store.Value) { m.Values[m.of.Index(name)] = v }

// text returns the value of a property that is a text, "" for null.
func (m *made) text(name string) string {
	s, _ := m.of.Value(&m.Feature, name).(string)
	return s
}

// length is that of the line, in metres to one decimal.
func (m *made) length() float64 { return math.Round(geo.Length(m.Geometry)*10) / 10 }

// area is that of the polygons, in whole square metres.
func (m *made) area() float64 { return math.Round(geo.Area(m.Geometry)) }
