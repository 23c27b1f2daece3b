package api_test

import (
	"io"
	"log/slog"
	"testing"
	"testing/fstest"
	"time"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"

	"pamir/geo"
	"pamir/internal/api"
	"pamir/internal/gazetteer"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture returns a small set with every kind of thing: points with and
// without heights, a feature without a place, lines, polygons, validity, names,
// enums, numbers, and a collection that crosses the antimeridian.
func fixture() []store.Dataset {
	text := func(name string) store.Property {
		return store.Property{Name: name, Type: store.String, Title: name}
	}
	ports := &store.Collection{
		ID: "ports", Title: "Border ports", Titles: map[string]string{"zh": "口岸"}, Description: "Ports on the border.",
		Keywords: []string{"border"}, Attribution: "Test facts", License: store.Link{Title: "CC BY 4.0", Href: "https://creativecommons.org/licenses/by/4.0/"},
		Role: store.Gateway, Geometry: store.Point, Updated: day("2026-11-23"),
		Properties: []store.Property{text("name"), {Name: "names", Type: store.Object}, {Name: "kind", Type: store.String, Enum: []string{"road", "rail", "air"}},
			{Name: "elevation_m", Type: store.Integer, Unit: "m"}, {Name: "accuracy_m", Type: store.Number}, {Name: "open", Type: store.Boolean}, {Name: "sources", Type: store.Array}},
	}
	ports.BBox = &geo.Box{West: 73, South: 36, East: 79, North: 42}
	port := func(id, zh, kind string, g orb.Geometry, elevation store.Value) *store.Feature {
		return &store.Feature{ID: id, Geometry: g, Values: []store.Value{id, store.JSON(`{"en":"` + id + `","zh":"` + zh + `"}`), kind, elevation, 100.5, true,
			store.JSON(`[{"title":"Border Service","url":"https://example.org/a?b=1&c=2"}]`)}}
	}
	khunjerab := port("khunjerab", "红其拉甫", "road", orb.Point{75.42833, 36.85003}, int64(4693))
	khunjerab.Z = []float64{4693}
	data := []store.Dataset{{Collection: ports, Features: []*store.Feature{
		port("torugart", "吐尔尕特", "road", orb.Point{75.39391, 40.55167}, int64(3752)),
		port("irkeshtam", "伊尔克什坦", "road", orb.Point{73.92312, 39.69526}, nil),
		port("karasu", "卡拉苏", "road", orb.Point{74.80139, 38.14944}, int64(4363)),
		khunjerab,
		port("kashgar-airport", "喀什机场", "air", orb.Point{76.02, 39.54306}, int64(1380)),
		port("nowhere", "", "rail", nil, nil),
	}}}

	sections := &store.Collection{
		ID: "sections", Title: "Sections", Role: store.Gateway, Geometry: store.LineString,
		Properties: []store.Property{text("name"), {Name: store.ValidFrom, Type: store.String, Format: "date"}, {Name: store.ValidTo, Type: store.String, Format: "date"}},
		BBox:       &geo.Box{West: 74, South: 39, East: 76, North: 41},
		Time:       &store.Interval{Start: day("1993-01-01")},
	}
	data = append(data, store.Dataset{Collection: sections, Features: []*store.Feature{
		{ID: "g315", Geometry: orb.LineString{{75.592, 39.767}, {75.33, 40.163}, {75.39391, 40.55167}}, Z: []float64{1950, 2780, 3752}, Values: []store.Value{"G315 Topa–Torugart", "2017-04-28", nil}},
		{ID: "old", Geometry: orb.LineString{{75.6, 39.76}, {75.39391, 40.55167}}, Values: []store.Value{"Old road", "1993-01-01", "2017-04-27"}},
		{ID: "any", Geometry: orb.LineString{{74, 39}, {75, 40}}, Values: []store.Value{"Any time", nil, nil}},
	}})

	far := &store.Collection{ID: "far", Title: "Far away", Role: store.User, Geometry: store.Polygon,
		Properties: []store.Property{text("name"), {Name: "distance_m", Type: store.Number}}, BBox: &geo.World}
	data = append(data, store.Dataset{Collection: far, Features: []*store.Feature{
		{ID: "west", Geometry: orb.Polygon{{{-180, -10}, {-170, -10}, {-170, 10}, {-180, 10}, {-180, -10}}}, Values: []store.Value{"west", 1.5}},
		{ID: "east", Geometry: orb.Polygon{{{170, -10}, {180, -10}, {180, 10}, {170, 10}, {170, -10}}}, Values: []store.Value{"east", nil}},
		{ID: "with space/and slash", Geometry: orb.Polygon{{{0, 80}, {10, 80}, {10, 90}, {0, 90}, {0, 80}}}, Values: []store.Value{"<b>&\"'\u2028", nil}},
	}})

	many := &store.Collection{ID: "many", Title: "Many", Role: store.User, Geometry: store.Point, Properties: []store.Property{{Name: "n", Type: store.Integer}}, BBox: &geo.World}
	d := store.Dataset{Collection: many}
	for i := range 25_000 {
		d.Features = append(d.Features, &store.Feature{ID: id(i), Geometry: orb.Point{float64(i%360) - 180, float64(i%180) - 90}, Values: []store.Value{int64(i)}})
	}
	data = append(data, d, store.Dataset{Collection: &store.Collection{ID: "empty", Title: "Nothing", Role: store.User}})
	for i := range data {
		data[i].Collection.Count = len(data[i].Features)
	}
	return data
}

func id(i int) string {
	const digits = "0123456789"
	return "p" + string([]byte{digits[i/10000%10], digits[i/1000%10], digits[i/100%10], digits[i/10%10], digits[i%10]})
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// page stands for the built page.
var page = fstest.MapFS{
	"manifest.json":   {Data: []byte(`{"js":"app-1234.js","css":"app-5678.css","shared":["chunk-9.js"],"languages":{"en":"en-1.js","zh":"zh-2.js"}}`)},
	"app-1234.js":     {Data: []byte("export const answer = 42; // " + string(make([]byte, 2000)))},
	"app-5678.css":    {Data: []byte("body { margin: 0 }")},
	"fonts/a-1.woff2": {Data: []byte("font")},
	".gitkeep":        {Data: nil},
}

// configured returns a server of the fixture.
func configured(t testing.TB, change func(*api.Config)) *api.Server {
	t.Helper()
	data := fixture()
	s, err := memory.New(data...)
	if err != nil {
		t.Fatal(err)
	}
	cfg := api.Config{
		Store: s, Search: gazetteer.New(data), Version: "test", DataVersion: "d1", DataUpdated: day("2026-11-23"), Web: page,
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	if change != nil {
		change(&cfg)
	}
	server, err := api.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return server
}
