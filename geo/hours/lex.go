package hours

import "strings"

// token is a word, a number, a comment or a sign of an expression.
type token struct {
	kind       kind
	text       string // a word is in lower case, a comment without its quotes
	start, end int    // offsets of what was written
}

type kind uint8

const (
	atEnd kind = iota
	word
	number
	quoted
	sign // one of ; , | - + / : [ ] ( ) @ < > = or "||"
	junk
)

// lex splits an expression. It never fails: what it does not know is junk.
func lex(s string) []token {
	var tokens []token
	for i := 0; i < len(s); {
		start := i
		kind := sign
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
			continue
		case isLetter(c):
			kind, i = word, skip(s, i, isLetter)
		case isDigit(c):
			kind, i = number, skip(s, i, isDigit)
		case c == '"':
			end := strings.IndexByte(s[i+1:], '"')
			if end <= 0 { // unclosed, or empty
				kind, i = junk, len(s)
				break
			}
			i += 1 + end + 1
			tokens = append(tokens, token{quoted, s[start+1 : i-1], start, i})
			continue
		case strings.HasPrefix(s[i:], "||"):
			i += 2
		case strings.IndexByte(";,|-+/:[]()@<>=", c) >= 0:
			i++
		case strings.HasPrefix(s[i:], "–"): // typed for a hyphen
			i += len("–")
			tokens = append(tokens, token{sign, "-", start, i})
			continue
		default:
			kind, i = junk, len(s)
		}
		text := s[start:i]
		if kind == word {
			text = strings.ToLower(text)
		}
		tokens = append(tokens, token{kind, text, start, i})
	}
	return append(tokens, token{atEnd, "", len(s), len(s)})
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// skip returns the first offset from i on whose byte is not in the class.
func skip(s string, i int, in func(byte) bool) int {
	for i < len(s) && in(s[i]) {
		i++
	}
	return i
}
