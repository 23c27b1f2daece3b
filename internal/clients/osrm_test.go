package clients

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// newPython is where make setup puts Python packages that Debian has not.
const newPython = "../../tmp/python/bin/python"

// TestLeafletRoutingMachine has the routing control that many pages use plan a
// route and change its end.
func TestLeafletRoutingMachine(t *testing.T) {
	need(t, "node")
	need(t, "chromium")
	modules, err := filepath.Abs("../../web/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "leaflet-routing-machine")); err != nil {
		t.Skip("leaflet-routing-machine is not installed: make setup installs it")
	}
	address, _ := builtIn(t)
	var v struct {
		Error   any
		Errors  []string
		Listed  int
		Drawn   int
		Results []struct {
			Name           string
			Distance, Time float64
			Points, Steps  int
			Said           []string
		}
	}
	out := run(t, "node", "osrm.mjs", modules, address, "75.99,39.47", "72.8,40.53", "74.31,35.92")
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if v.Error != nil || len(v.Errors) > 0 || len(v.Results) != 2 || v.Listed < 3 || v.Drawn < 1 {
		t.Fatalf("%s", out)
	}
	for i, km := range []float64{498, 685} {
		if r := v.Results[i]; r.Distance < km*1000-10_000 || r.Distance > km*1000+10_000 || r.Time <= 0 || r.Points < 20 || r.Steps < 3 {
			t.Errorf("route %d: %+v, want some %v km", i, r, km)
		}
	}
}

// TestRoutingpy asks for a route and a matrix as the Python package does.
func TestRoutingpy(t *testing.T) {
	if exec.Command(newPython, "-c", "import routingpy").Run() != nil {
		t.Skip("routingpy is not installed in tmp/python: make setup installs it")
	}
	const script = `
import json, sys
from routingpy import OSRM
api = OSRM(base_url=sys.argv[1] + "/osrm", skip_api_error=False)
kashgar, osh, naryn = [75.99, 39.47], [72.8, 40.53], [75.99, 41.43]
r = api.directions(locations=[kashgar, osh, naryn], profile="driving", alternatives=False, steps=True, annotations=True, geometries="geojson", overview="full", radiuses=[1000, 2000, 5000])
m = api.matrix(locations=[kashgar, osh, naryn], profile="truck", sources=[0], destinations=[1, 2], annotations=["duration", "distance"])
print(json.dumps({"distance": r.distance, "duration": r.duration, "points": len(r.geometry), "durations": m.durations, "distances": m.distances}))
try:
    api.directions(locations=[[75.99, 39.47], [10, 10]], profile="driving")
except Exception as e:
    print(type(e).__name__, e)
`
	address, _ := builtIn(t)
	cmd := exec.Command(newPython, "-c", script, address)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var v struct {
		Distance, Duration   float64
		Points               int
		Durations, Distances [][]float64
	}
	d := json.NewDecoder(bytes.NewReader(out))
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if v.Distance < 1_000_000 || v.Points < 50 || len(v.Durations) != 1 || len(v.Durations[0]) != 2 || v.Distances[0][1] < 345_000 || v.Distances[0][1] > 365_000 {
		t.Errorf("%+v", v)
	}
}
