package mvt

import "github.com/paulmach/orb"

// project carries positions to the grid, with more of them where edges bend.
func (e *encoder) project(dst, src []orb.Point, closed bool) []orb.Point {
	prev := src[0]
	if closed {
		prev = src[len(src)-1]
	}
	for _, p := range src {
		for k, n := 1, e.win.pieces(prev, p); k < n; k++ {
			dst = append(dst, e.win.grid(between(prev, p, float64(k)/float64(n))))
		}
		dst = append(dst, e.win.grid(p))
		prev = p
	}
	return dst
}

func between(p, q orb.Point, u float64) orb.Point {
	return orb.Point{p[0] + (q[0]-p[0])*u, p[1] + (q[1]-p[1])*u}
}

// roundLine appends positions as corners of the grid, each once where several in
// a row are the same. Where the CRS is not separable they are on the grid
// already.
func (e *encoder) roundLine(dst []pt, src []orb.Point, closed bool) []pt {
	w, start := &e.win, len(dst)
	add := func(p orb.Point) {
		if q := w.round(p); len(dst) == start || dst[len(dst)-1] != q {
			dst = append(dst, q)
		}
	}
	if !w.separable {
		for _, p := range src {
			add(p)
		}
		return dst
	}
	prev := src[0]
	if closed {
		prev = src[len(src)-1]
	}
	for _, p := range src {
		for k, n := 1, w.pieces(prev, p); k < n; k++ {
			add(w.grid(between(prev, p, float64(k)/float64(n))))
		}
		add(w.grid(p))
		prev = p
	}
	return dst
}

// lines leaves in e.shapes what is to be written for lines.
func (e *encoder) lines(ls []orb.LineString, where placement) {
	e.pts, e.shapes = e.pts[:0], e.shapes[:0]
	for _, l := range ls {
		kept := len(e.shapes)
		e.entered = false
		for turn := where.first; turn <= where.last && len(l) > 0; turn++ {
			if where.inside && turn == 0 && e.win.separable {
				e.addLine(l)
				continue
			}
			clipLine(&e.clipA, l, float64(turn)*360, &e.win.box, func(part []orb.Point) {
				if e.win.separable {
					e.addLine(part)
					return
				}
				e.bent = e.project(e.bent[:0], part, false)
				clipLine(&e.clipB, e.bent, 0, &e.win.gridBox, e.addLine)
			})
		}
		if e.entered && kept == len(e.shapes) {
			e.lostParts++
		}
	}
}

// addLine adds a line in the window, if it goes anywhere on the grid.
func (e *encoder) addLine(l []orb.Point) {
	start := len(e.pts)
	e.pts = e.roundLine(e.pts, l, false)
	pts := e.pts[start:]
	e.entered = e.entered || e.win.inner(pts) >= 0
	if len(pts) < 2 {
		e.pts = e.pts[:start]
		return
	}
	if e.tolerance > 0 {
		e.line = append(e.line[:0], pts...)
		if short := e.simplify(e.line, e.tolerance); len(short) > 2 || short[0] != short[1] {
			e.pts = e.pts[:start+copy(pts, short)]
		} // else it is a small loop
	}
	e.shapes = append(e.shapes, shape{int32(start), int32(len(e.pts)), false, false})
}

// clipLine calls add with each part of a line that is in a box. The part is in
// room and lasts for the call.
func clipLine(room *[]orb.Point, l []orb.Point, shift float64, b *orb.Bound, add func([]orb.Point)) {
	part := (*room)[:0]
	p := orb.Point{l[0][0] + shift, l[0][1]}
	pc := beyond(b, p)
	if pc == 0 {
		part = append(part, p)
	}
	for _, q := range l[1:] {
		q[0] += shift
		qc := beyond(b, q)
		switch {
		case pc|qc == 0:
			part = append(part, q)
		case pc&qc == 0:
			from, to, ok := clipEdge(b, p, q)
			if !ok {
				break
			}
			if pc != 0 {
				part = append(part, from)
			}
			if part = append(part, to); qc != 0 {
				add(part)
				part = part[:0]
			}
		}
		p, pc = q, qc
	}
	if len(part) > 0 {
		add(part)
	}
	*room = part
}

// points leaves in e.pts what is to be written for points.
func (e *encoder) points(ps []orb.Point, where placement) {
	e.pts = e.pts[:0]
	for _, p := range ps {
		for turn := where.first; turn <= where.last; turn++ {
			p := orb.Point{p[0] + float64(turn)*360, p[1]}
			if beyond(&e.win.box, p) != 0 {
				continue
			}
			if p = e.win.grid(p); e.win.separable || beyond(&e.win.gridBox, p) == 0 {
				e.pts = append(e.pts, e.win.round(p))
			}
		}
	}
}
