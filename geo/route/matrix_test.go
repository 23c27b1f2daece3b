package route

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// TestTableAgreesWithRoutes: each cell is what Route finds.
func TestTableAgreesWithRoutes(t *testing.T) {
	cells := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 19))
		tw := randomTown(r)
		for i := range tw.ways {
			if r.IntN(5) == 0 {
				tw.ways[i].Tags = append(tw.ways[i].Tags, []Tag{{"toll", "yes"}, {"maxweight", "7.5"}}[r.IntN(2)])
			}
		}
		if len(tw.ways) == 0 {
			continue
		}
		router := routerOf(t, tw)
		if r.IntN(2) == 0 {
			if err := router.SetClosures(context.Background(), []Closure{{Ways: []int64{tw.ways[0].ID}}}); err != nil {
				t.Fatal(err)
			}
		}
		stops := func() (list []Stop) {
			for range 1 + r.IntN(4) {
				list = append(list, Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}})
			}
			return list
		}
		p := TablePlan{Options: Options{Mode: Mode(r.IntN(int(modes)))}, From: stops(), To: stops(), Distances: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			p.Avoid, p.Vehicle.Weight = AvoidToll, 20
		}
		table, err := router.Table(context.Background(), &p)
		if err != nil {
			continue // no road for this mode
		}
		now := router.now.Load()
		w := router.begin()
		s := &search{router, now, now.judge(&p.Options), w, context.Background()}
		for i := range table.From {
			for k := range table.To {
				cells++
				q, err := s.find(&table.From[i], &table.To[k])
				want, metres := int64(-1), int64(-1)
				if err == nil {
					want, metres = int64(q.cost), 0
					for n := range q.stretches {
						metres += s.j.c.g.length(&q.stretches[n])
					}
				}
				at := i*len(table.To) + k
				if table.Hundredths[at] != want || p.Distances && table.Centimetres[at] != metres {
					t.Fatalf("seed %d: from %d to %d: %d, want %d", seed, i, k, table.Hundredths[at], want)
				}
			}
		}
	}
	t.Logf("%d cells", cells)
}

// TestAlternatives: they are real, cost what they say, and differ.
func TestAlternatives(t *testing.T) {
	tw := drawTown(t, `
a   b   c   d

e   f   g   h

i   j   k   l
ways
  ab
  bc
  cd
  ef highway=secondary
  fg highway=secondary
  gh highway=secondary
  ij
  jk
  kl
  ae
  ei
  dh
  hl
`)
	r := routerOf(t, tw)
	a, err := r.Route(context.Background(), &Plan{Stops: []Stop{{At: tw.at('a')}, {At: tw.at('l')}}, Alternatives: 3})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Routes) != 3 {
		t.Fatalf("%d routes", len(a.Routes))
	}
	now := r.now.Load()
	for i, it := range a.Routes {
		if i > 0 && it.Hundredths() < a.Routes[i-1].Hundredths() {
			t.Errorf("route %d is faster than the one before", i)
		}
		checkPath(t, &judge{c: now.costs[Car]}, it.Legs[0].path, &a.Waypoints[0], &a.Waypoints[1])
		for k := range i {
			known := map[uint32]bool{}
			for _, s := range a.Routes[k].Legs[0].stretches {
				known[s.arc] = true
			}
			if part := shared(it.Legs[0].path, known); part > mostShared {
				t.Errorf("routes %d and %d share %v", i, k, part)
			}
		}
	}
}
