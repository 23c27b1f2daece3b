package border

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
)

// prudence is how long before it shuts an arrival is told to be close to that.
const prudence = 2 * time.Hour

// How old what is said may be before it is told to be stale (ux: schedules two
// weeks, announcements two days), reckoned to the time that is asked about.
const (
	staleRule   = 400 * 24 * time.Hour
	staleNotice = 60 * 24 * time.Hour
)

// notice tells what is to be known of a way.
func (s *session) notice(w *Way) {
	for i := range w.Crossings {
		c := &w.Crossings[i]
		for k := range c.Stops {
			stop := &c.Stops[k]
			if p := stop.position(); p != "" {
				w.tell(Notice{Code: PositionAssumed, Impact: Low, Port: c.Port.ID, Checkpoint: stop.Checkpoint.ID, Names: []string{stop.Checkpoint.Name}, Detail: p})
			}
			if s.v.book != nil {
				s.noticeStop(w, c, k)
			}
		}
	}
	if s.v.moment.Schematic() {
		w.tell(Notice{Code: Schematic, Impact: Low, Detail: "The roads are drawn through few points, and speeds are estimates: times between borders may be off by a tenth and more."})
	}
}

// tell adds a notice. One that says the same of another checkpoint of the port
// is told once, of both.
func (w *Way) tell(n Notice) {
	for i := range w.Notices {
		o := &w.Notices[i]
		if o.Code == n.Code && o.Port == n.Port && o.Detail == n.Detail && n.Until.Equal(o.Until) {
			if !slices.Contains(o.Names, n.Names[0]) {
				o.Names = append(o.Names, n.Names[0])
			}
			return
		}
	}
	w.Notices = append(w.Notices, n)
}

// Text is the notice in a sentence, in English.
func (n *Notice) Text() string {
	names := strings.Join(n.Names, ", ")
	if last := len(n.Names) - 1; last > 0 {
		names = strings.Join(n.Names[:last], ", ") + " and " + n.Names[last]
	}
	return strings.ReplaceAll(n.Detail, "{}", names)
}

// position says how a checkpoint was placed, where that is not by its published
// position.
func (s *Stop) position() string {
	switch s.Placed {
	case AtNext:
		return fmt.Sprintf("Nobody publishes where {} is; it is taken to be at %s.", s.By)
	case AtDistance:
		return "Nobody publishes where {} is; it is put on the road at its published distance from the frontier."
	case AtRoad:
		return fmt.Sprintf("No way to the frontier passes the position of {}; it is put on the nearest road, %.0f m off.", s.OffM)
	}
	return ""
}

// noticeStop tells of the hours of a stop.
func (s *session) noticeStop(w *Way, c *Passed, k int) {
	stop := &c.Stops[k]
	tell := func(code Code, impact Impact, until time.Time, format string, args ...any) {
		w.tell(Notice{Code: code, Impact: impact, Port: c.Port.ID, Checkpoint: stop.Checkpoint.ID, Names: []string{stop.Checkpoint.Name}, At: stop.Arrive, Until: until, Detail: fmt.Sprintf(format, args...)})
	}
	if stop.Wait > 0 {
		code, why := ClosedAtArrival, ""
		if stop.Status.Reason != "" {
			why = ": " + words(stop.Status.Reason)
		}
		if strings.Contains(stop.Status.Reason, season) || stop.Wait > aSeason {
			code = SeasonalClosure
		}
		tell(code, High, stop.Begin, "{} is shut on arrival%s.", why)
	} else if left := stop.Cutoff.Sub(stop.Arrive); stop.Promised && !stop.Cutoff.IsZero() && left < prudence {
		tell(ClosesSoon, Low, stop.Closes, "{} shuts soon after arrival: there are %d minutes in hand.", int(left.Minutes()))
	}
	if a := stop.Assumed; a.Any() {
		tell(AssumedHours, High, time.Time{}, "{}: %s as the request assumes, of which no source says anything.", a)
	}
	if !s.v.passes(c.Crossing, k) {
		return
	}
	switch why := stop.doubt(); why {
	case "":
	case hours.SourcesDisagree:
		tell(Conflicting, High, time.Time{}, "Sources contradict each other about {}.")
	case string(NationalityUnknown):
		tell(NationalityUnknown, High, time.Time{}, "Nobody says whether travellers of %s are admitted: {}.", s.p.Nationality)
	case hours.NoSource:
		tell(NoSchedule, High, time.Time{}, "Nobody says when {} is open.")
	case string(ServiceUnknown), QueueUnknown:
		if stop.Timed != nil {
			tell(ServiceUnknown, High, time.Time{}, "Nobody says how often {} goes.")
			break
		}
		tell(ServiceUnknown, High, time.Time{}, "How long it takes is not published: {}.")
	default:
		tell(HoursNotPublished, High, time.Time{}, "Hours are not published: {}; %s.", words(stop.why(why)))
	}
	s.noticeAge(w, c, k)
}

// why is what there is to say of a doubt: a source's own word, if it has one.
func (s *PassedStop) why(doubt string) string {
	if s.Status.State == hours.Unknown && s.Status.Reason != "" {
		return s.Status.Reason
	}
	return doubt
}

func (s Supposed) String() string {
	var parts []string
	for _, p := range []struct {
		is   bool
		name string
	}{{s.Hours, "hours"}, {s.Queue, "queue"}, {s.Service, "service"}} {
		if p.is {
			parts = append(parts, p.name)
		}
	}
	return strings.Join(parts, ", ")
}

// noticeAge tells of what is said long ago.
func (s *session) noticeAge(w *Way, c *Passed, k int) {
	stop := &c.Stops[k]
	for i := range stop.Status.Claims {
		claim := &stop.Status.Claims[i]
		limit := staleRule
		if claim.Notice {
			limit = staleNotice
		}
		if !claim.AsOf.IsZero() && stop.Arrive.Sub(claim.AsOf) > limit {
			w.tell(Notice{Code: StaleData, Impact: Low, Port: c.Port.ID, Checkpoint: stop.Checkpoint.ID, Names: []string{stop.Checkpoint.Name}, At: claim.AsOf,
				Detail: fmt.Sprintf("What is known of {} was last said on %s.", claim.AsOf.Format(time.DateOnly))})
		}
	}
}

// words says a reason in a sentence.
func words(reason string) string {
	switch reason {
	case season:
		return "it is not the season"
	case hours.OutsideHours:
		return "it is outside its hours"
	case hours.ClosedDay:
		return "it does not open on that day"
	case hours.HoursUnpublished:
		return "it opens on that day, and nobody says at which hours"
	case hours.NotKnown:
		return "what is known leaves it open"
	case hours.NoSource:
		return "nobody says anything"
	case hours.SourcesDisagree:
		return "sources contradict each other"
	}
	return reason
}

// couldBeEarlier tells why a way stands beside one that is promised.
func (s *session) couldBeEarlier(promised, possible Way) Notice {
	return Notice{Code: CouldBeEarlier, Impact: Low, At: possible.ArriveEarliest,
		Detail: "This way is not promised, and might be faster: nothing that is known forbids it."}
}
