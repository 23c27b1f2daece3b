package raster

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/raster/lettering"
	"pamir/geo/style"
	"pamir/geo/tile"
)

// builtIn are the assets of the built-in data.
var builtIn = sync.OnceValues(func() (*Assets, error) { return ReadAssets(os.DirFS("../../data")) })

func assets(t testing.TB) *Assets {
	t.Helper()
	a, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sheet makes a style of layers.
func sheet(t testing.TB, layers string) *style.Style {
	t.Helper()
	s, err := style.Parse([]byte(`{"version": 8, "sources": {"s": {"type": "vector"}, "relief": {"type": "raster-dem"}}, "layers": [` + layers + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawn(t testing.TB, v View, s *style.Style, layers ...Layer) *Picture {
	t.Helper()
	p, err := Draw(context.Background(), v, s, layers, assets(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// everything is a style with all that can be cut at the edge of a tile.
const everything = `
	{"id": "land", "type": "background", "paint": {"background-color": "#eee"}},
	{"id": "relief", "type": "hillshade", "source": "relief"},
	{"id": "areas", "type": "fill", "source": "s", "source-layer": "areas", "paint": {"fill-color": ["get", "color"], "fill-opacity": 0.6, "fill-outline-color": "#333", "fill-translate": [3, -2]}},
	{"id": "casing", "type": "line", "source": "s", "source-layer": "lines", "layout": {"line-join": "round", "line-cap": "round"}, "paint": {"line-color": "#fff", "line-width": 2, "line-gap-width": 4}},
	{"id": "lines", "type": "line", "source": "s", "source-layer": "lines", "layout": {"line-join": "miter"}, "paint": {"line-color": ["get", "color"], "line-width": 3, "line-dasharray": [3, 2]}},
	{"id": "offset", "type": "line", "source": "s", "source-layer": "lines", "paint": {"line-color": "#000", "line-width": 1, "line-offset": 6}},
	{"id": "dots", "type": "circle", "source": "s", "source-layer": "points", "paint": {"circle-radius": ["get", "size"], "circle-color": ["get", "color"], "circle-stroke-width": 1.5, "circle-stroke-color": "#fff"}},
	{"id": "on-lines", "type": "symbol", "source": "s", "source-layer": "lines", "layout": {"symbol-placement": "line", "symbol-spacing": 180, "text-field": ["get", "name"], "text-size": 12, "text-font": ["Noto Sans Regular"]}, "paint": {"text-halo-color": "#fff", "text-halo-width": 1}},
	{"id": "names", "type": "symbol", "source": "s", "source-layer": "points", "layout": {"text-field": ["get", "name"], "text-size": 12, "symbol-sort-key": ["get", "size"], "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.7, "text-max-width": 6, "text-font": ["Noto Sans Bold"]}, "paint": {"text-color": "#124", "text-halo-color": "#fff", "text-halo-width": 1.5}}`

// region makes layers of random features of every kind in a box.
func region(seed uint64, b orb.Bound, n int) []Layer {
	r := rand.New(rand.NewPCG(seed, 1))
	at := func() orb.Point {
		return orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
	}
	near := func(p orb.Point, share float64) orb.Point {
		return orb.Point{p[0] + (r.Float64()-0.5)*share*(b.Max[0]-b.Min[0]), p[1] + (r.Float64()-0.5)*share*(b.Max[1]-b.Min[1])}
	}
	words := []string{"Kashgar", "Torugart", "喀什", "قەشقەر", "Ак-Бейит", "Kizilsu Prefecture", "Osh", "Sary-Tash", "吐尔尕特口岸"}
	colors := []string{"#c00", "#0a0", "#00c", "#aa0", "#0aa"}
	var areas, lines, points Layer
	values := func(l *Layer) {
		count := len(l.Features)
		rows := make([]map[string]any, count)
		for i := range rows {
			rows[i] = map[string]any{"name": words[r.IntN(len(words))], "color": colors[r.IntN(len(colors))], "size": float64(1 + r.IntN(6))}
		}
		l.Value = func(i int, name string) any { return rows[i][name] }
	}
	for i := range n {
		middle := at()
		var ring orb.Ring
		k := 3 + r.IntN(9)
		for j := range k {
			a := 2 * math.Pi * float64(j) / float64(k)
			d := (0.02 + 0.2*r.Float64()) * (b.Max[0] - b.Min[0])
			ring = append(ring, orb.Point{middle[0] + d*math.Cos(a), middle[1] + d*math.Sin(a)})
		}
		ring = append(ring, ring[0])
		areas.Features = append(areas.Features, Feature{ID: int64(i), Geometry: orb.Polygon{ring}})
		l := orb.LineString{at()}
		for range 1 + r.IntN(12) {
			l = append(l, near(l[len(l)-1], 0.3))
		}
		lines.Features = append(lines.Features, Feature{ID: fmt.Sprint("l", i), Geometry: l})
	}
	for i := range 12 * n {
		points.Features = append(points.Features, Feature{ID: fmt.Sprint("p", i), Geometry: at()})
	}
	for _, l := range []struct {
		name string
		to   *Layer
	}{{"areas", &areas}, {"lines", &lines}, {"points", &points}} {
		l.to.Source, l.to.Name = "s", l.name
		values(l.to)
	}
	return []Layer{areas, lines, points}
}

// shuffled is the layers with their features in another order, as an index
// may give them.
func shuffled(layers []Layer, seed uint64) []Layer {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]Layer, len(layers))
	for i, l := range layers {
		order := r.Perm(len(l.Features))
		out[i] = Layer{Source: l.Source, Name: l.Name, Features: make([]Feature, len(order))}
		for to, from := range order {
			out[i].Features[to] = l.Features[from]
		}
		value := l.Value
		out[i].Value = func(n int, name string) any { return value(order[n], name) }
	}
	return out
}

// together is one view of n by n tiles.
func together(set *tile.Set, id tile.ID, n int, ratio float64) View {
	v := TileView(set, id, ratio)
	last := set.Bounds(tile.ID{Z: id.Z, X: id.X + n - 1, Y: id.Y + n - 1})
	v.Bounds.Max[0], v.Bounds.Min[1] = last.Max[0], last.Min[1]
	v.Width, v.Height = n*TileSize, n*TileSize
	return v
}

// Tiles drawn one by one are the parts of a picture that was drawn at once:
// what crosses an edge is cut there and goes on in the next, names too.
func TestTilesAgree(t *testing.T) {
	for _, c := range []struct {
		set   *tile.Set
		z     int
		ratio float64
	}{{tile.UTM43WGS84, 5, 1}, {tile.WebMercatorQuad, 7, 1}, {tile.WebMercatorQuad, 11, 2}, {tile.WorldCRS84Quad, 6, 1}} {
		if testing.Short() && c.set != tile.UTM43WGS84 {
			continue
		}
		id, ok := c.set.At(orb.Point{75.9, 39.4}, c.z)
		if !ok {
			t.Fatal("no tile")
		}
		const n = 3
		whole := together(c.set, id, n, c.ratio)
		s := sheet(t, everything)
		box := c.set.Box(id, 4)
		layers := region(uint64(c.z), orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}, 60)
		want := drawn(t, whole, s, layers...)
		names := 0
		for _, k := range want.brush.labels.state {
			if k >= 0 {
				names++
			}
		}
		size := int(TileSize * c.ratio)
		different, worst := 0, 0
		for i := range n * n {
			x, y := i%n, i/n
			part := drawn(t, TileView(c.set, tile.ID{Z: id.Z, X: id.X + x, Y: id.Y + y}, c.ratio), s, layers...)
			for j := range size * size {
				a, b := part.At(j%size, j/size), want.At(x*size+j%size, y*size+j/size)
				for k := range a {
					if d := abs(int(a[k]) - int(b[k])); d > 2 { // edges are rounded to 32 bits
						different++
						worst = max(worst, d)
						break
					}
				}
			}
			part.Release()
		}
		if different > n*n*size*size/300 || worst > 16 {
			t.Errorf("%s %d@%v: %d pixels of %d differ, by up to %d", c.set.ID, c.z, c.ratio, different, n*n*size*size, worst)
		}
		if names < 40 {
			t.Errorf("%s %d@%v: only %d names are placed", c.set.ID, c.z, c.ratio, names)
		}
		want.Release()
	}
}

func abs(x int) int { return max(x, -x) }

// The names of a tile do not depend on the order of its features.
func TestOrderOfFeaturesDoesNotMatterToNames(t *testing.T) {
	s := sheet(t, `{"id": "names", "type": "symbol", "source": "s", "source-layer": "points", "layout": {"text-field": ["get", "name"], "text-size": 12, "symbol-sort-key": ["get", "size"], "text-font": ["Noto Sans Bold"]}}`)
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.9, 39.4}, 9)
	box := tile.WebMercatorQuad.Box(id, 3)
	layers := region(3, orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}, 100)
	v := TileView(tile.WebMercatorQuad, id, 1)
	want := drawn(t, v, s, layers...)
	defer want.Release()
	if want.Blank() {
		t.Fatal("nothing is drawn")
	}
	for seed := range uint64(5) {
		got := drawn(t, v, s, shuffled(layers, seed)...)
		for j := range TileSize * TileSize {
			if got.At(j%TileSize, j/TileSize) != want.At(j%TileSize, j/TileSize) {
				t.Fatalf("order %d: another picture", seed)
			}
		}
		got.Release()
	}
}

// A name that a tile shows is one that trying all names in their order would
// show, at the same place; and in a picture by itself that is what is done.
func TestNamesAreThoseOfAllTried(t *testing.T) {
	s := sheet(t, everything)
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.9, 39.4}, 8)
	box := tile.WebMercatorQuad.Box(id, 6)
	for seed := range uint64(6) {
		layers := region(seed+10, orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}, 150)
		v := TileView(tile.WebMercatorQuad, id, 1)
		p := drawn(t, v, s, layers...)
		d := &drawing{brush: p.brush, frame: newFrame(&v, TileSize, TileSize), view: &v, assets: assets(t), ctx: context.Background()}
		// Once more, keeping what the brush forgets at the end.
		d.shaper.near, d.wide = d.around(shapeBuffer), d.around(LabelBuffer)
		d.env = style.Env{Zoom: v.Zoom, Get: func(name string) any { return d.layer.Value(d.index, name) }}
		for i := len(s.Layers) - 1; i >= 0; i-- {
			if l := s.Layers[i]; l.Symbol != nil {
				d.eachLayer(l, layers, func() { d.labels.collect(d, l, i) })
			}
		}
		l := &d.labels
		l.place(d)
		picture := rect{0, 0, TileSize, TileSize}
		all := make([]int16, len(l.candidates))
		shown, decided, left := 0, 0, 0
		for i := range l.candidates {
			all[i] = hidden
			for o := l.candidates[i].first; o < l.candidates[i].last && all[i] == hidden; o++ {
				free := true
				for n := range i {
					if all[n] >= 0 && (l.blocks(&l.options[l.candidates[n].first+int32(all[n])], &l.options[o]) || l.candidates[i].repeats(&l.candidates[n])) {
						free = false
						break
					}
				}
				if free {
					all[i] = int16(o - l.candidates[i].first)
				}
			}
			// Far outside features are missing, so only the tile counts.
			if !l.candidates[i].area.meets(picture) {
				continue
			}
			c := l.candidates[i].chosen
			if c >= 0 && c != all[i] {
				t.Errorf("seed %d: candidate %d has option %d, want %d", seed, i, c, all[i])
			}
			if all[i] >= 0 {
				shown++
				if c >= 0 {
					decided++
				} else {
					left++
				}
			}
		}
		if shown < 15 || left > shown/8 {
			t.Errorf("seed %d: of %d names that have room %d are left out", seed, shown, left)
		}
		t.Logf("seed %d: %d names have room, %d are shown", seed, shown, decided)
		l.reset()
		p.Release()
	}
}

// A square is where its corners are; the pixels at its edges have their share.
func TestFillIsExact(t *testing.T) {
	v := flat(20, 10)
	p := drawn(t, v, sheet(t, `{"id": "a", "type": "fill", "source": "s", "source-layer": "l", "paint": {"fill-color": "#f00"}}`),
		Layer{Source: "s", Name: "l", Features: []Feature{{Geometry: orb.MultiPolygon{{
			{{2.5, 2}, {12, 2}, {12, 8}, {2.5, 8}, {2.5, 2}}, {{5, 4}, {7, 4}, {7, 6}, {5, 6}, {5, 4}},
		}}}}})
	defer p.Release()
	for _, c := range []struct {
		x, y  int
		alpha uint8
	}{{1, 5, 0}, {2, 5, 128}, {3, 5, 255}, {11, 5, 255}, {12, 5, 0}, {5, 5, 0}, {6, 4, 0}, {7, 5, 255}, {3, 2, 255}, {3, 1, 0}, {3, 7, 255}, {3, 8, 0}} {
		if got := p.At(c.x, c.y); got != [4]uint8{c.alpha, 0, 0, c.alpha} {
			t.Errorf("pixel %d,%d is %v, want alpha %d", c.x, c.y, got, c.alpha)
		}
	}
}

// flat is a view of so many pixels, each a degree, from 0, 0.
func flat(width, height int) View {
	same := func(p orb.Point) orb.Point { return p }
	return View{
		Bounds: orb.Bound{Max: orb.Point{float64(width), float64(height)}}, Width: width, Height: height,
		Ratio: 1, Zoom: 5, Project: same, Unproject: same,
	}
}

// A casing with a gap leaves the line between its two sides free.
func TestGap(t *testing.T) {
	p := drawn(t, flat(20, 20), sheet(t, `{"id": "a", "type": "line", "source": "s", "source-layer": "l", "paint": {"line-color": "#00f", "line-width": 2, "line-gap-width": 4}}`),
		Layer{Source: "s", Name: "l", Features: []Feature{{Geometry: orb.LineString{{-5, 10}, {25, 10}}}}})
	defer p.Release()
	for y, want := range []uint8{6: 255, 7: 255, 8: 0, 9: 0, 10: 0, 11: 0, 12: 255, 13: 255, 14: 0} {
		if got := p.At(10, y)[3]; got != want {
			t.Errorf("row %d: %d, want %d", y, got, want)
		}
	}
}

// A name and its icon are drawn where they were placed, and moved from there.
func TestTranslate(t *testing.T) {
	at := func(layout string) (left, top int) {
		p := drawn(t, flat(200, 100), sheet(t, `{"id": "a", "type": "symbol", "source": "s", "source-layer": "l", "layout": {"text-field": "x", "text-size": 20, "text-font": ["Noto Sans Bold"]}`+layout+`}`),
			Layer{Source: "s", Name: "l", Features: []Feature{{Geometry: orb.Point{100, 50}}}})
		defer p.Release()
		left, top = 1000, 1000
		for i := range 200 * 100 {
			if p.At(i%200, i/200)[3] > 0 {
				left, top = min(left, i%200), min(top, i/200)
			}
		}
		return left, top
	}
	x, y := at("")
	if x < 85 || x > 100 || y < 35 || y > 50 {
		t.Errorf("the letter begins at %d, %d", x, y)
	}
	if a, b := at(`, "paint": {"text-translate": [7, -5]}`); a != x+7 || b != y-5 {
		t.Errorf("moved, the letter begins at %d, %d; before, at %d, %d", a, b, x, y)
	}
}

// Long edges follow the projection: a parallel is level in longitude and
// latitude, and so in Mercator; a meridian is straight; between them an edge
// bends.
func TestEdgesBend(t *testing.T) {
	id := tile.ID{Z: 0}
	v := TileView(tile.WebMercatorQuad, id, 4)
	s := &shaper{frame: newFrame(&v, 1024, 1024), near: orb.Bound{Min: orb.Point{-180, -85}, Max: orb.Point{180, 85}}}
	line := s.project(nil, []orb.Point{{-170, -80}, {170, 80}})
	if len(line) < 10 {
		t.Fatalf("%d points", len(line))
	}
	for i := range 101 {
		p := orb.Point{-170 + 3.4*float64(i), -80 + 1.6*float64(i)}
		q := s.pixel(p)
		best := math.Inf(1)
		for j := 1; j < len(line); j++ {
			a, b := line[j-1], line[j]
			if float64(a.X) <= q.x && q.x <= float64(b.X) {
				t := (q.x - float64(a.X)) / float64(b.X-a.X)
				best = min(best, math.Abs(float64(a.Y)+t*float64(b.Y-a.Y)-q.y))
			}
		}
		if best > 0.6 {
			t.Errorf("at %v the line is %v pixels off", p, best)
		}
	}
	if line := s.project(nil, []orb.Point{{-170, 40}, {170, 40}}); len(line) != 2 {
		t.Errorf("a parallel has %d points", len(line))
	}
}

// What cannot be drawn is left out or an error; nothing hangs or panics.
func TestHostile(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	s := sheet(t, everything)
	geometries := []orb.Geometry{
		nil, orb.Point{nan, nan}, orb.Point{inf, 0}, orb.MultiPoint{}, orb.LineString{}, orb.LineString{{75, 39}}, orb.LineString{{nan, 1}, {2, inf}, {75, 39}},
		orb.LineString{{-180, -90}, {180, 90}}, orb.Polygon{}, orb.Polygon{{}}, orb.Polygon{{{75, 39}, {75, 39}, {75, 39}}}, orb.MultiPolygon{{}},
		orb.Polygon{{{-1e300, -1e300}, {1e300, -1e300}, {0, 1e300}, {-1e300, -1e300}}}, orb.Collection{orb.Collection{orb.Point{75, 39}}, nil},
		orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}, orb.MultiLineString{nil, {{75, 39}, {75, 39}}}, orb.Ring{},
	}
	for _, name := range []string{"areas", "lines", "points"} {
		for _, g := range geometries {
			for _, set := range tile.Sets() {
				id, _ := set.At(orb.Point{75.9, 39.4}, 6)
				l := Layer{Source: "s", Name: name, Features: []Feature{{Geometry: g}, {ID: struct{}{}, Geometry: g}}, Value: func(int, string) any { return "\x00\xff" }}
				drawn(t, TileView(set, id, 1), s, l).Release()
				l.Value = nil
				drawn(t, TileView(set, id, 1), s, l).Release()
			}
		}
	}
}

// Styles whose lengths are beyond reason take no longer than others, and without
// faces, icons and relief there is still a map.
func TestBeyondReason(t *testing.T) {
	for _, layout := range []string{
		`"text-line-height": 1e7, "text-allow-overlap": true`, `"text-letter-spacing": 1e9, "text-allow-overlap": true`,
		`"text-radial-offset": 1e12, "text-allow-overlap": true, "text-variable-anchor": ["left", "top"]`, `"text-padding": 1e12, "text-allow-overlap": true`,
		`"text-size": 1e9`, `"text-max-width": 1e-9`, `"symbol-placement": "line", "symbol-spacing": 1, "text-size": 1`,
	} {
		s := sheet(t, `{"id": "a", "type": "symbol", "source": "s", "source-layer": "points", "layout": {"text-field": ["get", "name"], `+layout+`}},
			{"id": "b", "type": "line", "source": "s", "source-layer": "lines", "paint": {"line-width": 1e30, "line-gap-width": 1e30, "line-offset": -1e30, "line-dasharray": [1e-30, 1e30]}},
			{"id": "c", "type": "circle", "source": "s", "source-layer": "points", "paint": {"circle-radius": 1e30, "circle-translate": [1e30, 0]}}`)
		layers := region(5, orb.Bound{Max: orb.Point{300, 200}}, 4)
		drawn(t, flat(300, 200), s, layers...).Release()
		if p, err := Draw(context.Background(), flat(30, 20), s, layers, &Assets{}); err != nil {
			t.Error(err)
		} else {
			p.Release()
		}
	}
}

// Fonts that are added have the letters that were missing, and no others.
func TestAddFonts(t *testing.T) {
	one := func(name string) *lettering.Font {
		data, err := os.ReadFile("../../data/faces/" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := lettering.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	a := &Assets{Faces: lettering.NewFaces(map[string][]*lettering.Font{"Noto Sans Regular": {one("NotoSans-Regular.ttf")}, "Noto Sans Bold": {one("NotoSans-Bold.ttf")}})}
	if err := a.AddFonts(os.DirFS("../../data/faces")); err != nil {
		t.Fatal(err)
	}
	for face, want := range map[string]string{"Noto Sans Regular": "NotoSansArabic-Regular.ttf", "Noto Sans Bold": "NotoSansArabic-Bold.ttf"} {
		line := a.Faces.Set(face, "ش", lettering.Measure{}).Lines[0]
		if got := line.Glyphs[0].Font.Name; got != want {
			t.Errorf("%s: set in %s, want %s", face, got, want)
		}
		if got := a.Faces.Set(face, "K", lettering.Measure{}).Lines[0].Glyphs[0].Font.Name; got[:9] != "NotoSans-" {
			t.Errorf("%s: a Latin letter is set in %s", face, got)
		}
	}
	if err := a.AddFonts(os.DirFS("../../data/sprites")); err == nil {
		t.Error("a folder without fonts is taken")
	}
}

func TestDrawRefuses(t *testing.T) {
	s := sheet(t, everything)
	a := assets(t)
	good := flat(10, 10)
	for name, change := range map[string]func(*View){
		"no width":      func(v *View) { v.Width = 0 },
		"no ratio":      func(v *View) { v.Ratio = math.NaN() },
		"large ratio":   func(v *View) { v.Ratio = 100 },
		"empty bounds":  func(v *View) { v.Bounds.Max[0] = v.Bounds.Min[0] },
		"no bounds":     func(v *View) { v.Bounds.Max[0] = math.NaN() },
		"endless":       func(v *View) { v.Bounds.Max[0] = math.Inf(1) },
		"no projection": func(v *View) { v.Project = nil },
	} {
		v := good
		change(&v)
		if _, err := Draw(context.Background(), v, s, nil, a); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	v := good
	v.Width, v.Height = 1<<20, 1<<20
	var limit *LimitError
	if _, err := Draw(context.Background(), v, s, nil, a); !errors.As(err, &limit) || limit.What != "pixels" {
		t.Errorf("a huge picture: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Draw(ctx, good, s, region(1, good.Bounds, 5), a); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	ring := make(orb.Ring, 1_000_000)
	for i := range ring {
		ring[i] = orb.Point{float64(i % 10), float64(i % 7)}
	}
	many := Layer{Source: "s", Name: "areas", Features: make([]Feature, 100)}
	for i := range many.Features {
		many.Features[i].Geometry = orb.Polygon{ring}
	}
	if _, err := Draw(context.Background(), flat(10, 10), sheet(t, `{"id": "a", "type": "fill", "source": "s", "source-layer": "areas", "filter": ["==", ["get", "x"], 1]}`), []Layer{many}, a); err != nil {
		t.Errorf("what the filter leaves out counts: %v", err)
	}
	if testing.Short() {
		return
	}
	if _, err := Draw(context.Background(), flat(10, 10), sheet(t, `{"id": "a", "type": "fill", "source": "s", "source-layer": "areas"}`), []Layer{many}, a); !errors.As(err, &limit) || limit.What != "positions" {
		t.Errorf("too many positions: %v", err)
	}
}

func TestZoomAt(t *testing.T) {
	for z := range 20 {
		v := TileView(tile.WebMercatorQuad, tile.ID{Z: z}, 2)
		if math.Abs(v.Zoom-float64(z-1)) > 1e-9 {
			t.Errorf("a tile of level %d has zoom %v", z, v.Zoom)
		}
	}
	if z := ZoomAt(100, 60); math.Abs(z-(ZoomAt(100, 0)-1)) > 1e-9 {
		t.Errorf("at 60° north a pixel of 100 m has zoom %v", z)
	}
}

func TestWants(t *testing.T) {
	wants := Wants(sheet(t, everything+`, {"id": "late", "type": "fill", "source": "s", "source-layer": "late", "minzoom": 12}`), 8)
	got := map[string]float64{}
	for _, w := range wants {
		got[w.Source+"/"+w.Layer] = w.Buffer
	}
	want := map[string]float64{"s/areas": shapeBuffer, "s/lines": LabelBuffer, "s/points": LabelBuffer}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(wants) != 3 {
		t.Errorf("wants %v", got)
	}
}

// Pictures are drawn by many at once, and a brush that is used again leaves
// nothing in the next picture.
func TestDrawConcurrently(t *testing.T) {
	s := sheet(t, everything)
	id, _ := tile.WebMercatorQuad.At(orb.Point{75.9, 39.4}, 8)
	box := tile.WebMercatorQuad.Box(id, 2)
	layers := region(7, orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}, 20)
	view := func(i int) View {
		return TileView(tile.WebMercatorQuad, tile.ID{Z: 8, X: id.X + i%3, Y: id.Y + i/3%3}, float64(1+i%2))
	}
	want := make([][]byte, 9)
	for i := range want {
		p := drawn(t, view(i), s, layers...)
		want[i] = p.PNG()
		p.Release()
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i := range want {
				p, err := Draw(context.Background(), view(i), s, layers, assets(t))
				if err != nil {
					t.Error(err)
					return
				}
				if string(p.PNG()) != string(want[i]) {
					t.Errorf("picture %d differs", i)
				}
				p.Release()
			}
		})
	}
	wait.Wait()
}
