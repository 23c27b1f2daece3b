package tile

import (
	"encoding/json"
	"strconv"
)

// The members of a tile matrix set in JSON, OGC 17-083r4, /req/json-tilematrixset.
type setDoc struct {
	ID          string      `json:"id"`
	Title       string      `json:"title,omitempty"`
	URI         string      `json:"uri,omitempty"`
	CRS         string      `json:"crs"`
	OrderedAxes [2]string   `json:"orderedAxes"`
	ScaleSet    string      `json:"wellKnownScaleSet,omitempty"`
	Matrices    []matrixDoc `json:"tileMatrices"`
}

type matrixDoc struct {
	ID               string     `json:"id"`
	ScaleDenominator float64    `json:"scaleDenominator"`
	CellSize         float64    `json:"cellSize"`
	CornerOfOrigin   string     `json:"cornerOfOrigin"`
	PointOfOrigin    [2]float64 `json:"pointOfOrigin"`
	TileWidth        int        `json:"tileWidth"`
	TileHeight       int        `json:"tileHeight"`
	MatrixWidth      int        `json:"matrixWidth"`
	MatrixHeight     int        `json:"matrixHeight"`
}

// Pixel is how wide a cell is on a standard screen, in metres: what scale
// denominators are for (OGC 17-083r4, 6.1.1).
const Pixel = 0.28e-3

// ScaleDenominator returns how many times larger the ground is than a standard
// screen shows it.
func (s *Set) ScaleDenominator(z int) float64 {
	return s.Side(z) / Cells * s.CRS.Unit / Pixel
}

// MarshalJSON writes the set as a TileMatrixSet 2.0 document.
func (s *Set) MarshalJSON() ([]byte, error) {
	doc := setDoc{ID: s.ID, Title: s.Title, URI: s.URI, CRS: s.CRS.URI, ScaleSet: s.ScaleSet}
	for i, a := range s.CRS.Axes {
		doc.OrderedAxes[i] = a.Name
	}
	for z := range s.Matrices {
		doc.Matrices = append(doc.Matrices, matrixDoc{
			ID:               strconv.Itoa(z),
			ScaleDenominator: s.ScaleDenominator(z),
			CellSize:         s.Side(z) / Cells,
			CornerOfOrigin:   "topLeft",
			PointOfOrigin:    s.CRS.Order(s.Corner),
			TileWidth:        Cells,
			TileHeight:       Cells,
			MatrixWidth:      s.Width << z,
			MatrixHeight:     s.Height << z,
		})
	}
	return json.Marshal(doc)
}
