package cch

import "testing"

func TestLuxembourg(t *testing.T) {
	l := vectors(t)
	ix, err := Build(l.graph, l.order)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := ix.Customize(l.weights, 1)
	var q Query
	bad := 0
	var path []ArcID
	tails := make([]NodeID, l.graph.Arcs())
	for v := range l.graph.Nodes() {
		for a := l.graph.FirstOut[v]; a < l.graph.FirstOut[v+1]; a++ {
			tails[a] = NodeID(v)
		}
	}
	for i := range l.from {
		d := q.Run(m, []End{{Node: l.from[i]}}, []End{{Node: l.to[i]}})
		if d != l.length[i] {
			bad++
			continue
		}
		path = q.Path(path[:0])
		at := l.from[i]
		sum := Weight(0)
		for _, a := range path {
			if tails[a] != at {
				t.Fatal("path")
			}
			sum += l.weights[a]
			at = l.graph.Head[a]
		}
		if d < Infinity && (sum != d || at != l.to[i]) {
			t.Fatal("path end")
		}
	}
	if bad > 0 {
		t.Fatal(bad)
	}
}

func BenchmarkQueryLux(b *testing.B) {
	l := vectors(b)
	ix, err := Build(l.graph, l.order)
	if err != nil {
		b.Fatal(err)
	}
	m, _ := ix.Customize(l.weights, 1)
	var q Query
	b.Run("length", func(b *testing.B) {
		for i := range b.N {
			j := i % len(l.from)
			q.Run(m, []End{{Node: l.from[j]}}, []End{{Node: l.to[j]}})
		}
	})
	b.Run("path", func(b *testing.B) {
		var path []ArcID
		for i := range b.N {
			j := i % len(l.from)
			q.Run(m, []End{{Node: l.from[j]}}, []End{{Node: l.to[j]}})
			path = q.Path(path[:0])
		}
	})
}
