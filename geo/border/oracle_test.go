package border

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// The oracle is Dijkstra by the clock on the roads themselves: it knows where
// the checkpoints are bound and nothing else of this package, of the tables, of
// the hierarchy or of geo/gate. It drives from junction to junction, stops where
// a road is cut, and goes through a crossing by driving to its checkpoints one
// after the other.

// plainRoad is an edge of the road graph: from a to b, with what it costs in
// hundredths of a second; 0 is the way that may not be driven.
type plainRoad struct {
	way  int64
	a, b int64
	cost [2]int64

	timed *plainTimed // what opens and shuts it; nil: nothing
	begin [2]*portal  // by direction: where one comes onto it, it being timed
	end   [2]*portal  // where one comes from it onto what is
}

// portal is where one comes onto a ferry or a pass, which has to stay open for so
// long behind one.
type portal struct {
	of   *plainTimed
	hold int64
}

// plainTimed is a ferry or a pass with its rules.
type plainTimed struct {
	line  *hours.Timeline
	rule  string   // roads with the same that meet are one
	pass  bool     // and no ferry: one has to be over it before it shuts
	shut  bool     // it is closed while the line is open
	sails [2]int64 // within so many seconds, by what is accepted; -1: not known
}

// enter returns when one sets out who comes at an instant, in hundredths.
func (p *portal) enter(at int64, accept hours.Accept) (int64, bool) {
	x := p.of
	if x.sails[accept] < 0 {
		return 0, false
	}
	hold := (100*x.sails[accept] + p.hold + 99) / 100
	begin := (at + 99) / 100
	since := int64(-1)
	for _, s := range x.line.Intervals(time.Unix(begin, 0), time.Unix(begin, 0).AddDate(2, 0, 0)) {
		state := s.State
		if x.shut && state == hours.Open {
			state = hours.Closed
		} else if x.shut && state == hours.Closed {
			state = hours.Open
		}
		if state == hours.Closed || state != hours.Open && accept == hours.Promise {
			since = -1
			continue
		}
		if since < 0 {
			since = s.Start.Unix()
		}
		if s.End.Unix()-since >= hold && s.End.Unix() > since {
			return (since + x.sails[accept]) * 100, true
		}
	}
	return 0, false
}

// spot is a place amid a road, or at a junction.
type spot struct {
	node  int64 // else it is on a road
	road  int
	along float64 // part of the road that lies before it
	dirs  [2]bool // in which one may come and go
}

// plainCrossing is a crossing, with its stops' hours and lengths (-1: not known).
type plainCrossing struct {
	of             *Crossing
	stops          []spot
	hours          []*hours.Timeline
	queue, service []int64
	timed          []int // the road that one comes onto by a stop, -1: none
}

type oracle struct {
	roads     []plainRoad
	leaving   map[int64][]int // roads at each junction
	crossings []plainCrossing
	cuts      map[int][]float64
	turnBack  int64 // what it costs at a junction
}

// where is a state: at a junction, having come by an arc (road twice, and 1
// against it; -1: from a stop there), or at a spot; free, or between two stops
// of a crossing.
type where struct {
	node     int64
	arc      int
	spot     int // of crossing*100+stop, start or end; -1: at a junction
	crossing int // that one is in, -1: none
	stop     int // the last that one has been through
}

const (
	atStart = -2
	atEnd   = -3
	through = -4 // a crossing
)

type reached struct {
	at int64
	where
}

type front []reached

func (f front) Len() int           { return len(f) }
func (f front) Less(i, j int) bool { return f[i].at < f[j].at }
func (f front) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *front) Push(x any)        { *f = append(*f, x.(reached)) }
func (f *front) Pop() any {
	x := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return x
}

// earliest returns when one is there who leaves at an instant, in hundredths of
// a second since 1970; -1: never.
func (o *oracle) earliest(from, to spot, depart int64, accept hours.Accept) int64 {
	return o.search(from, to, -1, depart, accept)
}

// clear returns when one may first be through a crossing.
func (o *oracle) clear(from spot, crossing int, depart int64, accept hours.Accept) int64 {
	return o.search(from, spot{road: -1}, crossing, depart, accept)
}

func (o *oracle) search(from, to spot, goal int, depart int64, accept hours.Accept) int64 {
	spots := map[int]spot{atStart: from, atEnd: to}
	for c := range o.crossings {
		for k, s := range o.crossings[c].stops {
			spots[100*c+k] = s
		}
	}
	done := map[where]bool{}
	queue := &front{}
	push := func(at int64, w where) {
		if !done[w] {
			heap.Push(queue, reached{at, w})
		}
	}
	// drive goes along a road from a part of it on.
	drive := func(at int64, w where, arc int, start float64, after bool) {
		r := &o.roads[arc/2]
		cost := r.cost[arc%2]
		if cost == 0 {
			return
		}
		limit := math.Inf(1)
		for _, x := range o.cuts[arc/2] {
			if arc%2 == 1 {
				x = 1 - x
			}
			if x > start || !after && x == start {
				limit = min(limit, x)
			}
		}
		part := func(f float64) int64 { return int64(math.Round(f * float64(cost))) }
		// at the beginning of a ferry or a pass one waits, unless a port has a stop there
		waits := r.begin[arc%2] != nil && start == 0 && !after
		came := at
		if waits {
			wait := false
			if w.crossing < 0 && !o.stopAt(arc) {
				at, wait = r.begin[arc%2].enter(at, accept)
			}
			if !wait {
				limit = 0
			}
		}
		for id, s := range spots {
			if s.node != 0 || s.road != arc/2 || !s.dirs[arc%2] {
				continue
			}
			f := s.along
			if arc%2 == 1 {
				f = 1 - f
			}
			if f == 0 && waits {
				push(came, where{spot: id, crossing: w.crossing, stop: w.stop})
			} else if f >= start && f <= limit {
				push(at+part(f)-part(start), where{spot: id, crossing: w.crossing, stop: w.stop})
			}
		}
		if math.IsInf(limit, 1) {
			head := r.b
			if arc%2 == 1 {
				head = r.a
			}
			at, ok := at+cost-part(start), true
			if p := r.end[arc%2]; p != nil && start < 1 {
				if ok = w.crossing < 0; ok {
					at, ok = p.enter(at, accept)
				}
			}
			if ok {
				push(at, where{node: head, arc: arc, spot: -1, crossing: w.crossing, stop: w.stop})
			}
		}
	}
	leave := func(at int64, s spot, w where) {
		if s.node != 0 {
			push(at, where{node: s.node, arc: -1, spot: -1, crossing: w.crossing, stop: w.stop})
			return
		}
		for d := range 2 {
			if s.dirs[d] {
				f := s.along
				if d == 1 {
					f = 1 - f
				}
				drive(at, w, 2*s.road+d, f, true)
			}
		}
	}
	leave(depart, from, where{crossing: -1})
	for queue.Len() > 0 {
		r := heap.Pop(queue).(reached)
		if done[r.where] {
			continue
		}
		done[r.where] = true
		if r.spot == through || r.spot == atEnd && r.crossing < 0 || to.node != 0 && r.node == to.node && r.crossing < 0 {
			return r.at
		}
		if r.spot == -1 {
			for _, road := range o.leaving[r.node] {
				for d := range 2 {
					arc := 2*road + d
					if tail := [2]int64{o.roads[road].a, o.roads[road].b}[d]; tail != r.node {
						continue
					}
					at := r.at
					if r.arc >= 0 && arc == r.arc^1 {
						at += o.turnBack
					}
					drive(at, r.where, arc, 0, false)
				}
			}
		}
		// the stops that are here
		for c := range o.crossings {
			x := &o.crossings[c]
			k := 0
			if r.crossing == c {
				k = r.stop + 1
			} else if r.crossing >= 0 {
				continue
			}
			s := x.stops[k]
			if r.spot == -1 && (s.node == 0 || s.node != r.node) || r.spot != -1 && r.spot != 100*c+k {
				continue
			}
			at, ok := o.serve(x, k, r.at, accept)
			// two stops at one place are passed one after the other
			for ok && k+1 < len(x.stops) && x.stops[k+1] == s {
				k++
				at, ok = o.serve(x, k, at, accept)
			}
			if !ok {
				continue
			}
			w := where{crossing: c, stop: k}
			if k == len(x.stops)-1 {
				w = where{crossing: -1}
				if c == goal {
					push(at, where{spot: through})
				}
			}
			leave(at, s, w)
		}
	}
	return -1
}

// openings reads the rules of the roads, and finds where one comes onto a ferry or
// a pass: where it ends, where several other roads meet it, and at the end of the
// only one that does amid.
func (o *oracle) openings(w *world, at time.Time) {
	from, to := w.span(at)
	o.roads = slices.Clone(o.roads)
	for i := range o.roads {
		r := &o.roads[i]
		if r.timed = w.timed(&w.ways[r.way-1], from, to); r.timed == nil {
			continue
		}
	}
	tail := func(arc int) int64 { return [2]int64{o.roads[arc/2].a, o.roads[arc/2].b}[arc%2] }
	// around lists the arcs that leave a junction, on roads of a rule and on others
	around := func(node int64, rule string) (within, without []int) {
		for _, k := range slices.Compact(slices.Clone(o.leaving[node])) {
			r := &o.roads[k]
			for d := range 2 {
				switch {
				case r.cost == [2]int64{} || tail(2*k+d) != node:
				case r.timed != nil && r.timed.rule == rule:
					within = append(within, 2*k+d)
				default:
					without = append(without, 2*k+d)
				}
			}
		}
		return within, without
	}
	// across returns how long one drives on at the most from a junction, by some arcs
	var across func(node int64, arcs []int, rule string, cost int64, best map[int64]int64)
	across = func(node int64, arcs []int, rule string, cost int64, best map[int64]int64) {
		for _, arc := range arcs {
			c := o.roads[arc/2].cost[arc%2]
			head := tail(arc ^ 1)
			if was, ok := best[head]; c == 0 || ok && was <= cost+c {
				continue
			}
			best[head] = cost + c
			within, without := around(head, rule)
			next := cost + c
			if len(without) > 0 || len(within) == 1 {
				next = (next + 99) / 100 * 100
			}
			across(head, within, rule, next, best)
		}
	}
	portalAt := func(x *plainTimed, node int64, arcs []int) *portal {
		p := &portal{of: x}
		best := map[int64]int64{node: 0}
		if x.pass {
			across(node, arcs, x.rule, 0, best)
		}
		for v, cost := range best {
			if within, without := around(v, x.rule); v != node && (len(without) > 0 || len(within) == 1) {
				p.hold = max(p.hold, cost)
			}
		}
		return p
	}
	for i := range 2 * len(o.roads) {
		r := &o.roads[i/2]
		if r.timed == nil || r.cost == [2]int64{} {
			continue
		}
		node := tail(i)
		within, without := around(node, r.timed.rule)
		switch {
		case len(without) == 0 && len(within) > 1:
		case len(without) == 1 && len(within) > 1:
			into := without[0] ^ 1
			o.roads[into/2].end[into%2] = portalAt(r.timed, node, within)
		case r.cost[i%2] > 0:
			r.begin[i%2] = portalAt(r.timed, node, []int{i})
		}
	}
}

// stopAt reports whether a border port has a stop of its own where one comes onto
// a road behind its frontier.
func (o *oracle) stopAt(arc int) bool {
	at := float64(arc % 2)
	return slices.Contains(o.cuts[arc/2], at)
}

func (o *oracle) serve(x *plainCrossing, k int, at int64, accept hours.Accept) (int64, bool) {
	if road := x.timed[k]; road >= 0 {
		d := 0
		if x.stops[k].dirs[1] {
			d = 1
		}
		p := o.roads[road].begin[d]
		if x.stops[k].along == float64(1-d) {
			p = o.roads[road].end[d]
		}
		return p.enter(at, accept)
	}
	return x.serve(k, at, accept)
}

// serve returns when one is done at a stop, second by second through the
// intervals of its hours.
func (x *plainCrossing) serve(k int, at int64, accept hours.Accept) (int64, bool) {
	queue, service := x.queue[k], x.service[k]
	if accept == hours.Promise && (queue < 0 || service < 0) {
		return 0, false
	}
	at += max(queue, 0) * 100
	if x.hours[k] == nil {
		return at + max(service, 0)*100, true
	}
	begin := (at + 99) / 100
	open := int64(-1) // since when it has been
	for _, s := range x.hours[k].Intervals(time.Unix(begin, 0), time.Unix(begin, 0).AddDate(2, 0, 0)) {
		ok := s.State == hours.Open || accept == hours.Possible && s.State != hours.Closed
		if !ok {
			open = -1
			continue
		}
		if open < 0 {
			open = s.Start.Unix()
		}
		if s.End.Unix()-open >= max(service, 0) && s.End.Unix() > open {
			return (open + max(service, 0)) * 100, true
		}
	}
	return 0, false
}

// spotOf translates a place.
func (w *world) spotOf(m route.Mode, p *route.Place, oneWay bool) spot {
	site := w.router.Network().Site(m, p)
	s := spot{road: slices.IndexFunc(w.roads[m].roads, func(r plainRoad) bool { return r.way == site.Way }), along: site.Along}
	r := &w.roads[m].roads[s.road]
	switch {
	case oneWay:
	case site.Along == 0:
		return spot{node: r.a}
	case site.Along == 1:
		return spot{node: r.b}
	}
	s.dirs = [2]bool{r.cost[0] > 0, r.cost[1] > 0}
	if oneWay || site.Arc&1 == 1 {
		s.dirs = [2]bool{site.Arc&1 == 0, site.Arc&1 == 1}
	}
	return s
}

// plain makes the crossings of a rider as the oracle has them.
func (w *world) plain(rider hours.Mode, at time.Time) *oracle {
	m := Profile(rider)
	o := *w.roads[m]
	o.cuts = map[int][]float64{}
	o.openings(w, at)
	for i := range w.border.sites.Crossings[m] {
		c := &w.border.sites.Crossings[m][i]
		if !c.Port.Kind.Border() {
			continue // it knows of them by their roads
		}
		over := w.spotOf(m, &c.Stops[c.Over].Place, true)
		if !slices.Contains(o.cuts[over.road], over.along) {
			o.cuts[over.road] = append(o.cuts[over.road], over.along)
		}
		if !slices.Contains(c.Modes, rider) {
			continue
		}
		x := plainCrossing{of: c}
		for k := range c.Stops {
			s := &c.Stops[k]
			there := w.spotOf(m, &s.Place, k == c.Over || s.Placed == AtPosition || s.Timed != nil)
			if s.Placed == AtNode && k != c.Over && s.Timed == nil {
				there = spot{node: cmp.Or(s.Checkpoint.Node, -1)}
			}
			if s.Placed == AtNext {
				for n, o := range c.Stops {
					if o.Checkpoint.ID == s.By {
						there = w.spotOf(m, &o.Place, n == c.Over || o.Placed == AtPosition)
						if o.Placed == AtNode && n != c.Over {
							there = spot{node: o.Checkpoint.Node}
						}
					}
				}
			}
			x.stops = append(x.stops, there)
			if s.Timed != nil {
				x.timed = append(x.timed, there.road)
				x.hours, x.queue, x.service = append(x.hours, nil), append(x.queue, 0), append(x.service, 0)
				continue
			}
			x.timed = append(x.timed, -1)
			line, queue, service := w.says(c, k, rider, at)
			x.hours, x.queue, x.service = append(x.hours, line), append(x.queue, queue), append(x.service, service)
		}
		o.crossings = append(o.crossings, x)
	}
	return &o
}
