package cch

import "fmt"

// Metric is an index with weights. It does not change: Update makes another.
type Metric struct {
	ix       *Index
	inputs   pages // weights of the graph's arcs
	up, down side  // of the hierarchy's arcs: from the lower rank to the higher, and back
	middles  *middles
}

// side is the weights of the hierarchy's arcs in one direction, with a page for
// every 32 ranks.
type side struct {
	pages
	needed *needed // of them those that shortest paths need; nil if they have not been found
}

// ranksPerPage and inputsPerPage are how much a page is for: little enough to
// be copied for one weight, and so much that there are not too many pages.
const (
	ranksPerPage  = 32
	inputsPerPage = 256
)

// of returns the weights of a rank's arcs, which are those from first up to,
// but without, end.
func (s *side) of(x, first, end uint32) []Weight { return s.slice(x/ranksPerPage, first, end) }

// together returns the end of those ranks from x on, before end, whose weights
// lie in one slice.
func (s *side) together(x, end uint32) uint32 {
	if s.books == nil {
		return end
	}
	return min(end, (x/ranksPerPage+1)*ranksPerPage)
}

// at returns the weight of one of a rank's arcs.
func (s *side) at(x, arc uint32) Weight { return s.of(x, arc, arc+1)[0] }

// Weight returns the weight of an arc of the graph.
func (m *Metric) Weight(a ArcID) Weight {
	return min(m.inputs.slice(uint32(a)/inputsPerPage, uint32(a), uint32(a)+1)[0], Infinity)
}

// Weights returns the weights of all arcs of the graph. The caller must not
// change them.
func (m *Metric) Weights() []Weight { return m.inputs.whole() }

// Index returns the index that the metric is for.
func (m *Metric) Index() *Index { return m.ix }

// MetricParts are the arrays of a metric.
type MetricParts struct {
	Weights  []Weight // by arc of the graph
	Up, Down []Weight // by arc of the hierarchy
}

// Parts returns the arrays of a metric, for it to be kept. The caller must not
// change them.
func (m *Metric) Parts() MetricParts {
	return MetricParts{m.inputs.whole(), m.up.whole(), m.down.whole()}
}

// Metric puts a metric of the index together from its parts, without a copy. It
// checks that they have the right sizes and hold weights; not that they belong
// to each other.
func (ix *Index) Metric(p MetricParts) (*Metric, error) {
	for _, a := range []struct {
		name    string
		weights []Weight
		size    int
	}{{"weights", p.Weights, ix.InputArcs()}, {"up", p.Up, ix.Arcs()}, {"down", p.Down, ix.Arcs()}} {
		if len(a.weights) != a.size {
			return nil, fmt.Errorf("cch: metric: %s has %d weights for %d arcs", a.name, len(a.weights), a.size)
		}
		if a.name == "weights" {
			continue // above Infinity they count as it
		}
		for i, w := range a.weights {
			if w > Infinity {
				return nil, fmt.Errorf("cch: metric: %s[%d] is %d: the most is %d", a.name, i, w, Infinity)
			}
		}
	}
	return &Metric{ix: ix, inputs: pages{flat: p.Weights}, up: side{pages: pages{flat: p.Up}}, down: side{pages: pages{flat: p.Down}}, middles: new(middles)}, nil
}
