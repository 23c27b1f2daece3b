package hours

import (
	"math/bits"
	"slices"
	"time"
)

// slow evaluates an expression minute by minute, the plain way: for one minute
// of one day it asks every part in order. It is what the fast way is held to.
// It knows nothing of unknown holidays: see TestUnknownHolidays.
type slow struct {
	expr   *Expr
	place  Place
	quirks quirk
}

// quirk is a thing that opening_hours.js does differently.
type quirk uint8

const (
	noDaysAdds     quirk = 1 << iota // a part without days adds to those before it
	fallbackSingly                   // each time of a fallback shows where nothing did before
	tailOnTop                        // after midnight a fallback is none
	forgets                          // in the middle of an open end before another time it is closed
	withinMonth                      // a weekday of a month, moved by days, stays in its month
)

// at returns the state in a minute of a day.
func (s slow) at(d Date, minute int) (state State, comment string) {
	state = Closed
	over, overComment := Closed, "" // what a fallback is put under
	fallback := false
	leave := func() {
		if fallback && (over != Closed || state == Closed) {
			state, comment = over, overComment
		}
		fallback, over = false, Closed
	}
	for i := range s.expr.parts {
		p := &s.expr.parts[i]
		if fallback && p.join != besides {
			leave()
		}
		if p.join == orElse {
			fallback, over, overComment = true, state, comment
			state, comment = Closed, ""
		}
		set := func(to State, on Date) {
			if fallback && s.quirks&fallbackSingly != 0 && (state != Closed || over != Closed) && !(s.quirks&tailOnTop != 0 && on != d) {
				return
			}
			if fallback && s.quirks&tailOnTop != 0 && on != d {
				over, overComment = Closed, ""
			}
			state, comment = to, p.comment
		}
		if s.matches(p, d) {
			if p.join == instead && (p.state != Closed || len(p.times) == 0) && !(s.quirks&noDaysAdds != 0 && s.adds(i)) {
				state, comment = Closed, ""
			}
			if len(p.times) == 0 {
				set(p.state, d)
			}
			s.times(p, d, minute, set)
		}
		if s.matches(p, d-1) {
			s.times(p, d-1, minute+dayMinutes, set)
		}
	}
	leave()
	return state, comment
}

func (s slow) adds(i int) bool {
	p := &s.expr.parts[i]
	return i > 0 && p.everyDay() && (p.state != Open || !s.expr.parts[i-1].everyDay())
}

func (s slow) matches(p *part, d Date) bool {
	day := dayOf(d)
	if s.quirks&withinMonth != 0 {
		q := *p
		q.weekdays = slices.Clone(p.weekdays)
		q.weekdays = slices.DeleteFunc(q.weekdays, func(r weekdayRange) bool {
			_, month, _ := (d - Date(r.days)).Split()
			return month != day.month
		})
		if len(q.weekdays) == 0 && len(p.weekdays) > 0 && (p.both || len(p.holidays) == 0) {
			return false
		}
		p = &q
	}
	return p.matches(&day, &world{calendar: &s.place.Holidays})
}

// stretch is minutes of a day, the end excluded.
type stretch struct {
	from, to int
	openEnd  bool
}

func (s stretch) has(minute int) bool { return s.from <= minute && minute < s.to }

// times calls set for each time of a part that holds in a minute, of day d or
// of the one after.
func (s slow) times(p *part, d Date, minute int, set func(State, Date)) {
	var all []stretch
	for i := range p.times {
		t := &p.times[i]
		from, ok := s.minutes(t.from, d)
		to, okTo := s.minutes(t.to, d)
		if t.to.event != midnight && to <= from {
			to, okTo = s.minutes(t.to, d+1)
			to += dayMinutes
		} else if to <= from {
			to += dayMinutes
		}
		switch {
		case !ok || !okTo && !t.point:
			if minute < dayMinutes {
				set(Unknown, d)
			}
			continue
		case t.step > 0:
			if minute >= from && minute <= min(to, 2*dayMinutes) && (minute-from)%t.step == 0 {
				set(p.state, d)
			}
			continue
		case t.point && !t.openEnd:
			to = from + 1
		case t.point:
			to = from
		}
		to = min(to, 2*dayMinutes)
		if t.openEnd {
			all = append(all, stretch{to, s.openEnd(p, i, d, to), true})
		}
		if to > from {
			all = append(all, stretch{from, to, false})
		}
	}
	for i, x := range all {
		switch {
		case !x.has(minute):
		case !x.openEnd || p.state == Closed:
			set(p.state, d)
		case s.quirks&forgets != 0 && i+1 < len(all) && !all[i+1].has(minute) && minute > x.from:
			set(Closed, d)
		default:
			set(Unknown, d)
		}
	}
}

func (s slow) openEnd(p *part, i int, d Date, from int) int {
	end := dayMinutes
	if from >= 17*60 {
		end = from + 10*60
	}
	if from >= 22*60 {
		end = from + 8*60
	}
	if s.quirks&forgets == 0 {
		for j := range p.times {
			if next, ok := s.minutes(p.times[j].from, d); ok && j != i && next >= from && next < end {
				end = next
			}
		}
	}
	return end
}

func (s slow) minutes(c clock, d Date) (int, bool) {
	if c.event == midnight {
		return c.minutes, true
	}
	if s.place.Position == nil {
		return 0, false
	}
	m, ok := sunMinutes(c.event, d, *s.place.Position, s.place.Zone)
	return m + c.minutes, ok
}

// atInstant returns the state of what the clock on the wall shows.
func (s slow) atInstant(t time.Time) (State, string) {
	t = t.In(s.place.Zone)
	return s.at(DateIn(s.place.Zone, t), 60*t.Hour()+t.Minute())
}

// edges returns the minutes of a day at which the state can change, and more.
func (s slow) edges(d Date) []int {
	minutes := []int{0}
	for i := range s.expr.parts {
		for _, t := range s.expr.parts[i].times {
			for _, c := range []clock{t.from, t.to} {
				for _, on := range []Date{d - 1, d} {
					m, ok := s.minutes(c, on)
					if !ok {
						continue
					}
					for _, after := range []int{0, 1, 480, 600} {
						minutes = append(minutes, mod(m+after, dayMinutes))
					}
					for at := m; t.step > 0 && at <= m+dayMinutes; at += t.step {
						minutes = append(minutes, mod(at, dayMinutes), mod(at+1, dayMinutes))
					}
				}
			}
		}
	}
	slices.Sort(minutes)
	return slices.Compact(minutes)
}

// judge returns the state at an instant, and when there is another.
func (s slow) judge(at time.Time) ruling {
	state, _ := s.atInstant(at)
	v := ruling{state: state.String()}
	end := at.Add(searchDays * 24 * time.Hour)
	for d := DateIn(s.place.Zone, at); int64(d)*daySeconds < end.Unix()+daySeconds; d++ {
		for _, m := range s.edges(d) {
			year, month, day := d.Split()
			t := time.Date(year, month, day, 0, m, 0, 0, s.place.Zone)
			if !t.After(at) || !t.Before(end) {
				continue
			}
			if now, _ := s.atInstant(t); now != state {
				v.next = t.Unix()
				return v
			}
		}
	}
	return v
}

// subsets returns all sets of some of n things, the smallest first.
func subsets(n int) []quirk {
	var all []quirk
	for i := range 1 << n {
		all = append(all, quirk(i))
	}
	slices.SortStableFunc(all, func(a, b quirk) int { return bits.OnesCount8(uint8(a)) - bits.OnesCount8(uint8(b)) })
	return all
}
