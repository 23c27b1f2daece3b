package route

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// TestNearbyAgreesWithAllEdges measures to every edge.
func TestNearbyAgreesWithAllEdges(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		tw := randomTown(r)
		if len(tw.ways) == 0 {
			continue
		}
		n, _ := tw.build(t)
		for range 20 {
			m := Mode(r.IntN(int(modes)))
			g := n.graph(m)
			s := Stop{At: orb.Point{75 + r.Float64()*0.015 - 0.002, r.Float64()*0.012 - 0.002}, Radius: float64(r.IntN(2)) * 200}
			from := geo.From(s.At)
			var want []float64
			for e := range g.edges {
				var line orb.LineString
				for _, p := range g.points(uint32(e)) {
					line = append(line, p.point())
				}
				metres, _ := from.Nearest(line)
				if n.rights(g, m, uint32(e)) != 0 && (s.Radius == 0 || metres <= s.Radius) {
					want = append(want, metres)
				}
			}
			slices.Sort(want)
			i := 0
			n.nearby(m, &s, nil, func(p Place) bool {
				if i >= len(want) || math.Abs(p.Metres-want[i]) > 1e-3 {
					t.Fatalf("seed %d: place %d is %v m away, want %v", seed, i, p.Metres, want)
				}
				if d := from.Distance(p.At); math.Abs(d-p.Metres) > 1e-3 {
					t.Fatalf("the place is %v m away, not %v", d, p.Metres)
				}
				if at := g.pointAt(p.edge, p.along); geo.Length(orb.LineString{at, p.At}) > 0.05 {
					t.Fatalf("%v of edge %d is at %v, not %v", p.along, p.edge, at, p.At)
				}
				i++
				return true
			})
			if i != len(want) {
				t.Fatalf("seed %d: %d places, want %d", seed, i, len(want))
			}
		}
	}
}

// pointAt walks along an edge.
func (g *graph) pointAt(edge uint32, along float64) orb.Point {
	points := g.points(edge)
	all := 0.0
	for i := 1; i < len(points); i++ {
		all += span(points[i-1].point(), points[i].point())
	}
	rest := along * all
	for i := 1; i < len(points); i++ {
		a, b := points[i-1].point(), points[i].point()
		if d := span(a, b); rest > d {
			rest -= d
		} else if d > 0 {
			return orb.Point{a[0] + (b[0]-a[0])*rest/d, a[1] + (b[1]-a[1])*rest/d}
		}
	}
	return points[len(points)-1].point()
}

func TestBearingsAndApproaches(t *testing.T) {
	ways := []Way{{ID: 1, Nodes: []int64{1, 2, 3}, Tags: primary}, {ID: 2, Nodes: []int64{3, 4}, Tags: append(Tags{{"oneway", "yes"}}, primary...)}}
	n, _ := build(t, ways, map[int64][2]float64{1: {75.1, 40}, 2: {75.2, 40}, 3: {75.3, 40}, 4: {75.3, 40.1}})
	first := func(s Stop) (p Place, ok bool) {
		n.nearby(Car, &s, nil, func(q Place) bool { p, ok = q, true; return false })
		return p, ok
	}
	south := orb.Point{75.15, 39.9999}
	for _, c := range []struct {
		name string
		s    Stop
		want [2]bool
		ok   bool
	}{
		{"either way", Stop{At: south}, [2]bool{true, true}, true},
		{"eastwards", Stop{At: south, Bearing: &[2]float64{80, 20}}, [2]bool{true, false}, true},
		{"westwards", Stop{At: south, Bearing: &[2]float64{270, 20}}, [2]bool{false, true}, true},
		{"across the north", Stop{At: south, Bearing: &[2]float64{350, 100}}, [2]bool{true, true}, true},
		{"northwards within reach", Stop{At: south, Bearing: &[2]float64{0, 20}, Radius: 100}, [2]bool{}, false},
		{"northwards farther away", Stop{At: south, Bearing: &[2]float64{0, 20}}, [2]bool{true, false}, true},
		{"at the curb, on the right", Stop{At: south, Approach: Curb}, [2]bool{true, false}, true},
		{"opposite", Stop{At: south, Approach: Opposite}, [2]bool{false, true}, true},
		{"on the line there are no sides", Stop{At: orb.Point{75.15, 40}, Approach: Curb}, [2]bool{true, true}, true},
	} {
		p, ok := first(c.s)
		if ok != c.ok || p.dirs != c.want {
			t.Errorf("%s: %v %v, want %v %v", c.name, p.dirs, ok, c.want, c.ok)
		}
	}
	for i := range n.countries {
		n.countries[i].left = true
	}
	if p, _ := first(Stop{At: south, Approach: Curb}); p.dirs != [2]bool{false, true} {
		t.Errorf("where one drives on the left: %v", p.dirs)
	}
}

// TestOffRoadSaysWhy: a road that is near but does not lead where the stop wants
// is not said to be too far.
func TestOffRoadSaysWhy(t *testing.T) {
	n, _ := build(t, []Way{{ID: 1, Nodes: []int64{1, 2}, Tags: primary}}, map[int64][2]float64{1: {75.1, 40}, 2: {75.2, 40}})
	r, err := NewRouter(n)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stop Stop
		want string
	}{
		{Stop{At: orb.Point{75.15, 39.9999}, Bearing: &[2]float64{0, 20}, Radius: 50}, "stop 1: no road within 50 m leads in the direction, or is on the side, that is asked for; the nearest, 11 m away, is a road without a name at 75.15000,40.00000"},
		{Stop{At: orb.Point{75.15, 39.99}, Bearing: &[2]float64{0, 20}, Radius: 50}, "stop 1 is 1110 m from the nearest road for this profile, a road without a name at 75.15000,40.00000; the most is 50 m"},
		{Stop{At: orb.Point{75.15, 39.0}}, "stop 1 is 111 km from the nearest road for this profile, a road without a name at 75.15000,40.00000; the most is 10 km"},
	} {
		_, err := r.Route(context.Background(), &Plan{Stops: []Stop{c.stop, {At: orb.Point{75.1, 40}}}})
		if err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}

// TestComponentsAgreeWithSearch: two nodes have one number if and only if each
// can be reached from the other.
func TestComponentsAgreeWithSearch(t *testing.T) {
	for seed := range uint64(60) {
		tw := randomTown(rand.New(rand.NewPCG(seed, 9)))
		if len(tw.ways) == 0 {
			continue
		}
		n, _ := tw.build(t)
		for _, m := range []Mode{Car, Truck} {
			g := n.motor
			var reach [][]bool
			for from := range uint32(len(g.nodeJunction)) {
				reach = append(reach, n.reachable(g, m, from))
			}
			size := map[uint32]int{}
			for a, c := range g.components[m] {
				size[c]++
				for b, d := range g.components[m] {
					if both := reach[a][b] && reach[b][a]; both != (c == d) {
						t.Fatalf("seed %d: nodes %d and %d: components %d and %d, reachable both ways %v", seed, a, b, c, d, both)
					}
				}
			}
			for c := uint32(1); int(c) < len(size); c++ {
				if size[c] > size[c-1] {
					t.Fatalf("seed %d: component %d has %d nodes, the one before %d", seed, c, size[c], size[c-1])
				}
			}
		}
	}
}

func (n *Network) reachable(g *graph, m Mode, from uint32) []bool {
	seen := make([]bool, len(g.nodeJunction))
	seen[from] = true
	for queue := []uint32{from}; len(queue) > 0; queue = queue[1:] {
		for l := g.out[queue[0]]; l < g.out[queue[0]+1]; l++ {
			if to := uint32(g.heads[l]); !seen[to] && n.linkWeight(g, m, l, n.weight(g, m, g.linkArc[l])) < infinity {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	return seen
}
