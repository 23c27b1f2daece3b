package clients

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pamir/geo/mvt"
)

// TestOgrinfoMVT: GDAL's driver of vector tiles counts in ours, by layer, what
// our decoder does, and places it where it lies.
func TestOgrinfoMVT(t *testing.T) {
	need(t, "ogrinfo")
	address, _ := builtIn(t)
	for _, at := range []string{"5/22/12", "6/45/24", "9/363/194", "13/5813/3096"} {
		tile := fetch(t, address+"/xyz/pamir/"+at+".mvt")
		file := filepath.Join(t.TempDir(), at+".mvt") // GDAL finds the place by the name
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, tile, 0o644); err != nil {
			t.Fatal(err)
		}
		ours, err := mvt.Decode(tile)
		if err != nil {
			t.Fatal(err)
		}
		out := run(t, "ogrinfo", "-ro", "-al", "-so", "MVT:"+file)
		got := counts(out)
		for _, l := range ours.Layers {
			if got[l.Name] != len(l.Features) {
				t.Errorf("%s: GDAL counts %d %s, there are %d", at, got[l.Name], l.Name, len(l.Features))
			}
		}
		if len(got) != len(ours.Layers) || len(got) == 0 || !strings.Contains(out, "WGS 84 / Pseudo-Mercator") {
			t.Errorf("%s: GDAL has %d layers, there are %d:\n%.400s", at, len(got), len(ours.Layers), out)
		}
	}
}

func fetch(t *testing.T, address string) []byte {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", address, resp.Status, err)
	}
	return b
}

// newGDAL is a Python with the newest GDAL: Debian's does not read the tile
// matrix sets of OGC API Tiles.
const newGDAL = "../../tmp/python/bin/python"

const readTiles = `
import json, sys, warnings, pyogrio
warnings.simplefilter("ignore")
base, archive = sys.argv[1], sys.argv[2]
def ids(source, layer, **options):
    meta, _, geometry, fields = pyogrio.raw.read(source, layer=layer, columns=["id"], **options)
    return {"crs": meta["crs"], "ids": sorted(fields[0].tolist()), "geometries": sum(g is not None for g in geometry)}
out = {"gdal": ".".join(map(str, pyogrio.__gdal_version__))}
for s in ["WebMercatorQuad", "WorldCRS84Quad"]:
    out[s] = ids("OGCAPI:" + base + "/collections/ports", "Zoom level 0", API="TILES", TILEMATRIXSET=s)
out["archive"] = {l: ids(archive, l)["ids"] for l in ["ports", "passes", "sections"]}
print(json.dumps(out))
`

// TestGDALTiles: the newest GDAL finds the tiles of a collection by OGC API
// Tiles, from the collection's address alone, and reads our archives.
func TestGDALTiles(t *testing.T) {
	if _, err := os.Stat(newGDAL); err != nil {
		t.Skip("pyogrio is not installed in tmp/python: make setup installs it")
	}
	address, sets := builtIn(t)
	file := filepath.Join(t.TempDir(), "region.pmtiles")
	buildArchive(t, file, sets)
	type layer struct {
		CRS        string
		IDs        []string
		Geometries int
	}
	var got struct {
		GDAL                            string
		WebMercatorQuad, WorldCRS84Quad layer
		Archive                         map[string][]string
	}
	out, err := exec.Command(newGDAL, "-c", readTiles, address, file).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderrOf(err))
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, d := range sets {
		for _, f := range d.Features {
			if f.Geometry != nil {
				want[d.Collection.ID] = append(want[d.Collection.ID], f.ID)
			}
		}
	}
	for name, l := range map[string]layer{"EPSG:3857": got.WebMercatorQuad, "CRS84": got.WorldCRS84Quad} {
		if !alike(l.IDs, want["ports"]) || l.Geometries < len(want["ports"]) || !strings.Contains(l.CRS, name) {
			t.Errorf("GDAL %s reads in %s: %+v, want %v", got.GDAL, name, l, want["ports"])
		}
	}
	for id, ids := range got.Archive {
		if !alike(ids, want[id]) {
			t.Errorf("GDAL %s reads %v of %s in the archive, want %v", got.GDAL, ids, id, want[id])
		}
	}
	if len(got.Archive) != 3 {
		t.Errorf("%v", got.Archive)
	}
}

func stderrOf(err error) string {
	if ee, ok := err.(*exec.ExitError); ok {
		return string(ee.Stderr)
	}
	return ""
}

// alike reports whether two lists hold the same, each perhaps more than once.
func alike(a, b []string) bool {
	seen := map[string]int{}
	for _, x := range a {
		seen[x] |= 1
	}
	for _, x := range b {
		seen[x] |= 2
	}
	for _, in := range seen {
		if in != 3 {
			return false
		}
	}
	return len(seen) > 0
}

// TestGDALMap: GDAL's OGC API driver draws a map of ours.
func TestGDALMap(t *testing.T) {
	need(t, "gdal_translate")
	address, _ := builtIn(t)
	file := filepath.Join(t.TempDir(), "map.png")
	out := run(t, "gdal_translate", "-q", "-of", "PNG", "-oo", "API=MAP", "-oo", "CACHE=NO", "-projwin", "73", "42", "78", "36", "-outsize", "500", "600", "OGCAPI:"+address+"/collections/roads", file)
	info := run(t, "gdalinfo", "-stats", file)
	if !strings.Contains(info, "Size is 500, 600") || !strings.Contains(info, "Minimum=0.000, Maximum=255.000") {
		t.Errorf("%s%s", out, info)
	}
}

const drawQGIS = `
import json, sys
from qgis.core import *
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
base, picture = sys.argv[1], sys.argv[2]
layer = QgsVectorTileLayer("type=xyz&url=" + base + "/xyz/pamir/{z}/{x}/{y}.mvt&zmin=0&zmax=14", "pamir")
s = QgsMapSettings()
s.setLayers([layer])
s.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
s.setExtent(QgsRectangle(8126000, 4300000, 8683000, 5161000))
s.setOutputSize(QSize(520, 800))
s.setBackgroundColor(QColor("white"))
job = QgsMapRendererSequentialJob(s)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
colors = {image.pixel(x, y) for x in range(0, 520, 2) for y in range(0, 800, 2)}
print(json.dumps({"version": Qgis.QGIS_VERSION, "valid": layer.isValid(), "crs": layer.crs().authid(), "colors": len(colors), "errors": [str(e) for e in job.errors()]}))
sys.stdout.flush()
import os
os._exit(0)  # QGIS crashes now and then as it ends
`

// TestQGIS: QGIS, without a screen, loads our vector tiles as it would those of
// anybody, and draws something of them.
func TestQGIS(t *testing.T) {
	if exec.Command(python, "-c", "import qgis.core").Run() != nil {
		t.Skip("python3-qgis is not installed: make setup installs it")
	}
	address, _ := builtIn(t)
	picture := filepath.Join(t.TempDir(), "qgis.png")
	cmd := exec.Command(python, "-c", drawQGIS, address, picture)
	cmd.Env = append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "HOME="+t.TempDir(), "XDG_RUNTIME_DIR="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderrOf(err))
	}
	var got struct {
		Version, CRS string
		Valid        bool
		Colors       int
		Errors       []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if !got.Valid || got.CRS != "EPSG:3857" || got.Colors < 20 || len(got.Errors) > 0 {
		t.Errorf("QGIS draws %+v", got)
	}
	if keep := os.Getenv("SHOTS"); keep != "" {
		b, err := os.ReadFile(picture)
		if err == nil {
			err = os.WriteFile(filepath.Join(keep, "qgis.png"), b, 0o644)
		}
		t.Log(fmt.Sprint(got), err)
	}
}
