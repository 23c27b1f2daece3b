package roadbench

import "pamir/geo/cch"

// plain is Dijkstra's algorithm as it is done well where nothing is prepared:
// a heap of four branches, of lengths and nodes in one word.
type plain struct {
	graph   cch.Graph
	weights []cch.Weight
	length  []cch.Weight
	heap    []uint64
}

// nowhere is no node.
const nowhere cch.NodeID = 1<<32 - 1

// run finds the lengths from a node, up to that to another.
func (p *plain) run(from, to cch.NodeID) {
	for v := range p.length {
		p.length[v] = cch.Infinity
	}
	p.length[from] = 0
	p.heap = append(p.heap[:0], uint64(from))
	for len(p.heap) > 0 {
		top := p.pop()
		v, l := cch.NodeID(top), cch.Weight(top>>32)
		if l > p.length[v] {
			continue
		}
		if v == to {
			return
		}
		for a := p.graph.FirstOut[v]; a < p.graph.FirstOut[v+1]; a++ {
			h := p.graph.Head[a]
			if d := l + p.weights[a]; d < p.length[h] {
				p.length[h] = d
				p.push(uint64(d)<<32 | uint64(h))
			}
		}
	}
}

func (p *plain) push(e uint64) {
	p.heap = append(p.heap, e)
	i := len(p.heap) - 1
	for ; i > 0 && p.heap[(i-1)/4] > e; i = (i - 1) / 4 {
		p.heap[i] = p.heap[(i-1)/4]
	}
	p.heap[i] = e
}

func (p *plain) pop() uint64 {
	top, last := p.heap[0], p.heap[len(p.heap)-1]
	p.heap = p.heap[:len(p.heap)-1]
	i := 0
	for c := 1; c < len(p.heap); c = 4*i + 1 {
		least := c
		for c++; c < min(4*i+5, len(p.heap)); c++ {
			if p.heap[c] < p.heap[least] {
				least = c
			}
		}
		if p.heap[least] >= last {
			break
		}
		p.heap[i] = p.heap[least]
		i = least
	}
	if len(p.heap) > 0 {
		p.heap[i] = last
	}
	return top
}
