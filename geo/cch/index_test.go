package cch_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pamir/geo/cch"
)

// TestWorlds are the graphs by which careless code falls over, each with
// lengths from A to all.
func TestWorlds(t *testing.T) {
	const no = cch.Infinity
	for _, c := range []struct {
		name, graph string
		want        []cch.Weight
	}{
		{"one arc", "A>B:5", []cch.Weight{0, 5}},
		{"one way back", "B>A:5", []cch.Weight{0, no}},
		{"parallel arcs", "A-B:5 A-B:3 A>B:4", []cch.Weight{0, 3}},
		{"a loop", "A>A:1 A-B:2 B>B:0", []cch.Weight{0, 2}},
		{"only a loop", "A>A:7", []cch.Weight{0}},
		{"zero weights", "A-B:0 B-C:0 C-A:0 C-D:1", []cch.Weight{0, 0, 0, 1}},
		{"in two pieces", "A-B:1 C-D:1", []cch.Weight{0, 1, no, no}},
		{"a ring, one way", "A>B:1 B>C:1 C>D:1 D>A:1", []cch.Weight{0, 1, 2, 3}},
		{"closed", "A-B:2147483647 A-C:1 C-B:1", []cch.Weight{0, 2, 1}},
		{"just short enough", "A>B:2147483646", []cch.Weight{0, 2147483646}},
		{"together too long", "A>B:2147483646 B>C:1 C>D:1", []cch.Weight{0, 2147483646, no, no}},
		{"a shorter way round", "A-B:10 A-C:1 C-D:1 D-B:1", []cch.Weight{0, 3, 1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := parse(t, c.graph)
			var s cch.Sweep
			for seed := range uint64(20) {
				_, m := w.built(t, rand.New(rand.NewPCG(seed, 1)))
				if got := s.From(m, []cch.End{{Node: 0}}); !slices.Equal(got, c.want) {
					t.Errorf("%v, want %v", got, c.want)
				}
				var q cch.Query
				for v, want := range c.want {
					if got := q.Run(m, []cch.End{{Node: 0}}, []cch.End{{Node: cch.NodeID(v)}}); got != want {
						t.Errorf("to %d: %d, want %d", v, got, want)
					}
				}
			}
		})
	}
}

// TestEmpty: a graph without nodes has an index, and no paths.
func TestEmpty(t *testing.T) {
	for _, g := range []cch.Graph{{}, {FirstOut: []uint32{0}}} {
		ix := indexed(t, g, ordered(t, g, cch.OrderOptions{}))
		m := customized(t, ix, nil).Perfect(0)
		ends := []cch.End{{Node: 0}}
		var q cch.Query
		if got := q.Run(m, ends, ends); got != cch.Infinity {
			t.Errorf("a path of %d without a node", got)
		}
		var s cch.Sweep
		var x cch.Matrix
		if got := s.From(m, ends); len(got) != 0 {
			t.Errorf("lengths %v without a node", got)
		}
		if got := x.Run(m, [][]cch.End{ends}, [][]cch.End{ends, nil}); !slices.Equal(got, []cch.Weight{cch.Infinity, cch.Infinity}) {
			t.Errorf("lengths %v without a node", got)
		}
	}
}

// TestSingle: from a node to itself there is a path without arcs.
func TestSingle(t *testing.T) {
	g := cch.Graph{FirstOut: []uint32{0, 0}}
	m := customized(t, indexed(t, g, []cch.NodeID{0}), nil)
	var q cch.Query
	if got := q.Run(m, []cch.End{{Node: 0, Cost: 2}, {Node: 0, Cost: 1}}, []cch.End{{Node: 9}, {Node: 0, Cost: 3}}); got != 4 {
		t.Errorf("%d, want 4", got)
	}
	if path, from, to := q.Path(nil); len(path) != 0 || from != 1 || to != 1 {
		t.Errorf("%v from %d to %d", path, from, to)
	}
}

// TestFaults: what is wrong is named.
func TestFaults(t *testing.T) {
	good := cch.Graph{FirstOut: []uint32{0, 1, 2}, Head: []cch.NodeID{1, 0}}
	ix := indexed(t, good, []cch.NodeID{1, 0})
	fault := func(_ any, err error) error { return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{cch.Graph{Head: []cch.NodeID{0}}.Check(), "no nodes, but 1 arcs"},
		{cch.Graph{FirstOut: []uint32{1, 1}, Head: []cch.NodeID{0}}.Check(), "the arcs of node 0 begin at 1, not at 0"},
		{cch.Graph{FirstOut: []uint32{0, 2, 1}, Head: []cch.NodeID{0}}.Check(), "the arcs of node 1 end at 1, before they begin at 2"},
		{cch.Graph{FirstOut: []uint32{0, 1}, Head: []cch.NodeID{0, 0}}.Check(), "the arcs of node 0 end at 1, but there are 2 arcs"},
		{cch.Graph{FirstOut: []uint32{0, 1}, Head: []cch.NodeID{1}}.Check(), "arc 0 leads to node 1 of 1"},
		{fault(cch.Build(good, []cch.NodeID{0})), "the order has 1 nodes, the graph 2"},
		{fault(cch.Build(good, []cch.NodeID{0, 2})), "the order names node 2 of 2 at position 1"},
		{fault(cch.Build(good, []cch.NodeID{0, 0})), "the order names node 0 twice, at positions 0 and 1"},
		{fault(cch.Order(good, cch.OrderOptions{Lon: make([]float32, 2), Lat: make([]float32, 1)})), "2 longitudes and 1 latitudes for 2 nodes"},
		{fault(cch.Order(good, cch.OrderOptions{Lon: []float32{0, float32(math.NaN())}, Lat: make([]float32, 2)})), "node 1 is at NaN, 0"},
		{fault(ix.Customize(make([]cch.Weight, 3), 1)), "3 weights for 2 arcs"},
		{fault(customized(t, ix, make([]cch.Weight, 2)).Update([]cch.Change{{Arc: 2}})), "a new weight for arc 2 of 2"},
		{fault(ix.Metric(cch.MetricParts{Weights: make([]cch.Weight, 1)})), "weights has 1 weights for 2 arcs"},
		{fault(ix.Metric(cch.MetricParts{Weights: make([]cch.Weight, 2), Up: []cch.Weight{cch.Infinity + 1}, Down: make([]cch.Weight, 1)})), "up[0] is 2147483648"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%v, want %q", c.err, c.want)
		}
	}
}

// TestOrderIsOne: the order is a permutation, the same for any number of
// goroutines, and the hierarchy is what it was before.
func TestOrderIsOne(t *testing.T) {
	l := luxembourg(t)
	for _, c := range []struct {
		name string
		o    cch.OrderOptions
		arcs int
	}{
		{"by place", cch.OrderOptions{Lon: l.lon, Lat: l.lat}, 204_500},
		{"by graph", cch.OrderOptions{}, 204_500},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Workers = 1
			one := ordered(t, l.graph, c.o)
			if !brief() {
				c.o.Workers = 5
				if !slices.Equal(one, ordered(t, l.graph, c.o)) {
					t.Error("five goroutines make another order than one")
				}
			}
			if ix := indexed(t, l.graph, one); ix.Arcs() > c.arcs {
				t.Errorf("%d arcs in the hierarchy, not %d at most: the order has become worse", ix.Arcs(), c.arcs)
			}
		})
	}
}

// TestOrderTheIndexGives makes the same hierarchy as that given.
func TestOrderTheIndexGives(t *testing.T) {
	worlds(t, 300, 80, func(t *testing.T, r *rand.Rand, w world) {
		ix, _ := w.built(t, r)
		again := indexed(t, w.graph, ix.Order())
		if !slices.Equal(ix.Order(), again.Order()) || ix.Arcs() != again.Arcs() {
			t.Errorf("%d arcs, then %d", ix.Arcs(), again.Arcs())
		}
	})
}

// TestWorkers: a metric does not depend on how many made it.
func TestWorkers(t *testing.T) {
	worlds(t, 300, 400, func(t *testing.T, r *rand.Rand, w world) {
		ix, _ := w.built(t, r)
		var first cch.MetricParts
		for workers := range 5 {
			m, err := ix.Customize(w.weights, workers)
			if err != nil {
				t.Fatal(err)
			}
			p := m.Parts()
			if workers == 0 {
				first = p
			}
			if !slices.Equal(p.Up, first.Up) || !slices.Equal(p.Down, first.Down) {
				t.Errorf("%d workers make another metric", workers)
			}
		}
	})
}

// TestSweepWorkers: nor do the lengths, in a graph that is large enough for
// them to be shared.
func TestSweepWorkers(t *testing.T) {
	l := luxembourg(t)
	m := customized(t, indexed(t, l.graph, l.order), l.weights)
	one, more := cch.Sweep{Workers: 1}, cch.Sweep{Workers: 3}
	for _, v := range l.from[:20] {
		ends := []cch.End{{Node: v}}
		if !slices.Equal(one.From(m, ends), more.From(m, ends)) || !slices.Equal(one.To(m, ends), more.To(m, ends)) {
			t.Errorf("three goroutines find other lengths from %d than one", v)
		}
	}
}
