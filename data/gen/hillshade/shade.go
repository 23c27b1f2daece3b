// Package hillshade draws shaded relief: a surface lit from several sides, in
// black and white of varying transparency so that one picture suits light and
// dark maps.
package hillshade

import "math"

// Light is where light comes from and how much of the whole it gives.
type Light struct {
	Azimuth  float64 // degrees clockwise from north
	Altitude float64 // degrees above the horizon
	Share    float64
}

// Lights is a main light from the north-west, as maps have it, with weaker
// ones beside it that bring out ridges which run towards it.
var Lights = []Light{{315, 45, 0.5}, {270, 45, 0.2}, {0, 45, 0.2}, {225, 45, 0.1}}

// Shade returns how much brighter than level ground a slope is, from -1 to 1.
// East and south are the rises in metres per metre.
func Shade(east, south float64, lights []Light) float64 {
	// The upward normal of the surface.
	nx, ny, nz := -east, south, 1.0
	size := math.Sqrt(float64(nx*nx) + float64(ny*ny) + nz)
	var sum float64
	for _, l := range lights {
		a, h := l.Azimuth*math.Pi/180, l.Altitude*math.Pi/180
		lx, ly, lz := math.Sin(a)*math.Cos(h), math.Cos(a)*math.Cos(h), math.Sin(h)
		lit := (float64(nx*lx) + float64(ny*ly) + lz) / size
		sum += l.Share * (max(lit, 0) - lz)
	}
	return sum
}
