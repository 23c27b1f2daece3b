package hours

import "time"

// Status is what the book says of a port at an instant, for a mode and a
// direction: may one present oneself at the first checkpoint and get through?
type Status struct {
	Port      string
	Mode      Mode
	Direction Direction
	At        time.Time

	State      State
	Day        State // whether it opens on this day at all
	HoursKnown bool  // the hours of this day are published at all checkpoints
	Label      string
	Reason     string // why it is not simply open
	Checkpoint string // the binding one

	// Zero times are not known, or not within Horizon of At.
	Until      time.Time // the end of this state, where it is Open or Closed
	NextOpen   time.Time // when it next becomes Open
	NextChange time.Time // when State, Day or Label next change
	Same       time.Time // until when all of this but At reads the same

	Sides      []SideStatus // in the order in which they are passed
	Confidence Confidence   // the least of the sources that decide
	AsOf       time.Time    // the oldest word of those that decide
	Claims     []Claim      // who says so; in a Conflict, all that take part
}

// SideStatus is the state of one country's checkpoints.
type SideStatus struct {
	Country    string
	State      State
	Day        State
	HoursKnown bool
	Checkpoint string
	Until      time.Time
}

// Claim is what one source says at the instant of a Status.
type Claim struct {
	ID         string // of the rule or notice
	Notice     bool
	Checkpoint string
	State      State
	Day        State
	Confidence Confidence
	AsOf       time.Time
	Sources    []Source
	Note       string
}

// Horizon is how far ahead of an instant a Status looks.
const Horizon = 400 * 24 * time.Hour
