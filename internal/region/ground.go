package region

import (
	"cmp"
	"slices"
	"strings"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// pond is the area in square metres from which water without a name is shown.
const pond = 10_000

// waterKind is what sort of standing or wide water a thing is, "" for none.
func waterKind(t tags) string {
	switch {
	case t.Get("natural") == "water":
		return cmp.Or(strings.ToValidUTF8(t.Get("water"), "\uFFFD"), "water")
	case t.Get("landuse") == "reservoir":
		return "reservoir"
	case t.Get("waterway") == "riverbank":
		return "river"
	}
	return ""
}

func water() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "water", Title: "Water", Titles: map[string]string{"zh": "水域", "ru": "Водоёмы", "ky": "Суу сактагычтар"},
			Description: "Lakes, reservoirs and wide rivers as areas, as OpenStreetMap has them: those with a name, and without one those of a hectare or more. The sea is not among them.",
			Keywords:    []string{"lake", "reservoir", "water", "湖", "озеро"},
			Role:        store.Basemap,
		},
		from: osmpbf.Ways | osmpbf.Relations, shape: area,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			rank := 1
			if named(t) {
				rank = 0
			}
			return rank, waterKind(t) != ""
		},
		finish: func(m *made) bool {
			metres := m.area()
			m.set("area_m2", metres)
			return m.text(store.Name) != "" || metres >= pond
		},
	}
	d.columns = append(nameColumns(),
		column{store.Property{Name: store.Kind, Title: "Kind", Type: store.String, Description: "As in OpenStreetMap: lake, reservoir, river, …; water where it does not say"}, func(t tags) store.Value { return orNull(waterKind(t)) }},
		column{store.Property{Name: "intermittent", Title: "Intermittent", Type: store.Boolean, Description: "True where it is dry at times"}, flag("intermittent")},
		column{store.Property{Name: "salt", Title: "Salt", Type: store.Boolean}, flag("salt")},
		elevationColumn(),
		column{store.Property{Name: "area_m2", Title: "Area", Type: store.Number, Unit: "m2", Description: "Without islands, on the ellipsoid"}, nil},
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}

func waterways() *definition {
	kinds := []string{"river", "canal", "stream", "ditch", "drain"}
	d := &definition{
		Collection: store.Collection{
			ID: "waterways", Title: "Rivers and streams", Titles: map[string]string{"zh": "河流", "ru": "Реки", "ky": "Дарыялар"},
			Description: "Rivers and canals, and lesser streams that have a name, as OpenStreetMap has them. A feature is one way of OpenStreetMap.",
			Keywords:    []string{"river", "canal", "stream", "河", "река"},
			Role:        store.Basemap,
		},
		from: osmpbf.Ways, shape: line,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			i := slices.Index(kinds, t.Get("waterway"))
			return max(i, 0), i == 0 || i == 1 || i > 1 && named(t)
		},
		finish: func(m *made) bool {
			m.set("length_m", m.length())
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(text("waterway"), kinds...),
		column{store.Property{Name: "intermittent", Title: "Intermittent", Type: store.Boolean, Description: "True where it is dry at times"}, flag("intermittent")},
		column{store.Property{Name: "tunnel", Title: "Underground", Type: store.Boolean}, yes("tunnel")},
		lengthColumn(),
	)
	return d
}

// levels are the admin_level of boundaries that are features.
const (
	firstLevel = 2
	lastLevel  = 8
)

func adminBoundaries() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "admin-boundaries", Title: "Administrative boundaries (indicative)", Titles: map[string]string{"zh": "行政边界（示意）", "ru": "Административные границы (условно)"},
			Description: "Boundary lines of countries, provinces, districts and towns, as OpenStreetMap has them, for orientation only. They imply no position on the status of any territory and are not fit for finding where a border runs.",
			Keywords:    []string{"boundary", "border", "indicative"},
			Role:        store.Basemap,
		},
		from: osmpbf.Relations, shape: outlines,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			level, ok := adminLevel(t).(int64)
			return int(level), ok && t.Get("boundary") == "administrative"
		},
		finish: func(m *made) bool {
			m.set("closed", m.whole)
			return true
		},
	}
	d.columns = append(nameColumns(),
		column{store.Property{Name: "admin_level", Title: "Level", Type: store.Integer, Description: "2 for a country; what the others are differs between countries, 4 mostly being a province"}, adminLevel},
		column{store.Property{Name: "iso3166", Title: "ISO 3166 code", Type: store.String, Description: "Of a country (KG) or a part of one (KG-N)"}, func(t tags) store.Value {
			return orNull(isoCode(t))
		}},
		column{store.Property{Name: "closed", Title: "Closed", Type: store.Boolean, Description: "Whether all of the boundary is here; false where it leaves the extract"}, nil},
		textColumn("wikidata", "Wikidata id", "wikidata", ""),
	)
	return d
}

func adminLevel(t tags) store.Value { return whole("admin_level", firstLevel, lastLevel)(t) }

// isoCode is the code of a country or of a part of one.
func isoCode(t tags) string {
	return cmp.Or(t.Get("ISO3166-1:alpha2"), t.Get("ISO3166-1"), t.Get("ISO3166-2"))
}
