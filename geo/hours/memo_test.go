package hours

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

const busyBook = `
rule cn-truck CN truck | hours Mo-Su 10:00-24:00; PH off "holiday" | said 2024-03-01
rule cn CN car,bus,foot | hours Mo-Fr 10:00-19:30; PH off "holiday" | said 2024-03-01
rule kg KG | hours Mo-Su 08:00-22:00 | said 2024-03-01
rule kg-old KG | hours Mo-Fr 09:00-18:00 | to 2026-02-01 | sure inferred | said 2023-01-01
rule winter CN bus | hours Nov-Mar off "season"; Apr-Oct Mo-Fr 10:00-19:30; PH off | sure confirmed | said 2025-01-01
notice a | hours closed | why holiday | from 2026-02-17 | to 2026-02-20 10:00 | said 2026-02-10 by Border
notice b CN truck | hours 24/7 | why trial | from 2026-06-01 10:00 | to 2026-09-01 | said 2026-05-30 by Customs
notice c KG car,bus,foot | hours closed | why works | from 2026-07-03 | to 2026-07-12 | said 2026-07-01 by Border
notice d KG | days Mo-Su | why works | from 2026-07-10 | to 2026-07-14 | said 2026-07-05 by Border
notice e CN | hours 12:00-20:00 | why heat | from 2026-08-01 | to 2026-08-10 | said 2026-07-25 by Customs
`

// TestWindows: what is remembered in windows that overlap is the same wherever
// it is looked at from, also by many at once, and after all is forgotten.
func TestWindows(t *testing.T) {
	b := readBook(t, busyBook)
	from := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	whole, err := b.Timeline(Query{Port: "pass", Mode: Bus, Direction: "CN-KG"}, from, from.AddDate(4, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	whole.check(t)
	var all sync.WaitGroup
	for seed := range uint64(4) {
		all.Go(func() {
			r := rand.New(rand.NewPCG(seed, 2))
			for i := range 300 {
				at := from.Add(time.Duration(r.IntN(4*365*dayMinutes)) * time.Minute)
				s, err := b.Status("pass", Bus, "CN-KG", at)
				if err != nil {
					t.Error(err)
					return
				}
				span := whole.At(at)
				state, err := b.State("pass", Bus, "CN-KG", at)
				if span.State != s.State || span.State != state || span.Day != s.Day || span.Comment != s.Reason || err != nil {
					t.Errorf("at %v: %s, %+v, %v, %v", at, s.line(t), span, state, err)
				}
				if i%50 == 0 {
					b.memo.mu.Lock()
					b.memo.known = nil
					b.memo.mu.Unlock()
				}
			}
		})
	}
	all.Wait()
}

// TestMemoIsBounded asks about every window there is.
func TestMemoIsBounded(t *testing.T) {
	b := readBook(t, "rule all | hours Mo-Fr 10:00-18:00")
	for at := earliest; at.Before(latest); at = at.AddDate(0, 0, windowDays) {
		if _, err := b.State("pass", Truck, "CN-KG", at); err != nil {
			t.Fatal(err)
		}
		if len(b.memo.known) > memoSize {
			t.Fatalf("%d sheets are kept", len(b.memo.known))
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse(`Mo-Fr 08:00-12:00,13:00-17:30; Sa[1,3] 10:00-12:00; PH,Dec 24-Jan 02 off "holiday"`); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExpr13Months evaluates one expression from nothing.
func BenchmarkExpr13Months(b *testing.B) {
	e := mustParse(b, `Mo-Fr 08:00-12:00,13:00-17:30; Sa[1,3] 10:00-12:00; PH,Dec 24-Jan 02 off "holiday"`)
	place := Place{Zone: loadZone(b, "Asia/Shanghai"), Holidays: NoHolidays()}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		e.Timeline(place, from, from.AddDate(0, 13, 0))
	}
}

// BenchmarkPort13Months makes the intervals of a port for one mode and direction
// with five rules and five notices, from nothing.
func BenchmarkPort13Months(b *testing.B) {
	book := readBook(b, busyBook)
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		book.memo.known = nil
		t, err := book.Timeline(Query{Port: "pass", Mode: Bus, Direction: "CN-KG"}, from, from.AddDate(0, 13, 0))
		if err != nil || len(t.at) < 300 {
			b.Fatal(err)
		}
	}
}

// BenchmarkPortAll13Months makes those of all eight pairs, with their labels.
func BenchmarkPortAll13Months(b *testing.B) {
	book := readBook(b, busyBook)
	for b.Loop() {
		book.memo.known = nil
		if _, err := book.Statuses("pass", time.Date(2026, 7, 4, 5, 0, 0, 0, time.UTC)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookUp(b *testing.B) {
	book := readBook(b, busyBook)
	at := time.Date(2026, 7, 4, 5, 0, 0, 0, time.UTC)
	t, err := book.Timeline(Query{Port: "pass", Mode: Bus, Direction: "CN-KG"}, at.AddDate(0, -1, 0), at.AddDate(0, 12, 0))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("timeline", func(b *testing.B) {
		for b.Loop() {
			t.At(at)
		}
	})
	b.Run("earliest", func(b *testing.B) {
		for b.Loop() {
			t.Earliest(at, 3*time.Hour, Promise)
		}
	})
	b.Run("book", func(b *testing.B) {
		for b.Loop() {
			if _, err := book.State("pass", Bus, "CN-KG", at); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("status", func(b *testing.B) {
		for b.Loop() {
			if _, err := book.Status("pass", Bus, "CN-KG", at); err != nil {
				b.Fatal(err)
			}
		}
	})
}
