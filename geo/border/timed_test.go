package border

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// line is a road along a parallel, of ways each of which takes an hour where its
// tags do not say otherwise; ports stand on it. A track leaves it where a way with
// the tag "side" begins.
func line(t *testing.T, ports []Port, ways ...route.Tags) (*Border, error) {
	t.Helper()
	b := route.NewBuilder()
	for i, tags := range ways {
		if tags.Get("route") == "" {
			tags = append(tags, route.Tag{Key: "highway", Value: "primary"}, route.Tag{Key: "maxspeed", Value: "60"})
		}
		b.Way(route.Way{ID: int64(i + 1), Nodes: []int64{int64(i + 1), int64(i + 2)}, Tags: tags, LengthM: 51_000, Country: "KG"})
	}
	for i, tags := range ways {
		if tags.Get("side") != "" {
			b.Way(route.Way{ID: int64(sideTracks + i), Nodes: []int64{int64(i + 1), int64(sideTracks + i)}, Tags: route.Tags{{Key: "highway", Value: "track"}}, Country: "KG"})
		}
	}
	for i := range len(ways) + 1 {
		b.Node(route.Node{ID: int64(i + 1), Lon: 75 + float64(i)*0.1, Lat: 40})
	}
	for i, tags := range ways {
		if tags.Get("side") != "" {
			b.Node(route.Node{ID: int64(sideTracks + i), Lon: 75 + float64(i)*0.1, Lat: 40.1})
		}
	}
	n, _, err := b.Build(t.Context(), route.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := route.NewRouter(n)
	if err != nil {
		t.Fatal(err)
	}
	return New(t.Context(), r, ports)
}

const sideTracks = 10_000 // the first id of their ways and ends

func tags(s string) (list route.Tags) {
	for _, f := range strings.Fields(s) {
		k, v, _ := strings.Cut(f, "=")
		list = append(list, route.Tag{Key: k, Value: strings.ReplaceAll(v, "~", " ")})
	}
	return list
}

func emptyBook(t *testing.T) *hours.Book {
	t.Helper()
	book, err := hours.NewBook(hours.Content{Version: "empty"})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestFerriesAndPasses tells what a traveller is told who leaves one end of a road
// for the other, in the clock of Bishkek.
func TestFerriesAndPasses(t *testing.T) {
	bishkek := time.FixedZone("", 6*3600)
	const (
		ferry = "route=ferry motor_vehicle=yes duration=00:30 opening_hours=Mo-Sa~08:00-18:00 name=Ada"
		pass  = "mountain_pass=yes motor_vehicle:conditional=no~@~(18:00-08:00) name=Col"
	)
	for _, c := range []struct {
		name, way string
		at        time.Time
		with      func(p *Plan)
		want      string
	}{
		{"a ferry that goes", ferry + " interval=10", time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), nil,
			"makes-it Ada 7h50m; Ada by 10:00, on it 10:10; there 11:40, at the earliest 11:30; leave by 16:50"},
		{"a ferry that does not any more", ferry + " interval=10", time.Date(2026, 11, 23, 17, 0, 0, 0, bishkek), nil,
			"misses Ada 0h10m; Ada by 18:00, on it 08:10; there 09:40, at the earliest 09:30; leave by 16:50; better 16:50; closed-at-arrival"},
		{"a ferry after Sunday", ferry + " interval=10", time.Date(2026, 11, 28, 20, 0, 0, 0, bishkek), nil,
			"misses Ada 3h10m; Ada by 21:00, on it 08:10; there 09:40, at the earliest 09:30; leave by 16:50; better 16:50; closed-at-arrival"},
		{"nobody says how often it goes", ferry, time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), nil,
			"cannot-promise Ada service-unknown; Ada by 10:00, on it 10:00; there never, at the earliest 11:30; service-unknown"},
		{"the planner does", ferry, time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), func(p *Plan) {
			q := 20 * time.Minute
			p.Assume = []Assumption{{At: "way/2", Service: &q}}
		}, "makes-it Ada 7h40m; Ada by 10:00, on it 10:20; there 11:50, at the earliest 11:50; leave by 16:40; assumed-hours"},
		{"a pass that is open", pass, time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), nil,
			"makes-it Col 7h0m; Col by 10:00, on it 10:00; there 12:00, at the earliest 12:00; leave by 16:00"},
		{"one must be over it in time", pass, time.Date(2026, 11, 23, 16, 30, 0, 0, bishkek), nil,
			"misses Col 0h30m; Col by 17:30, on it 08:00; there 10:00, at the earliest 10:00; leave by 16:00; better 16:00; closed-at-arrival"},
		{"a pass closed for the winter", "mountain_pass=yes motor_vehicle:conditional=no~@~(Nov-Apr) name=Col", time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), nil,
			"closed Col until May 01; Col by 10:00, on it 00:00; there 02:00, at the earliest 02:00; leave by 22:00; better 23:00; seasonal-closure"},
		{"without a time", pass, time.Time{}, nil, "; ; there never, at the earliest never"},
		{"for trucks alone", "mountain_pass=yes hgv:conditional=no~@~(18:00-08:00) name=Col", time.Date(2026, 11, 23, 20, 0, 0, 0, bishkek), nil,
			"no-crossing; there 23:00, at the earliest 23:00"},
		{"and a truck", "mountain_pass=yes hgv:conditional=no~@~(18:00-08:00) name=Col", time.Date(2026, 11, 23, 20, 0, 0, 0, bishkek), func(p *Plan) { p.Rider = hours.Truck },
			"misses Col 4h0m; Col by 21:00, on it 08:00; there 10:00, at the earliest 10:00; leave by 16:00; better 16:00; closed-at-arrival"},
		{"left out", pass, time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), func(p *Plan) { p.ExcludePorts = []string{"way/2"} },
			"no way from stop 1 to stop 2 without way/2, which the request leaves out"},
		{"whoever the traveller is", pass, time.Date(2026, 11, 23, 9, 0, 0, 0, bishkek), func(p *Plan) { p.Nationality = "FR" },
			"makes-it Col 7h0m; Col by 10:00, on it 10:00; there 12:00, at the earliest 12:00; leave by 16:00"},
		{"there by a time", pass, time.Time{}, func(p *Plan) { p.Arrive = time.Date(2026, 11, 24, 9, 0, 0, 0, bishkek) },
			"makes-it Col 0h0m; Col by 17:00, on it 17:00; there 19:00, at the earliest 19:00; leave by 16:00; closes-soon-after-arrival"},
		{"there by a time, in winter", "mountain_pass=yes motor_vehicle:conditional=no~@~(Nov-Apr) name=Col", time.Time{}, func(p *Plan) { p.Arrive = time.Date(2027, 4, 30, 9, 0, 0, 0, bishkek) },
			"no way from stop 1 to stop 2 by then: in the weeks before, nothing gets one with a car through way/2 in time"},
		{"and in spring", "mountain_pass=yes motor_vehicle:conditional=no~@~(Nov-Apr) name=Col", time.Time{}, func(p *Plan) { p.Arrive = time.Date(2027, 5, 1, 2, 0, 0, 0, bishkek) },
			"makes-it Col 4415h0m; Col by 00:00, on it 00:00; there 02:00, at the earliest 02:00; leave by 22:00"},
		{"leaving at the best time", pass, time.Date(2026, 11, 23, 17, 0, 0, 0, bishkek), func(p *Plan) { p.DepartBy = p.Depart.Add(24 * time.Hour) },
			"makes-it Col 9h0m; Col by 08:00, on it 08:00; there 10:00, at the earliest 10:00; leave by 16:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := line(t, nil, tags(""), tags(c.way), tags(""))
			if err != nil {
				t.Fatal(err)
			}
			p := &Plan{Rider: hours.Car, Book: emptyBook(t), Depart: c.at, Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.3, 40}}}}}
			if c.with != nil {
				c.with(p)
			}
			got := ""
			if a, err := b.Route(context.Background(), p); err != nil {
				got = err.Error()
			} else {
				got = say(&a.Ways[0], bishkek)
			}
			if got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// say writes what a way tells of its ferries and passes.
func say(w *Way, zone *time.Location) string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return "never"
		}
		return t.In(zone).Round(time.Minute).Format("15:04")
	}
	short := func(d time.Duration) string {
		d = d.Round(time.Minute)
		return fmt.Sprintf("%dh%dm", int(d.Hours()), int(d.Minutes())%60)
	}
	var out []string
	v := string(w.Verdict.Kind)
	for i := range w.Crossings {
		c := &w.Crossings[i]
		if w.Verdict.Port == c.Port.ID {
			v += " " + c.Port.Name
		}
	}
	switch w.Verdict.Kind {
	case Makes, Misses:
		v += " " + short(w.Verdict.By)
	case ClosedUntil:
		v += " until " + w.Verdict.Until.In(zone).Format("Jan 02")
	case CannotPromise:
		v += " " + w.Verdict.Reason
	}
	out = append(out, v)
	for i := range w.Crossings {
		c := &w.Crossings[i]
		if c.Stops[0].Arrive.IsZero() {
			out = append(out, "")
			continue
		}
		out = append(out, fmt.Sprintf("%s by %s, on it %s", c.Port.Name, at(c.Stops[0].Arrive), at(c.Stops[0].Clear)))
	}
	out = append(out, fmt.Sprintf("there %s, at the earliest %s", at(w.ArriveAt), at(w.ArriveEarliest)))
	if !w.LatestDeparture.IsZero() {
		out = append(out, "leave by "+at(w.LatestDeparture))
	}
	if !w.LeaveInstead.IsZero() {
		out = append(out, "better "+at(w.LeaveInstead))
	}
	for i := range w.Notices {
		out = append(out, string(w.Notices[i].Code))
	}
	return strings.Join(out, "; ")
}

// TestFerryAtOnce: beside the way that is promised stands the one of who need not
// wait for the ferry, and it is not promised.
func TestFerryAtOnce(t *testing.T) {
	bishkek := time.FixedZone("", 6*3600)
	b, err := line(t, nil, tags(""), tags("route=ferry motor_vehicle=yes duration=00:30 opening_hours=08:00-18:00 name=Ada interval=20"), tags(""))
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Rider: hours.Car, Book: emptyBook(t), Arrive: time.Date(2026, 11, 23, 15, 0, 0, 0, bishkek), Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.3, 40}}}}}
	a, err := b.Route(t.Context(), p)
	if err != nil || len(a.Ways) != 2 {
		t.Fatalf("%+v, %v", a, err)
	}
	for i, want := range []string{
		"makes-it Ada 4h30m; Ada by 13:10, on it 13:30; there 15:00, at the earliest 14:40; leave by 16:40",
		"cannot-promise Ada service-unknown; Ada by 13:30, on it 13:30; there never, at the earliest 15:00; could-be-earlier",
	} {
		if got := say(&a.Ways[i], bishkek); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestPassesOfAPort: a pass between the checkpoints of a port, and one that begins
// at its frontier, are stops of the port in their order.
func TestPassesOfAPort(t *testing.T) {
	node := func(id string, n int64, frontier bool) Checkpoint {
		return Checkpoint{ID: id, Name: id, Side: "CN", At: &orb.Point{75 + 0.1*float64(n-1), 40}, Node: n, Frontier: frontier}
	}
	port := Port{ID: "port", Directions: []hours.Direction{"CN-KG", "KG-CN"}, Checkpoints: []Checkpoint{node("first", 2, false), node("gate", 4, true), node("last", 6, false)}}
	pass := "mountain_pass=yes opening_hours=08:00-18:00"
	b, err := line(t, []Port{port}, tags(""), tags(pass), tags(""), tags(pass+" name=Other"), tags(""), tags(""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range b.Sites().Crossings[route.Car] {
		s := string(c.Direction)
		for k := range c.Stops {
			if s += " " + c.Stops[k].Checkpoint.ID; k == c.Over && c.Port.Kind.Border() {
				s += "*"
			}
		}
		got = append(got, s)
	}
	const want = "CN-KG first way/2 gate* way/4 last, KG-CN last way/4 gate* way/2 first,  way/2,  way/2,  way/4"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
	list, err := b.Leaks(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("leaks %v, %v", list, err)
	}
	p := &Plan{Rider: hours.Car, Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.6, 40}}}}}
	if _, err := b.Route(t.Context(), p); err != nil {
		t.Errorf("after looking for leaks: %v", err)
	}
	for _, id := range []string{"way/2", "way/4"} {
		p.ExcludePorts = []string{id}
		if _, err := b.Route(t.Context(), p); err == nil || !strings.Contains(err.Error(), "without "+id+", which the request leaves out") {
			t.Errorf("without %s: %v", id, err)
		}
	}
}

// TestPassWithTracks: who is let onto a pass is let over it, though tracks leave it
// and drives end amid a second; it is told of once.
func TestPassWithTracks(t *testing.T) {
	bishkek := time.FixedZone("", 6*3600)
	const pass = "mountain_pass=yes motor_vehicle:conditional=no~@~(18:00-08:00) name=Col"
	b, err := line(t, nil, tags("maxspeed=59"), tags(pass+" maxspeed=65"), tags(pass+" maxspeed=69 side=yes"), tags(pass+" maxspeed=71 side=yes"), tags(""))
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Rider: hours.Car, Book: emptyBook(t), Depart: time.Date(2026, 11, 23, 16, 0, 0, 0, bishkek), Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.5, 40}}}}}
	late, err := b.Route(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	w := &late.Ways[0]
	if got := say(w, bishkek); got != "misses Col 1h39m; Col by 17:01, on it 08:00; there 11:38, at the earliest 11:38; leave by 14:21; better 14:21; closed-at-arrival" || len(w.Crossings) != 1 {
		t.Errorf("%s", got)
	}
	p.Depart = w.LeaveInstead
	in, err := b.Route(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if got := say(&in.Ways[0], bishkek); !strings.HasPrefix(got, "makes-it Col 0h0m; Col by 15:22, on it 15:22; there 19:00") {
		t.Errorf("who leaves at %v: %s", w.LeaveInstead, got)
	}
}

// TestPassToDeadEnd: who drives to where a pass ends has to be there before it shuts.
func TestPassToDeadEnd(t *testing.T) {
	bishkek := time.FixedZone("", 6*3600)
	b, err := line(t, nil, tags(""), tags("mountain_pass=yes motor_vehicle:conditional=no~@~(18:00-08:00) name=Col"))
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Rider: hours.Car, Book: emptyBook(t), Depart: time.Date(2026, 11, 23, 16, 30, 0, 0, bishkek), Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.2, 40}}}}}
	a, err := b.Route(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if got := say(&a.Ways[0], bishkek); got != "misses Col 0h30m; Col by 17:30, on it 08:00; there 09:00, at the earliest 09:00; leave by 16:00; better 16:00; closed-at-arrival" {
		t.Errorf("%s", got)
	}
}

// TestPortBehindPass: the ports of a choice, and those that a refusal names, are
// named once, and one behind a pass with tracks is an option.
func TestPortBehindPass(t *testing.T) {
	port := Port{ID: "port", Directions: []hours.Direction{"CN-KG", "KG-CN"}, Checkpoints: []Checkpoint{{ID: "gate", Name: "gate", Side: "CN", At: &orb.Point{75.4, 40}, Node: 5, Frontier: true}}}
	const pass = "mountain_pass=yes motor_vehicle:conditional=no~@~(18:00-08:00)"
	b, err := line(t, []Port{port}, tags(""), tags(pass), tags(pass+" side=yes"), tags(""), tags(""))
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Rider: hours.Car, Book: emptyBook(t), Depart: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Plan: route.Plan{Stops: []route.Stop{{At: orb.Point{75, 40}}, {At: orb.Point{75.5, 40}}}}}
	found, err := b.Compare(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Options) != 1 || found.Options[0].Way == nil || len(found.Choices) != 1 || strings.Join(found.Choices[0].Ports, " ") != "way/2 port" {
		t.Errorf("options %+v, choices %+v", found.Options, found.Choices)
	}
	p.ExcludePorts = []string{"way/2"}
	if _, err := b.Route(t.Context(), p); err == nil || err.Error() != "no way from stop 1 to stop 2 without way/2, which the request leaves out" {
		t.Errorf("left out: %v", err)
	}
}

// TestTooManyGates: more than 500 of two portals are refused, with the list.
func TestTooManyGates(t *testing.T) {
	ways := make([]route.Tags, 2*MostGates+2)
	for i := range ways {
		if i%2 == 1 {
			ways[i] = tags("mountain_pass=yes opening_hours=08:00-18:00")
		}
	}
	if _, err := line(t, nil, ways[:2*MostGates]...); err != nil {
		t.Errorf("%d gates: %v", MostGates, err)
	}
	_, err := line(t, nil, ways...)
	if !errors.Is(err, ErrTooMany) || !strings.Contains(err.Error(), "way/2,") || !strings.HasSuffix(err.Error(), fmt.Sprintf("way/%d", len(ways))) {
		t.Errorf("%d gates: %.200v", MostGates+1, err)
	}
}
