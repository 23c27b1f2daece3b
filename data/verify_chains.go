package data

import (
	"cmp"
	"slices"

	"pamir/geo/hours"
)

// chains checks that the checkpoints of each port are a chain that leaves
// China, and that the port stands at its gate.
func (v *verifier) chains() {
	links := map[string][]record{}
	for _, r := range v.records("checkpoints") {
		_, counted := r.number("seq")
		port := r.text("port")
		if counted != (port != "") {
			r.report("seq", "want a place in the chain of a port where there is one, and only there")
		}
		if counted {
			links[port] = append(links[port], r)
		}
	}
	for _, port := range v.records("ports") {
		chain := links[port.ID]
		slices.SortStableFunc(chain, func(a, b record) int { return cmp.Compare(a.seq(), b.seq()) })
		port.chain(chain)
	}
}

func (r record) seq() float64 {
	n, _ := r.number("seq")
	return n
}

func (r record) chain(chain []record) {
	var listed, ids []string
	r.decode("checkpoints", &listed)
	var gates []record
	abroad := false
	ways := r.hours(nil).Directions
	for i, c := range chain {
		among(c, "modes", hours.Modes())
		among(c, "directions", ways)
		ids = append(ids, c.ID)
		if c.seq() != float64(i+1) {
			c.report("seq", "%v follows %d in the chain of %s; want %d", c.seq(), i, r.ID, i+1)
		}
		side := c.text("side")
		if abroad && side == "CN" {
			c.report("side", "a Chinese checkpoint follows a foreign one in the chain of %s", r.ID)
		}
		abroad = side != "CN"
		if c.text("function") == "frontier-gate" {
			gates = append(gates, c)
		}
	}
	if !slices.Equal(listed, ids) {
		r.report("checkpoints", "lists %q; the chain is %q", listed, ids)
	}
	if inspection := r.text("inspection"); inspection != "" {
		i := slices.Index(ids, inspection)
		if i < 0 || chain[i].text("function") != "inspection" {
			r.report("inspection", "%q is no inspection of this port", inspection)
		}
	}
	switch {
	case r.text("kind") != "road":
	case len(gates) != 1:
		r.report("checkpoints", "want one frontier-gate in the chain, have %d", len(gates))
	case !r.samePlace(gates[0]):
		r.report("", "the port stands elsewhere than its frontier gate, %s", gates[0].ID)
	}
}

// among checks that a list, where there is one, has nothing but these words.
func among[T ~string](r record, property string, words []T) {
	var list []T
	if r.value(property) != nil && r.decode(property, &list) && len(list) == 0 {
		r.report(property, "is empty: null stands for all")
	}
	for _, w := range list {
		if !slices.Contains(words, w) {
			r.report(property, "there is no %q: want some of %q", w, words)
		}
	}
}
