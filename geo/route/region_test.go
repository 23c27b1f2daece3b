package route

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pamir/geo/cch"
)

// TestRegions: regions are what a flood over the roads finds, whatever is closed,
// and who has none answers the same.
func TestRegions(t *testing.T) {
	towns := 400
	if testing.Short() {
		towns = 60
	}
	parted, joined, spared := 0, 0, 0
	for seed := range uint64(towns) {
		r := rand.New(rand.NewPCG(seed, 91))
		m := Mode(r.IntN(int(modes)))
		x := randomCrossings(t, r, m)
		if x == nil {
			continue
		}
		ctx := context.Background()
		for round := range 3 {
			if round > 0 { // with roads closed: once before the roads are cut anew
				list := []Closure{{Ways: []int64{x.ways[r.IntN(len(x.ways))].ID}}}
				var closure *ClosureError
				if err := x.router.SetClosures(ctx, list); err != nil && !errors.As(err, &closure) {
					t.Fatal(err)
				}
			}
			if round == 2 {
				list := x.router.now.Load().crossings
				kept := list[m][:1+r.IntN(len(list[m]))]
				list[m] = slices.Clone(kept)
				if err := x.router.SetCrossings(list); err != nil {
					t.Fatal(err)
				}
			}
			now := x.router.now.Load()
			flood := now.costs[m].flood()
			for v := range flood {
				for u := range flood {
					if same := now.regions[m].of[v] == now.regions[m].of[u]; same != (flood[v] == flood[u]) {
						t.Fatalf("seed %d: nodes %d and %d are of one region: %v", seed, v, u, same)
					} else if same {
						joined++
					} else {
						parted++
					}
				}
			}
			without := *now
			without.regions = [modes]*regions{}
			for range 4 {
				a, ok := x.somewhere(t, r, m)
				b, ok2 := x.somewhere(t, r, m)
				if !ok || !ok2 {
					continue
				}
				p, q := Moment{x.router, now}.Inquire(ctx, &Options{Mode: m}), Moment{x.router, &without}.Inquire(ctx, &Options{Mode: m})
				got, want := p.Trip(&a, &b), q.Trip(&a, &b)
				spared += count(p.w.wanted, false)
				leg, err := p.Find(&a, &b, time.Time{})
				other, err2 := q.Find(&a, &b, time.Time{})
				if got.Direct != want.Direct || !slices.Equal(got.To, want.To) || !slices.Equal(got.From, want.From) || !errors.Is(err, err2) || leg.cost != other.cost {
					t.Fatalf("seed %d: from %v to %v: %v %v %v, without regions %v %v %v", seed, a, b, got, leg.cost, err, want, other.cost, err2)
				}
				p.End()
				q.End()
			}
		}
	}
	t.Logf("%d pairs of nodes parted, %d not; %d crossings not looked at", parted, joined, spared)
	if parted == 0 || joined == 0 || spared == 0 {
		t.Error("the towns do not ask much")
	}
}

// somewhere is amid a random way, if one may be there.
func (x *crossingTown) somewhere(t *testing.T, r *rand.Rand, m Mode) (p Place, ok bool) {
	t.Helper()
	w := x.ways[r.IntN(len(x.ways))]
	if x.middles[w.ID] == 0 {
		return p, false
	}
	return x.n.placed(t, m, x.town, w.ID, x.middles[w.ID])
}

func count(list []bool, value bool) (n int) {
	for _, v := range list {
		if v == value {
			n++
		}
	}
	return n
}

// flood numbers the nodes that are joined by links that can be passed by the
// profile, and are not cut, whichever way they lead.
func (c *costs) flood() []uint32 {
	open := *c
	open.over = nil
	beside := make([][]uint32, len(c.g.out)-1)
	for v := range beside {
		for l := c.g.out[v]; l < c.g.out[v+1]; l++ {
			if open.through(l) < cch.Infinity {
				to := uint32(c.g.heads[l])
				beside[v], beside[to] = append(beside[v], to), append(beside[to], uint32(v))
			}
		}
	}
	of := make([]uint32, len(beside))
	for first := range beside {
		for todo := []uint32{uint32(first)}; len(todo) > 0; {
			v := todo[0]
			if todo = todo[1:]; of[v] == 0 {
				of[v] = uint32(first) + 1
				todo = append(todo, beside[v]...)
			}
		}
	}
	return of
}
