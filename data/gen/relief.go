package main

import (
	"encoding/json"
	"fmt"
	"math"

	"pamir/data/gen/netcdf"
	"pamir/data/gen/picture"
)

// relief takes the heights of the frame from ETOPO5.
func (g *generator) relief() ([]file, error) {
	data, err := g.load(heights, etopo5)
	if err != nil {
		return nil, err
	}
	t, err := readTerrain(data)
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	heights, err := t.picture()
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	about, err := json.MarshalIndent(reliefAbout{
		BBox:        [4]float64{frame.Min[0], frame.Min[1], frame.Max[0], frame.Max[1]},
		Title:       "Relief",
		Description: "The shape of the ground. The heights are 10 arc-minutes apart: good to about zoom 7 of a map, and no measure of any slope.",
		Source:      "ETOPO5, 5-minute gridded elevation data, NOAA National Geophysical Data Center, 1988",
		Attribution: "ETOPO5, NOAA", License: publicDomainNOAA, Updated: updated,
		Heights: heightsAbout{
			File: "heights.png", West: t.west, North: t.south + step*float64(len(t.grid)/t.columns-1), Step: step, Sea: heightsSea,
			Description: "Heights in metres above the value of sea level, as 16 bits of grey; the first is of the upper left corner. The surface between them is a cubic spline.",
		},
	}, "", "  ")
	return []file{{"relief.json", append(about, '\n')}, {"heights.png", heights}}, err
}

// heightsSea is the number in the picture of heights that is 0 metres.
const heightsSea = 1000

// picture writes the heights that are used, north up.
func (t *terrain) picture() ([]byte, error) {
	rows := len(t.grid) / t.columns
	p := &picture.Heights{Columns: t.columns, Rows: rows, Values: make([]uint16, 0, len(t.grid))}
	for y := rows - 1; y >= 0; y-- {
		for _, z := range t.grid[y*t.columns : (y+1)*t.columns] {
			v := math.Round(z) + heightsSea
			if v < 0 || v > math.MaxUint16 {
				return nil, fmt.Errorf("a height of %v m", z)
			}
			p.Values = append(p.Values, uint16(v))
		}
	}
	return p.EncodePNG()
}

// reliefAbout is relief.json; bbox is in degrees: west, south, east, north.
type reliefAbout struct {
	BBox        [4]float64   `json:"bbox"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Source      string       `json:"source"`
	Attribution string       `json:"attribution"`
	License     any          `json:"license"`
	Updated     string       `json:"updated"`
	Heights     heightsAbout `json:"heights"`
}

// heightsAbout says how the heights are written.
type heightsAbout struct {
	File        string  `json:"file"`
	West        float64 `json:"west"`
	North       float64 `json:"north"`
	Step        float64 `json:"step"`
	Sea         int     `json:"sea"`
	Description string  `json:"description"`
}

// terrain is the part of ETOPO5 that the frame needs. Its rows run northward.
type terrain struct {
	grid        []float64
	columns     int
	west, south float64 // of the first height
}

const (
	// perDegree is how many heights ETOPO5 has in a degree.
	perDegree = 12
	// every is how many of them lie between two that were measured. Over Asia
	// ETOPO5 was filled from a grid of 10 minutes, and a surface through the
	// heights between them shows that grid as a lattice of kinks.
	every = 2
	// step is the distance of the heights that are used, in degrees.
	step = every / float64(perDegree)
	// margin is how many heights beyond the frame shape the surface inside.
	margin = 6
)

func readTerrain(data []byte) (*terrain, error) {
	f, err := netcdf.Open(data)
	if err != nil {
		return nil, err
	}
	v, err := f.Var("ROSE")
	if err != nil {
		return nil, err
	}
	// Columns start at 0° E and rows at 90° S.
	const allRows, allColumns = 180*perDegree + 1, 360 * perDegree
	if len(v.Shape) != 2 || v.Shape[0] != allRows || v.Shape[1] != allColumns {
		return nil, fmt.Errorf("the grid is %v, want %d rows of %d", v.Shape, allRows, allColumns)
	}
	// Measured heights stand in even rows and odd columns.
	row := int(frame.Min[1]+90)*perDegree - every*margin
	column := int(frame.Min[0])*perDegree - every*margin - 1
	rows := int(frame.Max[1]-frame.Min[1])*perDegree/every + 1 + 2*margin
	columns := int(frame.Max[0]-frame.Min[0])*perDegree/every + 2 + 2*margin
	grid := make([]float64, 0, rows*columns)
	for y := range rows {
		line, err := v.Values(uint64((row+every*y)*allColumns+column), uint64(every*columns))
		if err != nil {
			return nil, err
		}
		for x := range columns {
			grid = append(grid, line[every*x])
		}
	}
	return &terrain{grid, columns, float64(column) / perDegree, float64(row)/perDegree - 90}, nil
}
