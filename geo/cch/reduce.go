package cch

// reduction takes nodes with one or two neighbours out of a graph, and joins
// the two. That is never wrong: there is always a best order that begins with
// them (Bodlaender, Koster, van den Eijkhof: Preprocessing rules for
// triangulation of probabilistic networks, 2005).
type reduction struct {
	net     net
	gone    []bool
	touched []uint32 // the last round, from 1, in which a neighbour went
}

// reduce returns the nodes it takes, in order. It goes in rounds in which no
// two neighbours are taken, so that a long chain becomes a shallow tree.
func (r *reduction) reduce() []NodeID {
	n := uint32(r.net.size())
	r.gone = make([]bool, n)
	r.touched = make([]uint32, n)
	order := make([]NodeID, 0, n)
	queue := make([]uint32, 0, n)
	for v := range n {
		if len(r.net.of(v)) <= 2 {
			queue = append(queue, v)
		}
	}
	var next []uint32
	for round := uint32(1); len(queue) > 0; round++ {
		for _, v := range queue {
			switch {
			case r.gone[v] || r.hub(v):
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

// take removes a node, and appends neighbours that have become fit to be taken
// themselves.
func (r *reduction) take(v, round uint32, next []uint32) []uint32 {
	r.gone[v] = true
	us := r.net.of(v)
	for i, u := range us {
		r.touched[u] = round
		if len(us) == 2 && !r.has(u, us[1-i]) {
			r.replace(u, v, us[1-i])
			continue
		}
		last := r.net.to[r.net.end[u]-1]
		r.replace(u, v, last)
		r.net.end[u]--
		if len(r.net.of(u)) == 2 {
			next = append(next, u)
		}
	}
	return next
}

// hub reports whether a node has a neighbour with so many that to look through
// them each time would take long. Such a node is left to the dissection.
func (r *reduction) hub(v uint32) bool {
	for _, u := range r.net.of(v) {
		if len(r.net.of(u)) > 1000 {
			return true
		}
	}
	return false
}

func (r *reduction) has(v, u uint32) bool {
	for _, w := range r.net.of(v) {
		if w == u {
			return true
		}
	}
	return false
}

// replace puts a neighbour in the place of another.
func (r *reduction) replace(v, old, by uint32) {
	for i, w := range r.net.of(v) {
		if w == old {
			r.net.of(v)[i] = by
			return
		}
	}
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
			for _, u := range r.net.of(uint32(nodes[i])) {
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
		for _, u := range r.net.of(uint32(v)) {
			out.to = append(out.to, number[u])
		}
		out.end = append(out.end, uint32(len(out.to)))
	}
	return out, nodes
}
