package hours

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// readBook reads a book of one port, from China to Kyrgyzstan, off lines such as
//
//	rule torugart CN,truck | hours Mo-Fr 10:00-18:00 | from 2024-01-01 | sure announced
//	notice 2025-10-01..2025-10-04 KG | hours closed | why holiday | said 2025-09-26 by Border
//
// The first word is the id. In the scope are a side, modes, a direction and a
// checkpoint, in any order. Times are Beijing's, or of the side's zone.
func readBook(t testing.TB, lines string) *Book {
	t.Helper()
	zones := map[string]*time.Location{"CN": loadZone(t, "Asia/Shanghai"), "KG": loadZone(t, "Asia/Bishkek")}
	c := Content{Version: "test", Chains: []Chain{{
		Port:        "pass",
		Checkpoints: []Checkpoint{{ID: "topa", Side: "CN"}, {ID: "gate", Side: "CN"}, {ID: "post", Side: "KG"}},
		Modes:       Modes(), Directions: []Direction{"CN-KG", "KG-CN"},
	}}}
	holidays := NoHolidays()
	holidays.Country = "CN"
	holidays.Public.Holidays = []Holiday{{Day: DateOf(2026, 5, 1)}, {Day: DateOf(2026, 6, 19), Estimated: true}}
	c.Calendars = []Calendar{holidays}
	for _, line := range strings.Split(lines, "\n") {
		parts := strings.Split(strings.TrimSpace(line), " | ")
		head := strings.Fields(parts[0])
		if len(head) == 0 {
			continue
		}
		r := Rule{ID: head[1], Scope: Scope{Port: "pass"}, Zone: zones["CN"], Confidence: Scheduled}
		n := Notice{ID: head[1], Zone: zones["CN"], Confidence: Announced}
		for _, word := range strings.FieldsFunc(strings.Join(head[2:], ","), func(c rune) bool { return c == ',' }) {
			switch s := &r.Scope; {
			case zones[word] != nil:
				s.Side, r.Zone, n.Zone = word, zones[word], zones[word]
			case strings.Contains(word, "-"):
				s.Directions = append(s.Directions, Direction(word))
			case word == "truck" || word == "car" || word == "bus" || word == "foot":
				s.Modes = append(s.Modes, Mode(word))
			default:
				s.Checkpoint = word
			}
		}
		for _, part := range parts[1:] {
			key, value, _ := strings.Cut(part, " ")
			switch key {
			case "hours":
				r.Hours = mustParse(t, value)
			case "days":
				r.Days = mustParse(t, value)
			case "from":
				r.ValidFrom, n.From = at(t, r.Zone, value), at(t, r.Zone, value)
			case "to":
				r.ValidTo, n.To = at(t, r.Zone, value), at(t, r.Zone, value)
			case "sure":
				if err := r.Confidence.UnmarshalText([]byte(value)); err != nil {
					t.Fatal(err)
				}
				n.Confidence = r.Confidence
			case "why":
				n.Reason = value
			case "said":
				day, by, _ := strings.Cut(value, " by ")
				r.AsOf, n.Published, n.Publisher = at(t, time.UTC, day), at(t, time.UTC, day), by
			case "instead":
				n.Supersedes = strings.Fields(value)
			default:
				t.Fatalf("%q in %q", key, line)
			}
		}
		if head[0] == "rule" {
			c.Rules = append(c.Rules, r)
			continue
		}
		n.Scope, n.Hours, n.Days = r.Scope, r.Hours, r.Days
		c.Notices = append(c.Notices, n)
	}
	b, err := NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// at reads "2026-03-04" or "2026-03-04 10:30".
func at(t testing.TB, zone *time.Location, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04"
	got, err := time.ParseInLocation(layout[:min(len(s), len(layout))], s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestFold goes through the rules by which sources become an answer. All times
// are Beijing's. An answer is the state, the day if it is not the same, and why.
func TestFold(t *testing.T) {
	const both = "rule cn CN | hours Mo-Fr 10:00-18:00 | said 2025-01-01\nrule kg KG | hours 07:00-19:00 | said 2024-01-01\n" // 09:00-21:00 in Beijing
	for _, test := range []struct {
		name, book, at, want string
		mode                 Mode
		direction            Direction
	}{
		{"both open", both, "2026-03-04 10:00", "open topa until 03-04 18:00", "", ""},
		{"Beijing's day has begun, Bishkek's has not", both, "2026-03-04 00:30", "closed/open outside-hours topa until 03-04 10:00", "", ""},
		{"one side shuts first", both, "2026-03-04 19:00", "closed/open outside-hours topa until 03-05 10:00", "", ""},
		{"a closed day on one side", both, "2026-03-07 12:00", "closed closed-day topa until 03-09 10:00", "", ""},
		{"the other way meets the other side first", "rule cn CN | hours 24/7\nrule kg KG | hours 07:00-19:00", "2026-03-04 22:00", "closed/open outside-hours post until 03-05 09:00", "", "KG-CN"},
		{"where all are shut, the first on the way binds", both, "2026-03-04 22:00", "closed/open outside-hours post until 03-05 10:00", "", "KG-CN"},
		{"open, and the other side shuts first", "rule cn CN | hours 24/7\nrule kg KG | hours 07:00-19:00", "2026-03-04 20:00", "open post until 03-04 21:00", "", ""},
		{"hours of one side, days of the other", "rule cn CN | hours 10:00-18:00\nrule kg KG | days Mo-Su", "2026-03-04 12:00", "unknown/open hours-unpublished post", "", ""},
		{"closed on either side is closed", "rule cn CN | hours 10:00-18:00\nrule kg KG | days Mo-Su", "2026-03-04 19:00", "closed/open outside-hours topa until 03-05 10:00", "", ""},
		{"nobody speaks for a side", "rule cn CN | hours 10:00-18:00", "2026-03-04 12:00", "unknown no-source post", "", ""},
		{"nobody speaks for a checkpoint", "rule cn topa | hours 10:00-18:00\nrule kg KG | hours 24/7", "2026-03-04 12:00", "unknown no-source gate", "", ""},
		{"a rule of the port holds on both sides", "rule all | hours 10:00-18:00", "2026-03-04 12:00", "open topa until 03-04 18:00", "", ""},
		{"nobody says anything", "", "2026-03-04 12:00", "unknown no-source topa", "", ""},

		{"days alone", "rule all | days Mo-Fr", "2026-03-04 03:00", "unknown/open hours-unpublished topa", "", ""},
		{"days alone, on another", "rule all | days Mo-Fr", "2026-03-07 03:00", "closed closed-day topa until 03-09 00:00", "", ""},
		{"a day that is not known says more than hours that are not", "rule cn CN | days Mo-Su\nrule kg KG | days unknown \"sit-in\"", "2026-03-04 12:00", "unknown sit-in post", "", ""},
		{"but not than a shut gate", "rule cn CN | hours off\nrule kg KG | days unknown", "2026-03-04 12:00", "closed closed-day topa", "", ""},
		{"days that may be", `rule all | days Mo-Fr; Sa-Su unknown "not settled"`, "2026-03-07 03:00", "unknown not settled topa", "", ""},
		{"hours that are inferred are days", "rule all | hours Mo-Fr 10:00-18:00 | sure inferred", "2026-03-04 12:00", "unknown/open hours-unpublished topa", "", ""},
		{"and at night too", "rule all | hours Mo-Fr 10:00-18:00 | sure inferred", "2026-03-04 03:00", "unknown/open hours-unpublished topa", "", ""},
		{"a holiday", "rule all | hours Mo-Fr 10:00-18:00; PH off \"holiday\"", "2026-05-01 12:00", "closed holiday topa until 05-04 10:00", "", ""}, // whatever Kyrgyzstan's are
		{"a holiday of the side", "rule cn CN | hours Mo-Fr 10:00-18:00; PH off \"holiday\"\nrule kg KG | hours 24/7", "2026-05-01 12:00", "closed holiday topa until 05-04 10:00", "", ""},
		{"an estimated holiday", "rule cn CN | hours Mo-Fr 10:00-18:00; PH off\nrule kg KG | hours 24/7", "2026-06-19 12:00", "unknown not-known topa", "", ""},
		{"beyond the calendar", "rule cn CN | hours Mo-Fr 10:00-18:00; PH off\nrule kg KG | hours Mo-Fr 10:00-18:00; PH off", "2026-03-04 14:00", "unknown not-known post", "", ""},

		{"a rule not yet in force", "rule old | hours 24/7 | to 2026-03-04 12:00\nrule new | hours off | from 2026-03-04 12:00", "2026-03-04 11:00", "open topa until 03-04 12:00", "", ""},
		{"another in force", "rule old | hours 24/7 | to 2026-03-04 12:00\nrule new | hours off | from 2026-03-04 12:00", "2026-03-04 12:00", "closed closed-day topa", "", ""},
		{"rules that disagree", "rule a | hours 10:00-18:00\nrule b | hours 09:00-17:00", "2026-03-04 17:30", "conflict/open sources-disagree topa", "", ""},
		{"rules that disagree, and agree now", "rule a | hours 10:00-18:00\nrule b | hours 09:00-17:00", "2026-03-04 16:30", "open topa until 03-04 17:00", "", ""},
		{"rules that disagree of the day", "rule a | days Mo-Su\nrule b | hours Mo-Fr 09:00-17:00", "2026-03-07 12:00", "conflict sources-disagree topa", "", ""},
		{"both shut now, of the day they disagree", "rule a | hours 10:00-18:00\nrule b | hours Mo-Fr 09:00-17:00", "2026-03-07 20:00", "closed/conflict outside-hours topa until 03-08 10:00", "", ""},
		{"the surer rule is right", "rule a | hours 10:00-18:00 | sure confirmed\nrule b | hours 09:00-17:00", "2026-03-04 17:30", "open topa until 03-04 18:00", "", ""},
		{"a surer rule without hours takes those of another", "rule a | days Mo-Fr | sure confirmed\nrule b | hours 09:00-17:00", "2026-03-04 12:00", "open topa until 03-04 17:00", "", ""},
		{"but not on a day that it shuts", "rule a | days Mo-Fr | sure confirmed\nrule b | hours 09:00-17:00", "2026-03-07 12:00", "closed closed-day topa until 03-09 09:00", "", ""},
		{"closed beats a conflict elsewhere", "rule a CN | hours 10:00-18:00\nrule b CN | hours 09:00-17:00\nrule k KG | hours off", "2026-03-04 17:30", "closed closed-day post", "", ""},
		{"a conflict beats unknown", "rule a CN | hours 10:00-18:00\nrule b CN | hours 09:00-17:00\nrule k KG | days Mo-Su", "2026-03-04 17:30", "conflict/open sources-disagree topa", "", ""},

		{"a notice beats a rule", "rule all | hours 24/7 | sure confirmed\nnotice n | hours closed | from 2026-03-04 | to 2026-03-05 | why works", "2026-03-04 12:00", "closed works topa until 03-05 00:00", "", ""},
		{"and is over", "rule all | hours 24/7\nnotice n | hours closed | from 2026-03-04 | to 2026-03-05 | why works", "2026-03-05 00:00", "open topa", "", ""},
		{"a notice of one side", "rule all | hours 24/7\nnotice n KG | hours closed | from 2026-03-04 | to 2026-03-05 | why works", "2026-03-04 12:00", "closed works post until 03-05 02:00", "", ""},
		{"a notice with hours", "rule all | hours 24/7\nnotice n | hours 10:00-12:00 | from 2026-03-04 | to 2026-03-05 | why works", "2026-03-04 11:00", "open topa until 03-04 12:00", "", ""},
		{"a notice without hours", "notice n | days open | from 2026-03-07 | to 2026-03-08 | why works", "2026-03-07 11:00", "unknown/open works topa", "", ""},
		{"a day announced takes the hours of the rule", "rule all | hours 10:00-18:00\nnotice n | days open | from 2026-03-04 | to 2026-03-05", "2026-03-04 11:00", "open topa until 03-04 18:00", "", ""},
		{"a day announced has no hours if the rule shuts it", "rule all | hours Mo-Fr 10:00-18:00\nnotice n | days open | from 2026-03-07 | to 2026-03-08", "2026-03-07 11:00", "unknown/open hours-unpublished topa", "", ""},
		{"a notice that it is not known", "rule all | hours 24/7\nnotice n | hours unknown | from 2026-03-04 | to 2026-03-05 | why landslide", "2026-03-04 12:00", "unknown landslide topa", "", ""},
		{"a newer notice of the same publisher", "notice old | hours closed | from 2026-03-04 | to 2026-03-06 | said 2026-03-01 by Border\nnotice new | hours 24/7 | from 2026-03-05 | to 2026-03-07 | said 2026-03-02 by Border", "2026-03-05 12:00", "open topa until 03-07 00:00", "", ""},
		{"only where it applies", "notice old | hours closed | why old | from 2026-03-04 | to 2026-03-06 | said 2026-03-01 by Border\nnotice new | hours 24/7 | from 2026-03-05 | to 2026-03-07 | said 2026-03-02 by Border", "2026-03-04 12:00", "closed old topa until 03-05 00:00", "", ""},
		{"a superseded notice is out everywhere", "notice old | hours closed | from 2026-03-04 | to 2026-03-06 | said 2026-03-01 by Border\nnotice new | hours closed | from 2026-03-05 | to 2026-03-07 | said 2026-03-02 by Border | instead old", "2026-03-04 12:00", "unknown no-source topa", "", ""},
		{"notices of two publishers that disagree", "notice a | hours closed | from 2026-03-04 | to 2026-03-06 | said 2026-03-01 by A\nnotice b | hours 24/7 | from 2026-03-05 | to 2026-03-07 | said 2026-03-02 by B", "2026-03-05 12:00", "conflict sources-disagree topa", "", ""},
		{"the surer notice", "notice a | hours closed | why a | from 2026-03-04 | to 2026-03-06 | said 2026-03-01 by A | sure confirmed\nnotice b | hours 24/7 | from 2026-03-05 | to 2026-03-07 | said 2026-03-02 by B", "2026-03-05 12:00", "closed a topa until 03-06 00:00", "", ""},

		{"cargo alone", "notice n truck | days open | from 2026-03-04 | to 2026-03-05\nnotice m car,bus,foot | hours closed | why holiday | from 2026-03-04 | to 2026-03-05", "2026-03-04 12:00", "unknown/open hours-unpublished topa [cargo-only]", Truck, ""},
		{"nobody else", "notice n truck | days open | from 2026-03-04 | to 2026-03-05\nnotice m car,bus,foot | hours closed | why holiday | from 2026-03-04 | to 2026-03-05", "2026-03-04 12:00", "closed holiday topa until 03-05 00:00 [cargo-only]", Bus, ""},
		{"one way", "rule all | hours 24/7\nrule way KG-CN | hours off | sure confirmed", "2026-03-04 12:00", "closed closed-day post", Truck, "KG-CN"},
		{"the other way", "rule all | hours 24/7\nrule way KG-CN | hours off | sure confirmed", "2026-03-04 12:00", "open topa", Truck, "CN-KG"},
		{"passengers alone", "rule all car,bus | hours 24/7\nrule t truck | hours off\nrule f foot | hours off", "2026-03-04 12:00", "open topa [passengers-only]", Bus, ""},
		{"a season", "notice n | hours closed | why season | from 2025-12-01 | to 2026-04-01", "2026-03-04 12:00", "closed season topa until 04-01 00:00 [season-closed]", "", ""},
	} {
		b := readBook(t, test.book)
		mode, direction := test.mode, test.direction
		if mode == "" {
			mode = Truck
		}
		if direction == "" {
			direction = "CN-KG"
		}
		when := at(t, loadZone(t, "Asia/Shanghai"), test.at)
		s, err := b.Status("pass", mode, direction, when)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.line(t); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// line says a status in short.
func (s *Status) line(t testing.TB) string {
	var b strings.Builder
	b.WriteString(s.State.String())
	if s.Day != s.State {
		b.WriteString("/" + s.Day.String())
	}
	if s.Reason != "" {
		b.WriteString(" " + s.Reason)
	}
	b.WriteString(" " + s.Checkpoint)
	if !s.Until.IsZero() {
		b.WriteString(" until " + s.Until.In(loadZone(t, "Asia/Shanghai")).Format("01-02 15:04"))
	}
	if s.Label != "" {
		fmt.Fprintf(&b, " [%s]", s.Label)
	}
	return b.String()
}

func TestBadBook(t *testing.T) {
	always := mustParse(t, "24/7")
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err := NewBook(Content{
		Chains: []Chain{
			{Port: "a", Checkpoints: []Checkpoint{{ID: "x", Side: "CN"}}, Modes: Modes()},
			{Port: "a", Checkpoints: []Checkpoint{{ID: "x", Side: "CN"}}, Modes: Modes()},
			{Port: "b"},
		},
		Rules: []Rule{
			{ID: "r1", Scope: Scope{Port: "c"}, Zone: time.UTC, Hours: always},
			{ID: "r2", Scope: Scope{Port: "a", Checkpoint: "y"}, Zone: time.UTC, Hours: always},
			{ID: "r3", Scope: Scope{Checkpoint: "x"}, Zone: time.UTC, Hours: always, Days: always},
			{ID: "r4", ValidFrom: from, ValidTo: from},
		},
		Notices: []Notice{{ID: "n1", Zone: time.UTC, Hours: always, From: from}, {ID: "n2", Zone: time.UTC, Hours: always, From: from, To: from}},
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`two chains are of "a"`, `the chain of "b" needs`, `rule "r1": there is no port "c"`, `rule "r2": a has no checkpoint "y"`, `rule "r3": a checkpoint needs its port`,
		`rule "r3": want either hours or days`, `rule "r4": want either`, `rule "r4": want a zone`, `rule "r4": ends before`, `notice "n1": want an end`, `notice "n2": want an end`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in %v", want, err)
		}
	}
}

func TestBadQuestion(t *testing.T) {
	b := readBook(t, "rule all | hours 24/7")
	now := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	var unknown *UnknownError
	for _, test := range []struct {
		q    Query
		what string
	}{
		{Query{Port: "nowhere", Mode: Truck, Direction: "CN-KG"}, "port"},
		{Query{Port: "pass", Mode: "boat", Direction: "CN-KG"}, "mode"},
		{Query{Port: "pass", Mode: Truck, Direction: "CN-TJ"}, "direction"},
		{Query{Port: "pass", Checkpoint: "elsewhere", Mode: Truck, Direction: "CN-KG"}, "checkpoint"},
	} {
		_, err := b.Timeline(test.q, now, now.AddDate(0, 0, 1))
		if !errors.As(err, &unknown) || unknown.What != test.what || len(unknown.Want) == 0 {
			t.Errorf("%+v: got %v", test.q, err)
		}
	}
	var out *RangeError
	for _, at := range []time.Time{{}, now.AddDate(300, 0, 0)} {
		if _, err := b.Status("pass", Truck, "CN-KG", at); !errors.As(err, &out) {
			t.Errorf("at %v: got %v", at, err)
		}
	}
	if _, err := b.Timeline(Query{Port: "pass", Mode: Truck, Direction: "CN-KG"}, now, now.AddDate(11, 0, 0)); !errors.As(err, &out) {
		t.Errorf("eleven years: got %v", err)
	}
	if _, err := b.Timeline(Query{Port: "pass", Mode: Truck, Direction: "CN-KG"}, now, now.AddDate(0, 0, -1)); !errors.As(err, &out) {
		t.Errorf("backwards: got %v", err)
	}
}
