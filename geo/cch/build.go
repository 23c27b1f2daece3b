package cch

import (
	"cmp"
	"fmt"
	"slices"
)

// Build makes the index of a graph whose nodes are contracted in an order, in
// which order[i] is the node at position i. Any order gives right answers; one
// by Order gives fast ones.
//
// It takes time in proportion to the arcs of the hierarchy, of which a bad
// order can make very many: more than 2^31-2 are an error.
func Build(g Graph, order []NodeID) (*Index, error) {
	if err := g.Check(); err != nil {
		return nil, err
	}
	if err := checkOrder(order, g.Nodes()); err != nil {
		return nil, err
	}
	f, err := fill(g, order)
	if err != nil {
		return nil, err
	}
	ix := f.index(order)
	ix.buildDowns()
	ix.buildInputs(g)
	return ix, nil
}

// filled is the chordal completion of a graph, by positions in the order.
type filled struct {
	lists  []list
	heads  []uint32
	shares []uint32 // by position: the child whose list without its first it has; none where it has its own
}

// list is a range of heads.
type list struct{ at, size uint32 }

func (f *filled) of(v uint32) []uint32 { return f.heads[f.lists[v].at:][:f.lists[v].size] }

func (f *filled) parent(v uint32) uint32 {
	if f.lists[v].size == 0 {
		return none
	}
	return f.heads[f.lists[v].at]
}

// fill contracts the nodes one by one. What a node then has arcs to is what it
// had in the graph, and what those have that it is the parent of.
func fill(g Graph, order []NodeID) (*filled, error) {
	n := uint32(g.Nodes())
	upAt, ups := upward(g, order)
	f := &filled{lists: make([]list, n), heads: make([]uint32, 0, len(ups)), shares: make([]uint32, n)}
	child := make([]uint32, n)   // the last child of a position
	sibling := make([]uint32, n) // the one before it
	seen := make([]uint32, n)    // the position, plus one, that has an arc here
	for v := range child {
		child[v] = none
	}
	var fresh []uint32
	total := 0
	for v := range n {
		most := none
		for c := child[v]; c != none; c = sibling[c] {
			if most == none || f.lists[c].size > f.lists[most].size {
				most = c
			}
		}
		var base []uint32 // rising
		if most != none {
			base = f.of(most)[1:]
		}
		for _, u := range base {
			seen[u] = v + 1
		}
		fresh = fresh[:0]
		add := func(us []uint32) {
			for _, u := range us {
				if seen[u] != v+1 {
					seen[u] = v + 1
					fresh = append(fresh, u)
				}
			}
		}
		add(ups[upAt[v]:upAt[v+1]])
		for c := child[v]; c != none; c = sibling[c] {
			if c != most {
				add(f.of(c)[1:])
			}
		}
		f.shares[v] = none
		if len(fresh) == 0 && most != none {
			f.shares[v] = most
			f.lists[v] = list{f.lists[most].at + 1, f.lists[most].size - 1}
		} else {
			slices.Sort(fresh)
			f.lists[v] = list{uint32(len(f.heads)), uint32(len(base) + len(fresh))}
			f.heads = merge(f.heads, base, fresh)
		}
		if total += int(f.lists[v].size); total > maxCount || len(f.heads) > maxCount {
			return nil, fmt.Errorf("cch: with this order the hierarchy has more than %d arcs", maxCount)
		}
		if p := f.parent(v); p != none {
			sibling[v] = child[p]
			child[p] = v
		}
	}
	return f, nil
}

// merge appends two rising lists to out as one.
func merge(out, a, b []uint32) []uint32 {
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			out = append(out, a[0])
			a = a[1:]
		} else {
			out = append(out, b[0])
			b = b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// upward returns the neighbours of each position that are above it, of either
// direction, in no order and some of them twice.
func upward(g Graph, order []NodeID) (at, ups []uint32) {
	n := g.Nodes()
	pos := make([]uint32, n)
	for i, v := range order {
		pos[v] = uint32(i)
	}
	at = make([]uint32, n+1)
	each := func(visit func(low, high uint32)) {
		for v := range n {
			p := pos[v]
			for _, h := range g.Head[g.FirstOut[v]:g.FirstOut[v+1]] {
				if q := pos[h]; p != q {
					visit(min(p, q), max(p, q))
				}
			}
		}
	}
	each(func(low, _ uint32) { at[low+1]++ })
	for v := range n {
		at[v+1] += at[v]
	}
	ups = make([]uint32, at[n])
	next := slices.Clone(at[:n])
	each(func(low, high uint32) {
		ups[next[low]] = high
		next[low]++
	})
	return at, ups
}

// index numbers the positions in postorder. The child that shares its list
// comes right before its parent, so that supernodes are runs of ranks. A list
// holds ancestors of one node, whose order among themselves stays.
func (f *filled) index(order []NodeID) *Index {
	n := uint32(len(order))
	rank := f.postorder()
	ix := &Index{
		nodes: make([]Node, n+1),
		heads: make([]uint32, 0, len(f.heads)),
		order: make([]NodeID, n),
		ranks: make([]uint32, n),
	}
	at := make([]uint32, n) // by rank: the position
	for v, x := range rank {
		at[x] = uint32(v)
		ix.order[x] = order[v]
		ix.ranks[order[v]] = x
	}
	var arcs uint32
	for x := range n {
		v := at[x]
		node := Node{Arc: arcs, Parent: none}
		if f.shares[v] != none {
			node.List = ix.nodes[x-1].List + 1
		} else {
			node.List = uint32(len(ix.heads))
			for _, u := range f.of(v) {
				ix.heads = append(ix.heads, rank[u])
			}
		}
		if p := f.parent(v); p != none {
			node.Parent = rank[p]
		}
		ix.nodes[x] = node
		arcs += f.lists[v].size
	}
	ix.nodes[n] = Node{Arc: arcs, List: uint32(len(ix.heads)), Parent: none}
	ix.setLevels()
	return ix
}

// setLevels counts levels down from the roots, and then so that the lowest is 0.
func (ix *Index) setLevels() {
	lowest := uint32(none)
	for x := ix.Nodes() - 1; x >= 0; x-- {
		node := &ix.nodes[x]
		node.Level = none // of a root, for now
		if node.Parent != none {
			node.Level = ix.nodes[node.Parent].Level - 1
		}
		lowest = min(lowest, node.Level)
	}
	for x := range ix.nodes[:ix.Nodes()] {
		ix.nodes[x].Level -= lowest
	}
	ix.levels = make([]uint32, len(ix.heads))
	for i, h := range ix.heads {
		ix.levels[i] = ix.nodes[h].Level
	}
	ix.height = heightOf(ix.nodes)
}

// postorder returns the rank of each position.
func (f *filled) postorder() []uint32 {
	n := uint32(len(f.lists))
	size := make([]uint32, n) // of the tree below and with a position
	for v := range n {
		size[v]++
		if p := f.parent(v); p != none {
			size[p] += size[v]
		}
	}
	rank := make([]uint32, n)
	free := make([]uint32, n) // the highest rank that is left below a position
	top := n                  // what is left for roots
	place := func(v uint32) {
		p := f.parent(v)
		if p == none {
			rank[v] = top - 1
			top -= size[v]
		} else {
			rank[v] = free[p]
			free[p] -= size[v]
		}
		free[v] = rank[v] - 1
	}
	for v := n; v > 0; {
		v--
		if p := f.parent(v); p == none || f.shares[p] != v {
			place(v)
		}
		if c := f.shares[v]; c != none {
			place(c) // before its siblings, which are all lower than v
		}
	}
	return rank
}

// buildDowns turns the lists round.
func (ix *Index) buildDowns() {
	n := uint32(ix.Nodes())
	ix.downAt = make([]uint32, n+1)
	ix.eachDown(func(y uint32, _ Down) { ix.downAt[y+1]++ })
	for x := range n {
		ix.downAt[x+1] += ix.downAt[x]
	}
	ix.downs = make([]Down, ix.downAt[n])
	next := slices.Clone(ix.downAt[:n])
	ix.eachDown(func(y uint32, d Down) {
		ix.downs[next[y]] = d
		next[y]++
	})
}

// eachDown visits the ranks in each list but the last of it.
func (ix *Index) eachDown(visit func(y uint32, d Down)) {
	for x := range uint32(ix.Nodes()) {
		size := ix.degree(x)
		if size < 2 || ix.shares(x) {
			continue
		}
		more := ix.shares(x + 1)
		for at, y := range ix.up(x)[:size-1] {
			visit(y, downOf(x, ix.nodes[x], size, uint32(at), at > 0 && more))
		}
	}
}

// buildInputs finds the arc of the hierarchy on which each arc of the graph
// lies.
func (ix *Index) buildInputs(g Graph) {
	n := uint32(ix.Nodes())
	ix.keys = make([]uint32, g.Arcs())
	ix.inputAt = make([]uint32, n+1)
	for v := range n {
		p := ix.ranks[v]
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			q := ix.ranks[g.Head[a]]
			if p == q {
				ix.keys[a] = none
				continue
			}
			low := min(p, q)
			i, _ := position(ix.up(low), max(p, q))
			key := 2 * (ix.nodes[low].Arc + i)
			if low == q {
				key++
			}
			ix.keys[a] = key
			ix.inputAt[low+1]++
		}
	}
	for x := range n {
		ix.inputAt[x+1] += ix.inputAt[x]
	}
	ix.inputs = make([]Input, ix.inputAt[n])
	next := slices.Clone(ix.inputAt[:n])
	for v := range n {
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			if ix.keys[a] != none {
				low := min(ix.ranks[v], ix.ranks[g.Head[a]])
				ix.inputs[next[low]] = Input{Arc: ArcID(a)}
				next[low]++
			}
		}
	}
	for x := range n {
		slices.SortFunc(ix.inputs[ix.inputAt[x]:ix.inputAt[x+1]], func(a, b Input) int {
			return cmp.Or(cmp.Compare(ix.keys[a.Arc], ix.keys[b.Arc]), cmp.Compare(a.Arc, b.Arc))
		})
		for i := ix.inputAt[x]; i < ix.inputAt[x+1]; i++ {
			k := ix.keys[ix.inputs[i].Arc]
			ix.inputs[i].Slot = 2*ix.levels[ix.nodes[x].List+k/2-ix.nodes[x].Arc] + k&1
		}
	}
}
