package cch

import "slices"

// part is a piece of a path: an arc of the hierarchy, up or down.
type part struct {
	arc    uint32
	low    uint32 // the rank it is an arc of
	weight Weight
	down   bool
}

// key tells the arcs of both directions apart.
func (p part) key() uint32 {
	if p.down {
		return 2*p.arc + 1
	}
	return 2 * p.arc
}

// Path appends a shortest path of the last Run to buf, as arcs of the graph in
// the order in which they are gone. Of parallel arcs it names the shortest, and
// of those the first. It appends nothing where there is no path, or where it
// begins and ends at one node.
//
// It also returns at which of the ends given to Run the path begins and ends,
// by their places there; -1 if there is no path.
func (q *Query) Path(buf []ArcID) (path []ArcID, from, to int) {
	if q.meet == none {
		return buf, -1, -1
	}
	m := q.m
	q.parts, to = q.to.trace(m, &m.down, target{q.meet, q.meetTo}, q.parts[:0])
	for i := range q.parts {
		q.parts[i].down = true
	}
	slices.Reverse(q.parts)
	q.parts, from = q.from.trace(m, &m.up, target{q.meet, q.meetFrom}, q.parts)
	path, q.parts = m.unpack(buf, q.parts)
	if from < 0 || to < 0 || len(q.parts) > 0 {
		return buf, -1, -1 // the parts of the metric contradict each other
	}
	return path, from, to
}

// target is a rank and the distance at which it is found.
type target struct {
	rank     uint32
	distance Weight
}

// trace appends the way from a rank back to the end that it was reached from,
// and returns which it is. Run does not remember ways: most of its callers want
// lengths. To climb a second time, from one end and no further than to the
// rank, is quicker than to keep notes in the inner loop.
func (c *climb) trace(m *Metric, s *side, t target, parts []part) ([]part, int) {
	nodes := m.ix.nodes
	c.backs = sized(c.backs, m.ix.height)
	for _, e := range c.ends {
		if !c.retrace(m, s, e, t) {
			continue
		}
		for x := t.rank; x != e.rank; {
			at, from := nodes[x].Level, c.backs[nodes[x].Level]
			i, _ := position(m.ix.levels[nodes[from].List:][:m.ix.degree(from)], at)
			parts = append(parts, part{arc: nodes[from].Arc + i, low: from, weight: c.dist[at] - c.dist[nodes[from].Level]})
			x = from
		}
		return parts, e.end
	}
	return parts, -1
}

// retrace climbs from one end to a rank, and reports whether it finds it at
// the distance. It notes from which rank it gets to each level. Where it is
// known which arcs shortest paths need, the others are on none to that rank.
func (c *climb) retrace(m *Metric, s *side, e seed, t target) bool {
	nodes, dist, backs := m.ix.nodes, c.dist, c.backs
	if e.rank > t.rank || e.cost > t.distance {
		return false
	}
	fillWeights(dist[nodes[e.rank].Level:], Infinity)
	dist[nodes[e.rank].Level] = e.cost
	x := e.rank
	for ; x < t.rank; x = nodes[x].Parent {
		node := &nodes[x]
		d := dist[node.Level]
		if d > t.distance {
			continue
		}
		if s.needed != nil {
			for _, a := range s.needed.arcs[s.needed.at[x]:s.needed.at[x+1]] {
				if d+a.weight < dist[a.level] {
					dist[a.level], backs[a.level] = d+a.weight, x
				}
			}
			continue
		}
		weights := s.of(x, node.Arc, nodes[x+1].Arc)
		levels := m.ix.levels[node.List:][:len(weights)]
		for i, w := range weights {
			if h := levels[i]; d+w < dist[h] {
				dist[h], backs[h] = d+w, x
			}
		}
	}
	return x == t.rank && dist[nodes[x].Level] == t.distance
}

// unpack replaces arcs of the hierarchy by those of the graph. The last part is
// the first of the path. It returns what is left of the parts: nothing, unless
// the weights are not those of one metric.
func (m *Metric) unpack(buf []ArcID, parts []part) ([]ArcID, []part) {
	for len(parts) > 0 {
		p := parts[len(parts)-1]
		parts = parts[:len(parts)-1]
		long := m.ix.downAt[p.low+1]-m.ix.downAt[p.low] >= longLooked
		if long {
			if z, ok := m.middles.of(p.key()); ok {
				first, second := m.over(z, p)
				parts = append(parts, second, first)
				continue
			}
		}
		if a, ok := m.input(p); ok {
			buf = append(buf, a)
			continue
		}
		first, second, ok := m.legs(p)
		if !ok {
			return buf, append(parts, p)
		}
		if long {
			m.middles.note(p.key(), first.low)
		}
		parts = append(parts, second, first)
	}
	return buf, parts
}

// input returns the first arc of the graph that is as long as a part, if one
// is.
func (m *Metric) input(p part) (ArcID, bool) {
	ix := m.ix
	slot := 2 * ix.levels[ix.nodes[p.low].List+p.arc-ix.nodes[p.low].Arc]
	if p.down {
		slot++
	}
	for _, in := range ix.inputs[ix.inputAt[p.low]:ix.inputAt[p.low+1]] {
		if in.Slot == slot && m.Weight(in.Arc) == p.weight {
			return in.Arc, true
		}
	}
	return 0, false
}

// legs returns the two parts, over a lower rank, that a part is made of, in
// the order in which they are gone.
func (m *Metric) legs(p part) (first, second part, ok bool) {
	ix := m.ix
	high := ix.heads[ix.nodes[p.low].List+p.arc-ix.nodes[p.low].Arc]
	in, out := &m.down, &m.up // of the way low - z - high
	if p.down {
		in, out = out, in
	}
	for _, d := range ix.downs[ix.downAt[p.low]:ix.downAt[p.low+1]] {
		rest := ix.heads[d.At+1:][:d.Rest/2]
		i, found := position(rest, high)
		if !found {
			continue
		}
		for z := range ix.columns(d) {
			low := ix.nodes[z+1].Arc - d.Rest/2 - 1
			toHigh := low + 1 + i
			if toLow, on := in.at(z, low), out.at(z, toHigh); toLow+on == p.weight {
				first, second = legsOver(z, part{arc: low, weight: toLow}, part{arc: toHigh, weight: on}, p.down)
				return first, second, true
			}
		}
	}
	return part{}, part{}, false
}

// over is legs for who knows the rank.
func (m *Metric) over(z uint32, p part) (first, second part) {
	ix := m.ix
	in, out := &m.down, &m.up
	if p.down {
		in, out = out, in
	}
	node, heads := &ix.nodes[z], ix.up(z)
	i, _ := position(heads, p.low)
	k, _ := position(heads, ix.heads[ix.nodes[p.low].List+p.arc-ix.nodes[p.low].Arc])
	low, high := node.Arc+i, node.Arc+k
	return legsOver(z, part{arc: low, weight: in.at(z, low)}, part{arc: high, weight: out.at(z, high)}, p.down)
}

// legsOver puts the arcs between a rank and a lower and a higher one in the order
// in which they are gone.
func legsOver(z uint32, toLow, toHigh part, down bool) (first, second part) {
	toLow.low, toHigh.low = z, z
	if down {
		toHigh.down = true // high - z - low
		return toHigh, toLow
	}
	toLow.down = true // low - z - high
	return toLow, toHigh
}
