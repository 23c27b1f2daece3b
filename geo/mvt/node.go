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

// repairing is the memory of the repair.
type repairing struct {
	hot     []pt    // corners of hot cells
	columns []int32 // where each column of them begins
	marks   []mark

	arrangement arrangement
	segs        []segment
	firsts      []int32 // of each segment, its first mark
	sided       []sided
	more        []int32
	owners      []owner
	path, seen  []int32
	local       []pt
}

// segment is an edge between two of the corners in encoder.hot, given by their
// numbers, from the lower left one to the other.
type segment struct{ a, b int32 }

// mark packs a segment and the polygon that it bounds, in this order: sorted,
// those that lie on each other are together.
type mark uint64

const (
	cornerBits  = 22
	polygonBits = 20
	maxPolygons = 1 << polygonBits
)

func (m mark) segment() segment {
	return segment{int32(m >> (cornerBits + polygonBits)), int32(m >> polygonBits & (1<<cornerBits - 1))}
}

func (m mark) polygon() int32 { return int32(m & (maxPolygons - 1)) }

func appendMark(marks []mark, a, b, polygon int32) []mark {
	if a > b {
		a, b = b, a
	}
	return append(marks, mark(a)<<(cornerBits+polygonBits)|mark(b)<<polygonBits|mark(polygon))
}

// node cuts rings where they meet, into e.hot and e.marks: of segments of one
// polygon that lie on each other one is left if they are odd, as the even-odd
// rule has it.
func (e *encoder) node(rings []ring) {
	s := &e.sweep
	s.edges, s.questions, e.marks = s.edges[:0], s.questions[:0], e.marks[:0]
	for _, r := range rings {
		p := e.pts[r.end-1]
		for _, q := range e.pts[r.start:r.end] {
			s.edges = append(s.edges, newEdge(p, q, r.polygon))
			p = q
		}
	}
	if s.cross(&e.win) && len(s.edges)+len(s.crossings) < 1<<cornerBits {
		e.heat()
		for i := range s.edges {
			e.snap(&s.edges[i])
		}
	} else {
		e.coarse()
	}
	slices.Sort(e.marks)
	odd := e.marks[:0]
	for i := 0; i < len(e.marks); {
		j := i + 1
		for j < len(e.marks) && e.marks[j] == e.marks[i] {
			j++
		}
		if (j-i)%2 == 1 {
			odd = append(odd, e.marks[i])
		}
		i = j
	}
	e.marks = odd
}

// heat lists the hot cells by columns: those of column x are
// e.hot[e.columns[x-lo]:e.columns[x-lo+1]], in order of y. So they are in the
// order of lowerLeft.
func (e *encoder) heat() {
	s, lo := &e.sweep, e.win.lo
	n := int(e.win.width()) + 2
	e.columns = slices.Grow(e.columns[:0], n)[:n]
	clear(e.columns)
	for i := range s.edges { // each corner is one end of two edges
		e.columns[s.edges[i].a.x-lo]++
		e.columns[s.edges[i].b.x-lo]++
	}
	for _, c := range s.crossings {
		e.columns[c.x-lo]++
	}
	sum := int32(0)
	for i, c := range e.columns {
		e.columns[i] = sum
		sum += c
	}
	e.hot = slices.Grow(e.hot[:0], int(sum))[:sum]
	put := func(p pt) {
		e.hot[e.columns[p.x-lo]] = p
		e.columns[p.x-lo]++
	}
	for i := range s.edges {
		put(s.edges[i].a)
		put(s.edges[i].b)
	}
	for _, c := range s.crossings {
		put(c)
	}
	// Each column was moved to where the next begins.
	kept, from := int32(0), int32(0)
	for i, to := range e.columns {
		column := e.hot[from:to]
		slices.SortFunc(column, func(p, q pt) int { return int(p.y - q.y) })
		e.columns[i] = kept
		for k, p := range column {
			if k == 0 || p != column[k-1] {
				e.hot[kept] = p
				kept++
			}
		}
		from = to
	}
	e.hot = e.hot[:kept]
}

// snap marks the chain that replaces an edge.
func (e *encoder) snap(f *edge) {
	dx, dy := int64(f.b.x-f.a.x), int64(f.b.y-f.a.y)
	last := int32(-1)
	for x := f.a.x; x <= f.b.x; x++ {
		first, end := e.columns[x-e.win.lo], e.columns[x-e.win.lo+1]
		if first == end {
			continue
		}
		// Where the edge is in the column, rounded outwards.
		low, high := f.low, f.high
		if dx > 0 {
			base := int64(f.a.y) * 2 * dx
			from := floorDiv(base+dy*max(0, int64(x-f.a.x)*2-1), 2*dx)
			to := floorDiv(base+dy*min(2*dx, int64(x-f.a.x)*2+1), 2*dx)
			low, high = int32(min(from, to)), int32(max(from, to))+1
		}
		if end-first > 8 {
			i, _ := slices.BinarySearchFunc(e.hot[first:end], low, func(p pt, y int32) int { return cmp.Compare(p.y, y) })
			first += int32(i)
		}
		for first < end && e.hot[first].y < low {
			first++
		}
		n := first
		for n < end && e.hot[n].y <= high {
			n++
		}
		for k := range n - first {
			i := first + k
			if dy < 0 {
				i = n - 1 - k
			}
			if touches(f.a, f.b, e.hot[i]) {
				if last >= 0 {
					e.marks = appendMark(e.marks, last, i, f.ring)
				}
				last = i
			}
		}
	}
}

// touches reports whether the edge from a to b, in the order of lowerLeft, meets
// the cell of a corner. In doubled coordinates the cell is the square of h ± 1
// without its right and upper edges; think of these as moved in by something
// infinitely small. An edge misses a square if it is beyond it in x or in y, or
// if all of the square is on one side of its line.
func touches(a, b, h pt) bool {
	left, right := 2*int64(h.x)-1, 2*int64(h.x)+1
	low, high := 2*int64(h.y)-1, 2*int64(h.y)+1
	ax, ay, bx, by := 2*int64(a.x), 2*int64(a.y), 2*int64(b.x), 2*int64(b.y)
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
// edge becomes the chain of all cells that it meets, which takes time in
// proportion to the number of edges.
func (e *encoder) coarse() {
	const cells, steps = 128, 20_000_000
	w, edges := &e.win, e.sweep.edges
	size := max(1, w.width()/cells)
	for int64(len(edges))*2*int64(w.width()/size) > steps && size < w.width()/4 {
		size *= 2
	}
	n := (w.width()+size/2)/size + 1 // corners in a column
	e.hot = e.hot[:0]
	for x := range n {
		for y := range n {
			e.hot = append(e.hot, pt{min(x*size+w.lo, w.hi), min(y*size+w.lo, w.hi)})
		}
	}
	down := func(p pt) pt { return pt{(p.x - w.lo + size/2) / size, (p.y - w.lo + size/2) / size} }
	for i := range edges {
		a, b := down(edges[i].a), down(edges[i].b)
		if lowerLeft(b, a) {
			a, b = b, a
		}
		step := int32(1)
		if b.y < a.y {
			step = -1
		}
		last := a
		for range int(b.x-a.x) + int((b.y-a.y)*step) { // at most so many cells
			if last == b {
				break
			}
			next := pt{last.x + 1, last.y} // one of three
			for _, c := range [2]pt{{last.x, last.y + step}, {last.x + 1, last.y + step}} {
				if !touches(a, b, next) {
					next = c
				}
			}
			e.marks = appendMark(e.marks, last.x*n+last.y, next.x*n+next.y, edges[i].ring)
			last = next
		}
	}
}
