package hours

import "fmt"

// SyntaxError tells where an expression goes wrong.
type SyntaxError struct {
	Input  string
	Offset int    // in bytes
	Want   string // what would be right there
}

func (e *SyntaxError) Error() string {
	got := "the end"
	if e.Offset < len(e.Input) {
		got = fmt.Sprintf("%q", excerpt(e.Input[e.Offset:]))
	}
	return fmt.Sprintf("hours: at offset %d: want %s, have %s", e.Offset, e.Want, got)
}

// excerpt returns the beginning of s, whole letters of at most 16 bytes.
func excerpt(s string) string {
	for i := range s {
		if i > 16 {
			return s[:i] + "…"
		}
	}
	return s
}
