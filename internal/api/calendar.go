package api

import (
	"time"

	"pamir/geo/hours"
)

// calendarDoc is when a port is open.
type calendarDoc struct {
	Port      string         `json:"port"`
	From      time.Time      `json:"from"`
	To        time.Time      `json:"to"`
	Version   string         `json:"version"`
	Clocks    []clockNameDoc `json:"clocks"`
	Links     []Link         `json:"links"`
	Calendars []pairCalendar `json:"calendars"`
}

type clockNameDoc struct {
	Zone string `json:"zone"`
	Name string `json:"name"`
}

// pairCalendar is the calendar of a mode and a direction: of the whole chain,
// and of each country's part of it.
type pairCalendar struct {
	Mode      string         `json:"mode"`
	Direction *string        `json:"direction"`
	Combined  []intervalDoc  `json:"combined"`
	Sides     []sideCalendar `json:"sides"`
	Closures  []closureDoc   `json:"closures"`
}

type sideCalendar struct {
	Country   string        `json:"country"`
	Intervals []intervalDoc `json:"intervals"`
}

type intervalDoc struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	State  string    `json:"state"`
	Day    string    `json:"day"`
	Reason *string   `json:"reason"`
	Notice bool      `json:"notice"`
}

// closureDoc is a time in which a port stays shut for more than a night.
type closureDoc struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Reason *string   `json:"reason"`
	Notice bool      `json:"notice"`
}

// calendar answers /v1/ports/{portId}/calendar.
func (c *call) calendar() error {
	if c.freshFor(c.rangeAge(), c.book.Version(), c.from.UTC().Format(time.RFC3339)) {
		return nil
	}
	if c.form == asCalendar {
		return c.ics(c.chains())
	}
	chain := c.book.Chain(c.port)
	doc := calendarDoc{
		Port: c.port, From: c.from.UTC(), To: c.to.UTC(), Version: c.book.Version(),
		Clocks: make([]clockNameDoc, len(chain.Clocks)), Links: c.views(), Calendars: []pairCalendar{},
	}
	for i, k := range chain.Clocks {
		doc.Clocks[i] = clockNameDoc{k.Zone.String(), k.Name}
	}
	for _, p := range c.pairs(c.port) {
		one, err := c.pairCalendar(chain, p)
		if err != nil {
			return err
		}
		doc.Calendars = append(doc.Calendars, one)
	}
	return c.writeJSON(doc)
}

// calendars answers /v1/calendar.ics.
func (c *call) calendars() error {
	if c.freshFor(c.rangeAge(), c.book.Version(), c.from.UTC().Format(time.RFC3339)) {
		return nil
	}
	return c.ics(c.chains())
}

// rangeAge is how long an answer about a range may be kept. One that begins with
// today ends with it.
func (c *call) rangeAge() int {
	if c.query.get("from") != "" {
		return longestAge
	}
	now := c.s.cfg.Now()
	return min(longestAge, int(now.Truncate(24*time.Hour).Add(24*time.Hour).Sub(now).Seconds()))
}

func (c *call) pairCalendar(chain *hours.Chain, p hours.Pair) (pairCalendar, error) {
	q := hours.Query{Port: chain.Port, Mode: p.Mode, Direction: p.Direction}
	combined, err := c.book.Timeline(q, c.from, c.to)
	if err != nil {
		return pairCalendar{}, err
	}
	doc := pairCalendar{Mode: string(p.Mode), Direction: orNull(string(p.Direction)), Combined: intervals(combined), Sides: []sideCalendar{}, Closures: []closureDoc{}}
	for _, s := range combined.Closures() {
		doc.Closures = append(doc.Closures, closureDoc{s.Start.UTC(), s.End.UTC(), orNull(s.Comment), s.Notice})
	}
	for _, country := range sidesOf(chain) {
		q.Side = country
		side, err := c.book.Timeline(q, c.from, c.to)
		if err != nil {
			return pairCalendar{}, err
		}
		doc.Sides = append(doc.Sides, sideCalendar{country, intervals(side)})
	}
	return doc, nil
}

// sidesOf are the countries of a chain, in its order.
func sidesOf(chain *hours.Chain) []string {
	var all []string
	for _, k := range chain.Checkpoints {
		if len(all) == 0 || all[len(all)-1] != k.Side {
			all = append(all, k.Side)
		}
	}
	return all
}

func intervals(t *hours.Timeline) []intervalDoc {
	docs := []intervalDoc{}
	from, to := t.Window()
	for _, s := range t.Intervals(from, to) {
		docs = append(docs, intervalDoc{s.Start.UTC(), s.End.UTC(), s.State.String(), s.Day.String(), orNull(s.Comment), s.Notice})
	}
	return docs
}
