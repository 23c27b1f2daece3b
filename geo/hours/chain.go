package hours

import (
	"time"

	"github.com/paulmach/orb"
)

// Checkpoint is a place in a port's chain with hours of its own.
type Checkpoint struct {
	ID         string
	Side       string      // the country whose place it is
	Position   *orb.Point  // for sunrise and sunset; nil where it is not known
	Modes      []Mode      // who passes it; empty: all
	Directions []Direction // in which directions it is passed; empty: all
}

// Clock is a clock on a wall that people at a port go by.
type Clock struct {
	Name string // "Beijing"
	Zone *time.Location
}

// Chain is a port: its checkpoints in the order in which one passes them when
// leaving the country of the first.
type Chain struct {
	Port        string
	Checkpoints []Checkpoint
	Modes       []Mode      // who is admitted
	Directions  []Direction // in which directions; empty for an airport
	Clocks      []Clock     // that of each side, and others in use
}

// Pair is a mode and a direction that a port admits.
type Pair struct {
	Mode      Mode
	Direction Direction
}
