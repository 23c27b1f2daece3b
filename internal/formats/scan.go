package formats

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads JSON (RFC 8259) from a slice, strictly. The first fault ends
// it: every method then returns false.
type scanner struct {
	b      []byte
	i      int // the next byte
	spare  []byte
	failed bool
	at     int    // where the fault is
	detail string // what it is
}

// maxDepth is how deep arrays and objects may be nested in a feature.
const maxDepth = 64

// fail records the fault unless there is one already. It returns false.
func (p *scanner) fail(at int, format string, args ...any) bool {
	if !p.failed {
		p.failed, p.at = true, at
		p.detail = fmt.Sprintf(format, args...)
	}
	return false
}

// want records that something else stands where what should.
func (p *scanner) want(what string) bool {
	if p.i >= len(p.b) {
		return p.fail(p.i, "%s should follow, but the feature ends", what)
	}
	r, _ := utf8.DecodeRune(p.b[p.i:])
	return p.fail(p.i, "%s should be here, not %q", what, r)
}

// peek passes over white space and returns the next byte, 0 at the end.
func (p *scanner) peek() byte {
	for ; p.i < len(p.b); p.i++ {
		if c := p.b[p.i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

// take passes over white space and the byte c, if it is there.
func (p *scanner) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.i++
	return true
}

// more is true where another element of an array or object follows; n counts
// those before it. It passes over the comma or the closing bracket.
func (p *scanner) more(n int, closing byte) bool {
	switch c := p.peek(); {
	case c == closing:
		p.i++
		return false
	case n == 0:
		return true
	case c == ',':
		p.i++
		if p.peek() == closing {
			return p.want("another value")
		}
		return true
	}
	return p.want("a comma or " + string(rune(closing)))
}

// name reads the name of a member and the colon. It is valid until the next
// text is read.
func (p *scanner) name() ([]byte, bool) {
	if p.peek() != '"' {
		return nil, p.want("the name of a member, in quotes,")
	}
	s, ok := p.text()
	if ok && !p.take(':') {
		return nil, p.want("a colon")
	}
	return s, ok
}

// text reads a string that begins here. It is valid until the next one is read.
func (p *scanner) text() ([]byte, bool) {
	start, ascii := p.i+1, true
	for i := start; i < len(p.b); i++ {
		switch c := p.b[i]; {
		case c == '"':
			p.i = i + 1
			s := p.b[start:i]
			if !ascii && !utf8.Valid(s) {
				return nil, p.notUTF8(start)
			}
			return s, true
		case c == '\\':
			return p.escaped(start, i)
		case c < ' ':
			return nil, p.fail(i, "the control character %q must be escaped", c)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return nil, p.fail(p.i, "the text has no closing quote")
}

func (p *scanner) notUTF8(at int) bool {
	return p.fail(at, "the text is not UTF-8 (iconv -t UTF-8 converts a file)")
}

// escaped reads the string from start, of which the part up to i is plain.
func (p *scanner) escaped(start, i int) ([]byte, bool) {
	out := append(p.spare[:0], p.b[start:i]...)
	defer func() { p.spare = out }()
	for i < len(p.b) {
		c := p.b[i]
		switch {
		case c == '"':
			p.i = i + 1
			if !utf8.Valid(out) {
				return nil, p.notUTF8(start)
			}
			return out, true
		case c < ' ':
			return nil, p.fail(i, "the control character %q must be escaped", c)
		case c != '\\':
			out = append(out, c)
			i++
			continue
		}
		r, n := escape(p.b[i:])
		if n == 0 {
			return nil, p.fail(i, "the escape is not one that JSON has")
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return nil, p.fail(start-1, "the text has no closing quote")
}

// escape decodes the escape at the start of b and says how long it is: 0 where
// it is none. A lone surrogate becomes U+FFFD.
func escape(b []byte) (r rune, n int) {
	if len(b) < 2 {
		return 0, 0
	}
	if i := bytes.IndexByte([]byte(`"\/bfnrt`), b[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2
	}
	r = hexRune(b)
	if r < 0 {
		return 0, 0
	}
	if utf16.IsSurrogate(r) {
		if pair := utf16.DecodeRune(r, hexRune(b[6:])); pair != utf8.RuneError {
			return pair, 12
		}
		return utf8.RuneError, 6
	}
	return r, 6
}

// hexRune returns the value of an escape such as \u00e9, or -1.
func hexRune(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	n := rune(0)
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			n = n<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return n
}

// literal reads the number that begins here and returns its text; whole is
// true where it has neither a fraction nor an exponent.
func (p *scanner) literal() (text []byte, whole, ok bool) {
	b, i := p.b, p.i
	if i < len(b) && b[i] == '-' {
		i++
	}
	switch {
	case i < len(b) && b[i] == '0':
		i++
	case i < len(b) && b[i]-'1' < 9:
		i = digits(b, i)
	default:
		return nil, false, p.want("a value")
	}
	whole = true
	if i < len(b) && b[i] == '.' {
		whole = false
		from := i + 1
		if i = digits(b, from); i == from {
			p.i = i
			return nil, false, p.want("a digit")
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		whole = false
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		from := i
		if i = digits(b, from); i == from {
			p.i = i
			return nil, false, p.want("a digit")
		}
	}
	text = b[p.i:i]
	p.i = i
	return text, whole, true
}

// digits returns where the digits that begin at i end.
func digits(b []byte, i int) int {
	for i < len(b) && b[i]-'0' < 10 {
		i++
	}
	return i
}

// powers are those of ten that a float64 holds exactly.
var powers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// number reads a number as a float64, correctly rounded.
//
// Most coordinates are a whole number below 2^53 over a power of ten that a
// float64 holds; one division, which rounds correctly, is then all it takes
// (Clinger, "How to read floating point numbers accurately", 1990).
func (p *scanner) number() (float64, bool) {
	start := p.i
	text, _, ok := p.literal()
	if !ok {
		return 0, false
	}
	if n, scale, ok := decimal(text); ok {
		return n / powers[scale], true
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil && math.IsInf(f, 0) {
		return 0, p.fail(start, "the number %.40s is too large", text)
	}
	return f, true
}

// decimal splits a number without an exponent and of up to 15 digits.
func decimal(text []byte) (n float64, scale int, ok bool) {
	if len(text) > 17 {
		return 0, 0, false
	}
	i := 0
	if text[0] == '-' {
		i = 1
	}
	u, point := uint64(0), len(text)-1
	for j := i; j < len(text); j++ {
		switch c := text[j]; {
		case c == '.':
			point = j
		case c-'0' < 10:
			u = u*10 + uint64(c-'0')
		default:
			return 0, 0, false
		}
	}
	if u >= 1<<53 {
		return 0, 0, false
	}
	n = float64(u)
	if i == 1 {
		n = -n
	}
	return n, len(text) - 1 - point, true
}

// skip passes over any value and checks that it is JSON.
func (p *scanner) skip(depth int) bool {
	if depth > maxDepth {
		return p.fail(p.i, "nested deeper than %d", maxDepth)
	}
	switch p.peek() {
	case '"':
		_, ok := p.text()
		return ok
	case '{':
		p.i++
		for n := 0; p.more(n, '}'); n++ {
			if _, ok := p.name(); !ok || !p.skip(depth+1) {
				return false
			}
		}
	case '[':
		p.i++
		for n := 0; p.more(n, ']'); n++ {
			if !p.skip(depth + 1) {
				return false
			}
		}
	case 't':
		return p.word("true")
	case 'f':
		return p.word("false")
	case 'n':
		return p.word("null")
	default:
		_, _, ok := p.literal()
		return ok
	}
	return !p.failed
}

func (p *scanner) word(w string) bool {
	if len(p.b)-p.i < len(w) || string(p.b[p.i:][:len(w)]) != w {
		return p.want("a value")
	}
	p.i += len(w)
	return true
}
