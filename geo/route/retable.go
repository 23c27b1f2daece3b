package route

import (
	"slices"

	"pamir/geo/cch"
)

// retable makes the tables of a mode after arcs have changed: as few as that
// takes.
func (t *traffic) retable(m Mode, changed []uint32) *tables {
	old, list := t.tables[m], t.crossings[m]
	if old == nil {
		return nil
	}
	j := &judge{c: t.costs[m]}
	for _, a := range changed {
		if old.touched[a>>1] || !j.c.free(a) {
			return t.table(m) // how one gets to a stop, or from it, is not as it was
		}
	}
	x := *old
	metric, n := t.metrics[m], len(list)
	var in, out, starts, finishes []int
	x.entries, in = old.entries.Update(metric)
	x.exits, out = old.exits.Update(metric)
	x.starts, starts = old.starts.Update(metric)
	x.finishes, finishes = old.finishes.Update(metric)
	if len(in)+len(out) > 0 {
		x.between = slices.Clone(old.between)
		x.rejoin(in, out)
		x.alongBetween(list, j)
	}
	if len(starts)+len(finishes) > 0 {
		others := map[int]bool{}
		for _, i := range starts {
			others[i] = true
		}
		for _, i := range finishes {
			others[i] = true
		}
		x.within = make([]Legs, n)
		drive := 0
		for i := range list {
			x.within[i] = slices.Clone(old.within[i])
			for k := 1; k < len(x.within[i]); k++ {
				if others[drive] {
					x.within[i][k] = x.drive(list, j, i, k, drive)
				}
				drive++
			}
		}
	}
	return &x
}

// rejoin finds the drives to some entries and from some exits.
func (x *tables) rejoin(in, out []int) {
	n := x.entries.Places()
	if 4*(len(in)+len(out)) > n {
		var matrix cch.Matrix
		for i, w := range matrix.Between(x.exits, x.entries) {
			x.between[i] = uint32(w)
		}
		return
	}
	var list []cch.Weight
	for _, i := range out {
		list = x.exits.Row(i, x.entries, list)
		for k, w := range list {
			x.between[i*n+k] = uint32(w)
		}
	}
	for _, k := range in {
		list = x.entries.Row(k, x.exits, list)
		for i, w := range list {
			x.between[i*n+k] = uint32(w)
		}
	}
}

// edges are those that some places lie on, or touch.
func (x *tables) edges(g *graph, places ...*Place) map[uint32]bool {
	set := map[uint32]bool{}
	for _, p := range places {
		set[p.edge] = true
		if p.junction != none {
			for _, a := range g.arms(p.junction) {
				set[a>>1] = true
			}
		}
	}
	return set
}

// beside calls visit with the crossings that may be reached along one edge from
// a place, or from which it may.
func (x *tables) beside(g *graph, p *Place, visit func(crossing int)) {
	for e := range x.edges(g, p) {
		for _, i := range x.near[e] {
			visit(i)
		}
	}
}
