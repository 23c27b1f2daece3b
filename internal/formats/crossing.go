package formats

import (
	"fmt"
	"math"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/hours"
)

// Clocks gives the clocks that people at a port go by.
type Clocks func(port *border.Port) []hours.Clock

// NewWayTimes puts the times of a way into words. The clocks are those at its
// ends, besides those of its ports.
func NewWayTimes(w *border.Way, clocks Clocks, ends []hours.Clock) WayTimes {
	t := WayTimes{
		ArriveAt: utc(w.ArriveAt), ArriveEarliest: utc(w.ArriveEarliest), LatestDeparture: utc(w.LatestDeparture), LeaveInstead: utc(w.LeaveInstead),
		Verdict: NewVerdict(w), Assumed: w.Assumed, Clocks: []WayClock{}, Crossings: []Crossing{},
	}
	if w.Verdict.Kind != border.Untimed {
		wait := 0.0
		for i := range w.Itinerary.Legs {
			wait += float64(w.Itinerary.Legs[i].Waits()) / 100
		}
		t.WaitS = &wait
	}
	all := ends
	for i := range w.Crossings {
		c := &w.Crossings[i]
		t.Crossings = append(t.Crossings, NewCrossing(c, clocks(c.Port)))
		all = append(all, clocks(c.Port)...)
	}
	if w.Depart.IsZero() {
		return t
	}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.Zone.String()] {
			continue
		}
		seen[c.Zone.String()] = true
		t.Clocks = append(t.Clocks, WayClock{Zone: c.Zone.String(), Name: c.Name, DepartAt: on(c.Zone, w.Depart), ArriveAt: on(c.Zone, w.ArriveAt),
			ArriveEarliest: on(c.Zone, w.ArriveEarliest), LatestDeparture: on(c.Zone, w.LatestDeparture), LeaveInstead: on(c.Zone, w.LeaveInstead), Until: on(c.Zone, w.Verdict.Until)})
	}
	return t
}

// AssumedName is what is added to the name of a way that hangs on assumptions,
// where a name is all that one can say.
const AssumedName = " (with hours that the request assumes)"

// NewVerdict puts a verdict into words.
func NewVerdict(w *border.Way) Verdict {
	v := &w.Verdict
	out := Verdict{Kind: string(v.Kind), Port: known(v.Port), Checkpoint: known(v.Checkpoint), Until: utc(v.Until), Reason: known(v.Reason)}
	name := v.Checkpoint
	for i := range w.Crossings {
		for k := range w.Crossings[i].Stops {
			if s := &w.Crossings[i].Stops[k]; s.Checkpoint.ID == v.Checkpoint && w.Crossings[i].Port.ID == v.Port {
				name = s.Checkpoint.Name
			}
		}
	}
	switch v.Kind {
	case border.Untimed:
		out.Kind, out.Text = "untimed", "No time is given: hours are not looked at."
	case border.NoCrossing:
		out.Text = "The way crosses no border."
	case border.Makes:
		out.Text = "Makes it: " + name + " is open, and no closing sets a limit."
		if !w.LatestDeparture.IsZero() {
			out.ByS, out.Text = seconds(v.By), fmt.Sprintf("Makes it by %s at %s.", Lasts(v.By), name)
		}
	case border.Misses:
		out.ByS, out.Text = seconds(v.By), fmt.Sprintf("Misses %s by %s, and waits for the next opening.", name, Lasts(v.By))
	case border.ClosedUntil:
		out.Text = name + " is closed on arrival."
	case border.CannotPromise:
		out.Text = fmt.Sprintf("Cannot promise: %s (%s).", Doubt(v.Reason), name)
	}
	return out
}

// Doubt says in words why nothing can be promised.
func Doubt(reason string) string {
	switch reason {
	case hours.HoursUnpublished:
		return "hours are not published"
	case hours.NoSource:
		return "nobody says when it is open"
	case hours.SourcesDisagree:
		return "sources contradict each other"
	case string(border.ServiceUnknown):
		return "how long it takes is not published"
	case border.QueueUnknown:
		return "how long the queue is nobody says"
	case hours.NotKnown:
		return "what is known leaves it open"
	case string(border.NationalityUnknown):
		return "whether travellers of this nationality are admitted is not known"
	}
	return reason
}

// Lasts writes a length of time in hours and minutes.
func Lasts(d time.Duration) string {
	d = d.Round(time.Minute)
	if d < time.Hour {
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	if d < 48*time.Hour {
		return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d days %d h", int(d.Hours())/24, int(d.Hours())%24)
}

// NewCrossing puts a crossing into words; the clocks are those of its port.
func NewCrossing(c *border.Passed, clocks []hours.Clock) Crossing {
	out := Crossing{
		Port: c.Port.ID, Kind: c.Port.Kind.String(), Name: c.Port.Name, Direction: known(string(c.Direction)), Leg: c.Leg, DistanceM: float64(c.Centimetres) / 100,
		DriveS: c.Drive.Seconds(), LatestDeparture: utc(c.LatestDeparture), Binding: c.Stops[c.Binding].Checkpoint.ID,
		Sources: []StatusSource{}, Dwell: []Stay{}, Stops: []CrossingStop{},
	}
	for _, s := range c.Dwell {
		out.Dwell = append(out.Dwell, NewStay(s))
	}
	for i := range c.Stops {
		out.Stops = append(out.Stops, newStop(&c.Stops[i], clocks))
	}
	first, binding, last := &c.Stops[0], &c.Stops[c.Binding], &c.Stops[len(c.Stops)-1]
	if first.Arrive.IsZero() {
		return out
	}
	out.Arrive, out.Clear, out.WaitS = utc(first.Arrive), utc(last.Clear), seconds(c.Wait)
	out.StateAtArrival = known(binding.State.String())
	if binding.Wait > 0 {
		out.Opens = utc(binding.Begin)
	}
	out.say(c)
	return out
}

// say sums up who says so.
func (out *Crossing) say(c *border.Passed) {
	seen := map[hours.Source]bool{}
	sure, said := hours.Confirmed, false
	var oldest time.Time
	for i := range c.Stops {
		for k := range c.Stops[i].Status.Claims {
			claim := &c.Stops[i].Status.Claims[k]
			sure, said = min(sure, claim.Confidence), true
			if !claim.AsOf.IsZero() && (oldest.IsZero() || claim.AsOf.Before(oldest)) {
				oldest = claim.AsOf
			}
			for _, s := range claim.Sources {
				if !seen[s] {
					seen[s] = true
					out.Sources = append(out.Sources, NewSource(s))
				}
			}
		}
	}
	if said {
		out.Confidence = known(sure.String())
	}
	out.AsOf = date(oldest)
	if age := int64(c.Stops[0].Arrive.Sub(oldest) / time.Second); !oldest.IsZero() && age >= 0 {
		out.AgeS = &age
	}
}

func newStop(s *border.PassedStop, clocks []hours.Clock) CrossingStop {
	out := CrossingStop{
		Checkpoint: s.Checkpoint.ID, Kind: s.Kind(), Name: s.Checkpoint.Name, Side: s.Checkpoint.Side, Location: place6(s.Place.At), Placed: s.Placed.String(),
		DistanceM: float64(s.Centimetres) / 100, Promised: s.Promised, Assumed: []string{}, Claims: []StatusClaim{}, Clocks: []StopClock{},
	}
	if s.Arrive.IsZero() {
		return out
	}
	out.Arrive, out.Clear, out.Closes, out.Cutoff, out.WaitS = utc(s.Arrive), utc(s.Clear), utc(s.Closes), utc(s.Cutoff), seconds(s.Wait)
	out.StateAtArrival, out.Day, out.Reason = known(s.State.String()), known(s.Status.Day.String()), known(s.Status.Reason)
	if s.Assumed.Hours {
		out.Reason = nil
	}
	opens := time.Time{}
	if s.Wait > 0 {
		opens = s.Begin
		out.Opens = utc(opens)
	}
	out.Queue, out.Service = newLength(hours.Queue, s.Queue.Known, s.Queue.Time, s.QueueBy, s.Assumed.Queue), newLength(hours.Service, s.Service.Known, s.Service.Time, s.ServiceBy, s.Assumed.Service)
	for _, a := range []struct {
		is   bool
		name string
	}{{s.Assumed.Hours, "hours"}, {s.Assumed.Queue, "queue"}, {s.Assumed.Service, "service"}} {
		if a.is {
			out.Assumed = append(out.Assumed, a.name)
		}
	}
	out.Claims = claims(s.Status.Claims)
	for _, c := range clocks {
		out.Clocks = append(out.Clocks, StopClock{Zone: c.Zone.String(), Name: c.Name, Arrive: on(c.Zone, s.Arrive), Opens: on(c.Zone, opens), Clear: on(c.Zone, s.Clear), Closes: on(c.Zone, s.Closes), Cutoff: on(c.Zone, s.Cutoff)})
	}
	return out
}

// newLength is a length that a plan reckons with, nil where it is not known.
func newLength(of hours.StayKind, isKnown bool, length time.Duration, by *hours.Stay, assumed bool) *Stay {
	switch {
	case !isKnown:
		return nil
	case by != nil:
		s := NewStay(by)
		return &s
	}
	s := Stay{Of: of.String(), P50S: seconds(length), Basis: "nothing is done here", Sources: []StatusSource{}}
	if assumed {
		s.Basis, s.Assumed = "an assumption of the request", true
	}
	return &s
}

// NewStay puts a stay into words.
func NewStay(s *hours.Stay) Stay {
	measured := func(d time.Duration) *float64 {
		if d < 0 {
			return nil
		}
		return seconds(d)
	}
	out := Stay{Of: s.Of.String(), P50S: measured(s.P50), P90S: measured(s.P90), MeanS: measured(s.Mean), Says: known(s.Says), Basis: s.Basis, AsOf: date(s.AsOf), Note: known(s.Note), Sources: []StatusSource{}}
	for _, src := range s.Sources {
		out.Sources = append(out.Sources, NewSource(src))
	}
	return out
}

// NewRouteNotice puts a notice into words.
func NewRouteNotice(n *border.Notice) RouteNotice {
	impact := "info"
	if n.Impact == border.High {
		impact = "warning"
	}
	return RouteNotice{Code: string(n.Code), Impact: impact, Text: n.Text(), Port: known(n.Port), Checkpoint: known(n.Checkpoint), At: utc(n.At), Until: utc(n.Until)}
}

func seconds(d time.Duration) *float64 {
	s := d.Seconds()
	return &s
}

// place6 is a position to a tenth of a metre.
func place6(p orb.Point) [2]float64 {
	return [2]float64{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6}
}
