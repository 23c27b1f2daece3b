package cch

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// luxembourg is the road graph of RoutingKit's tests, with its order, weights,
// coordinates, and 100,000 queries with their lengths.
type luxembourg struct {
	graph    Graph
	order    []NodeID
	weights  []Weight
	lon, lat []float32
	from, to []NodeID
	length   []Weight
}

func vectors(t testing.TB) luxembourg {
	t.Helper()
	dir := os.Getenv("PAMIR_VECTORS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "vectors")
	}
	dir = filepath.Join(dir, "luxembourg")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no reference vectors: %v (PAMIR_VECTORS names their folder)", err)
	}
	read := func(name string) []uint32 {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out := make([]uint32, len(b)/4)
		for i := range out {
			out[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		return out
	}
	return luxembourg{
		graph:   Graph{FirstOut: read("first_out"), Head: as[NodeID](read("head"))},
		order:   as[NodeID](read("cch_order")),
		weights: as[Weight](read("travel_time")),
		lon:     floats(read("longitude")),
		lat:     floats(read("latitude")),
		from:    as[NodeID](read("source_node")),
		to:      as[NodeID](read("target_node")),
		length:  as[Weight](read("query_reference_travel_time_length")),
	}
}

func as[T ~uint32](us []uint32) []T {
	out := make([]T, len(us))
	for i, u := range us {
		out[i] = T(u)
	}
	return out
}

func floats(us []uint32) []float32 {
	out := make([]float32, len(us))
	for i, u := range us {
		out[i] = math.Float32frombits(u)
	}
	return out
}
