package border

import (
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// Answer is what a plan leads to. All of it is of one version of the traffic
// and one of the book.
type Answer struct {
	*route.Answer       // its Routes are the itineraries of these
	Ways          []Way // the best first: one that is promised before one that is not
	Rider         hours.Mode
}

// Way is one way through all stops, with its times. They are zero where the
// plan names none.
type Way struct {
	Itinerary route.Itinerary
	Depart    time.Time

	// ArriveAt is when one is there, if that can be promised, and zero if not.
	// ArriveEarliest is when one is there at the earliest, with all that is not
	// known at its best.
	ArriveAt, ArriveEarliest time.Time

	Crossings []Passed
	Notices   []Notice
	Verdict   Verdict

	// LatestDeparture is the last instant at which one can leave and still be
	// seen to, everywhere on this way, in the openings of this way: zero where
	// nothing is promised, or no closing sets a limit.
	LatestDeparture time.Time
	// LeaveInstead is a departure that serves better: the last one that makes
	// the opening which is missed, or, where one would only wait, the last one
	// that arrives at the same time. It is zero where there is none to tell.
	LeaveInstead time.Time

	Assumed bool // something on it is the planner's own assumption
}

// Passed is a crossing on a way.
type Passed struct {
	*Crossing
	Leg         int   // of the plan
	Centimetres int64 // from the beginning of the leg to its first stop
	Stops       []PassedStop
	Drive       time.Duration // between its stops
	Wait        time.Duration // because a stop is shut
	Binding     int           // the stop that decides: where one waits, or cannot be promised, or that shuts first

	LatestDeparture time.Time     // from the start of the plan: see Way
	Dwell           []*hours.Stay // published totals, quoted
}

// PassedStop is a checkpoint that one comes by. Its times are zero on a plan
// without a clock.
type PassedStop struct {
	*Stop
	gate.Visit
	Centimetres int64            // from the beginning of the leg
	Promised    bool             // of times that are promised: it is known to be open, and how long it takes
	Seen        hours.State      // what it is when one is seen to
	Status      hours.SideStatus // what the book says of the arrival
	ServiceBy   *hours.Stay      // who says how long it takes; nil: nobody, or it is assumed
	QueueBy     *hours.Stay
	Assumed     Supposed
	Unadmitted  bool // nobody says whether it admits the traveller
}

// Supposed says which part of a stop is a planner's assumption.
type Supposed struct{ Hours, Queue, Service bool }

// Any reports whether any part is.
func (s Supposed) Any() bool { return s.Hours || s.Queue || s.Service }

// Notice tells what is to be known of a way, by a code.
type Notice struct {
	Code       Code
	Impact     Impact
	Port       string
	Checkpoint string
	At         time.Time // that it is about; zero: no instant
	Until      time.Time
	Names      []string // of the checkpoints that it is of
	Detail     string   // see Text: {} stands for the names
}

// Code says what a notice is of.
type Code string

// Codes.
const (
	ClosedAtArrival     Code = "closed-at-arrival"         // one waits until it opens
	ClosesSoon          Code = "closes-soon-after-arrival" // within the margin of prudence
	SeasonalClosure     Code = "seasonal-closure"          // it is shut for the season
	HoursNotPublished   Code = "hours-unpublished"         // nobody says when it is open
	ServiceUnknown      Code = "service-unknown"           // nobody says how long it takes
	NoSchedule          Code = "no-schedule"               // nobody says anything
	StaleData           Code = "stale-data"                // what decides is old
	Conflicting         Code = "conflicting-sources"       // sources contradict each other
	AssumedHours        Code = "assumed-hours"             // the planner's own
	PositionAssumed     Code = "position-assumed"          // nobody publishes where a checkpoint is
	CouldBeEarlier      Code = "could-be-earlier"          // nothing that is known forbids it
	EndsAtFrontier      Code = "ends-at-frontier"          // the way begins or ends at a frontier, on neither side
	Schematic           Code = "schematic-roads"           // the roads are drawn through few points
	WaitsOnTheWay       Code = "waits"                     // one waits in the middle of a drive
	ModeNotAllowed      Code = "mode-not-allowed"          // a port that lies on the way does not admit the mode
	DirectionNotAllowed Code = "direction-not-allowed"     // nor the direction
	NationalityUnknown  Code = "nationality-unknown"       // nobody says whether it admits the traveller
)

// Impact says how much a notice matters.
type Impact string

// Impacts.
const (
	High Impact = "high"
	Low  Impact = "low"
)
