package api_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/relate"
)

// The abstract tests of OGC API Features Part 1 (OGC 17-069r4, Annex A), one
// entry for each, by its id.
var abstractTests = []struct {
	id   string
	test func(t *testing.T, c *client)
}{
	{"core/http", func(t *testing.T, c *client) {
		for _, path := range []string{"/", "/collections", "/collections/ports/items"} {
			c.get(path).ok()
			c.do("HEAD", path).ok()
		}
	}},
	{"core/root-op", func(t *testing.T, c *client) { c.get("/").ok() }},
	{"core/root-success", func(t *testing.T, c *client) {
		a := c.get("/").ok()
		for _, rel := range []string{"self", "alternate", "service-desc", "service-doc", "conformance", "data"} {
			if a.link(rel) == "" {
				t.Errorf("the landing page has no link %s", rel)
			}
		}
		allLinksWork(t, c, a)
	}},
	{"core/api-definition-op", func(t *testing.T, c *client) {
		a := c.get("/").ok()
		c.get(a.link("service-desc")).ok()
		c.get(a.link("service-doc")).ok()
	}},
	{"core/api-definition-success", func(t *testing.T, c *client) {
		a := c.get("/api").ok()
		if got := a.header.Get("Content-Type"); got != "application/vnd.oai.openapi+json;version=3.0" {
			t.Errorf("Content-Type %q", got)
		}
		load(t, a.body)
	}},
	{"core/conformance-op", func(t *testing.T, c *client) { c.get("/conformance").ok() }},
	{"core/conformance-success", func(t *testing.T, c *client) {
		classes := fmt.Sprint(c.get("/conformance").ok().json()["conformsTo"])
		for _, class := range []string{"core", "geojson", "html", "oas30"} {
			if !strings.Contains(classes, "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"+class) {
				t.Errorf("the class %s is not declared", class)
			}
		}
	}},
	{"core/fc-md-op", func(t *testing.T, c *client) { c.get("/collections").ok() }},
	{"core/fc-md-success", func(t *testing.T, c *client) {
		if n := len(collections(c)); n != 5 {
			t.Errorf("%d collections, want 5", n)
		}
	}},
	{"core/fc-md-links", func(t *testing.T, c *client) {
		a := c.get("/collections").ok()
		if a.link("self") == "" || a.link("alternate") == "" {
			t.Error("self or alternate is missing")
		}
		everyLinkHasType(t, a.json()["links"])
	}},
	{"core/fc-md-items", func(t *testing.T, c *client) {
		var ids []string
		for _, col := range collections(c) {
			ids = append(ids, col["id"].(string))
		}
		if want := []string{"ports", "sections", "far", "many", "empty"}; !slices.Equal(ids, want) {
			t.Errorf("collections %v, want %v", ids, want)
		}
	}},
	{"core/fc-md-items-links", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			forms := map[string]bool{}
			for _, l := range col["links"].([]any) {
				if l := l.(map[string]any); l["rel"] == "items" {
					forms[l["type"].(string)] = true
				}
			}
			if !forms["application/geo+json"] || !forms["text/html"] {
				t.Errorf("collection %v has items as %v only", col["id"], forms)
			}
		}
	}},
	{"core/fc-md-extent", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			if col["id"] == "ports" {
				box := col["extent"].(map[string]any)["spatial"].(map[string]any)["bbox"].([]any)[0]
				if fmt.Sprint(box) != "[73 36 79 42]" {
					t.Errorf("the extent is %v", box)
				}
			}
			if col["id"] == "sections" {
				interval := col["extent"].(map[string]any)["temporal"].(map[string]any)["interval"].([]any)[0]
				if fmt.Sprint(interval) != "[1993-01-01T00:00:00Z <nil>]" {
					t.Errorf("the interval is %v", interval)
				}
			}
		}
	}},
	{"core/fc-md-extent-multi", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			if s, ok := col["extent"].(map[string]any)["spatial"].(map[string]any); ok && len(s["bbox"].([]any)) != 1 {
				t.Errorf("collection %v has several boxes", col["id"])
			}
		}
	}},
	{"core/sfc-md-op", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			c.get("/collections/" + col["id"].(string)).ok()
		}
		c.get("/collections/prots").is(404).says("did you mean ports?")
	}},
	{"core/sfc-md-success", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			one := c.get("/collections/" + col["id"].(string)).ok().json()
			for _, member := range []string{"id", "title", "extent", "itemType", "crs"} {
				if fmt.Sprint(one[member]) != fmt.Sprint(col[member]) {
					t.Errorf("%v of %v differs: %v, %v", member, col["id"], one[member], col[member])
				}
			}
		}
	}},
	{"core/fc-op", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			c.get("/collections/" + col["id"].(string) + "/items").ok()
		}
	}},
	{"core/fc-bbox-definition", func(t *testing.T, c *client) {
		p := parameter(t, c, "bbox")
		wantSchema(t, p, `{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}`)
	}},
	{"core/fc-bbox-response", func(t *testing.T, c *client) {
		// One feature has no place: every box matches it.
		for box, want := range map[string][]string{
			"75,36,76,41":                         {"torugart", "khunjerab", "nowhere"},
			"75,36,0,76,41,9000":                  {"torugart", "khunjerab", "nowhere"},
			"73.92312,39.69526,73.92312,39.69526": {"irkeshtam", "nowhere"},
			"0,0,1,1":                             {"nowhere"},
			"-180,-90,180,90":                     {"torugart", "irkeshtam", "karasu", "khunjerab", "kashgar-airport", "nowhere"},
			"80,-90,70,90":                        {"nowhere"}, // crosses the antimeridian: all but 70 to 80
			"75.5,-90,75.4,90":                    {"irkeshtam", "karasu", "kashgar-airport", "torugart", "nowhere"},
		} {
			got := c.get("/collections/ports/items?bbox=" + box).ok().ids()
			sameSet(t, box, got, want)
		}
		for box, want := range map[string][]string{
			"177,-5,-177,5":    {"west", "east"},
			"-180,85,180,90":   {"with space/and slash"},
			"-180,-90,180,-85": {},
			"-175,-1,-174,1":   {"west"}, // inside
			"-180,-1,-180,1":   {"west"},
		} {
			sameSet(t, box, c.get("/collections/far/items?bbox="+box).ok().ids(), want)
		}
		for _, f := range c.get("/collections/many/items?limit=10000&bbox=-20,-30,40,10").ok().json()["features"].([]any) {
			p := f.(map[string]any)["geometry"].(map[string]any)["coordinates"].([]any)
			if !relate.MeetsBox(orb.Point{p[0].(float64), p[1].(float64)}, geo.Box{West: -20, South: -30, East: 40, North: 10}) {
				t.Errorf("%v is outside of the box", p)
			}
		}
	}},
	{"core/fc-limit-definition", func(t *testing.T, c *client) {
		wantSchema(t, parameter(t, c, "limit"), `{"type":"integer","minimum":1,"maximum":10000,"default":100}`)
	}},
	{"core/fc-limit-response", func(t *testing.T, c *client) {
		for limit, want := range map[string]int{"": 100, "1": 1, "7": 7, "10000": 10000, "10001": 10000, "99999999999999999999": 10000} {
			q := ""
			if limit != "" {
				q = "?limit=" + limit
			}
			if n := len(c.get("/collections/many/items" + q).ok().ids()); n != want {
				t.Errorf("limit %q gives %d features, want %d", limit, n, want)
			}
		}
	}},
	{"core/fc-time-definition", func(t *testing.T, c *client) {
		wantSchema(t, parameter(t, c, "datetime"), `{"type":"string"}`)
	}},
	{"core/fc-time-response", func(t *testing.T, c *client) {
		for value, want := range map[string][]string{
			"2023-11-08T00:00:00Z":                      {"g315", "any"},
			"2000-01-01":                                {"old", "any"},
			"1990-01-01T00:00:00Z":                      {"any"},
			"2017-04-27T23:59:59Z":                      {"old", "any"},
			"2017-04-28T00:00:00Z":                      {"g315", "any"},
			"2017-04-28T07:59:59+08:00":                 {"old", "any"},
			"2017-04-28T07:59:59 08:00":                 {"old", "any"}, // an unescaped +
			"../..":                                     {"g315", "old", "any"},
			"2017-01-01T00:00:00Z/2018-01-01T00:00:00Z": {"g315", "old", "any"},
			"../1992-12-31":                             {"any"},
			"/1993-01-01T00:00:00Z":                     {"old", "any"},
			"2020-01-01T00:00:00+06:00/..":              {"g315", "any"},
			"2020-01-01T00:00:00Z/":                     {"g315", "any"},
		} {
			sameSet(t, value, c.get("/collections/sections/items?datetime="+url.QueryEscape(value)).ok().ids(), want)
		}
		sameSet(t, "both", c.get("/collections/sections/items?datetime=2000-01-01&bbox=75.5,39,76,40").ok().ids(), []string{"old"})
		c.get("/collections/sections/items?datetime=2017-04-28T07:59:59+08:00").ok()
	}},
	{"core/query-param-invalid", func(t *testing.T, c *client) {
		for q, name := range map[string]string{
			"bbox=1,2,3": "bbox", "bbox=a,b,c,d": "bbox", "bbox=1,2,3,NaN": "bbox", "bbox=75,41,76,36": "bbox", "bbox=36,75,41,76,1": "bbox",
			"bbox=-181,0,0,1": "bbox", "bbox=0,-91,0,1": "bbox", "bbox=0,0,5,1,1,4": "bbox",
			"limit=0": "limit", "limit=-1": "limit", "limit=ten": "limit", "limit=1.5": "limit", "limit=": "limit",
			"datetime=yesterday": "datetime", "datetime=2023-11-08T00:00:00": "datetime", "datetime=2023-13-01": "datetime",
			"datetime=2024-01-01/2023-01-01": "datetime", "datetime=a/b/c": "datetime", "datetime=": "datetime",
		} {
			c.get("/collections/ports/items?"+q).is(400).problem("invalid-parameter", name)
		}
	}},
	{"core/query-param-unknown", func(t *testing.T, c *client) {
		c.get("/collections/ports/items?limt=5").is(400).problem("unknown-parameter", "limt").says("did you mean limit?")
		c.get("/?nothing=1").is(400).problem("unknown-parameter", "nothing")
		c.get("/conformance?x=1").is(400).problem("unknown-parameter", "x")
		c.get("/collections?x=1").is(400).problem("unknown-parameter", "x")
		c.get("/collections/ports?x=1").is(400).problem("unknown-parameter", "x")
		c.get("/collections/ports/items/torugart?bbox=1,2,3,4").is(400).problem("unknown-parameter", "bbox")
	}},
	{"core/fc-response", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			v := c.get("/collections/" + col["id"].(string) + "/items").ok().json()
			if v["type"] != "FeatureCollection" {
				t.Errorf("type %v", v["type"])
			}
			if _, ok := v["features"].([]any); !ok {
				t.Errorf("collection %v: features is no array", col["id"])
			}
		}
	}},
	{"core/fc-links", func(t *testing.T, c *client) {
		a := c.get("/collections/many/items?limit=3").ok()
		for _, rel := range []string{"self", "alternate", "next", "collection"} {
			if a.link(rel) == "" {
				t.Errorf("there is no link %s", rel)
			}
		}
		everyLinkHasType(t, a.json()["links"])
		if a.link("prev") != "" {
			t.Error("the first page has a link prev")
		}
		if h := a.header.Get("Link"); !strings.Contains(h, `rel="next"`) {
			t.Errorf("the Link header is %q", h)
		}
		allLinksWork(t, c, a)
		// Through all pages, and back.
		var seen []string
		for n := 0; ; n++ {
			seen = append(seen, a.ids()...)
			next := a.link("next")
			if next == "" || n > 20_000 {
				break
			}
			if n == 2 {
				next = strings.Replace(next, "limit=3", "limit=9999", 1)
			}
			a = c.get(next).ok()
		}
		if len(seen) != 25_000 || !slices.IsSorted(seen) {
			t.Errorf("the pages have %d features, want 25000 in order", len(seen))
		}
		back := c.get(a.link("prev")).ok()
		if got := back.ids(); got[len(got)-1] >= a.ids()[0] {
			t.Error("the page before ends after this one begins")
		}
		sorted := c.get("/collections/ports/items?limit=2&sortby=-elevation_m").ok()
		order := sorted.ids()
		for sorted.link("next") != "" {
			sorted = c.get(sorted.link("next")).ok()
			order = append(order, sorted.ids()...)
		}
		if want := []string{"khunjerab", "karasu", "torugart", "kashgar-airport", "irkeshtam", "nowhere"}; !slices.Equal(order, want) {
			t.Errorf("by height: %v, want %v", order, want)
		}
	}},
	{"core/fc-timeStamp", func(t *testing.T, c *client) {
		// Were it there, it would have to be the time of the answer.
		if _, ok := c.get("/collections/ports/items").ok().json()["timeStamp"]; ok {
			t.Error("there is a timeStamp")
		}
	}},
	{"core/fc-numberMatched", func(t *testing.T, c *client) {
		for q, want := range map[string]any{"ports/items?limit=2": 6.0, "ports/items?kind=air": 1.0, "ports/items?bbox=75,36,76,41": 3.0,
			"many/items?limit=1": 25_000.0, "many/items?limit=1&bbox=0,0,1,1": 4.0 * 25_000 / 360 / 1, "ports/items?q=pass%20nothing": 0.0} {
			got := c.get("/collections/" + q).ok().json()["numberMatched"]
			if strings.HasPrefix(q, "many") && strings.Contains(q, "bbox") {
				want = float64(len(c.get("/collections/" + strings.Replace(q, "limit=1", "limit=10000", 1)).ok().ids()))
			}
			if got != want {
				t.Errorf("%s: numberMatched %v, want %v", q, got, want)
			}
		}
		if got, ok := c.get("/collections/many/items?limit=1&n=24999").ok().json()["numberMatched"]; ok && got != 1.0 {
			t.Errorf("numberMatched %v, want 1 or nothing", got)
		}
	}},
	{"core/fc-numberReturned", func(t *testing.T, c *client) {
		for _, q := range []string{"ports/items", "many/items?limit=17", "empty/items"} {
			a := c.get("/collections/" + q).ok()
			if got := a.json()["numberReturned"]; got != float64(len(a.ids())) {
				t.Errorf("%s: numberReturned %v of %d", q, got, len(a.ids()))
			}
		}
	}},
	{"core/f-op", func(t *testing.T, c *client) {
		for _, id := range c.get("/collections/far/items").ok().ids() {
			c.get("/collections/far/items/" + url.PathEscape(id)).ok()
		}
		c.get("/collections/ports/items/nobody").is(404).problem("not-found")
	}},
	{"core/f-success", func(t *testing.T, c *client) {
		all := c.get("/collections/ports/items").ok().json()["features"].([]any)
		for _, f := range all {
			f := f.(map[string]any)
			one := c.get("/collections/ports/items/" + f["id"].(string)).ok().json()
			delete(one, "links")
			if a, b := marshal(f), marshal(one); a != b {
				t.Errorf("the feature alone is\n%s\nand in its collection\n%s", b, a)
			}
		}
	}},
	{"core/f-links", func(t *testing.T, c *client) {
		a := c.get("/collections/ports/items/torugart").ok()
		for _, rel := range []string{"self", "alternate", "collection"} {
			if a.link(rel) == "" {
				t.Errorf("there is no link %s", rel)
			}
		}
		everyLinkHasType(t, a.json()["links"])
		allLinksWork(t, c, a)
	}},
	{"core/crs84", func(t *testing.T, c *client) {
		for _, col := range collections(c) {
			if got := fmt.Sprint(col["crs"], col["storageCrs"]); !strings.HasPrefix(got, "[http://www.opengis.net/def/crs/OGC/1.3/CRS84]") {
				t.Errorf("collection %v: %s", col["id"], got)
			}
			a := c.get("/collections/" + col["id"].(string) + "/items").ok()
			for _, f := range a.json()["features"].([]any) {
				positions(f.(map[string]any)["geometry"], func(lon, lat float64) {
					if math.Abs(lon) > 180 || math.Abs(lat) > 90 {
						t.Errorf("collection %v has a position %v, %v", col["id"], lon, lat)
					}
				})
			}
		}
		// Longitude comes first, though EPSG:4326 would have it otherwise.
		c.get("/collections/ports/items/karasu").ok().says(`"coordinates":[74.8`)
	}},
	{"geojson/definition", func(t *testing.T, c *client) {
		for _, path := range []string{"/collections/ports/items", "/collections/ports/items/torugart"} {
			a := c.get(path, "Accept", "application/geo+json").ok()
			if got := a.header.Get("Content-Type"); got != "application/geo+json" {
				t.Errorf("%s: Content-Type %q", path, got)
			}
		}
	}},
	{"geojson/content", func(t *testing.T, c *client) {
		a := c.get("/collections/ports/items/khunjerab").ok()
		a.says(`"type":"Feature"`, `"coordinates":[75.42833,36.85003,4693]`, `"elevation_m":4693`)
		c.get("/collections/ports/items/nowhere").ok().says(`"geometry":null`)
		c.get("/collections/sections/items/g315").ok().says(`[75.592,39.767,1950],[75.33,40.163,2780]`)
	}},
	{"html/definition", func(t *testing.T, c *client) {
		for _, path := range []string{"/", "/conformance", "/api", "/collections", "/collections/ports", "/collections/ports/items", "/collections/ports/items/torugart"} {
			a := c.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8").ok()
			if got := a.header.Get("Content-Type"); got != "text/html; charset=utf-8" {
				t.Errorf("%s: Content-Type %q", path, got)
			}
		}
	}},
	{"html/content", func(t *testing.T, c *client) {
		c.get("/collections/ports/items/torugart?f=html").ok().says("torugart", "Border Service", "3752", "吐尔尕特")
		c.get("/collections/ports/items?f=html&limit=2").ok().says("irkeshtam", `rel="next"`)
	}},
	{"oas30/completeness", func(t *testing.T, c *client) {
		doc := load(t, c.get("/api").ok().body)
		for _, path := range []string{"/", "/api", "/conformance", "/collections", "/collections/{collectionId}", "/collections/{collectionId}/items", "/collections/{collectionId}/items/{featureId}"} {
			if doc.Paths.Find(path) == nil || doc.Paths.Find(path).Get == nil {
				t.Errorf("the document lacks %s", path)
			}
		}
	}},
	{"oas30/oas-definition-1", func(t *testing.T, c *client) {
		kinds := map[string]any{}
		for _, l := range c.get("/").ok().json()["links"].([]any) {
			l := l.(map[string]any)
			kinds[l["rel"].(string)] = l["type"]
		}
		for rel, want := range map[string]string{"service-desc": "application/vnd.oai.openapi+json;version=3.0", "service-doc": "text/html"} {
			got := c.get(c.get("/").link(rel)).ok().header.Get("Content-Type")
			if kinds[rel] != want || !strings.HasPrefix(got, want) {
				t.Errorf("%s is linked as %v and comes as %s, want %s", rel, kinds[rel], got, want)
			}
		}
	}},
	{"oas30/oas-definition-2", func(t *testing.T, c *client) {
		if doc := load(t, c.get("/api").ok().body); !strings.HasPrefix(doc.OpenAPI, "3.0.") {
			t.Errorf("OpenAPI %s", doc.OpenAPI)
		}
	}},
	{"oas30/oas-impl", func(t *testing.T, c *client) {
		// Each path is asked for with all enumerated values of its parameters, or
		// their examples; the client holds every answer against the document.
		for path, item := range load(t, c.get("/api").ok().body).Paths.Map() {
			if item.Get == nil {
				continue
			}
			for _, address := range addresses(path, item.Get.Parameters) {
				a := c.get(address)
				if strings.Contains(address, "nil") || strings.ContainsAny(address, "{}") || a.status == 405 || a.status == 501 {
					t.Errorf("%s: status %d", address, a.status)
				}
				if path == "/" || path == "/conformance" || path == "/collections" || path == "/collections/{collectionId}" || strings.HasSuffix(path, "/items") || address == "/collections/ports/items/torugart" {
					a.ok()
				}
			}
		}
	}},
	{"oas30/exceptions-codes", func(t *testing.T, c *client) {
		op := load(t, c.get("/api").ok().body).Paths.Find("/collections/{collectionId}/items").Get
		for _, status := range []int{200, 304, 400, 404, 406, 414, 500, 503} {
			if op.Responses.Status(status) == nil {
				t.Errorf("items does not say what %d means", status)
			}
		}
	}},
	{"oas30/security", func(t *testing.T, c *client) {
		if doc := load(t, c.get("/api").ok().body); len(doc.Security) > 0 {
			t.Error("the document asks for a key, the server does not")
		}
	}},
}

func TestAbstractTests(t *testing.T) {
	s := configured(t, nil)
	for _, a := range abstractTests {
		t.Run(a.id, func(t *testing.T) { a.test(t, newClient(t, s)) })
	}
}

func collections(c *client) []map[string]any {
	var out []map[string]any
	for _, col := range c.get("/collections").ok().json()["collections"].([]any) {
		out = append(out, col.(map[string]any))
	}
	return out
}

func parameter(t *testing.T, c *client, name string) map[string]any {
	t.Helper()
	doc := c.get("/api").ok().json()
	path := doc["paths"].(map[string]any)["/collections/{collectionId}/items"].(map[string]any)
	for _, p := range path["get"].(map[string]any)["parameters"].([]any) {
		if p := p.(map[string]any); p["name"] == name {
			if p["in"] != "query" || p["required"] != false || p["style"] != "form" || p["explode"] != false {
				t.Errorf("the parameter %s is %v", name, p)
			}
			return p
		}
	}
	t.Fatalf("there is no parameter %s", name)
	return nil
}

func wantSchema(t *testing.T, p map[string]any, want string) {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(want), &v); err != nil {
		t.Fatal(err)
	}
	if marshal(p["schema"]) != marshal(v) {
		t.Errorf("the schema is %s, want %s", marshal(p["schema"]), want)
	}
}

func marshal(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return strconv.Quote(err.Error())
	}
	return string(b)
}

// addresses spells a path out with the values of the parameters that it needs.
func addresses(path string, parameters openapi3.Parameters) []string {
	all := []string{path}
	for _, ref := range parameters {
		p := ref.Value
		if p.In != "path" && !p.Required {
			continue
		}
		values := p.Schema.Value.Enum
		if len(values) == 0 {
			values = []any{p.Example}
		}
		var next []string
		for _, address := range all {
			for _, v := range values {
				if p.In == "path" {
					next = append(next, strings.Replace(address, "{"+p.Name+"}", url.PathEscape(fmt.Sprint(v)), 1))
				} else {
					join := "?"
					if strings.Contains(address, "?") {
						join = "&"
					}
					next = append(next, address+join+p.Name+"="+url.QueryEscape(fmt.Sprint(v)))
				}
			}
		}
		all = next
	}
	return all
}

// positions visits each position of a geometry.
func positions(v any, visit func(lon, lat float64)) {
	switch v := v.(type) {
	case map[string]any:
		positions(v["coordinates"], visit)
		positions(v["geometries"], visit)
	case []any:
		if len(v) >= 2 {
			lon, first := v[0].(float64)
			lat, second := v[1].(float64)
			if first && second {
				visit(lon, lat)
				return
			}
		}
		for _, x := range v {
			positions(x, visit)
		}
	}
}

func everyLinkHasType(t *testing.T, links any) {
	t.Helper()
	for _, l := range links.([]any) {
		if l := l.(map[string]any); l["rel"] == nil || l["type"] == nil {
			t.Errorf("the link %v lacks rel or type", l)
		}
	}
}

// allLinksWork follows the links to this server.
func allLinksWork(t *testing.T, c *client, a *answer) {
	t.Helper()
	for _, l := range a.json()["links"].([]any) {
		l := l.(map[string]any)
		path, ours := strings.CutPrefix(l["href"].(string), host)
		if !ours {
			t.Errorf("the link %v does not begin with the server's address", l["href"])
			continue
		}
		got := c.get(path).ok().header.Get("Content-Type")
		if want := fmt.Sprint(l["type"]); !strings.HasPrefix(got, want) {
			t.Errorf("the link %v says %s and gives %s", l["href"], want, got)
		}
	}
}

func sameSet(t *testing.T, what string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
