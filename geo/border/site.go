package border

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// Crossing is a port in one direction, on the roads of one mode.
type Crossing struct {
	Port      *Port
	Direction hours.Direction
	Modes     []hours.Mode // who passes these stops
	Stops     []Stop
	Over      int // which of them is the frontier

	back bool // it is in the second direction of the port
	twin bool // there is another like it that leads by portals
}

// Stop is a checkpoint on its road.
type Stop struct {
	Checkpoint *Checkpoint
	Place      route.Place
	Placed     Placement
	OffM       float64 // from its published position; of who stands elsewhere, 0
	By         string  // the checkpoint at whose place it is, or from which it is reckoned

	// Timed is the ferry or pass that one comes onto here, by one of its portals;
	// nil: none.
	Timed  *route.Timed
	portal int
}

// Placement is how one knows where a checkpoint is.
type Placement uint8

// Placements.
const (
	AtNode     Placement = iota // the road data has it
	AtPosition                  // on the way to the frontier, nearest to its published position
	AtDistance                  // its published distance from the frontier, along the road
	AtNext                      // nobody publishes its position: at the next checkpoint towards the frontier
	AtRoad                      // on the nearest road: no way that was looked at passes its position
)

var placements = [...]string{"node", "position", "distance", "neighbour", "nearest-road"}

func (p Placement) String() string { return placements[p] }

// Absent is a port, a direction or a mode that has no crossing on these roads.
type Absent struct {
	Port      *Port
	Mode      route.Mode
	Direction hours.Direction // "": neither
	Why       string
}

// Leak is a way from one country to another past all crossings.
type Leak struct {
	Mode     route.Mode
	From, To string // checkpoints
	Line     orb.LineString
}

// Sites are the ports on the roads of a network.
type Sites struct {
	Crossings [modes][]Crossing
	Absent    []Absent

	taken map[int64]bool // border controls of the road data that are part of a port
}

const modes = 3 // of geo/route

// riders says who drives as a mode of geo/route does.
func riders(m route.Mode) []hours.Mode {
	switch m {
	case route.Car:
		return []hours.Mode{hours.Car, hours.Bus}
	case route.Truck:
		return []hours.Mode{hours.Truck}
	}
	return []hours.Mode{hours.Foot}
}

// Profile returns how a mode drives.
func Profile(m hours.Mode) route.Mode {
	switch m {
	case hours.Truck:
		return route.Truck
	case hours.Foot:
		return route.Foot
	}
	return route.Car
}

// BindError says that a checkpoint has no road.
type BindError struct {
	Port, Checkpoint string
	Mode             route.Mode
	Why              string
}

func (e *BindError) Error() string {
	return fmt.Sprintf("border: %s, a checkpoint of %s, cannot be put on a road for %s: %s", e.Checkpoint, e.Port, e.Mode, e.Why)
}
