package corridor

import (
	"context"
	"testing"

	"pamir/data"
	"pamir/geo/border"
)

func TestBind(t *testing.T) {
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	r := builtIn(t)
	sites, err := border.Bind(context.Background(), r, data.Ports(sets))
	if err != nil {
		t.Fatal(err)
	}
	for m, list := range sites.Crossings {
		for _, c := range list {
			t.Log(m, c.Port.ID, c.Direction, c.Modes, c.Over)
			for _, s := range c.Stops {
				t.Logf("   %s %v %s %.0f %v", s.Checkpoint.ID, s.Placed, s.By, s.OffM, s.Place.At)
			}
		}
	}
	for _, a := range sites.Absent {
		t.Log(a.Port.ID, a.Mode, a.Direction, a.Why)
	}
}
