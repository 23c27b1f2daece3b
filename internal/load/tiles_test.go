package load

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/mvt"
	"pamir/geo/tile"
)

// BenchmarkTiles makes vector tiles of all built-in collections, at random places
// of the region, without looking for what is in them: it measures geo/mvt alone.
func BenchmarkTiles(b *testing.B) {
	sets := load(b)
	r := rand.New(rand.NewPCG(1, 2))
	s := tile.WebMercatorQuad
	for z := 5; z <= 14; z++ {
		b.Run(fmt.Sprintf("z%d", z), func(b *testing.B) {
			type job struct {
				id     tile.ID
				layers []mvt.Layer
			}
			jobs := make([]job, 64)
			for i := range jobs {
				id, _ := s.At(orb.Point{66 + r.Float64()*16, 34 + r.Float64()*10}, z)
				jobs[i].id = id
				box := s.Box(id, 64.0/4096)
				for _, d := range sets {
					var fs []mvt.Feature
					for k, f := range d.Features {
						if f.Geometry == nil {
							continue
						}
						bound := f.Geometry.Bound()
						if bound.Max[0] >= box.West && bound.Min[0] <= box.East && bound.Max[1] >= box.South && bound.Min[1] <= box.North {
							fs = append(fs, mvt.Feature{ID: uint64(k) + 1, Name: f.ID, Geometry: f.Geometry, Values: f.Values})
						}
					}
					l := mvt.Layer{Name: d.Collection.ID, NameKey: "id", Len: len(fs), At: func(i int) mvt.Feature { return fs[i] }}
					for _, p := range d.Collection.Properties {
						l.Keys = append(l.Keys, p.Name)
					}
					jobs[i].layers = append(jobs[i].layers, l)
				}
			}
			n, vertices, bytes, repaired, features := 0, 0, 0, 0, 0
			b.ReportAllocs()
			for b.Loop() {
				j := jobs[n%len(jobs)]
				res, err := mvt.Encode(s, j.id, j.layers, mvt.Defaults())
				if err != nil {
					b.Fatal(err)
				}
				for _, l := range res.Layers {
					vertices += l.Vertices
					repaired += l.Repaired
					features += l.Features
				}
				bytes += len(res.Bytes)
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
			b.ReportMetric(float64(features)/float64(n), "features/tile")
			b.ReportMetric(float64(vertices)/float64(n), "vertices/tile")
			b.ReportMetric(float64(repaired)/float64(n), "repaired/tile")
			b.ReportMetric(float64(bytes)/float64(n), "bytes/tile")
		})
	}
}
