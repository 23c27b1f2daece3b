package route

import (
	"cmp"
	"slices"
)

// Network is all that is known of the roads of a region, in flat arrays that
// can lie in a file: see Parts. It does not change.
type Network struct {
	About    []uint32 // see the constants below
	Ways     []wayRecord
	ByID     []uint32        // ways in the order of their ids
	Limits   []Limits        // the first is none
	Passages []passageRecord // by node
	Rules    []ruleRecord    // of ways and passages by owner, then of turns
	Text     []byte          // the strings, one after another
	Ends     []uint32        // where each ends in Text
	Codes    []uint32        // ISO codes of countries, in the table of strings; the first is unknown

	Motor *Graph // for cars and trucks
	Foot  *Graph // for those who walk

	countries []country // by code
}

// Places in About.
const (
	aboutSource    = iota // string: what the network was made of
	aboutSchematic        // 1 if it is drawn through few points: not for navigation
	aboutSize
)

// Source says what the network was made of.
func (n *Network) Source() string { return n.text(n.About[aboutSource]) }

// Schematic reports whether the roads are drawn through few points, so that
// their lines are not for navigation.
func (n *Network) Schematic() bool { return n.About[aboutSchematic] != 0 }

// text returns a string of the table.
func (n *Network) text(id uint32) string {
	start := uint32(0)
	if id > 0 {
		start = n.Ends[id-1]
	}
	return string(n.Text[start:n.Ends[id]])
}

// graph returns the graph on which a mode moves.
func (n *Network) graph(m Mode) *Graph {
	if m == Foot {
		return n.Foot
	}
	return n.Motor
}

// sortWays makes the index by id.
func (n *Network) sortWays() {
	n.ByID = make([]uint32, len(n.Ways))
	for i := range n.ByID {
		n.ByID[i] = uint32(i)
	}
	slices.SortStableFunc(n.ByID, func(a, b uint32) int { return cmp.Compare(n.Ways[a].ID, n.Ways[b].ID) })
}

// forWays calls visit with the ways that have one of the ids, and returns the
// ids that none has.
func (n *Network) forWays(ids []int64, visit func(way uint32)) (unknown []int64) {
	for _, id := range ids {
		i, found := slices.BinarySearchFunc(n.ByID, id, func(w uint32, id int64) int { return cmp.Compare(n.Ways[w].ID, id) })
		if !found {
			unknown = append(unknown, id)
		}
		for ; i < len(n.ByID) && n.Ways[n.ByID[i]].ID == id; i++ {
			visit(n.ByID[i])
		}
	}
	return unknown
}

// know looks up what follows from the codes of the countries.
func (n *Network) know() {
	n.countries = make([]country, len(n.Codes))
	for i, iso := range n.Codes {
		n.countries[i] = countryOf(n.text(iso))
	}
}
