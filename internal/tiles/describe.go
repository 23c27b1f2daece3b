package tiles

import (
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// Extent returns a box that holds collections, but for those that cross the
// antimeridian; the world where there is none.
func Extent(collections []*store.Collection) geo.Box {
	bound, any := orb.Bound{}, false
	for _, c := range collections {
		if c.BBox != nil && !c.BBox.Crosses() {
			b := orb.Bound{Min: orb.Point{c.BBox.West, c.BBox.South}, Max: orb.Point{c.BBox.East, c.BBox.North}}
			if any {
				b = b.Union(bound)
			}
			bound, any = b, true
		}
	}
	if !any {
		return geo.World
	}
	return geo.BoxOf(bound)
}

// Fitting is the matrix in which a box takes about as much room as a screen.
func Fitting(s *tile.Set, box geo.Box) int {
	for z := s.Matrices - 1; z > 0; z-- {
		n := 0
		for _, r := range s.Cover(box, z, 0) {
			n += r.Len()
		}
		if n <= 16 {
			return z
		}
	}
	return 0
}

// Attribution is the line that names the sources of collections.
func Attribution(collections []*store.Collection) string {
	var lines []string
	seen := map[string]bool{}
	for _, c := range collections {
		if c.Attribution != "" && !seen[c.Attribution] {
			seen[c.Attribution] = true
			lines = append(lines, c.Attribution)
		}
	}
	return strings.Join(lines, "; ")
}

// VectorLayer describes a layer of vector tiles, as TileJSON 3.0 and the
// metadata of PMTiles do.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description,omitempty"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

// VectorLayers describes the layers of tiles of collections in zooms.
func VectorLayers(collections []*store.Collection, minZoom, maxZoom int) []VectorLayer {
	words := map[store.PropertyType]string{store.String: "String", store.Number: "Number", store.Integer: "Number", store.Boolean: "Boolean"}
	layers := make([]VectorLayer, len(collections))
	for i, c := range collections {
		layers[i] = VectorLayer{ID: c.ID, Description: c.Description, MinZoom: minZoom, MaxZoom: maxZoom, Fields: map[string]string{}}
		for _, f := range Fields(c) {
			layers[i].Fields[f.Name] = words[f.Type]
		}
	}
	return layers
}
