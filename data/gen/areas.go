package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"pamir/data/gen/collection"
	"pamir/data/gen/outline"
	"pamir/data/gen/shapefile"
)

// areaTolerance is how far a simplified outline may stray, in metres: a pixel
// at zoom 9 on these latitudes is 240 m.
const areaTolerance = 150

// urbanTolerance takes the steps off outlines that were traced round cells of
// half a minute, 900 m by 700.
const urbanTolerance = 450

// naturalEarth is a feature of Natural Earth as rgeo ships it. Countries spell
// their properties in capitals and provinces in small letters; encoding/json
// reads either.
type naturalEarth struct {
	Geometry struct {
		Type        string
		Coordinates json.RawMessage
	}
	Properties struct {
		Name, Type, Admin string
		NameEn            string  `json:"name_en"`
		NameZh            string  `json:"name_zh"`
		NameRu            string  `json:"name_ru"`
		NameUr            string  `json:"name_ur"`
		TypeEn            string  `json:"type_en"`
		ISO               string  `json:"iso_a2"`
		Code              string  `json:"adm1_code"` // provinces only
		Label             int     `json:"labelrank"`
		MinZoom           float64 `json:"min_zoom"`
		Urban             string  `json:"name_conve"` // urban areas only
		People            float64 `json:"max_pop_al"` // urban areas only
	}
}

// area is a feature and its outline before simplification.
type area struct {
	feature collection.Feature
	outline orb.MultiPolygon
	number  int // in the mesh
}

// areas makes countries, provinces and boundaries, which share their borders,
// and urban areas.
func (g *generator) areas() ([]file, error) {
	countries, err := g.outlines("data/Countries10.gz", country)
	if err != nil {
		return nil, err
	}
	provinces, err := g.outlines("data/Provinces10.gz", province)
	if err != nil {
		return nil, err
	}
	urban, err := g.outlines("data/Cities10.gz", urbanArea) // traced from a picture
	if err != nil {
		return nil, err
	}
	borders, err := g.borders()
	if err != nil {
		return nil, err
	}

	mesh := outline.NewMesh(frame)
	for _, list := range [][]area{countries, provinces} {
		for i := range list {
			list[i].number = mesh.AddArea(list[i].outline)
		}
	}
	for i := range borders {
		borders[i].number = mesh.AddLines(borders[i].lines)
	}
	if err := mesh.Simplify(areaTolerance); err != nil {
		return nil, fmt.Errorf("countries and provinces: %w", err)
	}
	towns := outline.NewMesh(frame)
	for i := range urban {
		urban[i].number = towns.AddArea(urban[i].outline)
	}
	if err := towns.Simplify(urbanTolerance); err != nil {
		return nil, fmt.Errorf("urban areas: %w", err)
	}

	var files []file
	for _, l := range []struct {
		about    collection.Description
		features []collection.Feature
		names    []string
	}{
		{aboutBoundaries, borderFeatures(borders, mesh), []string{"name", "kind", "rank"}},
		{aboutCountries, areaFeatures(countries, mesh), []string{"name", "names", "kind", "country", "rank"}},
		{aboutProvinces, areaFeatures(provinces, mesh), []string{"name", "names", "kind", "country", "rank"}},
		{aboutUrban, areaFeatures(urban, towns), []string{"name", "rank"}},
	} {
		l.about.Properties = properties(l.features, l.names...)
		made, err := layer(l.about, l.features)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.about.ID, err)
		}
		files = append(files, made...)
	}
	return files, nil
}

// outlines reads a file of Natural Earth, describes each feature inside the
// frame and cuts its outline there. describe answers false for a feature that
// is not wanted.
func (g *generator) outlines(path string, describe func(*naturalEarth) (collection.Feature, bool)) ([]area, error) {
	packed, err := g.load(naturalEarthAreas, path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all struct{ Features []naturalEarth }
	if err := json.NewDecoder(z).Decode(&all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var list []area
	ids := map[string]int{}
	for i := range all.Features {
		f, ok := describe(&all.Features[i])
		if !ok {
			continue
		}
		whole, err := all.Features[i].polygons()
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, f.ID, err)
		}
		cut, err := outline.ClipArea(whole, frame)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, f.ID, err)
		}
		if len(cut) == 0 {
			continue
		}
		if ids[f.ID]++; ids[f.ID] > 1 {
			f.ID = fmt.Sprintf("%s-%d", f.ID, ids[f.ID])
		}
		list = append(list, area{feature: f, outline: cut})
	}
	return list, nil
}

func (n *naturalEarth) polygons() (orb.MultiPolygon, error) {
	switch n.Geometry.Type {
	case "Polygon":
		var p orb.Polygon
		err := json.Unmarshal(n.Geometry.Coordinates, &p)
		return tidy(orb.MultiPolygon{p}), err
	case "MultiPolygon":
		var m orb.MultiPolygon
		err := json.Unmarshal(n.Geometry.Coordinates, &m)
		return tidy(m), err
	default:
		return nil, fmt.Errorf("geometry %q", n.Geometry.Type)
	}
}

// tidy unties polygons that are not valid as they come.
func tidy(m orb.MultiPolygon) orb.MultiPolygon {
	if !m.Bound().Intersects(frame) || outline.Valid(m) == nil {
		return m
	}
	var out orb.MultiPolygon
	for _, p := range m {
		out = append(out, outline.Untie(p)...)
	}
	return out
}

func country(n *naturalEarth) (collection.Feature, bool) {
	p := &n.Properties
	f := collection.Feature{ID: strings.ToLower(p.ISO)}
	f.Properties = collection.Properties{
		Name: p.Name, Country: p.ISO, Kind: "country", Rank: p.Label,
		Names: names(p.Name, p.NameZh, p.NameRu, p.NameUr),
	}
	if p.ISO == "-99" {
		f.ID, f.Properties.Country, f.Properties.Kind = slug(p.Name), "", "undetermined"
	}
	if p.ISO == "CN" { // the source has the full name
		f.Properties.Names = names("China", "中国", "Китай", "چین")
	}
	return f, true
}

func province(n *naturalEarth) (collection.Feature, bool) {
	p := &n.Properties
	if p.Code == "" {
		return collection.Feature{}, false // rgeo adds the countries to the list
	}
	all := names(p.NameEn, p.NameZh, p.NameRu, p.NameUr)
	if better, ok := provinceNames[p.Code]; ok {
		all = better
	}
	f := collection.Feature{ID: strings.ToLower(p.ISO) + "-" + slug(all["en"])}
	f.Properties = collection.Properties{
		Name: all["en"], Names: all, Country: p.ISO, Kind: strings.ToLower(p.TypeEn), Rank: int(p.MinZoom),
	}
	if p.ISO == "-1" {
		f.ID = slug(all["en"])
		f.Properties.Country, f.Properties.Kind, f.Properties.Rank = "", "undetermined", 6
	}
	return f, true
}

func urbanArea(n *naturalEarth) (collection.Feature, bool) {
	name := strings.TrimRight(n.Properties.Urban, "0123456789")
	f := collection.Feature{ID: slug(name)}
	f.Properties = collection.Properties{Name: name, Rank: rankOf(int64(n.Properties.People))}
	return f, true
}

func areaFeatures(list []area, mesh *outline.Mesh) []collection.Feature {
	var features []collection.Feature
	for _, a := range list {
		a.feature.Geometry = mesh.Area(a.number)
		features = append(features, a.feature)
	}
	return features
}

// shapefile reads a layer of Natural Earth by its name.
func (g *generator) shapefile(name string) ([]shapefile.Record, error) {
	var files [3][]byte
	for i, ext := range []string{".shp", ".shx", ".dbf"} {
		data, err := g.load(naturalEarthShapes, shapes+name+ext)
		if err != nil {
			return nil, err
		}
		files[i] = data
	}
	records, err := shapefile.Read(files[0], files[1], files[2])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return records, nil
}

func lineStrings(parts [][]orb.Point) orb.MultiLineString {
	var lines orb.MultiLineString
	for _, p := range parts {
		lines = append(lines, p)
	}
	return lines
}
