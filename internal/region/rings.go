package region

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// joiner joins ways to rings and to chains that do not close. Roles are not
// looked at: they are wrong too often, and the ways themselves tell what is
// inside what.
//
// Where four or more ends meet, which go together is a choice. Around such a
// node the inside and the outside of the area take turns. The ends are taken
// in their order around it, the first with the second, the third with the
// fourth: so no two lines cross there, and a line that has the inside to its
// left before the node has it there afterwards. Such lines can be cut apart at
// each node that they meet twice, and still none crosses another.
type joiner struct {
	at     func(node int64) orb.Point
	pieces [][]int64       // ways, cut at the nodes where more than two edges meet
	ends   map[int64][]end // of pieces, at the nodes where they begin and end
	used   []bool          // pieces
}

// end is one of a piece: its first node, or its last.
type end struct {
	piece int
	last  bool
}

func (e end) other() end { return end{e.piece, !e.last} }

// join returns rings, whose last node is the first, and chains. A ring touches
// itself nowhere. It takes time in proportion to the nodes.
func join(ways [][]int64, at func(node int64) orb.Point) (rings, chains [][]int64) {
	j := joiner{at: at, ends: map[int64][]end{}}
	j.cut(ways)
	j.used = make([]bool, len(j.pieces))
	for _, ends := range j.ends {
		if len(ends) > 2 {
			j.sort(ends)
		}
	}
	for i := range j.pieces {
		for _, e := range []end{{i, false}, {i, true}} {
			if _, ok := j.partner(e); !ok && !j.used[i] {
				chains = append(chains, j.follow(e))
			}
		}
	}
	for i := range j.pieces {
		if !j.used[i] {
			rings = append(rings, simpleRings(j.follow(end{i, false}))...)
		}
	}
	return rings, chains
}

// cut divides the ways at nodes where other than two edges meet.
func (j *joiner) cut(ways [][]int64) {
	edges := map[int64]int{}
	for _, w := range ways {
		for i, node := range w {
			edges[node] += 2
			if i == 0 || i == len(w)-1 {
				edges[node]--
			}
		}
	}
	for _, w := range ways {
		from := 0
		for i := 1; i < len(w); i++ {
			if i == len(w)-1 || edges[w[i]] != 2 {
				j.ends[w[from]] = append(j.ends[w[from]], end{len(j.pieces), false})
				j.ends[w[i]] = append(j.ends[w[i]], end{len(j.pieces), true})
				j.pieces = append(j.pieces, w[from:i+1])
				from = i
			}
		}
	}
}

// node returns the one at an end, and the one before it.
func (j *joiner) node(e end) (here, inner int64) {
	p := j.pieces[e.piece]
	if e.last {
		return p[len(p)-1], p[len(p)-2]
	}
	return p[0], p[1]
}

// sort puts the ends at a node in their order around it.
func (j *joiner) sort(ends []end) {
	angle := make(map[end]float64, len(ends))
	for _, e := range ends {
		here, inner := j.node(e)
		a, b := j.at(here), j.at(inner)
		angle[e] = math.Atan2(b[1]-a[1], b[0]-a[0])
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(angle[a], angle[b]) })
}

// partner returns the end that an end goes together with; of an odd number of
// ends at a node the last one has none.
func (j *joiner) partner(e end) (end, bool) {
	here, _ := j.node(e)
	ends := j.ends[here]
	at := slices.Index(ends, e) ^ 1
	if at >= len(ends) {
		return end{}, false
	}
	return ends[at], true
}

// follow goes along a piece, from one of its ends, and on until there is none
// to take, or it is where it began.
func (j *joiner) follow(e end) (path []int64) {
	for from := e; ; {
		j.used[e.piece] = true
		p := j.pieces[e.piece]
		if len(path) > 0 {
			path = path[:len(path)-1]
		}
		path = append(path, p...)
		if e.last {
			slices.Reverse(path[len(path)-len(p):])
		}
		next, ok := j.partner(e.other())
		if !ok || next == from {
			return path
		}
		e = next
	}
}

// simpleRings cuts a closed path at each node that it meets twice, so that no
// ring touches itself. What goes to and fro between two nodes is dropped.
func simpleRings(path []int64) (rings [][]int64) {
	on := map[int64]int{} // where a node is in ring
	var ring []int64
	for _, node := range path {
		start, met := on[node]
		if !met {
			on[node] = len(ring)
			ring = append(ring, node)
			continue
		}
		if loop := ring[start:]; len(loop) > 2 {
			rings = append(rings, append(slices.Clone(loop), node))
		}
		for _, gone := range ring[start+1:] {
			delete(on, gone)
		}
		ring = ring[:start+1]
	}
	return rings
}
