package cch

// End is where a path may begin or end.
type End struct {
	Node NodeID
	Cost Weight // to get from the real beginning to the node, or from the node to the real end
}

// Query finds shortest paths. The zero Query is ready. It is used again and
// again, by one goroutine at a time, and takes memory by the height of the
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
	ix := m.ix
	x, y := q.from.start(m, &m.up), q.to.start(m, &m.down)
	for x != none && y != none {
		switch {
		case x < y:
			end := ix.run(x, min(y, q.from.limit()))
			q.from.relax(x, end, q.length)
			x = q.from.next(ix, end-1)
		case y < x:
			end := ix.run(y, min(x, q.to.limit()))
			q.to.relax(y, end, q.length)
			y = q.to.next(ix, end-1)
		default:
			end := ix.run(x, min(q.from.limit(), q.to.limit()))
			q.join(x, end)
			x, y = q.from.next(ix, end-1), q.to.next(ix, end-1)
		}
	}
	return q.length
}

// join goes up a run that is above both ends.
func (q *Query) join(x, end uint32) {
	low := q.m.ix.nodes[x].Level
	// Who goes on from a rank to one above has still to go, from there, no less
	// than the other side's least distance.
	leastFrom, leastTo := q.from.least(low), q.to.least(low)
	inside := q.m.up.needed == nil
	for y := x; y < end; y++ {
		l := low + y - x
		if up, down := q.from.dist[l], q.to.dist[l]; up+down < q.length {
			q.length, q.meet, q.meetFrom, q.meetTo = up+down, y, up, down
		}
		if inside {
			q.from.relaxInside(y, end, less(q.length, leastTo))
			q.to.relaxInside(y, end, less(q.length, leastFrom))
		} else {
			q.from.relaxNeeded(y, less(q.length, leastTo))
			q.to.relaxNeeded(y, less(q.length, leastFrom))
		}
	}
	if inside {
		q.from.relaxBeyond(x, end, less(q.length, leastTo))
		q.to.relaxBeyond(x, end, less(q.length, leastFrom))
	}
}

// less returns a - b, or 0.
func less(a, b Weight) Weight { return a - min(a, b) }

// Length returns what the last Run returned.
func (q *Query) Length() Weight { return q.length }
