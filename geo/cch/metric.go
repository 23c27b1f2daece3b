package cch

// Metric is an index with weights.
type Metric struct {
	ix       *Index
	weights  []Weight // of the graph's arcs
	up, down side
}

// side is the weights of the hierarchy's arcs in one direction.
type side struct {
	flat []Weight
}

// of returns the weights of a rank's arcs, which are those from first up to,
// but without, end.
func (s *side) of(x, first, end uint32) []Weight { return s.flat[first:end] }

// at returns the weight of one of a rank's arcs.
func (s *side) at(ix *Index, x, arc uint32) Weight { return s.flat[arc] }

// Weight returns the weight of an arc of the graph.
func (m *Metric) Weight(a ArcID) Weight { return min(m.weights[a], Infinity) }
