package route

import "slices"

// A cut is a place on an edge over which no way leads, such as the frontier at
// a border port: who wants to get over it asks when, and goes to a crossing
// (see crossing.go). One drives up to a cut from either side, and away from it.
// A road may be cut in one direction alone.
//
// A cut at the end of an edge bars the way from the edge to the junction and
// back; the other edges of the junction are as they were.

// cuts are those of a graph: by arc, the parts of its length at which they are,
// rising.
type cuts map[uint32][]float64

func (c cuts) add(arc uint32, at float64) {
	i, found := slices.BinarySearch(c[arc], at)
	if !found {
		c[arc] = slices.Insert(c[arc], i, at)
	}
}

// cut reports whether nobody can drive over all of an arc.
func (c *costs) cut(arc uint32) bool {
	if len(c.cuts) == 0 {
		return false
	}
	return len(c.cuts[arc]) > 0
}

// until returns how far one gets on an arc from a part of it: to the next cut,
// or, where there is none, to 1. Where one is before all of the arc, a cut at
// its very beginning is one.
func (c *costs) until(arc uint32, from float64, before bool) (to float64, cut bool) {
	for _, x := range c.cuts[arc] {
		if x > from || before && x == from {
			return x, true
		}
	}
	return 1, false
}

// since returns from where one gets to a part of an arc: the cut before, or,
// where there is none, 0. Where one is behind all of the arc, a cut at its very
// end is one.
func (c *costs) since(arc uint32, to float64, behind bool) (from float64, cut bool) {
	list := c.cuts[arc]
	for i := len(list) - 1; i >= 0; i-- {
		if x := list[i]; x < to || behind && x == to {
			return x, true
		}
	}
	return 0, false
}

// leaves reports whether one can get from a place to the end of an arc of it.
func (c *costs) leaves(p *Place, arc uint32) bool {
	_, cut := c.until(arc, p.start(arc), p.junction != none)
	return !cut
}

// arrives reports whether one can get from the beginning of an arc to a place
// on it.
func (c *costs) arrives(p *Place, arc uint32) bool {
	_, cut := c.since(arc, p.finish(arc), p.junction != none)
	return !cut
}

// joined reports whether one can get along an arc from one place on it to
// another.
func (c *costs) joined(from, to *Place, arc uint32) bool {
	at, cut := c.until(arc, from.start(arc), from.junction != none)
	return !cut || at > to.finish(arc) || at == to.finish(arc) && to.junction == none
}
