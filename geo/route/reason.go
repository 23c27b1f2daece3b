package route

import (
	"errors"
	"slices"
)

// fail finds out why there is no way between two stops of a plan: whether there
// is one without what the request asks, one without closures, or one over
// roads that are not for passing through.
func (s *search) fail(err error, i int, from, to *Place) error {
	if !errors.Is(err, errNone) {
		return err
	}
	e := &NoRouteError{From: i, To: i + 1, Reason: Disconnected}
	c := s.j.c
	if p, err := (&search{s.r, s.t, &judge{c: c}, s.w, s.ctx}).find(from, to); err == nil {
		s.j.explain(e, p)
		return e
	}
	plain := *c
	plain.over, plain.cuts = nil, nil
	open := &search{s.r, &traffic{metrics: s.t.plain, plain: s.t.plain}, &judge{c: &plain}, s.w, s.ctx}
	if p, err := open.find(from, to); err == nil {
		e.Reason = BarredByClosure
		if at := slices.IndexFunc(p.stretches, func(q stretch) bool { return c.arc(q.arc) >= infinity }); at >= 0 {
			e.Road = s.r.n.roadName(c.g, p.stretches[at].arc>>1, "en")
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
}
