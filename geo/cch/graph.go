package cch

import (
	"fmt"
	"math"
)

// NodeID is a node of a graph, from 0.
type NodeID uint32

// ArcID is an arc of a graph, from 0.
type ArcID uint32

// Weight is the length of an arc or of a path, in whatever unit the caller
// measures: milliseconds, decimetres. Sums saturate at Infinity.
type Weight uint32

// Infinity is the weight of an arc that may not be used, and the length of a
// path that does not exist. A path of this length or more is none.
const Infinity Weight = 1<<31 - 1

// none stands for no node, arc or position.
const none uint32 = math.MaxUint32

// maxCount is the most nodes, arcs and arcs of a hierarchy that are taken: an
// id and a bit must fit into 32 bits, and none must not be an id.
const maxCount = 1<<31 - 2

// Graph is a directed graph. The arcs out of node v are those from FirstOut[v]
// up to, but without, FirstOut[v+1]. There may be several arcs from one node to
// another, and arcs from a node to itself.
type Graph struct {
	FirstOut []uint32 // by node, and one more: how many arcs there are
	Head     []NodeID // by arc: the node it leads to
}

// Nodes returns how many nodes there are.
func (g Graph) Nodes() int { return max(0, len(g.FirstOut)-1) }

// Arcs returns how many arcs there are.
func (g Graph) Arcs() int { return len(g.Head) }

// Check returns an error that says where the arrays contradict themselves, or
// nil. The zero Graph is empty and sound.
func (g Graph) Check() error {
	if len(g.FirstOut) == 0 {
		if len(g.Head) > 0 {
			return fmt.Errorf("cch: no nodes, but %d arcs", len(g.Head))
		}
		return nil
	}
	n, m := g.Nodes(), g.Arcs()
	if n > maxCount || m > maxCount {
		return fmt.Errorf("cch: %d nodes and %d arcs: the most is %d of each", n, m, maxCount)
	}
	if g.FirstOut[0] != 0 {
		return fmt.Errorf("cch: the arcs of node 0 begin at %d, not at 0", g.FirstOut[0])
	}
	for v := range n {
		if g.FirstOut[v+1] < g.FirstOut[v] {
			return fmt.Errorf("cch: the arcs of node %d end at %d, before they begin at %d", v, g.FirstOut[v+1], g.FirstOut[v])
		}
	}
	if int(g.FirstOut[n]) != m {
		return fmt.Errorf("cch: the arcs of node %d end at %d, but there are %d arcs", n-1, g.FirstOut[n], m)
	}
	for a, h := range g.Head {
		if int(h) >= n {
			return fmt.Errorf("cch: arc %d leads to node %d of %d", a, h, n)
		}
	}
	return nil
}

// checkOrder returns an error unless order names each of n nodes once.
func checkOrder(order []NodeID, n int) error {
	if len(order) != n {
		return fmt.Errorf("cch: the order has %d nodes, the graph %d", len(order), n)
	}
	at := make([]uint32, n)
	for i, v := range order {
		if int(v) >= n {
			return fmt.Errorf("cch: the order names node %d of %d at position %d", v, n, i)
		}
		if at[v] != 0 {
			return fmt.Errorf("cch: the order names node %d twice, at positions %d and %d", v, at[v]-1, i)
		}
		at[v] = uint32(i) + 1
	}
	return nil
}
