package cch_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pamir/geo/cch"
)

func TestFan(t *testing.T) {
	var ray cch.Ray
	var x cch.Matrix
	var into []cch.Weight
	worlds(t, 1500, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		if r.IntN(2) == 0 {
			m = m.Perfect(1)
		}
		places := make([][]cch.End, r.IntN(8))
		for i := range places {
			if r.IntN(6) > 0 { // else it is nowhere
				places[i] = w.randomEnds(r)
			}
		}
		to, from := m.FanTo(places), m.FanFrom(places)
		back := w.reversed()
		for range 4 {
			ends := w.randomEnds(r)
			for _, c := range []struct {
				fan *cch.Fan
				w   world
			}{{to, w}, {from, back}} {
				lengths := dijkstra(c.w.graph, c.w.weights, ends)
				into = ray.Run(c.fan, ends, into)
				if len(into) != len(places) || c.fan.Places() != len(places) {
					t.Fatalf("%d lengths for %d places", len(into), len(places))
				}
				for i, place := range places {
					if want := nearestOf(lengths, place); into[i] != want {
						t.Errorf("from %v to %v: %d, want %d", ends, place, into[i], want)
					}
				}
			}
		}
		want := x.Run(m, places, places)
		var y cch.Matrix
		if got := y.Between(from, to); !slices.Equal(got, want) {
			t.Errorf("between: %v, want %v", got, want)
		}
	})
}

// nearestOf returns the least of some lengths at ends, with their costs.
func nearestOf(lengths []cch.Weight, ends []cch.End) cch.Weight {
	least := cch.Infinity
	for _, e := range ends {
		least = min(least, lengths[e.Node]+e.Cost)
	}
	return least
}
