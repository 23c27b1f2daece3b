package geo

import "math"

// Lower bounds on distances, cheap enough to be asked hundreds of times in a
// search. They rest on the metric of the ellipsoid,
//
//	ds² = M² dφ² + N² cos²φ dλ² ≥ R² (dφ² + cos²φ dλ²),   R = b²/a ≤ M ≤ N,
//
// so a geodesic is never shorter than R times the great circle between the
// same longitudes and (geodetic) latitudes on the unit sphere. The bound is at
// most 1.01 times too short, on top of what each function says.
//
// Every step rounds down: cosines and haversines are Taylor polynomials cut
// after a negative term, R is shortened by a part in 1e9 and the result by
// 10 µm, which is more than all rounding errors and the error of Distance.
// The bound may therefore be negative.
const (
	boundRadius = leastRadius * (1 - 1e-9)
	boundSlack  = 1e-5 // metres
)

// LowerBound returns a distance in metres that no position in a box is nearer
// than. The box is in degrees: west within ±180, east not below west (above 180
// where the box crosses the antimeridian), latitudes within ±90.
//
// For boxes of a few degrees the bound is good to some per cent; for larger
// ones that are not straight north or south of the origin it may be far off.
func (o *Origin) LowerBound(west, south, east, north float64) float64 {
	dlon, _ := o.gap(west, east)
	var dlat float64
	if o.lat < south {
		dlat = south - o.lat
	} else if o.lat > north {
		dlat = o.lat - north
	}
	return o.least(dlon, dlat, math.Max(north, -south))
}

// gap returns how many degrees of longitude the origin is away from a range, 0
// where it is in it, and how far east of the range's west the nearest longitude
// of the range is.
func (o *Origin) gap(west, east float64) (degrees, along float64) {
	x, width := o.lon-west, east-west
	if x < 0 {
		x += 360
	}
	switch {
	case x <= width:
		return 0, x
	case x-width <= 360-x:
		return x - width, width
	case x < 360:
		return 360 - x, 0
	default:
		return 0, 0
	}
}

// LowerBoundTo returns a distance in metres that q, a normalised position, is
// not nearer than; it is at most 1.01 times too short, or 1.04 times within a
// few degrees of a pole.
func (o *Origin) LowerBoundTo(lon, lat float64) float64 {
	dlon := math.Abs(lon - o.lon)
	if dlon > 180 {
		dlon = 360 - dlon
	}
	return o.least(dlon, math.Abs(lat-o.lat), math.Abs(lat))
}

// least bounds the distance to what is at least dlon and dlat degrees away and
// no nearer to a pole than the latitude high: by the haversine formula, with
// each of its terms at its least.
func (o *Origin) least(dlon, dlat, high float64) float64 {
	h := haversine(dlat) + haversine(dlon)*o.cosLat*math.Max(0, cosine(high))
	root := math.Sqrt(h)
	if h > 0.25 {
		return 2*boundRadius*math.Asin(math.Min(1, root)) - boundSlack
	}
	// arcsin's series has no negative terms
	return 2*boundRadius*root*(1+h*(1.0/6+h*(3.0/40+h*(5.0/112)))) - boundSlack
}

// haversine returns at most sin²(x/2), for x of 0 to 180 degrees.
func haversine(deg float64) float64 {
	const r2 = radian * radian
	z := deg * deg * r2
	return z * (1.0/4 - z*(1.0/48-z*(1.0/1440-z*(1.0/80640))))
}

// cosine returns at most the cosine of x, for x of -90 to 90 degrees.
func cosine(deg float64) float64 {
	const r2 = radian * radian
	z := deg * deg * r2
	return 1 - z*(1.0/2-z*(1.0/24-z*(1.0/720-z*(1.0/40320-z*(1.0/3628800)))))
}
