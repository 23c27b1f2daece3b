package api

import (
	"time"

	"pamir/geo/hours"
	"pamir/internal/formats"
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
	formats.Status
	Version string `json:"version,omitempty"`
	Links   []Link `json:"links"`
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
		for i := range all {
			doc.Statuses[i] = c.statusDoc(&all[i])
		}
		return c.writeJSON(doc)
	}
	doc := c.statusDoc(&all[0])
	doc.Version = c.book.Version()
	doc.Links = append(c.views(), doc.Links...)
	return c.writeJSON(doc)
}

func (c *call) statusDoc(s *hours.Status) statusDoc {
	return statusDoc{Status: formats.NewStatus(s, c.book.Chain(s.Port).Clocks), Links: c.statusLinks(s)}
}

func (c *call) statusLinks(s *hours.Status) []Link {
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
