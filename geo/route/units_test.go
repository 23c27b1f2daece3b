package route

import (
	"math"
	"testing"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		read func(string) (float64, bool)
		text string
		want float64 // 0: not to be read
	}{
		{Metres, "4", 4}, {Metres, " 4.2 m", 4.2}, {Metres, "4,2", 4.2}, {Metres, "380cm", 3.8},
		{Metres, `13'6"`, 4.1148}, {Metres, "13 ft 6 in", 4.1148}, {Metres, "12'", 3.6576}, {Metres, `90"`, 2.286}, {Metres, "14 ft", 4.2672}, {Metres, "15.5 feet", 4.7244},
		{Metres, "default", 0}, {Metres, "none", 0}, {Metres, "", 0}, {Metres, "-3", 0}, {Metres, "0", 0}, {Metres, "1e999", 0}, {Metres, "4.2.1", 0},
		{Tonnes, "7.5", 7.5}, {Tonnes, "7.5t", 7.5}, {Tonnes, "3500 kg", 3.5}, {Tonnes, "18 tons", 18}, {Tonnes, "10 st", 9.0718474}, {Tonnes, "20000 lbs", 9.0718474}, {Tonnes, "many", 0},
		{Kmh, "60", 60}, {Kmh, "60 km/h", 60}, {Kmh, "40 mph", 64.37376}, {Kmh, "10 knots", 18.52}, {Kmh, "signals", 0},
		{Seconds, "20", 1200}, {Seconds, "1:30", 5400}, {Seconds, "01:30:30", 5430}, {Seconds, "PT1H30M", 5400}, {Seconds, "PT45S", 45}, {Seconds, "PT", 0}, {Seconds, "soon", 0}, {Seconds, "1:2:3:4", 0},
	} {
		got, ok := c.read(c.text)
		if !ok {
			got = 0
		}
		if math.Abs(got-c.want) > 1e-9 || ok != (c.want > 0) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func FuzzUnits(f *testing.F) {
	for _, s := range []string{"4.2", `13'6"`, "7.5 t", "60 mph", "PT1H", "1:30", "9e999", "0x1p-3", "8%", "-12.5 %", "5°", "nan%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (float64, bool){Metres, Tonnes, Kmh, Seconds} {
			if v, ok := read(s); ok && !(v > 0 && v <= math.MaxFloat64) {
				t.Errorf("%q is read as %v", s, v)
			}
		}
		if v, ok := Percent(s); ok {
			if !(math.Abs(v) <= 100) {
				t.Errorf("%q is read as %v", s, v)
			}
			if down, ok := Percent("-" + s); ok && down != -v {
				t.Errorf("%q is read as %v, and down as %v", s, v, down)
			}
		}
	})
}
