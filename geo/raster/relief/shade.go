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
	steeper float64 // by how much slopes are exaggerated
	azimuth float64
	shadow  [4]float64 // multiplied by the alpha
	high    [4]float64
	accent  [4]float64

	// steep has, for slopes from level to upright, the sine of what the style
	// makes of their angle, times the strength.
	steep    [steps + 2]float64
	strength float64
}

// steps is how many slopes are worked out beforehand.
const steps = 512

// Shade prepares a light for a zoom as MapLibre counts it.
//
// Source: the shaders hillshade_prepare and hillshade of MapLibre GL JS.
func (l Light) Shade(zoom float64) *Shade {
	factor := 0.3
	if zoom < 2 {
		factor = 0.4
	} else if zoom < 4.5 {
		factor = 0.35
	}
	s := &Shade{steeper: 1.25 * math.Pow(2, max(0, 15-zoom)*factor)}
	s.strength = max(0, min(1, l.Exaggeration*2))
	for i := range s.steep {
		// The table is even in r/(1+r), which has an end.
		t := float64(i) / steps
		slope := math.Pi / 2
		if t < 1 {
			slope = math.Atan(t / (1 - t))
		}
		if base := 1.875 - l.Exaggeration*1.75; l.Exaggeration != 0.5 {
			const most = math.Pi / 2
			slope = (math.Pow(base, slope) - 1) / (math.Pow(base, most) - 1) * most
		}
		s.steep[i] = math.Sin(slope) * s.strength
	}
	s.azimuth = l.Azimuth * math.Pi / 180
	s.shadow, s.high, s.accent = multiplied(l.Shadow), multiplied(l.Highlight), multiplied(l.Accent)
	return s
}

func multiplied(c [4]float64) [4]float64 {
	return [4]float64{c[0] * c[3], c[1] * c[3], c[2] * c[3], c[3]}
}

// At returns how much ground is in the shadow and in the light; together they
// are at most 1, and 0 where it is level.
func (s *Shade) At(g Slope) (shadow, light float64) {
	rise := math.Sqrt(g.East*g.East+g.North*g.North) * s.steeper
	if rise == 0 || g.Share == 0 {
		return 0, 0
	}
	t := rise / (1 + rise) * steps
	i := int(t)
	sin := s.steep[i] + (t-float64(i))*(s.steep[i+1]-s.steep[i])
	// The ground faces where it falls to. It is 1 towards the light, 0 away.
	turned := angle(-g.East, -g.North) - s.azimuth
	turned -= 2 * math.Pi * math.Floor(turned/(2*math.Pi)+0.5)
	toward := 1 - math.Abs(turned)/math.Pi
	sin *= g.Share
	return sin * (1 - toward), sin * toward
}

// Color returns the colour, multiplied by its alpha, of so much shadow and
// light.
func (s *Shade) Color(shadow, light float64) [4]float64 {
	var out [4]float64
	if s.strength == 0 {
		return out
	}
	sin := min(1, (shadow+light)/s.strength)
	rest := (1 - math.Sqrt(1-sin*sin)) * s.strength
	alpha := s.shadow[3]*shadow + s.high[3]*light
	for i := range out {
		out[i] = s.accent[i]*rest*(1-alpha) + s.shadow[i]*shadow + s.high[i]*light
	}
	return out
}

// angle is that of a direction, clockwise from north, to a thousandth of a
// radian.
func angle(east, north float64) float64 {
	x, y := math.Abs(east), math.Abs(north)
	short, long := min(x, y), max(x, y)
	if long == 0 {
		return 0
	}
	q := short / long
	// A polynomial for the arc tangent from 0 to 1.
	a := q * (0.9998660 + q*q*(-0.3302995+q*q*(0.1801410+q*q*(-0.0851330+q*q*0.0208351))))
	if x > y {
		a = math.Pi/2 - a
	}
	if north < 0 {
		a = math.Pi - a
	}
	if east < 0 {
		a = -a
	}
	return a
}
