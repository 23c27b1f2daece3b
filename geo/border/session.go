package border

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// session answers one plan: what it asks of the roads, and remembers.
type session struct {
	b      *Border
	p      *Plan
	v      *view
	graph  gate.Graph
	about  map[[2]int]supposed
	barred []bool
	ask    *route.Inquiry
	search *gate.Search
	hourly bool
	places []route.Place
	trips  []*gate.Trip // of each leg of the plan
	found  map[drive]piece
	err    error // other than that there is no way
}

// drive is a drive of a leg of the plan.
type drive struct {
	leg  int
	road gate.Leg
	at   int64 // of setting off, in Unix hundredths; 0 where that does not matter
}

// piece is a drive that was looked for.
type piece struct {
	leg route.Leg
	ok  bool
}

// open begins a session; close ends it.
func (b *Border) open(ctx context.Context, p *Plan) (*session, error) {
	q, err := b.check(p)
	if err != nil {
		return nil, err
	}
	at, arriving := q.Depart, false
	if !q.Arrive.IsZero() {
		at, arriving = q.Arrive, true
	}
	s := &session{b: b, p: q, found: map[drive]piece{}}
	moment := b.router.Now()
	if s.v, err = b.view(moment, q.Book, q.Rider, at, arriving); err != nil {
		return nil, err
	}
	s.graph, s.about = s.v.assume(q.Assume)
	s.barred = s.v.barred
	if !q.Filter.none() {
		s.filter()
	}
	s.ask = moment.Inquire(ctx, &q.Options)
	s.search = b.memory.Get().(*gate.Search)
	s.hourly = s.ask.Hourly() && !at.IsZero()
	return s, nil
}

// filter leaves out the crossings that the plan does.
func (s *session) filter() {
	s.barred = slices.Clone(s.barred)
	for i := range s.v.list {
		c := &s.v.list[i]
		admission := c.Port.admits(s.p.Nationality, c.Direction)
		s.barred[i] = s.barred[i] || s.p.leaves(c) || admission == NotAdmitted
		if admission == AdmissionUnknown && s.v.book != nil {
			s.doubt(i)
		}
	}
}

// doubt keeps a crossing from being promised: nobody says whether it admits the
// traveller.
func (s *session) doubt(crossing int) {
	s.graph.Crossings = slices.Clone(s.graph.Crossings)
	stops := slices.Clone(s.graph.Crossings[crossing].Stops)
	for k := range stops {
		stops[k].Doubt = s.v.passes(&s.v.list[crossing], k)
	}
	s.graph.Crossings[crossing].Stops = stops
}

func (s *session) close() {
	s.ask.End()
	s.b.memory.Put(s.search)
}

// settle puts the stops of the plan on roads, and looks at the trips between
// them. Where the nearest roads are an island on which no way ends, the
// mainland is tried.
func (s *session) settle() error {
	near, mainland, err := s.ask.Snap(s.p.Stops)
	if err != nil {
		return err
	}
	s.use(near)
	if mainland != nil && !s.connected() {
		s.use(mainland)
		if !s.connected() {
			s.use(near)
		}
	}
	return nil
}

func (s *session) use(places []route.Place) {
	s.places, s.trips = places, make([]*gate.Trip, max(0, len(places)-1))
	for i := range s.trips {
		s.trips[i] = s.v.trip(s.ask.Trip(&places[i], &places[i+1]), s.barred)
	}
}

// special makes the tables fit what the request forbids, for answers that do not
// drive each way.
func (s *session) special() error {
	if err := s.ask.Special(); err != nil {
		return err
	}
	if s.ask.Usual() {
		return nil
	}
	drives := s.ask.Drives()
	s.graph.Between = gateDrives(drives.Between)
	s.graph.Links = gate.NewLinks(s.graph.Between, len(s.graph.Crossings))
	s.graph.Crossings = slices.Clone(s.graph.Crossings)
	for i := range s.graph.Crossings {
		stops := slices.Clone(s.graph.Crossings[i].Stops)
		for k := range stops {
			stops[k].Drive = gate.Drive(drives.Within[i][k])
		}
		s.graph.Crossings[i].Stops = stops
	}
	return nil
}

// away is a trip that begins at a place and ends nowhere.
func (s *session) away(from []route.Place) *gate.Trip {
	to := gateDrives(s.ask.Away(&from[0]))
	nowhere := make([]gate.Drive, len(to))
	for i := range nowhere {
		nowhere[i] = gate.NoWay
	}
	return &gate.Trip{Direct: gate.NoWay, To: to, From: nowhere, Barred: s.barred}
}

// connected reports whether there is a way between the places as far as the
// tables know, with all crossings open.
func (s *session) connected() bool {
	open := openGraph(&s.graph)
	for _, t := range s.trips {
		if _, ok := s.search.Earliest(open, t, time.Unix(0, 0), hours.Promise); !ok {
			return false
		}
	}
	return true
}

// openGraph is a graph with all crossings open, and nobody waiting.
func openGraph(g *gate.Graph) *gate.Graph {
	o := &gate.Graph{Between: g.Between, Links: g.Links, Crossings: make([]gate.Crossing, len(g.Crossings))}
	for i, c := range g.Crossings {
		stops := make([]gate.Stop, len(c.Stops))
		for k := range stops {
			stops[k] = gate.Stop{Drive: c.Stops[k].Drive, Queue: gate.Length{Known: true}, Service: gate.Length{Known: true}}
		}
		o.Crossings[i].Stops = stops
	}
	return o
}

// roads says how long the drives of a leg of the plan take.
func (s *session) roads(leg int) gate.Roads {
	return func(l gate.Leg, at time.Time) gate.Drive {
		p := s.piece(leg, l, at)
		if !p.ok {
			return gate.NoWay
		}
		return gate.Drive(p.leg.Hundredths())
	}
}

// piece finds a drive.
func (s *session) piece(leg int, l gate.Leg, at time.Time) piece {
	key, depart := drive{leg, l, 0}, time.Time{}
	if s.hourly {
		key.at, depart = at.UnixMilli()/10, at
	}
	if p, ok := s.found[key]; ok {
		return p
	}
	shared := !s.hourly && l.From != gate.Start && l.To != gate.End && s.ask.Plain()
	if shared {
		if p, ok := s.v.pieces.get(l); ok {
			return p
		}
	}
	found, err := s.find(leg, l, depart)
	if err != nil && !errors.Is(err, route.ErrNone) {
		s.err = err
	}
	p := piece{found, err == nil}
	s.found[key] = p
	if shared && s.err == nil {
		s.v.pieces.put(l, p)
	}
	return p
}

// find looks for a drive.
func (s *session) find(leg int, l gate.Leg, depart time.Time) (route.Leg, error) {
	from, to := s.ends(leg, l)
	switch {
	case !depart.IsZero() || l.Stop > 0:
	case l.From == gate.Start && l.To != gate.End:
		return s.ask.FindEntry(from, l.To)
	case l.From != gate.Start && l.To == gate.End:
		return s.ask.FindExit(l.From, to)
	}
	return s.ask.Find(from, to, depart)
}

// pieces are drives between and within crossings that do not depend on what a
// request asks for: of one view, for any number of goroutines.
type pieces struct {
	mu   sync.RWMutex
	list map[gate.Leg]piece
}

// mostPieces bounds the memory that they take, a few kilobytes each.
const mostPieces = 4000

func (p *pieces) get(l gate.Leg) (piece, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	found, ok := p.list[l]
	return found, ok
}

func (p *pieces) put(l gate.Leg, found piece) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.list == nil || len(p.list) >= mostPieces {
		p.list = map[gate.Leg]piece{}
	}
	p.list[l] = found
}

// ends are the places that a drive leads between.
func (s *session) ends(leg int, l gate.Leg) (from, to *route.Place) {
	switch {
	case l.Stop > 0:
		stops := s.v.list[l.To].Stops
		return &stops[l.Stop-1].Place, &stops[l.Stop].Place
	case l.From == gate.Start:
		from = &s.places[leg]
	default:
		stops := s.v.list[l.From].Stops
		from = &stops[len(stops)-1].Place
	}
	if l.To == gate.End {
		return from, &s.places[leg+1]
	}
	return from, &s.v.list[l.To].Stops[0].Place
}
