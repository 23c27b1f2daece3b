package route

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// An outline is drawn around the roads that are reached, so far from them as
// Outline says, on a grid: every cell that a road touches is marked, the
// distance to the nearest mark is worked out for each corner (Felzenszwalb and
// Huttenlocher, Distance transforms of sampled functions, 2012), and the line
// at that distance is followed (marching squares). It is smooth and valid, and
// good to a cell.
const (
	gridCells  = 400 // along the longer side
	leastCellM = 25  // metres
	distance0  = 1.5 // of the outline from the roads, in cells
)

// Outline returns the area around the roads that are reached, and how many
// metres it goes beyond them.
func (c *Contour) Outline() (area orb.MultiPolygon, beyond float64) {
	low, high := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	c.Each(func(line orb.LineString) bool {
		for _, p := range line {
			low = orb.Point{min(low[0], p[0]), min(low[1], p[1])}
			high = orb.Point{max(high[0], p[0]), max(high[1], p[1])}
		}
		return true
	})
	if low[0] > high[0] {
		return nil, 0
	}
	g := newGrid(orb.Bound{Min: low, Max: high})
	c.Each(func(line orb.LineString) bool {
		for i := 1; i < len(line); i++ {
			g.mark(line[i-1], line[i])
		}
		return true
	})
	g.transform()
	return g.follow(distance0 * distance0), distance0 * g.cellM
}

// grid is a raster of corners.
type grid struct {
	west, south   float64
	dx, dy        float64 // degrees
	cellM         float64
	width, height int
	d             []float64 // squared distance to the nearest road, in cells
}

func newGrid(b orb.Bound) *grid {
	const metres = 2 * math.Pi * geo.EquatorialRadius / 360 // of a degree at the equator
	cos := math.Max(0.01, math.Cos((b.Min[1]+b.Max[1])/2*math.Pi/180))
	wide, high := (b.Max[0]-b.Min[0])*cos*metres, (b.Max[1]-b.Min[1])*metres
	g := &grid{cellM: math.Max(leastCellM, math.Max(wide, high)/gridCells)}
	g.dy = g.cellM / metres
	g.dx = g.dy / cos
	const margin = 3
	g.west, g.south = b.Min[0]-margin*g.dx, b.Min[1]-margin*g.dy
	g.width, g.height = int(wide/g.cellM)+2*margin+2, int(high/g.cellM)+2*margin+2
	g.d = make([]float64, g.width*g.height)
	for i := range g.d {
		g.d[i] = math.MaxFloat32
	}
	return g
}

// mark marks the corners next to a segment, at every half of a cell.
func (g *grid) mark(a, b orb.Point) {
	x0, y0 := (a[0]-g.west)/g.dx, (a[1]-g.south)/g.dy
	x1, y1 := (b[0]-g.west)/g.dx, (b[1]-g.south)/g.dy
	steps := int(2*math.Max(math.Abs(x1-x0), math.Abs(y1-y0))) + 1
	for i := range steps + 1 {
		s := float64(i) / float64(steps)
		x, y := int(x0+(x1-x0)*s+0.5), int(y0+(y1-y0)*s+0.5)
		if x >= 0 && x < g.width && y >= 0 && y < g.height {
			g.d[y*g.width+x] = 0
		}
	}
}

// transform turns marks into squared distances: first along columns, then rows.
func (g *grid) transform() {
	n := max(g.width, g.height)
	f, d := make([]float64, n), make([]float64, n)
	v, z := make([]int, n), make([]float64, n+1)
	for x := range g.width {
		for y := range g.height {
			f[y] = g.d[y*g.width+x]
		}
		envelope(f[:g.height], d, v, z)
		for y := range g.height {
			g.d[y*g.width+x] = d[y]
		}
	}
	for y := range g.height {
		row := g.d[y*g.width : (y+1)*g.width]
		copy(f, row)
		envelope(f[:g.width], d, v, z)
		copy(row, d)
	}
}

// envelope writes the lower envelope of the parabolas that stand at f.
func envelope(f, d []float64, v []int, z []float64) {
	k := 0
	v[0], z[0], z[1] = 0, math.Inf(-1), math.Inf(1)
	meet := func(q, p int) float64 {
		return ((f[q] + float64(q*q)) - (f[p] + float64(p*p))) / float64(2*(q-p))
	}
	for q := 1; q < len(f); q++ {
		s := meet(q, v[k])
		for s <= z[k] {
			k--
			s = meet(q, v[k])
		}
		k++
		v[k], z[k], z[k+1] = q, s, math.Inf(1)
	}
	k = 0
	for q := range f {
		for z[k+1] < float64(q) {
			k++
		}
		d[q] = float64((q-v[k])*(q-v[k])) + f[v[k]]
	}
}

// follow returns the area in which d is below a level, as polygons. Where two
// opposite corners of a cell are within and the others are not, they are
// joined.
func (g *grid) follow(level float64) orb.MultiPolygon {
	next := map[[2]int][2]int{} // from one crossing of a grid line to the next, the area on the left
	for y := range g.height - 1 {
		for x := range g.width - 1 {
			g.cell(x, y, level, next)
		}
	}
	var outer, holes []orb.Ring
	starts := make([][2]int, 0, len(next))
	for s := range next {
		starts = append(starts, s)
	}
	slices.SortFunc(starts, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, s := range starts {
		if _, ok := next[s]; !ok {
			continue
		}
		var ring orb.Ring
		for at := s; ; {
			ring = append(ring, g.crossing(at, level))
			to := next[at]
			delete(next, at)
			if at = to; at == s {
				break
			}
		}
		ring = append(straighten(ring), ring[0])
		ring[len(ring)-1] = ring[0]
		if signedArea(ring) > 0 {
			outer = append(outer, ring)
		} else if -signedArea(ring) > 4*g.dx*g.dy {
			holes = append(holes, ring)
		}
	}
	area := make(orb.MultiPolygon, len(outer))
	for i, r := range outer {
		area[i] = orb.Polygon{r}
	}
	for _, h := range holes {
		best := -1
		for i, r := range outer {
			if inside(r, h[0]) && (best < 0 || signedArea(r) < signedArea(outer[best])) {
				best = i
			}
		}
		if best >= 0 {
			area[best] = append(area[best], h)
		}
	}
	return area
}

// A crossing is named by the corner at the west or south end of the grid line
// it is on: (2x+1, 2y) on the line to the east, (2x, 2y+1) on that to the north.
func (g *grid) crossing(at [2]int, level float64) orb.Point {
	x, y := at[0]/2, at[1]/2
	a := g.d[y*g.width+x]
	fx, fy := float64(x), float64(y)
	if at[0]&1 == 1 {
		fx += share(a, g.d[y*g.width+x+1], level)
	} else {
		fy += share(a, g.d[(y+1)*g.width+x], level)
	}
	return orb.Point{round7(g.west + fx*g.dx), round7(g.south + fy*g.dy)}
}

// share returns where between two corners the level is, by the distances
// themselves, which are nearly linear.
func share(a, b, level float64) float64 {
	a, b, level = math.Sqrt(a), math.Sqrt(b), math.Sqrt(level)
	return math.Min(0.99, math.Max(0.01, (level-a)/(b-a)))
}

func round7(v float64) float64 { return math.Round(v*1e7) / 1e7 }

// cell adds the pieces of the line in one cell.
func (g *grid) cell(x, y int, level float64, next map[[2]int][2]int) {
	in := func(dx, dy int) bool { return g.d[(y+dy)*g.width+x+dx] < level }
	sw, se, ne, nw := in(0, 0), in(1, 0), in(1, 1), in(0, 1)
	if sw == se && se == ne && ne == nw {
		return
	}
	south, east, north, west := [2]int{2*x + 1, 2 * y}, [2]int{2*x + 2, 2*y + 1}, [2]int{2*x + 1, 2*y + 2}, [2]int{2 * x, 2*y + 1}
	add := func(from, to [2]int) { next[from] = to }
	// each side that is crossed, with the area on the left of the line
	switch {
	case sw && ne && !se && !nw:
		add(south, east)
		add(north, west)
		return
	case se && nw && !sw && !ne:
		add(west, south)
		add(east, north)
		return
	}
	var from, to [2]int
	found := false
	for _, s := range []struct {
		a, b bool // going counter-clockwise round the cell
		at   [2]int
	}{{sw, se, south}, {se, ne, east}, {ne, nw, north}, {nw, sw, west}} {
		if s.a && !s.b { // the line comes in here
			from, found = s.at, true
		} else if !s.a && s.b {
			to = s.at
		}
	}
	if found {
		add(from, to)
	}
}

// straighten leaves out points on a straight line between their neighbours.
func straighten(r orb.Ring) orb.Ring {
	kept := r[:0:0]
	for i, p := range r {
		a, b := r[(i+len(r)-1)%len(r)], r[(i+1)%len(r)]
		if math.Abs((p[0]-a[0])*(b[1]-a[1])-(p[1]-a[1])*(b[0]-a[0])) > 1e-13 {
			kept = append(kept, p)
		}
	}
	if len(kept) < 3 {
		return slices.Clone(r)
	}
	return kept
}

// signedArea is positive where a ring runs counter-clockwise.
func signedArea(r orb.Ring) (sum float64) {
	for i := range r {
		a, b := r[i], r[(i+1)%len(r)]
		sum += a[0]*b[1] - b[0]*a[1]
	}
	return sum / 2
}
