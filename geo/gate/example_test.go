package gate_test

import (
	"fmt"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
)

// A truck reaches the inspection of the one port an hour before it shuts, and
// is seen to at the boundary the next morning. The other port is a longer drive,
// and sooner behind it.
func Example() {
	beijing := time.FixedZone("Beijing", 8*3600)
	monday := time.Date(2026, 11, 23, 0, 0, 0, 0, beijing)
	open := func(expression string) *hours.Timeline {
		e, _ := hours.Parse(expression)
		return e.Timeline(hours.Place{Zone: beijing}, monday.AddDate(0, 0, -7), monday.AddDate(0, 0, 21))
	}
	half := gate.Length{Time: 30 * time.Minute, Known: true}
	none := gate.Length{Known: true}
	hour := gate.Drive(3600 * 100)
	g := gate.Graph{
		Crossings: []gate.Crossing{
			{Stops: []gate.Stop{
				{Hours: open("Mo-Fr 10:00-19:00"), Service: half, Queue: none},
				{Hours: open("Mo-Fr 10:00-19:00"), Service: half, Queue: none, Drive: 2 * hour},
			}},
			{Stops: []gate.Stop{{Hours: open("24/7"), Service: half, Queue: none}}},
		},
		Between: []gate.Drive{gate.NoWay, gate.NoWay, gate.NoWay, gate.NoWay},
	}
	trip := gate.Trip{Direct: gate.NoWay, To: []gate.Drive{hour, 6 * hour}, From: []gate.Drive{4 * hour, 5 * hour}}

	var s gate.Search
	for c := range g.Crossings {
		way, _ := s.EarliestThrough(&g, &trip, c, monday.Add(17*time.Hour), hours.Promise)
		passages, _, _ := g.Follow(&trip, way, hours.Promise)
		fmt.Println(c, "arrives", way.Arrive.In(beijing).Format("Mon 15:04"))
		for _, v := range passages[0].Stops {
			fmt.Println("  waits", v.Wait, "clear", v.Clear.In(beijing).Format("Mon 15:04"))
		}
	}
	way, _ := s.EarliestThrough(&g, &trip, 0, monday.Add(9*time.Hour), hours.Promise)
	passages, _, _ := g.Follow(&trip, way, hours.Promise)
	fmt.Println("leave by", passages[0].LatestDeparture.In(beijing).Format("15:04"))
	// Output:
	// 0 arrives Tue 14:30
	//   waits 0s clear Mon 18:30
	//   waits 13h30m0s clear Tue 10:30
	// 1 arrives Tue 04:30
	//   waits 0s clear Mon 23:30
	// leave by 15:00
}
