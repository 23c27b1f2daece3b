package geo

// The WGS84 ellipsoid: its two defining lengths (NGA.STND.0036_1.0.0_WGS84,
// 2014, table 3.1) and the polar radius that follows from them. They are exact
// by definition; nothing else in this module says how big the Earth is.
const (
	EquatorialRadius = 6378137.0                           // a, metres
	Flattening       = 1 / 298.257223563                   // f = (a-b)/a
	PolarRadius      = EquatorialRadius * (1 - Flattening) // b = 6356752.3142 m
)

// What follows from a and f, by the names of C. F. F. Karney, Algorithms for
// geodesics, J. Geodesy 87 (2013), https://doi.org/10.1007/s00190-012-0578-z.
const (
	axisRatio = 1 - Flattening                // b/a
	e2        = Flattening * (2 - Flattening) // first eccentricity squared
	ep2       = e2 / (axisRatio * axisRatio)  // second eccentricity squared
	thirdF    = Flattening / (2 - Flattening) // n, third flattening
)

// leastRadius is the meridian's radius of curvature at the equator, b²/a, and
// the least radius of curvature anywhere on the ellipsoid.
const leastRadius = PolarRadius * axisRatio
