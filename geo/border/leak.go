package border

import (
	"context"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// Leaks looks for ways from one country to another past all crossings: between
// the checkpoints on either side of each frontier, and of any two ports. There
// must be none. It finds one at the most for each mode and pair of countries.
func (b *Border) Leaks(ctx context.Context) (list []Leak, err error) {
	for m := range route.Mode(modes) {
		found, err := b.leaks(ctx, m)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}

func (b *Border) leaks(ctx context.Context, m route.Mode) (list []Leak, err error) {
	s, err := b.open(ctx, &Plan{Rider: riders(m)[0], Plan: route.Plan{}})
	if err != nil {
		return nil, err
	}
	defer s.close()
	s.barred = make([]bool, len(s.v.list))
	for i := range s.barred {
		s.barred[i] = s.atBorder(i) // ferries and passes are open
	}
	stops, err := s.residents()
	if err != nil {
		return nil, err
	}
	told := map[[2]string]bool{}
	for _, from := range stops {
		for _, to := range stops {
			pair := [2]string{from.Checkpoint.Side, to.Checkpoint.Side}
			if pair[0] == pair[1] || told[pair] {
				continue
			}
			clear(s.found)
			s.use([]route.Place{from.place, to.place})
			j, ok := s.first(time.Unix(0, 0), hours.Promise)
			if s.err != nil {
				return nil, s.err
			}
			if !ok {
				continue
			}
			told[pair] = true
			it := s.itinerary(j, false)
			list = append(list, Leak{Mode: m, From: from.Checkpoint.ID, To: to.Checkpoint.ID, Line: it.Legs[0].Line()})
		}
	}
	return list, ctx.Err()
}

// resident is a checkpoint as one who lives there has it: he may drive off either
// way.
type resident struct {
	*Stop
	place route.Place
}

// residents returns the checkpoints of which it is known in which country they are,
// but for those at the frontier.
func (s *session) residents() (stops []resident, err error) {
	seen := map[*Checkpoint]bool{}
	for i := range s.v.list {
		c := &s.v.list[i]
		for k := range c.Stops {
			stop := &c.Stops[k]
			if stop.Timed != nil || stop.Checkpoint.Frontier || stop.Placed == AtNext || stop.Checkpoint.Side == "" || seen[stop.Checkpoint] {
				continue // it stands on both sides
			}
			seen[stop.Checkpoint] = true
			near, _, err := s.ask.Snap([]route.Stop{{At: stop.Place.At}})
			if err != nil {
				return nil, err
			}
			stops = append(stops, resident{stop, near[0]})
		}
	}
	return stops, nil
}
