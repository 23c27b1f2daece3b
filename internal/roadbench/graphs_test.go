package roadbench

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cch"
	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// roads is a road graph with weights in milliseconds and coordinates in degrees.
type roads struct {
	graph    cch.Graph
	weights  []cch.Weight
	lon, lat []float32
}

// luxembourg reads RoutingKit's vectors.
func luxembourg(tb testing.TB) roads {
	tb.Helper()
	dir := os.Getenv("PAMIR_VECTORS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "vectors")
	}
	read := func(name string) []uint32 {
		b, err := os.ReadFile(filepath.Join(dir, "luxembourg", name))
		if err != nil {
			tb.Skipf("no reference vectors: %v (PAMIR_VECTORS names their folder)", err)
		}
		out := make([]uint32, len(b)/4)
		for i := range out {
			out[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		return out
	}
	r := roads{graph: cch.Graph{FirstOut: read("first_out")}}
	for _, h := range read("head") {
		r.graph.Head = append(r.graph.Head, cch.NodeID(h))
	}
	for _, w := range read("travel_time") {
		r.weights = append(r.weights, cch.Weight(w))
	}
	for _, f := range read("longitude") {
		r.lon = append(r.lon, math.Float32frombits(f))
	}
	for _, f := range read("latitude") {
		r.lat = append(r.lat, math.Float32frombits(f))
	}
	return r
}

// speeds says how fast a road of a class is, in km/h. A road of another class is
// left out.
var speeds = map[string]float64{
	"motorway": 110, "motorway_link": 60, "trunk": 90, "trunk_link": 50, "primary": 70, "primary_link": 45,
	"secondary": 60, "secondary_link": 40, "tertiary": 50, "tertiary_link": 35, "unclassified": 40,
	"residential": 30, "living_street": 10, "service": 15, "road": 30, "track": 15,
}

// delaware makes a graph of an extract: a node where ways meet or end, and arcs
// as long as the way between at the speed of its class. It is for measuring, and
// knows no more of the law than one-way roads.
func delaware(tb testing.TB) roads {
	tb.Helper()
	f, err := os.Open(pbftest.Delaware(tb))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		tb.Fatal(err)
	}
	file, err := osmpbf.Open(f, info.Size())
	if err != nil {
		tb.Fatal(err)
	}
	m := maker{uses: map[int64]int{}, at: map[int64]orb.Point{}, ids: map[int64]cch.NodeID{}}
	if err := m.read(file); err != nil {
		tb.Fatal(err)
	}
	return m.roads()
}

// maker makes roads of ways and nodes.
type maker struct {
	ways  []way
	uses  map[int64]int // by node, 2 where an arc ends
	at    map[int64]orb.Point
	ids   map[int64]cch.NodeID
	out   roads
	tails []cch.NodeID
	heads []cch.NodeID
	costs []cch.Weight
}

type way struct {
	nodes  []int64
	oneway bool
	kmh    float64
}

func (m *maker) read(file *osmpbf.File) error {
	var err error
	m.ways, err = osmpbf.Collect(context.Background(), osmpbf.Scan{File: file, Kinds: osmpbf.Ways}, func(b *osmpbf.Block) (out []way, err error) {
		err = b.Ways(func(w *osmpbf.Way) error {
			if kmh := speeds[w.Tags.Get("highway")]; kmh > 0 && len(w.Nodes) > 1 {
				oneway := w.Tags.Get("oneway") == "yes" || w.Tags.Get("highway") == "motorway"
				out = append(out, way{slices.Clone(w.Nodes), oneway, kmh})
			}
			return nil
		})
		return out, err
	})
	if err != nil {
		return err
	}
	for _, w := range m.ways {
		for i, n := range w.nodes {
			m.uses[n]++
			if i == 0 || i == len(w.nodes)-1 {
				m.uses[n]++
			}
		}
	}
	nodes, err := osmpbf.Collect(context.Background(), osmpbf.Scan{File: file, Kinds: osmpbf.Nodes}, func(b *osmpbf.Block) (out []osmpbf.Node, err error) {
		err = b.Nodes(func(n *osmpbf.Node) error {
			if m.uses[n.ID] > 0 {
				out = append(out, osmpbf.Node{ID: n.ID, Lon: n.Lon, Lat: n.Lat})
			}
			return nil
		})
		return out, err
	})
	for _, n := range nodes {
		m.at[n.ID] = orb.Point{float64(n.Lon) / 1e7, float64(n.Lat) / 1e7}
	}
	return err
}

func (m *maker) roads() roads {
	for _, w := range m.ways {
		first, metres := w.nodes[0], 0.0
		for i, n := range w.nodes[1:] {
			metres += geo.Distance(m.at[w.nodes[i]], m.at[n])
			if m.uses[n] < 2 {
				continue
			}
			cost := cch.Weight(metres / w.kmh * 3600)
			m.join(first, n, cost)
			if !w.oneway {
				m.join(n, first, cost)
			}
			first, metres = n, 0
		}
	}
	m.sort()
	return m.out
}

func (m *maker) join(from, to int64, cost cch.Weight) {
	m.tails, m.heads, m.costs = append(m.tails, m.node(from)), append(m.heads, m.node(to)), append(m.costs, cost)
}

func (m *maker) node(id int64) cch.NodeID {
	v, ok := m.ids[id]
	if !ok {
		v = cch.NodeID(len(m.ids))
		m.ids[id] = v
		m.out.lon = append(m.out.lon, float32(m.at[id][0]))
		m.out.lat = append(m.out.lat, float32(m.at[id][1]))
	}
	return v
}

// sort puts the arcs in the order of their tails.
func (m *maker) sort() {
	by := make([]int, len(m.tails))
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(i, j int) int { return cmp.Compare(m.tails[i], m.tails[j]) })
	m.out.graph.FirstOut = make([]uint32, len(m.ids)+1)
	for _, i := range by {
		m.out.graph.FirstOut[m.tails[i]+1]++
		m.out.graph.Head = append(m.out.graph.Head, m.heads[i])
		m.out.weights = append(m.out.weights, m.costs[i])
	}
	for v := range len(m.ids) {
		m.out.graph.FirstOut[v+1] += m.out.graph.FirstOut[v]
	}
}
