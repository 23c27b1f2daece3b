package mvt

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/mvt/mvttest"
	"pamir/geo/tile"
)

// TestSeams: two neighbours draw the same in the strip that both have.
func TestSeams(t *testing.T) {
	east := tile.ID{Z: flatTile.Z, X: flatTile.X + 1, Y: flatTile.Y}
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		for _, simplify := range []float64{0, 1, 4} {
			o := Options{Extent: 4096, Buffer: 64, Simplify: simplify}
			in := mvttest.Nasty(r)
			move(in, orb.Point{4096 - in.Bound().Center()[0], 0})
			a, _ := encodeOne(t, flatSet, flatTile, flatPolygons(in), o)
			b, _ := encodeOne(t, flatSet, east, flatPolygons(in), o)
			left, right := polygonsOrNone(a), polygonsOrNone(b)
			move(right, orb.Point{4096, 0})
			if isCell(left) || isCell(right) {
				continue // it stands for what has no area
			}
			// The edges as they were drawn: simplified they may have moved.
			edges := append(left.Clone(), right...)
			for range 100 {
				p := orb.Point{4032 + r.Float64()*128, r.Float64()*4224 - 64}
				if nearEdge(edges, p, 1.01+2*simplify) || nearEdge(in, p, 1.01+simplify) {
					continue
				}
				if l, r := filled(left, p), filled(right, p); l != r {
					t.Fatalf("seed %d: by %v: %v is filled: %v, in the next tile: %v; %v", seed, simplify, p, l, r, in)
				}
			}
			// Lines, too.
			line := orb.LineString(in[0][0])
			if len(line) < 2 {
				continue
			}
			checkSeamOfLines(t, line, east, o)
		}
	}
}

func checkSeamOfLines(t *testing.T, line orb.LineString, east tile.ID, o Options) {
	t.Helper()
	onTile := orb.LineString(flat(line...))
	a, _ := encodeOne(t, flatSet, flatTile, onTile, o)
	b, _ := encodeOne(t, flatSet, east, onTile, o)
	if a == nil || b == nil {
		return
	}
	for _, l := range linesOf(a.Geometry) {
		for _, p := range l {
			p[0] -= 4096
			if p[0] > -50 && p[0] < 50 && p[1] > -50 && p[1] < 4146 && !nearLine(b.Geometry, p, 1.01+2*o.Simplify) {
				t.Fatalf("by %v: %v of %v is not near the next tile's %v", o.Simplify, p, a.Geometry, b.Geometry)
			}
		}
	}
}

func linesOf(g orb.Geometry) orb.MultiLineString {
	if l, ok := g.(orb.LineString); ok {
		return orb.MultiLineString{l}
	}
	m, _ := g.(orb.MultiLineString)
	return m
}

func polygonsOrNone(f *TileFeature) orb.MultiPolygon {
	if f == nil {
		return nil
	}
	return asMulti(f.Geometry)
}

func move(mp orb.MultiPolygon, by orb.Point) {
	for _, p := range mp {
		for _, r := range p {
			for i := range r {
				r[i] = orb.Point{r[i][0] + by[0], r[i][1] + by[1]}
			}
		}
	}
}

func isCell(mp orb.MultiPolygon) bool {
	b := mp.Bound()
	return len(mp) > 0 && b.Max[0]-b.Min[0] == 1 && b.Max[1]-b.Min[1] == 1
}

// TestClipLater: it does not matter where a polygon is cut, so long as it is
// beyond what is looked at.
func TestClipLater(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		in := mvttest.Nasty(r)
		soon, _ := encodeOne(t, flatSet, flatTile, flatPolygons(in), exact(r.IntN(100)))
		late, _ := encodeOne(t, flatSet, flatTile, flatPolygons(in), exact(8000))
		a, b := polygonsOrNone(soon), polygonsOrNone(late)
		if isCell(a) || isCell(b) {
			continue
		}
		for range 100 {
			p := orb.Point{r.Float64() * 4096, r.Float64() * 4096}
			if x, y := filled(a, p), filled(b, p); x != y && !nearEdge(in, p, 1.001) {
				t.Fatalf("seed %d: %v is filled: %v, with a wide buffer: %v; %v", seed, p, x, y, in)
			}
		}
	}
}

// TestSimplified: no edge moves farther than it may.
func TestSimplified(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		tolerance := []float64{0.5, 1, 2, 8}[r.IntN(4)]
		var line orb.LineString
		p := orb.Point{r.Float64() * 4096, r.Float64() * 4096}
		for range 2 + r.IntN(600) {
			line = append(line, p)
			p = orb.Point{p[0] + r.NormFloat64()*5 + 3, p[1] + r.NormFloat64()*5}
		}
		whole, _ := encodeOne(t, flatSet, flatTile, orb.LineString(flat(line...)), exact(64))
		o := exact(64)
		o.Simplify = tolerance
		short, _ := encodeOne(t, flatSet, flatTile, orb.LineString(flat(line...)), o)
		if whole == nil {
			continue
		}
		if short == nil || positions(short.Geometry) > positions(whole.Geometry) {
			t.Fatalf("seed %d: %v became %v", seed, whole, short)
		}
		for _, l := range linesOf(whole.Geometry) {
			for _, p := range l {
				if !nearLine(short.Geometry, p, math.Nextafter(tolerance, 100)) {
					t.Fatalf("seed %d: %v is more than %v from %v", seed, p, tolerance, short)
				}
			}
		}
	}
}
