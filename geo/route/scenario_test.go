package route

import (
	"bufio"
	"container/heap"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// searchLinks is Dijkstra's algorithm over the links of a graph, from junction
// to junction: what any faster search over them must agree with.
func searchLinks(n *Network, g *graph, m Mode, from, to uint32) (uint32, []uint32) {
	dist, before := map[uint32]uint32{}, map[uint32][2]uint32{} // by node: node before, or none and the arc
	var queue nearQueue
	reach := func(node, cost uint32, via [2]uint32) {
		if old, ok := dist[node]; cost < infinity && (!ok || cost < old) {
			dist[node], before[node] = cost, via
			heap.Push(&queue, nearItem{cost, node})
		}
	}
	if from == to {
		return 0, []uint32{from}
	}
	for _, a := range g.arms(from) {
		if g.enter[a] != none {
			reach(g.enter[a], n.weight(g, m, a), [2]uint32{none, a})
		}
	}
	for len(queue) > 0 {
		it := heap.Pop(&queue).(nearItem)
		node := it.junction
		if it.cost > dist[node] {
			continue
		}
		if g.nodeJunction[node] == to {
			path := []uint32{to}
			for node != none {
				b := before[node]
				if b[0] == none {
					path = append(path, from)
				} else {
					path = append(path, g.nodeJunction[b[0]])
				}
				node = b[0]
			}
			slices.Reverse(path)
			return it.cost, path
		}
		for l := g.out[node]; l < g.out[node+1]; l++ {
			if w := n.linkWeight(g, m, l, n.weight(g, m, g.linkArc[l])); w < infinity {
				reach(uint32(g.heads[l]), it.cost+w, [2]uint32{node, l})
			}
		}
	}
	return infinity, nil
}

// TestScenarios draws each town of testdata/scenarios.txt and drives through
// it; the oracle has to agree.
func TestScenarios(t *testing.T) {
	for _, s := range scenarios(t) {
		t.Run(s.name, func(t *testing.T) {
			tw := drawTown(t, s.drawing)
			n, report := tw.build(t)
			if got := fmt.Sprint(report.Refused); len(report.Refused) > 0 && !strings.Contains(s.drawing, "refused") {
				t.Errorf("refused: %s", got)
			}
			o := newOracle(tw, n.segmentWeight(tw))
			for _, d := range s.drives {
				g := n.graph(d.mode)
				cost, path := uint32(infinity), []uint32(nil)
				if from, to := junctionNamed(g, d.from), junctionNamed(g, d.to); from != none && to != none {
					cost, path = searchLinks(n, g, d.mode, from, to)
				}
				if got := letters(g, path); got != d.want {
					t.Errorf("%v from %c to %c goes %q (%d), want %q", d.mode, d.from, d.to, got, cost, d.want)
				}
				if want, way := o.search(d.mode, int64(d.from), int64(d.to)); diff(cost, want) > 20 {
					t.Errorf("%v from %c to %c costs %d, the oracle finds %d by %s", d.mode, d.from, d.to, cost, want, runes(way))
				}
			}
		})
	}
}

func diff(a, b uint32) uint32 { return max(a, b) - min(a, b) }

func runes(nodes []int64) string {
	var s strings.Builder
	for _, n := range nodes {
		s.WriteRune(rune(n))
	}
	return s.String()
}

// segmentWeight weighs the segments of a town as the network weighs the edges
// that they are parts of.
func (n *Network) segmentWeight(tw *town) func(w Way, from, to int64, m Mode) uint32 {
	at := map[int64]position{}
	for _, node := range tw.nodes {
		b := NewBuilder()
		b.Way(Way{Nodes: []int64{node.ID, node.ID + 1}, Tags: Tags{{"highway", "road"}}})
		b.Node(node)
		at[node.ID] = b.at[0]
	}
	return func(w Way, from, to int64, m Mode) uint32 {
		i := slices.IndexFunc(n.ways, func(r wayRecord) bool { return r.ID == w.ID })
		dir := uint32(backward)
		for k := 1; k < len(w.Nodes); k++ {
			if w.Nodes[k-1] == from && w.Nodes[k] == to {
				dir = forward
			}
		}
		g := &graph{edges: []edgeRecord{{Way: uint32(i), Length: uint32(distance(at[from], at[to])*100 + 0.5)}}}
		return n.weight(g, m, dir)
	}
}

// junctionNamed returns the junction at a letter; none where there is none.
func junctionNamed(g *graph, name rune) uint32 {
	return uint32(slices.Index(g.ids, int64(name)))
}

type drive struct {
	mode     Mode
	from, to rune
	want     string // junctions; "" where there is no way
}

type scenario struct {
	name, drawing string
	drives        []drive
}

// scenarios reads the file: "== name", a drawing, "drives", and lines such as
// "car s w: sxw", or "car s w: none".
func scenarios(t testing.TB) (list []scenario) {
	t.Helper()
	f, err := os.Open("testdata/scenarios.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	drives := false
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if name, ok := strings.CutPrefix(line, "== "); ok {
			list, drives = append(list, scenario{name: name}), false
			continue
		}
		if len(list) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		s := &list[len(list)-1]
		switch {
		case line == "drives":
			drives = true
		case !drives:
			s.drawing += line + "\n"
		case strings.TrimSpace(line) != "":
			ask, want, _ := strings.Cut(line, ":")
			f := strings.Fields(ask)
			mode := Mode(slices.Index(modeNames[:], f[0]))
			want = strings.TrimSpace(want)
			if want == "none" {
				want = ""
			}
			s.drives = append(s.drives, drive{mode, []rune(f[1])[0], []rune(f[2])[0], want})
		}
	}
	return list
}
