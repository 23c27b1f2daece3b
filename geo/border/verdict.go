package border

import (
	"time"

	"pamir/geo/hours"
)

// Verdict says in a word how a way fares at its borders.
type Verdict struct {
	Kind       Outcome
	Port       string // where it is decided
	Checkpoint string
	By         time.Duration // how much one has in hand, or how much one is late
	Until      time.Time     // until when one waits, at least
	Reason     string        // why nothing can be promised: a reason of geo/hours, ServiceUnknown or QueueUnknown
}

// Outcome is what a verdict says.
type Outcome string

// Outcomes.
const (
	Untimed       Outcome = ""               // the plan names no time
	NoCrossing    Outcome = "no-crossing"    // the way crosses no border
	Makes         Outcome = "makes-it"       // it is open on arrival; By is zero where no closing sets a limit
	Misses        Outcome = "misses"         // by so much, and waits for the next opening
	ClosedUntil   Outcome = "closed"         // one comes while it is shut, and waits
	CannotPromise Outcome = "cannot-promise" // for a reason
)

// QueueUnknown is the reason of who does not know how long the queue is.
const QueueUnknown = "queue-unknown"

// missed is how long after a cut-off one has missed an opening, rather than
// come while it is shut.
const missed = 12 * time.Hour

// judge finds the verdict on a way, what binds at each of its crossings, and
// better times to leave.
func (s *session) judge(w *Way, j *journey) {
	promised := j.accept == hours.Promise
	w.Verdict = Verdict{Kind: NoCrossing}
	decided := false
	for i := range w.Crossings {
		c := &w.Crossings[i]
		verdict, binding := c.outcome(promised)
		c.Binding = binding
		if d := c.LatestDeparture; !d.IsZero() && (w.LatestDeparture.IsZero() || d.Before(w.LatestDeparture)) {
			w.LatestDeparture = d
		}
		// the first trouble on the way decides, and where there is none the
		// crossing that leaves the least in hand
		tight := verdict.Kind == Makes && w.Verdict.Kind == Makes && !c.LatestDeparture.IsZero() && c.LatestDeparture.Equal(w.LatestDeparture)
		if !decided && (w.Verdict.Kind == NoCrossing || verdict.Kind != Makes || tight) {
			w.Verdict = verdict
			decided = verdict.Kind != Makes
		}
		for k := range c.Stops {
			w.Assumed = w.Assumed || c.Stops[k].Assumed.Any()
		}
	}
	if w.Verdict.Kind == Makes && !promised {
		w.atBest()
	}
	if w.Verdict.Kind == Makes && !w.LatestDeparture.IsZero() {
		w.Verdict.By = w.LatestDeparture.Sub(w.Depart)
	}
	if promised {
		s.suggest(w, j)
	}
}

// atBest says of a way that is not promised, and at whose crossings nothing is
// unknown, that it counts on a ferry that sails at once, if it does.
func (w *Way) atBest() {
	for i := range w.Crossings {
		for k := range w.Crossings[i].Stops {
			if s := &w.Crossings[i].Stops[k]; s.Service.Most {
				w.Verdict = Verdict{Kind: CannotPromise, Port: w.Crossings[i].Port.ID, Checkpoint: s.Checkpoint.ID, Reason: string(ServiceUnknown)}
				return
			}
		}
	}
}

// outcome is the verdict on a crossing, and which of its stops binds.
func (c *Passed) outcome(promised bool) (v Verdict, binding int) {
	v = Verdict{Kind: Makes, Port: c.Port.ID}
	hand := time.Duration(-1)
	for k := range c.Stops {
		s := &c.Stops[k]
		why := ""
		if !promised {
			why = s.doubt()
		}
		switch {
		case s.Wait > 0 && promised && !s.Missed.IsZero() && s.Arrive.Sub(s.Missed) <= missed:
			return Verdict{Kind: Misses, Port: c.Port.ID, Checkpoint: s.Checkpoint.ID, By: s.Arrive.Sub(s.Missed), Until: s.Begin}, k
		case s.Wait > 0 && s.State == hours.Closed:
			return Verdict{Kind: ClosedUntil, Port: c.Port.ID, Checkpoint: s.Checkpoint.ID, Until: s.Begin, Reason: s.Status.Reason}, k
		case why != "":
			return Verdict{Kind: CannotPromise, Port: c.Port.ID, Checkpoint: s.Checkpoint.ID, Reason: why}, k
		case s.Wait > 0: // open, and not long enough any more
			return Verdict{Kind: Misses, Port: c.Port.ID, Checkpoint: s.Checkpoint.ID, By: max(0, s.Arrive.Sub(s.Missed)), Until: s.Begin}, k
		}
		if !s.Cutoff.IsZero() && promised {
			if left := s.Cutoff.Sub(s.Arrive); hand < 0 || left < hand {
				hand, binding = left, k
			}
		}
	}
	v.Checkpoint = c.Stops[binding].Checkpoint.ID
	return v, binding
}

// doubt says why a stop cannot be promised, "" if it can.
func (s *PassedStop) doubt() string {
	switch {
	case s.Unadmitted:
		return string(NationalityUnknown)
	case s.Seen == hours.Conflict:
		return hours.SourcesDisagree
	case s.Seen != hours.Open:
		if s.Status.State == hours.Unknown && s.Status.Day != hours.Open && s.Status.Reason != "" {
			return s.Status.Reason
		}
		return hours.HoursUnpublished
	case !s.Service.Known:
		return string(ServiceUnknown)
	case !s.Queue.Known:
		return QueueUnknown
	}
	return ""
}

// suggest finds better times to leave: see Way.LeaveInstead.
func (s *session) suggest(w *Way, j *journey) {
	if len(w.Crossings) == 0 {
		return
	}
	if w.Verdict.Kind == Misses && s.p.Arrive.IsZero() {
		if t, ok := s.leaveFor(w, j); ok {
			w.LeaveInstead = t
			return
		}
	}
	waits := false
	for i := range w.Crossings {
		waits = waits || w.Crossings[i].Wait > 0
	}
	if !waits {
		return
	}
	if last, ok := s.last(w.ArriveAt, hours.Promise); ok && last.depart.After(w.Depart.Add(time.Minute)) {
		w.LeaveInstead = last.depart
	}
}

// soonest is how much earlier than asked a departure may be to be worth telling.
const soonest = 24 * time.Hour

// leaveFor returns the last departure that makes the opening which a way
// misses.
func (s *session) leaveFor(w *Way, j *journey) (time.Time, bool) {
	for leg := range j.legs {
		for n := range j.legs[leg].passages {
			for k, v := range j.legs[leg].passages[n].Stops {
				if v.Wait <= 0 || v.Missed.IsZero() {
					continue
				}
				t, ok := s.graph.DepartFor(j.legs[leg].passages[:n+1], k, v.Missed, hours.Promise)
				for i := leg - 1; i >= 0 && ok; i-- {
					way, found := s.search.Latest(&s.graph, s.trips[i], t, hours.Promise)
					t, ok = way.Depart, found
				}
				if !ok || t.Before(w.Depart.Add(-soonest)) {
					return time.Time{}, false
				}
				sooner := *j
				if sooner.depart = t; s.arrivesBefore(&sooner, w.ArriveAt) {
					return t, true
				}
				if bound, ok := s.bound(t, hours.Promise); !ok || !bound.Before(w.ArriveAt) {
					return time.Time{}, false
				}
				better, ok := s.first(t, hours.Promise)
				return t, ok && better.arrive.Before(w.ArriveAt)
			}
		}
	}
	return time.Time{}, false
}

// arrivesBefore reports whether a journey that is gone again at its departure is
// there before an instant.
func (s *session) arrivesBefore(j *journey, at time.Time) bool {
	again, ok := s.follow(j, j.accept)
	return ok && again.arrive.Before(at)
}
