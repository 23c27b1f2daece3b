package hours

// Expr is a parsed expression. It is immutable.
type Expr struct{ parts []part }

type part struct{}
