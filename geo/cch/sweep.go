package cch

// Sweep finds the lengths of shortest paths from some nodes to all, or from all
// to some: one climb, and then once down the whole hierarchy (Delling,
// Goldberg, Nowatzyk, Werneck: PHAST, 2011). The zero Sweep is ready. It is for
// one goroutine at a time and takes 4 bytes a node.
type Sweep struct {
	climb   climb
	known   []target // of the climb: ranks, rising, with their distances
	stack   []Weight // by depth, of the path to the root that the sweep is on
	lengths []Weight // by node
}

// From returns the lengths of shortest paths from any of some ends to each
// node, by NodeID: Infinity where there is none. They are valid until the next
// call.
func (s *Sweep) From(m *Metric, ends []End) []Weight { return s.run(m, &m.up, &m.down, ends) }

// To returns the lengths of shortest paths from each node to any of some ends.
func (s *Sweep) To(m *Metric, ends []End) []Weight { return s.run(m, &m.down, &m.up, ends) }

func (s *Sweep) run(m *Metric, climbs, falls *side, ends []End) []Weight {
	ix := m.ix
	s.known = s.known[:0]
	s.climb.take(ix, ends)
	for x := s.climb.start(ix, s.climb.ends); x != none; x = s.climb.next(ix, x) {
		s.known = append(s.known, target{x, s.climb.dist[ix.nodes[x].Depth]})
		s.climb.relax(m, climbs, x, Infinity)
	}
	s.stack = sized(s.stack, ix.maxDepth)
	s.lengths = sized(s.lengths, ix.Nodes())
	s.fall(ix, falls)
	return s.lengths
}

// fall goes through the ranks from the highest. That is a preorder: of the
// ancestors of a rank, the last that were passed at each depth are it.
func (s *Sweep) fall(ix *Index, falls *side) {
	stack, known := s.stack, s.known
	end := uint32(ix.Arcs())
	for x := uint32(len(ix.order)); x > 0; {
		x--
		node := &ix.nodes[x]
		d := Infinity
		if i := len(known) - 1; i >= 0 && known[i].rank == x {
			d = known[i].distance
			known = known[:i]
		}
		weights := falls.of(x, node.Arc, end)
		depths := ix.depths[node.List:][:len(weights)]
		for i, w := range weights {
			d = min(d, stack[depths[i]]+w)
		}
		stack[node.Depth] = d
		s.lengths[ix.order[x]] = d
		end = node.Arc
	}
}
