package cch

// cover returns the fewest nodes that touch all edges between some nodes of a
// cell and the others (Kőnig's theorem: as many as edges that share no node).
func cover(c *cell, side []uint32) []uint32 {
	inside := make([]bool, c.size())
	for _, v := range side {
		inside[v] = true
	}
	var lefts []uint32 // nodes of the side with edges out of it
	match := make(map[uint32]uint32)
	for _, v := range side {
		for _, u := range c.to[c.at[v]:c.at[v+1]] {
			if !inside[u] {
				lefts = append(lefts, v)
				break
			}
		}
	}
	// Augment from each.
	seen := make(map[uint32]bool)
	var try func(v uint32) bool
	try = func(v uint32) bool {
		for _, u := range c.to[c.at[v]:c.at[v+1]] {
			if inside[u] || seen[u] {
				continue
			}
			seen[u] = true
			w, taken := match[u]
			if !taken || try(w) {
				match[u] = v
				return true
			}
		}
		return false
	}
	var free []uint32
	for _, v := range lefts {
		clear(seen)
		if !try(v) {
			free = append(free, v)
		}
	}
	// What can be got to from lefts without a partner, alternating.
	clear(seen)
	reachedLeft := make(map[uint32]bool)
	queue := free
	for _, v := range free {
		reachedLeft[v] = true
	}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, u := range c.to[c.at[v]:c.at[v+1]] {
			if inside[u] || seen[u] {
				continue
			}
			seen[u] = true
			if w, ok := match[u]; ok && !reachedLeft[w] {
				reachedLeft[w] = true
				queue = append(queue, w)
			}
		}
	}
	var out []uint32
	for _, v := range lefts {
		if !reachedLeft[v] {
			out = append(out, v)
		}
		for _, u := range c.to[c.at[v]:c.at[v+1]] {
			if seen[u] {
				out = append(out, u)
				seen[u] = false
			}
		}
	}
	return out
}
