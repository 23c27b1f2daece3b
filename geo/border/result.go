package border

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// Route finds the best way of a plan: the one that arrives first of those that
// can be promised, and, where what is not known might allow another that
// arrives earlier still, that one beside it. Where nothing can be promised it
// is the one that may arrive first.
func (b *Border) Route(ctx context.Context, p *Plan) (*Answer, error) {
	s, err := b.open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.settle(); err != nil {
		return nil, err
	}
	ways, err := s.ways()
	if err = errors.Join(s.err, ctx.Err(), err); err != nil {
		return nil, err
	}
	return s.answer(ways), nil
}

// ways finds the ways to tell of, the best first.
func (s *session) ways() ([]Way, error) {
	if s.p.Depart.IsZero() && s.p.Arrive.IsZero() {
		return s.timeless()
	}
	find := func(accept hours.Accept) (*journey, bool) {
		switch {
		case !s.p.Arrive.IsZero():
			return s.last(s.p.Arrive, accept)
		case !s.p.DepartBy.IsZero():
			return s.shortest(s.p.Depart, s.p.DepartBy, accept)
		}
		return s.first(s.p.Depart, accept)
	}
	possible, ok := find(hours.Possible)
	if !ok {
		return nil, s.noWay()
	}
	if len(possible.crossings()) == 0 {
		return s.domestic(possible)
	}
	promised, ok := s.sure(possible)
	if !ok {
		promised, ok = find(hours.Promise)
	}
	if !ok {
		return []Way{s.way(nil, possible)}, nil
	}
	if slices.Equal(promised.crossings(), possible.crossings()) && promised.depart.Equal(possible.depart) {
		return []Way{s.way(promised, possible)}, nil
	}
	earliest, ok := s.follow(promised, hours.Possible)
	if !ok {
		earliest = promised // what is known to be open is possible: roads that hang on the hour have let one down
	}
	ways := []Way{s.way(promised, earliest)}
	better := possible.arrive.Before(earliest.arrive) || !s.p.Arrive.IsZero() && possible.depart.After(promised.depart)
	if better {
		w := s.way(nil, possible)
		w.Notices = append(w.Notices, s.couldBeEarlier(ways[0], w))
		ways = append(ways, w)
	}
	return ways, nil
}

// domestic tells of a way that crosses no border, and of others like it.
func (s *session) domestic(j *journey) ([]Way, error) {
	w := s.way(j, j)
	if len(s.trips) > 1 && !s.hourly && !s.p.TurnBack {
		// one does not turn back at stops on the way, unless nothing else leads on
		legs, err := s.ask.Through(s.places, false, time.Time{})
		if err != nil {
			return nil, err
		}
		w.Itinerary = route.Itinerary{Legs: legs}
	}
	ways := []Way{w}
	if s.p.Alternatives > 0 && len(s.trips) == 1 {
		others, err := s.ask.Others(w.Itinerary.Legs[0], s.p.Alternatives, &s.places[0], &s.places[1], s.clock(j.depart))
		if err != nil {
			return nil, err
		}
		for _, l := range others {
			ways = append(ways, Way{Itinerary: route.Itinerary{Legs: []route.Leg{l}}, Verdict: w.Verdict, Notices: w.Notices})
		}
	}
	for i := range ways {
		took := time.Duration(ways[i].Itinerary.Hundredths()) * 10 * time.Millisecond
		switch {
		case s.v.book == nil:
			ways[i].Depart, ways[i].ArriveAt, ways[i].ArriveEarliest = time.Time{}, time.Time{}, time.Time{}
		case s.p.Arrive.IsZero():
			ways[i].Depart, ways[i].ArriveAt, ways[i].ArriveEarliest = j.depart, j.depart.Add(took), j.depart.Add(took)
		default:
			ways[i].Depart, ways[i].ArriveAt, ways[i].ArriveEarliest = s.p.Arrive.Add(-took), s.p.Arrive, s.p.Arrive
			if s.hourly {
				ways[i].Depart, ways[i].ArriveAt, ways[i].ArriveEarliest = j.depart, j.depart.Add(took), j.depart.Add(took)
			}
		}
	}
	return ways, nil
}

// clock is an instant, where what depends on the hour is to be looked at.
func (s *session) clock(at time.Time) time.Time {
	if !s.hourly {
		return time.Time{}
	}
	return at
}

// sure promises the journey that may arrive first, where all of it is known: then
// no other arrives before it.
func (s *session) sure(first *journey) (*journey, bool) {
	if !s.p.Arrive.IsZero() || !s.p.DepartBy.IsZero() {
		return nil, false
	}
	j, ok := s.follow(first, hours.Promise)
	return j, ok && j.arrive.Equal(first.arrive)
}

// timeless finds the least driving.
func (s *session) timeless() ([]Way, error) {
	epoch := time.Unix(0, 0)
	j, ok := s.first(epoch, hours.Promise)
	if !ok {
		return nil, s.noWay()
	}
	if len(j.crossings()) == 0 {
		return s.domestic(j)
	}
	w := s.way(nil, j)
	w.Depart, w.ArriveEarliest = time.Time{}, time.Time{}
	return []Way{w}, nil
}

// way tells of a journey that is promised, if it is, and of the same at its
// best.
func (s *session) way(promised, possible *journey) Way {
	j := possible
	if promised != nil {
		j = promised
	}
	timed := s.v.book != nil
	w := Way{Itinerary: s.itinerary(j, timed), Depart: j.depart, ArriveEarliest: possible.arrive}
	if promised != nil {
		w.ArriveAt = promised.arrive
	}
	for i := range j.legs {
		w.Crossings = append(w.Crossings, s.passed(&w, j, i)...)
	}
	if timed {
		s.judge(&w, j)
	}
	s.notice(&w)
	return w
}

// passed tells of the crossings of a leg.
func (s *session) passed(w *Way, j *journey, leg int) (list []Passed) {
	joints := w.Itinerary.Legs[leg].Joints()
	for n := range j.legs[leg].passages {
		p := s.pass(j, leg, n, joints)
		joints = joints[len(p.Stops):]
		if j.accept == hours.Promise && s.v.book != nil {
			p.LatestDeparture = s.latestFromStart(j, leg, n)
		}
		if last := len(list) - 1; last < 0 || !p.goesOn(&list[last]) {
			list = append(list, p)
		}
	}
	return list
}

// goesOn reports whether a crossing is a place on a pass that one is on already,
// at which side roads meet it: nothing happens there.
func (p *Passed) goesOn(last *Passed) bool {
	at := &p.Stops[0]
	return at.Timed != nil && at.Timed == last.Stops[len(last.Stops)-1].Timed && len(p.Stops) == 1 && at.Clear.Sub(at.Arrive) < time.Second && // it is begun on a full one
		(p.LatestDeparture.IsZero() || !p.LatestDeparture.Before(last.LatestDeparture))
}

// pass tells of one crossing of a leg; joints say where its stops are.
func (s *session) pass(j *journey, leg, n int, joints []route.Joint) Passed {
	p := &j.legs[leg].passages[n]
	c := &s.v.list[p.Crossing]
	out := Passed{Crossing: c, Leg: leg}
	for k := range p.Stops {
		v := p.Stops[k]
		stop := PassedStop{Stop: &c.Stops[k], Visit: v}
		if joints != nil {
			stop.Centimetres = joints[k].Centimetres
		}
		out.Drive += v.Drive.Duration()
		out.Wait += v.Wait
		if s.v.book == nil {
			stop.Visit = gate.Visit{Drive: v.Drive}
		} else {
			if stop.Seen = hours.Open; s.graph.Crossings[p.Crossing].Stops[k].Hours != nil {
				stop.Seen = s.graph.Crossings[p.Crossing].Stops[k].Hours.At(v.Begin).State
			}
			s.known(&stop, p.Crossing, k)
			stop.Promised = j.accept == hours.Promise
			stop.Unadmitted = s.graph.Crossings[p.Crossing].Stops[k].Doubt
		}
		out.Stops = append(out.Stops, stop)
	}
	out.Centimetres = out.Stops[0].Centimetres
	if s.v.book != nil {
		out.Dwell = s.dwell(c)
	}
	return out
}

// known notes who says what of a stop.
func (s *session) known(stop *PassedStop, crossing, k int) {
	c := &s.v.list[crossing]
	stop.Status.Country, stop.Status.Checkpoint, stop.Status.Reason = stop.Checkpoint.Side, stop.Checkpoint.ID, hours.NoSource
	if stop.Timed != nil {
		stop.Status = s.v.rules(stop.Stop, stop.Arrive)
	} else if s.v.knows(c.Port) && s.v.passes(c, k) {
		if status, err := s.v.book.Checkpoint(s.v.query(c, k), stop.Arrive); err == nil {
			stop.Status = status
		}
	}
	_, stop.ServiceBy = s.v.length(c, k, hours.Service)
	_, stop.QueueBy = s.v.length(c, k, hours.Queue)
	if a, ok := s.about[[2]int{crossing, k}]; ok {
		stop.Assumed = Supposed{Queue: a.queue, Service: a.service}
		known := stop.Status.State == hours.Open || stop.Status.State == hours.Closed
		stop.Assumed.Hours = a.hours != nil && (!known || !s.same(c, k, stop.Begin))
	}
}

// same reports whether the book itself, or the road data, knows how it is with a
// stop at an instant.
func (s *session) same(c *Crossing, k int, at time.Time) bool {
	if stop := &c.Stops[k]; stop.Timed != nil {
		return s.v.rules(stop, at).HoursKnown
	}
	status, err := s.v.book.Checkpoint(s.v.query(c, k), at)
	return err == nil && status.HoursKnown
}

// dwell returns the published totals of a crossing and of its checkpoints, each
// once.
func (s *session) dwell(c *Crossing) (list []*hours.Stay) {
	if !s.v.knows(c.Port) {
		return nil
	}
	pair := hours.Pair{Mode: s.v.rider, Direction: c.Direction}
	for k := range c.Stops {
		for _, of := range []hours.StayKind{hours.Dwell, hours.Part} {
			for _, stay := range s.v.book.StaysAt(c.Port.ID, c.Stops[k].Checkpoint.ID, pair, of, s.v.holds) {
				if !slices.Contains(list, stay) {
					list = append(list, stay)
				}
			}
		}
	}
	return list
}

// latestFromStart returns when one must leave the start of the plan to keep the
// openings of a crossing: see gate.Passage.LatestDeparture, which is from the
// start of its leg.
func (s *session) latestFromStart(j *journey, leg, passage int) time.Time {
	t := j.legs[leg].passages[passage].LatestDeparture
	for i := leg - 1; i >= 0 && !t.IsZero(); i-- {
		way, ok := s.search.Latest(&s.graph, s.trips[i], t, j.accept)
		if !ok {
			return time.Time{}
		}
		t = way.Depart
	}
	if !t.IsZero() && t.Before(j.depart) {
		return j.depart // roads that hang on the hour: one makes it now
	}
	return t
}

// answer puts the ways into an answer.
func (s *session) answer(ways []Way) *Answer {
	its := make([]route.Itinerary, len(ways))
	for i := range ways {
		its[i] = ways[i].Itinerary
	}
	a := &Answer{Answer: s.v.moment.Answer(s.p.Mode, s.places, its), Ways: ways, Rider: s.p.Rider}
	for i := range ways {
		ways[i].Itinerary = its[i]
	}
	return a
}

// noWay says why there is no way.
func (s *session) noWay() error {
	if s.err != nil {
		return s.err
	}
	open := openGraph(&s.graph)
	all := &NoWayError{To: len(s.trips), Mode: s.p.Rider, Shut: true, Before: !s.p.Arrive.IsZero()}
	for i, trip := range s.trips {
		free := *trip
		free.Barred = nil
		way, ok := s.search.Earliest(open, &free, time.Unix(0, 0), hours.Promise)
		if !ok {
			return &NoWayError{From: i, To: i + 1, Mode: s.p.Rider, Reason: s.ask.Fail(i, &s.places[i], &s.places[i+1], s.p.Depart)}
		}
		e := &NoWayError{From: i, To: i + 1, Mode: s.p.Rider, Ports: s.names(nil, way.Crossings)}
		for _, c := range way.Crossings {
			if s.barred[c] {
				if id := cmp.Or(s.p.over(&s.v.list[c]), s.v.list[c].Port.ID); !slices.Contains(e.Barred, id) {
					e.Barred = append(e.Barred, id)
				}
			}
		}
		if len(e.Barred) == 0 {
			if _, ok = s.search.Earliest(&s.graph, trip, s.start(), hours.Possible); !ok {
				e.Shut = true
				return e
			}
			if _, ok := s.firstLeg(i, s.start(), hours.Possible); !ok {
				e.Reason = s.ask.Fail(i, &s.places[i], &s.places[i+1], s.p.Depart)
				return e
			}
			all.Ports = s.names(all.Ports, way.Crossings)
			continue
		}
		return e
	}
	return all
}

// start is an instant at which the plan may begin.
func (s *session) start() time.Time {
	switch {
	case !s.p.Depart.IsZero():
		return s.p.Depart
	case !s.p.Arrive.IsZero():
		return s.v.window.from
	}
	return time.Unix(0, 0)
}
