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
	var query, meeting cch.Query
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
				wanted := make([]bool, len(places))
				for i := range wanted {
					wanted[i] = r.IntN(2) == 0
				}
				some := ray.Among(c.fan, ends, wanted, nil)
				for i, place := range places {
					want := nearestOf(lengths, place)
					if into[i] != want {
						t.Errorf("from %v to %v: %d, want %d", ends, place, into[i], want)
					}
					if !wanted[i] {
						want = cch.Infinity
					}
					if some[i] != want {
						t.Errorf("from %v to %v among %v: %d, want %d", ends, place, wanted, some[i], want)
					}
					if !wanted[i] {
						continue
					}
					there, here := ends, place
					if c.fan == from {
						there, here = place, ends
					}
					length := meeting.Meet(&ray, c.fan, i, there, here)
					path, first, last := meeting.Path(nil)
					if want := query.Run(m, there, here); length != want || meeting.Length() != want {
						t.Errorf("from %v to %v they meet at %d, want %d", there, here, length, want)
					}
					if p, a, b := query.Path(nil); !slices.Equal(path, p) || first != a || last != b {
						t.Errorf("from %v to %v they meet on %v %d %d, want %v %d %d", there, here, path, first, last, p, a, b)
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

// TestFanUpdate: a fan that follows changes is one of the metric that they make,
// and what is between two places that are not named is as long as before.
func TestFanUpdate(t *testing.T) {
	var ray cch.Ray
	var x cch.Matrix
	named, kept := 0, 0
	worlds(t, 1500, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		if r.IntN(2) == 0 {
			m = m.Perfect(1)
		}
		places := make([][]cch.End, 1+r.IntN(8))
		for i := range places {
			places[i] = w.randomEnds(r)
		}
		w.weights = slices.Clone(w.weights)
		to, from := m.FanTo(places), m.FanFrom(places)
		for range 4 {
			var list []cch.Change
			for range r.IntN(3) {
				if len(w.weights) == 0 {
					break
				}
				c := cch.Change{Arc: cch.ArcID(r.IntN(len(w.weights))), Weight: cch.Weight(r.IntN(100))}
				if r.IntN(2) == 0 {
					c.Weight = cch.Infinity
				}
				w.weights[c.Arc] = c.Weight
				list = append(list, c)
			}
			next, err := m.Update(list)
			if err != nil {
				t.Fatal(err)
			}
			if r.IntN(4) == 0 {
				next = next.Perfect(1)
			}
			before := slices.Clone(x.Between(from, to))
			others := [2][]int{}
			for side, c := range []struct {
				fan **cch.Fan
				w   world
			}{{&to, w}, {&from, w.reversed()}} {
				*c.fan, others[side] = (*c.fan).Update(next)
				named, kept = named+len(others[side]), kept+len(places)-len(others[side])
				for range 3 {
					ends := w.randomEnds(r)
					lengths := dijkstra(c.w.graph, c.w.weights, ends)
					now := ray.Run(*c.fan, ends, nil)
					for i, place := range places {
						if want := nearestOf(lengths, place); now[i] != want {
							t.Errorf("between %v and %v: %d, want %d", ends, place, now[i], want)
						}
					}
				}
			}
			m = next
			want := x.Run(m, places, places)
			for i := range places {
				if row := from.Row(i, to, nil); !slices.Equal(row, want[i*len(places):][:len(places)]) {
					t.Errorf("row %d: %v, want %v", i, row, want)
				}
				column := to.Row(i, from, nil)
				for k := range places {
					if was := before[k*len(places)+i]; was != column[k] && !slices.Contains(others[1], k) && !slices.Contains(others[0], i) {
						t.Errorf("from %d to %d it was %d and is %d, and neither is named", k, i, was, column[k])
					}
					if column[k] != want[k*len(places)+i] || from.Pair(k, to, i) != column[k] {
						t.Errorf("from %d to %d: %d and %d, want %d", k, i, column[k], from.Pair(k, to, i), want[k*len(places)+i])
					}
				}
			}
		}
	})
	t.Logf("%d places named, %d not", named, kept)
	if kept < named/4 || named == 0 {
		t.Error("the changes do not ask much")
	}
}
