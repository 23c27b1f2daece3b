package route

import (
	"container/heap"
	"slices"
	"strconv"
	"strings"
)

// The oracle drives segment by segment over the ways as they were given, and
// looks at what it has driven to see whether a turn is allowed. It knows
// nothing of junctions, edges, nodes or automata. What it has in common with
// the rest is how tags are read and how long an arc takes.

// segment is a piece of a way between two of its nodes, in one direction.
type segment struct {
	from, to int64
	way      int64
	weight   [modes]uint32
	free     [modes]bool // else it is for those who begin or end there
}

type oracle struct {
	leave    map[int64][]segment
	rules    []restriction
	barriers map[int64]Access
	turnAt   map[int64]bool // where one can turn back: not amid a way

	firstTo, lastFrom int64 // where the first segment must lead and the last come from; 0: anywhere
}

// newOracle takes weights by way, direction and mode, since a network rounds
// them by edge.
func newOracle(tw *town, weight func(w Way, from, to int64, m Mode) uint32) *oracle {
	o := &oracle{leave: map[int64][]segment{}, barriers: map[int64]Access{}, turnAt: map[int64]bool{}}
	used := map[int64]int{}
	for _, w := range tw.ways {
		if _, ok := readRoad(w.Tags); !ok {
			continue
		}
		for i, n := range w.Nodes {
			if used[n]++; i == 0 || i == len(w.Nodes)-1 || used[n] > 1 {
				o.turnAt[n] = true
			}
			if i == 0 {
				continue
			}
			there, back := segment{from: w.Nodes[i-1], to: n, way: w.ID}, segment{from: n, to: w.Nodes[i-1], way: w.ID}
			r, _ := readRoad(w.Tags)
			for m := range modes {
				there.free[m], back.free[m] = r.Open[forward].Of(m) == Free, r.Open[backward].Of(m) == Free
				there.weight[m], back.weight[m] = weight(w, there.from, there.to, m), weight(w, back.from, back.to, m)
			}
			o.leave[there.from] = append(o.leave[there.from], there)
			o.leave[back.from] = append(o.leave[back.from], back)
		}
	}
	for _, n := range tw.nodes {
		if p, ok := readPassage(n.Tags); ok {
			o.barriers[n.ID] = p.Open
			o.turnAt[n.ID] = true
		}
	}
	for _, r := range tw.relations {
		read, _ := readRestriction(r)
		o.rules = append(o.rules, read...)
		for _, one := range read {
			o.turnAt[one.node] = true
		}
	}
	return o
}

// driven is a state: what was driven last, the newest last.
type driven []segment

func (d driven) key() string {
	var s strings.Builder
	for _, seg := range d {
		s.WriteString(strconv.FormatInt(seg.from, 10) + "-" + strconv.FormatInt(seg.to, 10) + "/" + strconv.FormatInt(seg.way, 10) + " ")
	}
	return s.String()
}

type label struct {
	cost  uint32
	state driven
	path  []int64
	phase int // 0: nothing free has been driven, 1: it has, 2: and something that is not after it
}

type labels []label

func (l labels) Len() int           { return len(l) }
func (l labels) Less(i, j int) bool { return l[i].cost < l[j].cost }
func (l labels) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *labels) Push(x any)        { *l = append(*l, x.(label)) }
func (l *labels) Pop() any {
	last := len(*l) - 1
	x := (*l)[last]
	*l = (*l)[:last]
	return x
}

const remembered = 3 // segments: as many as restrictions of the tests have before the last

// search returns the least cost from one node to another, infinity where there
// is no way, and the nodes on the way.
func (o *oracle) search(m Mode, from, to int64) (uint32, []int64) {
	queue := labels{{0, nil, []int64{from}, 0}}
	done := map[string]bool{}
	for len(queue) > 0 {
		l := heap.Pop(&queue).(label)
		at := l.path[len(l.path)-1]
		if at == to && (o.lastFrom == 0 || len(l.path) > 1 && l.path[len(l.path)-2] == o.lastFrom) && (len(l.path) > 1 || o.firstTo == 0) {
			return l.cost, l.path
		}
		if key := l.state.key() + "@" + strconv.FormatInt(at, 10) + "/" + strconv.Itoa(l.phase); done[key] {
			continue
		} else {
			done[key] = true
		}
		for _, s := range o.leave[at] {
			extra, ok := o.turn(m, l.state, s)
			if !ok || s.weight[m] >= infinity || len(l.path) == 1 && o.firstTo != 0 && s.to != o.firstTo {
				continue
			}
			phase := l.phase
			switch {
			case s.free[m] && phase == 2:
				continue
			case s.free[m]:
				phase = 1
			case phase == 1:
				phase = 2
			}
			state := append(slices.Clone(l.state), s)
			if len(state) > remembered {
				state = state[1:]
			}
			heap.Push(&queue, label{l.cost + extra + s.weight[m], state, append(slices.Clone(l.path), s.to), phase})
		}
	}
	return infinity, nil
}

// turn says whether one may go on with a segment, and what that costs.
func (o *oracle) turn(m Mode, d driven, next segment) (extra uint32, ok bool) {
	if len(d) == 0 {
		return 0, true
	}
	last := d[len(d)-1]
	back := last.way == next.way && last.from == next.to && last.to == next.from
	if back {
		if !o.turnAt[last.to] {
			return 0, false
		}
		extra = turnCost[m]
	} else if a, stands := o.barriers[last.to]; stands && a.Of(m) == Barred {
		return 0, false
	}
	for i := range o.rules {
		if r := &o.rules[i]; r.modes.Has(m) && r.rule == "" && o.breaks(r, append(slices.Clone(d), next), back) {
			return 0, false
		}
	}
	return extra, true
}

// breaks reports whether the last segment of d breaks a restriction.
func (o *oracle) breaks(r *restriction, d driven, back bool) bool {
	next, before := d[len(d)-1], d[len(d)-2]
	if len(r.ways) == 0 {
		if before.to != r.node || !slices.Contains(r.from, before.way) {
			return false
		}
		right := slices.Contains(r.to, next.way)
		if r.only {
			return !right && !back
		}
		return right && (back == r.uTurn || r.from[0] != r.to[0])
	}
	// the ways driven, as runs of one way each
	var runs []int64
	for i, s := range d {
		turned := i > 0 && s.way == d[i-1].way && s.to == d[i-1].from && s.from == d[i-1].to
		if i == 0 || s.way != d[i-1].way || turned {
			runs = append(runs, s.way)
		}
	}
	if runs[len(runs)-1] == next.way && before.way == next.way && !back {
		return false // still on the same way
	}
	row := append([]int64{r.from[0]}, r.ways...)
	if !r.only {
		row = append(row, r.to[0])
		return endsWith(runs, row)
	}
	full := append(slices.Clone(row), r.to[0])
	for i := 1; i < len(full); i++ {
		if len(runs) > 1 && endsWith(runs[:len(runs)-1], full[:i]) && runs[len(runs)-1] != full[i] && before.to == o.meet(full[i-1], full[i]) {
			return true
		}
	}
	return false
}

// meet returns the node at which two ways meet; 0 if there is none.
func (o *oracle) meet(a, b int64) int64 {
	on := map[int64]bool{}
	for _, list := range o.leave {
		for _, s := range list {
			if s.way == a {
				on[s.from] = true
			}
		}
	}
	for _, list := range o.leave {
		for _, s := range list {
			if s.way == b && on[s.from] {
				return s.from
			}
		}
	}
	return 0
}

func endsWith(list, end []int64) bool {
	return len(list) >= len(end) && slices.Equal(list[len(list)-len(end):], end)
}
