package route

import (
	"slices"
	"strings"
)

// restriction is a rule on how to turn, for one set of modes.
type restriction struct {
	relation int64
	from, to []int64 // ways
	node     int64   // the via node, if there are no via ways
	ways     []int64 // the via ways, in order
	only     bool    // one must turn so; else one must not
	uTurn    bool    // no_u_turn
	modes    Modes
	kind     string // such as no_left_turn
	rule     string // when it holds; "" is always
}

// readRestriction reads a relation. It may hold differently for different
// modes. refused says why one that is a restriction is of no use.
func readRestriction(r Relation) (read []restriction, refused string) {
	kind := r.Tags.Get("type")
	if kind != "restriction" && !strings.HasPrefix(kind, "restriction:") {
		return nil, ""
	}
	base := restriction{relation: r.ID}
	nodes := 0
	for _, m := range r.Members {
		switch {
		case m.Role == "from" && m.Type == 'w':
			base.from = append(base.from, m.Ref)
		case m.Role == "to" && m.Type == 'w':
			base.to = append(base.to, m.Ref)
		case m.Role == "via" && m.Type == 'w':
			base.ways = append(base.ways, m.Ref)
		case m.Role == "via" && m.Type == 'n':
			base.node = m.Ref
			nodes++
		}
	}
	switch {
	case len(base.from) == 0 || len(base.to) == 0:
		return nil, "no way from or to"
	case nodes+len(base.ways) == 0:
		return nil, "no via"
	case nodes > 1 || nodes == 1 && len(base.ways) > 0:
		return nil, "more than one via node, or nodes and ways"
	}
	for _, h := range readKinds(r.Tags, kind) {
		one := base
		one.modes, one.kind, one.rule, one.only, one.uTurn = h.modes, h.value, h.rule, h.only, h.value == "no_u_turn"
		switch {
		case one.modes == 0:
		case len(one.from) > 1 && (h.value != "no_entry" || len(one.ways) > 0), len(one.to) > 1 && (h.value != "no_exit" || len(one.ways) > 0):
			refused = "several ways from or to"
		default:
			read = append(read, one)
		}
	}
	if len(read) == 0 && refused == "" {
		refused = "not for cars or trucks, or of no known kind"
	}
	return read, refused
}

// holding is for whom and when a kind of restriction holds.
type holding struct {
	value, rule string
	only        bool
	modes       Modes
}

// restrictionKeys says for which modes a key speaks; one for a mode alone
// beats the general one.
var restrictionKeys = []struct {
	key   string
	modes Modes
}{
	{"restriction", motor}, {"restriction:motor_vehicle", motor}, {"restriction:vehicle", motor},
	{"restriction:motorcar", 1 << Car}, {"restriction:hgv", 1 << Truck},
}

// turnKinds are the values of restriction that say how to turn, or not to. Of
// others, "no_right_turn_on_red" is the most frequent: it holds for no route.
var turnKinds = []string{
	"no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry", "no_exit",
	"only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn",
}

func readKinds(t Tags, kind string) (list []holding) {
	except := exceptions(t.Get("except"))
	add := func(value, rule string, who Modes) {
		if slices.Contains(turnKinds, value) {
			list = append(list, holding{value, rule, strings.HasPrefix(value, "only_"), who &^ except})
		}
	}
	for _, k := range restrictionKeys {
		if k.key == "restriction" {
			k.modes &= modesOf(kind)
		}
		if v := t.Get(k.key); v != "" {
			for i := range list {
				list[i].modes &^= k.modes
			}
			for one := range strings.SplitSeq(v, ";") {
				one = strings.TrimSpace(one)
				add(one, oldHours(t, one), k.modes)
			}
		}
		// "no_left_turn @ (Mo-Fr 07:00-09:00)", beside one that always holds
		if v := t.Get(k.key + conditional); v != "" {
			for _, value := range slices.Compact(conditionalValues(v)) {
				add(value, v, k.modes)
			}
		}
	}
	return list
}

// modesOf returns whom a type of relation is for: "restriction:hgv" with the
// plain key restriction is an old way of saying restriction:hgv.
func modesOf(kind string) Modes {
	for _, k := range restrictionKeys {
		if k.key == strings.TrimSuffix(kind, conditional) {
			return k.modes
		}
	}
	return 0
}

func exceptions(v string) (modes Modes) {
	for part := range strings.SplitSeq(v, ";") {
		switch strings.TrimSpace(part) {
		case "motorcar":
			modes |= 1 << Car
		case "hgv":
			modes |= 1 << Truck
		case "motor_vehicle", "vehicle":
			modes |= motor
		}
	}
	return modes
}

// oldHours writes the hours of the old tags day_on to hour_off as a condition
// of a value.
func oldHours(t Tags, value string) string {
	from, to := t.Get("hour_on"), t.Get("hour_off")
	first, last := shortDay(t.Get("day_on")), shortDay(t.Get("day_off"))
	var when []string
	if first != "" && last != "" {
		when = append(when, first+"-"+last)
	}
	if from != "" && to != "" {
		when = append(when, from+"-"+to)
	}
	if when == nil {
		return ""
	}
	return value + " @ (" + strings.Join(when, " ") + ")"
}

func shortDay(day string) string {
	if len(day) < 3 {
		return ""
	}
	return day[:2]
}
