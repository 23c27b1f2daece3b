package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// Origin is a position from which many distances are measured: what depends on
// it alone is worked out once. An Origin is not changed by its methods and may
// be used by several goroutines at once.
type Origin struct {
	lon, lat   float64 // degrees, normalised
	sinU, cosU float64 // of the reduced latitude
	cosLat     float64 // a hair below the cosine of the latitude
	sinLat     float64 // of the latitude's amount
}

// From returns the origin at p.
func From(p orb.Point) Origin {
	p = Normalize(p)
	o := Origin{lon: p[0], lat: p[1]}
	sin, cos := math.Sincos(p[1] * radian)
	o.sinU, o.cosU = reduced(sin, cos)
	o.sinLat, o.cosLat = math.Abs(sin), max(0, cos*(1-1e-9))
	return o
}

// Point returns the position of the origin, normalised.
func (o *Origin) Point() orb.Point { return orb.Point{o.lon, o.lat} }

// Distance returns the length in metres of the shortest path from the origin
// to q. It takes about a quarter of the time of Karney's solution and differs
// from it by less than 0.01 mm (2 µm at worst over millions of pairs, hard ones
// among them). It is NaN as in the function Distance.
func (o *Origin) Distance(q orb.Point) float64 {
	q = Normalize(q)
	if r, ok := o.ray(q); ok {
		return r.metres
	}
	var metres float64
	geodesic.WGS84.Inverse(o.lat, o.lon, q[1], q[0], &metres, nil, nil)
	return metres
}

// Bearing returns the initial bearing of the shortest path to q, as the
// function Bearing does, in a quarter of its time and within 2e-5 degrees.
func (o *Origin) Bearing(q orb.Point) float64 {
	back := From(q)
	r, ok := back.ray(o.Point())
	if !ok || !(r.metres > 1) || o.cosU < 1e-2 {
		return Bearing(o.Point(), q)
	}
	// Seen from q, the length grows fastest straight away from q.
	m := 1 - e2*o.cosU*o.cosU
	east, north := r.byLon/o.cosU, r.byLat*axisRatio/(m*math.Sqrt(m))
	return turn(math.Atan2(-east, -north) / radian)
}

// ray is the shortest path to a position, and how its length changes when that
// position moves: metres for each radian of longitude and of latitude.
type ray struct {
	metres       float64
	byLon, byLat float64
}

// rayTo is ray with Karney's method where the fast one gives up.
func (o *Origin) rayTo(q orb.Point) ray {
	if r, ok := o.ray(q); ok {
		return r
	}
	var metres, azimuth float64
	geodesic.WGS84.Inverse(o.lat, o.lon, q[1], q[0], &metres, nil, &azimuth)
	sin, cos := math.Sincos(azimuth * radian)
	sinLat, cosLat := math.Sincos(q[1] * radian)
	w := 1 - e2*sinLat*sinLat
	return ray{
		metres: metres,
		byLon:  EquatorialRadius / math.Sqrt(w) * cosLat * sin,
		byLat:  EquatorialRadius * (1 - e2) / (w * math.Sqrt(w)) * cos,
	}
}

const radian = math.Pi / 180

// reduced returns sine and cosine of the reduced latitude U, given those of the
// latitude φ: tan U = (b/a) tan φ.
func reduced(sin, cos float64) (sinU, cosU float64) {
	sin *= axisRatio
	r := 1 / math.Sqrt(sin*sin+cos*cos)
	return sin * r, cos * r
}
