package hours_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/geo/hours"
)

func TestStays(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 6, d, 0, 0, 0, 0, time.UTC) }
	minutes := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	stay := func(id string, scope hours.Scope, p50 int) hours.Stay {
		scope.Port = "p"
		return hours.Stay{ID: id, Scope: scope, P50: minutes(p50), P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Scheduled}
	}
	everywhere := stay("everywhere", hours.Scope{}, 1)
	atA := stay("at-a", hours.Scope{Checkpoint: "a"}, 2)
	trucks := stay("trucks-at-a", hours.Scope{Checkpoint: "a", Modes: []hours.Mode{hours.Truck}}, 3)
	trucks.ValidFrom, trucks.ValidTo = day(10), day(20)
	newer := trucks
	newer.ID, newer.AsOf = "newer", day(1)
	guess := newer
	guess.ID, guess.Confidence, guess.AsOf = "guess", hours.Inferred, day(2)
	queue := stay("queue", hours.Scope{Side: "B"}, 4)
	queue.Of = hours.Queue
	book, err := hours.NewBook(hours.Content{
		Chains: []hours.Chain{{Port: "p", Modes: hours.Modes(), Directions: []hours.Direction{"A-B"}, Checkpoints: []hours.Checkpoint{{ID: "a", Side: "A"}, {ID: "b", Side: "B"}}}},
		Stays:  []hours.Stay{trucks, newer, guess, atA, everywhere, queue},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		checkpoint string
		mode       hours.Mode
		of         hours.StayKind
		at         time.Time
		all, want  string
	}{
		{"a", hours.Truck, hours.Service, day(10), "newer trucks-at-a guess at-a everywhere", "newer"},
		{"a", hours.Truck, hours.Service, day(20), "at-a everywhere", "at-a"},
		{"a", hours.Car, hours.Service, day(10), "at-a everywhere", "at-a"},
		{"b", hours.Truck, hours.Service, day(10), "everywhere", "everywhere"},
		{"b", hours.Car, hours.Queue, day(10), "queue", "queue"},
		{"a", hours.Car, hours.Queue, day(10), "", ""},
		{"c", hours.Car, hours.Service, day(10), "", ""},
	} {
		pair := hours.Pair{Mode: c.mode, Direction: "A-B"}
		var ids []string
		for _, s := range book.StaysAt("p", c.checkpoint, pair, c.of, c.at) {
			ids = append(ids, s.ID)
		}
		got := ""
		if s := book.Reckoned("p", c.checkpoint, pair, c.of, c.at); s != nil {
			got = s.ID
		}
		if all := strings.Join(ids, " "); all != c.all || got != c.want {
			t.Errorf("%+v: %q, reckoned with %q", c, all, got)
		}
	}
	if len(book.Stays()) != 6 || book.StaysAt("q", "a", hours.Pair{}, hours.Service, day(1)) != nil {
		t.Error("the book has other stays")
	}
}

func TestStayFaults(t *testing.T) {
	bad := []hours.Stay{
		{ID: "nowhere", Scope: hours.Scope{Port: "q"}},
		{ID: "mean", Scope: hours.Scope{Port: "p"}, P50: hours.NotMeasured, Mean: time.Hour},
		{ID: "order", Scope: hours.Scope{Port: "p"}, P50: time.Hour, P90: time.Minute},
		{ID: "kind", Of: 9},
		{ID: "ends", ValidFrom: time.Unix(2, 0), ValidTo: time.Unix(1, 0)},
	}
	_, err := hours.NewBook(hours.Content{Chains: []hours.Chain{{Port: "p", Modes: hours.Modes(), Checkpoints: []hours.Checkpoint{{ID: "a"}}}}, Stays: bad})
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, s := range bad {
		if !strings.Contains(err.Error(), s.ID) {
			t.Errorf("%q is not told of: %v", s.ID, err)
		}
	}
}

// TestStaysChange: stays differ between two instants if the list of those that
// hold does.
func TestStaysChange(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2025, 1, n, 0, 0, 0, 0, time.UTC) }
	c := hours.Content{Chains: []hours.Chain{{Port: "p", Modes: []hours.Mode{hours.Car}, Checkpoints: []hours.Checkpoint{{ID: "a"}}}}}
	for i, held := range [][2]time.Time{{{}, {}}, {day(3), {}}, {{}, day(5)}, {day(5), day(8)}} {
		c.Stays = append(c.Stays, hours.Stay{ID: fmt.Sprint(i), Scope: hours.Scope{Port: "p"}, Of: hours.Service, P50: time.Minute, P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Confirmed, ValidFrom: held[0], ValidTo: held[1]})
	}
	book, err := hours.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	held := func(at time.Time) (ids []string) {
		for _, s := range book.StaysAt("p", "a", hours.Pair{Mode: hours.Car}, hours.Service, at) {
			ids = append(ids, s.ID)
		}
		return ids
	}
	for a := 1; a < 10; a++ {
		for b := 1; b < 10; b++ {
			if got, want := book.StaysChange(day(a), day(b)), !slices.Equal(held(day(a)), held(day(b))); got != want {
				t.Errorf("between %d and %d January they change: %v, want %v", a, b, got, want)
			}
		}
	}
}
