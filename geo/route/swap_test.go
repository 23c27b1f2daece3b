package route

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// TestTrafficSwapsAsOne closes and opens roads under readers, as a server does:
// each answer, each table and the drives between crossings are those of the one
// version that they name.
func TestTrafficSwapsAsOne(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 34))
	var x *crossingTown
	for x == nil || len(x.town.ways) < 8 {
		x = randomCrossings(t, r, Car)
	}
	ctx := context.Background()
	var stops [8]Stop
	for i := range stops {
		stops[i].At = orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}
	}
	// what one sees of a moment
	type seen struct {
		drives, table []uint32
		routes        []int64
	}
	look := func(m Moment) (s seen) {
		s.drives = m.Drives(Car).Between
		q := m.Inquire(ctx, &Options{})
		defer q.End()
		places, _, err := q.Snap(stops[:])
		if err != nil {
			t.Error(err)
			return s
		}
		s.table = q.Table(places, places)
		for i := 1; i < len(places); i++ {
			leg, err := q.Find(&places[i-1], &places[i], time.Time{})
			s.routes = append(s.routes, leg.Hundredths())
			if err != nil {
				s.routes[i-1] = -1
			}
		}
		return s
	}
	var states [][]Closure
	for range 6 {
		var list []Closure
		for range 1 + r.IntN(3) {
			list = append(list, Closure{Ways: []int64{x.town.ways[r.IntN(len(x.town.ways))].ID}, SpeedKmh: float64(r.IntN(2) * 4)})
		}
		states = append(states, list)
	}
	set := func(i int) {
		if err := x.router.SetClosures(ctx, states[i%len(states)]); err != nil {
			t.Error(err)
		}
	}
	want := make([]seen, len(states))
	for i := range states {
		set(i)
		want[i] = look(x.router.Now())
	}
	first := x.router.Version() // of the last state
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for !stop.Load() {
				m := x.router.Now()
				got := look(m)
				w := want[(int(m.Version()-first)+len(states)-1)%len(states)]
				if !slices.Equal(got.drives, w.drives) || !slices.Equal(got.table, w.table) || !slices.Equal(got.routes, w.routes) {
					t.Errorf("version %d is %v, want %v", m.Version(), got, w)
					return
				}
			}
		})
	}
	for i := range 300 {
		set(i)
	}
	stop.Store(true)
	wg.Wait()
	different := 0
	for i := 1; i < len(want); i++ {
		if !slices.Equal(want[i].table, want[0].table) {
			different++
		}
	}
	if different == 0 {
		t.Error("all versions are alike")
	}
}
