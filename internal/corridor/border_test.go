package corridor

import (
	"context"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
	"pamir/internal/schedules"
)

func TestTry(t *testing.T) {
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	files, err := schedules.BuiltIn(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	set, err := schedules.Load(data.Chains(sets), files...)
	if err != nil {
		t.Fatal(err)
	}
	r := builtIn(t)
	b, err := border.New(context.Background(), r, data.Ports(sets))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to orb.Point
		rider    hours.Mode
		at       string
	}{
		{kashgar, naryn, hours.Truck, "2025-10-04T09:00:00+08:00"},
		{kashgar, naryn, hours.Car, "2025-10-04T09:00:00+08:00"},
		{kashgar, osh, hours.Truck, "2025-10-06T09:00:00+08:00"},
		{kashgar, gilgit, hours.Car, "2024-01-10T09:00:00+08:00"},
		{murghab, kashgar, hours.Car, "2026-11-22T09:00:00+05:00"},
	} {
		at, _ := time.Parse(time.RFC3339, c.at)
		a, err := b.Route(context.Background(), &border.Plan{Plan: route.Plan{Stops: []route.Stop{{At: c.from}, {At: c.to}}}, Rider: c.rider, Book: set.Book, Depart: at})
		if err != nil {
			t.Error(err)
			continue
		}
		for _, w := range a.Ways {
			t.Logf("%s %s: %.0f km arrive %v earliest %v verdict %+v latest %v", c.at, c.rider, float64(w.Itinerary.Centimetres())/1e5, w.ArriveAt, w.ArriveEarliest, w.Verdict, w.LatestDeparture)
			for _, p := range w.Crossings {
				t.Logf("   %s %s wait %v binding %d", p.Port.ID, p.Direction, p.Wait, p.Binding)
				for _, s := range p.Stops {
					t.Logf("      %s arrive %s %v begin %s clear %s %s", s.Checkpoint.ID, s.Arrive.UTC().Format("01-02T15:04"), s.State, s.Begin.UTC().Format("01-02T15:04"), s.Clear.UTC().Format("01-02T15:04"), s.Status.Reason)
				}
			}
			for _, n := range w.Notices {
				t.Logf("   %s %s %s", n.Code, n.Impact, n.Detail)
			}
		}
	}
}
