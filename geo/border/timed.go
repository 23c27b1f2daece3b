package border

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// timed makes ports of the ferries and passes that open and shut by the clock:
// a crossing of one stop at each of their portals. Where a portal is at a
// frontier it is a stop of that port's, behind the frontier, and where the way
// between two checkpoints leads by portals they are, too.
func (s *Sites) timed(ctx context.Context, r *route.Router) error {
	ports := map[string]*Port{} // for all modes
	for m := range route.Mode(modes) {
		portals := map[route.Place]Stop{}
		var list []Crossing
		for _, t := range r.Network().Timed(m) {
			made := portOf(t)
			port := ports[made.ID]
			if port == nil {
				port, ports[made.ID] = made, made
			}
			for i := range t.Portals {
				stop := Stop{Checkpoint: &port.Checkpoints[0], Place: t.Portals[i].Place, Placed: AtNode, Timed: t, portal: i}
				portals[stop.Place] = stop
				list = append(list, Crossing{Port: port, Modes: riders(m), Stops: []Stop{stop}})
			}
		}
		if len(list) == 0 {
			continue
		}
		for i := range s.Crossings[m] {
			c := &s.Crossings[m][i]
			over := c.Stops[c.Over].Place
			if stop, ok := portals[over]; ok {
				c.Stops = slices.Insert(c.Stops, c.Over+1, stop)
			}
			list = slices.DeleteFunc(list, func(x Crossing) bool { return x.Stops[0].Place.Same(over) })
		}
		ask := r.Now().Inquire(ctx, &route.Options{Mode: m})
		for i := range s.Crossings[m] {
			if with, ok := s.Crossings[m][i].by(ask, portals); ok {
				s.Crossings[m][i].twin = true
				s.Crossings[m] = append(s.Crossings[m], with)
			}
		}
		ask.End()
		s.Crossings[m] = append(s.Crossings[m], list...)
	}
	return ctx.Err()
}

// by returns a crossing with the portals that one passes between its stops; false
// where there are none.
func (c Crossing) by(ask *route.Inquiry, portals map[route.Place]Stop) (Crossing, bool) {
	stops, over := c.Stops[:1:1], c.Over
	for k := 1; k < len(c.Stops); k++ {
		if leg, err := ask.Find(&c.Stops[k-1].Place, &c.Stops[k].Place, time.Time{}); err == nil {
			for _, p := range leg.Ends(&c.Stops[k-1].Place, &c.Stops[k].Place) {
				if stop, ok := portals[p]; ok {
					stops = append(stops, stop)
					if k <= c.Over {
						over++
					}
				}
			}
		}
		stops = append(stops, c.Stops[k])
	}
	if len(stops) == len(c.Stops) {
		return c, false
	}
	c.Stops, c.Over = stops, over
	return c, true
}

// clear leaves out the crossings between whose stops only portals lead on: it
// reports whether there were any.
func (s *Sites) clear(r *route.Router) (any bool) {
	for m := range route.Mode(modes) {
		within := r.Now().Drives(m).Within
		kept := s.Crossings[m][:0:0]
		for i, c := range s.Crossings[m] {
			if !c.twin || !slices.Contains(within[i], route.NoWay) {
				kept = append(kept, c)
			}
		}
		any = any || len(kept) < len(s.Crossings[m])
		s.Crossings[m] = kept
	}
	return any
}

// portOf makes a port of a ferry or a pass. It is called after the first of its
// ways.
func portOf(t *route.Timed) *Port {
	kind := kindOf(t)
	id, at := fmt.Sprintf("way/%d", t.Ways[0]), t.At
	p := &Port{ID: id, Name: cmp.Or(t.Name("en"), kind.String()), Kind: kind, Directions: []hours.Direction{"", ""}}
	p.Checkpoints = []Checkpoint{{ID: id, Name: p.Name, Side: t.Country, At: &at}}
	return p
}

// Kind says whether a stop is a checkpoint, or a ferry or a pass.
func (s *Stop) Kind() string {
	if s.Timed == nil {
		return "checkpoint"
	}
	return kindOf(s.Timed).String()
}

func kindOf(t *route.Timed) Kind {
	return [...]Kind{route.TimedPass: Pass, route.TimedFerry: Ferry, route.TimedTrain: Train}[t.Kind]
}

// zone is the clock of the country in which a checkpoint is.
func (c *Checkpoint) zone() *time.Location {
	lon := 0.0
	if c.At != nil {
		lon = c.At[0]
	}
	return route.Location(c.Side, lon)
}

// ruled is portals whose hours are the same.
type ruled struct {
	of   *route.Timed
	rule uint32
}

func (s *Stop) ruled() ruled { return ruled{s.Timed, s.Timed.Rule(s.portal)} }

// timed finds when one may come onto a ferry or a pass.
func (v *view) timed(s *Stop) *hours.Timeline {
	key := s.ruled()
	if line := v.lines[key]; line != nil {
		return line
	}
	at := s.Checkpoint
	place := hours.Place{Zone: at.zone(), Position: at.At, Holidays: v.book.Calendar(at.Side)}
	line := s.Timed.Hours(s.portal, place, v.window.from, v.window.to)
	if v.lines == nil {
		v.lines = map[ruled]*hours.Timeline{}
	}
	v.lines[key] = line
	return line
}

// wait is how long it takes to be let onto a ferry or a pass, and who says so. One
// drives onto a pass, and is seen to by a ferry once it sails: within an interval,
// which is reckoned with, in one opening. How long is not known where nobody says
// how often it goes.
func (s *Stop) wait(of hours.StayKind) (gate.Length, *hours.Stay) {
	most := s.Timed.Interval
	switch {
	case s.Timed.Kind == route.TimedPass || of != hours.Service:
		return gate.Length{Known: true}, nil
	case most == 0:
		return gate.Length{}, nil
	}
	return gate.Length{Time: most, Known: true, Most: true}, &hours.Stay{ID: s.Checkpoint.ID, Of: of, P50: most / 2, P90: most * 9 / 10, Mean: most / 2,
		Basis: "the interval between two, evenly spread; all of it is reckoned with", Confidence: hours.Scheduled, Sources: []hours.Source{s.source()}}
}

// source is where the road data says so.
func (s *Stop) source() hours.Source {
	return hours.Source{Title: "Way " + strings.TrimPrefix(s.Checkpoint.ID, "way/"), Publisher: "OpenStreetMap contributors", URL: "https://www.openstreetmap.org/" + s.Checkpoint.ID}
}

// aSeason is how long a closure lasts that is one of a season.
const aSeason = 30 * 24 * time.Hour

// season is the reason of what is closed for one, as schedules have it, too.
const season = "season"

// rules says what the road data says of a ferry or a pass when one comes.
func (v *view) rules(of *Stop, at time.Time) hours.SideStatus {
	k, line := of.Checkpoint, v.lines[of.ruled()]
	span := line.At(at)
	s := hours.SideStatus{Country: k.Side, Checkpoint: k.ID, State: span.State, HoursKnown: span.State == hours.Open || span.State == hours.Closed, Day: dayOf(line, at.In(k.zone()))}
	switch {
	case span.State == hours.Open:
	case span.State != hours.Closed:
		s.Reason = hours.NotKnown
	case span.End.Sub(span.Start) > aSeason:
		s.Reason = season
	case s.Day == hours.Closed:
		s.Reason = hours.ClosedDay
	default:
		s.Reason = hours.OutsideHours
	}
	if until, ok := line.NextChange(at); ok && s.HoursKnown {
		s.Until = until
	}
	s.Claims = []hours.Claim{{ID: k.ID, Checkpoint: k.ID, State: s.State, Day: s.Day, Confidence: hours.Scheduled, Sources: []hours.Source{of.source()}, Note: of.Timed.Says()}}
	return s
}

// dayOf returns whether it opens at all on a day: Closed where it surely does
// not.
func dayOf(line *hours.Timeline, at time.Time) hours.State {
	y, m, d := at.Date()
	state := hours.Closed
	for _, span := range line.Intervals(time.Date(y, m, d, 0, 0, 0, 0, at.Location()), time.Date(y, m, d+1, 0, 0, 0, 0, at.Location())) {
		if span.State == hours.Open {
			return hours.Open
		}
		if span.State != hours.Closed {
			state = hours.Unknown
		}
	}
	return state
}
