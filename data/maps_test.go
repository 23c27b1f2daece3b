package data

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/crs"
	"pamir/geo/index"
	"pamir/geo/raster"
	"pamir/geo/style"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// atlas is the built-in data, ready to be drawn.
type atlas struct {
	assets *raster.Assets
	styles map[string]*style.Style
	sheets []sheet
}

// sheet is one collection.
type sheet struct {
	set   store.Dataset
	names []map[string]string
	where *index.Packed
	state string // which all ports and posts are in; "" for none
}

var openAtlas = sync.OnceValues(func() (*atlas, error) {
	a := &atlas{styles: map[string]*style.Style{}}
	var err error
	if a.assets, err = raster.ReadAssets(Files()); err != nil {
		return nil, err
	}
	for _, theme := range []string{"light", "dark"} {
		text, err := fs.ReadFile(Files(), "styles/"+theme+".json")
		if err != nil {
			return nil, err
		}
		if a.styles[theme], err = style.Parse(text); err != nil {
			return nil, err
		}
	}
	sets, err := Load(Files())
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		s := sheet{set: set, names: make([]map[string]string, len(set.Features))}
		for i, f := range set.Features {
			if names, ok := set.Collection.Value(f, "names").(store.JSON); ok {
				if err := json.Unmarshal(names, &s.names[i]); err != nil {
					return nil, err
				}
			}
		}
		s.where, err = index.Pack(len(set.Features), func(id uint32) (geo.Box, bool) {
			g := set.Features[id].Geometry
			if g == nil {
				return geo.Box{}, false
			}
			return geo.BoxOf(g.Bound()), true
		})
		if err != nil {
			return nil, err
		}
		a.sheets = append(a.sheets, s)
	}
	return a, nil
})

func atlasOf(t testing.TB) *atlas {
	t.Helper()
	a, err := openAtlas()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// layers returns what a style draws of the data within a box and its buffers,
// given as a part of its width.
func (a *atlas) layers(s *style.Style, zoom float64, around func(pixels float64) geo.Box) []raster.Layer {
	var layers []raster.Layer
	for _, w := range raster.Wants(s, zoom) {
		for i := range a.sheets {
			if a.sheets[i].set.Collection.ID == w.Layer {
				layers = append(layers, a.sheets[i].layer(around(w.Buffer)))
			}
		}
	}
	return layers
}

func (s *sheet) layer(box geo.Box) raster.Layer {
	l := raster.Layer{Source: "pamir", Name: s.set.Collection.ID}
	var rows []uint32
	s.where.Search(box, func(id uint32) bool {
		f := s.set.Features[id]
		rows = append(rows, id)
		l.Features = append(l.Features, raster.Feature{ID: f.ID, Geometry: f.Geometry})
		return true
	})
	l.Value = func(i int, name string) any {
		row := rows[i]
		if lang, ok := strings.CutPrefix(name, "name:"); ok {
			if n := s.names[row][lang]; n != "" {
				return n
			}
			return nil
		}
		if name == "state" && s.state != "" {
			return s.state
		}
		v := s.set.Collection.Value(s.set.Features[row], name)
		if _, ok := v.(store.JSON); ok {
			return nil
		}
		return v
	}
	return l
}

// picture is a map that is kept and compared.
type picture struct {
	theme, lang   string
	lon, lat      float64
	level         int // of the tiles of the same scale
	width, height int
	ratio         float64
	state         string
}

func (p picture) name() string {
	return strings.TrimSuffix(fmt.Sprintf("%s-%s-%d@%v-%s", p.theme, p.lang, p.level, p.ratio, p.state), "-")
}

func (p picture) view() raster.View {
	per := tile.WebMercatorQuad.Side(p.level) / tile.Cells
	c := crs.EPSG3857.Forward(orb.Point{p.lon, p.lat})
	x, y := per*float64(p.width)/2, per*float64(p.height)/2
	return raster.View{
		Bounds: orb.Bound{Min: orb.Point{c[0] - x, c[1] - y}, Max: orb.Point{c[0] + x, c[1] + y}},
		Width:  p.width, Height: p.height, Ratio: p.ratio, Zoom: raster.ZoomAt(per, 0),
		Project: crs.EPSG3857.Forward, Unproject: crs.EPSG3857.Inverse,
	}
}

func (a *atlas) draw(t testing.TB, p picture) []byte {
	t.Helper()
	for i := range a.sheets {
		a.sheets[i].state = ""
		if id := a.sheets[i].set.Collection.ID; id == "ports" || id == "checkpoints" {
			a.sheets[i].state = p.state
		}
	}
	v, s := p.view(), a.styles[p.theme].In(p.lang)
	around := func(pixels float64) geo.Box {
		per := (v.Bounds.Max[0] - v.Bounds.Min[0]) / float64(p.width)
		return geo.BoxOf(orb.Bound{
			Min: crs.EPSG3857.Inverse(orb.Point{v.Bounds.Min[0] - pixels*per, v.Bounds.Min[1] - pixels*per}),
			Max: crs.EPSG3857.Inverse(orb.Point{v.Bounds.Max[0] + pixels*per, v.Bounds.Max[1] + pixels*per}),
		})
	}
	drawn, err := raster.Draw(context.Background(), v, s, a.layers(s, v.Zoom, around), a.assets)
	if err != nil {
		t.Fatal(err)
	}
	defer drawn.Release()
	return drawn.PNG()
}

var pictures = []picture{
	{"light", "en", 75.5, 39.6, 5, 420, 300, 1, ""},
	{"light", "en", 75.3, 39.7, 6, 420, 300, 1, "open"},
	{"dark", "zh", 75.3, 39.7, 7, 420, 300, 1, "closed"},
	{"light", "ky", 75.6, 40.6, 8, 420, 300, 1, "unknown"},
	{"dark", "ug", 75.9, 39.5, 9, 300, 220, 2, ""},
	{"light", "zh", 75.4, 37.3, 8, 420, 300, 1, "conflict"},
	{"light", "en", 75.9, 39.5, 11, 300, 220, 2, ""},
}

// Maps look as they did when somebody looked at them. UPDATE=1 keeps new ones:
// look at them before you commit.
func TestMapsLookAsTheyDid(t *testing.T) {
	a := atlasOf(t)
	for _, p := range pictures {
		got := a.draw(t, p)
		file := filepath.Join("testdata", "maps", p.name()+".png")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		if far, mean := apart(t, got, want); far > 0.004 || mean > 0.6 {
			now := filepath.Join(os.TempDir(), p.name()+".png")
			_ = os.WriteFile(now, got, 0o644)
			t.Errorf("%s: %.2f %% of its pixels are another colour, %.2f off on average; the new one is %s", file, 100*far, mean, now)
		}
	}
}

// apart compares pictures: the share of pixels that are clearly another colour,
// and how far the parts of all are off on average, of 255.
func apart(t *testing.T, a, b []byte) (far, mean float64) {
	t.Helper()
	x, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	size := x.Bounds()
	if size != y.Bounds() {
		return 1, 255
	}
	n := float64(size.Dx() * size.Dy())
	for i := range size.Dx() * size.Dy() {
		r, g, b, _ := x.At(i%size.Dx(), i/size.Dx()).RGBA()
		s, h, c, _ := y.At(i%size.Dx(), i/size.Dx()).RGBA()
		most, sum := 0, 0
		for _, d := range [3]int{int(r>>8) - int(s>>8), int(g>>8) - int(h>>8), int(b>>8) - int(c>>8)} {
			most, sum = max(most, d, -d), sum+max(d, -d)
		}
		if most > 24 {
			far++
		}
		mean += float64(sum) / 3
	}
	return far / n, mean / n
}

// Every icon that a style may ask for is in its sprite.
func TestStylesFindTheirIcons(t *testing.T) {
	a := atlasOf(t)
	for theme, s := range a.styles {
		if undrawn := s.Undrawn(); len(undrawn) > 0 {
			t.Errorf("%s: not drawn: %v", theme, undrawn)
		}
		have := map[string]bool{}
		for _, n := range a.assets.Icons[theme].Names() {
			have[n] = true
		}
		if !strings.HasSuffix(s.Sprite, "/"+theme) || len(have) < 40 {
			t.Errorf("%s: sprite %q with %d icons", theme, s.Sprite, len(have))
		}
		for _, l := range s.Layers {
			if l.Symbol == nil || !l.Symbol.Icon.Image.Set() {
				continue
			}
			for _, kind := range []any{"road", "rail", "air", nil} {
				for _, state := range []any{"open", "closed", "unknown", "conflict", "other", nil} {
					e := &style.Env{Zoom: 10, Geometry: style.Point, Get: func(name string) any {
						return map[string]any{"kind": kind, "state": state}[name]
					}}
					if icon := l.Symbol.Icon.Image.At(e); !have[icon] {
						t.Errorf("%s: layer %s of %v, %v asks for icon %q", theme, l.ID, kind, state, icon)
					}
				}
			}
		}
	}
}

// MapLibre's own validator passes the styles.
func TestStylesAreValid(t *testing.T) {
	validator, err := filepath.Abs("../web/node_modules/.bin/gl-style-validate")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(validator); err != nil {
		t.Skip("SKIPPED: gl-style-validate is not there: npm --prefix web ci brings it")
	}
	for _, theme := range []string{"light", "dark"} {
		if out, err := exec.Command(validator, filepath.Join("styles", theme+".json")).CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
			t.Errorf("%s: %v: %s", theme, err, out)
		}
	}
}

// BenchmarkTiles draws tiles of the built-in data that nobody has drawn, from
// the index to the PNG.
func BenchmarkTiles(b *testing.B) {
	a := atlasOf(b)
	for _, level := range []int{5, 6, 7, 9, 11, 14} {
		b.Run(fmt.Sprintf("z%d", level), func(b *testing.B) {
			s := a.styles["light"].In("en")
			ranges := tile.WebMercatorQuad.Cover(geo.Box{West: 73.5, South: 37, East: 77, North: 41}, level, 0)
			var ids []tile.ID
			for id := range ranges[0].Tiles() {
				ids = append(ids, id)
				if len(ids) == 400 {
					break
				}
			}
			b.ReportAllocs()
			bytes, n := 0, 0
			for b.Loop() {
				id := ids[n%len(ids)]
				n++
				v := raster.TileView(tile.WebMercatorQuad, id, 1)
				layers := a.layers(s, v.Zoom, func(pixels float64) geo.Box { return tile.WebMercatorQuad.Box(id, pixels/raster.TileSize) })
				drawn, err := raster.Draw(context.Background(), v, s, layers, a.assets)
				if err != nil {
					b.Fatal(err)
				}
				bytes += len(drawn.PNG())
				drawn.Release()
			}
			b.ReportMetric(float64(bytes)/float64(n), "bytes/tile")
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
		})
	}
}
