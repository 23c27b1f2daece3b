package hours

import (
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

func TestDate(t *testing.T) {
	for d := DateOf(1899, 12, 25); d < DateOf(2101, 1, 5); d++ {
		at := time.Date(1970, 1, 1+int(d), 12, 0, 0, 0, time.UTC)
		year, month, day := d.Split()
		isoYear, week := d.ISOWeek()
		wantYear, wantWeek := at.ISOWeek()
		if DateOf(year, month, day) != d || d.Weekday() != at.Weekday() || isoYear != wantYear || week != wantWeek || d.String() != at.Format(time.DateOnly) || DateIn(time.UTC, at) != d {
			t.Fatalf("%v is not %v", d, at)
		}
	}
}

// TestStart looks for the first minute that shows a day, in zones that put their
// clocks forward over midnight, back over it, and that leave out a day.
func TestStart(t *testing.T) {
	for _, test := range []struct{ zone, from string }{
		{"America/Havana", "2026-03-05"}, {"America/Havana", "2026-10-30"}, {"America/Goose_Bay", "2010-11-04"},
		{"Pacific/Apia", "2011-12-28"}, {"Asia/Shanghai", "2026-03-01"}, {"Pacific/Kiritimati", "1994-12-30"}, {"Africa/Monrovia", "1972-01-05"},
	} {
		zone := loadZone(t, test.zone)
		day, err := time.Parse(time.DateOnly, test.from)
		if err != nil {
			t.Fatal(err)
		}
		for d := DateIn(time.UTC, day); d < DateIn(time.UTC, day)+6; d++ {
			want := time.Unix(int64(d-1)*daySeconds, 0)
			for DateIn(zone, want) < d {
				want = want.Add(time.Second)
			}
			if got := d.Start(zone); !got.Equal(want) {
				t.Errorf("%s: %v starts at %v, want %v", test.zone, d, got, want.In(zone))
			}
		}
	}
}

func TestEaster(t *testing.T) {
	for _, test := range []struct {
		year, day int
		month     time.Month
	}{
		{1961, 2, time.April}, {2000, 23, time.April}, {2008, 23, time.March}, {2011, 24, time.April}, {2024, 31, time.March},
		{2025, 20, time.April}, {2026, 5, time.April}, {2027, 28, time.March}, {2038, 25, time.April}, {2285, 22, time.March},
	} {
		if got := easter(test.year); got != DateOf(test.year, test.month, test.day) {
			t.Errorf("%d: got %v", test.year, got)
		}
	}
}

// TestSun compares with times as almanacs print them, and sees that there are
// none where the sun does not rise or set. TestOracle compares with another sun.
func TestSun(t *testing.T) {
	for _, test := range []struct {
		name   string
		at     orb.Point
		day    Date
		event  event
		hh, mm int // universal time; hh < 0: there is none
	}{
		{"Greenwich, summer", orb.Point{0, 51.48}, DateOf(2024, 6, 20), sunrise, 3, 43},
		{"Greenwich, summer", orb.Point{0, 51.48}, DateOf(2024, 6, 20), sunset, 20, 21},
		{"Greenwich, winter", orb.Point{0, 51.48}, DateOf(2024, 12, 21), sunrise, 8, 4},
		{"Greenwich, winter", orb.Point{0, 51.48}, DateOf(2024, 12, 21), sunset, 15, 53},
		{"equator, March", orb.Point{0, 0}, DateOf(2024, 3, 20), sunrise, 6, 4},
		{"Svalbard, summer", orb.Point{15.6, 78.2}, DateOf(2024, 6, 20), sunset, -1, 0},
		{"Svalbard, winter", orb.Point{15.6, 78.2}, DateOf(2024, 12, 21), sunrise, -1, 0},
		{"the pole", orb.Point{0, 90}, DateOf(2024, 6, 20), dawn, -1, 0},
	} {
		got, ok := sunMinutes(test.event, test.day, test.at, time.UTC)
		if ok != (test.hh >= 0) || ok && math.Abs(float64(got-60*test.hh-test.mm)) > 1 {
			t.Errorf("%s: got %02d:%02d %v, want %02d:%02d", test.name, got/60, got%60, ok, test.hh, test.mm)
		}
	}
}

// TestDays says on which days of a year an expression is open.
func TestDays(t *testing.T) {
	for _, test := range []struct {
		expr, from, to string // to is the last day
		open           string
	}{
		{"Feb 29", "2023-01-01", "2025-12-31", "2024-02-29"},
		{"Feb 28-Feb 29", "2023-01-01", "2024-12-31", "2023-02-28 2024-02-28 2024-02-29"},
		{"Feb 29-Mar 02", "2023-01-01", "2024-12-31", "2023-03-01 2023-03-02 2024-02-29 2024-03-01 2024-03-02"},
		{"week 53", "2026-12-20", "2027-01-10", "2026-12-28 2026-12-29 2026-12-30 2026-12-31 2027-01-01 2027-01-02 2027-01-03"},
		{"week 53", "2027-12-20", "2028-01-10", ""},
		{"2026 week 53", "2026-12-20", "2027-01-10", "2026-12-28 2026-12-29 2026-12-30 2026-12-31"},
		{"Dec 30-Jan 02", "2026-12-25", "2027-01-05", "2026-12-30 2026-12-31 2027-01-01 2027-01-02"},
		{"2026 Dec 30-Jan 02", "2025-12-25", "2026-01-05", ""},
		{"2026 Dec 30-Jan 02", "2026-12-25", "2028-01-05", "2026-12-30 2026-12-31 2027-01-01 2027-01-02"},
		{"2026 Dec-Jan Mo[1]", "2025-12-01", "2028-02-01", "2026-12-07 2027-01-04"},
		{"2026-2027 Dec-Jan Mo[1]", "2025-12-01", "2028-02-01", "2026-01-05 2026-12-07 2027-01-04 2027-12-06"},
		{"Su[5]", "2026-01-01", "2026-06-30", "2026-03-29 2026-05-31"},
		{"Su[-5]", "2026-01-01", "2026-06-30", "2026-03-01 2026-05-03"},
		{"Jan Fr[5]-Feb 01", "2025-01-01", "2026-12-31", "2025-01-31 2025-02-01 2026-01-30 2026-01-31 2026-02-01"},
		{"Feb Fr[5]-Mar 02", "2025-01-01", "2025-12-31", "2025-03-01 2025-03-02"},
		{"Th[-1] +2 days", "2026-10-25", "2026-11-05", "2026-10-31"},
		{"Th[5] +2 days", "2027-09-25", "2027-10-05", "2027-10-02"},
		{"Mo[1] -1 day", "2026-05-25", "2026-06-10", "2026-05-31"},
		{"easter -2 days-easter +1 day", "2026-03-30", "2026-04-10", "2026-04-03 2026-04-04 2026-04-05 2026-04-06"},
		{"Nov 10 +Mo", "2026-11-01", "2026-11-30", "2026-11-16"},
		{"Nov 09 +Mo", "2026-11-01", "2026-11-30", "2026-11-09"},
		{"Nov 10 -Mo", "2026-11-01", "2026-11-30", "2026-11-09"},
		{"Jan 01 -3 days", "2026-12-20", "2027-01-05", "2026-12-29"},
		{"Dec 29+", "2026-12-27", "2027-01-05", "2026-12-29 2026-12-30 2026-12-31"},
		{"2027 Jan 03+", "2026-12-27", "2027-01-05", "2027-01-03 2027-01-04 2027-01-05"},
		{"2024-2030/3 Jan 01", "2024-01-01", "2031-01-05", "2024-01-01 2027-01-01 2030-01-01"},
		{"week 51-02 Mo", "2026-12-01", "2027-01-31", "2026-12-14 2026-12-21 2026-12-28 2027-01-04 2027-01-11"},
		{"Sa-Mo", "2026-03-01", "2026-03-08", "2026-03-01 2026-03-02 2026-03-07 2026-03-08"},
	} {
		e := mustParse(t, test.expr)
		days := ""
		from, _ := time.Parse(time.DateOnly, test.from)
		to, _ := time.Parse(time.DateOnly, test.to)
		timeline := e.Timeline(Place{}, from, to.AddDate(0, 0, 1))
		for at := from.Add(12 * time.Hour); at.Before(to.AddDate(0, 0, 1)); at = at.AddDate(0, 0, 1) {
			if timeline.At(at).State == Open {
				days += " " + at.Format(time.DateOnly)
			}
		}
		if got := days; got != "" && got[1:] != test.open || got == "" && test.open != "" {
			t.Errorf("%s: got%s, want %s", test.expr, got, test.open)
		}
	}
}
