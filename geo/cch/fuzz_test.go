package cch_test

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"pamir/geo/cch"
)

// FuzzLengths makes a graph of bytes; lengths, paths and updates must be
// Dijkstra's.
func FuzzLengths(f *testing.F) {
	f.Add([]byte{2, 0, 1, 5, 1, 0, 7}, uint64(1))
	f.Add([]byte{4, 0, 1, 0, 1, 2, 0, 2, 0, 0, 2, 3, 200, 3, 3, 1}, uint64(2))
	f.Add([]byte{9, 0, 1, 255, 1, 2, 254, 2, 3, 255, 3, 4, 1, 4, 5, 1, 5, 6, 1, 6, 7, 1, 7, 8, 1, 8, 0, 1, 0, 4, 9, 2, 6, 9}, uint64(3))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		if len(data) < 1 || data[0] == 0 || len(data) > 400 {
			return
		}
		n := int(data[0])
		var tails, heads []cch.NodeID
		var weights []cch.Weight
		for b := data[1:]; len(b) >= 3; b = b[3:] {
			tails, heads = append(tails, cch.NodeID(int(b[0])%n)), append(heads, cch.NodeID(int(b[1])%n))
			w := cch.Weight(b[2])
			if w >= 250 {
				w = cch.Infinity - (255 - w)
			}
			weights = append(weights, w)
		}
		w := join(n, tails, heads, weights)
		r := rand.New(rand.NewPCG(seed, 0))
		_, m := w.built(t, r)
		var q cch.Query
		w.checkQuery(t, &q, m, w.randomEnds(r), w.randomEnds(r))
		w.checkQuery(t, &q, m.Perfect(1), w.randomEnds(r), w.randomEnds(r))
		if len(weights) == 0 {
			return
		}
		a := cch.ArcID(r.IntN(len(weights)))
		now := world{w.graph, slices.Clone(w.weights), w.tails}
		now.weights[a] = cch.Weight(r.IntN(300))
		m, err := m.Update([]cch.Change{{Arc: a, Weight: now.weights[a]}})
		if err != nil {
			t.Fatal(err)
		}
		now.checkQuery(t, &q, m, w.randomEnds(r), w.randomEnds(r))
	})
}

// FuzzFromParts reads parts from bytes: what is taken for an index must do for
// every search.
func FuzzFromParts(f *testing.F) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 7))
		ix, _ := randomWorld(r, 12).built(f, r)
		f.Add(flat(ix.Parts()))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ix, err := cch.FromParts(unflat(data))
		if err != nil {
			return
		}
		weights := make([]cch.Weight, ix.InputArcs())
		for a := range weights {
			weights[a] = cch.Weight(a % 7)
		}
		m := customized(t, ix, weights)
		var q cch.Query
		var s cch.Sweep
		for v := range ix.Nodes() {
			lengths := s.From(m, []cch.End{{Node: cch.NodeID(v)}})
			for u := range ix.Nodes() {
				if got := q.Run(m, []cch.End{{Node: cch.NodeID(v)}}, []cch.End{{Node: cch.NodeID(u)}}); got != lengths[u] {
					t.Fatalf("from %d to %d: %d by query, %d by sweep", v, u, got, lengths[u])
				}
				q.Path(nil)
			}
		}
		for a := range weights {
			if _, err := m.Update([]cch.Change{{Arc: cch.ArcID(a), Weight: 3}}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// flat writes parts as bytes: each array with its length before it, a byte for
// what is small.
func flat(p cch.Parts) []byte {
	var words []uint32
	array := func(n int, word func(i int)) {
		words = append(words, uint32(n))
		for i := range n {
			word(i)
		}
	}
	plain := func(s []uint32) { array(len(s), func(i int) { words = append(words, s[i]) }) }
	array(len(p.Nodes), func(i int) {
		words = append(words, p.Nodes[i].Arc, p.Nodes[i].List, p.Nodes[i].Parent, p.Nodes[i].Level)
	})
	plain(p.Heads)
	plain(p.Levels)
	plain(p.DownAt)
	array(len(p.Downs), func(i int) {
		words = append(words, p.Downs[i].Owner, p.Downs[i].At, p.Downs[i].Arc, p.Downs[i].Rest)
	})
	array(len(p.Order), func(i int) { words = append(words, uint32(p.Order[i])) })
	plain(p.Ranks)
	plain(p.Keys)
	plain(p.InputAt)
	array(len(p.Inputs), func(i int) { words = append(words, uint32(p.Inputs[i].Arc), p.Inputs[i].Slot) })
	var out []byte
	for _, w := range words {
		out = binary.LittleEndian.AppendUint16(out, uint16(w)) // 65535 stands for 2^32-1
	}
	return out
}

func unflat(b []byte) cch.Parts {
	word := func() uint32 {
		if len(b) < 2 {
			return 0
		}
		w := uint32(binary.LittleEndian.Uint16(b))
		b = b[2:]
		if w == 1<<16-1 {
			w = 1<<32 - 1
		}
		return w
	}
	count := func() int { return min(int(word()), len(b)/2) }
	plain := func() []uint32 {
		s := make([]uint32, count())
		for i := range s {
			s[i] = word()
		}
		return s
	}
	var p cch.Parts
	for range count() {
		p.Nodes = append(p.Nodes, cch.Node{Arc: word(), List: word(), Parent: word(), Level: word()})
	}
	p.Heads, p.Levels, p.DownAt = plain(), plain(), plain()
	for range count() {
		p.Downs = append(p.Downs, cch.Down{Owner: word(), At: word(), Arc: word(), Rest: word()})
	}
	for range count() {
		p.Order = append(p.Order, cch.NodeID(word()))
	}
	p.Ranks, p.Keys, p.InputAt = plain(), plain(), plain()
	for range count() {
		p.Inputs = append(p.Inputs, cch.Input{Arc: cch.ArcID(word()), Slot: word()})
	}
	return p
}
