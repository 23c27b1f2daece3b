package style

import (
	"fmt"
	"slices"
	"strings"
)

// operator reads a call of an operator.
func (r *reader) operator(c *call) *node {
	switch c.op {
	case "literal":
		return r.literal(c)
	case "array", "number", "string", "boolean", "object":
		return r.assertion(c)
	case "to-number", "to-string", "to-boolean", "to-color":
		return r.coercion(c)
	case "get", "has":
		return r.lookUp(c)
	case "case":
		return r.cases(c)
	case "match":
		return r.match(c)
	case "coalesce":
		return r.coalesce(c)
	case "==", "!=", "<", "<=", ">", ">=":
		return r.comparison(c)
	case "step", "interpolate":
		return r.curveOf(c)
	case "let":
		return r.let(c)
	case "var":
		return r.variable(c)
	case "in":
		return r.in(c)
	case "index-of":
		return r.indexOf(c)
	case "slice":
		return r.slice(c)
	case "length":
		return r.length(c)
	case "at":
		return r.element(c)
	case "format":
		return r.format(c)
	case "image":
		return r.image(c)
	}
	if f, ok := functions[c.op]; ok {
		return r.function(c, f)
	}
	if slices.Contains(undrawnOperators, c.op) {
		r.problem(c.at.nth(0), "the operator %q is of the specification, but not among those that are drawn", c.op)
		return nil
	}
	hint := ""
	if n := nearest(c.op, operatorNames()); n != "" {
		hint = fmt.Sprintf("; did you mean %q?", n)
	}
	r.problem(c.at.nth(0), `there is no operator %q%s. A list of values is ["literal", [...]]`, c.op, hint)
	return nil
}

var forms = strings.Fields("literal array number string boolean object to-number to-string to-boolean to-color get has case match coalesce == != < <= > >= step interpolate let var in index-of slice length at format image")

var undrawnOperators = strings.Fields("semiliteral interpolate-hcl interpolate-lab collator number-format global-state properties feature-state heatmap-density elevation line-progress accumulated distance within is-supported-script resolved-locale error")

func operatorNames() []string {
	names := slices.Clone(forms)
	for n := range functions {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// count notes how many arguments were wanted, where they are not.
func (r *reader) count(c *call, least, most int) bool {
	n := len(c.args) - 1
	if n >= least && (n <= most || most < 0) {
		return true
	}
	want := fmt.Sprintf("%d to %d", least, most)
	if most < 0 {
		want = fmt.Sprintf("at least %d", least)
	} else if least == most {
		want = fmt.Sprint(least)
	}
	r.problem(c.at, "%q: want %s arguments, have %d", c.op, want, n)
	return false
}

func (r *reader) literal(c *call) *node {
	if !r.count(c, 1, 1) {
		return nil
	}
	v := toValue(c.args[1])
	n := literal(v)
	if v.kind == kArray && len(v.list) == 0 && c.want.kind == kArray && (!c.want.fixed || c.want.length == 0) {
		n.typ = c.want
	}
	return n
}

// lookUp reads get and has, of the feature or of an object.
func (r *reader) lookUp(c *call) *node {
	if !r.count(c, 1, 2) {
		return nil
	}
	key := r.arg(c, 1, stringType)
	if key == nil {
		return nil
	}
	t := valueType
	if c.op == "has" {
		t = boolType
	}
	operands := []*node{key}
	find := func(e *Env) value { return e.get(key.eval(e).s) }
	if key.fixed {
		name := key.value().s
		find = func(e *Env) value { return e.get(name) }
	}
	if len(c.args) == 3 {
		object := r.arg(c, 2, objectType)
		if object == nil {
			return nil
		}
		operands = append(operands, object)
		find = func(e *Env) value {
			name := key.eval(e).s
			return toValue(object.eval(e).dict[name])
		}
	}
	eval := find
	if c.op == "has" {
		eval = func(e *Env) value { return boolean(find(e).kind != kNull) }
	}
	n := made(t, operands, eval)
	if len(c.args) == 2 {
		n.uses |= usesFeature
	}
	return n
}

func (r *reader) let(c *call) *node {
	if len(c.args) < 4 || len(c.args)%2 != 0 {
		r.problem(c.at, `"let": want pairs of a name and a value, then the expression that uses them`)
		return nil
	}
	inner := *c
	for i := 1; i < len(c.args)-1; i += 2 {
		name, ok := c.args[i].(string)
		if !ok || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
			r.problem(c.at.nth(i), "want a name of letters, digits and _")
			return nil
		}
		bound := r.arg(c, i+1, anything)
		if bound == nil {
			return nil
		}
		inner.scope = &scope{inner.scope, name, bound}
	}
	return r.arg(&inner, len(c.args)-1, c.want)
}

func (r *reader) variable(c *call) *node {
	if !r.count(c, 1, 1) {
		return nil
	}
	name, _ := c.args[1].(string)
	for s := c.scope; s != nil; s = s.up {
		if s.name != name {
			continue
		}
		n := *s.node
		if n.curve != noCurve {
			n.curve = badCurve
		}
		n.zoom = false
		return &n
	}
	r.problem(c.at.nth(1), `no "let" around this binds a variable of this name`)
	return nil
}

// format reads texts that would be set differently; they are set alike.
func (r *reader) format(c *call) *node {
	var texts []*node
	for i := 1; i < len(c.args); i++ {
		if _, options := c.args[i].(map[string]any); options && i > 1 {
			continue
		}
		n := r.arg(c, i, anything)
		if n == nil {
			return nil
		}
		if k := n.typ.kind; k != kString && k != kValue && k != kNull {
			r.problem(c.at.nth(i), "want a text, have %v", n.typ)
			return nil
		}
		texts = append(texts, n)
	}
	if texts == nil {
		r.count(c, 1, -1)
		return nil
	}
	return made(typ{kind: kFormatted}, texts, func(e *Env) value { return join(e, texts) })
}

// image is a picture's name.
func (r *reader) image(c *call) *node {
	if !r.count(c, 1, 1) {
		return nil
	}
	name := r.arg(c, 1, stringType)
	if name == nil {
		return nil
	}
	return made(typ{kind: kImage}, []*node{name}, name.eval)
}

func join(e *Env, texts []*node) value {
	if len(texts) == 1 {
		return text(texts[0].eval(e).String())
	}
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(t.eval(e).String())
	}
	return text(b.String())
}
