package route

import (
	"errors"
	"slices"
)

// fail finds out why there is no way between two stops of a plan: whether there
// is one without what the request asks, one without closures, or one over
// roads that are not for passing through. Cuts are taken as open: who wants to
// get over one that nothing else bars is told so.
func (s *search) fail(err error, i int, from, to *Place) error {
	if !errors.Is(err, errNone) {
		return err
	}
	e := &NoRouteError{From: i, To: i + 1, Reason: Disconnected}
	c := s.j.c
	free, plain := *c, *c
	free.cuts = nil
	plain.over, plain.cuts = nil, nil
	open := &traffic{metrics: s.t.plain, plain: s.t.plain} // less than or as much as with closures
	if p, err := (&search{s.r, open, &judge{c: &free}, s.w, s.ctx}).find(from, to); err == nil {
		s.j.explain(e, p)
		return e
	}
	if p, err := (&search{s.r, open, &judge{c: &plain}, s.w, s.ctx}).find(from, to); err == nil {
		e.Reason = BarredByClosure
		if at := slices.IndexFunc(p.stretches, func(q stretch) bool { return c.arc(q.arc) >= infinity }); at >= 0 {
			e.Road = s.r.n.roadName(c.g, p.stretches[at].arc>>1, "en")
			e.name(s.t.closing(c.mode, p.stretches[at].arc))
		}
		return e
	}
	// parts of the network are made by all roads, however free
	if a, b := s.j.component(from), s.j.component(to); a == b && a != none {
		e.Reason = BarredByRight
	}
	return e
}

// explain names the first thing on a way that the judge forbids.
func (j *judge) explain(e *NoRouteError, p path) {
	for i, s := range p.stretches {
		why := j.forbids(s.arc)
		if why == "" && i > 0 {
			why = j.stops(s.link)
		}
		if why == "" {
			continue
		}
		e.Reason, e.What, e.Road = BarredByRequest, why, j.c.n.roadName(j.c.g, s.arc>>1, "en")
		if slices.Contains(j.limits, why) {
			e.Reason = BarredByVehicle
		}
		return
	}
	e.Reason = BarredByRule
	after := uint32(0)
	for _, s := range p.stretches {
		if j.c.cut(s.arc) {
			e.Reason = BarredByBorder
		}
		if cl := j.shut(s.arc, after, s.cost); cl != nil {
			e.Reason, e.Road = BarredByClosure, j.c.n.roadName(j.c.g, s.arc>>1, "en")
			e.name(cl)
			return
		}
		after += s.cost
	}
}

// shut returns what closes an arc for a while when one comes by some time after
// setting off.
func (j *judge) shut(arc, after, cost uint32) *resolved {
	if j.clock == nil {
		return nil
	}
	for _, cl := range j.clock.timed[arc] {
		if cl.SpeedKmh == 0 && cl.at(j.clock.instant(after), j.clock.instant(after+cost)) {
			return cl
		}
	}
	return nil
}

// closing returns what closes an arc.
func (t *traffic) closing(m Mode, arc uint32) *resolved {
	for _, cl := range t.closures {
		if _, is := slices.BinarySearch(cl.arcs[m], arc); is && cl.SpeedKmh == 0 {
			return cl
		}
	}
	return nil
}

// name tells of a closure, if there is one.
func (e *NoRouteError) name(cl *resolved) {
	if cl != nil {
		e.Closure, e.Because = cl.ID, cl.Reason
	}
}
