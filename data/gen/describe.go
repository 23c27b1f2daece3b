package main

import (
	"maps"
	"slices"

	"pamir/data/gen/collection"
)

// updated is the day on which the basemap last changed: the day of the pins
// and of the rules here.
const updated = "2026-11-24"

// Whose data a collection shows.
const (
	creditNaturalEarth = "Made with Natural Earth"
	creditGSHHG        = "GSHHG 2.3.7 © P. Wessel and W. H. F. Smith"
)

var (
	publicDomain = collection.License{Title: "Public domain", Href: "https://www.naturalearthdata.com/about/terms-of-use/"}
	lgpl         = collection.License{Title: "LGPL-3.0-or-later", Href: "https://www.gnu.org/licenses/lgpl-3.0.html"}
)

// property returns the schema of a property that basemap features have.
func property(name string) collection.Property {
	p := collection.Property{Name: name}
	switch name {
	case "name":
		p.Title, p.Type, p.Description = "Name", "string", "Name in English"
	case "names":
		p.Title, p.Type, p.Description = "Names", "object", "Names by language: en, zh, ru, ky, ug, tg, ur; only those that the source gives"
	case "kind":
		p.Title, p.Type = "Kind", "string"
	case "country":
		p.Title, p.Type, p.Description = "Country", "string", "ISO 3166-1 alpha-2"
	case "rank":
		p.Title, p.Type, p.Description = "Rank", "integer", "0 is the most important; good to show from about the zoom level of the same number"
	}
	return p
}

// properties lists the named properties; kinds are those that occur.
func properties(features []collection.Feature, names ...string) []collection.Property {
	kinds := map[string]bool{}
	for _, f := range features {
		if f.Properties.Kind != "" {
			kinds[f.Properties.Kind] = true
		}
	}
	var list []collection.Property
	for _, name := range names {
		p := property(name)
		if name == "kind" {
			p.Enum = slices.Sorted(maps.Keys(kinds))
		}
		list = append(list, p)
	}
	return list
}

// layer returns the description and the single data file of a collection.
func layer(d collection.Description, features []collection.Feature) ([]file, error) {
	name := d.ID + ".geojson"
	d.Role, d.Updated, d.Files = "basemap", updated, []string{name}
	about, err := collection.MarshalDescription(&d)
	if err != nil {
		return nil, err
	}
	data, err := collection.MarshalFeatures(features)
	if err != nil {
		return nil, err
	}
	return []file{{d.ID + ".json", about}, {name, data}}, nil
}

// publicDomainNOAA is for works of the United States government.
var publicDomainNOAA = collection.License{Title: "Public domain", Href: "https://www.ngdc.noaa.gov/mgg/global/etopo5.HTML"}
