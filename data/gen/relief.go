package main

import (
	"encoding/json"
	"fmt"
	"math"

	"pamir/data/gen/hillshade"
	"pamir/data/gen/netcdf"
	"pamir/data/gen/picture"
	"pamir/geo/raster/relief"
)

const (
	reliefColumns = 800  // four for each column of the grid; the browser draws the rest
	reliefFade    = 0.35 // degrees over which the relief fades at the frame
	exaggeration  = 9    // of heights: the grid has lost the steepness
	reliefGain    = 1.25 // of the shading, before it is cut at 1
	reliefHaze    = 0.09 // of the shading, at hazeFull metres and above
	reliefQuiet   = 0.03 // of the shading
	hazeFrom      = 1200
	hazeFull      = 3600
	reliefBlack   = 120 // opacity of the darkest shade, of 255
	reliefWhite   = 125 // opacity of the brightest light, of 255
)

// relief draws the hillshade of the frame from ETOPO5.
func (g *generator) relief() ([]file, error) {
	data, err := g.load(heights, etopo5)
	if err != nil {
		return nil, err
	}
	t, err := readTerrain(data)
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	west, south, east, north := frame.Min[0], frame.Min[1], frame.Max[0], frame.Max[1]
	height := hillshade.Height([4]float64{west, south, east, north}, reliefColumns)
	rows := hillshade.NewRows(south, north, height)
	p := &picture.Levels{Columns: reliefColumns, Rows: height, Level: make([]int8, reliefColumns*height)}
	for y := range height {
		lat := rows.Latitude(float64(y) + 0.5)
		for x := range reliefColumns {
			lon := west + (float64(x)+0.5)*(east-west)/reliefColumns
			g := t.at(lon, lat)
			shade := hillshade.Shade(g.DX*exaggeration, g.DY*exaggeration, hillshade.Lights)*reliefGain - haze(g.Z)
			edge := min(lon-west, east-lon, lat-south, north-lat) / reliefFade
			shade = max(-1, min(1, quiet(shade))) * min(1, edge)
			p.Level[y*reliefColumns+x] = int8(math.Round(shade * picture.MaxLevel))
		}
	}
	png, err := p.EncodePNG(reliefBlack, reliefWhite)
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	heights, err := t.picture()
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	about, err := json.MarshalIndent(reliefAbout{
		Heights: heightsAbout{
			File: "heights.png", West: t.west, North: t.south + step*float64(len(t.grid)/t.columns-1), Step: step, Sea: heightsSea,
			Description: "Heights in metres above the value of sea level, as 16 bits of grey; the first is of the upper left corner. The surface between them is a cubic spline.",
		},
		File: "relief.png", BBox: [4]float64{west, south, east, north}, Projection: "EPSG:3857",
		Columns: reliefColumns, Rows: height, MaxZoom: 7,
		Title:       "Relief",
		Description: "Hillshade in black and white with alpha, for light and dark maps alike. The heights are 5 arc-minutes apart: good to about zoom 7, and no measure of any slope.",
		Source:      "ETOPO5, 5-minute gridded elevation data, NOAA National Geophysical Data Center, 1988",
		Attribution: "Relief: ETOPO5, NOAA", License: publicDomainNOAA, Updated: updated,
	}, "", "  ")
	return []file{{"relief.json", append(about, '\n')}, {"relief.png", png}, {"heights.png", heights}}, err
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

// reliefAbout is relief.json. The picture's rows are those of the projection;
// bbox is in degrees: west, south, east, north.
type reliefAbout struct {
	File        string     `json:"file"`
	BBox        [4]float64 `json:"bbox"`
	Projection  string     `json:"projection"`
	Columns     int        `json:"columns"`
	Rows        int        `json:"rows"`
	MaxZoom     int        `json:"max_zoom"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Source      string     `json:"source"`
	Attribution string     `json:"attribution"`
	License     any        `json:"license"`
	Updated     string     `json:"updated"`

	Heights heightsAbout `json:"heights"`
}

// heightsAbout says what the heights are that the hillshade is made from.
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
	surface     *relief.Surface
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
	surface, err := relief.NewSurface(grid, columns)
	return &terrain{grid, columns, surface, float64(column) / perDegree, float64(row)/perDegree - 90}, err
}

// quiet takes off the faintest shading. The heights are in steps of 500 feet,
// and on plains each step is a line across the map.
func quiet(shade float64) float64 {
	return math.Copysign(max(0, math.Abs(shade)-reliefQuiet), shade)
}

// haze is how much darker than low land level ground is at a height in metres.
// It lets lit slopes stand out on a light map, where white alone is not seen.
func haze(z float64) float64 {
	t := max(0, min(1, (z-hazeFrom)/(hazeFull-hazeFrom)))
	return reliefHaze * float64(t*t) * (3 - 2*t)
}

// at returns the height in metres, and its rise to the east and to the south
// in metres per metre.
func (t *terrain) at(lon, lat float64) relief.Ground {
	g := t.surface.At((lon-t.west)/step, (lat-t.south)/step)
	metres := step * metresPerDegree
	return relief.Ground{Z: g.Z, DX: g.DX / (metres * math.Cos(lat*math.Pi/180)), DY: -g.DY / metres}
}
