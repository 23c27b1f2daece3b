package route

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/cch"
)

// ReachPlan asks how far one gets from a stop, or from where one gets to it.
// What depends on the hour is taken as open, but for the closures of Options.During.
type ReachPlan struct {
	Options
	At         Stop
	Reverse    bool
	ByDistance bool     // limits are in centimetres; else in hundredths of a second
	Limits     []uint32 // any order
}

// Reach is what a ReachPlan leads to.
type Reach struct {
	Version  uint64
	Place    Place
	Contours []Contour // as the limits were given
}

// Contour is what is reached within one limit.
type Contour struct {
	Limit uint32
	roads []reached
	g     *graph
}

// reached is a part of an edge, along its way.
type reached struct {
	edge     uint32
	from, to float64
}

// Reach finds the roads that are reached within limits.
func (r *Router) Reach(ctx context.Context, p *ReachPlan) (*Reach, error) {
	t := r.now.Load()
	o := p.Options
	o.Departure = time.Time{}
	j := t.judge(&o)
	snapped, err := r.snap(j, []Stop{p.At})
	if err != nil {
		return nil, err
	}
	a := &Reach{Version: t.version, Place: snapped.near[0]}
	f := &flood{j: j, reverse: p.Reverse, most: slices.Max(p.Limits), weigh: func(arc, cost uint32) uint32 { return cost }}
	if p.ByDistance {
		// to a kilometre it does not matter when a frontier is open
		plain := *j.c
		plain.cuts = nil
		j.c = &plain
		f.weigh = func(arc, cost uint32) uint32 { return j.c.g.edges[arc>>1].Length }
	}
	e := j.from(&a.Place)
	if p.Reverse {
		e = j.to(&a.Place)
	}
	if p.ByDistance {
		f.byLength(&a.Place, e)
	} else {
		exact, err := t.exact(ctx, j)
		if err != nil {
			return nil, err
		}
		f.byMetric(exact.metric, e)
	}
	f.into()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, limit := range p.Limits {
		a.Contours = append(a.Contours, Contour{limit, f.within([]Seed{{Place: a.Place}}, limit), j.c.g})
	}
	return a, nil
}

// Seed is a place from which, or to which, one reaches, some hundredths of a
// second after the beginning, or before the end.
type Seed struct {
	Place  Place
	Offset uint32
}

// Reach finds the roads that are reached within limits, in hundredths of a
// second, from any of some seeds, or from which any of them is; without
// crossings. A seed that is farther off than a limit counts for greater ones
// alone.
func (q *Inquiry) Reach(seeds []Seed, reverse bool, limits []uint32) ([]Contour, error) {
	f := &flood{j: q.j, reverse: reverse, most: slices.Max(limits), weigh: func(arc, cost uint32) uint32 { return cost }}
	var all ends
	for i := range seeds {
		e := q.j.from(&seeds[i].Place)
		if reverse {
			e = q.j.to(&seeds[i].Place)
		}
		for _, t := range e.tree {
			t.cost, t.next = min(t.cost+seeds[i].Offset, infinity), -1
			all.tree = append(all.tree, t)
		}
	}
	f.byMetric(q.metric, all)
	f.into()
	var list []Contour
	for _, limit := range limits {
		list = append(list, Contour{limit, f.within(seeds, limit), q.j.c.g})
	}
	return list, q.ctx.Err()
}

// flood is how far each node is from a place, or the place from it.
type flood struct {
	j       *judge
	reverse bool
	most    uint32
	weigh   func(arc, cost uint32) uint32 // of an arc that may be used, in the unit of the limits
	at      []uint32                      // by node, over roads that are for passing through
	deep    map[uint32]uint32             // by node, over others behind them, where that is nearer
	arcs    []uint32                      // by arc: at its beginning; in reverse, at its end
}

// byMetric asks the hierarchy.
func (f *flood) byMetric(m *cch.Metric, e ends) {
	var s cch.Sweep
	lengths := s.From
	if f.reverse {
		lengths = s.To
	}
	list := lengths(m, e.list(nil))
	f.at = make([]uint32, len(list))
	for i, w := range list {
		f.at[i] = uint32(w)
	}
}

// byLength is Dijkstra's algorithm over what is allowed, by length, from a place.
// Its twigs are counted again, since they have times.
func (f *flood) byLength(p *Place, e ends) {
	g := f.j.c.g
	f.at = make([]uint32, len(g.nodeJunction))
	for i := range f.at {
		f.at[i] = infinity
	}
	var q nearQueue
	reach := func(node, d uint32) {
		if d < f.at[node] && d <= f.most {
			f.at[node] = d
			heap.Push(&q, nearItem{d, node})
		}
	}
	for i := range e.tree {
		d := uint32(0)
		for _, t := range e.chain(i) {
			w := f.weigh(t.arc, 0)
			switch {
			case t.next >= 0:
			case f.reverse:
				w = part(p.finish(t.arc), w)
			default:
				w -= part(p.start(t.arc), w)
			}
			d += w
		}
		reach(e.tree[i].node, d)
	}
	for len(q) > 0 {
		it := heap.Pop(&q).(nearItem)
		if it.cost > f.at[it.junction] {
			continue
		}
		f.each(it.junction, func(link, other uint32) {
			if a := g.linkArc[link]; f.j.c.free(a) && !f.j.c.cut(a) && f.j.price(link, 0) < infinity {
				reach(other, it.cost+f.weigh(g.linkArc[link], 0))
			}
		})
	}
}

// each calls visit with the links that leave a node, and the nodes they lead
// to; in reverse, with those that come to it and from where.
func (f *flood) each(node uint32, visit func(link, other uint32)) {
	g := f.j.c.g
	if !f.reverse {
		for l := g.out[node]; l < g.out[node+1]; l++ {
			visit(l, uint32(g.heads[l]))
		}
		return
	}
	for _, a := range g.arms(g.nodeJunction[node]) {
		for _, l := range g.copies(a ^ 1) {
			if uint32(g.heads[l]) == node {
				visit(l, g.tailOf(l))
			}
		}
	}
}

// into goes from what is reached into roads that are not for passing through,
// and notes where each arc is reached.
func (f *flood) into() {
	g, j := f.j.c.g, f.j
	var q nearQueue
	for n, d := range f.at {
		if d > f.most {
			continue
		}
		f.each(uint32(n), func(link, _ uint32) {
			if !j.c.free(g.linkArc[link]) {
				heap.Push(&q, nearItem{d, uint32(n)})
			}
		})
	}
	f.deep = map[uint32]uint32{}
	for len(q) > 0 {
		it := heap.Pop(&q).(nearItem)
		if it.cost > f.best(it.junction, false) {
			continue
		}
		f.each(it.junction, func(link, other uint32) {
			if a := g.linkArc[link]; j.c.free(a) || j.c.cut(a) {
				return
			}
			if w := j.price(link, 0); w < infinity {
				if d := it.cost + f.weigh(g.linkArc[link], w); d < f.best(other, false) && d <= f.most {
					f.deep[other] = d
					heap.Push(&q, nearItem{d, other})
				}
			}
		})
	}
	f.arcs = make([]uint32, 2*len(g.edges))
	for a := range f.arcs {
		f.arcs[a] = infinity
	}
	for n := range uint32(len(f.at)) {
		if f.best(n, false) > f.most {
			continue
		}
		f.each(n, func(link, _ uint32) {
			a := g.linkArc[link]
			d := f.best(n, j.c.free(a))
			w := j.price(link, 0)
			if d > f.most || w >= infinity {
				return
			}
			if !f.reverse { // the turn comes before the arc
				d += f.weigh(a, w) - f.weigh(a, j.c.arc(a))
			}
			f.arcs[a] = min(f.arcs[a], d)
		})
	}
}

// best returns how far a node is: over what one may pass through, or over
// anything that is allowed.
func (f *flood) best(node uint32, free bool) uint32 {
	d := f.at[node]
	if !free {
		if deep, ok := f.deep[node]; ok {
			d = min(d, deep)
		}
	}
	return d
}

// within lists the parts of edges that are reached within a limit.
func (f *flood) within(seeds []Seed, limit uint32) (list []reached) {
	part := func(arc uint32, from, to float64) reached {
		if arc&1 == backward {
			from, to = 1-to, 1-from
		}
		return reached{arc >> 1, from, to}
	}
	var beside []reached
	for i := range seeds {
		if seeds[i].Offset <= limit {
			f.beside(&seeds[i].Place, limit-seeds[i].Offset, func(arc uint32, from, to float64) {
				beside = append(beside, part(arc, from, to))
			})
		}
	}
	count := len(beside)
	for _, d := range f.arcs {
		if d <= limit {
			count++
		}
	}
	list = make([]reached, 0, count)
	for a, d := range f.arcs {
		if d > limit {
			continue
		}
		w := f.weigh(uint32(a), f.j.c.arc(uint32(a)))
		share := 1.0
		if w > limit-d {
			share = float64(limit-d) / float64(w)
		}
		if f.reverse {
			cut, _ := f.j.c.since(uint32(a), 1, true)
			list = append(list, part(uint32(a), max(1-share, cut), 1))
		} else {
			cut, _ := f.j.c.until(uint32(a), 0, true)
			list = append(list, part(uint32(a), 0, min(share, cut)))
		}
	}
	for _, x := range beside {
		i, _ := slices.BinarySearchFunc(list, x, func(a, b reached) int { return cmp.Compare(a.edge, b.edge) })
		list = slices.Insert(list, i, x)
	}
	return merge(list)
}

// beside adds the parts of the edge on which one begins, or ends.
func (f *flood) beside(p *Place, limit uint32, add func(arc uint32, from, to float64)) {
	arcs := p.leaving(f.j.c.g)
	if f.reverse {
		arcs = p.reaching(f.j.c.g)
	}
	for _, a := range arcs {
		if f.j.begin(a) >= infinity {
			continue
		}
		w := f.weigh(a, f.j.c.arc(a))
		part := 1.0
		if w > limit {
			part = float64(limit) / float64(w)
		}
		if f.reverse {
			cut, _ := f.j.c.since(a, p.finish(a), p.junction != none)
			add(a, max(cut, p.finish(a)-part), p.finish(a))
		} else {
			cut, _ := f.j.c.until(a, p.start(a), p.junction != none)
			add(a, p.start(a), min(cut, p.start(a)+part))
		}
	}
}

// merge joins the parts of each edge that touch. The edges ascend but for few, if
// any: the fewer, the quicker it is.
func merge(list []reached) []reached {
	for i := range list {
		x := list[i]
		for ; i > 0 && (x.edge < list[i-1].edge || x.edge == list[i-1].edge && x.from < list[i-1].from); i-- {
			list[i] = list[i-1]
		}
		list[i] = x
	}
	kept := list[:0]
	for _, x := range list {
		if n := len(kept) - 1; n >= 0 && kept[n].edge == x.edge && x.from <= kept[n].to {
			kept[n].to = max(kept[n].to, x.to)
			continue
		}
		kept = append(kept, x)
	}
	return kept
}

// Each calls visit with the lines of the roads that are reached, until it
// returns false. The line is valid for the call.
func (c *Contour) Each(visit func(line orb.LineString) bool) {
	var line orb.LineString
	for _, x := range c.roads {
		line = c.g.appendLine(line[:0], 2*x.edge, x.from, x.to)
		if len(line) > 1 && !visit(line) {
			return
		}
	}
}

// Centimetres returns how much road is reached.
func (c *Contour) Centimetres() (sum int64) {
	for _, x := range c.roads {
		whole := c.g.edges[x.edge].Length
		sum += int64(part(x.to, whole)) - int64(part(x.from, whole))
	}
	return sum
}
