package data_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// lineFeature is a feature of roads.geojson or sections.geojson as written.
type lineFeature struct {
	ID       string
	Geometry *struct{ Coordinates [][]float64 }

	Properties struct {
		From, To     string
		Roads        []string
		Length       *float64 `json:"length_m"`
		Basis        string   `json:"length_basis"`
		Drawn        float64  `json:"drawn_length_m"`
		Schematic    bool
		Accuracy     float64 `json:"accuracy_m"`
		ElevationMax float64 `json:"elevation_max_m"`
		Placed, Note string
		Sources      []struct{ Title, Publisher string }
	}
}

func (f *lineFeature) line() orb.LineString {
	if f.Geometry == nil {
		return nil
	}
	var line orb.LineString
	for _, c := range f.Geometry.Coordinates {
		line = append(line, orb.Point{c[0], c[1]})
	}
	return line
}

func readLines(t *testing.T, name string) []*lineFeature {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var c struct{ Features []*lineFeature }
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return c.Features
}

func metres(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += geo.Distance(line[i-1], line[i])
	}
	return sum
}

func TestRoadsAreOneNetwork(t *testing.T) {
	deadEnds := []string{"bedel", "bishkek", "gilgit", "osh"}
	place, slug := map[string]orb.Point{}, map[orb.Point]string{}
	degree, group := map[string]int{}, map[string]string{}
	root := func(n string) string {
		for group[n] != "" {
			n = group[n]
		}
		return n
	}
	for _, f := range readLines(t, "roads.geojson") {
		line := f.line()
		if len(line) < 2 {
			t.Errorf("%s has %d positions, want 2 or more", f.ID, len(line))
			continue
		}
		ends := map[string]orb.Point{f.Properties.From: line[0], f.Properties.To: line[len(line)-1]}
		for node, p := range ends {
			if old, seen := place[node]; seen && old != p {
				t.Errorf("%s: node %s is at %v, elsewhere at %v", f.ID, node, p, old)
			}
			if old, seen := slug[p]; seen && old != node {
				t.Errorf("%s: %v is node %s, elsewhere %s", f.ID, p, node, old)
			}
			place[node], slug[p] = p, node
			degree[node]++
		}
		if a, b := root(f.Properties.From), root(f.Properties.To); a != b {
			group[a] = b
		}
	}
	roots := map[string]bool{}
	for node, d := range degree {
		roots[root(node)] = true
		if d == 1 && !slices.Contains(deadEnds, node) {
			t.Errorf("%s is the end of one road only, and no named dead end", node)
		}
	}
	if len(roots) != 1 {
		t.Errorf("the network has %d parts, want 1", len(roots))
	}
}

// TestPortsStandOnRoads: a route to a port must not end beside the road.
func TestPortsStandOnRoads(t *testing.T) {
	ends := map[orb.Point]bool{}
	for _, f := range readLines(t, "roads.geojson") {
		for _, p := range f.line() {
			ends[p] = true
		}
	}
	text, err := os.ReadFile("ports.geojson")
	if err != nil {
		t.Fatal(err)
	}
	var ports struct {
		Features []struct {
			ID       string
			Geometry struct{ Coordinates []float64 }
		}
	}
	if err := json.Unmarshal(text, &ports); err != nil {
		t.Fatal(err)
	}
	for _, port := range ports.Features {
		if c := port.Geometry.Coordinates; !ends[orb.Point{c[0], c[1]}] {
			t.Errorf("port %s at %v is no position of a road", port.ID, c)
		}
	}
}

// TestRoadLengths: a schematic line cuts corners, so it is shorter than the
// road, but not by much more than a mountain road winds.
func TestRoadLengths(t *testing.T) {
	const least, most = 0.6, 1.0
	for _, name := range []string{"roads.geojson", "sections.geojson"} {
		for _, f := range readLines(t, name) {
			p, line := f.Properties, f.line()
			if line == nil {
				if p.Placed == "" || p.Drawn != 0 || p.Accuracy != 0 {
					t.Errorf("%s has no line: want the reason in placed, and nothing measured", f.ID)
				}
				continue
			}
			if got := metres(line); math.Abs(got-p.Drawn) > 0.5 {
				t.Errorf("%s: drawn_length_m %.0f, measured %.3f", f.ID, p.Drawn, got)
			}
			if !p.Schematic || p.Accuracy <= 0 || len(p.Sources) == 0 {
				t.Errorf("%s: want schematic, accuracy_m and sources", f.ID)
			}
			if p.Length == nil {
				if p.Note == "" {
					t.Errorf("%s has no length_m and no reason in note", f.ID)
				}
				continue
			}
			if r := p.Drawn / *p.Length; r < least || r > most {
				t.Errorf("%s is drawn %.0f m long and published as %.0f m: ratio %.2f, want %.1f to %.1f", f.ID, p.Drawn, *p.Length, r, least, most)
			}
			if p.Basis == "" {
				t.Errorf("%s: length_m without length_basis", f.ID)
			}
		}
	}
}

// TestRoadHeights: all positions of a line have a height or none has, and none
// is above the highest point that is stated.
func TestRoadHeights(t *testing.T) {
	for _, name := range []string{"roads.geojson", "sections.geojson"} {
		for _, f := range readLines(t, name) {
			if f.Geometry == nil {
				continue
			}
			for _, c := range f.Geometry.Coordinates {
				if len(c) != len(f.Geometry.Coordinates[0]) {
					t.Errorf("%s has heights at some positions only", f.ID)
					break
				}
				if top := f.Properties.ElevationMax; len(c) == 3 && top != 0 && c[2] > top {
					t.Errorf("%s: %v is above elevation_max_m %v", f.ID, c, top)
				}
			}
		}
	}
}

// TestSectionsLieOnRoads: every leg of a section is a leg of a road it names.
func TestSectionsLieOnRoads(t *testing.T) {
	legs := map[string]map[[2]orb.Point]bool{}
	for _, f := range readLines(t, "roads.geojson") {
		legs[f.ID] = map[[2]orb.Point]bool{}
		for line, i := f.line(), 1; i < len(line); i++ {
			legs[f.ID][[2]orb.Point{line[i-1], line[i]}] = true
			legs[f.ID][[2]orb.Point{line[i], line[i-1]}] = true
		}
	}
	for _, f := range readLines(t, "sections.geojson") {
		for line, i := f.line(), 1; i < len(line); i++ {
			leg := [2]orb.Point{line[i-1], line[i]}
			if !slices.ContainsFunc(f.Properties.Roads, func(id string) bool { return legs[id][leg] }) {
				t.Errorf("%s: the leg %v is on none of %q", f.ID, leg, f.Properties.Roads)
			}
		}
	}
}
