package route

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"pamir/geo"
)

// Matching finds the roads that a track was driven on: the most likely row of
// places under a hidden Markov model (Newson and Krumm, Hidden Markov map
// matching through noise and sparseness, 2009). A place is likely as it is near
// the position that was measured; to go from one place to the next is likely as
// the way is as long as the crow flies between the positions.
const (
	usualDeviation = 5.0  // metres, where a track does not say how exact it is
	deviations     = 5.0  // how many of them a place may be away
	leastSearch    = 25.0 // metres that it may be away at any rate
	mostCandidates = 8    // places of one position, a direction each
	lengthScale    = 10.0 // metres by which way and crow usually differ
	longestGap     = 60 * time.Second
	longestDetour  = 2000.0 // metres that a way may be longer than the crow flies, and
	detourTimes    = 4.0    // times as long
)

// TracePlan is a track to be matched.
type TracePlan struct {
	Options
	Points []Stop      // Radius is the standard deviation of the position, in metres; 0 is not known
	Times  []time.Time // of each point; nil if they are not known
	Whole  bool        // do not part the track at gaps in time
}

// Trace is a matched track: parts of it, each a way.
type Trace struct {
	Answer
	Parts  []TracePart
	Points []TracePoint
}

// TracePart is a part of a track that is one way; it has a leg between each two
// points.
type TracePart struct {
	Itinerary
	Confidence float64 // from 0 to 1: how near the points are to it
}

// TracePoint is a point of a track.
type TracePoint struct {
	Matched     bool // else it is on no part
	Part, Index int  // of which part it is which point
	Place       Place
	Others      int // places that it could have been, besides
}

// state is a place at which one may have been.
type matchState struct {
	place  Place
	score  float64 // of the best row that ends here, as a logarithm
	before int     // state of the point before, -1 at the beginning of a part
	way    path    // from there
}

// Match finds the roads of a track.
func (r *Router) Match(ctx context.Context, p *TracePlan) (*Trace, error) {
	t := r.now.Load()
	o := p.Options
	o.Departure, o.During = time.Time{}, time.Time{}
	j := t.judge(&o)
	if len(j.c.cuts) > 0 {
		// whoever has driven there was let through; the hierarchy without cuts
		// gives lower bounds, as closures may slow roads down
		open, free := *j.c, *j
		open.cuts, free.c, free.kind = nil, &open, nil
		t, j = &traffic{version: t.version, metrics: t.plain, plain: t.plain}, &free
	}
	w := r.begin()
	defer r.end(w)
	m := &matcher{s: &search{r, t, j, w, ctx}, p: p}
	a := &Trace{Answer: Answer{Version: t.version, n: r.n, g: j.c.g, mode: p.Mode}, Points: make([]TracePoint, len(p.Points))}
	for start := 0; start < len(p.Points); {
		end, err := m.part(a, start)
		if err != nil {
			return nil, err
		}
		start = end
	}
	return a, nil
}

type matcher struct {
	s *search
	p *TracePlan
}

// deviation returns how far a point may usually be off.
func (m *matcher) deviation(i int) float64 {
	if d := m.p.Points[i].Radius; d > 0 {
		return d
	}
	return usualDeviation
}

// states returns the places of a point.
func (m *matcher) states(i int) (list []matchState) {
	stop := m.p.Points[i]
	d := m.deviation(i)
	stop.Radius = math.Max(leastSearch, deviations*d)
	m.s.r.n.nearby(m.s.j.c.mode, &stop, nil, func(p Place) bool {
		if m.s.j.usable(&p) {
			for dir, ok := range p.dirs {
				if ok {
					q := p
					q.dirs, q.junction = only(dir), none
					list = append(list, matchState{place: q, before: -1, score: -0.5 * (p.Metres / d) * (p.Metres / d)})
				}
			}
		}
		return len(list) < mostCandidates
	})
	return list
}

// part matches from a point on, as far as it goes, and returns where the next
// part begins.
func (m *matcher) part(a *Trace, start int) (next int, err error) {
	columns := [][]matchState{m.states(start)}
	if len(columns[0]) == 0 {
		return start + 1, nil
	}
	rows := []int{start}
	end := start + 1
	for ; end < len(m.p.Points); end++ {
		last := rows[len(rows)-1]
		if m.p.Times != nil && !m.p.Whole && m.p.Times[end].Sub(m.p.Times[last]) > longestGap {
			break
		}
		column := m.states(end)
		if len(column) == 0 {
			continue // a stray point
		}
		ok, err := m.step(columns[len(columns)-1], column, last, end)
		if err != nil {
			return 0, err
		}
		if !ok {
			break
		}
		columns, rows = append(columns, column), append(rows, end)
	}
	if len(columns) > 1 {
		m.trace(a, columns, rows)
	}
	return max(end, start+1), nil
}

// step finds the best way to each place of a point from those of the one before.
func (m *matcher) step(from, to []matchState, last, next int) (ok bool, err error) {
	crow := distanceOf(m.p.Points[last], m.p.Points[next])
	for k := range to {
		best := math.Inf(-1)
		own := to[k].score
		for i := range from {
			if math.IsInf(from[i].score, -1) {
				continue
			}
			way, metres, found, err := m.way(&from[i].place, &to[k].place, crow, m.deviation(next))
			if err != nil {
				return false, err
			}
			if !found {
				continue
			}
			if score := from[i].score + own - math.Abs(metres-crow)/lengthScale; score > best {
				best, to[k].before, to[k].way = score, i, way
			}
		}
		to[k].score = best
		ok = ok || !math.IsInf(best, -1)
	}
	return ok, nil
}

// way returns the way between two places, unless it is much longer than the
// crow flies. A place a little behind the one before, as noise puts it, is
// taken for the same.
func (m *matcher) way(from, to *Place, crow, deviation float64) (p path, metres float64, ok bool, err error) {
	g := m.s.j.c.g
	if from.edge == to.edge && from.dirs == to.dirs {
		a := 2 * from.edge
		if from.dirs[backward] {
			a++
		}
		back := (from.onArc(a) - to.onArc(a)) * float64(g.edges[from.edge].Length) / 100
		if back > 0 && back <= 2*deviation+leastSearch {
			at := from.onArc(a)
			return path{[]stretch{{arc: a, link: none, from: at, to: at}}, 0}, 0, true, nil
		}
	}
	p, err = m.s.find(from, to)
	if errors.Is(err, errNone) {
		return p, 0, false, nil
	}
	if err != nil {
		return p, 0, false, err
	}
	for i := range p.stretches {
		metres += float64(g.length(&p.stretches[i])) / 100
	}
	return p, metres, metres <= math.Max(detourTimes*crow, crow+longestDetour), nil
}

func distanceOf(a, b Stop) float64 {
	from := geo.From(a.At)
	return from.Distance(b.At)
}

// trace goes back along the best row.
func (m *matcher) trace(a *Trace, columns [][]matchState, rows []int) {
	last := len(columns) - 1
	at := 0
	for k := range columns[last] {
		if columns[last][k].score > columns[last][at].score {
			at = k
		}
	}
	var legs []path
	off := 0.0
	part := len(a.Parts)
	for i := last; i >= 0; i-- {
		s := &columns[i][at]
		d := s.place.Metres / m.deviation(rows[i])
		off += d * d
		a.Points[rows[i]] = TracePoint{Matched: true, Part: part, Index: i, Place: s.place, Others: len(columns[i]) - 1}
		if i > 0 {
			legs = append(legs, s.way)
			at = s.before
		}
	}
	slices.Reverse(legs)
	a.Parts = append(a.Parts, TracePart{a.itinerary(legs), math.Exp(-0.5 * off / float64(len(columns)))})
}
