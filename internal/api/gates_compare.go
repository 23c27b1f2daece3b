package api

import (
	"time"

	"pamir/geo/border"
	"pamir/internal/formats"
)

type compareDoc struct {
	Profile   string        `json:"profile"`
	Vehicle   vehicleDoc    `json:"vehicle"`
	Roads     roadsDoc      `json:"roads"`
	Schedules string        `json:"schedules"`
	DepartAt  time.Time     `json:"depart_at"`
	Waypoints []waypointDoc `json:"waypoints"`
	Options   []optionDoc   `json:"options"`
	Choices   []choiceDoc   `json:"choices"`
	Promised  bool          `json:"choices_promised"`
	Complete  bool          `json:"choices_complete"`
}

// optionDoc is a port between two places.
type optionDoc struct {
	Port          string  `json:"port"`
	Name          string  `json:"name"`
	Direction     *string `json:"direction"`
	Why           *string `json:"why"` // it is no option: mode-not-allowed, excluded, closed
	ClearAt       *string `json:"clear_at"`
	ClearEarliest *string `json:"clear_earliest"`
	DriveS        float64 `json:"drive_s"`
	WaitS         float64 `json:"wait_s"`
	// LongestSteep is null: there is no model of the ground to take grades from.
	LongestSteep *float64 `json:"longest_steep_m"`
	Confidence   *string  `json:"confidence"`
	Way          *wayDoc  `json:"way"`
}

type choiceDoc struct {
	Ports    []string `json:"ports"`
	ArriveAt string   `json:"arrive_at"`
	WaitS    float64  `json:"wait_s"`
	DriveS   float64  `json:"drive_s"`
	Promised bool     `json:"promised"`
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
	ctx, cancel := c.context()
	defer cancel()
	leave, err := c.s.driving.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	found, err := b.Compare(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	doc := compareDoc{Profile: c.profile, Vehicle: c.vehicleDoc(p.Vehicle), Roads: c.roadsDoc(b.Router().Network(), found.Version), Schedules: c.schedule().Version(), DepartAt: at,
		Waypoints: c.waypoints(found.Answer.Answer), Options: []optionDoc{}, Choices: []choiceDoc{}, Promised: found.Promised, Complete: found.Complete}
	for i := range found.Options {
		doc.Options = append(doc.Options, c.optionDoc(found.Answer, &found.Options[i]))
	}
	for _, x := range found.Choices {
		doc.Choices = append(doc.Choices, choiceDoc{x.Ports, x.Arrive.UTC().Format(time.RFC3339), x.Wait.Seconds(), x.Drive.Seconds(), x.Promised})
	}
	return c.writeJSON(doc)
}

func (c *call) optionDoc(a *border.Answer, o *border.Option) optionDoc {
	d := optionDoc{Port: o.Port.ID, Name: o.Port.Name, Direction: orNull(string(o.Direction)), Why: orNull(o.Why),
		ClearAt: formats.UTC(o.Clear), ClearEarliest: formats.UTC(o.ClearEarliest), DriveS: o.Drive.Seconds(), WaitS: o.Wait.Seconds()}
	if o.Way == nil {
		return d
	}
	d.Confidence = orNull(o.Confidence.String())
	c.noSteps = true
	way := c.wayDoc(a, o.Way)
	d.Way = &way
	return d
}
