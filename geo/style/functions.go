package style

import (
	"math"
	"strings"
)

// function is an operator whose operands are of fixed types and all evaluated.
type function struct {
	result   typ
	operands []typ
	many     typ // of any number of operands, where operands is nil
	least    int // of many
	uses     uses
	make     func(nodes []*node) func(*Env) value
}

// function reads a call of one.
func (r *reader) function(c *call, f function) *node {
	var nodes []*node
	if f.many != (typ{}) {
		if !r.count(c, f.least, -1) {
			return nil
		}
		if nodes = r.args(c, 1, f.many); nodes == nil {
			return nil
		}
	} else {
		if c.op == "-" && len(c.args) == 2 {
			f.operands = f.operands[:1]
		}
		if !r.count(c, len(f.operands), len(f.operands)) {
			return nil
		}
		for i, t := range f.operands {
			if n := r.arg(c, i+1, t); n != nil {
				nodes = append(nodes, n)
			}
		}
		if len(nodes) < len(f.operands) {
			return nil
		}
	}
	n := made(f.result, nodes, f.make(nodes))
	n.uses |= f.uses
	n.zoom = c.op == "zoom"
	return n
}

// unary makes a function of one number.
func unary(f func(float64) float64) function {
	return function{result: numberType, operands: []typ{numberType}, make: func(n []*node) func(*Env) value {
		x := n[0]
		return func(e *Env) value { return number(f(x.eval(e).n)) }
	}}
}

// binary makes a function of two numbers.
func binary(f func(a, b float64) float64) function {
	return function{result: numberType, operands: []typ{numberType, numberType}, make: func(n []*node) func(*Env) value {
		if len(n) == 1 {
			x := n[0]
			return func(e *Env) value { return number(f(0, x.eval(e).n)) }
		}
		x, y := n[0], n[1]
		return func(e *Env) value { return number(f(x.eval(e).n, y.eval(e).n)) }
	}}
}

// total makes a function that goes over any number of numbers.
func total(start float64, f func(a, b float64) float64) function {
	return function{result: numberType, many: numberType, make: func(nodes []*node) func(*Env) value {
		return func(e *Env) value {
			sum := start
			for _, n := range nodes {
				sum = f(sum, n.eval(e).n)
			}
			return number(sum)
		}
	}}
}

func constant(n float64) function {
	return function{result: numberType, make: func([]*node) func(*Env) value { return func(*Env) value { return number(n) } }}
}

// textual makes a function of one text.
func textual(f func(string) string) function {
	return function{result: stringType, operands: []typ{stringType}, make: func(n []*node) func(*Env) value {
		x := n[0]
		return func(e *Env) value { return text(f(x.eval(e).s)) }
	}}
}

// until makes all and any: the operands in order until one is as said.
func until(stop bool) function {
	return function{result: boolType, many: boolType, make: func(nodes []*node) func(*Env) value {
		return func(e *Env) value {
			for _, n := range nodes {
				if n.eval(e).truth() == stop || e.fault != "" {
					return boolean(stop)
				}
			}
			return boolean(!stop)
		}
	}}
}

// colour makes rgb and rgba.
func colour(parts int) function {
	operands := []typ{numberType, numberType, numberType, numberType}[:parts]
	return function{result: colorType, operands: operands, make: func(nodes []*node) func(*Env) value {
		return func(e *Env) value {
			p := [4]float64{3: 1}
			for i, n := range nodes {
				p[i] = n.eval(e).n
			}
			c, ok := rgba(p)
			if !ok {
				return e.fail("want red, green and blue from 0 to 255, alpha from 0 to 1")
			}
			return value{kind: kColor, c: c}
		}
	}}
}

var functions = map[string]function{
	"zoom":          {result: numberType, uses: usesZoom, make: func([]*node) func(*Env) value { return func(e *Env) value { return number(e.Zoom) } }},
	"id":            {result: valueType, uses: usesFeature, make: func([]*node) func(*Env) value { return func(e *Env) value { return toValue(e.ID) } }},
	"geometry-type": {result: stringType, uses: usesFeature, make: func([]*node) func(*Env) value { return func(e *Env) value { return text(e.Geometry.String()) } }},

	"all": until(false),
	"any": until(true),
	"!": {result: boolType, operands: []typ{boolType}, make: func(n []*node) func(*Env) value {
		return func(e *Env) value { return boolean(!n[0].eval(e).truth()) }
	}},

	"+":     total(0, func(a, b float64) float64 { return a + b }),
	"*":     total(1, func(a, b float64) float64 { return a * b }),
	"min":   total(math.Inf(1), math.Min),
	"max":   total(math.Inf(-1), math.Max),
	"-":     binary(func(a, b float64) float64 { return a - b }),
	"/":     binary(func(a, b float64) float64 { return a / b }),
	"%":     binary(math.Mod),
	"^":     binary(power),
	"sqrt":  unary(math.Sqrt),
	"ln":    unary(math.Log),
	"log2":  unary(func(x float64) float64 { return math.Log(x) / math.Ln2 }),
	"log10": unary(func(x float64) float64 { return math.Log(x) / math.Ln10 }),
	"sin":   unary(math.Sin), "cos": unary(math.Cos), "tan": unary(math.Tan),
	"asin": unary(math.Asin), "acos": unary(math.Acos), "atan": unary(math.Atan),
	"abs": unary(math.Abs), "ceil": unary(math.Ceil), "floor": unary(math.Floor), "round": unary(math.Round),
	"e": constant(math.E), "pi": constant(math.Pi), "ln2": constant(math.Ln2),

	"upcase":   textual(strings.ToUpper),
	"downcase": textual(strings.ToLower),
	"concat": {result: stringType, many: valueType, make: func(nodes []*node) func(*Env) value {
		return func(e *Env) value { return join(e, nodes) }
	}},
	"split": {result: arrayOf(kString), operands: []typ{stringType, stringType}, make: func(n []*node) func(*Env) value {
		return func(e *Env) value {
			v := value{kind: kArray}
			for _, s := range strings.Split(n[0].eval(e).s, n[1].eval(e).s) {
				v.list = append(v.list, text(s))
			}
			return v
		}
	}},
	"join": {result: stringType, operands: []typ{arrayOf(kString), stringType}, make: func(n []*node) func(*Env) value {
		return func(e *Env) value {
			var words []string
			for _, w := range n[0].eval(e).list {
				words = append(words, w.s)
			}
			return text(strings.Join(words, n[1].eval(e).s))
		}
	}},
	"typeof": {result: stringType, operands: []typ{valueType}, make: func(n []*node) func(*Env) value {
		return func(e *Env) value { return text(n[0].eval(e).typ().String()) }
	}},

	"rgb":  colour(3),
	"rgba": colour(4),
	"to-rgba": {result: listOf(kNumber, 4), operands: []typ{colorType}, make: func(n []*node) func(*Env) value {
		return func(e *Env) value {
			c := n[0].eval(e).c
			return value{kind: kArray, list: []value{number(c.R * 255), number(c.G * 255), number(c.B * 255), number(c.A)}}
		}
	}},
}

// power is JavaScript's, which differs where 1 is raised to what is no number.
func power(a, b float64) float64 {
	if math.Abs(a) == 1 && math.IsInf(b, 0) || a == 1 && math.IsNaN(b) {
		return math.NaN()
	}
	return math.Pow(a, b)
}
