package border

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// TestRouteIsDijkstraByTheClock asks the whole stack, from positions beside
// roads to hours in books, and holds it against the oracle.
func TestRouteIsDijkstraByTheClock(t *testing.T) {
	cases, large := 10_000, 100
	if testing.Short() {
		cases, large = 600, 40
	}
	asked, promised, possible, waits, worlds, unfit, crossed := 0, 0, 0, 0, 0, 0, 0
	for seed := uint64(1); asked < cases; seed++ {
		r := rand.New(rand.NewPCG(seed, 31))
		gates := 5 + r.IntN(8)
		if seed%uint64(large) == 0 {
			gates = 100 + r.IntN(51)
		}
		w := randomBorders(t, r, gates)
		if !w.build(t, r) {
			unfit++
			continue
		}
		worlds++
		for range 12 {
			rider := []hours.Mode{hours.Car, hours.Truck, hours.Bus, hours.Foot}[r.IntN(4)]
			depart := worldEpoch.Add(time.Duration(r.IntN(8*24*3600)) * time.Second)
			stops := []route.Stop{{At: w.somewhere(r)}, {At: w.somewhere(r)}}
			a, err := w.border.Route(context.Background(), &Plan{Plan: route.Plan{Stops: stops}, Rider: rider, Book: w.book, Depart: depart})
			var none *NoWayError
			var off *route.OffRoadError
			if errors.As(err, &off) {
				continue
			}
			if err != nil && !errors.As(err, &none) {
				t.Fatalf("seed %d: %v", seed, err)
			}
			asked++
			o := w.plain(rider, depart)
			var places []route.Place
			if err == nil {
				places = a.Waypoints // those on an island may have been left for the mainland
			} else {
				places = w.placesOf(t, rider, stops)
			}
			from, to := w.spotOf(Profile(rider), &places[0], false), w.spotOf(Profile(rider), &places[1], false)
			best := o.earliest(from, to, depart.Unix()*100, hours.Possible)
			if err != nil {
				if best >= 0 {
					t.Fatalf("seed %d: %v; the oracle arrives %v", seed, err, time.Unix(best/100, 0))
				}
				continue
			}
			possible++
			earliest := a.Ways[0].ArriveEarliest
			for _, way := range a.Ways {
				if way.ArriveEarliest.Before(earliest) {
					earliest = way.ArriveEarliest
				}
				for _, p := range way.Crossings {
					crossed++
					if p.Wait > 0 {
						waits++
					}
				}
			}
			if got := earliest.UnixMilli() / 10; !near(got, best) {
				t.Fatalf("seed %d, %s from %v at %v: the earliest arrival is %v, the oracle has %v (%d and %d)\n%s", seed, rider, stops, depart, earliest.UTC(), time.Unix(best/100, 0).UTC(), got, best, w.tell(a))
			}
			sure := o.earliest(from, to, depart.Unix()*100, hours.Promise)
			got := int64(-1)
			if !a.Ways[0].ArriveAt.IsZero() {
				got = a.Ways[0].ArriveAt.UnixMilli() / 10
				promised++
			}
			if !near(got, sure) {
				t.Fatalf("seed %d, %s from %v at %v: promised is %v, the oracle has %v\n%s", seed, rider, stops, depart, a.Ways[0].ArriveAt.UTC(), time.Unix(sure/100, 0).UTC(), w.tell(a))
			}
		}
	}
	t.Logf("%d asked in %d worlds (%d unfit): %d possible, %d promised, %d crossings, %d waits", asked, worlds, unfit, possible, promised, crossed, waits)
	if promised*5 < asked || waits*20 < asked || unfit > worlds {
		t.Error("the worlds do not ask much")
	}
}

// near allows for how parts of a road are rounded, a hundredth at each end of a
// drive, and the second to which an opening is rounded then.
func near(a, b int64) bool {
	if a < 0 || b < 0 {
		return a < 0 && b < 0
	}
	return a-b <= 10 && b-a <= 10
}

// placesOf returns the places on roads of some stops, as the router snaps them.
func (w *world) placesOf(t *testing.T, rider hours.Mode, stops []route.Stop) []route.Place {
	t.Helper()
	q := w.router.Now().Inquire(context.Background(), &route.Options{Mode: Profile(rider)})
	defer q.End()
	near, _, err := q.Snap(stops)
	if err != nil {
		t.Fatal(err)
	}
	return near
}

// tell writes an answer, and the roads it is on, for who looks for a fault.
func (w *world) tell(a *Answer) (s string) {
	for _, way := range a.Ways {
		s += fmt.Sprintf("way at %v, earliest %v\n", way.ArriveAt.UTC(), way.ArriveEarliest.UTC())
		for _, p := range way.Crossings {
			s += fmt.Sprintf("  %s %s\n", p.Port.ID, p.Direction)
			for _, v := range p.Stops {
				s += fmt.Sprintf("    %s %v %+v drive %v arrive %v begin %v clear %v\n", v.Checkpoint.ID, v.Placed, w.router.Network().Site(Profile(a.Rider), &v.Place), v.Drive.Duration(), v.Arrive.UTC(), v.Begin.UTC(), v.Clear.UTC())
			}
		}
		for _, l := range way.Itinerary.Legs {
			s += fmt.Sprint("  by ", l.Line(), "\n")
		}
	}
	for _, way := range w.ways {
		s += fmt.Sprintln(way)
	}
	return s
}
