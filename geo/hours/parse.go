package hours

import (
	"fmt"
	"strconv"
)

// Parse reads an expression. What people commonly write is understood besides
// what the specification allows: single digits, spaces around signs, capital
// and small letters, a dash, a colon after weekdays. An error is a
// *SyntaxError.
func Parse(s string) (*Expr, error) {
	if len(s) > MaxLength {
		return nil, &SyntaxError{Input: s, Offset: MaxLength, Want: fmt.Sprintf("at most %d bytes", MaxLength)}
	}
	p := parser{input: s, tokens: lex(s)}
	e := p.expr()
	p.expectEnd()
	if p.err != nil {
		return nil, p.err
	}
	return e, nil
}

// parser is a recursive descent over tokens. The first error is kept; after it
// every method returns without moving, so that callers need not ask.
type parser struct {
	input  string
	tokens []token
	next   int
	err    *SyntaxError

	nthDates bool // the dates that are being read began with one like "Jan Su[1]"
}

func (p *parser) expr() *Expr {
	e := &Expr{}
	points := 0
	for join := instead; p.err == nil; {
		start := p.peek(0)
		part := p.part()
		part.join = join
		e.parts = append(e.parts, part)
		if points += part.points(); points > maxPoints {
			p.failAt(start.start, fmt.Sprintf("at most %d points in time", maxPoints))
		}
		switch {
		case p.take(";"):
			join = instead
			if len(e.parts) > 0 && p.endOfExpr() { // a trailing separator is common
				return e
			}
		case p.take(","):
			join = besides
		case p.take("||"):
			join = orElse
		default:
			return e
		}
		if len(e.parts) == maxParts {
			p.fail(fmt.Sprintf("at most %d parts", maxParts))
		}
	}
	return e
}

// part reads a rule_sequence: selectors, then a modifier.
func (p *parser) part() (r part) {
	r.state = Open
	start := p.next
	if p.take247() {
		return p.modifier(r, true)
	}
	if t := p.peek(0); t.kind == quoted && p.is(1, ":") {
		r.label = t.text
		p.next += 2
	} else {
		p.wideRange(&r)
	}
	p.weekdaySelector(&r)
	if len(r.weekdays)+len(r.holidays) > 0 && !p.isTime(0) && p.is(0, ":") {
		p.next++
	}
	p.timeSelector(&r)
	return p.modifier(r, p.next > start)
}

// modifier reads what a part says of its times. Some says that it has selectors.
func (p *parser) modifier(r part, some bool) part {
	switch t := p.peek(0); {
	case t.kind == word && t.text == "open":
		p.next++
	case t.kind == word && (t.text == "closed" || t.text == "off"):
		p.next++
		r.state = Closed
	case t.kind == word && t.text == "unknown":
		p.next++
		r.state = Unknown
	case t.kind == quoted:
		r.state = Unknown // a comment alone says that there is more to know
	case !some:
		p.fail("a day, a time, 24/7, open, closed, unknown or a comment")
	}
	if t := p.peek(0); t.kind == quoted {
		r.comment = t.text
		p.next++
	}
	return r
}

func (p *parser) take247() bool {
	if p.number(0) == "24" && p.is(1, "/") && p.number(2) == "7" {
		p.next += 3
		return true
	}
	return false
}

func (p *parser) wideRange(r *part) {
	if p.isYear(0) && !p.isMonthOrEaster(1) {
		r.years = list(p, p.yearRange, p.isYear)
	}
	if p.isDate(0) {
		p.nthDates = false
		r.dates = list(p, p.dateRange, p.isDate)
		shareYear(r.dates)
	}
	if p.isWord(0, "week") {
		p.next++
		r.weeks = list(p, p.weekRange, func(i int) bool { return p.number(i) != "" && !p.isTime(i) })
	}
	if len(r.years)+len(r.dates)+len(r.weeks) > 0 {
		p.take(":")
	}
}

// list reads one or more of something, with commas between. After a comma that
// is followed by something else the list has ended, and the comma is left.
func list[T any](p *parser, item func() T, begins func(int) bool) []T {
	items := []T{item()}
	for p.err == nil && p.is(0, ",") && begins(1) {
		p.next++
		items = append(items, item())
	}
	return items
}

func (p *parser) yearRange() yearRange {
	first := p.year()
	switch {
	case p.take("+"):
		return yearRange{first, maxYear, 1}
	case p.take("-"):
		last := p.year()
		if last < first {
			p.back("a year not before the first")
		}
		return yearRange{first, last, p.step(maxYear)}
	}
	return yearRange{first, first, 1}
}

func (p *parser) weekRange() weekRange {
	first := p.within("a week from 1 to 53", 1, 53)
	if !p.take("-") {
		return weekRange{first, first, 1}
	}
	last := p.within("a week from 1 to 53", 1, 53)
	if first > last && p.is(0, "/") {
		p.fail("no step in weeks that go over the new year")
	}
	return weekRange{first, last, p.step(53)}
}

// step reads "/n" if it is there; it returns 1 if it is not.
func (p *parser) step(most int) int {
	if !p.take("/") {
		return 1
	}
	return p.within(fmt.Sprintf("a step from 1 to %d", most), 1, most)
}

func (p *parser) isYear(i int) bool { return len(p.number(i)) == 4 && !p.isTime(i) }

func (p *parser) year() int {
	if !p.isYear(0) {
		p.fail("a year of four digits")
		return 0
	}
	return p.within(fmt.Sprintf("a year from %d to %d", minYear, maxYear), minYear, maxYear)
}

// within reads a number between two bounds.
func (p *parser) within(want string, low, high int) int {
	text := p.number(0)
	n, err := strconv.Atoi(text)
	if text == "" || len(text) > 4 || err != nil || n < low || n > high {
		p.fail(want)
		return low
	}
	p.next++
	return n
}

// The rest looks at tokens.

// peek returns the i-th token that is not yet read.
func (p *parser) peek(i int) token {
	if p.err != nil {
		return p.tokens[len(p.tokens)-1]
	}
	return p.tokens[min(p.next+i, len(p.tokens)-1)]
}

func (p *parser) is(i int, s string) bool {
	t := p.peek(i)
	return t.kind == sign && t.text == s
}

func (p *parser) isWord(i int, s string) bool {
	t := p.peek(i)
	return t.kind == word && t.text == s
}

// number returns the digits of the i-th token, or "".
func (p *parser) number(i int) string {
	if t := p.peek(i); t.kind == number {
		return t.text
	}
	return ""
}

// take reads a sign if it is next.
func (p *parser) take(s string) bool {
	if !p.is(0, s) {
		return false
	}
	p.next++
	return true
}

func (p *parser) expect(s string) {
	if !p.take(s) {
		p.fail(strconv.Quote(s))
	}
}

func (p *parser) endOfExpr() bool { return p.peek(0).kind == atEnd || p.is(0, ")") }

func (p *parser) expectEnd() {
	if p.peek(0).kind != atEnd {
		p.fail(`";", "," or "||" and another part, or the end`)
	}
}

func (p *parser) fail(want string) { p.failAt(p.peek(0).start, want) }

// back fails at the token that was read last.
func (p *parser) back(want string) { p.failAt(p.tokens[max(p.next-1, 0)].start, want) }

func (p *parser) failAt(offset int, want string) {
	if p.err == nil {
		p.err = &SyntaxError{Input: p.input, Offset: offset, Want: want}
	}
}
