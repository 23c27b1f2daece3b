package crs

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestPROJ: cs2cs, PROJ's command, gives the same places to 10 nm in the
// bounds; for UTM also up to 35° from the meridian, to 20 nm.
func TestPROJ(t *testing.T) {
	if _, err := exec.LookPath("cs2cs"); err != nil {
		t.Skip("cs2cs is not installed: make setup installs it (proj-bin)")
	}
	r := rand.New(rand.NewPCG(3, 3))
	for _, c := range All() {
		var points []orb.Point
		for range 5000 {
			points = append(points, inBounds(r, c))
		}
		compareWithPROJ(t, c, points, 1e-8)
	}
	var far []orb.Point
	for range 5000 {
		far = append(far, orb.Point{40 + 70*r.Float64(), -80 + 160*r.Float64()})
	}
	compareWithPROJ(t, EPSG32643, far, 2e-8)
}

func compareWithPROJ(t *testing.T, c *CRS, points []orb.Point, metres float64) {
	t.Helper()
	var in strings.Builder
	for _, p := range points {
		fmt.Fprintf(&in, "%.17g %.17g\n", p[1], p[0])
	}
	cmd := exec.Command("cs2cs", "-f", "%.16f", "EPSG:4326", c.CURIE())
	cmd.Stdin = strings.NewReader(in.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v %s", cmd, err, &stderr)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(points) {
		t.Fatalf("%v: %d answers to %d points", cmd, len(lines), len(points))
	}
	var worst float64
	for i, p := range points {
		f := strings.Fields(lines[i])
		a, _ := strconv.ParseFloat(f[0], 64)
		b, _ := strconv.ParseFloat(f[1], 64)
		want := c.Order(orb.Point{a, b})
		got := c.Forward(p)
		off := math.Hypot(got[0]-want[0], got[1]-want[1]) * c.Unit
		worst = max(worst, off)
		if !(off <= metres) {
			t.Errorf("%v: %v is %v, PROJ has %v", c, p, got, want)
		}
		if back := c.Inverse(want); !near(back, p, metres/degree/math.Cos(p[1]*math.Pi/180)) {
			t.Errorf("%v: %v, as PROJ has it, comes back as %v", c, p, back)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%v: at most %.1f nm from PROJ", c, worst*1e9)
}
