package corridor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
	"pamir/internal/schedules"
)

// corridorBorder is the built-in roads with their ports, and the built-in book
// with that of an operator's files.
func corridorBorder(t testing.TB, more ...string) (*border.Border, *hours.Book) {
	t.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	files, err := schedules.BuiltIn(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range more {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, schedules.File{Name: name, Text: text})
	}
	set, err := schedules.Load(data.Chains(sets), files...)
	if err != nil {
		t.Fatal(err)
	}
	b, err := border.New(context.Background(), builtIn(t), data.Ports(sets))
	if err != nil {
		t.Fatal(err)
	}
	return b, set.Book
}

// TestBind: each checkpoint of the built-in ports is on its road.
func TestBind(t *testing.T) {
	b, _ := corridorBorder(t)
	want := map[string]string{
		"torugart CN-KG [truck]":  "torugart-topa:node torugart-cn-post:node torugart-gate:node torugart-kg-post:node ",
		"torugart KG-CN [truck]":  "torugart-kara-bulak:neighbour torugart-kg-post:node torugart-gate:node torugart-cn-post:node torugart-topa:node ",
		"irkeshtam CN-KG [truck]": "irkeshtam-wuqia:node irkeshtam-simuhana:node irkeshtam-gate:node irkeshtam-kg-post:node ",
		"irkeshtam KG-CN [truck]": "irkeshtam-kg-post:node irkeshtam-gate:node irkeshtam-simuhana:node irkeshtam-wuqia:node ",
		"karasu CN-TJ [truck]":    "karasu-site:node karasu-gate:node karasu-tj-post:neighbour ",
		"karasu TJ-CN [truck]":    "karasu-tj-post:neighbour karasu-gate:node karasu-site:node ",
		"khunjerab CN-PK [truck]": "khunjerab-taxkorgan:node khunjerab-cn-front:node khunjerab-gate:node khunjerab-dih:node khunjerab-sost:node ",
		"khunjerab PK-CN [truck]": "khunjerab-sost:node khunjerab-dih:node khunjerab-gate:node khunjerab-cn-front:node khunjerab-taxkorgan:node ",
		"kyzyl-art KG-TJ [truck]": "kyzyl-art:node ",
		"kyzyl-art TJ-KG [truck]": "kyzyl-art:node ",
	}
	for _, c := range b.Sites().Crossings[route.Truck] {
		stops := ""
		for _, s := range c.Stops {
			stops += fmt.Sprintf("%s:%s ", s.Checkpoint.ID, s.Placed)
		}
		name := fmt.Sprint(c.Port.ID, " ", c.Direction, " ", c.Modes)
		if want[name] != stops {
			t.Errorf("%s: %s, want %s", name, stops, want[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("there is no crossing %s", name)
	}
	for m, list := range b.Sites().Crossings {
		if len(list) != 10 {
			t.Errorf("%v has %d crossings", route.Mode(m), len(list))
		}
	}
	for _, a := range b.Sites().Absent {
		if a.Port.ID != "bedel" { // whose road is not built on the Chinese side
			t.Errorf("%s is absent: %s", a.Port.ID, a.Why)
		}
	}
}

func plan(t *testing.T, rider hours.Mode, at string, stops ...orb.Point) *border.Plan {
	t.Helper()
	depart, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	p := &border.Plan{Rider: rider, Depart: depart}
	for _, s := range stops {
		p.Stops = append(p.Stops, route.Stop{At: s})
	}
	return p
}

var beijing = time.FixedZone("Beijing", 8*3600)

// verdict writes a verdict on Beijing's clock.
func verdict(w *border.Way) string {
	v := w.Verdict
	switch v.Kind {
	case border.CannotPromise:
		return fmt.Sprint(v.Kind, " ", v.Checkpoint, " ", v.Reason)
	case border.ClosedUntil:
		return fmt.Sprint(v.Kind, " ", v.Checkpoint, " ", v.Until.In(beijing).Format(time.RFC3339))
	case border.Makes, border.Misses:
		return fmt.Sprint(v.Kind, " ", v.Checkpoint, " by ", v.By.Round(time.Second))
	}
	return string(v.Kind)
}

// TestDomestic: who stays in China passes Topa, Wuqia and Taxkorgan without a
// word of their hours.
func TestDomestic(t *testing.T) {
	b, book := corridorBorder(t)
	for _, to := range []orb.Point{{75.256, 39.718}, {75.224, 37.77}, {75.33, 40.165}} {
		p := plan(t, hours.Truck, "2025-10-02T03:00:00+08:00", kashgar, to)
		p.Book = book
		a, err := b.Route(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		if w := a.Ways[0]; w.Verdict.Kind != border.NoCrossing || len(w.Crossings) != 0 || w.ArriveAt.IsZero() || !w.ArriveAt.Equal(w.ArriveEarliest) {
			t.Errorf("to %v: %+v", to, w.Verdict)
		}
	}
}

// TestWithoutAClock: a plan that names no time is a drive through the
// checkpoints, and nobody waits.
func TestWithoutAClock(t *testing.T) {
	b, _ := corridorBorder(t)
	p := &border.Plan{Plan: route.Plan{Stops: []route.Stop{{At: kashgar}, {At: osh}, {At: naryn}}}, Rider: hours.Truck}
	a, err := b.Route(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	w := a.Ways[0]
	var stops []string
	for _, c := range w.Crossings {
		for _, s := range c.Stops {
			stops = append(stops, s.Checkpoint.ID)
		}
	}
	if !slices.Contains(stops, "irkeshtam-wuqia") || !w.ArriveAt.IsZero() || !w.ArriveEarliest.IsZero() || !w.Depart.IsZero() || len(w.Itinerary.Legs) != 2 || w.Itinerary.Legs[0].Waits() != 0 {
		t.Errorf("%+v by %v", w.Verdict, stops)
	}
}

// TestBadPlans: what is wrong is named.
func TestBadPlans(t *testing.T) {
	b, book := corridorBorder(t)
	now := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	stops := []route.Stop{{At: kashgar}, {At: osh}}
	for field, p := range map[string]*border.Plan{
		"arrive":        {Book: book, Depart: now, Arrive: now},
		"depart":        {Depart: now},
		"assume":        {Book: book, Depart: now, Assume: []border.Assumption{{At: "atlantis"}}},
		"exclude_ports": {Filter: border.Filter{ExcludePorts: []string{"atlantis"}}},
	} {
		p.Stops = stops
		_, err := b.Route(context.Background(), p)
		var bad *border.PlanError
		if !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	_, err := b.Route(context.Background(), &border.Plan{Plan: route.Plan{Stops: stops}, Book: book, Depart: now, Filter: border.Filter{ExcludeCountries: []string{"KG"}}})
	var none *border.NoWayError
	if !errors.As(err, &none) || !slices.Contains(none.Barred, "irkeshtam") {
		t.Errorf("without Kyrgyzstan: %v", err)
	}
	var out *hours.RangeError
	if _, err := b.Route(context.Background(), &border.Plan{Plan: route.Plan{Stops: stops}, Book: book, Depart: now.AddDate(300, 0, 0)}); !errors.As(err, &out) {
		t.Errorf("in 300 years: %v", err)
	}
}
