package api_test

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/api"
	"pamir/internal/store"
)

func TestNearest(t *testing.T) {
	c := newClient(t, configured(t, nil))
	kashgar := orb.Point{75.99, 39.47}
	a := c.get("/v1/nearest?lon=75.99&lat=39.47").ok()
	if want := []string{"torugart", "karasu", "irkeshtam"}; !slices.Equal(a.ids(), want) {
		t.Errorf("nearest to Kashgar: %v, want %v: road ports only", a.ids(), want)
	}
	first := a.json()["features"].([]any)[0].(map[string]any)["properties"].(map[string]any)
	metres, bearing := geo.Distance(kashgar, orb.Point{75.39391, 40.55167}), geo.Bearing(kashgar, orb.Point{75.39391, 40.55167})
	if math.Abs(first["distance_m"].(float64)-metres) > 0.001 || math.Abs(first["bearing_deg"].(float64)-bearing) > 0.01 {
		t.Errorf("torugart is at %v m, %v°, want %v, %v", first["distance_m"], first["bearing_deg"], metres, bearing)
	}
	for q, want := range map[string][]string{
		"&kind=air":                          {"kashgar-airport"},
		"&kind=any&number=2":                 {"kashgar-airport", "torugart"},
		"&max_distance_m=140000":             {"torugart"},
		"&max_distance_m=1":                  {},
		"&elevation_m=4363":                  {"karasu"},
		"&kind=any&elevation_m=1380":         {"kashgar-airport"},
		"&collection=sections&number=1":      {"old"},
		"&collection=far&number=1&name=east": {"east"},
		"&kind=rail":                         {}, // it has no place
	} {
		if got := c.get("/v1/nearest?lon=75.99&lat=39.47" + q).ok().ids(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", q, got, want)
		}
	}
	// A property of the collection's own does not appear twice.
	if n := strings.Count(string(c.get("/v1/nearest?lon=0&lat=0&collection=far&number=1").ok().body), `"distance_m"`); n != 1 {
		t.Errorf("distance_m is there %d times", n)
	}
	c.get("/v1/nearest?lon=75.99&lat=39.47&number=1&properties=elevation_m").ok().says(`"properties":{"elevation_m":3752,"distance_m":`)
	if n := len(c.get("/v1/nearest?lon=0&lat=0&collection=many&number=5000").ok().ids()); n != 1000 {
		t.Errorf("number=5000 gives %d features, want the maximum of 1000", n)
	}
	c.get("/v1/nearest?lon=0&lat=0&collection=empty").ok()
}

func TestNearestRefuses(t *testing.T) {
	c := newClient(t, configured(t, nil))
	c.get("/v1/nearest").is(400).problem("missing-parameter", "lon", "lat")
	c.get("/v1/nearest?lon=75.99").is(400).problem("missing-parameter", "lat")
	c.get("/v1/nearest?lon=east&lat=&number=0&max_distance_m=-1&kind=sea&colection=ports").is(400).
		problem("invalid-parameter", "lon", "lat", "number", "max_distance_m", "kind", "colection").says("did you mean collection?")
	c.get("/v1/nearest?lon=181&lat=40").is(400).problem("invalid-parameter", "lon")
	c.get("/v1/nearest?lon=75&lat=91&number=0").is(400).problem("coordinates-swapped", "lon", "lat", "number")
	c.get("/v1/nearest?lon=170&lat=91").is(400).problem("invalid-parameter", "lat")
	c.get("/v1/nearest?lon=75&lat=40&collection=prots").is(400).problem("invalid-parameter", "collection").says("did you mean ports?")
	c.get("/v1/nearest?lon=75&lat=40&collection=sections&kind=road").is(400).problem("invalid-parameter", "kind")
	c.get("/v1/nearest?lon=75&lat=40&lat=41").is(400).problem("invalid-parameter", "lat").says("twice")
	c.get("/v1/nearest?lon=75&lat=40&names=x").is(400).problem("unknown-parameter", "names")

	swapped := c.get("/v1/nearest?lon=39.47&lat=75.99&number=2").is(400).problem("coordinates-swapped", "lon", "lat")
	right := c.get("/v1/nearest?lon=75.99&lat=39.47&number=2").ok()
	suggestion := strings.TrimPrefix(swapped.json()["suggestion"].(string), host)
	if got := c.get(suggestion).ok().ids(); !slices.Equal(got, right.ids()) {
		t.Errorf("the suggestion %s answers %v, want %v", suggestion, got, right.ids())
	}
	// Far outside but not swapped, and outside either way, are answered.
	c.get("/v1/nearest?lon=10&lat=50").ok()
	c.get("/v1/nearest?lon=-120&lat=10").ok()
}

func TestNearestWithoutPorts(t *testing.T) {
	c := newClient(t, configured(t, func(cfg *api.Config) { cfg.Store = only(t, "far") }))
	c.get("/v1/nearest?lon=0&lat=0").is(400).problem("missing-parameter", "collection")
	c.get("/v1/nearest?lon=0&lat=0&collection=far").ok()
	c.get("/").ok()
	c.get("/?f=html").ok()
}

func TestSearch(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for q, want := range map[string]string{"torugart": "ports/torugart", "Torug": "ports/torugart", "吐尔": "ports/torugart", "torugrat": "ports/torugart", "喀什": "ports/kashgar-airport"} {
		got := c.get("/v1/search?q=" + url.QueryEscape(q)).ok().ids()
		if len(got) == 0 || got[0] != want {
			t.Errorf("q=%s finds %v, want %s first", q, got, want)
		}
	}
	a := c.get("/v1/search?q=torugart&lang=zh&lon=75.99&lat=39.47").ok().says(`"name":"吐尔尕特"`, `"matched":"torugart"`)
	if got := a.header.Get("Content-Language"); got != "zh" {
		t.Errorf("Content-Language %q", got)
	}
	hit := a.json()["features"].([]any)[0].(map[string]any)["properties"].(map[string]any)
	if d := hit["distance_m"].(float64); d < 120_000 || d > 140_000 {
		t.Errorf("distance %v", d)
	}
	c.get(strings.TrimPrefix(hit["href"].(string), host)).ok()
	c.get("/v1/search?q=nosuchthing").ok()
	c.get("/v1/search").is(400).problem("missing-parameter", "q")
	c.get("/v1/search?q=%20&limit=0&lon=1").is(400).problem("invalid-parameter", "q", "limit", "lat")
	c.get("/v1/search?q=a&lon=1&lat=100").is(400).problem("coordinates-swapped", "lon", "lat")
	c.get("/v1/search?q="+strings.Repeat("a", 201)).is(400).problem("invalid-parameter", "q")
	c.get("/v1/search?q=a&lang=xx").is(400).problem("invalid-parameter", "lang")
	if n := len(c.get("/v1/search?q=a&limit=1000").ok().ids()); n > 50 {
		t.Errorf("limit=1000 gives %d", n)
	}
}

// only returns a store with one collection of the fixture.
func only(t *testing.T, id string) store.Store {
	t.Helper()
	for _, d := range fixture() {
		if d.Collection.ID == id {
			return inMemory(t, d)
		}
	}
	t.Fatalf("no collection %s", id)
	return nil
}
