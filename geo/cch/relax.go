package cch

// A run of fewer ranks than narrow, or with arcs to fewer others than shortest,
// is gone up rank by rank: it does not pay to gather the distances.
const (
	narrow   = 4
	shortest = 8
)

// climber goes up the arcs of one side of a metric.
type climber struct {
	m    *Metric
	s    *side
	dist []Weight // by level, to the ancestors of the rank it is at and to itself
	acc  []Weight // room for as many
}

// set says which side of which metric is meant.
func (c *climber) set(m *Metric, s *side) {
	c.m, c.s = m, s
	c.acc = sized(c.acc, m.ix.height)
}

// relax goes up the arcs of a run of ranks, but for ranks at a distance of most
// or more.
func (c *climber) relax(x, end uint32, most Weight) {
	if c.s.needed != nil {
		for ; x < end; x++ {
			c.relaxNeeded(x, most)
		}
		return
	}
	for y := x; y+1 < end; y++ {
		c.relaxInside(y, end, most)
	}
	c.relaxBeyond(x, end, most)
}

// relaxNeeded goes up those arcs of a rank that shortest paths need.
func (c *climber) relaxNeeded(x uint32, most Weight) {
	needed, dist := c.s.needed, c.dist
	d := dist[c.m.ix.nodes[x].Level]
	if d >= most {
		return
	}
	for _, a := range needed.arcs[needed.at[x]:needed.at[x+1]] {
		h := &dist[a.level]
		*h = min(*h, d+a.weight)
	}
}

// relaxInside goes up the arcs of a rank to the others before the end of its
// run, which are on the levels above it.
func (c *climber) relaxInside(x, end uint32, most Weight) {
	node := &c.m.ix.nodes[x]
	d := c.dist[node.Level]
	if d >= most {
		return
	}
	size := end - 1 - x
	reach(c.dist[node.Level+1:][:size], c.s.of(x, node.Arc, node.Arc+size), d)
}

// relaxBeyond goes up the arcs out of a run. They all lead to the same ranks.
func (c *climber) relaxBeyond(x, end uint32, most Weight) {
	nodes := c.m.ix.nodes
	last := &nodes[end-1]
	size := nodes[end].Arc - last.Arc
	levels := c.m.ix.levels[last.List:][:size]
	from := c.dist[nodes[x].Level:][:end-x]
	if end-x < narrow || size < shortest {
		for i, d := range from {
			if d < most {
				x := x + uint32(i)
				reachAt(c.dist, levels, c.s.of(x, nodes[x+1].Arc-size, nodes[x+1].Arc), d)
			}
		}
		return
	}
	if least(from) >= most {
		return
	}
	acc := c.acc[:size]
	for i, l := range levels {
		acc[i] = c.dist[l]
	}
	for len(from) > 0 {
		rows := c.s.together(x, end) - x
		weights := c.s.of(x, nodes[x+1].Arc-size, nodes[x+rows].Arc)
		reachBlock(acc, weights, from[:rows], int(size+(end-x)-2))
		x += rows
		from = from[rows:]
	}
	for i, l := range levels {
		c.dist[l] = acc[i]
	}
}

// reachAt is reach where the distances are on some levels.
func reachAt(dist []Weight, levels []uint32, weights []Weight, d Weight) {
	levels = levels[:len(weights)]
	for i, w := range weights {
		h := &dist[levels[i]]
		*h = min(*h, d+w)
	}
}
