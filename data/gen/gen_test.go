package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data/gen/fetch"
	"pamir/data/gen/outline"
)

// Making the files again gives the committed bytes.
func TestRegeneratingChangesNothing(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("SKIPPED: numbers are rounded as amd64 does; other processors may differ in the last digit")
	}
	g := &generator{
		ctx: context.Background(), cache: fetch.Cache{Dir: defaultCache()}, folder: "..",
	}
	files, err := g.generate()
	if errors.Is(err, fetch.ErrUnavailable) {
		t.Skipf("SKIPPED: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		total += len(f.data)
		committed, err := os.ReadFile(filepath.Join("..", f.name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(f.data, committed) {
			t.Errorf("%s differs from what is committed: run make data", f.name)
		}
	}
	if total > 4<<20 {
		t.Errorf("the basemap has %d bytes, more than 4 MiB", total)
	}
}

// committed is a file of features as they stand in data.
type committed struct {
	Features []struct {
		ID       string
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func readCommitted(t *testing.T, id string) committed {
	data, err := os.ReadFile(filepath.Join("..", id+".geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var all committed
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	if len(all.Features) == 0 {
		t.Fatalf("%s is empty", id)
	}
	return all
}

// Polygons are valid, closed, oriented and inside the frame.
func TestCommittedAreas(t *testing.T) {
	for _, id := range []string{"countries", "provinces", "urban-areas", "lakes"} {
		for _, f := range readCommitted(t, id).Features {
			var area orb.MultiPolygon
			if err := json.Unmarshal(f.Geometry.Coordinates, &area); err != nil {
				t.Fatalf("%s/%s: %v", id, f.ID, err)
			}
			if err := outline.Valid(area); err != nil {
				t.Errorf("%s/%s: %v", id, f.ID, err)
			}
			if !frame.Contains(area.Bound().Min) || !frame.Contains(area.Bound().Max) {
				t.Errorf("%s/%s: %v leaves the frame", id, f.ID, area.Bound())
			}
			for _, p := range area {
				for i, r := range p {
					if !r.Closed() || len(r) < 4 || (r.Orientation() == orb.CCW) != (i == 0) {
						t.Errorf("%s/%s: ring %d of %d positions is open or runs the wrong way", id, f.ID, i, len(r))
					}
				}
			}
		}
	}
}

// Countries cover the frame once, and so do provinces: no gaps, no overlaps.
func TestCommittedAreasCoverTheFrame(t *testing.T) {
	for _, id := range []string{"countries", "provinces"} {
		var sum float64
		for _, f := range readCommitted(t, id).Features {
			var area orb.MultiPolygon
			if err := json.Unmarshal(f.Geometry.Coordinates, &area); err != nil {
				t.Fatal(err)
			}
			sum += shoelace(area)
		}
		if want := 16.0 * 10; math.Abs(sum-want) > 1e-6 {
			t.Errorf("%s cover %v square degrees, want %v", id, sum, want)
		}
	}
}

// shoelace is the area in square degrees, by a sum of its own.
func shoelace(area orb.MultiPolygon) float64 {
	var sum float64
	for _, p := range area {
		for _, r := range p {
			for i := 1; i < len(r); i++ {
				sum += (r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]) / 2
			}
		}
	}
	return sum
}

// Boundary lines lie on the countries' outlines, and none follows the frame.
func TestCommittedBoundaries(t *testing.T) {
	outlines := map[orb.Point]bool{}
	for _, f := range readCommitted(t, "countries").Features {
		var area orb.MultiPolygon
		if err := json.Unmarshal(f.Geometry.Coordinates, &area); err != nil {
			t.Fatal(err)
		}
		for _, p := range area {
			for _, r := range p {
				for _, q := range r {
					outlines[q] = true
				}
			}
		}
	}
	onEdge := func(a, b orb.Point) bool {
		for axis, sides := range [2][2]float64{{frame.Min[0], frame.Max[0]}, {frame.Min[1], frame.Max[1]}} {
			for _, side := range sides {
				if a[axis] == side && b[axis] == side {
					return true
				}
			}
		}
		return false
	}
	off, all := 0, 0
	for _, f := range readCommitted(t, "boundaries").Features {
		var lines orb.MultiLineString
		if err := json.Unmarshal(f.Geometry.Coordinates, &lines); err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			for i, q := range l {
				if all++; !outlines[q] {
					off++
				}
				if i > 0 && onEdge(l[i-1], q) {
					t.Errorf("%s follows the frame at %v", f.ID, q)
				}
			}
		}
	}
	if off*100 > all {
		t.Errorf("%d of %d positions are on no country's outline", off, all)
	}
}

// Ids are slugs, positions have at most five decimals, and nothing of the
// machine that made the files is in them.
func TestCommittedText(t *testing.T) {
	slugged := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	for _, id := range []string{"countries", "provinces", "urban-areas", "boundaries", "lakes", "rivers", "rivers-minor", "places-geonames"} {
		for _, f := range readCommitted(t, id).Features {
			if !slugged.MatchString(f.ID) {
				t.Errorf("%s: id %q", id, f.ID)
			}
			if m := regexp.MustCompile(`\.\d{6}`).Find(f.Geometry.Coordinates); m != nil {
				t.Errorf("%s/%s: a position has %s", id, f.ID, m)
			}
			if name, _ := f.Properties["name"].(string); strings.ContainsAny(name, "?|\x00") || strings.TrimSpace(name) != name {
				t.Errorf("%s/%s: name %q", id, f.ID, name)
			}
		}
	}
}

// Places have names in the right scripts and are not in the curated file too.
func TestCommittedPlaces(t *testing.T) {
	known, err := readKnown("../places.geojson")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range readCommitted(t, "places-geonames").Features {
		names, _ := f.Properties["names"].(map[string]any)
		for lang, name := range names {
			if lang != "en" && !written(name.(string), lang) {
				t.Errorf("%s: %s name %q", f.ID, lang, name)
			}
		}
		id, _ := f.Properties["geonames_id"].(float64)
		for _, k := range known {
			if k.id == int64(id) {
				t.Errorf("%s is curated already", f.ID)
			}
		}
	}
}

// The manifest has every pin of the program and nothing else.
func TestManifestListsThePins(t *testing.T) {
	data, err := os.ReadFile("../manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Inputs []input }
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	pins := map[string]bool{}
	for _, p := range packages {
		for _, f := range p.Files {
			pins[fmt.Sprint(p.Origin, p.Name, p.Version, f.Path, f.SHA256, f.Bytes)] = true
		}
	}
	for _, in := range m.Inputs {
		key := fmt.Sprint(in.Origin, in.Name, in.Version, in.File, in.SHA256, in.Bytes)
		if !pins[key] {
			t.Errorf("%s of %s is not pinned so", in.File, in.Name)
		}
		delete(pins, key)
	}
	for key := range pins {
		t.Errorf("%s is missing", key)
	}
}
