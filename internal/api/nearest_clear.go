package api

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	roadnet "pamir/geo/route"
	"pamir/internal/formats"
	"pamir/internal/store"
)

func checkNearestBy(c *call, wrong *wrongs) {
	switch {
	case c.byClear && c.collection.ID != "ports":
		wrong.add(invalidParameter, "by", "is clear, which is for ports; "+c.collection.ID+" are nearest by distance or by duration")
	case c.query.has("profile") && c.route.has("by") && !c.byDuration && !c.byClear:
		wrong.add(invalidParameter, "profile", "is for by=duration and by=clear")
	case c.byClear && c.mode != "" && c.query.has("profile") && string(c.mode) != c.profile:
		wrong.add(invalidParameter, "mode", fmt.Sprintf("is %s and the profile %s: name one of them, or both the same", c.mode, c.profile))
	}
}

// clearingDoc is when one can be through a port.
type clearingDoc struct {
	Direction     *string `json:"direction"`
	Drive         float64 `json:"drive_s"`
	Arrive        *string `json:"arrive"`
	ClearAt       *string `json:"clear_at"` // null: it cannot be promised
	ClearEarliest *string `json:"clear_earliest"`
}

// nearestByClear answers /v1/nearest by when one is through ports.
func (c *call) nearestByClear() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	if c.mode != "" {
		c.profile = string(c.mode)
	}
	c.departAt = c.at
	at, keep := c.departure()
	if c.freshWays(b.Router(), keep, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	here := orb.Point{*c.lon, *c.lat}
	p := c.plan([]roadnet.Stop{{At: here}})
	p.Depart = at
	clearings, err := b.Clearings(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	found, err := c.s.cfg.Store.Nearest(ctx, c.collection.ID, store.NearestQuery{Point: here, Number: c.collection.Count, MaxDistance: c.maxDistance, Filter: c.Filter})
	if err != nil {
		return err
	}
	found, best := c.cleared(found, clearings)
	if c.asksHours() {
		c.at, c.moment = at, c.momentAt(at, false)
		if found, err = c.neighbourHours(found); err != nil {
			return err
		}
	}
	return c.writeNeighbours(c.withClearing(found[:min(len(found), c.number)], best), nil, c.aboutClear(nil, at))
}

// cleared puts ports in the order in which one is through them, each in the
// direction in which that is soonest.
func (c *call) cleared(found []store.Neighbour, clearings []border.Clearing) ([]store.Neighbour, map[string]*border.Clearing) {
	best, rank := map[string]*border.Clearing{}, map[string]int{}
	for i := range clearings {
		x := &clearings[i]
		if c.direction != "" && x.Direction != c.direction || best[x.Port.ID] != nil {
			continue
		}
		best[x.Port.ID], rank[x.Port.ID] = x, i
	}
	found = slices.DeleteFunc(found, func(n store.Neighbour) bool { return best[n.Feature.ID] == nil })
	slices.SortStableFunc(found, func(a, b store.Neighbour) int { return cmp.Compare(rank[a.Feature.ID], rank[b.Feature.ID]) })
	return found, best
}

// withClearing gives ports a property that says when one is through.
func (c *call) withClearing(found []store.Neighbour, best map[string]*border.Clearing) []store.Neighbour {
	col := *c.collection
	if c.fields != nil {
		c.fields = append(slices.Clone(c.fields), len(col.Properties))
	}
	col.Properties = append(slices.Clone(col.Properties), store.Property{Name: "clearing", Title: "Clearing", Type: store.Object})
	c.collection = &col
	for i := range found {
		x := best[found[i].Feature.ID]
		with := *found[i].Feature
		with.Values = append(slices.Clone(with.Values), store.JSON(appendJSON(nil, clearingDoc{
			Direction: orNull(string(x.Direction)), Drive: x.Drive.Seconds(), Arrive: formats.UTC(x.Arrive), ClearAt: formats.UTC(x.Clear), ClearEarliest: formats.UTC(x.ClearEarliest),
		})))
		found[i].Feature = &with
	}
	return found
}

// aboutClear writes what an answer by clear says of itself.
func (c *call) aboutClear(dst []byte, at time.Time) []byte {
	dst = appendJSON(append(dst, `,"by":"clear","profile":`...), c.profile)
	return appendJSON(append(dst, `,"depart_at":`...), at)
}
