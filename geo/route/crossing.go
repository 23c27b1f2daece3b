package route

import (
	"errors"
	"fmt"
	"maps"

	"pamir/geo/cch"
)

// Crossing is a way over a cut in one direction: places that are visited in
// their order, all of which one passes. The roads before and behind the cut are
// joined by it alone.
type Crossing struct {
	ID    string
	Stops []Place // on the graph of one mode; Over's is the cut, and has one direction
	Over  int     // which of the stops is at the cut

	OneWay bool     // the road is cut in the direction of the crossing alone
	Timed  []*Timed // stretches whose hours are left to who passes the crossing
}

// cut cuts the road of a crossing.
func (c *Crossing) cut(made cuts) {
	p := &c.Stops[c.Over]
	for d := range uint32(2) {
		if arc := 2*p.edge + d; !c.OneWay || p.dirs[d] {
			made.add(arc, p.onArc(arc))
		}
	}
}

// Crossings are those that each mode may use.
type Crossings [modes][]Crossing

// Legs are the drives that lead through a crossing: from the place before to
// each of its stops, in hundredths of a second; the first is 0. NoWay is the
// drive to where no road leads.
type Legs []uint32

// NoWay is the drive to where no road leads.
const NoWay = uint32(infinity)

// tables are the drives between crossings, under one traffic. None of them is
// more than the drive takes in fact: they do not know of rules for some hours,
// or of what a request forbids.
type tables struct {
	entries *cch.Fan // to the first stop of each crossing
	exits   *cch.Fan // from the last
	between []uint32 // from the exit of crossing i to the entry of j at i*n+j
	within  []Legs
	near    map[uint32][]int // crossings that begin or end on an edge, or at an end of it

	starts, finishes *cch.Fan        // of the drives within crossings, one after the other
	touched          map[uint32]bool // edges that stops are on, or at an end of
}

// ErrTooManyCrossings says that there are more crossings than Pamir searches.
var ErrTooManyCrossings = errors.New("route: too many crossings")

// MostCrossings is how many crossings a mode may have: the drives between them
// are kept, and a search looks at all of those pairs.
const MostCrossings = 1000

// SetCrossings cuts the roads where the crossings are, and makes the tables of
// drives between them. From now on nobody drives over a cut but by a crossing.
// Answers that are under way keep to what they began with.
func (r *Router) SetCrossings(list Crossings) error {
	r.changing.Lock()
	defer r.changing.Unlock()
	old := r.now.Load()
	next := *old
	next.version, next.special, next.crossings = old.version+1, new(specials), list
	for m := range modes {
		if len(list[m]) > MostCrossings {
			return fmt.Errorf("%w: %d, of %d at most", ErrTooManyCrossings, len(list[m]), MostCrossings)
		}
		made, timed := cuts{}, map[uint32]bool{}
		for i := range list[m] {
			list[m][i].cut(made)
			for _, x := range list[m][i].Timed {
				for _, e := range x.edges {
					timed[e] = true
				}
			}
		}
		if err := next.recut(m, made, timed); err != nil {
			return err
		}
		next.tables[m] = next.table(m)
		before := old.regions[m]
		if next.metrics[m] != old.metrics[m] {
			before = nil // other roads are cut
		}
		next.regions[m] = next.divide(m, before)
	}
	r.now.Store(&next)
	return nil
}

// recut puts other cuts into the costs and the metrics of a mode, and the edges
// on which only crossings look at the hour.
func (t *traffic) recut(m Mode, made cuts, timed map[uint32]bool) error {
	before := t.costs[m]
	c := *before
	c.cuts, c.timed = made, timed
	t.costs[m] = &c
	var now []cch.Change
	for _, list := range []cuts{before.cuts, made} {
		for arc := range list {
			if before.cut(arc) == c.cut(arc) {
				continue
			}
			for _, l := range c.g.copies(arc) {
				now = append(now, cch.Change{Arc: cch.ArcID(l), Weight: c.through(l)})
			}
		}
	}
	if len(now) == 0 {
		return nil
	}
	metric, err := t.metrics[m].Update(now)
	if err != nil {
		return err
	}
	t.metrics[m] = metric.Perfect(0)
	return nil
}

// table makes the tables of a mode.
func (t *traffic) table(m Mode) *tables {
	return newTables(t.crossings[m], t.metrics[m], &judge{c: t.costs[m]})
}

// newTables makes the tables for who may use what a judge lets him, under the
// metric that fits that.
func newTables(list []Crossing, metric *cch.Metric, j *judge) *tables {
	if len(list) == 0 {
		return nil
	}
	c, n := j.c, len(list)
	x := &tables{between: make([]uint32, n*n), within: make([]Legs, n), near: map[uint32][]int{}, touched: map[uint32]bool{}}
	in, out := make([][]cch.End, n), make([][]cch.End, n)
	var starts, finishes [][]cch.End
	for i := range list {
		s := list[i].Stops
		first, last := &s[0], &s[len(s)-1]
		entry, exit := j.to(first), j.from(last)
		in[i], out[i] = entry.list(nil), exit.list(nil)
		for k := 1; k < len(s); k++ {
			start, finish := j.from(&s[k-1]), j.to(&s[k])
			starts, finishes = append(starts, start.list(nil)), append(finishes, finish.list(nil))
		}
		for k := range s {
			maps.Copy(x.touched, x.edges(c.g, &s[k]))
		}
		for e := range x.edges(c.g, first, last) {
			x.near[e] = append(x.near[e], i)
		}
	}
	x.entries, x.exits = metric.FanTo(in), metric.FanFrom(out)
	x.starts, x.finishes = metric.FanFrom(starts), metric.FanTo(finishes)
	var matrix cch.Matrix
	for i, w := range matrix.Between(x.exits, x.entries) {
		x.between[i] = uint32(w)
	}
	x.alongBetween(list, j)
	drive := 0
	for i := range list {
		x.within[i] = make(Legs, len(list[i].Stops))
		for k := 1; k < len(x.within[i]); k++ {
			x.within[i][k] = x.drive(list, j, i, k, drive)
			drive++
		}
	}
	return x
}

// alongBetween puts in the drives between crossings along one edge.
func (x *tables) alongBetween(list []Crossing, j *judge) {
	for i := range list {
		last := &list[i].Stops[len(list[i].Stops)-1]
		x.beside(j.c.g, last, func(k int) {
			at := i*len(list) + k
			x.between[at] = min(x.between[at], j.along(last, &list[k].Stops[0]).cost)
		})
	}
}

// drive returns the drive to a stop of a crossing from the one before, the one of
// a number in the fans.
func (x *tables) drive(list []Crossing, j *judge, crossing, stop, number int) uint32 {
	s := list[crossing].Stops
	return min(uint32(x.starts.Pair(number, x.finishes, number)), j.along(&s[stop-1], &s[stop]).cost)
}
