package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	roadnet "pamir/geo/route"
	"pamir/internal/ask"
)

// mostTracepoints is how long a track may be.
const mostTracepoints = 500

var (
	osrmTimestamps = &param{name: "timestamps", in: "query", description: "Unix seconds of each coordinate.", schema: `{"type":"string"}`, set: func(c *call, v string) error {
		for word := range strings.SplitSeq(v, ";") {
			t, err := strconv.ParseInt(word, 10, 64)
			if err != nil || t < 0 {
				return fmt.Errorf("has %q, which is no time in Unix seconds", ask.Clip(word))
			}
			c.timestamps = append(c.timestamps, t)
		}
		return nil
	}}
	osrmGaps = choice("gaps", "Whether to part the track at gaps in time.", []string{"split", "ignore"}, func(c *call, v string) { c.splitGaps = v == "split" })
	osrmTidy = truth("tidy", "Leave out positions close to the one before.", false, func(c *call, is bool) { c.tidy = is })
)

type osrmMatchDoc struct {
	Code        string       `json:"code"`
	Matchings   []osrmRoute  `json:"matchings"`
	Tracepoints []*osrmTrace `json:"tracepoints"`
}

type osrmTrace struct {
	osrmWaypoint
	Matching     int  `json:"matchings_index"`
	Waypoint     *int `json:"waypoint_index"`
	Alternatives int  `json:"alternatives_count"`
}

// osrmMatch answers /osrm/match.
func (c *call) osrmMatch() error {
	if len(c.coordinates) < 2 {
		return c.failOSRM(osrmFail("InvalidOptions", "Number of coordinates needs to be at least two."))
	}
	if t := c.timestamps; t != nil && (len(t) != len(c.coordinates) || !slices.IsSorted(t)) {
		return c.failOSRM(osrmFail("InvalidValue", "There is a timestamp for each coordinate, and they ascend."))
	}
	r, err := c.router()
	if err != nil {
		return c.failOSRM(err)
	}
	if c.freshRoads(r, longestAge, c.departAt) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return c.failOSRM(err)
	}
	defer done()
	kept := c.tidied()
	plan := &roadnet.TracePlan{Options: c.options(), Whole: !c.splitGaps}
	stops := c.stops(c.coordinates)
	for _, i := range kept {
		plan.Points = append(plan.Points, stops[i])
		if c.timestamps != nil {
			plan.Times = append(plan.Times, time.Unix(c.timestamps[i], 0))
		}
	}
	a, err := r.Match(ctx, plan)
	if err != nil {
		return c.failOSRM(c.roadFailure(err))
	}
	if len(a.Parts) == 0 {
		return c.failOSRM(osrmFail("NoMatch", "Could not match the trace."))
	}
	doc := osrmMatchDoc{Code: "Ok", Tracepoints: make([]*osrmTrace, len(c.coordinates))}
	for i := range a.Parts {
		d := c.newOSRMRoute(&a.Parts[i].Itinerary)
		d.Confidence = &a.Parts[i].Confidence
		doc.Matchings = append(doc.Matchings, d)
	}
	for k, i := range kept {
		if p := &a.Points[k]; p.Matched {
			doc.Tracepoints[i] = &osrmTrace{c.osrmWaypoint(r.Network(), &p.Place), p.Part, &p.Index, p.Others}
		}
	}
	return c.writeJSON(doc)
}

// tidied lists the coordinates that are looked at: all, or those some metres
// from the one before.
func (c *call) tidied() (list []int) {
	const apart = 10 // metres
	for i, p := range c.coordinates {
		if c.tidy && i > 0 && i < len(c.coordinates)-1 && metresBetween(c.coordinates[list[len(list)-1]], p) < apart {
			continue
		}
		list = append(list, i)
	}
	return list
}
