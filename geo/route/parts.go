package route

import (
	"slices"

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
		{"about", &n.About}, {"ways", &n.Ways}, {"ways.byid", &n.ByID}, {"limits", &n.Limits}, {"passages", &n.Passages}, {"rules", &n.Rules},
		{"text", &n.Text}, {"text.ends", &n.Ends}, {"countries", &n.Codes},
	}
	for _, g := range []struct {
		prefix string
		graph  **Graph
		modes  Modes
	}{{"motor.", &n.Motor, motor}, {"foot.", &n.Foot, 1 << Foot}} {
		if *g.graph == nil {
			*g.graph = &Graph{Modes: g.modes}
		}
		parts = append(parts, (*g.graph).parts(g.prefix)...)
	}
	return parts
}

func (g *Graph) parts(prefix string) []Part {
	parts := []Part{
		{"junctions", &g.At}, {"junctions.ids", &g.Node}, {"arms", &g.Arms}, {"arms.first", &g.Arm},
		{"edges", &g.Edges}, {"points", &g.Points}, {"points.first", &g.Point}, {"heights.at", &g.HighAt}, {"heights", &g.High},
		{"nodes.junction", &g.Junction}, {"links.first", &g.Out}, {"links.head", &g.Head}, {"links.arc", &g.Arc}, {"links.turn", &g.Turn},
		{"turns", &g.Turns}, {"arcs.enter", &g.Enter}, {"copies.first", &g.Copy}, {"copies", &g.Copies},
		{"order", &g.Order}, {"runs", &g.Runs}, {"places.ids", &g.Places.IDs}, {"places.points", &g.Places.Points}, {"places.boxes", &g.Places.Boxes}, {"places.nodes", &g.Places.Nodes},
		{"places.levels", &g.Places.Levels}, {"places.bounds", &g.Places.Bounds},
	}
	for m := range modes {
		if g.Modes.Has(m) {
			parts = append(parts, Part{"components." + m.String(), &g.Components[m]})
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
	case len(n.About) != aboutSize || len(n.Limits) == 0 || len(n.Codes) == 0 || len(n.Codes) > 256 || len(n.Ends) == 0:
		return fault("a table is empty")
	case !ascending(n.Ends, 0, uint32(len(n.Text))):
		return fault("text.ends")
	case !all(n.Codes, len(n.Ends)):
		return fault("countries")
	case len(n.ByID) != len(n.Ways) || !all(n.ByID, len(n.Ways)):
		return fault("ways.byid")
	case int(n.About[aboutSource]) >= len(n.Ends):
		return fault("about")
	}
	for i := 1; i < len(n.ByID); i++ {
		if n.Ways[n.ByID[i]].ID < n.Ways[n.ByID[i-1]].ID {
			return fault("ways.byid")
		}
	}
	texts, limits := uint32(len(n.Ends)), uint32(len(n.Limits))
	for i := range n.Ways {
		w := &n.Ways[i]
		if w.Name >= texts || w.Ref >= texts || w.Destination >= texts || w.Limits >= limits || w.Class >= classes ||
			w.Surface >= surfaces || int(w.Smoothness) >= len(smoothnessNames) || int(w.TrackType) >= len(grades) {
			return fault("ways")
		}
	}
	for i := range n.Passages {
		if p := &n.Passages[i]; p.Name >= texts || p.Limits >= limits || p.Kind >= passageKinds {
			return fault("passages")
		}
	}
	for i, r := range n.Rules {
		owners := [...]int{ofWay: len(n.Ways), ofPassage: len(n.Passages), ofTurn: len(n.Rules)}
		if r.Kind > ofTurn || int(r.Owner) >= owners[r.Kind] || r.Key >= texts || r.Value >= texts ||
			i > 0 && (r.Kind < n.Rules[i-1].Kind || r.Kind == n.Rules[i-1].Kind && r.Owner < n.Rules[i-1].Owner) {
			return fault("rules")
		}
	}
	for _, g := range []*Graph{n.Motor, n.Foot} {
		if g == nil {
			return fault("a graph is missing")
		}
		if what := g.check(n); what != "" {
			return fault(what)
		}
	}
	n.know()
	for _, g := range []*Graph{n.Motor, n.Foot} {
		if err := g.raise(); err != nil {
			return fault("order")
		}
	}
	return nil
}

// check names the first part that is broken.
func (g *Graph) check(n *Network) string {
	junctions, edges, links := len(g.At), len(g.Edges), len(g.Head)
	nodes := len(g.Junction)
	switch {
	case len(g.Node) != junctions:
		return "junctions.ids"
	case len(g.Arm) != junctions+1 || len(g.Arms) != 2*edges || !ascending(g.Arm, 0, uint32(2*edges)):
		return "arms.first"
	case len(g.Point) != edges+1 || !ascending(g.Point, 2, uint32(len(g.Points))):
		return "points.first"
	case len(g.High) != len(g.HighAt) || !ascendingValues(g.HighAt) || !all(g.HighAt, len(g.Points)):
		return "heights"
	case len(g.Out) != nodes+1 || !ascending(g.Out, 0, uint32(links)):
		return "links.first"
	case len(g.Arc) != links || len(g.Turn) != links || !all(g.Arc, 2*edges) || !all(g.Turn, len(g.Turns)) || !all(g.Head, nodes):
		return "links"
	case !all(g.Junction, junctions):
		return "nodes.junction"
	case len(g.Enter) != 2*edges || slices.ContainsFunc(g.Enter, func(v uint32) bool { return v != none && int(v) >= nodes }):
		return "arcs.enter"
	case len(g.Copy) != 2*edges+1 || !ascending(g.Copy, 0, uint32(links)) || len(g.Copies) != links || !all(g.Copies, links):
		return "copies"
	case len(g.Turns) == 0 && links > 0:
		return "turns"
	case !ascendingValues(g.Runs) || !all(g.Runs, max(0, len(g.Points)-1)) || !all(g.Places.IDs, len(g.Runs)):
		return "runs"
	}
	for m := range modes {
		if g.Modes.Has(m) && len(g.Components[m]) != nodes {
			return "components"
		}
	}
	if places, err := index.FromParts(g.Places); err != nil {
		return "places"
	} else {
		g.places = places
	}
	for i := range g.Edges {
		if e := &g.Edges[i]; int(e.Tail) >= junctions || int(e.Head) >= junctions || int(e.Way) >= len(n.Ways) || int(e.Country) >= len(n.Codes) ||
			i > 0 && e.Way < g.Edges[i-1].Way {
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
	for i := range g.Turns {
		if t := &g.Turns[i]; int(t.Rule) > len(n.Rules) || int(t.Passage) > len(n.Passages) {
			return "turns"
		}
	}
	for node := range nodes {
		for l := g.Out[node]; l < g.Out[node+1]; l++ {
			if g.tail(g.Arc[l]) != g.Junction[node] || g.head(g.Arc[l]) != g.Junction[g.Head[l]] {
				return "links.arc"
			}
		}
	}
	for a := range uint32(2 * edges) {
		if e := g.Enter[a]; e != none && g.Junction[e] != g.head(a) {
			return "arcs.enter"
		}
		for _, l := range g.copies(a) {
			if g.Arc[l] != a {
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
