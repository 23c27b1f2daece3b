package data

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// A schematic line cuts corners: it is shorter than the road, but by no more
// than a mountain road winds.
const leastDrawn, mostDrawn = 0.6, 1.0

// roads checks that the roads are one network, joined where their ends are the
// same position exactly, and that lengths are what they say.
func (v *verifier) roads() {
	for _, r := range v.records("sections") {
		r.length()
	}
	parts, ends := network{}, map[orb.Point]int{}
	var first *record // whose part all roads should be in
	roads := v.records("roads")
	for i, r := range roads {
		r.length()
		line, ok := r.Geometry.(orb.LineString)
		if !ok {
			r.report("", "a road has a line")
			continue
		}
		if first == nil {
			first = &roads[i]
		}
		from, to := line[0], line[len(line)-1]
		ends[from]++
		ends[to]++
		parts.join(from, to)
	}
	for _, r := range roads {
		line, ok := r.Geometry.(orb.LineString)
		if !ok || len(roads) == 1 {
			continue
		}
		from, to := line[0], line[len(line)-1]
		switch {
		case ends[from] < 2 && ends[to] < 2:
			r.report("", "the road touches no other: no other begins or ends at %v or %v exactly", from, to)
		case parts.root(from) != parts.root(first.Geometry.(orb.LineString)[0]):
			r.report("", "the road is not connected with %s", first.ID)
		}
	}
}

// length checks the published length and the drawn one.
func (r record) length() {
	line, ok := r.Geometry.(orb.LineString)
	if !ok {
		return
	}
	measured := geo.Length(line)
	if drawn, ok := r.number("drawn_length_m"); !ok || math.Abs(drawn-measured) > 1 {
		r.report("drawn_length_m", "the line measures %.0f m, not %.0f", measured, drawn)
	}
	published, ok := r.number("length_m")
	if !ok {
		if r.text("note") == "" {
			r.report("length_m", "there is none, and no note says why")
		}
		return
	}
	if ratio := measured / published; ratio < leastDrawn || ratio > mostDrawn {
		r.report("length_m", "published %.0f m, drawn %.0f m: a ratio of %.2f, want %.1f to %.1f", published, measured, ratio, leastDrawn, mostDrawn)
	}
}

// network is a forest of positions: each points to another one of its part,
// the root of a part to none.
type network map[orb.Point]orb.Point

func (n network) root(p orb.Point) orb.Point {
	for {
		next, ok := n[p]
		if !ok {
			return p
		}
		p = next
	}
}

func (n network) join(a, b orb.Point) {
	if a, b = n.root(a), n.root(b); a != b {
		n[a] = b
	}
}
