package api

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/formats"
	"pamir/internal/store"
)

// What nearest adds to the properties of a feature.
const (
	distanceM  = "distance_m"
	bearingDeg = "bearing_deg"
)

// farOutside is how far from a collection a position must be before it is
// taken for a mistake, if swapping it puts it inside.
const farOutside = 300_000 // metres

func checkNearest(c *call, wrong *wrongs) {
	checkNear(c, wrong)
	if c.collection == nil {
		if wrong.first == nil {
			wrong.add(missingParameter, "collection", "is required: there is no collection ports here")
		}
		return
	}
	kind, err := c.kindFilter()
	if err != nil {
		wrong.add(invalidParameter, "kind", err.Error())
	}
	c.Filter = cql2.And(kind, c.Filter)
	if wrong.first == nil && c.looksSwapped() {
		c.swapped(wrong)
	}
}

// checkNear checks a position, given as lon and lat.
func checkNear(c *call, wrong *wrongs) {
	if c.lon == nil || c.lat == nil {
		if (c.lon == nil) != (c.lat == nil) && !lonParam.sameRequired(c.route) {
			wrong.add(missingParameter, map[bool]string{true: "lon", false: "lat"}[c.lon == nil], "is needed with the other of lon and lat")
		}
		return
	}
	lon, lat := *c.lon, *c.lat
	if math.Abs(lat) > 90 && math.Abs(lon) <= 90 && math.Abs(lat) <= 180 {
		c.swapped(wrong)
		return
	}
	if math.Abs(lon) > 180 {
		wrong.add(invalidParameter, "lon", fmt.Sprintf("is %v, which is not between -180 and 180", lon))
	}
	if math.Abs(lat) > 90 {
		wrong.add(invalidParameter, "lat", fmt.Sprintf("is %v, which is not between -90 and 90", lat))
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

// looksSwapped reports whether the position is far outside of the collection
// and would be inside with longitude and latitude changed.
func (c *call) looksSwapped() bool {
	box := c.collection.BBox
	if box == nil || c.lon == nil || c.lat == nil || math.Abs(*c.lon) > 90 {
		return false
	}
	p, q := orb.Point{*c.lon, *c.lat}, orb.Point{*c.lat, *c.lon}
	return box.Contains(q) && distanceToBox(p, *box) > farOutside
}

// swapped reports both numbers and where the right answer is.
func (c *call) swapped(wrong *wrongs) {
	lon, lat := *c.lon, *c.lat
	wrong.add(coordinatesSwapped, "lon", fmt.Sprintf("is %v, which looks like the latitude", lon))
	wrong.add(coordinatesSwapped, "lat", fmt.Sprintf("is %v, which looks like the longitude", lat))
	wrong.first = coordinatesSwapped
	wrong.detail = fmt.Sprintf("lon=%v, lat=%v look swapped: lon=%v, lat=%v lies in what this covers.", lon, lat, lat, lon)
	wrong.suggestion = c.other("lon", c.values.Get("lat"), "lat", c.values.Get("lon"))
}

func distanceToBox(p orb.Point, b geo.Box) float64 {
	best := math.Inf(1)
	parts, n := b.Split()
	for _, part := range parts[:n] {
		d, _ := geo.Nearest(part, p)
		best = min(best, d)
	}
	return best
}

// nearest answers /v1/nearest.
func (c *call) nearest() error {
	if c.fresh() {
		return nil
	}
	ctx, cancel := c.context()
	defer cancel()
	found, err := c.s.cfg.Store.Nearest(ctx, c.collection.ID, store.NearestQuery{
		Point:       orb.Point{*c.lon, *c.lat},
		Number:      c.number,
		MaxDistance: c.maxDistance,
		Filter:      c.Filter,
	})
	if err != nil {
		return err
	}
	o := c.body()
	o.buf = append(o.buf, `{"type":"FeatureCollection","links":`...)
	o.buf = appendJSON(o.buf, c.views())
	o.buf = c.appendCounts(o.buf, -1, len(found))
	o.buf = append(o.buf, `,"collection":`...)
	o.buf = appendJSON(o.buf, c.collection.ID)
	o.buf = append(o.buf, `,"features":[`...)
	own := c.withoutOwn()
	var extra []byte
	for i, n := range found {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		extra = append(extra[:0], `"`+distanceM+`":`...)
		extra = strconv.AppendFloat(extra, math.Round(n.Distance*1000)/1000, 'f', -1, 64)
		extra = append(extra, `,"`+bearingDeg+`":`...)
		extra = strconv.AppendFloat(extra, math.Mod(math.Round(n.Bearing*100)/100, 360), 'f', -1, 64)
		o.buf = append(o.buf, '\n')
		o.buf = formats.AppendFeature(o.buf, c.collection, n.Feature, formats.FeatureOptions{Select: own, Properties: extra})
		if err := o.more(); err != nil {
			return err
		}
	}
	o.buf = append(o.buf, "\n]}\n"...)
	return o.end()
}

// withoutOwn selects the properties to show, but not those that bear the names
// that nearest adds.
func (c *call) withoutOwn() []int {
	if c.collection.Index(distanceM) < 0 && c.collection.Index(bearingDeg) < 0 {
		return c.fields
	}
	fields := []int{}
	for i, p := range c.collection.Properties {
		if p.Name != distanceM && p.Name != bearingDeg && (c.fields == nil || slices.Contains(c.fields, i)) {
			fields = append(fields, i)
		}
	}
	return fields
}
