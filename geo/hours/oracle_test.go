package hours

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// library is opening_hours.js in a process of its own, whose zone is the one
// that it is asked about: the library knows no other.
type library struct {
	t        *testing.T
	zone     string
	position orb.Point
}

// searchDays is how far ahead both look for a change.
const searchDays = 20

const modules = "../../web/node_modules"

func openLibrary(t *testing.T, zone string, position orb.Point) library {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED: node is missing, so nothing is compared with opening_hours.js")
	}
	if _, err := os.Stat(filepath.Join(modules, "opening_hours")); errors.Is(err, os.ErrNotExist) {
		t.Skip("SKIPPED: opening_hours.js is missing: make setup installs it")
	}
	return library{t, zone, position}
}

type question struct {
	Expr string  `json:"expr,omitempty"`
	At   []int64 `json:"at,omitempty"`
	Days int     `json:"days,omitempty"`
	Kind string  `json:"kind,omitempty"`
	From int     `json:"from,omitempty"`
	To   int     `json:"to,omitempty"`
}

type answer struct {
	Error string
	Days  []string
	Spans []struct {
		State, Comment string
		Next           int64 // 0: none in searchDays
	}
}

func (l library) ask(questions []question) []answer {
	l.t.Helper()
	dir, err := filepath.Abs(modules)
	if err != nil {
		l.t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/oracle.mjs", dir, fmt.Sprint(l.position.Lat()), fmt.Sprint(l.position.Lon()))
	cmd.Env = append(os.Environ(), "TZ="+l.zone)
	var in, stderr bytes.Buffer
	for _, q := range questions {
		line, err := json.Marshal(q)
		if err != nil {
			l.t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	cmd.Stdin, cmd.Stderr = &in, &stderr
	out, err := cmd.Output()
	if err != nil {
		l.t.Fatalf("node: %v\n%s", err, stderr.String())
	}
	var answers []answer
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a answer
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			l.t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(questions) {
		l.t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	return answers
}

// holidays makes a calendar of the days that the library takes for holidays.
func (l library) holidays() Calendar {
	list := func(days []string) HolidayList {
		h := HolidayList{First: DateOf(2023, 1, 1), Last: DateOf(2029, 12, 31)}
		for _, s := range days {
			var y, m, d int
			if _, err := fmt.Sscanf(s, "%d-%d-%d", &y, &m, &d); err != nil {
				l.t.Fatal(err)
			}
			h.Holidays = append(h.Holidays, Holiday{Day: DateOf(y, time.Month(m), d)})
		}
		return h
	}
	a := l.ask([]question{{Kind: "PH", From: 2023, To: 2030}, {Kind: "SH", From: 2023, To: 2030}})
	for _, a := range a {
		if a.Error != "" || len(a.Days) < 50 {
			l.t.Fatalf("holidays: %d days, %s", len(a.Days), a.Error)
		}
	}
	return Calendar{Public: list(a[0].Days), School: list(a[1].Days)}
}

var oracleZones = []struct {
	name     string
	position orb.Point
}{
	{"Asia/Shanghai", orb.Point{75.99, 39.47}}, // at Kashgar, where noon is at three
	{"Europe/Berlin", orb.Point{13.4, 52.5}},
	{"America/New_York", orb.Point{-74, 40.7}},
	{"Australia/Lord_Howe", orb.Point{159.1, -31.5}}, // whose clocks move by half an hour
}

// TestOracle compares states and next changes with opening_hours.js, for random
// expressions at random instants in four zones.
func TestOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("long: 10,000 expressions")
	}
	const perZone, instants = 2500, 1
	var all tally
	t.Run("in", func(t *testing.T) {
		for z, zone := range oracleZones {
			t.Run(zone.name, func(t *testing.T) {
				t.Parallel()
				l := openLibrary(t, zone.name, zone.position)
				place := Place{Zone: loadZone(t, zone.name), Position: &zone.position, Holidays: l.holidays()}
				g := newGenerator(uint64(z))
				cases := make([]oracleCase, perZone)
				questions := make([]question, perZone)
				for i := range cases {
					cases[i] = oracleCase{zone: zone.name, expr: g.expr(), used: g.used}
					for range instants {
						cases[i].at = append(cases[i].at, DateOf(2025, 1, 1).utc().Unix()+60*g.Int64N(3*366*dayMinutes))
					}
					questions[i] = question{Expr: cases[i].expr.String(), At: cases[i].at, Days: searchDays}
				}
				for i, a := range l.ask(questions) {
					all.count(t, &cases[i], a, place)
				}
			})
		}
	})
	if all.compared > 0 {
		all.report(t, perZone*len(oracleZones))
	}
}

type oracleCase struct {
	zone string
	expr *Expr
	used map[string]bool
	at   []int64
}

// tally counts, by feature of the language, and keeps differences.
type tally struct {
	sync.Mutex
	features                map[string]*[4]int // in all, refused by the library, compared, different
	refused, compared, same int
	explained               map[quirk]int
	vague                   [8]int
	unexplained             int
}

func (y *tally) count(t *testing.T, c *oracleCase, a answer, place Place) {
	y.Lock()
	defer y.Unlock()
	if y.features == nil {
		y.features, y.explained = map[string]*[4]int{}, map[quirk]int{}
	}
	add := func(n int) {
		for f := range c.used {
			if y.features[f] == nil {
				y.features[f] = new([4]int)
			}
			y.features[f][n]++
		}
	}
	text := c.expr.String()
	parsed, err := Parse(text)
	if err != nil {
		t.Errorf("%s: %v", text, err)
		return
	}
	add(0)
	if a.Error != "" {
		add(1)
		y.refused++
		if !slices.ContainsFunc(refusals, func(r refusal) bool { return strings.Contains(a.Error, r.says) }) {
			t.Errorf("%s: %s: opening_hours.js refuses it, for no reason that is known: %s", c.zone, text, a.Error)
		}
		return
	}
	for i, theirs := range a.Spans {
		at := time.Unix(c.at[i], 0)
		ours := judge(parsed, place, at)
		add(2)
		y.compared++
		theirs := ruling{theirs.State, theirs.Next}
		if ours == theirs {
			y.same++
			continue
		}
		add(3)
		d := difference{c, place, at.In(place.Zone), ours, theirs}
		if some, ok := d.explain(); ok {
			y.explained[some]++
			continue
		}
		if i := slices.IndexFunc(vague, func(v struct {
			why string
			is  func(*difference) bool
		}) bool {
			return v.is(&d)
		}); i >= 0 {
			y.vague[i]++
			continue
		}
		if y.unexplained++; y.unexplained <= 20 {
			t.Errorf("%s: %s\n\tat %s it is %s until %s; opening_hours.js says %s until %s", c.zone, text,
				show(c.at[i], place), ours.state, show(ours.next, place), theirs.state, show(theirs.next, place))
		}
	}
}

// ruling is a state, and when there is another; 0 if not in searchDays.
type ruling struct {
	state string
	next  int64
}

func judge(e *Expr, place Place, at time.Time) ruling {
	t := e.Timeline(place, at, at.Add(searchDays*24*time.Hour))
	return ruling{t.At(at).State.String(), firstOther(t, at)}
}

// firstOther returns when the state changes, whatever the comment; 0 for never.
func firstOther(t *Timeline, at time.Time) int64 {
	for i := t.find(at.Unix()) + 1; i < len(t.at); i++ {
		if t.cells[i].state != t.cells[i-1].state {
			return t.at[i]
		}
	}
	return 0
}

func show(at int64, place Place) string {
	if at == 0 {
		return "never"
	}
	return time.Unix(at, 0).In(place.Zone).Format("Mon 2006-01-02 15:04:05 -0700")
}

func (y *tally) report(t *testing.T, expressions int) {
	accepted := 100 * float64(expressions-y.refused) / float64(expressions)
	t.Logf("%d expressions, %.2f %% accepted by both; %d states and next changes compared, %.2f %% the same", expressions, accepted, y.compared, 100*float64(y.same)/float64(y.compared))
	names := make([]string, 0, len(y.features))
	for f := range y.features {
		names = append(names, f)
	}
	slices.Sort(names)
	t.Logf("%-30s %10s %12s %12s", "feature", "cases", "accepted %", "same %")
	for _, f := range names {
		n := y.features[f]
		t.Logf("%-30s %10d %12.2f %12.2f", f, n[0], 100-100*float64(n[1])/float64(n[0]), 100-100*float64(n[3])/float64(max(n[2], 1)))
	}
	t.Logf("%6d × a minute of sun", y.explained[0])
	for _, q := range quirks {
		n := 0
		for some, times := range y.explained {
			if some&q.quirk != 0 {
				n += times
			}
		}
		t.Logf("%6d × %s", n, q.why)
		if n == 0 {
			t.Errorf("no case differs any more because of this: %s", q.why)
		}
	}
	for i, v := range vague {
		t.Logf("%6d × %s", y.vague[i], v.why)
		if 200*y.vague[i] > y.compared {
			t.Errorf("that is more than half a per cent")
		}
	}
	if accepted < 95 {
		t.Errorf("only %.2f %% of the expressions are accepted by both", accepted)
	}
	if y.unexplained > 0 {
		t.Errorf("%d differences are not explained", y.unexplained)
	}
}

func loadZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
