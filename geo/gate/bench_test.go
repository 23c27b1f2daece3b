package gate

import (
	"math/rand/v2"
	"testing"
	"time"

	"pamir/geo/hours"
)

// benchmarkGraph has 150 crossings of two stops between sixteen countries in a
// square, a few hours' drive apart.
func benchmarkGraph(b *testing.B) (*Graph, *Trip) {
	const n, side = 150, 4
	r := rand.New(rand.NewPCG(6, 6))
	g, trip := &Graph{Between: make([]Drive, n*n)}, &Trip{Direct: NoWay, To: make([]Drive, n), From: make([]Drive, n)}
	var from, to [n]int
	e, err := hours.Parse("Mo-Fr 09:00-12:30,14:00-19:00; Sa 10:00-16:00")
	if err != nil {
		b.Fatal(err)
	}
	zone := time.FixedZone("", 8*3600)
	open := e.Timeline(hours.Place{Zone: zone}, epoch.AddDate(0, -1, 0), epoch.AddDate(1, 0, 0))
	for i := range n {
		from[i] = r.IntN(side * side)
		to[i] = (from[i] + []int{1, side, side*side - 1, side*side - side}[r.IntN(4)]) % (side * side)
		known := Length{Time: time.Duration(r.IntN(90)) * time.Minute, Known: true}
		g.Crossings = append(g.Crossings, Crossing{Stops: []Stop{{Hours: open, Service: known, Queue: known}, {Hours: open, Service: known, Queue: known, Drive: Drive(360_000 * r.IntN(3))}}})
	}
	drive := func(a, b int) Drive {
		if a != b {
			return NoWay
		}
		return Drive(r.IntN(2_000_000))
	}
	for i := range n {
		trip.To[i], trip.From[i] = drive(0, from[i]), drive(to[i], side*side/2+2)
		for j := range n {
			g.Between[i*n+j] = drive(to[i], from[j])
		}
	}
	g.Links = NewLinks(g.Between, n)
	return g, trip
}

func BenchmarkSearch(b *testing.B) {
	g, trip := benchmarkGraph(b)
	var s Search
	way, ok := s.Earliest(g, trip, epoch, hours.Promise)
	if !ok {
		b.Fatal("there is no way")
	}
	b.Run("earliest", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Earliest(g, trip, epoch, hours.Promise)
		}
	})
	b.Run("latest", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Latest(g, trip, way.Arrive, hours.Promise)
		}
	})
	b.Run("follow", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			g.Follow(trip, way, hours.Promise)
		}
	})
	b.Run("best-of-a-day", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Best(g, trip, epoch, epoch.Add(day), hours.Promise)
		}
	})
	b.Run("choices", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Choices(g, trip, epoch, hours.Promise, 20_000)
		}
	})
}
