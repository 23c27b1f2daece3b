package border

import (
	"context"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// TestLeaks: a road beside a frontier is found, for each mode that may use it,
// and nothing where there is none.
func TestLeaks(t *testing.T) {
	at := map[int64]orb.Point{1: {75.0, 40.0}, 2: {75.1, 40.0}, 3: {75.2, 40.0}, 4: {75.3, 40.0}, 5: {75.15, 40.1}}
	leaks := func(bypass ...route.Tag) []Leak {
		b := route.NewBuilder()
		way := func(id int64, country string, tags route.Tags, nodes ...int64) {
			b.Way(route.Way{ID: id, Nodes: nodes, Country: country, Tags: append(route.Tags{{Key: "highway", Value: "primary"}}, tags...)})
		}
		way(1, "CN", nil, 1, 2, 3)
		way(2, "KG", nil, 3, 4)
		if bypass != nil {
			way(3, "CN", bypass, 2, 5)
			way(4, "KG", bypass, 5, 4)
		}
		for id, p := range at {
			b.Node(route.Node{ID: id, Lon: p[0], Lat: p[1]})
		}
		n, _, err := b.Build(context.Background(), route.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := route.NewRouter(n)
		if err != nil {
			t.Fatal(err)
		}
		post := func(id, side string, node int64, frontier bool) Checkpoint {
			p := at[node]
			c := Checkpoint{ID: id, Side: side, At: &p, AccuracyM: 100, Frontier: frontier}
			if frontier {
				c.Node = node
			}
			return c
		}
		x, err := New(context.Background(), r, []Port{{ID: "port", Directions: []hours.Direction{"CN-KG", "KG-CN"},
			Checkpoints: []Checkpoint{post("cn", "CN", 2, false), post("gate", "", 3, true), post("kg", "KG", 4, false)}}})
		if err != nil {
			t.Fatal(err)
		}
		list, err := x.Leaks(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if list := leaks(); len(list) != 0 {
		t.Errorf("without a road past the gate: %+v", list)
	}
	// a pass that opens and shuts is open to who looks for leaks
	if list := leaks(route.Tag{Key: "motor_vehicle:conditional", Value: "no @ (Nov-Apr)"}, route.Tag{Key: "mountain_pass", Value: "yes"}, route.Tag{Key: "foot", Value: "no"}); len(list) != 4 {
		t.Errorf("over a pass: %+v", list)
	}
	found := map[route.Mode]int{}
	for _, l := range leaks(route.Tag{Key: "hgv", Value: "no"}) {
		found[l.Mode]++
		if len(l.Line) != 3 || l.Line[1] != at[5] || l.From == l.To {
			t.Errorf("%+v", l)
		}
	}
	if found[route.Car] != 2 || found[route.Foot] != 2 || found[route.Truck] != 0 {
		t.Errorf("past the gate: %v", found)
	}
}
