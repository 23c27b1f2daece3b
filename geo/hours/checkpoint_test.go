package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"pamir/geo/hours"
)

func TestCheckpoint(t *testing.T) {
	utc := time.UTC
	parse := func(s string) *hours.Expr {
		e, err := hours.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	book, err := hours.NewBook(hours.Content{
		Chains: []hours.Chain{{Port: "p", Modes: hours.Modes(), Directions: []hours.Direction{"A-B"}, Checkpoints: []hours.Checkpoint{{ID: "a", Side: "A"}, {ID: "b", Side: "B"}}}},
		Rules: []hours.Rule{
			{ID: "r", Scope: hours.Scope{Port: "p", Side: "A"}, Zone: utc, Hours: parse("Mo-Fr 09:00-17:00"), Confidence: hours.Scheduled, Sources: []hours.Source{{Title: "t"}}},
			{ID: "d", Scope: hours.Scope{Port: "p", Side: "B"}, Zone: utc, Days: parse("Mo-Fr"), Confidence: hours.Scheduled},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	monday := time.Date(2026, 11, 23, 10, 0, 0, 0, utc)
	ask := func(checkpoint string, at time.Time) hours.SideStatus {
		s, err := book.Checkpoint(hours.Query{Port: "p", Checkpoint: checkpoint, Mode: hours.Truck, Direction: "A-B"}, at)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := ask("a", monday); s.State != hours.Open || !s.Until.Equal(monday.Add(7*time.Hour)) || len(s.Claims) != 1 || s.Claims[0].ID != "r" || s.Country != "A" || !s.HoursKnown {
		t.Errorf("a on Monday: %+v", s)
	}
	if s := ask("b", monday); s.State != hours.Unknown || s.Day != hours.Open || s.Reason != hours.HoursUnpublished || s.HoursKnown || !s.Until.IsZero() {
		t.Errorf("b on Monday: %+v", s)
	}
	if s := ask("b", monday.AddDate(0, 0, -1)); s.State != hours.Closed || s.Reason != hours.ClosedDay {
		t.Errorf("b on Sunday: %+v", s)
	}
	if _, err := book.Checkpoint(hours.Query{Port: "p", Checkpoint: "c", Mode: hours.Truck, Direction: "A-B"}, monday); err == nil {
		t.Error("there is a checkpoint c")
	}
}

// TestFill compares with each minute.
func TestFill(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	expressions := []string{"24/7", "off", "unknown", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; Tu unknown", "10:00-12:00 unknown, 13:00-14:00", "Sa 10:00-20:00 unknown"}
	from := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for range 200 {
		line := func() *hours.Timeline {
			e, err := hours.Parse(expressions[r.IntN(len(expressions))])
			if err != nil {
				t.Fatal(err)
			}
			return e.Timeline(hours.Place{}, from.Add(time.Duration(r.IntN(40))*time.Hour), from.AddDate(0, 0, 3+r.IntN(5)))
		}
		known, other := line(), line()
		filled := known.Fill(other)
		for m := 0; m < 8*24*60; m += 7 {
			at := from.Add(time.Duration(m) * time.Minute)
			want := known.At(at).State
			start, end := other.Window()
			if want == hours.Unknown && !at.Before(start) && at.Before(end) {
				want = other.At(at).State
			}
			if start, end := known.Window(); at.Before(start) || !at.Before(end) {
				want = hours.Unknown
			}
			if got := filled.At(at).State; got != want {
				t.Fatalf("at %v: %v, want %v", at, got, want)
			}
		}
	}
}
