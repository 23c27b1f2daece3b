package formats

import (
	"time"

	"pamir/geo/hours"
)

// Status is what is known of a port at an instant, as JSON has it. What is not
// known is null and never left out; times are in UTC.
type Status struct {
	Port       string         `json:"port"`
	Mode       string         `json:"mode"`
	Direction  *string        `json:"direction"` // null at an airport
	At         string         `json:"at"`
	State      string         `json:"state"`
	Day        string         `json:"day"`
	Label      *string        `json:"label"`
	Reason     *string        `json:"reason"`
	Hours      string         `json:"hours"` // known or unknown
	Checkpoint *string        `json:"checkpoint"`
	Until      *string        `json:"until"`
	NextOpen   *string        `json:"next_open"`
	NextChange *string        `json:"next_change"`
	Clocks     []StatusClock  `json:"clocks"`
	Sides      []StatusSide   `json:"sides"`
	Confidence *string        `json:"confidence"` // null where nobody says anything
	AsOf       *string        `json:"as_of"`      // a day
	AgeS       *int64         `json:"age_s"`      // seconds from the beginning of that day to at; null where it is later
	Claims     []StatusClaim  `json:"claims"`     // those that decide
	Sources    []StatusSource `json:"sources"`    // of these claims, each once
}

// StatusClock is what a clock on a wall shows at the instants of a status.
type StatusClock struct {
	Zone       string  `json:"zone"`
	Name       string  `json:"name"`
	At         string  `json:"at"`
	Until      *string `json:"until"`
	NextOpen   *string `json:"next_open"`
	NextChange *string `json:"next_change"`
}

// StatusSide is the state of the checkpoints of one country.
type StatusSide struct {
	Country    string        `json:"country"`
	State      string        `json:"state"`
	Day        string        `json:"day"`
	Hours      string        `json:"hours"`
	Reason     *string       `json:"reason"`
	Checkpoint *string       `json:"checkpoint"`
	Until      *string       `json:"until"`
	Claims     []StatusClaim `json:"claims"`
}

// StatusClaim is what a rule or a notice says at the instant.
type StatusClaim struct {
	ID         string         `json:"id"`
	Kind       string         `json:"kind"`       // rule or notice
	Checkpoint *string        `json:"checkpoint"` // where it decides; null: at several
	State      string         `json:"state"`
	Day        string         `json:"day"`
	Confidence string         `json:"confidence"`
	AsOf       *string        `json:"as_of"`
	Note       *string        `json:"note"`
	Sources    []StatusSource `json:"sources"`
}

// StatusSource is a page on which it is said.
type StatusSource struct {
	Title     string  `json:"title"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"` // as far as it is known: a day, a month or a year
	URL       *string `json:"url"`
}

// NewStatus puts a status into words. The clocks are those of its port.
func NewStatus(s *hours.Status, clocks []hours.Clock) Status {
	out := Status{
		Port: s.Port, Mode: string(s.Mode), Direction: known(string(s.Direction)), At: *on(time.UTC, s.At),
		State: s.State.String(), Day: s.Day.String(), Label: known(s.Label), Reason: known(s.Reason),
		Hours: knownHours(s.HoursKnown), Checkpoint: known(s.Checkpoint),
		Until: utc(s.Until), NextOpen: utc(s.NextOpen), NextChange: utc(s.NextChange),
		Clocks: []StatusClock{}, Sides: []StatusSide{}, AsOf: date(s.AsOf), Claims: claims(s.Claims), Sources: []StatusSource{},
	}
	for _, c := range clocks {
		out.Clocks = append(out.Clocks, StatusClock{Zone: c.Zone.String(), Name: c.Name,
			At: *on(c.Zone, s.At), Until: on(c.Zone, s.Until), NextOpen: on(c.Zone, s.NextOpen), NextChange: on(c.Zone, s.NextChange)})
	}
	for i := range s.Sides {
		p := &s.Sides[i]
		out.Sides = append(out.Sides, StatusSide{
			Country: p.Country, State: p.State.String(), Day: p.Day.String(), Hours: knownHours(p.HoursKnown),
			Reason: known(p.Reason), Checkpoint: known(p.Checkpoint), Until: utc(p.Until), Claims: claims(p.Claims),
		})
	}
	seen := map[hours.Source]bool{}
	for _, c := range s.Claims {
		for _, src := range c.Sources {
			if !seen[src] {
				out.Sources = append(out.Sources, NewSource(src))
			}
			seen[src] = true
		}
	}
	if len(s.Claims) > 0 {
		out.Confidence = known(s.Confidence.String())
	}
	if age := int64(s.At.Sub(s.AsOf) / time.Second); !s.AsOf.IsZero() && age >= 0 {
		out.AgeS = &age
	}
	return out
}

func claims(all []hours.Claim) []StatusClaim {
	out := []StatusClaim{}
	for i := range all {
		c := &all[i]
		claim := StatusClaim{
			ID: c.ID, Kind: "rule", Checkpoint: known(c.Checkpoint), State: c.State.String(), Day: c.Day.String(),
			Confidence: c.Confidence.String(), AsOf: date(c.AsOf), Note: known(c.Note), Sources: []StatusSource{},
		}
		if c.Notice {
			claim.Kind = "notice"
		}
		for _, s := range c.Sources {
			claim.Sources = append(claim.Sources, NewSource(s))
		}
		out = append(out, claim)
	}
	return out
}

// NewSource puts a source into words.
func NewSource(s hours.Source) StatusSource {
	return StatusSource{Title: s.Title, Publisher: known(s.Publisher), Published: known(s.Published), URL: known(s.URL)}
}

// known is nil for an empty text.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func knownHours(are bool) string {
	if are {
		return "known"
	}
	return "unknown"
}

// UTC writes an instant; it is nil for the zero time.
func UTC(t time.Time) *string { return on(time.UTC, t) }

func utc(t time.Time) *string { return UTC(t) }

func on(zone *time.Location, t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return known(t.In(zone).Format(time.RFC3339))
}

// date is nil for the zero time.
func date(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return known(t.Format(time.DateOnly))
}
