package api

import (
	"time"

	"pamir/geo/hours"
)

// statusesDoc is the status of several pairs at one instant.
type statusesDoc struct {
	At       time.Time   `json:"at"`
	Version  string      `json:"version"` // of the schedules
	Links    []Link      `json:"links"`
	Statuses []statusDoc `json:"statuses"`
}

// statusDoc is a port at an instant, for a mode and a direction.
type statusDoc struct {
	Port       string      `json:"port"`
	Mode       string      `json:"mode"`
	Direction  *string     `json:"direction"`
	At         time.Time   `json:"at"`
	State      string      `json:"state"`
	Day        string      `json:"day"`
	Hours      string      `json:"hours"`
	Label      *string     `json:"label"`
	Reason     *string     `json:"reason"`
	Checkpoint *string     `json:"checkpoint"`
	Until      *time.Time  `json:"until"`
	NextOpen   *time.Time  `json:"next_open"`
	NextChange *time.Time  `json:"next_change"`
	Clocks     []clockDoc  `json:"clocks"`
	Sides      []sideDoc   `json:"sides"`
	Confidence *string     `json:"confidence"`
	AsOf       *string     `json:"as_of"`
	AgeS       *int64      `json:"age_s"`
	Claims     []claimDoc  `json:"claims"`
	Sources    []sourceDoc `json:"sources"`
	Version    string      `json:"version,omitempty"`
	Links      []Link      `json:"links"`
}

// clockDoc is what a clock on the wall shows at the instants of a status.
type clockDoc struct {
	Zone       string  `json:"zone"`
	Name       string  `json:"name"`
	At         string  `json:"at"`
	Until      *string `json:"until"`
	NextOpen   *string `json:"next_open"`
	NextChange *string `json:"next_change"`
}

type sideDoc struct {
	Country    string     `json:"country"`
	State      string     `json:"state"`
	Day        string     `json:"day"`
	Hours      string     `json:"hours"`
	Reason     *string    `json:"reason"`
	Checkpoint *string    `json:"checkpoint"`
	Until      *time.Time `json:"until"`
	Claims     []string   `json:"claims"`
}

// claimDoc is what one rule or notice says.
type claimDoc struct {
	ID         string  `json:"id"`
	Kind       string  `json:"kind"`
	Says       string  `json:"says"`
	Day        string  `json:"day"`
	Confidence string  `json:"confidence"`
	AsOf       *string `json:"as_of"`
	Note       *string `json:"note"`
}

// sourceDoc is where a claim is said.
type sourceDoc struct {
	Claim     string  `json:"claim"`
	Title     string  `json:"title"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"`
	URL       *string `json:"url"`
}

// status answers /v1/status and /v1/ports/{portId}/status.
func (c *call) status() error {
	all, at, seconds, err := c.statuses(c.chains())
	if err != nil {
		return err
	}
	if c.freshFor(seconds, c.book.Version(), at.UTC().Format(time.RFC3339Nano)) {
		return nil
	}
	// One port, one mode, one direction: the object itself.
	if c.route.has("port") || len(all) != 1 || c.mode == "" || c.direction == "" && all[0].Direction != "" {
		doc := statusesDoc{At: at.UTC(), Version: c.book.Version(), Links: c.views(), Statuses: make([]statusDoc, len(all))}
		for i, s := range all {
			doc.Statuses[i] = c.statusDoc(s)
		}
		return c.writeJSON(doc)
	}
	doc := c.statusDoc(all[0])
	doc.Version = c.book.Version()
	doc.Links = append(c.views(), doc.Links...)
	return c.writeJSON(doc)
}

func (c *call) statusDoc(s hours.Status) statusDoc {
	d := statusDoc{
		Port: s.Port, Mode: string(s.Mode), Direction: orNull(string(s.Direction)), At: s.At.UTC(),
		State: s.State.String(), Day: s.Day.String(), Hours: known(s.HoursKnown),
		Label: orNull(s.Label), Reason: orNull(s.Reason), Checkpoint: orNull(s.Checkpoint),
		Until: timeOrNull(s.Until), NextOpen: timeOrNull(s.NextOpen), NextChange: timeOrNull(s.NextChange),
		Clocks: clocksOf(c.book.Chain(s.Port), s), Sides: make([]sideDoc, len(s.Sides)),
		Claims: []claimDoc{}, Sources: []sourceDoc{}, Links: c.statusLinks(s),
	}
	if len(s.Claims) > 0 {
		d.Confidence, d.AsOf = orNull(s.Confidence.String()), dayOrNull(s.AsOf)
		if age := int64(s.At.Sub(s.AsOf).Seconds()); !s.AsOf.IsZero() && age >= 0 {
			d.AgeS = &age
		}
	}
	seen := map[string]bool{}
	add := func(claims []hours.Claim) (ids []string) {
		ids = []string{}
		for _, k := range claims {
			ids = append(ids, k.ID)
			if seen[k.ID] {
				continue
			}
			seen[k.ID] = true
			kind := "rule"
			if k.Notice {
				kind = "notice"
			}
			d.Claims = append(d.Claims, claimDoc{k.ID, kind, k.State.String(), k.Day.String(), k.Confidence.String(), dayOrNull(k.AsOf), orNull(k.Note)})
			for _, o := range k.Sources {
				d.Sources = append(d.Sources, sourceDoc{k.ID, o.Title, orNull(o.Publisher), orNull(o.Published), orNull(o.URL)})
			}
		}
		return ids
	}
	add(s.Claims)
	for i, o := range s.Sides {
		d.Sides[i] = sideDoc{o.Country, o.State.String(), o.Day.String(), known(o.HoursKnown), orNull(o.Reason), orNull(o.Checkpoint), timeOrNull(o.Until), add(o.Claims)}
	}
	return d
}

func (c *call) statusLinks(s hours.Status) []Link {
	port := c.base + "/v1/ports/" + pathSegment(s.Port)
	pair := "?mode=" + string(s.Mode)
	if s.Direction != "" {
		pair += "&direction=" + string(s.Direction)
	}
	return []Link{
		{Href: port + "/calendar" + pair, Rel: "calendar", Type: asJSON.media, Title: "Intervals and closures"},
		{Href: port + "/calendar" + pair + "&f=ics", Rel: "calendar", Type: asCalendar.plain(), Title: "Closures for a calendar program"},
		{Href: c.base + "/collections/ports/items/" + pathSegment(s.Port), Rel: "item", Type: asGeoJSON.media, Title: "The port"},
	}
}

// clocksOf says the instants of a status by each clock of the port.
func clocksOf(chain *hours.Chain, s hours.Status) []clockDoc {
	docs := make([]clockDoc, len(chain.Clocks))
	for i, k := range chain.Clocks {
		local := func(t time.Time) *string {
			if t.IsZero() {
				return nil
			}
			text := t.In(k.Zone).Format(time.RFC3339)
			return &text
		}
		docs[i] = clockDoc{k.Zone.String(), k.Name, *local(s.At), local(s.Until), local(s.NextOpen), local(s.NextChange)}
	}
	return docs
}

func known(is bool) string {
	if is {
		return "known"
	}
	return "unknown"
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// dayOrNull writes the day of a date that was published without a time.
func dayOrNull(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(t.UTC().Format(time.DateOnly))
}
