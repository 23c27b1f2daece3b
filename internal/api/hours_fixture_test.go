package api_test

import (
	"sync/atomic"
	"testing"
	"time"

	"pamir/geo/hours"
	"pamir/internal/api"
)

// timetable is schedules whose book can be changed, and a clock that is set.
type timetable struct {
	book atomic.Pointer[hours.Book]
	now  atomic.Pointer[time.Time]
}

func (s *timetable) Book() *hours.Book { return s.book.Load() }
func (s *timetable) set(now time.Time) { s.now.Store(&now) }

// withHours returns a client of a server whose ports have hours, at an instant.
func withHours(t testing.TB, now string) (*client, *timetable) {
	t.Helper()
	s := &timetable{}
	s.book.Store(schedule(t, "v1"))
	s.set(moment(t, now))
	return newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Schedules = s
		cfg.Now = func() time.Time { return *s.now.Load() }
	})), s
}

func moment(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func expression(t testing.TB, s string) *hours.Expr {
	t.Helper()
	e, err := hours.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// schedule is a book of four of the fixture's ports: Karasu, whose hours are
// printed on both sides; Torugart, of which the days are known; Khunjerab, of
// which two sources disagree; the airport, which has no direction. Of Irkeshtam
// there is none.
func schedule(t testing.TB, version string, more ...hours.Notice) *hours.Book {
	t.Helper()
	shanghai, dushanbe, bishkek := zone(t, "Asia/Shanghai"), zone(t, "Asia/Dushanbe"), zone(t, "Asia/Bishkek")
	beijing := hours.Clock{Name: "Beijing", Zone: shanghai}
	said := func(title, day string) []hours.Source {
		return []hours.Source{{Title: title, Publisher: "Border Service", Published: day, URL: "https://example.org/a?b=1&c=2"}}
	}
	day := func(s string) time.Time { return moment(t, s+"T00:00:00Z") }
	b, err := hours.NewBook(hours.Content{
		Version: version,
		Chains: []hours.Chain{
			{Port: "torugart", Modes: hours.Modes(), Directions: []hours.Direction{"CN-KG", "KG-CN"},
				Checkpoints: []hours.Checkpoint{{ID: "torugart-topa", Side: "CN"}, {ID: "torugart-kg-post", Side: "KG"}},
				Clocks:      []hours.Clock{beijing, {Name: "Bishkek", Zone: bishkek}}},
			{Port: "karasu", Modes: []hours.Mode{hours.Truck, hours.Car}, Directions: []hours.Direction{"CN-TJ", "TJ-CN"},
				Checkpoints: []hours.Checkpoint{{ID: "karasu-site", Side: "CN"}, {ID: "kulma-post", Side: "TJ"}},
				Clocks:      []hours.Clock{beijing, {Name: "Dushanbe", Zone: dushanbe}}},
			{Port: "khunjerab", Modes: []hours.Mode{hours.Truck}, Directions: []hours.Direction{"CN-PK", "PK-CN"},
				Checkpoints: []hours.Checkpoint{{ID: "taxkorgan", Side: "CN"}}, Clocks: []hours.Clock{beijing}},
			{Port: "kashgar-airport", Modes: []hours.Mode{hours.Foot}, Checkpoints: []hours.Checkpoint{{ID: "kashgar-airport", Side: "CN"}}, Clocks: []hours.Clock{beijing}},
		},
		Rules: []hours.Rule{
			{ID: "karasu-cn", Scope: hours.Scope{Port: "karasu", Side: "CN"}, Zone: shanghai, Hours: expression(t, "Mo-Fr 12:00-19:00"), Confidence: hours.Scheduled, AsOf: day("2025-06-01"), Sources: said("Karasu", "2025-06"), Note: "printed"},
			{ID: "karasu-tj", Scope: hours.Scope{Port: "karasu", Side: "TJ"}, Zone: dushanbe, Hours: expression(t, "Mo-Fr 09:00-17:00"), Confidence: hours.Scheduled, AsOf: day("2025-06-01"), Sources: said("Kulma", "")},
			{ID: "torugart", Scope: hours.Scope{Port: "torugart"}, Zone: bishkek, Days: expression(t, "Mo-Su"), Confidence: hours.Announced, AsOf: day("2024-03-01"), Sources: said("Torugart", "2024-03-01")},
			{ID: "khunjerab-a", Scope: hours.Scope{Port: "khunjerab"}, Zone: shanghai, Hours: expression(t, "24/7"), Confidence: hours.Scheduled},
			{ID: "khunjerab-b", Scope: hours.Scope{Port: "khunjerab"}, Zone: shanghai, Hours: expression(t, "Mo-Fr 10:00-18:00"), Confidence: hours.Scheduled, AsOf: day("2026-01-05")},
			{ID: "airport", Scope: hours.Scope{Port: "kashgar-airport"}, Zone: shanghai, Hours: expression(t, "24/7"), Confidence: hours.Confirmed, AsOf: day("2025-09-26")},
		},
		Notices: append(more, []hours.Notice{
			{ID: "spring", Scope: hours.Scope{Port: "torugart"}, Zone: bishkek, Hours: expression(t, "closed"), Reason: "Spring Festival", Publisher: "Border Service", Published: day("2026-02-13"),
				From: moment(t, "2026-02-16T22:00:00+06:00"), To: moment(t, "2026-02-20T08:00:00+06:00"), Confidence: hours.Announced, Sources: said("春节, closed; see \"notice\"", "2026-02-13")},
			{ID: "freight", Scope: hours.Scope{Port: "torugart", Modes: []hours.Mode{hours.Car, hours.Bus, hours.Foot}}, Zone: shanghai, Hours: expression(t, "closed"), Reason: "holiday", Publisher: "Border Service", Published: day("2026-03-01"),
				From: moment(t, "2026-03-07T00:00:00+08:00"), To: moment(t, "2026-03-09T00:00:00+08:00"), Confidence: hours.Announced, Sources: said("Freight alone", "2026-03-01")},
			{ID: "half", Scope: hours.Scope{Port: "karasu", Side: "CN"}, Zone: shanghai, Hours: expression(t, "closed"), Reason: "works", Published: day("2026-03-01"),
				From: moment(t, "2026-03-04T15:00:30+08:00"), To: moment(t, "2026-03-04T16:30:00+08:00"), Confidence: hours.Announced, Sources: said("Works", "2026-03-01")},
		}...),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// berlinBook is of a port with a weekend, by clocks that move.
func berlinBook(t testing.TB) *hours.Book {
	t.Helper()
	berlin := zone(t, "Europe/Berlin")
	b, err := hours.NewBook(hours.Content{Version: "berlin", Chains: []hours.Chain{{
		Port: "torugart", Modes: []hours.Mode{hours.Truck}, Directions: []hours.Direction{"CN-KG"},
		Checkpoints: []hours.Checkpoint{{ID: "gate", Side: "CN"}}, Clocks: []hours.Clock{{Name: "Berlin", Zone: berlin}},
	}}, Rules: []hours.Rule{{ID: "r", Scope: hours.Scope{Port: "torugart"}, Zone: berlin, Hours: expression(t, "Mo-Fr 08:00-18:00"), Confidence: hours.Scheduled}}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
