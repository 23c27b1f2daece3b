package hours

import (
	"time"

	"github.com/paulmach/orb"
)

// Place is where an expression is read.
type Place struct {
	Zone     *time.Location // nil is UTC
	Position *orb.Point     // for the sun; nil where it is not known
	Holidays Calendar
}

// evaluator reads an expression day by day.
type evaluator struct {
	parts []part
	place Place
	sun   bool // some part depends on it, so that no two days are alike
	world world
	seen  canvases
}

// canvases are days by which parts match them and the day before.
type canvases map[matched]canvas

// matched is which parts match a day, and the day before, as bits.
type matched struct{ today, before uint64 }

func (e *Expr) evaluator(place Place) *evaluator {
	if place.Zone == nil {
		place.Zone = time.UTC
	}
	v := &evaluator{parts: e.parts, place: place, sun: e.sun(), seen: canvases{}}
	v.world.calendar = &v.place.Holidays
	return v
}

// day returns the canvas of a day. The caller must not change it.
func (v *evaluator) day(d Date) canvas {
	today, before := dayOf(d), dayOf(d-1)
	v.world.begin()
	var all canvas
	for {
		m := matched{v.match(&today), v.match(&before)}
		if v.world.lost {
			return canvas{{0, cell{state: Unknown, day: Unknown, comment: v.world.reason()}}}
		}
		c, ok := v.seen[m]
		if !ok || v.sun {
			c = v.paint(d, m)
			v.seen[m] = c
		}
		if all == nil {
			all = c
		} else {
			all = all.agree(c, v.world.reason())
		}
		if !v.world.next() {
			return all
		}
	}
}

func (v *evaluator) match(d *day) (bits uint64) {
	for i := range v.parts {
		if v.parts[i].matches(d, &v.world) {
			bits |= 1 << i
		}
	}
	return bits
}

// paint makes the canvas of a day. After midnight, a part's times of the day
// before come after those of the day, and replace nothing.
//
// A fallback and the parts that a comma adds to it are painted apart, and then
// put under what was there.
func (v *evaluator) paint(d Date, m matched) (c canvas) {
	c.clear()
	over := canvas(nil) // what c is a fallback of
	for i := range v.parts {
		p := &v.parts[i]
		if p.join != besides && over != nil {
			c, over = over.on(c), nil
		}
		if p.join == orElse {
			over, c = c, nil
			c.clear()
		}
		if m.today>>i&1 != 0 {
			if p.join == instead && (p.state != Closed || len(p.times) == 0) {
				c.clear()
			}
			if len(p.times) == 0 {
				c.paint(0, dayMinutes, cell{state: p.state, comment: p.comment})
			}
			for j := range p.times {
				v.paintTime(&c, p, j, d, 0)
			}
		}
		if m.before>>i&1 != 0 {
			for j := range p.times {
				v.paintTime(&c, p, j, d-1, -dayMinutes)
			}
		}
	}
	if over != nil {
		c = over.on(c)
	}
	c.finish()
	return c
}

// paintTime paints the j-th time of a part, which begins on day d, moved by so
// many minutes.
func (v *evaluator) paintTime(c *canvas, p *part, j int, d Date, shift int) {
	t := &p.times[j]
	with := cell{state: p.state, comment: p.comment}
	from, ok := v.minutes(t.from, d)
	to := from
	if ok && !t.point {
		if to, ok = v.minutes(t.to, d); ok && to <= from && t.to.event != midnight {
			to, ok = v.minutes(t.to, d+1)
			to += dayMinutes
		} else if ok && to <= from {
			to += dayMinutes
		}
	}
	if !ok { // the sun is not known, or does not rise: all day may be anything
		c.paint(shift, shift+dayMinutes, cell{state: Unknown, comment: p.comment})
		return
	}
	to = min(to, 2*dayMinutes)
	switch {
	case t.step > 0:
		for at := from; at <= to; at += t.step {
			c.paint(shift+at, shift+at+1, with)
		}
		return
	case t.point && !t.openEnd:
		c.paint(shift+from, shift+from+1, with)
		return
	}
	c.paint(shift+from, shift+to, with)
	if t.openEnd {
		if p.state == Open {
			with.state, with.opens = Unknown, true
		}
		c.paint(shift+to, shift+v.openEnd(p, j, d, to), with)
	}
}

// openEnd returns when an open end that begins at a minute may be over: when
// the next time of the part begins; else at midnight, or, as other evaluators
// take it, ten hours later from 17:00 on and eight from 22:00 on.
func (v *evaluator) openEnd(p *part, j int, d Date, from int) int {
	end := dayMinutes
	switch {
	case from >= 22*60:
		end = from + 8*60
	case from >= 17*60:
		end = from + 10*60
	}
	for i := range p.times {
		if i == j {
			continue
		}
		if next, ok := v.minutes(p.times[i].from, d); ok && next >= from {
			end = min(end, next)
		}
	}
	return end
}

// minutes returns the minute of day d that a clock means.
func (v *evaluator) minutes(c clock, d Date) (minutes int, ok bool) {
	if c.event == midnight {
		return c.minutes, true
	}
	if v.place.Position == nil {
		return 0, false
	}
	at, ok := sunMinutes(c.event, d, *v.place.Position, v.place.Zone)
	return at + c.minutes, ok
}
