package api

import (
	"strings"
	"time"

	"pamir/geo/hours"
)

// homeHours is what the list without a script says of trucks at a port, now.
type homeHours struct {
	Direction hours.Direction
	State     string // a key of texts
	Until     string // by each clock; "" where nobody knows
	UntilWord string // a key of texts
	AsOf      string // the day of the word; "" where it has none
}

// stillHome tells whether the client has the page already: what it says of hours
// holds for a minute at most, all else as long as the data.
func (c *call) stillHome() (bool, error) {
	if c.book == nil {
		return c.fresh(), nil
	}
	c.mode = hours.Truck
	_, at, seconds, err := c.statuses(c.book.Chains())
	if err != nil {
		return false, err
	}
	c.at = at
	return c.freshFor(seconds, c.book.Version(), at.UTC().Format(time.RFC3339Nano)), nil
}

// hoursNow returns the hours of the ports at the instant that stillHome settled.
func (c *call) hoursNow() (map[string][]homeHours, error) {
	if c.book == nil || c.at.IsZero() {
		return nil, nil
	}
	all, err := c.ask(c.book.Chains())
	if err != nil {
		return nil, err
	}
	byPort := map[string][]homeHours{}
	for _, s := range all {
		h := homeHours{Direction: s.Direction, State: s.State.String(), UntilWord: "until"}
		end := s.Until
		if s.State == hours.Unknown && s.Day == hours.Open {
			h.State, h.UntilWord, end = "open day", "open days until", s.NextChange
		}
		if !end.IsZero() {
			h.Until = onClocks(end, c.book.Chain(s.Port).Clocks)
		}
		if !s.AsOf.IsZero() {
			h.AsOf = s.AsOf.UTC().Format(time.DateOnly)
		}
		byPort[s.Port] = append(byPort[s.Port], h)
	}
	return byPort, nil
}

// onClocks writes an instant by each clock, the same in every language.
func onClocks(at time.Time, clocks []hours.Clock) string {
	said := make([]string, len(clocks))
	for i, clock := range clocks {
		said[i] = at.In(clock.Zone).Format("2006-01-02 15:04 ") + clock.Name
	}
	return strings.Join(said, " · ")
}
