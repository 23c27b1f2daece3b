package roadbench

import (
	"syscall"
	"testing"
	"time"

	"pamir/geo/cch"
)

// measure runs a benchmark and returns and reports how much processor time it
// takes a time, in nanoseconds.
func measure(b *testing.B, run func() error) float64 {
	b.Helper()
	b.ReportAllocs()
	b.ResetTimer()
	start := processorTime(b)
	for range b.N {
		if err := run(); err != nil {
			b.Fatal(err)
		}
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

// ratio reports how many times longer Dijkstra's algorithm takes, if it has been
// measured.
func (s *suite) ratio(b *testing.B, dijkstra, ns float64) {
	if dijkstra > 0 {
		b.ReportMetric(dijkstra/ns, "x-dijkstra")
	}
}

// runs reports how many runs of Dijkstra's algorithm to all nodes take as long,
// for what that algorithm does not do.
func (s *suite) runs(b *testing.B, ns float64) {
	if s.all > 0 {
		b.ReportMetric(ns/s.all, "dijkstra-runs")
	}
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
		if p := nodes[x].Parent; int(p) < ix.Nodes() {
			above[x] += above[p]
		}
		search += above[x] / float64(ix.Nodes())
	}
	return triangles, search
}
