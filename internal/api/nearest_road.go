package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"pamir/geo"
	roadnet "pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/store"
)

// mostByRoad is how many features may be put in the order of how long it takes
// to get there: all of them are looked at, since the nearest by road may be the
// last as the crow flies.
const mostByRoad = 1000

var byParam = &param{
	name: "by", in: "query",
	description: fmt.Sprintf("What nearest means: as the crow flies, the least time on the road, as the profile drives it (at most %d features are put in that order), or, of ports, when one who leaves now, or at the time that at says, is through. Those that no road leads to are left out.", mostByRoad),
	schema:      `{"type":"string","enum":["distance","duration","clear"],"default":"distance"}`, example: `"duration"`,
	set: func(c *call, v string) error {
		c.byDuration, c.byClear = v == "duration", v == "clear"
		if words := []string{"distance", "duration", "clear"}; !slices.Contains(words, v) {
			return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: oneOf(v, words)}
		}
		return nil
	},
}

// withRoads are the parameters of a route that also asks the roads.
func (s *Server) withRoads(params []*param, more ...*param) []*param {
	if s.cfg.Roads == nil {
		return params
	}
	return append(params, more...)
}

// byRoad returns what of the roads an answer in their order is made of.
func (c *call) byRoad() (parts []string, err error) {
	if !c.byDuration {
		return nil, nil
	}
	r, err := c.router()
	if err != nil {
		return nil, err
	}
	return []string{r.Network().Source(), strconv.FormatUint(r.Version(), 10), r.Lasting(c.s.cfg.Now()).String()}, nil
}

// soonest leaves the neighbours that a road leads to, through ports as if they
// were open, the soonest reached first,
// and returns by their ids how many seconds it takes to each.
func (c *call) soonest(ctx context.Context, all []store.Neighbour) (kept []store.Neighbour, times map[string]*float64, err error) {
	if len(all) > mostByRoad {
		f := fail(invalidParameter, "More than %d features are to be put in the order of how long it takes to get there; give max_distance_m, or a filter.", mostByRoad)
		f.errors = []ParameterError{{"by", "is for at most " + strconv.Itoa(mostByRoad) + " features"}}
		return nil, nil, f
	}
	leave, err := c.s.driving.enter(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	b, err := c.border()
	if err != nil {
		return nil, nil, err
	}
	from := geo.From(orb.Point{*c.lon, *c.lat})
	p := c.matrixPlan([]roadnet.Stop{{At: from.Point()}}, make([]roadnet.Stop, len(all)), false)
	p.Lenient = true
	for i, n := range all {
		_, p.To[i].At = from.Nearest(n.Feature.Geometry)
	}
	table, err := b.Matrix(ctx, p)
	if err != nil {
		return nil, nil, c.gateFailure(err)
	}
	times = make(map[string]*float64, len(all))
	for i, n := range all {
		if t := table.Promised[i]; t >= 0 {
			s := seconds(t)
			times[n.Feature.ID] = &s
			kept = append(kept, n)
		}
	}
	slices.SortStableFunc(kept, func(x, y store.Neighbour) int {
		return cmp.Compare(*times[x.Feature.ID], *times[y.Feature.ID])
	})
	return kept, times, nil
}
