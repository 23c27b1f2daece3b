package hours

import "slices"

// cell is what holds over a stretch of time.
type cell struct {
	state, day State
	comment    string
	opens      bool // it is Unknown when it shuts, but not that it opens
	notice     bool // in a timeline of a Book: a notice says so
}

// run is a cell from a minute of a day on, until the next run.
type run struct {
	at   int
	cell cell
}

// canvas is a day on which parts are painted one over the other: runs from
// minute 0 to 1440, in order.
type canvas []run

func (c canvas) end(i int) int {
	if i+1 < len(c) {
		return c[i+1].at
	}
	return dayMinutes
}

// clear makes the day closed.
func (c *canvas) clear() { *c = append((*c)[:0], run{0, cell{state: Closed}}) }

// paint sets the minutes from one to another, which are cut to the day.
func (c *canvas) paint(from, to int, with cell) {
	from, to = max(from, 0), min(to, dayMinutes)
	if from >= to {
		return
	}
	c.cut(from)
	c.cut(to)
	for i := range *c {
		r := &(*c)[i]
		if r.at >= from && r.at < to {
			r.cell = with
		}
	}
}

// cut makes a run begin at a minute.
func (c *canvas) cut(at int) {
	i, found := slices.BinarySearchFunc(*c, at, func(r run, at int) int { return r.at - at })
	if found || at == dayMinutes {
		return
	}
	*c = slices.Insert(*c, i, run{at, (*c)[i-1].cell})
}

// on returns c with a fallback under it, which shows where c is closed.
func (c canvas) on(fallback canvas) canvas {
	var both canvas
	c.with(fallback, func(at int, over, under cell) {
		if over.state == Closed && under.state != Closed {
			over = under
		}
		both = append(both, run{at, over})
	})
	return both
}

// with goes through the minutes at which one of two canvases changes.
func (c canvas) with(d canvas, f func(at int, a, b cell)) {
	for i, j := 0, 0; i < len(c) && j < len(d); {
		f(max(c[i].at, d[j].at), c[i].cell, d[j].cell)
		endC, endD := c.end(i), d.end(j)
		if endC <= endD {
			i++
		}
		if endD <= endC {
			j++
		}
	}
}

// finish joins runs that are the same, and says of all of them whether the day
// is one on which it opens.
func (c *canvas) finish() {
	opens := Closed
	for _, r := range *c {
		switch {
		case r.cell.state == Open || r.cell.opens:
			opens = Open
		case r.cell.state == Unknown && opens == Closed:
			opens = Unknown
		}
	}
	for i := range *c {
		(*c)[i].cell.day = opens
	}
	*c = slices.CompactFunc(*c, func(a, b run) bool { return a.cell == b.cell })
}

// agree makes a canvas of what two have in common. Where they differ it is
// Unknown, with a comment that says why.
func (c canvas) agree(d canvas, why string) canvas {
	var both canvas
	c.with(d, func(at int, a, b cell) {
		if a.state != b.state {
			a.state, a.comment = Unknown, why
		} else if a.comment != b.comment {
			a.comment = ""
		}
		if a.day != b.day {
			a.day = Unknown
		}
		a.opens = a.opens && b.opens
		both = append(both, run{at, a})
	})
	return slices.CompactFunc(both, func(a, b run) bool { return a.cell == b.cell })
}
