package hours

import (
	"fmt"
	"strconv"
	"strings"
)

// Conditional is a value of one of OpenStreetMap's *:conditional tags, as in
// "no @ (week 48-15); 30 @ (22:00-06:00 AND weight>7.5)": what applies under
// which conditions. Of the clauses whose conditions all hold, the last applies.
type Conditional []Clause

// Clause is a value and the conditions under which it applies.
type Clause struct {
	Value string
	All   []Condition
}

// Condition is one of these three things, the others being zero.
type Condition struct {
	Hours *Expr  // it is open
	Limit *Limit // a number of the vehicle, or of the stay
	Word  string // anything else: "wet", "snow", "delivery"
}

// Limit compares a number. Tonnes, metres and minutes are the units; others that
// are written are converted.
type Limit struct {
	Name  string // "weight", "height", "stay", …
	Op    string // "<", "<=", "=", ">=" or ">"
	Value float64
}

// Holds tells whether a number is within the limit.
func (l *Limit) Holds(v float64) bool {
	switch l.Op {
	case "<":
		return v < l.Value
	case "<=":
		return v <= l.Value
	case ">":
		return v > l.Value
	case ">=":
		return v >= l.Value
	}
	return v == l.Value
}

// Value returns what applies, given how it is with each condition: Open if it
// holds, Closed if not. The state is Open if the value applies, Unknown if it may,
// and Closed, with no value, if none does.
func (c Conditional) Value(holds func(Condition) State) (string, State) {
	for i := len(c) - 1; i >= 0; i-- {
		all := Open
		for _, condition := range c[i].All {
			switch s := holds(condition); {
			case s == Closed:
				all = Closed
			case s != Open && all != Closed:
				all = Unknown
			}
		}
		if all != Closed {
			return c[i].Value, all
		}
	}
	return "", Closed
}

// String returns the tag's value in one form. Parsed again it means the same.
func (c Conditional) String() string {
	clauses := make([]string, len(c))
	for i, clause := range c {
		all := make([]string, len(clause.All))
		for j, condition := range clause.All {
			all[j] = condition.String()
		}
		clauses[i] = clause.Value + " @ (" + strings.Join(all, " AND ") + ")"
	}
	return strings.Join(clauses, "; ")
}

func (c Condition) String() string {
	switch {
	case c.Hours != nil:
		return c.Hours.String()
	case c.Limit != nil:
		return c.Limit.Name + c.Limit.Op + strconv.FormatFloat(c.Limit.Value, 'f', -1, 64)
	}
	return c.Word
}

// ParseConditional reads a *:conditional value. An error is a *SyntaxError.
func ParseConditional(s string) (Conditional, error) {
	if len(s) > MaxLength {
		return nil, &SyntaxError{Input: s, Offset: MaxLength, Want: fmt.Sprintf("at most %d bytes", MaxLength)}
	}
	var c Conditional
	for at := 0; ; {
		end := at + outside(s[at:], func(rest string) bool { return rest[0] == ';' })
		clause, err := parseClause(s, at, end)
		if err != nil {
			return nil, err
		}
		c = append(c, clause)
		at = end + 1
		if at >= len(s) || strings.TrimSpace(s[at:]) == "" {
			return c, nil
		}
	}
}

// parseClause reads s[at:end] as "value @ condition".
func parseClause(s string, at, end int) (Clause, error) {
	value, _, found := strings.Cut(s[at:end], "@")
	if !found {
		return Clause{}, &SyntaxError{Input: s, Offset: end, Want: `"@" and a condition`}
	}
	c := Clause{Value: strings.TrimSpace(value)}
	if c.Value == "" || strings.ContainsAny(c.Value, `()"`) {
		return c, &SyntaxError{Input: s, Offset: at, Want: `a value before "@"`}
	}
	all, err := parseConditions(s, at+len(value)+1, end)
	c.All = all
	return c, err
}

// parseConditions reads s[at:end] as conditions with AND between them. Each of
// them, and all together, may be in brackets.
func parseConditions(s string, at, end int) ([]Condition, error) {
	var all []Condition
	for {
		stop := at + outside(s[at:end], func(rest string) bool { return isAnd(s[at:end], len(s[at:end])-len(rest)) })
		from, to := trim(s, at, stop)
		inFrom, inTo := trim(s, from+1, to-1)
		var err error
		if inBrackets(s[from:to]) && !isSun(s[inFrom:max(inTo, inFrom)]) {
			var inner []Condition
			inner, err = parseConditions(s, inFrom, max(inTo, inFrom))
			all = append(all, inner...)
		} else {
			var one Condition
			one, err = parseCondition(s, from, to)
			all = append(all, one)
		}
		if err != nil || stop == end {
			return all, err
		}
		at = stop + len("AND")
	}
}

// parseCondition reads s[from:to] as a limit, as hours, or as a word.
func parseCondition(s string, from, to int) (Condition, error) {
	text := s[from:to]
	if i := strings.IndexAny(text, "<>="); i >= 0 && !strings.Contains(text[:i], `"`) {
		l, ok := parseLimit(text, i)
		if !ok {
			return Condition{}, &SyntaxError{Input: s, Offset: from + i, Want: "a comparison such as weight>7.5 or height<=3.8 m"}
		}
		return Condition{Limit: l}, nil
	}
	e, err := Parse(text)
	if err == nil {
		return Condition{Hours: e}, nil
	}
	if text != "" && skip(text, 0, func(c byte) bool { return isLetter(c) || c == '_' || c == '-' }) == len(text) {
		return Condition{Word: strings.ToLower(text)}, nil
	}
	fault := *err.(*SyntaxError)
	fault.Input, fault.Offset = s, from+fault.Offset
	return Condition{}, &fault
}

// units says how many of the unit of a Limit one of another is.
var units = map[string]float64{
	"": 1, "t": 1, "kg": 0.001, "st": 0.90718474, "lbs": 0.00045359237, "lb": 0.00045359237,
	"m": 1, "cm": 0.01, "km": 1000, "ft": 0.3048, "'": 0.3048, "in": 0.0254,
	"min": 1, "minute": 1, "minutes": 1, "h": 60, "hr": 60, "hour": 60, "hours": 60,
}

// parseLimit reads a comparison whose sign is at i.
func parseLimit(text string, i int) (*Limit, bool) {
	l := &Limit{Name: strings.ToLower(strings.TrimSpace(text[:i])), Op: text[i : i+1]}
	rest := text[i+1:]
	if strings.HasPrefix(rest, "=") {
		if rest = rest[1:]; l.Op != "=" {
			l.Op += "="
		}
	}
	rest = strings.TrimSpace(rest)
	n := skip(rest, 0, func(c byte) bool { return isDigit(c) || c == '.' })
	v, err := strconv.ParseFloat(rest[:n], 64)
	unit, known := units[strings.ToLower(strings.TrimSpace(rest[n:]))]
	l.Value = v * unit
	name := skip(l.Name, 0, func(c byte) bool { return isLetter(c) || c == '_' || c == ':' })
	return l, err == nil && n <= 64 && known && l.Name != "" && name == len(l.Name)
}

// outside returns the offset of the first place outside brackets and quotes where
// is holds, or the length.
func outside(s string, is func(rest string) bool) int {
	depth, in := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			in = !in
		case in:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth <= 0 && is(s[i:]):
			return i
		}
	}
	return len(s)
}

// isAnd tells whether the word AND stands at i.
func isAnd(s string, i int) bool {
	return len(s) >= i+3 && strings.EqualFold(s[i:i+3], "and") &&
		(i == 0 || s[i-1] == ' ' || s[i-1] == ')') && (len(s) == i+3 || s[i+3] == ' ' || s[i+3] == '(')
}

// inBrackets tells whether a bracket that opens at the beginning closes at the
// end.
func inBrackets(s string) bool {
	if len(s) < 2 || s[0] != '(' {
		return false
	}
	depth := 0
	quotes := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			quotes = !quotes
		case quotes:
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i == len(s)-1
			}
		}
	}
	return false
}

// isSun tells whether what is in brackets is a time, as in "(sunset+01:00)".
func isSun(s string) bool {
	p := parser{input: "(" + s + ")", tokens: lex("(" + s + ")")}
	p.clock(dayMinutes)
	return p.err == nil && p.peek(0).kind == atEnd
}

// trim returns the bounds of s[from:to] without the spaces around it.
func trim(s string, from, to int) (int, int) {
	for from < to && s[from] == ' ' {
		from++
	}
	for to > from && s[to-1] == ' ' {
		to--
	}
	return from, to
}
