package style

import "math"

// wantOf is the type that the branches of a call must have, if one is wanted.
func (c *call) wantOf() typ {
	if c.want.kind == kValue {
		return anything
	}
	return c.want
}

// branch reads an argument that the call may give as its own value; the first
// of them says of what type the others are.
func (r *reader) branch(c *call, i int, want *typ) *node {
	n := r.arg(c, i, *want)
	if n != nil && want.kind == kNone {
		*want = n.typ
	}
	return n
}

func (r *reader) cases(c *call) *node {
	if len(c.args) < 4 || len(c.args)%2 != 0 {
		r.problem(c.at, `"case": want pairs of a condition and a value, then the value for all else`)
		return nil
	}
	want := c.wantOf()
	var tests, values, all []*node
	for i := 1; i < len(c.args)-1; i += 2 {
		test, v := r.arg(c, i, boolType), r.branch(c, i+1, &want)
		if test != nil && v != nil {
			tests, values, all = append(tests, test), append(values, v), append(all, test, v)
		}
	}
	otherwise := r.branch(c, len(c.args)-1, &want)
	if otherwise == nil || len(all) < len(c.args)-2 {
		return nil
	}
	return made(want, append(all, otherwise), func(e *Env) value {
		for i, t := range tests {
			if t.eval(e).truth() {
				return values[i].eval(e)
			}
		}
		return otherwise.eval(e)
	})
}

func (r *reader) match(c *call) *node {
	if len(c.args) < 5 || len(c.args)%2 == 0 {
		r.problem(c.at, `"match": want an input, pairs of a label (or a list of labels) and a value, then the value for all else`)
		return nil
	}
	want, before := c.wantOf(), len(r.problems)
	m := matcher{texts: map[string]*node{}, numbers: map[float64]*node{}}
	all := []*node{}
	for i := 2; i < len(c.args)-1; i += 2 {
		v := r.branch(c, i+1, &want)
		if v != nil {
			all = append(all, v)
		}
		r.labels(c, i, &m, v)
	}
	input := r.arg(c, 1, valueType)
	m.otherwise = r.branch(c, len(c.args)-1, &want)
	if input != nil && input.typ.kind != kValue && m.kind != kNone && input.typ.kind != m.kind {
		r.problem(c.at.nth(1), "the labels are of type %v, the input is %v", m.kind, input.typ)
	}
	if len(r.problems) > before || input == nil || m.otherwise == nil {
		return nil
	}
	return made(want, append(all, input, m.otherwise), func(e *Env) value { return m.find(input.eval(e)).eval(e) })
}

// matcher finds the branch of a label.
type matcher struct {
	kind      kind
	texts     map[string]*node
	numbers   map[float64]*node
	otherwise *node
}

func (m *matcher) find(v value) *node {
	var n *node
	switch {
	case v.kind != m.kind:
	case v.kind == kString:
		n = m.texts[v.s]
	case v.kind == kNumber:
		n = m.numbers[v.n]
	}
	if n == nil {
		n = m.otherwise
	}
	return n
}

// labels reads the labels of a branch of match.
func (r *reader) labels(c *call, i int, m *matcher, branch *node) {
	const safe = 1<<53 - 1
	list, ok := c.args[i].([]any)
	if !ok {
		list = []any{c.args[i]}
	}
	if len(list) == 0 {
		r.problem(c.at.nth(i), "want a label, or a list of them")
	}
	for _, l := range list {
		v := toValue(l)
		switch {
		case v.kind != kString && v.kind != kNumber:
			r.problem(c.at.nth(i), "want texts or whole numbers as labels")
			continue
		case v.kind == kNumber && (v.n != math.Floor(v.n) || math.Abs(v.n) > safe):
			r.problem(c.at.nth(i), "want whole numbers as labels, have %v", formatNumber(v.n))
			continue
		case m.kind != kNull && m.kind != v.kind:
			r.problem(c.at.nth(i), "want labels of one type, have %v beside %v", v.kind, m.kind)
			continue
		}
		m.kind = v.kind
		if m.texts[v.s] != nil && v.kind == kString || m.numbers[v.n] != nil && v.kind == kNumber {
			r.problem(c.at.nth(i), "the label %v is there twice", v)
		}
		if branch != nil && v.kind == kString {
			m.texts[v.s] = branch
		} else if branch != nil {
			m.numbers[v.n] = branch
		}
	}
}

func (r *reader) coalesce(c *call) *node {
	if !r.count(c, 1, -1) {
		return nil
	}
	want := c.wantOf()
	var operands []*node
	top, loosely := noCurve, false
	for i := 1; i < len(c.args); i++ {
		// Operands are not asserted: a null is what they may be.
		n := r.read(call{at: c.at.nth(i), want: want, scope: c.scope, depth: c.depth}, c.args[i], bare)
		if n == nil {
			continue
		}
		if want.kind == kNone {
			want = n.typ
		}
		loosely = loosely || c.want.kind != kNone && !c.want.takes(n.typ)
		operands = append(operands, n)
		if top = max(top, n.curve); top != n.curve && n.curve != noCurve {
			top = badCurve
		}
	}
	if len(operands) < len(c.args)-1 {
		return nil
	}
	if loosely {
		want = valueType
	}
	n := made(want, operands, func(e *Env) value {
		for _, o := range operands {
			if v := o.eval(e); v.kind != kNull || e.fault != "" {
				return v
			}
		}
		return value{}
	})
	n.curve = top
	return n
}

func (r *reader) comparison(c *call) *node {
	if len(c.args) == 4 {
		r.problem(c.at, "comparing by a collator is of the specification, but not among what is drawn")
		return nil
	}
	if !r.count(c, 2, 2) {
		return nil
	}
	a, b := r.arg(c, 1, valueType), r.arg(c, 2, valueType)
	if a == nil || b == nil {
		return nil
	}
	ordered := c.op != "==" && c.op != "!="
	for i, n := range []*node{a, b} {
		switch k := n.typ.kind; {
		case k == kString || k == kNumber || k == kValue, !ordered && (k == kBoolean || k == kNull):
		default:
			r.problem(c.at.nth(i+1), "%q does not compare values of type %v", c.op, n.typ)
			return nil
		}
	}
	if a.typ.kind != b.typ.kind && a.typ.kind != kValue && b.typ.kind != kValue {
		r.problem(c.at, "%q compares values of one type, these are %v and %v", c.op, a.typ, b.typ)
		return nil
	}
	operands := []*node{a, b}
	switch c.op {
	case "==":
		return made(boolType, operands, func(e *Env) value { return boolean(same(a.eval(e), b.eval(e))) })
	case "!=":
		return made(boolType, operands, func(e *Env) value { return boolean(!same(a.eval(e), b.eval(e))) })
	}
	holds := orders[c.op]
	return made(boolType, operands, func(e *Env) value {
		x, y := a.eval(e), b.eval(e)
		if x.kind != y.kind || x.kind != kNumber && x.kind != kString {
			return e.fail("an order is of two numbers or two texts")
		}
		return boolean(holds(x, y))
	})
}

// orders compare two values of one kind, numbers or texts.
var orders = map[string]func(a, b value) bool{
	"<": func(a, b value) bool {
		if a.kind == kString {
			return less(a.s, b.s)
		}
		return a.n < b.n
	},
	">": func(a, b value) bool {
		if a.kind == kString {
			return less(b.s, a.s)
		}
		return a.n > b.n
	},
	"<=": func(a, b value) bool {
		if a.kind == kString {
			return !less(b.s, a.s)
		}
		return a.n <= b.n
	},
	">=": func(a, b value) bool {
		if a.kind == kString {
			return !less(a.s, b.s)
		}
		return a.n >= b.n
	},
}
