package cch_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pamir/geo/cch"
)

// worlds runs a test on many random graphs, each with a seed of its own.
func worlds(t *testing.T, count, most int, check func(t *testing.T, r *rand.Rand, w world)) {
	t.Helper()
	if brief() {
		count = count/10 + 1
	}
	for seed := range uint64(count) {
		r := rand.New(rand.NewPCG(seed, 0))
		w := randomWorld(r, most)
		check(t, r, w)
		if t.Failed() {
			t.Fatalf("seed %d: %d nodes, tails %v, heads %v, weights %v", seed, w.graph.Nodes(), w.tails, w.graph.Head, w.weights)
		}
	}
}

func TestQuery(t *testing.T) {
	var q cch.Query // the same for all graphs, of all sizes
	worlds(t, 3000, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		if r.IntN(2) == 0 {
			m = m.Perfect(1 + r.IntN(2))
		}
		for range 6 {
			w.checkQuery(t, &q, m, w.randomEnds(r), w.randomEnds(r))
		}
	})
}

// checkQuery compares a query with the oracle and checks its path.
func (w world) checkQuery(t *testing.T, q *cch.Query, m *cch.Metric, from, to []cch.End) {
	t.Helper()
	if err := w.queryFault(q, m, from, to); err != nil {
		t.Fatal(err)
	}
}

// queryFault says what is wrong with a query's answer.
func (w world) queryFault(q *cch.Query, m *cch.Metric, from, to []cch.End) error {
	lengths := dijkstra(w.graph, w.weights, from)
	want := uint64(cch.Infinity)
	for _, e := range to {
		want = min(want, uint64(lengths[e.Node])+uint64(e.Cost))
	}
	got := q.Run(m, from, to)
	if uint64(got) != want || q.Length() != got {
		return fmt.Errorf("from %v to %v: %d, want %d", from, to, got, want)
	}
	path, i, j := q.Path([]cch.ArcID{7})
	switch {
	case len(path) == 0 || path[0] != 7:
		return errors.New("Path does not append")
	case got < cch.Infinity:
		return w.pathFault(path[1:], from[i], to[j], got)
	case len(path) != 1 || i != -1 || j != -1:
		return fmt.Errorf("no path, but %v from %d to %d", path, i, j)
	}
	return nil
}

func TestSweep(t *testing.T) {
	var s cch.Sweep
	worlds(t, 1500, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		if r.IntN(2) == 0 {
			m = m.Perfect(1)
		}
		ends := w.randomEnds(r)
		if got, want := s.From(m, ends), dijkstra(w.graph, w.weights, ends); !slices.Equal(got, want) {
			t.Errorf("from %v: %v, want %v", ends, got, want)
		}
		back := w.reversed()
		if got, want := s.To(m, ends), dijkstra(back.graph, back.weights, ends); !slices.Equal(got, want) {
			t.Errorf("to %v: %v, want %v", ends, got, want)
		}
	})
}

func TestMatrix(t *testing.T) {
	var x cch.Matrix
	worlds(t, 1500, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		if r.IntN(2) == 0 {
			m = m.Perfect(1)
		}
		x.Workers = r.IntN(3)
		from, to := make([][]cch.End, r.IntN(20)), make([][]cch.End, r.IntN(20))
		for i := range from {
			from[i] = w.randomEnds(r)
		}
		for i := range to {
			to[i] = w.randomEnds(r)
		}
		got := x.Run(m, from, to)
		for i := range from {
			lengths := dijkstra(w.graph, w.weights, from[i])
			for j := range to {
				want := uint64(cch.Infinity)
				for _, e := range to[j] {
					want = min(want, uint64(lengths[e.Node])+uint64(e.Cost))
				}
				if g := got[i*len(to)+j]; uint64(g) != want {
					t.Fatalf("from %v to %v: %d, want %d", from[i], to[j], g, want)
				}
			}
		}
	})
}

func TestPotential(t *testing.T) {
	var p cch.Potential
	worlds(t, 1000, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		ends := w.randomEnds(r)
		back := w.reversed()
		want := dijkstra(back.graph, back.weights, ends)
		p.Aim(m, ends)
		for _, v := range r.Perm(len(want)) {
			if got := p.At(cch.NodeID(v)); got != want[v] {
				t.Fatalf("from %d to %v: %d, want %d", v, ends, got, want[v])
			}
		}
	})
}

func TestDetour(t *testing.T) {
	var d cch.Detour
	worlds(t, 2000, 60, func(t *testing.T, r *rand.Rand, w world) {
		_, m := w.built(t, r)
		worse := world{w.graph, slices.Clone(w.weights), w.tails}
		for a := range worse.weights {
			switch r.IntN(6) {
			case 0:
				worse.weights[a] = cch.Infinity
			case 1:
				worse.weights[a] = min(cch.Infinity, worse.weights[a]+cch.Weight(r.IntN(50)))
			}
		}
		from, to := w.randomEnds(r), w.randomEnds(r)
		lengths := dijkstra(w.graph, worse.weights, from)
		want := uint64(cch.Infinity)
		for _, e := range to {
			want = min(want, uint64(lengths[e.Node])+uint64(e.Cost))
		}
		s := cch.Search{Graph: w.graph, Metric: m, From: from, To: to, Cost: func(a cch.ArcID, _ cch.Weight) cch.Weight { return worse.weights[a] }}
		got := d.Run(s)
		if uint64(got) != want {
			t.Fatalf("from %v to %v: %d, want %d", from, to, got, want)
		}
		path, i, j := d.Path(nil)
		if got < cch.Infinity {
			if err := worse.pathFault(path, from[i], to[j], got); err != nil {
				t.Fatal(err)
			}
		} else if len(path) > 0 || i != -1 || j != -1 {
			t.Fatalf("no path, but %v", path)
		}
	})
}

func TestUpdate(t *testing.T) {
	worlds(t, 2000, 80, func(t *testing.T, r *rand.Rand, w world) {
		ix, m := w.built(t, r)
		if w.graph.Arcs() == 0 {
			return
		}
		kind := weightKinds[r.IntN(len(weightKinds))]
		versions := []*cch.Metric{m}
		weights := [][]cch.Weight{slices.Clone(w.weights)}
		for range 5 {
			changes := make([]cch.Change, r.IntN(4))
			now := slices.Clone(weights[len(weights)-1])
			for i := range changes {
				a := cch.ArcID(r.IntN(w.graph.Arcs()))
				changes[i] = cch.Change{Arc: a, Weight: kind(r)}
				now[a] = changes[i].Weight
			}
			m, err := versions[len(versions)-1].Update(changes)
			if err != nil {
				t.Fatal(err)
			}
			versions, weights = append(versions, m), append(weights, now)
		}
		for i, m := range versions { // the older ones too: they must not have changed
			full, err := ix.Customize(weights[i], 1)
			if err != nil {
				t.Fatal(err)
			}
			got, want := m.Parts(), full.Parts()
			if !slices.Equal(got.Weights, want.Weights) || !slices.Equal(got.Up, want.Up) || !slices.Equal(got.Down, want.Down) {
				t.Fatalf("version %d is not what it would be if customized", i)
			}
		}
	})
}
