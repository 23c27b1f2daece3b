package style

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Color is an sRGB colour, not multiplied by its alpha; each part is from 0 to 1.
type Color struct{ R, G, B, A float64 }

// String writes the colour as the style's to-string does.
func (c Color) String() string {
	byteOf := func(n float64) int { return int(math.Floor(n*255 + 0.5)) }
	return fmt.Sprintf("rgba(%d,%d,%d,%s)", byteOf(c.R), byteOf(c.G), byteOf(c.B), formatNumber(c.A))
}

// mix is the colour that lies t of the way from c to d.
func (c Color) mix(d Color, t float64) Color {
	return Color{lerp(c.R, d.R, t), lerp(c.G, d.G, t), lerp(c.B, d.B, t), lerp(c.A, d.A, t)}
}

func lerp(a, b, t float64) float64 { return a + t*(b-a) }

// ParseColor reads a colour of CSS: a name, #rgb, #rgba, #rrggbb, #rrggbbaa,
// rgb(), rgba(), hsl() or hsla(), with commas or without.
func ParseColor(s string) (Color, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "transparent" {
		return Color{}, true
	}
	if n, ok := namedColors[s]; ok {
		return Color{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255, 1}, true
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(hex)
	}
	name, args, ok := strings.Cut(s, "(")
	args, closed := strings.CutSuffix(args, ")")
	if !ok || !closed {
		return Color{}, false
	}
	parts, ok := splitParts(args)
	if !ok {
		return Color{}, false
	}
	switch name {
	case "rgb", "rgba":
		return rgbColor(parts)
	case "hsl", "hsla":
		return hslColor(parts)
	}
	return Color{}, false
}

func parseHex(s string) (Color, bool) {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || strings.ContainsAny(s, "+-_") {
		return Color{}, false
	}
	switch len(s) {
	case 3:
		n = n<<4 | 0xf
		fallthrough
	case 4:
		f := func(shift uint) float64 { return float64(n>>shift&15) / 15 }
		return Color{f(12), f(8), f(4), f(0)}, true
	case 6:
		n = n<<8 | 0xff
		fallthrough
	case 8:
		f := func(shift uint) float64 { return float64(n>>shift&255) / 255 }
		return Color{f(24), f(16), f(8), f(0)}, true
	}
	return Color{}, false
}

// part is a number of rgb() or hsl(), with its sign for per cent or degrees.
type part struct {
	n    float64
	unit string
}

// splitParts takes "1, 2, 3", "1, 2, 3, 4", "1 2 3" or "1 2 3 / 4" apart.
func splitParts(args string) ([]part, bool) {
	var words []string
	if strings.Contains(args, ",") {
		words = strings.Split(args, ",")
	} else {
		before, alpha, has := strings.Cut(args, "/")
		words = strings.Fields(before)
		if len(words) != 3 {
			return nil, false
		}
		if has {
			words = append(words, alpha)
		}
	}
	if len(words) != 3 && len(words) != 4 {
		return nil, false
	}
	parts := make([]part, len(words))
	for i, w := range words {
		w = strings.TrimSpace(w)
		n := strings.TrimSuffix(strings.TrimSuffix(w, "%"), "deg")
		number, ok := parseNumber(n)
		if !ok || n == "" || strings.ContainsAny(n, " \t\n") || math.IsInf(number, 0) {
			return nil, false
		}
		parts[i] = part{number, w[len(n):]}
	}
	return parts, true
}

func alphaOf(parts []part) (float64, bool) {
	if len(parts) == 3 {
		return 1, true
	}
	a := parts[3]
	switch a.unit {
	case "%":
		return clamp(a.n/100, 0, 1), true
	case "":
		return clamp(a.n, 0, 1), true
	}
	return 0, false
}

func rgbColor(parts []part) (Color, bool) {
	whole := 255.0
	if parts[0].unit == "%" {
		whole = 100
	}
	var rgb [3]float64
	for i := range rgb {
		if parts[i].unit != parts[0].unit || parts[i].unit == "deg" {
			return Color{}, false
		}
		rgb[i] = clamp(parts[i].n/whole, 0, 1)
	}
	a, ok := alphaOf(parts)
	return Color{rgb[0], rgb[1], rgb[2], a}, ok
}

// hslColor follows CSS Color Module Level 4, section 7.1.
func hslColor(parts []part) (Color, bool) {
	if parts[0].unit == "%" || parts[1].unit != "%" || parts[2].unit != "%" {
		return Color{}, false
	}
	hue := math.Mod(math.Mod(parts[0].n, 360)+360, 360)
	s, l := clamp(parts[1].n, 0, 100)/100, clamp(parts[2].n, 0, 100)/100
	f := func(n float64) float64 {
		k := math.Mod(n+hue/30, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	a, ok := alphaOf(parts)
	return Color{f(0), f(8), f(4), a}, ok
}

func clamp(n, low, high float64) float64 { return max(low, min(high, n)) }
