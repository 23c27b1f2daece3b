package route

import (
	"cmp"
	"slices"

	"pamir/geo/cch"
	"pamir/geo/index"
)

// graph is the part of a network that one family of modes can use: cars and
// trucks, or those on foot.
//
// There are two layers. Below are junctions, joined by edges: the pieces of
// ways between them. Each edge is two arcs, 2e along its way and 2e+1 against
// it, so that an arc's opposite is arc^1. Above are nodes, on which one
// searches. Almost every junction is one node. But where a turn is forbidden
// or dear, and close to there, a junction has a node for each way in which one
// may have come, so that the link that leaves it knows whether it is allowed
// (see hybrid.go). A link is an arc together with the turn that led into it.
type graph struct {
	modes Modes // whose it is

	// Junctions.
	at       []position
	ids      []int64  // OpenStreetMap's id
	armArcs  []uint32 // arcs that leave, used or not, by junction
	armFirst []uint32 // where those of each junction begin in armArcs; one more

	// Edges.
	edges      []edgeRecord
	shape      []position // of each edge in turn, both ends included
	shapeFirst []uint32   // where those of each edge begin; one more
	heightAt   []uint32   // points whose height is known, ascending
	heights    []int32    // their heights, in decimetres above the sea

	// Nodes and links.
	nodeJunction []uint32     // of each node
	out          []uint32     // where the links of each node begin; one more
	heads        []cch.NodeID // node at which each link ends
	linkArc      []uint32     // of each link
	linkTurn     []uint32     // of each link, in turns; 0: as if there were none
	turns        []turnRecord
	enter        []uint32 // node to which each arc leads who has just begun; none where no mode may use it
	copyFirst    []uint32 // where the links of each arc begin in copyLinks; one more
	copyLinks    []uint32

	// Where edges are, and for each mode which nodes hang together.
	runs       []uint32 // first point of each
	placeParts index.Parts
	components [modes][]uint32 // of each node; empty for a mode of another graph

	// The hierarchy over nodes and links.
	hierParts cch.Parts

	places *index.Packed
	hier   *cch.Index
}

const none = ^uint32(0)

// edgeRecord is a piece of a way between two junctions.
type edgeRecord struct {
	Tail, Head uint32
	Way        uint32
	Length     uint32   // centimetres
	Country    uint8    // in the network's list
	Signals    [2]uint8 // traffic lights met along each arc, the one at its end included
	_          uint8
}

// turnRecord is what a turn costs and whom it is forbidden.
type turnRecord struct {
	Banned  Modes // always
	Timed   Modes // when the rule says so
	UTurn   uint8 // 1: back into the edge that one came along
	_       uint8
	Rule    uint32 // 0: none, else one more than its place in the network's rules
	Passage uint32 // 0: none, else one more than its place in the network's passages
}

// tail returns the junction at which an arc begins.
func (g *graph) tail(arc uint32) uint32 {
	if e := &g.edges[arc>>1]; arc&1 == 0 {
		return e.Tail
	} else {
		return e.Head
	}
}

// head returns the junction at which an arc ends.
func (g *graph) head(arc uint32) uint32 { return g.tail(arc ^ 1) }

// arms returns the arcs that leave a junction.
func (g *graph) arms(junction uint32) []uint32 {
	return g.armArcs[g.armFirst[junction]:g.armFirst[junction+1]]
}

// edgesOf returns the edges of a way, which follow each other.
func (g *graph) edgesOf(way uint32) (first, end uint32) {
	at := func(w uint32) uint32 {
		i, _ := slices.BinarySearchFunc(g.edges, w, func(e edgeRecord, w uint32) int { return cmp.Compare(e.Way, w) })
		return uint32(i)
	}
	return at(way), at(way + 1)
}

// points returns the line of an edge, along its way.
func (g *graph) points(edge uint32) []position {
	return g.shape[g.shapeFirst[edge]:g.shapeFirst[edge+1]]
}

// copies returns the links that are one arc, each after another turn.
func (g *graph) copies(arc uint32) []uint32 {
	return g.copyLinks[g.copyFirst[arc]:g.copyFirst[arc+1]]
}

// linkWeight returns what a link costs a mode that may use it for weight w of
// its arc.
func (n *Network) linkWeight(g *graph, m Mode, link uint32, w uint32) uint32 {
	t := &g.turns[g.linkTurn[link]]
	if w >= infinity || t.Banned.Has(m) || t.Passage > 0 && n.passages[t.Passage-1].Open.Of(m) == Barred {
		return infinity
	}
	if t.UTurn > 0 {
		w += turnCost[m]
	}
	return min(w, infinity)
}
