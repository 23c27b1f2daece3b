package collection

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestMarshalFeatures(t *testing.T) {
	got, err := MarshalFeatures([]Feature{
		{ID: "b", Geometry: orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1.00001}, {0, 0}}}}},
		{ID: "a", Geometry: orb.Point{75.99, -0.5}, Properties: Properties{
			Name: "A & <B>", Names: map[string]string{"zh": "喀什", "en": "A"}, Population: 3, Rank: 2,
		}},
		{ID: "c", Geometry: orb.MultiLineString{{{0, 0}, {1, 1}}, {{2, 2}, {3, 3}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[75.99,-0.5]},"properties":{"name":"A & <B>","names":{"en":"A","zh":"喀什"},"population":3,"rank":2}},
{"type":"Feature","id":"b","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1.00001],[0,0]]]]},"properties":{"rank":0}},
{"type":"Feature","id":"c","geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]},"properties":{"rank":0}}
]}
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !json.Valid(got) {
		t.Error("not JSON")
	}
}

func TestMarshalFeaturesRefuses(t *testing.T) {
	for name, list := range map[string][]Feature{
		"two of one id":    {{ID: "a", Geometry: orb.Point{}}, {ID: "a", Geometry: orb.Point{}}},
		"another geometry": {{ID: "a", Geometry: orb.Collection{}}},
	} {
		if _, err := MarshalFeatures(list); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestEmptyListsAreJSON(t *testing.T) {
	for _, list := range [][]Feature{nil, {{ID: "a", Geometry: orb.MultiLineString{}}}} {
		got, err := MarshalFeatures(list)
		if err != nil || !json.Valid(got) {
			t.Errorf("%s, %v", got, err)
		}
	}
}

func TestMarshalDescription(t *testing.T) {
	got, err := MarshalDescription(&Description{ID: "lakes", Title: "A & B", Files: []string{"lakes.geojson"}})
	if err != nil || !json.Valid(got) {
		t.Fatalf("%s, %v", got, err)
	}
	if s := string(got); !strings.Contains(s, `"title": "A & B"`) || strings.Contains(s, "titles") || strings.Contains(s, "keywords") {
		t.Errorf("got %s", s)
	}
}
