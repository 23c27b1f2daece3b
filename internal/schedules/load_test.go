package schedules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/geo/hours"
)

// ports to write schedules for.
var three = []hours.Chain{
	{
		Port: "torugart", Modes: hours.Modes(), Directions: []hours.Direction{"CN-KG", "KG-CN"},
		Checkpoints: []hours.Checkpoint{{ID: "topa", Side: "CN"}, {ID: "torugart-gate", Side: "CN"}, {ID: "torugart-post", Side: "KG"}},
	},
	{
		Port: "karasu", Modes: hours.Modes(), Directions: []hours.Direction{"CN-TJ", "TJ-CN"},
		Checkpoints: []hours.Checkpoint{{ID: "karasu-site", Side: "CN"}, {ID: "karasu-post", Side: "TJ"}},
	},
	{Port: "airport", Modes: []hours.Mode{hours.Foot}, Checkpoints: []hours.Checkpoint{{ID: "airport", Side: "CN"}}},
}

// An entry of each kind without fault, to break and to build on.
const (
	rule1 = `[[rule]]
id = "a"
ports = ["karasu"]
zone = "Asia/Shanghai"
hours = "Mo-Fr 12:00-19:00"
sources = [{ title = "t", publisher = "p" }]
`
	notice1 = `[[notice]]
id = "n"
ports = ["karasu"]
zone = "Asia/Shanghai"
reason = "r"
publisher = "p"
published = 2026-02-10
sources = [{ title = "t", publisher = "p" }]
periods = [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]
`
	cal1 = `[[calendar]]
country = "CN"
from = 2026-01-01
to = 2026-12-31
sources = [{ title = "t", publisher = "p" }]
days = [{ date = 2026-10-01, name = "d" }]
`
	road1 = `[[road]]
id = "r"
road = "N-35"
ports = ["karasu"]
zone = "Asia/Dushanbe"
from = 2026-02-17
state = "closed"
reason = "r"
sources = [{ title = "t", publisher = "p" }]
`
	clock1 = `[[clock]]
country = "CN"
zone = "Asia/Shanghai"
name = "Beijing"
`
)

// with puts other lines for a line of a file.
func with(file, line, other string) string {
	if !strings.Contains(file, line+"\n") {
		return "there is no line " + line
	}
	return strings.Replace(file, line+"\n", other, 1)
}

func load(text string) (*Set, error) { return Load(three, File{Name: "f.toml", Text: []byte(text)}) }

// content is what a set makes of files, before a book is made of it.
func content(t *testing.T, texts ...string) hours.Content {
	t.Helper()
	l := &loader{ground: ground{three}}
	for i, text := range texts {
		l.read(File{Name: fmt.Sprintf("%d.toml", i), Text: []byte(text)})
	}
	c := l.content(nil)
	if len(l.problems) > 0 {
		t.Fatal(l.problems)
	}
	return c
}

func TestRule(t *testing.T) {
	c := content(t, `
[[rule]]
id = "a"
ports = ["torugart", "karasu"]
side = "CN"
modes = ["truck", "bus"]
zone = "Asia/Shanghai"
zone_assumed = true
days = "Mo-Fr"
valid_from = 2026-02-16
valid_to = 2026-02-17
confidence = "inferred"
note = "a note."
doubt = "a doubt."

  [[rule.sources]]
  title = "older"
  publisher = "p"
  date = 2026-01-02

  [[rule.sources]]
  title = "newer"
  url = "https://example.org/"
  date = "2026-02"
`)
	if len(c.Rules) != 2 {
		t.Fatalf("%d rules, want one a port", len(c.Rules))
	}
	shanghai := c.Rules[0].Zone
	for i, port := range []string{"torugart", "karasu"} {
		r := c.Rules[i]
		want := hours.Scope{Port: port, Side: "CN", Modes: []hours.Mode{"truck", "bus"}}
		if r.ID != "a/"+port || r.Scope.Port != want.Port || r.Scope.Side != want.Side || !slices.Equal(r.Scope.Modes, want.Modes) {
			t.Errorf("%s is about %+v, want %+v", r.ID, r.Scope, want)
		}
		if from, to := time.Date(2026, 2, 16, 0, 0, 0, 0, shanghai), time.Date(2026, 2, 18, 0, 0, 0, 0, shanghai); !r.ValidFrom.Equal(from) || !r.ValidTo.Equal(to) {
			t.Errorf("valid from %v to %v, want %v to %v: days are whole days", r.ValidFrom, r.ValidTo, from, to)
		}
		if r.Hours != nil || r.Days.String() != "Mo-Fr" || !r.ZoneAssumed || r.Confidence != hours.Inferred {
			t.Errorf("%+v", r)
		}
		if r.Note != "a note. a doubt." || len(r.Sources) != 2 || r.Sources[1] != (hours.Source{Title: "newer", URL: "https://example.org/", Published: "2026-02"}) {
			t.Errorf("%q %+v", r.Note, r.Sources)
		}
		if want := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC); !r.AsOf.Equal(want) {
			t.Errorf("as of %v, want %v, the newest source", r.AsOf, want)
		}
	}
}

func TestNotice(t *testing.T) {
	c := content(t, `
[[notice]]
id = "n"
ports = ["torugart", "karasu"]
zone = "Asia/Bishkek"
reason = "r"
publisher = "p"
published = 2026-02-10
sources = [{ title = "t", publisher = "p" }]
periods = [
  { from = 2026-02-16T22:00:00+06:00, to = 2026-02-19, state = "closed" },
  { ports = ["torugart"], from = 2026-02-20, to = 2026-02-20T03:00:00Z, state = "open-day", side = "KG" },
  { from = 2026-02-21, to = 2026-02-21, hours = "10:00-12:00", modes = ["truck"] },
]
`)
	type part struct{ id, from, to, hours, days string }
	var got []part
	for _, n := range c.Notices {
		p := part{id: n.ID, from: n.From.Format(time.RFC3339), to: n.To.Format(time.RFC3339)}
		if n.Hours != nil {
			p.hours = n.Hours.String()
		}
		if n.Days != nil {
			p.days = n.Days.String()
		}
		got = append(got, p)
	}
	want := []part{
		{"n/torugart/1", "2026-02-16T22:00:00+06:00", "2026-02-20T00:00:00+06:00", "closed", ""},
		{"n/karasu/1", "2026-02-16T22:00:00+06:00", "2026-02-20T00:00:00+06:00", "closed", ""},
		{"n/torugart/2", "2026-02-20T00:00:00+06:00", "2026-02-20T09:00:00+06:00", "", "24/7"},
		{"n/torugart/3", "2026-02-21T00:00:00+06:00", "2026-02-22T00:00:00+06:00", "10:00-12:00", ""},
		{"n/karasu/3", "2026-02-21T00:00:00+06:00", "2026-02-22T00:00:00+06:00", "10:00-12:00", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("\ngot\n%v\nwant\n%v", got, want)
	}
}

func TestStay(t *testing.T) {
	set, err := load(`[[stay]]
id = "a"
ports = ["karasu", "torugart"]
side = "CN"
modes = ["truck"]
of = "service"
p50 = "40m"
p90 = "1h30m"
basis = "b"
valid_from = 2026-01-01
confidence = "confirmed"
sources = [{ title = "t", publisher = "p", date = 2026-02-01 }]
`)
	if err != nil {
		t.Fatal(err)
	}
	stays := set.Book.Stays()
	if len(stays) != 2 || set.Entries != 1 {
		t.Fatalf("%d stays of %d entries", len(stays), set.Entries)
	}
	s := stays[1]
	if s.ID != "a/torugart" || s.Scope.Side != "CN" || s.Of != hours.Service || s.P50 != 40*time.Minute || s.P90 != 90*time.Minute || s.Mean != hours.NotMeasured ||
		s.Basis != "b" || s.Confidence != hours.Confirmed || s.AsOf.Format(time.DateOnly) != "2026-02-01" || s.ValidFrom.Format(time.DateOnly) != "2026-01-01" {
		t.Errorf("%+v", s)
	}
}

func TestAlternatives(t *testing.T) {
	s, err := load(with(with(rule1, `id = "a"`, "id = \"a\"\nalternatives = [{ says = \"x\", note = \"y\", title = \"t\", publisher = \"p\" }]\n"),
		`ports = ["karasu"]`, "ports = [\"karasu\", \"torugart\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Alternative{Says: "x", Note: "y", Source: hours.Source{Title: "t", Publisher: "p"}}
	if got := s.Alternatives("a/torugart"); len(got) != 1 || got[0] != want {
		t.Errorf("%+v", got)
	}
	if got := s.Alternatives("a"); got != nil {
		t.Errorf("there is no such part: %+v", got)
	}
}

// TestStatesAreExpressions: parsed trusts that they are.
func TestStatesAreExpressions(t *testing.T) {
	for _, s := range states {
		for _, text := range []string{s.hours, s.days} {
			if _, err := hours.Parse(text); text != "" && err != nil {
				t.Errorf("%s: %v", s.word, err)
			}
		}
	}
}

func TestSupersedes(t *testing.T) {
	newer := with(with(rule1, `id = "a"`, "id = \"b\"\nsupersedes = [\"a\"]\nvalid_from = 2026-03-01\n"), `ports = ["karasu"]`, "ports = [\"karasu\"]\n")
	older := with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\", \"torugart\"]\n")
	c := content(t, newer+older)
	ends := map[string]string{}
	for _, r := range c.Rules {
		ends[r.ID] = ""
		if !r.ValidTo.IsZero() {
			ends[r.ID] = r.ValidTo.Format(time.RFC3339)
		}
	}
	for id, want := range map[string]string{"b": "", "a/torugart": "", "a/karasu": "2026-03-01T00:00:00+08:00"} {
		if got, ok := ends[id]; !ok || got != want {
			t.Errorf("%s ends %q, want %q", id, got, want)
		}
	}

	// Without a beginning of its own it takes the other's place.
	c = content(t, with(newer, "valid_from = 2026-03-01", "")+older)
	if len(c.Rules) != 2 || c.Rules[1].ID != "a/torugart" {
		t.Errorf("%d rules, want b and a/torugart", len(c.Rules))
	}

	// A notice names the parts of the one that it replaces.
	c = content(t, with(notice1, `ports = ["karasu"]`, "ports = [\"karasu\", \"torugart\"]\n")+with(notice1, `id = "n"`, "id = \"m\"\nsupersedes = [\"n\"]\n"))
	if got := c.Notices[2].Supersedes; !slices.Equal(got, []string{"n/karasu", "n/torugart"}) {
		t.Errorf("supersedes %v", got)
	}
}

// TestCalendars: a later file is right about the days that it is about, bridge
// days are holidays where nothing else is known of them, and doubt gives way.
func TestCalendars(t *testing.T) {
	c := content(t, `
[[calendar]]
country = "CN"
from = 2026-01-01
to = 2027-12-31
sources = [{ title = "t", publisher = "p" }]
days = [
  { date = 2026-10-01, to = 2026-10-02, name = "National Day" },
  { date = 2026-10-02, to = 2026-10-03, name = "a moon", estimated = true },
  { date = 2026-10-04, name = "bridge", bridge = true },
  { date = 2027-02-05, name = "computed", estimated = true },
  { date = 2027-10-01, name = "National Day" },
]
`, `
[[calendar]]
country = "CN"
from = 2027-01-01
to = 2027-06-30
bridges_worked = true
working_days = [2027-01-30]
sources = [{ title = "t", publisher = "p" }]
days = [
  { date = 2027-02-06, name = "announced" },
  { date = 2027-02-07, name = "bridge", bridge = true },
]
`)
	if len(c.Calendars) != 1 {
		t.Fatalf("%d calendars, want one", len(c.Calendars))
	}
	list := c.Calendars[0].Public
	for day, want := range map[string]hours.State{
		"2025-12-31": hours.Unknown, "2026-09-30": hours.Closed, "2026-10-01": hours.Open, "2026-10-02": hours.Open,
		"2026-10-03": hours.Unknown, "2026-10-04": hours.Unknown, "2026-10-05": hours.Closed,
		"2027-02-05": hours.Closed, "2027-02-06": hours.Open, "2027-02-07": hours.Closed, "2027-10-01": hours.Open,
		"2027-12-31": hours.Closed, "2028-01-01": hours.Unknown,
	} {
		at, _ := time.Parse(time.DateOnly, day)
		if got := list.On(hours.DateIn(time.UTC, at)); got != want {
			t.Errorf("%s is a holiday: %v, want %v", day, got, want)
		}
	}
}

func TestClocks(t *testing.T) {
	c := content(t, clock1+with(clock1, `country = "CN"`, "country = \"TJ\"\n")+with(with(clock1, `country = "CN"`, "country = \"KG\"\n"), `name = "Beijing"`, "name = \"Bishkek\"\n"))
	var names []string
	for _, k := range c.Chains[0].Clocks {
		names = append(names, k.Name)
	}
	if !slices.Equal(names, []string{"Beijing", "Bishkek"}) {
		t.Errorf("the clocks of %s are %v", c.Chains[0].Port, names)
	}
	if three[0].Clocks != nil {
		t.Error("it wrote on the chains that it was handed")
	}
}

func TestRoad(t *testing.T) {
	s, err := load(with(road1, "from = 2026-02-17", "from = 2026-02-17\nto = 2026-02-18\nplace = \"x\"\nwhen = \"y\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := s.Roads[0]
	if r.ID != "r" || r.Road != "N-35" || r.Place != "x" || r.When != "y" || r.State != "closed" || r.To.Sub(r.From) != 48*time.Hour || !slices.Equal(r.Ports, []string{"karasu"}) {
		t.Errorf("%+v", r)
	}
}

func TestRoadsAt(t *testing.T) {
	s, err := load(road1 + with(with(road1, `id = "r"`, "id = \"ended\"\n"), "from = 2026-02-17", "from = 2026-02-01\nto = 2026-02-17\n") +
		with(with(road1, `id = "r"`, "id = \"whenever\"\n"), "from = 2026-02-17", "when = \"about February\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"2026-01-31T18:59:59Z": "", "2026-01-31T19:00:00Z": "ended", "2026-02-16T19:00:00Z": "ended r", "2026-02-17T18:59:59Z": "ended r",
		"2026-02-17T19:00:00Z": "r", "2026-02-23T18:59:59Z": "r", "2026-02-23T19:00:00Z": "",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range s.RoadsAt("karasu", instant) {
			got = append(got, r.ID)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", at, got, want)
		}
		if len(s.RoadsAt("torugart", instant)) > 0 {
			t.Errorf("%s: an event of another port", at)
		}
	}
}

// TestVersion: equal bytes have equal versions, and no others.
func TestVersion(t *testing.T) {
	version := func(text string) string {
		s, err := load(text)
		if err != nil {
			t.Fatal(err)
		}
		return s.Book.Version()
	}
	a, b := version(rule1), version(rule1+"# x\n")
	if a == b || a != version(rule1) {
		t.Errorf("%s and %s", a, b)
	}
	if dated := version(with(rule1, `id = "a"`, "id = \"a\"\nas_of = 2026-03-21\n")); !strings.HasPrefix(dated, "2026-03-21.") || !strings.HasPrefix(a, "undated.") {
		t.Errorf("%s and %s", dated, a)
	}
}

// TestLines: wherever a table is written, and however lines end.
func TestLines(t *testing.T) {
	for name, text := range map[string]string{
		"windows":       "\ufeff" + strings.ReplaceAll(with(rule1, "sources = [{ title = \"t\", publisher = \"p\" }]", "sources = [{ title = \"t\", url = \"x\" }]\n"), "\n", "\r\n"),
		"list":          with(rule1, "sources = [{ title = \"t\", publisher = \"p\" }]", "sources = [ # a\n{ title = \"t\", url = \"x\" }]\n"),
		"own table":     with(rule1, "sources = [{ title = \"t\", publisher = \"p\" }]", "[[rule.sources]]\ntitle = \"t\"\nurl = \"x\"\n"),
		"quoted":        with(rule1, "sources = [{ title = \"t\", publisher = \"p\" }]", "\"sources\" = [{ title = \"t\", \"url\" = \"x\" }]\n"),
		"in a list":     "rule = [{ id = \"a\", ports = [\"karasu\"], zone = \"Asia/Shanghai\", days = \"Mo\", sources = [{ title = \"t\", url = \"x\" }] }]\n",
		"lists in list": with(rule1, "sources = [{ title = \"t\", publisher = \"p\" }]", "sources = [\n[[]],\n]\n"),
	} {
		want := map[string]int{"windows": 6, "list": 7, "own table": 8, "quoted": 6, "in a list": 1, "lists in list": 6}[name]
		_, err := load(text)
		var p Problem
		if !errors.As(err, &p) || p.Line != want {
			t.Errorf("%s: line %d, want %d: %v", name, p.Line, want, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	_, err := load(strings.Repeat("#\n", MaxFile/2+1))
	if err == nil || err.Error() != "f.toml: has 4194306 bytes; want at most 4194304" {
		t.Error(err)
	}
}
