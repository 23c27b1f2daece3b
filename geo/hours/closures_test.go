package hours

import (
	"strings"
	"testing"
)

func TestClosures(t *testing.T) {
	b := readBook(t, `
rule cn CN | hours Mo-Fr 10:00-18:00
rule kg KG | hours 24/7
notice n KG | hours closed | why Spring Festival | from 2026-02-16 22:00 | to 2026-02-20 08:00
notice m CN | hours closed | why avalanche | from 2026-02-25 14:00 | to 2026-02-25 16:00
notice d CN | days open | why made up | from 2026-02-28 | to 2026-03-01`)
	zone := loadZone(t, "Asia/Shanghai")
	timeline, err := b.Timeline(Query{Port: "pass", Mode: Truck, Direction: "CN-KG"}, at(t, zone, "2026-02-13 12:00"), at(t, zone, "2026-03-01 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range timeline.Closures() {
		line := s.Start.In(zone).Format("01-02 15:04") + " " + s.End.In(zone).Format("01-02 15:04") + " " + s.Comment
		if s.Notice {
			line += " (notice)"
		}
		got = append(got, line)
	}
	want := []string{
		"02-13 18:00 02-16 10:00 closed-day",
		"02-16 18:00 02-20 10:00 Spring Festival (notice)", // of 24 hours in Kyrgyzstan, which ends at 10:00 in Beijing
		"02-20 18:00 02-23 10:00 closed-day",
		"02-25 14:00 02-25 16:00 avalanche (notice)",
		"03-01 00:00 03-01 12:00 closed-day",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSides: what a Status says of a side is what its timeline says.
func TestSides(t *testing.T) {
	b := readBook(t, busyBook)
	zone := loadZone(t, "Asia/Shanghai")
	from := at(t, zone, "2026-06-25 00:00")
	to := from.AddDate(0, 0, 60)
	for _, country := range []string{"CN", "KG"} {
		side, err := b.Timeline(Query{Port: "pass", Side: country, Mode: Car, Direction: "KG-CN"}, from, to)
		if err != nil {
			t.Fatal(err)
		}
		topa, err := b.Timeline(Query{Port: "pass", Checkpoint: map[string]string{"CN": "topa", "KG": "post"}[country], Mode: Car, Direction: "KG-CN"}, from, to)
		if err != nil {
			t.Fatal(err)
		}
		if d := sameTimeline(side, topa); d != "" {
			t.Errorf("%s and its only kind of checkpoint differ: %s", country, d)
		}
		for now := from; now.Before(to.AddDate(0, 0, -5)); now = now.Add(37 * 60e9) {
			s, err := b.Status("pass", Car, "KG-CN", now)
			if err != nil {
				t.Fatal(err)
			}
			i := map[string]int{"KG": 0, "CN": 1}[country]
			span, got := side.At(now), s.Sides[i]
			if got.Country != country || got.State != span.State || got.Day != span.Day || got.Reason != span.Comment {
				t.Fatalf("%s at %v: status says %+v, the timeline %+v", country, now, got, span)
			}
		}
	}
	none, err := b.Timeline(Query{Port: "pass", Side: "TJ", Mode: Car, Direction: "KG-CN"}, from, to)
	if err != nil || len(none.cells) != 1 || none.cells[0].comment != NoSource {
		t.Errorf("a side that has no part in it: %+v, %v", none, err)
	}
}
