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
		t := &Timed{book: b, mode: m}
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
	mine := map[uint32]bool{}
	for _, e := range t.edges {
		mine[e] = true
	}
	ends, dead := map[uint32]bool{}, map[uint32]bool{} // junctions at which it meets other roads, and at which all ends
	for _, e := range t.edges {
		for _, j := range [...]uint32{g.edges[e].Tail, g.edges[e].Head} {
			arms := slices.DeleteFunc(slices.Clone(g.arms(j)), func(a uint32) bool { return n.rights(g, t.mode, a>>1) == 0 })
			ends[j] = slices.ContainsFunc(arms, func(a uint32) bool { return !mine[a>>1] })
			dead[j] = len(arms) == 1
		}
	}
	for _, e := range t.edges {
		for d := range uint32(2) {
			arc := 2*e + d
			if j := g.tail(arc); (ends[j] || dead[j]) && n.weight(g, t.mode, arc) < infinity {
				p := Portal{Place: g.beginning(arc), Node: g.ids[j], arc: arc}
				if t.Kind == TimedPass {
					p.Hold = t.across(g, arc, mine, func(j uint32) bool { return ends[j] || dead[j] })
				}
				t.Portals = append(t.Portals, p)
			}
		}
	}
	return len(t.Portals) > 0
}

// across returns how long one drives on a stretch from the beginning of an arc
// to the last of its other ends. At each of these that one comes by one goes on
// at a full second, as at the portals that are there: whoever is let onto the
// stretch is let on at all of them.
func (t *Timed) across(g *graph, arc uint32, mine map[uint32]bool, ends func(junction uint32) bool) (most uint32) {
	n, from := t.book.n, g.tail(arc)
	done := map[uint32]bool{from: true}
	open := &twigs{{node: g.head(arc), cost: n.weight(g, t.mode, arc)}} // its nodes are junctions here
	for len(*open) > 0 {
		at := heap.Pop(open).(twig)
		if done[at.node] {
			continue
		}
		done[at.node] = true
		if ends(at.node) {
			most = at.cost
			at.cost = (at.cost + second - 1) / second * second
		}
		for _, a := range g.arms(at.node) {
			if w := n.weight(g, t.mode, a); mine[a>>1] && w < infinity {
				heap.Push(open, twig{node: g.head(a), cost: at.cost + w})
			}
		}
	}
	return most
}
