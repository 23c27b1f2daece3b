package route

import "time"

// clock knows what depends on the hour: closures for a while, and rules.
type clock struct {
	j     *judge
	book  *ruleBook
	from  time.Time              // of setting off
	timed map[uint32][]*resolved // closures for a while, by arc
}

// newClock returns a clock for a departure.
func (t *traffic) newClock(j *judge, book *ruleBook, departure time.Time) *clock {
	k := &clock{j: j, book: book, from: departure, timed: map[uint32][]*resolved{}}
	for _, c := range t.closures {
		if c.timed() {
			for _, a := range c.arcs[j.c.mode] {
				k.timed[a] = append(k.timed[a], c)
			}
		}
	}
	return k
}

// instant is the time some hundredths of a second after setting off.
func (k *clock) instant(after uint32) time.Time {
	return k.from.Add(time.Duration(after) * (time.Second / second))
}

// circumstances are those under which one comes to an edge.
func (k *clock) circumstances(edge, after uint32) *circumstances {
	g, n := k.j.c.g, k.j.c.n
	e := &g.edges[edge]
	zone := Zone(n.text(n.codes[e.Country]), float64(g.points(edge)[0].Lon)/perDegree)
	return &circumstances{k.instant(after), zone, k.j.c.mode, &k.j.vehicle}
}

// price returns what a link costs one who comes to it some time after setting
// off, given what it costs at any time: infinity where it is barred then.
func (k *clock) price(link, after, w uint32) uint32 {
	c := k.j.c
	t := &c.g.turns[c.g.linkTurn[link]]
	if t.Timed.Has(c.mode) && k.book.turn(t.Rule-1, k.circumstances(c.g.linkArc[link]>>1, after)) {
		return infinity
	}
	if t.Passage > 0 && c.n.passages[t.Passage-1].Ruled > 0 {
		p, limits := k.book.passage(t.Passage-1, k.circumstances(c.g.linkArc[link]>>1, after))
		if _, ok := k.j.vehicle.fits(&limits); !ok || p.Access.Of(c.mode) == Barred {
			return infinity
		}
	}
	turn := c.turn(link)
	arc := k.arc(c.g.linkArc[link], after, w-turn)
	return min(arc+turn, infinity)
}

// begin is price for the arc on which one sets off.
func (k *clock) begin(arc, w uint32) uint32 { return k.arc(arc, 0, w) }

// arc is price for an arc, however one comes to it.
func (k *clock) arc(arc, after, w uint32) uint32 {
	c := k.j.c
	if w >= infinity {
		return w
	}
	e := &c.g.edges[arc>>1]
	if old := &c.n.ways[e.Way]; old.Flags.Has(Ruled) {
		r, limits := k.book.road(e.Way, k.circumstances(arc>>1, after))
		if _, ok := k.j.vehicle.fits(&limits); !ok || !c.timed[arc>>1] && c.shut(arc, &r) {
			return infinity
		}
		if r.MaxSpeed != old.MaxSpeed || r.MaxSpeedTruck != old.MaxSpeedTruck {
			// a rule that lets one drive faster is no gain: the bounds of the
			// search would not hold
			w = max(w, c.n.timeOf(c.g, c.mode, arc, &r))
		}
	}
	for _, cl := range k.timed[arc] {
		if cl.at(k.instant(after), k.instant(after+w)) {
			w = max(w, c.slowed(arc, cl.SpeedKmh))
		}
	}
	return w
}

// shut reports whether a way, as it is at some hour, bars who comes to an arc of
// it: one that is open to all at other hours bars who only passes through, too.
func (c *costs) shut(arc uint32, r *wayRecord) bool {
	return r.Access[arc&1].Of(c.mode).bars(c.free(arc))
}

// bars reports whether a right at some hour bars who comes to a road that is free
// at other hours, or is not.
func (r Right) bars(free bool) bool { return r == Barred || r != Free && free }
