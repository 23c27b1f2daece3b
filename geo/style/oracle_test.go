package style

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// maplibre runs a script of testdata with MapLibre's package of the style
// specification, which the page's lock file brings.
func maplibre(t *testing.T, script string, input []byte) []byte {
	t.Helper()
	modules, err := filepath.Abs("../../web/node_modules/@maplibre/maplibre-gl-style-spec")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(modules); err != nil {
		t.Skip("SKIPPED: web/node_modules is not there: npm --prefix web ci brings it")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: node is not there")
	}
	cmd := exec.Command(node, filepath.Join("testdata", script), filepath.Dir(filepath.Dir(modules))+"/")
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	return out
}

// question is an expression with what to evaluate it for.
type question struct {
	Type    string         `json:"type"`
	Expr    any            `json:"expr"`
	Zoom    float64        `json:"zoom"`
	Feature map[string]any `json:"feature"`
}

var oracleTypes = map[string]typ{"number": numberType, "string": stringType, "boolean": boolType, "color": colorType, "numbers": listOf(kNumber, 2)}

// answer evaluates it with this package.
func (q *question) answer() (v any, ok bool) {
	r := &reader{}
	properties := q.Feature["properties"].(map[string]any)
	e := &Env{
		Zoom: q.Zoom, ID: q.Feature["id"], Get: func(name string) any { return properties[name] },
		Geometry: Geometry(q.Feature["type"].(float64)),
	}
	if q.Type == "filter" {
		f := r.filter(q.Expr, &path{})
		if f == nil {
			return r.problems, false
		}
		return f(e), true
	}
	n := r.expression(q.Expr, &path{}, oracleTypes[q.Type])
	if n == nil || len(r.problems) > 0 {
		return r.problems, false
	}
	got := n.eval(e)
	if e.fault != "" || got.kind == kNumber && math.IsNaN(got.n) {
		return nil, true
	}
	return comparable(got), true
}

// comparable is the value as evaluate.mjs writes it.
func comparable(v value) any {
	switch {
	case v.kind == kColor:
		return map[string]any{"color": []any{v.c.R, v.c.G, v.c.B, v.c.A}}
	case v.kind == kNumber && (math.IsInf(v.n, 0) || math.IsNaN(v.n)):
		return map[string]any{"number": formatNumber(v.n)}
	case v.kind == kArray:
		list := []any{}
		for _, item := range v.list {
			list = append(list, comparable(item))
		}
		return list
	}
	return v.plain()
}

var numberIn = regexp.MustCompile(`-?\d+(\.\d+)?(e[+-]\d+)?`)

// alike reports whether texts differ only in the last digits of numbers, as
// they do after a sine.
func alike(a, b string, within float64) bool {
	if numberIn.ReplaceAllString(a, "#") != numberIn.ReplaceAllString(b, "#") {
		return false
	}
	other := numberIn.FindAllString(b, -1)
	for i, n := range numberIn.FindAllString(a, -1) {
		x, _ := strconv.ParseFloat(n, 64)
		y, _ := strconv.ParseFloat(other[i], 64)
		if math.Abs(x-y) > within*(1+math.Abs(x)) {
			return false
		}
	}
	return true
}

// agree reports whether two answers are the same, numbers within rounding.
func agree(a, b any, within float64) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Abs(a-b) <= within*(1+math.Abs(a))
	case string:
		b, ok := b.(string)
		return ok && (a == b || alike(a, b, within))
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !agree(a[i], b[i], within) {
				return false
			}
		}
		return true
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for k := range a {
			if !agree(a[k], b[k], within) {
				return false
			}
		}
		return true
	}
	return a == b
}

// Expressions mean what MapLibre's evaluator says they mean, and what it
// refuses is refused.
func TestExpressionsAgreeWithMapLibre(t *testing.T) {
	count := 20_000
	if testing.Short() {
		count = 2_000
	}
	g := &generator{rand.New(rand.NewPCG(20261125, 1))}
	questions := make([]question, count)
	var input bytes.Buffer
	for i := range questions {
		q := g.question()
		line, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		// Both sides read the same text.
		if err := json.Unmarshal(line, &questions[i]); err != nil {
			t.Fatal(err)
		}
		input.Write(append(line, '\n'))
	}
	out := bufio.NewScanner(bytes.NewReader(maplibre(t, "evaluate.mjs", input.Bytes())))
	out.Buffer(nil, 1<<24)
	valid, null := 0, 0
	for i := range questions {
		q := &questions[i]
		if !out.Scan() {
			t.Fatalf("MapLibre answered %d of %d", i, count)
		}
		var want struct {
			OK    bool
			Value any
			Why   string
		}
		if err := json.Unmarshal(out.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		got, ok := q.answer()
		text, _ := json.Marshal(q)
		within := 1e-9
		if bytes.Contains(text, []byte("cubic-bezier")) {
			within = 1e-5 // MapLibre solves for six digits
		}
		switch {
		case !ok && q.Type == "filter" && bytes.Contains([]byte(fmt.Sprint(got)), []byte("want a filter such as")):
			// MapLibre takes any text for a filter that is always true.
		case ok != want.OK:
			t.Errorf("%s\nread: %v (%v), MapLibre: %v (%s)", text, ok, got, want.OK, want.Why)
		case ok && !agree(got, want.Value, within):
			t.Errorf("%s\ngives %v, MapLibre: %v", text, got, want.Value)
		}
		if ok {
			valid++
			if got == nil {
				null++
			}
		}
	}
	t.Logf("%d expressions: %d valid, of which %d gave nothing", count, valid, null)
	if !t.Failed() && (valid < count/2 || null > valid/2) {
		t.Errorf("the generator makes too little that is valid")
	}
}

// generator makes expressions, most of them of the wanted type.
type generator struct{ *rand.Rand }

func (g *generator) pick(options ...func() any) any { return options[g.IntN(len(options))]() }
func (g *generator) word(words ...string) string    { return words[g.IntN(len(words))] }

func (g *generator) question() question {
	types := []string{"number", "string", "boolean", "color", "numbers", "filter"}
	q := question{
		Type: types[g.IntN(len(types))],
		Zoom: float64(g.IntN(60)) / 4,
		Feature: map[string]any{"type": 1 + g.IntN(3), "properties": map[string]any{
			"n": g.number(), "s": g.word("road", "", "port", "7", "#f80", "喀什", "e\u0301", "🏔"), "b": g.IntN(2) == 0,
			"rank": g.IntN(9), "list": []any{1, "a", true}, "object": map[string]any{"n": 3, "s": "x"},
		}},
	}
	if g.IntN(4) > 0 {
		q.Feature["id"] = g.IntN(5)
	} else {
		q.Feature["id"] = nil
	}
	depth := 1 + g.IntN(4)
	switch q.Type {
	case "filter":
		if g.IntN(2) == 0 {
			q.Expr = g.olderFilter(depth)
		} else {
			q.Expr = g.boolean(depth)
		}
	default:
		q.Expr = g.of(q.Type, depth)
	}
	return q
}

func (g *generator) number() float64 {
	numbers := []float64{0, 1, -1, 2, 0.5, 7, 255, -3.25, 1e21, 1e-7, 12.75, 100}
	return numbers[g.IntN(len(numbers))]
}

// of makes an expression of the type, or, rarely, of another.
func (g *generator) of(t string, depth int) any {
	if g.IntN(40) == 0 {
		t = g.word("number", "string", "boolean", "color", "numbers")
	}
	if depth > 0 && g.IntN(4) == 0 {
		return g.generic(t, depth-1)
	}
	switch t {
	case "number":
		return g.numeric(depth)
	case "string":
		return g.text(depth)
	case "boolean":
		return g.boolean(depth)
	case "color":
		return g.color(depth)
	}
	return []any{"literal", []any{g.number(), g.number()}}
}

// generic makes one of the forms that can have any type.
func (g *generator) generic(t string, depth int) any {
	sub := func() any { return g.of(t, depth) }
	return g.pick(
		func() any { return []any{"case", g.boolean(depth), sub(), sub()} },
		func() any { return []any{"case", g.boolean(depth), sub(), g.boolean(depth), sub(), sub()} },
		func() any {
			return []any{"match", []any{"get", g.word("s", "none")}, "road", sub(), []any{"port", "7"}, sub(), sub()}
		},
		func() any { return []any{"match", []any{"get", "rank"}, 1, sub(), []any{2, 3}, sub(), sub()} },
		func() any {
			return []any{"coalesce", []any{"get", g.word("none", "n", "s")}, sub()}
		},
		func() any { return []any{"coalesce", sub(), sub()} },
		func() any { return []any{"step", g.numeric(depth), sub(), 0, sub(), 5.5, sub()} },
		func() any { return []any{"step", []any{"zoom"}, sub(), 3, sub(), 4, sub(), 10, sub()} },
		func() any {
			kinds := []any{[]any{"linear"}, []any{"exponential", 1.5}, []any{"exponential", 0.5}, []any{"cubic-bezier", 0.4, 0, 0.6, 1}}
			return []any{"interpolate", kinds[g.IntN(len(kinds))], g.numeric(depth), 0, sub(), 2, sub(), 10, sub()}
		},
		func() any { return []any{"let", "x", sub(), []any{"var", "x"}} },
		func() any {
			return []any{"let", "x", g.numeric(depth), "y", []any{"var", "x"}, []any{"case", []any{">", []any{"var", "y"}, 1}, sub(), sub()}}
		},
		func() any { return []any{"at", g.IntN(3), []any{"literal", []any{g.number(), g.number()}}} },
		func() any { return []any{"get", g.word("n", "s", "b", "none")} },
	)
}

func (g *generator) numeric(depth int) any {
	if depth <= 0 {
		return g.pick(
			func() any { return g.number() },
			func() any { return []any{"zoom"} },
			func() any { return []any{"get", g.word("n", "rank")} },
			func() any { return []any{"number", []any{"get", g.word("n", "s")}, 3} },
			func() any { return []any{"length", g.word("喀什", "abc", "🏔")} },
			func() any { return []any{g.word("pi", "e", "ln2")} },
			func() any { return []any{"get", "n", []any{"get", "object"}} },
		)
	}
	a, b := g.of("number", depth-1), g.of("number", depth-1)
	return g.pick(
		func() any { return []any{g.word("+", "*", "min", "max", "-", "/", "%", "^"), a, b} },
		func() any { return []any{g.word("+", "*", "min", "max"), a, b, g.of("number", depth-1)} },
		func() any {
			return []any{g.word("-", "abs", "ceil", "floor", "round", "sqrt", "ln", "log2", "log10", "sin", "cos", "atan"), a}
		},
		func() any { return []any{"to-number", g.of(g.word("string", "number", "boolean"), depth-1), a} },
		func() any { return []any{"length", g.text(depth - 1)} },
		func() any { return []any{"index-of", g.word("a", "o", "什"), g.text(depth - 1)} },
		func() any { return []any{"index-of", "a", []any{"get", "list"}} },
		func() any { return []any{"id"} },
	)
}

func (g *generator) text(depth int) any {
	if depth <= 0 {
		return g.pick(
			func() any { return g.word("road", "", "x", "喀什", "Ünï", "🏔!") },
			func() any { return []any{"get", g.word("s", "n")} },
			func() any { return []any{"string", []any{"get", g.word("s", "n")}, "other"} },
			func() any { return []any{"geometry-type"} },
			func() any { return []any{"get", "s", []any{"object", []any{"get", "object"}}} },
		)
	}
	return g.pick(
		func() any { return []any{"concat", g.of("string", depth-1), g.of("number", depth-1)} },
		func() any { return []any{"concat", g.of("boolean", depth-1), "-", g.of("color", depth-1)} },
		func() any { return []any{g.word("upcase", "downcase"), g.of("string", depth-1)} },
		func() any { return []any{"to-string", g.of(g.word("number", "color", "boolean", "numbers"), depth-1)} },
		func() any { return []any{"slice", g.of("string", depth-1), g.IntN(5) - 2} },
		func() any { return []any{"slice", g.of("string", depth-1), g.IntN(5) - 2, g.IntN(5) - 1} },
		func() any { return []any{"typeof", g.of(g.word("number", "color", "boolean", "numbers"), depth-1)} },
		func() any { return []any{"typeof", []any{"get", g.word("list", "none", "object")}} },
		func() any { return []any{"join", []any{"split", g.of("string", depth-1), "o"}, "0"} },
		func() any { return []any{"to-string", []any{"get", g.word("list", "none", "object", "b", "n")}} },
	)
}

func (g *generator) boolean(depth int) any {
	if depth <= 0 {
		return g.pick(
			func() any { return g.IntN(2) == 0 },
			func() any { return []any{"has", g.word("n", "none")} },
			func() any { return []any{"boolean", []any{"get", g.word("b", "n")}, false} },
			func() any { return []any{"get", "b"} },
			func() any { return []any{"has", g.word("n", "none"), []any{"get", "object"}} },
		)
	}
	a, b := g.of("boolean", depth-1), g.of("boolean", depth-1)
	return g.pick(
		func() any { return []any{g.word("all", "any"), a, b} },
		func() any { return []any{g.word("all", "any"), a, b, g.of("boolean", depth-1)} },
		func() any { return []any{"!", a} },
		func() any {
			return []any{g.word("==", "!=", "<", "<=", ">", ">="), g.of("number", depth-1), g.of("number", depth-1)}
		},
		func() any {
			return []any{g.word("==", "!=", "<", "<=", ">", ">="), g.of("string", depth-1), g.of("string", depth-1)}
		},
		func() any {
			return []any{g.word("==", "!=", "<"), []any{"get", g.word("s", "n", "none")}, g.word("road", "7")}
		},
		func() any { return []any{"in", g.of("string", depth-1), []any{"literal", []any{"road", "port", ""}}} },
		func() any { return []any{"in", "o", g.of("string", depth-1)} },
		func() any { return []any{"in", []any{"get", "rank"}, []any{"get", g.word("list", "none")}} },
		func() any { return []any{"to-boolean", g.of(g.word("number", "string", "color"), depth-1)} },
		func() any { return []any{"==", []any{"geometry-type"}, g.word("Point", "Polygon")} },
		func() any { return []any{"==", []any{"id"}, g.IntN(4)} },
		func() any { return []any{"==", a, b} },
	)
}

func (g *generator) color(depth int) any {
	if depth <= 0 || g.IntN(2) == 0 {
		return g.word("#f80", "#12345678", "red", "steelblue", "rgb(10, 20, 30)", "rgba(10%, 20%, 30%, 0.5)", "hsl(200, 40%, 60%)", "hsl(-30deg 40% 60% / 25%)", "rgb(1 2 3 / .5)", "transparent", "#FFF8", "nocolour", "rgb(1,2)", "rgb(300,-5,1e2)")
	}
	n := func() any { return g.of("number", depth-1) }
	return g.pick(
		func() any { return []any{"rgb", n(), n(), n()} },
		func() any { return []any{"rgba", 255, n(), 3, n()} },
		func() any { return []any{"to-color", g.text(depth - 1), g.color(depth - 1)} },
		func() any { return []any{"to-color", []any{"literal", []any{1, 2, 3}}} },
		func() any { return []any{"get", "s"} },
	)
}

func (g *generator) olderFilter(depth int) any {
	if depth > 1 && g.IntN(2) == 0 {
		f := []any{g.word("all", "any", "none")}
		for range g.IntN(4) {
			f = append(f, g.olderFilter(depth-1))
		}
		return f
	}
	values := func() any {
		return g.pick(func() any { return g.number() }, func() any { return g.word("road", "port", "") }, func() any { return true })
	}
	return g.pick(
		func() any {
			return []any{g.word("==", "!=", "<", "<=", ">", ">="), g.word("n", "s", "b", "rank"), values()}
		},
		func() any {
			return []any{g.word("in", "!in"), g.word("n", "s", "b", "rank"), values(), values(), values()}
		},
		func() any { return []any{g.word("has", "!has"), g.word("n", "none")} },
		func() any { return []any{g.word("==", "!="), "$type", g.word("Point", "LineString", "Polygon")} },
		func() any { return []any{g.word("in", "!in"), "$type", "Point", "Polygon"} },
		func() any { return []any{g.word("==", "!="), "$id", float64(g.IntN(4))} },
	)
}
