package route

import (
	"slices"
	"strings"
)

// ruleRecord is a tag of something with rules: tags whose meaning depends on
// time or vehicle. They are kept as they are written, with those beside them,
// and read when a route comes by (see hour.go).
type ruleRecord struct {
	Owner      uint32 // way, passage or turn
	Kind       ruleKind
	Key, Value uint32 // in the table of strings
}

type ruleKind uint32

const (
	ofWay ruleKind = iota
	ofPassage
	ofTurn
)

const (
	conditional  = ":conditional"
	openingHours = "opening_hours"
)

// isRule reports whether a key of a way or a barrier has such a value.
func isRule(key string) bool {
	base, ok := strings.CutSuffix(key, conditional)
	if !ok {
		return key == openingHours
	}
	for _, s := range directionSuffix {
		base = strings.TrimSuffix(base, s)
	}
	if rest, ok := strings.CutPrefix(base, "oneway:"); ok {
		base = rest
	}
	switch base {
	case "oneway", "maxspeed", "maxspeed:motorcar", "maxspeed:hgv", "maxspeed:goods", "hazmat:water":
		return true
	}
	if slices.Contains(hazmatKeys, base) {
		return true
	}
	for _, l := range limitKeys {
		if slices.Contains(l.keys, base) {
			return true
		}
	}
	for m := range modes {
		if slices.Contains(accessKeys[m], base) {
			return true
		}
	}
	return false
}

// conditionalValues lists the values that a conditional tag may give, such as
// "no" and "destination" for "no @ (22:00-06:00); destination @ (Su)".
func conditionalValues(v string) (values []string) {
	depth, start := 0, 0
	for i := 0; i <= len(v); i++ {
		switch {
		case i == len(v) || v[i] == ';' && depth == 0:
			if value, _, ok := strings.Cut(v[start:i], "@"); ok {
				values = append(values, strings.TrimSpace(value))
			}
			start = i + 1
		case v[i] == '(':
			depth++
		case v[i] == ')':
			depth--
		}
	}
	return values
}

// openBy adds to r.Open what a rule may allow at some time.
func openBy(rule Tag, t Tags, r *wayRecord) {
	base := strings.TrimSuffix(rule.Key, conditional)
	dirs := [2]bool{true, true}
	for d, s := range directionSuffix {
		if rest, ok := strings.CutSuffix(base, s); ok {
			base, dirs[1-d] = rest, false
		}
	}
	values := conditionalValues(rule.Value)
	if base == "oneway" || strings.HasPrefix(base, "oneway:") {
		openWays(t, r)
		return
	}
	for m := range modes {
		if !slices.Contains(accessKeys[m], base) {
			continue
		}
		for _, v := range values {
			right, ok := readRight(v)
			for d := range r.Open {
				// a rule does not lift a one-way street
				oneway := oneWay(t, [2]Access{everyone(right), everyone(right)})
				if ok && dirs[d] {
					r.Open[d] = r.Open[d].most(Access(0).with(m, oneway[d].Of(m)))
				}
			}
		}
	}
}

// openWays opens both directions as far as one is: oneway:conditional may end
// a one-way street, or turn it round.
func openWays(t Tags, r *wayRecord) {
	both := readAccess(withoutOneWay(t), defaultAccess(t, r.Class))
	for d := range r.Open {
		r.Open[d] = r.Open[d].most(both[d])
	}
}

func withoutOneWay(t Tags) Tags {
	kept := Tags{{"oneway", "no"}}
	for _, tag := range t {
		if !strings.HasPrefix(tag.Key, "oneway") {
			kept = append(kept, tag)
		}
	}
	return kept
}
