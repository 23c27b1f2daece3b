package api

import (
	"fmt"
	"slices"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/internal/ask"
	"pamir/internal/formats"
)

// reachPortParam is the port in the address of what is reached before it shuts.
var reachPortParam = &param{
	name: "portId", in: "path", required: true,
	description: "Id of a port.", schema: `{"type":"string"}`, example: `"torugart"`,
	set: func(c *call, v string) error {
		c.port = v
		b, err := c.border()
		if err != nil {
			return nil // it is told by the answer
		}
		var ports []string
		for _, list := range b.Sites().Crossings {
			for i := range list {
				if list[i].Port.Kind == border.BorderPort {
					ports = append(ports, list[i].Port.ID)
				}
			}
		}
		if !slices.Contains(ports, v) {
			return fail(notFound, "No road here leads through a port %q; %s.", ask.Clip(v), oneOf(v, ports))
		}
		return nil
	},
}

var beforeParam = func() *param {
	p := limitsParam("minutes", fmt.Sprintf("How long one drives, in minutes, at most %d; up to %d values, a band for each.", mostReachHours*60, mostLimits), mostReachHours*60, false)
	return p
}()

var reachDirectionParam = &param{
	name: "direction", in: "query", required: true,
	description: "From which country into which.", schema: `{"type":"string","pattern":"^[A-Z]{2}-[A-Z]{2}$"}`, example: `"CN-KG"`,
	set: func(c *call, v string) error {
		c.direction = hours.Direction(v)
		return nil
	},
}

func checkBefore(c *call, wrong *wrongs) {
	checkGates(c, wrong)
	if c.limits == nil && wrong.first == nil {
		wrong.add(missingParameter, "minutes", "is required: how long one drives")
	}
	b, err := c.border()
	if err != nil {
		return // it is told by the answer
	}
	var directions []string
	for _, x := range b.Sites().Crossings[profiles[c.profile]] {
		if x.Port.ID == c.port && slices.Contains(x.Modes, hours.Mode(c.profile)) {
			directions = append(directions, string(x.Direction))
		}
	}
	switch {
	case len(directions) == 0:
		wrong.add(invalidParameter, "profile", fmt.Sprintf("is %s, and %s has no way for it", c.profile, c.port))
	case c.direction != "" && !slices.Contains(directions, string(c.direction)):
		wrong.add(invalidParameter, "direction", fmt.Sprintf("has %q; %s", ask.Clip(string(c.direction)), oneOf(string(c.direction), directions)))
	}
}

// before answers /v1/ports/{portId}/reach.
func (c *call) before() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	c.departAt = c.at
	at, keep := c.departure()
	if c.freshWays(b.Router(), keep, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	p := &border.Before{Plan: *c.plan(nil), Port: c.port, Direction: c.direction, Minutes: c.limits}
	p.Depart = at
	found, err := b.Before(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	n := b.Router().Network()
	way := border.Way{Depart: at, Verdict: found.Verdict, Crossings: []border.Passed{found.Passed}, LatestDeparture: found.By}
	if len(found.Passed.Stops) == 0 {
		way.Crossings = nil
	}
	o := c.body()
	o.buf = append(o.buf, `{"type":"FeatureCollection","port":`...)
	o.buf = appendJSON(o.buf, found.Crossing.Port.ID)
	o.buf = appendJSON(append(o.buf, `,"direction":`...), string(found.Crossing.Direction))
	o.buf = appendJSON(append(o.buf, `,"profile":`...), c.profile)
	o.buf = appendJSON(append(o.buf, `,"vehicle":`...), c.vehicleDoc(p.Vehicle))
	o.buf = appendJSON(append(o.buf, `,"roads":`...), c.roadsDoc(n, found.Version))
	o.buf = appendJSON(append(o.buf, `,"schedules":`...), c.schedule().Version())
	o.buf = appendJSON(append(o.buf, `,"at":`...), at)
	o.buf = appendJSON(append(o.buf, `,"assumed":`...), c.assumes())
	o.buf = appendJSON(append(o.buf, `,"by":`...), formats.UTC(found.By))
	o.buf = appendJSON(append(o.buf, `,"verdict":`...), formats.NewVerdict(&way))
	var crossing *formats.Crossing
	if len(way.Crossings) > 0 {
		x := formats.NewCrossing(&way.Crossings[0], c.clocks(found.Crossing.Port))
		crossing = &x
	}
	o.buf = appendJSON(append(o.buf, `,"crossing":`...), crossing)
	o.buf = append(o.buf, `,"features":[`...)
	comma := ""
	for i := range found.Contours {
		for _, kind := range [...]string{"polygons", "lines"} {
			if c.outlines != kind && c.outlines != "both" {
				continue
			}
			o.buf = append(append(o.buf, comma...), '\n')
			comma = ","
			if err := c.band(o, &found.Contours[i], kind); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	o.buf = append(o.buf, "\n]}\n"...)
	return o.end()
}

// band writes from where one is in time who leaves by then, as a feature.
func (c *call) band(o *out, b *border.Band, kind string) error {
	type properties struct {
		Minutes  float64  `json:"minutes"`
		LeaveBy  *string  `json:"leave_by"`
		Geometry string   `json:"geometry"`
		RoadM    float64  `json:"road_m"`
		BeyondM  *float64 `json:"beyond_m"`
	}
	p := properties{Minutes: b.Minutes, LeaveBy: formats.UTC(b.LeaveBy), Geometry: kind, RoadM: metres(b.Centimetres())}
	return c.outline(o, &b.Contour, kind, func(beyond *float64) any {
		p.BeyondM = beyond
		return p
	})
}
