package route

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/cch"
)

// crossingTown is a random town with crossings amid some of its ways.
type crossingTown struct {
	*town
	middles map[int64]int64
	n       *Network
	router  *Router
	over    []int64 // way of each crossing, whose middle is cut
	dir     []int   // its direction along the way
	entry   []int64 // way of its first stop, 0 if that is at the cut
	exit    []int64 // and of its last
}

func randomCrossings(t *testing.T, r *rand.Rand, m Mode) *crossingTown {
	t.Helper()
	x := &crossingTown{town: randomTown(r)}
	x.middles = x.halved()
	if len(x.middles) < 4 {
		return nil
	}
	x.n, _ = x.build(t)
	var err error
	if x.router, err = NewRouter(x.n); err != nil {
		t.Fatal(err)
	}
	place := func() (Place, int64) {
		for range 50 {
			w := x.ways[r.IntN(len(x.ways))]
			if x.middles[w.ID] == 0 {
				continue
			}
			if p, ok := x.n.placed(t, m, x.town, w.ID, x.middles[w.ID]); ok && p.dirs != [2]bool{} {
				return p, w.ID
			}
		}
		return Place{}, 0
	}
	var list Crossings
	for range 1 + r.IntN(4) {
		at, way := place()
		if way == 0 {
			return nil
		}
		d := r.IntN(2)
		if !at.dirs[d] {
			d = 1 - d
		}
		at.dirs = only(d)
		c := Crossing{Stops: []Place{at}}
		x.over, x.dir = append(x.over, way), append(x.dir, d)
		var entry, exit int64
		if r.IntN(2) == 0 {
			p, w := place()
			if w == 0 {
				return nil
			}
			c.Stops, c.Over, entry = append([]Place{p}, c.Stops...), 1, w
		}
		if r.IntN(2) == 0 {
			p, w := place()
			if w == 0 {
				return nil
			}
			c.Stops, exit = append(c.Stops, p), w
		}
		x.entry, x.exit = append(x.entry, entry), append(x.exit, exit)
		list[m] = append(list[m], c)
	}
	if err := x.router.SetCrossings(list); err != nil {
		t.Fatal(err)
	}
	return x
}

// oracle knows of the cuts as of barriers amid ways.
func (x *crossingTown) oracle(t *testing.T, m Mode) *oracle {
	price := func(g *graph, m Mode, arc uint32) uint32 { return x.router.now.Load().costs[m].arc(arc) }
	o := newOracle(x.town, x.n.halfWeights(t, x.town, price))
	for _, w := range x.over {
		o.barriers[x.middles[w]] = 0
	}
	return o
}

// pin makes the oracle begin or end in the direction of a crossing that has its
// cut there.
func (x *crossingTown) pin(o *oracle, i int, first bool) {
	nodes := x.ways[x.over[i]-1].Nodes
	if first && x.exit[i] == 0 {
		o.firstTo = nodes[2-2*x.dir[i]]
	}
	if !first && x.entry[i] == 0 {
		o.lastFrom = nodes[2*x.dir[i]]
	}
}

// first returns the way on which a crossing begins, last that on which it ends.
func (x *crossingTown) first(i int) int64 { return cmp.Or(x.entry[i], x.over[i]) }
func (x *crossingTown) last(i int) int64  { return cmp.Or(x.exit[i], x.over[i]) }

// TestCutsAgreeWithOracle: nobody drives over a cut, and the drives to and from
// crossings are what the oracle finds.
func TestCutsAgreeWithOracle(t *testing.T) {
	towns := 400
	if testing.Short() {
		towns = 60
	}
	asked, none, table, lower := 0, 0, 0, 0
	for seed := range uint64(towns) {
		r := rand.New(rand.NewPCG(seed, 23))
		m := Mode(r.IntN(int(modes)))
		x := randomCrossings(t, r, m)
		if x == nil {
			continue
		}
		if r.IntN(2) == 0 { // a closure, before or after
			if err := x.router.SetClosures(context.Background(), []Closure{{Ways: []int64{x.ways[r.IntN(len(x.ways))].ID}, SpeedKmh: float64(r.IntN(2) * 5)}}); err != nil {
				var closure *ClosureError
				if !errors.As(err, &closure) {
					t.Fatal(err)
				}
			}
		}
		q := x.router.Now().Inquire(context.Background(), &Options{Mode: m})
		drives, list := q.m.Drives(m), q.m.Crossings(m)
		o := x.oracle(t, m)
		// compare holds a drive of the tables and one that is found against the oracle.
		compare := func(what string, i, k int, from, to *Place, wayFrom, wayTo int64, drive uint32) {
			t.Helper()
			o.firstTo, o.lastFrom = 0, 0
			if i >= 0 {
				x.pin(o, i, true)
			}
			if k >= 0 {
				x.pin(o, k, false)
			}
			if wayFrom == wayTo {
				return // the oracle is there, closed or not, whatever the direction
			}
			want, path := o.search(m, x.middles[wayFrom], x.middles[wayTo])
			leg, err := q.Find(from, to, time.Time{})
			got := uint32(infinity)
			if err == nil {
				got = leg.cost
				checkPath(t, q.j, leg.path, from, to)
			} else if !errors.Is(err, ErrNone) {
				t.Fatal(err)
			}
			if got != want || drive > want || (drive >= infinity) != (want >= infinity) {
				t.Fatalf("seed %d, %v, %s %d %d: from way %d to way %d: table %d, found %d, the oracle finds %d by %v\ncuts %v\n%s", seed, m, what, i, k, wayFrom, wayTo, drive, got, want, path, x.over, x.town)
			}
			asked++
			if want >= infinity {
				none++
			}
			if drive < want {
				lower++
			}
		}
		for i := range list {
			for k := range list {
				s := list[i].Stops
				compare("between", i, k, &s[len(s)-1], &list[k].Stops[0], x.last(i), x.first(k), drives.Between[i*len(list)+k])
				table++
			}
		}
		for range 3 {
			from, to := x.ways[r.IntN(len(x.ways))], x.ways[r.IntN(len(x.ways))]
			if x.middles[from.ID] == 0 || x.middles[to.ID] == 0 {
				continue
			}
			a, ok := x.n.placed(t, m, x.town, from.ID, x.middles[from.ID])
			b, ok2 := x.n.placed(t, m, x.town, to.ID, x.middles[to.ID])
			if !ok || !ok2 || !q.j.usable(&a) || !q.j.usable(&b) {
				continue
			}
			trip := q.Trip(&a, &b)
			compare("direct", -1, -1, &a, &b, from.ID, to.ID, trip.Direct)
			for i := range list {
				compare("to", -1, i, &a, &list[i].Stops[0], from.ID, x.first(i), trip.To[i])
				s := list[i].Stops
				compare("from", i, -1, &s[len(s)-1], &b, x.last(i), to.ID, trip.From[i])
			}
		}
		q.End()
	}
	t.Logf("%d asked, %d of them between crossings, %d without a way, %d less in the table", asked, table, none, lower)
	if none*2 > asked || none*10 < asked || lower*5 > asked {
		t.Error("the towns do not ask much")
	}
}

// TestCutEnds: one drives up to a cut and away from it, not over it, also where
// it is at the end of an edge and where a trip begins or ends there.
func TestCutEnds(t *testing.T) {
	router := routerOf(t, drawTown(t, `
		a b c d e
		  f   g
		ways
		  ab
		  bc
		  cd
		  de
		  bf
		  dg
	`))
	n := router.n
	g := n.motor
	at := func(name rune) (p Place) { // a place at a junction
		t.Helper()
		j := uint32(0)
		for g.ids[j] != int64(name) {
			j++
		}
		n.nearby(Car, &Stop{At: g.at[j].point(), Radius: 1}, nil, func(q Place) bool { p = q; return false })
		return p
	}
	edge := func(a, b rune) uint32 {
		for e := range g.edges {
			if g.ids[g.edges[e].Tail] == int64(a) && g.ids[g.edges[e].Head] == int64(b) {
				return uint32(e)
			}
		}
		t.Fatalf("no edge %c%c", a, b)
		return 0
	}
	over := Place{edge: edge('c', 'd'), junction: none, along: 0, At: g.at[g.edges[edge('c', 'd')].Tail].point()} // at c, on the side of d
	east, west := over, over
	east.dirs, west.dirs = only(forward), only(backward)
	var list Crossings
	list[Car] = []Crossing{{ID: "east", Stops: []Place{east}}, {ID: "west", Stops: []Place{west}}}
	if err := router.SetCrossings(list); err != nil {
		t.Fatal(err)
	}
	q := router.Now().Inquire(context.Background(), &Options{Mode: Car})
	defer q.End()
	cost := func(from, to Place) uint32 {
		leg, err := q.Find(&from, &to, time.Time{})
		if errors.Is(err, ErrNone) {
			return infinity
		}
		if err != nil {
			t.Fatal(err)
		}
		return leg.cost
	}
	for _, c := range []struct {
		what     string
		from, to Place
		ok       bool
	}{
		{"a to c", at('a'), at('c'), true},
		{"c to f", at('c'), at('f'), true},
		{"a to d", at('a'), at('d'), false},
		{"c to d", at('c'), at('d'), false},
		{"d to c", at('d'), at('c'), false},
		{"e to g", at('e'), at('g'), true},
		{"a to the cut eastwards", at('a'), east, true},
		{"c to the cut eastwards", at('c'), east, true},
		{"e to the cut eastwards", at('e'), east, false},
		{"a to the cut westwards", at('a'), west, false},
		{"e to the cut westwards", at('e'), west, true},
		{"the cut eastwards to e", east, at('e'), true},
		{"the cut eastwards to a", east, at('a'), false},
		{"the cut westwards to a", west, at('a'), true},
		{"the cut westwards to e", west, at('e'), false},
	} {
		if got := cost(c.from, c.to); (got < infinity) != c.ok {
			t.Errorf("%s costs %d", c.what, got)
		}
	}
	a, e := at('a'), at('e')
	trip := q.Trip(&a, &e)
	if trip.Direct < infinity || trip.To[0] >= infinity || trip.From[0] >= infinity || trip.To[1] < infinity || trip.From[1] < infinity {
		t.Errorf("trip %+v", trip)
	}
	b := q.m.Drives(Car).Between
	if b[1] < 1000 || b[1] > 1200 || b[2] != 0 { // to d and back; who has gone west turns round at once
		t.Errorf("from exits to entries: %v", b)
	}
	reach, err := router.Reach(context.Background(), &ReachPlan{Options: Options{Mode: Car}, At: Stop{At: a.At}, Limits: []uint32{infinity - 1}})
	if err != nil {
		t.Fatal(err)
	}
	metres := 0
	reach.Contours[0].Each(func(line orb.LineString) bool { metres += len(line); return true })
	if got := reach.Contours[0].Centimetres(); got < 29_000 || got > 31_000 {
		t.Errorf("from a one reaches %d cm, not 300 m", got)
	}
	trace, err := router.Match(context.Background(), &TracePlan{Options: Options{Mode: Car}, Points: []Stop{{At: a.At}, {At: at('b').At}, {At: at('d').At}, {At: e.At}}})
	if err != nil || len(trace.Parts) != 1 || trace.Parts[0].Centimetres() < 39_000 {
		t.Errorf("who has driven over the cut is matched as %+v, %v", trace, err)
	}
	if err := router.SetCrossings(Crossings{}); err != nil {
		t.Fatal(err)
	}
	if r, err := router.Route(context.Background(), &Plan{Stops: []Stop{{At: a.At}, {At: e.At}}}); err != nil || r.Routes[0].Centimetres() < 39_000 {
		t.Errorf("without crossings: %v", err)
	}
}

// TestTablesFollowClosures: tables that follow closures are those that would be
// made anew, and mostly share what is the same.
func TestTablesFollowClosures(t *testing.T) {
	cases, shared, others := 400, 0, 0
	if testing.Short() {
		cases = 60
	}
	for seed := range uint64(cases) {
		r := rand.New(rand.NewPCG(seed, 77))
		m := Mode(r.IntN(2))
		x := randomCrossings(t, r, m)
		if x == nil {
			continue
		}
		for range 6 {
			var list []Closure
			for range r.IntN(3) {
				c := Closure{Ways: []int64{x.ways[r.IntN(len(x.ways))].ID}, OneWay: r.IntN(2) == 0}
				if r.IntN(3) == 0 {
					c.SpeedKmh = 1 + 100*r.Float64()
				}
				list = append(list, c)
			}
			before := x.router.now.Load()
			if err := x.router.SetClosures(context.Background(), list); err != nil {
				var bad *ClosureError
				if errors.As(err, &bad) {
					continue // a way that is no road
				}
				t.Fatal(err)
			}
			now := x.router.now.Load()
			got, want := now.tables[m], now.table(m)
			if !slices.Equal(got.between, want.between) || !slices.EqualFunc(got.within, want.within, slices.Equal[Legs]) {
				t.Fatalf("seed %d, %v: between %v within %v, made anew %v %v", seed, list, got.between, got.within, want.between, want.within)
			}
			if &got.between[0] == &before.tables[m].between[0] {
				shared++
			} else {
				others++
			}
			// what is asked from anywhere rests on the same labels
			var a, b cch.Ray
			for range 5 {
				ends := []cch.End{{Node: cch.NodeID(r.IntN(x.n.graph(m).hier.Nodes()))}}
				if p, q := a.Run(got.entries, ends, nil), b.Run(want.entries, ends, nil); !slices.Equal(p, q) {
					t.Fatalf("seed %d, %v: to the entries %v, want %v", seed, list, p, q)
				}
				if p, q := a.Run(got.exits, ends, nil), b.Run(want.exits, ends, nil); !slices.Equal(p, q) {
					t.Fatalf("seed %d, %v: from the exits %v, want %v", seed, list, p, q)
				}
			}
		}
	}
	t.Logf("%d tables shared, %d made", shared, others)
	if shared == 0 || others == 0 {
		t.Error("the closures do not ask much")
	}
}
