package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// TestInverseKnown has what others have computed.
func TestInverseKnown(t *testing.T) {
	for _, c := range []struct {
		name            string
		p, q            orb.Point
		metres, bearing float64
	}{
		// GeographicLib's GeodSolve, examples of its manual
		{"JFK to LHR", orb.Point{-73.8, 40.6}, orb.Point{-0.5, 51.6}, 5551759.400, 51.19888},
		{"nearly antipodes", orb.Point{0, -30}, orb.Point{179.8, 29.9}, 19989832.828, 161.89052},
		// Vincenty's test lines: Flinders Peak to Buninyong (GDA technical manual, GRS80)
		{"Flinders Peak to Buninyong", orb.Point{144.42486788888888, -37.95103341666667}, orb.Point{143.92649552777777, -37.65282113888889}, 54972.271, 306.86816},
		{"pole to pole", orb.Point{10, 90}, orb.Point{10, -90}, 2 * 10001965.729, 180},
		{"along the equator", orb.Point{179, 0}, orb.Point{-179, 0}, 2 * math.Pi / 180 * EquatorialRadius, 90},
		{"one place", orb.Point{180, 10}, orb.Point{-180, 10}, 0, 0},
		{"one pole", orb.Point{1, 90}, orb.Point{2, 90}, 0, 0},
	} {
		metres, bearing := Inverse(c.p, c.q)
		if math.Abs(metres-c.metres) > 1e-3 || math.Abs(bearing-c.bearing) > 1e-5 {
			t.Errorf("%s: %.4f m bearing %.6f, want %.4f m bearing %.6f", c.name, metres, bearing, c.metres, c.bearing)
		}
		if d := Distance(c.p, c.q); math.Abs(d-c.metres) > 1e-3 {
			t.Errorf("%s: Distance is %.4f, want %.4f", c.name, d, c.metres)
		}
	}
}

// TestDestination goes out and measures the way back.
func TestDestination(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 10_000 {
		p := anywhere(r)
		bearing, metres := 360*r.Float64(), 1e7*r.Float64()
		q := Destination(p, bearing, metres)
		gotMetres, gotBearing := Inverse(p, q)
		turned := math.Abs(math.Remainder(gotBearing-bearing, 360)) * radian
		if math.Abs(gotMetres-metres) > 1e-6 || turned*metres*math.Cos(p[1]*radian) > 1e-3 {
			t.Errorf("%v: %v m bearing %v leads to %v, %v m bearing %v", p, metres, bearing, q, gotMetres, gotBearing)
		}
		if !(gotBearing >= 0 && gotBearing < 360) {
			t.Errorf("bearing %v", gotBearing)
		}
	}
}

func TestBearingTo(t *testing.T) {
	line := orb.LineString{{10, -10}, {10, 10}}
	if b := BearingTo(orb.Point{0, 0}, line); math.Abs(b-90) > 1e-6 {
		t.Errorf("the line bears %v, want 90", b)
	}
	if b := BearingTo(orb.Point{10, 0}, line); b != 0 {
		t.Errorf("what p lies in bears %v, want 0", b)
	}
}

func TestNormalize(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct{ p, want orb.Point }{
		{orb.Point{180, 90}, orb.Point{180, 90}},
		{orb.Point{-180, -90}, orb.Point{-180, -90}},
		{orb.Point{190, 1}, orb.Point{-170, 1}},
		{orb.Point{-541, 1}, orb.Point{179, 1}},
	} {
		if got := Normalize(c.p); got != c.want {
			t.Errorf("Normalize(%v) = %v, want %v", c.p, got, c.want)
		}
	}
	for _, p := range []orb.Point{{nan, 1}, {1, nan}, {inf, 1}, {1, -inf}, {1, 90.0001}} {
		if got := Normalize(p); got == got {
			t.Errorf("Normalize(%v) = %v, want NaN", p, got)
		}
		if d := Distance(p, orb.Point{}); !math.IsNaN(d) {
			t.Errorf("%v is %v m away", p, d)
		}
		if d := Distance(orb.Point{}, p); !math.IsNaN(d) {
			t.Errorf("%v is %v m away", p, d)
		}
	}
}
