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
		{readMetres, "4", 4}, {readMetres, " 4.2 m", 4.2}, {readMetres, "4,2", 4.2}, {readMetres, "380cm", 3.8},
		{readMetres, `13'6"`, 4.1148}, {readMetres, "13 ft 6 in", 4.1148}, {readMetres, "12'", 3.6576}, {readMetres, `90"`, 2.286}, {readMetres, "14 ft", 4.2672},
		{readMetres, "default", 0}, {readMetres, "none", 0}, {readMetres, "", 0}, {readMetres, "-3", 0}, {readMetres, "0", 0}, {readMetres, "1e999", 0}, {readMetres, "4.2.1", 0},
		{readTonnes, "7.5", 7.5}, {readTonnes, "7.5t", 7.5}, {readTonnes, "3500 kg", 3.5}, {readTonnes, "10 st", 9.0718474}, {readTonnes, "20000 lbs", 9.0718474}, {readTonnes, "many", 0},
		{readKmh, "60", 60}, {readKmh, "60 km/h", 60}, {readKmh, "40 mph", 64.37376}, {readKmh, "10 knots", 18.52}, {readKmh, "signals", 0},
		{readSeconds, "20", 1200}, {readSeconds, "1:30", 5400}, {readSeconds, "01:30:30", 5430}, {readSeconds, "PT1H30M", 5400}, {readSeconds, "PT45S", 45}, {readSeconds, "PT", 0}, {readSeconds, "soon", 0}, {readSeconds, "1:2:3:4", 0},
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
	for _, s := range []string{"4.2", `13'6"`, "7.5 t", "60 mph", "PT1H", "1:30", "9e999", "0x1p-3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (float64, bool){readMetres, readTonnes, readKmh, readSeconds} {
			if v, ok := read(s); ok && !(v > 0 && v <= math.MaxFloat64) {
				t.Errorf("%q is read as %v", s, v)
			}
		}
	})
}
