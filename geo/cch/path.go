package cch

import "slices"

// back is how a climb got to a rank: by an arc up from another; none where the
// path begins.
type back struct {
	arc, from uint32
}

// part is a piece of a path: an arc of the hierarchy, up or down.
type part struct {
	arc  uint32
	low  uint32 // the rank it is an arc of
	down bool
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
			b := c.backs[nodes[x].Level]
			parts = append(parts, part{arc: b.arc, low: b.from})
			x = b.from
		}
		return parts, e.end
	}
	return parts, -1
}

// retrace climbs from one end to a rank, and reports whether it finds it at
// the distance.
func (c *climb) retrace(m *Metric, s *side, e seed, t target) bool {
	nodes, dist, backs := m.ix.nodes, c.dist, c.backs
	if e.rank > t.rank || e.cost > t.distance {
		return false
	}
	fillWeights(dist[nodes[e.rank].Level:], Infinity)
	dist[nodes[e.rank].Level] = e.cost
	x := e.rank
	for x < t.rank {
		node := &nodes[x]
		if d := dist[node.Level]; d <= t.distance {
			weights := s.of(x, node.Arc, nodes[x+1].Arc)
			levels := m.ix.levels[node.List:][:len(weights)]
			for i, w := range weights {
				if h := levels[i]; d+w < dist[h] {
					dist[h] = d + w
					backs[h] = back{node.Arc + uint32(i), x}
				}
			}
		}
		x = node.Parent
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
		if a, ok := m.input(p); ok {
			buf = append(buf, a)
			continue
		}
		first, second, ok := m.legs(p)
		if !ok {
			return buf, append(parts, p)
		}
		parts = append(parts, second, first)
	}
	return buf, parts
}

// length is the weight of a part.
func (m *Metric) length(p part) Weight {
	s := &m.up
	if p.down {
		s = &m.down
	}
	return s.at(p.low, p.arc)
}

// input returns the first arc of the graph that is as long as a part, if one
// is.
func (m *Metric) input(p part) (ArcID, bool) {
	ix := m.ix
	slot := 2 * ix.levels[ix.nodes[p.low].List+p.arc-ix.nodes[p.low].Arc]
	if p.down {
		slot++
	}
	w := m.length(p)
	for _, in := range ix.inputs[ix.inputAt[p.low]:ix.inputAt[p.low+1]] {
		if in.Slot == slot && m.Weight(in.Arc) == w {
			return in.Arc, true
		}
	}
	return 0, false
}

// legs returns the two parts, over a lower rank, that a part is made of, in
// the order in which they are gone.
func (m *Metric) legs(p part) (first, second part, ok bool) {
	ix := m.ix
	w := m.length(p)
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
			if in.at(z, low)+out.at(z, toHigh) == w {
				first, second = legsOver(z, low, toHigh, p.down)
				return first, second, true
			}
		}
	}
	return part{}, part{}, false
}

func legsOver(z, toLow, toHigh uint32, down bool) (first, second part) {
	l, h := part{arc: toLow, low: z}, part{arc: toHigh, low: z}
	if down {
		h.down = true // high - z - low
		return h, l
	}
	l.down = true // low - z - high
	return l, h
}
