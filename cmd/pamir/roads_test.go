package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pamir/internal/osmpbf/pbftest"
)

// TestImportedRoads routes in a region made of a small extract, and refuses its
// roads file once a bit of it is flipped.
func TestImportedRoads(t *testing.T) {
	dir := t.TempDir()
	extract := filepath.Join(dir, "town.osm.pbf")
	opl := `n1 x75.0 y40.0
n2 x75.01 y40.0
n3 x75.02 y40.0 Tbarrier=border_control,name=Gate
n4 x75.03 y40.0
w10 Thighway=primary,name=High%20%Street Nn1,n2,n3,n4
`
	if err := os.WriteFile(extract, pbftest.File(t, opl, pbftest.Options{}), 0o644); err != nil {
		t.Fatal(err)
	}
	pamir := func(args ...string) (code int, out, errs string) {
		var stdout, stderr bytes.Buffer
		code = run(args, func(string) string { return "" }, strings.NewReader(""), &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	region := filepath.Join(dir, "town")
	if code, _, errs := pamir("import", extract, "-o", region); code != 0 {
		t.Fatal(errs)
	}
	code, out, errs := pamir("route", "75,40", "75.03,40", "--region", region)
	if code != 0 || !strings.Contains(out, "2.6 km") || !strings.Contains(out, "Gate (border control)") || strings.Contains(out, "schematic") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	files, _ := filepath.Glob(filepath.Join(region, "*", "roads.pamir"))
	if len(files) != 1 {
		t.Fatalf("roads files %v", files)
	}
	if code, out, errs := pamir("verify", "roads", files[0]); code != 0 || !strings.Contains(out, "is whole") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 4
	if err := os.WriteFile(files[0], b, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := pamir("verify", "roads", files[0]); code != 1 || !strings.Contains(errs, files[0]) || !strings.Contains(errs, "checksum") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := pamir("verify", "roads", filepath.Join(dir, "none")); code != 2 || !strings.Contains(errs, "none") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := pamir("verify", "roads", extract); code != 1 || !strings.Contains(errs, "not a roads file") {
		t.Errorf("%d %s", code, errs)
	}
}
