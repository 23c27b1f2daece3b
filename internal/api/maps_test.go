package api_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pamir/geo/crs"
	"pamir/geo/raster"
	"pamir/geo/style"
	"pamir/internal/api"
	"pamir/internal/tiles"
)

// sheet draws the fixture: a ground, roads and ports with their names.
const sheet = `{"version": 8, "name": "Plain", "sprite": "sprites/light", "sources": {"pamir": {"type": "vector"}, "relief": {"type": "raster-dem"}}, "layers": [
	{"id": "ground", "type": "background", "paint": {"background-color": "%s"}},
	{"id": "relief", "type": "hillshade", "source": "relief", "maxzoom": 5},
	{"id": "sections", "type": "line", "source": "pamir", "source-layer": "sections", "paint": {"line-color": "#cc0000", "line-width": 3}},
	{"id": "nowhere", "type": "line", "source": "pamir", "source-layer": "nowhere"},
	{"id": "ports", "type": "circle", "source": "pamir", "source-layer": "ports", "minzoom": 3, "paint": {"circle-color": "#0000cc", "circle-radius": 5}},
	{"id": "names", "type": "symbol", "source": "pamir", "source-layer": "ports", "minzoom": 3, "layout": {"text-field": ["get", "name"], "text-font": ["Noto Sans Regular"], "text-size": 12}}]}`

// drawing makes a server that draws.
func drawing(t testing.TB) func(*api.Config) {
	t.Helper()
	assets, err := raster.ReadAssets(os.DirFS("../../data"))
	if err != nil {
		t.Fatal(err)
	}
	styles := map[string]*style.Style{}
	for id, color := range map[string]string{"light": "#ffffff", "dark": "#000000"} {
		if styles[id], err = style.Parse(fmt.Appendf(nil, sheet, color)); err != nil {
			t.Fatal(err)
		}
	}
	return func(cfg *api.Config) {
		cfg.Drawing = tiles.Drawing{Styles: styles, Assets: assets, ReliefBy: "Somebody"}
		cfg.Sprites = fstest.MapFS{
			"sprites/light.json": {Data: []byte(`{"dot":{"x":0,"y":0,"width":1,"height":1,"pixelRatio":1}}`)},
			"sprites/light.png":  {Data: []byte("\x89PNG icons")},
		}
	}
}

// picture reads the answer.
func (a *answer) picture() image.Image {
	a.t.Helper()
	if got := a.header.Get("Content-Type"); got != "image/png" {
		a.t.Fatalf("%s: %s", a.url, got)
	}
	p, err := png.Decode(bytes.NewReader(a.body))
	if err != nil {
		a.t.Fatalf("%s: %v", a.url, err)
	}
	return p
}

// has reports whether a picture has a pixel of a colour, all but exactly.
func has(p image.Image, red, green, blue uint32) bool {
	near := func(a, b uint32) bool { return math.Abs(float64(a>>8)-float64(b)) < 3 }
	for y := p.Bounds().Min.Y; y < p.Bounds().Max.Y; y++ {
		for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x++ {
			if r, g, b, a := p.At(x, y).RGBA(); a > 0xf000 && near(r, red) && near(g, green) && near(b, blue) {
				return true
			}
		}
	}
	return false
}

// alike reports whether two colours look the same.
func alike(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	s, h, c, _ := b.RGBA()
	near := func(a, b uint32) bool { return math.Abs(float64(a>>8)-float64(b>>8)) < 16 }
	return near(r, s) && near(g, h) && near(bl, c)
}

// The abstract tests of OGC API Maps Part 1 (OGC 20-058, Annex A) for the classes
// that are declared, by their ids.
var mapTests = []struct {
	id   string
	test func(t *testing.T, c *client)
}{
	{"core/map-op", func(t *testing.T, c *client) {
		c.get("/map", "Accept", "image/png").ok()
		c.get(c.get("/").link("http://www.opengis.net/def/rel/ogc/1.0/map")).ok()
	}},
	{"core/map-response", func(t *testing.T, c *client) {
		for _, x := range []struct{ query, crs, bbox string }{
			{"?bbox=70,35,80,42&width=100&height=70", "", "70,35,80,42"},
			{"?bbox=70,35,80,42&width=100&height=70&crs=CRS84", "", "70,35,80,42"},
			{"?bbox=70,35,80,42&width=100&height=70&crs=EPSG:4326", "<http://www.opengis.net/def/crs/EPSG/0/4326>", "35,70,42,80"},
			{"?bbox=35,70,42,80&bbox-crs=EPSG:4326&width=100&height=70", "", "70,35,80,42"},
			{"?bbox=70,35,80,42&width=100&height=100", "", "70,33.5,80,43.5"}, // as much higher as the picture is
			{"?bbox=8000000,4000000,9000000,5000000&bbox-crs=EPSG:3857&crs=EPSG:3857&width=50", "<http://www.opengis.net/def/crs/EPSG/0/3857>", "8000000,4000000,9000000,5000000"},
		} {
			a := c.get("/map" + x.query).ok()
			if got := a.header.Get("Content-Crs"); got != x.crs {
				t.Errorf("%s: Content-Crs %q, want %q", x.query, got, x.crs)
			}
			if got := a.header.Get("Content-Bbox"); got != x.bbox {
				t.Errorf("%s: Content-Bbox %q, want %q", x.query, got, x.bbox)
			}
			a.picture()
		}
		for when, want := range map[string]string{"": "", "2020-01-01T00:00:00Z": "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z/2021-01-01T00:00:00Z": "2020-01-01T00:00:00Z/2021-01-01T00:00:00Z"} {
			q := ""
			if when != "" {
				q = "?datetime=" + url.QueryEscape(when)
			}
			if got := c.get("/collections/sections/map" + q).ok().header.Get("Content-Datetime"); got != want {
				t.Errorf("%s: Content-Datetime %q, want %q", when, got, want)
			}
		}
	}},
	{"core/conformance-success", func(t *testing.T, c *client) {
		c.get("/conformance").says("http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/png")
	}},
	{"tilesets/desc-links", func(t *testing.T, c *client) {
		for _, path := range []string{"/", "/collections/ports"} {
			list := c.get(path).link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-map")
			c.get(list).ok()
			a := c.get(list + "/WebMercatorQuad").ok()
			if a.json()["dataType"] != "map" {
				t.Errorf("%s: %v", a.url, a.json()["dataType"])
			}
			template := a.link("item")
			c.get(strings.NewReplacer("{tileMatrix}", "4", "{tileRow}", "6", "{tileCol}", "11").Replace(template)).ok().picture()
		}
	}},
	{"dataset-map/desc-links", func(t *testing.T, c *client) {
		c.get(c.get("/").link("http://www.opengis.net/def/rel/ogc/1.0/map")).ok().picture()
	}},
	{"collection-map/desc-links", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			c.get(c.get("/collections/" + col["id"].(string)).link("http://www.opengis.net/def/rel/ogc/1.0/map")).ok().picture()
		}
	}},
	{"tiles png/content", func(t *testing.T, c *client) {
		a := c.get("/map/tiles/WebMercatorQuad/4/6/11", "Accept", "image/png").ok()
		if p := a.picture(); p.Bounds().Dx() != 256 || p.Bounds().Dy() != 256 {
			t.Errorf("%v", p.Bounds())
		}
	}},
}

func TestAbstractMapsTests(t *testing.T) {
	c := newClient(t, configured(t, drawing(t)))
	for _, tt := range mapTests {
		t.Run(tt.id, func(t *testing.T) {
			c := *c
			c.t = t
			tt.test(t, &c)
		})
	}
}

// TestMapSize: width, height and the shape of the box make the picture.
func TestMapSize(t *testing.T) {
	c := newClient(t, configured(t, drawing(t)))
	for query, want := range map[string]string{
		"bbox=70,35,80,40&width=200":                   "200x100",
		"bbox=70,35,80,40&height=200":                  "400x200",
		"bbox=70,35,80,40&width=30&height=300":         "30x300",
		"bbox=70,35,80,40&width=200&scale=2":           "400x200",
		"bbox=70,35,80,40":                             "1024x512",
		"bbox=70,35,80,45&width=200&crs=EPSG:3857":     "200x262",
		"bbox=70,35,70.0001,80&width=1":                "1x4096",
		"bbox=70,35,80,40,4000,5000&width=200":         "",
		"bbox=70,35,1000,80,40,5000&width=200":         "200x100",
		"bbox=73,36,78,42&width=200&crs=EPSG:32643":    "200x297",
		"bbox=-180,-90,180,90&width=200&crs=EPSG:3857": "200x200",
		"width=200&collections=ports":                  "200x200",
	} {
		a := c.get("/map?" + query)
		if want == "" {
			a.is(400).problem("invalid-parameter", "bbox")
			continue
		}
		if b := a.ok().picture().Bounds(); fmt.Sprintf("%dx%d", b.Dx(), b.Dy()) != want {
			t.Errorf("%s: %v, want %s", query, b, want)
		}
	}
}

// TestMapRefuses: all that is wrong is named at once.
func TestMapRefuses(t *testing.T) {
	c := newClient(t, configured(t, drawing(t)))
	for query, names := range map[string]string{
		"bbox=1,2,3":                           "bbox",
		"bbox=a,b,c,d":                         "bbox",
		"bbox=80,35,70,40":                     "bbox",
		"bbox=70,40,80,35":                     "bbox",
		"bbox=70,35,70,40":                     "bbox",
		"bbox=0,-100,10,10":                    "bbox",
		"bbox=-80,-35,-70,-30&crs=EPSG:32643":  "bbox",
		"width=0":                              "width",
		"width=4097":                           "width",
		"width=99999999999999999999":           "width",
		"width=12.5&height=-1":                 "width height",
		"width=4096&height=4096":               "width",
		"width=2048&height=2048&scale=2":       "width",
		"bbox=0,0,1,1&width=4096":              "width",
		"crs=EPSG:9999":                        "crs",
		"crs=x&bbox-crs=y&scale=3&scalebar=ja": "crs bbox-crs scale scalebar",
		"attribution=1":                        "attribution",
		"markers=1":                            "markers",
		"markers=200,10":                       "markers",
		"markers=" + strings.Repeat("1,1;", 100) + "1,1": "markers",
		"path=1,1":     "path",
		"path=1,1;x,y": "path",
		"path=" + strings.Repeat("1,1;", 1000) + "1,1": "path",
		"lang=xx":          "lang",
		"collections=nope": "collections",
		"kind=road":        "kind",
		"bgcolor=red":      "bgcolor",
	} {
		a := c.get("/map?" + query).is(400)
		a.problem(a.json()["code"].(string), strings.Fields(names)...)
	}
	c.get("/map?style=drak").is(400).problem("invalid-parameter", "style").says(`did you mean dark? there are dark, light`)
	c.get("/styles/drak").is(404).says(`there are dark, light`)
	c.get("/map?f=jpeg").is(406)
	c.get("/collections/none/map").is(404)
}

// TestMapShows: what lies in the box, in the colours of the style, and no more.
func TestMapShows(t *testing.T) {
	c := newClient(t, configured(t, drawing(t)))
	const box = "bbox=73,39,77,41&width=400&crs=EPSG:3857"
	plain := c.get("/map?" + box).ok().picture()
	if !has(plain, 204, 0, 0) || !has(plain, 0, 0, 204) || !has(plain, 255, 255, 255) || has(plain, 194, 24, 91) {
		t.Error("want sections, ports and ground, and no marker")
	}
	for query, want := range map[string][3]bool{ // sections, ports, white ground
		"&style=dark":        {true, true, false},
		"&collections=ports": {false, true, true},
		"&collections=sections&datetime=2000-01-01": {true, false, true},
		"&collections=ports&kind=rail":              {false, false, true},
		"&markers=75,40,Here":                       {true, true, true},
	} {
		p := c.get("/map?" + box + query).ok().picture()
		if got := [3]bool{has(p, 204, 0, 0), has(p, 0, 0, 204), has(p, 255, 255, 255)}; got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	for _, query := range []string{"&markers=75,40", "&path=74,40;76,40.5", "&markers=75,40,A;74,40,B&path=74,40;75,40"} {
		if p := c.get("/map?" + box + query).ok().picture(); !has(p, 194, 24, 91) {
			t.Errorf("%s is not there", query)
		}
	}
	if bytes.Equal(c.get("/map?"+box).body, c.get("/map?"+box+"&scalebar=true").ok().body) {
		t.Error("there is no scale bar")
	}
	said, silent := c.get("/map?"+box+"&attribution=true").ok().picture(), plain
	for y := range said.Bounds().Dy() {
		for x := range said.Bounds().Dx() {
			// In the lower right quarter, and nowhere else.
			if corner := x > said.Bounds().Dx()/2 && y > said.Bounds().Dy()/2; !corner && !alike(said.At(x, y), silent.At(x, y)) {
				t.Fatalf("the attribution is at %d,%d", x, y)
			}
		}
	}
	if bytes.Equal(c.get("/map?"+box).body, c.get("/map?"+box+"&attribution=true").body) {
		t.Error("there is no attribution")
	}
	// A collection alone has no ground, to be laid over others.
	alone := c.get("/collections/ports/map?" + box).ok().picture()
	if _, _, _, a := alone.At(1, 1).RGBA(); a != 0 || !has(alone, 0, 0, 204) {
		t.Error("want ports on nothing")
	}
	// Also one that the style does not know.
	far := c.get("/collections/far/map?bbox=-180,-20,-160,20&width=100").ok().picture()
	inside, outside := far.At(25, 100), far.At(75, 100)
	if _, _, _, a := inside.RGBA(); a == 0 || inside == outside {
		t.Errorf("a polygon is %v, and beside it %v", inside, outside)
	}
	// Where the marker is, it is: Kashgar's place in the picture by the box.
	x, y := crs.EPSG3857.Forward([2]float64{75, 40}), c.get("/map?"+box+"&markers=75,40").ok()
	var b [4]float64
	for i, s := range strings.Split(y.header.Get("Content-Bbox"), ",") {
		b[i], _ = strconv.ParseFloat(s, 64)
	}
	p := y.picture()
	px, py := int((x[0]-b[0])/(b[2]-b[0])*float64(p.Bounds().Dx())), int((b[3]-x[1])/(b[3]-b[1])*float64(p.Bounds().Dy()))
	if r, g, _, _ := p.At(px, py).RGBA(); r>>8 != 194 || g>>8 != 24 {
		t.Errorf("no marker at %d,%d of %v", px, py, p.Bounds())
	}
}

// TestPictureTiles: pictures by XYZ.
func TestPictureTiles(t *testing.T) {
	kept := tiles.NewCache(32 << 20)
	draw := drawing(t)
	c := newClient(t, configured(t, func(cfg *api.Config) { draw(cfg); cfg.Tiles = kept }))
	light := c.get("/xyz/pamir/6/45/24.png").ok()
	if p := light.picture(); p.Bounds().Dx() != 256 || !has(p, 255, 255, 255) || !has(p, 204, 0, 0) {
		t.Error("want sections on white")
	}
	if p := c.get("/xyz/pamir@dark@2x/6/45/24.png").ok().picture(); p.Bounds().Dx() != 512 || has(p, 255, 255, 255) {
		t.Error("want 512 pixels of dark")
	}
	if p := c.get("/xyz/ports/6/45/24.png").ok().picture(); has(p, 255, 255, 255) || !has(p, 0, 0, 204) {
		t.Error("want ports on nothing")
	}
	c.get("/xyz/ports/6/0/0.png").is(204)
	c.get("/xyz/ports/6/45/24.png?kind=rail").is(204)
	if a, b := c.get("/xyz/ports/6/45/24.png?lang=zh").ok(), c.get("/xyz/ports/6/45/24.png").ok(); bytes.Equal(a.body, b.body) {
		t.Error("names in Chinese look like those in English")
	}
	c.get("/xyz/pamir/6/45/24.png?lang=xx").is(400).problem("invalid-parameter", "lang")
	c.get("/xyz/pamir@drak/6/45/24.png").is(404).says("there are @2x, @512, @dark, @light")
	c.get("/xyz/pamir@2x/6/45/24.mvt").is(404).says("pictures only")
	c.get("/xyz/terrain/6/45/24.mvt").is(404)
	doc := c.get("/xyz/pamir@dark@2x.json").ok().json()
	if fmt.Sprint(doc["tiles"]) != "["+host+"/xyz/pamir@dark@2x/{z}/{x}/{y}.png]" || doc["tileSize"] != 256.0 || doc["vector_layers"] != nil {
		t.Errorf("%v", doc)
	}
	if doc := c.get("/xyz/terrain.json").ok().json(); doc["encoding"] != "terrarium" || doc["maxzoom"] != 8.0 {
		t.Errorf("%v", doc)
	}
	// A large tile is four small ones, and each thing in it as large as in these.
	if p := c.get("/xyz/pamir@512/5/22/12.png").ok().picture(); p.Bounds().Dx() != 512 {
		t.Errorf("%v", p.Bounds())
	}
	if a, b := c.get("/xyz/pamir@512/5/22/12.png").ok(), c.get("/xyz/pamir@2x/5/22/12.png").ok(); bytes.Equal(a.body, b.body) {
		t.Error("a large tile is a fine one")
	}
	// What is laid over others has no ground.
	if p := c.get("/xyz/pamir/6/45/24.png?ground=false&collections=sections,far").ok().picture(); has(p, 255, 255, 255) || has(p, 0, 0, 204) || !has(p, 204, 0, 0) {
		t.Error("want sections on nothing")
	}
	c.get("/xyz/ports/6/45/24.png?collections=sections").is(400).problem("invalid-parameter", "collections")
	c.get("/xyz/relief@dark/1/1/0.png").ok().picture()
	c.get("/xyz/relief/6/0/0.png").is(204)
	left, right := c.get("/xyz/relief/5/22/12.png").ok().picture(), c.get("/xyz/relief/5/23/12.png").ok().picture()
	for y := range left.Bounds().Dy() {
		_, _, _, a := left.At(left.Bounds().Max.X-1, y).RGBA()
		_, _, _, b := right.At(0, y).RGBA()
		if math.Abs(float64(a)-float64(b))/0xffff > 1.5/32 {
			t.Fatalf("row %d: the relief changes from %x to %x between two tiles", y, a, b)
		}
	}
	about := c.get("/v1/meta").ok().json()["relief"].(map[string]any)
	described := c.get(strings.TrimPrefix(about["href"].(string), host)).ok().json()
	if described["attribution"] != "Somebody" || about["attribution"] != "Somebody" || fmt.Sprint(described["bounds"]) != "[66 34 82 44]" {
		t.Errorf("relief %v: %v", about, described)
	}
	before := kept.Stats().Misses
	again := c.get("/xyz/pamir/6/45/24.png").ok()
	c.get("/xyz/pamir/6/45/24.png", "If-None-Match", again.header.Get("Etag")).is(304)
	if !bytes.Equal(light.body, again.body) || kept.Stats().Misses != before {
		t.Error("a picture was drawn twice")
	}
}

func TestStyles(t *testing.T) {
	c := newClient(t, configured(t, drawing(t)))
	list := c.get(c.get("/").link("http://www.opengis.net/def/rel/ogc/1.0/styles")).ok().json()
	if list["default"] != "light" || len(list["styles"].([]any)) != 2 {
		t.Errorf("%v", list)
	}
	a := c.get("/styles/light").ok()
	doc := a.json()
	if doc["sprite"] != host+"/sprites/light" || doc["glyphs"] != host+"/glyphs/{fontstack}/{range}.pbf" {
		t.Errorf("%v %v", doc["sprite"], doc["glyphs"])
	}
	sources := doc["sources"].(map[string]any)
	for id, want := range map[string]string{"pamir": "/xyz/pamir.json", "relief": "/xyz/terrain.json"} {
		if got := sources[id].(map[string]any)["url"]; got != host+want {
			t.Errorf("the source %s is at %v", id, got)
		}
		c.get(want).ok()
	}
	a.says(`"source-layer":"far"`) // the style did not know it, but it is the user's own
	if strings.Contains(string(a.body), "nowhere") {
		t.Error("a layer of a collection that is not there")
	}
	c.get("/styles/light?lang=ug").ok().says(`"name:ug"`)
	c.get("/styles/nope").is(404).says("there are dark, light")
	c.get("/sprites/light.json").ok().says(`"dot"`)
	if got := c.get("/sprites/light.png").ok().header.Get("Content-Type"); got != "image/png" {
		t.Errorf("icons are %s", got)
	}
	c.get("/sprites/dark.png").is(404).says("there are light.json, light.png")
	letters := c.get("/glyphs/Arial,Noto%20Sans%20Regular/0-255.pbf").ok()
	if len(letters.body) < 10_000 {
		t.Errorf("%d bytes of letters", len(letters.body))
	}
	c.get("/glyphs/Comic%20Sans/0-255.pbf").is(404).says("Noto Sans Regular")
	for _, bad := range []string{"1-256.pbf", "0-256.pbf", "x.pbf", "0-255", "99999999-99999999.pbf", "-256--1.pbf"} {
		if bad != "0-255" {
			c.get("/glyphs/Noto%20Sans%20Regular/"+bad).is(400).problem("invalid-parameter", "range")
		}
	}
}

// TestWithoutStyles: who has no styles draws nothing, and does not claim to.
func TestWithoutStyles(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, path := range []string{"/map", "/map/tiles/WebMercatorQuad/0/0/0", "/xyz/pamir/0/0/0.png", "/collections/ports/map", "/styles/light"} {
		c.get(path).is(404).says("There are no styles here")
	}
	c.get("/xyz/terrain/6/45/24.png").is(204)
	if a := c.get("/conformance"); strings.Contains(string(a.body), "maps-1") || c.get("/").link("http://www.opengis.net/def/rel/ogc/1.0/map") != "" {
		t.Error("it says that there are maps")
	}
	if len(c.get("/styles").ok().json()["styles"].([]any)) != 0 {
		t.Error("there are no styles")
	}
}
