package cch_test

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"

	"pamir/geo/cch"
)

// reference is a road graph with its weights, coordinates, perhaps an order,
// and queries with their lengths.
type reference struct {
	world
	order    []cch.NodeID
	lon, lat []float32
	from, to []cch.NodeID
	length   []cch.Weight
}

// luxembourg returns the graph of RoutingKit's tests with 100,000 queries.
func luxembourg(tb testing.TB) reference {
	tb.Helper()
	dir := os.Getenv("PAMIR_VECTORS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "vectors")
	}
	dir = filepath.Join(dir, "luxembourg")
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("no reference vectors: %v (PAMIR_VECTORS names their folder)", err)
	}
	r := reference{
		order: vector[cch.NodeID](tb, dir, "cch_order"),
		lon:   floats(tb, dir, "longitude"), lat: floats(tb, dir, "latitude"),
		from: vector[cch.NodeID](tb, dir, "source_node"), to: vector[cch.NodeID](tb, dir, "target_node"),
		length: vector[cch.Weight](tb, dir, "query_reference_travel_time_length"),
	}
	r.graph = cch.Graph{FirstOut: vector[uint32](tb, dir, "first_out"), Head: vector[cch.NodeID](tb, dir, "head")}
	r.weights = vector[cch.Weight](tb, dir, "travel_time")
	r.tails = tailsOf(r.graph)
	return r
}

func vector[T ~uint32](tb testing.TB, dir, name string) []T {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		tb.Fatal(err)
	}
	out := make([]T, len(b)/4)
	for i := range out {
		out[i] = T(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func floats(tb testing.TB, dir, name string) []float32 {
	tb.Helper()
	bits := vector[uint32](tb, dir, name)
	out := make([]float32, len(bits))
	for i, b := range bits {
		out[i] = math.Float32frombits(b)
	}
	return out
}

func tailsOf(g cch.Graph) []cch.NodeID {
	tails := make([]cch.NodeID, g.Arcs())
	for v := range g.Nodes() {
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			tails[a] = cch.NodeID(v)
		}
	}
	return tails
}

// TestLuxembourg holds all queries against their references, with the order
// that comes with them and with two of ours, and checks every path.
func TestLuxembourg(t *testing.T) {
	l := luxembourg(t)
	for name, order := range map[string][]cch.NodeID{
		"order given":    l.order,
		"order by place": ordered(t, l.graph, cch.OrderOptions{Lon: l.lon, Lat: l.lat}),
		"order by graph": ordered(t, l.graph, cch.OrderOptions{}),
	} {
		t.Run(name, func(t *testing.T) {
			ix := indexed(t, l.graph, order)
			m := customized(t, ix, l.weights)
			t.Logf("%d arcs in the hierarchy", ix.Arcs())
			if name == "order by place" {
				m = m.Perfect(0)
			}
			step := 1
			if brief() {
				step = 50
			}
			var q cch.Query
			var path []cch.ArcID
			for i := 0; i < len(l.from); i += step {
				from, to := []cch.End{{Node: l.from[i]}}, []cch.End{{Node: l.to[i]}}
				if got := q.Run(m, from, to); got != l.length[i] {
					t.Fatalf("query %d: %d, want %d", i, got, l.length[i])
				}
				if i%10 == 0 && l.length[i] < cch.Infinity {
					path, _, _ = q.Path(path[:0])
					if err := l.pathFault(path, from[0], to[0], l.length[i]); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}
