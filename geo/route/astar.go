package route

// The exact search, for what no metric was made for: vehicles that do not fit
// everywhere, roads to avoid, rules that depend on the hour. It labels links,
// not nodes, so that it sees every turn, also the one back at a plain
// junction, which is free in the hierarchy (see hybrid). It is A* of Hart,
// Nilsson and Raphael (1968); a bound from a metric on which everything is
// allowed keeps it near the answer. What is asked for only makes ways dearer,
// so the bound holds and the answer is exact.

// astar is a search that is used again and again, by one goroutine at a time.
type astar struct {
	j      *judge
	bound  func(node uint32) uint32 // at least what is left to pay; nil: nothing is known
	labels linkTable
	queue  []queued
	opened int // links settled

	best  uint32 // the least total so far
	last  uint32 // of the best way, none if it has no link
	first int    // the twig of the origin, if it has none
	end   int    // the twig of the destination
}

// queued is a link in the queue, by what a way over it costs at least.
type queued struct{ key, cost, link uint32 }

// linkLabel is how a link was reached.
type linkLabel struct {
	link   uint32
	cost   uint32 // with the link
	before uint32 // link, or none
	origin uint32 // twig of the origin from which it came
	done   bool
}

// run searches from some ends to others and returns what the way costs,
// infinity if there is none. more says now and then whether to go on.
func (s *astar) run(from, to ends, more func() bool) uint32 {
	s.labels.clear()
	s.queue, s.opened = s.queue[:0], 0
	s.best, s.last, s.first, s.end = infinity, none, -1, -1
	goals := map[uint32][]int{}
	for i, t := range to.tree {
		goals[t.node] = append(goals[t.node], i)
	}
	g := s.j.c.g
	for i, t := range from.tree {
		s.arrive(t.node, t.arc, t.cost, goals, to, func(end int) { s.last, s.first, s.end = none, i, end })
		for l := g.out[t.node]; l < g.out[t.node+1]; l++ {
			s.relax(l, t.arc, t.cost, none, uint32(i))
		}
	}
	for len(s.queue) > 0 {
		q := s.pop()
		if q.key >= s.best {
			break
		}
		at := s.labels.find(q.link)
		lab := &s.labels.slots[at]
		if lab.done || q.cost != lab.cost {
			continue
		}
		lab.done = true
		if s.opened++; s.opened&1023 == 0 && more != nil && !more() {
			return infinity
		}
		node, arc, cost, origin := uint32(g.heads[q.link]), g.linkArc[q.link], lab.cost, lab.origin
		s.arrive(node, arc, cost, goals, to, func(end int) { s.last, s.first, s.end = q.link, int(origin), end })
		for l := g.out[node]; l < g.out[node+1]; l++ {
			s.relax(l, arc, cost, q.link, origin)
		}
	}
	return s.best
}

// relax goes on with a link.
func (s *astar) relax(link, lastArc, cost, before, origin uint32) {
	if arc := s.j.c.g.linkArc[link]; !s.j.c.free(arc) || s.j.c.cut(arc) {
		return
	}
	w := s.j.price(link, cost)
	if w >= infinity {
		return
	}
	w += s.j.back(lastArc, link) + cost
	key := w
	if s.bound != nil {
		rest := s.bound(uint32(s.j.c.g.heads[link]))
		if rest >= infinity {
			return
		}
		key += rest
	}
	if key >= s.best {
		return
	}
	lab := s.labels.get(link)
	if lab.done || w >= lab.cost {
		return
	}
	*lab = linkLabel{link, w, before, origin, false}
	s.push(queued{key, w, link})
}

// arrive tries to end at a node.
func (s *astar) arrive(node, lastArc, cost uint32, goals map[uint32][]int, to ends, found func(end int)) {
	for _, end := range goals[node] {
		total := cost
		for i, t := range to.chain(end) {
			rest := t.cost
			if t.next >= 0 {
				rest -= to.tree[t.next].cost
			}
			// what is paid for the arc itself, in whole or, the last, in part
			w := s.j.price(t.link, total)
			if w >= infinity {
				total = infinity
				break
			}
			full := s.j.c.turn(t.link) + s.j.c.arc(t.arc)
			total += w - min(w, full-min(full, rest))
			if i == 0 {
				total += s.j.back(lastArc, t.link)
			}
		}
		if total < s.best {
			s.best = total
			found(end)
		}
	}
}

func (s *astar) push(q queued) {
	s.queue = append(s.queue, q)
	h, i := s.queue, len(s.queue)-1
	for i > 0 && q.key < h[(i-1)/4].key {
		h[i] = h[(i-1)/4]
		i = (i - 1) / 4
	}
	h[i] = q
}

func (s *astar) pop() queued {
	h := s.queue
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	s.queue = h
	i := 0
	for {
		child := 4*i + 1
		if child >= len(h) {
			break
		}
		for c := child + 1; c < min(4*i+5, len(h)); c++ {
			if h[c].key < h[child].key {
				child = c
			}
		}
		if h[child].key >= last.key {
			break
		}
		h[i] = h[child]
		i = child
	}
	if len(h) > 0 {
		h[i] = last
	}
	return top
}

// linkTable finds labels by link: a hash table that keeps its memory.
type linkTable struct {
	slots []linkLabel
	used  []int // slots in use
}

func (t *linkTable) clear() {
	if t.slots == nil {
		t.grow(1 << 10)
	}
	for _, i := range t.used {
		t.slots[i].link = none
	}
	t.used = t.used[:0]
}

func (t *linkTable) grow(size int) {
	old, used := t.slots, t.used
	t.slots = make([]linkLabel, size)
	for i := range t.slots {
		t.slots[i].link = none
	}
	t.used = make([]int, 0, size/2)
	for _, i := range used {
		*t.get(old[i].link) = old[i]
	}
}

// find returns the slot of a link, or the free one where it would be.
func (t *linkTable) find(link uint32) int {
	mask := uint32(len(t.slots) - 1)
	for i := link * 0x9E3779B1 & mask; ; i = (i + 1) & mask {
		if t.slots[i].link == link || t.slots[i].link == none {
			return int(i)
		}
	}
}

// get returns the label of a link, a new one if there is none.
func (t *linkTable) get(link uint32) *linkLabel {
	i := t.find(link)
	if t.slots[i].link == link {
		return &t.slots[i]
	}
	if 2*(len(t.used)+1) > len(t.slots) {
		t.grow(2 * len(t.slots))
		i = t.find(link)
	}
	t.slots[i] = linkLabel{link: link, cost: infinity}
	t.used = append(t.used, i)
	return &t.slots[i]
}
