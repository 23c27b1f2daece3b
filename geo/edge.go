package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The nearest place on an edge that is straight in longitude and latitude.
//
// Let s be the distance from the origin along the edge. It can have several
// minima, so the edge is halved until each piece is settled in one of two ways.
//
// A piece is left out where s cannot fall below the best distance known. With
// ends s0 and s1 and a length of at most l, s is at least (s0+s1-l)/2; and
// since s bends upwards by at most C = 1/s + κ for each unit of length, where κ
// bounds the geodesic curvature of the edge, s is at least min(s0,s1) - C l²/8.
//
// A piece is solved where s²/2 is provably convex along it. Its second
// derivative along the piece, with θ the angle at which the edge meets the path
// from the origin, is
//
//	cos²θ + s H sin²θ ± s κ sin θ,   H ≥ cot(s/b)/b
//
// (Rauch's comparison; the curvature of the ellipsoid is at most 1/b²), which
// is above 0 where cot(s/b) > b κ. Then there is one minimum, where the first
// derivative changes sign, and that can be bracketed.
//
// On the azimuth α the edge has κ = tan φ/N sin α (1 + 1.0203 cos²α) at most,
// so b κ < 1.15 tan φ and b κ < 2.05 |dλ/dφ|.
//
// On a parallel s grows with the difference of longitude, so the answer is
// known. That also bounds s on pieces that are nearly parallels, of which seen
// from near a pole all places can be nearly the nearest.
const (
	edgeTolerance = 1e-4 // metres a piece may promise and still be left out
	valueAccuracy = 1e-5 // metres by which a solved minimum may be missed

	// degree is more than the metres in any degree of latitude, or of longitude
	// for each unit of the cosine of the latitude: the largest radius of
	// curvature is a²/b.
	degree = EquatorialRadius / axisRatio * radian * 1.000001
)

// piece is a part of an edge, between two of its places.
type piece struct {
	low, high end
}

// end is a place on an edge, and the distance to it.
type end struct {
	t      float64 // 0 at the start of the edge, 1 at its end
	metres float64
	slope  float64 // of metres²/2, for each unit of t
}

// path is an edge with the search it is part of.
type path struct {
	*nearest
	a          orb.Point
	dlon, dlat float64 // degrees
	kappa      float64 // bounds b κ where it is smaller than 1.15 tan φ
}

// widestEdge is how many degrees of longitude an edge may have.
const widestEdge = 720

// edgeBound returns a lower bound on the distance to an edge, NaN if it is not
// one.
func (o *Origin) edgeBound(a, b orb.Point) float64 {
	west, east := a[0], b[0]
	if west > east {
		west, east = east, west
	}
	south, north := a[1], b[1]
	if south > north {
		south, north = north, south
	}
	if !(south >= -90 && north <= 90 && east-west <= widestEdge) {
		return math.NaN()
	}
	start := wrap(west)
	return AtLeast(o.HaversineBox(start, south, start+(east-west), north))
}

// edge notes the nearest place on the edge from a to b, if it is nearer than
// what is known.
func (n *nearest) edge(a, b orb.Point) {
	if bound := n.from.edgeBound(a, b); !(bound < n.metres) {
		return
	}
	if a[1] == b[1] {
		at := n.from.onParallel(a[0], b[0], a[1])
		n.note(n.from.Distance(at), at)
		return
	}
	p := path{nearest: n, a: a, dlon: b[0] - a[0], dlat: b[1] - a[1]}
	p.kappa = 2.05 * math.Abs(p.dlon/p.dlat)

	var room [64]piece
	stack := append(room[:0], piece{p.end(0), p.end(1)})
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		low, high := s.low, s.high
		least, most, tan := p.reach(s)
		if !(least < n.metres-edgeTolerance) {
			continue
		}
		if y := most / PolarRadius; y < 1.5 && tan*math.Tan(y) < 1 {
			p.solve(low, high)
			continue
		}
		if !(p.offParallel(s) < n.metres-edgeTolerance) {
			continue
		}
		middle := p.end((low.t + high.t) / 2)
		stack = append(stack, piece{low, middle}, piece{middle, high})
		if last := len(stack) - 1; high.metres > low.metres {
			stack[last], stack[last-1] = stack[last-1], stack[last]
		}
	}
}

// onParallel returns the place nearest to the origin on a parallel between two
// longitudes.
func (o *Origin) onParallel(lon0, lon1, lat float64) orb.Point {
	west := wrap(min(lon0, lon1))
	_, along := o.gap(west, west+math.Abs(lon1-lon0))
	return orb.Point{wrap(west + along), lat}
}

// end measures the distance at t, and notes it.
func (p *path) end(t float64) end {
	q := Normalize(orb.Point{p.a[0] + t*p.dlon, p.lat(t)})
	r := p.from.rayTo(q)
	p.note(r.metres, q)
	return end{t, r.metres, r.metres * radian * (r.byLon*p.dlon + r.byLat*p.dlat)}
}

func (p *path) lat(t float64) float64 {
	return math.Max(-90, math.Min(90, p.a[1]+t*p.dlat))
}

// reach returns bounds on the distances to a piece, and one on its b κ.
func (p *path) reach(s piece) (least, most, kappa float64) {
	lat0, lat1 := math.Abs(p.lat(s.low.t)), math.Abs(p.lat(s.high.t))
	dt := s.high.t - s.low.t
	dlat := math.Abs(p.dlat) * dt
	cos := 1.0
	if nearer := math.Min(lat0, lat1); nearer >= dlat { // not across the equator
		cos = math.Cos(nearer * radian)
	}
	kappa = math.Min(p.kappa, 1.15*math.Tan(math.Max(lat0, lat1)*radian))
	length := degree * math.Hypot(dlat, cos*p.dlon*dt)
	sum := s.low.metres + s.high.metres
	least, most = (sum-length)/2, (sum+length)/2
	if least > 0 {
		bend := 1/least + kappa/PolarRadius
		least = math.Max(least, math.Min(s.low.metres, s.high.metres)-bend*length*length/8)
	}
	return least, most, kappa
}

// offParallel returns a lower bound on the distances to a piece: that to its
// middle parallel, less the way from there to its ends.
func (p *path) offParallel(s piece) float64 {
	lon0, lon1 := p.a[0]+s.low.t*p.dlon, p.a[0]+s.high.t*p.dlon
	middle := (p.lat(s.low.t) + p.lat(s.high.t)) / 2
	at := p.from.onParallel(lon0, lon1, middle)
	return p.from.Distance(at) - degree/2*math.Abs(p.dlat)*(s.high.t-s.low.t)
}

// solve finds the minimum on a piece along which the slope only grows, by false
// position with Anderson and Björck's correction. A value found is above the
// minimum by at most its slope times the width of the bracket.
func (p *path) solve(low, high end) {
	if low.slope >= 0 || high.slope <= 0 {
		return
	}
	var last *end // the end that the latest point became
	for range 100 {
		t := high.t - high.slope*(high.t-low.t)/(high.slope-low.slope)
		if !(t > low.t && t < high.t) {
			t = (low.t + high.t) / 2
		}
		mid := p.end(t)
		left := math.Abs(mid.slope) * (high.t - low.t)
		if left <= valueAccuracy*math.Max(mid.metres, valueAccuracy)/2 || t == low.t || t == high.t {
			return
		}
		here, other := &low, &high
		if mid.slope > 0 {
			here, other = &high, &low
		}
		if last == here {
			if f := 1 - mid.slope/here.slope; f > 0 {
				other.slope *= f
			} else {
				other.slope /= 2
			}
		}
		*here, last = mid, here
	}
}
