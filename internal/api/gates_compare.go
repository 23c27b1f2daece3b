package api

import (
	"time"

	"pamir/geo/border"
	"pamir/internal/formats"
)

type compareDoc struct {
	Profile   string               `json:"profile"`
	Vehicle   vehicleDoc           `json:"vehicle"`
	Roads     roadsDoc             `json:"roads"`
	Schedules string               `json:"schedules"`
	DepartAt  time.Time            `json:"depart_at"`
	Assumed   bool                 `json:"assumed"`
	Waypoints []waypointDoc        `json:"waypoints"`
	Options   []optionDoc          `json:"options"`
	Choices   []formats.PortChoice `json:"choices"`
	Promised  bool                 `json:"choices_promised"`
	Complete  bool                 `json:"choices_complete"`
}

// optionDoc is a port between two places, with the best way through it.
type optionDoc struct {
	formats.PortOption
	Way *wayDoc `json:"way"`
}

func checkCompare(c *call, wrong *wrongs) {
	checkRoads(c, wrong)
	checkGates(c, wrong)
	if n := len(c.coordinates); n > 0 && n != 2 {
		wrong.add(invalidParameter, "coordinates", "are two: from where, and to where")
	}
}

// compare answers /v1/compare.
func (c *call) compare() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	p := c.plan(c.stops(c.coordinates))
	at, keep := c.departure()
	p.Depart = at
	if c.freshWays(b.Router(), keep, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	found, err := b.Compare(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	doc := compareDoc{Profile: c.profile, Vehicle: c.vehicleDoc(p.Vehicle), Roads: c.roadsDoc(b.Router().Network(), found.Version), Schedules: c.schedule().Version(), DepartAt: at, Assumed: c.assumes(),
		Waypoints: c.waypoints(found.Answer.Answer), Options: []optionDoc{}, Choices: formats.NewPortChoices(found), Promised: found.Promised, Complete: found.Complete}
	for i := range found.Options {
		doc.Options = append(doc.Options, c.optionDoc(found.Answer, &found.Options[i]))
	}
	return c.writeJSON(doc)
}

func (c *call) optionDoc(a *border.Answer, o *border.Option) optionDoc {
	d := optionDoc{PortOption: formats.NewPortOption(o)}
	if o.Way != nil {
		c.noSteps = true
		way := c.wayDoc(a, o.Way)
		d.Way = &way
	}
	return d
}
