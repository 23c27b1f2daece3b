package pmtiles

import (
	"errors"
	"fmt"
)

// Error is a fault of an archive. errors.As finds it, errors.Is what caused it.
type Error struct {
	File   string
	Offset int64 // in the file, of what is at fault
	Err    error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: at byte %d: %v", e.File, e.Offset, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// ErrBroken is wrapped by the errors for what no archive may hold, in contrast
// to errors of disk and network: errors.Is(err, pmtiles.ErrBroken).
var ErrBroken = errors.New("broken archive")

// fault is something wrong at a byte, of a file that the caller knows.
type fault struct {
	offset int64
	err    error
}

// broken is an error that says what is wrong and is ErrBroken.
type broken string

func (b broken) Error() string        { return string(b) }
func (b broken) Is(target error) bool { return target == ErrBroken }

func faultAt(offset int64, format string, args ...any) *fault {
	return &fault{offset, broken(fmt.Sprintf(format, args...))}
}
