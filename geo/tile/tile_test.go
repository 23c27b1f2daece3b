package tile

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// TestPublished compares with the OGC's register: rows of the definitions at
// https://github.com/opengeospatial/2D-Tile-Matrix-Set/tree/master/registry/json.
func TestPublished(t *testing.T) {
	type row struct {
		z                     int
		id                    string
		denominator, cellSize float64
		width, height         int
	}
	for _, test := range []struct {
		set              *Set
		uri, crs, scales string
		axes             [2]string
		origin           [2]float64
		matrices         int
		rows             []row
	}{
		{WebMercatorQuad, "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad", "http://www.opengis.net/def/crs/EPSG/0/3857",
			"http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible", [2]string{"X", "Y"}, [2]float64{-20037508.3427892, 20037508.3427892}, 25,
			[]row{
				{0, "0", 559082264.028717, 156543.033928041, 1, 1}, {1, "1", 279541132.014358, 78271.5169640204, 2, 2},
				{12, "12", 136494.693366386, 38.2185141425881, 4096, 4096}, {24, "24", 33.3238997476528, 0.0093306919293428, 16777216, 16777216},
			}},
		{WorldCRS84Quad, "http://www.opengis.net/def/tilematrixset/OGC/1.0/WorldCRS84Quad", "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
			"http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad", [2]string{"Lon", "Lat"}, [2]float64{-180, 90}, 24,
			[]row{
				{0, "0", 279541132.014358, 0.703125, 2, 1}, {1, "1", 139770566.007179, 0.3515625, 4, 2},
				{12, "12", 68247.346683193, 0.000171661376953125, 8192, 4096}, {23, "23", 33.3238997476528, 0.00000008381903171539, 16777216, 8388608},
			}},
	} {
		b, err := json.Marshal(test.set)
		if err != nil {
			t.Fatal(err)
		}
		var doc setDoc
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		if doc.ID != test.set.ID || doc.URI != test.uri || doc.CRS != test.crs || doc.ScaleSet != test.scales || doc.OrderedAxes != test.axes || len(doc.Matrices) != test.matrices {
			t.Errorf("%s is %s", test.set.ID, b)
		}
		for _, r := range test.rows {
			m := doc.Matrices[r.z]
			want := matrixDoc{r.id, m.ScaleDenominator, m.CellSize, "topLeft", m.PointOfOrigin, 256, 256, r.width, r.height}
			if m != want || !close12(m.ScaleDenominator, r.denominator) || !close12(m.CellSize, r.cellSize) ||
				!close12(m.PointOfOrigin[0], test.origin[0]) || !close12(m.PointOfOrigin[1], test.origin[1]) {
				t.Errorf("%s: matrix %d is %+v, published are %+v and %v", doc.ID, r.z, m, r, test.origin)
			}
		}
	}
}

// close12 allows for what the published numbers were rounded by.
func close12(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Abs(b) }

func TestFind(t *testing.T) {
	for _, s := range Sets() {
		if Find(s.ID) != s || s.URI != "" && Find(s.URI) != s {
			t.Errorf("%s is not found", s.ID)
		}
	}
	if Find("") != nil || Find("webmercatorquad") != nil {
		t.Error("found what is not there")
	}
}

// everywhere yields positions in all corners of a set's extent.
func everywhere(r *rand.Rand, s *Set, e geo.Box) orb.Point {
	p := orb.Point{e.West + r.Float64()*(e.East-e.West), e.South + r.Float64()*(e.North-e.South)}
	if r.IntN(4) == 0 { // on an edge of some matrix, or next to it
		b := s.Bounds(ID{3, r.IntN(s.Width << 3), r.IntN(s.Height << 3)})
		p = s.CRS.Inverse(b.Min)
		p[0] = max(p[0], -180) // it may have been rounded across
	}
	return p
}

// TestAt: each position has one tile in each matrix, the child of the one
// above, and lies in its bounds and its box.
func TestAt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, s := range Sets() {
		in, extent := 0, s.Extent()
		for range 200 {
			p := everywhere(r, s, extent)
			q := s.CRS.Forward(p)
			var above ID
			for z := range s.Matrices {
				id, ok := s.At(p, z)
				if !ok {
					break
				}
				in++
				b := s.Bounds(id)
				if !s.Has(id) || !b.Contains(q) || !s.Box(id, 0).Contains(p) {
					t.Fatalf("%s: %v is %v, said to be in %v, %v, %v", s.ID, p, q, id, b, s.Box(id, 0))
				}
				if z > 0 && id.Parent() != above {
					t.Fatalf("%s: %v is in %v and in %v", s.ID, p, above, id)
				}
				above = id
			}
		}
		if in < 200*s.Matrices/2 {
			t.Errorf("%s: only %d tiles were found", s.ID, in)
		}
	}
	if id, ok := UTM43WGS84.At(orb.Point{-70, 40}, 3); ok {
		t.Errorf("a place in America is in %v of zone 43", id)
	}
	if id, ok := WebMercatorQuad.At(orb.Point{0, 90}, 0); ok {
		t.Errorf("the pole is in %v", id)
	}
	for p, want := range map[orb.Point]ID{{-180, 85}: {2, 0, 0}, {180, -85}: {2, 3, 3}, {0, 0}: {2, 2, 2}} {
		if got, ok := WebMercatorQuad.At(p, 2); got != want || !ok {
			t.Errorf("%v is in %v, %v; want %v", p, got, ok, want)
		}
	}
}

// TestSmall: in the first matrices the tiles fill the extent and do not
// overlap, and four children fill their parent.
func TestSmall(t *testing.T) {
	for _, s := range Sets() {
		for z := range 6 {
			n := 0
			for id := range s.All(z).Tiles() {
				n++
				b := s.Bounds(id)
				if east := (ID{z, id.X + 1, id.Y}); s.Has(east) && s.Bounds(east).Min[0] != b.Max[0] {
					t.Errorf("%s: %v and its neighbour have no common edge", s.ID, id)
				}
				if south := (ID{z, id.X, id.Y + 1}); s.Has(south) && s.Bounds(south).Max[1] != b.Min[1] {
					t.Errorf("%s: %v and its neighbour have no common edge", s.ID, id)
				}
				if z+1 < s.Matrices {
					var u orb.Bound
					for i, c := range id.Children() {
						if c.Parent() != id || !s.Has(c) {
							t.Errorf("%s: %v is no child of %v", s.ID, c, id)
						}
						if i == 0 {
							u = s.Bounds(c)
						}
						u = u.Union(s.Bounds(c))
					}
					if u != b {
						t.Errorf("%s: the children of %v fill %v, not %v", s.ID, id, u, b)
					}
				}
			}
			if n != s.All(z).Len() || n != s.Width*s.Height<<(2*z) {
				t.Errorf("%s: matrix %d has %d tiles", s.ID, z, n)
			}
		}
		for _, id := range []ID{{-1, 0, 0}, {0, -1, 0}, {0, s.Width, 0}, {0, 0, s.Height}, {s.Matrices, 0, 0}} {
			if s.Has(id) {
				t.Errorf("%s has %v", s.ID, id)
			}
		}
	}
}

// TestBox: the box of a tile holds every place of it and of its margin.
func TestBox(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, s := range Sets() {
		for range 1000 {
			z := r.IntN(s.Matrices)
			id := ID{z, r.IntN(s.Width << z), r.IntN(s.Height << z)}
			margin := []float64{0, 1.0 / 64, 0.5}[r.IntN(3)]
			box, b, side := s.Box(id, margin), s.Bounds(id), s.Side(z)
			for range 20 {
				u, v := r.Float64()*(1+2*margin)-margin, r.Float64()*(1+2*margin)-margin
				if r.IntN(3) == 0 {
					u = math.Round(u) // on an edge
				}
				p := s.CRS.Inverse(orb.Point{b.Min[0] + u*side, b.Min[1] + v*side})
				if math.Abs(p[0]) > 180+1e-12 {
					p[0] = math.Remainder(p[0], 360)
				}
				p[0] = max(-180, min(180, p[0]))
				if math.Abs(p[1]) <= 90 && !box.Contains(p) {
					t.Fatalf("%s: %v with margin %v holds %v, its box %+v does not", s.ID, id, margin, p, box)
				}
			}
		}
	}
	for _, test := range []struct {
		set  *Set
		id   ID
		want geo.Box
	}{
		{WorldCRS84Quad, ID{0, 0, 0}, geo.Box{West: -180, South: -90, East: 0, North: 90}},
		{WorldCRS84Quad, ID{1, 3, 1}, geo.Box{West: 90, South: -90, East: 180, North: 0}},
	} {
		if got := test.set.Box(test.id, 0); got != test.want {
			t.Errorf("the box of %v is %+v, want %+v", test.id, got, test.want)
		}
	}
	if got := WorldCRS84Quad.Box(ID{1, 3, 1}, 0.5); got != (geo.Box{West: 45, South: -90, East: -135, North: 45}) {
		t.Errorf("the box across the antimeridian is %+v", got)
	}
	if got := WebMercatorQuad.Box(ID{0, 0, 0}, 0.1); got.West != -180 || got.East != 180 {
		t.Errorf("the box of the world with a margin is %+v", got)
	}
}

// TestBoxIsTight: what a curved tile's box has too much is little.
func TestBoxIsTight(t *testing.T) {
	s := UTM43WGS84
	for id := range s.All(3).Tiles() {
		box, b := s.Box(id, 0), s.Bounds(id)
		inner := orb.Bound{Min: s.CRS.Inverse(b.Min), Max: s.CRS.Inverse(b.Max)}
		for u := 0.0; u <= 1; u += 1.0 / 1024 {
			x, y := b.Min[0]*(1-u)+b.Max[0]*u, b.Min[1]*(1-u)+b.Max[1]*u
			for _, p := range []orb.Point{{x, b.Min[1]}, {x, b.Max[1]}, {b.Min[0], y}, {b.Max[0], y}} {
				inner = inner.Extend(s.CRS.Inverse(p))
			}
		}
		for _, gap := range []float64{inner.Min[0] - box.West, inner.Min[1] - box.South, box.East - inner.Max[0], box.North - inner.Max[1]} {
			if !(gap >= 0 && gap < 1e-3*(box.North-box.South)) {
				t.Errorf("%v: box %+v around %v", id, box, inner)
			}
		}
	}
}

// TestCover compares with a look at every tile of the first matrices.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, s := range Sets() {
		n, matrices := 1000, 5
		if !s.CRS.Separable {
			n, matrices = 300, 4
		}
		if testing.Short() {
			n /= 4
		}
		for i := range n {
			z := r.IntN(matrices)
			margin := []float64{0, 1.0 / 64, 0.75}[r.IntN(3)]
			box := randomBox(r, s)
			ranges := s.Cover(box, z, margin)
			for id := range s.All(z).Tiles() {
				n := 0
				for _, rg := range ranges {
					if rg.Has(id) {
						n++
					}
				}
				must, may := meets(s, id, box, margin), s != WorldCRS84Quad && meets(s, id, box, margin+1e-13)
				if n > 1 || must && n == 0 || s.CRS.Separable && !must && !may && n > 0 {
					t.Fatalf("%d: %s: %v is %d times in the cover %v of %+v with margin %v; it meets it: %v", i, s.ID, id, n, ranges, box, margin, must)
				}
			}
			if len(ranges) > 2 {
				t.Fatalf("%s: the cover of %+v is %v", s.ID, box, ranges)
			}
		}
	}
	if got := WebMercatorQuad.Cover(geo.World, 1, 0); !slices.Equal(got, []Range{{1, 0, 0, 1, 1}}) {
		t.Errorf("the world is %v", got)
	}
	if got := WebMercatorQuad.Cover(geo.Box{West: 179, South: 0, East: -179, North: 1}, 9, 0); len(got) != 2 {
		t.Errorf("a box across the antimeridian is %v", got)
	}
	for _, box := range []geo.Box{{West: 0, South: 88, East: 10, North: 90}, {West: 10, South: 50, East: 5, North: 40}} {
		if got := WebMercatorQuad.Cover(box, 3, 0); len(got) != 0 {
			t.Errorf("%+v is covered by %v", box, got)
		}
	}
}

// randomBox has edges on those of tiles every other time.
func randomBox(r *rand.Rand, s *Set) geo.Box {
	lon := func() float64 {
		if r.IntN(2) == 0 {
			return float64(r.IntN(33))*22.5/2 - 180
		}
		return r.Float64()*360 - 180
	}
	lat := func() float64 {
		if r.IntN(2) == 0 {
			return float64(r.IntN(33))*11.25/2 - 90
		}
		return r.Float64()*180 - 90
	}
	b := geo.Box{West: lon(), East: lon(), South: lat(), North: lat()}
	if s == UTM43WGS84 && r.IntN(4) > 0 {
		b = geo.Box{West: 60 + 30*r.Float64(), East: 60 + 30*r.Float64(), South: 30 + 20*r.Float64(), North: 30 + 20*r.Float64()}
	}
	if b.South > b.North {
		b.South, b.North = b.North, b.South
	}
	return b
}

// meets reports whether a tile and a box meet: by their edges in degrees where
// they are straight there, by many places in the tile where they are not.
func meets(s *Set, id ID, box geo.Box, margin float64) bool {
	b, side := s.Bounds(id), s.Side(id.Z)
	b.Min[0], b.Min[1], b.Max[0], b.Max[1] = b.Min[0]-margin*side, b.Min[1]-margin*side, b.Max[0]+margin*side, b.Max[1]+margin*side
	if s.CRS.Separable {
		low, high := s.CRS.Inverse(b.Min), s.CRS.Inverse(b.Max)
		parts, n := box.Split()
		for _, p := range parts[:n] {
			for _, shift := range []float64{-360, 0, 360} {
				if low[0]+shift <= p.Max[0] && high[0]+shift >= p.Min[0] && low[1] <= p.Max[1] && high[1] >= p.Min[1] {
					return true
				}
			}
		}
		return false
	}
	const n = 4
	for i := range n + 1 {
		for j := range n + 1 {
			p := s.CRS.Inverse(orb.Point{b.Min[0] + float64(i)/n*(b.Max[0]-b.Min[0]), b.Min[1] + float64(j)/n*(b.Max[1]-b.Min[1])})
			if box.Contains(p) {
				return true
			}
		}
	}
	return false
}
