package store

import (
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cql2"
)

// Query is the only way to ask for features. The zero Query asks for the first
// page of all of them.
type Query struct {
	BBox   *geo.Box  // features whose geometry meets the box, and those without one; nil: all
	Time   *Interval // features that hold at some instant of it; nil: all
	Filter cql2.Expr // nil: all
	Text   string    // features any of whose texts contains every word; "": all
	SortBy []SortKey // ties, and the order without keys: as the collection lists them
	Limit  int       // most features in the page; 0: DefaultLimit

	// At most one of these, both feature ids: the page that follows After or
	// the one that precedes Before.
	After, Before string
}

// DefaultLimit is the page size where none is asked for.
const DefaultLimit = 100

// SortKey is a property to sort by. Null values come last in either direction.
type SortKey struct {
	Property   string
	Descending bool
}

// Interval is a span of time, ends included. A zero Start or End is open.
type Interval struct {
	Start, End time.Time
}

// Page is a part of an answer.
type Page struct {
	Features []*Feature
	HasNext  bool // more features follow the last one
	HasPrev  bool // more features precede the first one

	// Matched counts the features that the whole answer has, or is -1 where
	// counting them would cost more than the page did.
	Matched int
}

// NearestQuery asks for the features nearest to a position.
type NearestQuery struct {
	Point       orb.Point
	Number      int       // most features in the answer; at least 1
	MaxDistance float64   // metres; 0: no limit
	Filter      cql2.Expr // nil: all
	Time        *Interval // nil: all
}

// Neighbour is a feature with its place as seen from a position.
type Neighbour struct {
	Feature  *Feature
	Distance float64 // metres on the ellipsoid to the nearest part; 0 inside a polygon
	Bearing  float64 // degrees clockwise from north towards that part, in [0, 360); 0 where Distance is 0
}
