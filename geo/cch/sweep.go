package cch

import "slices"

// Sweep finds the lengths of shortest paths from some nodes to all, or from all
// to some: one climb, and then once down the whole hierarchy (Delling,
// Goldberg, Nowatzyk, Werneck: PHAST, 2011). The zero Sweep is ready. It is for
// one goroutine at a time, though it may use more itself, and takes 4 bytes a
// node.
type Sweep struct {
	// Workers is how many goroutines share the work in a large graph, 0 for as
	// many as there are processors.
	Workers int

	climb   climb
	known   []target // of the climb: ranks, rising, with their distances
	stack   []Weight // see fall
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
	s.known = s.climb.all(m, climbs, ends, s.known[:0])
	s.lengths = sized(s.lengths, ix.Nodes())
	if workers := atMost(s.Workers, 1+ix.Nodes()/50_000); workers > 1 {
		ix.eachFromTop(workers, func() func(low, high uint32) {
			stack := make([]Weight, ix.height)
			return func(low, high uint32) {
				for p := ix.nodes[high-1].Parent; p != none; p = ix.nodes[p].Parent {
					stack[ix.nodes[p].Level] = s.lengths[ix.order[p]]
				}
				s.fall(ix, falls, low, high, stack)
			}
		})
		return s.lengths
	}
	s.stack = sized(s.stack, ix.height)
	s.fall(ix, falls, 0, uint32(ix.Nodes()), s.stack)
	return s.lengths
}

// fall goes through ranks from the highest. That is a preorder: of the ancestors
// of a rank, the last that were passed at each level are it. So their lengths
// are in a stack by level, where those above the highest rank must be already.
func (s *Sweep) fall(ix *Index, falls *side, low, high uint32, stack []Weight) {
	known, _ := slices.BinarySearchFunc(s.known, high, func(t target, x uint32) int { return int(t.rank) - int(x) })
	end := ix.nodes[high].Arc
	for x := high; x > low; {
		x--
		node := &ix.nodes[x]
		d := Infinity
		if known > 0 && s.known[known-1].rank == x {
			known--
			d = s.known[known].distance
		}
		weights := falls.of(x, node.Arc, end)
		levels := ix.levels[node.List:][:len(weights)]
		switch len(weights) { // most ranks have few arcs
		case 1:
			d = min(d, stack[levels[0]]+weights[0])
		case 2:
			d = min(d, stack[levels[0]]+weights[0], stack[levels[1]]+weights[1])
		case 3:
			d = min(d, stack[levels[0]]+weights[0], stack[levels[1]]+weights[1], stack[levels[2]]+weights[2])
		default:
			for i, w := range weights {
				d = min(d, stack[levels[i]]+w)
			}
		}
		stack[node.Level] = d
		s.lengths[ix.order[x]] = d
		end = node.Arc
	}
}
