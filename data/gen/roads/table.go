package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// point is a row of points.csv. Its numbers stay as written, so that the
// output shows the digits of the source.
type point struct {
	road           string // id of the road
	node           string // slug where roads meet or end, or ""
	place          string // name in words, or ""
	lon, lat, elev string // degrees, degrees, metres or ""
	source         string // key of sources.json
	x, y           float64
}

// facts are the properties of a road or section as written in its table.
type facts map[string]json.RawMessage

// tables are all inputs.
type tables struct {
	points   map[string][]point // by road, in order
	roads    []facts
	sections []facts
	sources  map[string]json.RawMessage
	cited    map[string]bool // sources that a feature cites
}

var columns = []string{"road", "node", "place", "lon", "lat", "elevation_m", "km", "source", "licence"}

func readTables(dir string) (*tables, error) {
	t := &tables{points: map[string][]point{}, cited: map[string]bool{}}
	for name, into := range map[string]any{"roads.json": &t.roads, "sections.json": &t.sections, "sources.json": &t.sources} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	file, err := os.Open(filepath.Join(dir, "points.csv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("points.csv: %w", err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], columns) {
		return nil, fmt.Errorf("points.csv: the first line must be %q", columns)
	}
	nodes := map[string]point{}
	for i, row := range rows[1:] {
		p, err := t.point(row)
		if err != nil {
			return nil, fmt.Errorf("points.csv:%d: %w", i+2, err)
		}
		if old, seen := nodes[p.node]; p.node != "" && seen && (old.lon != p.lon || old.lat != p.lat || old.elev != p.elev) {
			return nil, fmt.Errorf("points.csv:%d: %s is elsewhere on road %s; roads meet at equal positions", i+2, p.node, old.road)
		}
		nodes[p.node] = p
		t.points[p.road] = append(t.points[p.road], p)
	}
	return t, nil
}

func (t *tables) point(row []string) (point, error) {
	p := point{road: row[0], node: row[1], place: row[2], lon: row[3], lat: row[4], elev: row[5], source: row[7]}
	var err error
	if p.x, err = strconv.ParseFloat(p.lon, 64); err != nil || p.x < -180 || p.x > 180 {
		return p, fmt.Errorf("lon %q is no longitude", p.lon)
	}
	if p.y, err = strconv.ParseFloat(p.lat, 64); err != nil || p.y < -90 || p.y > 90 {
		return p, fmt.Errorf("lat %q is no latitude", p.lat)
	}
	if p.elev != "" {
		if _, err := strconv.ParseFloat(p.elev, 64); err != nil {
			return p, fmt.Errorf("elevation_m %q is no number", p.elev)
		}
	}
	if _, known := t.sources[p.source]; !known {
		return p, fmt.Errorf("source %q is not in sources.json", p.source)
	}
	if row[8] == "" {
		return p, fmt.Errorf("no licence: only positions that may be passed on are drawn through")
	}
	return p, nil
}
