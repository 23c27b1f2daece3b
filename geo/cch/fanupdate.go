package cch

import (
	"slices"
	"sort"
)

// Update returns the fan under another metric, and the places of which it had to
// be made anew: between two places of which neither is named by its fan, nothing
// is longer or shorter than before. Where that metric comes of Update from the
// fan's own, what it costs depends on how much has changed: labels that do not
// rest on any weight that differs are shared.
func (f *Fan) Update(m *Metric) (*Fan, []int) {
	g := *f
	g.m, g.labels = m, slices.Clone(f.labels)
	var changed []int32 // labels
	if list, ok := differences(m.ix, f.side(f.m), g.side(m)); ok {
		changed = f.resting(list)
	} else {
		for i := range g.labels {
			changed = append(changed, int32(i))
		}
	}
	values := make([]Weight, len(changed)*m.ix.height)
	l := labels{seeds: f.seeds}
	share(len(changed), atMost(0, 1+len(values)/4000), func() func(i int) {
		var c climber
		c.set(m, g.side(m))
		return func(i int) {
			a := &g.labels[changed[i]]
			a.values = values[i*m.ix.height:][:m.ix.height]
			l.ascend(&c, a)
		}
	})
	is := make([]bool, f.places)
	var places []int
	for _, i := range changed {
		if p := f.labels[i].place; !is[p] {
			is[p] = true
			places = append(places, int(p))
		}
	}
	return &g, places
}

// difference is an arc of the hierarchy, by its lower rank and the level of its
// upper one, of which the weight has changed.
type difference struct {
	rank, level uint32
	was, is     Weight
}

// mostDifferences is how many arcs may have changed for labels to be looked
// through: with more, most labels are others.
const mostDifferences = 20_000

// differences returns the arcs whose weights differ, by rank. It is false where
// there are too many, or the one side does not come of the other.
func differences(ix *Index, was, is *side) (list []difference, ok bool) {
	if len(is.flat) == 0 || len(was.flat) == 0 || &is.flat[0] != &was.flat[0] || len(is.books) < len(was.books) {
		return nil, len(is.flat)+len(was.flat) == 0
	}
	for n, b := range is.books {
		var old *book
		if was.books != nil {
			old = was.books[n]
		}
		if b == old {
			continue
		}
		if b == nil {
			return nil, false
		}
		for k := range b {
			g := &b[k]
			if old != nil && same(g.weights, old[k].weights) || old == nil && len(g.weights) == 0 {
				continue
			}
			if len(g.weights) == 0 {
				return nil, false
			}
			first := uint32(n*len(b)+k) * ranksPerPage
			for x := first; x < min(first+ranksPerPage, uint32(ix.Nodes())); x++ {
				node, end := &ix.nodes[x], ix.nodes[x+1].Arc
				before, now := was.of(x, node.Arc, end), is.of(x, node.Arc, end)
				for i := range now {
					if now[i] != before[i] {
						list = append(list, difference{x, ix.levels[node.List+uint32(i)], before[i], now[i]})
					}
				}
			}
			if len(list) > mostDifferences {
				return nil, false
			}
		}
	}
	return list, true
}

// same reports whether two pages are one.
func same(a, b []Weight) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// resting returns the labels that rest on arcs which have changed: where one has
// become longer that a distance came over, or shorter so that one comes over it.
// The distances of the others satisfy what they are computed by, as they are.
func (f *Fan) resting(list []difference) (changed []int32) {
	ix := f.m.ix
	is := make([]bool, len(f.labels))
	for len(list) > 0 {
		x, n := list[0].rank, 1
		for n < len(list) && list[n].rank == x {
			n++
		}
		arcs, level := list[:n], ix.nodes[x].Level
		list = list[n:]
		// the labels below a rank lie next to each other, right before it
		j := lastAtMost(f.labels, x)
		if j < 0 || !ix.below(f.labels[j].rank, x) {
			continue
		}
		for {
			if !is[j] && f.labels[j].rests(level, arcs) {
				is[j] = true
				changed = append(changed, int32(j))
			}
			if j == 0 || f.common[j-1] > level {
				break
			}
			j--
		}
	}
	return changed
}

// rests reports whether a label depends on arcs from one level.
func (a *label) rests(level uint32, arcs []difference) bool {
	d := a.values[level]
	if d >= Infinity {
		return false
	}
	for i := range arcs {
		c := &arcs[i]
		at := a.values[c.level]
		if c.is < c.was && d+c.is < at || c.is > c.was && d+c.was == at {
			return true
		}
	}
	return false
}

// lastAtMost returns the last label whose rank is at most x, -1 where none is.
func lastAtMost(labels []label, x uint32) int {
	return sort.Search(len(labels), func(i int) bool { return labels[i].rank > x }) - 1
}
