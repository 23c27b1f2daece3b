package cch_test

import (
	"math/rand/v2"
	"testing"

	"pamir/geo/cch"
)

// oddGraphs are large graphs that no road network is like.
func oddGraphs() map[string]world {
	out := map[string]world{}
	make := func(name string, n int, edges func(add func(u, v int))) {
		var tails, heads []cch.NodeID
		edges(func(u, v int) {
			tails, heads = append(tails, cch.NodeID(u), cch.NodeID(v)), append(heads, cch.NodeID(v), cch.NodeID(u))
		})
		out[name] = join(n, tails, heads, weightsOf(len(tails)))
	}
	n := 20_000
	if brief() {
		n = 3000
	}
	make("a path", n, func(add func(u, v int)) {
		for v := range n - 1 {
			add(v, v+1)
		}
	})
	make("a star", n, func(add func(u, v int)) {
		for v := 1; v < n; v++ {
			add(0, v)
		}
	})
	make("a wheel", n, func(add func(u, v int)) {
		for v := 1; v < n; v++ {
			add(0, v)
			add(v, v%(n-1)+1)
		}
	})
	make("two hubs", n, func(add func(u, v int)) {
		for v := 2; v < n; v++ {
			add(0, v)
			add(1, v)
		}
	})
	make("a tree", n, func(add func(u, v int)) {
		for v := 1; v < n; v++ {
			add(v, (v-1)/2)
		}
	})
	make("a complete graph", 500, func(add func(u, v int)) {
		for u := range 500 {
			for v := range u {
				add(u, v)
			}
		}
	})
	make("a random graph", 1500, func(add func(u, v int)) {
		r := rand.New(rand.NewPCG(1, 1))
		for range 20_000 {
			add(r.IntN(1500), r.IntN(1500))
		}
	})
	make("nothing but nodes", n, func(func(u, v int)) {})
	return out
}

func weightsOf(n int) []cch.Weight {
	out := make([]cch.Weight, n)
	for a := range out {
		out[a] = cch.Weight(a*7919%1000 + 1)
	}
	return out
}

// TestOddGraphs: such graphs are ordered in reasonable time, and what has a
// small hierarchy gets one.
func TestOddGraphs(t *testing.T) {
	perNode := map[string]float64{"a path": 2, "a star": 1, "a wheel": 3.1, "two hubs": 2, "a tree": 2, "nothing but nodes": 0}
	for name, w := range oddGraphs() {
		t.Run(name, func(t *testing.T) {
			ix := indexed(t, w.graph, ordered(t, w.graph, cch.OrderOptions{}))
			if most, ok := perNode[name]; ok && float64(ix.Arcs()) > most*float64(ix.Nodes()) {
				t.Errorf("%d arcs in the hierarchy of %d nodes", ix.Arcs(), ix.Nodes())
			}
			m := customized(t, ix, w.weights)
			var s cch.Sweep
			var q cch.Query
			far := s.From(m, []cch.End{{Node: 3}})
			for v := 0; v < ix.Nodes(); v += 1 + ix.Nodes()/100 {
				if got := q.Run(m, []cch.End{{Node: 3}}, []cch.End{{Node: cch.NodeID(v)}}); got != far[v] {
					t.Fatalf("to %d: %d by query, %d by sweep", v, got, far[v])
				}
			}
		})
	}
}
