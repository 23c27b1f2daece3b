package style

import (
	"math"
	"sort"
)

// curveOf reads step and interpolate.
func (r *reader) curveOf(c *call) *node {
	first, shape := 2, shape{}
	if c.op == "interpolate" {
		var ok bool
		if len(c.args) < 5 || len(c.args)%2 == 0 {
			r.problem(c.at, `"interpolate": want a kind such as ["linear"], an input, then pairs of an input and a value`)
			return nil
		}
		if shape, ok = r.shape(c); !ok {
			return nil
		}
		first = 3
	} else if len(c.args) < 5 || len(c.args)%2 == 0 {
		r.problem(c.at, `"step": want an input, a value, then pairs of an input and the value from there`)
		return nil
	}
	input := r.arg(c, first-1, numberType)
	want, before := c.wantOf(), len(r.problems)
	var stops []float64
	var values []*node
	if c.op == "step" {
		stops = append(stops, math.Inf(-1))
		if v := r.branch(c, first, &want); v != nil {
			values = append(values, v)
		}
		first++
	}
	for i := first; i < len(c.args); i += 2 {
		at, ok := c.args[i].(float64)
		if !ok {
			r.problem(c.at.nth(i), "want a number written out: where the next value begins")
		} else if len(stops) > 0 && at <= stops[len(stops)-1] {
			r.problem(c.at.nth(i), "want a number above the one before, have %v", formatNumber(at))
		}
		stops = append(stops, at)
		if v := r.branch(c, i+1, &want); v != nil {
			values = append(values, v)
		}
	}
	if len(r.problems) > before || input == nil || len(values) < len(stops) {
		return nil
	}
	eval := stepping(input, stops, values)
	if c.op == "interpolate" {
		mix := mixer(want)
		if mix == nil {
			r.problem(c.at, "values of type %v cannot be interpolated; use \"step\"", want)
			return nil
		}
		eval = smooth(input, stops, values, shape, mix)
	}
	n := made(want, append(values, input), eval)
	if input.zoom && n.curve == noCurve {
		n.curve = stepCurve
		if c.op == "interpolate" {
			n.curve = smoothCurve
		}
	}
	return n
}

// shape is how an interpolation runs between two stops.
type shape struct {
	base   float64
	bezier *bezier
}

func (r *reader) shape(c *call) (shape, bool) {
	kind, _ := c.args[1].([]any)
	name := ""
	if len(kind) > 0 {
		name, _ = kind[0].(string)
	}
	numbers := make([]float64, 0, 4)
	for _, x := range kind[min(1, len(kind)):] {
		if n, ok := x.(float64); ok {
			numbers = append(numbers, n)
		}
	}
	switch {
	case name == "linear":
		return shape{base: 1}, true
	case name == "exponential" && len(numbers) == 1 && len(kind) == 2 && numbers[0] > 0:
		return shape{base: numbers[0]}, true
	case name == "cubic-bezier" && len(numbers) == 4 && len(kind) == 5:
		for _, n := range numbers {
			if n < 0 || n > 1 {
				r.problem(c.at.nth(1), `"cubic-bezier": want four numbers from 0 to 1`)
				return shape{}, false
			}
		}
		return shape{base: 1, bezier: &bezier{numbers[0], numbers[1], numbers[2], numbers[3]}}, true
	}
	r.problem(c.at.nth(1), `want ["linear"], ["exponential", base above 0] or ["cubic-bezier", x1, y1, x2, y2]`)
	return shape{}, false
}

// at is how far between two stops the value is, from 0 to 1.
func (s shape) at(x, low, high float64) float64 {
	t := (x - low) / (high - low)
	if s.base != 1 {
		t = (math.Pow(s.base, x-low) - 1) / (math.Pow(s.base, high-low) - 1)
	}
	if s.bezier != nil {
		return s.bezier.at(t)
	}
	return t
}

// bezier is the curve of CSS's cubic-bezier() through (0, 0) and (1, 1).
type bezier struct{ x1, y1, x2, y2 float64 }

// at returns y where x is t. x grows with the curve's parameter, so halving
// finds it.
func (b *bezier) at(t float64) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		mid := (low + high) / 2
		if cubic(b.x1, b.x2, mid) < t {
			low = mid
		} else {
			high = mid
		}
	}
	return cubic(b.y1, b.y2, (low+high)/2)
}

func cubic(p, q, t float64) float64 {
	u := 1 - t
	return 3*u*u*t*p + 3*u*t*t*q + t*t*t
}

// stepping gives the value of the last stop that is not above the input.
func stepping(input *node, stops []float64, values []*node) func(*Env) value {
	return func(e *Env) value {
		x := input.eval(e).n
		if math.IsNaN(x) {
			return e.fail("the input is not a number")
		}
		return values[stopOf(stops, x)].eval(e)
	}
}

// stopOf is the index of the last stop that is not above x, or 0.
func stopOf(stops []float64, x float64) int {
	if len(stops) > 8 {
		return max(0, sort.Search(len(stops), func(i int) bool { return stops[i] > x })-1)
	}
	i := 0
	for i+1 < len(stops) && stops[i+1] <= x {
		i++
	}
	return i
}

func smooth(input *node, stops []float64, values []*node, s shape, mix func(a, b value, t float64) value) func(*Env) value {
	last := len(stops) - 1
	return func(e *Env) value {
		x := input.eval(e).n
		switch {
		case last == 0 || x <= stops[0]:
			return values[0].eval(e)
		case x >= stops[last]:
			return values[last].eval(e)
		case math.IsNaN(x):
			return e.fail("the input is not a number")
		}
		i := stopOf(stops, x)
		a, b := values[i].eval(e), values[i+1].eval(e)
		return mix(a, b, s.at(x, stops[i], stops[i+1]))
	}
}

// mixer returns what interpolates values of a type; nil where nothing can.
func mixer(t typ) func(a, b value, t float64) value {
	switch {
	case t.kind == kNumber:
		return func(a, b value, t float64) value { return number(lerp(a.n, b.n, t)) }
	case t.kind == kColor:
		return func(a, b value, t float64) value { return value{kind: kColor, c: a.c.mix(b.c, t)} }
	case t.kind == kArray && t.item == kNumber && t.fixed, t.kind == kNumbers:
		return func(a, b value, t float64) value {
			list := make([]value, min(len(a.list), len(b.list)))
			for i := range list {
				list[i] = number(lerp(a.list[i].n, b.list[i].n, t))
			}
			return value{kind: kArray, list: list}
		}
	}
	return nil
}
