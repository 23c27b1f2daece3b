package data_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// factsDir is where the lines for measuring are, outside the repository: they
// may be measured against but not passed on.
const factsDir = "../../shared/facts"

// checked says what runs along a road: the rows of the file whose first column
// is key, where that is not "", and whose column col lies from lo to hi.
var checked = map[string]struct {
	file, key, col string
	lo, hi         float64
}{
	"g314-kashgar-oytak":       {"check/line_g314.csv", "", "km", 0, 91},
	"g314-oytak-bulungkol":     {"check/line_g314.csv", "", "km", 91, 160.5},
	"g314-bulungkol-karakul":   {"check/line_g314.csv", "", "km", 160.5, 189.8},
	"g314-karakul-karasu":      {"check/line_g314.csv", "", "km", 189.8, 228.9},
	"g314-karasu-taxkorgan":    {"check/line_g314.csv", "", "km", 228.9, 288.6},
	"g314-taxkorgan-khunjerab": {"check/line_g314.csv", "", "km", 288.6, 414},
	"g315-kashgar-topa":        {"check/line_g315.csv", "", "km", -50, 0},
	"g315-topa-torugart":       {"check/line_g315.csv", "", "km", 0, 109},
	"g3013-topa-wuqia":         {oshKashgar, saryTashKashgar, "km_from_leg_start", 216, 250},
	"g3013-wuqia-kangsu":       {oshKashgar, saryTashKashgar, "km_from_leg_start", 195, 216.5},
	"g581-kangsu-irkeshtam":    {oshKashgar, saryTashKashgar, "km_from_leg_start", 75, 195.2},
	"em05-sary-tash-irkeshtam": {oshKashgar, saryTashKashgar, "km_from_leg_start", 0, 75.1},
	"em05-osh-gulcha":          {oshKashgar, "OSH-SARYTASH", "km_from_leg_start", 0, 81.5},
	"em05-gulcha-sary-tash":    {oshKashgar, "OSH-SARYTASH", "km_from_leg_start", 81, 190},
	"m41-sary-tash-kyzyl-art":  {oshKashgar, "SARYTASH-KYZYLART", "km_from_leg_start", 0, 50},
	"m41-kyzyl-art-karakul":    {"road_points.csv", "M41", "seq", 10, 17},
	"em11-torugart-at-bashy":   {"check/waypoints_em11_tashrabat_torugart_gps.csv", "", "km_from_tash_rabat_turnoff", 0, 71.2},
	"em11-at-bashy-naryn":      {"road_points.csv", "EM-11", "seq", 42, 51},
	"em11-naryn-kochkor":       {"road_points.csv", "EM-11", "seq", 13, 42},
	"em11-balykchy-bishkek":    {"road_points.csv", "EM-11", "seq", 2, 9},
}

const (
	oshKashgar      = "check/waypoints_osh_kashgar_osm_route.csv"
	saryTashKashgar = "SARYTASH-IRKESHTAM-WUQIA-KASHGAR"
)

// assumed is how far a road may stray where nothing checks it, as a share of
// the leg that is drawn there: no road that can be checked strays more.
const assumed = 0.35

// TestRoadAccuracy: accuracy_m is the greatest distance between the drawn line
// and the one measured against, either way, or what is assumed where there is
// none, if that is more; rounded up to 100 m.
func TestRoadAccuracy(t *testing.T) {
	if _, err := os.Stat(factsDir); err != nil {
		t.Skipf("SKIPPED: no lines to measure against: %v", err)
	}
	t.Logf("%-34s %8s %8s %8s %8s", "kilometres", "leg", "blind", "off", "accuracy")
	known := 0
	for _, f := range readLines(t, "roads.geojson") {
		line, along := f.line(), orb.LineString(nil)
		if c, ok := checked[f.ID]; ok {
			known++
			along = checkLine(t, filepath.Join(factsDir, c.file), c.key, c.col, c.lo, c.hi)
		}
		off, blind := strays(line, along)
		leg := longestLeg(line)
		t.Logf("%-34s %8.1f %8.1f %8.2f %8.1f", f.ID, leg/1000, blind/1000, off/1000, f.Properties.Accuracy/1000)
		if want := 100 * math.Ceil(max(off, assumed*blind)/100); f.Properties.Accuracy != want {
			t.Errorf("%s: accuracy_m is %.0f, want %.0f", f.ID, f.Properties.Accuracy, want)
		}
		if off > assumed*leg {
			t.Errorf("%s strays %.2f of its longest leg; %.2f is assumed where nothing checks", f.ID, off/leg, assumed)
		}
	}
	if known != len(checked) {
		t.Errorf("%d of the %d roads to check are there", known, len(checked))
	}
}

// strays returns the greatest distance between a drawn line and the line along
// it, either way, and the longest stretch of a leg that has nothing along it:
// positions whose nearest one on that line is an end of it.
func strays(line, along orb.LineString) (off, blind float64) {
	if along == nil {
		return 0, longestLeg(line)
	}
	for _, p := range fill(along) {
		d, _ := geo.Nearest(line, p)
		off = max(off, d)
	}
	first, last := along[0], along[len(along)-1]
	for i := 1; i < len(line); i++ {
		dense := fill(line[i-1 : i+1])
		step := geo.Distance(dense[0], dense[1])
		unseen := 0.0
		for _, p := range dense {
			d, at := geo.Nearest(along, p)
			if geo.Distance(at, first) < 1 || geo.Distance(at, last) < 1 {
				unseen += step
				continue
			}
			off = max(off, d)
		}
		blind = max(blind, unseen)
	}
	return off, blind
}

func longestLeg(line orb.LineString) float64 {
	longest := 0.0
	for i := 1; i < len(line); i++ {
		longest = max(longest, geo.Distance(line[i-1], line[i]))
	}
	return longest
}

// fill puts positions into a line so that no leg is longer than some 500 m.
func fill(line orb.LineString) orb.LineString {
	dense := orb.LineString{line[0]}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		n := math.Ceil(geo.Distance(a, b) / 500)
		for k := 1.0; k <= n; k++ {
			dense = append(dense, orb.Point{a[0] + (b[0]-a[0])*k/n, a[1] + (b[1]-a[1])*k/n})
		}
	}
	return dense
}

// checkLine reads the line through the rows that an entry of checked names.
func checkLine(t *testing.T, name, key, col string, lo, hi float64) orb.LineString {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var line orb.LineString
	x, y, at := slices.Index(rows[0], "lon"), slices.Index(rows[0], "lat"), slices.Index(rows[0], col)
	for _, row := range rows[1:] {
		if key != "" && row[0] != key || row[x] == "" {
			continue
		}
		lon, err1 := strconv.ParseFloat(row[x], 64)
		lat, err2 := strconv.ParseFloat(row[y], 64)
		v, err3 := strconv.ParseFloat(row[at], 64)
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatalf("%s: %q is no row of a line", name, row)
		}
		if lo <= v && v <= hi {
			line = append(line, orb.Point{lon, lat})
		}
	}
	if len(line) < 2 {
		t.Fatalf("%s: %d rows of %q from %v to %v", name, len(line), key, lo, hi)
	}
	return line
}
