package mvt

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// Synthetic features in the box of the built-in region, lon 66 to 82 and lat 34
// to 44.

func benchAt(r *rand.Rand) orb.Point {
	return orb.Point{66 + r.Float64()*16, 34 + r.Float64()*10}
}

func benchPoints(n int) []Feature {
	r := rand.New(rand.NewPCG(1, 1))
	fs := make([]Feature, n)
	for i := range fs {
		fs[i] = Feature{ID: uint64(i + 1), Geometry: benchAt(r), Values: []any{fmt.Sprint("Point ", i), float64(r.IntN(5000))}}
	}
	return fs
}

// benchLines are walks of 40 steps of about 500 m.
func benchLines(n int) []Feature {
	r := rand.New(rand.NewPCG(2, 2))
	fs := make([]Feature, n)
	for i := range fs {
		p, a := benchAt(r), r.Float64()*2*math.Pi
		l := make(orb.LineString, 40)
		for k := range l {
			l[k] = p
			a += r.NormFloat64() * 0.4
			p = orb.Point{p[0] + 0.006*math.Cos(a), p[1] + 0.005*math.Sin(a)}
		}
		fs[i] = Feature{ID: uint64(i + 1), Geometry: l, Values: []any{fmt.Sprint("Road ", i%1000), int64(i % 7)}}
	}
	return fs
}

// benchPolygons are stars of 500 vertices, from 2 to 100 km across.
func benchPolygons(n int) []Feature {
	r := rand.New(rand.NewPCG(3, 3))
	fs := make([]Feature, n)
	for i := range fs {
		c, size := benchAt(r), 0.01*math.Exp(r.Float64()*4)
		ring := make(orb.Ring, 501)
		rough := 0.0
		for k := range 500 {
			a := 2 * math.Pi * float64(k) / 500
			rough = rough*0.9 + r.NormFloat64()*0.03
			d := size * (1 + rough)
			ring[k] = orb.Point{c[0] + d*math.Cos(a)*1.2, c[1] + d*math.Sin(a)}
		}
		ring[500] = ring[0]
		fs[i] = Feature{ID: uint64(i + 1), Geometry: orb.Polygon{ring}, Values: []any{fmt.Sprint("Lake ", i), float64(i)}}
	}
	return fs
}

func BenchmarkEncode(b *testing.B) {
	for _, set := range []struct {
		name  string
		n     int
		build func(n int) []Feature
	}{
		{"points", 1_000_000, benchPoints},
		{"lines", 100_000, benchLines},
		{"polygons", 10_000, benchPolygons},
	} {
		b.Run(set.name, func(b *testing.B) {
			fs := set.build(set.n)
			for i := range fs {
				bound := fs[i].Geometry.Bound()
				fs[i].Bound = &bound
			}
			for _, z := range []int{5, 6, 8, 10, 12, 14} {
				b.Run(fmt.Sprintf("z%d", z), func(b *testing.B) { benchTiles(b, fs, z) })
			}
		})
	}
}

// benchTiles measures some tiles of a zoom, without finding what is in them.
func benchTiles(b *testing.B, fs []Feature, z int) {
	r := rand.New(rand.NewPCG(4, uint64(z)))
	s := tile.WebMercatorQuad
	type job struct {
		id    tile.ID
		layer Layer
	}
	jobs := make([]job, 8)
	for i := range jobs {
		id, _ := s.At(benchAt(r), z)
		box := s.Box(id, 64.0/4096)
		var in []Feature
		for _, f := range fs {
			if f.Bound.Max[0] >= box.West && f.Bound.Min[0] <= box.East && f.Bound.Max[1] >= box.South && f.Bound.Min[1] <= box.North {
				in = append(in, f)
			}
		}
		jobs[i] = job{id, layerOf("bench", []string{"name", "n"}, in...)}
	}
	o := Defaults()
	features, vertices, bytes, dropped, n := 0, 0, 0, 0, 0
	b.ReportAllocs()
	for b.Loop() {
		j := jobs[n%len(jobs)]
		res, err := Encode(s, j.id, []Layer{j.layer}, o)
		if err != nil {
			b.Fatal(err)
		}
		features += j.layer.Len
		vertices += res.Layers[0].Vertices
		dropped += res.Layers[0].Dropped.Budget
		bytes += len(res.Bytes)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
	b.ReportMetric(float64(features)/float64(n), "in/tile")
	b.ReportMetric(float64(vertices)/float64(n), "vertices/tile")
	b.ReportMetric(float64(bytes)/float64(n), "bytes/tile")
}
