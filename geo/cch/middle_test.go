package cch

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMiddles: paths are the same whether middles are remembered or not, also
// where there are several of one length.
func TestMiddles(t *testing.T) {
	side := 70
	if testing.Short() {
		side = 40
	}
	r := rand.New(rand.NewPCG(3, 16))
	g, weights := Graph{FirstOut: []uint32{0}}, []Weight{}
	for v := range side * side {
		for _, to := range []int{v - 1, v + 1, v - side, v + side} {
			if to < 0 || to >= side*side || to/side != v/side && to%side != v%side || r.IntN(10) == 0 {
				continue
			}
			g.Head, weights = append(g.Head, NodeID(to)), append(weights, 1+Weight(r.IntN(3)))
		}
		g.FirstOut = append(g.FirstOut, uint32(len(g.Head)))
	}
	order := make([]NodeID, g.Nodes()) // the middle columns and rows last
	for v := range order {
		order[v] = NodeID(v)
	}
	rank := func(at int) int { // of a line: how often it can be halved
		n := 0
		for low, high := 0, side-1; low < high; n-- {
			if middle := (low + high) / 2; at == middle {
				break
			} else if at < middle {
				high = middle - 1
			} else {
				low = middle + 1
			}
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b NodeID) int {
		return max(rank(int(a)/side), rank(int(a)%side)) - max(rank(int(b)/side), rank(int(b)%side))
	})
	ix, err := Build(g, order)
	if err != nil {
		t.Fatal(err)
	}
	m, err := ix.Customize(weights, 1)
	if err != nil {
		t.Fatal(err)
	}
	var q Query
	remembered := 0
	for range 1000 {
		from, to := []End{{Node: NodeID(r.IntN(g.Nodes()))}}, []End{{Node: NodeID(r.IntN(g.Nodes()))}}
		q.Run(m, from, to)
		got, i, k := q.Path(nil)
		fresh := *m
		fresh.middles = new(middles)
		q.Run(&fresh, from, to)
		if want, a, b := q.Path(nil); !slices.Equal(got, want) || i != a || k != b {
			t.Fatalf("from %v to %v: %v, without middles %v", from, to, got, want)
		}
	}
	for i := range m.middles.slots.Load() {
		if m.middles.slots.Load()[i].Load() != 0 {
			remembered++
		}
	}
	t.Logf("%d middles of %d arcs", remembered, ix.Arcs())
	if remembered == 0 {
		t.Error("nothing is remembered")
	}
	if p := m.Perfect(1); p.middles != m.middles {
		t.Error("a metric of the same weights remembers less")
	}
	other, err := m.Update([]Change{{0, Infinity}})
	if err != nil || other.middles == m.middles {
		t.Errorf("other weights, and the same middles; %v", err)
	}
}

// TestMiddlesForget: what is remembered is what was noted last, or nothing.
func TestMiddlesForget(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 16))
	var m middles
	noted, kept := map[uint32]uint32{}, 0
	for range 10 * mostMiddles {
		key, rank := r.Uint32()>>(10+r.IntN(20)), r.Uint32()-1
		noted[key] = rank
		m.note(key, rank)
	}
	for key, rank := range noted {
		if got, ok := m.of(key); ok && got != rank {
			t.Fatalf("of %d is %d, was noted as %d", key, got, rank)
		} else if ok {
			kept++
		}
	}
	if kept < mostMiddles/2 || kept == len(noted) {
		t.Errorf("%d of %d are remembered", kept, len(noted))
	}
	if _, ok := m.of(1 << 31); ok {
		t.Error("what was never noted is remembered")
	}
}
