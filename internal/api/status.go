package api

import (
	"time"

	"pamir/internal/formats"
)

// status answers /v1/status and /v1/ports/{portId}/status.
func (c *call) status() error {
	all, at, seconds, err := c.statuses(c.chains())
	if err != nil {
		return err
	}
	if c.freshFor(seconds, c.book.Version(), at.UTC().Format(time.RFC3339Nano)) {
		return nil
	}
	o := c.body()
	// One port, one mode, one direction: the object itself.
	if !c.route.has("port") && len(all) == 1 && c.mode != "" && (c.direction != "" || all[0].Direction == "") {
		o.buf = all[0].append(o.buf, c.book.Version(), append(c.views(), all[0].links(c.base)...))
		o.buf = append(o.buf, '\n')
		return o.end()
	}
	o.buf = appendJSON(append(o.buf, `{"at":`...), at.UTC())
	o.buf = formats.AppendString(append(o.buf, `,"version":`...), c.book.Version())
	o.buf = appendLinks(append(o.buf, `,"links":`...), c.views())
	o.buf = append(o.buf, `,"statuses":[`...)
	for i, s := range all {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		o.buf = s.append(o.buf, "", s.links(c.base))
	}
	o.buf = append(o.buf, "]}\n"...)
	return o.end()
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
