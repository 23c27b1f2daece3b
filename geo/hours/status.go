package hours

import (
	"math"
	"slices"
	"time"
)

// Status is what the book says of a port at an instant, for a mode and a
// direction: may one present oneself at the first checkpoint and get through?
type Status struct {
	Port      string
	Mode      Mode
	Direction Direction
	At        time.Time

	State      State
	Day        State  // whether it opens at all on this day, by each place's calendar
	HoursKnown bool   // a source gives the hour at every checkpoint
	Label      string // CargoOnly, PassengersOnly, SeasonClosed or ""
	Reason     string // why it is not simply open: a source's word, or a Reason constant
	Checkpoint string // the binding one

	// Zero times are not known, or not within Horizon of At.
	Until      time.Time // the end of this state, where it is Open or Closed
	NextOpen   time.Time // when it next becomes Open
	NextChange time.Time // when State, Day or Label next change
	Same       time.Time // until when all of this but At reads the same

	Sides      []SideStatus // in the order in which they are passed
	Confidence Confidence   // the least of the claims
	AsOf       time.Time    // the oldest of the claims; zero if one has no date
	Claims     []Claim      // those that decide: of the binding checkpoint, or where it is open of all
}

// SideStatus is the state of one country's checkpoints.
type SideStatus struct {
	Country    string
	State      State
	Day        State
	HoursKnown bool
	Reason     string
	Checkpoint string // the binding one of them
	Until      time.Time
	Claims     []Claim
}

// Claim is what one source says at the instant of a Status.
type Claim struct {
	ID         string // of the rule or notice
	Notice     bool
	Checkpoint string // where it decides; "" if at several
	State      State
	Day        State
	Confidence Confidence
	AsOf       time.Time
	Sources    []Source
	Note       string
}

// Horizon is how far ahead of an instant a Status looks.
const Horizon = 400 * 24 * time.Hour

// Reasons that the book gives where no source has a word of its own.
const (
	OutsideHours     = "outside-hours"     // it opens on this day, or may, but not now
	ClosedDay        = "closed-day"        // it does not open on this day
	HoursUnpublished = "hours-unpublished" // it opens on this day; nobody says when
	NotKnown         = "not-known"         // what is known leaves it open
	NoSource         = "no-source"         // nobody says anything
	SourcesDisagree  = "sources-disagree"
)

// Status says how it is with a port at an instant.
func (b *Book) Status(port string, mode Mode, direction Direction, at time.Time) (Status, error) {
	p, pair, err := b.find(port, mode, direction)
	if err != nil {
		return Status{}, err
	}
	if err := within(at, at); err != nil {
		return Status{}, err
	}
	return b.status(p, pair, at), nil
}

// Statuses returns the status of each pair that a port admits.
func (b *Book) Statuses(port string, at time.Time) ([]Status, error) {
	p, err := b.findPort(port)
	if err == nil {
		err = within(at, at)
	}
	if err != nil {
		return nil, err
	}
	all := make([]Status, len(b.ports[p].pairs))
	for i := range all {
		all[i] = b.status(p, int32(i), at)
	}
	return all, nil
}

func (b *Book) status(port, pair int32, at time.Time) Status {
	n := windowAt(at.Unix())
	chain, labels := b.cross(port, pair, n), b.label(port, pair, n)
	i, j := chain.find(at.Unix()), labels.find(at.Unix())
	c := chain.on(i)
	p := &b.ports[port]
	s := Status{
		Port: p.chain.Port, Mode: p.pairs[pair].Mode, Direction: p.pairs[pair].Direction, At: at,
		State: c.state, Day: c.day, Label: labels.on(j).label, Reason: b.reason(port, pair, c, n),
		HoursKnown: c.state != Unknown,
	}
	ahead := ahead{at.Unix() + int64(Horizon/time.Second)}
	if c.state == Open || c.state == Closed {
		s.Until = ahead.first(&chain.track, i, func(k int) bool { return chain.on(k).state != c.state })
	}
	s.NextOpen = ahead.first(&chain.track, i, func(k int) bool {
		return chain.on(k).state == Open && chain.on(k-1).state != Open
	})
	s.NextChange = ahead.first(&labels.track, j, func(k int) bool {
		o := &chain.values[labels.on(k).crossing]
		return o.state != c.state || o.day != c.day || labels.on(k).label != s.Label
	})
	s.Same = ahead.first(&labels.track, j, func(int) bool { return true })
	stops := p.stops[pair]
	if len(stops) == 0 {
		return s
	}
	for side, f := range c.sides {
		o := SideStatus{Country: f.country, State: f.state, Day: f.day, HoursKnown: true, Checkpoint: stops[f.binding].checkpoint.ID}
		if f.state == Open || f.state == Closed {
			o.Until = ahead.first(&chain.track, i, func(k int) bool { return chain.on(k).sides[side].state != f.state })
		}
		verdicts := b.verdicts(stops, c, n, f.country, f.binding)
		o.HoursKnown = b.known(stops, c, n, f.country)
		o.Reason = verdicts[0].reason(b)
		o.Claims = b.claims(verdicts)
		s.HoursKnown = s.HoursKnown && o.HoursKnown
		s.Sides = append(s.Sides, o)
	}
	binding := c.binding
	if c.state == Open {
		binding = b.shutsFirst(stops, n, at.Unix())
		s.Claims = b.claims(b.verdicts(stops, c, n, "", c.binding))
	} else {
		s.Claims = b.claims(b.verdicts(stops, c, n, "", c.binding)[:1])
	}
	s.Checkpoint = stops[binding].checkpoint.ID
	s.Confidence, s.AsOf = sum(s.Claims)
	return s
}

// ahead looks no farther than an instant.
type ahead struct{ limit int64 }

// first returns when the first stretch after the i-th begins for which is holds.
func (a ahead) first(t *track, i int, is func(k int) bool) time.Time {
	for k := i + 1; k < len(t.at) && t.at[k] <= a.limit; k++ {
		if is(k) {
			return time.Unix(t.at[k], 0).UTC()
		}
	}
	return time.Time{}
}

// placed is a verdict and the checkpoint that it is of.
type placed struct {
	*verdict
	checkpoint string
}

// verdicts returns those of the stops of a country ("": of all), the binding one
// first.
func (b *Book) verdicts(stops []stop, c *crossing, n int32, country string, binding int) []placed {
	at := func(i int) placed { return placed{b.verdictAt(stops, c, n, i), stops[i].checkpoint.ID} }
	all := []placed{at(binding)}
	for i := range stops {
		if i != binding && (country == "" || stops[i].checkpoint.Side == country) {
			all = append(all, at(i))
		}
	}
	return all
}

// known tells whether the hours are known at all stops of a country.
func (b *Book) known(stops []stop, c *crossing, n int32, country string) bool {
	for i, s := range stops {
		v := b.verdictAt(stops, c, n, i)
		if s.checkpoint.Side == country && v.state != Open && v.state != Closed {
			return false
		}
	}
	return true
}

// shutsFirst returns the stop whose opening ends first; all are open.
func (b *Book) shutsFirst(stops []stop, n int32, at int64) int {
	first, end := 0, int64(math.MaxInt64)
	for i, s := range stops {
		judged := b.judge(int32(s.post), n)
		k := judged.find(at)
		for k+1 < len(judged.at) && judged.on(k+1).state == Open {
			k++
		}
		if e := judged.endOf(k); e < end {
			first, end = i, e
		}
	}
	return first
}

func (b *Book) reason(port, pair int32, c *crossing, n int32) string {
	stops := b.ports[port].stops[pair]
	if c.state == Open {
		return ""
	}
	if len(stops) == 0 {
		return NoSource
	}
	return b.verdictAt(stops, c, n, c.binding).reason(b)
}

// reason is the word of the newest source that decides, or what there is to say
// without one.
func (v *verdict) reason(b *Book) string {
	switch {
	case v.state == Open:
		return ""
	case v.state == Conflict:
		return SourcesDisagree
	case len(v.words) == 0:
		return NoSource
	}
	for _, w := range v.words {
		if w.comment != "" {
			return w.comment
		}
		if n := b.sources[w.source].notice; n != nil && n.Reason != "" {
			return n.Reason
		}
	}
	switch {
	case v.state == Closed && v.day == Closed:
		return ClosedDay
	case v.state == Closed:
		return OutsideHours
	case v.day == Open:
		return HoursUnpublished
	}
	return NotKnown
}

// claims returns what decides verdicts, each once.
func (b *Book) claims(verdicts []placed) []Claim {
	var all []Claim
	for _, v := range verdicts {
		for _, w := range v.words {
			s := &b.sources[w.source]
			c := Claim{ID: s.id, Notice: s.notice != nil, Checkpoint: v.checkpoint, State: w.state, Day: w.day}
			if s.notice != nil {
				c.Confidence, c.AsOf, c.Sources, c.Note = s.notice.Confidence, s.notice.Published, s.notice.Sources, s.notice.Note
			} else {
				c.Confidence, c.AsOf, c.Sources, c.Note = s.rule.Confidence, s.rule.AsOf, s.rule.Sources, s.rule.Note
			}
			i := slices.IndexFunc(all, func(o Claim) bool {
				return o.ID == c.ID && o.Notice == c.Notice && o.State == c.State && o.Day == c.Day
			})
			if i < 0 {
				all = append(all, c)
			} else if all[i].Checkpoint != c.Checkpoint {
				all[i].Checkpoint = ""
			}
		}
	}
	return all
}

// sum is how sure claims are together, and how old the oldest of them is.
func sum(claims []Claim) (Confidence, time.Time) {
	if len(claims) == 0 {
		return Inferred, time.Time{}
	}
	confidence, asOf := claims[0].Confidence, claims[0].AsOf
	for _, c := range claims[1:] {
		confidence = min(confidence, c.Confidence)
		if c.AsOf.Before(asOf) {
			asOf = c.AsOf
		}
	}
	return confidence, asOf
}
