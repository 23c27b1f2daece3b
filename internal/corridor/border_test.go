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

// TestScenarios are days of which notices are known.
func TestScenarios(t *testing.T) {
	b, book := corridorBorder(t)
	const until7 = "closed torugart-topa 2025-10-07T00:00:00+08:00"
	const until7Irkeshtam = "closed irkeshtam-wuqia 2025-10-07T00:00:00+08:00"
	for _, c := range []struct {
		from, to orb.Point
		rider    hours.Mode
		at       string
		not      []string // ports left out
		want     string
	}{
		// National Day 2025: shut on 1 to 3 and 6 October, goods alone on 4 and 5
		{kashgar, naryn, hours.Car, "2025-10-04T09:00:00+08:00", nil, until7},
		{kashgar, naryn, hours.Truck, "2025-10-04T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished"},
		{kashgar, naryn, hours.Car, "2025-10-06T09:00:00+08:00", nil, until7},
		{kashgar, naryn, hours.Truck, "2025-10-06T09:00:00+08:00", nil, until7},
		{kashgar, naryn, hours.Car, "2025-10-07T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished"},
		{kashgar, naryn, hours.Truck, "2025-10-07T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished"},
		{kashgar, osh, hours.Car, "2025-10-04T09:00:00+08:00", nil, until7Irkeshtam},
		{kashgar, osh, hours.Truck, "2025-10-04T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia service-unknown"}, // goods day and night, on trial
		{kashgar, osh, hours.Car, "2025-10-06T09:00:00+08:00", nil, until7Irkeshtam},
		{kashgar, osh, hours.Truck, "2025-10-06T09:00:00+08:00", nil, until7Irkeshtam},
		{kashgar, osh, hours.Car, "2025-10-07T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia hours-unpublished"},
		{kashgar, osh, hours.Truck, "2025-10-07T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia service-unknown"},
		// the last winter in which Khunjerab was shut, and the first in which not
		{kashgar, gilgit, hours.Car, "2024-01-10T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2024-04-01T03:00:00+08:00"},
		{kashgar, gilgit, hours.Car, "2025-01-08T09:00:00+08:00", nil, "cannot-promise khunjerab-taxkorgan hours-unpublished"},
		{kashgar, gilgit, hours.Car, "2025-01-11T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2025-01-13T00:00:00+08:00"},
		// Karasu works from Monday to Friday
		{murghab, kashgar, hours.Car, "2026-11-22T09:00:00+05:00", []string{"kyzyl-art"}, "closed karasu-tj-post 2026-11-23T12:00:00+08:00"},
		{murghab, kashgar, hours.Car, "2026-11-22T09:00:00+05:00", nil, "cannot-promise kyzyl-art no-source"}, // round by Sary-Tash, if that can be
	} {
		p := plan(t, c.rider, c.at, c.from, c.to)
		p.Book, p.ExcludePorts = book, c.not
		a, err := b.Route(context.Background(), p)
		if err != nil {
			t.Errorf("%s %s: %v", c.rider, c.at, err)
			continue
		}
		w := a.Ways[0]
		if got := verdict(&w); got != c.want {
			t.Errorf("%s to %v at %s: %s, want %s", c.rider, c.to, c.at, got, c.want)
		}
		if !w.ArriveAt.IsZero() || !w.LatestDeparture.IsZero() || w.ArriveEarliest.IsZero() {
			t.Errorf("%s to %v at %s: nothing here can be promised: %v, latest departure %v, earliest %v", c.rider, c.to, c.at, w.ArriveAt, w.LatestDeparture, w.ArriveEarliest)
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

// verdict writes a verdict on Beijing's clock.
func verdict(w *border.Way) string {
	beijing := time.FixedZone("Beijing", 8*3600)
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

// TestMissesTopaByAMinute: with hours that an operator gives, who comes a minute
// too late is told when to leave, and makes it; without, nothing is promised.
func TestMissesTopaByAMinute(t *testing.T) {
	b, book := corridorBorder(t, "testdata/example-topa.toml")
	ask := func(at string) border.Way {
		t.Helper()
		p := plan(t, hours.Truck, at, kashgar, naryn)
		p.Book, p.ExcludePorts = book, []string{"irkeshtam"}
		a, err := b.Route(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		return a.Ways[0]
	}
	early := ask("2026-11-24T09:30:00+08:00")
	if early.Verdict.Kind != border.Makes || early.ArriveAt.IsZero() || early.LatestDeparture.IsZero() {
		t.Fatalf("leaving at 09:30: %+v", early.Verdict)
	}
	if s := early.Crossings[0].Stops[early.Crossings[0].Binding]; s.Checkpoint.ID != "torugart-topa" {
		t.Errorf("%s binds", s.Checkpoint.ID)
	}
	at := func(t time.Time) string { return t.Format(time.RFC3339) }
	last := early.LatestDeparture.Truncate(time.Second)
	if w := ask(at(last)); w.Verdict.Kind != border.Makes || !w.ArriveAt.Before(early.ArriveAt.Add(24*time.Hour)) {
		t.Errorf("leaving at %v, the latest: %+v", last, w.Verdict)
	}
	late := ask(at(last.Add(time.Minute)))
	if late.Verdict.Kind != border.Misses || late.Verdict.By > time.Minute+time.Second || late.Verdict.By < 59*time.Second {
		t.Errorf("a minute later: %+v", late.Verdict)
	}
	if late.LeaveInstead.IsZero() || late.LeaveInstead.After(last.Add(time.Second)) {
		t.Fatalf("leave at %v instead, the latest is %v", late.LeaveInstead, last)
	}
	if w := ask(at(late.LeaveInstead.Truncate(time.Second))); w.Verdict.Kind != border.Makes || !w.ArriveAt.Before(late.ArriveAt) {
		t.Errorf("leaving at %v as told: %+v", late.LeaveInstead, w.Verdict)
	}
	b, book = corridorBorder(t)
	for _, depart := range []time.Time{last, last.Add(time.Minute)} {
		if w := ask(at(depart)); w.Verdict.Kind != border.CannotPromise || !w.LatestDeparture.IsZero() || !w.ArriveAt.IsZero() {
			t.Errorf("on the built-in data at %v: %+v, latest %v", depart, w.Verdict, w.LatestDeparture)
		}
	}
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
