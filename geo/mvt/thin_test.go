package mvt

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// crowd makes three layers that are far too much for a small budget: many points
// of which few matter, lines and polygons, and a few points.
func crowd(r *rand.Rand, n int) []Layer {
	var points, shapes, few []Feature
	at := func() orb.Point {
		p := orb.Point{r.Float64() * 4096, r.Float64() * 4096}
		if r.IntN(2) == 0 { // half of them in a city
			p = orb.Point{1000 + r.NormFloat64()*100, 2000 + r.NormFloat64()*100}
		}
		return p
	}
	for i := range n {
		f := Feature{ID: uint64(i + 1), Geometry: onFlat(at()), Values: []any{fmt.Sprint("point ", i)}}
		if i%100 == 7 {
			f.Importance = 1
		}
		points = append(points, f)
		p, size := at(), math.Exp(r.Float64()*7)
		l := orb.LineString(flat(p, orb.Point{p[0] + size, p[1]}, orb.Point{p[0] + size, p[1] + size}))
		f = Feature{ID: uint64(i + 1), Geometry: l, Values: []any{int64(i)}}
		if r.IntN(2) == 0 {
			f.Geometry = orb.Ring(l)
		}
		shapes = append(shapes, f)
		if i < 20 {
			few = append(few, Feature{ID: uint64(i + 1), Geometry: onFlat(at())})
		}
	}
	return []Layer{layerOf("points", []string{"name"}, points...), layerOf("shapes", []string{"n"}, shapes...), layerOf("few", nil, few...)}
}

// TestBudget: a tile holds its budget, uses most of it, and counts what it lacks;
// what it has is whole.
func TestBudget(t *testing.T) {
	layers := crowd(rand.New(rand.NewPCG(1, 2)), 3000)
	all, _ := encodeFlat(t, exact(64), layers...)
	for _, test := range []struct{ bytes, vertices int }{{0, 1000}, {20_000, 0}, {40_000, 3000}, {100_000, 100}, {500, 0}, {60, 0}, {1, 1}, {0, 0}} {
		o := exact(64)
		o.MaxBytes, o.MaxVertices = test.bytes, test.vertices
		d, r := encodeFlat(t, o, layers...)
		vertices := 0
		for i, report := range r.Layers {
			vertices += report.Vertices
			if sum := report.Features + report.Dropped.Budget + report.Dropped.Collapsed; sum != layers[i].Len && test.vertices+test.bytes > 0 {
				// A bound may meet the window where its feature does not.
				if sum > layers[i].Len || sum < layers[i].Len*95/100 {
					t.Errorf("%v: of %d features %+v", test, layers[i].Len, report)
				}
			}
		}
		if test.bytes > 0 && len(r.Bytes) > test.bytes || test.vertices > 0 && vertices > test.vertices {
			t.Errorf("%v: %d bytes, %d vertices", test, len(r.Bytes), vertices)
		}
		full := max(float64(len(r.Bytes))/float64(max(test.bytes, 1)), float64(vertices)/float64(max(test.vertices, 1)))
		if test.vertices >= 1000 && full < 0.7 || test.bytes >= 20_000 && full < 0.7 {
			t.Errorf("%v: only %d bytes, %d vertices", test, len(r.Bytes), vertices)
		}
		for _, l := range d.Layers {
			if l.Name == "few" && len(l.Features) != 20 && full > 0.9 && test.vertices != 100 && test.bytes != 500 {
				t.Errorf("%v: of the few there are %d", test, len(l.Features))
			}
			checkWhole(t, l, all)
		}
		again, err := Encode(flatSet, flatTile, layers, o)
		if err != nil || !bytes.Equal(again.Bytes, r.Bytes) {
			t.Errorf("%v: the second time it is another", test)
		}
	}
}

// checkWhole: each feature is as it is without a budget, and they are in order.
func checkWhole(t *testing.T, l TileLayer, all *Tile) {
	t.Helper()
	whole := map[uint64]TileFeature{}
	for _, a := range all.Layers {
		if a.Name == l.Name {
			for _, f := range a.Features {
				whole[f.ID] = f
			}
		}
	}
	last := uint64(0)
	for _, f := range l.Features {
		if !reflect.DeepEqual(f, whole[f.ID]) || f.ID <= last {
			t.Fatalf("after %d: %v, without a budget it is %v", last, f, whole[f.ID])
		}
		last = f.ID
	}
}

// TestImportance: what matters stays, and what is sparse.
func TestImportance(t *testing.T) {
	layers := crowd(rand.New(rand.NewPCG(3, 4)), 20000)[:1]
	o := exact(64)
	o.MaxVertices = 3000
	d, r := encodeFlat(t, o, layers...)
	important, city := 0, 0
	for _, f := range d.Layers[0].Features {
		important += btoi(f.ID%100 == 8)
		p := f.Geometry.(orb.Point)
		city += btoi(math.Hypot(p[0]-1000, p[1]-2000) < 200)
	}
	if important < 200 {
		t.Errorf("%d of 200 important points stay among %d", important, r.Layers[0].Features)
	}
	if share := float64(city) / float64(r.Layers[0].Features); share > 0.1 {
		t.Errorf("%v of what stays is in the city, where half of all is", share)
	}
}

// TestNeighbours: two tiles choose alike from what lies between them.
func TestNeighbours(t *testing.T) {
	layers := crowd(rand.New(rand.NewPCG(5, 6)), 30000)[:1]
	o := exact(64)
	o.MaxVertices = 4000
	half := func(id tile.ID) map[uint64]bool {
		r, err := Encode(flatSet, id, layers, o)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Decode(r.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[uint64]bool{}
		for _, f := range d.Layers[0].Features {
			p := f.Geometry.(orb.Point)
			if p[0] < 64 && p[0] > -64 || p[0] > 4032 && p[0] < 4160 {
				ids[f.ID] = true
			}
		}
		return ids
	}
	// Quarters of the flat tile: the seam is at their common edge.
	children := flatTile.Children()
	left, right := half(children[0]), half(children[1])
	both, one := 0, 0
	at := orb.Point{flatSet.Bounds(children[1]).Min[0], 0}
	for i := range layers[0].Len {
		f := layers[0].At(i)
		p := f.Geometry.(orb.Point)
		cell := flatSet.Side(children[0].Z) / 4096
		if math.Abs(p[0]-at[0]) > 60*cell || p[1] < flatSet.Bounds(children[0]).Min[1] {
			continue
		}
		switch {
		case left[f.ID] && right[f.ID]:
			both++
		case left[f.ID] || right[f.ID]:
			one++
		}
	}
	if both == 0 || one > both/4 {
		t.Errorf("%d of both tiles, %d of one alone", both, one)
	}
}

// TestSelectBest compares with sorting.
func TestSelectBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		cs := make([]candidate, 1+r.IntN(60))
		for i := range cs {
			cs[i] = candidate{first: uint64(r.IntN(3)), second: uint64(r.IntN(9)), index: int32(i)}
		}
		n := r.IntN(len(cs) + 1)
		selectBest(cs, n)
		for _, a := range cs[:n] {
			for _, b := range cs[n:] {
				if compareCandidates(a, b) > 0 {
					t.Fatalf("%v is among the best %d, %v not", a, n, b)
				}
			}
		}
	}
}
