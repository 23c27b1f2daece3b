package schedules

import (
	"slices"
	"time"
)

// Road is an event on a road that leads to a port: a driver wants to know of
// it, and it shuts no port.
type Road struct {
	ID    string
	Road  string   // its number or name
	Place string   // where on it
	Ports []string // that it leads to
	State string   // closed, limited, open or warning
	// From and To are zero where they were not found; When is what is known of
	// them in words.
	From, To time.Time
	When     string
	Reason   string
	Said     Said
}

var roadStates = []string{"closed", "limited", "open", "warning"}

type road struct {
	entry
	road Road
}

func (t *table) road(g ground, number string) road {
	r := road{entry: t.identify("road", number)}
	r.road = Road{
		ID:     r.id,
		Road:   t.needText("road", "the number or name of the road, such as \"N-35\""),
		Place:  t.text("place"),
		Ports:  t.ports(g),
		State:  t.oneOf("state", roadStates...),
		When:   t.text("when"),
		Reason: t.needText("reason", "why, such as \"avalanche\""),
	}
	if !t.has("state") {
		t.fault("state", "is missing: closed, limited, open or warning")
	}
	zone := t.zone("zone")
	r.road.From, r.road.To = t.moment("from", zone), t.momentAfter("to", zone)
	t.inOrder("from", "to", r.road.From, r.road.To)
	if !t.has("from") && !t.has("when") {
		t.fault("from", "is missing: the day it began, or when = \"about …\" where that is not known")
	}
	r.road.Said = t.said()
	t.end()
	return r
}

// stale is how long an event is told of whose end was not found.
const stale = 7 * 24 * time.Hour

// RoadsAt returns the events on the roads to a port that an instant falls into,
// or that began shortly before it and have no known end.
func (s *Set) RoadsAt(port string, at time.Time) (out []Road) {
	for _, r := range s.Roads {
		end := r.To
		if end.IsZero() {
			end = r.From.Add(stale)
		}
		if slices.Contains(r.Ports, port) && !r.From.IsZero() && !at.Before(r.From) && at.Before(end) {
			out = append(out, r)
		}
	}
	return out
}
