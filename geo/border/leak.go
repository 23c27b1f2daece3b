package border

import (
	"context"
	"errors"
	"time"

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
	ask := b.router.Now().Inquire(ctx, &route.Options{Mode: m})
	defer ask.End()
	type spot struct {
		*Stop
		place route.Place // as one who lives there has it: he may drive off either way
	}
	var stops []spot
	seen := map[*Checkpoint]bool{}
	for i := range b.sites.Crossings[m] {
		c := &b.sites.Crossings[m][i]
		for k := range c.Stops {
			s := &c.Stops[k]
			if s.Checkpoint.Frontier || s.Placed == AtNext || s.Checkpoint.Side == "" || seen[s.Checkpoint] {
				continue // it stands on both sides
			}
			seen[s.Checkpoint] = true
			near, _, err := ask.Snap([]route.Stop{{At: s.Place.At}})
			if err != nil {
				return nil, err
			}
			stops = append(stops, spot{s, near[0]})
		}
	}
	told := map[[2]string]bool{}
	for _, from := range stops {
		for _, to := range stops {
			pair := [2]string{from.Checkpoint.Side, to.Checkpoint.Side}
			if pair[0] == pair[1] || told[pair] {
				continue
			}
			leg, err := ask.Find(&from.place, &to.place, time.Time{})
			if errors.Is(err, route.ErrNone) {
				continue
			}
			if err != nil {
				return nil, err
			}
			told[pair] = true
			list = append(list, Leak{Mode: m, From: from.Checkpoint.ID, To: to.Checkpoint.ID, Line: leg.Line()})
		}
	}
	return list, nil
}
