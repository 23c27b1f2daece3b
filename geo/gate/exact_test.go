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
