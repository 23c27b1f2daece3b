package hours

import (
	"errors"
	"testing"
	"time"
)

// FuzzParse holds the law Parse(x.String()) means the same as x: the same state
// and the same next change, and the same text. A parser that fails says where.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"24/7", "Mo-Fr 08:00-12:00,13:00-17:30; PH off", "Mo-Fr 08:00-12:00, Sa 09:00-10:00 || \"ask\"",
		"2026-2030/2 week 48-15 Mo[-1] +1 day,PH 22:00-26:00", "Dec 24-Jan 02: 10:00+", "easter -2 days-easter +1 day",
		"Mar Su[-1]-Oct Su[-1] (sunrise+01:00)-sunset", "2026 Jan,Mar SH Mo 10:00-16:00/90", "Jan Su[1],Feb Mo[1] dawn+",
		"\"summer\": Mo-Fr unknown \"x\"", "Jan 05+ Mo; Jan 05 +Mo", "Mo 10:00; Tu 10:00-18:00+", "23:59-23:58", "Feb 29", "week 53",
		"2026 Nov-Feb", "Fr-Mo[2]", "Jan-Mar Su[1]", "(dusk-24:00)-(dawn+24:00)",
	} {
		f.Add(s, int64(1772323200))
	}
	zone := loadZone(f, "Europe/Berlin") // whose clocks move in the window
	f.Fuzz(func(t *testing.T, s string, from int64) {
		e, err := Parse(s)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(s) || syntax.Want == "" {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		text := e.String()
		again, err := Parse(text)
		if err != nil {
			t.Fatalf("%q prints as %q: %v", s, text, err)
		}
		if got := again.String(); got != text {
			t.Fatalf("%q prints as %q, and that as %q", s, text, got)
		}
		start := time.Unix(min(max(from, -1<<31), 1<<33), 0)
		for _, place := range []Place{{Zone: zone}, {Zone: zone, Position: berlin, Holidays: NoHolidays()}} {
			a, b := e.Timeline(place, start, start.AddDate(0, 0, 9)), again.Timeline(place, start, start.AddDate(0, 0, 9))
			if d := sameTimeline(a, b); d != "" {
				t.Fatalf("%q prints as %q: %s", s, text, d)
			}
			a.check(t)
		}
	})
}
