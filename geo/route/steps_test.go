package route

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// stepsOf drives a town from node to node and writes the steps.
func stepsOf(t *testing.T, drawing, from, to, lang string, m Mode) (said string) {
	t.Helper()
	tw := drawTown(t, drawing)
	n, _ := tw.build(t)
	r, err := NewRouter(n)
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) orb.Point {
		for _, node := range tw.nodes {
			if node.ID == int64([]rune(name)[0]) {
				return orb.Point{node.Lon, node.Lat}
			}
		}
		t.Fatalf("no node %s", name)
		return orb.Point{}
	}
	a, err := r.Route(context.Background(), &Plan{Options: Options{Mode: m}, Stops: []Stop{{At: at(from)}, {At: at(to)}}})
	if err != nil {
		t.Fatal(err)
	}
	leg := &a.Routes[0].Legs[0]
	var centimetres, hundredths int64
	for i, s := range leg.Steps(lang) {
		if i > 0 {
			said += "; "
		}
		said += s.Instruction(lang)
		centimetres += s.Centimetres
		hundredths += s.Hundredths
		for _, x := range leg.Intersections(&s) {
			if len(x.Bearings) != len(x.Entry) || x.In >= len(x.Bearings) || x.Out >= len(x.Bearings) || x.Out < 0 && s.Type != "arrive" {
				t.Errorf("%s: intersection %+v", s.Type, x)
			}
		}
	}
	if centimetres != leg.Centimetres || hundredths != leg.Hundredths() {
		t.Errorf("the steps are %d cm and take %d, the leg %d and %d", centimetres, hundredths, leg.Centimetres, leg.Hundredths())
	}
	return said
}

// TestSteps reads testdata/steps.txt: "== name", a drawing, "says", and lines
// such as "car en s w: Head north onto A; …".
func TestSteps(t *testing.T) {
	text, err := os.ReadFile("testdata/steps.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, town := range strings.Split(string(text), "\n== ")[1:] {
		name, rest, _ := strings.Cut(town, "\n")
		drawing, says, _ := strings.Cut(rest, "\nsays\n")
		for line := range strings.Lines(says) {
			ask, want, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok {
				continue
			}
			t.Run(fmt.Sprint(name, "/", ask), func(t *testing.T) {
				f := strings.Fields(ask)
				m := map[string]Mode{"car": Car, "truck": Truck, "foot": Foot}[f[0]]
				if got := stepsOf(t, drawing, f[2], f[3], f[1], m); got != want {
					t.Errorf("\n got %s\nwant %s", got, want)
				}
			})
		}
	}
}
