//go:build oracle

package valhalla

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/route"
	"pamir/internal/osmpbf/pbftest"
)

// asked is how many routes are compared on each extract, by each mode.
const asked = 400

// Lengths may differ by this: Valhalla measures on a sphere of 6378.16 km, on
// which what runs north is longer by 0.28 % at these latitudes than on the
// ellipsoid, and what runs east shorter by 0.13 %; and it rounds.
const (
	share  = 0.003
	metres = 15
)

// tolerance returns how far another length may be from this one.
func tolerance(length float64) float64 { return metres + share*length }

// turningBack is what turning back costs, in metres: a car 20 s, at the 127.5
// km/h that it drives on all roads here, and a truck 40 s, at 50 km/h.
var turningBack = map[route.Mode]float64{route.Car: 20 * 127.5 / 3.6, route.Truck: 40 * 50 / 3.6}

// TestShortestRoutes compares the lengths of shortest routes between random
// places. They differ for one reason: we turn back on the road anywhere, at a
// price, and Valhalla at dead ends alone, for nothing. By each engine's rule
// its way must still be the shorter one:
//
//   - ours, with its price, is no longer than theirs with the price of turning
//     back as often as theirs does;
//   - theirs is no longer than ours, unless ours turns back;
//   - theirs is there where ours is, unless ours turns back; and ours always.
func TestShortestRoutes(t *testing.T) {
	if _, err := os.Stat(filepath.Join("node_modules", "@valhallajs")); err != nil {
		t.Skip("Valhalla is not installed: make oracle does that")
	}
	extracts := pbftest.Extracts(t)
	extracts["delaware"] = pbftest.Delaware(t)
	for _, name := range []string{"monaco", "andorra", "liechtenstein", "heidelberg", "delaware"} {
		path, ok := extracts[name]
		if !ok {
			t.Errorf("no extract of %s", name)
			continue
		}
		for _, m := range []route.Mode{route.Car, route.Truck, route.Foot} {
			t.Run(name+"/"+m.String(), func(t *testing.T) { compare(t, read(t, path, m), m) })
		}
	}
}

// answer is what Valhalla says of a pair.
type answer struct {
	Metres float64
	Shape  string // of the line
	Error  string
}

func compare(t *testing.T, r *roads, m route.Mode) {
	rnd := rand.New(rand.NewPCG(11, 12))
	var pairs [][2]orb.Point
	var requests [][]byte
	for islands := 0; len(pairs) < asked; {
		pair := [2]orb.Point{r.spots[rnd.IntN(len(r.spots))], r.spots[rnd.IntN(len(r.spots))]}
		if length, _ := shortest(t, r.router, m, pair); math.IsNaN(length) {
			// What is undisputed is in pieces; a few pairs without a way are enough.
			if islands++; islands > asked/20 {
				continue
			}
		}
		line, err := json.Marshal(request(m, pair))
		if err != nil {
			t.Fatal(err)
		}
		pairs, requests = append(pairs, pair), append(requests, line)
	}
	same, none, back := 0, 0, 0
	for i, theirs := range ask(t, r.file, requests) {
		length, line := shortest(t, r.router, m, pairs[i])
		ourTurns, theirTurns := turns(line), turns(polyline(t, theirs.Shape))
		ourCost, theirCost := length+turningBack[m]*ourTurns, theirs.Metres+turningBack[m]*theirTurns
		switch {
		case math.IsNaN(length) && theirs.Error == noPath:
			none++
		case theirs.Error == "" && math.Abs(length-theirs.Metres) <= tolerance(length):
			same++
		case theirs.Error == noPath && ourTurns > 0,
			theirs.Error == "" && ourTurns+theirTurns > 0 && ourCost <= theirCost+tolerance(length) &&
				(ourTurns > 0 || theirs.Metres <= length+tolerance(length)):
			back++
		default:
			t.Errorf("%v to %v: ours %.0f m, theirs %.0f m %s", pairs[i][0], pairs[i][1], length, theirs.Metres, theirs.Error)
		}
	}
	t.Logf("of %d routes %d are as long, %d have no way, %d differ by turning back; %d of %d ways are undisputed", asked, same, none, back, len(r.ways), r.all)
	if back > asked/5 {
		t.Errorf("%d routes differ by turning back, which leaves too few to compare", back)
	}
}

// shortest returns our shortest route; NaN where there is none from the very
// places, only from others nearby.
func shortest(t *testing.T, r *route.Router, m route.Mode, pair [2]orb.Point) (float64, orb.LineString) {
	t.Helper()
	a, err := r.Route(context.Background(), &route.Plan{Options: route.Options{Mode: m, Vehicle: vehicles[m]}, Stops: []route.Stop{{At: pair[0]}, {At: pair[1]}}})
	var none *route.NoRouteError
	if err != nil && !errors.As(err, &none) {
		t.Fatal(err)
	}
	if err != nil || a.Waypoints[0].Metres > 0.05 || a.Waypoints[1].Metres > 0.05 {
		return math.NaN(), nil
	}
	return float64(a.Routes[0].Centimetres()) / 100, a.Routes[0].Line()
}

var (
	costings = map[route.Mode]string{route.Car: "auto", route.Truck: "truck", route.Foot: "pedestrian"}
	vehicles = map[route.Mode]route.Vehicle{route.Truck: route.OrdinaryTruck}
)

// request is that of Valhalla's shortest route.
func request(m route.Mode, pair [2]orb.Point) map[string]any {
	var places []any
	for _, p := range pair {
		places = append(places, map[string]any{"lon": p[0], "lat": p[1], "node_snap_tolerance": 0, "minimum_reachability": 1})
	}
	options := map[string]any{"shortest": true, "disable_hierarchy_pruning": true}
	if v := vehicles[m]; v != (route.Vehicle{}) {
		options["height"], options["width"], options["length"] = v.Height, v.Width, v.Length
		options["weight"], options["axle_load"] = v.Weight, v.AxleLoad
		// With these a shortest way keeps off small roads.
		options["low_class_penalty"], options["service_penalty"] = 0, 0
	}
	return map[string]any{
		"locations": places, "costing": costings[m], "directions_type": "none",
		"costing_options": map[string]any{costings[m]: options},
	}
}

const noPath = "Route error: No path could be found for input"

// ask has Valhalla answer. A request that ends the process, as some do, is
// answered with that.
func ask(t *testing.T, extract []byte, requests [][]byte) (all []answer) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "roads.osm.pbf")
	if err := os.WriteFile(path, extract, 0o600); err != nil {
		t.Fatal(err)
	}
	for len(all) < len(requests) {
		cmd := exec.Command("node", "routes.mjs", path, dir)
		cmd.Stdin = bytes.NewReader(bytes.Join(requests[len(all):], []byte{'\n'}))
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, failed := cmd.Output()
		before := len(all)
		for line := range bytes.Lines(out) {
			var a answer
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			all = append(all, a)
		}
		if len(all) == 0 {
			t.Fatalf("node routes.mjs: %v\n%s", failed, errs.String())
		}
		if failed != nil {
			all = append(all, answer{Error: fmt.Sprintf("Valhalla: %v after %d answers", failed, len(all)-before)})
		}
	}
	return all
}

// turns counts how often a line goes back over an edge right after it.
func turns(l orb.LineString) (n float64) {
	for i := 2; i < len(l); i++ {
		if l[i] == l[i-2] {
			n++
		}
	}
	return n
}

// polyline decodes a line of six decimals.
func polyline(t *testing.T, s string) (line orb.LineString) {
	t.Helper()
	var at [2]int
	for i := 0; len(s) > 0; i++ {
		v, shift, more := 0, 0, true
		for ; more; shift += 5 {
			if s == "" {
				t.Fatal("a polyline is cut")
			}
			c := int(s[0]) - 63
			v |= c & 31 << shift
			s, more = s[1:], c >= 32
		}
		at[i%2] += v>>1 ^ -(v & 1)
		if i%2 == 1 {
			line = append(line, orb.Point{float64(at[1]) / 1e6, float64(at[0]) / 1e6})
		}
	}
	return line
}
