package crs

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Transverse Mercator by Krüger's series to the sixth order in the third
// flattening, as C. F. F. Karney wrote them down (Transverse Mercator with an
// accuracy of a few nanometers, J. Geodesy 85 (2011), equations 7 to 9, 11, 14,
// 19 to 21, 35 and 36; https://doi.org/10.1007/s00190-011-0445-3). Cut there,
// they are wrong by less than 5 nm up to 3,900 km (35°) from the central
// meridian; what remains is the rounding of float64, about 2 nm. The error
// grows fast beyond, and past maxFromMeridian nothing is said.
type transverse struct {
	meridian        float64 // degrees
	easting         float64 // of the central meridian, metres
	scale           float64 // on it
	radius          float64 // of the sphere whose meridian is as long, times scale
	forth, back     [6]float64
	eccentricity    float64
	eccentricity2   float64
	oneMinusSquared float64 // 1 - e²
}

// maxFromMeridian is in degrees of longitude. The projection has its own poles
// at 90°.
const maxFromMeridian = 80

var utm43 = newTransverse(75, 500_000, 0.9996)

func newTransverse(meridian, easting, scale float64) *transverse {
	const f = geo.Flattening
	const n = f / (2 - f)
	const n2, n3 = n * n, n * n * n
	const n4, n5, n6 = n2 * n2, n2 * n3, n3 * n3
	return &transverse{
		meridian: meridian, easting: easting, scale: scale,
		radius:          scale * geo.EquatorialRadius / (1 + n) * (1 + n2/4 + n4/64 + n6/256),
		eccentricity:    math.Sqrt(f * (2 - f)),
		eccentricity2:   f * (2 - f),
		oneMinusSquared: (1 - f) * (1 - f),
		forth: [6]float64{
			n/2 - n2*2/3 + n3*5/16 + n4*41/180 - n5*127/288 + n6*7891/37800,
			n2*13/48 - n3*3/5 + n4*557/1440 + n5*281/630 - n6*1983433/1935360,
			n3*61/240 - n4*103/140 + n5*15061/26880 + n6*167603/181440,
			n4*49561/161280 - n5*179/168 + n6*6601661/7257600,
			n5*34729/80640 - n6*3418889/1995840,
			n6 * 212378941 / 319334400,
		},
		back: [6]float64{
			n/2 - n2*2/3 + n3*37/96 - n4/360 - n5*81/512 + n6*96199/604800,
			n2/48 + n3/15 - n4*437/1440 + n5*46/105 - n6*1118711/3870720,
			n3*17/480 - n4*37/840 - n5*209/4480 + n6*5569/90720,
			n4*4397/161280 - n5*11/504 - n6*830251/7257600,
			n5*4583/161280 - n6*108847/3991680,
			n6 * 20648693 / 638668800,
		},
	}
}

func (t *transverse) forward(p orb.Point) orb.Point {
	λ := math.Remainder(p[0]-t.meridian, 360)
	if !(math.Abs(λ) <= maxFromMeridian && math.Abs(p[1]) <= 90) {
		return orb.Point{math.NaN(), math.NaN()}
	}
	sinλ, cosλ := math.Sincos(λ * (math.Pi / 180))
	τ := t.conformal(math.Tan(p[1] * (math.Pi / 180)))
	// ξ', η': the transverse Mercator projection of the sphere
	ξ := math.Atan2(τ, cosλ)
	η := math.Asinh(sinλ / math.Hypot(τ, cosλ))
	dξ, dη := series(&t.forth, ξ, η)
	return orb.Point{t.easting + t.radius*(η+dη), t.radius * (ξ + dξ)}
}

func (t *transverse) inverse(p orb.Point) orb.Point {
	ξ, η := p[1]/t.radius, (p[0]-t.easting)/t.radius
	if !(math.Abs(ξ) <= math.Pi/2 && math.Abs(η) < 3) {
		return orb.Point{math.NaN(), math.NaN()}
	}
	dξ, dη := series(&t.back, ξ, η)
	ξ, η = ξ-dξ, η-dη
	sinhη := math.Sinh(η)
	sinξ, cosξ := math.Sincos(ξ)
	λ := math.Atan2(sinhη, cosξ) * (180 / math.Pi)
	if !(math.Abs(λ) <= maxFromMeridian+1e-9) {
		return orb.Point{math.NaN(), math.NaN()}
	}
	φ := math.Atan(t.geodetic(sinξ/math.Hypot(sinhη, cosξ))) * (180 / math.Pi)
	return orb.Point{math.Remainder(t.meridian+λ, 360), φ}
}

// series returns Σ c[j] sin(2jξ) cosh(2jη) and Σ c[j] cos(2jξ) sinh(2jη), j from
// 1 to 6: the real and imaginary parts of Σ c[j] sin(2jζ) for ζ = ξ + iη, by
// Clenshaw's summation.
func series(c *[6]float64, ξ, η float64) (re, im float64) {
	sin, cos := math.Sincos(2 * ξ)
	sinh, cosh := math.Sinh(2*η), math.Cosh(2*η)
	a := complex(2*cos*cosh, -2*sin*sinh) // 2 cos 2ζ
	var b, b1 complex128
	for j := len(c) - 1; j >= 0; j-- {
		b, b1 = a*b-b1+complex(c[j], 0), b
	}
	s := b * complex(sin*cosh, cos*sinh) // times sin 2ζ
	return real(s), imag(s)
}

// conformal returns the tangent of the conformal latitude, given that of the
// geodetic one.
func (t *transverse) conformal(τ float64) float64 {
	σ := math.Sinh(t.eccentricity * math.Atanh(t.eccentricity*τ/math.Hypot(1, τ)))
	return τ*math.Hypot(1, σ) - σ*math.Hypot(1, τ)
}

// geodetic is the inverse of conformal, by Newton's method. Two steps reach
// float64's accuracy, a third sees that they did.
func (t *transverse) geodetic(want float64) float64 {
	if math.Abs(want) > 1e15 { // a pole
		return want
	}
	τ := want / t.oneMinusSquared
	if math.Abs(want) > 70 { // near a pole the ratio of the two is a constant
		τ = want * math.Exp(t.eccentricity*math.Atanh(t.eccentricity))
	}
	for range 5 {
		got := t.conformal(τ)
		step := (want - got) / math.Hypot(1, got) *
			(1 + t.oneMinusSquared*τ*τ) / (t.oneMinusSquared * math.Hypot(1, τ))
		τ += step
		if math.Abs(step) <= 1e-15*max(1, math.Abs(τ)) {
			break
		}
	}
	return τ
}
