package route

import (
	"math"
	"strconv"
	"strings"
)

// Values of OpenStreetMap with units, read as the wiki has them: metres,
// tonnes and kilometres an hour where no unit is given. What cannot be read
// is not there (ok is false): a limit that is not understood is no limit.

// Metres reads a length of OpenStreetMap: "4.2", "4.2 m", "420 cm", "13'6\"", "12 ft 4 in".
func Metres(s string) (metres float64, ok bool) {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, `'"′″`) || strings.Contains(s, "ft") || strings.Contains(s, "feet") || strings.HasSuffix(s, "in") {
		return readFeet(s)
	}
	v, unit := splitUnit(s)
	switch unit {
	case "", "m", "metre", "metres", "meter", "meters":
	case "cm":
		v /= 100
	case "mm":
		v /= 1000
	case "km":
		v *= 1000
	default:
		return 0, false
	}
	return v, v > 0
}

// Percent reads an incline of OpenStreetMap: "8%", "-12.5 %", "5°". "up" and "down"
// say nothing of how steep it is.
func Percent(s string) (percent float64, ok bool) {
	s = strings.TrimSpace(strings.Replace(s, "−", "-", 1))
	text, degrees := strings.CutSuffix(s, "°")
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "%")), 64)
	if degrees {
		v = 100 * math.Tan(v*math.Pi/180)
	}
	return v, err == nil && math.Abs(v) <= 100
}

func readFeet(s string) (metres float64, ok bool) {
	s = strings.NewReplacer("′", "'", "″", `"`, "ft.", "'", "feet", "'", "foot", "'", "ft", "'", "inches", `"`, "in", `"`, " ", "", "-", "").Replace(s)
	feet, rest, found := strings.Cut(s, "'")
	if !found {
		feet, rest = "0", s
	}
	f, err := strconv.ParseFloat(feet, 64)
	if err != nil {
		return 0, false
	}
	inches := 0.0
	if rest = strings.TrimSuffix(rest, `"`); rest != "" {
		if inches, err = strconv.ParseFloat(rest, 64); err != nil {
			return 0, false
		}
	}
	v := f*0.3048 + inches*0.0254
	return v, v > 0 && !math.IsInf(v, 0)
}

// Tonnes reads a weight of OpenStreetMap: "7.5", "7.5 t", "3500 kg", "10 st" (short tons),
// "20000 lbs", "8 lt" (long tons).
func Tonnes(s string) (tonnes float64, ok bool) {
	v, unit := splitUnit(s)
	switch unit {
	case "", "t", "tonne", "tonnes", "ton", "tons", "mt":
	case "kg":
		v /= 1000
	case "st":
		v *= 0.90718474
	case "lt":
		v *= 1.0160469088
	case "lb", "lbs":
		v *= 0.00045359237
	default:
		return 0, false
	}
	return v, v > 0
}

// Kmh reads a speed of OpenStreetMap: "60", "60 km/h", "40 mph", "5 knots".
func Kmh(s string) (kmh float64, ok bool) {
	v, unit := splitUnit(s)
	switch unit {
	case "", "km/h", "kmh", "kph", "kmph":
	case "mph":
		v *= 1.609344
	case "knots", "kn":
		v *= 1.852
	default:
		return 0, false
	}
	return v, v > 0
}

// Seconds reads a duration of OpenStreetMap: "90" and "1:30" are minutes and hours, as on
// ferries; "01:30:00" and ISO 8601's "PT1H30M" are read as well.
func Seconds(s string) (seconds float64, ok bool) {
	s = strings.TrimSpace(s)
	if rest, iso := strings.CutPrefix(s, "PT"); iso {
		return readISO(rest)
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false
	}
	for _, p := range parts {
		n, err := strconv.ParseUint(strings.TrimSpace(p), 10, 16)
		if err != nil {
			return 0, false
		}
		seconds = seconds*60 + float64(n)
	}
	if len(parts) < 3 {
		seconds *= 60
	}
	return seconds, seconds > 0
}

func readISO(s string) (seconds float64, ok bool) {
	for _, unit := range []struct {
		letter  string
		seconds float64
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		number, rest, found := strings.Cut(s, unit.letter)
		if !found {
			continue
		}
		n, err := strconv.ParseUint(number, 10, 16)
		if err != nil {
			return 0, false
		}
		seconds, s = seconds+float64(n)*unit.seconds, rest
	}
	return seconds, s == "" && seconds > 0
}

// splitUnit reads a number and returns what follows it, in small letters. A
// number that is none or not finite has a unit that no quantity knows.
func splitUnit(s string) (v float64, unit string) {
	s = strings.ToLower(strings.TrimSpace(s))
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s[:end], ",", "."), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, "?"
	}
	return v, strings.TrimSpace(s[end:])
}
