package api_test

import (
	"net/url"
	"strings"
	"testing"

	"pamir/geo/mvt"
	"pamir/geo/tile"
)

// The abstract tests of OGC API Tiles Part 1 (OGC 20-057, Annex A), one entry for
// each of the classes that are declared, by its id.
var tileTests = []struct {
	id   string
	test func(t *testing.T, c *client)
}{
	{"core/tc-op", func(t *testing.T, c *client) {
		for _, template := range templates(t, c) {
			c.get(fill(template, tile.ID{})).ok()
		}
	}},
	{"core/tc-tilematrix-definition", func(t *testing.T, c *client) { wantsNumber(t, c, "tileMatrix") }},
	{"core/tc-tilerow-definition", func(t *testing.T, c *client) { wantsNumber(t, c, "tileRow") }},
	{"core/tc-tilecol-definition", func(t *testing.T, c *client) { wantsNumber(t, c, "tileCol") }},
	{"core/tc-success", func(t *testing.T, c *client) {
		for _, template := range templates(t, c) {
			a := c.get(fill(template, tile.ID{})).ok()
			if _, err := mvt.Decode(a.body); err != nil || a.header.Get("Content-Type") != "application/vnd.mapbox-vector-tile" {
				t.Errorf("%s: %s, %v", a.url, a.header.Get("Content-Type"), err)
			}
		}
	}},
	{"core/tc-error", func(t *testing.T, c *client) {
		for _, path := range []string{"/0/0/1", "/0/1/0", "/25/0/0", "/-1/0/0", "/0/-1/0", "/9999999999999999999999/0/0", "/3/8/0", "/3/0/8"} {
			c.get("/tiles/WebMercatorQuad" + path).is(404)
		}
		// Inside, and nothing is there.
		for _, path := range []string{"/collections/ports/tiles/WebMercatorQuad/4/15/15", "/collections/empty/tiles/WebMercatorQuad/0/0/0"} {
			if a := c.get(path).is(204); len(a.body) > 0 {
				t.Errorf("%s has a body", path)
			}
		}
	}},
	{"core/conformance-success", func(t *testing.T, c *client) {
		for _, class := range []string{"core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "collections-selection", "datetime", "oas30", "mvt"} {
			c.get("/conformance").says("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/" + class)
		}
	}},
	{"tileset/description", func(t *testing.T, c *client) {
		for _, list := range []string{"/tiles", "/collections/ports/tiles"} {
			for _, s := range tile.Sets() {
				a := c.get(list + "/" + s.ID).ok()
				doc := a.json()
				if doc["dataType"] != "vector" || doc["crs"] != s.CRS.URI || s.URI != "" && doc["tileMatrixSetURI"] != s.URI {
					t.Errorf("%s: %v %v %v", a.url, doc["dataType"], doc["crs"], doc["tileMatrixSetURI"])
				}
				if box, _ := doc["boundingBox"].(map[string]any); box != nil && box["crs"] != s.CRS.URI {
					t.Errorf("%s: the box is in %v", a.url, box["crs"])
				}
				if c.get(a.link("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme")).ok().json()["id"] != s.ID {
					t.Errorf("%s: the link to the tile matrix set leads elsewhere", a.url)
				}
				item := a.link("item")
				for _, name := range []string{"{tileMatrix}", "{tileRow}", "{tileCol}"} {
					if !strings.Contains(item, name) {
						t.Errorf("%s: the template %s has no %s", a.url, item, name)
					}
				}
				for _, l := range doc["links"].([]any) {
					if l := l.(map[string]any); l["rel"] == "item" && (l["templated"] != true || l["type"] == "") {
						t.Errorf("%s: %v", a.url, l)
					}
				}
			}
		}
	}},
	{"tilesets-list/tileset-links", func(t *testing.T, c *client) {
		for _, list := range []string{"/tiles", "/collections/sections/tiles"} {
			for i, s := range c.get(list).ok().json()["tilesets"].([]any) {
				set := tile.Sets()[i]
				own, scheme := "", ""
				for _, l := range s.(map[string]any)["links"].([]any) {
					switch l := l.(map[string]any); l["rel"] {
					case "self":
						own = strings.TrimPrefix(l["href"].(string), host)
					case "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme":
						scheme = strings.TrimPrefix(l["href"].(string), host)
					}
				}
				if own != list+"/"+set.ID || scheme != "/tileMatrixSets/"+set.ID {
					t.Errorf("%s: %s, %s", list, own, scheme)
				}
				c.get(own).ok()
				c.get(scheme).ok()
			}
		}
	}},
	{"dataset-tilesets/landingpage", func(t *testing.T, c *client) {
		c.get(c.get("/").link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")).ok()
	}},
	{"dataset-tilesets/operation", func(t *testing.T, c *client) {
		layers := decoded(t, c.get("/tiles/WebMercatorQuad/0/0/0").ok())
		for _, want := range []string{"ports", "sections", "far", "many"} {
			if layers[want] == 0 {
				t.Errorf("the tile of all has no %s: %v", want, layers)
			}
		}
	}},
	{"geodata-tilesets/desc-links", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			a := c.get("/collections/" + col["id"].(string)).ok()
			c.get(a.link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")).ok()
		}
	}},
	{"geodata-tilesets/operation", func(t *testing.T, c *client) {
		if layers := decoded(t, c.get("/collections/ports/tiles/WorldCRS84Quad/0/0/1").ok()); layers["ports"] != 5 || len(layers) != 1 {
			t.Errorf("%v", layers)
		}
	}},
	{"collections-selection/query-collections", func(t *testing.T, c *client) {
		c.get("/tiles?collections=ports").ok()
		c.get("/tiles/WebMercatorQuad?collections=ports,sections").ok()
		c.get("/tiles/WebMercatorQuad/0/0/0?collections=ports,sections").ok()
		c.get("/tiles/WebMercatorQuad/0/0/0?collections=" + url.QueryEscape(host+"/collections/ports")).ok()
		c.get("/tiles?collections=ports,prots").is(400).problem("invalid-parameter", "collections").says("did you mean ports?")
		c.get("/tiles?collections="+strings.Repeat("ports,", 10)+"far").is(400).problem("invalid-parameter", "collections").says("at most 10")
	}},
	{"collections-selection/collections-response", func(t *testing.T, c *client) {
		a := c.get("/tiles/WebMercatorQuad?collections=sections,ports").ok()
		var ids []string
		for _, l := range a.json()["layers"].([]any) {
			ids = append(ids, l.(map[string]any)["id"].(string))
		}
		if strings.Join(ids, ",") != "sections,ports" {
			t.Errorf("layers %v", ids)
		}
		x, err := mvt.Decode(c.get(fill(a.link("item"), tile.ID{})).ok().body)
		if err != nil || len(x.Layers) != 2 || x.Layers[0].Name != "sections" || x.Layers[1].Name != "ports" {
			t.Errorf("%v: the first collection is at the bottom", err)
		}
	}},
	{"datetime/datetime-axis", func(t *testing.T, c *client) {
		for when, want := range map[string]int{"": 3, "?datetime=2000-01-01": 2, "?datetime=2020-01-01/..": 2, "?datetime=1990-01-01": 1} {
			if n := decoded(t, c.get("/collections/sections/tiles/WebMercatorQuad/0/0/0"+when).ok())["sections"]; n != want {
				t.Errorf("%q: %d sections, want %d", when, n, want)
			}
		}
	}},
	{"oas30/completeness", func(t *testing.T, c *client) {
		paths := c.get("/api").ok().json()["paths"].(map[string]any)
		for _, p := range []string{"/tiles", "/tiles/{tileMatrixSetId}", "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", "/tileMatrixSets", "/tileMatrixSets/{tileMatrixSetId}"} {
			if paths[p] == nil {
				t.Errorf("the document has no %s", p)
			}
		}
	}},
	{"oas30/operation-id", func(t *testing.T, c *client) {
		a := c.get("/api").ok()
		for _, of := range []string{".dataset.vector", ".collection.vector"} {
			a.says(of+`.getTileSetsList"`, of+`.getTileSet"`, of+`.getTile"`)
		}
		a.says(`getTileMatrixSetsList"`, `getTileMatrixSet"`)
	}},
	{"mvt/content", func(t *testing.T, c *client) {
		for _, ask := range []string{"?f=mvt", ""} {
			a := c.get("/tiles/WebMercatorQuad/5/12/22"+ask, "Accept", "application/vnd.mapbox-vector-tile").ok()
			if layers := decoded(t, a); layers["ports"] == 0 {
				t.Errorf("%s: %v", a.url, layers)
			}
		}
	}},
}

func TestAbstractTilesTests(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, tt := range tileTests {
		t.Run(tt.id, func(t *testing.T) {
			c := *c
			c.t = t
			tt.test(t, &c)
		})
	}
}

// templates lists the templates of tiles that the tilesets have.
func templates(t *testing.T, c *client) []string {
	t.Helper()
	var list []string
	for _, resource := range []string{"", "/collections/ports"} {
		for _, s := range []string{"WebMercatorQuad", "UTM43WGS84"} {
			list = append(list, c.get(resource+"/tiles/"+s).ok().link("item"))
		}
	}
	return list
}

func fill(template string, id tile.ID) string {
	x := strings.Split(strings.ReplaceAll(id.String(), " ", ""), "/")
	return strings.NewReplacer("{tileMatrix}", x[0], "{tileCol}", x[1], "{tileRow}", x[2]).Replace(template)
}

// wantsNumber: what is no number is a bad request that names the parameter.
func wantsNumber(t *testing.T, c *client, parameter string) {
	t.Helper()
	for _, v := range []string{"x", "1.5", "0x1", "+1", "1e3", "%20", "٣", "NaN", "1_0"} {
		path := strings.NewReplacer("{tileMatrix}", "3", "{tileRow}", "3", "{tileCol}", "3").Replace(strings.Replace("/{tileMatrix}/{tileRow}/{tileCol}", "{"+parameter+"}", v, 1))
		c.get("/tiles/WebMercatorQuad"+path).is(400).problem("invalid-parameter", parameter)
	}
}

// decoded counts the features of a tile by layer.
func decoded(t *testing.T, a *answer) map[string]int {
	t.Helper()
	x, err := mvt.Decode(a.body)
	if err != nil {
		t.Fatalf("%s: %v", a.url, err)
	}
	n := map[string]int{}
	for _, l := range x.Layers {
		n[l.Name] = len(l.Features)
	}
	return n
}
