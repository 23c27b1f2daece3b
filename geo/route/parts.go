package route

import (
	"slices"

	"pamir/geo/cch"
	"pamir/geo/index"
)

// Part is one of the arrays that a network is made of.
type Part struct {
	Name string // such as "motor.edges"
	Data any    // a pointer to a slice whose elements hold no pointers
}

// Parts lists the arrays under names that do not change: to write them down,
// or, on a new Network, to point them at what was written. Then Check says
// whether they make a network.
func (n *Network) Parts() []Part {
	parts := []Part{
		{"about", &n.about}, {"ways", &n.ways}, {"ways.byid", &n.byID}, {"limits", &n.limits}, {"passages", &n.passages}, {"rules", &n.rules},
		{"text", &n.chars}, {"text.ends", &n.charEnds}, {"countries", &n.codes},
	}
	for _, g := range []struct {
		prefix string
		graph  **graph
		modes  Modes
	}{{"motor.", &n.motor, motor}, {"foot.", &n.foot, 1 << Foot}} {
		if *g.graph == nil {
			*g.graph = &graph{modes: g.modes}
		}
		parts = append(parts, (*g.graph).parts(g.prefix)...)
	}
	return parts
}

func (g *graph) parts(prefix string) []Part {
	parts := []Part{
		{"junctions", &g.at}, {"junctions.ids", &g.ids}, {"arms", &g.armArcs}, {"arms.first", &g.armFirst},
		{"edges", &g.edges}, {"points", &g.shape}, {"points.first", &g.shapeFirst}, {"heights.at", &g.heightAt}, {"heights", &g.heights},
		{"nodes.junction", &g.nodeJunction}, {"links.first", &g.out}, {"links.head", &g.heads}, {"links.arc", &g.linkArc}, {"links.turn", &g.linkTurn},
		{"turns", &g.turns}, {"arcs.enter", &g.enter}, {"copies.first", &g.copyFirst}, {"copies", &g.copyLinks},
		{"runs", &g.runs}, {"places.ids", &g.placeParts.IDs}, {"places.points", &g.placeParts.Points}, {"places.boxes", &g.placeParts.Boxes}, {"places.nodes", &g.placeParts.Nodes},
		{"places.levels", &g.placeParts.Levels}, {"places.bounds", &g.placeParts.Bounds},
	}
	h := &g.hierParts
	parts = append(parts, []Part{
		{"cch.nodes", &h.Nodes}, {"cch.heads", &h.Heads}, {"cch.levels", &h.Levels}, {"cch.downs.first", &h.DownAt}, {"cch.downs", &h.Downs},
		{"cch.order", &h.Order}, {"cch.ranks", &h.Ranks}, {"cch.keys", &h.Keys}, {"cch.inputs.first", &h.InputAt}, {"cch.inputs", &h.Inputs},
	}...)
	for m := range modes {
		if g.modes.Has(m) {
			parts = append(parts, Part{"components." + m.String(), &g.components[m]})
		}
	}
	for i := range parts {
		parts[i].Name = prefix + parts[i].Name
	}
	return parts
}

// fault names a part that does not fit the others.
type fault string

func (f fault) Error() string { return "route: the network is broken: " + string(f) }

// Check reports whether all numbers in the parts are of things that exist, so
// that no question about the network can go astray. It reads everything once.
func (n *Network) Check() error {
	switch {
	case len(n.about) != aboutSize || len(n.limits) == 0 || len(n.codes) == 0 || len(n.codes) > 256 || len(n.charEnds) == 0:
		return fault("a table is empty")
	case !ascending(n.charEnds, 0, uint32(len(n.chars))):
		return fault("text.ends")
	case !all(n.codes, len(n.charEnds)):
		return fault("countries")
	case len(n.byID) != len(n.ways) || !all(n.byID, len(n.ways)):
		return fault("ways.byid")
	case int(n.about[aboutSource]) >= len(n.charEnds):
		return fault("about")
	}
	for i := 1; i < len(n.byID); i++ {
		if n.ways[n.byID[i]].ID < n.ways[n.byID[i-1]].ID {
			return fault("ways.byid")
		}
	}
	texts, limits := uint32(len(n.charEnds)), uint32(len(n.limits))
	for i := range n.ways {
		w := &n.ways[i]
		if w.Name >= texts || w.Ref >= texts || w.Destination >= texts || w.Limits >= limits || w.Class >= classes ||
			w.Surface >= surfaces || int(w.Smoothness) >= len(smoothnessNames) || int(w.TrackType) >= len(grades) {
			return fault("ways")
		}
	}
	for i := range n.passages {
		if p := &n.passages[i]; p.Name >= texts || p.Ref >= texts || p.Limits >= limits || p.Kind >= passageKinds {
			return fault("passages")
		}
	}
	for i, r := range n.rules {
		owners := [...]int{ofWay: len(n.ways), ofPassage: len(n.passages), ofTurn: len(n.rules)}
		if r.Kind > ofTurn || int(r.Owner) >= owners[r.Kind] || r.Key >= texts || r.Value >= texts ||
			i > 0 && (r.Kind < n.rules[i-1].Kind || r.Kind == n.rules[i-1].Kind && r.Owner < n.rules[i-1].Owner) {
			return fault("rules")
		}
	}
	for _, g := range []*graph{n.motor, n.foot} {
		if g == nil {
			return fault("a graph is missing")
		}
		if what := g.check(n); what != "" {
			return fault(what)
		}
	}
	n.know()
	return nil
}

// check names the first part that is broken.
func (g *graph) check(n *Network) string {
	junctions, edges, links := len(g.at), len(g.edges), len(g.heads)
	nodes := len(g.nodeJunction)
	switch {
	case len(g.ids) != junctions:
		return "junctions.ids"
	case len(g.armFirst) != junctions+1 || len(g.armArcs) != 2*edges || !ascending(g.armFirst, 0, uint32(2*edges)):
		return "arms.first"
	case len(g.shapeFirst) != edges+1 || !ascending(g.shapeFirst, 2, uint32(len(g.shape))):
		return "points.first"
	case len(g.heights) != len(g.heightAt) || !ascendingValues(g.heightAt) || !all(g.heightAt, len(g.shape)):
		return "heights"
	case len(g.out) != nodes+1 || !ascending(g.out, 0, uint32(links)):
		return "links.first"
	case len(g.linkArc) != links || len(g.linkTurn) != links || !all(g.linkArc, 2*edges) || !all(g.linkTurn, len(g.turns)) || !all(g.heads, nodes):
		return "links"
	case !all(g.nodeJunction, junctions):
		return "nodes.junction"
	case len(g.enter) != 2*edges || slices.ContainsFunc(g.enter, func(v uint32) bool { return v != none && int(v) >= nodes }):
		return "arcs.enter"
	case len(g.copyFirst) != 2*edges+1 || !ascending(g.copyFirst, 0, uint32(links)) || len(g.copyLinks) != links || !all(g.copyLinks, links):
		return "copies"
	case len(g.turns) == 0 && links > 0:
		return "turns"
	case !ascendingValues(g.runs) || !all(g.runs, max(0, len(g.shape)-1)) || !all(g.placeParts.IDs, len(g.runs)):
		return "runs"
	}
	for m := range modes {
		if g.modes.Has(m) && len(g.components[m]) != nodes {
			return "components"
		}
	}
	var err error
	if g.places, err = index.FromParts(g.placeParts); err != nil {
		return "places"
	}
	if g.hier, err = cch.FromParts(g.hierParts); err != nil || g.hier.Nodes() != nodes || g.hier.InputArcs() != links {
		return "hierarchy"
	}
	for i := range g.edges {
		if e := &g.edges[i]; int(e.Tail) >= junctions || int(e.Head) >= junctions || int(e.Way) >= len(n.ways) || int(e.Country) >= len(n.codes) ||
			i > 0 && e.Way < g.edges[i-1].Way {
			return "edges"
		}
	}
	for j := range junctions {
		for _, a := range g.arms(uint32(j)) {
			if int(a) >= 2*edges || g.tail(a) != uint32(j) {
				return "arms"
			}
		}
	}
	for i := range g.turns {
		if t := &g.turns[i]; int(t.Rule) > len(n.rules) || int(t.Passage) > len(n.passages) {
			return "turns"
		}
	}
	for node := range nodes {
		for l := g.out[node]; l < g.out[node+1]; l++ {
			if g.tail(g.linkArc[l]) != g.nodeJunction[node] || g.head(g.linkArc[l]) != g.nodeJunction[g.heads[l]] {
				return "links.arc"
			}
		}
	}
	for a := range uint32(2 * edges) {
		if e := g.enter[a]; e != none && g.nodeJunction[e] != g.head(a) {
			return "arcs.enter"
		}
		for _, l := range g.copies(a) {
			if g.linkArc[l] != a {
				return "copies"
			}
		}
	}
	return ""
}

// ascending reports whether bounds rise by at least a step each, from where
// they begin to the end.
func ascending(bounds []uint32, step, end uint32) bool {
	for i := 1; i < len(bounds); i++ {
		if bounds[i] < bounds[i-1] || bounds[i]-bounds[i-1] < step {
			return false
		}
	}
	return len(bounds) == 0 || bounds[len(bounds)-1] == end && bounds[0] == 0
}

func ascendingValues(v []uint32) bool {
	for i := 1; i < len(v); i++ {
		if v[i] <= v[i-1] {
			return false
		}
	}
	return true
}

// all reports whether all numbers are of things of which there are so many.
func all[T ~uint32](numbers []T, size int) bool {
	for _, v := range numbers {
		if int(v) >= size {
			return false
		}
	}
	return true
}
