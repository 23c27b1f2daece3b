package api_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pamir/internal/api"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

func inMemory(t *testing.T, d ...store.Dataset) store.Store {
	t.Helper()
	s, err := memory.New(d...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestForms(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, tc := range []struct{ path, accept, want string }{
		{"/", "", "application/json"},
		{"/", "*/*", "application/json"},
		{"/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"},
		{"/", "application/json, text/html;q=0.5", "application/json"},
		{"/", "text/html;q=0.4, application/json;q=0.5", "application/json"},
		{"/collections/ports/items", "application/geo+json", "application/geo+json"},
		{"/collections/ports/items", "application/json", "application/geo+json"},
		{"/collections/ports/items", "text/csv", "text/csv; charset=utf-8; header=present"},
		{"/collections/ports/items?f=json", "text/html", "application/geo+json"},
		{"/collections/ports/items?f=geojson", "", "application/geo+json"},
		{"/collections/ports/items?f=kml", "", "application/vnd.google-earth.kml+xml"},
		{"/api", "application/vnd.oai.openapi+json;version=3.0", "application/vnd.oai.openapi+json;version=3.0"},
	} {
		a := c.get(tc.path, "Accept", tc.accept).ok()
		if got := a.header.Get("Content-Type"); got != tc.want {
			t.Errorf("%s, Accept %q: %q, want %q", tc.path, tc.accept, got, tc.want)
		}
	}
	c.get("/", "Accept", "image/png").is(406).problem("not-acceptable")
	c.get("/", "Accept", "application/json;q=0, text/html;q=0").is(406).problem("not-acceptable")
	c.get("/collections/ports/items?f=xml").is(406).problem("not-acceptable", "f").says("json, html, csv, kml")
	c.get("/v1/meta?f=html").is(406)
}

func TestCSVAndKMLAreRead(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, q := range []string{"/collections/ports/items", "/collections/sections/items", "/collections/far/items", "/collections/ports/items/torugart", "/collections/empty/items"} {
		rows, err := csv.NewReader(bytes.NewReader(c.get(q + "?f=csv").ok().body)).ReadAll()
		if err != nil || len(rows) == 0 || rows[0][0] != "id" {
			t.Errorf("%s as CSV: %v, %v", q, rows, err)
		}
		d := xml.NewDecoder(bytes.NewReader(c.get(q + "?f=kml").ok().body))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s as KML: %v", q, err)
				break
			}
		}
	}
}

func TestProperties(t *testing.T) {
	c := newClient(t, configured(t, nil))
	f := c.get("/collections/ports/items?properties=elevation_m,name&limit=1").ok().json()["features"].([]any)[0].(map[string]any)
	if got := marshal(f["properties"]); got != `{"elevation_m":3752,"name":"torugart"}` {
		t.Errorf("properties %s", got)
	}
	c.get("/collections/ports/items?properties=elevation&sortby=hight").is(400).problem("invalid-parameter", "properties", "sortby").says("did you mean elevation_m?")
	c.get("/collections/ports/items?sortby=sources").is(400).problem("invalid-parameter", "sortby")
	c.get("/collections/ports/items?elevation_m=high&open=yes&kind=raod").is(400).problem("invalid-parameter", "elevation_m", "open", "kind").says("did you mean road?")
	sameSet(t, "open", c.get("/collections/ports/items?open=true&kind=air").ok().ids(), []string{"kashgar-airport"})
	sameSet(t, "accuracy", c.get("/collections/ports/items?accuracy_m=100.5&elevation_m=4363").ok().ids(), []string{"karasu"})
	sameSet(t, "both kinds", c.get("/collections/ports/items?kind=air&kind=road").ok().ids(), []string{})
	sameSet(t, "text", c.get("/collections/ports/items?q=BORDER+karasu").ok().ids(), []string{"karasu"})
}

// Every feature has the properties that the schema lists, and no others.
func TestFeaturesMatchTheirSchema(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, col := range collections(c) {
		id := col["id"].(string)
		schema := c.get("/collections/" + id + "/schema").ok().json()["properties"].(map[string]any)
		for _, f := range c.get("/collections/" + id + "/items?limit=50").ok().json()["features"].([]any) {
			properties := f.(map[string]any)["properties"].(map[string]any)
			for name, v := range properties {
				s, ok := schema[name].(map[string]any)
				if !ok {
					t.Errorf("%s: the property %s is not in the schema", id, name)
				} else if !hasType(v, s["type"].(string)) {
					t.Errorf("%s: %s is %v, not of type %v", id, name, v, s["type"])
				}
			}
			for name := range schema {
				if _, ok := properties[name]; !ok && name != "id" && name != "geometry" {
					t.Errorf("%s: a feature lacks %s", id, name)
				}
			}
		}
		for _, name := range []string{"queryables", "sortables"} {
			c.get("/collections/" + id + "/" + name).ok()
		}
	}
}

func hasType(v any, want string) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case float64:
		return want == "number" || want == "integer" && v == float64(int64(v))
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	}
	return false
}

// A field that the document does not know, or lacks, must not pass.
func TestContractNoticesARename(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for path, renames := range map[string][2]string{
		"/v1/meta":                  {`"languages"`, `"tongues"`},
		"/v1/nearest?lon=75&lat=40": {`"distance_m"`, `"distance"`},
		"/collections/ports":        {`"itemCount"`, `"count"`},
		"/collections/ports/items":  {`"numberReturned"`, `"numberreturned"`},
		"/v1/search?q=torugart":     {`"matched"`, `"match"`},
		"/healthz":                  {`"status"`, `"state"`},
		"/nothing":                  {`"code"`, `"slug"`},
	} {
		a := c.get(path)
		if path == "/nothing" {
			path = "/collections/nothing"
			a = c.get(path)
		}
		r := httptest.NewRequest("GET", host+path, nil)
		if err := c.validate(r, a); err != nil {
			t.Errorf("%s as it is: %v", path, err)
		}
		b := *a
		b.body = bytes.Replace(a.body, []byte(renames[0]), []byte(renames[1]), 1)
		if bytes.Equal(a.body, b.body) {
			t.Errorf("%s has no %s", path, renames[0])
		}
		if err := c.validate(r, &b); err == nil {
			t.Errorf("%s with %s for %s is not noticed", path, renames[1], renames[0])
		}
		b.status = 418
		if err := c.validate(r, &b); err == nil {
			t.Errorf("%s: a status that the document does not list is not noticed", path)
		}
	}
}

func TestETag(t *testing.T) {
	s := configured(t, nil)
	c := newClient(t, s)
	paths := []string{"/", "/conformance", "/api", "/collections", "/collections/ports", "/collections/ports/schema", "/collections/ports/items", "/collections/ports/items?limit=2",
		"/collections/ports/items?f=csv", "/collections/ports/items/torugart", "/v1/nearest?lon=75&lat=40", "/v1/search?q=kar", "/v1/meta", "/?f=html", "/port/torugart", "/collections/many/items?limit=5000"}
	seen := map[string]string{}
	for _, path := range paths {
		for _, encoding := range []string{"", "gzip", "zstd"} {
			a := c.get(path, "Accept-Encoding", encoding).ok()
			tag := a.header.Get("Etag")
			if !strings.HasPrefix(tag, `"`) || len(tag) < 5 {
				t.Fatalf("%s: ETag %q is not strong", path, tag)
			}
			if other, ok := seen[tag]; ok {
				t.Errorf("%s (%s) has the ETag of %s", path, encoding, other)
			}
			seen[tag] = path + " " + encoding
			again := c.get(path, "Accept-Encoding", encoding).ok()
			if again.header.Get("Etag") != tag || !bytes.Equal(again.body, a.body) {
				t.Errorf("%s: a second answer differs", path)
			}
			not := c.get(path, "Accept-Encoding", encoding, "If-None-Match", `"x", W/`+tag).is(304)
			if len(not.body) > 0 || not.header.Get("Etag") != tag || not.header.Get("Cache-Control") == "" {
				t.Errorf("%s: the 304 has body %q and headers %v", path, not.body, not.header)
			}
			c.get(path, "Accept-Encoding", encoding, "If-None-Match", `"other"`).ok()
		}
		if a := c.get(path); a.header.Get("Cache-Control") != "private, max-age=300" || a.header.Get("X-Data-Version") != "d1" || a.header.Get("Last-Modified") != "Mon, 23 Nov 2026 00:00:00 GMT" {
			t.Errorf("%s: headers %v", path, a.header)
		}
	}
	newer := newClient(t, configured(t, func(cfg *api.Config) { cfg.DataVersion = "d2" }))
	if c.get("/v1/meta").header.Get("Etag") == newer.get("/v1/meta").header.Get("Etag") {
		t.Error("other data has the same ETag")
	}
}

func TestEncodings(t *testing.T) {
	c := newClient(t, configured(t, nil))
	want := c.get("/collections/many/items?limit=10000").ok().body
	for accept, encoding := range map[string]string{"gzip": "gzip", "zstd": "zstd", "gzip, zstd, br": "zstd", "gzip;q=1, zstd;q=0": "gzip", "identity": "", "br": ""} {
		a := c.get("/collections/many/items?limit=10000", "Accept-Encoding", accept).ok()
		if a.header.Get("Content-Encoding") != encoding {
			t.Errorf("Accept-Encoding %s: %q, want %q", accept, a.header.Get("Content-Encoding"), encoding)
		}
		if !bytes.Equal(a.body, want) {
			t.Errorf("Accept-Encoding %s: other bytes", accept)
		}
	}
	if a := c.get("/healthz", "Accept-Encoding", "gzip").ok(); a.header.Get("Content-Encoding") != "" {
		t.Error("a small answer is compressed")
	}
	if a := c.get("/assets/app-1234.js", "Accept-Encoding", "gzip, zstd").ok(); a.header.Get("Content-Encoding") != "zstd" || len(a.body) < 2000 {
		t.Errorf("an asset comes as %v", a.header)
	}
}

func TestBaseURL(t *testing.T) {
	c := newClient(t, configured(t, nil))
	if a := c.get("/").ok(); !strings.HasPrefix(a.link("conformance"), "/conformance") {
		t.Error("links do not begin with the request's host")
	}
	s := configured(t, func(cfg *api.Config) { cfg.BaseURL = "https://maps.example.org/pamir/" })
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://evil.test/collections/ports", nil))
	if body := w.Body.String(); strings.Contains(body, "evil") || !strings.Contains(body, `"href":"https://maps.example.org/pamir/collections/ports/items?f=json"`) {
		t.Errorf("links do not begin with the base URL: %s", body)
	}
	if got := w.Header().Get("Cache-Control"); got != "public, max-age=300" {
		t.Errorf("Cache-Control %q", got)
	}
	// The page's own files come from where the page does: its policy allows no other.
	w = httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://other.test/?f=html", nil))
	if body := w.Body.String(); !strings.Contains(body, `src="/pamir/assets/app-1234.js"`) || strings.Contains(body, `href="https://maps.example.org/pamir/assets`) {
		t.Errorf("assets come from elsewhere: %s", body)
	}
	for _, host := range []string{"a b", `x"><script>`, "x/y", ""} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		configured(t, nil).ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), `"href":"http://localhost/"`) {
			t.Errorf("Host %q: %s", host, short(w.Body.Bytes()))
		}
	}
	for _, bad := range []string{"example.org", "ftp://x", "https://", "https://x?y", "://"} {
		if _, err := api.New(api.Config{Store: inMemory(t), BaseURL: bad}); err == nil {
			t.Errorf("the base URL %q is accepted", bad)
		}
	}
}

func TestPages(t *testing.T) {
	c := newClient(t, configured(t, nil))
	c.get("/?f=html").ok().says("app-1234.js", "app-5678.css", `href="http://pamir.test/port/torugart"`, `lang="en"`, "3752")
	chinese := c.get("/", "Accept", "text/html", "Accept-Language", "zh-CN,zh;q=0.9").ok()
	chinese.says(`lang="zh"`, "吐尔尕特", `modulepreload" href="/assets/chunk-9.js"`, `modulepreload" href="/assets/zh-2.js"`)
	if strings.Contains(string(chinese.body), "en-1.js") {
		t.Error("a page in Chinese asks for English words")
	}
	c.get("/?f=html&lang=ug&theme=dark&map=7/40/75").ok().says(`dir="rtl"`)
	c.get("/?f=html&lang=nonsense").ok()
	c.get("/port/torugart?t=x").ok().says("<title>torugart · Pamir</title>", "Border Service")
	c.get("/section/g315").ok()
	c.get("/port/nobody").is(404).says("nobody", "torugart")
	c.get("/port/%3Cscript%3E").is(404).says("&lt;script&gt;")
	c.get("/pass/any").is(404)
	c.get("/collections/far/items?f=html").ok().says("&lt;b&gt;&amp;")
	c.get("/collections/far/items/with%20space%2Fand%20slash?f=html").ok().says("&lt;b&gt;&amp;")
	c.get("/problems/invalid-parameter").ok().says("A parameter is not valid")
	c.get("/problems/none").is(404)
	// A browser gets its problems as pages, with a way back.
	c.get("/collections/nope", "Accept", "text/html,*/*;q=0.8").is(404).says("<h1>There is nothing here</h1>", "sections", `href="http://pamir.test/"`)
	c.get("/collections/ports/items?bbox=1&limit=%3Cb%3E", "Accept", "text/html").is(400).says("<code>bbox</code>", "wants 4 numbers", "&lt;b&gt;")
	c.get("/nothing/at/all", "Accept", "text/html").is(404).says("<h1>")
	c.get("/api.html").ok().says("max_distance_m")
	c.get("/assets/app-1234.js").ok()
	c.get("/assets/fonts%2Fa-1.woff2").ok()
	c.get("/assets/..%2F..%2Fetc%2Fpasswd").is(404)
	unbuilt := newClient(t, configured(t, func(cfg *api.Config) { cfg.Web = nil }))
	unbuilt.get("/?f=html").ok().says("make web", "torugart")
}

func TestMethods(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
		a := c.do(method, "/collections/ports/items").is(405).problem("method-not-allowed")
		if a.header.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: Allow %q", method, a.header.Get("Allow"))
		}
	}
	a := c.do("OPTIONS", "/v1/nearest", "Origin", "https://app.example.org", "Access-Control-Request-Method", "GET").is(204)
	if a.header.Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" || a.header.Get("Allow") == "" {
		t.Errorf("preflight: %v", a.header)
	}
	for _, path := range []string{"/", "/collections/ports/items", "/collections/many/items?limit=10000", "/v1/nearest?lon=1&lat=2", "/assets/app-1234.js"} {
		head, get := c.do("HEAD", path).ok(), c.get(path).ok()
		for _, name := range []string{"Content-Type", "Etag", "Content-Length", "Cache-Control"} {
			if head.header.Get(name) != get.header.Get(name) {
				t.Errorf("HEAD %s: %s is %q, with GET %q", path, name, head.header.Get(name), get.header.Get(name))
			}
		}
	}
	c.do("HEAD", "/collections/nothing").is(404)
}

func TestNotFound(t *testing.T) {
	c := newClient(t, configured(t, nil))
	c.get("/colections").is(404).problem("not-found").says("Did you mean /collections?")
	c.get("/collections/ports/itmes").is(404).problem("not-found").says("Did you mean /collections/ports/items?")
	c.get("/v1/nothing/like/this/at/all").is(404).problem("not-found")
}

func TestLimits(t *testing.T) {
	c := newClient(t, configured(t, nil))
	c.get("/collections/ports/items?q=" + strings.Repeat("a", 9000)).is(414).problem("uri-too-long")
	r := httptest.NewRequest("GET", host+"/v1/meta", strings.NewReader(strings.Repeat("x", 2<<20)))
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	if w.Code != 413 {
		t.Errorf("a body of 2 MiB gives %d", w.Code)
	}
}

// broken is a store that fails in each way there is.
type broken struct {
	store.Store
	fail func(context.Context) error
}

func (b broken) Features(ctx context.Context, _ string, _ store.Query) (store.Page, error) {
	return store.Page{}, b.fail(ctx)
}

func TestFailures(t *testing.T) {
	var log bytes.Buffer
	var fail func(context.Context) error
	c := newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Store = broken{cfg.Store, func(ctx context.Context) error { return fail(ctx) }}
		cfg.Timeout = 10 * time.Millisecond
		cfg.Logger = slog.New(slog.NewTextHandler(&log, nil))
	}))
	fail = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	if a := c.get("/collections/ports/items").is(503).problem("timeout"); a.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	for what, f := range map[string]func(context.Context) error{
		"error": func(context.Context) error { return errors.New("secret dsn") },
		"panic": func(context.Context) error { panic("secret dsn") },
	} {
		log.Reset()
		fail = f
		w := httptest.NewRecorder()
		c.h.ServeHTTP(w, httptest.NewRequest("GET", host+"/collections/ports/items", nil))
		id := w.Header().Get("X-Request-Id")
		var p map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 500 || p["code"] != "internal" || p["instance"] != "urn:request:"+id {
			t.Errorf("%s: status %d, %s", what, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") || !strings.Contains(log.String(), "secret dsn") || !strings.Contains(log.String(), id) {
			t.Errorf("%s: the client reads %s\nthe operator %s", what, w.Body, log.String())
		}
		if got := w.Header().Get("Etag") + w.Header().Get("Last-Modified"); got != "" {
			t.Errorf("%s: an error with validators %s", what, got)
		}
	}
}

func TestMetrics(t *testing.T) {
	c := newClient(t, configured(t, nil))
	c.get("/v1/meta").ok()
	c.get("/collections/nothing").is(404)
	c.get("/metrics").ok().says(`pamir_requests_total{method="GET",route="/v1/meta",status="200"} 1`, `route="/collections/:collectionId",status="404"} 1`, `pamir_build_info{data="d1",version="test"} 1`)
	for i := range 100 {
		c.get(fmt.Sprintf("/nothing/%d", i)).is(404)
	}
	if body := string(c.get("/metrics").ok().body); strings.Contains(body, "nothing/") {
		t.Error("an address that a client made up is in the metrics")
	}
}
