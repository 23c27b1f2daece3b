// Package mvttest makes polygons for the tests of tiles.
//
//	polygons := mvttest.Nasty(rand.New(rand.NewPCG(1, 2)))
package mvttest

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// Nasty returns polygons that are wrong in the ways that data is: bow-ties,
// scribble, slivers, spikes, holes that touch or cross their shells, doubled
// positions, polygons over each other, rings that are not closed or hardly are,
// combs across an edge of the tile, and the whole world. They are in cells of a
// tile of 4,096.
func Nasty(r *rand.Rand) orb.MultiPolygon {
	centre := orb.Point{r.Float64()*4400 - 150, r.Float64()*4400 - 150}
	size := math.Exp(r.Float64() * 8) // up to 3,000 cells
	at := func() orb.Point {
		return orb.Point{centre[0] + (r.Float64()-0.5)*size, centre[1] + (r.Float64()-0.5)*size}
	}
	lattice := func(n int) orb.Point { // many coincide
		step := max(1, math.Floor(size/float64(n)))
		return orb.Point{math.Floor(centre[0]) + step*float64(r.IntN(n)), math.Floor(centre[1]) + step*float64(r.IntN(n))}
	}
	ring := func(n int, p func() orb.Point) (out orb.Ring) {
		for range n {
			out = append(out, p())
		}
		return append(out, out[0])
	}
	star := func(n int, radius float64, c orb.Point) (out orb.Ring) {
		for i := range n {
			a := 2 * math.Pi * float64(i) / float64(n)
			d := radius * (0.4 + 0.6*r.Float64())
			out = append(out, orb.Point{c[0] + d*math.Cos(a), c[1] + d*math.Sin(a)})
		}
		return append(out, out[0])
	}
	switch r.IntN(14) {
	case 0: // a bow-tie
		return orb.MultiPolygon{{ring(4, at)}}
	case 1: // scribble
		return orb.MultiPolygon{{ring(3+r.IntN(30), at)}}
	case 2: // scribble on few places
		return orb.MultiPolygon{{ring(3+r.IntN(30), func() orb.Point { return lattice(2 + r.IntN(6)) })}}
	case 3: // a sliver
		a, b := at(), at()
		d := r.Float64() * 0.7
		return orb.MultiPolygon{{{a, b, {b[0] + d, b[1] + d}, {a[0] + d, a[1] - d}, a}}}
	case 4: // spikes
		s := star(5+r.IntN(20), size, centre)
		i := r.IntN(len(s))
		s = append(s[:i:i], append([]orb.Point{s[i], at(), s[i]}, s[i:]...)...)
		return orb.MultiPolygon{{append(s, s[0])}}
	case 5: // a hole that touches its shell
		s := star(12, size, centre)
		return orb.MultiPolygon{{s, {s[3], centre, {centre[0] + size/9, centre[1]}, s[3]}}}
	case 6: // a hole that shares an edge, or more, or all
		s := star(8, size, centre)
		h := orb.Ring{s[0], s[1], centre, s[0]}
		if r.IntN(4) == 0 {
			h = s
		}
		return orb.MultiPolygon{{s, h}}
	case 7: // holes outside, and in each other
		return orb.MultiPolygon{{star(9, size, centre), star(9, size/2, at()), star(9, size/3, at()), star(9, size/2, at())}}
	case 8: // doubled positions
		s := star(10, size, centre)
		var out orb.Ring
		for _, p := range s {
			for range 1 + r.IntN(3) {
				out = append(out, p)
			}
		}
		return orb.MultiPolygon{{out}}
	case 9: // polygons over each other
		var mp orb.MultiPolygon
		for range 2 + r.IntN(4) {
			mp = append(mp, orb.Polygon{star(4+r.IntN(8), size/2, at())})
		}
		return mp
	case 10: // the whole world, or most of the tile
		d := 300 + r.Float64()*1e4
		return orb.MultiPolygon{{{{-d, -d}, {4096 + d, -d}, {4096 + d, 4096 + d}, {-d, 4096 + d}, {-d, -d}}, star(9, size, centre)}}
	case 11: // neighbours on a lattice
		var mp orb.MultiPolygon
		for range 2 + r.IntN(6) {
			p := lattice(5)
			d := max(1, math.Floor(size/5))
			mp = append(mp, orb.Polygon{{p, {p[0] + d, p[1]}, {p[0] + d, p[1] + d}, {p[0], p[1] + d}, p}})
		}
		return mp
	case 12: // not closed, two positions, one
		return orb.MultiPolygon{{ring(1+r.IntN(5), at)[:1+r.IntN(2)], star(5, size, centre)[:4]}}
	default: // a comb across the tile's edge
		var out orb.Ring
		n := 2 + r.IntN(20)
		for i := range n {
			x := centre[0] + size*float64(i)/float64(n)
			out = append(out, orb.Point{x, -2000}, orb.Point{x + size/float64(2*n), centre[1]})
		}
		out = append(out, orb.Point{centre[0] + size, -3000}, orb.Point{centre[0], -3000}, out[0])
		return orb.MultiPolygon{{out}}
	}
}
