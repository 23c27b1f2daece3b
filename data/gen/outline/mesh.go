// Package outline cuts outlines at a box and simplifies them together, so that
// neighbours keep one border: no gaps, no overlaps.
//
//	m := outline.NewMesh(box)
//	a := m.AddArea(kyrgyzstan)
//	b := m.AddArea(tajikistan)
//	err := m.Simplify(200)        // metres
//	border := m.Area(a)           // has the same positions as m.Area(b)
package outline

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"pamir/data/gen/chain"
)

// Grid is the step of all positions, in degrees: about one metre.
const Grid = 1e-5

// point is a position in steps of Grid.
type point struct{ x, y int32 }

func toPoint(p orb.Point) point {
	return point{int32(math.Round(p[0] / Grid)), int32(math.Round(p[1] / Grid))}
}

// degrees is exact to the last digit that is written.
func (p point) degrees() orb.Point {
	return orb.Point{float64(p.x) / 1e5, float64(p.y) / 1e5}
}

func (p point) less(q point) bool { return p.x < q.x || p.x == q.x && p.y < q.y }

// Mesh is a set of outlines cut into arcs: stretches between places where
// outlines meet, part or leave the box. Equal stretches are one arc.
type Mesh struct {
	box        [2]point // corners; every position on its edges is kept
	neighbours map[point][]point
	ends       map[point]bool // of lines
	areas      [][][]*path    // area, polygon, ring
	lines      [][]*path      // set of lines, line
	finer      map[arcKey]int
	metres     float64
	xScale     float64 // of a degree of longitude, relative to latitude
}

// path is one line or, if closed, one ring without its last position.
type path struct {
	points []point
	closed bool
}

// arcKey names an arc, whichever way it runs: ends, the inner neighbours of
// the ends and the number of positions.
type arcKey struct {
	a, a2, b2, b point
	n            int
}

// maxFiner is how often the tolerance of an arc is halved before it is kept as
// it is.
const maxFiner = 6

// NewMesh returns a mesh of outlines that were cut at the box.
func NewMesh(box orb.Bound) *Mesh {
	return &Mesh{
		box:        [2]point{toPoint(box.Min), toPoint(box.Max)},
		neighbours: map[point][]point{},
		ends:       map[point]bool{},
		finer:      map[arcKey]int{},
		xScale:     math.Cos(box.Center()[1] * math.Pi / 180),
	}
}

// AddArea adds polygons and returns their number for Area.
func (m *Mesh) AddArea(area orb.MultiPolygon) int {
	var paths [][]*path
	for _, polygon := range area {
		var rings []*path
		for i, r := range polygon {
			p := m.add(r, true)
			if p == nil && i == 0 {
				break // smaller than the grid
			}
			if p != nil {
				rings = append(rings, p)
			}
		}
		if len(rings) > 0 {
			paths = append(paths, rings)
		}
	}
	m.areas = append(m.areas, paths)
	return len(m.areas) - 1
}

// AddLines adds lines and returns their number for Lines. Lines are joined
// where two ends meet, and go through positions that were added before where
// they miss them by a step of the grid.
func (m *Mesh) AddLines(lines orb.MultiLineString) int {
	var pieces []chain.Piece[orb.Point]
	for _, l := range lines {
		pieces = append(pieces, chain.Piece[orb.Point]{Points: l})
	}
	lines = nil
	for _, p := range chain.Join(pieces) {
		lines = append(lines, p.Points)
	}
	var paths []*path
	for _, l := range lines {
		if p := m.add(l, false); p != nil {
			paths = append(paths, p)
		}
	}
	m.lines = append(m.lines, paths)
	return len(m.lines) - 1
}

// add notes a line and which positions are neighbours on it.
func (m *Mesh) add(line []orb.Point, closed bool) *path {
	p := &path{closed: closed}
	for _, q := range line {
		g := toPoint(q)
		if !closed {
			g = m.snap(g)
		}
		if n := len(p.points); n == 0 || p.points[n-1] != g {
			p.points = append(p.points, g)
		}
	}
	if n := len(p.points); closed && n > 1 && p.points[0] == p.points[n-1] {
		p.points = p.points[:n-1]
	}
	n := len(p.points)
	if n < 2 || closed && n < 3 {
		return nil
	}
	for i := range n - 1 {
		m.link(p.points[i], p.points[i+1])
	}
	if closed {
		m.link(p.points[n-1], p.points[0])
	} else {
		m.ends[p.points[0]], m.ends[p.points[n-1]] = true, true
	}
	return p
}

// snap returns the position that was added before one step away, or p. Two
// files of one source may have rounded a position differently.
func (m *Mesh) snap(p point) point {
	if m.neighbours[p] != nil {
		return p
	}
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-1); dy <= 1; dy++ {
			if q := (point{p.x + dx, p.y + dy}); m.neighbours[q] != nil {
				return q
			}
		}
	}
	return p
}

func (m *Mesh) link(a, b point) {
	for _, pair := range [2][2]point{{a, b}, {b, a}} {
		if list := m.neighbours[pair[0]]; !slices.Contains(list, pair[1]) {
			m.neighbours[pair[0]] = append(list, pair[1])
		}
	}
}

// fixed tells whether a position ends arcs.
func (m *Mesh) fixed(p point) bool {
	return len(m.neighbours[p]) != 2 || m.ends[p] ||
		p.x == m.box[0].x || p.x == m.box[1].x || p.y == m.box[0].y || p.y == m.box[1].y
}

// Simplify drops positions that lie closer than metres to the line that
// remains (Douglas-Peucker, arc by arc). Where that would make an area
// invalid, its arcs are taken finer until it is valid. It is called once,
// after everything was added.
func (m *Mesh) Simplify(metres float64) error {
	m.metres = metres
	for range maxFiner + 1 {
		valid := true
		for i, area := range m.areas {
			if Valid(m.Area(i)) == nil {
				continue
			}
			valid = false
			for _, polygon := range area {
				for _, ring := range polygon {
					for _, arc := range m.arcs(ring) {
						key, _ := canonical(arc)
						m.finer[key]++
					}
				}
			}
		}
		if valid {
			return nil
		}
	}
	var all []error
	for i := range m.areas {
		if err := Valid(m.Area(i)); err != nil {
			all = append(all, fmt.Errorf("area %d: %w", i, err))
		}
	}
	return errors.Join(all...)
}

// Area returns the polygons of that number, outer rings counterclockwise
// (RFC 7946, 3.1.6). Rings that shrank to nothing are left out.
func (m *Mesh) Area(i int) orb.MultiPolygon {
	var area orb.MultiPolygon
	for _, polygon := range m.areas[i] {
		var rings orb.Polygon
		for j, p := range polygon {
			ring := orb.Ring(m.line(p))
			if len(ring) < 4 {
				if j == 0 {
					break
				}
				continue
			}
			want := orb.CCW
			if j > 0 {
				want = orb.CW
			}
			if ring.Orientation() != want {
				ring.Reverse()
			}
			rings = append(rings, ring)
		}
		if len(rings) > 0 {
			area = append(area, rings)
		}
	}
	return area
}

// Lines returns the lines of that number.
func (m *Mesh) Lines(i int) orb.MultiLineString {
	var lines orb.MultiLineString
	for _, p := range m.lines[i] {
		lines = append(lines, m.line(p))
	}
	return lines
}

func (m *Mesh) line(p *path) orb.LineString {
	var line orb.LineString
	for _, arc := range m.arcs(p) {
		for i, q := range m.simplify(arc) {
			if i > 0 || len(line) == 0 {
				line = append(line, q.degrees())
			}
		}
	}
	return line
}
