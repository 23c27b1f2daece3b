package route

// Network is all that is known of the roads of a region, in flat arrays that
// can lie in a file: see Parts. It does not change.
type Network struct {
	About    []uint32 // see the constants below
	Ways     []wayRecord
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

// know looks up what follows from the codes of the countries.
func (n *Network) know() {
	n.countries = make([]country, len(n.Codes))
	for i, iso := range n.Codes {
		n.countries[i] = countryOf(n.text(iso))
	}
}
