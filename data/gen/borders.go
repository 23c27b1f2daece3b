package main

import (
	"strings"

	"github.com/paulmach/orb"

	"pamir/data/gen/collection"
	"pamir/data/gen/outline"
)

// border is a boundary line between two countries.
type border struct {
	feature collection.Feature
	lines   orb.MultiLineString
	number  int
}

// borders reads the boundary lines on land. They are lines of their own: the
// frame's edge is none of them.
func (g *generator) borders() ([]border, error) {
	records, err := g.shapefile("ne_10m_admin_0_boundary_lines_land")
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var list []border
	for _, r := range records {
		cut := outline.ClipLines(lineStrings(r.Parts), frame)
		if len(cut) == 0 {
			continue
		}
		left, right := r.Fields["adm0_left"], r.Fields["adm0_right"]
		if right < left {
			left, right = right, left
		}
		kind := boundaryKind(r.Fields["featurecla"])
		id := slug(left + " " + right)
		if kind != "international" {
			id += "-" + slug(kind)
		}
		i, ok := at[id]
		if !ok {
			i = len(list)
			at[id] = i
			list = append(list, border{feature: collection.Feature{ID: id, Properties: collection.Properties{
				Name: left + " – " + right, Kind: kind, Rank: 2,
			}}})
		}
		list[i].lines = append(list[i].lines, cut...)
	}
	return list, nil
}

// boundaryKind shortens Natural Earth's class of a boundary line; the remark
// "(please verify)" that the class carries holds for all lines alike.
func boundaryKind(class string) string {
	class, _, _ = strings.Cut(class, " (")
	switch class {
	case "International boundary":
		return "international"
	case "Indeterminant frontier":
		return "indeterminate"
	default:
		return strings.ToLower(class)
	}
}

func borderFeatures(list []border, mesh *outline.Mesh) []collection.Feature {
	var features []collection.Feature
	for _, b := range list {
		b.feature.Geometry = mesh.Lines(b.number)
		features = append(features, b.feature)
	}
	return features
}
