package border

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// TestRouteIsDijkstraByTheClock asks the whole stack, from positions beside
// roads to hours in books, and holds it against the oracle.
func TestRouteIsDijkstraByTheClock(t *testing.T) {
	cases, large := 700, 60
	switch {
	case testing.Short():
		cases, large = 150, 20
	case os.Getenv("FULL") != "":
		cases = 10_000
	}
	asked, promised, possible, waits, worlds, unfit, crossed, timed := 0, 0, 0, 0, 0, 0, 0, 0
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
					if !p.Port.Kind.Border() {
						timed++
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
	t.Logf("%d asked in %d worlds (%d unfit): %d possible, %d promised, %d crossings, %d waits, %d ferries and passes", asked, worlds, unfit, possible, promised, crossed, waits, timed)
	if promised*5 < asked || waits*20 < asked || timed*20 < asked || unfit > worlds {
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

// TestArriveBy: who leaves when an answer says is there by then, and who leaves
// a minute later is not.
func TestArriveBy(t *testing.T) {
	cases := 200
	if testing.Short() {
		cases = 30
	}
	asked, found := 0, 0
	for seed := uint64(1); asked < cases; seed++ {
		r := rand.New(rand.NewPCG(seed, 37))
		w := randomBorders(t, r, 4+r.IntN(8))
		if !w.build(t, r) {
			continue
		}
		for range 6 {
			rider := []hours.Mode{hours.Car, hours.Truck}[r.IntN(2)]
			arrive := worldEpoch.Add(time.Duration(5*24*3600+r.IntN(8*24*3600)) * time.Second)
			stops := []route.Stop{{At: w.somewhere(r)}, {At: w.somewhere(r)}}
			a, err := w.border.Route(context.Background(), &Plan{Plan: route.Plan{Stops: stops}, Rider: rider, Book: w.book, Arrive: arrive})
			var none *NoWayError
			if errors.As(err, &none) {
				continue
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			asked++
			o := w.plain(rider, arrive)
			from, to := w.spotOf(Profile(rider), &a.Waypoints[0], false), w.spotOf(Profile(rider), &a.Waypoints[1], false)
			for _, way := range a.Ways {
				accept, there := hours.Possible, way.ArriveEarliest
				if !way.ArriveAt.IsZero() {
					accept, there = hours.Promise, way.ArriveAt
				}
				found++
				if there.After(arrive) {
					t.Fatalf("seed %d: is there at %v, after %v", seed, there, arrive)
				}
				at := func(d time.Time) int64 { return o.earliest(from, to, d.UnixMilli()/10, accept) }
				if got := at(way.Depart.Add(-time.Second)); got < 0 || got > arrive.Unix()*100 {
					t.Fatalf("seed %d: leaving at %v arrives %v, after %v", seed, way.Depart, time.Unix(got/100, 0), arrive)
				}
				if got := at(way.Depart.Add(time.Minute)); got >= 0 && got <= arrive.Unix()*100 {
					t.Fatalf("seed %d, %v: leaving a minute after %v still arrives %v, by %v\n%s", seed, accept, way.Depart, time.Unix(got/100, 0), arrive, w.tell(a))
				}
			}
		}
	}
	t.Logf("%d asked, %d ways", asked, found)
}

// TestLaws: leaving later is never arriving earlier, leaving a crossing out
// neither; and the latest departure is just that.
func TestLaws(t *testing.T) {
	cases := 300
	if testing.Short() {
		cases = 50
	}
	limits, instead := 0, 0
	for seed, asked := uint64(1), 0; asked < cases; seed++ {
		r := rand.New(rand.NewPCG(seed, 41))
		w := randomBorders(t, r, 4+r.IntN(8))
		if !w.build(t, r) {
			continue
		}
		for range 6 {
			p := &Plan{Rider: []hours.Mode{hours.Car, hours.Truck}[r.IntN(2)], Book: w.book, Depart: worldEpoch.Add(time.Duration(r.IntN(8*24*3600)) * time.Second)}
			for range 2 + r.IntN(2) {
				p.Stops = append(p.Stops, route.Stop{At: w.somewhere(r)})
			}
			ask := func(change func(p *Plan)) *Answer {
				q := *p
				if change != nil {
					change(&q)
				}
				a, err := w.border.Route(context.Background(), &q)
				var none *NoWayError
				if err != nil && !errors.As(err, &none) {
					t.Fatalf("seed %d: %v", seed, err)
				}
				return a
			}
			a := ask(nil)
			if a == nil {
				continue
			}
			asked++
			way := &a.Ways[0]
			earlier := func(what string, b *Answer) {
				t.Helper()
				if b == nil || !slices.Equal(a.Waypoints, b.Waypoints) {
					return // without the port the nearest road is an island, and the way begins on another
				}
				if !b.Ways[0].ArriveAt.IsZero() && (way.ArriveAt.IsZero() || b.Ways[0].ArriveAt.Before(way.ArriveAt)) {
					t.Fatalf("seed %d: %s is promised to arrive at %v, not at %v", seed, what, b.Ways[0].ArriveAt, way.ArriveAt)
				}
				first := func(a *Answer) time.Time {
					return slices.MinFunc(a.Ways, func(a, b Way) int { return a.ArriveEarliest.Compare(b.ArriveEarliest) }).ArriveEarliest
				}
				if first(b).Before(first(a)) {
					t.Fatalf("seed %d: %s may arrive at %v, before %v", seed, what, first(b), first(a))
				}
			}
			earlier("leaving later", ask(func(q *Plan) { q.Depart = q.Depart.Add(time.Duration(r.IntN(90)) * time.Minute) }))
			if len(way.Crossings) > 0 {
				x := &way.Crossings[r.IntN(len(way.Crossings))]
				earlier("closing a checkpoint for a while", ask(func(q *Plan) { q.Book = w.shut(t, r, x.Port.ID, x.Stops[0].Arrive) }))
				earlier("leaving a port out", ask(func(q *Plan) { q.ExcludePorts = []string{way.Crossings[0].Port.ID} }))
			}
			if !way.ArriveAt.IsZero() && way.ArriveEarliest.After(way.ArriveAt) {
				t.Fatalf("seed %d: at the earliest %v, promised %v", seed, way.ArriveEarliest, way.ArriveAt)
			}
			if t2 := way.LeaveInstead; !t2.IsZero() {
				instead++
				b := ask(func(q *Plan) { q.Depart = t2.Add(-time.Second) })
				if b == nil || b.Ways[0].ArriveAt.IsZero() || b.Ways[0].ArriveAt.After(way.ArriveAt) || t2.Before(p.Depart) && !b.Ways[0].ArriveAt.Before(way.ArriveAt) {
					t.Fatalf("seed %d: leaving at %v instead of %v is no better", seed, t2, p.Depart)
				}
			}
			if len(p.Stops) > 2 || way.LatestDeparture.IsZero() {
				continue
			}
			limits++
			keeps := func(at time.Time) bool {
				s, err := w.border.open(context.Background(), p)
				if err != nil {
					t.Fatal(err)
				}
				defer s.close()
				if err := s.settle(); err != nil {
					t.Fatal(err)
				}
				old, ok := s.first(p.Depart, hours.Promise)
				if !ok {
					t.Fatal("it is promised no more")
				}
				j := *old
				j.depart = at
				moved, ok := s.follow(&j, hours.Promise)
				if !ok {
					return false
				}
				for i := range old.legs[0].passages {
					for k := range old.legs[0].passages[i].Stops {
						if !old.legs[0].passages[i].Stops[k].Closes.Equal(moved.legs[0].passages[i].Stops[k].Closes) {
							return false
						}
					}
				}
				return true
			}
			before := way.LatestDeparture.Add(-time.Minute)
			if before.Before(p.Depart) { // an opening before may be made then
				before = p.Depart
			}
			if !keeps(before) || keeps(way.LatestDeparture.Add(time.Minute)) {
				t.Fatalf("seed %d: %v is not the latest departure: %v %v\n%s", seed, way.LatestDeparture, keeps(before), keeps(way.LatestDeparture.Add(time.Minute)), w.tell(a))
			}
		}
	}
	t.Logf("%d latest departures, %d better ones", limits, instead)
	if limits < cases/10 || instead < cases/25 {
		t.Error("the worlds do not ask much")
	}
}
