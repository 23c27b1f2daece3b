package pbftest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Extracts returns the paths of real extracts by name, such as "monaco": those
// of the folder osm in $PAMIR_VECTORS or, without it, in ../shared/vectors
// beside the repository. It skips the test, and says so, where there are none.
func Extracts(t testing.TB) map[string]string {
	t.Helper()
	dir := os.Getenv("PAMIR_VECTORS")
	if dir == "" {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
		if err != nil {
			t.Fatalf("go list -m: %v", err)
		}
		dir = filepath.Join(filepath.Dir(string(out)), "shared", "vectors")
	}
	files, err := filepath.Glob(filepath.Join(dir, "osm", "*.osm.pbf"))
	if err != nil || len(files) == 0 {
		t.Skipf("no extracts in %s: set PAMIR_VECTORS to a folder that has osm/*.osm.pbf", filepath.Join(dir, "osm"))
	}
	all := map[string]string{}
	for _, f := range files {
		all[strings.TrimSuffix(filepath.Base(f), ".osm.pbf")] = f
	}
	return all
}

// Extract returns the path of one extract. It skips the test, and says so,
// where it is missing.
func Extract(t testing.TB, name string) string {
	t.Helper()
	path, ok := Extracts(t)[name]
	if !ok {
		t.Skipf("no extract of %s: set PAMIR_VECTORS to a folder that has osm/%s.osm.pbf", name, name)
	}
	return path
}

// Delaware returns the path of an extract of 8 MB that comes with a Go module.
// Its code is not used. It skips the test, and says so, where the module
// cannot be had.
func Delaware(t testing.TB) string {
	t.Helper()
	const module = "github.com/paulmach/osm@v0.8.0"
	cmd := exec.Command("go", "mod", "download", "-json", module)
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	var got struct{ Dir string }
	if err != nil || json.Unmarshal(out, &got) != nil || got.Dir == "" {
		t.Skipf("no extract of Delaware: go mod download %s: %v", module, err)
	}
	return filepath.Join(got.Dir, "testdata", "delaware-latest.osm.pbf")
}
