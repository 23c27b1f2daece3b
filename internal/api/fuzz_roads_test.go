package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzRoads: whatever is asked of the roads, in the address or as JSON, the
// answer is one that the OpenAPI document allows, or a whole problem; one of
// the services of OSRM has the shape of its own.
func FuzzRoads(f *testing.F) {
	for _, s := range []string{
		"/v1/route?coordinates=75.9,39.4;75.94,39.44&profile=truck&alternatives=3&annotations=true&geometry=polyline6&depart_at=2026-03-04T08:00:00%2B08:00",
		"/v1/route?coordinates=75.9,39.4;75.92,39.4;75.9,39.4&radiuses=;200;unlimited&bearings=90,30;;&approaches=curb;;opposite&continue_straight=true&lang=ky&f=gpx",
		"/v1/matrix?origins=75.9,39.4;75.94,39.44&distances=true&height_m=3.9&hazmat=water", "/v1/isochrone?lon=75.9&lat=39.4&minutes=1,5,720&outlines=both&reverse=true",
		"/v1/isochrone?lon=75.9&lat=39.4&kilometres=0.0001,500", "/v1/profile?coordinates=75.9,39.4;75.94,39.44", "/v1/nearest?lon=75.9&lat=39.4&by=duration&collection=far",
		"/osrm/route/v1/driving/75.9,39.4;75.94,39.44?alternatives=2&steps=true&annotations=nodes,speed&geometries=geojson&overview=full&continue_straight=false&waypoints=0;1&exclude=toll,ferry&snapping=any&skip_waypoints=true",
		"/osrm/nearest/v1/foot/75.9,39.4?number=3&bearings=0,20", "/osrm/table/v1/truck/75.9,39.4;75.94,39.44?sources=0&destinations=1;0&annotations=duration,distance&fallback_speed=3&fallback_coordinate=snapped&scale_factor=0.5",
		"/osrm/match/v1/driving/75.9,39.4;75.91,39.4001;75.92,39.4?timestamps=0;5;9&tidy=true&gaps=ignore&radiuses=5;5;5", "/osrm/route/v1/driving/polyline(olmoF_lgmMoP_jC)?generate_hints=false&hints=;", "/osrm/route/v1/driving/polyline6(%7F)",
	} {
		f.Add(s, "")
	}
	for _, s := range []string{
		`{"coordinates":[[75.9,39.4],[75.94,39.44]],"profile":"truck","weight_t":12.5,"avoid":["toll","ferry"],"steps":false,"radiuses":["",200],"bearings":["90,30",""],"avoid_areas":null}`,
		`{"coordinates":[[75.9,39.4],[75.94,39.4]],"avoid_areas":{"type":"Polygon","coordinates":[[[75.905,39.39],[75.935,39.39],[75.935,39.435],[75.905,39.435],[75.905,39.39]]]}}`,
		`{"coordinates":[[75.9,39.4],[75.94,39.4]],"avoid_areas":{"type":"MultiPolygon","coordinates":[[]]},"avoid_ways":[1,-2,9e9]}`,
		`{"coordinates":"75.9,39.4;75.94,39.44","depart_at":"2026-03-04T08:00:00Z","coordinates":[[]]}`, `{"coordinates":[[[[1]]],{}]}`, `[{}]`, `{"":0}`,
	} {
		f.Add("/v1/route", s)
	}
	f.Add("/v1/matrix", `{"origins":[[75.9,39.4]],"destinations":[[75.94,39.44],[75.9,39.42]]}`)
	f.Add("/v1/isochrone", `{"lon":75.9,"lat":39.4,"minutes":[1,2.5]}`)
	f.Add("/v1/profile", `{"coordinates":[[75.9,39.4],[75.94,39.44]]}`)
	f.Add("/v1/closures", `{"ways":[1],"line":[[75.9,39.4],[75.92,39.4]],"reason":"snow","from":"2026-03-04T08:00:00Z"}`)
	on, _ := onStreets(f)
	f.Fuzz(func(t *testing.T, address, body string) {
		fuzzed(t, on, address, body)
	})
}

// fuzzed asks what an address and a body say, of what is about roads, and holds
// the answer against the OpenAPI document.
func fuzzed(t *testing.T, on *client, address, body string) {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || !strings.HasPrefix(u.Path, "/v1/") && !strings.HasPrefix(u.Path, "/osrm/") {
		t.Skip()
	}
	c := &client{t, on.h, on.router}
	method := "GET"
	if body != "" {
		method = "POST"
	}
	r := httptest.NewRequest(method, host+"/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.URL = &url.URL{Scheme: "http", Host: "pamir.test", Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}
	r.RequestURI = r.URL.RequestURI()
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	a := &answer{t, address, w.Code, w.Result().Header, plain(t, w)}
	c.always(a, method)
	if err := c.validate(r, a); err != nil {
		t.Errorf("%q %q: %v\n%s", address, body, err, short(a.body))
	}
	if strings.Contains(a.header.Get("Content-Type"), "json") && len(a.body) > 0 && !json.Valid(a.body) {
		t.Errorf("%q %q: not JSON: %s", address, body, short(a.body))
	}
}
