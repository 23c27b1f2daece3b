package border

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// worlds calls test with random worlds until it has asked enough.
func worlds(t *testing.T, salt uint64, cases int, test func(seed uint64, r *rand.Rand, w *world) int) {
	t.Helper()
	if testing.Short() {
		cases /= 10
	}
	for seed, asked := uint64(1), 0; asked < cases; seed++ {
		r := rand.New(rand.NewPCG(seed, salt))
		w := randomBorders(t, r, 4+r.IntN(8))
		if w.build(t, r) {
			asked += test(seed, r, w)
		}
	}
}

func (w *world) randomPlan(r *rand.Rand, stops int) *Plan {
	p := &Plan{Rider: []hours.Mode{hours.Car, hours.Truck, hours.Bus}[r.IntN(3)], Book: w.book, Depart: worldEpoch.Add(time.Duration(r.IntN(8*24*3600)) * time.Second)}
	for range stops {
		p.Stops = append(p.Stops, route.Stop{At: w.somewhere(r)})
	}
	return p
}

// expected is an error that a random question may have.
func expected(err error) bool {
	var none *NoWayError
	var off *route.OffRoadError
	return errors.As(err, &none) || errors.As(err, &off) || errors.Is(err, ErrNoPort)
}

// TestCompare: the best option is the best way, where a way needs a port, and
// each option leads through its port.
func TestCompare(t *testing.T) {
	options, best := 0, 0
	worlds(t, 43, 80, func(seed uint64, r *rand.Rand, w *world) int {
		for range 5 {
			p := w.randomPlan(r, 2)
			if r.IntN(5) == 0 {
				p.ExcludeCountries = []string{"BB"}
			}
			c, err := w.border.Compare(context.Background(), p)
			a, err2 := w.border.Route(context.Background(), p)
			if err != nil || err2 != nil {
				if err != nil && !expected(err) || err2 != nil && !expected(err2) {
					t.Fatalf("seed %d: %v, %v", seed, err, err2)
				}
				continue
			}
			first, at := time.Time{}, time.Time{}
			for i, o := range c.Options {
				options++
				if o.Way == nil {
					if o.Why == "" {
						t.Fatalf("seed %d: %s is no option, and nobody says why", seed, o.Port.ID)
					}
					continue
				}
				x := o.Way.Crossings[o.Crossing]
				if x.Port != o.Port || o.ClearEarliest.After(o.Way.ArriveEarliest) || !o.Clear.IsZero() && (o.Clear.Before(o.ClearEarliest) || o.Clear.After(o.Way.ArriveAt)) {
					t.Fatalf("seed %d: option %d: %+v", seed, i, o)
				}
				if !o.Way.ArriveAt.IsZero() && (first.IsZero() || o.Way.ArriveAt.Before(first)) {
					first = o.Way.ArriveAt
				}
				if at.IsZero() || o.Way.ArriveEarliest.Before(at) {
					at = o.Way.ArriveEarliest
				}
			}
			if way := a.Ways[0]; len(way.Crossings) > 0 && !way.ArriveAt.IsZero() {
				best++
				if !way.ArriveAt.Equal(first) {
					t.Fatalf("seed %d: the best option arrives %v, the best way %v", seed, first, way.ArriveAt)
				}
			}
			for _, x := range c.Choices {
				if !first.IsZero() && x.Promised && len(x.Ports) > 0 && x.Arrive.Before(first.Add(-3*time.Minute)) {
					t.Fatalf("seed %d: choice %+v arrives before %v", seed, x, first)
				}
			}
		}
		return 5
	})
	t.Logf("%d options, %d of them best ways", options, best)
}

// TestMatrix: a cell is what a route says.
func TestMatrix(t *testing.T) {
	worlds(t, 47, 80, func(seed uint64, r *rand.Rand, w *world) int {
		p := &MatrixPlan{Plan: *w.randomPlan(r, 0), Distances: true}
		if r.IntN(3) == 0 {
			p.Depart, p.Book = time.Time{}, nil
		}
		for range 3 {
			p.From, p.To = append(p.From, route.Stop{At: w.somewhere(r)}), append(p.To, route.Stop{At: w.somewhere(r)})
		}
		m, err := w.border.Matrix(context.Background(), p)
		if expected(err) {
			return 1
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, from := range p.From {
			for k, to := range p.To {
				q := p.Plan
				q.Stops = []route.Stop{from, to}
				a, err := w.border.Route(context.Background(), &q)
				if err != nil && !expected(err) {
					t.Fatal(err)
				}
				promised, earliest := int64(-1), int64(-1)
				if err == nil {
					if a.Waypoints[0] != m.From[i] || a.Waypoints[1] != m.To[k] {
						continue // one of them is on an island
					}
					for _, way := range a.Ways {
						switch {
						case p.Depart.IsZero():
							promised = way.Itinerary.Hundredths()
							earliest = promised
						default:
							if !way.ArriveAt.IsZero() {
								promised = int64(way.ArriveAt.Sub(p.Depart) / (10 * time.Millisecond))
							}
							if d := int64(way.ArriveEarliest.Sub(p.Depart) / (10 * time.Millisecond)); earliest < 0 || d < earliest {
								earliest = d
							}
						}
					}
				}
				at := i*len(p.To) + k
				near := func(got, want int64) bool { // the tables do not pay for turning back
					return got == want || got >= 0 && want >= 0 && got <= want && want-got <= 20_000
				}
				if !near(m.Promised[at], promised) || !near(m.Earliest[at], earliest) {
					t.Fatalf("seed %d: cell %d %d: promised %d, earliest %d; the route has %d and %d", seed, i, k, m.Promised[at], m.Earliest[at], promised, earliest)
				}
			}
		}
		return 9
	})
}

// TestClearings: one is through a port when Dijkstra by the clock is.
func TestClearings(t *testing.T) {
	checked, islands := 0, 0
	worlds(t, 53, 50, func(seed uint64, r *rand.Rand, w *world) int {
		p := w.randomPlan(r, 1)
		list, err := w.border.Clearings(context.Background(), p)
		if expected(err) {
			return 1
		}
		if err != nil {
			t.Fatal(err)
		}
		o := w.plain(p.Rider, p.Depart)
		from := w.spotOf(Profile(p.Rider), &w.placesOf(t, p.Rider, p.Stops)[0], false)
		for _, c := range list {
			first := int64(math.MaxInt64)
			for i := range o.crossings {
				if x := o.crossings[i].of; x.Port == c.Port && x.Direction == c.Direction {
					if at := o.clear(from, i, p.Depart.Unix()*100, hours.Possible); at >= 0 {
						first = min(first, at)
					}
				}
			}
			if first == math.MaxInt64 { // the place is on an island, and the answer is of the mainland
				islands++
			} else if off := c.ClearEarliest.UnixMilli()/10 - first; off < -20_000 || off > 20_000 {
				t.Fatalf("seed %d: through %s %s at %v, the oracle at %v", seed, c.Port.ID, c.Direction, c.ClearEarliest, time.UnixMilli(first*10).UTC())
			}
			if !c.Clear.IsZero() && c.Clear.Before(c.ClearEarliest) || c.Arrive.Before(p.Depart.Add(-time.Second)) || c.ClearEarliest.Before(c.Arrive) {
				t.Fatalf("seed %d: %+v", seed, c)
			}
			checked++
		}
		return 1
	})
	t.Logf("%d clearings, %d from another place", checked, islands)
	if !testing.Short() && (checked < 400 || islands > checked/10) {
		t.Error("the worlds ask too little")
	}
}

// TestWindow: no departure that is tried takes less time than the best.
func TestWindow(t *testing.T) {
	worlds(t, 59, 20, func(seed uint64, r *rand.Rand, w *world) int {
		p := w.randomPlan(r, 2)
		p.DepartBy = p.Depart.Add(time.Duration(1+r.IntN(40)) * time.Hour)
		a, err := w.border.Route(context.Background(), p)
		if expected(err) {
			return 0
		}
		if err != nil {
			t.Fatal(err)
		}
		best := a.Ways[0]
		if best.ArriveAt.IsZero() {
			return 0
		}
		if best.Depart.Before(p.Depart) || best.Depart.After(p.DepartBy) {
			t.Fatalf("seed %d: leaves at %v", seed, best.Depart)
		}
		q := *p
		for q.DepartBy = (time.Time{}); q.Depart.Before(p.DepartBy); q.Depart = q.Depart.Add(23 * time.Minute) {
			a, err := w.border.Route(context.Background(), &q)
			if err != nil || a.Ways[0].ArriveAt.IsZero() {
				continue
			}
			if took, least := a.Ways[0].ArriveAt.Sub(q.Depart), best.ArriveAt.Sub(best.Depart); took < least-30*time.Second {
				t.Fatalf("seed %d: leaving at %v takes %v, the best at %v %v", seed, q.Depart, took, best.Depart, least)
			}
		}
		return 1
	})
}

// TestBefore: a place is in the band of its last departure, to the minute.
func TestBefore(t *testing.T) {
	inside := 0
	worlds(t, 61, 240, func(seed uint64, r *rand.Rand, w *world) int {
		p := w.randomPlan(r, 0)
		list := w.border.sites.Crossings[Profile(p.Rider)]
		if len(list) == 0 {
			return 1
		}
		x := &list[r.IntN(len(list))]
		found, err := w.border.Before(context.Background(), &Before{Plan: *p, Port: x.Port.ID, Direction: x.Direction, Minutes: []float64{1}})
		var bad *PlanError
		if errors.As(err, &bad) {
			return 1
		}
		if err != nil {
			t.Fatal(err)
		}
		if found.By.IsZero() {
			return 1
		}
		q := *p
		q.Stops = []route.Stop{{At: w.somewhere(r)}, {At: w.somewhere(r)}}
		s, err := w.border.open(context.Background(), &q)
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		near, mainland, err := s.ask.Snap(q.Stops)
		if err != nil || mainland != nil || near[0].Metres > 0.1 {
			return 1
		}
		c, n := -1, len(s.v.list)
		for i := range s.v.list {
			if &s.v.list[i] == found.Crossing {
				c = i
			}
		}
		trip := s.away(near)
		trip.Direct, trip.Barred = trip.To[c], append([]bool(nil), s.barred...)
		trip.Barred[c] = true
		for i := range n {
			trip.From[i] = s.graph.Between[i*n+c]
		}
		way, ok := s.search.Latest(&s.graph, trip, found.By, hours.Promise)
		if !ok {
			return 1
		}
		minutes := found.By.Sub(way.Depart).Minutes()
		if minutes < 2 || minutes > 12*60 {
			return 1
		}
		bands, err := w.border.Before(context.Background(), &Before{Plan: *p, Port: x.Port.ID, Direction: x.Direction, Minutes: []float64{minutes + 1, minutes - 1}})
		if err != nil {
			t.Fatal(err)
		}
		inside++
		for i, want := range []bool{true, false} {
			if got := reaches(&bands.Contours[i].Contour, near[0].At); got != want {
				t.Fatalf("seed %d: %v from %s by %v needs %.2f minutes; in the band of %.2f: %v", seed, near[0].At, x.Port.ID, found.By, minutes, bands.Contours[i].Minutes, got)
			}
			if got := bands.Contours[i].LeaveBy; math.Abs(found.By.Sub(got).Minutes()-bands.Contours[i].Minutes) > 0.001 {
				t.Fatalf("seed %d: leave by %v for %v", seed, got, found.By)
			}
		}
		return 1
	})
	t.Logf("%d places in bands", inside)
	if inside < 20 && !testing.Short() {
		t.Error("the worlds do not ask much")
	}
}

// reaches reports whether a position lies on the roads of a contour.
func reaches(c *route.Contour, at orb.Point) (is bool) {
	from := geo.From(at)
	c.Each(func(line orb.LineString) bool {
		metres, _ := from.Nearest(line)
		is = is || metres < 0.5
		return !is
	})
	return is
}

// TestReach: what is reached within so long is what a route arrives at by then.
func TestReach(t *testing.T) {
	across := 0
	worlds(t, 67, 80, func(seed uint64, r *rand.Rand, w *world) int {
		p := w.randomPlan(r, 2)
		a, err := w.border.Route(context.Background(), p)
		if err != nil || a.Ways[0].ArriveAt.IsZero() || a.Waypoints[1].Metres > 0.1 || a.Waypoints[0].Metres > 0.1 {
			return 1
		}
		minutes := a.Ways[0].ArriveAt.Sub(p.Depart).Minutes()
		if minutes < 3 || minutes > 24*60 {
			return 1
		}
		q := *p
		q.Stops = p.Stops[:1]
		reached, err := w.border.Reach(context.Background(), &ReachPlan{Plan: q, Minutes: []float64{minutes + 1, minutes - 1.5}})
		if err != nil {
			t.Fatal(err)
		}
		list := reached.Contours
		if len(a.Ways[0].Crossings) > 0 {
			across++
		}
		if !reaches(&list[0], a.Waypoints[1].At) {
			t.Fatalf("seed %d: %v is not reached in %.2f minutes", seed, a.Waypoints[1].At, minutes+1)
		}
		if reaches(&list[1], a.Waypoints[1].At) {
			t.Fatalf("seed %d: %v is reached in less than %.2f minutes", seed, a.Waypoints[1].At, minutes-1.5)
		}
		q.Stops, q.Depart, q.Arrive = p.Stops[1:], time.Time{}, a.Ways[0].ArriveAt
		back, err := w.border.Reach(context.Background(), &ReachPlan{Plan: q, Reverse: true, Minutes: []float64{minutes + 1}})
		if err != nil {
			t.Fatal(err)
		}
		if !reaches(&back.Contours[0], a.Waypoints[0].At) {
			t.Fatalf("seed %d: from %v one is not there in %.2f minutes", seed, a.Waypoints[0].At, minutes+1)
		}
		return 1
	})
	t.Logf("%d over borders", across)
}
