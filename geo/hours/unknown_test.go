package hours

import (
	"slices"
	"testing"
	"time"
)

// TestUnknownHolidays: where it is not known whether a day is a holiday, what is
// known is what is the same in all calendars that may be true. They are all
// tried.
func TestUnknownHolidays(t *testing.T) {
	first := DateOf(2026, 5, 24) // a Sunday
	unknown := []Date{first + 2, first + 3}
	calendar := func(bits int) Calendar {
		c := NoHolidays()
		c.Public.Holidays = []Holiday{{Day: first + 1}}
		c.School.Holidays = []Holiday{{Day: first}, {Day: first + 4}}
		for i, d := range unknown {
			if bits>>i&1 != 0 {
				c.Public.Holidays = append(c.Public.Holidays, Holiday{Day: d})
			}
		}
		return c
	}
	doubted := calendar(3)
	for i := range doubted.Public.Holidays {
		doubted.Public.Holidays[i].Estimated = slices.Contains(unknown, doubted.Public.Holidays[i].Day)
	}
	short := calendar(0)
	short.Public.First = first + 4

	from, to := first.Start(time.UTC), (first + 6).Start(time.UTC)
	g := newGenerator(11)
	seen := 0
	for range 2000 {
		e := g.expr()
		if !g.used["PH"] {
			continue
		}
		worlds := make([]*Timeline, 4)
		for i := range worlds {
			worlds[i] = e.Timeline(Place{Position: berlin, Holidays: calendar(i)}, from, to)
		}
		got := e.Timeline(Place{Position: berlin, Holidays: doubted}, from, to)
		blind := e.Timeline(Place{Position: berlin, Holidays: short}, from, to)
		for at := from; at.Before(to); at = at.Add(15 * time.Minute) {
			want := worlds[0].At(at).State
			for _, w := range worlds[1:] {
				if w.At(at).State != want {
					want = Unknown
				}
			}
			if s := got.At(at).State; s != want {
				t.Fatalf("%s at %v: got %v, want %v", e, at, s, want)
			}
			if s := blind.At(at).State; s != want && s != Unknown {
				t.Fatalf("%s at %v: got %v of a calendar that knows less, want %v or unknown", e, at, s, want)
			}
			if want == Unknown && worlds[0].At(at).State != Unknown {
				seen++
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d instants depend on the calendar", seen)
	}
}

func TestUnknown(t *testing.T) {
	at := time.Date(2026, 3, 4, 10, 30, 0, 0, time.UTC) // a Wednesday
	for _, test := range []struct {
		expr    string
		place   Place
		want    State
		comment string
	}{
		{"Mo-Fr 10:00-12:00; PH off", Place{Holidays: NoHolidays()}, Open, ""},
		{"Mo-Fr 10:00-12:00; PH off", Place{}, Unknown, ""},
		{"Mo-Fr 10:00-12:00; SH off", Place{}, Unknown, ""},
		{"Mo-Fr 14:00-15:00; PH off", Place{}, Closed, ""},
		{"Mo-Fr 10:00-12:00; PH 10:00-11:00", Place{}, Open, ""},
		{"Mo-Fr,PH 10:00-12:00", Place{}, Open, ""},
		{"PH Sa-Su off; 24/7", Place{}, Open, ""},
		{"PH -1 day off", Place{}, Closed, ""},
		{`"winter": 10:00-12:00`, Place{}, Unknown, "winter"},
		{`10:00-12:00; "winter": off`, Place{}, Unknown, "winter"},
		{`10:00-12:00; "winter": 10:00-11:00`, Place{}, Open, ""},
		{"sunrise-sunset", Place{}, Unknown, ""},
		{"sunrise-sunset", Place{Position: berlin}, Open, ""},
		{"08:00+", Place{}, Unknown, ""},
		{"08:00-10:30+", Place{}, Unknown, ""},
		{"08:00-10:31+", Place{}, Open, ""},
		{"08:00+ off", Place{}, Closed, ""},
		{"PH,SH,PH -1 day,PH +1 day,PH -2 days,PH +2 days,PH +3 days 10:00-12:00", Place{}, Unknown, ""},
		{`We unknown "ask"`, Place{}, Unknown, "ask"},
	} {
		e := mustParse(t, test.expr)
		if s := e.Timeline(test.place, at, at.Add(time.Hour)).At(at); s.State != test.want || s.Comment != test.comment {
			t.Errorf("%s: got %v %q, want %v %q", test.expr, s.State, s.Comment, test.want, test.comment)
		}
	}
}
