package cch

// Potential is the lengths of shortest paths from nodes to a target, found as
// they are asked for (Strasser, Zeitz: A fast and tight heuristic for A* in road
// networks, 2021). The zero Potential is ready to be aimed. It is for one
// goroutine at a time, and takes 4 bytes a node.
type Potential struct {
	m     *Metric
	climb climb
	known []Weight // by rank; unknown where it has not been asked for
	asked []uint32 // the ranks that are known
	path  []uint32
}

// unknown marks a length that has not been found yet.
const unknown = Weight(none)

// Aim says which metric and target are meant from now on.
func (p *Potential) Aim(m *Metric, to []End) {
	n := m.ix.Nodes()
	if len(p.known) < n {
		p.known = make([]Weight, n)
		for x := range p.known {
			p.known[x] = unknown
		}
	}
	for _, x := range p.asked {
		p.known[x] = unknown
	}
	p.asked = p.asked[:0]
	p.m = m
	// Of what is above the target only the way down is missing.
	c := &p.climb
	c.take(m.ix, to)
	for x := c.start(m, &m.down); x != none; x = c.next(m.ix, x) {
		p.known[x] = c.dist[m.ix.nodes[x].Level]
		p.asked = append(p.asked, x)
		c.relax(x, x+1, Infinity)
	}
	for i := len(p.asked) - 1; i >= 0; i-- {
		x := p.asked[i]
		p.known[x] = min(p.known[x], p.over(x))
	}
}

// At returns the length of a shortest path from a node to the target, or
// Infinity if there is none.
func (p *Potential) At(v NodeID) Weight {
	if p.m == nil || int(v) >= p.m.ix.Nodes() {
		return Infinity
	}
	x := p.m.ix.ranks[v]
	if l := p.known[x]; l != unknown {
		return l
	}
	path := p.path[:0]
	for y := x; y != none && p.known[y] == unknown; y = p.m.ix.nodes[y].Parent {
		path = append(path, y)
	}
	for i := len(path) - 1; i >= 0; i-- {
		p.known[path[i]] = p.over(path[i])
	}
	p.asked = append(p.asked, path...)
	p.path = path
	return p.known[x]
}

// over returns the length from a rank by way of those above it, all of which
// are known.
func (p *Potential) over(x uint32) Weight {
	node, end := &p.m.ix.nodes[x], p.m.ix.nodes[x+1].Arc
	least := Infinity
	heads := p.m.ix.heads[node.List:]
	for i, w := range p.m.up.of(x, node.Arc, end) {
		least = min(least, w+p.known[heads[i]])
	}
	return least
}
