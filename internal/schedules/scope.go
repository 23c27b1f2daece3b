package schedules

import (
	"slices"

	"pamir/geo/hours"
)

// ground is what schedules can be about: the ports that are handed in.
type ground struct {
	chains []hours.Chain
}

// ports returns the ids of all ports.
func (g ground) ports() []string {
	var ids []string
	for _, c := range g.chains {
		ids = append(ids, c.Port)
	}
	return ids
}

// of returns the chains of the ports; ports that are not there have none.
func (g ground) of(ports []string) []hours.Chain {
	var out []hours.Chain
	for _, c := range g.chains {
		if slices.Contains(ports, c.Port) {
			out = append(out, c)
		}
	}
	return out
}

func checkpoints(chains []hours.Chain) []string {
	var ids []string
	for _, c := range chains {
		for _, p := range c.Checkpoints {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// sides returns the countries that all of the chains have checkpoints in.
func sides(chains []hours.Chain) []string {
	var shared []string
	for i, c := range chains {
		var own []string
		for _, p := range c.Checkpoints {
			if !slices.Contains(own, p.Side) {
				own = append(own, p.Side)
			}
		}
		if i == 0 {
			shared = own
		}
		shared = slices.DeleteFunc(shared, func(s string) bool { return !slices.Contains(own, s) })
	}
	return shared
}

func directions(chains []hours.Chain) []string {
	var all []string
	for _, c := range chains {
		for _, d := range c.Directions {
			if !slices.Contains(all, string(d)) {
				all = append(all, string(d))
			}
		}
	}
	return all
}

// ports returns the ports that a table is about.
func (t *table) ports(g ground) []string {
	if !t.has("ports") {
		t.take("ports")
		t.fault("ports", "is missing: a list of the ports that it is about, such as [\"torugart\"]")
		return nil
	}
	ports := t.textsOf("ports", g.ports())
	t.once("ports", ports)
	return ports
}

// once refuses a word that a list has twice.
func (t *table) once(key string, words []string) {
	for i, w := range words {
		if slices.Contains(words[:i], w) {
			t.fault(key, "has %q twice", w)
		}
	}
}

// scope returns what a table is about at ports that were read before: all of
// each, or some modes, directions and checkpoints.
func (t *table) scope(g ground, ports []string) []hours.Scope {
	chains := g.of(ports)
	var s hours.Scope
	for _, m := range t.textsOf("modes", modes()) {
		s.Modes = append(s.Modes, hours.Mode(m))
	}
	if possible := directions(chains); len(possible) > 0 || !t.has("directions") {
		for _, d := range t.textsOf("directions", possible) {
			s.Directions = append(s.Directions, hours.Direction(d))
		}
	} else if t.take("directions"); len(chains) > 0 {
		t.fault("directions", "%s has none: leave the key out", ports[0])
	}
	if len(chains) == 0 { // none of the ports exists, which is told already
		t.take("side")
		t.take("checkpoint")
		return nil
	}
	s.Side = t.oneOf("side", sides(chains)...)
	s.Checkpoint = t.oneOf("checkpoint", checkpoints(chains)...)
	switch {
	case s.Checkpoint != "" && s.Side != "":
		t.fault("side", "a checkpoint has one side: leave side out")
	case s.Checkpoint != "" && len(ports) > 1:
		t.fault("checkpoint", "is of one port, and ports has %d", len(ports))
	}
	var out []hours.Scope
	for _, p := range ports {
		s.Port = p
		out = append(out, s)
	}
	return out
}

func modes() []string {
	var words []string
	for _, m := range hours.Modes() {
		words = append(words, string(m))
	}
	return words
}
