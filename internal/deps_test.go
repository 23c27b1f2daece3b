// Package internal holds no code: only the tests of how the packages of this
// module depend on each other and on others.
//
// The tables below are a statement of policy. Where a test fails, change the
// code, or argue the change of policy in an ADR (doc/adr).
package internal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// edges says which packages of this module each of them may import. The tests
// of a package may import more; see forbidden for what they may not.
var edges = map[string]string{
	"geo":                      "",
	"geo/border":               "geo geo/gate geo/hours geo/route",
	"geo/cch":                  "",
	"geo/cql2":                 "geo/relate",
	"geo/crs":                  "geo",
	"geo/gate":                 "geo/hours",
	"geo/hours":                "",
	"geo/index":                "geo",
	"geo/mvt":                  "geo/tile",
	"geo/raster":               "geo/style geo/tile geo/raster/ink geo/raster/lettering geo/raster/relief",
	"geo/mvt/mvttest":          "",
	"geo/raster/ink":           "",
	"geo/raster/lettering":     "geo/raster/ink",
	"geo/raster/relief":        "",
	"geo/relate":               "geo",
	"geo/tile":                 "geo geo/crs",
	"geo/style":                "",
	"geo/route":                "geo geo/cch geo/hours geo/index",
	"internal/store":           "geo geo/cql2",
	"internal/store/memory":    "internal/store geo geo/cql2 geo/index geo/relate",
	"internal/store/storetest": "internal/store geo geo/cql2 geo/relate",
	"internal/roadfile":        "geo/route",
	"internal/corridor":        "internal/store geo geo/route",
	"internal/roads":           "geo/border geo/route",
	"internal/ask":             "internal/store geo geo/cql2",
	"internal/gazetteer":       "internal/store geo",
	"internal/formats":         "internal/store geo geo/border geo/hours geo/route",
	"internal/region":          "internal/osmpbf internal/formats internal/roadfile internal/store geo geo/route",
	"internal/osmpbf":          "",
	"internal/cache":           "",
	"internal/pmtiles":         "internal/cache geo",
	"internal/schedules":       "geo/hours internal/ask",
	"internal/api":             "geo/border geo/route internal/roads internal/ask internal/formats internal/gazetteer internal/pmtiles internal/store internal/tiles geo geo/cql2 geo/crs geo/hours geo/raster geo/relate geo/tile",
	"data":                     "internal/formats internal/schedules internal/store geo geo/border geo/hours",
	"web":                      "",
	"cmd/pamir":                "data web internal/api internal/ask internal/formats internal/gazetteer internal/osmpbf internal/pmtiles internal/region internal/schedules internal/store internal/store/memory internal/tiles geo geo/cch geo/cql2 geo/hours geo/mvt geo/raster geo/tile geo/border geo/route internal/corridor internal/roadfile internal/roads",
	"internal/tiles":           "internal/cache internal/pmtiles internal/store geo geo/cql2 geo/crs geo/index geo/mvt geo/raster geo/relate geo/style geo/tile",

	// Tests alone.
	"internal/roadbench":       "",
	"internal/osmpbf/pbftest":  "",
	"internal/oracle/valhalla": "",
	"internal/clients":         "",
	"internal/load":            "",
	"internal/oracle":          "",
}

// rule forbids an import. Packages of this module are written without its
// name; "geo/..." is geo and all below it, "..." all packages.
type rule struct {
	who   string
	not   []string
	tests bool // the tests of who may not either
	why   string
}

var forbidden = []rule{
	{"geo/...", []string{"net/http", "net"}, true, "the library answers from its arguments; HTTP is internal/api's"},
	{"geo/...", []string{"os", "database/sql"}, false, "values in, values out: reading files and databases is for the stores and formats"},
	{"geo/...", []string{"log", "log/slog"}, true, "a library returns errors; whoever calls decides what to write down"},
	{"geo/...", []string{"github.com/labstack/echo/v4"}, true, "the library knows no HTTP"},
	{"geo/...", []string{"github.com/twpayne/go-geom"}, true, "there is one geometry vocabulary inside: orb. go-geom is for codecs at the edge"},
	{"geo/...", []string{"internal/...", "data", "web"}, true, "the arrow points from the server to the library, so that the library can be used without the server"},
	{"internal/store/...", []string{"net/http"}, false, "a store answers questions, not requests"},
	{"internal/formats", []string{"net/http"}, false, "a format is bytes, whoever sends them"},
	{"internal/ask", []string{"net/http", "net/url"}, true, "a question has one reading, on the command line and over HTTP"},
	{"internal/api", []string{"internal/store/memory"}, false, "the server works on the contract of store; cmd/pamir chooses which"},
	{"internal/api", []string{"data", "web"}, true, "what is served is handed in, so that another region or page can be"},
	{"internal/api", []string{"database/sql"}, true, "SQL is for the stores"},
	{"...", []string{"cmd/pamir"}, true, "the command is the top: it puts the parts together"},
	{"...", []string{"C"}, true, "one static binary: CGO_ENABLED=0"},
}

// nowhere are packages that no build of ours may contain, not even as a
// dependency's dependency.
var nowhere = []struct{ pkg, why string }{
	{"github.com/paulmach/orb/geojson", "it links a MongoDB driver, and loses heights; internal/formats has our own"},
	{"github.com/paulmach/orb/maptile", "it links orb/geojson and with it a MongoDB driver"},
	{"github.com/paulmach/orb/encoding/mvt", "it links orb/geojson, panics on hostile tiles, and writes only the first part of a GeometryCollection"},
	{"github.com/paulmach/orb/geo", "its Distance is a flat short cut: 9 % off from (0, 60) to (90, 60); geo.Distance is Karney's"},
}

// only says which packages alone may import one.
var only = []struct {
	pkg, who string
	tests    string // whose tests may too
	why      string
}{
	{"time/tzdata", "cmd/pamir", "", "450 kB that a program chooses to carry, not a library for it"},
	{"testing", "internal/store/storetest internal/osmpbf/pbftest", "...", "what tests of several packages share lives in a package; nothing else that is built may contain tests"},
	{"internal/store/storetest", "", "internal/store/...", "it is for the tests of stores"},
	{"internal/osmpbf/pbftest", "", "...", "it makes files for tests"},
	{"unsafe", "internal/roadfile", "...", "roads are mapped, not read (doc/adr/0008-roads-are-mapped.md); nothing else is worth it"},
	{"embed", "data web internal/api", "", "what is in the binary is the built-in region, the page and the server's own templates"},
}

// homes says where each module that go.mod requires is at home, and why it is
// needed. Whoever brings a new one adds a line here and a reason to go.mod.
var homes = []struct {
	module, who string
	tests       string // whose tests import it besides
	why         string
}{
	{"github.com/paulmach/orb", "...", "...", "the vocabulary of geometry"},
	{"github.com/tidwall/geodesic", "geo", "geo/...", "Karney's geodesics"},
	{"github.com/tidwall/rtree", "geo/index", "", "the R-tree; who else wants one wants geo/index"},
	{"github.com/twpayne/go-geom", "internal/formats", "", "codecs with heights and with limits on hostile input"},
	{"github.com/twpayne/go-kml/v3", "internal/formats", "", "KML"},
	{"github.com/labstack/echo/v4", "internal/api", "internal/load", "the router; a benchmark measures against a bare one"},
	{"github.com/getkin/kin-openapi", "", "internal/api", "checks every answer against our OpenAPI document"},
	{"github.com/klauspost/compress", "internal/api internal/osmpbf internal/osmpbf/pbftest internal/pmtiles internal/region internal/tiles geo/raster/ink", "", "gzip and zstd of answers and of tiles; zlib and zstd in OSM PBF; gzip in regions; deflate of PNG"},
	{"github.com/go-text/typesetting", "geo/raster/lettering", "", "fonts, HarfBuzz's shaping and the bidirectional algorithm; names are set in one place"},
	{"golang.org/x/image", "geo/raster/lettering", "", "the fixed-point numbers of go-text"},
	{"github.com/prometheus/client_golang", "internal/api", "", "/metrics"},
	{"github.com/cespare/xxhash/v2", "internal/api", "", "tags of answers: the same in every process, unlike hash/maphash, and many bytes at a time; /metrics links it anyway"},
	{"rsc.io/qr", "internal/api", "", "links on paper, to be read by a phone"},
	{"github.com/peterstace/simplefeatures", "", "geo/relate geo/mvt internal/oracle", "the overlay of JTS as an oracle, and its judgement of what is valid"},
	{"golang.org/x/text", "internal/gazetteer", "", "Unicode normal forms of names"},
	{"github.com/alecthomas/kong", "cmd/pamir", "", "the command line"},
	{"github.com/vbauerster/mpb/v8", "cmd/pamir", "", "progress bars"},
	{"github.com/mattn/go-isatty", "cmd/pamir", "", "no bars and colours where nobody watches"},
	{"github.com/rivo/uniseg", "cmd/pamir", "", "how wide 口岸 is in a table"},
	{"github.com/rogpeppe/go-internal", "", "cmd/pamir", "testscript: end-to-end scripts of the command"},
	{"github.com/pelletier/go-toml/v2", "internal/schedules", "", "schedule files that operators can read and write"},
	{"go.uber.org/goleak", "", "...", "no goroutine outlives a test"},
	{"pgregory.net/rapid", "", "...", "property tests"},
}

// badNames say nothing of what is inside.
var badNames = []string{"util", "utils", "common", "helpers", "types", "models", "service", "manager", "engine", "base", "misc"}

func TestEdges(t *testing.T) { report(t, checkEdges(modulePackages(t))) }

func checkEdges(pkgs []pkg) (faults []string) {
	for _, p := range pkgs {
		may, ok := edges[p.name]
		if !ok {
			faults = append(faults, fmt.Sprintf("%s is not in the table edges: say there what it may import", p.name))
			continue
		}
		for _, i := range p.imports {
			if own, ok := ownName(i); ok && !slices.Contains(strings.Fields(may), own) {
				faults = append(faults, fmt.Sprintf("%s imports %s; it may import: %s", p.name, own, may))
			}
		}
	}
	return faults
}

func TestForbidden(t *testing.T) { report(t, checkForbidden(modulePackages(t))) }

func checkForbidden(pkgs []pkg) (faults []string) {
	for _, p := range pkgs {
		for _, r := range forbidden {
			if !matches(r.who, p.name) {
				continue
			}
			for _, i := range p.imports {
				if matchesAny(r.not, i) {
					faults = append(faults, fmt.Sprintf("%s imports %s: %s", p.name, i, r.why))
				}
			}
			for _, i := range p.testImports {
				if r.tests && matchesAny(r.not, i) {
					faults = append(faults, fmt.Sprintf("a test of %s imports %s: %s", p.name, i, r.why))
				}
			}
		}
		for _, o := range only {
			faults = append(faults, checkHome(p, o.pkg, o.who, o.tests, o.why)...)
		}
	}
	return faults
}

// checkHome tells who imports a package, or another of its module, and may not.
func checkHome(p pkg, path, who, tests, why string) (faults []string) {
	if !matchesAny(strings.Fields(who), p.name) && slices.ContainsFunc(p.imports, func(i string) bool { return within(path, i) }) {
		faults = append(faults, fmt.Sprintf("%s imports %s, which is for %q alone: %s", p.name, path, who, why))
	}
	if !matchesAny(strings.Fields(who+" "+tests), p.name) && slices.ContainsFunc(p.testImports, func(i string) bool { return within(path, i) }) {
		faults = append(faults, fmt.Sprintf("a test of %s imports %s, which is for %q and tests of %q alone: %s", p.name, path, who, tests, why))
	}
	return faults
}

func TestHomes(t *testing.T) { report(t, checkHomes(modulePackages(t))) }

func checkHomes(pkgs []pkg) (faults []string) {
	for _, p := range pkgs {
		for _, h := range homes {
			faults = append(faults, checkHome(p, h.module, h.who, h.tests, h.why)...)
		}
		for _, i := range slices.Concat(p.imports, p.testImports) {
			if strings.Contains(strings.Split(i, "/")[0], ".") && !slices.ContainsFunc(homes, func(h struct{ module, who, tests, why string }) bool { return within(h.module, i) }) {
				faults = append(faults, fmt.Sprintf("%s imports %s, which is not in the table homes: say there who needs it and why", p.name, i))
			}
		}
	}
	return faults
}

func TestNowhere(t *testing.T) {
	built := everythingBuilt(t)
	for _, n := range nowhere {
		if by, ok := built[n.pkg]; ok {
			t.Errorf("%s is built in, imported by %s: %s", n.pkg, by, n.why)
		}
	}
}

func TestPackageNames(t *testing.T) {
	for _, p := range modulePackages(t) {
		for _, part := range append(strings.Split(p.name, "/"), p.clause) {
			if slices.Contains(badNames, part) {
				t.Errorf("%s: the name %q does not say what is inside", p.name, part)
			}
		}
	}
}

func report(t *testing.T, faults []string) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}
