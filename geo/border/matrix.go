package border

import (
	"context"
	"errors"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// MatrixPlan asks for the ways from each of some stops to each of others. Its
// plan has no stops of its own, and a departure or no time at all.
type MatrixPlan struct {
	Plan
	From, To  []route.Stop
	Distances bool
	Lenient   bool // no way leads to a destination without a road near; else that is an error
}

// Matrix is what a MatrixPlan leads to, row by row, in hundredths of a second
// and centimetres; -1 where there is no way. Without a clock all is driving.
type Matrix struct {
	Version  uint64
	From, To []route.Place
	// Promised is how long until one is there, waiting included, where that can
	// be promised; Earliest how long it takes at least.
	Promised, Earliest []int64
	Centimetres        []int64 // of the way that is promised, or that may arrive first; nil if not asked for
}

// Matrix finds the ways between all pairs.
func (b *Border) Matrix(ctx context.Context, p *MatrixPlan) (*Matrix, error) {
	if len(p.Stops) > 0 || !p.Arrive.IsZero() {
		return nil, &PlanError{Field: "stops", What: "of a matrix are its origins and destinations, with a departure or none"}
	}
	s, err := b.open(ctx, &p.Plan)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.special(); err != nil {
		return nil, err
	}
	m := &Matrix{Version: s.v.moment.Version()}
	if m.From, m.To, err = s.ask.SnapTable(p.From, p.To, p.Lenient); err != nil {
		return nil, err
	}
	direct := s.ask.Table(m.From, m.To)
	there := make([][]gate.Drive, len(m.To))
	for k := range m.To {
		there[k] = gateDrives(s.ask.There(&m.To[k]))
	}
	depart := s.start()
	for i := range m.From {
		away := gateDrives(s.ask.Away(&m.From[i]))
		for k := range m.To {
			trip := &gate.Trip{Direct: gate.Drive(direct[i*len(m.To)+k]), To: away, From: there[k], Barred: s.barred}
			m.cell(s, trip, depart)
			if p.Distances {
				m.Centimetres = append(m.Centimetres, s.length(trip, depart, &m.From[i], &m.To[k]))
			}
		}
		if err := errors.Join(s.err, ctx.Err()); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// cell fills the next cell.
func (m *Matrix) cell(s *session, trip *gate.Trip, depart time.Time) {
	for _, x := range []struct {
		accept hours.Accept
		list   *[]int64
	}{{hours.Promise, &m.Promised}, {hours.Possible, &m.Earliest}} {
		took := int64(-1)
		if way, ok := s.search.Earliest(&s.graph, trip, depart, x.accept); ok {
			took = int64(way.Arrive.Sub(depart) / (10 * time.Millisecond))
		}
		*x.list = append(*x.list, took)
	}
}

// length returns how long the way of a cell is.
func (s *session) length(trip *gate.Trip, depart time.Time, from, to *route.Place) int64 {
	way, ok := s.search.Earliest(&s.graph, trip, depart, hours.Promise)
	if !ok {
		if way, ok = s.search.Earliest(&s.graph, trip, depart, hours.Possible); !ok {
			return -1
		}
	}
	sum := int64(0)
	drive := func(a, b *route.Place) bool {
		leg, err := s.ask.Find(a, b, time.Time{})
		if err != nil {
			if !errors.Is(err, route.ErrNone) {
				s.err = err
			}
			return false
		}
		sum += leg.Centimetres
		return true
	}
	at := from
	for _, c := range way.Crossings {
		stops := s.v.list[c].Stops
		for k := range stops {
			if !drive(at, &stops[k].Place) {
				return -1
			}
			at = &stops[k].Place
		}
	}
	if !drive(at, to) {
		return -1
	}
	return sum
}
