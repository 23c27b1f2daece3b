package route

import (
	"slices"

	"github.com/paulmach/orb"
)

// Passage is a node that one must get through: a gate, a toll booth, a border
// control, a checkpoint.
type Passage struct {
	Node int64 // OpenStreetMap's id
	Kind PassageKind
	Name string // in the language asked for, or the local one
	Ref  string
	At   orb.Point

	Centimetres int64 // of a leg: how far from its beginning
	Hundredths  int64 // of a leg: how long after its beginning
}

func (n *Network) passageAt(i uint32, lang string) Passage {
	p := &n.passages[i]
	return Passage{Node: p.Node, Kind: p.Kind, Name: nameIn(n.text(p.Name), lang), Ref: n.text(p.Ref), At: p.At.point()}
}

// Passages lists all passages of the network.
func (n *Network) Passages() (list []Passage) {
	for i := range n.passages {
		list = append(list, n.passageAt(uint32(i), "en"))
	}
	return list
}

// Passages lists the passages on a leg, in the order in which one comes to
// them; names are in a language, as far as they are known in it.
func (l *Leg) Passages(lang string) (list []Passage) {
	var centimetres, hundredths int64
	for i := range l.stretches {
		s := &l.stretches[i]
		if s.link != none {
			if t := &l.a.g.turns[l.a.g.linkTurn[s.link]]; t.Passage > 0 {
				p := l.a.n.passageAt(t.Passage-1, lang)
				p.Centimetres, p.Hundredths = centimetres, hundredths
				list = append(list, p)
			}
		}
		centimetres += l.a.g.length(s)
		hundredths += int64(s.cost)
	}
	return list
}

// Join is a place at which one can drive from one country to another without
// passing a border control.
type Join struct {
	From, To string // ISO codes
	At       orb.Point
}

// Joins lists the places at which countries are joined without a border
// control: where there are none, no way leads abroad while all are shut.
func (n *Network) Joins() (list []Join) {
	g := n.motor
	for node := range g.nodeJunction {
		for _, in := range g.into(uint32(node)) {
			a := g.edges[in>>1].Country
			for l := g.out[node]; l < g.out[node+1]; l++ {
				b := g.edges[g.linkArc[l]>>1].Country
				t := &g.turns[g.linkTurn[l]]
				if a == b || t.Passage > 0 && n.passages[t.Passage-1].Kind == BorderControl {
					continue
				}
				j := Join{n.text(n.codes[a]), n.text(n.codes[b]), g.at[g.nodeJunction[node]].point()}
				if !slices.Contains(list, j) {
					list = append(list, j)
				}
			}
		}
	}
	return list
}

// into lists the arcs by which one comes to a node.
func (g *graph) into(node uint32) (list []uint32) {
	for _, a := range g.arms(g.nodeJunction[node]) {
		for _, l := range g.copies(a ^ 1) {
			if uint32(g.heads[l]) == node {
				list = append(list, a^1)
				break
			}
		}
		if g.enter[a^1] == node && !slices.Contains(list, a^1) {
			list = append(list, a^1)
		}
	}
	return list
}
