package ask

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// FarOutside is how far from a collection a position must be before it is
// taken for a mistake, if swapping its coordinates puts it inside.
const FarOutside = 300_000 // metres

// Swapped reports whether longitude and latitude look swapped: the latitude is
// none but would be a longitude, or the position is far outside of the extent
// and inside it once they change places. extent is nil where it is not known.
func Swapped(p orb.Point, extent *geo.Box) bool {
	lon, lat := p[0], p[1]
	if math.Abs(lon) > 90 || math.Abs(lat) > 180 {
		return false
	}
	if math.Abs(lat) > 90 {
		return true
	}
	return extent != nil && extent.Contains(orb.Point{lat, lon}) && Outside(p, *extent) > FarOutside
}

// Outside returns how far outside of a box a position is, in metres; 0 inside.
func Outside(p orb.Point, b geo.Box) float64 {
	away := math.Inf(1)
	parts, n := b.Split()
	for _, part := range parts[:n] {
		d, _ := geo.Nearest(part, p)
		away = min(away, d)
	}
	return away
}
