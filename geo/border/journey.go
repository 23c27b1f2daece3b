package border

import (
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// journey is a way through all stops of a plan, at its times.
type journey struct {
	accept         hours.Accept
	depart, arrive time.Time
	legs           []passing
}

// passing is a leg of a journey.
type passing struct {
	way      gate.Way
	passages []gate.Passage
}

// crossings lists the crossings of a journey, in order.
func (j *journey) crossings() (list []int) {
	for i := range j.legs {
		list = append(list, j.legs[i].way.Crossings...)
	}
	return list
}

// first returns the journey that arrives first of those that leave at an
// instant.
func (s *session) first(depart time.Time, accept hours.Accept) (*journey, bool) {
	j := &journey{accept: accept, depart: depart}
	t := depart
	for i := range s.trips {
		leg, ok := s.firstLeg(i, t, accept)
		if !ok {
			return nil, false
		}
		j.legs = append(j.legs, leg)
		t = leg.way.Arrive
	}
	j.arrive = t
	return j, true
}

// firstLeg asks the tables, and drives the way that they give. Where it takes
// as long as they say none is faster; else the roads are asked as they are.
func (s *session) firstLeg(leg int, depart time.Time, accept hours.Accept) (passing, bool) {
	trip := s.trips[leg]
	way, ok := s.search.Earliest(&s.graph, trip, depart, accept)
	if !ok {
		return passing{}, false
	}
	roads := s.roads(leg)
	if passages, driven, ok := s.graph.FollowOn(trip, way, accept, roads); ok && driven.Arrive.Equal(way.Arrive) {
		return passing{driven, passages}, true
	}
	if way, ok = s.search.EarliestOn(&s.graph, trip, depart, accept, roads); !ok {
		return passing{}, false
	}
	passages, driven, ok := s.graph.FollowOn(trip, way, accept, roads)
	return passing{driven, passages}, ok
}

// bound returns when one is there at the earliest who leaves at an instant, as
// the tables have it, which are never slower than the roads.
func (s *session) bound(depart time.Time, accept hours.Accept) (time.Time, bool) {
	for i := range s.trips {
		way, ok := s.search.Earliest(&s.graph, s.trips[i], depart, accept)
		if !ok {
			return time.Time{}, false
		}
		depart = way.Arrive
	}
	return depart, true
}

// follow goes a journey again, at its departure, with what else is accepted.
func (s *session) follow(j *journey, accept hours.Accept) (*journey, bool) {
	out := &journey{accept: accept, depart: j.depart}
	t := j.depart
	for i := range j.legs {
		way := gate.Way{Crossings: j.legs[i].way.Crossings, Depart: t}
		passages, driven, ok := s.graph.FollowOn(s.trips[i], way, accept, s.roads(i))
		if !ok {
			return nil, false
		}
		out.legs = append(out.legs, passing{driven, passages})
		t = driven.Arrive
	}
	out.arrive = t
	return out, true
}

// tries is how often a departure is moved back for an arrival, where roads take
// longer than the tables say: a second at first, and four times as long each time,
// since who misses an opening by a little may be late by days.
const tries = 40

// last returns the journey that leaves last of those that arrive by an instant.
// Where roads depend on the hour it is one that does arrive, and may not be the
// last of all.
func (s *session) last(arrive time.Time, accept hours.Accept) (*journey, bool) {
	t := arrive
	for i := len(s.trips) - 1; i >= 0; i-- {
		way, ok := s.search.Latest(&s.graph, s.trips[i], t, accept)
		if !ok {
			return nil, false
		}
		t = way.Depart
	}
	step := time.Second
	for range tries {
		j, ok := s.first(t, accept)
		if !ok || s.err != nil {
			return nil, false
		}
		late := j.arrive.Sub(arrive)
		if late <= 0 {
			return j, true
		}
		t = t.Add(-min(late, step))
		step = min(4*step, 365*24*time.Hour)
	}
	return nil, false
}

// shortest returns the journey of shortest duration of those that leave between
// two instants, as the tables have it.
func (s *session) shortest(from, to time.Time, accept hours.Accept) (*journey, bool) {
	way, ok := s.search.Best(&s.graph, s.trips[0], from, to, accept)
	if !ok {
		return nil, false
	}
	return s.first(way.Depart, accept)
}

// through returns the journey that arrives first of those that leave at an
// instant and pass a certain crossing, on a plan of two stops.
func (s *session) through(crossing int, depart time.Time, accept hours.Accept) (*journey, bool) {
	way, ok := s.search.EarliestThrough(&s.graph, s.trips[0], crossing, depart, accept)
	if !ok {
		return nil, false
	}
	passages, driven, ok := s.graph.FollowOn(s.trips[0], way, accept, s.roads(0))
	if !ok {
		return nil, false
	}
	return &journey{accept: accept, depart: depart, arrive: driven.Arrive, legs: []passing{{driven, passages}}}, true
}

// itinerary drives a journey: its legs, with what one waits on them.
func (s *session) itinerary(j *journey, waiting bool) route.Itinerary {
	var it route.Itinerary
	for i := range j.legs {
		l := &j.legs[i]
		var pieces []route.Leg
		var waits []int64
		from, at := gate.Start, l.way.Depart
		for _, p := range l.passages {
			road := gate.Leg{From: from, To: p.Crossing}
			for k := range p.Stops {
				if road.Stop = k; k > 0 {
					road.From = p.Crossing
				}
				pieces = append(pieces, s.piece(i, road, at).leg)
				at = p.Stops[k].Clear
				wait := int64(0)
				if waiting {
					wait = int64(at.Sub(p.Stops[k].Arrive) / (10 * time.Millisecond))
				}
				waits = append(waits, wait)
			}
			from = p.Crossing
		}
		pieces = append(pieces, s.piece(i, gate.Leg{From: from, To: gate.End}, at).leg)
		it.Legs = append(it.Legs, route.Concat(pieces, waits))
	}
	return it
}
