package route

import (
	"cmp"
	"slices"
)

// Network is all that is known of the roads of a region, in flat arrays that
// can lie in a file: see Parts. It does not change.
type Network struct {
	about    []uint32 // see the constants below
	ways     []wayRecord
	byID     []uint32        // ways in the order of their ids
	limits   []Limits        // the first is none
	passages []passageRecord // by node
	rules    []ruleRecord    // of ways and passages by owner, then of turns
	chars    []byte          // the strings, one after another
	charEnds []uint32        // where each ends in Text
	codes    []uint32        // ISO codes of countries, in the table of strings; the first is unknown

	motor *graph // for cars and trucks
	foot  *graph // for those who walk

	countries []country // by code
}

// Places in About.
const (
	aboutSource    = iota // string: what the network was made of
	aboutSchematic        // 1 if it is drawn through few points: not for navigation
	aboutSize
)

// Source says what the network was made of.
func (n *Network) Source() string { return n.text(n.about[aboutSource]) }

// Schematic reports whether the roads are drawn through few points, so that
// their lines are not for navigation.
func (n *Network) Schematic() bool { return n.about[aboutSchematic] != 0 }

// text returns a string of the table.
func (n *Network) text(id uint32) string {
	start := uint32(0)
	if id > 0 {
		start = n.charEnds[id-1]
	}
	return string(n.chars[start:n.charEnds[id]])
}

// graph returns the graph on which a mode moves.
func (n *Network) graph(m Mode) *graph {
	if m == Foot {
		return n.foot
	}
	return n.motor
}

// Stats counts what a network has.
type Stats struct{ Ways, Junctions, Edges, Passages int }

// Stats counts what a network has: junctions and edges of both graphs.
func (n *Network) Stats() Stats {
	s := Stats{Ways: len(n.ways), Passages: len(n.passages)}
	for _, g := range []*graph{n.motor, n.foot} {
		s.Junctions += len(g.at)
		s.Edges += len(g.edges)
	}
	return s
}

// sortWays makes the index by id.
func (n *Network) sortWays() {
	n.byID = make([]uint32, len(n.ways))
	for i := range n.byID {
		n.byID[i] = uint32(i)
	}
	slices.SortStableFunc(n.byID, func(a, b uint32) int { return cmp.Compare(n.ways[a].ID, n.ways[b].ID) })
}

// forWays calls visit with the ways that have one of the ids, and returns the
// ids that none has.
func (n *Network) forWays(ids []int64, visit func(way uint32)) (unknown []int64) {
	for _, id := range ids {
		i, found := slices.BinarySearchFunc(n.byID, id, func(w uint32, id int64) int { return cmp.Compare(n.ways[w].ID, id) })
		if !found {
			unknown = append(unknown, id)
		}
		for ; i < len(n.byID) && n.ways[n.byID[i]].ID == id; i++ {
			visit(n.byID[i])
		}
	}
	return unknown
}

// know looks up what follows from the codes of the countries.
func (n *Network) know() {
	n.countries = make([]country, len(n.codes))
	for i, iso := range n.codes {
		n.countries[i] = countryOf(n.text(iso))
	}
}
