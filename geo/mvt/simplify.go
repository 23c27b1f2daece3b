package mvt

// simplifyBlock is how many vertices are looked at together. The recursion
// costs the square of it at worst and not of the whole line.
const simplifyBlock = 256

// simplifying is the memory of it.
type simplifying struct {
	line []pt
	ends []int32
}

// simplify leaves out, in place, vertices of a line that are within the
// tolerance in cells of what stays (Douglas and Peucker). It keeps the ends, and
// what lies on the rim of the window, where neighbouring tiles must agree.
func (e *encoder) simplify(line []pt, tolerance float64) []pt {
	if len(line) < 3 {
		return line
	}
	limit := tolerance * tolerance
	kept := line[:1]
	from := 0
	for i := 1; i < len(line); i++ {
		if i == len(line)-1 || i-from == simplifyBlock || e.win.onRim(line[i]) {
			// What is kept is written over what has been read.
			kept = e.simplifyPart(kept, line[from:i+1], limit)
			from = i
		}
	}
	return kept
}

// simplifyPart appends what is kept of a line but for its start.
func (e *encoder) simplifyPart(dst, line []pt, limit float64) []pt {
	stack := append(e.ends[:0], int32(len(line)-1))
	from := int32(0)
	for len(stack) > 0 {
		to := stack[len(stack)-1]
		if at, far := farthest(line, from, to); far > limit {
			stack = append(stack, at)
			continue
		}
		stack = stack[:len(stack)-1]
		dst = append(dst, line[to])
		from = to
	}
	e.ends = stack
	return dst
}

// farthest returns which vertex between two is farthest from the edge that
// would join them, and the square of its distance.
func farthest(line []pt, from, to int32) (at int32, far float64) {
	a, b := line[from], line[to]
	dx, dy := int64(b.x-a.x), int64(b.y-a.y)
	long := dx*dx + dy*dy
	var worst float64 // times long
	for i := from + 1; i < to; i++ {
		px, py := int64(line[i].x-a.x), int64(line[i].y-a.y)
		var d float64
		switch along := px*dx + py*dy; {
		case along <= 0:
			d = float64(px*px+py*py) * float64(max(long, 1))
		case along >= long:
			px, py = px-dx, py-dy
			d = float64(px*px+py*py) * float64(long)
		default:
			c := float64(px*dy - py*dx)
			d = c * c
		}
		if d > worst {
			worst, at = d, i
		}
	}
	return at, worst / float64(max(long, 1))
}

// simplifyRing does so with a closed ring. One that would vanish stays as it is.
func (e *encoder) simplifyRing(ring []pt, tolerance float64) []pt {
	if len(ring) < 5 {
		return ring
	}
	e.line = append(append(e.line[:0], ring...), ring[0])
	short := e.simplify(e.line, tolerance)
	short = short[:len(short)-1]
	if len(short) < 3 || area2(short) == 0 {
		return ring
	}
	return ring[:copy(ring, short)]
}

// onRim reports whether a corner lies where the window cuts.
func (w *window) onRim(p pt) bool {
	return p.x == w.lo || p.x == w.hi || p.y == w.lo || p.y == w.hi
}

// area2 returns twice the area of a ring by the surveyor's formula: positive for
// shells, as the specification winds them (section 4.3.3.3).
func area2(ring []pt) int64 {
	var sum int64
	p := ring[len(ring)-1]
	for _, q := range ring {
		sum += int64(p.x)*int64(q.y) - int64(q.x)*int64(p.y)
		p = q
	}
	return sum
}

// cross tells on which side of the line from a to b the corner c lies: its sign
// is that of the area of the triangle.
func cross(a, b, c pt) int64 {
	return int64(b.x-a.x)*int64(c.y-a.y) - int64(b.y-a.y)*int64(c.x-a.x)
}

// straighten takes, in place, out of a ring what encloses nothing: doubled
// vertices, and spikes, where an edge goes back along the one before. By the
// even-odd rule nothing changes. What is left has no vertices or at least three.
func straighten(ring []pt) []pt {
	out := ring[:0]
	for _, p := range ring {
		out = push(out, p)
	}
	// The same at the seam.
	for len(out) >= 3 {
		n := len(out)
		switch {
		case out[0] == out[n-1] || turnsBack(out[n-2], out[n-1], out[0]):
			out = out[:n-1]
		case turnsBack(out[n-1], out[0], out[1]):
			out = out[:copy(out, out[1:])]
		default:
			return out
		}
	}
	return out[:0]
}

// push adds a vertex to a chain without spikes.
func push(chain []pt, p pt) []pt {
	for {
		n := len(chain)
		switch {
		case n > 0 && chain[n-1] == p:
			return chain
		case n > 1 && turnsBack(chain[n-2], chain[n-1], p):
			chain = chain[:n-1]
		default:
			return append(chain, p)
		}
	}
}

// turnsBack reports whether the edge from b to c lies on the one from a to b.
func turnsBack(a, b, c pt) bool {
	return cross(a, b, c) == 0 && int64(b.x-a.x)*int64(c.x-b.x)+int64(b.y-a.y)*int64(c.y-b.y) < 0
}
