package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Length returns the length of the lines in g in metres, and of the boundaries
// of its areas, holes included. Edges are straight in longitude and latitude,
// as RFC 7946 has it: between (0,60) and (90,60) one follows the parallel, which
// is a tenth longer than the geodesic. Coordinates are taken as given, so that
// an edge from 179 to -179 goes the long way round; an unclosed ring is closed.
//
// The arc is integrated over the metric of the ellipsoid; the error is below a
// part in 1e11, or a tenth of a micrometre an edge. It is NaN where a coordinate is not
// finite or a latitude is beyond ±90.
func Length(g orb.Geometry) float64 {
	var sum float64
	switch g := g.(type) {
	case orb.LineString:
		for i := 1; i < len(g); i++ {
			sum += edgeLength(g[i-1], g[i])
		}
	case orb.MultiLineString:
		for _, line := range g {
			sum += Length(line)
		}
	case orb.Ring:
		for a, b := range edges(g) {
			sum += edgeLength(a, b)
		}
	case orb.Polygon:
		for _, ring := range g {
			sum += Length(ring)
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			sum += Length(polygon)
		}
	case orb.Bound:
		if !g.IsEmpty() {
			return Length(g.ToRing())
		}
	case orb.Collection:
		for _, part := range g {
			sum += Length(part)
		}
	}
	return sum
}

// edges goes through the edges of a ring, and closes it.
func edges(ring orb.Ring) func(yield func(a, b orb.Point) bool) {
	return func(yield func(a, b orb.Point) bool) {
		for i, a := range ring {
			if !yield(a, ring[(i+1)%len(ring)]) {
				return
			}
		}
	}
}

// edgeLength integrates ds = √(M² dφ² + N² cos²φ dλ²) along an edge.
func edgeLength(a, b orb.Point) float64 {
	if !(math.Abs(a[1]) <= 90 && math.Abs(b[1]) <= 90) || math.IsInf(b[0]-a[0], 0) {
		return math.NaN()
	}
	switch speed := speedAlong(a, b); {
	case a[1] == b[1]:
		return speed(a[1])
	case math.Abs(b[1]-a[1]) < shortEdge && math.Abs(a[1]) < 85:
		// Simpson's rule: for a mile of road, quadrature comes to the same
		// digits in five times the time.
		return (speed(a[1]) + 4*speed((a[1]+b[1])/2) + speed(b[1])) / 6
	default:
		return mean(speed, a[1], b[1], 1e-9)
	}
}

// shortEdge is the range of latitudes, in degrees, over which Simpson's rule is
// good to a part in 1e13 and better, up to latitude 85.
const shortEdge = 0.02

// speedAlong returns the length that the whole edge would have if all of it ran
// as it does at a latitude.
func speedAlong(a, b orb.Point) func(lat float64) float64 {
	dlat, dlon := (b[1]-a[1])*radian, (b[0]-a[0])*radian
	return func(lat float64) float64 {
		sin, cos := math.Sincos(lat * radian)
		w := 1 - e2*sin*sin
		north := (1 - e2) / w * dlat
		east := cos * dlon
		return EquatorialRadius * math.Sqrt((north*north+east*east)/w)
	}
}

// agreement is the part of an integral by which the two rules may differ.
// Kronrod's is then good to some parts in 1e12: its error is about 200 times
// the difference, to the power of 3/2 (QUADPACK).
const agreement = 1e-10

// mean returns the mean of f over a range of latitudes, by Gauss-Kronrod
// quadrature on pieces that are halved until both rules agree to a part, or to
// floor: to what f is good to. Half a range may be twice as far off.
func mean(f func(lat float64) float64, from, to, floor float64) float64 {
	middle, half := (from+to)/2, (to-from)/2
	centre := f(middle)
	gauss, kronrod := centre*gauss7[3], centre*kronrod15[7]
	for i, x := range nodes15 {
		pair := f(middle-half*x) + f(middle+half*x)
		kronrod += pair * kronrod15[i]
		if i%2 == 1 {
			gauss += pair * gauss7[i/2]
		}
	}
	kronrod, gauss = kronrod/2, gauss/2
	if !(math.Abs(kronrod-gauss) > max(floor, agreement*math.Abs(kronrod))) {
		return kronrod
	}
	return (mean(f, from, middle, 2*floor) + mean(f, middle, to, 2*floor)) / 2
}

// The positive nodes of the 15-point rule, outermost first, every second of
// which is one of the 7-point rule, and the weights of both; the last weight is
// that of 0 (R. Piessens et al., QUADPACK, 1983, routine QK15).
var (
	nodes15 = [7]float64{
		0.991455371120812639206854697526329,
		0.949107912342758524526189684047851,
		0.864864423359769072789712788640926,
		0.741531185599394439863864773280788,
		0.586087235467691130294144691258691,
		0.405845151377397166906606412076961,
		0.207784955007898467600689403773245,
	}
	kronrod15 = [8]float64{
		0.022935322010529224963732008058970,
		0.063092092629978553290700663189204,
		0.104790010322250183839876322541518,
		0.140653259715525918745189590510238,
		0.169004726639267902826583426598550,
		0.190350578064785409913256402421014,
		0.204432940075298892414161999234649,
		0.209482141084727828012999174891714,
	}
	gauss7 = [4]float64{
		0.129484966168869693270611432679082,
		0.279705391489276667901467771423780,
		0.381830050505118944950369775488975,
		0.417959183673469387755102040816327,
	}
)
