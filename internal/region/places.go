package region

import (
	"cmp"
	"slices"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// settlements are the values of place that are features, the largest first.
var settlements = []string{"city", "town", "borough", "suburb", "village", "hamlet", "quarter", "neighbourhood", "isolated_dwelling", "farm", "locality"}

func places() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "places", Title: "Places", Titles: map[string]string{"zh": "地名", "ru": "Населённые пункты", "ky": "Калктуу конуштар"},
			Description: "Cities, towns, villages and named spots, as OpenStreetMap has them.",
			Keywords:    []string{"places", "towns", "villages", "地名", "населённые пункты"},
			Role:        store.Gateway,
		},
		from: osmpbf.Nodes, shape: point,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			return placeRank(t), slices.Index(settlements, t.Get("place")) >= 0 && named(t)
		},
		finish: func(m *made) bool {
			if m.text("country") == "" {
				m.set("country", orNull(m.country))
			}
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(text("place"), settlements...),
		column{store.Property{Name: "country", Title: "Country", Type: store.String, Description: "ISO 3166-1 alpha-2: as it is tagged, or of the boundary around it, where that is in the extract"}, func(t tags) store.Value {
			code := cmp.Or(t.Get("is_in:country_code"), t.Get("addr:country"), t.Get("country_code_iso3166_1_alpha_2"))
			if len(code) != 2 {
				return nil
			}
			return orNull(code)
		}},
		column{store.Property{Name: "rank", Title: "Rank", Type: store.Integer, Description: "The lower, the sooner a map shows it: 1 for cities of a million or a country's capital, 12 for a locality"}, func(t tags) store.Value {
			return int64(placeRank(t))
		}},
		column{store.Property{Name: "population", Title: "Population", Type: store.Integer}, population},
		textColumn("capital", "Capital", "capital", "yes for a country's, else the level of what it is the capital of: 4 for a province in most countries"),
		elevationColumn(),
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}

func population(t tags) store.Value { return whole("population", 0, 1e9)(t) }

// placeRank orders places by what they are and how many live there.
func placeRank(t tags) int {
	rank := map[string]int{
		"city": 4, "town": 6, "borough": 8, "suburb": 8, "village": 8, "quarter": 10, "hamlet": 10,
		"neighbourhood": 11, "isolated_dwelling": 11, "farm": 11, "locality": 12,
	}[t.Get("place")]
	if rank == 0 {
		return ranks - 1
	}
	people, _ := population(t).(int64)
	switch {
	case people >= 1e6:
		rank = min(rank, 1)
	case people >= 3e5:
		rank = min(rank, 2)
	case people >= 1e5:
		rank = min(rank, 3)
	case people >= 3e4:
		rank = min(rank, 5)
	case people >= 3000:
		rank = min(rank, 7)
	case people >= 1000:
		rank = min(rank, 9)
	}
	switch t.Get("capital") {
	case "yes", "2":
		rank = 1
	case "4":
		rank = min(rank, 3)
	}
	return rank
}
