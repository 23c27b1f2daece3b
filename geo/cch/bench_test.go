package cch_test

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"pamir/geo/cch"
)

// The benchmarks report processor time besides the clock's, which on a machine
// that others use says more, and for what Dijkstra's algorithm could do too, how
// many times longer that takes in the same run. The graphs are Luxembourg's
// roads, and those tiled to 1.2 million nodes.

func BenchmarkLuxembourg(b *testing.B) { benchmark(b, luxembourg(b)) }

func BenchmarkTiled(b *testing.B) {
	if testing.Short() {
		b.Skip("to order 1.2 million nodes takes half a minute")
	}
	benchmark(b, luxembourg(b).tiled(b, 4))
}

func benchmark(b *testing.B, l reference) {
	var order []cch.NodeID
	b.Run("order", func(b *testing.B) {
		measure(b, func(int) { order = ordered(b, l.graph, cch.OrderOptions{Lon: l.lon, Lat: l.lat}) })
	})
	if order == nil {
		order = ordered(b, l.graph, cch.OrderOptions{Lon: l.lon, Lat: l.lat})
	}
	benchmarkOrdered(b, l, order)
}

func benchmarkOrdered(b *testing.B, l reference, order []cch.NodeID) {
	graph := l.graph
	ix := indexed(b, graph, order)
	r := rand.New(rand.NewPCG(1, 2))
	node := func() cch.NodeID { return cch.NodeID(r.IntN(graph.Nodes())) }
	var pair, all float64 // what Dijkstra's algorithm takes from one node to another, and to all
	dijkstra := plain{graph: graph, weights: l.weights, length: make([]cch.Weight, graph.Nodes())}
	b.Run("dijkstra/pair", func(b *testing.B) { pair = measure(b, func(int) { dijkstra.run(node(), node()) }) })
	b.Run("dijkstra/all", func(b *testing.B) { all = measure(b, func(int) { dijkstra.run(node(), 1<<32-1) }) })
	b.Run("build", func(b *testing.B) {
		measure(b, func(int) { ix = indexed(b, graph, order) })
		triangles, search := counters(ix)
		b.ReportMetric(float64(ix.Arcs()), "arcs")
		b.ReportMetric(triangles, "triangles")
		b.ReportMetric(search, "arcs/search")
	})
	b.Run("parts", func(b *testing.B) {
		p := ix.Parts()
		measure(b, func(int) {
			if _, err := cch.FromParts(p); err != nil {
				b.Fatal(err)
			}
		})
	})
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("customize/%d", workers), func(b *testing.B) {
			measure(b, func(int) {
				if _, err := ix.Customize(l.weights, workers); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
	m := customized(b, ix, l.weights)
	b.Run("perfect", func(b *testing.B) { measure(b, func(int) { m.Perfect(0) }) })
	b.Run("closure", func(b *testing.B) {
		measure(b, func(int) {
			if _, err := m.Update([]cch.Change{{Arc: cch.ArcID(r.IntN(graph.Arcs())), Weight: cch.Infinity}}); err != nil {
				b.Fatal(err)
			}
		})
	})
	metrics := map[string]*cch.Metric{"basic": m, "perfect": m.Perfect(0)}
	for _, kind := range []string{"basic", "perfect"} {
		m := metrics[kind]
		var q cch.Query
		b.Run("query/"+kind, func(b *testing.B) {
			ratio(b, pair, measure(b, func(int) { q.Run(m, []cch.End{{Node: node()}}, []cch.End{{Node: node()}}) }))
		})
		b.Run("path/"+kind, func(b *testing.B) {
			var path []cch.ArcID
			arcs := 0
			ratio(b, pair, measure(b, func(int) {
				q.Run(m, []cch.End{{Node: node()}}, []cch.End{{Node: node()}})
				path, _, _ = q.Path(path[:0])
				arcs += len(path)
			}))
			b.ReportMetric(float64(arcs)/float64(b.N), "arcs/path")
		})
		var s cch.Sweep
		b.Run("sweep/"+kind, func(b *testing.B) {
			ratio(b, all, measure(b, func(int) { s.From(m, []cch.End{{Node: node()}}) }))
		})
		for _, size := range [][2]int{{1, 1000}, {10, 1000}, {100, 100}, {1000, 1000}} {
			places := func(n int) (out [][]cch.End) {
				for range n {
					out = append(out, []cch.End{{Node: node()}})
				}
				return out
			}
			from, to := places(size[0]), places(size[1])
			b.Run(fmt.Sprintf("matrix/%dx%d/%s", size[0], size[1], kind), func(b *testing.B) {
				x := cch.Matrix{Workers: 1}
				ratio(b, all*float64(size[0]), measure(b, func(int) { x.Run(m, from, to) }))
			})
		}
		var places [][]cch.End
		for range 150 {
			places = append(places, []cch.End{{Node: node()}})
		}
		var fan *cch.Fan
		b.Run("fan/make/150/"+kind, func(b *testing.B) { measure(b, func(int) { fan = m.FanTo(places) }) })
		var ray cch.Ray
		var into []cch.Weight
		b.Run("fan/1x150/"+kind, func(b *testing.B) {
			ratio(b, all, measure(b, func(int) { into = ray.Run(fan, []cch.End{{Node: node()}}, into) }))
		})
	}
	b.Run("detour", func(b *testing.B) {
		var d cch.Detour
		settled := 0
		ratio(b, pair, measure(b, func(int) {
			salt := r.Uint32()
			d.Run(cch.Search{Graph: graph, Metric: m, From: []cch.End{{Node: node()}}, To: []cch.End{{Node: node()}}, Cost: func(a cch.ArcID, w cch.Weight) cch.Weight {
				if uint32(a)*2654435761^salt < 1<<32/200 { // one in two hundred is closed
					return cch.Infinity
				}
				return w
			}})
			settled += d.Settled()
		}))
		b.ReportMetric(float64(settled)/float64(b.N), "settled")
	})
}

// counters are what decides how long everything takes, and the same on every
// machine: the triangles of the hierarchy, and how many arcs are above a node.
func counters(ix *cch.Index) (triangles, search float64) {
	nodes := ix.Parts().Nodes
	above := make([]float64, ix.Nodes())
	for x := ix.Nodes() - 1; x >= 0; x-- {
		degree := float64(nodes[x+1].Arc - nodes[x].Arc)
		triangles += degree * (degree - 1) / 2
		above[x] = degree
		if p := nodes[x].Parent; p < uint32(ix.Nodes()) {
			above[x] += above[p]
		}
		search += above[x] / float64(ix.Nodes())
	}
	return triangles, search
}

// measure runs a benchmark and returns and reports how much processor time it
// takes a time, in nanoseconds.
func measure(b *testing.B, run func(i int)) float64 {
	b.Helper()
	b.ReportAllocs()
	b.ResetTimer()
	start := processorTime(b)
	for i := range b.N {
		run(i)
	}
	ns := float64(processorTime(b)-start) / float64(b.N)
	b.ReportMetric(ns, "cpu-ns/op")
	return ns
}

func processorTime(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// ratio reports how many times longer Dijkstra's algorithm takes.
func ratio(b *testing.B, dijkstra, ns float64) { b.ReportMetric(dijkstra/ns, "x-dijkstra") }

// plain is Dijkstra's algorithm as it is done well where nothing is prepared:
// a heap of four branches, of lengths and nodes in one word.
type plain struct {
	graph   cch.Graph
	weights []cch.Weight
	length  []cch.Weight
	heap    []uint64
}

// run finds the lengths from a node, up to that to another if it is one.
func (p *plain) run(from, to cch.NodeID) {
	for v := range p.length {
		p.length[v] = cch.Infinity
	}
	p.length[from] = 0
	p.heap = append(p.heap[:0], uint64(from))
	for len(p.heap) > 0 {
		top := p.pop()
		v, l := cch.NodeID(top), cch.Weight(top>>32)
		if l > p.length[v] {
			continue
		}
		if v == to {
			return
		}
		for a := p.graph.FirstOut[v]; a < p.graph.FirstOut[v+1]; a++ {
			h := p.graph.Head[a]
			if d := l + p.weights[a]; d < p.length[h] {
				p.length[h] = d
				p.push(uint64(d)<<32 | uint64(h))
			}
		}
	}
}

func (p *plain) push(e uint64) {
	p.heap = append(p.heap, e)
	i := len(p.heap) - 1
	for ; i > 0 && p.heap[(i-1)/4] > e; i = (i - 1) / 4 {
		p.heap[i] = p.heap[(i-1)/4]
	}
	p.heap[i] = e
}

func (p *plain) pop() uint64 {
	top, last := p.heap[0], p.heap[len(p.heap)-1]
	p.heap = p.heap[:len(p.heap)-1]
	i := 0
	for c := 1; c < len(p.heap); c = 4*i + 1 {
		least := c
		for c++; c < min(4*i+5, len(p.heap)); c++ {
			if p.heap[c] < p.heap[least] {
				least = c
			}
		}
		if p.heap[least] >= last {
			break
		}
		p.heap[i] = p.heap[least]
		i = least
	}
	if len(p.heap) > 0 {
		p.heap[i] = last
	}
	return top
}
