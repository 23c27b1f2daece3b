package route

import (
	"context"
	"errors"
	"time"

	"pamir/geo/cch"
)

// Moment is the traffic of one moment: closures, weights and drives between
// crossings that belong together.
type Moment struct {
	r *Router
	t *traffic
}

// Now returns the traffic as it is.
func (r *Router) Now() Moment { return Moment{r, r.now.Load()} }

// Version tells moments apart.
func (m Moment) Version() uint64 { return m.t.version }

// Crossings returns the crossings of a mode. They must not be changed.
func (m Moment) Crossings(mode Mode) []Crossing { return m.t.crossings[mode] }

// Drives are the drives between the crossings of a mode. They must not be
// changed.
type Drives struct {
	Between []uint32 // from the exit of crossing i to the entry of j at i*n+j
	Within  []Legs
}

// Drives returns the drives between the crossings of a mode, which are never
// more than the drives take in fact.
func (m Moment) Drives(mode Mode) Drives {
	if x := m.t.tables[mode]; x != nil {
		return Drives{x.between, x.within}
	}
	return Drives{}
}

// Inquiry asks several things about one moment, under the same options: for one
// goroutine, which ends it.
type Inquiry struct {
	m      Moment
	ctx    context.Context
	o      Options
	j      *judge
	w      *worker
	metric *cch.Metric
	tables *tables
}

// Inquire begins an inquiry.
func (m Moment) Inquire(ctx context.Context, o *Options) *Inquiry {
	timeless := *o
	timeless.Departure = time.Time{}
	open := timeless
	open.During = time.Time{}
	return &Inquiry{m: m, ctx: ctx, o: timeless, j: m.t.judge(&open), w: m.r.begin(), metric: m.t.metrics[o.Mode], tables: m.t.tables[o.Mode]}
}

// Special makes a metric and tables for what the options forbid, so that the
// drives of the inquiry are no longer lower bounds but what they take at any
// time that no rule is about, with what Options.During closes: for many drives
// at once. It takes some tenths of a second on a large network, the first time.
func (q *Inquiry) Special() error {
	q.j = q.m.t.judge(&q.o)
	x, err := q.m.t.exact(q.ctx, q.j)
	if err == nil {
		q.metric, q.tables = x.metric, x.tables
	}
	return err
}

// Drives returns the drives between the crossings, as the inquiry has them.
func (q *Inquiry) Drives() Drives {
	if q.tables == nil {
		return Drives{}
	}
	return Drives{q.tables.between, q.tables.within}
}

// Usual reports whether the drives of the inquiry are those of its moment.
func (q *Inquiry) Usual() bool { return q.tables == q.m.t.tables[q.o.Mode] }

// Table returns the drives from each of some places to each of others, row by
// row, without any crossing.
func (q *Inquiry) Table(from, to []Place) []uint32 {
	list := func(places []Place, of func(*Place) ends) (all [][]cch.End) {
		for i := range places {
			e := of(&places[i])
			all = append(all, e.list(nil))
		}
		return all
	}
	var x cch.Matrix
	drives := numbers(x.Run(q.metric, list(from, q.j.from), list(to, q.j.to)))
	for i := range from {
		for k := range to {
			at := i*len(to) + k
			drives[at] = min(drives[at], q.j.along(&from[i], &to[k]).cost)
		}
	}
	return drives
}

// End gives back what the inquiry has used.
func (q *Inquiry) End() {
	q.w.trip = lastTrip{}
	q.m.r.end(q.w)
	q.w = nil
}

// Snap finds stops on roads: the nearest places, and, where these are others,
// the nearest on the largest part of the network.
func (q *Inquiry) Snap(stops []Stop) (near, mainland []Place, err error) {
	s, err := q.m.r.snap(q.j, stops)
	if err != nil || s.same {
		return s.near, nil, err
	}
	return s.near, s.mainland, nil
}

// Find returns the fastest way from one place to another without any crossing,
// for who sets off at an instant; at no instant, what depends on the hour is
// taken as open. ErrNone says that there is none.
func (q *Inquiry) Find(from, to *Place, depart time.Time) (Leg, error) {
	if depart.IsZero() && q.w.trip.is(q, from, to) {
		return q.drive(from, to, q.w.trip.start, q.w.trip.finish, &q.w.direct)
	}
	return q.found(q.search(depart).find(from, to))
}

func (q *Inquiry) found(p path, err error) (Leg, error) {
	if err != nil {
		if errors.Is(err, errNone) {
			err = ErrNone
		}
		return Leg{}, err
	}
	return q.m.leg(q.j.c, p), nil
}

// ErrNone says that no way leads from one place to another.
var ErrNone = errors.New("route: no way")

// Fail says why Find found no way, between stops of which the first is number
// i of a plan.
func (q *Inquiry) Fail(i int, from, to *Place, depart time.Time) error {
	return q.search(depart).fail(errNone, i, from, to)
}

func (q *Inquiry) search(depart time.Time) *search {
	j := q.j
	if !depart.IsZero() {
		timed := *q.j
		timed.clock = q.m.t.newClock(&timed, q.m.t.book, depart)
		j = &timed
	}
	return &search{q.m.r, q.m.t, j, q.w, q.ctx}
}

func (m Moment) leg(c *costs, p path) Leg {
	a := &Answer{Version: m.t.version, n: m.r.n, g: c.g, mode: c.mode}
	return a.itinerary([]path{p}).Legs[0]
}

// Avoiding returns an inquiry that can be told of roads to avoid, under the same
// options. It shares the memory of the first, and is not ended itself.
func (q *Inquiry) Avoiding() *Inquiry {
	j := *q.j
	j.kind = nil // it forbids more than those of its kind
	j.edges = map[uint32]string{}
	for e, why := range q.j.edges {
		j.edges[e] = why
	}
	other := *q
	other.j = &j
	return &other
}

// Avoid keeps an Avoiding inquiry off the edge of a place from now on.
func (q *Inquiry) Avoid(p *Place) { q.j.edges[p.edge] = "avoided" }

// Plain reports whether the options forbid nothing but what the profile does.
func (q *Inquiry) Plain() bool { return q.j.plain() }

// Hourly reports whether what Find finds may depend on when one sets off.
func (q *Inquiry) Hourly() bool {
	if len(q.m.r.n.rules) > 0 {
		return true
	}
	for _, c := range q.m.t.closures {
		if c.timed() {
			return true
		}
	}
	return false
}

// Through returns the fastest legs from place to place in their order, as the
// plan of a Router does, without any crossing.
func (q *Inquiry) Through(places []Place, turnBack bool, depart time.Time) ([]Leg, error) {
	paths, err := q.search(depart).through(places, turnBack)
	if err != nil {
		return nil, err
	}
	legs := make([]Leg, len(paths))
	for i, p := range paths {
		legs[i] = q.m.leg(q.j.c, p)
	}
	return legs, nil
}

// Others returns up to number other ways between two places, without any
// crossing: see Plan.Alternatives.
func (q *Inquiry) Others(first Leg, number int, from, to *Place, depart time.Time) (legs []Leg, err error) {
	paths, err := q.search(depart).others(first.path, number, from, to)
	for _, p := range paths {
		legs = append(legs, q.m.leg(q.j.c, p))
	}
	return legs, err
}

// Answer makes an answer of itineraries that were found at this moment.
func (m Moment) Answer(mode Mode, waypoints []Place, routes []Itinerary) *Answer {
	a := &Answer{Version: m.t.version, Waypoints: waypoints, Routes: routes, n: m.r.n, g: m.r.n.graph(mode), mode: mode}
	for i := range routes {
		for k := range routes[i].Legs {
			routes[i].Legs[k].a = a
		}
	}
	return a
}

// Schematic reports whether the roads are drawn through few points.
func (m Moment) Schematic() bool { return m.r.n.Schematic() }

// Around returns the places nearest to a stop on all roads within its radius,
// one on each edge, the nearest first.
func (q *Inquiry) Around(s Stop) (list []Place) {
	q.m.r.n.nearby(q.j.c.mode, &s, nil, func(p Place) bool {
		if q.j.usable(&p) {
			list = append(list, p)
		}
		return true
	})
	return list
}

// Only returns the place for who is there along its edge, or against it. It is
// false where nobody may be.
func (p Place) Only(against bool) (Place, bool) {
	d := forward
	if against {
		d = backward
	}
	p.junction = none
	return p.towards(d)
}

// SnapTable finds the stops of a table on roads; lenient is as of a TablePlan.
func (q *Inquiry) SnapTable(from, to []Stop, lenient bool) (a, b []Place, err error) {
	x, err := q.m.r.snap(q.j, from)
	if err != nil {
		return nil, nil, err
	}
	y, err := q.m.r.snapAll(q.j, to, lenient)
	if err != nil {
		var off *OffRoadError
		if errors.As(err, &off) {
			off.Destination = true
		}
		return nil, nil, err
	}
	return x.best(&y), y.best(&x), nil
}
