package hours

// isTime tells whether hh:mm is there: two numbers with a colon between and
// nothing else, unless another colon follows ("Dec 24:10:00-12:00").
func (p *parser) isTime(i int) bool {
	hour, colon, minute := p.peek(i), p.peek(i+1), p.peek(i+2)
	return hour.kind == number && len(hour.text) <= 2 && p.is(i+1, ":") && colon.start == hour.end &&
		minute.kind == number && len(minute.text) == 2 && minute.start == colon.end &&
		!(p.is(i+3, ":") && p.peek(i+3).start == minute.end)
}

// isClock tells whether a time begins there.
func (p *parser) isClock(i int) bool {
	return p.isTime(i) || p.named(i, eventNames) > 0 || p.is(i, "(") && p.named(i+1, eventNames) > 0
}

func (p *parser) timeSelector(r *part) {
	if p.isClock(0) {
		r.times = list(p, p.timeRange, p.isClock)
	}
}

func (p *parser) timeRange() (r timeRange) {
	r.from = p.clock(dayMinutes - 1)
	r.to = r.from
	if !p.take("-") {
		r.point = true
		r.openEnd = p.take("+")
		return r
	}
	r.to = p.clock(2 * dayMinutes)
	if r.from.event == midnight && r.to.event == midnight && r.to.minutes <= r.from.minutes {
		r.to.minutes += dayMinutes
	}
	switch {
	case p.take("+"):
		r.openEnd = true
	case p.is(0, "/") && p.isTime(1):
		p.next++
		start := p.peek(0).start
		if r.step = p.hourMinutes(dayMinutes); r.step == 0 {
			p.failAt(start, "a step of at least a minute")
		}
	case p.is(0, "/"):
		p.next++
		r.step = p.within("a step from 1 to 1440 minutes, or as hh:mm", 1, dayMinutes)
	}
	return r
}

// clock reads a time, of at most so many minutes after midnight.
func (p *parser) clock(most int) (c clock) {
	if p.isTime(0) {
		c.minutes = p.hourMinutes(most)
		return c
	}
	offset := p.take("(")
	n := p.named(0, eventNames)
	if n <= 0 {
		p.fail("a time as hh:mm, or dawn, sunrise, sunset or dusk")
		return c
	}
	c.event = event(n)
	p.next++
	if !offset {
		return c
	}
	before := p.is(0, "-")
	if !before && !p.is(0, "+") {
		p.fail(`"+" or "-"`)
	}
	p.next++
	if !p.isTime(0) {
		p.fail("an offset as hh:mm")
	}
	c.minutes = p.hourMinutes(dayMinutes)
	if before {
		c.minutes = -c.minutes
	}
	p.expect(")")
	return c
}

// hourMinutes reads hh:mm, of at most so many minutes.
func (p *parser) hourMinutes(most int) int {
	start := p.peek(0).start
	hour := p.within("an hour", 0, 99)
	p.expect(":")
	minute := p.within("minutes from 00 to 59", 0, 59)
	n := 60*hour + minute
	if n > most {
		switch {
		case most < dayMinutes:
			p.failAt(start, "a time before 24:00")
		case most == dayMinutes:
			p.failAt(start, "at most 24:00")
		default:
			p.failAt(start, "at most 48:00")
		}
	}
	return n
}
