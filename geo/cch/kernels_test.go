package cch

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestKernels holds the wide loops against the plain ones, at every length and
// alignment, and sees that they touch nothing beyond.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	draw := func() Weight {
		if r.IntN(4) == 0 {
			return Infinity
		}
		return Weight(r.Uint32N(uint32(Infinity)))
	}
	for n := range 150 {
		for offset := range 9 {
			a, b := make([]Weight, n+20), make([]Weight, n+20)
			for i := range a {
				a[i], b[i] = draw(), draw()
			}
			d := draw()
			want, least := slices.Clone(a), Infinity
			for i := offset; i < offset+n; i++ {
				want[i] = min(want[i], d+b[i])
				least = min(least, a[i]+b[i])
			}
			if got := leastSum(a[offset:][:n], b[offset:][:n]); got != least {
				t.Fatalf("least sum of %d: %d, want %d", n, got, least)
			}
			if reach(a[offset:][:n], b[offset:][:n], d); !slices.Equal(a, want) {
				t.Fatalf("reach of %d: %v, want %v", n, a, want)
			}
		}
	}
}

// TestReachBlock does the same for blocks of every shape.
func TestReachBlock(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for rows := 1; rows < 12; rows++ {
		for n := range 90 {
			dist, from := make([]Weight, n+10), make([]Weight, rows)
			stride := n + rows - 1 // as of a run
			size := (rows-1)*stride - (rows-1)*(rows-2)/2 + n
			block := make([]Weight, size)
			for _, s := range [][]Weight{dist, from, block} {
				for i := range s {
					s[i] = Weight(r.Uint32N(uint32(Infinity) + 1))
				}
			}
			want := slices.Clone(dist)
			for i, d := range from {
				at := i*stride - i*(i-1)/2
				for j := range n {
					want[j] = min(want[j], d+block[at+j])
				}
			}
			if reachBlock(dist[:n], block, from, stride); !slices.Equal(dist, want) {
				t.Fatalf("%d rows of %d: %v, want %v", rows, n, dist, want)
			}
		}
	}
}

// TestFall does the same for falls over any number of arcs.
func TestFall(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	const height = 9
	for n := range 30 {
		stack, weights, levels := make([]Weight, lanes*height), make([]Weight, n), make([]uint32, n)
		var dist [lanes]Weight
		for _, s := range [][]Weight{stack, weights, dist[:]} {
			for i := range s {
				s[i] = Weight(r.Uint32N(uint32(Infinity) + 1))
			}
		}
		want := dist
		for i, w := range weights {
			levels[i] = r.Uint32N(height)
			for j := range want {
				want[j] = min(want[j], stack[lanes*levels[i]+uint32(j)]+w)
			}
		}
		if fall(&dist, stack, levels, weights); dist != want {
			t.Fatalf("%d arcs: %v, want %v", n, dist, want)
		}
	}
}

func BenchmarkKernels(b *testing.B) {
	x, y := make([]Weight, 1000), make([]Weight, 1000)
	b.Run("reach", func(b *testing.B) {
		for range b.N {
			reach(x, y, 3)
		}
	})
	b.Run("leastSum", func(b *testing.B) {
		for range b.N {
			leastSum(x, y)
		}
	})
}
