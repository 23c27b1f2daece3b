package hours

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// plain is the fold as the package documentation tells it, one instant at a
// time, without anything remembered.
type plain struct{ c Content }

type opinion struct {
	state, day State
	notice     *Notice // or nil for a rule
	confidence Confidence
}

// says is what a source says at an instant: its state, and whether it opens at
// all on that day.
func (p plain) says(hours, days *Expr, confidence Confidence, zone *time.Location, side string, at time.Time) (o opinion) {
	place := Place{Zone: zone}
	for _, c := range p.c.Calendars {
		if c.Country == side {
			place.Holidays = c
		}
	}
	e := hours
	if e == nil {
		e = days
	}
	s := slow{expr: e, place: place}
	o.state, _ = s.atInstant(at)
	o.day = Closed
	for quarter := range 96 {
		switch now, _ := s.at(DateIn(zone, at), 15*quarter); {
		case now == Open:
			o.day = Open
		case now == Unknown && o.day == Closed:
			o.day = Unknown
		}
	}
	if days != nil || confidence == Inferred {
		if o.state = Unknown; o.day == Closed {
			o.state = Closed
		}
	}
	o.confidence = confidence
	return o
}

func (p plain) verdict(k *Checkpoint, pair Pair, at time.Time) (state, day State) {
	in := func(s Scope) bool {
		return (s.Checkpoint == "" || s.Checkpoint == k.ID) && (s.Side == "" || s.Side == k.Side) &&
			(s.Modes == nil || slices.Contains(s.Modes, pair.Mode)) && (s.Directions == nil || slices.Contains(s.Directions, pair.Direction))
	}
	var opinions []opinion
	for i := range p.c.Notices {
		n := &p.c.Notices[i]
		replaced := slices.ContainsFunc(p.c.Notices, func(o Notice) bool { return slices.Contains(o.Supersedes, n.ID) })
		if in(n.Scope) && !at.Before(n.From) && at.Before(n.To) && !replaced {
			o := p.says(n.Hours, n.Days, n.Confidence, n.Zone, k.Side, at)
			o.notice = n
			opinions = append(opinions, o)
		}
	}
	newest := func(o opinion) bool {
		return !slices.ContainsFunc(opinions, func(x opinion) bool {
			return x.notice.Publisher != "" && x.notice.Publisher == o.notice.Publisher && x.notice.Published.After(o.notice.Published)
		})
	}
	opinions = slices.DeleteFunc(slices.Clone(opinions), func(o opinion) bool { return !newest(o) })
	for _, r := range p.c.Rules {
		if in(r.Scope) && (r.ValidFrom.IsZero() || !at.Before(r.ValidFrom)) && (r.ValidTo.IsZero() || at.Before(r.ValidTo)) {
			opinions = append(opinions, p.says(r.Hours, r.Days, r.Confidence, r.Zone, k.Side, at))
		}
	}
	for _, notices := range []bool{true, false} {
		for c := Confirmed; c <= Confirmed; c-- { // it wraps
			var states, days []State
			doubt := false
			for _, o := range opinions {
				if (o.notice != nil) == notices && o.confidence == c {
					states, days = append(states, o.state), append(days, o.day)
					doubt = doubt || o.state == Unknown && o.day != Unknown
				}
			}
			if states == nil {
				continue
			}
			s, d := sumUp(states), sumUp(days)
			if d == Conflict && doubt {
				s = Conflict
			}
			switch {
			case len(opinions) == 0:
			case day == Open && state == Unknown: // a higher rank has spoken of the day
				if d == Open && s != Unknown {
					state = s
				}
			default:
				state, day = s, d
			}
			if state != Unknown || day != Open {
				return state, day
			}
		}
	}
	return state, day
}

func sumUp(states []State) State {
	open, closed := slices.Contains(states, Open), slices.Contains(states, Closed)
	switch {
	case open && closed:
		return Conflict
	case open:
		return Open
	case closed:
		return Closed
	}
	return Unknown
}

// through is the fold of a chain, and the binding checkpoint.
func (p plain) through(pair Pair, at time.Time) (state, day State, binding string) {
	c := &p.c.Chains[0]
	order := []State{Closed, Conflict, Unknown, Open}
	var states, days []State
	var ids []string
	for i := range c.Checkpoints {
		k := &c.Checkpoints[i]
		s, d := p.verdict(k, pair, at)
		states, days, ids = append(states, s), append(days, d), append(ids, k.ID)
	}
	if pair.Direction == "KG-CN" {
		slices.Reverse(states)
		slices.Reverse(days)
		slices.Reverse(ids)
	}
	worst := func(all []State) State {
		return slices.MinFunc(all, func(a, b State) int { return cmp.Compare(slices.Index(order, a), slices.Index(order, b)) })
	}
	state, day = worst(states), worst(days)
	binds := slices.Index(states, state)
	for i := range ids {
		if state == Unknown && states[i] == state && days[i] == day {
			binds = i
			break
		}
	}
	return state, day, ids[binds]
}

// TestBook holds books made at random to the plain fold, every quarter of an
// hour of some days: the states, days and binding checkpoints, and from them
// when the state ends, when it opens next, and when it next changes.
func TestBook(t *testing.T) {
	n := 20
	if testing.Short() {
		n = 4
	}
	g := newGenerator(3)
	shanghai := loadZone(t, "Asia/Shanghai")
	for range n {
		text := g.book()
		c := readBook(t, text).content
		c.Calendars = nil // the plain way does not know what it is not to know
		for _, country := range []string{"CN", "KG"} {
			holidays := NoHolidays()
			holidays.Country = country
			holidays.Public.Holidays = []Holiday{{Day: DateOf(2026, 5, g.from(1, 2))}}
			c.Calendars = append(c.Calendars, holidays)
		}
		b, err := NewBook(c)
		if err != nil {
			t.Fatal(err)
		}
		p := plain{c}
		pair := Pair{Modes()[g.IntN(2)], []Direction{"CN-KG", "KG-CN"}[g.IntN(2)]}
		from := at(t, shanghai, "2026-04-29").Add(time.Duration(g.IntN(96)) * 15 * time.Minute)
		type answer struct {
			state, day State
			binding    string
		}
		const step = 15 * time.Minute
		var want []answer
		for i := range 5 * 96 {
			s, d, k := p.through(pair, from.Add(time.Duration(i)*step))
			want = append(want, answer{s, d, k})
		}
		end := from.Add(time.Duration(len(want)) * step)
		next := func(i int, is func(k int) bool) time.Time {
			for k := i + 1; k < len(want); k++ {
				if is(k) {
					return from.Add(time.Duration(k) * step)
				}
			}
			return time.Time{}
		}
		timeline, err := b.Timeline(Query{Port: "pass", Mode: pair.Mode, Direction: pair.Direction}, from, end)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			now := from.Add(time.Duration(i) * step)
			if span := timeline.At(now); span.State != w.state || span.Day != w.day {
				t.Fatalf("%s\n%v at %v: got %v/%v, want %v/%v", text, pair, now.In(shanghai), span.State, span.Day, w.state, w.day)
			}
		}
		for i, w := range want {
			now := from.Add(time.Duration(i) * step)
			s, err := b.Status("pass", pair.Mode, pair.Direction, now)
			if err != nil {
				t.Fatal(err)
			}
			if span := timeline.At(now); s.State != w.state || s.Day != w.day || w.state != Open && s.Checkpoint != w.binding || span.Comment != s.Reason {
				t.Fatalf("%s\n%v at %v: got %s and %+v, want %+v", text, pair, now.In(shanghai), s.line(t), span, w)
			}
			near := func(got, want time.Time, what string) {
				if got.After(end.Add(-step)) {
					got = time.Time{} // beyond what was gone through
				}
				if !got.Equal(want) {
					t.Fatalf("%s\n%v at %v: %s: got %v, want %v", text, pair, now.In(shanghai), what, got.In(shanghai), want.In(shanghai))
				}
			}
			until := time.Time{}
			if w.state == Open || w.state == Closed {
				until = next(i, func(k int) bool { return want[k].state != w.state })
			}
			near(s.Until, until, "until")
			near(s.NextOpen, next(i, func(k int) bool { return want[k].state == Open && want[k-1].state != Open }), "next open")
			if s.Label == "" { // labels depend on other modes
				change := next(i, func(k int) bool { return want[k].state != w.state || want[k].day != w.day })
				if got := s.NextChange; got.IsZero() || !change.IsZero() && got.After(change) {
					near(got, change, "next change")
				}
			}
			if !s.Same.IsZero() && (!s.NextChange.IsZero() && s.Same.After(s.NextChange) || !s.Same.After(now)) {
				t.Fatalf("%s\n%v at %v: the same until %v, but changes at %v", text, pair, now, s.Same, s.NextChange)
			}
		}
	}
}

// book makes lines for readBook: times are on quarters of an hour.
func (g *generator) book() string {
	var b strings.Builder
	expr := func() string {
		return []string{
			"days Mo-Fr", "days Mo-Su", `days Mo-We; Th-Fr unknown "x"; Sa-Su off`, "hours 24/7", "hours closed", "hours unknown", "hours Mo-Fr 10:00-18:00",
			"hours 08:00-22:00", "hours Mo-Fr 09:00-17:00; PH off", "hours 20:00-04:00", "hours 10:00-16:00+", "hours Mo-Sa 07:30-12:00,13:00-19:15", "days Mo-Su; PH off",
		}[g.IntN(13)]
	}
	scope := func() string {
		return []string{"CN", "KG", "CN", "KG", "", "CN truck", "KG car,bus", "CN KG-CN", "topa", "KG truck CN-KG"}[g.IntN(10)]
	}
	sure := func() string { return Confidence(g.IntN(4)).String() }
	for i := range g.from(1, 5) {
		fmt.Fprintf(&b, "rule r%d %s | %s | sure %s", i, scope(), expr(), sure())
		if g.chance(30) {
			fmt.Fprintf(&b, " | from 2026-04-30 %02d:00", g.IntN(24))
		}
		if g.chance(30) {
			fmt.Fprintf(&b, " | to 2026-05-02 %02d:00", g.IntN(24))
		}
		b.WriteString("\n")
	}
	for i := range g.from(0, 5) {
		from := g.from(25, 40)
		to := from + g.from(1, 4)
		fmt.Fprintf(&b, "notice n%d %s | %s | sure %s | from 2026-04-%02d %02d:00 | to 2026-04-%02d", i, scope(), expr(), sure(), min(from, 30), g.IntN(24), 30)
		if to > 30 {
			fmt.Fprintf(&b, " | to 2026-05-%02d %02d:00", to-29, g.IntN(24))
		} else {
			b.WriteString(" 23:45")
		}
		fmt.Fprintf(&b, " | said 2026-04-%02d by %s", g.from(1, 3), []string{"A", "B"}[g.IntN(2)])
		if g.chance(15) && i > 0 {
			fmt.Fprintf(&b, " | instead n%d", i-1)
		}
		b.WriteString("\n")
	}
	return b.String()
}
