package style

import "math"

// assertion reads number, string, boolean, object and array: the first of the
// arguments that is one.
func (r *reader) assertion(c *call) *node {
	t, first := typ{}, 1
	switch c.op {
	case "number":
		t = numberType
	case "string":
		t = stringType
	case "boolean":
		t = boolType
	case "object":
		t = objectType
	case "array":
		t = arrayOf(kValue)
		if len(c.args) > 2 {
			item, _ := c.args[1].(string)
			kinds := map[string]kind{"number": kNumber, "string": kString, "boolean": kBoolean}
			k, ok := kinds[item]
			if !ok {
				r.problem(c.at.nth(1), `want "number", "string" or "boolean": the items' type`)
				return nil
			}
			t, first = arrayOf(k), 2
		}
		if len(c.args) > 3 {
			if c.args[2] != nil {
				n, ok := c.args[2].(float64)
				if !ok || n < 0 || n != math.Floor(n) || n > 1000 {
					r.problem(c.at.nth(2), "want how many items, a whole number")
					return nil
				}
				t = listOf(t.item, int(n))
			}
			first = 3
		}
	}
	if len(c.args) <= first {
		r.count(c, first, -1)
		return nil
	}
	operands := r.args(c, first, valueType)
	if operands == nil {
		return nil
	}
	return assertion(t, operands)
}

// args reads the arguments from the first to the last; nil where one is wrong.
func (r *reader) args(c *call, first int, want typ) []*node {
	nodes := make([]*node, 0, len(c.args)-first)
	for i := first; i < len(c.args); i++ {
		if n := r.arg(c, i, want); n != nil {
			nodes = append(nodes, n)
		}
	}
	if len(nodes) < len(c.args)-first {
		return nil
	}
	return nodes
}

func assertion(t typ, operands []*node) *node {
	why := "want " + t.String() + ", have another type"
	return made(t, operands, func(e *Env) value {
		for _, o := range operands {
			if v := o.eval(e); t.takes(v.typ()) {
				return v
			}
		}
		return e.fail(why)
	})
}

func (r *reader) coercion(c *call) *node {
	most := -1
	if c.op == "to-string" || c.op == "to-boolean" {
		most = 1
	}
	if !r.count(c, 1, most) {
		return nil
	}
	operands := r.args(c, 1, valueType)
	if operands == nil {
		return nil
	}
	return coercion(map[string]typ{"to-number": numberType, "to-string": stringType, "to-boolean": boolType, "to-color": colorType}[c.op], operands)
}

// coercion makes the first operand that can be one a value of the type.
func coercion(t typ, operands []*node) *node {
	first := operands[0]
	switch t.kind {
	case kBoolean:
		return made(t, operands, func(e *Env) value { return boolean(first.eval(e).truthy()) })
	case kNumber:
		return made(t, operands, func(e *Env) value {
			for _, o := range operands {
				if n, ok := o.eval(e).toNumber(); ok {
					return number(n)
				}
			}
			return e.fail("the value cannot be made a number")
		})
	case kColor:
		return made(t, operands, func(e *Env) value {
			for _, o := range operands {
				if c, ok := o.eval(e).toColor(); ok {
					return value{kind: kColor, c: c}
				}
			}
			return e.fail(`want a colour such as "#c5dcea", "rgb(197, 220, 234)" or "steelblue"`)
		})
	case kNumbers:
		return made(t, operands, func(e *Env) value {
			v := first.eval(e)
			if v.kind == kNumber {
				return value{kind: kArray, list: []value{v}}
			}
			for _, item := range v.list {
				if item.kind != kNumber {
					return e.fail("want a number or a list of numbers")
				}
			}
			if v.kind != kArray || len(v.list) == 0 {
				return e.fail("want a number or a list of numbers")
			}
			return v
		})
	}
	return made(t, operands, func(e *Env) value { return text(first.eval(e).String()) })
}

// truthy is what JavaScript holds to be true.
func (v value) truthy() bool {
	switch v.kind {
	case kNull:
		return false
	case kNumber, kBoolean:
		return v.n != 0 && !math.IsNaN(v.n)
	case kString:
		return v.s != ""
	}
	return true
}

func (v value) toNumber() (float64, bool) {
	switch v.kind {
	case kNull:
		return 0, true
	case kNumber, kBoolean:
		return v.n, !math.IsNaN(v.n)
	case kString:
		return parseNumber(v.s)
	case kArray: // as JavaScript does, by way of a text
		if len(v.list) == 0 {
			return 0, true
		}
		if one := v.list[0]; len(v.list) == 1 && one.kind != kBoolean {
			return one.toNumber()
		}
	}
	return 0, false
}

// toColor reads a text, or a list of red, green, blue from 0 to 255 and alpha.
func (v value) toColor() (Color, bool) {
	switch v.kind {
	case kColor:
		return v.c, true
	case kString:
		return ParseColor(v.s)
	case kArray:
		if len(v.list) != 3 && len(v.list) != 4 {
			return Color{}, false
		}
		parts := [4]float64{3: 1}
		for i, p := range v.list {
			if p.kind != kNumber {
				return Color{}, false
			}
			parts[i] = p.n
		}
		return rgba(parts)
	}
	return Color{}, false
}

func rgba(p [4]float64) (Color, bool) {
	for i, n := range p {
		if most := [4]float64{255, 255, 255, 1}[i]; !(n >= 0 && n <= most) {
			return Color{}, false
		}
	}
	return Color{p[0] / 255, p[1] / 255, p[2] / 255, p[3]}, true
}
