package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"pamir/data/gen/cities"
	"pamir/data/gen/collection"
	"pamir/data/gen/mo"
)

// languages of the names that GeoNames' catalogues are asked for.
var languages = []string{"ky", "ru", "tg", "ug", "ur", "zh"}

// samePlace is how far apart two sources put one place of one name, in metres.
const samePlace = 3000

// places makes places-geonames.geojson, the second file of the collection
// places: towns of GeoNames that the curated file does not have.
func (g *generator) places() ([]file, error) {
	packed, err := g.load(geonames, "cities.pbf")
	if err != nil {
		return nil, err
	}
	all, err := cities.Read(packed)
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	translate, err := g.catalogues()
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	ranks, err := g.placeRanks()
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	known, err := readKnown(filepath.Join(g.folder, "places.geojson"))
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	var features []collection.Feature
	for _, c := range all {
		at := orb.Point{c.Lon, c.Lat}
		kind := placeKind(&c)
		if !frame.Contains(at) || kind == "" {
			continue
		}
		names := placeNames(&c, translate)
		if known.has(c.ID, at, names) {
			continue
		}
		f := collection.Feature{ID: fmt.Sprintf("geonames-%d", c.ID), Geometry: at}
		f.Properties = collection.Properties{
			Name: c.Name, Names: names, Kind: kind, Country: c.Country,
			Population: c.Population, GeoNamesID: c.ID, Rank: rankOf(c.Population),
		}
		if rank, ok := ranks[c.ID]; ok {
			f.Properties.Rank = rank
		} else if c.Feature == "PPLA" || c.Feature == "PPLA2" {
			f.Properties.Rank = min(f.Properties.Rank, 9)
		}
		features = append(features, f)
	}
	data, err := collection.MarshalFeatures(features)
	return []file{{"places-geonames.geojson", data}}, err
}

// placeKind sorts GeoNames' feature codes; "" is no place to show: a part of
// a town, an abandoned one.
func placeKind(c *cities.City) string {
	switch c.Feature {
	case "PPLX", "PPLW", "PPLQ", "PPLH":
		return ""
	}
	switch {
	case c.Feature == "PPLC", c.Population >= 100_000:
		return "city"
	case c.Population >= 10_000, strings.HasPrefix(c.Feature, "PPLA"):
		return "town"
	default:
		return "village"
	}
}

// rankOf ranks a place that Natural Earth does not.
func rankOf(population int64) int {
	for i, least := range []int64{3_000_000, 1_000_000, 300_000, 100_000, 50_000, 15_000, 5_000} {
		if population >= least {
			return 3 + i
		}
	}
	return 10
}

// catalogues reads the names by language and then by GeoNames id.
func (g *generator) catalogues() (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	for _, lang := range languages {
		data, err := g.load(geonamesNames, catalogue(lang))
		if err != nil {
			return nil, err
		}
		if all[lang], err = mo.Read(data); err != nil {
			return nil, fmt.Errorf("%s: %w", catalogue(lang), err)
		}
	}
	return all, nil
}

func placeNames(c *cities.City, translate map[string]map[string]string) map[string]string {
	names := map[string]string{"en": c.Name}
	id := fmt.Sprint(c.ID)
	for _, lang := range languages {
		name := translate[lang][id]
		if lang == "zh" {
			name = simplified.Replace(name)
		}
		if written(name, lang) {
			names[lang] = name
		}
	}
	maps.Copy(names, moreNames[c.ID])
	return names
}

// written tells whether a name is in the script of its language. The
// catalogues fill gaps with Latin letters, and have some Uyghur names in the
// Arabic letters of an old font, which Uyghur does not use.
func written(name, lang string) bool {
	script := map[string]*unicode.RangeTable{
		"ky": unicode.Cyrillic, "ru": unicode.Cyrillic, "tg": unicode.Cyrillic,
		"ug": unicode.Arabic, "ur": unicode.Arabic, "zh": unicode.Han,
	}[lang]
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(script, r) {
			return false
		}
	}
	return name != "" && !(lang == "ug" && strings.ContainsAny(name, "ظةحصضطعثذ"))
}

// simplified turns the traditional characters of the catalogue's names of this
// region into simplified ones.
var simplified = strings.NewReplacer(
	"納", "纳", "茲", "兹", "奧", "奥", "賈", "贾", "圖", "图", "爾", "尔", "孫", "孙",
	"薩", "萨", "連", "连", "貝", "贝", "馬", "马", "紮", "扎", "蘇", "苏", "維", "维", "羅", "罗",
)

// placeRanks reads Natural Earth's ranks of its places by GeoNames id.
func (g *generator) placeRanks() (map[int64]int, error) {
	records, err := g.shapefile("ne_10m_populated_places_simple")
	if err != nil {
		return nil, err
	}
	ranks := map[int64]int{}
	for _, r := range records {
		var id float64
		var rank int
		if _, err := fmt.Sscan(r.Fields["geonameid"], &id); err != nil || id <= 0 {
			continue
		}
		if _, err := fmt.Sscan(r.Fields["scalerank"], &rank); err != nil {
			return nil, fmt.Errorf("place %q: scalerank: %w", r.Fields["name"], err)
		}
		ranks[int64(math.Round(id))] = rank
	}
	return ranks, nil
}

// knownPlace is a place of the curated file.
type knownPlace struct {
	id    int64
	at    orb.Point
	names map[string]bool // small letters
}

type knownPlaces []knownPlace

// readKnown reads the curated places. A missing file has none.
func readKnown(path string) (knownPlaces, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all struct {
		Features []struct {
			Geometry *struct {
				Type        string
				Coordinates []float64
			}
			Properties struct {
				Name    string
				Names   map[string]string
				Aliases []string
				ID      int64 `json:"geonames_id"`
			}
		}
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var known knownPlaces
	for _, f := range all.Features {
		p := knownPlace{id: f.Properties.ID, names: map[string]bool{}}
		p.at = orb.Point{math.NaN(), math.NaN()}
		if f.Geometry != nil && len(f.Geometry.Coordinates) >= 2 {
			p.at = orb.Point(f.Geometry.Coordinates[:2])
		}
		for _, name := range append(f.Properties.Aliases, f.Properties.Name) {
			p.names[strings.ToLower(name)] = true
		}
		for _, name := range f.Properties.Names {
			p.names[strings.ToLower(name)] = true
		}
		known = append(known, p)
	}
	return known, nil
}

// has tells whether a place is known by its id, or by a name close by.
func (k knownPlaces) has(id int64, at orb.Point, names map[string]string) bool {
	for _, p := range k {
		if p.id != 0 && p.id == id {
			return true
		}
		if !(distance(p.at, at) <= samePlace) {
			continue
		}
		for _, name := range names {
			if p.names[strings.ToLower(name)] {
				return true
			}
		}
	}
	return false
}
