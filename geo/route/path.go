package route

import "slices"

// stretch is a part of a way that is driven: an arc, in whole or from one part
// of it to another, with the turn into it.
type stretch struct {
	arc      uint32
	link     uint32  // none where one begins on it
	from, to float64 // parts of the arc's length
	turn     uint32  // what the turn costs
	cost     uint32  // what all of it costs, the turn included
}

// path is a way from one place to another.
type path struct {
	stretches []stretch
	cost      uint32
}

// along returns the way on one arc, of infinite cost if there is none.
func (j *judge) along(from, to *Place) (p path) {
	p.cost = infinity
	if from.junction != none && from.junction == to.junction {
		for _, a := range from.leaving(j.c.g) {
			return path{[]stretch{{arc: a, link: none}}, 0} // one is there
		}
	}
	reaching := to.reaching(j.c.g)
	for _, a := range from.leaving(j.c.g) {
		start, end := from.start(a), to.finish(a)
		if start > end || !slices.Contains(reaching, a) || !j.c.joined(from, to, a) {
			continue
		}
		w := j.begin(a)
		if w >= infinity {
			continue
		}
		if cost := part(end, w) - part(start, w); cost < p.cost {
			p = path{[]stretch{{a, none, start, end, 0, cost}}, cost}
		}
	}
	return p
}

// join puts together the way from a place to a twig of it, over links, and
// from a twig of another place to it.
func (j *judge) join(from *Place, start ends, first int, links []uint32, finish ends, last int, to *Place) path {
	c := j.c
	chain, rest := start.chain(first), finish.chain(last)
	list := make([]stretch, 0, len(chain)+len(links)+len(rest))
	for i := len(chain) - 1; i >= 0; i-- {
		t := chain[i]
		s := stretch{arc: t.arc, link: t.link, to: 1}
		if t.link == none {
			s.from = from.start(t.arc)
		}
		list = append(list, s)
	}
	for _, l := range links {
		list = append(list, stretch{arc: c.g.linkArc[l], link: l, to: 1})
	}
	for _, t := range rest {
		s := stretch{arc: t.arc, link: t.link, to: 1}
		if t.next < 0 {
			s.to = to.finish(t.arc)
		}
		list = append(list, s)
	}
	p := path{list, j.pay(list)}
	p.trim()
	return p
}

// trim takes off what is driven for no distance where one begins or ends at a
// junction, so that nobody is told to turn from a road they never were on.
func (p *path) trim() {
	list := p.stretches
	for len(list) > 1 && list[0].from == list[0].to && list[0].cost == 0 && list[1].turn == 0 {
		list = list[1:]
		list[0].link = none
	}
	for last := len(list) - 1; last > 0 && list[last].to == 0 && list[last].cost == 0; last-- {
		list = list[:last]
	}
	p.stretches = list
}

// pay works out what the stretches of a way cost one after another, and in
// all: infinity where one of them may not be used when one comes to it.
func (j *judge) pay(list []stretch) (total uint32) {
	for i := range list {
		s := &list[i]
		whole := uint32(0)
		if s.link == none {
			whole = j.begin(s.arc)
		} else if whole = j.price(s.link, total); whole < infinity {
			s.turn = j.c.turn(s.link)
			whole -= s.turn
			if i > 0 {
				s.turn += j.back(list[i-1].arc, s.link)
			}
		}
		if whole >= infinity {
			return infinity
		}
		s.cost = s.turn + part(s.to, whole) - part(s.from, whole)
		if total += s.cost; total >= infinity {
			return infinity
		}
	}
	return total
}

// back returns what it costs to turn back from an arc into a link, where the
// link does not have that in its price, as at junctions that are one node.
func (j *judge) back(lastArc, link uint32) uint32 {
	g := j.c.g
	if g.linkArc[link] == lastArc^1 && g.turns[g.linkTurn[link]].UTurn == 0 {
		return turnCost[j.c.mode]
	}
	return 0
}
