package region

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/formats"
	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// exported returns what osmium makes of an extract: lines by way/ID, and areas
// by way/ID or relation/ID.
func exported(t *testing.T, path string) (lines, areas map[string]formats.Raw) {
	t.Helper()
	if _, err := exec.LookPath("osmium"); err != nil {
		t.Skip("osmium is missing: on Debian, apt-get install osmium-tool")
	}
	config := filepath.Join(t.TempDir(), "export.json")
	const rules = `{"linear_tags": ["highway", "route", "waterway=river,stream,canal,ditch,drain"],
		"area_tags": ["natural=water", "landuse=reservoir", "waterway=riverbank"]}`
	if err := os.WriteFile(config, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("osmium", "export", path, "-f", "geojsonseq", "-x", "print_record_separator=false", "-u", "type_id", "-c", config, "--geometry-types=linestring,polygon").Output()
	if err != nil {
		t.Fatalf("osmium export: %v", err)
	}
	lines, areas = map[string]formats.Raw{}, map[string]formats.Raw{}
	in := formats.NewReader(bytes.NewReader(out), formats.ReadOptions{})
	for {
		raw, err := in.Next()
		if errors.Is(err, io.EOF) {
			return lines, areas
		}
		if err != nil {
			t.Fatal(err)
		}
		id, err := strconv.ParseInt(raw.ID[1:], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		raw.Properties = slices.Clone(raw.Properties)
		switch {
		case raw.ID[0] == 'w':
			lines[fmt.Sprintf("way/%d", id)] = raw
		case id%2 == 0:
			areas[fmt.Sprintf("way/%d", id/2)] = raw
		default:
			areas[fmt.Sprintf("relation/%d", id/2)] = raw
		}
	}
}

func property(r formats.Raw, name string) any {
	for _, p := range r.Properties {
		if p.Name == name {
			return p.Value
		}
	}
	return nil
}

// Lines and areas are those that osmium makes, and none is missing.
func TestGeometryAsOsmiumMakesIt(t *testing.T) {
	extracts := pbftest.Extracts(t)
	if !testing.Short() {
		extracts["delaware"] = pbftest.Delaware(t)
	}
	for _, name := range slices.Sorted(maps.Keys(extracts)) {
		if testing.Short() && name != "liechtenstein" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			wantLines, wantAreas := exported(t, extracts[name])
			r := imported(t, extractOf(t, extracts[name]))
			broken := map[string]bool{}
			for why, f := range r.Manifest.Faults {
				if f.Count > len(f.First) {
					t.Logf("%s: only the first of %d faults are named", why, f.Count)
				}
				for _, id := range f.First {
					id, _, _ = strings.Cut(id, " ")
					broken[id] = true
				}
			}
			lines, areas := 0, 0
			for _, d := range r.Datasets {
				for _, f := range d.Features {
					switch g := f.Geometry.(type) {
					case orb.LineString:
						lines++
						want, ok := wantLines[f.ID]
						if !broken[f.ID] && (!ok || !reflect.DeepEqual(distinct(want.Geometry), orb.Geometry(g))) {
							t.Errorf("%s: %v, want %v", f.ID, g, want.Geometry)
						}
					case orb.MultiPolygon:
						areas++
						want, ok := wantAreas[f.ID]
						delete(wantAreas, f.ID)
						if !ok {
							t.Errorf("%s: osmium makes no area of it", f.ID)
							continue
						}
						compareAreas(t, f.ID, g, want.Geometry)
					}
				}
			}
			outlines := outlinesOf(t, extracts[name], broken)
			for id, want := range wantAreas {
				water := property(want, "natural") == "water" || property(want, "landuse") == "reservoir" || property(want, "waterway") == "riverbank"
				if water && !broken[id] && !outlines[id] && (property(want, "name") != nil || math.Round(geo.Area(want.Geometry)) >= pond) {
					t.Errorf("%s is missing: %v", id, want.Properties)
				}
			}
			t.Logf("%d lines, %d areas", lines, areas)
		})
	}
}

// outlinesOf returns the ways that are outlines of multipolygons of water, and
// therefore no areas once more.
func outlinesOf(t *testing.T, path string, broken map[string]bool) map[string]bool {
	x := extractOf(t, path)
	f, err := osmpbf.Open(x.File, x.Size)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	err = osmpbf.Each(context.Background(), osmpbf.Scan{File: f, Kinds: osmpbf.Relations, Workers: 1}, func(b *osmpbf.Block) (int, error) {
		return 0, b.Relations(func(r *osmpbf.Relation) error {
			for _, m := range r.Members {
				if waterKind(tags{Tags: r.Tags}) != "" && !broken[featureID(osmpbf.Relations, r.ID)] && m.Role != "inner" {
					out[featureID(m.Kind, m.ID)] = true
				}
			}
			return nil
		})
	}, func(int) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// distinct is the line without positions that repeat the one before.
func distinct(g orb.Geometry) orb.Geometry {
	l, ok := g.(orb.LineString)
	if !ok {
		return g
	}
	return slices.Compact(l)
}

func compareAreas(t *testing.T, id string, got orb.MultiPolygon, want orb.Geometry) {
	t.Helper()
	w, ok := want.(orb.MultiPolygon)
	if !ok {
		t.Errorf("%s: %T", id, want)
		return
	}
	if a, b := geo.Area(got), geo.Area(w); math.Abs(a-b) > 1e-9*b+1e-3 {
		t.Errorf("%s: an area of %.3f m², want %.3f", id, a, b)
	}
	if a, b := rings(got), rings(w); !slices.Equal(a, b) {
		t.Errorf("%s: rings %v, want %v", id, a, b)
	}
}

// rings counts the positions of each ring, outer ones and holes apart.
func rings(m orb.MultiPolygon) (n []int) {
	for _, p := range m {
		for i, r := range p {
			if i > 0 {
				n = append(n, -len(r))
				continue
			}
			n = append(n, len(r))
		}
	}
	slices.Sort(n)
	return n
}

// An extract with the positions on its ways, and without the nodes that have
// nothing else, becomes the same region.
func TestPositionsOnWays(t *testing.T) {
	path := pbftest.Extract(t, "liechtenstein")
	if _, err := exec.LookPath("osmium"); err != nil {
		t.Skip("osmium is missing: on Debian, apt-get install osmium-tool")
	}
	placed := filepath.Join(t.TempDir(), filepath.Base(path)) // the network tells the name
	if out, err := exec.Command("osmium", "add-locations-to-ways", path, "-o", placed).CombinedOutput(); err != nil {
		t.Fatalf("osmium add-locations-to-ways: %v\n%s", err, out)
	}
	want, got := imported(t, extractOf(t, path)), imported(t, extractOf(t, placed))
	if got.Manifest.Source.Nodes >= want.Manifest.Source.Nodes/2 {
		t.Errorf("%d nodes of %d: osmium has left them in", got.Manifest.Source.Nodes, want.Manifest.Source.Nodes)
	}
	for i, d := range want.Datasets {
		if lines(got, d.Collection.ID) != lines(want, d.Collection.ID) {
			t.Errorf("%s differs", d.Collection.ID)
		}
		if a, b := got.Manifest.Collections[i].SHA256, want.Manifest.Collections[i].SHA256; a != b {
			t.Errorf("%s: other bytes", d.Collection.ID)
		}
	}
	sameNetwork(t, network(t, got), network(t, want))
}
