package gate

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestEarliestOn compares with every sequence of crossings, over roads some of
// which are shut for a while on some days, and some of which are longer than
// the tables say.
func TestEarliestOn(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	var s Search
	slower, asked := 0, 0
	for i := range cases(t, 2000) {
		w := randomWorld(t, r, 1+r.IntN(5))
		g, trip := w.tables()
		depart, accept := minute(r.IntN(8*24*60)).time(), accepted(r)
		salt := r.Uint64()
		roads := func(l Leg, at time.Time) Drive {
			asked++
			h := rand.New(rand.NewPCG(salt, uint64(l.From+1)<<32|uint64(l.To+1)<<8|uint64(l.Stop)))
			table := tabled(g, trip, l)
			switch h.IntN(6) {
			case 0: // longer
				return table + Drive(h.IntN(3_000_000))
			case 1: // shut for everybody
				return NoWay
			case 2, 3: // shut for some hours a day: one waits where the drive begins
				day := instantOf(at) % (24 * 360_000)
				from, to := instant(h.IntN(20*360_000)), instant(24*360_000)
				if day >= from {
					return table + Drive(to-day)
				}
			}
			return table
		}
		if i%4 == 0 {
			roads = func(l Leg, _ time.Time) Drive { asked++; return tabled(g, trip, l) }
		}
		got, ok := s.EarliestOn(g, trip, depart, accept, roads)
		var best Way
		found := false
		var try func(seq []int)
		try = func(seq []int) {
			if _, way, k := g.FollowOn(trip, Way{Crossings: slices.Clone(seq), Depart: depart}, accept, roads); k && (!found || way.Arrive.Before(best.Arrive)) {
				best, found = way, true
			}
			for c := range g.Crossings {
				if !slices.Contains(seq, c) {
					try(append(slices.Clone(seq), c))
				}
			}
		}
		try(nil)
		if ok != found || ok && !got.Arrive.Equal(best.Arrive) {
			t.Fatalf("case %d: by %v arrives %v (%v), want %v by %v (%v)", i, got.Crossings, got.Arrive, ok, best.Arrive, best.Crossings, found)
		}
		plain, k := s.Earliest(g, trip, depart, accept)
		if ok && (!k || got.Arrive.Before(plain.Arrive)) {
			t.Fatalf("case %d: beats the tables", i)
		}
		if i%4 == 0 && ok && !got.Arrive.Equal(plain.Arrive) {
			t.Fatalf("case %d: %v, the tables say %v", i, got.Arrive, plain.Arrive)
		}
		if ok && !got.Arrive.Equal(plain.Arrive) {
			slower++
		}
	}
	t.Logf("%d slower than the tables say, %d drives asked about", slower, asked)
}

// tabled returns what the tables say of a leg.
func tabled(g *Graph, trip *Trip, l Leg) Drive {
	switch {
	case l.Stop > 0:
		return g.Crossings[l.To].Stops[l.Stop].Drive
	case l.From == Start && l.To == End:
		return trip.Direct
	case l.From == Start:
		return trip.To[l.To]
	case l.To == End:
		return trip.From[l.From]
	}
	return g.Between[l.From*len(g.Crossings)+l.To]
}

// TestByMirrorsBegin: who is done by when one is done need not come before one
// does, whatever the parts of seconds that a stop takes and holds.
func TestByMirrorsBegin(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	all, err := calendars()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for range 20_000 {
		s := Stop{Hours: all[r.IntN(len(all))].line, Hold: Drive(r.IntN(2) * r.IntN(500_000)),
			Queue: Length{time.Duration(r.IntN(3)) * 1230 * time.Millisecond, true, r.IntN(2) == 0}, Service: Length{time.Duration(r.IntN(2000)) * 770 * time.Millisecond, true, false}}
		come, accept := instantOf(epoch)+instant(r.IntN(8*24*360_000)), accepted(r)
		begin, end, ok := s.begin(come, accept)
		if !ok {
			continue
		}
		queue, _, _ := s.times(accept)
		by, ok := s.by(end, accept)
		if !ok || by+queue < begin || by < come-99 {
			t.Fatalf("%+v: who comes at %d begins at %d and is done at %d, who is to be done then comes by %d (%v)", s, come, begin, end, by, ok)
		}
		if _, again, ok := s.begin(by, accept); !ok || again > end {
			t.Fatalf("%+v: who comes by %d is done at %d, after %d", s, by, again, end)
		}
		seen++
	}
	if seen < 5000 {
		t.Errorf("%d seen", seen)
	}
}
