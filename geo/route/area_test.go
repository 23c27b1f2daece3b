package route

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// randomArea is a star about a place in the town, with a hole at times.
func randomArea(r *rand.Rand) orb.Polygon {
	at := orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}
	star := func(most float64) orb.Ring {
		var ring orb.Ring
		for i := range 5 + r.IntN(6) {
			angle, size := float64(i)*math.Pi/3, most*(0.3+0.7*r.Float64())
			if angle >= 2*math.Pi {
				break
			}
			ring = append(ring, orb.Point{at[0] + size*math.Cos(angle), at[1] + size*math.Sin(angle)})
		}
		return append(ring, ring[0])
	}
	area := orb.Polygon{star(0.004)}
	if r.IntN(3) == 0 {
		area = append(area, star(0.001))
	}
	return area
}

// within reports whether a point is inside an area, by how often its border
// winds about the point.
func within(area orb.Polygon, p orb.Point) bool {
	in := false
	for i, ring := range area {
		turned := 0.0
		for k := 1; k < len(ring); k++ {
			a, b := ring[k-1], ring[k]
			turned += math.Remainder(math.Atan2(b[1]-p[1], b[0]-p[0])-math.Atan2(a[1]-p[1], a[0]-p[0]), 2*math.Pi)
		}
		if winds := math.Abs(turned) > math.Pi; i == 0 {
			in = winds
		} else {
			in = in && !winds
		}
	}
	return in
}

// TestAreasAreKeptOff: an edge is left out if and only if some of it lies in the
// area, points along it tell; and no way enters an area that is to be avoided.
func TestAreasAreKeptOff(t *testing.T) {
	met, drawn, driven := 0, 0, 0
	for seed := range uint64(80) {
		r := rand.New(rand.NewPCG(seed, 81))
		tw := randomTown(r)
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		for range 5 {
			area := randomArea(r)
			o := Options{Mode: Mode(r.IntN(int(modes))), Areas: []Area{{Name: "a park", Polygon: area}}}
			g := router.n.graph(o.Mode)
			left := map[uint32]bool{}
			g.edgesWithin(area, func(e uint32) { left[e] = true })
			for e := range uint32(len(g.edges)) {
				drawn++
				points, in := 0, false
				line := g.appendLine(nil, 2*e, 0, 1)
				for k := 1; k < len(line); k++ {
					for f := 0.0005; f < 1; f += 0.001 {
						points++
						in = in || within(area, orb.Point{line[k-1][0] + f*(line[k][0]-line[k-1][0]), line[k-1][1] + f*(line[k][1]-line[k-1][1])})
					}
				}
				if left[e] {
					met++
				}
				if in && !left[e] {
					t.Fatalf("seed %d: edge %d lies in the area and is not left out\n%v\n%v", seed, e, area, line)
				}
				if left[e] && !in && points > 0 && aloof(area, line) {
					t.Fatalf("seed %d: edge %d is left out, and is off the area\n%v\n%v", seed, e, area, line)
				}
			}
			stop := func() Stop { return Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}} }
			a, err := router.Route(context.Background(), &Plan{Options: o, Stops: []Stop{stop(), stop()}})
			if err != nil {
				continue
			}
			driven++
			for _, p := range a.Routes[0].Line() {
				if within(area, p) {
					t.Fatalf("seed %d: the way enters the area at %v", seed, p)
				}
			}
		}
	}
	if met*20 < drawn || driven < 50 {
		t.Errorf("%d of %d edges meet an area, %d ways: that asks little", met, drawn, driven)
	}
}

// aloof reports whether the corners of an area are off a line and the line's
// off the area, by some centimetres.
func aloof(area orb.Polygon, line orb.LineString) bool {
	const near = 1e-6
	for _, ring := range area {
		for i := 1; i < len(ring); i++ {
			for k := 1; k < len(line); k++ {
				for f := 0.0; f <= 1; f += 0.002 {
					p := orb.Point{line[k-1][0] + f*(line[k][0]-line[k-1][0]), line[k-1][1] + f*(line[k][1]-line[k-1][1])}
					if offSegment(ring[i-1], ring[i], p) < near+math.Hypot(line[k][0]-line[k-1][0], line[k][1]-line[k-1][1])*0.001 {
						return false
					}
				}
			}
		}
	}
	return true
}

// offSegment is how far a point is from a segment.
func offSegment(a, b, p orb.Point) float64 {
	x, y := b[0]-a[0], b[1]-a[1]
	f := min(1, max(0, ((p[0]-a[0])*x+(p[1]-a[1])*y)/(x*x+y*y)))
	return math.Hypot(a[0]+f*x-p[0], a[1]+f*y-p[1])
}
