package route

import (
	"container/heap"
	"math"
	"slices"
)

// A route begins and ends amid an edge, and perhaps in a zone: on roads for
// destination traffic, or private ones, which are driven only to get to where
// one begins or ends. Zones are small, so the ways through them are found by
// Dijkstra's algorithm on the spot, and what is handed to the search over the
// whole network is a list of nodes with what it costs to get there.

// ends are the nodes from which, or to which, the rest is searched.
type ends struct {
	tree []twig
}

// twig is a node that is reached from the place, or from which the place is.
type twig struct {
	node uint32
	cost uint32 // from the place to the node, or from the node to it
	link uint32 // by which it is reached; to the place: by which it is left. none at the beginning
	arc  uint32 // of the link, or the one that one begins on
	next int32  // the twig nearer to the place, -1 where there is none
}

// mostTwigs bounds a zone: larger ones are cut off where they are far away.
const mostTwigs = 4000

// part returns what a part of an arc costs, of all of it.
func part(along float64, whole uint32) uint32 {
	return uint32(math.Round(along * float64(whole)))
}

// onArc returns how much of an arc of its edge lies before a place.
func (p *Place) onArc(arc uint32) float64 {
	if arc&1 == forward {
		return p.along
	}
	return 1 - p.along
}

// start returns how much of an arc lies before a place at which one begins.
func (p *Place) start(arc uint32) float64 {
	if p.junction != none {
		return 0
	}
	return p.onArc(arc)
}

// finish returns how much of an arc lies before a place at which one ends.
func (p *Place) finish(arc uint32) float64 {
	if p.junction != none {
		return 1
	}
	return p.onArc(arc)
}

// leaving returns the arcs on which one may begin at a place.
func (p *Place) leaving(g *graph) (list []uint32) {
	if p.junction != none {
		return g.arms(p.junction)
	}
	for d, ok := range p.dirs {
		if ok {
			list = append(list, 2*p.edge+uint32(d))
		}
	}
	return list
}

// reaching returns the arcs on which one may end at a place.
func (p *Place) reaching(g *graph) (list []uint32) {
	if p.junction == none {
		return p.leaving(g)
	}
	for _, a := range g.arms(p.junction) {
		list = append(list, a^1)
	}
	return list
}

// from returns the ends of a place at which a route begins.
func (j *judge) from(p *Place) ends {
	c, g := j.c, j.c.g
	var e ends
	grow := twigs{}
	for _, a := range p.leaving(g) {
		if w := j.begin(a); w < infinity && g.enter[a] != none && c.leaves(p, a) {
			heap.Push(&grow, twig{g.enter[a], w - part(p.start(a), w), none, a, -1})
		}
	}
	done := map[uint32]bool{}
	for len(grow) > 0 && len(e.tree) < mostTwigs {
		t := heap.Pop(&grow).(twig)
		if t.link != none {
			if done[t.link] {
				continue
			}
			done[t.link] = true
		}
		e.tree = append(e.tree, t)
		if c.free(t.arc) {
			continue // it has left the zone
		}
		for l := g.out[t.node]; l < g.out[t.node+1]; l++ {
			if a := g.linkArc[l]; !c.free(a) && !c.cut(a) {
				if w := j.price(l, t.cost); w < infinity {
					heap.Push(&grow, twig{uint32(g.heads[l]), t.cost + w + j.back(t.arc, l), l, a, int32(len(e.tree) - 1)})
				}
			}
		}
	}
	return e
}

// to returns the ends of a place at which a route ends. When one will be there
// is not known yet, so that rules which depend on it are not looked at.
func (j *judge) to(p *Place) ends {
	c, g := j.c, j.c.g
	var e ends
	grow := twigs{}
	arrive := func(arc, cost uint32, next int32) {
		if c.arc(arc) >= infinity || j.forbids(arc) != "" {
			return
		}
		for _, l := range g.copies(arc) {
			if turn := c.turn(l); turn < infinity && j.stops(l) == "" {
				if next >= 0 {
					if after := e.tree[next]; uint32(g.heads[l]) != after.node {
						continue
					} else {
						turn += j.back(arc, after.link)
					}
				}
				heap.Push(&grow, twig{g.tailOf(l), cost + turn, l, arc, next})
			}
		}
	}
	for _, a := range p.reaching(g) {
		if c.arrives(p, a) {
			arrive(a, part(p.finish(a), c.arc(a)), -1)
		}
	}
	done := map[uint32]bool{}
	for len(grow) > 0 && len(e.tree) < mostTwigs {
		t := heap.Pop(&grow).(twig)
		if done[t.link] {
			continue
		}
		done[t.link] = true
		e.tree = append(e.tree, t)
		if c.free(t.arc) {
			continue
		}
		for _, b := range g.arms(g.nodeJunction[t.node]) {
			if a := b ^ 1; !c.free(a) && !c.cut(a) {
				arrive(a, t.cost+c.arc(a), int32(len(e.tree)-1))
			}
		}
	}
	return e
}

// chain returns the twigs from one to the place.
func (e *ends) chain(i int) (list []twig) {
	for at := int32(i); at >= 0; at = e.tree[at].next {
		list = append(list, e.tree[at])
	}
	return list
}

// tailAfter is tailOf for a link that is driven after another, or none: mostly it
// leaves where that one ends, which needs no search.
func (g *graph) tailAfter(last, link uint32) uint32 {
	if last != none {
		if node := g.heads[last]; g.out[node] <= link && link < g.out[node+1] {
			return uint32(node)
		}
	}
	return g.tailOf(link)
}

// tailOf returns the node that a link leaves.
func (g *graph) tailOf(link uint32) uint32 {
	i, found := slices.BinarySearch(g.out, link)
	if !found {
		return uint32(i - 1)
	}
	for int(i)+1 < len(g.out) && g.out[i+1] == link {
		i++ // nodes without links before it
	}
	return uint32(i)
}

type twigs []twig

func (t twigs) Len() int           { return len(t) }
func (t twigs) Less(i, j int) bool { return t[i].cost < t[j].cost }
func (t twigs) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *twigs) Push(x any)        { *t = append(*t, x.(twig)) }
func (t *twigs) Pop() any {
	last := len(*t) - 1
	x := (*t)[last]
	*t = (*t)[:last]
	return x
}
