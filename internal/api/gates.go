package api

import (
	"errors"
	"maps"
	"slices"
	"time"

	"pamir/geo/border"
	"pamir/geo/hours"
	roadnet "pamir/geo/route"
	"pamir/internal/formats"
)

// border returns what finds ways through ports, or why there is nothing that
// does.
func (c *call) border() (*border.Border, error) {
	if _, err := c.router(); err != nil {
		return nil, err
	}
	return c.s.cfg.Roads.Border()
}

// emptyBook is that of a server without schedules: it knows of no hours.
var emptyBook, _ = hours.NewBook(hours.Content{Version: "none"})

// schedule returns the book that the request is answered from.
func (c *call) schedule() *hours.Book {
	if c.book != nil {
		return c.book
	}
	return emptyBook
}

// plan is what the request asks of the roads and the ports, at its time.
func (c *call) plan(stops []roadnet.Stop) *border.Plan {
	o := c.options()
	o.Departure = time.Time{}
	for _, at := range []time.Time{c.departAt, c.arriveBy} {
		if !at.IsZero() {
			o.During = at
		}
	}
	p := &border.Plan{
		Plan:  roadnet.Plan{Options: o, Stops: stops, Alternatives: c.alternatives, TurnBack: c.turnBack},
		Rider: hours.Mode(c.profile), Book: c.schedule(), Arrive: c.arriveBy, DepartBy: c.departUntil,
		Filter: border.Filter{ExcludePorts: c.excludePorts, ExcludeCountries: c.excludeCountries, Nationality: c.nationality},
	}
	for _, id := range slices.Sorted(maps.Keys(c.assume)) {
		p.Assume = append(p.Assume, *c.assume[id])
	}
	return p
}

// assumes tells whether the request supposes something of borders.
func (c *call) assumes() bool { return len(c.assume) > 0 }

// freshWays is freshRoads for an answer that hangs on hours too.
func (c *call) freshWays(r *roadnet.Router, keep int, at time.Time) bool {
	return c.freshRoads(r, keep, at, c.schedule().Version())
}

// gateFailure is the table from the errors of ways through borders to problems.
func (c *call) gateFailure(err error) error {
	var none *border.NoWayError
	var out *hours.RangeError
	if f := c.planFailure(err); f != nil {
		return f
	}
	switch {
	case errors.As(err, &none) && none.Reason != nil:
		return c.roadFailure(none.Reason)
	case errors.As(err, &none):
		reason := "closed"
		if len(none.Barred) > 0 {
			reason = "excluded"
		}
		f := fail(noRoute, "%s.", upperFirst(none.Error()))
		f.errors = []ParameterError{{c.fromName(), reason}}
		return f
	case errors.Is(err, border.ErrNoPort):
		f := fail(noRoute, "No port lies between the two positions: the roads join them without one. /v1/route finds the way.")
		f.errors = []ParameterError{{"coordinates", "no-port"}}
		return f
	case errors.As(err, &out):
		return &failure{kind: invalidParameter, detail: "Hours are known of times between 1900 and 2200.", errors: []ParameterError{{"depart_at", "is outside the years of which hours are known"}}, cause: err}
	}
	return c.roadFailure(err)
}

// planFailure tells of all that is wrong with a plan, nil where that is nothing.
func (c *call) planFailure(err error) error {
	all, ok := err.(interface{ Unwrap() []error })
	if !ok {
		all = errors.Join(err).(interface{ Unwrap() []error })
	}
	f := &failure{kind: invalidParameter, cause: err}
	for _, err := range all.Unwrap() {
		var bad *border.PlanError
		if !errors.As(err, &bad) {
			continue
		}
		name, what := c.planField(bad), bad.What
		if bad.Known != nil {
			what += "; " + oneOf(bad.Name, slices.Clone(bad.Known))
		}
		f.errors = append(f.errors, ParameterError{name, what})
	}
	if f.errors == nil {
		return nil
	}
	first := f.errors[0]
	f.detail = first.Parameter + " " + first.Detail + "."
	return f
}

// planField is the parameter that a field of a plan was read from.
func (c *call) planField(bad *border.PlanError) string {
	switch bad.Field {
	case "arrive":
		return arriveByParam.name
	case "depart":
		return departAtParam.name
	case "depart_by":
		return departUntilParam.name
	case "assume":
		switch a := c.assume[bad.Name]; {
		case a == nil || a.Hours != nil:
			return assumeHoursParam.name
		case a.Service != nil:
			return assumeServiceParam.name
		}
		return assumeQueueParam.name
	}
	return bad.Field
}

// clocks are those that people at a port go by.
func (c *call) clocks(p *border.Port) []hours.Clock { return formats.PortClocks(c.schedule(), p) }

// ends are the clocks where a way begins and where it ends.
func (c *call) ends(a *border.Answer) []hours.Clock {
	n := c.network()
	first, last := n.Site(profiles[c.profile], &a.Waypoints[0]), n.Site(profiles[c.profile], &a.Waypoints[len(a.Waypoints)-1])
	list := []hours.Clock{formats.CountryClock(first.Country, a.Waypoints[0].At[0]), formats.CountryClock(last.Country, a.Waypoints[len(a.Waypoints)-1].At[0])}
	for i := range a.Ways {
		for k := range a.Ways[i].Crossings {
			for _, clock := range c.clocks(a.Ways[i].Crossings[k].Port) {
				for e := range list {
					if list[e].Zone.String() == clock.Zone.String() {
						list[e].Name = clock.Name // as the port calls it
					}
				}
			}
		}
	}
	return list
}

func (c *call) network() *roadnet.Network {
	r, _ := c.router() // who asks has had one
	return r.Network()
}

// times puts the times of a way into words.
func (c *call) times(w *border.Way, a *border.Answer) formats.WayTimes {
	return formats.NewWayTimes(w, c.clocks, c.ends(a))
}
