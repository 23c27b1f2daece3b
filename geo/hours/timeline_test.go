package hours

import (
	"fmt"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

var berlin = &orb.Point{13.4, 52.5}

// check walks through a timeline: it begins and ends with its window, and
// neighbours differ.
func (t *Timeline) check(tb testing.TB) {
	tb.Helper()
	for i := range t.at {
		if t.at[i] >= t.endOf(i) {
			tb.Fatalf("span %d is empty or out of order", i)
		}
		if i > 0 && t.cells[i] == t.cells[i-1] {
			tb.Fatalf("spans %d and %d are the same", i-1, i)
		}
	}
	if len(t.at) == 0 {
		tb.Fatal("nothing in it")
	}
}

// sameTimeline says how two timelines differ, or "".
func sameTimeline(a, b *Timeline) string {
	if len(a.at) != len(b.at) || a.end != b.end {
		return fmt.Sprintf("%d spans to %d, and %d to %d", len(a.at), a.end, len(b.at), b.end)
	}
	for i := range a.at {
		if a.at[i] != b.at[i] || a.cells[i] != b.cells[i] {
			return fmt.Sprintf("span %d: %+v, and %+v", i, a.span(i), b.span(i))
		}
	}
	return ""
}

// moves are windows in which clocks are moved, or a day is left out.
var moves = []struct {
	zone, from string
	days       int
}{
	{"Asia/Shanghai", "2026-02-26", 4},
	{"Europe/Berlin", "2026-03-28", 3},       // 02:00 to 03:00
	{"Europe/Berlin", "2026-10-24", 3},       // 03:00 to 02:00
	{"Australia/Lord_Howe", "2026-04-04", 3}, // half an hour
	{"America/Havana", "2026-03-07", 3},      // 00:00 to 01:00: the day begins at one
	{"America/Havana", "2026-10-31", 3},      // 01:00 to 00:00: the hour after midnight twice
	{"Pacific/Apia", "2011-12-29", 4},        // no 30 December
	{"America/Goose_Bay", "2010-11-06", 3},   // 00:01 to 23:01 of the day before
	{"Asia/Karachi", "2026-12-30", 4},        // over the new year
}

// TestMinutes holds timelines to the slow evaluator at every minute, of zones
// whose clocks move, for random expressions: the states, the next change, the
// intervals, and the earliest begin of a service.
func TestMinutes(t *testing.T) {
	n := 25
	if testing.Short() {
		n = 6
	}
	g := newGenerator(7)
	for _, w := range moves {
		zone := loadZone(t, w.zone)
		first, err := time.ParseInLocation(time.DateOnly, w.from, zone)
		if err != nil {
			t.Fatal(err)
		}
		holidays := NoHolidays()
		holidays.Public.Holidays = []Holiday{{Day: DateIn(zone, first) + 1}}
		holidays.School.Holidays = []Holiday{{Day: DateIn(zone, first) + 2}, {Day: DateIn(zone, first) + 3}}
		place := Place{Zone: zone, Position: &orb.Point{75.39, 40.55}, Holidays: holidays}
		for range n {
			e := g.expr()
			from := first.Add(time.Duration(g.IntN(dayMinutes)) * time.Minute)
			to := first.AddDate(0, 0, w.days)
			checkMinutes(t, g, w.zone, e, place, from, to)
		}
	}
}

func checkMinutes(t *testing.T, g *generator, zone string, e *Expr, place Place, from, to time.Time) {
	t.Helper()
	timeline := e.Timeline(place, from, to)
	timeline.check(t)
	oracle := slow{expr: e, place: place}
	var states []State
	var comments []string
	for at := from; at.Before(to); at = at.Add(time.Minute) {
		s, c := oracle.atInstant(at)
		states, comments = append(states, s), append(comments, c)
	}
	// next is the first minute after each in which something else holds.
	next := make([]int, len(states))
	for i := len(states) - 1; i >= 0; i-- {
		next[i] = i + 1
		if i+1 < len(states) && states[i] == states[i+1] && comments[i] == comments[i+1] {
			next[i] = next[i+1]
		}
	}
	minute := func(i int) time.Time { return from.Add(time.Duration(i) * time.Minute) }
	for i := range states {
		at := minute(i).Add(time.Duration(g.IntN(60)) * time.Second)
		s := timeline.At(at)
		change, ok := timeline.NextChange(at)
		if s.State != states[i] || s.Comment != comments[i] || ok != (next[i] < len(states)) || ok && !change.Equal(minute(next[i])) {
			t.Fatalf("%s: %s at %s: got %v %q until %v, want %v %q until %v", zone, e, at.In(place.Zone), s.State, s.Comment, change, states[i], comments[i], minute(next[i]))
		}
	}
	i := 0
	for _, s := range timeline.Intervals(from, to) {
		if !s.Start.Equal(minute(i)) || i >= len(states) || s.State != states[i] || !s.End.Equal(minute(next[i])) {
			t.Fatalf("%s: %s: interval %v, want %v from %v", zone, e, s, states[i], minute(i))
		}
		i = next[i]
	}
	if i != len(states) {
		t.Fatalf("%s: %s: the intervals end at %v", zone, e, minute(i))
	}
	for range 20 {
		before, length := g.IntN(len(states)+100), g.IntN(600)
		accepts := Accept(g.IntN(2))
		last, found := timeline.Latest(minute(before), time.Duration(length)*time.Minute, accepts)
		latest, wantFound := slowLatest(states, before, length, accepts)
		if length == 0 && wantFound && latest < before { // to the second, not the minute
			last = last.Add(time.Second - time.Minute)
		}
		if found != wantFound || found && !last.Equal(minute(latest)) {
			t.Fatalf("%s: %s: %d minutes by %v (%d): got %v %v, want %v %v", zone, e, length, minute(before), accepts, last, found, minute(latest), wantFound)
		}
		arrive, service := g.IntN(len(states)), g.IntN(600)
		accept := Accept(g.IntN(2))
		got, ok := timeline.Earliest(minute(arrive), time.Duration(service)*time.Minute, accept)
		want, wantOK := slowEarliest(states, arrive, service, accept)
		if ok != wantOK || ok && !got.Equal(minute(want)) {
			t.Fatalf("%s: %s: %d minutes from %v (%d): got %v %v, want %v %v", zone, e, service, minute(arrive), accept, got, ok, minute(want), wantOK)
		}
	}
}

// slowEarliest tries every minute.
func slowEarliest(states []State, arrive, service int, accept Accept) (int, bool) {
	for begin := arrive; begin < len(states); begin++ {
		fits := begin+service <= len(states) && accept.takes(states[begin])
		for i := begin; fits && i < begin+service; i++ {
			fits = accept.takes(states[i])
		}
		if fits {
			return begin, true
		}
	}
	return 0, false
}

// slowLatest tries every minute, backwards.
func slowLatest(states []State, before, service int, accept Accept) (int, bool) {
	for begin := min(before-service, len(states)-1); begin >= 0; begin-- {
		fits := begin+service <= len(states) && accept.takes(states[begin])
		for i := begin; fits && i < begin+service; i++ {
			fits = accept.takes(states[i])
		}
		if fits {
			return begin, true
		}
	}
	return 0, false
}

// TestSeconds: bounds are to the second, and an arrival in the middle of one is
// never served before.
func TestSeconds(t *testing.T) {
	e := mustParse(t, "10:00-12:00")
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	timeline := e.Timeline(Place{}, from, from.AddDate(0, 0, 2))
	ten := from.Add(10 * time.Hour)
	for _, test := range []struct {
		arrive  time.Time
		service time.Duration
		want    time.Time
	}{
		{from, 0, ten},
		{ten.Add(-time.Nanosecond), 0, ten},
		{ten.Add(time.Nanosecond), 0, ten.Add(time.Second)},
		{ten, 2 * time.Hour, ten},
		{ten, 2*time.Hour + time.Nanosecond, time.Time{}},
		{ten.Add(time.Second), 2 * time.Hour, ten.AddDate(0, 0, 1)},
		{ten.Add(2 * time.Hour), 0, ten.AddDate(0, 0, 1)},
		{ten.Add(2*time.Hour - time.Second), time.Second, ten.Add(2*time.Hour - time.Second)},
		{from.AddDate(-1, 0, 0), time.Hour, ten},
		{from.AddDate(0, 0, 3), 0, time.Time{}},
		{ten, -time.Hour, ten},
	} {
		got, ok := timeline.Earliest(test.arrive, test.service, Promise)
		if ok == test.want.IsZero() || ok && !got.Equal(test.want) {
			t.Errorf("%v for %v: got %v %v, want %v", test.arrive, test.service, got, ok, test.want)
		}
	}
	if s := timeline.At(from.Add(-time.Second)); s != (Span{}) {
		t.Errorf("before the window: %+v", s)
	}
	if s := timeline.At(from.AddDate(0, 0, 2)); s != (Span{}) {
		t.Errorf("after the window: %+v", s)
	}
	if empty := e.Timeline(Place{}, from, from); empty.At(from) != (Span{}) || len(empty.Intervals(from, ten)) != 0 {
		t.Error("an empty window has something in it")
	}
}

func mustParse(tb testing.TB, s string) *Expr {
	tb.Helper()
	e, err := Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}
