package osmpbf_test

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// osmium runs the program that this reader is held against.
func osmium(t testing.TB, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath("osmium"); err != nil {
		t.Skip("osmium is missing: on Debian, apt-get install osmium-tool")
	}
	out, err := exec.Command("osmium", args...).Output()
	if err != nil {
		t.Fatalf("osmium %v: %v", args, err)
	}
	return out
}

// openFile opens a file that is closed with the test.
func openFile(t testing.TB, path string) *osmpbf.File {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	f, err := osmpbf.Open(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Every node, way and relation of real extracts is what osmium finds in them.
func TestExtractsAsOsmiumReadsThem(t *testing.T) {
	extracts := pbftest.Extracts(t)
	if !testing.Short() {
		extracts["delaware"] = pbftest.Delaware(t)
	}
	for _, name := range slices.Sorted(maps.Keys(extracts)) {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "station-border" {
				t.SkipNow()
			}
			want, err := pbftest.Parse(string(osmium(t, "cat", "-f", "opl,add_metadata=none", extracts[name])))
			if err != nil {
				t.Fatal(err)
			}
			got, err := things(openFile(t, extracts[name]), 0)
			if err != nil {
				t.Fatal(err)
			}
			same(t, got, want)
			t.Logf("%d nodes, %d ways, %d relations", len(got.Nodes), len(got.Ways), len(got.Relations))
		})
	}
}

// One extract in the forms in which osmium can write it.
func TestFormsThatOsmiumWrites(t *testing.T) {
	path := pbftest.Extract(t, "station-border")
	want, err := things(openFile(t, path), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{
		"pbf,pbf_compression=none", "pbf,pbf_compression=lz4", "pbf,pbf_compression=zlib,add_metadata=none",
		"pbf,pbf_dense_nodes=false", "pbf,locations_on_ways=true",
	} {
		out := filepath.Join(t.TempDir(), "out.osm.pbf")
		osmium(t, "cat", path, "-f", form, "-o", out)
		got, err := things(openFile(t, out), 0)
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		same(t, got, want)
	}
}

// A file with the positions on its ways may lack the nodes.
func TestPositionsOnWays(t *testing.T) {
	path := pbftest.Extract(t, "station-border")
	nodes := map[int64][2]osmpbf.Degrees{}
	whole, err := things(openFile(t, path), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range whole.Nodes {
		nodes[n.ID] = [2]osmpbf.Degrees{osmpbf.Degrees(n.Lon), osmpbf.Degrees(n.Lat)}
	}
	out := filepath.Join(t.TempDir(), "out.osm.pbf")
	osmium(t, "add-locations-to-ways", path, "--ignore-missing-nodes", "-o", out)
	f, placed := openFile(t, out), 0
	if !f.Header.PositionsOnWays {
		t.Error("the header does not say so")
	}
	_, err = osmpbf.Collect(context.Background(), osmpbf.Scan{File: f, Kinds: osmpbf.Ways}, func(b *osmpbf.Block) ([]int, error) {
		return nil, b.Ways(func(w *osmpbf.Way) error {
			if len(w.Positions) != len(w.Nodes) {
				t.Errorf("way %d: %d positions of %d nodes", w.ID, len(w.Positions), len(w.Nodes))
			}
			for i, id := range w.Nodes {
				if want, ok := nodes[id]; ok && w.Positions[i] != want {
					t.Errorf("way %d: node %d at %v, want %v", w.ID, id, w.Positions[i], want)
				}
				placed++
			}
			return nil
		})
	})
	if err != nil || placed == 0 {
		t.Error(placed, err)
	}
}

// What osmium says of the header is what we say.
func TestHeadersAsOsmiumReadsThem(t *testing.T) {
	for name, path := range pbftest.Extracts(t) {
		h := openFile(t, path).Header
		got := ""
		if !h.Timestamp.IsZero() {
			got = h.Timestamp.Format("2006-01-02T15:04:05Z")
		}
		option := func(name string) string {
			return strings.TrimSpace(string(osmium(t, "fileinfo", "-g", "header.option."+name, path)))
		}
		if want := option("osmosis_replication_timestamp"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if want := option("generator"); h.Program != want {
			t.Errorf("%s: %q, want %q", name, h.Program, want)
		}
	}
}

// osmium reads what pbftest writes, so that our tests do not only agree with
// themselves.
func TestOsmiumReadsWhatWeWrite(t *testing.T) {
	want, err := pbftest.Parse(small + far)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []pbftest.Options{{}, {Plain: true, Compression: "zlib"}, {Sorted: true, Granularity: 1}} {
		path := filepath.Join(t.TempDir(), "small.osm.pbf")
		if err := os.WriteFile(path, pbftest.Encode(want, o), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := pbftest.Parse(string(osmium(t, "cat", "-f", "opl,add_metadata=none", path)))
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, want)
	}
}
