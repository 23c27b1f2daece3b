package style

import (
	"slices"
	"strings"
)

// filter reads a filter in either notation.
func (r *reader) filter(x any, at *path) func(*Env) bool {
	if x == nil {
		return func(*Env) bool { return true }
	}
	if older(x) {
		return r.older(x, at, 0)
	}
	n := r.expression(x, at, boolType)
	if n == nil {
		return nil
	}
	return func(e *Env) bool {
		e.fault = ""
		v := n.eval(e)
		return v.truth() && v.kind == kBoolean && e.fault == ""
	}
}

// notation says which of the two a filter must be in.
type notation uint8

const (
	either notation = iota
	onlyOlder
	onlyExpression
)

// older reports whether a filter is in the notation of before expressions. The
// specification tells them apart by their shape.
func older(x any) bool { return notationOf(x, 0) == onlyOlder }

func notationOf(x any, depth int) notation {
	if _, ok := x.(bool); ok {
		return either
	}
	list, _ := x.([]any)
	if len(list) == 0 || depth > maxDepth {
		return onlyOlder
	}
	isList := func(i int) bool { _, ok := list[i].([]any); return ok }
	op, _ := list[0].(string)
	switch op {
	case "has":
		switch {
		case len(list) < 2 || list[1] == "$id" || list[1] == "$type":
			return onlyOlder
		case len(list) == 2:
			return either
		}
		return onlyExpression
	case "in":
		if len(list) >= 3 {
			if _, text := list[1].(string); !text || isList(2) {
				return onlyExpression
			}
		}
		return onlyOlder
	case "==", "!=", "<", "<=", ">", ">=":
		if len(list) != 3 || isList(1) || isList(2) {
			return onlyExpression
		}
		return onlyOlder
	case "!in", "!has", "none":
		return onlyOlder
	case "any", "all":
		seen := either
		for _, part := range list[1:] {
			switch notationOf(part, depth+1) {
			case onlyExpression:
				return onlyExpression
			case onlyOlder:
				seen = onlyOlder
			}
		}
		return seen
	}
	return onlyExpression
}

// older reads a filter in the older notation: its operands are not expressions
// but the name of a property, $type or $id, and values.
func (r *reader) older(x any, at *path, depth int) func(*Env) bool {
	r.nodes++
	if b, ok := x.(bool); ok {
		return func(*Env) bool { return b }
	}
	list, _ := x.([]any)
	if len(list) == 0 || depth > maxDepth || r.nodes > maxNodes {
		r.problem(at, `want a filter such as ["==", ["get", "kind"], "road"]`)
		return nil
	}
	op, _ := list[0].(string)
	switch op {
	case "all", "any", "none":
		return r.olderParts(list, at, depth)
	case "has", "!has":
		if len(list) != 2 {
			break
		}
		if get := r.olderKey(list, at); get != nil {
			return func(e *Env) bool { return (get(e).kind != kNull) == (op == "has") }
		}
		return nil
	case "in", "!in":
		if len(list) < 2 {
			break
		}
		if get := r.olderKey(list, at); get != nil {
			set := toValue(list[2:]).list
			return func(e *Env) bool {
				v := get(e)
				return slices.ContainsFunc(set, func(w value) bool { return same(v, w) }) == (op == "in")
			}
		}
		return nil
	case "==", "!=":
		if len(list) != 3 {
			break
		}
		if get := r.olderKey(list, at); get != nil {
			want := toValue(list[2])
			return func(e *Env) bool { return same(get(e), want) == (op == "==") }
		}
		return nil
	case "<", "<=", ">", ">=":
		if len(list) != 3 {
			break
		}
		if get := r.olderKey(list, at); get != nil {
			want, holds := toValue(list[2]), orders[op]
			return func(e *Env) bool {
				v := get(e)
				return v.kind == want.kind && v.kind <= kBoolean && v.kind != kNull && holds(v, want)
			}
		}
		return nil
	}
	r.problem(at, `want a filter such as ["==", "kind", "road"], or better an expression: ["==", ["get", "kind"], "road"]`)
	return nil
}

func (r *reader) olderParts(list []any, at *path, depth int) func(*Env) bool {
	var parts []func(*Env) bool
	for i, x := range list[1:] {
		if p := r.older(x, at.nth(i+1), depth+1); p != nil {
			parts = append(parts, p)
		}
	}
	if len(parts) < len(list)-1 {
		return nil
	}
	switch list[0] {
	case "all":
		return func(e *Env) bool {
			return !slices.ContainsFunc(parts, func(p func(*Env) bool) bool { return !p(e) })
		}
	case "none":
		return func(e *Env) bool { return !slices.ContainsFunc(parts, func(p func(*Env) bool) bool { return p(e) }) }
	}
	return func(e *Env) bool { return slices.ContainsFunc(parts, func(p func(*Env) bool) bool { return p(e) }) }
}

// olderKey reads the name that a filter of the older notation is about.
func (r *reader) olderKey(list []any, at *path) func(*Env) value {
	name, ok := list[1].(string)
	switch {
	case !ok:
		r.problem(at.nth(1), "want the name of a property, $type or $id; expressions and the older notation do not mix")
		return nil
	case name == "$id":
		return func(e *Env) value { return toValue(e.ID) }
	case name != "$type":
		return func(e *Env) value { return e.get(name) }
	}
	for i, x := range list[2:] {
		if s, _ := x.(string); !slices.Contains([]string{"Point", "LineString", "Polygon"}, s) || strings.ContainsAny(list[0].(string), "<>") {
			r.problem(at.nth(i+2), `$type is "Point", "LineString" or "Polygon"`)
			return nil
		}
	}
	return func(e *Env) value { return text(e.Geometry.String()) }
}
