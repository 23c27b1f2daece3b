package index_test

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// feature is what a caller of an index keeps: a geometry and its box, which
// crosses the antimeridian where West > East.
type feature struct {
	geometry orb.Geometry
	box      geo.Box
}

// world makes features and positions of the kinds that go wrong: everywhere
// and crowded, at both poles, across the antimeridian, one upon another.
type world struct{ *rand.Rand }

func newWorld(seed uint64) world { return world{rand.New(rand.NewPCG(seed, 1))} }

// centre picks the place about which a small world lies.
func (w world) centre() orb.Point {
	lon, lat := w.Float64()*360-180, math.Asin(w.Float64()*2-1)*180/math.Pi
	switch w.IntN(6) {
	case 0:
		lon = math.Copysign(180, lon)
	case 1:
		lat = math.Copysign(90, lat)
	case 2:
		lon, lat = math.Copysign(180, lon), math.Copysign(90, lat)
	case 3:
		lat = 0
	}
	return orb.Point{lon, lat}
}

// size picks how far a world or a feature spreads, in degrees.
func (w world) size() float64 {
	return 180 * math.Pow(10, -6*w.Float64())
}

// near picks a position about c, its longitude in [-180, 180].
func (w world) near(c orb.Point, size float64) orb.Point {
	p := orb.Point{c[0] + size*(2*w.Float64()-1), c[1] + size*(w.Float64()-0.5)}
	if w.IntN(8) == 0 {
		p[0] += 180 // over the pole, or at the antipode
	}
	return geo.Normalize(orb.Point{p[0], max(-90, min(90, p[1]))})
}

func (w world) point(c orb.Point, size float64) feature {
	p := w.near(c, size)
	return feature{p, geo.BoxOf(p.Bound())}
}

// any makes a feature of any type. One that crosses the antimeridian is made
// with longitudes above 180, in one piece.
func (w world) any(c orb.Point, size float64) feature {
	at := w.near(c, size)
	span := min(size, w.size())
	var line orb.LineString
	for range 2 + w.IntN(2) {
		lat := max(-90, min(90, at[1]+span*(w.Float64()-0.5)))
		line = append(line, orb.Point{at[0] + span*w.Float64(), lat})
	}
	if w.IntN(4) == 0 { // along a parallel or a meridian
		axis := w.IntN(2)
		line[1][axis] = line[0][axis]
	}
	switch w.IntN(6) {
	case 0:
		return whole(orb.LineString(line))
	case 1:
		return whole(orb.MultiPoint(line))
	case 2:
		ring := orb.Ring(append(line, line[0]))
		return whole(orb.Polygon{ring})
	case 3:
		return whole(orb.Bound{
			Min: orb.Point{at[0], max(-90, at[1]-span*w.Float64())},
			Max: orb.Point{at[0] + span*w.Float64(), min(90, at[1]+span*w.Float64())},
		})
	case 4:
		return w.frame(at, span)
	default:
		p := w.near(at, span)
		return feature{p, geo.BoxOf(p.Bound())}
	}
}

// frame makes a rectangle with a rectangular hole.
func (w world) frame(at orb.Point, span float64) feature {
	outer := orb.Bound{
		Min: orb.Point{at[0], max(-90, at[1]-span)},
		Max: orb.Point{at[0] + span, min(90, at[1]+span)},
	}
	inner := orb.Bound{
		Min: orb.Point{at[0] + span*0.3, outer.Min[1] + 0.3*(outer.Max[1]-outer.Min[1])},
		Max: orb.Point{at[0] + span*0.6, outer.Min[1] + 0.6*(outer.Max[1]-outer.Min[1])},
	}
	return whole(orb.Polygon{outer.ToRing(), inner.ToRing()})
}

// whole gives a geometry, whose longitudes may go beyond 180, its box.
func whole(g orb.Geometry) feature {
	box := geo.BoxOf(g.Bound())
	if box.West > 180 {
		box.West -= 360
		box.East -= 360
	}
	if box.East > 180 {
		box.East -= 360
		if box.East >= box.West {
			box.West, box.East = -180, 180
		}
	}
	return feature{g, box}
}

// features makes n of them in one small world, some of them twice.
func (w world) features(n int, make func(c orb.Point, size float64) feature) ([]feature, orb.Point, float64) {
	c, size := w.centre(), w.size()
	var fs []feature
	for len(fs) < n {
		if len(fs) > 0 && w.IntN(5) == 0 {
			fs = append(fs, fs[w.IntN(len(fs))])
			continue
		}
		fs = append(fs, make(c, size))
	}
	return fs, c, size
}

// box picks a box to search, one in two across the antimeridian if it is near.
func (w world) box(c orb.Point, size float64) geo.Box {
	a, b := w.near(c, size), w.near(c, size)
	box := geo.Box{West: a[0], South: min(a[1], b[1]), East: b[0], North: max(a[1], b[1])}
	switch w.IntN(6) {
	case 0:
		box.South = -90
	case 1:
		box.North = 90
	case 2:
		box.East = box.West
	}
	return box
}
