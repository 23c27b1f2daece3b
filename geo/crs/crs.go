package crs

import "github.com/paulmach/orb"

// CRS is a coordinate reference system on the plane or of longitude and
// latitude. There is one value of each, and it does not change.
type CRS struct {
	URI   string // as OGC API names it
	Title string
	Axes  [2]Axis // in the authority's order

	// Unit is how many metres one unit of either axis is; for degrees, on the
	// equator.
	Unit float64

	// Bounds is where the system is meant to be used, in degrees. Outside it
	// Forward and Inverse go on as far as their formulas do, and give NaN or
	// infinities beyond.
	Bounds orb.Bound

	// Separable says that x depends on the longitude alone and y on the
	// latitude alone, both growing: boxes are then boxes on either side.
	Separable bool

	forward, inverse func(orb.Point) orb.Point
}

// Axis is one axis: its abbreviation in the authority's register, and whether
// it points north rather than east.
type Axis struct {
	Name  string
	North bool
}

// Forward returns x and y, east first, of a longitude and latitude in degrees.
func (c *CRS) Forward(p orb.Point) orb.Point { return c.forward(p) }

// Inverse returns the longitude and latitude in degrees of x and y, east first.
func (c *CRS) Inverse(p orb.Point) orb.Point { return c.inverse(p) }

// NorthFirst reports whether the authority writes the northern axis first, as
// EPSG:4326 does.
func (c *CRS) NorthFirst() bool { return c.Axes[0].North }

// Order turns a point with east first into the authority's order, and back: it
// swaps the two coordinates, or does not.
func (c *CRS) Order(p orb.Point) orb.Point {
	if c.NorthFirst() {
		return orb.Point{p[1], p[0]}
	}
	return p
}

func (c *CRS) String() string { return c.URI }
