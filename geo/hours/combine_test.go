package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"pamir/geo/hours"
)

// TestCombine compares with each minute.
func TestCombine(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 9))
	expressions := []string{"24/7", "off", "unknown", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; Tu unknown", "10:00-12:00 unknown, 13:00-14:00", "22:00-06:00", "Nov 24-Nov 26"}
	from := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for range 200 {
		to := from.AddDate(0, 0, 2+r.IntN(5))
		var lines []*hours.Timeline
		for range 1 + r.IntN(4) {
			e, err := hours.Parse(expressions[r.IntN(len(expressions))])
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, e.Timeline(hours.Place{}, from, to))
		}
		// all of them are open, and the first, where another is not known, says nothing
		fold := func(states []hours.State) hours.State {
			all := hours.Open
			for i, s := range states {
				if s == hours.Closed {
					return s
				}
				if s != hours.Open && i > 0 {
					all = s
				}
			}
			return all
		}
		combined := hours.Combine(lines, fold)
		if start, end := combined.Window(); !start.Equal(from) || !end.Equal(to) {
			t.Fatalf("the window is %v to %v", start, end)
		}
		for at := from; at.Before(to); at = at.Add(time.Minute) {
			var states []hours.State
			for _, l := range lines {
				states = append(states, l.At(at).State)
			}
			if got, want := combined.At(at).State, fold(states); got != want {
				t.Fatalf("at %v: %v, want %v of %v", at, got, want, states)
			}
		}
		before := hours.State(0)
		for i, s := range combined.Intervals(from, to) {
			if i > 0 && s.State == before {
				t.Fatalf("two spans beside each other are %v", s.State)
			}
			before = s.State
		}
	}
	if s := hours.Combine(nil, nil).At(from); s != (hours.Span{}) {
		t.Errorf("of nothing: %v", s)
	}
}
