package mvt

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"pamir/geo/tile"
)

// The tests of polygons draw on a tile of WorldCRS84Quad, whose cells are as
// wide in degrees everywhere, so that positions can be given in cells. Neither
// edges bend, nor is anything lost on the way to the grid.
var (
	flatSet  = tile.WorldCRS84Quad
	flatTile = tile.ID{Z: 5, X: 45, Y: 9}
)

// onFlat carries a position in cells of the flat tile to degrees.
func onFlat(p orb.Point) orb.Point {
	b := flatSet.Bounds(flatTile)
	cell := flatSet.Side(flatTile.Z) / 4096
	return orb.Point{b.Min[0] + p[0]*cell, b.Max[1] - p[1]*cell}
}

func flatPolygons(mp orb.MultiPolygon) orb.MultiPolygon {
	mp = mp.Clone()
	for _, p := range mp {
		for _, r := range p {
			for i := range r {
				r[i] = onFlat(r[i])
			}
		}
	}
	return mp
}

// exact options: nothing is simplified or thinned.
func exact(buffer int) Options { return Options{Extent: 4096, Buffer: buffer} }

// encodeOne encodes one geometry and returns the decoded feature, if there is
// one.
func encodeOne(t testing.TB, set *tile.Set, id tile.ID, g orb.Geometry, o Options) (*TileFeature, Report) {
	t.Helper()
	l := Layer{Name: "one", Len: 1, At: func(int) Feature { return Feature{Geometry: g} }}
	r, err := Encode(set, id, []Layer{l}, o)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Decode(r.Bytes)
	if err != nil || len(d.Problems) > 0 {
		t.Fatalf("%v: our tile does not decode: %v, %v", g, err, d.Problems)
	}
	if len(d.Layers) == 0 {
		return nil, r.Layers[0]
	}
	return &d.Layers[0].Features[0], r.Layers[0]
}

// asMulti returns polygons as one value.
func asMulti(g orb.Geometry) orb.MultiPolygon {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		return g
	}
	return nil
}

// checkValid holds decoded polygons against the rules of OGC, by simplefeatures:
// each polygon, and all as one.
func checkValid(mp orb.MultiPolygon) error {
	polys := make([]geom.Polygon, len(mp))
	for i, p := range mp {
		rings := make([]geom.LineString, len(p))
		for j, r := range p {
			flat := make([]float64, 0, 2*len(r))
			for _, q := range r {
				flat = append(flat, q[0], q[1])
			}
			rings[j] = geom.NewLineString(geom.NewSequence(flat, geom.DimXY))
		}
		polys[i] = geom.NewPolygon(rings)
		if err := polys[i].Validate(); err != nil {
			return fmt.Errorf("%v: %w", p, err)
		}
	}
	if err := geom.NewMultiPolygon(polys).Validate(); err != nil {
		return fmt.Errorf("%v: %w", mp, err)
	}
	return nil
}

// checkLaw holds what came out of the flat tile against what went in, both in
// cells: places that are more than a cell from all edges are in both or in
// neither, and the areas differ by no more than a strip of a cell along the
// edges.
func checkLaw(in, out orb.MultiPolygon, lo, hi float64, r *rand.Rand) error {
	if err := checkValid(out); err != nil {
		return err
	}
	cell := out.Bound().Max == orb.Point{out.Bound().Min[0] + 1, out.Bound().Min[1] + 1}
	for range 64 {
		if cell {
			break // it stands for what has no area
		}
		p := orb.Point{lo + r.Float64()*(hi-lo), lo + r.Float64()*(hi-lo)}
		if i := r.IntN(8); i < 4 && len(in) > 0 { // near a vertex
			ring := in[r.IntN(len(in))][0]
			if len(ring) > 0 {
				q := ring[r.IntN(len(ring))]
				p = orb.Point{q[0] + r.NormFloat64()*4, q[1] + r.NormFloat64()*4}
			}
		}
		if p[0] < lo || p[1] < lo || p[0] > hi || p[1] > hi || nearEdge(in, p, 1.001) {
			continue
		}
		if want, got := filled(in, p), filled(out, p); want != got {
			return fmt.Errorf("%v is filled: %v, on the grid: %v", p, want, got)
		}
	}
	want, perimeter := filledArea(in, lo, hi)
	got, _ := filledArea(out, lo, hi)
	// What no area was left of has become a cell.
	if math.Abs(want-got) > perimeter+1 {
		return fmt.Errorf("an area of %v became %v, with %v of edges", want, got, perimeter)
	}
	return nil
}

// filled reports whether any polygon has an odd number of edges above a place.
func filled(mp orb.MultiPolygon, p orb.Point) bool {
	for _, poly := range mp {
		odd := false
		for a, b := range edgesOf(poly) {
			if (a[0] > p[0]) != (b[0] > p[0]) && p[1] < a[1]+(b[1]-a[1])*(p[0]-a[0])/(b[0]-a[0]) {
				odd = !odd
			}
		}
		if odd {
			return true
		}
	}
	return false
}

// edgesOf yields the edges of all rings; one closes a ring that is open.
func edgesOf(poly orb.Polygon) func(func(a, b orb.Point) bool) {
	return func(yield func(a, b orb.Point) bool) {
		for _, ring := range poly {
			for i, b := range ring {
				if !yield(ring[(i+len(ring)-1)%len(ring)], b) {
					return
				}
			}
		}
	}
}

// nearEdge reports whether a place is within a distance in x or y of an edge.
func nearEdge(mp orb.MultiPolygon, p orb.Point, distance float64) bool {
	box := orb.Bound{Min: orb.Point{p[0] - distance, p[1] - distance}, Max: orb.Point{p[0] + distance, p[1] + distance}}
	for _, poly := range mp {
		for a, b := range edgesOf(poly) {
			if _, _, ok := clipEdge(&box, a, b); ok {
				return true
			}
		}
	}
	return false
}

// filledArea returns the area in the square from lo to hi of what filled fills,
// and the length of edges in it. Between the places where edges begin, end and
// cross, all is trapezoids.
func filledArea(mp orb.MultiPolygon, lo, hi float64) (area, length float64) {
	type line struct {
		a, b orb.Point
		poly int
	}
	var lines []line
	window := orb.Bound{Min: orb.Point{lo, lo}, Max: orb.Point{hi, hi}}
	xs := []float64{lo, hi}
	for i, poly := range mp {
		for a, b := range edgesOf(poly) {
			if p, q, ok := clipEdge(&window, a, b); ok {
				length += math.Hypot(q[0]-p[0], q[1]-p[1])
			}
			if a[0] == b[0] {
				continue
			}
			if a[0] > b[0] {
				a, b = b, a
			}
			lines = append(lines, line{a, b, i})
		}
	}
	// The top and bottom cut too.
	cutters := append(slices.Clone(lines), line{orb.Point{-1e6, lo}, orb.Point{1e6, lo}, -1}, line{orb.Point{-1e6, hi}, orb.Point{1e6, hi}, -1})
	at := func(l line, x float64) float64 { return l.a[1] + (l.b[1]-l.a[1])*(x-l.a[0])/(l.b[0]-l.a[0]) }
	for i, l := range cutters {
		xs = append(xs, l.a[0], l.b[0])
		for _, m := range cutters[:i] {
			dl, dm := (l.b[1]-l.a[1])/(l.b[0]-l.a[0]), (m.b[1]-m.a[1])/(m.b[0]-m.a[0])
			if dl != dm {
				xs = append(xs, (at(m, 0)-at(l, 0))/(dl-dm))
			}
		}
	}
	slices.Sort(xs)
	type cut struct {
		poly int
		y    float64
	}
	var cuts []cut
	var spans [][2]float64
	for i := 1; i < len(xs); i++ {
		x0, x1 := max(xs[i-1], lo), min(xs[i], hi)
		if x1-x0 < 1e-12 {
			continue
		}
		mid := (x0 + x1) / 2
		cuts = cuts[:0]
		for _, l := range lines {
			if l.a[0] <= mid && mid < l.b[0] {
				cuts = append(cuts, cut{l.poly, min(max(at(l, mid), lo), hi)})
			}
		}
		slices.SortFunc(cuts, func(a, b cut) int { return cmp.Or(a.poly-b.poly, cmp.Compare(a.y, b.y)) })
		spans = spans[:0]
		for k := 0; k+1 < len(cuts); k += 2 { // each has an even number
			spans = append(spans, [2]float64{cuts[k].y, cuts[k+1].y})
		}
		slices.SortFunc(spans, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
		end := lo
		for _, s := range spans {
			if s[1] > end {
				area += (s[1] - max(s[0], end)) * (x1 - x0)
				end = s[1]
			}
		}
	}
	return area, length
}
