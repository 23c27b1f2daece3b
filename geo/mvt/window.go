package mvt

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// pt is a corner of the tile's grid: x eastwards from the left edge, y
// southwards from the top one.
type pt struct{ x, y int32 }

// window is where a tile lies, and the way from degrees to its grid.
type window struct {
	lo, hi  int32     // the coordinates that are kept, ends included
	gridBox orb.Bound // the same as a box

	// box holds all that is kept, in degrees; its longitudes may go beyond
	// ±180. Where the CRS is separable it holds no more, and clipping to it is
	// all the clipping there is.
	box       orb.Bound
	separable bool
	wraps     bool // longitudes that differ by 360 are one

	// An edge that spans lon and lat in degrees leaves its chord by at most
	// (bend[0] lon² + bend[1] lat²) × bendTolerance.
	bend [2]float64

	set        *tile.Set
	west, top  float64 // in the CRS
	cells      float64 // for each unit of the CRS
	cols, rows axis    // where separable
}

// bendTolerance is how far in cells an edge may be from where its projection is
// before it gets another vertex.
const bendTolerance = 0.25

func newWindow(set *tile.Set, id tile.ID, o Options) window {
	b := set.Bounds(id)
	w := window{
		lo: int32(-o.Buffer), hi: int32(o.Extent + o.Buffer),
		set: set, west: b.Min[0], top: b.Max[1], cells: float64(o.Extent) / set.Side(id.Z),
		separable: set.CRS.Separable, wraps: set.Wraps(),
	}
	lo, hi := float64(w.lo), float64(w.hi)
	w.gridBox = orb.Bound{Min: orb.Point{lo, lo}, Max: orb.Point{hi, hi}}
	if !w.separable {
		box := set.Box(id, float64(o.Buffer)/float64(o.Extent))
		w.box = orb.Bound{Min: orb.Point{box.West, box.South}, Max: orb.Point{box.East, box.North}}
		w.bend = w.bends()
		return w
	}
	pad := float64(o.Buffer) / w.cells
	w.box = orb.Bound{
		Min: set.CRS.Inverse(orb.Point{b.Min[0] - pad, b.Min[1] - pad}),
		Max: set.CRS.Inverse(orb.Point{b.Max[0] + pad, b.Max[1] + pad}),
	}
	mid := w.box.Center()
	w.cols = newAxis(w.box.Min[0], w.box.Max[0], func(lon float64) float64 {
		return (set.CRS.Forward(orb.Point{lon, mid[1]})[0] - w.west) * w.cells
	})
	w.rows = newAxis(w.box.Min[1], w.box.Max[1], func(lat float64) float64 {
		return (w.top - set.CRS.Forward(orb.Point{mid[0], lat})[1]) * w.cells
	})
	w.bend = w.bends()
	return w
}

// grid carries a position in the box to the grid.
func (w *window) grid(p orb.Point) orb.Point {
	if w.separable {
		return orb.Point{w.cols.at(p[0]), w.rows.at(p[1])}
	}
	q := w.set.CRS.Forward(p)
	return orb.Point{(q[0] - w.west) * w.cells, (w.top - q[1]) * w.cells}
}

// round returns the nearest corner of the grid; of two as near the one to the
// right or below, so that tiles round alike. What is not a number becomes
// something.
func (w *window) round(p orb.Point) pt {
	return pt{w.round1(p[0]), w.round1(p[1])}
}

func (w *window) round1(v float64) int32 {
	// Truncation is the floor of what is positive.
	n := int32(v+(maxGrid+0.5)) - maxGrid
	return min(max(n, w.lo), w.hi)
}

// bends measures how much the grid bends an edge: by Taylor's rule an eighth of
// the second derivative times the square of its length. It is taken at nine by
// nine places of the box.
func (w *window) bends() [2]float64 {
	const n, fine = 8, 64
	size := orb.Point{w.box.Max[0] - w.box.Min[0], w.box.Max[1] - w.box.Min[1]}
	h := orb.Point{size[0] / fine, size[1] / fine}
	var lon, lat, both float64
	for i := range n + 1 {
		for j := range n + 1 {
			c := orb.Point{
				w.box.Min[0] + h[0]*float64(min(max(i*fine/n, 1), fine-1)),
				w.box.Min[1] + h[1]*float64(min(max(j*fine/n, 1), fine-1)),
			}
			at := func(i, j float64) orb.Point { return w.grid(orb.Point{c[0] + i*h[0], c[1] + j*h[1]}) }
			second := func(a, b, c, d orb.Point) float64 { return math.Hypot(a[0]-b[0]-c[0]+d[0], a[1]-b[1]-c[1]+d[1]) }
			here := at(0, 0)
			lat = max(lat, second(at(0, -1), here, here, at(0, 1)))
			if w.separable && i > 0 {
				continue // one column is like another
			}
			lon = max(lon, second(at(-1, 0), here, here, at(1, 0)))
			if !w.separable {
				both = max(both, second(at(-1, -1), at(1, -1), at(-1, 1), at(1, 1))/4)
			}
		}
		if w.separable {
			break
		}
	}
	// 2 |xy| ≤ x² + y² shares the mixed derivative out.
	const scale = 1 / (8 * bendTolerance)
	return [2]float64{
		(lon/(h[0]*h[0]) + both/(h[0]*h[1])) * scale,
		(lat/(h[1]*h[1]) + both/(h[0]*h[1])) * scale,
	}
}

// pieces returns into how many an edge is to be cut to look straight.
func (w *window) pieces(p, q orb.Point) int {
	lon, lat := q[0]-p[0], q[1]-p[1]
	if w.separable && (lon == 0 || lat == 0) {
		return 1 // meridians and parallels stay straight
	}
	m := w.bend[0]*lon*lon + w.bend[1]*lat*lat
	if !(m > 1) {
		return 1
	}
	return int(math.Ceil(math.Sqrt(min(m, 1e6))))
}

// axis is a function of one coordinate, and a polynomial that is within
// axisError of it on a range, if there is one: it costs a tenth.
type axis struct {
	mid, scale float64
	c          [8]float64 // of powers of (v - mid) scale
	cubic      bool       // the last four are 0
	exact      func(float64) float64
}

const axisError = 1e-4 // cells

func newAxis(low, high float64, f func(float64) float64) axis {
	a := axis{mid: (low + high) / 2, scale: 2 / (high - low)}
	for _, n := range []int{4, 8} {
		a.c = interpolate(n, func(x float64) float64 { return f(a.mid + x/a.scale) })
		a.cubic = n == 4
		if a.worst(f) < axisError {
			return a
		}
	}
	a.exact = f
	return a
}

// worst returns the greatest error, looked for between the knots.
func (a *axis) worst(f func(float64) float64) float64 {
	var worst float64
	for i := range 17 {
		v := a.mid + (float64(i)/8-1)/a.scale
		worst = max(worst, math.Abs(a.at(v)-f(v)))
	}
	return worst
}

func (a *axis) at(v float64) float64 {
	if a.exact != nil {
		return a.exact(v)
	}
	x, c := (v-a.mid)*a.scale, &a.c
	low := c[0] + x*(c[1]+x*(c[2]+x*c[3]))
	if a.cubic {
		return low
	}
	x2 := x * x
	return low + x2*x2*(c[4]+x*(c[5]+x*(c[6]+x*c[7])))
}

// interpolate returns the coefficients of the polynomial through n values of f
// at the Chebyshev knots of -1 to 1, by Newton's divided differences.
func interpolate(n int, f func(float64) float64) (c [8]float64) {
	var x, d [8]float64
	for i := range n {
		x[i] = math.Cos(math.Pi * (float64(i) + 0.5) / float64(n))
		d[i] = f(x[i])
	}
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			d[i] = (d[i] - d[i-1]) / (x[i] - x[i-k])
		}
	}
	for i := n - 1; i >= 0; i-- { // c = c (v - x[i]) + d[i]
		for k := n - 1; k > 0; k-- {
			c[k] = c[k-1] - x[i]*c[k]
		}
		c[0] = d[i] - x[i]*c[0]
	}
	return c
}
