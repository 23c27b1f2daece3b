package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// sampled is the oracle for an edge: the least Karney distance to many of its
// places, refined by ternary search about the best few.
func sampled(p, a, b orb.Point, n int) float64 {
	f := func(t float64) float64 {
		q := orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
		return karney(p, q)
	}
	d := make([]float64, n+1)
	best := math.Inf(1)
	for i := range d {
		d[i] = f(float64(i) / float64(n))
		best = math.Min(best, d[i])
	}
	for i := range d {
		if (i > 0 && d[i] > d[i-1]) || (i < n && d[i] > d[i+1]) || d[i] > best*1.1+1e5 {
			continue
		}
		lo, hi := math.Max(0, float64(i-1)/float64(n)), math.Min(1, float64(i+1)/float64(n))
		for range 60 {
			x, y := lo+(hi-lo)/3, hi-(hi-lo)/3
			if f(x) < f(y) {
				hi = y
			} else {
				lo = x
			}
		}
		best = math.Min(best, math.Min(f(lo), f(hi)))
	}
	return best
}

func TestNearestOnEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var worst float64
	for i := range 20000 {
		p := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		size := math.Pow(10, -r.Float64()*4)
		a := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		b := orb.Point{a[0] + size*(r.Float64()*720-360), math.Max(-90, math.Min(90, a[1]+size*(r.Float64()*360-180)))}
		if i%2 == 0 {
			s := math.Pow(10, -r.Float64()*5)
			p = orb.Point{a[0] + s*(r.Float64()*20-10), math.Max(-90, math.Min(90, a[1]+s*(r.Float64()*20-10)))}
		}
		got, at := Nearest(orb.LineString{a, b}, p)
		want := sampled(p, a, b, 60)
		if d := karney(p, at); math.Abs(d-got) > 1e-4 {
			t.Errorf("at %v is %v away, not %v", at, d, got)
		}
		worst = math.Max(worst, got-want)
		if !(math.Abs(got-want) < 1e-3) {
			t.Errorf("%d: from %v to %v-%v: got %.6f, want %.6f (%g)", i, p, a, b, got, want, got-want)
		}
	}
	t.Log(worst)
}
