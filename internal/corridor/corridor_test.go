package corridor

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/route"
)

func builtIn(t testing.TB) *route.Router {
	t.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	n, err := Network(context.Background(), sets)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Check(); err != nil {
		t.Fatal(err)
	}
	r, err := route.NewRouter(n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var (
	kashgar  = orb.Point{75.99, 39.47}
	osh      = orb.Point{72.80, 40.53}
	naryn    = orb.Point{75.99, 41.43}
	murghab  = orb.Point{73.967, 38.17}
	gilgit   = orb.Point{74.31, 35.92}
	torugart = orb.Point{75.39391, 40.55167}
)

func TestPublishedLengths(t *testing.T) {
	r := builtIn(t)
	for _, c := range []struct {
		name     string
		from, to orb.Point
		km       float64 // the sum of the published lengths on the way
	}{
		{"Kashgar to the Torugart gate", kashgar, torugart, 57 + 108},
		{"Kashgar to Naryn", kashgar, naryn, 57 + 108 + 140 + 50},
		{"Kashgar to Osh", kashgar, osh, 57 + 35 + 23 + 122 + 75 + 104.7 + 81.2},
		{"Osh to Kashgar", osh, kashgar, 57 + 35 + 23 + 122 + 75 + 104.7 + 81.2},
		{"Kashgar to Gilgit", kashgar, gilgit, 90 + 70 + 30 + 39 + 61 + 125 + 86 + 184},
	} {
		a, err := r.Route(context.Background(), &route.Plan{Options: route.Options{Mode: route.Truck}, Stops: []route.Stop{{At: c.from}, {At: c.to}}})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		km := float64(a.Routes[0].Centimetres()) / 100_000
		if km < c.km-8 || km > c.km+8 { // the stops are not quite at the ends
			t.Errorf("%s: %.1f km, published %.1f", c.name, km, c.km)
		}
		t.Logf("%s: %.1f km, %.1f h", c.name, km, float64(a.Routes[0].Hundredths())/360_000)
	}
}

// TestGatesPartCountries: with all border controls shut no way leads from one
// country to another.
func TestGatesPartCountries(t *testing.T) {
	r := builtIn(t)
	if faults := r.Network().Joins(); len(faults) > 0 {
		t.Errorf("countries are joined: %v", faults)
	}
	named := map[string]string{}
	for _, p := range r.Network().Passages() {
		named[p.Ref] = p.Kind.String()
	}
	for slug, kind := range map[string]string{
		"torugart-gate": "border_control", "irkeshtam-gate": "border_control", "karasu-gate": "border_control", "khunjerab-gate": "border_control", "kyzyl-art": "border_control",
		"torugart-topa": "checkpoint", "torugart-cn-post": "checkpoint", "torugart-kg-post": "checkpoint", "irkeshtam-wuqia": "checkpoint", "irkeshtam-simuhana": "checkpoint",
		"irkeshtam-kg-post": "checkpoint", "karasu-site": "checkpoint", "khunjerab-taxkorgan": "checkpoint", "khunjerab-cn-front": "checkpoint", "khunjerab-sost": "checkpoint", "bedel-gate": "border_control",
	} {
		if named[slug] != kind {
			t.Errorf("%s is %q, want %s", slug, named[slug], kind)
		}
	}
}

// TestPassagesOnTheWay: who drives to Osh passes the checkpoints of Irkeshtam
// in their order, and none of Torugart.
func TestPassagesOnTheWay(t *testing.T) {
	r := builtIn(t)
	for _, c := range []struct {
		to   orb.Point
		want string
	}{
		{osh, "[irkeshtam-wuqia irkeshtam-simuhana irkeshtam-gate irkeshtam-kg-post]"},
		{naryn, "[torugart-topa torugart-cn-post torugart-gate torugart-kg-post]"},
		{murghab, "[karasu-site karasu-gate]"},
		{gilgit, "[khunjerab-taxkorgan khunjerab-cn-front khunjerab-gate khunjerab-dih khunjerab-sost]"},
		{orb.Point{75.22, 37.776}, "[]"},
	} {
		a, err := r.Route(context.Background(), &route.Plan{Stops: []route.Stop{{At: kashgar}, {At: c.to}}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range a.Routes[0].Legs[0].Passages("en") {
			got = append(got, p.Ref)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("to %v: %v, want %s", c.to, got, c.want)
		}
	}
}

func TestNoRoads(t *testing.T) {
	if _, err := Network(context.Background(), nil); !errors.Is(err, ErrNoRoads) {
		t.Errorf("error %v", err)
	}
}
