package region

import (
	"strings"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// postKind is what sort of border post a thing is, "" for none.
func postKind(t tags) string {
	switch {
	case t.Get("barrier") == "border_control", t.Get("government") == "border_control":
		return "border control"
	case t.Get("amenity") == "customs", t.Get("government") == "customs", t.Get("office") == "customs":
		return "customs"
	}
	return ""
}

func borderPosts() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "border-posts", Title: "Border posts and customs", Titles: map[string]string{"zh": "边检与海关", "ru": "Пограничные посты и таможни"},
			Description: "Border controls and customs offices, as OpenStreetMap has them; an office in a building is at its centre. Whether a post is open, and to whom, is for `ports` and `checkpoints`.",
			Keywords:    []string{"border control", "customs", "海关", "таможня"},
			Role:        store.Gateway,
		},
		from: osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, shape: point,
		rank: func(kind osmpbf.Kind, t tags) (int, bool) {
			switch postKind(t) {
			case "border control":
				return 0, true
			case "customs":
				return 1, true
			}
			return 0, false
		},
		finish: func(m *made) bool {
			m.set("roads", array(m.roads))
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(func(t tags) store.Value { return postKind(t) }, "border control", "customs"),
		roadsColumn(),
		textColumn("opening_hours", "Opening hours", "opening_hours", "As in OpenStreetMap, where anybody may write them"),
		textColumn("operator", "Operator", "operator", ""),
		textColumn("access", "Access", "access", "Who may pass, as in OpenStreetMap"),
		textColumn("motor_vehicle", "Motor vehicles", "motor_vehicle", "Whether they may pass, as in OpenStreetMap"),
		textColumn("hgv", "Lorries", "hgv", "Whether they may pass, as in OpenStreetMap"),
		textColumn("foot", "On foot", "foot", "Whether one may pass on foot, as in OpenStreetMap"),
		conditionsColumn(),
		elevationColumn(),
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}

func fuel() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "fuel", Title: "Fuel stations", Titles: map[string]string{"zh": "加油站", "ru": "АЗС", "ky": "Май куюучу жайлар"},
			Description: "Fuel stations, as OpenStreetMap has them; one that is drawn as an area is at its centre.",
			Keywords:    []string{"fuel", "petrol", "diesel", "加油站", "АЗС"},
			Role:        store.Gateway,
		},
		from: osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, shape: point,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			if t.Get("hgv") == "yes" || t.Get("fuel:HGV_diesel") == "yes" {
				return 0, t.Get("amenity") == "fuel"
			}
			return 1, t.Get("amenity") == "fuel"
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(text("amenity"), "fuel"),
		textColumn("brand", "Brand", "brand", ""),
		textColumn("operator", "Operator", "operator", ""),
		column{store.Property{Name: "fuels", Title: "Fuels", Type: store.Array, Description: "What is sold, as in OpenStreetMap: diesel, HGV_diesel, octane_95, lpg, …"}, func(t tags) store.Value {
			var sold []string
			for i := range t.Len() {
				if key, value := t.At(i); value == "yes" && strings.HasPrefix(key, "fuel:") {
					sold = append(sold, strings.TrimPrefix(key, "fuel:"))
				}
			}
			return array(sold)
		}},
		column{store.Property{Name: "hgv", Title: "For lorries", Type: store.Boolean}, flag("hgv")},
		textColumn("opening_hours", "Opening hours", "opening_hours", "As in OpenStreetMap"),
		textColumn("phone", "Telephone", "phone", ""),
		elevationColumn(),
	)
	return d
}

func ferries() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "ferries", Title: "Ferries", Titles: map[string]string{"zh": "轮渡", "ru": "Паромы", "ky": "Паромдор"},
			Description: "Ferry lines, as OpenStreetMap has them. A feature is one way of OpenStreetMap.",
			Keywords:    []string{"ferry", "轮渡", "паром"},
			Role:        store.Gateway,
		},
		from: osmpbf.Ways, shape: line,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			if t.Get("motor_vehicle") == "no" || t.Get("motorcar") == "no" {
				return 1, t.Get("route") == "ferry"
			}
			return 0, t.Get("route") == "ferry"
		},
		finish: func(m *made) bool {
			m.set("length_m", m.length())
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(text("route"), "ferry"),
		textColumn("ref", "Number", "ref", "The line's number"),
		textColumn("operator", "Operator", "operator", ""),
		numberColumn("duration_s", "Duration of a crossing", "s", quantity("duration", route.Seconds)),
		textColumn("interval", "Interval", "interval", "Between departures, as in OpenStreetMap"),
		textColumn("opening_hours", "Opening hours", "opening_hours", "As in OpenStreetMap"),
		textColumn("access", "Access", "access", "Who may use it, as in OpenStreetMap"),
		textColumn("motor_vehicle", "Motor vehicles", "motor_vehicle", "Whether it takes them, as in OpenStreetMap"),
		textColumn("hgv", "Lorries", "hgv", "Whether it takes them, as in OpenStreetMap"),
		textColumn("foot", "On foot", "foot", "Whether it takes people on foot, as in OpenStreetMap"),
		conditionsColumn(),
		column{store.Property{Name: "toll", Title: "Toll", Type: store.Boolean}, flag("toll")},
		lengthColumn(),
	)
	return d
}
