package border

import (
	"cmp"
	"context"
	"slices"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
)

// Clearing is when one can be through a port.
type Clearing struct {
	Port      *Port
	Direction hours.Direction
	Drive     time.Duration // to its first checkpoint, or on the way that is through first
	Arrive    time.Time     // at its first checkpoint, on that way
	// Clear is when one is through, if that can be promised, else zero;
	// ClearEarliest the earliest that it may be.
	Clear, ClearEarliest time.Time
}

// Clearings tells when one who leaves the first stop of a plan, which has no
// other, can be through each port, the promised ones first, by when one is
// through. Ports that cannot be reached are left out.
func (b *Border) Clearings(ctx context.Context, p *Plan) ([]Clearing, error) {
	if len(p.Stops) != 1 || p.Depart.IsZero() {
		return nil, &PlanError{Field: "stops", What: "is one, with a departure"}
	}
	s, err := b.open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.special(); err != nil {
		return nil, err
	}
	near, mainland, err := s.ask.Snap(s.p.Stops)
	if err != nil {
		return nil, err
	}
	trip := s.away(near)
	if mainland != nil && !slices.ContainsFunc(trip.To, func(d gate.Drive) bool { return d < gate.NoWay }) {
		trip = s.away(mainland)
	}
	sure := s.search.Clears(&s.graph, trip, s.p.Depart, hours.Promise, nil)
	maybe := s.search.Clears(&s.graph, trip, s.p.Depart, hours.Possible, nil)
	var list []Clearing
	for i := range s.v.list {
		c := &s.v.list[i]
		if !maybe[i].OK || s.barred[i] || !s.atBorder(i) {
			continue
		}
		o := Clearing{Port: c.Port, Direction: c.Direction, Arrive: maybe[i].Enter, ClearEarliest: maybe[i].Leave, Drive: maybe[i].Enter.Sub(s.p.Depart)}
		if trip.To[i] < gate.NoWay {
			o.Drive = trip.To[i].Duration()
		}
		if sure[i].OK {
			o.Clear = sure[i].Leave
		}
		list = append(list, o)
	}
	slices.SortStableFunc(list, func(a, b Clearing) int { return cmp.Or(a.rank()-b.rank(), a.when().Compare(b.when())) })
	kept := list[:0]
	for _, o := range list { // of several roads over one frontier the best, and the earliest that any may be
		i := slices.IndexFunc(kept, func(x Clearing) bool { return x.Port == o.Port && x.Direction == o.Direction })
		if i < 0 {
			kept = append(kept, o)
		} else if o.ClearEarliest.Before(kept[i].ClearEarliest) {
			kept[i].Drive, kept[i].Arrive, kept[i].ClearEarliest = o.Drive, o.Arrive, o.ClearEarliest
		}
	}
	return kept, ctx.Err()
}

func (c *Clearing) rank() int {
	if c.Clear.IsZero() {
		return 1
	}
	return 0
}

func (c *Clearing) when() time.Time {
	if c.Clear.IsZero() {
		return c.ClearEarliest
	}
	return c.Clear
}
