package api

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	roadnet "pamir/geo/route"
	"pamir/internal/ask"
)

var (
	minutesParam    = limitsParam("minutes", fmt.Sprintf("How long one drives, in minutes, at most %d; up to %d values.", mostReachHours*60, mostLimits), mostReachHours*60, false)
	kilometresParam = limitsParam("kilometres", fmt.Sprintf("How far one drives, instead, at most %d km; up to %d values.", mostReachKm, mostLimits), mostReachKm, true)
	reverseParam    = truth("reverse", "From where one gets here, instead of where to.", false, func(c *call, is bool) { c.reverse = is })
	outlinesParam   = &param{
		name: "geometry", in: "query",
		description: "polygons around the roads that are reached, the lines of these roads, or both.",
		schema:      `{"type":"string","enum":["polygons","lines","both"],"default":"polygons"}`,
		set: func(c *call, v string) error {
			c.outlines = v
			if v != "polygons" && v != "lines" && v != "both" {
				return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: "there are polygons, lines, both"}
			}
			return nil
		},
	}
)

func limitsParam(name, description string, most float64, byDistance bool) *param {
	return &param{
		name: name, in: "query", array: true, description: description,
		schema: fmt.Sprintf(`{"type":"array","items":{"type":"number"},"minItems":1,"maxItems":%d}`, mostLimits), example: `[15,30]`,
		set: func(c *call, v string) error {
			if c.limits != nil {
				return fmt.Errorf("and minutes are both there; give one of them")
			}
			c.byDistance = byDistance
			for word := range strings.SplitSeq(v, ",") {
				x, err := ask.Number(strings.TrimSpace(word))
				if err != nil || !(x > 0 && x <= most) {
					return fmt.Errorf("has %q; each is above 0 and at most %v", ask.Clip(word), most)
				}
				c.limits = append(c.limits, x)
			}
			if len(c.limits) > mostLimits {
				return fmt.Errorf("has %d values; the limit is %d", len(c.limits), mostLimits)
			}
			return nil
		},
	}
}

func checkReach(c *call, wrong *wrongs) {
	if c.limits == nil && wrong.first == nil {
		wrong.add(missingParameter, "minutes", "or kilometres is required: how far to go")
	}
	checkNear(c, wrong)
	checkGates(c, wrong)
	if (c.byDistance || c.reverse) && !c.departAt.IsZero() {
		wrong.add(invalidParameter, "depart_at", "is for minutes that one drives from here; in reverse there is arrive_by")
	}
	if (c.byDistance || !c.reverse) && !c.arriveBy.IsZero() {
		wrong.add(invalidParameter, "arrive_by", "is for minutes in reverse")
	}
	if c.lon != nil && c.lat != nil {
		c.coordinates = []orb.Point{{*c.lon, *c.lat}}
		if box, ok := c.extent(); ok && wrong.first == nil && ask.Swapped(c.coordinates[0], &box) {
			c.swapped(wrong)
		}
	}
}

// isochrone answers /v1/isochrone.
func (c *call) isochrone() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	r := b.Router()
	at := c.departAt
	if c.reverse {
		at = c.arriveBy
	}
	if c.freshWays(r, longestAge, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	o := c.options()
	a, err := c.reach(ctx, b, o)
	if err != nil {
		return c.gateFailure(err)
	}
	o2 := c.body()
	o2.buf = append(o2.buf, `{"type":"FeatureCollection","profile":`...)
	o2.buf = appendJSON(o2.buf, c.profile)
	o2.buf = appendJSON(append(o2.buf, `,"vehicle":`...), c.vehicleDoc(o.Vehicle))
	o2.buf = appendJSON(append(o2.buf, `,"roads":`...), c.roadsDoc(r.Network(), a.Version))
	o2.buf = appendJSON(append(o2.buf, `,"waypoint":`...), c.placeDocs(r.Network(), []roadnet.Place{a.Place})[0])
	o2.buf = appendJSON(append(o2.buf, `,"assumed":`...), c.assumes())
	o2.buf = append(o2.buf, `,"features":[`...)
	comma := ""
	for i := range a.Contours {
		for _, kind := range [...]string{"polygons", "lines"} {
			if c.outlines != kind && c.outlines != "both" {
				continue
			}
			o2.buf = append(append(o2.buf, comma...), '\n')
			comma = ","
			if err := c.contour(o2, &a.Contours[i], c.limits[i], kind); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	o2.buf = append(o2.buf, "\n]}\n"...)
	return o2.end()
}

// reach finds what is reached: by the clock through borders, or to a distance.
func (c *call) reach(ctx context.Context, b *border.Border, o roadnet.Options) (*roadnet.Reach, error) {
	stop := c.stops(c.coordinates)[0]
	if c.byDistance {
		plan := &roadnet.ReachPlan{Options: o, At: stop, Reverse: c.reverse, ByDistance: true}
		for _, x := range c.limits {
			plan.Limits = append(plan.Limits, uint32(math.Round(x*100_000)))
		}
		return b.Router().Reach(ctx, plan)
	}
	p := &border.ReachPlan{Plan: *c.plan([]roadnet.Stop{stop}), Reverse: c.reverse, Minutes: c.limits}
	if p.Depart = c.departAt; p.Depart.IsZero() && p.Arrive.IsZero() {
		p.Book = nil
	}
	found, err := b.Reach(ctx, p)
	if err != nil {
		return nil, err
	}
	return &roadnet.Reach{Version: found.Version, Place: found.Place, Contours: found.Contours}, nil
}

// contour writes what is reached within one limit as a feature.
func (c *call) contour(o *out, x *roadnet.Contour, limit float64, kind string) error {
	type properties struct {
		Minutes    *float64 `json:"minutes"`
		Kilometres *float64 `json:"kilometres"`
		Reverse    bool     `json:"reverse"`
		Geometry   string   `json:"geometry"`
		RoadM      float64  `json:"road_m"`
		BeyondM    *float64 `json:"beyond_m"`
	}
	p := properties{Minutes: &limit, Reverse: c.reverse, Geometry: kind, RoadM: metres(x.Centimetres())}
	if c.byDistance {
		p.Minutes, p.Kilometres = nil, &limit
	}
	return c.outline(o, x, kind, func(beyond *float64) any {
		p.BeyondM = beyond
		return p
	})
}

// outline writes a contour as a feature, with properties that say how far it
// goes beyond its roads, where it is an area.
func (c *call) outline(o *out, x *roadnet.Contour, kind string, properties func(beyond *float64) any) error {
	if kind == "lines" {
		o.buf = appendJSON(append(o.buf, `{"type":"Feature","properties":`...), properties(nil))
		o.buf = append(o.buf, `,"geometry":{"type":"MultiLineString","coordinates":[`...)
		comma := ""
		var err error
		x.Each(func(line orb.LineString) bool {
			o.buf = append(o.buf, comma...)
			o.buf = appendPositions(o.buf, line)
			comma = ","
			err = o.more()
			return err == nil
		})
		o.buf = append(o.buf, "]}}"...)
		return err
	}
	area, beyond := x.Outline()
	beyond = round1(beyond)
	o.buf = appendJSON(append(o.buf, `{"type":"Feature","properties":`...), properties(&beyond))
	o.buf = append(o.buf, `,"geometry":{"type":"MultiPolygon","coordinates":[`...)
	for i, polygon := range area {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		o.buf = append(o.buf, '[')
		for k, ring := range polygon {
			if k > 0 {
				o.buf = append(o.buf, ',')
			}
			o.buf = appendPositions(o.buf, orb.LineString(ring))
		}
		o.buf = append(o.buf, ']')
		if err := o.more(); err != nil {
			return err
		}
	}
	o.buf = append(o.buf, "]}}"...)
	return nil
}
