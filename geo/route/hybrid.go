package route

import (
	"slices"

	"pamir/geo/cch"
)

// The nodes on which one searches.
//
// Were turns free everywhere, each junction could be one node. They are not:
// rows of arcs are forbidden, turning back costs, and at a passage one may be
// stopped. Where that matters a junction is split into nodes (arc, state): how
// one has come, and how much of a forbidden row one has driven. The links that
// leave such a node know what each turn costs.
//
// It matters at the junctions of forbidden rows and at passages, but also close
// to the former. Who must not turn left at X could drive straight on, turn
// back at the next junction and then turn right; at a junction that is one
// node, turning back would be free. On a shortest way one never turns back
// before a plain junction that is not next to a split one: leaving out the
// detour would be shorter. So it is enough to split all junctions from which
// the way to X and back is shorter than turning back, dear as it is, at the
// first junction behind X: beyond them the free turn is no gain. What is
// found is then what a search over single arcs, with every turn paid, would
// find; the tests hold it to that.
type hybrid struct {
	*family
	m     *automaton
	split []bool
	nodes map[stateArc]uint32 // of split junctions: by state and arc
	plain []uint32            // node of a junction that is not split
	keys  []nodeKey
	known map[turnRecord]uint32 // turns by what they are
}

type nodeKey struct {
	junction uint32
	arc      uint32 // none at a plain junction
	state    uint32
}

// turnCost is what turning back costs a mode, as a weight.
var turnCost = [modes]uint32{Car: 20 * second, Truck: 40 * second, Foot: 0}

// links makes the nodes and links of a family.
func (f *family) links(cost func(m Mode, arc uint32) uint32) {
	h := &hybrid{family: f, known: map[turnRecord]uint32{{}: 0}, nodes: map[stateArc]uint32{}}
	var rows []sequence
	if f.modes&motor != 0 {
		rows = f.sequences()
	}
	h.m = newAutomaton(rows)
	h.choose(rows, cost)
	f.turns = []turnRecord{{}}
	f.enter = make([]uint32, 2*len(f.edges))
	h.plain = make([]uint32, len(f.at))
	for j := range f.at {
		h.plain[j] = none
		if !h.split[j] {
			h.plain[j] = h.add(nodeKey{uint32(j), none, 0})
		}
	}
	for a := range uint32(2 * len(f.edges)) {
		f.enter[a] = none
		if f.usable(a) {
			s, _ := h.m.step(0, a)
			f.enter[a] = h.node(a, s)
		}
	}
	// making links may add nodes behind
	for n := 0; n < len(h.keys); n++ {
		f.out = append(f.out, uint32(len(f.heads)))
		h.leave(h.keys[n])
	}
	f.out = append(f.out, uint32(len(f.heads)))
	f.nodeJunction = make([]uint32, len(h.keys))
	for n, k := range h.keys {
		f.nodeJunction[n] = k.junction
	}
	f.indexCopies()
}

func (h *hybrid) add(k nodeKey) uint32 {
	h.keys = append(h.keys, k)
	return uint32(len(h.keys) - 1)
}

// node returns where one is after an arc.
func (h *hybrid) node(arc, state uint32) uint32 {
	j := h.head(arc)
	if !h.split[j] {
		return h.plain[j]
	}
	k := stateArc{state, arc}
	n, ok := h.nodes[k]
	if !ok {
		n = h.add(nodeKey{j, arc, state})
		h.nodes[k] = n
	}
	return n
}

// leave makes the links that leave a node.
func (h *hybrid) leave(k nodeKey) {
	for _, a := range h.arms(k.junction) {
		if !h.usable(a) {
			continue
		}
		to, bans := h.m.step(k.state, a)
		var t turnRecord
		if k.arc != none {
			t = h.turn(k, a, bans)
			if t.Banned&h.modes == h.modes {
				continue
			}
		}
		h.heads = append(h.heads, cch.NodeID(h.node(a, to)))
		h.linkArc = append(h.linkArc, a)
		h.linkTurn = append(h.linkTurn, h.turnID(t))
	}
}

// turn describes the turn from the arc of a node into another arc.
func (h *hybrid) turn(k nodeKey, arc uint32, bans []ban) (t turnRecord) {
	if arc == k.arc^1 {
		t.UTurn = 1
	} else if p, ok := h.passageAt(k.junction); ok {
		t.Passage = p + 1
	}
	for _, b := range bans {
		switch {
		case b.rule == 0:
			t.Banned |= b.modes
		case t.Rule == 0 || t.Rule == b.rule:
			t.Rule, t.Timed = b.rule, t.Timed|b.modes
		default: // two rules on one turn: the second as if it always held
			t.Banned |= b.modes
		}
	}
	t.Timed &^= t.Banned
	if t.Timed == 0 {
		t.Rule = 0
	}
	return t
}

func (h *hybrid) passageAt(junction uint32) (uint32, bool) {
	n, _ := h.b.nodes.find(h.ids[junction])
	p, ok := h.passageOf[uint32(n)]
	return p, ok
}

func (h *hybrid) turnID(t turnRecord) uint32 {
	id, ok := h.known[t]
	if !ok {
		id = uint32(len(h.turns))
		h.turns = append(h.turns, t)
		h.known[t] = id
	}
	return id
}

// indexCopies lists the links of each arc.
func (g *graph) indexCopies() {
	g.copyFirst = make([]uint32, 2*len(g.edges)+1)
	for _, a := range g.linkArc {
		g.copyFirst[a+1]++
	}
	for a := range 2 * len(g.edges) {
		g.copyFirst[a+1] += g.copyFirst[a]
	}
	g.copyLinks = make([]uint32, len(g.linkArc))
	next := slices.Clone(g.copyFirst)
	for l, a := range g.linkArc {
		g.copyLinks[next[a]] = uint32(l)
		next[a]++
	}
}
