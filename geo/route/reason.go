package route

import (
	"errors"
	"slices"
)

// fail finds out why there is no way between two stops of a plan.
func (s *search) fail(err error, i int, from, to *Place) error {
	if !errors.Is(err, errNone) {
		return err
	}
	e := &NoRouteError{From: i, To: i + 1, Reason: Disconnected}
	c := s.j.c
	all := &judge{c: c}
	if p, err := (&search{s.r, s.t, all, s.w, s.ctx}).find(from, to); err == nil {
		s.j.explain(e, p)
		return e
	}
	// as it was before anything was closed, and then over any road
	plain := *c
	plain.over = nil
	for _, wide := range []bool{false, true} {
		s.w.exact.j, s.w.exact.bound, s.w.exact.wide = &judge{c: &plain}, nil, wide
		start, finish := s.w.exact.j.from(from), s.w.exact.j.to(to)
		found := s.w.exact.run(start, finish, s.goOn) < infinity
		s.w.exact.wide = false
		if !found {
			continue
		}
		p := s.w.exact.path(from, start, finish, to)
		at := slices.IndexFunc(p.stretches, func(q stretch) bool {
			return !wide && c.arc(q.arc) >= infinity || wide && !c.free(q.arc)
		})
		e.Reason = BarredByClosure
		if wide {
			e.Reason = BarredByRight
		}
		if at >= 0 {
			e.Road = s.r.n.roadName(c.g, p.stretches[at].arc>>1, "en")
		}
		return e
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
}
