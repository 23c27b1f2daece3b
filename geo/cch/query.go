package cch

// End is where a path may begin or end.
type End struct {
	Node NodeID
	Cost Weight // to get from the real beginning to the node, or from the node to the real end
}

// Query finds shortest paths. The zero Query is ready. It is used again and
// again, by one goroutine at a time, and takes memory by the depth of the
// hierarchy: some ten kilobytes.
type Query struct {
	m        *Metric
	from, to climb
	meet     uint32 // the rank at which a shortest path turns down; none if there is no path
	length   Weight
	meetFrom Weight // the distances there
	meetTo   Weight
	parts    []part // of a path, and what is left of them to unpack
}

// Run returns the length of a shortest path from one of several ends to one of
// several others, their costs included, or Infinity if there is none. An end
// that is no node of the graph is left out.
func (q *Query) Run(m *Metric, from, to []End) Weight {
	q.m = m
	q.meet, q.length = none, Infinity
	q.from.take(m.ix, from)
	q.to.take(m.ix, to)
	x, y := q.from.start(m.ix, q.from.ends), q.to.start(m.ix, q.to.ends)
	for x != none && y != none {
		switch {
		case x < y:
			q.from.relax(m, &m.up, x, q.length)
			x = q.from.next(m.ix, x)
		case y < x:
			q.to.relax(m, &m.down, y, q.length)
			y = q.to.next(m.ix, y)
		default:
			d := m.ix.nodes[x].Depth
			if up, down := q.from.dist[d], q.to.dist[d]; up+down < q.length {
				q.length, q.meet, q.meetFrom, q.meetTo = up+down, x, up, down
			}
			q.from.relax(m, &m.up, x, q.length)
			q.to.relax(m, &m.down, x, q.length)
			x = q.from.next(m.ix, x)
			y = q.to.next(m.ix, y)
		}
	}
	return q.length
}

// Length returns what the last Run returned.
func (q *Query) Length() Weight { return q.length }
