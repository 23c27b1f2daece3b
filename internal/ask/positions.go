package ask

import (
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// Positions reads positions as "lon,lat;lon,lat", each within the range of a
// longitude and a latitude. One that fits only with its numbers changed is said
// to be swapped: errors.Is(err, ErrSwapped).
func Positions(s string) ([]orb.Point, error) {
	const order = "the order is lon,lat;lon,lat, longitude first"
	var list []orb.Point
	for i, part := range strings.Split(s, ";") {
		lon, lat, found := strings.Cut(part, ",")
		x, err := Number(strings.TrimSpace(lon))
		y, err2 := Number(strings.TrimSpace(lat))
		if !found || err != nil || err2 != nil {
			return nil, wrong(order, "wants two numbers for each position, has %q at place %d", Clip(part), i+1)
		}
		p := orb.Point{x, y}
		switch {
		case Swapped(p, nil):
			e := wrong("longitude comes first", "has latitude before longitude at place %d, %q", i+1, Clip(part))
			e.Cause = ErrSwapped
			return nil, e
		case math.Abs(x) > 180 || math.Abs(y) > 90:
			return nil, wrong(order, "has no position at place %d: %q", i+1, Clip(part))
		}
		list = append(list, p)
	}
	return list, nil
}
