package region

import (
	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

func passes() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "passes", Title: "Passes", Titles: map[string]string{"zh": "山口", "ru": "Перевалы", "ky": "Ашуулар"},
			Description: "Mountain passes and saddles, as OpenStreetMap has them.",
			Keywords:    []string{"mountain pass", "saddle", "山口", "达坂", "перевал", "ашуу"},
			Role:        store.Gateway,
		},
		from: osmpbf.Nodes, shape: point,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			switch {
			case t.Get("mountain_pass") == "yes":
				return 0, true
			case t.Get("natural") == "saddle":
				return 1, named(t) || elevation(t) != nil
			}
			return 0, false
		},
		finish: func(m *made) bool {
			m.set("roads", array(m.roads))
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(func(t tags) store.Value {
			if t.Get("mountain_pass") == "yes" {
				return "pass"
			}
			return "saddle"
		}, "pass", "saddle"),
		roadsColumn(),
		elevationColumn(),
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}

func peaks() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "peaks", Title: "Peaks", Titles: map[string]string{"zh": "山峰", "ru": "Вершины", "ky": "Чокулар"},
			Description: "Summits that have a name or a height, as OpenStreetMap has them.",
			Keywords:    []string{"peak", "summit", "山峰", "вершина"},
			Role:        store.Basemap,
		},
		from: osmpbf.Nodes, shape: point,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			if kind := t.Get("natural"); kind != "peak" && kind != "volcano" {
				return 0, false
			}
			// A step for each 500 m, those without a height last.
			height, known := elevation(t).(float64)
			if !known {
				return ranks - 1, named(t)
			}
			rank := min(max(0, 14-int(height/500)), ranks-2)
			return rank, true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(text("natural"), "peak", "volcano"),
		elevationColumn(),
		column{store.Property{Name: "prominence_m", Title: "Prominence", Type: store.Number, Unit: "m"}, func(t tags) store.Value {
			if n, ok := whole("prominence", 0, 9000)(t).(int64); ok {
				return float64(n)
			}
			return nil
		}},
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}
