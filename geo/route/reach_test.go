package route

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// TestReachAgreesWithRoutes: a place is within a limit if and only if the way
// there, or from there, is.
func TestReachAgreesWithRoutes(t *testing.T) {
	asked, inside := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 23))
		tw := randomTown(r)
		for i := range tw.ways {
			if r.IntN(5) == 0 {
				tw.ways[i].Tags = append(tw.ways[i].Tags, Tag{"toll", "yes"})
			}
		}
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		p := ReachPlan{Options: Options{Mode: Mode(r.IntN(int(modes)))}, At: Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}},
			Reverse: r.IntN(2) == 0, ByDistance: r.IntN(3) == 0, Limits: []uint32{uint32(r.IntN(20000)), 500}}
		if r.IntN(3) == 0 {
			p.Avoid = AvoidToll
		}
		a, err := router.Reach(context.Background(), &p)
		if err != nil {
			continue
		}
		now := router.now.Load()
		w := router.begin()
		s := &search{router, now, now.judge(&p.Options), w, context.Background()}
		for range 40 {
			q := randomPlace(r, router.n, p.Mode)
			if len(s.j.c.g.edges) == 0 || q.dirs == [2]bool{} {
				continue
			}
			from, to := &a.Place, q
			if p.Reverse {
				from, to = q, &a.Place
			}
			way, err := s.find(from, to)
			cost := float64(way.cost)
			if err == nil && p.ByDistance {
				continue // the fastest way is not the shortest
			}
			for i, c := range a.Contours {
				in := false
				for _, x := range c.roads {
					in = in || x.edge == q.edge && q.along >= x.from && q.along <= x.to
				}
				asked++
				if in {
					inside++
				}
				if limit := float64(p.Limits[i]); err == nil && math.Abs(cost-limit) > 2 && in != (cost < limit) || err != nil && in {
					t.Fatalf("seed %d %+v: %v of edge %d is within %v: %v; the way costs %v (%v)\n%s", seed, p, q.along, q.edge, limit, in, cost, err, tw)
				}
			}
		}
	}
	t.Logf("%d asked, %d within", asked, inside)
}

// TestReachByDistance: a straight road is reached as far as one asks.
func TestReachByDistance(t *testing.T) {
	tw := drawTown(t, "\na         b         c\nways\n  ab\n  bc highway=track\n")
	r := routerOf(t, tw)
	for _, reverse := range []bool{false, true} {
		a, err := r.Reach(context.Background(), &ReachPlan{At: Stop{At: tw.at('b')}, ByDistance: true, Reverse: reverse, Limits: []uint32{10_000, 1_000_000}})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Contours[0].Centimetres(); got < 19_990 || got > 20_010 {
			t.Errorf("within 100 m: %d cm", got)
		}
		if got := a.Contours[1].Centimetres(); got < 99_800 || got > 100_200 {
			t.Errorf("within 10 km: %d cm", got)
		}
	}
}

// TestOutline: it holds the roads, is near them everywhere, and is valid.
func TestOutline(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 29))
		tw := randomTown(r)
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		a, err := router.Reach(context.Background(), &ReachPlan{At: Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}}, Limits: []uint32{uint32(100 + r.IntN(6000))}})
		if err != nil {
			continue
		}
		area, beyond := a.Contours[0].Outline()
		var lines orb.MultiLineString
		a.Contours[0].Each(func(l orb.LineString) bool {
			lines = append(lines, l.Clone())
			for i := 1; i < len(l); i++ {
				for s := range 5 {
					p := between(l[i-1], l[i], float64(s)/4)
					if metres, _ := geo.Nearest(area, p); metres > 0 {
						t.Fatalf("seed %d: the road at %v is %v m outside", seed, p, metres)
					}
				}
			}
			return true
		})
		for _, poly := range area {
			for k, ring := range poly {
				if ring[0] != ring[len(ring)-1] || len(ring) < 4 || (signedArea(ring) > 0) != (k == 0) {
					t.Errorf("seed %d: ring %d has %d points and the area %v", seed, k, len(ring), signedArea(ring))
				}
				for _, p := range ring {
					if metres, _ := geo.Nearest(lines, p); math.Abs(metres-beyond) > beyond {
						t.Fatalf("seed %d: the outline is %v m from the roads at %v, not some %v", seed, metres, p, beyond)
					}
				}
			}
		}
	}
}

// TestTransformAgreesWithAllMarks measures to every mark.
func TestTransformAgreesWithAllMarks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 31))
	for range 50 {
		g := &grid{width: 3 + r.IntN(20), height: 3 + r.IntN(20)}
		g.d = make([]float64, g.width*g.height)
		var marks [][2]int
		for i := range g.d {
			g.d[i] = math.MaxFloat32
			if r.IntN(12) == 0 || i == 4 {
				g.d[i] = 0
				marks = append(marks, [2]int{i % g.width, i / g.width})
			}
		}
		g.transform()
		for i, got := range g.d {
			want := math.Inf(1)
			for _, m := range marks {
				dx, dy := float64(i%g.width-m[0]), float64(i/g.width-m[1])
				want = math.Min(want, dx*dx+dy*dy)
			}
			if got != want {
				t.Fatalf("corner %d: %v, want %v", i, got, want)
			}
		}
	}
}

// TestFollowSaddles follows random marks, which have every kind of cell: the
// rings cross no grid line twice at one place, and close.
func TestFollowSaddles(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 37))
	for range 300 {
		g := &grid{width: 12, height: 12, dx: 1, dy: 1}
		g.d = make([]float64, 144)
		cells := 0.0
		for i := range g.d {
			x, y := i%12, i/12
			g.d[i] = 4
			if x > 0 && y > 0 && x < 11 && y < 11 && r.IntN(2) == 0 {
				g.d[i] = 0
				cells++
			}
		}
		area := 0.0
		for _, p := range g.follow(1) {
			for _, ring := range p {
				area += signedArea(ring)
			}
		}
		if area <= 0 || area > 100 {
			t.Fatalf("%v cells give the area %v", cells, area)
		}
	}
}

// TestReachByDistanceFromAnywhere: from places amid edges, in towns where one
// may drive everywhere, a place is reached if and only if it is near enough on
// the roads.
func TestReachByDistanceFromAnywhere(t *testing.T) {
	asked, inside := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 91))
		tw := randomTown(r)
		tw.relations = nil
		for i := range tw.ways {
			tw.ways[i].Tags = Tags{{"highway", []string{"primary", "residential", "track"}[r.IntN(3)]}}
		}
		for i := range tw.nodes {
			tw.nodes[i].Tags = nil
		}
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		g := router.n.motor
		from := randomPlace(r, router.n, Car)
		if len(g.edges) == 0 {
			continue
		}
		from.At = g.pointAt(from.edge, from.along)
		length := func(e uint32) float64 { return float64(g.edges[e].Length) }
		far := make([]float64, len(g.ids))
		for i := range far {
			far[i] = math.Inf(1)
		}
		near := func(junction uint32, d float64) { far[junction] = min(far[junction], d) }
		near(g.edges[from.edge].Tail, from.along*length(from.edge))
		near(g.edges[from.edge].Head, (1-from.along)*length(from.edge))
		for range far {
			for e := range g.edges {
				near(g.edges[e].Tail, far[g.edges[e].Head]+length(uint32(e)))
				near(g.edges[e].Head, far[g.edges[e].Tail]+length(uint32(e)))
			}
		}
		limit := uint32(r.IntN(80_000))
		a, err := router.Reach(context.Background(), &ReachPlan{At: Stop{At: from.At}, ByDistance: true, Reverse: r.IntN(2) == 0, Limits: []uint32{limit}})
		if err != nil || a.Place.edge != from.edge || math.Abs(a.Place.along-from.along)*length(from.edge) > 10 {
			continue // at a junction, or on another edge beside it
		}
		for range 60 {
			q := randomPlace(r, router.n, Car)
			d := min(far[g.edges[q.edge].Tail]+q.along*length(q.edge), far[g.edges[q.edge].Head]+(1-q.along)*length(q.edge))
			if q.edge == from.edge {
				d = min(d, math.Abs(q.along-from.along)*length(q.edge))
			}
			in := false
			for _, x := range a.Contours[0].roads {
				in = in || x.edge == q.edge && q.along >= x.from && q.along <= x.to
			}
			asked++
			if in {
				inside++
			}
			if math.Abs(d-float64(limit)) > 50 && in != (d < float64(limit)) {
				t.Fatalf("seed %d: %v of edge %d is %.0f cm away; within %d: %v\n%s", seed, q.along, q.edge, d, limit, in, tw)
			}
		}
	}
	if asked < 1000 || inside*5 < asked {
		t.Errorf("%d asked, %d within: that asks little", asked, inside)
	}
}
