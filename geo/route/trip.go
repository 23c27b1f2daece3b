package route

import (
	"time"

	"pamir/geo/cch"
)

// Trip is the drives of a trip as seen from the crossings: see gate.Trip.
type Trip struct {
	Direct uint32
	To     []uint32 // to the entry of each crossing
	From   []uint32 // from the exit of each
}

// lastTrip is what a trip rests on, and a worker remembers for the drives that
// are looked for next: for a judge, under the usual metric and tables.
type lastTrip struct {
	j             *judge // nil: there is none, or not all that he forbids is in the tables
	from, to      *Place
	start, finish ends
}

// is reports whether the last trip is between two places.
func (t *lastTrip) is(q *Inquiry, from, to *Place) bool {
	return t.j == q.j && t.from == from && t.to == to
}

// Trip returns the drives from one place to another, and to and from all
// crossings. None is more than it takes in fact. The places must stay as they
// are as long as drives between them are looked for.
func (q *Inquiry) Trip(from, to *Place) Trip {
	t := &q.w.trip
	*t = lastTrip{nil, from, to, q.j.from(from), q.j.to(to)}
	q.w.from, q.w.to = t.start.list(q.w.from), t.finish.list(q.w.to)
	trip := Trip{Direct: q.j.along(from, to).cost}
	if q.m.t.joins(q.j.c.mode, q.w.from, q.w.to) {
		trip.Direct = min(trip.Direct, uint32(q.w.direct.Run(q.metric, q.w.from, q.w.to)))
	} else {
		q.w.direct.Run(q.metric, nil, nil) // none
	}
	trip.To = q.entries(from, q.w.from)
	trip.From = q.exits(to, q.w.to)
	if q.j.plain() && q.Usual() {
		t.j = q.j
	}
	return trip
}

// Away returns the drives from a place to the entries of all crossings.
func (q *Inquiry) Away(from *Place) []uint32 {
	q.w.trip = lastTrip{}
	start := q.j.from(from)
	q.w.from = start.list(q.w.from)
	return q.entries(from, q.w.from)
}

// There returns the drives to a place from the exits of all crossings.
func (q *Inquiry) There(to *Place) []uint32 {
	q.w.trip = lastTrip{}
	finish := q.j.to(to)
	q.w.to = finish.list(q.w.to)
	return q.exits(to, q.w.to)
}

func (q *Inquiry) entries(from *Place, ends []cch.End) []uint32 {
	x, list := q.tables, q.m.t.crossings[q.j.c.mode]
	if x == nil {
		return nil
	}
	q.w.wanted = q.m.t.regions[q.j.c.mode].entries(ends, q.w.wanted)
	q.w.lengths = q.w.out.Among(x.entries, ends, q.w.wanted, q.w.lengths)
	drives := numbers(q.w.lengths)
	x.beside(q.j.c.g, from, func(i int) { drives[i] = min(drives[i], q.j.along(from, &list[i].Stops[0]).cost) })
	return drives
}

func (q *Inquiry) exits(to *Place, ends []cch.End) []uint32 {
	x, list := q.tables, q.m.t.crossings[q.j.c.mode]
	if x == nil {
		return nil
	}
	q.w.wanted = q.m.t.regions[q.j.c.mode].exits(ends, q.w.wanted)
	q.w.lengths = q.w.in.Among(x.exits, ends, q.w.wanted, q.w.lengths)
	drives := numbers(q.w.lengths)
	x.beside(q.j.c.g, to, func(i int) {
		drives[i] = min(drives[i], q.j.along(&list[i].Stops[len(list[i].Stops)-1], to).cost)
	})
	return drives
}

func numbers(w []cch.Weight) []uint32 {
	list := make([]uint32, len(w))
	for i := range w {
		list[i] = uint32(w[i])
	}
	return list
}

// FindEntry is Find, at no instant, to the entry of a crossing, and FindExit from
// the exit of one. Where they are drives of the last Trip, the hierarchy is not
// asked again.
func (q *Inquiry) FindEntry(from *Place, crossing int) (Leg, error) {
	to := &q.m.t.crossings[q.j.c.mode][crossing].Stops[0]
	if t := &q.w.trip; t.j == q.j && t.from == from {
		finish := q.j.to(to)
		q.w.from, q.w.to = t.start.list(q.w.from), finish.list(q.w.to)
		q.w.query.Meet(&q.w.out, q.tables.entries, crossing, q.w.from, q.w.to)
		return q.drive(from, to, t.start, finish, &q.w.query)
	}
	return q.Find(from, to, time.Time{})
}

func (q *Inquiry) FindExit(crossing int, to *Place) (Leg, error) {
	stops := q.m.t.crossings[q.j.c.mode][crossing].Stops
	from := &stops[len(stops)-1]
	if t := &q.w.trip; t.j == q.j && t.to == to {
		start := q.j.from(from)
		q.w.from, q.w.to = start.list(q.w.from), t.finish.list(q.w.to)
		q.w.query.Meet(&q.w.in, q.tables.exits, crossing, q.w.from, q.w.to)
		return q.drive(from, to, start, t.finish, &q.w.query)
	}
	return q.Find(from, to, time.Time{})
}

// drive finds a drive of the last trip, about which a query has been asked.
func (q *Inquiry) drive(from, to *Place, start, finish ends, query *cch.Query) (Leg, error) {
	q.w.to = finish.list(q.w.to)
	return q.found(q.search(time.Time{}).drive(from, to, start, finish, query, q.metric))
}
