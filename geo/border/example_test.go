package border_test

import (
	"context"
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// One road leads from A to B, and a gate that is open from ten to six stands in
// its middle.
func Example() {
	b := route.NewBuilder()
	tags := route.Tags{{Key: "highway", Value: "primary"}, {Key: "maxspeed", Value: "60"}}
	b.Way(route.Way{ID: 1, Nodes: []int64{1, 2}, Tags: tags, LengthM: 51_000, Country: "AA"})
	b.Way(route.Way{ID: 2, Nodes: []int64{2, 3}, Tags: tags, LengthM: 51_000, Country: "BB"})
	at := []orb.Point{{75, 39}, {75.3, 39}, {75.6, 39}}
	for i, p := range at {
		b.Node(route.Node{ID: int64(i + 1), Lon: p[0], Lat: p[1], Tags: map[int]route.Tags{1: {{Key: "barrier", Value: "border_control"}}}[i]})
	}
	network, _, _ := b.Build(context.Background(), route.BuildOptions{})
	router, _ := route.NewRouter(network)

	gate := border.Checkpoint{ID: "gate", Name: "the gate", Side: "AA", At: &at[1], Frontier: true, Node: 2}
	ports := []border.Port{{ID: "port", Name: "the port", Checkpoints: []border.Checkpoint{gate}, Directions: []hours.Direction{"AA-BB", "BB-AA"}}}
	borders, _ := border.New(context.Background(), router, ports)

	open, _ := hours.Parse("Mo-Fr 10:00-18:00")
	minutes := func(id string, of hours.StayKind, p50 time.Duration) hours.Stay {
		return hours.Stay{ID: id, Scope: hours.Scope{Port: "port"}, Of: of, P50: p50, P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Confirmed}
	}
	book, _ := hours.NewBook(hours.Content{
		Chains: []hours.Chain{{Port: "port", Modes: hours.Modes(), Directions: []hours.Direction{"AA-BB", "BB-AA"}, Checkpoints: []hours.Checkpoint{{ID: "gate", Side: "AA"}}}},
		Rules:  []hours.Rule{{ID: "rule", Scope: hours.Scope{Port: "port"}, Zone: time.UTC, Hours: open, Confidence: hours.Confirmed}},
		Stays:  []hours.Stay{minutes("service", hours.Service, 30*time.Minute), minutes("queue", hours.Queue, 0)},
	})
	monday := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, depart := range []int{9, 17} {
		a, _ := borders.Route(context.Background(), &border.Plan{
			Plan:  route.Plan{Stops: []route.Stop{{At: at[0]}, {At: at[2]}}},
			Rider: hours.Car, Book: book, Depart: monday.Add(time.Duration(depart) * time.Hour),
		})
		w := &a.Ways[0]
		fmt.Println(depart, w.Verdict.Kind, w.Verdict.By, "there", w.ArriveAt.UTC().Format("Mon 15:04"), "leave by", w.LatestDeparture.UTC().Format("Mon 15:04"))
		if !w.LeaveInstead.IsZero() {
			fmt.Println("  instead at", w.LeaveInstead.UTC().Format("Mon 15:04"))
		}
	}
	// Output:
	// 9 makes-it 7h30m0s there Mon 11:30 leave by Mon 16:30
	// 17 misses 30m0s there Tue 11:30 leave by Tue 16:30
	//   instead at Mon 16:30
}
