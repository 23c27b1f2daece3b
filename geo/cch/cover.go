package cch

// cover returns the fewest nodes that touch all edges between some nodes of a
// cell and the others: as many as there can be edges that share no node
// (Kőnig's theorem).
func cover(c *cell, side []uint32) []uint32 {
	v := covering{cell: c, inside: make([]bool, c.size()), partner: make([]uint32, c.size()), seen: make([]uint32, c.size())}
	for _, u := range side {
		v.inside[u] = true
	}
	for u := range v.partner {
		v.partner[u] = none
	}
	var rim []uint32 // nodes of the side with an edge out of it
	for _, u := range side {
		for _, w := range c.of(u) {
			if !v.inside[w] {
				rim = append(rim, u)
				break
			}
		}
	}
	for i, u := range rim {
		v.round = uint32(i) + 1
		v.match(u)
	}
	return v.cover(rim)
}

// covering looks for edges that share no node: each pairs one of the side with
// a partner outside.
type covering struct {
	*cell
	inside  []bool
	partner []uint32 // by node; none if it has none
	seen    []uint32 // by node outside: the last round in which it was come to
	round   uint32
	path    []uint32 // nodes of the side, on the way to one that can have a partner
	next    []uint32 // of each: the arc to try
}

// match finds a partner for a node of the side, for which others may have to
// change theirs.
func (v *covering) match(u uint32) {
	v.path, v.next = append(v.path[:0], u), append(v.next[:0], v.at[u])
	for len(v.path) > 0 {
		last := len(v.path) - 1
		u, a := v.path[last], v.next[last]
		if a == v.at[u+1] {
			v.path, v.next = v.path[:last], v.next[:last]
			continue
		}
		v.next[last]++
		w := v.to[a]
		if v.inside[w] || v.seen[w] == v.round {
			continue
		}
		v.seen[w] = v.round
		if x := v.partner[w]; x != none {
			v.path, v.next = append(v.path, x), append(v.next, v.at[x])
			continue
		}
		for i := last; i >= 0; i-- { // each takes the one it has come by
			w := v.to[v.next[i]-1]
			v.partner[v.path[i]], v.partner[w] = w, v.path[i]
		}
		return
	}
}

// cover goes out from the nodes of the rim that have no partner, to any node
// outside and back to its partner. Of the side it takes those it does not come
// to, of the others those it does.
func (v *covering) cover(rim []uint32) []uint32 {
	v.round = none
	come := make([]bool, v.size())
	queue := v.path[:0]
	for _, u := range rim {
		if v.partner[u] == none {
			come[u] = true
			queue = append(queue, u)
		}
	}
	var out []uint32
	for i := 0; i < len(queue); i++ {
		for _, w := range v.of(queue[i]) {
			if v.inside[w] || v.seen[w] == v.round {
				continue
			}
			v.seen[w] = v.round
			out = append(out, w)
			if x := v.partner[w]; x != none && !come[x] {
				come[x] = true
				queue = append(queue, x)
			}
		}
	}
	for _, u := range rim {
		if !come[u] {
			out = append(out, u)
		}
	}
	return out
}
