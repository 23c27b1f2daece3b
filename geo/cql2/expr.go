// Package cql2 holds filters as values: the expressions of OGC 21-065r2
// (Common Query Language, CQL2) that Pamir can evaluate.
//
//	e := cql2.And(cql2.Equal("kind", "road"), cql2.Equal("country", "CN"))
//	ok := cql2.Eval(e, func(name string) any { return row[name] })
//
// What is not there yet is not accepted anywhere: so far the comparison "="
// and the connective AND, which is what property filters need.
package cql2

// Expr is a filter. The set of its kinds is closed.
type Expr interface{ expr() }

// Comparison is property = literal (/req/basic-cql2/cql2-filter).
type Comparison struct {
	Property string
	Literal  any // bool, int64, float64 or string
}

// Conjunction is true where all of its parts are.
type Conjunction []Expr

func (Comparison) expr()  {}
func (Conjunction) expr() {}

// Equal returns the filter property = literal.
func Equal(property string, literal any) Expr {
	return Comparison{Property: property, Literal: literal}
}

// And returns the conjunction of the filters, leaving out nil ones: nil where
// none is left, the filter itself where one is.
func And(parts ...Expr) Expr {
	some, last := 0, Expr(nil)
	for _, p := range parts {
		if p != nil {
			some, last = some+1, p
		}
	}
	if some < 2 {
		return last
	}
	kept := make(Conjunction, 0, some)
	for _, p := range parts {
		if p != nil {
			kept = append(kept, p)
		}
	}
	return kept
}

// Properties calls f with each property name that e mentions, in order.
func Properties(e Expr, f func(name string)) {
	switch e := e.(type) {
	case Comparison:
		f(e.Property)
	case Conjunction:
		for _, p := range e {
			Properties(p, f)
		}
	}
}
