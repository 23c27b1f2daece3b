package route

import "slices"

// automaton tells, arc by arc, how much of a forbidden row one has driven: the
// string matching of Aho and Corasick (1975) over arcs. Its states are the
// beginnings of rows; 0 is none.
type automaton struct {
	next map[stateArc]uint32
	fail []uint32 // the longest proper end of the state that is a beginning, too
	bans [][]ban  // of rows that end in the state
	deep []bool   // whether a row goes on from the state
}

type stateArc struct{ state, arc uint32 }

func newAutomaton(rows []sequence) *automaton {
	m := &automaton{next: map[stateArc]uint32{}, fail: []uint32{0}, bans: [][]ban{nil}, deep: []bool{true}}
	var order []stateArc // the step into each state but 0
	for _, r := range rows {
		s := uint32(0)
		for _, a := range r.arcs {
			to, ok := m.next[stateArc{s, a}]
			if !ok {
				to = uint32(len(m.fail))
				m.next[stateArc{s, a}] = to
				m.fail, m.bans, m.deep = append(m.fail, 0), append(m.bans, nil), append(m.deep, false)
				m.deep[s] = true
				order = append(order, stateArc{s, a})
			}
			s = to
		}
		m.bans[s] = append(m.bans[s], r.ban)
	}
	m.link(order)
	return m
}

// link finds the fails, shorter states first.
func (m *automaton) link(order []stateArc) {
	depth := make([]int, len(m.fail))
	for i, step := range order {
		depth[i+1] = depth[step.state] + 1
	}
	states := make([]int, len(order))
	for i := range states {
		states[i] = i + 1
	}
	slices.SortStableFunc(states, func(a, b int) int { return depth[a] - depth[b] })
	for _, s := range states {
		if step := order[s-1]; step.state != 0 {
			m.fail[s] = m.goTo(m.fail[step.state], step.arc)
		}
		m.bans[s] = append(slices.Clip(m.bans[s]), m.bans[m.fail[s]]...)
	}
}

// goTo returns the state after an arc.
func (m *automaton) goTo(s, arc uint32) uint32 {
	for {
		if to, ok := m.next[stateArc{s, arc}]; ok {
			return to
		}
		if s == 0 {
			return 0
		}
		s = m.fail[s]
	}
}

// step returns the state after an arc as far as it matters for what follows,
// and whom the arc is forbidden.
func (m *automaton) step(s, arc uint32) (to uint32, bans []ban) {
	to = m.goTo(s, arc)
	bans = m.bans[to]
	for to != 0 && !m.deep[to] {
		to = m.fail[to]
	}
	return to, bans
}
