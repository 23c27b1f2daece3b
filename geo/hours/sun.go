package hours

import (
	"math"
	"time"

	"github.com/paulmach/orb"
)

// sunMinutes returns the minute of a day, by the clock on the wall, at which an
// event of the sun takes place at a position; none if the sun does not rise or
// set on that day.
//
// It follows NOAA's solar calculator, which takes Meeus' low-accuracy sun
// (Astronomical Algorithms, chapter 25): within a minute of the almanac up to 72
// degrees of latitude. Rising and setting are at 50 minutes of arc below the
// horizon, for refraction and half the sun's width; dawn and dusk are civil, at 6
// degrees. Heights of mountains around, and of the place, do not count.
func sunMinutes(e event, d Date, at orb.Point, zone *time.Location) (int, bool) {
	// The solar day that the zone calls d begins up to a day before or after.
	for _, solar := range []Date{d, d - 1, d + 1} {
		t, ok := sunEvent(e, solar, at)
		if ok && DateIn(zone, t) == d {
			_, offset := t.In(zone).Zone()
			return int((t.Unix() + int64(offset) - int64(d)*daySeconds) / 60), true
		}
	}
	return 0, false
}

// sunEvent returns the instant of an event of the day d in universal time.
func sunEvent(e event, d Date, at orb.Point) (time.Time, bool) {
	zenith := 90 + 50.0/60
	if e == dawn || e == dusk {
		zenith = 96
	}
	midnight := float64(d) * daySeconds
	t := midnight + daySeconds/2 - at.Lon()*240 // solar noon, to begin with
	for range 3 {
		declination, equation := sun(t)
		lat := radians(at.Lat())
		cos := math.Cos(radians(zenith))/(math.Cos(lat)*math.Cos(declination)) - math.Tan(lat)*math.Tan(declination)
		if !(cos >= -1 && cos <= 1) {
			return time.Time{}, false
		}
		hours := degrees(math.Acos(cos)) * 240 // the hour angle, in seconds
		if e == dawn || e == sunrise {
			hours = -hours
		}
		t = midnight + daySeconds/2 - at.Lon()*240 - equation + hours
	}
	return time.Unix(int64(t), 0), true
}

// sun returns the declination, in radians, and the equation of time, in seconds,
// at an instant in Unix seconds.
func sun(t float64) (declination, equation float64) {
	c := (t/daySeconds + 2440587.5 - 2451545) / 36525 // Julian centuries since 2000
	long := radians(math.Mod(280.46646+c*(36000.76983+c*0.0003032), 360))
	anomaly := radians(357.52911 + c*(35999.05029-0.0001537*c))
	eccentricity := 0.016708634 - c*(0.000042037+0.0000001267*c)
	node := radians(125.04 - 1934.136*c)
	center := math.Sin(anomaly)*(1.914602-c*(0.004817+0.000014*c)) +
		math.Sin(2*anomaly)*(0.019993-0.000101*c) + math.Sin(3*anomaly)*0.000289
	apparent := long + radians(center-0.00569-0.00478*math.Sin(node))
	obliquity := radians(23 + (26+(21.448-c*(46.815+c*(0.00059-c*0.001813)))/60)/60 + 0.00256*math.Cos(node))
	declination = math.Asin(math.Sin(obliquity) * math.Sin(apparent))
	y := math.Pow(math.Tan(obliquity/2), 2)
	equation = 240 * degrees(y*math.Sin(2*long)-2*eccentricity*math.Sin(anomaly)+
		4*eccentricity*y*math.Sin(anomaly)*math.Cos(2*long)-
		y*y/2*math.Sin(4*long)-1.25*eccentricity*eccentricity*math.Sin(2*anomaly))
	return declination, equation
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
func degrees(rad float64) float64 { return rad * 180 / math.Pi }
