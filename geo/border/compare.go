package border

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
)

// Comparison is all ports by which one may get from one place to another.
type Comparison struct {
	*Answer // its Ways are those of the options that are open, in their order
	Options []Option
	// Choices are the ways of which none other is as good in arrival, waiting
	// and driving at once: promised ones, or where nothing can be promised those
	// that may be. Complete is false where there were too many to look at all.
	Choices  []Choice
	Promised bool
	Complete bool
}

// Option is a port between two places.
type Option struct {
	Port      *Port
	Direction hours.Direction
	Way       *Way         // the best that leads through it; nil where none does
	Crossing  int          // in the way's crossings, of the port itself
	Why       string       // where there is no way: ModeNotAllowed, NationalityNotAllowed, LeftOut or ShutLong
	Allowed   []hours.Mode // who is admitted in this direction, by whichever road

	// When one is through the port: promised, and at the earliest.
	Clear, ClearEarliest time.Time
	Drive                time.Duration // all of it
	Wait                 time.Duration // because some port is shut
	Confidence           hours.Confidence
}

// Reasons why a port is no option.
const (
	LeftOut  = "excluded"
	ShutLong = "closed" // for more than a year from then

	NationalityNotAllowed = "nationality-not-allowed"
)

// Choice is a way by its crossings.
type Choice struct {
	Ports       []string // ferries and passes with hours among them
	Arrive      time.Time
	Wait, Drive time.Duration
	Promised    bool
}

// mostLabels bounds the search for choices.
const mostLabels = 20_000

// Compare tells of each port by which one may get from the first stop of a plan
// to the second, when one is through it and there: those that are promised
// first, by when one is through, then the others by when one may be at the
// earliest.
func (b *Border) Compare(ctx context.Context, p *Plan) (*Comparison, error) {
	if len(p.Stops) != 2 || !p.Arrive.IsZero() {
		return nil, &PlanError{Field: "stops", What: "to compare are two, with a departure or none"}
	}
	s, err := b.open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.special(); err != nil {
		return nil, err
	}
	if err := s.settle(); err != nil {
		return nil, err
	}
	if way, ok := s.search.Earliest(openGraph(&s.graph), s.trips[0], time.Unix(0, 0), hours.Promise); ok && !slices.ContainsFunc(way.Crossings, s.atBorder) {
		return nil, ErrNoPort
	}
	c := &Comparison{Complete: true}
	depart := s.p.Depart
	if depart.IsZero() {
		depart = time.Unix(0, 0)
	}
	for i := range s.v.list {
		if !s.atBorder(i) {
			continue
		}
		if o, ok := s.option(i, depart); ok {
			c.add(o)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(c.Options, func(a, b Option) int {
		return cmp.Or(a.rank()-b.rank(), a.when().Compare(b.when()), cmp.Compare(a.Drive, b.Drive))
	})
	if !s.p.Depart.IsZero() {
		c.choose(s, depart)
	}
	var ways []Way
	for i := range c.Options {
		if c.Options[i].Way != nil {
			ways = append(ways, *c.Options[i].Way)
		}
	}
	if err := errors.Join(s.err, ctx.Err()); err != nil {
		return nil, err
	}
	if len(c.Options) == 0 {
		return nil, s.noWay()
	}
	c.Answer = s.answer(ways)
	for i, k := 0, 0; i < len(c.Options); i++ {
		if c.Options[i].Way != nil {
			c.Options[i].Way = &c.Ways[k]
			k++
		}
	}
	return c, nil
}

// atBorder reports whether a crossing is at a border, and no ferry or pass.
func (s *session) atBorder(crossing int) bool { return s.v.list[crossing].Port.Kind.Border() }

// rank puts what is promised first and what cannot be last.
func (o *Option) rank() int {
	switch {
	case o.Way == nil:
		return 2
	case o.Clear.IsZero():
		return 1
	}
	return 0
}

func (o *Option) when() time.Time {
	if o.Clear.IsZero() {
		return o.ClearEarliest
	}
	return o.Clear
}

// add takes an option, of several crossings of one port the best, with the earliest
// that one may be through by any.
func (c *Comparison) add(o Option) {
	i := slices.IndexFunc(c.Options, func(x Option) bool { return x.Port == o.Port && x.Direction == o.Direction })
	if i < 0 {
		c.Options = append(c.Options, o)
		return
	}
	x := &c.Options[i]
	earliest := x.ClearEarliest
	if earliest.IsZero() || !o.ClearEarliest.IsZero() && o.ClearEarliest.Before(earliest) {
		earliest = o.ClearEarliest
	}
	if less := cmp.Or(o.rank()-x.rank(), o.when().Compare(x.when())); less < 0 {
		*x = o
	}
	x.ClearEarliest = earliest
}

// option tells of a crossing. It is not ok where the crossing does not lie
// between the stops at all.
func (s *session) option(i int, depart time.Time) (o Option, ok bool) {
	c := &s.v.list[i]
	open := openGraph(&s.graph)
	free := *s.trips[0]
	free.Barred = nil
	way, ok := s.search.EarliestThrough(open, &free, i, depart, hours.Promise)
	if !ok {
		return o, false
	}
	o = Option{Port: c.Port, Direction: c.Direction, Allowed: s.b.admitted(c)}
	if s.barred[i] {
		o.Why = LeftOut
		switch {
		case s.v.barred[i]:
			o.Why = string(ModeNotAllowed)
		case c.Port.admits(s.p.Nationality, c.Direction) == NotAdmitted:
			o.Why = NationalityNotAllowed
		}
		return o, !s.winding(way.Crossings)
	}
	if s.v.book == nil {
		j, ok := s.through(i, depart, hours.Promise)
		if !ok || s.winding(j.crossings()) {
			return o, false
		}
		w := s.way(nil, j)
		w.Depart, w.ArriveEarliest = time.Time{}, time.Time{}
		s.fill(&o, w, i)
		return o, true
	}
	possible, ok := s.through(i, depart, hours.Possible)
	if !ok {
		o.Why = ShutLong
		return o, !s.winding(way.Crossings)
	}
	promised, sure := s.through(i, depart, hours.Promise)
	sure = sure && !s.winding(promised.crossings())
	switch {
	case !sure && s.winding(possible.crossings()):
		return o, false
	case !sure:
		s.fill(&o, s.way(nil, possible), i)
	case slices.Equal(promised.crossings(), possible.crossings()):
		s.fill(&o, s.way(promised, possible), i)
	default:
		if earliest, ok := s.follow(promised, hours.Possible); ok {
			possible = earliest
		} else {
			possible = promised
		}
		s.fill(&o, s.way(promised, possible), i)
	}
	for k := range possible.legs[0].passages {
		if p := &possible.legs[0].passages[k]; p.Crossing == i {
			o.ClearEarliest = p.Leave()
		}
	}
	return o, true
}

// admitted lists who passes a port in a direction, whatever he drives.
func (b *Border) admitted(c *Crossing) (list []hours.Mode) {
	for _, m := range hours.Modes() {
		for i := range b.sites.Crossings[Profile(m)] {
			o := &b.sites.Crossings[Profile(m)][i]
			if o.Port == c.Port && o.Direction == c.Direction && slices.Contains(o.Modes, m) {
				list = append(list, m)
				break
			}
		}
	}
	return list
}

// winding reports whether a way passes a port twice, or a country that it has
// left: unless that is where it began and where it ends. Ferries and passes do not
// count: one comes onto them again where roads meet them.
func (s *session) winding(crossings []int) bool {
	crossings = slices.DeleteFunc(slices.Clone(crossings), func(i int) bool { return !s.atBorder(i) })
	ports, left := map[*Port]bool{}, map[string]bool{}
	start := ""
	for n, i := range crossings {
		c := &s.v.list[i]
		from, to := c.Direction.From(), c.Direction.To()
		if n == 0 {
			start = from
		}
		if left[from] = true; ports[c.Port] || to != "" && left[to] && (to != start || n < len(crossings)-1) {
			return true
		}
		ports[c.Port] = true
	}
	return false
}

// fill writes down what a way through a crossing means.
func (s *session) fill(o *Option, w Way, crossing int) {
	o.Way, o.Confidence = &w, hours.Confirmed
	for i := range w.Itinerary.Legs {
		o.Drive += time.Duration(w.Itinerary.Legs[i].Hundredths()) * 10 * time.Millisecond
	}
	for k := range w.Crossings {
		p := &w.Crossings[k]
		o.Wait += p.Wait
		if p.Crossing == &s.v.list[crossing] {
			o.Crossing = k
			if !w.ArriveAt.IsZero() {
				o.Clear = p.Leave()
			}
		}
		for n := range p.Stops {
			if s.v.passes(p.Crossing, n) {
				o.Confidence = min(o.Confidence, p.Stops[n].confidence())
			}
		}
	}
}

// confidence is how sure is what decides at a stop: not at all where nobody
// says anything, or a planner assumes it.
func (s *PassedStop) confidence() hours.Confidence {
	if len(s.Status.Claims) == 0 || s.Assumed.Any() {
		return hours.Inferred
	}
	least := hours.Confirmed
	for i := range s.Status.Claims {
		least = min(least, s.Status.Claims[i].Confidence)
	}
	return least
}

// Leave is when one is done at the last stop.
func (p *Passed) Leave() time.Time { return p.Stops[len(p.Stops)-1].Clear }

// choose finds the choices.
func (c *Comparison) choose(s *session, depart time.Time) {
	for _, accept := range []hours.Accept{hours.Promise, hours.Possible} {
		found, complete := s.search.Choices(&s.graph, s.trips[0], depart, accept, mostLabels)
		if len(found) == 0 {
			continue
		}
		c.Promised, c.Complete = accept == hours.Promise, complete
		for _, f := range found {
			if !s.winding(f.Crossings) {
				c.Choices = append(c.Choices, s.choice(f, accept))
			}
		}
		return
	}
}

func (s *session) choice(f gate.Choice, accept hours.Accept) Choice {
	return Choice{Ports: s.names([]string{}, f.Crossings), Arrive: f.Arrive, Wait: f.Wait, Drive: f.Drive, Promised: accept == hours.Promise}
}

// names appends the ids of the ports of crossings, in their order; one that stands last is not
// said again.
func (s *session) names(list []string, crossings []int) []string {
	for _, i := range crossings {
		if id := s.v.list[i].Port.ID; len(list) == 0 || list[len(list)-1] != id {
			list = append(list, id)
		}
	}
	return list
}

// ErrNoPort says that no port lies between two places: there may be a way
// without any.
var ErrNoPort = errors.New("border: no port lies between the two")
