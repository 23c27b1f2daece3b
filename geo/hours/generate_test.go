package hours

import (
	"math/rand/v2"
	"time"
)

// generator makes random expressions. What it makes is valid, and mostly what
// people write; used says which features of the language are in the last one.
type generator struct {
	*rand.Rand
	used map[string]bool
}

func newGenerator(seed uint64) *generator {
	return &generator{rand.New(rand.NewPCG(seed, 1)), nil}
}

// chance is true in so many of a hundred cases.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

// from returns a number between two bounds, both included.
func (g *generator) from(low, high int) int { return low + g.IntN(high-low+1) }

func (g *generator) use(feature string) { g.used[feature] = true }

func (g *generator) expr() *Expr {
	g.used = map[string]bool{}
	e := &Expr{}
	for n := g.from(1, 3); len(e.parts) < n; {
		p := g.part()
		if len(e.parts) > 0 {
			switch p.join = join(g.IntN(3)); p.join {
			case besides:
				g.use(`"," between parts`)
			case orElse:
				g.use(`"||"`)
			default:
				g.use(`";"`)
			}
		}
		e.parts = append(e.parts, p)
	}
	return e
}

func (g *generator) part() (p part) {
	p.state = Open
	if g.chance(3) {
		g.use("24/7, open")
		return g.modifier(p)
	}
	if g.chance(15) {
		g.years(&p)
	}
	if g.chance(35) {
		g.dates(&p)
	}
	if g.chance(12) {
		g.weeks(&p)
	}
	if g.chance(65) {
		g.days(&p)
	}
	if g.chance(80) {
		p.times = []timeRange{g.time()}
		if t := p.times[0]; t.from.event == midnight && t.to.event == midnight && t.step == 0 && t.to.minutes < 20*60 && g.chance(50) {
			from := clock{minutes: t.to.minutes + 15*g.from(1, 8)}
			p.times = append(p.times, timeRange{from: from, to: clock{minutes: from.minutes + 15*g.from(1, 40)}})
			g.use("two times")
			if p.times[1].to.minutes > dayMinutes {
				g.use("over midnight")
			}
		}
	}
	return g.modifier(p)
}

func (g *generator) modifier(p part) part {
	switch {
	case g.chance(12):
		p.state = Closed
		g.use("closed")
	case g.chance(10):
		p.state = Unknown
		g.use("unknown")
	}
	if g.chance(12) {
		p.comment = []string{"by appointment", "зимой", "only with permit"}[g.IntN(3)]
		g.use("comment")
	}
	return p
}

func (g *generator) years(p *part) {
	y := yearRange{first: g.from(2024, 2027), step: 1}
	y.last = y.first
	switch g.IntN(4) {
	case 0:
		y.last = maxYear
		g.use("year+")
	case 1:
		y.last += g.from(1, 4)
		g.use("years")
	case 2:
		y.last += g.from(2, 5)
		y.step = g.from(2, 3)
		g.use("years/n")
	default:
		// Two of them: a single one belongs to the date that follows.
		g.use("year,year")
		p.years = []yearRange{y, {y.first + 7, y.first + 7, 1}}
		return
	}
	p.years = []yearRange{y}
}

func (g *generator) month() time.Month { return time.Month(g.from(1, 12)) }

func (g *generator) dates(p *part) {
	single := func(s dateSpec) dateRange { return dateRange{from: s, to: s} }
	date := func() dateSpec { return dateSpec{base: dayOfMonth, month: g.month(), day: g.from(1, 28)} }
	nth := func() dateSpec {
		s := dateSpec{base: nthWeekday, month: g.month(), weekday: time.Weekday(g.IntN(7)), day: g.from(1, 4)}
		if g.chance(40) {
			s.day = -g.from(1, 2)
		}
		return s
	}
	switch g.IntN(13) {
	case 0, 1:
		g.use("month")
		p.dates = []dateRange{single(dateSpec{month: g.month()})}
		if g.chance(30) {
			p.dates = append(p.dates, single(dateSpec{month: g.month()}))
		}
	case 2, 3:
		g.use("months")
		p.dates = []dateRange{{from: dateSpec{month: g.month()}, to: dateSpec{month: g.month()}}}
	case 4, 5:
		g.use("date")
		s := date()
		if g.chance(10) {
			s = dateSpec{base: dayOfMonth, month: time.February, day: 29}
			g.use("Feb 29")
		}
		if g.chance(5) {
			s.days = g.from(1, 9) - 5
			g.use("date + days")
		}
		p.dates = []dateRange{single(s)}
	case 6, 7, 8:
		g.use("dates")
		p.dates = []dateRange{{from: date(), to: date()}}
	case 9:
		g.use("date of a year")
		if len(p.years) > 0 {
			return
		}
		from, to := date(), date()
		from.year = g.from(2025, 2027)
		to.year = from.year + g.IntN(2)
		if to.year == from.year && to.month <= from.month {
			to.month, to.day = from.month, min(from.day+3, 28)
		}
		p.dates = []dateRange{{from: from, to: to}}
	case 10:
		g.use("date of a month's weekday")
		s := nth()
		p.dates = []dateRange{{from: s, to: nth()}}
	case 11:
		g.use("easter")
		s := dateSpec{base: easterSunday}
		if g.chance(50) {
			s.days = g.from(1, 20) - 10
		}
		p.dates = []dateRange{single(s)}
	case 12:
		if !g.chance(20) {
			return
		}
		g.use("date+, date and weekday")
		s := date()
		if g.chance(50) {
			s.toward, s.towardWeekday = forwards, time.Weekday(g.IntN(7))
		}
		p.dates = []dateRange{{from: s, to: s, onwards: s.toward == nowhere}}
	}
}

func (g *generator) weeks(p *part) {
	w := weekRange{first: g.from(1, 53), step: 1}
	w.last = w.first
	switch g.IntN(4) {
	case 0:
		g.use("week")
	case 1:
		w.last = min(w.first+g.from(2, 20), 53)
		if w.last > w.first {
			w.step = g.from(2, 4)
		}
		g.use("weeks/n")
	case 2:
		w.last = g.from(w.first, 53)
		g.use("weeks")
	case 3:
		w.last = 53
		if w.first > 1 && g.chance(15) {
			w.last = w.first - 1
			g.use("weeks over the new year")
		}
	}
	p.weeks = []weekRange{w}
}

func (g *generator) days(p *part) {
	weekday := func() weekdayRange {
		d := time.Weekday(g.IntN(7))
		r := weekdayRange{first: d, last: d}
		switch g.IntN(4) {
		case 0, 1:
			r.last = time.Weekday(g.IntN(7))
			g.use("weekdays")
		case 2:
			g.use("weekday")
		case 3:
			n := g.from(1, 5)
			r.nth = []nthRange{{n, n}}
			if g.chance(30) {
				r.nth[0] = nthRange{-n, -n}
			} else if n < 4 && g.chance(40) {
				r.nth[0].last = n + 1
			}
			if g.chance(30) {
				r.days = []int{-2, -1, 1, 2}[g.IntN(4)]
				g.use("nth weekday + days")
			}
			g.use("nth weekday")
		}
		return r
	}
	off := func() holiday {
		h := holiday{school: g.chance(30)}
		if !h.school && g.chance(30) {
			h.days = []int{-1, 1}[g.IntN(2)]
			g.use("PH + days")
		}
		g.use(map[bool]string{false: "PH", true: "SH"}[h.school])
		return h
	}
	switch g.IntN(10) {
	case 0:
		p.holidays = []holiday{off()}
	case 1:
		p.holidays = []holiday{off()}
		p.weekdays = []weekdayRange{weekday()}
		g.use("PH,Mo")
	case 2:
		p.holidays = []holiday{off()}
		p.weekdays = []weekdayRange{weekday()}
		p.both = true
		g.use("PH Mo")
	case 3, 4:
		p.weekdays = []weekdayRange{weekday(), weekday()}
	default:
		p.weekdays = []weekdayRange{weekday()}
	}
}

func (g *generator) time() (t timeRange) {
	t.from.minutes = 15 * g.from(0, 95)
	t.to.minutes = t.from.minutes + 15*g.from(1, 96)
	switch g.IntN(12) {
	case 0:
		t.openEnd, t.point = true, true
		t.to = t.from
		g.use("open end")
	case 1:
		t.openEnd = true
		t.to.minutes = min(t.to.minutes, dayMinutes)
		g.use("open end after a time")
	case 2:
		t.from = clock{event: []event{dawn, sunrise}[g.IntN(2)]}
		t.to = clock{event: []event{sunset, dusk}[g.IntN(2)]}
		if g.chance(50) {
			t.from.minutes = 15 * g.from(1, 4)
			t.to.minutes = -15 * g.from(1, 4)
		}
		g.use("sun")
	case 3:
		t.from = clock{event: sunset}
		t.to = clock{event: sunrise}
		g.use("sun")
		g.use("sun, over night")
	case 4:
		if !g.chance(30) {
			break
		}
		t.to = t.from
		t.point = true
		g.use("point")
	case 5:
		if !g.chance(30) {
			break
		}
		t.step = 30 * g.from(1, 4)
		t.to.minutes = min(t.to.minutes, dayMinutes-1)
		g.use("points")
	case 6:
		t.from.minutes, t.to.minutes = 0, dayMinutes
		g.use("all day")
	}
	if t.step == 0 && !t.point && t.from.event == midnight {
		if t.to.minutes > dayMinutes {
			g.use("over midnight")
		} else {
			g.use("time")
		}
	}
	return t
}
