package store

import "github.com/paulmach/orb"

// Feature is one thing with a place. A Feature that a store has handed out is
// never changed; whoever holds it must not change it either.
type Feature struct {
	// ID is unique in its collection: a slug such as "torugart".
	ID string

	// Geometry is in CRS84, longitude and latitude in degrees, of the
	// collection's type; nil where nobody publishes a position.
	Geometry orb.Geometry

	// Z holds heights in metres, one for each position in the order in which
	// the geometry lists them. It is nil where there are none; NaN stands for
	// a single height that is not known.
	Z []float64

	// Values holds one value for each of the collection's properties, in their
	// order; nil stands for null.
	Values []Value
}

// Value is nil, bool, int64, float64, string or JSON, and nothing else.
type Value = any

// JSON is a value that has parts: one compact, valid JSON array or object.
type JSON []byte
