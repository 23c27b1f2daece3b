package api

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/cql2"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/store"
)

func checkNearest(c *call, wrong *wrongs) {
	checkNear(c, wrong)
	if c.collection == nil {
		if wrong.first == nil {
			wrong.add(missingParameter, "collection", "is required: there is no collection ports here")
		}
		return
	}
	kind, err := ask.Kind(c.collection, c.kind)
	if err != nil {
		wrong.add(invalidParameter, "kind", err.Error())
	}
	c.Filter = cql2.And(kind, c.Filter)
	checkItemHours(c, wrong)
	checkNearestBy(c, wrong)
	if wrong.first == nil && ask.Swapped(orb.Point{*c.lon, *c.lat}, c.collection.BBox) {
		c.swapped(wrong)
	}
}

// checkNear checks a position, given as lon and lat.
func checkNear(c *call, wrong *wrongs) {
	if c.lon == nil || c.lat == nil {
		if (c.lon == nil) != (c.lat == nil) && !lonParam.sameRequired(c.route) {
			wrong.add(missingParameter, map[bool]string{true: "lon", false: "lat"}[c.lon == nil], "is needed with the other of lon and lat")
		}
	} else if ask.Swapped(orb.Point{*c.lon, *c.lat}, nil) {
		c.swapped(wrong)
		return
	}
	if c.lon != nil && math.Abs(*c.lon) > 180 {
		wrong.add(invalidParameter, "lon", fmt.Sprintf("is %v, which is not between -180 and 180", *c.lon))
	}
	if c.lat != nil && math.Abs(*c.lat) > 90 {
		wrong.add(invalidParameter, "lat", fmt.Sprintf("is %v, which is not between -90 and 90", *c.lat))
	}
}

// sameRequired reports whether the route requires the parameter, so that its
// absence is reported already.
func (p *param) sameRequired(r *route) bool {
	for _, q := range r.params {
		if q == p {
			return true
		}
	}
	return false
}

// swapped reports both numbers and where the right answer is.
func (c *call) swapped(wrong *wrongs) {
	lon, lat := *c.lon, *c.lat
	wrong.add(coordinatesSwapped, "lon", fmt.Sprintf("is %v, which looks like the latitude", lon))
	wrong.add(coordinatesSwapped, "lat", fmt.Sprintf("is %v, which looks like the longitude", lat))
	wrong.first = coordinatesSwapped
	wrong.detail = fmt.Sprintf("lon=%v, lat=%v look swapped: longitude comes first, and lon=%v, lat=%v ", lon, lat, lat, lon)
	if box := c.s.bbox; box.Contains(orb.Point{lat, lon}) {
		wrong.detail += "lies in what this covers."
	} else {
		wrong.detail += "would be a position."
	}
	right := c.query.without(func(name string) bool { return name == "lon" || name == "lat" })
	right = append(right, pair{"lon", c.query.get("lat")}, pair{"lat", c.query.get("lon")})
	wrong.suggestion = c.base + c.r.URL.EscapedPath() + "?" + right.encode()
}

// nearest answers /v1/nearest.
func (c *call) nearest() error {
	if c.byClear {
		return c.nearestByClear()
	}
	parts, err := c.byRoad()
	if err != nil {
		return err
	}
	if fresh, err := c.freshItems(parts...); fresh || err != nil {
		return err
	}
	number := c.number
	if c.byDuration {
		number = mostByRoad + 1
	} else if c.state != "" {
		number = max(number, c.collection.Count) // how many of them are in it is not known before
	}
	ctx, cancel := c.context()
	defer cancel()
	found, err := c.s.cfg.Store.Nearest(ctx, c.collection.ID, store.NearestQuery{
		Point:       orb.Point{*c.lon, *c.lat},
		Number:      number,
		MaxDistance: c.maxDistance,
		Filter:      c.Filter,
	})
	if err != nil {
		return err
	}
	var times map[string]*float64
	if c.byDuration {
		if found, times, err = c.soonest(ctx, found); err != nil {
			return err
		}
	}
	if c.asksHours() {
		if found, err = c.neighbourHours(found); err != nil {
			return err
		}
	} else {
		found = found[:min(len(found), c.number)]
	}
	return c.writeNeighbours(found, times, nil)
}

// writeNeighbours writes the answer; about is what it says of itself besides.
func (c *call) writeNeighbours(found []store.Neighbour, times map[string]*float64, about []byte) error {
	o := c.body()
	o.buf = append(o.buf, `{"type":"FeatureCollection","links":`...)
	o.buf = appendLinks(o.buf, c.views())
	o.buf = c.appendCounts(o.buf, -1, len(found))
	o.buf = append(o.buf, `,"collection":`...)
	o.buf = formats.AppendString(o.buf, c.collection.ID)
	o.buf = append(append(o.buf, about...), `,"features":[`...)
	for i, n := range found {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		o.buf = append(o.buf, '\n')
		o.buf = formats.AppendNeighbour(o.buf, c.collection, n, c.fields, times[n.Feature.ID])
		if err := o.more(); err != nil {
			return err
		}
	}
	o.buf = append(o.buf, "\n]}\n"...)
	return o.end()
}
