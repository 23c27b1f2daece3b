package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/klauspost/compress/zstd"

	"pamir/internal/api"
)

const host = "http://pamir.test"

// client asks a server, and holds each answer against the server's own OpenAPI
// document and against what every answer must have.
type client struct {
	t      testing.TB
	h      http.Handler
	router routers.Router
}

func newClient(t testing.TB, s *api.Server) *client {
	t.Helper()
	c := &client{t: t, h: s}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", host+"/api", nil))
	doc := load(t, w.Body.Bytes())
	var err error
	if c.router, err = gorillamux.NewRouter(doc); err != nil {
		t.Fatal(err)
	}
	return c
}

// load reads an OpenAPI document, which must be valid.
func load(t testing.TB, b []byte) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return doc
}

func init() {
	for _, media := range []string{"application/geo+json", "application/schema+json", "application/problem+json", "application/vnd.oai.openapi+json"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.JSONBodyDecoder)
	}
	for _, media := range []string{"text/html", "text/csv", "application/vnd.google-earth.kml+xml", "application/gpx+xml", "text/plain", "text/calendar"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.FileBodyDecoder)
	}
}

// answer is what came back, decompressed.
type answer struct {
	t      testing.TB
	url    string
	status int
	header http.Header
	body   []byte
}

// get asks for an address with headers given as name, value, ….
func (c *client) get(url string, headers ...string) *answer {
	c.t.Helper()
	return c.do("GET", url, headers...)
}

func (c *client) do(method, url string, headers ...string) *answer {
	c.t.Helper()
	return c.send(method, url, "", headers...)
}

// post sends JSON.
func (c *client) post(url, body string, headers ...string) *answer {
	c.t.Helper()
	return c.send("POST", url, body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func (c *client) send(method, url, body string, headers ...string) *answer {
	c.t.Helper()
	r := httptest.NewRequest(method, host+url, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	a := &answer{c.t, method + " " + url, w.Code, w.Result().Header, plain(c.t, w)}
	c.always(a, method)
	if method == "GET" || method == "POST" {
		if err := c.validate(r, a); err != nil {
			c.t.Errorf("%s: the answer is not as the OpenAPI document says: %v\n%s", a.url, err, short(a.body))
		}
	}
	return a
}

func plain(t testing.TB, w *httptest.ResponseRecorder) []byte {
	t.Helper()
	b := w.Body.Bytes()
	if len(b) == 0 {
		return b
	}
	var r io.Reader = bytes.NewReader(b)
	var err error
	switch w.Header().Get("Content-Encoding") {
	case "gzip":
		r, err = gzip.NewReader(r)
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1)); err == nil {
			defer z.Close()
			r = z
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if b, err = io.ReadAll(r); err != nil {
		t.Fatal(err)
	}
	return b
}

// always checks what holds for every answer.
func (c *client) always(a *answer, method string) {
	c.t.Helper()
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"} {
		if got := a.header.Get(name); got != want {
			c.t.Errorf("%s: %s is %q, want %q", a.url, name, got, want)
		}
	}
	for _, name := range []string{"X-Request-Id", "Content-Security-Policy", "Referrer-Policy", "Access-Control-Expose-Headers"} {
		if a.header.Get(name) == "" {
			c.t.Errorf("%s: there is no %s", a.url, name)
		}
	}
	if a.status >= 500 && a.status != 503 {
		c.t.Errorf("%s: status %d", a.url, a.status)
	}
	if a.status >= 400 && a.status != 404 && strings.Contains(a.url, "/osrm/") {
		return // its clients want its own shape
	}
	if a.status >= 400 && method != "HEAD" && !strings.HasSuffix(a.header.Get("Content-Type"), "html; charset=utf-8") {
		var p struct {
			Type, Title, Code, Instance string
			Status                      int
		}
		if err := json.Unmarshal(a.body, &p); err != nil || a.header.Get("Content-Type") != "application/problem+json" ||
			p.Status != a.status || p.Type == "" || p.Title == "" || p.Code == "" || p.Instance == "" {
			c.t.Errorf("%s: status %d without a whole problem: %s", a.url, a.status, short(a.body))
		}
	}
	if method == "HEAD" && len(a.body) > 0 {
		c.t.Errorf("%s: HEAD has a body", a.url)
	}
	if a.status == 200 && a.header.Get("Content-Type") == "" {
		c.t.Errorf("%s: no Content-Type", a.url)
	}
}

// validate holds an answer against the OpenAPI document. Addresses that are
// not in the document are for the page, not for clients.
func (c *client) validate(r *http.Request, a *answer) error {
	route, params, err := c.router.FindRoute(r)
	if err != nil || a.status == http.StatusNotModified {
		return nil
	}
	header := a.header.Clone()
	header.Del("Content-Encoding")
	return openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 a.status,
		Header:                 header,
		Body:                   io.NopCloser(bytes.NewReader(a.body)),
		Options:                &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
}

// ok checks that the answer is 200.
func (a *answer) ok() *answer {
	a.t.Helper()
	return a.is(200)
}

func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: status %d, want %d: %s", a.url, a.status, status, short(a.body))
	}
	return a
}

// json reads the answer.
func (a *answer) json() map[string]any {
	a.t.Helper()
	var v map[string]any
	if err := json.Unmarshal(a.body, &v); err != nil {
		a.t.Fatalf("%s: %v: %s", a.url, err, short(a.body))
	}
	return v
}

// ids returns the ids of the features.
func (a *answer) ids() []string {
	a.t.Helper()
	out := []string{}
	for _, f := range a.json()["features"].([]any) {
		out = append(out, f.(map[string]any)["id"].(string))
	}
	return out
}

// link returns the address of the link with a relation, or "".
func (a *answer) link(rel string) string {
	a.t.Helper()
	links, _ := a.json()["links"].([]any)
	for _, l := range links {
		if l := l.(map[string]any); l["rel"] == rel {
			return strings.TrimPrefix(l["href"].(string), host)
		}
	}
	return ""
}

// problem checks the kind of problem, and that each parameter is named.
func (a *answer) problem(code string, parameters ...string) *answer {
	a.t.Helper()
	p := a.json()
	if p["code"] != code {
		a.t.Errorf("%s: problem %v, want %s: %s", a.url, p["code"], code, short(a.body))
	}
	named := map[string]string{}
	errors, _ := p["errors"].([]any)
	for _, e := range errors {
		e := e.(map[string]any)
		named[e["parameter"].(string)] = e["detail"].(string)
	}
	for _, name := range parameters {
		if named[name] == "" {
			a.t.Errorf("%s: the problem does not name %s: %s", a.url, name, short(a.body))
		}
	}
	return a
}

// says checks that the answer's text has all of these.
func (a *answer) says(texts ...string) *answer {
	a.t.Helper()
	for _, s := range texts {
		if !strings.Contains(string(a.body), s) {
			a.t.Errorf("%s: no %q in %s", a.url, s, short(a.body))
		}
	}
	return a
}

func short(b []byte) string {
	if len(b) > 600 {
		return string(b[:600]) + "…"
	}
	return string(b)
}

// counter is a response of which only the size is kept.
type counter struct {
	header http.Header
	n      int
}

func (w *counter) Header() http.Header {
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}
func (w *counter) Write(b []byte) (int, error) { w.n += len(b); return len(b), nil }
func (w *counter) WriteHeader(int)             {}

// ask asks without keeping or checking the answer.
func (c *client) ask(address string, w http.ResponseWriter) {
	c.h.ServeHTTP(w, httptest.NewRequest("GET", host+address, nil))
}
