package ask

import (
	"fmt"
	"strings"
)

// Error says what is wrong with a text, as the end of a sentence that begins
// with its name: "wants 4 numbers, has 3".
type Error struct {
	Detail string
	Hint   string // what to do; may be empty
}

func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Detail
	}
	return e.Detail + "; " + e.Hint
}

func wrong(hint, format string, args ...any) *Error {
	return &Error{Detail: fmt.Sprintf(format, args...), Hint: hint}
}

// Clip shortens what somebody sent, for a message.
func Clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
