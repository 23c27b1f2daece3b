package hours

import (
	"errors"
	"strings"
	"testing"
)

func TestString(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"24/7", "24/7"},
		{"open", "24/7"},
		{"off", "closed"},
		{`"by appointment"`, `unknown "by appointment"`},
		{"Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:00"},
		{"mo-fr 8:00 - 17:00", "Mo-Fr 08:00-17:00"},
		{"Mo–Fr: 08:00–17:00", "Mo-Fr 08:00-17:00"},
		{"Mo, We,Fr 08:00-12:00, 13:00-17:00", "Mo,We,Fr 08:00-12:00,13:00-17:00"},
		{"Mo-Fr 08:00-12:00,Sa 09:00-10:00", "Mo-Fr 08:00-12:00 open, Sa 09:00-10:00"},
		{"Mo-Fr 08:00-12:00, PH off; ", "Mo-Fr 08:00-12:00 open, PH closed"},
		{"Mo-Fr, PH off", "Mo-Fr,PH closed"},
		{"Mo-Fr open, PH off", "Mo-Fr open, PH closed"},
		{"PH,Mo 10:00-12:00", "Mo,PH 10:00-12:00"},
		{"PH Mo-Fr 10:00-12:00", "PH Mo-Fr 10:00-12:00"},
		{"Mo-Fr PH 10:00-12:00", "PH Mo-Fr 10:00-12:00"},
		{"SH,PH Mo off", "SH,PH Mo closed"},
		{"PH -1 day,PH +2 days off", "PH -1 day,PH +2 days closed"},
		{"Mo[1,3-4,-1] 10:00-12:00", "Mo[1,3-4,-1] 10:00-12:00"},
		{"Th[-1] -2 days", "Th[-1] -2 days"},
		{"22:00-02:00", "22:00-02:00"},
		{"22:00-26:00", "22:00-02:00"},
		{"22:00-48:00", "22:00-48:00"},
		{"08:00-08:00", "08:00-08:00"},
		{"00:00-24:00", "00:00-24:00"},
		{"10:00+", "10:00+"},
		{"10:00-18:00+", "10:00-18:00+"},
		{"10:00", "10:00"},
		{"10:00-16:00/90", "10:00-16:00/90"},
		{"10:00-16:00/1:30", "10:00-16:00/90"},
		{"sunrise-sunset", "sunrise-sunset"},
		{"(sunrise+01:00)-(dusk-0:30)", "(sunrise+01:00)-(dusk-00:30)"},
		{"dawn+", "dawn+"},
		{"Jan", "Jan"},
		{"Nov-Mar", "Nov-Mar"},
		{"2026 Nov-Feb", "2026 Nov-Feb"},
		{"2026 Jan,Mar", "2026 Jan,2026 Mar"},
		{"2026 Jan 5,Mar 10", "2026 Jan 05,Mar 10"},
		{"Dec 24-26", "Dec 24-Dec 26"},
		{"Dec 24-Jan 2", "Dec 24-Jan 02"},
		{"2026 Dec 24-2027 Jan 02", "2026 Dec 24-2027 Jan 02"},
		{"Dec 24:10:00-12:00", "Dec 24 10:00-12:00"},
		{"Dec 24 10:00-12:00", "Dec 24 10:00-12:00"},
		{"Jan 05+", "Jan 05+"},
		{"2027 Jan 05+: Mo", "2027 Jan 05+ Mo"},
		{"Jan 05 +Mo +2 days", "Jan 05 +Mo +2 days"},
		{"Jan 05+ Mo-We", "Jan 05+ Mo-We"},
		{"easter -2 days-easter +1 day", "easter -2 days-easter +1 day"},
		{"Mar Su[-1]-Oct Su[-1] 10:00-12:00", "Mar Su[-1]-Oct Su[-1] 10:00-12:00"},
		{"Jan Su[1],Mo 10:00-12:00", "Jan Su[1],Mo 10:00-12:00"},
		{"Jan Su[1],Feb Mo[1] 10:00-12:00", "Jan Su[1],Feb Mo[1] 10:00-12:00"},
		{"Jan-Mar Su[1] 10:00-12:00", "Jan-Mar Su[1] 10:00-12:00"},
		{"2026", "2026"},
		{"2026-2030/2,2040+", "2026-2030/2,2040+"},
		{"2026 week 10-20/2: Mo", "2026 week 10-20/2 Mo"},
		{"week 48-15", "week 48-15"},
		{"Sep-Oct week 40 We", "Sep-Oct week 40 We"},
		{`"summer": Mo-Fr 10:00-12:00`, `"summer": Mo-Fr 10:00-12:00`},
		{`Mo-Fr 10:00-12:00 "ask" || "by phone"`, `Mo-Fr 10:00-12:00 unknown "ask" || unknown "by phone"`},
		{`Mo closed "holiday"; We unknown`, `Mo closed "holiday"; We unknown`},
		{`Fr "口岸 – ask"`, `Fr unknown "口岸 – ask"`},
	} {
		e, err := Parse(test.in)
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		if got := e.String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.in, got, test.want)
		}
	}
}

func TestSyntaxError(t *testing.T) {
	for _, test := range []struct {
		in     string
		offset int
		want   string
	}{
		{"", 0, "a day, a time, 24/7, open, closed, unknown or a comment"},
		{"; Mo", 0, "a day"},
		{"Mo-Fr 08:00-", 12, "a time as hh:mm"},
		{"Mo-Fr 08:60-12:00", 9, "minutes from 00 to 59"},
		{"Mo-Fr 24:00-26:00", 6, "before 24:00"},
		{"Mo-Fr 10:00-49:00", 12, "at most 48:00"},
		{"Mo-Fr 10:00-12:00/0", 18, "a step"},
		{"Mo-Fr 10:00-12:00/00:00", 18, "a step of at least a minute"},
		{"Mo Tu 10:00-12:00", 3, `"," before another day`},
		{"Mo[6]", 3, "from 1 to 5"},
		{"Mo[0]", 3, "from 1 to 5"},
		{"Mo[3-2]", 5, "not before the first"},
		{"Mo[1", 4, `"]"`},
		{"Mo-Fr[1]", 5, "a single weekday"},
		{"Apr 31", 4, "a day of that month"},
		{"Feb 30", 4, "a day of that month"},
		{"Jan 20-10", 7, "a day not before the first"},
		{"Jan-Mar 15", 8, `";", "," or "||"`},
		{"Jan 15-Mar", 7, "both as months or both as days"},
		{"Dec 24-2027 Jan 02", 7, "no year, or one in the first date too"},
		{"2027 Dec 24-2026 Jan 02", 12, "a year not before the first"},
		{"2030-2026", 5, "a year not before the first"},
		{"1899", 0, "a year from 1900 to 9999"},
		{"2026-2030/0", 10, "a step from 1"},
		{"week 54", 5, "a week from 1 to 53"},
		{"week 48-15/2", 10, "no step"},
		{"PH +400 days", 4, "from 1 to 366"},
		{"Mo-Fr 08:00-12:00 maybe", 18, `";", "," or "||"`},
		{"Mo-Fr 08:00-12:00 || ", 21, "a day"},
		{`Mo "unclosed`, 3, `";"`},
		{`Mo ""`, 3, `";"`},
		{"Mo 10:00-12:00)", 14, `";"`},
		{"(sunrise*01:00)-sunset", 8, `"+" or "-"`},
		{"(sunrise+1)-sunset", 9, "an offset as hh:mm"},
		{"Мо-Пт 10:00-12:00", 0, "a day"},
		{strings.Repeat("Mo;", 64) + "Mo", 192, "at most 64 parts"},
		{strings.Repeat("x", MaxLength+1), MaxLength, "at most 2048 bytes"},
		{"00:00-24:00/1", 0, "at most 1500 points"},
	} {
		_, err := Parse(test.in)
		var e *SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%.40s: want a *SyntaxError, got %v", test.in, err)
			continue
		}
		if e.Offset != test.offset || !strings.Contains(e.Want, test.want) {
			t.Errorf("%.40s: got %v (offset %d), want %q at %d", test.in, e, e.Offset, test.want, test.offset)
		}
	}
}
