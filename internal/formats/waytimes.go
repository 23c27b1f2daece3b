package formats

// WayTimes is what a way through borders says of its times, as JSON has it.
// What is not known, or cannot be promised, is null and never left out; times
// are in UTC.
type WayTimes struct {
	ArriveAt        *string    `json:"arrive_at"`       // null: it cannot be promised
	ArriveEarliest  *string    `json:"arrive_earliest"` // a lower bound
	WaitS           *float64   `json:"wait_s"`          // at borders, queue and service included; a lower bound where arrive_at is null
	Verdict         Verdict    `json:"verdict"`
	LatestDeparture *string    `json:"latest_departure"`
	LeaveInstead    *string    `json:"leave_instead"`
	Assumed         bool       `json:"assumed"` // something is the planner's own assumption
	Clocks          []WayClock `json:"clocks"`
	Crossings       []Crossing `json:"crossings"`
}

// WayClock is what a clock on a wall shows at the times of a way.
type WayClock struct {
	Zone            string  `json:"zone"`
	Name            string  `json:"name"`
	DepartAt        *string `json:"depart_at"`
	ArriveAt        *string `json:"arrive_at"`
	ArriveEarliest  *string `json:"arrive_earliest"`
	LatestDeparture *string `json:"latest_departure"`
	LeaveInstead    *string `json:"leave_instead"`
	Until           *string `json:"until"` // of the verdict
}

// Verdict says in a word how a way fares at its borders.
type Verdict struct {
	Kind       string   `json:"kind"` // makes-it, misses, closed, cannot-promise, no-crossing, untimed
	Port       *string  `json:"port"`
	Checkpoint *string  `json:"checkpoint"`
	ByS        *float64 `json:"by_s"` // in hand, or late
	Until      *string  `json:"until"`
	Reason     *string  `json:"reason"`
	Text       string   `json:"text"`
}

// Crossing is a port on a way, or a ferry or a pass with hours.
type Crossing struct {
	Port            string         `json:"port"`
	Kind            string         `json:"kind"` // port, post, pass, ferry, train
	Name            string         `json:"name"`
	Direction       *string        `json:"direction"` // null where it is not known
	Leg             int            `json:"leg"`
	DistanceM       float64        `json:"distance_m"` // from the beginning of the leg to the first checkpoint
	DriveS          float64        `json:"drive_s"`    // between its checkpoints
	WaitS           *float64       `json:"wait_s"`     // because something is shut
	Arrive          *string        `json:"arrive"`
	StateAtArrival  *string        `json:"state_at_arrival"` // of the binding checkpoint
	Opens           *string        `json:"opens"`            // of the binding checkpoint, where one waits for it
	Clear           *string        `json:"clear"`
	Binding         string         `json:"binding"` // the checkpoint that decides
	LatestDeparture *string        `json:"latest_departure"`
	Confidence      *string        `json:"confidence"` // null where nobody says anything
	AsOf            *string        `json:"as_of"`      // of the oldest word that decides
	AgeS            *int64         `json:"age_s"`
	Sources         []StatusSource `json:"sources"`
	Dwell           []Stay         `json:"dwell"` // published totals and parts: quoted, and not reckoned with
	Stops           []CrossingStop `json:"stops"`
}

// CrossingStop is a checkpoint on a way.
type CrossingStop struct {
	Checkpoint     string        `json:"checkpoint"`
	Kind           string        `json:"kind"` // checkpoint, pass, ferry, train
	Name           string        `json:"name"`
	Side           string        `json:"side"`
	Location       [2]float64    `json:"location"`
	Placed         string        `json:"placed"` // node, position, distance, neighbour or nearest-road
	DistanceM      float64       `json:"distance_m"`
	Arrive         *string       `json:"arrive"`
	StateAtArrival *string       `json:"state_at_arrival"`
	Day            *string       `json:"day"`
	Reason         *string       `json:"reason"`
	Opens          *string       `json:"opens"`
	WaitS          *float64      `json:"wait_s"`
	Queue          *Stay         `json:"queue"`   // null: not known
	Service        *Stay         `json:"service"` // null: not known
	Clear          *string       `json:"clear"`
	Closes         *string       `json:"closes"`
	Cutoff         *string       `json:"cutoff"` // the last instant at which to come for this opening
	Promised       bool          `json:"promised"`
	Assumed        []string      `json:"assumed"` // of hours, queue, service
	Claims         []StatusClaim `json:"claims"`
	Clocks         []StopClock   `json:"clocks"`
}

// StopClock is what a clock on a wall shows at the times of a stop.
type StopClock struct {
	Zone   string  `json:"zone"`
	Name   string  `json:"name"`
	Arrive *string `json:"arrive"`
	Opens  *string `json:"opens"`
	Clear  *string `json:"clear"`
	Closes *string `json:"closes"`
	Cutoff *string `json:"cutoff"`
}

// Stay is how long something takes, and who says so.
type Stay struct {
	Of      string         `json:"of"`
	P50S    *float64       `json:"p50_s"`
	P90S    *float64       `json:"p90_s"`
	MeanS   *float64       `json:"mean_s"`
	Says    *string        `json:"says"`
	Basis   string         `json:"basis"`
	AsOf    *string        `json:"as_of"`
	Assumed bool           `json:"assumed"`
	Note    *string        `json:"note"`
	Sources []StatusSource `json:"sources"`
}

// RouteNotice is something to know of a way: a code that does not change, how
// much it matters, and a sentence.
type RouteNotice struct {
	Code       string  `json:"code"`
	Impact     string  `json:"impact"` // info, warning
	Text       string  `json:"text"`
	Port       *string `json:"port,omitempty"`
	Checkpoint *string `json:"checkpoint,omitempty"`
	At         *string `json:"at,omitempty"`
	Until      *string `json:"until,omitempty"`
}
