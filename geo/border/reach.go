package border

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// Before asks from where a port can still be reached before it shuts.
type Before struct {
	Plan      // without stops; its Depart is the time that is asked about
	Port      string
	Direction hours.Direction
	Minutes   []float64 // before the last instant: a band for each
}

// Bands are what a Before leads to.
type Bands struct {
	Version  uint64
	Crossing *Crossing
	// By is the last instant at which one may come to the first checkpoint and
	// be seen to at all of them in their openings: those that lie at the time
	// that is asked about, or the next. It is zero where that cannot be promised,
	// for the reason of the verdict, or where no closing sets a limit.
	By       time.Time
	Verdict  Verdict // of who comes to the first checkpoint at the time that is asked about
	Passed   Passed
	Contours []Band
}

// Band is from where one gets there by By who leaves by LeaveBy.
type Band struct {
	Minutes float64
	LeaveBy time.Time
	route.Contour
}

// Before finds the bands.
func (b *Border) Before(ctx context.Context, p *Before) (*Bands, error) {
	if len(p.Stops) > 0 || p.Depart.IsZero() {
		return nil, &PlanError{Field: "stops", What: "are none: it is the port, at a time"}
	}
	s, err := b.open(ctx, &p.Plan)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.special(); err != nil {
		return nil, err
	}
	var best *Bands
	found := -1
	for i := range s.v.list {
		if c := &s.v.list[i]; c.Port.ID != p.Port || c.Direction != p.Direction || s.v.barred[i] || !s.atBorder(i) {
			continue
		}
		if made := s.bandsOf(i); best == nil || made.By.After(best.By) {
			best, found = made, i
		}
	}
	if best == nil {
		return nil, &PlanError{Field: "port", What: fmt.Sprintf("%s is not crossed by %s in the direction %q here", p.Port, p.Rider, p.Direction)}
	}
	best.Version = s.v.moment.Version()
	if best.By.IsZero() {
		return best, nil
	}
	limits := make([]uint32, len(p.Minutes))
	for i, m := range p.Minutes {
		limits[i] = uint32(m * 60 * 100)
	}
	contours, err := s.ask.Reach(s.seeds(found, best.By, slices.Max(limits)), true, limits)
	if err != nil {
		return nil, err
	}
	for i, c := range contours {
		best.Contours = append(best.Contours, Band{p.Minutes[i], best.By.Add(-time.Duration(limits[i]) * 10 * time.Millisecond), c})
	}
	return best, nil
}

// bandsOf goes through a crossing from its first stop, at the time that is
// asked about.
func (s *session) bandsOf(crossing int) *Bands {
	n := len(s.v.list)
	trip := &gate.Trip{Direct: gate.NoWay, To: make([]gate.Drive, n), From: make([]gate.Drive, n)}
	way := gate.Way{Crossings: []int{crossing}, Depart: s.p.Depart}
	accept := hours.Promise
	passages, driven, ok := s.graph.Follow(trip, way, accept)
	if !ok {
		accept = hours.Possible
		if passages, driven, ok = s.graph.Follow(trip, way, accept); !ok {
			return &Bands{Crossing: &s.v.list[crossing], Verdict: Verdict{Kind: ClosedUntil, Port: s.v.list[crossing].Port.ID}}
		}
	}
	b := &Bands{Crossing: &s.v.list[crossing]}
	j := &journey{accept: accept, depart: s.p.Depart, arrive: driven.Arrive, legs: []passing{{driven, passages}}}
	b.Passed = s.pass(j, 0, 0, nil)
	b.Verdict, b.Passed.Binding = b.Passed.outcome(accept == hours.Promise)
	if accept == hours.Promise {
		b.By = passages[0].LatestDeparture
		if b.Verdict.Kind == Makes && !b.By.IsZero() {
			b.Verdict.By = b.By.Sub(s.p.Depart)
		}
	}
	return b
}

// seeds are the places from which one is in time at the first stop of a
// crossing: that stop, and the first ones of others by way of which it is
// reached, as much earlier as that takes.
func (s *session) seeds(crossing int, by time.Time, most uint32) []route.Seed {
	n := len(s.v.list)
	list := []route.Seed{{Place: s.v.list[crossing].Stops[0].Place}}
	trip := &gate.Trip{Direct: gate.NoWay, To: make([]gate.Drive, n), From: make([]gate.Drive, n), Barred: slices.Clone(s.barred)}
	for i := range n {
		trip.From[i] = s.graph.Between[i*n+crossing]
	}
	trip.Barred[crossing] = true
	for i, e := range s.search.Enters(&s.graph, trip, by, hours.Promise, nil) {
		if off := by.Sub(e.Enter) / (10 * time.Millisecond); e.OK && off >= 0 && int64(off) <= int64(most) {
			list = append(list, route.Seed{Place: s.v.list[i].Stops[0].Place, Offset: uint32(off)})
		}
	}
	return list
}

// ReachPlan asks how far one gets from a stop that is left at a time, or, in
// reverse, from where one gets there by a time, through borders that are known
// to be open. Without a clock they are as if they were open.
type ReachPlan struct {
	Plan    // of one stop, with a departure or, in reverse, an arrival
	Reverse bool
	Minutes []float64
}

// Reached is what a ReachPlan leads to.
type Reached struct {
	Version  uint64
	Place    route.Place
	Contours []route.Contour
}

// Reach finds the roads that are reached within so many minutes, waiting
// included.
func (b *Border) Reach(ctx context.Context, p *ReachPlan) (*Reached, error) {
	if len(p.Stops) != 1 || p.Reverse && !p.Depart.IsZero() || !p.Reverse && !p.Arrive.IsZero() {
		return nil, &PlanError{Field: "stops", What: "is one, with a departure, or in reverse an arrival, or neither"}
	}
	s, err := b.open(ctx, &p.Plan)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.special(); err != nil {
		return nil, err
	}
	near, _, err := s.ask.Snap(s.p.Stops)
	if err != nil {
		return nil, err
	}
	limits := make([]uint32, len(p.Minutes))
	for i, m := range p.Minutes {
		limits[i] = uint32(m * 60 * 100)
	}
	seeds := append([]route.Seed{{Place: near[0]}}, s.across(near, p.Reverse, slices.Max(limits))...)
	contours, err := s.ask.Reach(seeds, p.Reverse, limits)
	return &Reached{s.v.moment.Version(), near[0], contours}, err
}

// across are the places behind crossings that are reached from a place, or in
// reverse those before crossings from which it is.
func (s *session) across(near []route.Place, reverse bool, most uint32) (seeds []route.Seed) {
	add := func(p route.Place, off time.Duration, ok bool) {
		if off /= 10 * time.Millisecond; ok && off >= 0 && int64(off) <= int64(most) {
			seeds = append(seeds, route.Seed{Place: p, Offset: uint32(off)})
		}
	}
	if !reverse {
		depart := s.start()
		for i, c := range s.search.Clears(&s.graph, s.away(near), depart, hours.Promise, nil) {
			stops := s.v.list[i].Stops
			add(stops[len(stops)-1].Place, c.Leave.Sub(depart), c.OK)
		}
		return seeds
	}
	arrive := s.p.Arrive
	if arrive.IsZero() {
		arrive = time.Unix(0, 0)
	}
	from := gateDrives(s.ask.There(&near[0]))
	nowhere := make([]gate.Drive, len(from))
	for i := range nowhere {
		nowhere[i] = gate.NoWay
	}
	trip := &gate.Trip{Direct: gate.NoWay, To: nowhere, From: from, Barred: s.barred}
	for i, c := range s.search.Enters(&s.graph, trip, arrive, hours.Promise, nil) {
		add(s.v.list[i].Stops[0].Place, arrive.Sub(c.Enter), c.OK)
	}
	return seeds
}
