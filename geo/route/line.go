package route

import "github.com/paulmach/orb"

// appendLine appends the line of an arc, from one part of its length to
// another, to a line that ends where it begins.
func (g *graph) appendLine(line orb.LineString, arc uint32, from, to float64) orb.LineString {
	points := g.points(arc >> 1)
	at := func(i int) orb.Point {
		if arc&1 == backward {
			i = len(points) - 1 - i
		}
		return points[i].point()
	}
	if from <= 0 && to >= 1 {
		for i := range points {
			line = appendNew(line, at(i), true)
		}
		return line
	}
	all := 0.0
	for i := 1; i < len(points); i++ {
		all += span(at(i-1), at(i))
	}
	start, end := from*all, to*all
	line = appendNew(line, at(0), from <= 0)
	done := 0.0
	for i := 1; i < len(points); i++ {
		a, b := at(i-1), at(i)
		d := span(a, b)
		if start > 0 && start >= done && start < done+d {
			line = appendNew(line, between(a, b, (start-done)/d), true)
		}
		if to < 1 && end <= done+d {
			share := 0.0
			if d > 0 {
				share = (end - done) / d
			}
			return appendNew(line, between(a, b, share), true)
		}
		done += d
		line = appendNew(line, b, done > start)
	}
	if len(line) == 0 { // all of it is at its end
		line = append(line, at(len(points)-1))
	}
	return line
}

// pointOn returns where a part of an arc's length ends.
func (g *graph) pointOn(arc uint32, part float64) orb.Point {
	points := g.points(arc >> 1)
	first, last := points[0].point(), points[len(points)-1].point()
	if arc&1 == backward {
		first, last = last, first
	}
	switch {
	case part <= 0:
		return first
	case part >= 1:
		return last
	}
	var some [4]orb.Point
	return g.appendLine(some[:0], arc, part, part)[0]
}

// appendNew appends a point if it is wanted and not there already.
func appendNew(line orb.LineString, p orb.Point, wanted bool) orb.LineString {
	if !wanted || len(line) > 0 && line[len(line)-1] == p {
		return line
	}
	return append(line, p)
}

func between(a, b orb.Point, share float64) orb.Point {
	return orb.Point{a[0] + (b[0]-a[0])*share, a[1] + (b[1]-a[1])*share}
}
