package hours

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// Content is what a Book is made of.
type Content struct {
	Version   string
	Chains    []Chain
	Calendars []Calendar
	Rules     []Rule
	Notices   []Notice
	Stays     []Stay
}

// Book is all that is known of the hours of some ports: one version of it, that
// does not change. It is safe for concurrent use, and remembers what it has
// worked out.
type Book struct {
	content Content
	sources []source // rules, then notices that no other supersedes
	ports   []port
	number  map[string]int // of each port, by name
	posts   []post
	turns   []time.Time // when stays begin and end to hold, ascending
	memo    memo
}

// port is a chain made ready to be asked.
type port struct {
	chain *Chain
	pairs []Pair
	stops [][]stop // of each pair, in the order in which they are passed
	stays []*Stay  // those that may be about it, the last of the content first
}

// stop is a checkpoint on the way.
type stop struct {
	checkpoint *Checkpoint
	post       int
}

// post is where the same sources hold: checkpoints share it.
type post struct {
	sources []int
	place   Place // without a zone
}

// NewBook makes a book. Its error joins all that is wrong with the content.
func NewBook(c Content) (*Book, error) {
	b := &Book{content: c, number: map[string]int{}}
	if err := b.check(); err != nil {
		return nil, err
	}
	b.addSources()
	for i := range c.Stays {
		for _, t := range [...]time.Time{c.Stays[i].ValidFrom, c.Stays[i].ValidTo} {
			if !t.IsZero() {
				b.turns = append(b.turns, t)
			}
		}
	}
	slices.SortFunc(b.turns, time.Time.Compare)
	for i := range c.Chains {
		b.addPort(&c.Chains[i])
	}
	return b, nil
}

// Version returns the version of the content.
func (b *Book) Version() string { return b.content.Version }

// Chains returns the ports, in the order of the content. They must not be
// changed.
func (b *Book) Chains() []Chain { return b.content.Chains }

// Rules returns the rules, which must not be changed.
func (b *Book) Rules() []Rule { return b.content.Rules }

// Notices returns the notices, superseded ones among them. They must not be
// changed.
func (b *Book) Notices() []Notice { return b.content.Notices }

// Pairs returns the modes and directions that a port admits; none if there is
// no such port.
func (b *Book) Pairs(name string) []Pair {
	if p := b.port(name); p != nil {
		return p.pairs
	}
	return nil
}

// Chain returns a port's chain, or nil.
func (b *Book) Chain(name string) *Chain {
	if p := b.port(name); p != nil {
		return p.chain
	}
	return nil
}

func (b *Book) port(name string) *port {
	if i, ok := b.number[name]; ok {
		return &b.ports[i]
	}
	return nil
}

// ranks: notices before rules, the surer before the less sure.
func rank(notice bool, c Confidence) int {
	if notice {
		return int(Confirmed - c)
	}
	return int(Confirmed-c) + int(Confirmed) + 1
}

func (b *Book) addSources() {
	for i := range b.content.Rules {
		r := &b.content.Rules[i]
		s := source{id: r.ID, scope: &r.Scope, rule: r, rank: rank(false, r.Confidence), asOf: unixOr(r.AsOf, math.MinInt64), hours: r.Hours, days: r.Days}
		s.from, s.to = unixOr(r.ValidFrom, math.MinInt64), unixOr(r.ValidTo, math.MaxInt64)
		b.sources = append(b.sources, s.unsure(r.Confidence))
	}
	gone := map[string]bool{}
	for i := range b.content.Notices {
		for _, id := range b.content.Notices[i].Supersedes {
			gone[id] = true
		}
	}
	for i := range b.content.Notices {
		n := &b.content.Notices[i]
		if gone[n.ID] {
			continue
		}
		s := source{id: n.ID, scope: &n.Scope, notice: n, rank: rank(true, n.Confidence), asOf: unixOr(n.Published, math.MinInt64), hours: n.Hours, days: n.Days}
		s.from, s.to = n.From.Unix(), n.To.Unix()
		b.sources = append(b.sources, s.unsure(n.Confidence))
	}
}

// unsure makes days of hours that are only inferred.
func (s source) unsure(c Confidence) source {
	if c == Inferred && s.hours != nil {
		s.days, s.hours = s.hours, nil
	}
	return s
}

func (s *source) zone() *time.Location {
	if s.rule != nil {
		return s.rule.Zone
	}
	return s.notice.Zone
}

func unixOr(t time.Time, otherwise int64) int64 {
	if t.IsZero() {
		return otherwise
	}
	return t.Unix()
}

func (b *Book) addPort(c *Chain) {
	p := port{chain: c}
	directions := c.Directions
	if len(directions) == 0 {
		directions = []Direction{""}
	}
	for _, m := range c.Modes {
		for _, d := range directions {
			p.pairs = append(p.pairs, Pair{m, d})
			p.stops = append(p.stops, b.stops(c, Pair{m, d}))
		}
	}
	for i := len(b.content.Stays) - 1; i >= 0; i-- {
		if s := &b.content.Stays[i]; s.Scope.Port == "" || s.Scope.Port == c.Port {
			p.stays = append(p.stays, s)
		}
	}
	b.number[c.Port] = len(b.ports)
	b.ports = append(b.ports, p)
}

// stops are the checkpoints that a pair passes.
func (b *Book) stops(c *Chain, pair Pair) []stop {
	var stops []stop
	for i := range c.Checkpoints {
		k := &c.Checkpoints[i]
		if has(k.Modes, pair.Mode) && has(k.Directions, pair.Direction) {
			stops = append(stops, stop{k, b.post(c.Port, k, pair)})
		}
	}
	if from := pair.Direction.From(); from != "" && len(stops) > 0 && c.Checkpoints[0].Side != from {
		slices.Reverse(stops)
	}
	return stops
}

// Calendar returns the holidays of a country: one of which nothing is known where
// the book has none.
func (b *Book) Calendar(country string) Calendar {
	c := Calendar{Country: country}
	for i := range b.content.Calendars {
		if b.content.Calendars[i].Country == country {
			c = b.content.Calendars[i]
		}
	}
	return c
}

// post finds or makes the post of a checkpoint.
func (b *Book) post(name string, k *Checkpoint, pair Pair) int {
	p := post{place: Place{Holidays: b.Calendar(k.Side)}}
	for i := range b.sources {
		if b.sources[i].scope.covers(name, k, pair) {
			p.sources = append(p.sources, i)
			if b.sources[i].sun() {
				p.place.Position = k.Position
			}
		}
	}
	same := func(o post) bool {
		return slices.Equal(o.sources, p.sources) && o.place.Holidays.Country == p.place.Holidays.Country && o.place.Position == p.place.Position
	}
	if i := slices.IndexFunc(b.posts, same); i >= 0 {
		return i
	}
	b.posts = append(b.posts, p)
	return len(b.posts) - 1
}

// sun tells whether the source's hours depend on where it is.
func (s *source) sun() bool {
	for _, e := range []*Expr{s.hours, s.days} {
		if e != nil && e.sun() {
			return true
		}
	}
	return false
}

func (s *Scope) covers(port string, k *Checkpoint, pair Pair) bool {
	return (s.Port == "" || s.Port == port) && (s.Checkpoint == "" || s.Checkpoint == k.ID) && (s.Side == "" || s.Side == k.Side) &&
		has(s.Modes, pair.Mode) && (has(s.Directions, pair.Direction) || pair.Direction == "")
}

// has tells whether a list that means all where it is empty has v.
func has[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// check finds all that is wrong with the content.
func (b *Book) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf("hours: "+format, args...)) }
	ports := map[string]*Chain{}
	for i := range b.content.Chains {
		c := &b.content.Chains[i]
		if ports[c.Port] != nil {
			fault("two chains are of %q", c.Port)
		}
		ports[c.Port] = c
		if len(c.Checkpoints) == 0 || len(c.Modes) == 0 {
			fault("the chain of %q needs checkpoints and modes", c.Port)
		}
	}
	inScope := func(what string, s *Scope) {
		c := ports[s.Port]
		switch {
		case s.Port != "" && c == nil:
			fault("%s: there is no port %q", what, s.Port)
		case s.Checkpoint != "" && c == nil:
			fault("%s: a checkpoint needs its port", what)
		case s.Checkpoint != "" && !slices.ContainsFunc(c.Checkpoints, func(k Checkpoint) bool { return k.ID == s.Checkpoint }):
			fault("%s: %s has no checkpoint %q", what, s.Port, s.Checkpoint)
		}
	}
	says := func(what string, hours, days *Expr, zone *time.Location) {
		if (hours == nil) == (days == nil) {
			fault("%s: want either hours or days", what)
		}
		if zone == nil {
			fault("%s: want a zone", what)
		}
	}
	for i := range b.content.Rules {
		r := &b.content.Rules[i]
		what := fmt.Sprintf("rule %q", r.ID)
		inScope(what, &r.Scope)
		says(what, r.Hours, r.Days, r.Zone)
		if !r.ValidTo.IsZero() && !r.ValidFrom.Before(r.ValidTo) {
			fault("%s: ends before it begins", what)
		}
	}
	for i := range b.content.Notices {
		n := &b.content.Notices[i]
		what := fmt.Sprintf("notice %q", n.ID)
		inScope(what, &n.Scope)
		says(what, n.Hours, n.Days, n.Zone)
		if n.From.IsZero() || !n.From.Before(n.To) {
			fault("%s: want an end after its beginning", what)
		}
	}
	for i := range b.content.Stays {
		s := &b.content.Stays[i]
		inScope(fmt.Sprintf("stay %q", s.ID), &s.Scope)
		s.check(fault)
	}
	return errors.Join(faults...)
}
