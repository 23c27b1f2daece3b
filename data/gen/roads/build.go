package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// output is a file to be.
type output struct {
	name     string
	text     []byte
	features int
}

// stretch is an entry of a section's "on": a road, or the part of it from one
// node or place to another, backwards where they stand in that order.
type stretch struct {
	Road, From, To string
}

// build reads the tables in dir and the descriptions in data, and makes both
// collections.
func build(dir, data string) ([]output, error) {
	t, err := readTables(dir)
	if err != nil {
		return nil, err
	}
	roads, err := newWriter(data, "roads")
	if err != nil {
		return nil, err
	}
	drawn := map[string]bool{}
	for _, f := range t.roads {
		id := f.text("id")
		drawn[id] = true
		line := t.points[id]
		if err := t.road(f, line); err != nil {
			return nil, fmt.Errorf("road %s: %w", id, err)
		}
		if err := roads.feature(f, line); err != nil {
			return nil, fmt.Errorf("road %s: %w", id, err)
		}
	}
	for id := range t.points {
		if !drawn[id] {
			return nil, fmt.Errorf("points.csv has a road %s that roads.json has not", id)
		}
	}
	sections, err := newWriter(data, "sections")
	if err != nil {
		return nil, err
	}
	for _, f := range t.sections {
		id := f.text("id")
		line, err := t.section(f)
		if err != nil {
			return nil, fmt.Errorf("section %s: %w", id, err)
		}
		if err := sections.feature(f, line); err != nil {
			return nil, fmt.Errorf("section %s: %w", id, err)
		}
	}
	for key := range t.sources {
		if !t.cited[key] {
			return nil, fmt.Errorf("sources.json: nothing cites %s", key)
		}
	}
	return []output{roads.close(), sections.close()}, nil
}

// road adds to the facts of a road what its points say.
func (t *tables) road(f facts, line []point) error {
	if len(line) < 2 {
		return fmt.Errorf("has %d points, needs 2", len(line))
	}
	from, to := line[0].node, line[len(line)-1].node
	if from == "" || to == "" {
		return fmt.Errorf("must begin and end at a node")
	}
	f.set("from", from)
	f.set("to", to)
	return t.drawing(f, line)
}

// section adds to the facts of a section what the roads it lies on say, and
// returns its line, which is nil where it lies on none.
func (t *tables) section(f facts) ([]point, error) {
	var on []stretch
	if text, ok := f["on"]; ok {
		if err := json.Unmarshal(text, &on); err != nil {
			return nil, fmt.Errorf("on: %w", err)
		}
	}
	delete(f, "on")
	var line []point
	var ids []string
	for _, s := range on {
		part, err := t.part(s)
		if err != nil {
			return nil, err
		}
		if n := len(line); n > 0 {
			if last := line[n-1]; last.x != part[0].x || last.y != part[0].y {
				return nil, fmt.Errorf("%s does not begin where the stretch before it ends", s.Road)
			}
			part = part[1:]
		}
		line = append(line, part...)
		ids = append(ids, s.Road)
	}
	if ids != nil {
		f.set("roads", ids)
		f.set("accuracy_m", t.accuracy(ids))
	}
	return line, t.drawing(f, line)
}

// accuracy returns the worst accuracy_m of the roads.
func (t *tables) accuracy(ids []string) float64 {
	worst := 0.0
	for _, f := range t.roads {
		var metres float64
		if slices.Contains(ids, f.text("id")) && json.Unmarshal(f["accuracy_m"], &metres) == nil {
			worst = max(worst, metres)
		}
	}
	return worst
}

// part returns the points of a stretch in the order in which it runs.
func (t *tables) part(s stretch) ([]point, error) {
	line := t.points[s.Road]
	if len(line) == 0 {
		return nil, fmt.Errorf("no road %q", s.Road)
	}
	if s.From == "" {
		return line, nil
	}
	at := func(name string) int {
		return slices.IndexFunc(line, func(p point) bool { return p.node == name || p.place == name })
	}
	i, j := at(s.From), at(s.To)
	if i < 0 || j < 0 || i == j {
		return nil, fmt.Errorf("road %s does not run from %q to %q", s.Road, s.From, s.To)
	}
	if i < j {
		return line[i : j+1], nil
	}
	back := slices.Clone(line[j : i+1])
	slices.Reverse(back)
	return back, nil
}

// drawing sets what follows from the line itself: that it is schematic, how
// long it is, and whose positions it goes through.
func (t *tables) drawing(f facts, line []point) error {
	var cited []string
	if err := json.Unmarshal(f["sources"], &cited); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	for _, p := range line {
		cited = append(cited, p.source)
	}
	sources, seen := []json.RawMessage{}, map[string]bool{}
	for _, key := range cited {
		source, known := t.sources[key]
		if !known {
			return fmt.Errorf("source %q is not in sources.json", key)
		}
		t.cited[key] = true
		if !seen[key] {
			seen[key] = true
			sources = append(sources, source)
		}
	}
	f.set("sources", sources)
	if line != nil {
		f.set("schematic", true)
		f.set("drawn_length_m", math.Round(length(line)))
	}
	return nil
}

func (f facts) text(key string) string {
	var s string
	_ = json.Unmarshal(f[key], &s) // a missing or other value reads as ""
	return s
}

func (f facts) set(key string, value any) {
	text, err := marshal(value)
	if err != nil {
		text = nil // no value that is set here fails
	}
	f[key] = text
}
