package route

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/cch"
)

// halved puts a node amid each way of a town, at which routes begin and end.
// The network has no junction there.
func (tw *town) halved() (middles map[int64]int64) {
	middles = map[int64]int64{}
	at := map[int64]Node{}
	for _, n := range tw.nodes {
		at[n.ID] = n
	}
	for i := range tw.ways {
		w := &tw.ways[i]
		if len(w.Nodes) != 2 || w.Nodes[0] == w.Nodes[1] {
			continue
		}
		a, b, id := at[w.Nodes[0]], at[w.Nodes[1]], 1000+w.ID
		tw.nodes = append(tw.nodes, Node{ID: id, Lon: (a.Lon + b.Lon) / 2, Lat: (a.Lat + b.Lat) / 2})
		w.Nodes = []int64{w.Nodes[0], id, w.Nodes[1]}
		middles[w.ID] = id
	}
	return middles
}

// placed returns the place at the node amid a way, found as a stop is.
func (n *Network) placed(t testing.TB, m Mode, tw *town, way, node int64) (p Place, ok bool) {
	t.Helper()
	i := slices.IndexFunc(tw.nodes, func(x Node) bool { return x.ID == node })
	stop := Stop{At: orb.Point{tw.nodes[i].Lon, tw.nodes[i].Lat}, Radius: 0.5}
	n.nearby(m, &stop, nil, func(q Place) bool {
		if n.ways[n.graph(m).edges[q.edge].Way].ID == way {
			p, ok = q, true
		}
		return !ok
	})
	return p, ok
}

// halfWeights weighs half a way as the router does from its middle.
func (n *Network) halfWeights(t testing.TB, tw *town, price func(g *graph, m Mode, arc uint32) uint32) func(w Way, from, to int64, m Mode) uint32 {
	return func(w Way, from, to int64, m Mode) uint32 {
		g := n.graph(m)
		for e := range g.edges {
			if n.ways[g.edges[e].Way].ID != w.ID {
				continue
			}
			p, ok := n.placed(t, m, tw, w.ID, w.Nodes[1])
			if !ok {
				return infinity
			}
			a := uint32(2 * e)
			if slices.Index(w.Nodes, from) > slices.Index(w.Nodes, to) {
				a |= backward
			}
			whole := price(g, m, a)
			if whole >= infinity {
				return infinity
			}
			if first := part(p.onArc(a), whole); to == w.Nodes[1] {
				return first
			} else {
				return whole - first
			}
		}
		return infinity
	}
}

// TestRouterAgreesWithOracle drives from the middle of one way to that of
// another, with all that a request may ask.
func TestRouterAgreesWithOracle(t *testing.T) {
	towns := 250
	if testing.Short() {
		towns = 60
	}
	asked, none, exact, special := 0, 0, 0, 0
	for seed := range uint64(towns) {
		r := rand.New(rand.NewPCG(seed, 11))
		tw := randomTown(r)
		for i := range tw.ways {
			if r.IntN(6) == 0 {
				tw.ways[i].Tags = append(tw.ways[i].Tags, []Tag{{"toll", "yes"}, {"maxweight", "7.5"}, {"surface", "gravel"}, {"tunnel", "yes"}}[r.IntN(4)])
			}
		}
		middles := tw.halved()
		if len(middles) < 2 {
			continue
		}
		n, _ := tw.build(t)
		router, err := NewRouter(n)
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			o := Options{Mode: Mode(r.IntN(int(modes))), Avoid: Avoid(r.IntN(16) & r.IntN(16) & r.IntN(16))}
			if r.IntN(3) == 0 {
				o.Vehicle.Weight = 20
			}
			if r.IntN(4) == 0 {
				o.Ways = append(o.Ways, tw.ways[r.IntN(len(tw.ways))].ID)
			}
			from, to := tw.ways[r.IntN(len(tw.ways))], tw.ways[r.IntN(len(tw.ways))]
			if middles[from.ID] == 0 || middles[to.ID] == 0 {
				continue
			}
			tr := router.now.Load()
			j := tr.judge(&o)
			a, ok := n.placed(t, o.Mode, tw, from.ID, middles[from.ID])
			b, ok2 := n.placed(t, o.Mode, tw, to.ID, middles[to.ID])
			if !ok || !ok2 || !j.usable(&a) || !j.usable(&b) {
				continue
			}
			or := newOracle(tw, n.halfWeights(t, tw, func(g *graph, m Mode, arc uint32) uint32 {
				if m == o.Mode && j.forbids(arc) != "" {
					return infinity
				}
				return n.weight(g, m, arc)
			}))
			if from.ID != to.ID && a.dirs == [2]bool{true, true} && r.IntN(3) == 0 { // leaving one way only
				d := r.IntN(2)
				a.dirs, or.firstTo = only(d), from.Nodes[2-2*d]
			}
			if from.ID != to.ID && b.dirs == [2]bool{true, true} && r.IntN(3) == 0 {
				d := r.IntN(2)
				b.dirs, or.lastFrom = only(d), to.Nodes[2*d]
			}
			w := router.begin()
			s := &search{router, tr, j, w, context.Background()}
			w.exact.opened = 0
			p, err := s.find(&a, &b)
			if w.exact.opened > 0 {
				exact++
			}
			want, nodes := or.search(o.Mode, middles[from.ID], middles[to.ID])
			asked++
			if errors.Is(err, errNone) {
				none++
			}
			if p.cost != want {
				var got []int64
				for _, st := range p.stretches {
					got = append(got, j.c.g.ids[j.c.g.tail(st.arc)])
				}
				t.Fatalf("seed %d, %+v: from %d to %d costs %d by %v; the oracle finds %d by %v\n%s", seed, o, middles[from.ID], middles[to.ID], p.cost, got, want, nodes, tw)
			}
			if err == nil {
				checkPath(t, j, p, &a, &b)
			}
			if j.kind != nil { // the same with a metric of its own
				special++
				if _, err := tr.exact(s.ctx, j); err != nil {
					t.Fatal(err)
				}
				again, err := s.find(&a, &b)
				if again.cost != p.cost {
					t.Fatalf("seed %d, %+v: %d without a metric of its own, %d with it", seed, o, p.cost, again.cost)
				}
				if err == nil {
					checkPath(t, j, again, &a, &b)
				}
			}
			router.end(w)
		}
	}
	t.Logf("%d asked, %d without a way, %d by the exact search, %d again with a metric of their own", asked, none, exact, special)
	if none*2 > asked || exact == 0 {
		t.Error("the towns do not ask much")
	}
}

// checkPath checks that a way hangs together, begins and ends where it should,
// costs what its parts cost and uses nothing that is forbidden.
func checkPath(t *testing.T, j *judge, p path, from, to *Place) {
	t.Helper()
	g := j.c.g
	sum := uint32(0)
	for i, s := range p.stretches {
		sum += s.cost
		if j.forbids(s.arc) != "" || s.from > s.to {
			t.Errorf("stretch %d: %+v", i, s)
		}
		if i > 0 && g.head(p.stretches[i-1].arc) != g.tail(s.arc) {
			t.Errorf("stretch %d does not begin where the one before ends", i)
		}
		if (s.from > 0 && i > 0) || (s.to < 1 && i < len(p.stretches)-1) {
			t.Errorf("stretch %d is driven in part: %+v", i, s)
		}
	}
	if sum != p.cost {
		t.Errorf("the parts cost %d, the way %d", sum, p.cost)
	}
	var line orb.LineString
	for _, s := range p.stretches {
		line = g.appendLine(line, s.arc, s.from, s.to)
	}
	for _, c := range []struct {
		got, want orb.Point
	}{{line[0], from.At}, {line[len(line)-1], to.At}} {
		if math.Hypot(c.got[0]-c.want[0], c.got[1]-c.want[1]) > 1e-7 {
			t.Errorf("the line has its end at %v, the place is at %v", c.got, c.want)
		}
	}
}

func cchArc(link int) cch.ArcID { return cch.ArcID(link) }

// randomPlace is somewhere on some edge, in every direction that is allowed.
func randomPlace(r *rand.Rand, n *Network, m Mode) *Place {
	g := n.graph(m)
	if len(g.edges) == 0 {
		return &Place{junction: none}
	}
	p := &Place{edge: uint32(r.IntN(len(g.edges))), junction: none, along: r.Float64()}
	for d := range p.dirs {
		p.dirs[d] = n.rights(g, m, p.edge)>>d&1 != 0
	}
	return p
}

// TestLargerTrucks: a larger vehicle never finds a shorter way.
func TestLargerTrucks(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 13))
		tw := randomTown(r)
		for i := range tw.ways {
			if r.IntN(3) == 0 {
				tw.ways[i].Tags = append(tw.ways[i].Tags, []Tag{{"maxheight", "3.5"}, {"maxweight", "7.5"}, {"maxweight", "20"}, {"maxlength", "10"}, {"hazmat", "no"}}[r.IntN(5)])
			}
		}
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		now := router.now.Load()
		w := router.begin()
		for range 20 {
			a, b := randomPlace(r, router.n, Truck), randomPlace(r, router.n, Truck)
			last := uint32(0)
			for _, v := range []Vehicle{{}, {Height: 3, Weight: 7}, {Height: 3.6, Weight: 7}, {Height: 3.6, Weight: 18, Length: 9}, {Height: 4, Weight: 40, Length: 16, Hazmat: true}} {
				s := &search{router, now, newJudge(now.costs[Truck], v, 0), w, context.Background()}
				p, _ := s.find(a, b)
				if p.cost < last {
					t.Fatalf("seed %d: %+v needs %d, a smaller vehicle %d", seed, v, p.cost, last)
				}
				last = p.cost
			}
		}
	}
}

// TestThroughStops compares with all combinations of directions at the stops.
func TestThroughStops(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 17))
		tw := randomTown(r)
		if len(tw.ways) < 3 {
			continue
		}
		router := routerOf(t, tw)
		now := router.now.Load()
		w := router.begin()
		s := &search{router, now, &judge{c: now.costs[Car]}, w, context.Background()}
		places := make([]Place, 3+r.IntN(2))
		for i := range places {
			places[i] = *randomPlace(r, router.n, Car)
		}
		best := uint32(infinity)
		for way := range 1 << len(places) {
			sum := uint32(0)
			for i := 1; i < len(places) && sum < infinity; i++ {
				a, b := places[i-1], places[i]
				a.dirs, b.dirs = pick(a.dirs, way>>(i-1)&1), pick(b.dirs, way>>i&1)
				p, _ := s.find(&a, &b)
				sum = min(sum+p.cost, infinity)
			}
			best = min(best, sum)
		}
		legs, err := s.through(places, false)
		if best >= infinity {
			continue // then one may turn back
		}
		sum := uint32(0)
		for _, l := range legs {
			sum += l.cost
		}
		if err != nil || sum != best {
			t.Fatalf("seed %d: %d stops cost %d (%v), want %d", seed, len(places), sum, err, best)
		}
	}
}

func pick(dirs [2]bool, d int) [2]bool {
	if dirs[d] {
		return only(d)
	}
	return [2]bool{}
}

// TestSegments: there is one between each two points of the line, and together
// they are the leg.
func TestSegments(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 41))
		tw := randomTown(r)
		if len(tw.ways) == 0 {
			continue
		}
		for i := range tw.nodes {
			if r.IntN(3) == 0 {
				tw.nodes[i].Tags = append(tw.nodes[i].Tags, Tag{"ele", "1234.5"})
			}
		}
		router := routerOf(t, tw)
		for range 10 {
			stop := func() Stop { return Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}} }
			a, err := router.Route(context.Background(), &Plan{Options: Options{Mode: Mode(r.IntN(int(modes)))}, Stops: []Stop{stop(), stop(), stop()}})
			if err != nil {
				continue
			}
			for i := range a.Routes[0].Legs {
				leg := &a.Routes[0].Legs[i]
				line, segments := leg.Line(), leg.Segments()
				var cm, hundredths float64
				for _, s := range segments {
					cm, hundredths = cm+s.Centimetres, hundredths+s.Hundredths
				}
				if len(segments) != len(line)-1 || len(segments) > 0 && (math.Abs(cm-float64(leg.Centimetres)) > 2*float64(len(line)) || math.Abs(hundredths-float64(leg.Hundredths())) > 1e-6) {
					t.Fatalf("seed %d: %d segments of %v cm and %v for a line of %d points, %d cm and %d", seed, len(segments), cm, hundredths, len(line), leg.Centimetres, leg.Hundredths())
				}
				last := int64(-1)
				for _, h := range leg.Heights() {
					if h.Centimetres < last || h.Centimetres > leg.Centimetres || h.Metres != 1234.5 {
						t.Fatalf("seed %d: height %+v after %d", seed, h, last)
					}
					last = h.Centimetres
				}
			}
		}
	}
}
