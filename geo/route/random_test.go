package route

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomTown is a grid with gaps, one-way streets, barriers, and turns of all
// kinds that are forbidden. Each way is one edge, so that the weights of the
// oracle are those of the network to the last unit.
func randomTown(r *rand.Rand) *town {
	tw := &town{}
	width, height := 2+r.IntN(4), 2+r.IntN(3)
	id := func(x, y int) int64 { return int64(y*width + x + 1) }
	for y := range height {
		for x := range width {
			tw.nodes = append(tw.nodes, Node{ID: id(x, y), Lon: 75 + (float64(x)+r.Float64()*0.8)*0.002, Lat: (float64(y) + r.Float64()*0.8) * 0.002})
		}
	}
	classes := []string{"primary", "tertiary", "residential", "service"}
	street := func(a, b int64) {
		if r.IntN(10) == 0 {
			return
		}
		w := Way{ID: int64(len(tw.ways) + 1), Nodes: []int64{a, b}, Tags: Tags{{"highway", classes[r.IntN(len(classes))]}}}
		switch r.IntN(12) {
		case 0, 1:
			w.Tags = append(w.Tags, Tag{"oneway", "yes"})
		case 2:
			w.Tags = append(w.Tags, Tag{"oneway", "-1"})
		case 3:
			w.Tags = append(w.Tags, Tag{"hgv", "no"})
		case 4:
			w.Tags = append(w.Tags, Tag{"access", []string{"private", "destination"}[r.IntN(2)]})
		}
		tw.ways = append(tw.ways, w)
	}
	for y := range height {
		for x := range width {
			if x > 0 {
				street(id(x-1, y), id(x, y))
			}
			if y > 0 {
				street(id(x, y-1), id(x, y))
			}
			if x > 0 && y > 0 && r.IntN(8) == 0 {
				street(id(x-1, y-1), id(x, y))
			}
			if r.IntN(20) == 0 { // a second way beside the first
				street(id(max(x-1, 0), y), id(x, y))
			}
		}
	}
	for i := range tw.nodes {
		if r.IntN(25) == 0 {
			tw.nodes[i].Tags = Tags{{"barrier", []string{"bollard", "lift_gate", "border_control"}[r.IntN(3)]}, {"hgv", []string{"yes", "no"}[r.IntN(2)]}}
		}
	}
	for range r.IntN(6) {
		if rel, ok := tw.randomTurn(r); ok {
			tw.relations = append(tw.relations, rel)
		}
	}
	return tw
}

func (tw *town) randomTurn(r *rand.Rand) (Relation, bool) {
	if len(tw.ways) < 3 {
		return Relation{}, false
	}
	touching := func(n int64, not ...int64) (list []Way) {
		for _, w := range tw.ways {
			if slices.Contains(w.Nodes, n) && !slices.Contains(not, w.ID) && w.Nodes[0] != w.Nodes[1] {
				list = append(list, w)
			}
		}
		return list
	}
	other := func(w Way, n int64) int64 { return w.Nodes[0] + w.Nodes[1] - n }
	value := []string{"no_left_turn", "no_straight_on", "only_straight_on"}[r.IntN(3)]
	pick := func(list []Way) (w Way, ok bool) {
		if len(list) == 0 {
			return w, false
		}
		w = list[r.IntN(len(list))]
		// an order that nobody can follow is refused
		return w, value != "only_straight_on" || w.Tags.Get("oneway") == ""
	}
	key := []string{"restriction", "restriction", "restriction:hgv"}[r.IntN(3)]
	rel := Relation{ID: int64(len(tw.relations) + 1)}
	from := tw.ways[r.IntN(len(tw.ways))]
	if from.Nodes[0] == from.Nodes[1] {
		return rel, false
	}
	n := from.Nodes[r.IntN(2)]
	switch r.IntN(4) {
	case 0: // no turning back
		rel.Tags = Tags{{"type", "restriction"}, {key, "no_u_turn"}}
		rel.Members = []Member{{'w', from.ID, "from"}, {'n', n, "via"}, {'w', from.ID, "to"}}
		return rel, true
	case 1, 2:
		to, ok := pick(touching(n, from.ID))
		rel.Tags = Tags{{"type", "restriction"}, {key, value}}
		rel.Members = []Member{{'w', from.ID, "from"}, {'n', n, "via"}, {'w', to.ID, "to"}}
		return rel, ok
	}
	via, ok := pick(touching(n, from.ID))
	if !ok {
		return rel, false
	}
	end := other(via, n)
	to, ok := pick(touching(end, from.ID, via.ID))
	if !ok || slices.Contains(to.Nodes, n) || slices.Contains(from.Nodes, end) {
		return rel, false
	}
	rel.Tags = Tags{{"type", "restriction"}, {key, value}}
	rel.Members = []Member{{'w', from.ID, "from"}, {'w', via.ID, "via"}, {'w', to.ID, "to"}}
	return rel, true
}

// weights weighs each way of a random town, which is one edge.
func (n *Network) weights() func(w Way, from, to int64, m Mode) uint32 {
	return func(w Way, from, to int64, m Mode) uint32 {
		for e := range n.motor.edges {
			if n.ways[n.motor.edges[e].Way].ID != w.ID {
				continue
			}
			dir := uint32(forward)
			if w.Nodes[0] != from {
				dir = backward
			}
			return n.weight(n.motor, m, uint32(2*e)|dir)
		}
		return infinity
	}
}

func TestRandomTownsAgreeWithOracle(t *testing.T) {
	towns := 1000
	if testing.Short() {
		towns = 60
	}
	turns, pairs := 0, 0
	for seed := range uint64(towns) {
		r := rand.New(rand.NewPCG(seed, 7))
		tw := randomTown(r)
		if len(tw.ways) == 0 {
			continue
		}
		n, report := tw.build(t)
		turns += report.Restrictions
		o := newOracle(tw, n.weights())
		for _, list := range o.leave { // links are searched whoever may pass
			for i := range list {
				list[i].free = [modes]bool{true, true, true}
			}
		}
		g := n.motor
		for range 12 {
			from, to := uint32(r.IntN(len(g.at))), uint32(r.IntN(len(g.at)))
			m := []Mode{Car, Truck}[r.IntN(2)]
			pairs++
			got, path := searchLinks(n, g, m, from, to)
			want, way := o.search(m, g.ids[from], g.ids[to])
			if got != want {
				var ids []int64
				for _, j := range path {
					ids = append(ids, g.ids[j])
				}
				t.Fatalf("seed %d: %v from %d to %d costs %d by %v; the oracle finds %d by %v\n%s", seed, m, g.ids[from], g.ids[to], got, ids, want, way, tw)
			}
		}
	}
	t.Logf("%d pairs, %d restrictions", pairs, turns)
}

func (tw *town) String() (s string) {
	for _, w := range tw.ways {
		s += fmt.Sprintf("way %d %v %v\n", w.ID, w.Nodes, w.Tags)
	}
	for _, r := range tw.relations {
		s += fmt.Sprintf("relation %v %v\n", r.Members, r.Tags)
	}
	for _, n := range tw.nodes {
		if n.Tags != nil {
			s += fmt.Sprintf("node %d %v\n", n.ID, n.Tags)
		}
	}
	return s
}
