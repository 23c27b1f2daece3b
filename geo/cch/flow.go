package cch

// cutter finds small cuts between the first and the last nodes of a cell, by
// maximum flow with one unit an edge.
//
// It has two sides, which grow towards each other. To the source's belongs what
// a further unit could still get to, to the sink's from where one could get to
// the sink; the edges out of either are a least cut. Then the smaller side takes
// one more node, and with it what follows, and there is another cut, nearer to
// the middle and hardly larger.
type cutter struct {
	c      *cell
	flow   []int8 // by arc: 1 if a unit goes along, -1 if one comes towards
	value  int    // how many units there are
	work   int    // nodes come to, and arcs of rims looked at, in moving cuts
	sides  [2]front
	line   []float32 // by node: where it is on the line along which the cell is cut
	byLine []uint32

	steps []step   // by node, of a blocking flow
	path  []uint32 // arcs
}

// step is how a blocking flow goes on from a node.
type step struct {
	level uint32 // how far it is to the sink's side
	next  uint32 // the arc to try
}

// front is one side of a cutter.
type front struct {
	dir   int8     // 1 for the source's, -1 for the sink's
	mark  []uint8  // by node
	via   []uint32 // by node: the arc, away from the side, by which it was reached
	owned []uint32 // nodes that belong to the side for good
	reach []uint32 // nodes that it gets to besides, with the flow as it is
	rim   []uint32 // arcs from owned nodes to others, and some that no longer are
}

// Marks of a front.
const (
	apart   = iota
	reached // in reach
	owned   // in owned
	spent   // in reach, but from here no way leads on in this blocking flow
)

// size is how many nodes the side has or gets to.
func (s *front) size() int { return len(s.owned) + len(s.reach) }

// reset makes the cutter ready for a cell.
func (k *cutter) reset(c *cell) {
	n, m := c.size(), len(c.to)
	k.c, k.value, k.work = c, 0, 0
	k.flow = sized(k.flow, m)
	clear(k.flow)
	k.steps = sized(k.steps, n)
	for i := range k.sides {
		s := &k.sides[i]
		s.dir = int8(1 - 2*i)
		s.mark = sized(s.mark, n)
		clear(s.mark)
		s.via = sized(s.via, n)
		s.owned, s.reach, s.rim = s.owned[:0], s.reach[:0], s.rim[:0]
	}
}

// own gives a node to a side for good.
func (k *cutter) own(s *front, v uint32) {
	s.mark[v] = owned
	s.owned = append(s.owned, v)
	for a := k.c.at[v]; a < k.c.at[v+1]; a++ {
		if s.mark[k.c.to[a]] != owned {
			s.rim = append(s.rim, a)
		}
	}
}

// usable reports whether a further unit could go along an arc away from a side,
// or for the sink's, come in by it.
func (k *cutter) usable(s *front, a uint32) bool { return k.flow[a]*s.dir < 1 }

// push sends a unit along an arc.
func (k *cutter) push(s *front, a uint32) {
	k.flow[a] += s.dir
	k.flow[k.c.twin[a]] -= s.dir
}

// forget takes back what a side got to.
func (s *front) forget() {
	for _, v := range s.reach {
		s.mark[v] = apart
	}
	s.reach = s.reach[:0]
}

// trim drops the arcs of the rim that are inside by now.
func (k *cutter) trim(s *front) {
	rim := s.rim[:0]
	for _, a := range s.rim {
		if s.mark[k.c.to[a]] != owned {
			rim = append(rim, a)
		}
	}
	s.rim = rim
}

// fill sends as many units from the source's side to the sink's as there can
// be, but gives up when there are more than most. It goes by blocking flows
// (Dinic, 1970). At the end it is known what both sides get to.
func (k *cutter) fill(most int) bool {
	k.trim(&k.sides[0])
	for {
		k.layer()
		sent := k.block()
		if k.value > most {
			return false
		}
		if sent == 0 {
			k.explore(&k.sides[0])
			return true
		}
	}
}

// layer finds from where one gets to the sink's side, and how far it is.
func (k *cutter) layer() {
	s, t := &k.sides[0], &k.sides[1]
	t.forget()
	k.trim(t)
	visit := func(a, level uint32) {
		v := k.c.to[a]
		if t.mark[v] != apart || s.mark[v] == owned || !k.usable(t, a) {
			return
		}
		t.mark[v] = reached
		t.via[v] = a
		t.reach = append(t.reach, v)
		k.steps[v] = step{level, k.c.at[v]}
	}
	for _, a := range t.rim {
		visit(a, 1)
	}
	for i := 0; i < len(t.reach); i++ {
		v := t.reach[i]
		level := k.steps[v].level + 1
		for a := k.c.at[v]; a < k.c.at[v+1]; a++ {
			visit(a, level)
		}
	}
}

// block sends units on, always to a node that is nearer to the sink's side,
// until there is no such way left, and returns how many.
func (k *cutter) block() int {
	s, t := &k.sides[0], &k.sides[1]
	sent := 0
	for _, first := range s.rim {
		for k.usable(s, first) && t.mark[k.c.to[first]] != apart && k.descend(first) {
			for _, a := range k.path {
				k.push(s, a)
			}
			sent++
		}
	}
	k.value += sent
	return sent
}

// descend finds a way to the sink's side that begins with an arc.
func (k *cutter) descend(first uint32) bool {
	s, t := &k.sides[0], &k.sides[1]
	path := append(k.path[:0], first)
	for len(path) > 0 {
		v := k.c.to[path[len(path)-1]]
		if t.mark[v] == owned {
			break
		}
		st := &k.steps[v]
		for end := k.c.at[v+1]; st.next < end; st.next++ {
			u := k.c.to[st.next]
			if k.usable(s, st.next) && (t.mark[u] == owned || t.mark[u] == reached && k.steps[u].level < st.level) {
				break
			}
		}
		if st.next < k.c.at[v+1] {
			path = append(path, st.next)
			continue
		}
		t.mark[v] = spent
		path = path[:len(path)-1]
	}
	k.path = path
	return len(path) > 0
}

// explore finds what a side gets to.
func (k *cutter) explore(s *front) {
	s.forget()
	k.trim(s)
	defer func() { k.work += len(s.rim) + len(s.reach) }()
	for _, a := range s.rim {
		k.visit(s, a)
	}
	for i := 0; i < len(s.reach); i++ {
		for a := k.c.at[s.reach[i]]; a < k.c.at[s.reach[i]+1]; a++ {
			k.visit(s, a)
		}
	}
}

func (k *cutter) visit(s *front, a uint32) {
	if v := k.c.to[a]; s.mark[v] == apart && k.usable(s, a) {
		s.mark[v] = reached
		s.via[v] = a
		s.reach = append(s.reach, v)
	}
}

// absorb gives a side for good what it gets to.
func (k *cutter) absorb(s *front) {
	for _, v := range s.reach {
		k.own(s, v)
	}
	s.reach = s.reach[:0]
	k.trim(s)
}

// pierce gives a side one more node, and finds what it then gets to. It fails
// if that takes a flow of more than most.
func (k *cutter) pierce(s, t *front, p uint32, most int) bool {
	k.own(s, p)
	for {
		v, met := k.spread(s, t, p)
		k.work += len(s.reach)
		if !met {
			return true
		}
		for u := v; u != p; {
			a := s.via[u]
			k.push(s, a)
			u = k.c.to[k.c.twin[a]]
		}
		for t.mark[v] != owned {
			a := t.via[v]
			k.push(t, a)
			v = k.c.to[k.c.twin[a]]
		}
		k.value++
		if k.value > most {
			return false
		}
		s.forget()
		k.explore(t)
	}
}

// spread goes on from a new node until it meets the other side, and returns
// where.
func (k *cutter) spread(s, t *front, p uint32) (uint32, bool) {
	if t.mark[p] != apart {
		return p, true
	}
	for a := k.c.at[p]; a < k.c.at[p+1]; a++ {
		k.visit(s, a)
	}
	for i := 0; i < len(s.reach); i++ {
		v := s.reach[i]
		if t.mark[v] != apart {
			return v, true
		}
		for a := k.c.at[v]; a < k.c.at[v+1]; a++ {
			k.visit(s, a)
		}
	}
	return 0, false
}
