package api_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/api"
	"pamir/internal/roads"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

// TestNearestByDuration: the order is that of the matrix, and not that of the
// crow.
func TestNearestByDuration(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	stalls := &store.Collection{ID: "ports", Title: "Stalls", Role: store.User, Geometry: store.Point,
		Properties: []store.Property{{Name: "n", Type: store.Integer}, {Name: "duration_s", Type: store.Number}}}
	d := store.Dataset{Collection: stalls, Features: []*store.Feature{
		{ID: "island", Geometry: orb.Point{76.205, 39.4}, Values: []store.Value{int64(-1), 1.0}},
		{ID: "desert", Geometry: orb.Point{79, 39}, Values: []store.Value{int64(-2), 1.0}},
		{ID: "nowhere", Values: []store.Value{int64(-3), 1.0}},
	}}
	var at []string
	for i := range 40 {
		p := orb.Point{75.9 + r.Float64()*0.04, 39.4 + r.Float64()*0.04}
		d.Features = append(d.Features, &store.Feature{ID: id(i), Geometry: p, Values: []store.Value{int64(i), 1.0}})
		at = append(at, fmt.Sprintf("%v,%v", p[0], p[1]))
	}
	stalls.Count = len(d.Features)
	many := fixture()[3]
	s, err := memory.New(d, many)
	if err != nil {
		t.Fatal(err)
	}
	k := roads.NewKeeper(slog.New(slog.NewTextHandler(io.Discard, nil)))
	k.Load(streets)
	k.Wait()
	t.Cleanup(func() { k.Close() })
	c := newClient(t, configured(t, func(cfg *api.Config) { cfg.Store, cfg.Roads = s, k }))
	for _, profile := range []string{"car", "foot"} {
		const here = "75.9133,39.4177"
		var m struct{ Durations [][]float64 }
		if err := json.Unmarshal(c.get("/v1/matrix?origins="+here+"&destinations="+strings.Join(at, ";")+"&profile="+profile).ok().body, &m); err != nil {
			t.Fatal(err)
		}
		a := c.get("/v1/nearest?lon=75.9133&lat=39.4177&by=duration&number=60&profile=" + profile).ok()
		var v struct {
			Features []struct {
				Properties struct {
					N        int
					Duration float64 `json:"duration_s"`
				}
			}
		}
		if err := json.Unmarshal(a.body, &v); err != nil {
			t.Fatal(err)
		}
		if len(v.Features) != 40 {
			t.Fatalf("%d features, want 40: the island, the desert and what is nowhere are left out", len(v.Features))
		}
		var got []float64
		for _, f := range v.Features {
			got = append(got, f.Properties.Duration)
			if want := m.Durations[0][f.Properties.N]; f.Properties.Duration != want {
				t.Errorf("%s: %d takes %v s, want %v", profile, f.Properties.N, f.Properties.Duration, want)
			}
		}
		if !slices.IsSorted(got) {
			t.Errorf("%s: %v", profile, got)
		}
		if crow := c.get("/v1/nearest?lon=75.9133&lat=39.4177&number=40").ok().ids(); slices.Equal(crow, a.ids()) {
			t.Errorf("%s: as the crow flies", profile)
		}
	}
	if n := len(c.get("/v1/nearest?lon=75.9133&lat=39.4177&by=duration").ok().ids()); n != 3 {
		t.Errorf("%d features, want the usual 3", n)
	}
	c.get("/v1/nearest?lon=75.9133&lat=39.4177&by=time").is(400).problem("invalid-parameter", "by")
	c.get("/v1/nearest?lon=75.9133&lat=39.4177&profile=foot").is(400).problem("invalid-parameter", "profile")
	c.get("/v1/nearest?lon=75.9133&lat=39.4177&by=duration&collection=many").is(400).problem("invalid-parameter", "by")
	c.get("/v1/nearest?lon=10&lat=10&by=duration").is(422).problem("off-road", "lon")
}
