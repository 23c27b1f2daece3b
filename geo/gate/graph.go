package gate

import (
	"time"

	"pamir/geo/hours"
)

// Drive is a time on the road in hundredths of a second, or NoWay.
type Drive uint32

// NoWay is the drive to where no road leads.
const NoWay Drive = 1<<31 - 1

// Duration returns the drive as a time.
func (d Drive) Duration() time.Duration { return time.Duration(d) * centisecond }

const centisecond = 10 * time.Millisecond

// Length is how long something takes, where that is known.
type Length struct {
	Time  time.Duration
	Known bool
	Most  bool // it may take less, down to nothing
}

// Stop is a place at which one is seen to.
type Stop struct {
	Hours   *hours.Timeline // when it is open; nil: at all times
	Queue   Length          // waiting for one's turn; it may last over closures
	Service Length          // being seen to, within one opening
	Drive   Drive           // to here from the stop before; 0 for the first
	Hold    Drive           // behind it, on a road that has to stay open for so long
	Doubt   bool            // nothing is promised here, whatever is known of it
}

// Crossing is the way through a gate in one direction. One enters it at its
// first stop and leaves it at its last.
type Crossing struct {
	Stops []Stop
}

// Graph is the crossings and the roads between them.
type Graph struct {
	Crossings []Crossing

	// Between[i*n+j] is the drive from the exit of crossing i to the entry of
	// crossing j, of n crossings, without passing any gate.
	Between []Drive

	// Links are what of Between leads anywhere; nil: each search looks for it.
	Links *Links
}

func (g *Graph) links() *Links {
	if g.Links != nil {
		return g.Links
	}
	return NewLinks(g.Between, len(g.Crossings))
}

// Links lists which crossings of a graph lead to which: from most only those
// out of the same country are reached without passing another.
type Links struct {
	after, before [][]link
}

// link is a drive between two crossings, to or from one of them.
type link struct {
	other int32
	drive Drive
}

// NewLinks makes the links of the drives between n crossings.
func NewLinks(between []Drive, n int) *Links {
	l := &Links{make([][]link, n), make([][]link, n)}
	for i := range n {
		for j, d := range between[i*n : (i+1)*n] {
			if d < NoWay {
				l.after[i] = append(l.after[i], link{int32(j), d})
				l.before[j] = append(l.before[j], link{int32(i), d})
			}
		}
	}
	return l
}

// Trip is where one comes from and goes to, as seen from the gates.
type Trip struct {
	Direct Drive   // without any gate
	To     []Drive // from the start to the entry of each crossing
	From   []Drive // from the exit of each crossing to the end

	// Barred are the crossings that this trip may not use; nil: none.
	Barred []bool
}

func (t *Trip) barred(i int) bool { return t.Barred != nil && t.Barred[i] }

// Way is a way from the start to the end of a trip.
type Way struct {
	Crossings      []int // in order
	Depart, Arrive time.Time
}

// instant is hundredths of a second since 1970.
type instant int64

const never instant = 1<<63 - 1

func instantOf(t time.Time) instant  { return instant(t.UnixNano() / int64(centisecond)) }
func (t instant) time() time.Time    { return time.Unix(int64(t/100), int64(t%100)*int64(centisecond)) }
func centis(d time.Duration) instant { return instant((d + centisecond - 1) / centisecond) }

// length returns what a way may count on: false where the length is not known
// and a promise is asked for.
func (l Length) length(accept hours.Accept) (instant, bool) {
	switch {
	case l.Most && accept == hours.Possible:
		return 0, true
	case l.Known:
		return centis(l.Time), true
	}
	return 0, accept == hours.Possible
}

// times returns how long a stop takes.
func (s *Stop) times(accept hours.Accept) (queue, service instant, ok bool) {
	queue, q := s.Queue.length(accept)
	service, v := s.Service.length(accept)
	return queue, service, q && v && !(s.Doubt && accept == hours.Promise)
}

// holds returns how long a stop has to be open for a service.
func (s *Stop) holds(service instant) time.Duration {
	return time.Duration(service+instant(s.Hold)) * centisecond
}

// begin returns when one is seen to who comes at an instant.
func (s *Stop) begin(arrive instant, accept hours.Accept) (begin, end instant, ok bool) {
	queue, service, ok := s.times(accept)
	if !ok {
		return 0, 0, false
	}
	begin = arrive + queue
	if s.Hours != nil {
		at, open := s.Hours.Earliest(begin.time(), s.holds(service), accept)
		if !open {
			return 0, 0, false
		}
		begin = instantOf(at)
	}
	return begin, begin + service, true
}

// closed returns how long one waits for an opening. Up to a second passes in any
// case, since a stop is begun on a full one.
func closed(arrive, queue, begin instant) instant {
	if wait := begin - arrive - queue; wait >= 100 {
		return wait
	}
	return 0
}

// floor returns the full second at or before an instant.
func floor(t instant) instant { return t - (t%100+100)%100 }

// by returns when one must come who is to be done by an instant.
func (s *Stop) by(end instant, accept hours.Accept) (arrive instant, ok bool) {
	queue, service, ok := s.times(accept)
	if !ok {
		return 0, false
	}
	begin := end - service
	if s.Hours != nil {
		holds := (service + instant(s.Hold) + 99) / 100 * 100 // full seconds, as begin is
		at, open := s.Hours.Latest((floor(begin) + holds).time(), time.Duration(holds)*centisecond, accept)
		if !open {
			return 0, false
		}
		begin = instantOf(at)
	}
	return begin - queue, true
}

// pass returns when one leaves a crossing who enters it at an instant.
func (c *Crossing) pass(t instant, accept hours.Accept) (instant, bool) {
	for i := range c.Stops {
		s := &c.Stops[i]
		if s.Drive >= NoWay {
			return 0, false
		}
		end, ok := instant(0), false
		if _, end, ok = s.begin(t+instant(s.Drive), accept); !ok {
			return 0, false
		}
		t = end
	}
	return t, true
}

// least returns how long one takes through a crossing at least: never where what
// is asked for cannot be had at it.
func (c *Crossing) least(accept hours.Accept) (sum instant) {
	for i := range c.Stops {
		s := &c.Stops[i]
		queue, service, ok := s.times(accept)
		if !ok || s.Drive >= NoWay {
			return never
		}
		sum += instant(s.Drive) + queue + service
	}
	return sum
}

// by returns when one must enter a crossing to leave it by an instant.
func (c *Crossing) by(t instant, accept hours.Accept) (instant, bool) {
	for i := len(c.Stops) - 1; i >= 0; i-- {
		s := &c.Stops[i]
		if s.Drive >= NoWay {
			return 0, false
		}
		arrive, ok := s.by(t, accept)
		if !ok {
			return 0, false
		}
		t = arrive - instant(s.Drive)
	}
	return t, true
}
