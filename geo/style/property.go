package style

import (
	"math"
	"slices"
	"strings"
)

// Property is a property of a layer: a value, or an expression that gives one.
// The zero Property gives the zero value.
type Property[T any] struct {
	node  *node // nil where the value is always the same
	value T     // or, with a node, what stands where it gives none
	set   bool
	take  func(value) (T, bool)
}

// At returns the property's value. It allocates only where the expression puts
// texts together. Where the expression fails, or gives null or what is none of
// the property's values, it is the specification's default.
func (p *Property[T]) At(e *Env) T {
	if p.node == nil {
		return p.value
	}
	e.fault = ""
	v := p.node.eval(e)
	if e.fault != "" {
		return p.value
	}
	if t, ok := p.take(v); ok {
		return t
	}
	return p.value
}

// Set reports whether the style has the property.
func (p *Property[T]) Set() bool { return p.set }

// ByFeature reports whether the value may differ between features.
func (p *Property[T]) ByFeature() bool { return p.node != nil && p.node.uses&usesFeature != 0 }

// spec says what a property may be.
type spec struct {
	layout     bool // it stands under layout, not paint
	byFeature  bool // an expression may use the feature
	smooth     bool // it may be interpolated by zoom
	least, top float64
	bounded    bool
	enum       []string
	tokens     bool // "{name}" in a text stands for the property name
	typ        typ
}

func (s spec) group() string {
	if s.layout {
		return "layout"
	}
	return "paint"
}

// The kinds of specs, and what may be said of them besides.

func numeric() spec  { return spec{typ: numberType, smooth: true} }
func tinted() spec   { return spec{typ: colorType, smooth: true} }
func switched() spec { return spec{typ: boolType} }
func oneOf(words string) spec {
	return spec{typ: stringType, enum: strings.Fields(words)}
}
func numbers(n int) spec {
	if n == 0 {
		return spec{typ: arrayOf(kNumber)}
	}
	return spec{typ: listOf(kNumber, n), smooth: true}
}
func (s spec) inLayout() spec { s.layout = true; return s }
func (s spec) data() spec     { s.byFeature = true; return s }
func (s spec) within(least, top float64) spec {
	s.bounded, s.least, s.top = true, least, top
	return s
}
func (s spec) positive() spec { return s.within(0, math.Inf(1)) }

// takers make a value of each type a property's.

func takeNumber(s spec) func(value) (float64, bool) {
	return func(v value) (float64, bool) {
		if v.kind != kNumber || math.IsNaN(v.n) {
			return 0, false
		}
		if s.bounded {
			return clamp(v.n, s.least, s.top), true
		}
		return v.n, true
	}
}

func takeBool(v value) (bool, bool)   { return v.truth(), v.kind == kBoolean }
func takeColor(v value) (Color, bool) { return v.c, v.kind == kColor }

func takeText(s spec) func(value) (string, bool) {
	return func(v value) (string, bool) {
		return v.s, v.kind == kString && (s.enum == nil || slices.Contains(s.enum, v.s))
	}
}

func takeNumbers(v value) ([]float64, bool) {
	if v.kind != kArray {
		return nil, false
	}
	list := make([]float64, len(v.list))
	for i, n := range v.list {
		list[i] = n.n
	}
	return list, true
}

func takeTexts(s spec) func(value) ([]string, bool) {
	return func(v value) ([]string, bool) {
		list := make([]string, len(v.list))
		for i, w := range v.list {
			list[i] = w.s
			if w.kind != kString || s.enum != nil && !slices.Contains(s.enum, w.s) {
				return nil, false
			}
		}
		return list, v.kind == kArray
	}
}

// layerReader reads the properties of one layer.
type layerReader struct {
	*reader
	at            *path
	paint, layout map[string]any
	read          map[string]bool // the properties that were
}

func readNumber(l *layerReader, name string, s spec, standard float64) Property[float64] {
	return read(l, name, s, standard, takeNumber(s))
}
func readBool(l *layerReader, name string, s spec, standard bool) Property[bool] {
	return read(l, name, s, standard, takeBool)
}
func readColor(l *layerReader, name string, s spec, standard Color) Property[Color] {
	return read(l, name, s, standard, takeColor)
}
func readText(l *layerReader, name string, s spec, standard string) Property[string] {
	return read(l, name, s, standard, takeText(s))
}
func readNumbers(l *layerReader, name string, s spec, standard []float64) Property[[]float64] {
	return read(l, name, s, standard, takeNumbers)
}
func readTexts(l *layerReader, name string, s spec, standard []string) Property[[]string] {
	return read(l, name, s, standard, takeTexts(s))
}

// read reads one property of a layer.
func read[T any](l *layerReader, name string, s spec, standard T, take func(value) (T, bool)) Property[T] {
	l.read[s.group()+"/"+name] = true
	p := Property[T]{value: standard, take: take}
	group := l.paint
	if s.layout {
		group = l.layout
	}
	x, ok := group[name]
	if !ok || x == nil {
		return p
	}
	at := l.at.at(s.group()).at(name)
	n := l.property(x, at, s)
	if n == nil {
		return p
	}
	p.set = true
	if n.uses != 0 {
		p.node = n
		return p
	}
	v := n.value()
	t, ok := take(v)
	switch {
	case v.kind == kNull:
		return p
	case !ok && s.enum != nil:
		l.problem(at, "want one of %q, have %v", s.enum, v)
	case !ok:
		l.problem(at, "want %v, have %v", s.typ, v)
	case s.bounded && !inside(v, s):
		l.problem(at, "want numbers from %v to %v, have %v", formatNumber(s.least), formatNumber(s.top), v)
	}
	p.value = t
	return p
}

// inside reports whether all numbers of the value are within bounds.
func inside(v value, s spec) bool {
	if v.kind == kArray {
		return !slices.ContainsFunc(v.list, func(n value) bool { return !inside(n, s) })
	}
	return v.kind != kNumber || v.n >= s.least && v.n <= s.top
}

// property reads a value, an expression or a function of the zoom.
func (r *reader) property(x any, at *path, s spec) *node {
	if f, ok := x.(map[string]any); ok {
		return r.stops(f, at, s)
	}
	if list, ok := x.([]any); ok && !isExpression(list, s.typ) {
		x = []any{"literal", list}
	}
	if name, ok := x.(string); ok && s.tokens && strings.Contains(name, "{") {
		x = untoken(name)
	}
	n := r.expression(x, at, s.typ)
	if n == nil {
		return nil
	}
	switch {
	case n.uses&usesFeature != 0 && !s.byFeature:
		r.problem(at, "the property is one for all features: it cannot depend on their properties")
	case n.uses&usesZoom != 0 && (n.curve == noCurve || n.curve == badCurve):
		r.problem(at, `the zoom may only be the input of one "step" or "interpolate" at the top`)
	case n.curve == smoothCurve && !s.smooth:
		r.problem(at, `the property cannot be interpolated; use "step"`)
	default:
		return n
	}
	return nil
}

// isExpression tells an expression from a list of values, by the first: where
// texts are wanted, it is one if it is an operator's name.
func isExpression(list []any, want typ) bool {
	if len(list) == 0 {
		return false
	}
	op, ok := list[0].(string)
	if !ok || want.item != kString {
		return ok
	}
	_, simple := functions[op]
	return simple || slices.Contains(forms, op) || slices.Contains(undrawnOperators, op)
}

// untoken makes an expression of a text with {names} of properties in it.
func untoken(s string) any {
	concat := []any{"concat"}
	for s != "" {
		before, rest, open := strings.Cut(s, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			concat = append(concat, s)
			break
		}
		if before != "" {
			concat = append(concat, before)
		}
		concat = append(concat, []any{"to-string", []any{"get", name}})
		s = after
	}
	return concat
}

// stops reads the older notation of a function of the zoom.
func (r *reader) stops(f map[string]any, at *path, s spec) *node {
	for key := range f {
		if !slices.Contains([]string{"stops", "base", "type"}, key) {
			r.problem(at.at(key), `only functions of the zoom, {"stops": …, "base": …}, are read in this notation: write an expression`)
			return nil
		}
	}
	base, ok := f["base"].(float64)
	if !ok && f["base"] != nil || ok && base <= 0 {
		r.problem(at.at("base"), "want a number above 0")
		return nil
	}
	if f["base"] == nil {
		base = 1
	}
	kind, _ := f["type"].(string)
	if kind == "" && s.smooth {
		kind = "exponential"
	}
	list, _ := f["stops"].([]any)
	x := []any{"step", []any{"zoom"}}
	if kind == "exponential" && s.smooth {
		x = []any{"interpolate", []any{"exponential", base}, []any{"zoom"}}
	} else if kind != "" && kind != "interval" {
		r.problem(at.at("type"), `want "exponential" or "interval"`)
		return nil
	}
	for i, stop := range list {
		pair, ok := stop.([]any)
		if !ok || len(pair) != 2 {
			r.problem(at.at("stops").nth(i), "want a zoom and a value")
			return nil
		}
		v := pair[1]
		if inner, ok := v.([]any); ok {
			v = []any{"literal", inner}
		} else if name, ok := v.(string); ok && s.tokens && strings.Contains(name, "{") {
			v = untoken(name)
		}
		if i == 0 && x[0] == "step" {
			x = append(x, v)
			continue
		}
		x = append(x, pair[0], v)
	}
	if len(list) == 0 {
		r.problem(at.at("stops"), "want at least one zoom with a value")
		return nil
	}
	if len(list) == 1 {
		return r.property(x[len(x)-1], at, s)
	}
	return r.property(x, at, s)
}
