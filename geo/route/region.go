package route

import (
	"slices"

	"pamir/geo/cch"
)

// regions are the parts into which cuts fall the roads of a mode: between two
// nodes of which each is of another no way leads but by a crossing. They are made
// as if no road were closed, and each could be driven both ways if it can be
// driven at all, so that no closure, vehicle or hour joins what they part; nodes
// of one region need not be joined. Who asks for ways gets the same answers
// without them, only later.
type regions struct {
	of     []uint32  // by node: a node of its region, the same for all of that
	starts []grounds // of the crossings, from where their entries are driven to
	ends   []grounds // and to where one drives from their exits
}

// grounds are the regions that a place can be left into, or reached from, each
// once; nil: any.
type grounds []uint32

// mostGrounds is how many regions are told apart: a place with more has all.
const mostGrounds = 8

// divide finds the regions of a mode. Those before are of the same cuts, or nil.
func (t *traffic) divide(m Mode, before *regions) *regions {
	if len(t.crossings[m]) == 0 {
		return nil
	}
	r := &regions{}
	if before != nil {
		r.of = before.of
	} else {
		r.of = t.costs[m].parts(t.plain[m].Weights())
	}
	open := *t.costs[m]
	open.over = nil
	j := &judge{c: &open}
	for i := range t.crossings[m] {
		s := t.crossings[m][i].Stops
		entry, exit := j.to(&s[0]), j.from(&s[len(s)-1])
		r.starts, r.ends = append(r.starts, r.whole(&entry)), append(r.ends, r.whole(&exit))
	}
	return r
}

// parts joins the nodes at both ends of each link that can be driven to pass
// through, given what links cost, and is not cut. It gives each node one of its
// part.
func (c *costs) parts(weights []cch.Weight) []uint32 {
	of := make([]uint32, len(c.g.out)-1)
	for v := range of {
		of[v] = uint32(v)
	}
	root := func(v uint32) uint32 {
		for of[v] != v {
			of[v] = of[of[v]]
			v = of[v]
		}
		return v
	}
	for v := range uint32(len(of)) {
		for l := c.g.out[v]; l < c.g.out[v+1]; l++ {
			if weights[l] >= cch.Infinity || c.cut(c.g.linkArc[l]) {
				continue
			}
			if a, b := root(v), root(uint32(c.g.heads[l])); a < b {
				of[b] = a
			} else {
				of[a] = b
			}
		}
	}
	for v := range of {
		of[v] = of[of[v]] // the least of a part is its root, and comes first
	}
	return of
}

// whole returns the grounds of ends with all roads open. Those of a zone that is
// cut off where it is too large may be others with roads closed.
func (r *regions) whole(e *ends) grounds {
	if len(e.tree) >= mostTwigs {
		return nil
	}
	return r.grounds(e.list(nil))
}

// grounds returns the regions of some nodes.
func (r *regions) grounds(nodes []cch.End) (list grounds) {
	if r == nil {
		return nil
	}
	for _, e := range nodes {
		if of := r.of[e.Node]; !slices.Contains(list, of) {
			if len(list) == mostGrounds {
				return nil
			}
			list = append(list, of)
		}
	}
	return list
}

// meet reports whether a way may lead between two places.
func (g grounds) meet(o grounds) bool {
	if g == nil || o == nil {
		return true
	}
	for _, of := range g {
		if slices.Contains(o, of) {
			return true
		}
	}
	return false
}

// joins reports whether a way of a mode may lead from some nodes to others.
func (t *traffic) joins(m Mode, from, to []cch.End) bool {
	r := t.regions[m]
	return r == nil || r.grounds(from).meet(r.grounds(to))
}

// entries reports of each crossing whether a way may lead to its entry from some
// nodes; nil: to all. exits is the same for ways from their exits.
func (r *regions) entries(from []cch.End, buf []bool) []bool {
	if r == nil {
		return nil
	}
	return r.grounds(from).among(r.starts, buf)
}

func (r *regions) exits(to []cch.End, buf []bool) []bool {
	if r == nil {
		return nil
	}
	return r.grounds(to).among(r.ends, buf)
}

func (g grounds) among(list []grounds, buf []bool) []bool {
	buf = buf[:0]
	for i := range list {
		buf = append(buf, g.meet(list[i]))
	}
	return buf
}
