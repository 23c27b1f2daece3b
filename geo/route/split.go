package route

import "container/heap"

// choose decides which junctions to split: those inside forbidden rows, those
// with a passage, and those near the former.
func (h *hybrid) choose(rows []sequence, cost func(m Mode, arc uint32) uint32) {
	h.split = make([]bool, len(h.at))
	core := make([]bool, len(h.at))
	var cores []uint32
	for _, r := range rows {
		for _, a := range r.arcs[:len(r.arcs)-1] {
			if j := h.head(a); !core[j] {
				core[j] = true
				h.split[j] = true
				cores = append(cores, j)
			}
		}
	}
	for m := range modes {
		if h.modes.Has(m) && turnCost[m] > 0 {
			n := near{hybrid: h, mode: m, cost: cost, reached: map[uint32]uint32{}}
			for _, j := range cores {
				n.grow(j)
			}
		}
	}
	for node := range h.passageOf {
		if j := h.junctionOf[node]; j != none {
			h.split[j] = true
		}
	}
}

// near looks for the junctions from which the way back to a core is shorter
// than turning back at the first junction behind it.
type near struct {
	*hybrid
	mode    Mode
	cost    func(m Mode, arc uint32) uint32
	reached map[uint32]uint32 // there and back, from the first junction
	queue   nearQueue
}

// both returns what it costs to go along an arc and come back, if one can.
func (n *near) both(a uint32) (uint32, bool) {
	there, back := n.cost(n.mode, a), n.cost(n.mode, a^1)
	return there + back, there < infinity && back < infinity
}

func (n *near) grow(core uint32) {
	clear(n.reached)
	for _, a := range n.arms(core) {
		if _, ok := n.both(a); ok {
			n.queue = append(n.queue, nearItem{0, n.head(a)})
		}
	}
	heap.Init(&n.queue)
	for len(n.queue) > 0 {
		it := heap.Pop(&n.queue).(nearItem)
		if _, done := n.reached[it.junction]; done {
			continue
		}
		n.reached[it.junction] = it.cost
		n.split[it.junction] = true
		for _, a := range n.arms(it.junction) {
			if c, ok := n.both(a); ok && c+it.cost < turnCost[n.mode] && n.head(a) != core {
				heap.Push(&n.queue, nearItem{c + it.cost, n.head(a)})
			}
		}
	}
}

type nearItem struct{ cost, junction uint32 }

type nearQueue []nearItem

func (q nearQueue) Len() int           { return len(q) }
func (q nearQueue) Less(i, j int) bool { return q[i].cost < q[j].cost }
func (q nearQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *nearQueue) Push(x any)        { *q = append(*q, x.(nearItem)) }
func (q *nearQueue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}
