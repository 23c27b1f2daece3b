package cch_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pamir/geo/cch"
)

// dijkstra is the oracle: it settles the nearest node that is left by looking at
// all of them, and shares nothing with what it judges.
func dijkstra(g cch.Graph, weights []cch.Weight, from []cch.End) []cch.Weight {
	length := make([]uint64, g.Nodes())
	for v := range length {
		length[v] = uint64(cch.Infinity)
	}
	for _, e := range from {
		length[e.Node] = min(length[e.Node], uint64(e.Cost))
	}
	done := make([]bool, g.Nodes())
	for {
		v := -1
		for u, l := range length {
			if !done[u] && l < uint64(cch.Infinity) && (v < 0 || l < length[v]) {
				v = u
			}
		}
		if v < 0 {
			break
		}
		done[v] = true
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			h := g.Head[a]
			length[h] = min(length[h], length[v]+uint64(weights[a]))
		}
	}
	out := make([]cch.Weight, len(length))
	for v, l := range length {
		out[v] = cch.Weight(min(l, uint64(cch.Infinity)))
	}
	return out
}

// world is a graph with weights.
type world struct {
	graph   cch.Graph
	weights []cch.Weight
	tails   []cch.NodeID
}

// join makes a graph of n nodes of arcs in any order.
func join(n int, tails, heads []cch.NodeID, weights []cch.Weight) world {
	by := make([]int, len(tails))
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(i, j int) int { return int(tails[i]) - int(tails[j]) })
	w := world{graph: cch.Graph{FirstOut: make([]uint32, n+1)}}
	for _, i := range by {
		w.graph.FirstOut[tails[i]+1]++
		w.graph.Head = append(w.graph.Head, heads[i])
		w.weights = append(w.weights, weights[i])
		w.tails = append(w.tails, tails[i])
	}
	for v := range n {
		w.graph.FirstOut[v+1] += w.graph.FirstOut[v]
	}
	return w
}

// parse reads a graph as "A-B:30 B>C:20": both ways or one, letters from A.
func parse(t testing.TB, text string) world {
	t.Helper()
	var tails, heads []cch.NodeID
	var weights []cch.Weight
	n := 0
	for _, word := range strings.Fields(text) {
		var a, way, b byte
		var w cch.Weight
		if _, err := fmt.Sscanf(word, "%c%c%c:%d", &a, &way, &b, &w); err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		u, v := cch.NodeID(a-'A'), cch.NodeID(b-'A')
		n = max(n, int(u)+1, int(v)+1)
		tails, heads, weights = append(tails, u), append(heads, v), append(weights, w)
		if way == '-' {
			tails, heads, weights = append(tails, v), append(heads, u), append(weights, w)
		}
	}
	return join(n, tails, heads, weights)
}

// weightKinds are ways to draw weights; ties, zeros and sums past Infinity
// break what is careless.
var weightKinds = []func(r *rand.Rand) cch.Weight{
	func(r *rand.Rand) cch.Weight { return cch.Weight(r.IntN(1000)) },
	func(r *rand.Rand) cch.Weight { return cch.Weight(r.IntN(3)) },
	func(r *rand.Rand) cch.Weight { return cch.Infinity - cch.Weight(r.IntN(4)) },
	func(r *rand.Rand) cch.Weight { return cch.Weight(r.Uint32N(uint32(cch.Infinity) + 1)) },
	func(r *rand.Rand) cch.Weight { return cch.Infinity / 8 },
	func(r *rand.Rand) cch.Weight {
		if r.IntN(3) == 0 {
			return cch.Infinity
		}
		return cch.Weight(r.IntN(100))
	},
}

// randomWorld draws a graph of up to most nodes: a road-like or a wild one, in
// one piece or several, with loops, parallel arcs and one-way arcs.
func randomWorld(r *rand.Rand, most int) world {
	n := 1 + r.IntN(most)
	kind := weightKinds[r.IntN(len(weightKinds))]
	var tails, heads []cch.NodeID
	var weights []cch.Weight
	add := func(u, v int) {
		tails, heads, weights = append(tails, cch.NodeID(u)), append(heads, cch.NodeID(v)), append(weights, kind(r))
	}
	if r.IntN(2) == 0 { // a grid with holes
		width := 1 + r.IntN(12)
		for v := range n {
			for _, u := range []int{v + 1, v + width} {
				if u >= n || u == v+1 && u%width == 0 || r.IntN(8) == 0 {
					continue
				}
				if r.IntN(6) > 0 {
					add(v, u)
				}
				if r.IntN(6) > 0 {
					add(u, v)
				}
			}
		}
	}
	for range r.IntN(n + 1) {
		add(r.IntN(n), r.IntN(n))
		if r.IntN(4) == 0 {
			add(int(tails[len(tails)-1]), int(heads[len(heads)-1]))
		}
	}
	return join(n, tails, heads, weights)
}

func ordered(tb testing.TB, g cch.Graph, o cch.OrderOptions) []cch.NodeID {
	tb.Helper()
	order, err := cch.Order(g, o)
	if err != nil {
		tb.Fatal(err)
	}
	return order
}

func indexed(tb testing.TB, g cch.Graph, order []cch.NodeID) *cch.Index {
	tb.Helper()
	ix, err := cch.Build(g, order)
	if err != nil {
		tb.Fatal(err)
	}
	return ix
}

func customized(tb testing.TB, ix *cch.Index, weights []cch.Weight) *cch.Metric {
	tb.Helper()
	m, err := ix.Customize(weights, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// built returns an index and metric in an order of its own, or a random one.
func (w world) built(t testing.TB, r *rand.Rand) (*cch.Index, *cch.Metric) {
	t.Helper()
	var order []cch.NodeID
	if r.IntN(2) == 0 {
		for _, v := range r.Perm(w.graph.Nodes()) {
			order = append(order, cch.NodeID(v))
		}
	} else {
		order = ordered(t, w.graph, cch.OrderOptions{Workers: 1})
	}
	ix := indexed(t, w.graph, order)
	m, err := ix.Customize(w.weights, 1+r.IntN(3))
	if err != nil {
		t.Fatal(err)
	}
	return ix, m
}

// randomEnds draws one to three ends.
func (w world) randomEnds(r *rand.Rand) []cch.End {
	ends := make([]cch.End, 1+r.IntN(3))
	for i := range ends {
		ends[i].Node = cch.NodeID(r.IntN(w.graph.Nodes()))
		if r.IntN(2) == 0 {
			ends[i].Cost = cch.Weight(r.IntN(300))
		}
	}
	return ends
}

// pathFault says what keeps arcs from being a path between two ends, as long as
// it is said to be.
func (w world) pathFault(path []cch.ArcID, from, to cch.End, length cch.Weight) error {
	at := from.Node
	sum := from.Cost + to.Cost
	for _, a := range path {
		if w.tails[a] != at {
			return fmt.Errorf("arc %d of %v begins at %d, not at %d", a, path, w.tails[a], at)
		}
		at = w.graph.Head[a]
		sum += w.weights[a]
	}
	if at != to.Node || sum != length {
		return fmt.Errorf("path %v leads to %d, with a length of %d; want %d and %d", path, at, sum, to.Node, length)
	}
	return nil
}

// reversed returns the graph with its arcs the other way.
func (w world) reversed() world {
	return join(w.graph.Nodes(), w.graph.Head, w.tails, w.weights)
}
