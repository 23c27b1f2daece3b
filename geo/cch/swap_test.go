package cch_test

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"pamir/geo/cch"
)

// TestSwap closes and opens roads under readers, as a server does: each answer
// must be that of one version, whichever it got hold of.
func TestSwap(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	w := randomWorld(r, 60)
	for w.graph.Arcs() < 80 {
		w = randomWorld(r, 60)
	}
	_, m := w.built(t, r)
	type version struct {
		metric  *cch.Metric
		weights []cch.Weight
	}
	var now atomic.Pointer[version]
	now.Store(&version{m, w.weights})
	var stop atomic.Bool
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			var q cch.Query
			r := rand.New(rand.NewPCG(uint64(i), 5))
			for !stop.Load() {
				v := now.Load()
				seen := world{w.graph, v.weights, w.tails}
				if err := seen.queryFault(&q, v.metric, w.randomEnds(r), w.randomEnds(r)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 300 {
		v := now.Load()
		a := cch.ArcID(r.IntN(w.graph.Arcs()))
		c := cch.Change{Arc: a, Weight: cch.Weight(r.IntN(500))}
		if r.IntN(3) == 0 {
			c.Weight = cch.Infinity
		}
		m, err := v.metric.Update([]cch.Change{c})
		if err != nil {
			t.Fatal(err)
		}
		weights := append([]cch.Weight(nil), v.weights...)
		weights[a] = c.Weight
		now.Store(&version{m, weights})
	}
	stop.Store(true)
	wg.Wait()
}

// TestNoAllocation: what is used again and again allocates once.
func TestNoAllocation(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	w := randomWorld(r, 200)
	_, m := w.built(t, r)
	from, to := w.randomEnds(r), w.randomEnds(r)
	places := [][]cch.End{from, to}
	var q cch.Query
	var s cch.Sweep
	var p cch.Potential
	var d cch.Detour
	x := cch.Matrix{Workers: 1}
	var path []cch.ArcID
	all := func() {
		q.Run(m, from, to)
		path, _, _ = q.Path(path[:0])
		s.From(m, from)
		s.To(m, to)
		x.Run(m, places, places)
		p.Aim(m, to)
		p.At(0)
		d.Run(cch.Search{Graph: w.graph, Metric: m, From: from, To: to})
		path, _, _ = d.Path(path[:0])
	}
	all()
	if n := testing.AllocsPerRun(100, all); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
