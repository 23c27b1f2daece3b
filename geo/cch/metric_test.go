package cch_test

import (
	"math/rand/v2"
	"testing"

	"pamir/geo/cch"
)

// TestSpoiledMetric: weights that are not of one metric give wrong lengths, but
// every question ends, and a path that does not add up is none.
func TestSpoiledMetric(t *testing.T) {
	var q cch.Query
	worlds(t, 1000, 40, func(t *testing.T, r *rand.Rand, w world) {
		ix, m := w.built(t, r)
		p := m.Parts()
		p.Up, p.Down = append([]cch.Weight(nil), p.Up...), append([]cch.Weight(nil), p.Down...)
		for i := range p.Up {
			if r.IntN(3) == 0 {
				p.Up[i] = cch.Weight(r.IntN(100))
			}
			if r.IntN(3) == 0 {
				p.Down[i] = cch.Weight(r.IntN(100))
			}
		}
		spoiled, err := ix.Metric(p)
		if err != nil {
			t.Fatal(err)
		}
		from, to := w.randomEnds(r), w.randomEnds(r)
		length := q.Run(spoiled, from, to)
		if path, i, j := q.Path(nil); i >= 0 {
			if err := w.pathFault(path, from[i], to[j], length); err != nil {
				t.Error(err)
			}
		}
		if w.graph.Arcs() > 0 {
			if _, err := spoiled.Update([]cch.Change{{Arc: 0, Weight: 5}}); err != nil {
				t.Error(err)
			}
		}
	})
}
