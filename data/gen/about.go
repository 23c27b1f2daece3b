package main

import "pamir/data/gen/collection"

// What each basemap collection says of itself.
var (
	aboutBoundaries = collection.Description{
		ID: "boundaries", Rank: 110, Title: "Boundaries (indicative)",
		Titles:      map[string]string{"zh": "边界（示意）", "ru": "Границы (условно)"},
		Description: "Boundary lines between countries, for orientation only. They imply no position on the status of any territory and are not fit for finding where a border runs. `kind` says which lines Natural Earth holds to be disputed, indefinite or a line of control.",
		Keywords:    []string{"boundary", "border", "indicative"},
		Geometry:    "MultiLineString", Attribution: creditNaturalEarth, License: publicDomain,
	}
	aboutCountries = collection.Description{
		ID: "countries", Rank: 120, Title: "Countries (indicative)",
		Titles:      map[string]string{"zh": "国家（示意）", "ru": "Страны (условно)"},
		Description: "Land of each country inside 66–82° E, 34–44° N, cut off at that frame, as Natural Earth draws it: who administers an area, not who claims it. Outlines are simplified to 150 m and imply no position on the status of any territory.",
		Keywords:    []string{"country", "admin-0", "indicative"},
		Geometry:    "MultiPolygon", Attribution: creditNaturalEarth, License: publicDomain,
	}
	aboutProvinces = collection.Description{
		ID: "provinces", Rank: 130, Title: "Provinces (indicative)",
		Titles:      map[string]string{"zh": "省级行政区（示意）", "ru": "Области и провинции (условно)"},
		Description: "First-level divisions of each country inside 66–82° E, 34–44° N, cut off at that frame. Outlines are simplified to 150 m, match those of the countries and imply no position on the status of any territory.",
		Keywords:    []string{"province", "region", "admin-1", "indicative"},
		Geometry:    "MultiPolygon", Attribution: creditNaturalEarth, License: publicDomain,
	}
	aboutUrban = collection.Description{
		ID: "urban-areas", Rank: 140, Title: "Urban areas",
		Titles:      map[string]string{"zh": "城市建成区", "ru": "Городская застройка"},
		Description: "Built-up land of the larger towns, from satellite images of about 2002 with cells of half a minute: older and coarser than the towns of today.",
		Keywords:    []string{"urban", "built-up"},
		Geometry:    "MultiPolygon", Attribution: creditNaturalEarth, License: publicDomain,
	}
	aboutLakes = collection.Description{
		ID: "lakes", Rank: 150, Title: "Lakes",
		Titles:      map[string]string{"zh": "湖泊", "ru": "Озёра", "ky": "Көлдөр"},
		Description: "Shores of the larger lakes and reservoirs, from charts of the 1970s: reservoirs built since are missing and some shores have moved. Names were added by Pamir.",
		Keywords:    []string{"lake", "reservoir", "water"},
		Geometry:    "MultiPolygon", Attribution: creditGSHHG, License: lgpl,
	}
	aboutRivers = collection.Description{
		ID: "rivers", Rank: 160, Title: "Rivers",
		Titles:      map[string]string{"zh": "河流", "ru": "Реки", "ky": "Дарыялар"},
		Description: "The large rivers with their names, and where they run through lakes and reservoirs.",
		Keywords:    []string{"river", "water"},
		Geometry:    "MultiLineString", Attribution: creditNaturalEarth, License: publicDomain,
	}
	aboutMinorRivers = collection.Description{
		ID: "rivers-minor", Rank: 170, Title: "Smaller rivers",
		Titles:      map[string]string{"zh": "支流", "ru": "Малые реки"},
		Description: "Tributaries without names, from charts of the 1970s, up to a kilometre off; where a named river of the collection rivers runs, they are left out.",
		Keywords:    []string{"river", "stream", "canal", "water"},
		Geometry:    "MultiLineString", Attribution: creditGSHHG, License: lgpl,
	}
)
