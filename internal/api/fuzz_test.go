package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzRequest: whatever the address and headers, the answer is one that the
// OpenAPI document allows, an error is a whole problem, and the same request
// gets the same answer again.
func FuzzRequest(f *testing.F) {
	for _, s := range []string{
		"/v1/nearest?lon=75.99&lat=39.47", "/v1/nearest?lon=1e309&lat=NaN&number=-0", "/collections/ports/items?bbox=1,2,3,4&datetime=../..&sortby=-name&properties=name",
		"/collections/ports/items?bbox=%00&limit=٣", "/collections/many/items?cursor=bgAAAABw", "/v1/search?q=%F0%9F%98%80", "/collections/far/items/with%20space%2Fand%20slash",
		"/?f=html&lang=zz", "/port/%2e%2e", "/assets/%2e%2e%2f", "/collections/sections/items?datetime=2020-01-01T00:00:00+24:00/..", "/collections/ports/items?kind=road&kind=&open=TRUE",
	} {
		f.Add(s, "text/html,*/*;q=0.8", "gzip, zstd")
	}
	f.Add("/collections", "application/json;q=nan", "*")
	for _, s := range []string{
		"/v1/status?at=2026-03-04T12:00:00+08:00&mode=truck", "/v1/ports/karasu/status?mode=truck&direction=CN-TJ", "/v1/ports/karasu/calendar?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&f=ics",
		"/v1/calendar.ics?port=torugart", "/v1/changes?since=2026-01-01T00:00Z", "/collections/checkpoints/items?at=1900-01-01T00:00:00Z", "/v1/nearest?lon=75&lat=40&state=unknown&direction=CN-KG",
		"/v1/ports/kashgar-airport/status?at=2199-12-31T23:59:59Z", "/collections/ports/items?mode=foot&properties=name&f=csv",
	} {
		f.Add(s, "application/json, text/calendar;q=0.5", "")
	}
	c, _ := withHours(f, "2026-03-04T12:30:15+08:00")
	f.Fuzz(func(t *testing.T, address, accept, encoding string) {
		u, err := url.Parse(address)
		if err != nil || !strings.HasPrefix(u.Path, "/") || u.Host != "" || u.Path == "/metrics" {
			t.Skip()
		}
		c := &client{t, c.h, c.router}
		ask := func() *answer {
			r := httptest.NewRequest("GET", host+"/", nil)
			r.URL = &url.URL{Scheme: "http", Host: "pamir.test", Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}
			r.RequestURI = r.URL.RequestURI()
			r.Header["Accept"], r.Header["Accept-Encoding"] = []string{accept}, []string{encoding}
			w := httptest.NewRecorder()
			c.h.ServeHTTP(w, r)
			a := &answer{t, address, w.Code, w.Result().Header, plain(t, w)}
			c.always(a, "GET")
			if err := c.validate(r, a); err != nil {
				t.Errorf("%q: %v\n%s", address, err, short(a.body))
			}
			return a
		}
		a, b := ask(), ask()
		if a.status != b.status || a.header.Get("Etag") != b.header.Get("Etag") {
			t.Errorf("%q: %d %s, then %d %s", address, a.status, a.header.Get("Etag"), b.status, b.header.Get("Etag"))
		}
		if strings.Contains(a.header.Get("Content-Type"), "json") && len(a.body) > 0 && !json.Valid(a.body) {
			t.Errorf("%q: not JSON: %s", address, short(a.body))
		}
	})
}
