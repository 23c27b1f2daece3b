package route

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A town is a small network drawn as text:
//
//	    n         each letter or digit is a node, 100 m from the next
//	  w x e
//	    s
//	ways          a way goes through its nodes; tags may follow, highway=primary
//	  wx          unless they say otherwise
//	  sx oneway=yes
//	turns         restriction, from, via (a node or ways), to, more tags
//	  no_left_turn sx x wx
//	nodes
//	  x barrier=gate
type town struct {
	ways      []Way
	relations []Relation
	nodes     []Node
}

const gridM = 100 // metres between neighbours in a drawing

func drawTown(t testing.TB, text string) *town {
	t.Helper()
	tw := &town{}
	byName := map[string]int64{}
	section, row := "map", 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", ""), "\n ")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if slices.Contains([]string{"ways", "turns", "nodes"}, fields[0]) {
			section = fields[0]
			continue
		}
		switch section {
		case "map":
			tw.drawRow(line, row)
			row++
		case "ways":
			w := Way{ID: int64(len(tw.ways) + 1), Tags: tagsOf(fields[1:])}
			if w.Tags.Get("highway") == "" && w.Tags.Get("route") == "" {
				w.Tags = append(w.Tags, Tag{"highway", "primary"})
			}
			for _, c := range fields[0] {
				w.Nodes = append(w.Nodes, int64(c))
			}
			byName[fields[0]] = w.ID
			tw.ways = append(tw.ways, w)
		case "turns":
			tw.relations = append(tw.relations, tw.turn(t, fields, byName))
		case "nodes":
			c := int64([]rune(fields[0])[0])
			i := slices.IndexFunc(tw.nodes, func(n Node) bool { return n.ID == c })
			tw.nodes[i].Tags = append(tw.nodes[i].Tags, tagsOf(fields[1:])...)
		}
	}
	return tw
}

func (tw *town) drawRow(line string, row int) {
	for col, c := range []rune(line) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			const degree = 111_195.0
			tw.nodes = append(tw.nodes, Node{ID: int64(c), Lon: 75 + float64(col)*gridM/2/degree, Lat: -float64(row) * gridM / degree})
		}
	}
}

func (tw *town) turn(t testing.TB, f []string, byName map[string]int64) Relation {
	t.Helper()
	r := Relation{ID: int64(len(tw.relations) + 1)}
	key, value, found := strings.Cut(f[0], "=")
	if !found {
		key, value = "restriction", f[0]
	}
	r.Tags = append(Tags{{"type", "restriction"}, {key, strings.ReplaceAll(value, "~", " ")}}, tagsOf(f[4:])...)
	way := func(name, role string) {
		id, ok := byName[name]
		if !ok {
			t.Fatalf("turn %v: no way %q", f, name)
		}
		r.Members = append(r.Members, Member{'w', id, role})
	}
	way(f[1], "from")
	if via := []rune(f[2]); len(via) == 1 {
		r.Members = append(r.Members, Member{'n', int64(via[0]), "via"})
	} else {
		for name := range strings.SplitSeq(f[2], ",") {
			way(name, "via")
		}
	}
	way(f[3], "to")
	return r
}

// tagsOf reads key=value, where ~ stands for a space.
func tagsOf(fields []string) (t Tags) {
	for _, f := range fields {
		key, value, _ := strings.Cut(f, "=")
		t = append(t, Tag{key, strings.ReplaceAll(value, "~", " ")})
	}
	return t
}

func (tw *town) build(t testing.TB) (*Network, Report) {
	t.Helper()
	b := NewBuilder()
	for _, w := range tw.ways {
		b.Way(w)
	}
	for _, r := range tw.relations {
		b.Relation(r)
	}
	set := b.Nodes()
	for _, n := range tw.nodes {
		if set.Has(n.ID) {
			b.Node(n)
		}
	}
	n, report, err := b.Build(context.Background(), BuildOptions{Source: "a drawing"})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Check(); err != nil {
		t.Fatalf("%v\n%s", err, tw)
	}
	return n, report
}

// path writes junctions as the letters of the drawing.
func letters(g *graph, junctions []uint32) string {
	var s strings.Builder
	for _, j := range junctions {
		fmt.Fprintf(&s, "%c", rune(g.ids[j]))
	}
	return s.String()
}
