package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"pamir/data/gen/collection"
	"pamir/data/gen/gshhg"
	"pamir/data/gen/outline"
)

const (
	// waterTolerance is how far a simplified shore or river may stray, in metres.
	waterTolerance = 100
	// sameRiver is how close two sources' lines of one river run, in metres.
	sameRiver = 4000
	// shortest is the least length of what is left of a river, in metres.
	shortest = 6000
)

// lakes makes the lakes of the frame with the names that waterNames has.
func (g *generator) lakes() ([]file, error) {
	data, err := g.load(shorelines, gshhgLakes)
	if err != nil {
		return nil, err
	}
	// Two degrees more than the frame: no lake of the frame reaches further.
	found, err := gshhg.Lakes(data, gshhg.Bins{West: 64, South: 32, East: 84, North: 46})
	if err != nil {
		return nil, fmt.Errorf("lakes: %w", err)
	}
	mesh := outline.NewMesh(frame)
	var features []collection.Feature
	for _, lake := range found {
		cut, err := outline.ClipArea(orb.MultiPolygon{{lake.Shore}}, frame)
		if err != nil {
			return nil, fmt.Errorf("lake %d: %w", lake.ID, err)
		}
		if len(cut) == 0 {
			continue
		}
		f := collection.Feature{ID: fmt.Sprintf("lake-%d", lake.ID)}
		f.Properties.Kind = "lake"
		f.Properties.Rank = lakeRank(lake.Shore)
		if n, ok := lakeNames[lake.ID]; ok {
			name := n.names["en"]
			f.ID = slug(name)
			f.Properties.Name, f.Properties.Names, f.Properties.Kind = name, n.names, n.kind
		}
		mesh.AddArea(cut)
		features = append(features, f)
	}
	if err := mesh.Simplify(waterTolerance); err != nil {
		return nil, fmt.Errorf("lakes: %w", err)
	}
	for i := range features {
		features[i].Geometry = mesh.Area(i)
	}
	about := aboutLakes
	about.Properties = properties(features, "name", "names", "kind", "rank")
	return layer(about, features)
}

// lakeRank ranks a lake by its size.
func lakeRank(shore orb.Ring) int {
	// Square kilometres on a plane that is true at the lake.
	perDegree := 111.2
	size := math.Abs(planar.Area(shore)) * perDegree * perDegree * math.Cos(shore[0][1]*math.Pi/180)
	switch {
	case size > 2000:
		return 2
	case size > 250:
		return 5
	case size > 100:
		return 6
	default:
		return 7
	}
}

// rivers makes two collections: the named rivers of Natural Earth and what
// GSHHG has besides them, which stays apart for its licence.
func (g *generator) rivers() ([]file, error) {
	large, err := g.namedRivers()
	if err != nil {
		return nil, err
	}
	small, err := g.minorRivers(large)
	if err != nil {
		return nil, err
	}
	about := aboutRivers
	about.Properties = properties(large, "name", "names", "kind", "rank")
	files, err := layer(about, large)
	if err != nil {
		return nil, err
	}
	about = aboutMinorRivers
	about.Properties = properties(small, "kind", "rank")
	more, err := layer(about, small)
	return append(files, more...), err
}

func (g *generator) namedRivers() ([]collection.Feature, error) {
	records, err := g.shapefile("ne_10m_rivers_lake_centerlines")
	if err != nil {
		return nil, err
	}
	mesh := outline.NewMesh(frame)
	var features []collection.Feature
	for _, r := range records {
		cut := outline.ClipLines(lineStrings(r.Parts), frame)
		if len(cut) == 0 {
			continue
		}
		var rank float64
		if _, err := fmt.Sscan(r.Fields["scalerank"], &rank); err != nil {
			return nil, fmt.Errorf("river %q: scalerank: %w", r.Fields["name"], err)
		}
		name := strings.Join(strings.Fields(r.Fields["name"]), " ")
		all, ok := riverNames[name]
		if !ok {
			all = map[string]string{"en": name}
		}
		f := collection.Feature{ID: slug(all["en"])}
		f.Properties = collection.Properties{Name: all["en"], Names: all, Kind: "river", Rank: int(rank)}
		if r.Fields["featurecla"] == "Lake Centerline" {
			f.ID, f.Properties.Kind = f.ID+"-in-lakes", "lake centreline"
		}
		mesh.AddLines(cut)
		features = append(features, f)
	}
	if err := mesh.Simplify(waterTolerance); err != nil {
		return nil, fmt.Errorf("rivers: %w", err)
	}
	for i := range features {
		features[i].Geometry = mesh.Lines(i)
	}
	return features, nil
}

func (g *generator) minorRivers(large []collection.Feature) ([]collection.Feature, error) {
	data, err := g.load(shorelines, gshhgRivers)
	if err != nil {
		return nil, err
	}
	found, err := gshhg.Rivers(data, gshhg.Bins{West: 66, South: 34, East: 82, North: 44})
	if err != nil {
		return nil, fmt.Errorf("rivers: %w", err)
	}
	named := newCorridor(large, sameRiver)
	mesh := outline.NewMesh(frame)
	var features []collection.Feature
	for _, river := range found {
		for _, rest := range named.outside(river.Points) {
			if length(rest) < shortest {
				continue
			}
			f := collection.Feature{ID: fmt.Sprintf("river-%04d", len(features)+1)}
			f.Properties.Kind, f.Properties.Rank = riverKind(river.Level)
			mesh.AddLines(orb.MultiLineString{rest})
			features = append(features, f)
		}
	}
	if err := mesh.Simplify(waterTolerance); err != nil {
		return nil, fmt.Errorf("rivers: %w", err)
	}
	for i := range features {
		features[i].Geometry = mesh.Lines(i)
	}
	return features, nil
}

// riverKind explains a level of GSHHG.
func riverKind(level int) (kind string, rank int) {
	switch {
	case level <= 5:
		return "river", 6 + max(0, level-1)/2
	case level <= 8:
		return "intermittent", 8
	default:
		return "canal", 8
	}
}
