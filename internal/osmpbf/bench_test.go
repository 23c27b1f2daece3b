package osmpbf_test

import (
	"context"
	"os"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// BenchmarkRead reads the extract of Delaware: everything, and each kind, with
// one worker and with one for each processor. The rate is of the file as it is,
// packed.
func BenchmarkRead(b *testing.B) {
	path := pbftest.Delaware(b)
	for _, c := range []struct {
		name    string
		kinds   osmpbf.Kind
		workers int
	}{
		{"all/workers=1", osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, 1},
		{"all/workers=max", osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, 0},
		{"nodes/workers=1", osmpbf.Nodes, 1},
		{"ways/workers=1", osmpbf.Ways, 1},
		{"relations/workers=1", osmpbf.Relations, 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := openFile(b, path)
			b.SetBytes(f.Bytes(c.kinds))
			b.ReportAllocs()
			things := 0
			for b.Loop() {
				things = 0
				err := osmpbf.Each(context.Background(), osmpbf.Scan{File: f, Kinds: c.kinds, Workers: c.workers}, count, func(n int) error {
					things += n
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(f.Bytes(c.kinds))
			}
			b.ReportMetric(float64(things)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mthings/s")
		})
	}
}

// BenchmarkOpen finds the blocks.
func BenchmarkOpen(b *testing.B) {
	file, err := os.Open(pbftest.Delaware(b))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := osmpbf.Open(file, info.Size()); err != nil {
			b.Fatal(err)
		}
	}
}
