package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// karney is the oracle: the solution of GeographicLib, good to 15 nm.
func karney(p, q orb.Point) float64 {
	var metres float64
	geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &metres, nil, nil)
	return metres
}

// nasty makes pairs of positions of the kinds that break formulas.
func nasty(r *rand.Rand, kind int) (p, q orb.Point) {
	lon := func() float64 { return r.Float64()*360 - 180 }
	lat := func() float64 { return math.Asin(r.Float64()*2-1) / radian }
	tiny := func() float64 { return (r.Float64()*2 - 1) * math.Pow(10, -r.Float64()*14) }
	p = orb.Point{lon(), lat()}
	switch kind {
	case 0: // anywhere
		q = orb.Point{lon(), lat()}
	case 1: // near, down to nanometres
		q = orb.Point{p[0] + tiny(), p[1] + tiny()}
	case 2: // near the antipode
		q = orb.Point{p[0] + 180 + 5*tiny(), -p[1] + 5*tiny()}
	case 3: // one meridian, or its other half
		q = orb.Point{p[0] + 180*float64(r.IntN(2)), lat()}
	case 4: // one parallel
		q = orb.Point{lon(), p[1]}
	case 5: // on or near the equator
		p[1], q = tiny()*float64(r.IntN(2)), orb.Point{lon(), tiny() * float64(r.IntN(2))}
	case 6: // on or near a pole
		p[1], q = 90-math.Abs(tiny())*float64(r.IntN(2)), orb.Point{lon(), lat()}
	case 7: // both near poles
		p[1], q = 90-math.Abs(tiny()), orb.Point{lon(), math.Copysign(90-math.Abs(tiny()), lon())}
	case 8: // mirrored latitudes
		q = orb.Point{lon(), -p[1]}
	case 9: // a city or a country away
		q = orb.Point{p[0] + 5*(r.Float64()*2-1), p[1] + 5*(r.Float64()*2-1)}
	case 10: // leaving due east, where sin α0 does not change with ω
		geodesic.WGS84.Direct(p[1], p[0], 90+tiny(), r.Float64()*20e6, &q[1], &q[0], nil)
	}
	q[1] = math.Max(-90, math.Min(90, q[1]))
	return p, Normalize(q)
}

const nastyKinds = 11

func TestDistanceAgreesWithKarney(t *testing.T) {
	n := 2_000_000
	if testing.Short() {
		n = 100_000
	}
	r := rand.New(rand.NewPCG(1, 2))
	var worst [nastyKinds]float64
	var fallbacks [nastyKinds]int
	for i := range n {
		kind := i % nastyKinds
		p, q := nasty(r, kind)
		o := From(p)
		got, want := o.Distance(q), karney(p, q)
		diff := math.Abs(got - want)
		if !(diff <= 3e-6) {
			t.Fatalf("kind %d: Distance(%v, %v) = %.6f, Karney %.6f", kind, p, q, got, want)
		}
		worst[kind] = math.Max(worst[kind], diff)
		if _, ok := o.ray(q); !ok {
			fallbacks[kind]++
		}
	}
	t.Logf("worst %.2g", worst)
	t.Logf("fallbacks %v of %d", fallbacks, n/nastyKinds)
}

func TestBearingAgreesWithKarney(t *testing.T) {
	n := 500_000
	if testing.Short() {
		n = 50_000
	}
	r := rand.New(rand.NewPCG(3, 4))
	var worst [nastyKinds]float64
	for i := range n {
		kind := i % nastyKinds
		p, q := nasty(r, kind)
		o := From(p)
		got, want := o.Bearing(q), Bearing(p, q)
		diff := math.Abs(math.Remainder(got-want, 360))
		if !(diff <= 2e-5) || !(got >= 0 && got < 360) {
			t.Fatalf("kind %d: Bearing(%v, %v) = %.9f, Karney %.9f", kind, p, q, got, want)
		}
		worst[kind] = math.Max(worst[kind], diff)
	}
	t.Logf("worst %.2g", worst)
}

func BenchmarkDistance(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name string
		kind int
	}{{"near", 9}, {"any", 0}} {
		var ps, qs [1024]orb.Point
		for i := range ps {
			ps[i], qs[i] = nasty(r, c.kind)
		}
		b.Run(c.name+"/ours", func(b *testing.B) {
			o := From(ps[0])
			for i := 0; b.Loop(); i++ {
				o = From(ps[i%1024])
				o.Distance(qs[i%1024])
			}
		})
		b.Run(c.name+"/karney", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				karney(ps[i%1024], qs[i%1024])
			}
		})
	}
}
