package ask

import (
	"errors"
	"fmt"
	"strings"
)

// Error says what is wrong with a text, as the end of a sentence that begins
// with its name: "wants 4 numbers, has 3".
type Error struct {
	Detail string
	Hint   string // what to do; may be empty
	Cause  error  // which mistake it is, where that has a name
}

// ErrSwapped is the cause of an error for latitude before longitude.
var ErrSwapped = errors.New("latitude before longitude")

// ErrNoOffset is the cause of an error for a time that does not say in which
// zone it is.
var ErrNoOffset = errors.New("a time without an offset")

func (e *Error) Unwrap() error { return e.Cause }

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
