package main

import "math"

// WGS84: equatorial radius in metres and flattening.
const (
	equatorial = 6378137.0
	flattening = 1 / 298.257223563
)

// distance returns the length in metres of the geodesic between two points, by
// Vincenty's inverse formula (Survey Review 23, 1975): good to 0.1 mm, and sure
// to converge for points that are not nearly antipodal, as no leg of a road is.
func distance(a, b point) float64 {
	const rad = math.Pi / 180
	polar := equatorial * (1 - flattening)
	sinU1, cosU1 := math.Sincos(math.Atan((1 - flattening) * math.Tan(a.y*rad)))
	sinU2, cosU2 := math.Sincos(math.Atan((1 - flattening) * math.Tan(b.y*rad)))
	l := (b.x - a.x) * rad
	if l == 0 && a.y == b.y {
		return 0
	}
	for lambda, i := l, 0; ; i++ {
		sinL, cosL := math.Sincos(lambda)
		sinS := math.Hypot(cosU2*sinL, cosU1*sinU2-sinU1*cosU2*cosL)
		cosS := sinU1*sinU2 + cosU1*cosU2*cosL
		sigma := math.Atan2(sinS, cosS)
		sinA := cosU1 * cosU2 * sinL / sinS
		cosA2 := 1 - sinA*sinA
		cos2M := 0.0
		if cosA2 > 0 {
			cos2M = cosS - 2*sinU1*sinU2/cosA2
		}
		c := flattening / 16 * cosA2 * (4 + flattening*(4-3*cosA2))
		next := l + (1-c)*flattening*sinA*(sigma+c*sinS*(cos2M+c*cosS*(2*cos2M*cos2M-1)))
		if math.Abs(next-lambda) > 1e-13 && i < 100 {
			lambda = next
			continue
		}
		u2 := cosA2 * (equatorial*equatorial - polar*polar) / (polar * polar)
		ka := 1 + u2/16384*(4096+u2*(u2*(320-175*u2)-768))
		kb := u2 / 1024 * (256 + u2*(u2*(74-47*u2)-128))
		ds := kb * sinS * (cos2M + kb/4*(cosS*(2*cos2M*cos2M-1)-kb/6*cos2M*(4*sinS*sinS-3)*(4*cos2M*cos2M-3)))
		return polar * ka * (sigma - ds)
	}
}

// length returns the length in metres of the line through the points.
func length(line []point) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += distance(line[i-1], line[i])
	}
	return sum
}
