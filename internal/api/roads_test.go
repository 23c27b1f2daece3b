package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/roads"
)

// streets is a network of nodes 0.01 degrees apart from 75.9,39.4, five to a
// row, with streets between all neighbours; way 1 runs from the first eastwards.
func streets(context.Context) (*route.Network, error) {
	b := route.NewBuilder()
	id := int64(0)
	way := func(a, c int64, tags ...route.Tag) {
		id++
		tags = append(route.Tags{{Key: "highway", Value: "primary"}, {Key: "name", Value: "Street " + string(rune('A'+a))}, {Key: "name:zh", Value: "街"}}, tags...)
		b.Way(route.Way{ID: id, Nodes: []int64{a, c}, Tags: tags, Country: "CN"})
	}
	for n := range int64(25) {
		if n%5 < 4 {
			way(n, n+1)
		}
		if n < 20 {
			way(n, n+5)
		}
	}
	way(24, 25, route.Tag{Key: "route", Value: "ferry"}, route.Tag{Key: "maxheight", Value: "3.5"})
	b.Way(route.Way{ID: 900, Nodes: []int64{30, 31}, Tags: route.Tags{{Key: "highway", Value: "primary"}}})
	for n := range int64(26) {
		node := route.Node{ID: n, Lon: 75.9 + float64(n%5)/100, Lat: 39.4 + float64(n/5)/100}
		switch n {
		case 2:
			node.Tags = route.Tags{{Key: "ele", Value: "1300"}}
		case 25:
			node.Lon, node.Lat = 75.99, 39.47
		}
		b.Node(node)
	}
	b.Node(route.Node{ID: 30, Lon: 76.2, Lat: 39.4})
	b.Node(route.Node{ID: 31, Lon: 76.21, Lat: 39.4})
	n, _, err := b.Build(context.Background(), route.BuildOptions{Source: "streets"})
	return n, err
}

const token = "open sesame"

// onStreets returns a client of a server with streets.
func onStreets(t testing.TB) (*client, *roads.Keeper) {
	t.Helper()
	k := roads.NewKeeper(slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err := k.Keep(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	k.Load(streets)
	k.Wait()
	t.Cleanup(func() { k.Close() })
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	return newClient(t, configured(t, func(c *api.Config) {
		c.Roads, c.Token, c.Now = k, token, func() time.Time { return now }
	})), k
}

func TestRoute(t *testing.T) {
	c, _ := onStreets(t)
	a := c.get("/v1/route?coordinates=75.9,39.4;75.94,39.44&profile=car&annotations=true").ok()
	r := a.json()["routes"].([]any)[0].(map[string]any)
	if d := r["distance"].(float64); d < 7800 || d > 8000 {
		t.Errorf("distance %v", d)
	}
	if r["depart_at"] != "2026-03-04T05:06:00Z" || a.header.Get("Cache-Control") != "private, max-age=53" {
		t.Errorf("depart_at %v, %s", r["depart_at"], a.header.Get("Cache-Control"))
	}
	a.says(`"instruction":"Head`, `"LineString"`, `"annotation"`, `"code":"duration_estimated"`)
	c.get("/v1/route?coordinates=75.9,39.4;75.94,39.44&lang=zh").ok().says("出发", "街")
	a = c.get("/v1/route?coordinates=75.9,39.4;75.94,39.4;75.9,39.4&profile=truck&depart_at=2026-03-04T08:00:00%2B08:00&geometry=polyline6&steps=false").ok()
	a.says(`"assumed":true`, `"depart_at":"2026-03-04T08:00:00+08:00"`, `"highest":{"elevation_m":1300`)
	if strings.Contains(string(a.body), "instruction") || strings.Contains(string(a.body), "coordinates") {
		t.Errorf("steps or coordinates: %s", short(a.body))
	}
	if legs := a.json()["routes"].([]any)[0].(map[string]any)["legs"].([]any); len(legs) != 2 {
		t.Errorf("%d legs", len(legs))
	}
	c.get("/v1/route?coordinates=75.9,39.4;75.9,39.4&geometry=none").ok().says(`"distance":0`, `"geometry":null`)
	c.get("/v1/route?coordinates=75.9,39.4;75.94,39.44&alternatives=2").ok()
	gpx := c.get("/v1/route?coordinates=75.9,39.4;75.94,39.44&f=gpx").ok().says("<trkpt lat=", "Street")
	if err := xml.Unmarshal(gpx.body, new(struct{})); err != nil {
		t.Error(err)
	}
}

func TestRouteAskedInJSON(t *testing.T) {
	c, _ := onStreets(t)
	for _, tc := range []struct{ query, body string }{
		{"coordinates=75.9,39.4;75.94,39.44", `{"coordinates":[[75.9,39.4],[75.94,39.44]]}`},
		{"coordinates=75.9,39.4;75.94,39.44&profile=truck&weight_t=12.5&avoid=toll,ferry&steps=false&radiuses=;200&bearings=90,30;",
			`{"coordinates":[[75.9,39.4],[75.94,39.44]],"profile":"truck","weight_t":12.5,"avoid":["toll","ferry"],"steps":false,"radiuses":["",200],"bearings":["90,30",""],"avoid_areas":null}`},
		{"coordinates=75.9,39.4;75.94,39.44&avoid_ways=1,2&depart_at=2026-03-04T08:00:00Z", `{"coordinates":[[75.9,39.4],[75.94,39.44]],"avoid_ways":[1,2],"depart_at":"2026-03-04T08:00:00Z"}`},
	} {
		a, b := c.get("/v1/route?"+tc.query).ok(), c.post("/v1/route", tc.body).ok()
		if !bytes.Equal(a.body, b.body) {
			t.Errorf("%s:\n%s\n%s", tc.query, short(a.body), short(b.body))
		}
		if b.header.Get("Cache-Control") != "no-store" {
			t.Errorf("Cache-Control %q", b.header.Get("Cache-Control"))
		}
	}
	area := `{"type":"Polygon","coordinates":[[[75.905,39.39],[75.935,39.39],[75.935,39.435],[75.905,39.435],[75.905,39.39]]]}`
	round := c.post("/v1/route", `{"coordinates":[[75.9,39.4],[75.94,39.4]],"avoid_areas":`+area+`}`).ok()
	if d := round.json()["routes"].([]any)[0].(map[string]any)["distance"].(float64); d < 12_000 {
		t.Errorf("round the area: %v m", d)
	}
	c.post("/v1/route?lang=zh", `{"coordinates":[[75.9,39.4],[75.94,39.44]]}`).ok().says("出发")
	c.post("/v1/route", `{"coordinates":[[75.9,39.4],[75.94,39.44]]`).is(400).problem("malformed-request").says("at byte")
	c.post("/v1/route", `{} {}`).is(400).problem("malformed-request")
	c.post("/v1/route", `[]`).is(400).problem("malformed-request")
	c.post("/v1/route", `{"coordinates":[[75.9,39.4],[75.94,39.44]],"colour":1}`).is(400).problem("unknown-parameter", "colour")
	c.post("/v1/route", `{"coordinates":[{"lon":1}]}`).is(400).problem("invalid-parameter", "coordinates")
	c.post("/v1/route", `{"coordinates":[[[75.9,39.4]],[75.94,39.44]]}`).is(400).problem("invalid-parameter", "coordinates")
	c.post("/v1/route", strings.Repeat(" ", 300<<10)).is(413).problem("payload-too-large")
	c.send("POST", "/v1/route", "coordinates=1", "Content-Type", "application/x-www-form-urlencoded").is(415).problem("unsupported-media-type")
	if allow := c.do("DELETE", "/v1/route").is(405).header.Get("Allow"); allow != "GET, HEAD, POST, OPTIONS" {
		t.Errorf("Allow %q", allow)
	}
	if allow := c.do("POST", "/v1/search").is(405).header.Get("Allow"); allow != "GET, HEAD, OPTIONS" {
		t.Errorf("Allow %q", allow)
	}
}

func TestRouteRefused(t *testing.T) {
	c, _ := onStreets(t)
	for _, tc := range []struct {
		query  string
		status int
		code   string
		names  string // parameter
		says   string
	}{
		{"", 400, "missing-parameter", "coordinates", ""},
		{"coordinates=75.9,39.4", 400, "invalid-parameter", "coordinates", "two at least"},
		{"coordinates=75.9,39.4;75.94", 400, "invalid-parameter", "coordinates", "at place 2"},
		{"coordinates=75.9,39.4;275.94,39", 400, "invalid-parameter", "coordinates", "at place 2"},
		{"coordinates=39.4,75.9;39.44,75.94", 400, "coordinates-swapped", "coordinates", "longitude comes first"},
		{"coordinates=39.4,175.9;39.44,75.94", 400, "coordinates-swapped", "coordinates", "longitude comes first"},
		{"coordinates=" + strings.Repeat("75.9,39.4;", 100) + "75.9,39.4", 400, "invalid-parameter", "coordinates", "the limit is 100"},
		{"coordinates=75.9,39.4;77,39.4", 422, "off-road", "coordinates", "Stop 2 is"},
		{"coordinates=75.9,39.4;75.95,39.4&radiuses=;100", 422, "off-road", "coordinates", "Street"},
		{"coordinates=75.9,39.4;76.205,39.4", 422, "no-route", "coordinates", "do not join"},
		{"coordinates=75.9,39.4;75.99,39.47&height_m=4&radiuses=;10", 422, "off-road", "coordinates", ""},
		{"coordinates=75.9,39.4;75.94,39.44&profile=bike", 400, "invalid-parameter", "profile", "car"},
		{"coordinates=75.9,39.4;75.94,39.44&depart_at=2026-03-04T08:00:00", 400, "time-without-offset", "depart_at", ""},
		{"coordinates=75.9,39.4;75.94,39.44&height_m=-1&weight_t=x&hazmat=no&avoid=mud&steps=yes&geometry=wkt&alternatives=9.5&avoid_ways=a&bearings=1;2&approaches=side;side&radiuses=-1;2", 400, "invalid-parameter", "approaches", ""},
		{"coordinates=75.9,39.4;75.94,39.44&radiuses=100", 400, "invalid-parameter", "radiuses", "1 values for 2 positions"},
		{"coordinates=75.9,39.4;75.92,39.42;75.94,39.44&alternatives=1", 400, "invalid-parameter", "alternatives", "two positions"},
		{"coordinates=75.9,39.4;75.94,39.44&avoid_areas={}", 400, "invalid-parameter", "avoid_areas", "Polygon"},
		{`coordinates=75.9,39.4;75.94,39.44&avoid_areas={"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[7,8]]]}`, 400, "invalid-parameter", "avoid_areas", "not closed"},
		{`coordinates=75.9,39.4;75.94,39.44&avoid_areas={"type":"Polygon","coordinates":[[[1,2],[3,4],[5,96],[1,2]]]}`, 400, "invalid-parameter", "avoid_areas", "no position"},
		{"coordinates=75.9,39.4;75.94,39.44&profle=car", 400, "unknown-parameter", "profle", "did you mean profile?"},
	} {
		a := c.get("/v1/route?"+strings.NewReplacer(`"`, "%22", "{", "%7B", "}", "%7D").Replace(tc.query)).is(tc.status).problem(tc.code, tc.names)
		if tc.says != "" {
			a.says(tc.says)
		}
	}
}

func TestMatrix(t *testing.T) {
	c, _ := onStreets(t)
	a := c.get("/v1/matrix?origins=75.9,39.4;75.94,39.44;76.205,39.4&destinations=75.92,39.4;75.9,39.4&distances=true").ok()
	var v struct {
		Durations, Distances [][]*float64
	}
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Durations) != 3 || len(v.Durations[0]) != 2 || *v.Durations[0][1] != 0 || v.Durations[2][0] != nil || *v.Distances[0][0] < 1700 || *v.Distances[0][0] > 1730 {
		t.Errorf("%s", a.body)
	}
	b := c.post("/v1/matrix", `{"origins":[[75.9,39.4],[75.94,39.44],[76.205,39.4]],"destinations":[[75.92,39.4],[75.9,39.4]],"distances":true}`).ok()
	if !bytes.Equal(a.body, b.body) {
		t.Error("asked in JSON it is another")
	}
	c.get("/v1/matrix?origins=75.9,39.4;75.94,39.44").ok().says(`"durations":[[0,`)
	c.post("/v1/matrix", `{"origins":[`+strings.Repeat("[75.9,39.4],", 200)+`[75.9,39.4]]}`).is(400).problem("invalid-parameter", "origins").says("the limit is 10000")
	c.get("/v1/matrix?origins=75.9,39.4&destinations=77,39.4").is(422).problem("off-road", "destinations")
	c.get("/v1/matrix?origins=77,39.4&destinations=75.9,39.4").is(422).problem("off-road", "origins")
}

func TestIsochrone(t *testing.T) {
	c, _ := onStreets(t)
	a := c.get("/v1/isochrone?lon=75.92&lat=39.42&minutes=1,3&geometry=both").ok()
	var v struct {
		Features []struct {
			Properties struct {
				Minutes, RoadM float64 `json:",omitempty"`
				Geometry       string
				Road           float64 `json:"road_m"`
			}
			Geometry struct{ Type string }
		}
	}
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Features) != 4 || v.Features[0].Geometry.Type != "MultiPolygon" || v.Features[1].Geometry.Type != "MultiLineString" || v.Features[0].Properties.Road >= v.Features[2].Properties.Road {
		t.Errorf("%s", short(a.body))
	}
	c.get("/v1/isochrone?lon=75.92&lat=39.42&kilometres=2&reverse=true").ok().says(`"kilometres":2`, `"reverse":true`)
	c.post("/v1/isochrone", `{"lon":75.92,"lat":39.42,"minutes":[2],"profile":"truck","avoid":["toll"]}`).ok()
	c.get("/v1/isochrone?lon=75.92&lat=39.42").is(400).problem("missing-parameter", "minutes")
	c.get("/v1/isochrone?lon=75.92&lat=39.42&minutes=5&kilometres=5").is(400).problem("invalid-parameter", "kilometres")
	c.get("/v1/isochrone?lon=75.92&lat=39.42&minutes=5000").is(400).problem("invalid-parameter", "minutes")
	c.get("/v1/isochrone?lon=39.42&lat=75.92&minutes=5").is(400).problem("coordinates-swapped", "lon")
	c.get("/v1/isochrone?lon=75.92&lat=41&minutes=5").is(422).problem("off-road")
}

func TestProfile(t *testing.T) {
	c, _ := onStreets(t)
	c.get("/v1/profile?coordinates=75.9,39.4;75.94,39.4").ok().says(`"elevation_m":1300`, `"grade":null`)
	c.get("/v1/profile?coordinates=75.9,39.4").is(400).problem("invalid-parameter", "coordinates")
}

func TestRoadClosures(t *testing.T) {
	c, k := onStreets(t)
	ask := "/v1/route?coordinates=75.9,39.4;75.94,39.4&steps=false"
	first := c.get(ask).ok()
	bearer := []string{"Authorization", "Bearer " + token}
	c.post("/v1/closures", `{"ways":[1],"reason":"x"}`).is(401).problem("unauthorized")
	c.post("/v1/closures", `{"ways":[1],"reason":"x"}`, "Authorization", "Bearer open sesam").is(401)
	c.post("/v1/closures", `{"ways":[1],"reason":"x"}`, "Authorization", token).is(401)
	c.do("DELETE", "/v1/closures/c1").is(401)
	a := c.post("/v1/closures", `{"ways":[1],"reason":"flood"}`, bearer...).is(201)
	a.says(`"id":"c1"`, `"in_force":true`, `"profiles":["car","truck","foot"]`)
	if a.header.Get("Location") != host+"/v1/closures/c1" {
		t.Errorf("Location %q", a.header.Get("Location"))
	}
	closed := c.get(ask).ok()
	if closed.header.Get("ETag") == first.header.Get("ETag") || bytes.Equal(closed.body, first.body) {
		t.Error("the closure changes nothing")
	}
	c.post("/v1/closures", `{"line":[[75.92,39.4],[75.94,39.4]],"direction":"forward","profiles":["truck"],"speed_kmh":5,"from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00+08:00","reason":"works"}`, bearer...).is(201)
	c.get("/v1/closures").ok().says(`"id":"c1"`, `"id":"c2"`, `"reason":"works"`)
	for body, code := range map[string]string{
		`{"ways":[77777],"reason":""}`: "invalid-parameter", `{"reason":"x"}`: "invalid-parameter", `{"ways":[1],"direction":"up","reason":"x"}`: "invalid-parameter",
		`{"ways":[1],"profiles":["bike"],"reason":"x"}`: "invalid-parameter", `{"line":[[75.9,39.4],[79,39.4]],"reason":"x"}`: "invalid-parameter", `{"line":[[75.9,139.4],[79,39.4]],"reason":"x"}`: "invalid-parameter",
		`{"ways":[1],"from":"2026-03-01","reason":"x"}`: "time-without-offset", `{"ways":[1],"colour":1}`: "malformed-request", `{"ways":"1"}`: "malformed-request", `{"ways":[1],"speed_kmh":-1,"reason":"x"}`: "invalid-parameter",
		`{"id":"c9","ways":[1],"reason":"x"}`: "invalid-parameter",
	} {
		c.post("/v1/closures", body, bearer...).is(400).problem(code)
	}
	c.do("DELETE", "/v1/closures/c1", bearer...).is(204)
	c.do("DELETE", "/v1/closures/c1", bearer...).is(404).problem("not-found")
	if d := c.get(ask).ok(); d.json()["routes"].([]any)[0].(map[string]any)["distance"] != first.json()["routes"].([]any)[0].(map[string]any)["distance"] {
		t.Error("it is not as it was before")
	}
	if list, _ := k.Closures(); len(list) != 1 {
		t.Errorf("%d closures", len(list))
	}
	if allow := c.do("PUT", "/v1/closures").is(405).header.Get("Allow"); allow != "GET, HEAD, POST, OPTIONS" {
		t.Errorf("Allow %q", allow)
	}
	off := newClient(t, configured(t, func(c *api.Config) { c.Roads = k }))
	off.post("/v1/closures", `{"ways":[1],"reason":"x"}`, bearer...).is(403).problem("writes-off")
}

// TestClosedForAWhile: matrices, reaches and the nearest by the road keep off
// what is closed now, for as long as it is.
func TestClosedForAWhile(t *testing.T) {
	c, _ := onStreets(t)
	bearer := []string{"Authorization", "Bearer " + token}
	asked := []string{"/v1/matrix?origins=75.9,39.4&destinations=75.92,39.4", "/v1/isochrone?lon=75.9&lat=39.4&minutes=3", "/osrm/table/v1/driving/75.9,39.4;75.92,39.4"}
	before := map[string]*answer{}
	for _, ask := range asked {
		before[ask] = c.get(ask).ok()
	}
	// it is 05:06:07 now
	c.post("/v1/closures", `{"ways":[1],"from":"2026-03-04T06:00:00Z","to":"2026-03-04T07:00:00Z","reason":"later"}`, bearer...).is(201)
	for _, ask := range asked {
		if a := c.get(ask).ok(); !bytes.Equal(shape(a.body), shape(before[ask].body)) {
			t.Errorf("%s: what is closed later is closed now: %s", ask, short(a.body))
		}
	}
	c.post("/v1/closures", `{"ways":[1],"to":"2026-03-04T05:06:37Z","reason":"a race"}`, bearer...).is(201)
	for _, ask := range asked {
		a := c.get(ask).ok()
		if bytes.Equal(shape(a.body), shape(before[ask].body)) {
			t.Errorf("%s: what is closed now is open", ask)
		}
		if got := a.header.Get("Cache-Control"); got != "private, max-age=30" {
			t.Errorf("%s: %s, but the road opens in 30 s", ask, got)
		}
	}
}

// shape is an answer without the version of the traffic.
func shape(body []byte) []byte {
	return regexp.MustCompile(`"version":\d+`).ReplaceAll(body, nil)
}

func TestRoadsNotReady(t *testing.T) {
	k := roads.NewKeeper(slog.New(slog.NewTextHandler(io.Discard, nil)))
	c := newClient(t, configured(t, func(c *api.Config) { c.Roads = k }))
	ask := "/v1/route?coordinates=75.9,39.4;75.94,39.4"
	if after := c.get(ask).is(503).problem("roads-loading").header.Get("Retry-After"); after == "" {
		t.Error("no Retry-After")
	}
	k.Load(func(context.Context) (*route.Network, error) {
		return nil, errors.New("/data/roads.pamir: the checksum of its section motor.edges is wrong")
	})
	k.Wait()
	c.get(ask).is(503).problem("roads-broken").says("motor.edges")
	c.get("/v1/closures").is(503)
	c.get("/collections/ports/items").ok()
	none := newClient(t, configured(t, nil))
	none.get(ask).is(404)
}
