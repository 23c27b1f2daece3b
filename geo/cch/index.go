package cch

import (
	"iter"
	"sync"
)

// Index is a graph in the order of its elimination, with the arcs that
// contraction adds. It holds no weights.
//
// Inside, nodes go by their rank. Ranks are a postorder of the elimination
// tree: what is below rank x in the tree are ranks right before x, and an arc
// of the hierarchy always leads from a rank to one of its ancestors. All the
// ancestors of a rank lie on one path to the root, so that a level names one of
// them. Searches keep what they know of a path in arrays by level, which are
// short.
//
// Where the ancestors that x+1 has arcs to are those of x without x+1, the two
// share one list. A run of ranks that share a list is a supernode; its first
// rank owns the list. On road graphs the lists are a fifth shorter for it, and
// near the root, where the arcs are and searches go, far more; and the weights
// of a supernode are blocks in which loops go fast.
type Index struct {
	nodes  []Node   // by rank, and one more
	heads  []uint32 // of the lists: ranks, rising
	levels []uint32 // of the same: levels, rising
	downAt []uint32 // by rank, and one more: where its entries in downs begin
	downs  []Down   // supernodes with an arc up to a rank, rising by owner

	order []NodeID // by rank
	ranks []uint32 // by node

	keys    []uint32 // by input arc: twice the arc of the hierarchy it lies on, and 1 if it leads down; none for a loop
	inputAt []uint32 // by rank, and one more: where its entries in inputs begin
	inputs  []Input  // arcs of the graph by lower rank, then by key, then by id
	height  int      // how many levels there are

	once  sync.Once // for tasks
	tasks []task
}

// Node is a rank's place in the hierarchy.
type Node struct {
	Arc    uint32 // its first arc up; the last is the one before the next rank's first
	List   uint32 // where in the lists the heads of its arcs begin
	Parent uint32 // in the elimination tree; 2^32-1 for a root
	Level  uint32 // one below its parent's; roots are on the highest, and the lowest is 0
}

// Down says that ranks of a supernode have arcs to the rank at a place in its
// list: all those whose part of the list holds it. It is there only if the list
// goes on after the place, as it is for triangles.
type Down struct {
	Owner uint32 // the first rank of the supernode
	At    uint32 // the place, in Heads
	Arc   uint32 // the arc of the owner
	Rest  uint32 // twice how many places come after it; and 1 if other ranks than the owner have it too
}

// Input is an arc of the graph and where in the hierarchy it lies.
type Input struct {
	Arc  ArcID
	Slot uint32 // twice the level of its upper node; and 1 if it leads down
}

// downOf returns the entry for a place in the list of an owner.
func downOf(owner uint32, node Node, size, at uint32, more bool) Down {
	d := Down{Owner: owner, At: node.List + at, Arc: node.Arc + at, Rest: 2 * (size - 1 - at)}
	if more {
		d.Rest++
	}
	return d
}

// Nodes returns how many nodes the graph has.
func (ix *Index) Nodes() int { return len(ix.order) }

// InputArcs returns how many arcs the graph has.
func (ix *Index) InputArcs() int { return len(ix.keys) }

// Arcs returns how many arcs the hierarchy has. Each stands for both
// directions.
func (ix *Index) Arcs() int {
	if len(ix.nodes) == 0 {
		return 0
	}
	return int(ix.nodes[len(ix.nodes)-1].Arc)
}

// Order returns the nodes from the least to the most important. It may differ
// from the order given to Build, and makes the same hierarchy. The caller must
// not change it.
func (ix *Index) Order() []NodeID { return ix.order }

// degree is how many arcs up a rank has.
func (ix *Index) degree(x uint32) uint32 { return ix.nodes[x+1].Arc - ix.nodes[x].Arc }

// up returns the ranks that the arcs up from a rank lead to, rising.
func (ix *Index) up(x uint32) []uint32 {
	at := ix.nodes[x].List
	return ix.heads[at : at+ix.degree(x)]
}

// shares reports whether a rank has the list of the one before it, but for its
// first.
func (ix *Index) shares(x uint32) bool {
	return x > 0 && ix.degree(x) > 0 && ix.nodes[x].List == ix.nodes[x-1].List+1 && ix.degree(x-1) == ix.degree(x)+1
}

// position returns where in a rising list v is, or false.
func position(list []uint32, v uint32) (uint32, bool) {
	lo, hi := 0, len(list)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if list[mid] < v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return uint32(lo), lo < len(list) && list[lo] == v
}

// columns yields the ranks of a supernode that have an arc to a place.
func (ix *Index) columns(d Down) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		x := d.Owner
		for from := ix.nodes[x].List; from <= d.At && ix.nodes[x].List == from; from++ {
			if !yield(x) {
				return
			}
			x++
		}
	}
}
