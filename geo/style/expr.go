package style

import (
	"fmt"
	"math"
)

// Env is what an expression is evaluated for: a zoom, and a feature with it
// where the property depends on one. An Env is used by one goroutine at a time.
type Env struct {
	Zoom     float64
	Geometry Geometry
	ID       any                   // nil, string, or a number
	Get      func(name string) any // a property: nil, bool, int64, float64, string, []any or map[string]any

	fault string // why the evaluation failed, and the default stands
}

// Geometry is the kind of a feature's geometry, as filters ask for it.
type Geometry uint8

// The kinds of geometry; a multi-part one is of its parts' kind.
const (
	NoGeometry Geometry = iota
	Point
	LineString
	Polygon
)

func (g Geometry) String() string {
	return [...]string{"Unknown", "Point", "LineString", "Polygon"}[g&3]
}

func (e *Env) get(name string) value {
	if e.Get == nil {
		return value{}
	}
	return toValue(e.Get(name))
}

func (e *Env) fail(why string) value {
	if e.fault == "" {
		e.fault = why
	}
	return value{}
}

// uses says what an expression depends on.
type uses uint8

const (
	usesZoom uses = 1 << iota
	usesFeature
)

// node is an expression that was read and is ready to run.
type node struct {
	typ   typ
	eval  func(*Env) value
	uses  uses
	fixed bool // eval gives the same for every Env
	cost  int  // of evaluating it, in nodes, variables expanded
	curve curve
	zoom  bool // it is ["zoom"] itself
}

// curve says how an expression depends on the zoom: a property may do so only
// by one step or interpolate at its top.
type curve uint8

const (
	noCurve curve = iota
	stepCurve
	smoothCurve
	badCurve
)

const (
	maxDepth = 64     // of expressions in each other
	maxCost  = 20_000 // nodes to evaluate for one property
	maxNodes = 500_000
)

// reader reads expressions, and notes all that is wrong.
type reader struct {
	problems Problems
	nodes    int
}

func (r *reader) problem(at *path, format string, args ...any) {
	if len(r.problems) < most {
		r.problems = append(r.problems, Problem{at.String(), fmt.Sprintf(format, args...)})
	}
}

// scope holds the variables that let has bound.
type scope struct {
	up   *scope
	name string
	node *node
}

// call is an operator with its arguments, which begin at 1.
type call struct {
	op    string
	args  []any
	at    *path
	want  typ
	scope *scope
	depth int
}

// loose says what becomes of a value that is of no known type where one of a
// certain type is wanted.
type loose uint8

const (
	asserted loose = iota // it is checked when it is there
	coerced               // it is made one
	bare                  // it is left as it is
)

// expression reads an expression of the wanted type; nil where it is none.
func (r *reader) expression(x any, at *path, want typ) *node {
	return r.read(call{at: at, want: want}, x, asserted)
}

// arg reads the i-th argument of the call.
func (r *reader) arg(c *call, i int, want typ) *node {
	return r.read(call{at: c.at.nth(i), want: want, scope: c.scope, depth: c.depth}, c.args[i], asserted)
}

func (r *reader) read(c call, x any, l loose) *node {
	r.nodes++
	c.depth++
	if c.depth > maxDepth || r.nodes > maxNodes {
		r.problem(c.at, "the expression is too deep or the style too large: at most %d levels and %d expressions", maxDepth, maxNodes)
		return nil
	}
	var n *node
	switch x := x.(type) {
	case []any:
		if len(x) == 0 {
			r.problem(c.at, `an expression begins with its operator; an empty list is ["literal", []]`)
			return nil
		}
		op, ok := x[0].(string)
		if !ok {
			r.problem(c.at.nth(0), `want the name of an operator; a list is ["literal", [...]]`)
			return nil
		}
		c.op, c.args = op, x
		n = r.operator(&c)
	case map[string]any:
		r.problem(c.at, `an object is ["literal", {...}] in an expression`)
		return nil
	default:
		n = literal(toValue(x))
	}
	if n == nil {
		return nil
	}
	if n.cost > maxCost {
		r.problem(c.at, "evaluating this takes more than %d steps, variables counted each time", maxCost)
		return nil
	}
	return r.fold(r.fit(n, &c, l), c.at)
}

// fit makes the node one of the type that is wanted.
func (r *reader) fit(n *node, c *call, l loose) *node {
	want, have := c.want, n.typ
	switch want.kind {
	case kNumber, kString, kBoolean, kObject, kArray:
		if have.kind == kValue {
			return annotate(n, want, l)
		}
	case kColor, kFormatted, kImage:
		if have.kind == kValue || have.kind == kString {
			if l == bare {
				return n
			}
			return annotate(n, want, coerced)
		}
	case kNumbers:
		if have.kind == kValue || have.kind == kNumber || have.kind == kArray {
			if l == bare {
				return n
			}
			return annotate(n, want, coerced)
		}
	}
	if !want.takes(have) {
		r.problem(c.at, "want %v, have %v", want, have)
		return nil
	}
	return n
}

func annotate(n *node, want typ, l loose) *node {
	switch l {
	case asserted:
		return assertion(want, []*node{n})
	case coerced:
		return coercion(want, []*node{n})
	}
	return n
}

// fold replaces an expression that depends on nothing by its value.
func (r *reader) fold(n *node, at *path) *node {
	if n == nil || n.fixed || n.uses != 0 {
		return n
	}
	var e Env
	v := n.eval(&e)
	if e.fault != "" {
		r.problem(at, "%s", e.fault)
		return nil
	}
	f := literal(v)
	f.typ = n.typ
	return f
}

func literal(v value) *node {
	return &node{typ: v.typ(), eval: func(*Env) value { return v }, fixed: true, cost: 1}
}

// made returns a node of the operands' dependencies.
func made(t typ, operands []*node, eval func(*Env) value) *node {
	n := &node{typ: t, eval: eval, cost: 1}
	for _, o := range operands {
		n.uses |= o.uses
		n.cost = min(n.cost+o.cost, math.MaxInt32)
		if o.curve != noCurve {
			n.curve = badCurve
		}
	}
	return n
}

// value returns the value of a node that depends on nothing.
func (n *node) value() value {
	var e Env
	return n.eval(&e)
}
