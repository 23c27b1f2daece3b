package route

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestDrivesOfTrip: the drives of the last trip are those that are found by who
// knows of no trip, whatever is closed, forbidden or asked in between.
func TestDrivesOfTrip(t *testing.T) {
	towns := 400
	if testing.Short() {
		towns = 60
	}
	found, none, remembered := 0, 0, 0
	for seed := range uint64(towns) {
		r := rand.New(rand.NewPCG(seed, 58))
		m := Mode(r.IntN(int(modes)))
		x := randomCrossings(t, r, m)
		if x == nil {
			continue
		}
		ctx := context.Background()
		var closure *ClosureError
		if err := x.router.SetClosures(ctx, []Closure{{Ways: []int64{x.ways[r.IntN(len(x.ways))].ID}, SpeedKmh: float64(r.IntN(2) * 5)}}); err != nil && !errors.As(err, &closure) {
			t.Fatal(err)
		}
		o := Options{Mode: m}
		if r.IntN(3) == 0 {
			o.Ways = []int64{x.ways[r.IntN(len(x.ways))].ID}
		}
		var places []Place
		for range 6 {
			if p, ok := x.somewhere(t, r, m); ok {
				places = append(places, p)
			}
		}
		q, plain := x.router.Now().Inquire(ctx, &o), x.router.Now().Inquire(ctx, &o)
		list := q.m.Crossings(m)
		for i := 1; i < len(places); i++ {
			from, to := &places[i-1], &places[i]
			trip := q.Trip(from, to)
			switch r.IntN(6) {
			case 0:
				q.Away(to)
			case 1:
				q.There(from)
			case 2:
				from, to = to, from // another than the last
			case 3:
				if err := q.Special(); err != nil {
					t.Fatal(err)
				}
				if err := plain.Special(); err != nil {
					t.Fatal(err)
				}
			}
			same := func(what string, leg Leg, err error, from, to *Place) {
				t.Helper()
				want, err2 := plain.Find(from, to, time.Time{})
				if !errors.Is(err, err2) || leg.cost != want.cost || leg.Centimetres != want.Centimetres || !slices.Equal(leg.stretches, want.stretches) {
					t.Fatalf("seed %d, %s: %v %v, want %v %v", seed, what, leg.path, err, want.path, err2)
				}
				if found++; err != nil {
					none++
				}
			}
			for range 2 {
				if q.w.trip.is(q, from, to) {
					remembered++
				}
				leg, err := q.Find(from, to, time.Time{})
				same("from the start to the end", leg, err, from, to)
				for c := range list {
					stops := list[c].Stops
					leg, err := q.FindEntry(from, c)
					same("to an entry", leg, err, from, &stops[0])
					leg, err = q.FindExit(c, to)
					same("from an exit", leg, err, &stops[len(stops)-1], to)
				}
			}
			if q.w.trip.is(q, from, to) && (trip.Direct >= infinity) != (plain.Trip(from, to).Direct >= infinity) {
				t.Fatalf("seed %d: a trip %v", seed, trip)
			}
		}
		q.End()
		plain.End()
	}
	t.Logf("%d drives, %d without a way; %d trips remembered", found, none, remembered)
	if none == 0 || none*2 > found || remembered == 0 {
		t.Error("the towns do not ask much")
	}
}
