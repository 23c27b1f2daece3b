package geo

import "math"

// Lower bounds on distances, cheap enough to be asked hundreds of times in a
// search. They rest on the metric of the ellipsoid,
//
//	ds² = M² dφ² + N² cos²φ dλ² ≥ R² (dφ² + cos²φ dλ²),   R = b²/a ≤ M ≤ N,
//
// so a geodesic is never shorter than R times the great circle σ between the
// same longitudes and (geodetic) latitudes on the unit sphere, nor longer than
// 1.0101 times that. A search need not know σ: its haversine, sin²(σ/2), grows
// with it and takes no trigonometry.
//
// Every step rounds down: cosines and haversines are Taylor polynomials cut
// after a negative term, and R is shortened by a part in 1e9 and the result by
// 10 µm, which is more than all rounding errors and the error of Distance.
const (
	boundRadius = leastRadius * (1 - 1e-9)
	boundSlack  = 1e-5 // metres
)

// AtLeast returns the metres that a haversine from HaversineTo or HaversineBox
// stands for: nothing that it was worked out for is nearer. It grows with h and
// may be a hair below 0.
func AtLeast(h float64) float64 {
	root := math.Sqrt(h)
	if h > 0.25 {
		return 2*boundRadius*math.Asin(min(1, root)) - boundSlack
	}
	// arcsin's series has no negative terms
	return 2*boundRadius*root*(1+h*(1.0/6+h*(3.0/40+h*(5.0/112)))) - boundSlack
}

// HaversineTo returns at most the haversine of the arc from the origin to a
// position, which must be valid and normalised. AtLeast of it is at most 1.02
// times too short; near the antipode and within a degree of a pole it may be
// 1.1 times.
func (o *Origin) HaversineTo(lon, lat float64) float64 {
	dlon := math.Abs(lon - o.lon)
	if dlon > 180 {
		dlon = 360 - dlon
	}
	return haversine(lat-o.lat) + haversine(dlon)*o.cosLat*cosine(lat)
}

// HaversineBox returns at most the haversine of the arc from the origin to any
// position in a box. The box is in degrees: west within ±180, east not below
// west (above 180 where the box crosses the antimeridian), latitudes within
// ±90.
//
// Of each parallel, the place nearest in longitude is nearest. On the meridian
// of these places, at latitudes φ+δ with δ counted towards the origin's pole,
// the haversine is
//
//	g(δ) = hav δ + K cos(φ+δ),   K = cos φ hav Δλ,
//
// which has its one minimum at tan δ = K sin|φ| / (1/2 - K cos φ), where it is
// at least K (cos φ - K). Up to 90 degrees of longitude away the bound is thus
// tight but for a few per cent; beyond it may be far too low.
func (o *Origin) HaversineBox(west, south, east, north float64) float64 {
	dlon, _ := o.gap(west, east)
	edge, dlat := o.lat, 0.0 // the nearest latitude of the box
	if o.lat < south {
		edge, dlat = south, south-o.lat
	} else if o.lat > north {
		edge, dlat = north, o.lat-north
	}
	if dlon == 0 {
		return haversine(dlat)
	}
	k := o.cosLat * haversine(dlon)
	if dlon > 90 {
		return haversine(dlat) + k*cosine(max(north, -south))
	}
	polewards := (edge > o.lat) == (o.lat > 0)
	if dlat == 0 || polewards && dlat*radian*(0.5-k*o.cosLat) < k*o.sinLat {
		return k * (o.cosLat - k)
	}
	return haversine(dlat) + k*cosine(edge)
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

// haversine returns at most sin²(x/2), for x of -180 to 180 degrees.
func haversine(deg float64) float64 {
	const r2 = radian * radian
	z := deg * deg * r2
	return z * (1.0/4 - z*(1.0/48-z*(1.0/1440-z*(1.0/80640))))
}

// cosine returns at most the cosine of x, and at least 0, for x of -90 to 90
// degrees.
func cosine(deg float64) float64 {
	const r2 = radian * radian
	z := deg * deg * r2
	return max(0, 1-z*(1.0/2-z*(1.0/24-z*(1.0/720-z*(1.0/40320-z*(1.0/3628800))))))
}
