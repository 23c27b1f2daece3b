package roadbench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"pamir/geo/cch"
	"pamir/internal/osmpbf/pbftest"
)

func BenchmarkLuxembourg(b *testing.B) {
	l := luxembourg(b)
	bench(b, l, l.extract)
}

func BenchmarkDelaware(b *testing.B) {
	bench(b, delaware(b), func() []byte {
		file, err := os.ReadFile(pbftest.Delaware(b))
		if err != nil {
			b.Fatal(err)
		}
		return file
	})
}

func BenchmarkTiled(b *testing.B) {
	l := luxembourg(b).tiled(b, 4)
	bench(b, l, l.extract)
}

// suite is what the benchmarks of a graph share.
type suite struct {
	roads
	order     []cch.NodeID
	index     *cch.Index
	metric    *cch.Metric
	random    *rand.Rand
	pair, all float64 // nanoseconds that Dijkstra's algorithm takes from one node to another, and to all
	file      func() []byte
	dir       string // of the region
	roadsFile string // of the region, once it is imported
}

func bench(b *testing.B, r roads, file func() []byte) {
	s := &suite{roads: r, random: rand.New(rand.NewPCG(1, 2)), file: file, dir: b.TempDir()}
	b.Run("dijkstra", s.dijkstra)
	b.Run("import", s.importing)
	b.Run("http", s.serving)
	b.Run("order", s.ordering)
	b.Run("build", s.building)
	b.Run("parts", func(b *testing.B) {
		p := s.index.Parts()
		s.runs(b, measure(b, func() error { _, err := cch.FromParts(p); return err }))
	})
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("customize/%d", workers), func(b *testing.B) {
			s.runs(b, measure(b, func() (err error) { s.metric, err = s.index.Customize(s.weights, workers); return err }))
		})
	}
	b.Run("closure", func(b *testing.B) {
		s.runs(b, measure(b, func() error { _, err := s.metric.Update(s.closures(1)); return err }))
	})
	basic := s.metric
	b.Run("basic", s.searches)
	b.Run("closed", func(b *testing.B) { // a thousand roads, one by one
		for _, c := range s.closures(1000) {
			m, err := s.metric.Update([]cch.Change{c})
			if err != nil {
				b.Fatal(err)
			}
			s.metric = m
		}
		s.searches(b)
	})
	s.metric = basic
	b.Run("perfect", func(b *testing.B) {
		b.Run("find", func(b *testing.B) {
			s.runs(b, measure(b, func() error { s.metric = basic.Perfect(0); return nil }))
		})
		s.searches(b)
	})
	s.metric = basic
	b.Run("detour", s.detours)
}

func (s *suite) ordering(b *testing.B) {
	s.runs(b, measure(b, func() (err error) {
		s.order, err = cch.Order(s.graph, cch.OrderOptions{Lon: s.lon, Lat: s.lat})
		return err
	}))
}

func (s *suite) building(b *testing.B) {
	s.runs(b, measure(b, func() (err error) { s.index, err = cch.Build(s.graph, s.order); return err }))
	triangles, search := counters(s.index)
	b.ReportMetric(float64(s.index.Arcs()), "arcs")
	b.ReportMetric(triangles, "triangles")
	b.ReportMetric(search, "arcs/search")
}

func (s *suite) dijkstra(b *testing.B) {
	d := plain{graph: s.graph, weights: s.weights, length: make([]cch.Weight, s.graph.Nodes())}
	b.Run("pair", func(b *testing.B) {
		s.pair = measure(b, func() error { d.run(s.node(), s.node()); return nil })
	})
	b.Run("all", func(b *testing.B) {
		s.all = measure(b, func() error { d.run(s.node(), nowhere); return nil })
	})
}

// searches are all that asks a metric.
func (s *suite) searches(b *testing.B) {
	var q cch.Query
	b.Run("length", func(b *testing.B) {
		s.ratio(b, s.pair, measure(b, func() error { q.Run(s.metric, s.end(), s.end()); return nil }))
	})
	b.Run("path", func(b *testing.B) {
		var path []cch.ArcID
		arcs := 0
		s.ratio(b, s.pair, measure(b, func() error {
			q.Run(s.metric, s.end(), s.end())
			path, _, _ = q.Path(path[:0])
			arcs += len(path)
			return nil
		}))
		b.ReportMetric(float64(arcs)/float64(b.N), "arcs/path")
	})
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("sweep/%d", workers), func(b *testing.B) {
			sweep := cch.Sweep{Workers: workers}
			s.ratio(b, s.all, measure(b, func() error { sweep.From(s.metric, s.end()); return nil }))
		})
	}
	for _, size := range [][2]int{{1, 1000}, {10, 1000}, {100, 100}, {1000, 1000}} {
		b.Run(fmt.Sprintf("matrix/%dx%d", size[0], size[1]), func(b *testing.B) {
			from, to := s.places(size[0]), s.places(size[1])
			x := cch.Matrix{Workers: 1}
			s.ratio(b, s.all*float64(size[0]), measure(b, func() error { x.Run(s.metric, from, to); return nil }))
		})
	}
	b.Run("fan/150", func(b *testing.B) {
		fan := s.metric.FanTo(s.places(150))
		var ray cch.Ray
		var into []cch.Weight
		s.ratio(b, s.all, measure(b, func() error { into = ray.Run(fan, s.end(), into); return nil }))
	})
}

// detours are paths where one road in two hundred is closed, others each time.
func (s *suite) detours(b *testing.B) {
	var d cch.Detour
	settled := 0
	s.ratio(b, s.pair, measure(b, func() error {
		salt := s.random.Uint32()
		d.Run(cch.Search{Graph: s.graph, Metric: s.metric, From: s.end(), To: s.end(), Cost: func(a cch.ArcID, w cch.Weight) cch.Weight {
			if uint32(a)*2654435761^salt < 1<<32/200 {
				return cch.Infinity
			}
			return w
		}})
		settled += d.Settled()
		return nil
	}))
	b.ReportMetric(float64(settled)/float64(b.N), "settled")
}

func (s *suite) node() cch.NodeID { return cch.NodeID(s.random.IntN(s.graph.Nodes())) }

func (s *suite) end() []cch.End { return []cch.End{{Node: s.node()}} }

func (s *suite) places(n int) [][]cch.End {
	out := make([][]cch.End, n)
	for i := range out {
		out[i] = s.end()
	}
	return out
}

func (s *suite) closures(n int) []cch.Change {
	out := make([]cch.Change, n)
	for i := range out {
		out[i] = cch.Change{Arc: cch.ArcID(s.random.IntN(s.graph.Arcs())), Weight: cch.Infinity}
	}
	return out
}
