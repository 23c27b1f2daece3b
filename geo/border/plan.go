package border

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// Plan is what is asked for: a way through stops, at a time, with what one
// crosses borders with.
type Plan struct {
	route.Plan            // its mode follows Rider, and its departure Depart
	Rider      hours.Mode // "": as the plan's mode has it
	Book       *hours.Book

	// One of these at most is set. With neither, the answer knows no clock: it
	// is the least driving, through crossings as if they were open.
	Depart, Arrive time.Time
	// DepartBy lets one leave at any time from Depart to it: the way of shortest
	// duration is looked for. It takes a plan of two stops.
	DepartBy time.Time

	Assume []Assumption
	Filter
}

// Filter leaves out crossings.
type Filter struct {
	ExcludePorts     []string
	ExcludeCountries []string // ISO codes: neither into nor out of them
	Nationality      string   // ISO code, of who travels: ports that do not admit him are left out; "": anybody's
}

// Assumption is what a planner supposes of checkpoints of which nobody
// publishes it: it counts where the book does not know, and nowhere else.
type Assumption struct {
	At             string // a checkpoint, or a port for all of them
	Hours          *hours.Expr
	Zone           *time.Location // in which the hours are meant; nil: the clock of the checkpoint's side
	Queue, Service *time.Duration
}

// PlanError says what is wrong with a plan.
type PlanError struct {
	Field string // depart, arrive, assume, exclude_ports, …
	What  string
	Name  string   // that is not known
	Known []string // the names that are
}

func (e *PlanError) Error() string { return fmt.Sprintf("border: %s %s", e.Field, e.What) }

// NoWayError says that no way leads from one stop of a plan to another at the
// time that is asked for, though one does when every crossing is open.
type NoWayError struct {
	From, To int        // stops of the plan
	Ports    []string   // those that all ways need that were looked at
	Reason   error      // why the roads alone do not join them; nil: they do, by crossings
	Shut     bool       // no opening of the crossings is known, or possible, within a year
	Before   bool       // of a plan to arrive by a time: nor, of those, in the weeks before it
	Barred   []string   // ports that the request itself leaves out
	Mode     hours.Mode // with which one does not get through Ports
}

func (e *NoWayError) Error() string {
	s := fmt.Sprintf("no way from stop %d to stop %d", e.From+1, e.To+1)
	switch {
	case e.Shut && e.Before:
		return fmt.Sprintf("%s by then: in the weeks before, nothing gets one with a %s through %s in time", s, e.Mode, strings.Join(e.Ports, ", "))
	case e.Shut:
		return fmt.Sprintf("%s: closed to %s for more than a year from then: %s", s, e.Mode, strings.Join(e.Ports, ", "))
	case len(e.Barred) > 0:
		return fmt.Sprintf("%s without %s, which the request leaves out", s, strings.Join(e.Barred, ", "))
	case e.Reason != nil:
		return e.Reason.Error()
	}
	return s
}

func (e *NoWayError) Unwrap() error { return e.Reason }

// mostWindow is how long the span may be in which a departure is looked for.
const mostWindow = 14 * 24 * time.Hour

// check reads a plan through, and completes it.
func (b *Border) check(p *Plan) (*Plan, error) {
	q := *p
	if q.Rider == "" {
		q.Rider = map[route.Mode]hours.Mode{route.Car: hours.Car, route.Truck: hours.Truck, route.Foot: hours.Foot}[p.Mode]
	}
	q.Mode = Profile(q.Rider)
	q.Departure = time.Time{}
	var faults []error
	fault := func(field, format string, args ...any) {
		faults = append(faults, &PlanError{Field: field, What: fmt.Sprintf(format, args...)})
	}
	unknown := func(field, name, format string, known []string) {
		faults = append(faults, &PlanError{Field: field, What: fmt.Sprintf(format, name), Name: name, Known: known})
	}
	if !p.Depart.IsZero() && !p.Arrive.IsZero() {
		fault("arrive", "and depart exclude each other")
	}
	if (!p.Depart.IsZero() || !p.Arrive.IsZero()) && p.Book == nil {
		fault("depart", "needs a book of hours")
	}
	if !p.DepartBy.IsZero() {
		switch {
		case p.Depart.IsZero() || p.DepartBy.Before(p.Depart):
			fault("depart_by", "is a time after the departure")
		case p.DepartBy.Sub(p.Depart) > mostWindow:
			fault("depart_by", "is at most %d days after the departure", int(mostWindow.Hours()/24))
		case len(p.Stops) != 2:
			fault("depart_by", "is for two stops")
		}
	}
	if len(p.Assume) > 0 && p.Depart.IsZero() && p.Arrive.IsZero() {
		fault("assume", "needs a time")
	}
	for _, id := range p.ExcludePorts {
		if !slices.Contains(b.places(false), id) {
			unknown("exclude_ports", id, "names %q, which is no port on these roads", b.places(false))
		}
	}
	for i := range p.Assume {
		if id := p.Assume[i].At; !slices.Contains(b.places(true), id) {
			unknown("assume", id, "names %q, which is no port or checkpoint on these roads", b.places(true))
		}
	}
	return &q, errors.Join(faults...)
}

// places lists the ports on the roads, ferries and passes between the checkpoints of
// others included, and their checkpoints if these are asked for too.
func (b *Border) places(checkpoints bool) (list []string) {
	for _, crossings := range b.sites.Crossings {
		for i := range crossings {
			list = append(list, crossings[i].Port.ID)
			for k := range crossings[i].Stops {
				if checkpoints || crossings[i].Stops[k].Timed != nil {
					list = append(list, crossings[i].Stops[k].Checkpoint.ID)
				}
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// none reports whether a filter leaves nothing out.
func (f *Filter) none() bool {
	return len(f.ExcludePorts)+len(f.ExcludeCountries) == 0 && f.Nationality == ""
}

// leaves reports whether a filter leaves a crossing out.
func (f *Filter) leaves(c *Crossing) bool {
	return slices.Contains(f.ExcludePorts, c.Port.ID) || f.over(c) != "" ||
		c.Direction != "" && (slices.Contains(f.ExcludeCountries, c.Direction.From()) || slices.Contains(f.ExcludeCountries, c.Direction.To()))
}

// over is the ferry or the pass between the checkpoints of a crossing that a filter
// leaves out, "" where there is none.
func (f *Filter) over(c *Crossing) string {
	for k := range c.Stops {
		if s := &c.Stops[k]; s.Timed != nil && slices.Contains(f.ExcludePorts, s.Checkpoint.ID) {
			return s.Checkpoint.ID
		}
	}
	return ""
}
