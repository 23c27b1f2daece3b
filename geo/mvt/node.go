package mvt

import (
	"cmp"
	"slices"
)

// Noding by snap rounding (Hobby 1999; Guibas and Marimont 1998). A cell here is
// the square around a corner of the grid, with its left and lower edges. Cells
// that hold an end of an edge or a crossing are hot. Each edge is replaced by a
// chain through the corners of all hot cells that it meets: it moves by half a
// cell at most, and then edges have nothing in common but their ends. All of it
// is in integers, and exact.

// seg is an edge of polygon between two corners, a before b by lowerLeft.
type seg struct {
	polygon int32
	a, b    pt
}

func compareSegs(s, t seg) int {
	return cmp.Or(cmp.Compare(s.polygon, t.polygon), compareCorners(s.a, t.a), compareCorners(s.b, t.b))
}

func compareCorners(p, q pt) int { return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y)) }

// odd sorts segments and leaves one of those that occur an odd number of times
// in a polygon: two cancel, by the even-odd rule.
func odd(segs []seg) []seg {
	slices.SortFunc(segs, compareSegs)
	out := segs[:0]
	for i := 0; i < len(segs); {
		j := i + 1
		for j < len(segs) && segs[j] == segs[i] {
			j++
		}
		if (j-i)%2 == 1 {
			out = append(out, segs[i])
		}
		i = j
	}
	return out
}

// node cuts the rings in e.rings where they meet, into e.segs.
func (e *encoder) node() {
	e.segs = e.segs[:0]
	for _, r := range e.rings {
		p := e.pts[r.end-1]
		for _, q := range e.pts[r.start:r.end] {
			e.segs = appendSeg(e.segs, r.polygon, p, q)
			p = q
		}
	}
	e.segs = odd(e.segs)
	s := &e.sweep
	s.edges, s.questions = s.edges[:0], s.questions[:0]
	for _, g := range e.segs {
		s.edges = append(s.edges, newEdge(g.a, g.b, 0))
	}
	if !s.cross(&e.win) {
		e.segs = odd(e.coarse(e.segs))
		return
	}
	e.heat()
	e.cutSegs = e.cutSegs[:0]
	for _, g := range e.segs {
		e.cutSegs = e.snap(e.cutSegs, g)
	}
	e.segs, e.cutSegs = odd(e.cutSegs), e.segs
}

func appendSeg(segs []seg, polygon int32, p, q pt) []seg {
	switch c := compareCorners(p, q); {
	case c < 0:
		return append(segs, seg{polygon, p, q})
	case c > 0:
		return append(segs, seg{polygon, q, p})
	}
	return segs
}

// heat lists the hot cells by columns: those of column x are
// e.hot[e.columns[x-lo]:e.columns[x-lo+1]], in order of y.
func (e *encoder) heat() {
	e.hot = append(e.hot[:0], e.sweep.crossings...)
	for _, g := range e.segs {
		e.hot = append(e.hot, g.a, g.b)
	}
	slices.SortFunc(e.hot, compareCorners)
	e.hot = slices.Compact(e.hot)
	n := int(e.win.width()) + 2
	e.columns = slices.Grow(e.columns[:0], n)[:n]
	i := int32(0)
	for c := range e.columns {
		for int(i) < len(e.hot) && e.hot[i].x < e.win.lo+int32(c) {
			i++
		}
		e.columns[c] = i
	}
}

// snap appends the chain that replaces a segment.
func (e *encoder) snap(dst []seg, g seg) []seg {
	dx, dy := int64(g.b.x-g.a.x), int64(g.b.y-g.a.y)
	last := g.a
	for x := g.a.x; x <= g.b.x; x++ {
		column := e.hot[e.columns[x-e.win.lo]:e.columns[x-e.win.lo+1]]
		if len(column) == 0 {
			continue
		}
		// Where the segment is in the column, rounded outwards.
		from, to := int64(g.a.y), int64(g.b.y)
		if dx > 0 {
			base := int64(g.a.y) * 2 * dx
			l := base + dy*max(0, int64(x-g.a.x)*2-1)
			r := base + dy*min(2*dx, int64(x-g.a.x)*2+1)
			from, to = floorDiv(l, 2*dx), floorDiv(r, 2*dx)
		}
		low, high := int32(min(from, to)), int32(max(from, to))+1
		first, _ := slices.BinarySearchFunc(column, low, func(p pt, y int32) int { return cmp.Compare(p.y, y) })
		end := first
		for end < len(column) && column[end].y <= high {
			end++
		}
		for k := range end - first {
			i := first + k
			if dy < 0 {
				i = end - 1 - k
			}
			if h := column[i]; h != last && touches(g, h) {
				dst = appendSeg(dst, g.polygon, last, h)
				last = h
			}
		}
	}
	return dst
}

// touches reports whether a segment meets the cell of a corner. In doubled
// coordinates the cell is the square of h ± 1 without its right and upper edges;
// think of these as moved in by something infinitely small. A segment misses a
// square if it is beyond it in x or in y, or if all of the square is on one side
// of its line.
func touches(g seg, h pt) bool {
	left, right := 2*int64(h.x)-1, 2*int64(h.x)+1
	low, high := 2*int64(h.y)-1, 2*int64(h.y)+1
	ax, ay, bx, by := 2*int64(g.a.x), 2*int64(g.a.y), 2*int64(g.b.x), 2*int64(g.b.y)
	if bx < left || ax >= right || max(ay, by) < low || min(ay, by) >= high {
		return false
	}
	// f(x, y) = u (x - ax) + v (y - ay) is 0 on the line. Its least and
	// greatest values are at two opposite corners of the square.
	u, v := ay-by, bx-ax
	minX, maxX := left, right
	if u < 0 {
		minX, maxX = right, left
	}
	minY, maxY := low, high
	if v < 0 {
		minY, maxY = high, low
	}
	least := u*(minX-ax) + v*(minY-ay)
	most := u*(maxX-ax) + v*(maxY-ay)
	// A corner on a moved edge does not reach its value.
	if least > 0 || least == 0 && (u < 0 || v < 0) {
		return false
	}
	return most > 0 || most == 0 && u <= 0 && v <= 0
}

// coarse is the noding of last resort, for what crosses itself more often than a
// tile has room for: on a grid of 128 cells a side or fewer, all of them hot. Each
// segment becomes the chain of all cells that it meets, which takes time in
// proportion to the number of segments.
func (e *encoder) coarse(segs []seg) []seg {
	const cells, steps = 128, 20_000_000
	size := max(1, e.win.width()/cells)
	for int64(len(segs))*2*int64(e.win.width()/size) > steps && size < e.win.width()/4 {
		size *= 2
	}
	down := func(p pt) pt { return pt{(p.x - e.win.lo + size/2) / size, (p.y - e.win.lo + size/2) / size} }
	up := func(p pt) pt {
		return pt{min(p.x*size+e.win.lo, e.win.hi), min(p.y*size+e.win.lo, e.win.hi)}
	}
	out := e.cutSegs[:0]
	for _, s := range segs {
		a, b := down(s.a), down(s.b)
		g := seg{a: a, b: b}
		if compareCorners(a, b) > 0 {
			g.a, g.b = b, a
		}
		step := int32(1)
		if g.b.y < g.a.y {
			step = -1
		}
		last := g.a
		for range int(g.b.x-g.a.x) + int((g.b.y-g.a.y)*step) { // at most so many cells
			if last == g.b {
				break
			}
			next := pt{last.x + 1, last.y} // one of three
			for _, c := range [2]pt{{last.x, last.y + step}, {last.x + 1, last.y + step}} {
				if !touches(g, next) {
					next = c
				}
			}
			out = appendSeg(out, s.polygon, up(last), up(next))
			last = next
		}
	}
	e.cutSegs = segs
	return out
}
