package cql2

// Eval reports whether the filter is true for the values that look returns for
// property names: nil, bool, int64, float64 or string. A comparison with null
// or with a value of another type is not true (clause 6.3.1). A nil filter is
// true. It does not allocate beyond what look does.
func Eval(e Expr, look func(name string) any) bool {
	switch e := e.(type) {
	case nil:
		return true
	case Comparison:
		return equal(look(e.Property), e.Literal)
	case Conjunction:
		for _, p := range e {
			if !Eval(p, look) {
				return false
			}
		}
		return true
	}
	return false
}

// equal compares as CQL2 does: numbers by value, whatever their Go type.
func equal(a, b any) bool {
	switch a := a.(type) {
	case string:
		b, ok := b.(string)
		return ok && a == b
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case int64:
		switch b := b.(type) {
		case int64:
			return a == b
		case float64:
			return float64(a) == b
		}
	case float64:
		switch b := b.(type) {
		case int64:
			return a == float64(b)
		case float64:
			return a == b
		}
	}
	return false
}
