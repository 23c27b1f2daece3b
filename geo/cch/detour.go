package cch

import (
	"cmp"
	"slices"
)

// Detour finds shortest paths where, for one question only, some arcs are longer
// than a metric says, or closed: by A* in the graph itself, with the metric's
// lengths to the target as the estimate. What is longer only makes the estimate
// too low, so that the path is still a shortest one; and the less the arcs
// differ, the fewer nodes off the path are looked at.
//
// The zero Detour is ready. It is for one goroutine at a time, and takes 20 bytes
// a node.
type Detour struct {
	estimate Potential
	visits   []visit  // by node
	run      uint32   // the number of this run; a visit of another run is void
	open     frontier // nodes to go on from
	to       []exit
	end      exit // of the last path; its place is -1 if there is none
	settled  int
}

// Search is a question to a Detour.
type Search struct {
	Graph  Graph   // that the metric's index was built of
	Metric *Metric // of weights that are never above the real ones
	From   []End
	To     []End
	// Cost returns the weight of an arc, given that in the metric: Infinity if
	// it is closed. A lesser one than in the metric counts as that.
	Cost func(a ArcID, w Weight) Weight
}

// visit is what is known of a node.
type visit struct {
	run    uint32
	length Weight // from the beginning to it
	arc    uint32 // by which; none where a path begins
	from   uint32 // the node before, or the place of the end among those given
}

// exit is an end by its node.
type exit struct {
	node  NodeID
	cost  Weight
	place int
}

// Run returns the length of a shortest path, or Infinity if there is none.
func (d *Detour) Run(s Search) Weight {
	d.begin(s)
	length := Infinity
	for len(d.open) > 0 && d.open[0].bound() < length {
		v, reached := d.open.pop()
		if d.visits[v].length != reached {
			continue // it was reached on a shorter way since
		}
		d.settled++
		for i, _ := slices.BinarySearchFunc(d.to, v, byNode); i < len(d.to) && d.to[i].node == v; i++ {
			if l := reached + d.to[i].cost; l < length {
				length, d.end = l, d.to[i]
			}
		}
		for a := s.Graph.FirstOut[v]; a < s.Graph.FirstOut[v+1]; a++ {
			w := s.Metric.Weight(ArcID(a))
			if s.Cost != nil {
				w = max(w, s.Cost(ArcID(a), w))
			}
			if l := reached + min(w, Infinity); l < length {
				d.reach(s.Graph.Head[a], visit{d.run, l, a, uint32(v)})
			}
		}
	}
	return length
}

func byNode(e exit, v NodeID) int { return cmp.Compare(e.node, v) }

// begin takes the ends.
func (d *Detour) begin(s Search) {
	n := s.Graph.Nodes()
	d.estimate.Aim(s.Metric, s.To)
	if d.run++; d.run == 0 || len(d.visits) < n {
		d.visits, d.run = make([]visit, n), 1
	}
	d.open, d.to = d.open[:0], d.to[:0]
	d.end = exit{place: -1}
	d.settled = 0
	for i, e := range s.To {
		if int(e.Node) < n {
			d.to = append(d.to, exit{e.Node, e.Cost, i})
		}
	}
	slices.SortFunc(d.to, func(a, b exit) int { return cmp.Or(byNode(a, b.node), cmp.Compare(a.place, b.place)) })
	for i, e := range s.From {
		if int(e.Node) < n {
			d.reach(e.Node, visit{d.run, e.Cost, none, uint32(i)})
		}
	}
}

// reach takes note of a way to a node if it is the shortest yet.
func (d *Detour) reach(v NodeID, by visit) {
	if known := &d.visits[v]; known.run != d.run || by.length < known.length {
		if bound := by.length + d.estimate.At(v); by.length < Infinity && bound < Infinity {
			*known = by
			d.open.push(v, by.length, bound)
		}
	}
}

// Settled returns how many nodes the last Run went on from.
func (d *Detour) Settled() int { return d.settled }

// Path appends the path of the last Run to buf, as arcs of the graph in the
// order in which they are gone. It also returns at which of the ends given the
// path begins and ends, by their places there; -1 if there is no path.
func (d *Detour) Path(buf []ArcID) (path []ArcID, from, to int) {
	if d.end.place < 0 {
		return buf, -1, -1
	}
	first := len(buf)
	v := uint32(d.end.node)
	for d.visits[v].arc != none {
		buf = append(buf, ArcID(d.visits[v].arc))
		v = d.visits[v].from
	}
	slices.Reverse(buf[first:])
	return buf, int(d.visits[v].from), d.end.place
}

// frontier is a heap of nodes, the one with the least bound first, and of those
// the one that is furthest on its way. Each has four below it.
type frontier []open

type open struct {
	key  uint64 // the bound, then what the length is short of 2^32-1
	node NodeID
}

func (o open) bound() Weight  { return Weight(o.key >> 32) }
func (o open) length() Weight { return ^Weight(o.key) }

func (f *frontier) push(v NodeID, length, bound Weight) {
	q := append(*f, open{uint64(bound)<<32 | uint64(^length), v})
	*f = q
	for i := len(q) - 1; i > 0; {
		p := (i - 1) / 4
		if q[p].key <= q[i].key {
			break
		}
		q[p], q[i] = q[i], q[p]
		i = p
	}
}

func (f *frontier) pop() (NodeID, Weight) {
	q := *f
	top := q[0]
	last := q[len(q)-1]
	q = q[:len(q)-1]
	*f = q
	i := 0
	for {
		least := 4*i + 1
		if least >= len(q) {
			break
		}
		for c := least + 1; c < min(least+4, len(q)); c++ {
			if q[c].key < q[least].key {
				least = c
			}
		}
		if last.key <= q[least].key {
			break
		}
		q[i] = q[least]
		i = least
	}
	if len(q) > 0 {
		q[i] = last
	}
	return top.node, top.length()
}
