package cql2_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"pamir/geo/cql2"
)

func Example() {
	row := map[string]any{"kind": "road", "lanes": int64(4)}
	e := cql2.And(cql2.Equal("kind", "road"), cql2.Equal("lanes", 4.0))
	fmt.Println(cql2.Eval(e, func(name string) any { return row[name] }))
	// Output: true
}

func TestEval(t *testing.T) {
	row := map[string]any{"text": "road", "whole": int64(3), "real": 2.5, "yes": true, "json": []byte(`{}`)}
	look := func(name string) any { return row[name] }
	for _, tt := range []struct {
		e    cql2.Expr
		want bool
	}{
		{nil, true},
		{cql2.Equal("text", "road"), true},
		{cql2.Equal("text", "Road"), false},
		{cql2.Equal("whole", int64(3)), true},
		{cql2.Equal("whole", 3.0), true},
		{cql2.Equal("whole", 3.5), false},
		{cql2.Equal("whole", "3"), false},
		{cql2.Equal("real", 2.5), true},
		{cql2.Equal("real", int64(2)), false},
		{cql2.Equal("yes", true), true},
		{cql2.Equal("yes", false), false},
		{cql2.Equal("yes", "true"), false},
		{cql2.Equal("json", "{}"), false},
		{cql2.Equal("missing", "x"), false},
		{cql2.Equal("missing", nil), false}, // null equals nothing, itself included
		{cql2.And(), true},
		{cql2.And(cql2.Equal("text", "road"), cql2.Equal("yes", true)), true},
		{cql2.And(cql2.Equal("text", "road"), cql2.Equal("yes", false)), false},
		{cql2.And(nil, cql2.Equal("yes", true), nil), true},
		{cql2.Conjunction{}, true},
	} {
		if got := cql2.Eval(tt.e, look); got != tt.want {
			t.Errorf("%#v: %v, want %v", tt.e, got, tt.want)
		}
	}
}

func TestAndKeepsItSimple(t *testing.T) {
	one := cql2.Equal("a", "b")
	if got := cql2.And(nil, one); got != one {
		t.Errorf("the conjunction of one is %#v", got)
	}
	if got := cql2.And(nil, nil); got != nil {
		t.Errorf("the conjunction of none is %#v", got)
	}
	var names []string
	cql2.Properties(cql2.And(one, cql2.And(cql2.Equal("c", 1.0), cql2.Equal("a", true))), func(n string) { names = append(names, n) })
	if fmt.Sprint(names) != "[a c a]" {
		t.Errorf("the properties are %v", names)
	}
}

// A conjunction is true where each of its parts is, however it is nested.
func TestConjunctionIsAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := map[string]any{}
		for _, name := range []string{"a", "b", "c"} {
			row[name] = rapid.SampledFrom([]any{nil, true, false, int64(1), 1.0, "x"}).Draw(t, name)
		}
		look := func(name string) any { return row[name] }
		var parts []cql2.Expr
		want := true
		for range rapid.IntRange(0, 5).Draw(t, "parts") {
			p := cql2.Equal(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name"), rapid.SampledFrom([]any{true, int64(1), 1.0, "x"}).Draw(t, "literal"))
			parts = append(parts, p)
			want = want && cql2.Eval(p, look)
		}
		cut := rapid.IntRange(0, len(parts)).Draw(t, "cut")
		for _, e := range []cql2.Expr{cql2.And(parts...), cql2.And(cql2.And(parts[:cut]...), cql2.And(parts[cut:]...)), cql2.Conjunction(parts)} {
			if got := cql2.Eval(e, look); got != want {
				t.Fatalf("%#v over %v: %v, want %v", e, row, got, want)
			}
		}
	})
}
