package relief

import "math"

// Light is how MapLibre's standard hillshade is lit.
type Light struct {
	Azimuth      float64    // where the light is from, degrees clockwise from north
	Exaggeration float64    // 0 to 1
	Shadow       [4]float64 // colours, not multiplied by their alpha
	Highlight    [4]float64
	Accent       [4]float64
}

// Shade is a Light that is ready for a zoom.
type Shade struct {
	light    Light
	steeper  float64 // by how much slopes are exaggerated
	strength float64
	base     float64 // of the curve over the slope; 0 for none
	azimuth  float64
	shadow   [4]float64 // multiplied by the alpha
	high     [4]float64
	accent   [4]float64
}

// Shade prepares a light for a zoom as MapLibre counts it.
//
// Source: the shaders hillshade_prepare and hillshade of MapLibre GL JS.
func (l Light) Shade(zoom float64) Shade {
	factor := 0.3
	if zoom < 2 {
		factor = 0.4
	} else if zoom < 4.5 {
		factor = 0.35
	}
	s := Shade{light: l, steeper: 1.25 * math.Pow(2, max(0, 15-zoom)*factor)}
	s.strength = max(0, min(1, l.Exaggeration*2))
	if l.Exaggeration != 0.5 {
		s.base = 1.875 - l.Exaggeration*1.75
	}
	s.azimuth = l.Azimuth * math.Pi / 180
	s.shadow, s.high, s.accent = multiplied(l.Shadow), multiplied(l.Highlight), multiplied(l.Accent)
	return s
}

func multiplied(c [4]float64) [4]float64 {
	return [4]float64{c[0] * c[3], c[1] * c[3], c[2] * c[3], c[3]}
}

// At returns the colour, multiplied by its alpha, with which ground is shaded.
func (s *Shade) At(g Slope) [4]float64 {
	rise := math.Hypot(g.East, g.North)
	if rise == 0 || s.strength == 0 {
		return [4]float64{}
	}
	slope := math.Atan(s.steeper * rise)
	if s.base != 0 {
		const most = math.Pi / 2
		slope = (math.Pow(s.base, slope) - 1) / (math.Pow(s.base, most) - 1) * most
	}
	// Where the ground falls to, clockwise from north.
	aspect := math.Atan2(-g.East, -g.North)
	// 1 where it faces the light, 0 where it turns away.
	toward := 1 - math.Abs(math.Remainder(aspect-s.azimuth, 2*math.Pi))/math.Pi
	sin, cos := math.Sincos(slope)
	var out [4]float64
	shaded := sin * s.strength
	alpha := (s.shadow[3] + (s.high[3]-s.shadow[3])*toward) * shaded
	for i := range out {
		out[i] = s.accent[i]*(1-cos)*s.strength*(1-alpha) + (s.shadow[i]+(s.high[i]-s.shadow[i])*toward)*shaded
		out[i] *= g.Share
	}
	return out
}
