package route

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"
)

// Timed lists the ferries and passes of a mode that open and shut by the clock,
// by their ways. It takes time linear in the network's rules.
func (n *Network) Timed(m Mode) (list []*Timed) {
	g, b := n.graph(m), newRuleBook(n)
	keys := map[uint32]string{} // by edge, of those that do
	at := map[uint32][]uint32{} // by junction, the edges that do
	for i, r := range n.rules {
		if r.Kind != ofWay || i > 0 && n.rules[i-1].Kind == ofWay && n.rules[i-1].Owner == r.Owner || !b.byHour(r.Owner, m) {
			continue
		}
		key := b.key(r.Owner, m)
		first, end := g.edgesOf(r.Owner)
		for e := first; e < end; e++ {
			keys[e] = key
			for _, j := range [...]uint32{g.edges[e].Tail, g.edges[e].Head} {
				at[j] = append(at[j], e)
			}
		}
	}
	done := map[uint32]bool{}
	for _, e := range slices.Sorted(maps.Keys(keys)) {
		if done[e] {
			continue
		}
		t := &Timed{book: b, mode: m, directed: b.directed(g.edges[e].Way, m)}
		done[e] = true
		for open := []uint32{e}; len(open) > 0; {
			e := open[0]
			t.edges, open = append(t.edges, e), open[1:]
			for _, j := range [...]uint32{g.edges[e].Tail, g.edges[e].Head} {
				for _, o := range at[j] {
					if !done[o] && keys[o] == keys[e] {
						done[o] = true
						open = append(open, o)
					}
				}
			}
		}
		slices.Sort(t.edges)
		if t.describe(g) && t.findPortals(g) {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b *Timed) int { return cmp.Compare(a.Ways[0], b.Ways[0]) })
	return list
}

// describe says what a stretch is; it is false for one that is neither a ferry
// nor goes over a pass.
func (t *Timed) describe(g *graph) bool {
	n, pass := t.book.n, false
	for _, e := range t.edges {
		w := g.edges[e].Way
		r := &n.ways[w]
		t.Ways = append(t.Ways, r.ID)
		names, over := t.book.pass(w)
		switch {
		case r.Class == Ferry:
			if t.Kind = TimedFerry; r.Flags.Has(Train) {
				t.Kind = TimedTrain
			}
			t.names = cmp.Or(t.names, n.text(r.Name))
			t.Interval = max(t.Interval, t.book.interval(w))
		case over:
			pass = true
			t.names = cmp.Or(t.names, names)
		}
	}
	slices.Sort(t.Ways)
	t.Ways = slices.Compact(t.Ways)
	first := g.edges[t.edges[0]]
	t.Country = n.text(n.codes[first.Country])
	line := g.points(t.edges[len(t.edges)/2])
	t.At = line[len(line)/2].point()
	for _, r := range n.rulesOf(ofWay, first.Way) {
		if key := n.text(r.Key); governs(key, t.mode) {
			t.Rules = append(t.Rules, Tag{key, n.text(r.Value)})
		}
	}
	if t.Kind == TimedPass && t.names == "" {
		t.names = n.text(n.ways[first.Way].Name)
	}
	return t.Kind != TimedPass || pass
}

// findPortals finds where one comes onto a stretch from elsewhere, or sets out on
// it at a dead end. It is false where one does neither.
func (t *Timed) findPortals(g *graph) bool {
	n := t.book.n
	f := finder{t: t, g: g, mine: map[uint32]bool{}, at: map[uint32]*meeting{}}
	for _, e := range t.edges {
		f.mine[e] = true
	}
	for _, e := range t.edges {
		for _, j := range [...]uint32{g.edges[e].Tail, g.edges[e].Head} {
			f.meet(j)
		}
	}
	for _, e := range t.edges {
		for d := range uint32(2) {
			arc := 2*e + d
			m := f.at[g.tail(arc)]
			if n.weight(g, t.mode, arc) >= infinity || !m.isEnd() {
				continue
			}
			if into, ok := f.side(m); ok {
				if !m.told && n.weight(g, t.mode, into) < infinity {
					t.Portals = append(t.Portals, f.portal(g.ending(into), m.junction, arc, m.within))
				}
				m.told = true
				continue
			}
			t.Portals = append(t.Portals, f.portal(g.beginning(arc), m.junction, arc, []uint32{arc}))
		}
	}
	return len(t.Portals) > 0
}

// finder finds the portals of a stretch.
type finder struct {
	t    *Timed
	g    *graph
	mine map[uint32]bool // edges of the stretch
	at   map[uint32]*meeting
}

// meeting is a junction of a stretch.
type meeting struct {
	junction        uint32
	within, without []uint32 // arcs that leave it, on the stretch and on other roads
	told            bool
}

// meet looks at a junction.
func (f *finder) meet(j uint32) {
	if f.at[j] != nil {
		return
	}
	m := &meeting{junction: j}
	for _, a := range f.g.arms(j) {
		switch {
		case f.t.book.n.rights(f.g, f.t.mode, a>>1) == 0:
		case f.mine[a>>1]:
			m.within = append(m.within, a)
		default:
			m.without = append(m.without, a)
		}
	}
	f.at[j] = m
}

// isEnd reports whether the stretch meets other roads at a junction, or ends.
func (m *meeting) isEnd() bool { return len(m.without) > 0 || len(m.within) == 1 }

// side returns the arc by which one comes to a junction amid the stretch from the
// only other road there: the portal is at its end, so that who is on the stretch
// already drives past. A stretch whose hours differ by direction has none.
func (f *finder) side(m *meeting) (into uint32, ok bool) {
	if len(m.without) != 1 || len(m.within) < 2 || f.t.directed {
		return 0, false
	}
	return m.without[0] ^ 1, true
}

// portal makes a portal at a place, from which one goes on by one of some arcs; the
// hours are those of rule.
func (f *finder) portal(p Place, junction, rule uint32, arcs []uint32) Portal {
	made := Portal{Place: p, Node: f.g.ids[junction], arc: rule}
	if f.t.Kind == TimedPass {
		made.Hold = f.across(junction, arcs)
	}
	return made
}

// across returns how long one drives on a stretch from a junction, by one of some
// arcs, to the last of its other ends. At each of these that one comes by one goes
// on at a full second, as at portals that may be there: whoever is let onto the
// stretch is let on at all of them.
func (f *finder) across(junction uint32, arcs []uint32) (most uint32) {
	n, g := f.t.book.n, f.g
	done := map[uint32]bool{junction: true}
	open := &twigs{}
	drive := func(arcs []uint32, after uint32) {
		for _, a := range arcs {
			if w := n.weight(g, f.t.mode, a); w < infinity {
				heap.Push(open, twig{node: g.head(a), cost: after + w}) // its nodes are junctions here
			}
		}
	}
	drive(arcs, 0)
	for len(*open) > 0 {
		at := heap.Pop(open).(twig)
		if done[at.node] {
			continue
		}
		done[at.node] = true
		m := f.at[at.node]
		if m.isEnd() {
			most = at.cost
			at.cost = (at.cost + second - 1) / second * second
		}
		drive(m.within, at.cost)
	}
	return most
}
