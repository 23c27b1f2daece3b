package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The inverse problem, solved as Bessel, Helmert and Vincenty did: on a sphere
// with reduced latitudes a geodesic is a great circle; only its difference of
// longitude ω and its length σ differ from the true L and s, by series in the
// small ε (Karney 2013, equations 15-25), where σ1 and σ2 are the ends' arcs
// from the equator:
//
//	s = b A1 (σ + Σ C1l (sin 2lσ2 - sin 2lσ1))
//	L = ω - f sin α0 A3 (σ + Σ C3l (sin 2lσ2 - sin 2lσ1))
//
// Terms up to ε⁴ in s and ε³ in L are kept; what is dropped is below 1e-7 m.
//
// Vincenty looks for the ω that belongs to L by repeated substitution. Here
// Newton's method does, and it stops early: a trial ω solves the problem
// exactly for a slightly other L', and by Clairaut the distance changes by
// a sin α0 for each radian of L (and that by a known second derivative), so
// the rest L - L' is made good by two terms of Taylor's series. One trial is
// enough for neighbours, two for most others. Near the antipode, where the
// problem turns singular, it gives up.
const (
	maxTrials     = 6
	restTolerance = 1e-12  // radians: the second-order term of the rest, 6 µm
	restMost      = 3e-5   // radians: where that term vanishes, the third-order one is to be as small
	nearAntipode  = -0.996 // cosine of the arc from which on it gives up
)

// ray returns the shortest path from the origin to a normalised position, and
// false near the antipode. Positions that are none give NaN and true.
func (o *Origin) ray(q orb.Point) (ray, bool) {
	sinU, cosU := reduced(math.Sincos(q[1] * radian))
	lon, sign := difference(o.lon, q[0]), 1.0
	if lon < 0 {
		lon, sign = -lon, -1
	}
	target := lon * radian
	ss, cc := o.sinU*sinU, o.cosU*cosU

	omega := target / (1 - Flattening*cc)
	for range maxTrials {
		sinO, cosO := math.Sincos(omega)
		east := cosU * sinO
		north := o.cosU*sinU - o.sinU*cosU*cosO
		sin, cos := math.Sqrt(east*east+north*north), ss+cc*cosO
		if cos < nearAntipode {
			return ray{}, false
		}
		if sin == 0 {
			return ray{}, true // one place
		}
		sigma := math.Atan2(sin, cos)
		sinA := cc * sinO / sin // sin α0
		arc := newArc(1-sinA*sinA, ss, sin, cos)

		rest := target - omega + Flattening*sinA*arc.lon(sigma)
		bend := (cc*cosO - sinA*sinA*cos) / sin // d(sin α0)/dω
		slope := 1 - Flattening*(sinA*sinA+sigma*bend)
		if slope < 0.5 {
			return ray{}, false
		}
		if math.Abs(bend)*rest*rest > restTolerance || math.Abs(rest) > restMost {
			omega += rest / slope
			continue
		}
		sinA2 := sinA + bend*rest
		east = o.cosU * (sinO + cosO*rest)
		north = o.cosU*sinU*(cosO-sinO*rest) - o.sinU*cosU
		m := 1 - e2*cosU*cosU
		chord := math.Sqrt(east*east + north*north)
		if chord == 0 { // both at one pole, but for rounding
			return ray{}, true
		}
		return ray{
			metres: PolarRadius*arc.length(sigma) + EquatorialRadius*rest*0.5*(sinA+sinA2),
			byLon:  sign * EquatorialRadius * sinA2,
			byLat:  EquatorialRadius / axisRatio * m * math.Sqrt(m) * north / chord,
		}, true
	}
	return ray{}, false
}

// difference returns the way east from one longitude to another, both in
// [-180, 180], as degrees in [-180, 180].
func difference(from, to float64) float64 {
	d := to - from
	if d > 180 {
		return d - 360
	}
	if d < -180 {
		return d + 360
	}
	return d
}

// arc holds the series of one great circle between two latitudes: sums over l
// of C_l (sin 2lσ2 - sin 2lσ1) = 2 C_l cos l(σ1+σ2) sin l(σ2-σ1).
type arc struct {
	eps        float64
	d1, d2, d3 float64 // sin 2lσ2 - sin 2lσ1 for l = 1, 2, 3
}

// newArc takes cos² α0, the product of the sines of the reduced latitudes, and
// sine and cosine of the arc between them.
func newArc(cosA2, ss, sin, cos float64) arc {
	k2 := ep2 * cosA2
	root := 1 + math.Sqrt(1+k2)
	var mean float64 // cos(σ1+σ2); of no weight on the equator, where ε is 0
	if cosA2 > 1e-12 {
		mean = max(-1, min(1, cos-2*ss/cosA2))
	}
	return arc{
		eps: k2 / (root * root),
		d1:  2 * mean * sin,
		d2:  2 * (2*mean*mean - 1) * (2 * sin * cos),
		d3:  2 * mean * (4*mean*mean - 3) * sin * (3 - 4*sin*sin),
	}
}

// length returns s/b for the arc σ: Karney 2013, equations 17 and 18.
func (a *arc) length(sigma float64) float64 {
	e := a.eps
	a1 := (1 + e*e*(1.0/4+e*e*(1.0/64))) / (1 - e)
	return a1 * (sigma +
		a.d1*e*(-1.0/2+e*e*(3.0/16)) +
		a.d2*e*e*(-1.0/16+e*e*(1.0/32)) -
		a.d3*e*e*e*(1.0/48))
}

// lon returns (ω-L) / (f sin α0) for the arc σ: Karney 2013, equations 24 and 25.
func (a *arc) lon(sigma float64) float64 {
	const n = thirdF
	e := a.eps
	a3 := 1 - e*((1.0/2-n/2)+e*((1.0/4+n/8-3*n*n/8)+e*(1.0/16+3*n/16+n*n/16)))
	return a3 * (sigma +
		a.d1*e*((1.0/4-n/4)+e*((1.0/8-n*n/8)+e*(3.0/64+3*n/64-n*n/64))) +
		a.d2*e*e*((1.0/16-3*n/32+n*n/32)+e*(3.0/64-n/32-3*n*n/64)) +
		a.d3*e*e*e*(5.0/192-3*n/64+5*n*n/192))
}
