package osmpbf

import (
	"errors"
	"fmt"
)

// Error says what is wrong with a file, and where.
type Error struct {
	Block  int   // number of the block, from 0, which is the header
	Offset int64 // of the block in the file, in bytes
	Detail string
	Err    error // what the error wraps, such as that of reading; may be nil
}

func (e *Error) Error() string {
	return fmt.Sprintf("block %d at byte %d: %s", e.Block, e.Offset, e.Detail)
}

func (e *Error) Unwrap() error { return e.Err }

// ErrNotPBF is wrapped by the error for a file that is no PBF at all.
var ErrNotPBF = errors.New("not an OSM PBF file")

// ErrUnsupported is wrapped by the error for a sound file that needs what this
// reader does not have.
var ErrUnsupported = errors.New("not supported")
