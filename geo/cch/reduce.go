package cch

// reduction takes nodes with one or two neighbours out of a graph, and joins
// the two. That is never wrong: there is always a best order that begins with
// them (Bodlaender, Koster, van den Eijkhof: Preprocessing rules for
// triangulation of probabilistic networks, 2005).
type reduction struct {
	net     net // a node's neighbours, and some that are gone
	gone    []bool
	degree  []uint32 // how many neighbours are left
	touched []uint32 // the last round, from 1, in which a neighbour went
}

// tooMany is from how many neighbours on a node is not searched for one: where
// that would be needed, it is left to the dissection.
const tooMany = 1000

// reduce returns the nodes it takes, in order. It goes in rounds in which no
// two neighbours are taken, so that a long chain becomes a shallow tree.
func (r *reduction) reduce() []NodeID {
	n := uint32(r.net.size())
	r.gone = make([]bool, n)
	r.degree = make([]uint32, n)
	r.touched = make([]uint32, n)
	order := make([]NodeID, 0, n)
	queue := make([]uint32, 0, n)
	for v := range n {
		if r.degree[v] = uint32(len(r.net.of(v))); r.degree[v] <= 2 {
			queue = append(queue, v)
		}
	}
	var next []uint32
	for round := uint32(1); len(queue) > 0; round++ {
		for _, v := range queue {
			switch {
			case r.gone[v] || !r.easy(v):
			case r.touched[v] == round:
				next = append(next, v)
			default:
				order = append(order, NodeID(v))
				next = r.take(v, round, next)
			}
		}
		queue, next = next, queue[:0]
	}
	return order
}

// left returns the neighbours that a node still has.
func (r *reduction) left(v uint32) []uint32 {
	us := r.net.of(v)
	if uint32(len(us)) == r.degree[v] {
		return us
	}
	kept := us[:0]
	for _, u := range us {
		if !r.gone[u] {
			kept = append(kept, u)
		}
	}
	r.net.end[v] = r.net.at[v] + uint32(len(kept))
	return kept
}

// easy reports whether a node can be taken without a long search.
func (r *reduction) easy(v uint32) bool {
	us := r.left(v)
	return len(us) < 2 || len(r.net.of(us[0])) <= tooMany && len(r.net.of(us[1])) <= tooMany
}

// take takes a node, and appends neighbours that have become fit to be taken
// themselves.
func (r *reduction) take(v, round uint32, next []uint32) []uint32 {
	us := r.left(v)
	r.gone[v] = true
	joined := len(us) == 2 && r.replace(us[0], v, us[1])
	if joined {
		r.replace(us[1], v, us[0])
	}
	for _, u := range us {
		r.touched[u] = round
		if joined {
			continue
		}
		if r.degree[u]--; r.degree[u] == 2 {
			next = append(next, u)
		}
	}
	return next
}

// replace puts a neighbour in the place of another, unless it is one already.
func (r *reduction) replace(v, old, by uint32) bool {
	at := 0
	for i, w := range r.net.of(v) {
		switch w {
		case by:
			return false
		case old:
			at = i
		}
	}
	r.net.of(v)[at] = by
	return true
}

// core returns what is left, with nodes numbered so that near ones have near
// numbers, and what they were.
func (r *reduction) core() (net, []NodeID) {
	n := uint32(r.net.size())
	number := make([]uint32, n)
	for v := range number {
		number[v] = none
	}
	var nodes []NodeID
	for s := range n {
		if r.gone[s] || number[s] != none {
			continue
		}
		number[s] = uint32(len(nodes))
		nodes = append(nodes, NodeID(s))
		for i := len(nodes) - 1; i < len(nodes); i++ {
			for _, u := range r.left(uint32(nodes[i])) {
				if number[u] == none {
					number[u] = uint32(len(nodes))
					nodes = append(nodes, NodeID(u))
				}
			}
		}
	}
	var out net
	for _, v := range nodes {
		out.at = append(out.at, uint32(len(out.to)))
		for _, u := range r.left(uint32(v)) {
			out.to = append(out.to, number[u])
		}
		out.end = append(out.end, uint32(len(out.to)))
	}
	return out, nodes
}
