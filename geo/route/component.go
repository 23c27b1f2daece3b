package route

import (
	"cmp"
	"slices"
)

// components numbers, for each node, the strongly connected component it lies
// in for a mode that uses what it is not barred from: between two nodes of one
// number there is a way both there and back. The largest has the number 0, the
// next 1, and so on. It is Tarjan's algorithm (1972) without recursion.
func (n *Network) components(g *graph, m Mode) []uint32 {
	nodes := len(g.nodeJunction)
	t := tarjan{number: make([]uint32, nodes), low: make([]uint32, nodes), of: make([]uint32, nodes)}
	for i := range t.of {
		t.of[i] = none
	}
	for root := range uint32(nodes) {
		if t.number[root] > 0 {
			continue
		}
		t.enter(g, root)
		for len(t.calls) > 0 {
			c := &t.calls[len(t.calls)-1]
			if c.link == g.out[c.node+1] {
				t.leave()
				continue
			}
			l := c.link
			c.link++
			if n.linkWeight(g, m, l, n.weight(g, m, g.linkArc[l])) >= infinity {
				continue
			}
			if to := uint32(g.heads[l]); t.number[to] == 0 {
				t.enter(g, to)
			} else if t.of[to] == none {
				t.low[c.node] = min(t.low[c.node], t.number[to])
			}
		}
	}
	return bySize(t.of, t.count)
}

type tarjan struct {
	number, low, of []uint32 // number 0: not seen
	stack           []uint32
	calls           []call
	next, count     uint32
}

type call struct{ node, link uint32 }

func (t *tarjan) enter(g *graph, node uint32) {
	t.next++
	t.number[node], t.low[node] = t.next, t.next
	t.stack = append(t.stack, node)
	t.calls = append(t.calls, call{node, g.out[node]})
}

func (t *tarjan) leave() {
	node := t.calls[len(t.calls)-1].node
	t.calls = t.calls[:len(t.calls)-1]
	if len(t.calls) > 0 {
		up := t.calls[len(t.calls)-1].node
		t.low[up] = min(t.low[up], t.low[node])
	}
	if t.low[node] != t.number[node] {
		return
	}
	for {
		last := len(t.stack) - 1
		top := t.stack[last]
		t.stack = t.stack[:last]
		t.of[top] = t.count
		if top == node {
			break
		}
	}
	t.count++
}

// bySize renumbers components, the largest first; of equal ones that with the
// first node.
func bySize(of []uint32, count uint32) []uint32 {
	size, first, order := make([]int, count), make([]int, count), make([]uint32, count)
	for i := len(of) - 1; i >= 0; i-- {
		size[of[i]]++
		first[of[i]] = i
	}
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(first[a], first[b]))
	})
	rank := make([]uint32, count)
	for i, c := range order {
		rank[c] = uint32(i)
	}
	for i := range of {
		of[i] = rank[of[i]]
	}
	return of
}
