package gazetteer

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// named returns features of a collection by id and names.
func named(collection string, rows ...string) store.Dataset {
	d := store.Dataset{Collection: &store.Collection{ID: collection, Properties: []store.Property{
		{Name: store.Name, Type: store.String}, {Name: store.Names, Type: store.Object}, {Name: store.Kind, Type: store.String}, {Name: "population", Type: store.Integer}}}}
	for _, row := range rows {
		id, rest, _ := strings.Cut(row, "|")
		name, zh, _ := strings.Cut(rest, "|")
		d.Features = append(d.Features, &store.Feature{ID: id, Geometry: orb.Point{75, 40},
			Values: []store.Value{name, store.JSON(`{"en":"` + name + `","zh":"` + zh + `"}`), nil, nil}})
	}
	return d
}

// What people type beside a name, and how they misspell one.
func TestSaid(t *testing.T) {
	x := New([]store.Dataset{
		named("ports", "torugart|Torugart|吐尔尕特口岸", "khunjerab|Khunjerab|红其拉甫口岸", "bedel|Bedel|别迭里", "kashgar-airport|Kashgar airport|喀什徕宁国际机场", "irkeshtam|Irkeshtam|伊尔克什坦口岸"),
		named("passes", "irkeshtam|Irkeshtam|", "bedel|Bedel Pass|"),
		named("roads", "g3013|G3013 Kashgar–Topa|", "g314|Kashgar–Upal|"),
		named("places", "kashgar|Kashgar|喀什", "sary-tash|Sary-Tash|", "bishkek|Bishkek|"),
		named("statistics", "1|Torugart: persons, 2002|", "2|Irkeshtam: persons, 2013|"),
	})
	for text, want := range map[string]string{
		"Torugart port":    "ports/torugart",
		"Torugart border":  "ports/torugart",
		"khunjerab border": "ports/khunjerab",
		"Irkeshtam Pass":   "passes/irkeshtam",
		"bedel port":       "ports/bedel",
		"bedel pass":       "passes/bedel", // which is its name
		"kashgar city":     "places/kashgar",
		"喀什机场":             "ports/kashgar-airport",
		"喀什 机场":            "ports/kashgar-airport",
		"吐尔尕特口岸":           "ports/torugart",
		"kasgar":           "places/kashgar",
		"kashgr":           "places/kashgar",
		"Sarytash":         "places/sary-tash",
		"Bischkek":         "places/bishkek",
	} {
		got := x.Search(Query{Text: text})
		if len(got) == 0 || show(got[:1]) != want {
			t.Errorf("Search(%q) = %s, want %s first", text, show(got), want)
		}
		for i := range got {
			if i > 0 && got[i].Score > got[i-1].Score {
				t.Errorf("Search(%q): the score rises at %d", text, i)
			}
		}
		if got := x.Search(Query{Text: text, Limit: 1}); len(got) != 1 || show(got) != want {
			t.Errorf("Search(%q), one: %s, want %s", text, show(got), want)
		}
	}
	for _, text := range []string{"port", "pass", "city of port", "机场", "port port"} {
		x.Search(Query{Text: text}) // words for kinds alone mean nothing by themselves
	}
}
