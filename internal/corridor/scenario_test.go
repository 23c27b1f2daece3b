package corridor

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/hours"
)

// scenario is a journey on a day of which a notice or a rule is known, and what
// these say of it, read by hand. None of them can be promised: nobody publishes
// how long a checkpoint takes.
type scenario struct {
	name     string
	from, to orb.Point
	rider    hours.Mode
	at       string   // of leaving
	without  []string // ports that the request leaves out
	want     string   // the verdict, on Beijing's clock
	waits    string   // for checkpoints that are shut till then, on the same
}

// The State Border Service of Kyrgyzstan and the Department of Commerce of
// Xinjiang (swt.xinjiang.gov.cn, 2025-09-26 18:39; 24.kg 345378) say the same of
// Torugart and Irkeshtam round National Day and Mid-Autumn 2025: shut on 1 to 3
// and on 6 October, freight and no persons on 4 and 5, normal from 7. So a car
// of Saturday the 4th and any vehicle of Monday the 6th wait for the first minute
// of Tuesday in Beijing, since the inspections come first on the way out; from
// then on all that is known is that the day is open.
//
// Nobody publishes an hour of Topa, nor of persons at Wuqia. Freight is cleared
// at Irkeshtam's Chinese side day and night on trial since 1 June 2025 10:00
// (Xinhua 2025-06-02; running on 27 June, xjmty.com), so there a truck finds it
// open, and what is missing for a promise is how long it takes.
var nationalDay = []scenario{
	{"a car to Naryn on Saturday", kashgar, naryn, hours.Car, "2025-10-04T09:00:00+08:00", nil, "closed torugart-topa 2025-10-07T00:00:00+08:00", "torugart-topa till 7 Oct 00:00, torugart-kg-post till 7 Oct 02:00"},
	{"a truck to Naryn on Saturday", kashgar, naryn, hours.Truck, "2025-10-04T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished", ""},
	{"a car to Naryn on Monday", kashgar, naryn, hours.Car, "2025-10-06T09:00:00+08:00", nil, "closed torugart-topa 2025-10-07T00:00:00+08:00", "torugart-topa till 7 Oct 00:00, torugart-kg-post till 7 Oct 02:00"},
	{"a truck to Naryn on Monday", kashgar, naryn, hours.Truck, "2025-10-06T09:00:00+08:00", nil, "closed torugart-topa 2025-10-07T00:00:00+08:00", "torugart-topa till 7 Oct 00:00"},
	{"a car to Naryn on Tuesday", kashgar, naryn, hours.Car, "2025-10-07T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished", ""},
	{"a truck to Naryn on Tuesday", kashgar, naryn, hours.Truck, "2025-10-07T09:00:00+08:00", nil, "cannot-promise torugart-topa hours-unpublished", ""},
	{"a car to Osh on Saturday", kashgar, osh, hours.Car, "2025-10-04T09:00:00+08:00", nil, "closed irkeshtam-wuqia 2025-10-07T00:00:00+08:00", "irkeshtam-wuqia till 7 Oct 00:00"},
	{"a truck to Osh on Saturday", kashgar, osh, hours.Truck, "2025-10-04T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia service-unknown", ""},
	{"a car to Osh on Monday", kashgar, osh, hours.Car, "2025-10-06T09:00:00+08:00", nil, "closed irkeshtam-wuqia 2025-10-07T00:00:00+08:00", "irkeshtam-wuqia till 7 Oct 00:00"},
	{"a truck to Osh on Monday", kashgar, osh, hours.Truck, "2025-10-06T09:00:00+08:00", nil, "closed irkeshtam-wuqia 2025-10-07T00:00:00+08:00", "irkeshtam-wuqia till 7 Oct 00:00"},
	{"a car to Osh on Tuesday", kashgar, osh, hours.Car, "2025-10-07T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia hours-unpublished", ""},
	{"a truck to Osh on Tuesday", kashgar, osh, hours.Truck, "2025-10-07T09:00:00+08:00", nil, "cannot-promise irkeshtam-wuqia service-unknown", ""},
}

// Khunjerab was shut for the last time in the winter of 2023: 1 December to 31
// March by the notice of Pakistan's Federal Investigation Agency (The Nation,
// 2023-11-23), but for goods alone from 2 to 16 January 2024 (ProPakistani,
// 2024-01-03), of whose weekend nothing is said. It opens again at midnight in
// Pakistan, 03:00 in Beijing, on Monday 1 April. Since 1 December 2024 it is open
// all year but Saturdays and Sundays (UrduPoint 2024-12; the first winter day:
// Dawn 1876341); its hours nobody publishes. In Pakistan a Monday begins three
// hours later, and a car is at Dih before that. Round Spring Festival 2025 the
// port was shut for six days, and open again on Monday 3 February, Beijing's day
// (ts.cn 2025-02-04).
var twoWinters = []scenario{
	{"a car to Gilgit in January 2024", kashgar, gilgit, hours.Car, "2024-01-10T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2024-04-01T03:00:00+08:00", "khunjerab-taxkorgan till 1 Apr 03:00"},
	{"a truck on a weekday of the fortnight for goods", kashgar, gilgit, hours.Truck, "2024-01-10T09:00:00+08:00", nil, "cannot-promise khunjerab-taxkorgan hours-unpublished", ""},
	{"a truck on its Saturday", kashgar, gilgit, hours.Truck, "2024-01-13T09:00:00+08:00", nil, "cannot-promise khunjerab-taxkorgan whether goods passed at the weekend is not said", ""},
	{"a truck after it", kashgar, gilgit, hours.Truck, "2024-01-18T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2024-04-01T03:00:00+08:00", "khunjerab-taxkorgan till 1 Apr 03:00"},
	{"a car to Gilgit in January 2025, on a Wednesday", kashgar, gilgit, hours.Car, "2025-01-08T09:00:00+08:00", nil, "cannot-promise khunjerab-taxkorgan hours-unpublished", ""},
	{"a truck on that day", kashgar, gilgit, hours.Truck, "2025-01-08T09:00:00+08:00", nil, "cannot-promise khunjerab-taxkorgan hours-unpublished", ""},
	{"a car on a Saturday", kashgar, gilgit, hours.Car, "2025-01-11T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2025-01-13T00:00:00+08:00", "khunjerab-taxkorgan till 13 Jan 00:00, khunjerab-dih till 13 Jan 03:00"},
	{"a car at Spring Festival", kashgar, gilgit, hours.Car, "2025-01-28T09:00:00+08:00", nil, "closed khunjerab-taxkorgan 2025-02-03T00:00:00+08:00", "khunjerab-taxkorgan till 3 Feb 00:00"},
}

// Karasu and Kulma work from Monday to Friday, Kulma from 09:00 to 17:00 in
// Dushanbe, which is 12:00 to 20:00 in Beijing (Inertia Network, undated). On
// Sunday 5 October 2025 the notice of 26 September holds as well: Karasu is shut
// to the 6th. The other way out of Murghab is over Kyzyl-Art, of whose post
// nobody says anything.
var sundays = []scenario{
	{"a car from Murghab on a Sunday, by Karasu", murghab, kashgar, hours.Car, "2026-11-22T09:00:00+05:00", []string{"kyzyl-art"}, "closed karasu-tj-post 2026-11-23T12:00:00+08:00", "karasu-tj-post till 23 Nov 12:00"},
	{"a truck", murghab, kashgar, hours.Truck, "2026-11-22T09:00:00+05:00", []string{"kyzyl-art"}, "closed karasu-tj-post 2026-11-23T12:00:00+08:00", "karasu-tj-post till 23 Nov 12:00"},
	{"a car on the Sunday of National Day", murghab, kashgar, hours.Car, "2025-10-05T09:00:00+05:00", []string{"kyzyl-art"}, "closed karasu-tj-post 2025-10-07T12:00:00+08:00", "karasu-tj-post till 7 Oct 12:00"},
	{"a car by whatever may be faster", murghab, kashgar, hours.Car, "2026-11-22T09:00:00+05:00", nil, "cannot-promise kyzyl-art no-source", ""},
}

func TestScenarios(t *testing.T) {
	b, book := corridorBorder(t)
	for _, list := range [][]scenario{nationalDay, twoWinters, sundays} {
		for _, c := range list {
			p := plan(t, c.rider, c.at, c.from, c.to)
			p.Book, p.ExcludePorts = book, c.without
			a, err := b.Route(context.Background(), p)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			w := &a.Ways[0]
			if got := verdict(w); got != c.want {
				t.Errorf("%s at %s: %s, want %s", c.name, c.at, got, c.want)
			}
			if !w.ArriveAt.IsZero() || !w.LatestDeparture.IsZero() || !w.LeaveInstead.IsZero() {
				t.Errorf("%s: nothing here can be promised: there at %v, leaving by %v, or at %v", c.name, w.ArriveAt, w.LatestDeparture, w.LeaveInstead)
			}
			if got := shut(w); got != c.waits {
				t.Errorf("%s waits for %q, want %q", c.name, got, c.waits)
			}
			// nothing that is not known costs any time; stops begin on full seconds
			sum := time.Duration(0)
			for _, l := range w.Itinerary.Legs {
				sum += time.Duration(l.Hundredths()) * 10 * time.Millisecond
			}
			for _, x := range w.Crossings {
				sum += x.Wait
			}
			if off := w.ArriveEarliest.Sub(w.Depart) - sum; off < 0 || off > 15*time.Second {
				t.Errorf("%s: there at %v at the earliest, which is %v more than driving and waiting", c.name, w.ArriveEarliest, off)
			}
		}
	}
}

// shut lists where one waits until when, on Beijing's clock.
func shut(w *border.Way) (s string) {
	for _, c := range w.Crossings {
		for _, stop := range c.Stops {
			if stop.Wait > 0 {
				s += fmt.Sprintf(", %s till %s", stop.Checkpoint.ID, stop.Begin.In(beijing).Format("2 Jan 15:04"))
			}
		}
	}
	return strings.TrimPrefix(s, ", ")
}

// TestKarasuOnASunday: who compares sees that Karasu is shut till Monday, and by
// which other ways one might be there before.
func TestKarasuOnASunday(t *testing.T) {
	b, book := corridorBorder(t)
	p := plan(t, hours.Car, "2026-11-22T09:00:00+05:00", murghab, kashgar)
	p.Book = book
	c, err := b.Compare(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, o := range c.Options {
		if o.Way == nil {
			t.Errorf("%s is no option: %s", o.Port.ID, o.Why)
			continue
		}
		got[o.Port.ID] = verdict(o.Way)
		if !o.Clear.IsZero() {
			t.Errorf("%s is promised", o.Port.ID)
		}
	}
	if want := "closed karasu-tj-post 2026-11-23T12:00:00+08:00"; got["karasu"] != want || c.Promised {
		t.Errorf("Karasu: %s, want %s", got["karasu"], want)
	}
	if want := "cannot-promise kyzyl-art no-source"; got["irkeshtam"] != want {
		t.Errorf("round by Irkeshtam: %s, want %s", got["irkeshtam"], want)
	}
}

// TestMissesTopaByAMinute: with hours that an operator gives (an example: they
// are invented) who comes to Topa a minute too late is told when to leave, and
// makes it who does. On the built-in data, in which nobody publishes an hour of
// Topa, nothing is promised to either.
//
// By the example Topa shuts at 19:30 in Beijing, with 20 minutes of queue and 40
// of service, so that one must be there by 18:30. All that follows shuts at
// midnight, 22:00 in Bishkek: who leaves Topa at 19:30 has more than four hours for
// the 108 km to the frontier, two stops of 30 minutes there, and 30 at the
// Kyrgyz post.
func TestMissesTopaByAMinute(t *testing.T) {
	ask := func(b *border.Border, book *hours.Book, at time.Time) *border.Way {
		t.Helper()
		p := plan(t, hours.Truck, at.Format(time.RFC3339), kashgar, naryn)
		p.Book, p.ExcludePorts = book, []string{"irkeshtam"}
		a, err := b.Route(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		return &a.Ways[0]
	}
	shuts := time.Date(2026, 11, 24, 18, 30, 0, 0, beijing) // to who comes
	b, book := corridorBorder(t, "testdata/example-topa.toml")

	early := ask(b, book, time.Date(2026, 11, 24, 9, 30, 0, 0, beijing))
	if early.Verdict.Kind != border.Makes || early.Verdict.Checkpoint != "torugart-topa" || early.ArriveAt.IsZero() {
		t.Fatalf("leaving at 09:30: %+v", early.Verdict)
	}
	drive := early.Crossings[0].Stops[0].Arrive.Sub(early.Depart)
	if want := shuts.Add(-drive); !early.LatestDeparture.Equal(want) || early.Verdict.By != want.Sub(early.Depart) {
		t.Fatalf("leave by %v, %v in hand; Topa is %v away, so by %v", early.LatestDeparture, early.Verdict.By, drive, want)
	}
	last := early.LatestDeparture.Truncate(time.Second)
	if w := ask(b, book, last); w.Verdict.Kind != border.Makes || w.Verdict.By >= time.Second || w.Crossings[0].Wait != 0 {
		t.Errorf("leaving at %v, the latest: %+v", last, w.Verdict)
	}

	late := ask(b, book, last.Add(time.Minute))
	opens := time.Date(2026, 11, 25, 10, 0, 0, 0, beijing)
	if v := late.Verdict; v.Kind != border.Misses || v.Checkpoint != "torugart-topa" || v.By > time.Minute || v.By <= time.Minute-time.Second || !v.Until.Equal(opens) {
		t.Errorf("a minute later: %+v", v)
	}
	if late.LeaveInstead.After(early.LatestDeparture) || late.LeaveInstead.Before(last) {
		t.Fatalf("leave at %v instead, the latest is %v", late.LeaveInstead, early.LatestDeparture)
	}
	if w := ask(b, book, late.LeaveInstead.Truncate(time.Second)); w.Verdict.Kind != border.Makes || !w.ArriveAt.Before(late.ArriveAt.Add(-12*time.Hour)) {
		t.Errorf("leaving at %v as told: %+v, there at %v instead of %v", late.LeaveInstead, w.Verdict, w.ArriveAt, late.ArriveAt)
	}

	b, book = corridorBorder(t)
	for _, depart := range []time.Time{last, last.Add(time.Minute)} {
		w := ask(b, book, depart)
		if got := verdict(w); got != "cannot-promise torugart-topa hours-unpublished" || !w.LatestDeparture.IsZero() || !w.ArriveAt.IsZero() || !w.LeaveInstead.IsZero() || w.ArriveEarliest.IsZero() {
			t.Errorf("on the built-in data at %v: %s, there at %v, leaving by %v, or at %v", depart, got, w.ArriveAt, w.LatestDeparture, w.LeaveInstead)
		}
	}
}
