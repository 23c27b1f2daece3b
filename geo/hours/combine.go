package hours

import "slices"

// Combine returns the timeline of what depends on several others, which all are
// of one window: at each instant it is what fold makes of their states, in their
// order. fold is asked once for each set of states. It takes time linear in the
// changes of all, times their number.
func Combine(lines []*Timeline, fold func(states []State) State) *Timeline {
	all := &Timeline{}
	if len(lines) == 0 || len(lines[0].at) == 0 {
		return all
	}
	all.end = lines[0].end
	states, next := make([]State, len(lines)), make([]int, len(lines))
	known := map[string]State{}
	for at := lines[0].at[0]; at < all.end; {
		end := all.end
		key := make([]byte, len(lines))
		for i, l := range lines {
			for next[i] < len(l.at) && l.at[next[i]] <= at {
				next[i]++
			}
			if next[i] > 0 {
				states[i] = l.cells[next[i]-1].state
			}
			if next[i] < len(l.at) {
				end = min(end, l.at[next[i]])
			}
			key[i] = byte(states[i])
		}
		state, ok := known[string(key)]
		if !ok {
			state = fold(slices.Clone(states))
			known[string(key)] = state
		}
		all.add(at, cell{state: state})
		at = end
	}
	return all
}
