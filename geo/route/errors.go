package route

import (
	"fmt"

	"github.com/paulmach/orb"
)

// OffRoadError says that a stop is too far from any road that may be used.
type OffRoadError struct {
	Stop        int       // its place in the plan
	Destination bool      // it is one of a table's destinations
	Within      float64   // metres in which a road was looked for
	Metres      float64   // to the nearest road; 0 where there is none at all
	Nearest     orb.Point // on that road
	Road        string    // what it is called, as far as known
	Turned      bool      // that road is near enough, but not in the direction or on the side that is asked for
}

func (e *OffRoadError) Error() string {
	if e.Metres == 0 {
		return fmt.Sprintf("stop %d: there is no road for this profile within %.0f km", e.Stop+1, farthest/1000.)
	}
	road := e.Road
	if road == "" {
		road = "a road without a name"
	}
	near := fmt.Sprintf("%s at %.5f,%.5f", road, e.Nearest[0], e.Nearest[1])
	if e.Turned {
		return fmt.Sprintf("stop %d: no road within %s leads in the direction, or is on the side, that is asked for; the nearest, %s away, is %s", e.Stop+1, howFar(e.Within), howFar(e.Metres), near)
	}
	return fmt.Sprintf("stop %d is %s from the nearest road for this profile, %s; the most is %s", e.Stop+1, howFar(e.Metres), near, howFar(e.Within))
}

// howFar writes metres, or kilometres where there are many.
func howFar(metres float64) string {
	if metres < 9999.5 {
		return fmt.Sprintf("%.0f m", metres)
	}
	return fmt.Sprintf("%.0f km", metres/1000)
}

// NoRouteError says that no way joins two stops, and what is known of why.
type NoRouteError struct {
	From, To int // places of the stops in the plan
	Reason   Reason
	Road     string // the road that the reason is about, if there is one
	What     string // such as "height" or "toll"
	Closure  string // the id of the closure that the reason is about
	Because  string // what it says of why
}

// Reason is why there is no way.
type Reason string

// The reasons, from what is asked for to what is there.
const (
	BarredByRequest Reason = "excluded"     // what the request excludes would be needed
	BarredByVehicle Reason = "vehicle"      // the vehicle is too large or heavy, or carries the wrong load
	BarredByClosure Reason = "closed"       // a closure that is in force
	BarredByRule    Reason = "rule"         // a rule that holds at that hour
	BarredByRight   Reason = "restricted"   // only over roads that are private or for destination traffic
	BarredByBorder  Reason = "border"       // no crossing of a border leads on
	Disconnected    Reason = "disconnected" // the network does not join them
)

func (e *NoRouteError) Error() string {
	s := fmt.Sprintf("no way from stop %d to stop %d: ", e.From+1, e.To+1)
	on := ""
	if e.Road != "" {
		on = " (" + e.Road + ")"
	}
	switch e.Reason {
	case BarredByRequest:
		return s + "every way needs what the request excludes: " + e.What + on
	case BarredByVehicle:
		return s + "the vehicle breaks a limit on every way: " + e.What + on
	case BarredByClosure:
		s += "every way is closed" + on
		if e.Closure != "" {
			s += " by closure " + e.Closure
		}
		if e.Because != "" {
			s += ": " + e.Because
		}
		return s
	case BarredByRule:
		return s + "a rule bars every way at that time" + on
	case BarredByBorder:
		return s + "every way needs a border crossing, and none leads on"
	case BarredByRight:
		return s + "every way passes through roads that are private or for destination traffic" + on
	}
	return s + "the roads of this profile do not join them"
}
