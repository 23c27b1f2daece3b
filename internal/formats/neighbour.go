package formats

import (
	"math"
	"slices"
	"strconv"

	"pamir/internal/store"
)

// What a neighbour has besides the properties of its feature.
const (
	DistanceM  = "distance_m"  // metres, to the millimetre
	BearingDeg = "bearing_deg" // degrees clockwise from north, to a hundredth
	DurationS  = "duration_s"  // seconds on the road there, where these were asked for
)

// AppendNeighbour appends the neighbour as a GeoJSON Feature whose properties
// end with its distance and bearing, and how long it takes by road, unless
// seconds is nil. fields are as in FeatureOptions.Select; properties of the
// collection that bear the names of these are left out.
func AppendNeighbour(dst []byte, c *store.Collection, n store.Neighbour, fields []int, seconds *float64) []byte {
	ours := func(i int) bool {
		name := c.Properties[i].Name
		return name == DistanceM || name == BearingDeg || name == DurationS && seconds != nil
	}
	any := false
	for i := range c.Properties {
		any = any || ours(i)
	}
	if any {
		kept := []int{}
		for i := range c.Properties {
			if !ours(i) && (fields == nil || slices.Contains(fields, i)) {
				kept = append(kept, i)
			}
		}
		fields = kept
	}
	extra := append(make([]byte, 0, 64), `"`+DistanceM+`":`...)
	extra = appendCoordinate(extra, math.Round(n.Distance*1000)/1000)
	extra = append(extra, `,"`+BearingDeg+`":`...)
	extra = appendCoordinate(extra, math.Mod(math.Round(n.Bearing*100)/100, 360))
	if seconds != nil {
		extra = append(extra, `,"`+DurationS+`":`...)
		extra = strconv.AppendFloat(extra, *seconds, 'f', -1, 64)
	}
	return AppendFeature(dst, c, n.Feature, FeatureOptions{Select: fields, Properties: extra})
}
