package cch

import (
	"cmp"
	"slices"
)

// lanes is how many sources a bundle has.
const lanes = 8

// bundle finds the lengths from up to eight places at once to many others, by one
// sweep down to those only (Delling, Goldberg, Werneck: Faster batched shortest
// paths in road networks, 2011).
type bundle struct {
	goals []seed   // of the many, by rank, each with the place it is an end of
	ranks []uint32 // those and all above them, rising
	arcs  int      // up from ranks
	steps int      // arcs in all climbs from the goals

	climb  climb
	known  [lanes][]target // of each source: the distances to what is above it, rising
	starts []start         // of all of them, falling
	stack  []Weight        // by level, eight each: of the path to the root that the sweep is on
	below  []int           // by level: how many goals are below a rank
}

// start is what is known of a rank before the sweep comes to it.
type start struct {
	rank uint32
	dist [lanes]Weight
}

// aim takes the many, and finds what is above them.
func (b *bundle) aim(ix *Index, many [][]End) {
	b.goals, b.ranks, b.arcs, b.steps = b.goals[:0], b.ranks[:0], 0, 0
	for p, ends := range many {
		b.climb.take(ix, ends)
		for _, s := range b.climb.ends {
			s.end = p
			b.goals = append(b.goals, s)
		}
	}
	slices.SortFunc(b.goals, func(a, b seed) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.end, b.end)) })
	b.below = sized(b.below, ix.height+1)
	clear(b.below)
	x := none
	for left := b.goals; x != none || len(left) > 0; {
		if len(left) > 0 && left[0].rank <= x { // another branch, or a goal on this one
			x = left[0].rank
			for len(left) > 0 && left[0].rank == x {
				b.below[ix.nodes[x].Level]++
				left = left[1:]
			}
		}
		b.ranks = append(b.ranks, x)
		node, degree := &ix.nodes[x], int(ix.degree(x))
		b.arcs += degree
		b.steps += degree * b.below[node.Level]
		b.below[node.Level+1] += b.below[node.Level]
		b.below[node.Level] = 0
		x = node.Parent
	}
}

// pays reports whether sweeps from some places to the many take less time than
// labels of the many and comparisons would. What both need is left out; the
// numbers are nanoseconds.
func (b *bundle) pays(few, many int) bool {
	sweeps := float64((few+lanes-1)/lanes) * (1.5*float64(b.arcs) + 15*float64(len(b.ranks)))
	labels := 0.45*float64(b.steps) + 12*float64(few)*float64(many)
	return sweeps < labels
}

// run finds the lengths from up to eight places, and tells found those from all
// of them to each goal.
func (b *bundle) run(m *Metric, climbs, falls *side, few [][]End, found func(lengths *[lanes]Weight, to seed)) {
	for i := range b.known {
		b.known[i] = b.known[i][:0]
		if i < len(few) {
			b.known[i] = b.climb.all(m, climbs, few[i], b.known[i])
		}
	}
	b.merge()
	ix := m.ix
	b.stack = sized(b.stack, lanes*ix.height)
	starts, goals := b.starts, b.goals
	for _, x := range slices.Backward(b.ranks) {
		node := &ix.nodes[x]
		dist := (*[lanes]Weight)(b.stack[lanes*node.Level:])
		for len(starts) > 0 && starts[0].rank > x {
			starts = starts[1:]
		}
		if len(starts) > 0 && starts[0].rank == x {
			*dist = starts[0].dist
		} else {
			fillWeights(dist[:], Infinity)
		}
		weights := falls.of(x, node.Arc, ix.nodes[x+1].Arc)
		fall(dist, b.stack, ix.levels[node.List:][:len(weights)], weights)
		for len(goals) > 0 && goals[len(goals)-1].rank == x {
			found(dist, goals[len(goals)-1])
			goals = goals[:len(goals)-1]
		}
	}
}

// all climbs from some ends, and appends the distances to all ranks above them,
// rising.
func (c *climb) all(m *Metric, s *side, ends []End, known []target) []target {
	c.take(m.ix, ends)
	for x := c.start(m, s); x != none; {
		end := m.ix.run(x, c.limit())
		c.relax(x, end, Infinity)
		for ; x < end; x++ {
			known = append(known, target{x, c.dist[m.ix.nodes[x].Level]})
		}
		x = c.next(m.ix, end-1)
	}
	return known
}

// merge makes one falling list of what is known.
func (b *bundle) merge() {
	b.starts = b.starts[:0]
	for {
		top := none
		for _, k := range b.known {
			if n := len(k); n > 0 && (top == none || k[n-1].rank > top) {
				top = k[n-1].rank
			}
		}
		if top == none {
			return
		}
		s := start{rank: top}
		for i, k := range b.known {
			s.dist[i] = Infinity
			if n := len(k); n > 0 && k[n-1].rank == top {
				s.dist[i] = k[n-1].distance
				b.known[i] = k[:n-1]
			}
		}
		b.starts = append(b.starts, s)
	}
}
