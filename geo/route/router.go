package route

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"pamir/geo/cch"
)

// Router answers where to drive on a network. It may be used by any number of
// goroutines at once.
type Router struct {
	n        *Network
	now      atomic.Pointer[traffic]
	changing sync.Mutex // held by whoever makes new traffic
	workers  sync.Pool  // of *worker
}

// traffic is what all answers of one moment rest on. It does not change: what
// happens on the roads makes a new one.
type traffic struct {
	version  uint64
	costs    [modes]*costs
	metrics  [modes]*cch.Metric
	plain    [modes]*cch.Metric // as the profiles have it, without cuts
	closures []*resolved
	book     *ruleBook
	special  *specials

	crossings Crossings
	tables    [modes]*tables  // nil: no crossings
	regions   [modes]*regions // nil: no crossings
}

// worker is the memory of one request at a time.
type worker struct {
	query     cch.Query
	exact     astar
	potential cch.Potential
	arcs      []cch.ArcID
	from      []cch.End
	to        []cch.End

	trip    lastTrip
	direct  cch.Query
	out, in cch.Ray // to entries and from exits
	lengths []cch.Weight
	wanted  []bool
}

// NewRouter weighs the network for all modes, which takes some tenths of a
// second for a country.
func NewRouter(n *Network) (*Router, error) {
	r := &Router{n: n, workers: sync.Pool{New: func() any { return new(worker) }}}
	t := &traffic{version: 1, book: newRuleBook(n), special: new(specials)}
	for m := range modes {
		t.costs[m] = n.newCosts(m)
		metric, err := n.graph(m).hier.Customize(t.costs[m].links(), 0)
		if err != nil {
			return nil, err
		}
		t.metrics[m], t.plain[m] = metric.Perfect(0), metric
	}
	r.now.Store(t)
	return r, nil
}

// Network returns what the router drives on.
func (r *Router) Network() *Network { return r.n }

// Options say how one drives.
type Options struct {
	Mode      Mode
	Vehicle   Vehicle // measures that are 0 keep it out of nowhere
	Avoid     Avoid
	Areas     []Area    // not to be driven through
	Ways      []int64   // not to be used: OpenStreetMap's ids
	Departure time.Time // zero: what depends on the hour is taken as open, but for what During says
	During    time.Time // without a departure: what is closed for a while at this time is taken as closed; zero: as open
}

// Plan is what is asked for: a way through stops, in their order.
type Plan struct {
	Options
	Stops        []Stop
	Alternatives int  // how many other ways to look for, of two stops
	TurnBack     bool // at a stop on the way one may turn back; else only where nothing else leads on
}

// judge prepares what the options forbid.
func (t *traffic) judge(o *Options) *judge {
	c := t.costs[o.Mode]
	var standing []int
	if o.Departure.IsZero() && !o.During.IsZero() {
		c, standing = t.during(c, o.During)
	}
	j := newJudge(c, o.Vehicle, o.Avoid)
	j.standing = len(standing) > 0
	for _, a := range o.Areas {
		c.g.edgesWithin(a.Polygon, func(e uint32) { j.edges[e] = a.Name })
	}
	if len(o.Ways) > 0 {
		c.n.forWays(o.Ways, func(w uint32) {
			first, end := c.g.edgesOf(w)
			for e := first; e < end; e++ {
				j.edges[e] = "a way that it names"
			}
		})
	}
	if !j.plain() {
		j.kind = t.special.get(o.key(standing))
	}
	if !o.Departure.IsZero() {
		j.clock = t.newClock(j, t.book, o.Departure)
	}
	return j
}

// begin takes the memory for a request; the caller gives it back.
func (r *Router) begin() *worker { return r.workers.Get().(*worker) }

func (r *Router) end(w *worker) { r.workers.Put(w) }

// Route finds the fastest way through the stops of a plan.
func (r *Router) Route(ctx context.Context, p *Plan) (*Answer, error) {
	t := r.now.Load()
	j := t.judge(&p.Options)
	snapped, err := r.snap(j, p.Stops)
	if err != nil {
		return nil, err
	}
	w := r.begin()
	defer r.end(w)
	s := &search{r, t, j, w, ctx}
	places := snapped.near
	legs, err := s.through(places, p.TurnBack)
	if err != nil && !snapped.same {
		places = snapped.mainland
		if others, err2 := s.through(places, p.TurnBack); err2 == nil {
			legs, err = others, nil
		}
	}
	if err != nil {
		return nil, err
	}
	a := &Answer{Version: t.version, n: r.n, g: j.c.g, mode: p.Mode}
	a.Waypoints = places
	a.Routes = []Itinerary{a.itinerary(legs)}
	if p.Alternatives > 0 && len(places) == 2 {
		others, err := s.others(legs[0], p.Alternatives, &places[0], &places[1])
		if err != nil {
			return nil, err
		}
		for _, other := range others {
			a.Routes = append(a.Routes, a.itinerary([]path{other}))
		}
	}
	return a, nil
}

// Version returns the version of the traffic that is in force.
func (r *Router) Version() uint64 { return r.now.Load().version }
