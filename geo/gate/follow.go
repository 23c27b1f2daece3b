package gate

import (
	"time"

	"pamir/geo/hours"
)

// Passage is how one gets through a crossing on a way.
type Passage struct {
	Crossing int
	Drive    Drive // from the start, or from the crossing before, to the first stop
	Stops    []Visit

	// LatestDeparture is the last instant at which one can leave the start of
	// the way and still be seen to, at each stop, in the opening in which that
	// happens here. It is zero where no closure in the window of the hours
	// sets a limit.
	LatestDeparture time.Time
}

// Visit is what happens at a stop.
type Visit struct {
	Drive   Drive       // from the stop before; 0 at the first
	Arrive  time.Time   // when one gets there
	State   hours.State // what it is then
	Begin   time.Time   // when one is seen to
	Clear   time.Time   // when that is done
	Queue   Length
	Service Length

	// Wait is how long one waits because it is shut.
	Wait time.Duration

	// Closes is when the opening ends in which one is seen to, and Cutoff the
	// last instant at which to arrive for it. Both are zero where it does not
	// end in the window of the hours.
	Closes, Cutoff time.Time

	// Missed is the Cutoff of the opening before, where one waits for the next;
	// zero where there was none in the window of the hours.
	Missed time.Time
}

// Enter returns when one gets to the first stop.
func (p *Passage) Enter() time.Time { return p.Stops[0].Arrive }

// Leave returns when one is done at the last stop.
func (p *Passage) Leave() time.Time { return p.Stops[len(p.Stops)-1].Clear }

// Follow says what happens at each crossing of a way that leaves when it says,
// and returns the way with its arrival made anew. It is false where the way
// cannot be gone.
func (g *Graph) Follow(trip *Trip, way Way, accept hours.Accept) ([]Passage, Way, bool) {
	return g.FollowOn(trip, way, accept, nil)
}

// FollowOn is Follow over roads that the tables do not know all of; nil: they
// do. A LatestDeparture reckons with the drives as they are on this way.
func (g *Graph) FollowOn(trip *Trip, way Way, accept hours.Accept, roads Roads) ([]Passage, Way, bool) {
	n := len(g.Crossings)
	t, from := ceil(way.Depart), -1
	passages := make([]Passage, 0, len(way.Crossings))
	for _, c := range way.Crossings {
		drive := trip.To[c]
		if from >= 0 {
			drive = g.Between[from*n+c]
		}
		if drive = roads.drive(Leg{from, c, 0}, t, drive); drive >= NoWay {
			return nil, Way{}, false
		}
		p, out, ok := g.Crossings[c].follow(c, t+instant(drive), accept, roads)
		if !ok {
			return nil, Way{}, false
		}
		p.Crossing, p.Drive = c, drive
		passages = append(passages, p)
		t, from = out, c
	}
	rest := trip.Direct
	if from >= 0 {
		rest = trip.From[from]
	}
	if rest = roads.drive(Leg{from, End, 0}, t, rest); rest >= NoWay {
		return nil, Way{}, false
	}
	way.Arrive = (t + instant(rest)).time()
	for k := range passages {
		passages[k].LatestDeparture = g.latestDeparture(passages[:k+1], accept)
	}
	return passages, way, true
}

// drive returns how long a drive takes, given what the tables say.
func (r Roads) drive(l Leg, at instant, table Drive) Drive {
	if r == nil || table >= NoWay {
		return table
	}
	return r(l, at.time())
}

// follow passes a crossing, the one of this number, and notes what happens.
func (c *Crossing) follow(number int, t instant, accept hours.Accept, roads Roads) (Passage, instant, bool) {
	p := Passage{Stops: make([]Visit, len(c.Stops))}
	for i := range c.Stops {
		s := &c.Stops[i]
		drive := s.Drive
		if i > 0 {
			drive = roads.drive(Leg{number, number, i}, t, drive)
		}
		if drive >= NoWay {
			return p, 0, false
		}
		t += instant(drive)
		begin, end, ok := s.begin(t, accept)
		if !ok {
			return p, 0, false
		}
		queue, service, _ := s.times(accept)
		v := Visit{Drive: drive, Arrive: t.time(), State: hours.Open, Begin: begin.time(), Clear: end.time(), Queue: s.Queue, Service: s.Service}
		if s.Hours != nil {
			v.State = s.Hours.At(v.Arrive).State
			if wait := closed(t, queue, begin); wait > 0 {
				v.Wait = time.Duration(wait) * centisecond
				v.Missed = s.missed(t+queue, queue, service, accept)
			}
			if v.Closes = until(s.Hours, v.Begin, accept); !v.Closes.IsZero() {
				v.Cutoff = s.cutoff(instantOf(v.Closes), queue, service, accept)
			}
		}
		p.Stops[i], t = v, end
	}
	return p, t, true
}

// missed returns the cutoff of the opening that lies at an instant and is too
// short by then, or of the last before it.
func (s *Stop) missed(at, queue, service instant, accept hours.Accept) time.Time {
	if takes(accept, s.Hours.At(at.time()).State) {
		if end := until(s.Hours, at.time(), accept); !end.IsZero() {
			at = instantOf(end)
		}
	}
	return s.cutoff(at, queue, service, accept)
}

// cutoff returns when one must come to be done by an instant; zero if that
// cannot be.
func (s *Stop) cutoff(end, queue, service instant, accept hours.Accept) time.Time {
	at, ok := s.Hours.Latest(end.time(), s.holds(service), accept)
	if !ok {
		return time.Time{}
	}
	return (instantOf(at) - queue).time()
}

// until returns when what is accepted ends that holds at an instant; zero where
// it does not in the window.
func until(t *hours.Timeline, at time.Time, accept hours.Accept) time.Time {
	for {
		next, ok := t.NextChange(at)
		if !ok {
			return time.Time{}
		}
		if !takes(accept, t.At(next).State) {
			return next
		}
		at = next
	}
}

func takes(accept hours.Accept, s hours.State) bool {
	return s == hours.Open || s != hours.Closed && accept == hours.Possible
}

// latestDeparture returns when one must leave to keep the openings of the last
// of these passages.
func (g *Graph) latestDeparture(passages []Passage, accept hours.Accept) time.Time {
	last := len(passages) - 1
	p := &passages[last]
	limit, ok := never, true
	for i := len(p.Stops) - 1; i >= 0; i-- {
		if limit < never {
			if limit, ok = g.Crossings[p.Crossing].Stops[i].by(limit, accept); !ok {
				return time.Time{}
			}
		}
		if cut := p.Stops[i].Cutoff; !cut.IsZero() {
			limit = min(limit, instantOf(cut))
		}
		if limit < never {
			limit -= instant(p.Stops[i].Drive)
		}
	}
	if limit == never {
		return time.Time{}
	}
	t, _ := g.leave(passages, limit, accept)
	return t
}

// DepartFor returns the last departure with which one comes to a stop of the
// last of some passages of a way by an instant, over the drives of that way.
func (g *Graph) DepartFor(passages []Passage, stop int, arrive time.Time, accept hours.Accept) (time.Time, bool) {
	p := &passages[len(passages)-1]
	limit, ok := instantOf(arrive)-instant(p.Stops[stop].Drive), true
	for i := stop - 1; i >= 0; i-- {
		if limit, ok = g.Crossings[p.Crossing].Stops[i].by(limit, accept); !ok {
			return time.Time{}, false
		}
		limit -= instant(p.Stops[i].Drive)
	}
	return g.leave(passages, limit, accept)
}

// leave returns when one must leave to come to the last of some passages by an
// instant.
func (g *Graph) leave(passages []Passage, limit instant, accept hours.Accept) (time.Time, bool) {
	for k := len(passages) - 1; ; k-- {
		if limit -= instant(passages[k].Drive); k == 0 {
			return limit.time(), true
		}
		before, ok := &passages[k-1], true
		for i := len(before.Stops) - 1; i >= 0; i-- {
			if limit, ok = g.Crossings[before.Crossing].Stops[i].by(limit, accept); !ok {
				return time.Time{}, false
			}
			limit -= instant(before.Stops[i].Drive)
		}
	}
}
