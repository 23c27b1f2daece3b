package route

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
)

// tell writes the stretches of a mode: what each is, its ways, and its portals
// with how long it stays open behind them in tenths of a second.
func (tw *town) tell(n *Network, m Mode) string {
	var all []string
	for _, t := range n.Timed(m) {
		var ways, portals []string
		for _, id := range t.Ways {
			name := ""
			for _, node := range tw.ways[id-1].Nodes {
				name += string(rune(node))
			}
			ways = append(ways, name)
		}
		for i := range t.Portals {
			p := &t.Portals[i]
			head := n.graph(m).ids[n.graph(m).head(p.arc)]
			portals = append(portals, fmt.Sprintf("%c%c:%d", rune(p.Node), rune(head), p.Hold/10))
		}
		slices.Sort(portals)
		all = append(all, fmt.Sprintf("%s %q %s at %s", [...]string{"pass", "ferry", "train"}[t.Kind], t.Name("en"), strings.Join(ways, "+"), strings.Join(portals, " ")))
	}
	return strings.Join(all, "; ")
}

func TestTimed(t *testing.T) {
	const winter = "motor_vehicle:conditional=no~@~(Nov-Apr)"
	for _, c := range []struct{ name, ways, nodes, want string }{
		{"a ferry", "bc route=ferry opening_hours=Mo-Fr~08:00-18:00 name=Ada duration=00:10", "", `ferry "Ada" bc at bc:0 cb:0`},
		{"a train", "bc route=shuttle_train opening_hours=08:00-18:00", "", `train "" bc at bc:0 cb:0`},
		{"a ferry one way", "bc route=ferry opening_hours=08:00-18:00 oneway=yes", "", `ferry "" bc at bc:0`},
		{"a ferry at all hours", "bc route=ferry", "", ""},
		{"a ferry open 24/7", "bc route=ferry opening_hours=24/7", "", ""},
		{"for another mode", "bc route=ferry foot:conditional=no~@~(22:00-06:00)", "", ""},
		{"a pass", "bc " + winter + " maxspeed=36", "c mountain_pass=yes name=Col", `pass "Col" bc at bc:235 cb:235`},
		{"a saddle", "bc " + winter + " maxspeed=36 name=Road", "b natural=saddle", `pass "Road" bc at bc:235 cb:235`},
		{"a pass as a way", "bc " + winter + " maxspeed=36 mountain_pass=yes", "", `pass "" bc at bc:235 cb:235`},
		{"as a way and a node", "bc " + winter + " maxspeed=36 mountain_pass=yes", "c mountain_pass=yes name=Col", `pass "Col" bc at bc:235 cb:235`},
		{"no pass", "bc " + winter, "", ""},
		{"in two ways", "bx " + winter + " maxspeed=36\n  xc " + winter + " maxspeed=36", "x mountain_pass=yes", `pass "" bx+xc at bx:235 cx:235`},
		{"of unlike rules", "bx " + winter + " maxspeed=36\n  xc motor_vehicle:conditional=no~@~(Dec-Apr) maxspeed=36", "x mountain_pass=yes", `pass "" bx at bx:117 xb:117; pass "" xc at cx:117 xc:117`},
		{"with a side road", "bx " + winter + " maxspeed=36\n  xc " + winter + " maxspeed=36\n  xe", "x mountain_pass=yes", `pass "" bx+xc at bx:237 cx:237 xb:117`},
		{"with a crossroads", "bx " + winter + " maxspeed=36\n  xc " + winter + " maxspeed=36\n  xe\n  xd", "x mountain_pass=yes", `pass "" bx+xc at bx:237 cx:237 xb:117 xc:117`},
		{"with a side road one way", "bx " + winter + " maxspeed=36\n  xc " + winter + " maxspeed=36\n  xe oneway=yes", "x mountain_pass=yes", `pass "" bx+xc at bx:237 cx:237`},
		{"with a dead end", "bc " + winter + " maxspeed=36\n  cx " + winter + " maxspeed=36", "x mountain_pass=yes", `pass "" bc+cx at bc:357 cb:235 xc:355`},
		{"for heavy ones", "bc motor_vehicle:conditional=no~@~(22:00-06:00~AND~weight>7.5)", "c mountain_pass=yes", ""},
		{"in snow", "bc motor_vehicle:conditional=no~@~snow", "c mountain_pass=yes", ""},
		{"one direction by hours", "bc motor_vehicle:forward:conditional=no~@~(22:00-06:00) maxspeed=36", "c mountain_pass=yes", `pass "" bc at bc:235 cb:235`},
		{"turned round by hours", "bc oneway:conditional=yes~@~(22:00-06:00) " + winter, "c mountain_pass=yes", ""},
		{"a speed by hours besides", "bc maxspeed:conditional=20~@~(22:00-06:00) maxspeed=36 " + winter, "c mountain_pass=yes", `pass "" bc at bc:235 cb:235`},
		{"what cannot be read", "bc motor_vehicle:conditional=no~@~(99:99-)", "c mountain_pass=yes", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tw := drawTown(t, "\na b x c d\n\n    e\nways\n  ab\n  "+c.ways+"\n  cd\nnodes\n  "+c.nodes+"\n")
			n, _ := tw.build(t)
			if got := tw.tell(n, Car); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// TestTimedHours holds the hours of stretches against the reading of their ways
// at an hour, instant by instant; what is not known leaves both open.
func TestTimedHours(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 8))
	base := []string{"", "access=no", "motor_vehicle=no", "hgv=no", "motorcar=no", "access=destination", "motor_vehicle=yes", "oneway=yes"}
	keys := []string{"access", "vehicle", "motor_vehicle", "motorcar", "hgv", "access:forward", "motor_vehicle:backward", "foot"}
	values := []string{"no", "yes", "destination", "private", "designated"}
	when := []string{"22:00-06:00", "Mo-Fr 08:00-18:00", "Nov-Mar", "Sa,Su", "Jan 05-Jan 09", "sunset-sunrise", "PH"}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 20)
	one := func() string {
		return values[r.IntN(len(values))] + " @ (" + when[r.IntN(len(when))] + ")"
	}
	cases, asked, shut, unknown := 400, 0, 0, 0
	if testing.Short() {
		cases = 60
	}
	for range cases {
		tags := tagsOf(strings.Fields("highway=primary mountain_pass=yes " + base[r.IntN(len(base))]))
		for range 1 + r.IntN(3) {
			switch key := keys[r.IntN(len(keys))]; r.IntN(5) {
			case 0:
				tags = tags.set(openingHours, when[r.IntN(len(when))])
			case 1:
				tags = tags.set(key+conditional, one()+"; "+one())
			default:
				tags = tags.set(key+conditional, one())
			}
		}
		tw := drawTown(t, "\na b c d\nways\n  ab\n  cd\n")
		tw.ways = append(tw.ways, Way{ID: 3, Nodes: []int64{'b', 'c'}, Tags: tags})
		n, _ := tw.build(t)
		sure := hours.Place{Zone: time.FixedZone("", 5*3600), Position: &orb.Point{75, 0}, Holidays: hours.NoHolidays()}
		unsure := sure
		unsure.Holidays = hours.Calendar{}
		book := newRuleBook(n)
		for m := range modes {
			for _, x := range n.Timed(m) {
				for p := range x.Portals {
					line := x.Hours(p, sure, from, to)
					doubtful := x.Hours(p, unsure, from, to)
					way, dir := x.Rule(p)/2, x.Rule(p)&1
					for at := from; at.Before(to); at = at.Add(131 * time.Minute) {
						lines := map[*hours.Expr]*hours.Timeline{}
						tags := book.tagsIf(ofWay, way, func(c hours.Condition) hours.State {
							if lines[c.Hours] == nil {
								lines[c.Hours] = c.Hours.Timeline(sure, at.Add(-time.Hour), at.Add(time.Hour))
							}
							return lines[c.Hours].At(at).State
						})
						road, _ := readRoad(tags)
						right, want := road.Access[dir].Of(m), hours.Open
						if right == Barred || right != Free && n.ways[way].Open[dir].Of(m) == Free {
							want = hours.Closed
							shut++
						}
						asked++
						if got := line.At(at).State; got != want {
							t.Fatalf("%v %v portal %d at %v: %v, want %v", m, tw.ways[2].Tags, p, at, got, want)
						}
						if got := doubtful.At(at).State; got != want {
							if unknown++; got != hours.Unknown {
								t.Fatalf("%v %v portal %d at %v: without holidays %v, want %v", m, tw.ways[2].Tags, p, at, got, want)
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d asked, %d shut, %d not known without a calendar", asked, shut, unknown)
	if shut*10 < asked || unknown == 0 {
		t.Error("the rules do not ask much")
	}
}

// FuzzTimed: whatever rules a pass has, its hours fill their window, and where it is
// known how it is with each rule they are what the road is by its tags then.
func FuzzTimed(f *testing.F) {
	for _, s := range [][2]string{
		{"opening_hours", "Mo-Sa 08:00-18:00"}, {"motor_vehicle:conditional", "no @ (Nov-Apr); no @ (20:00-06:00)"}, {"access:forward:conditional", "destination @ (PH)"},
		{"hgv:conditional", "no @ (22:00-06:00 AND weight>7.5)"}, {"vehicle:conditional", "yes @ (sunrise-sunset)"}, {"opening_hours", "24/7"}, {"motorcar:conditional", "no @ snow"},
	} {
		f.Add(s[0], s[1])
	}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 9)
	place := hours.Place{Zone: time.FixedZone("", 5*3600), Position: &orb.Point{75, 0}}
	f.Fuzz(func(t *testing.T, key, value string) {
		tw := drawTown(t, "\na b c d\nways\n  ab\n  cd\n")
		tw.ways = append(tw.ways, Way{ID: 3, Nodes: []int64{'b', 'c'}, Tags: Tags{{"highway", "primary"}, {mountainPass, "yes"}, {key, value}}})
		n, _ := tw.build(t)
		for m := range modes {
			for _, x := range n.Timed(m) {
				for p := range x.Portals {
					line := x.Hours(p, place, from, to)
					if begin, end := line.Window(); !begin.Equal(from) || !end.Equal(to) {
						t.Fatalf("%s=%q: hours from %v to %v", key, value, begin, end)
					}
					way, dir := x.Rule(p)/2, x.Rule(p)&1
					for at := from; at.Before(to); at = at.Add(7 * time.Hour) {
						known := true
						tags := x.book.tagsIf(ofWay, way, func(c hours.Condition) hours.State {
							s := c.Hours.Timeline(place, from, to).At(at).State
							known = known && (s == hours.Open || s == hours.Closed)
							return s
						})
						road, _ := readRoad(tags)
						right, want := road.Access[dir].Of(m), hours.Open
						if right == Barred || right != Free && n.ways[way].Open[dir].Of(m) == Free {
							want = hours.Closed
						}
						if got := line.At(at).State; known && got != want {
							t.Fatalf("%s=%q, %v at %v: %v, want %v", key, value, m, at, got, want)
						}
					}
				}
			}
		}
	})
}

// TestTimedCrossings: a stretch that crossings stand at is entered by them alone
// and left freely, and its rules no longer bar who is on it.
func TestTimedCrossings(t *testing.T) {
	tw := drawTown(t, `
		a b x c d
		    e
		ways
		  ab
		  bx motor_vehicle:conditional=no~@~(22:00-06:00) maxspeed=36
		  xc motor_vehicle:conditional=no~@~(22:00-06:00) maxspeed=36
		  cd
		  xe
		nodes
		  x mountain_pass=yes
	`)
	router := routerOf(t, tw)
	night := time.Date(2026, 1, 5, 23, 0, 0, 0, time.FixedZone("", 5*3600))
	snap := func(q *Inquiry, names string) []Place {
		t.Helper()
		var stops []Stop
		for _, name := range names {
			stops = append(stops, Stop{At: tw.at(name)})
		}
		places, _, err := q.Snap(stops)
		if err != nil {
			t.Fatal(err)
		}
		return places
	}
	drive := func(trip string) string {
		q := router.Now().Inquire(t.Context(), &Options{})
		defer q.End()
		places := snap(q, trip)
		leg, err := q.Find(&places[0], &places[1], night)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(leg.Hundredths() / 10)
	}
	if got := drive("ad"); got != ErrNone.Error() {
		t.Errorf("by the rule, a to d takes %s", got)
	}
	var list Crossings
	for _, x := range router.n.Timed(Car) {
		for i := range x.Portals {
			list[Car] = append(list[Car], Crossing{Stops: []Place{x.Portals[i].Place}, OneWay: true, Timed: []*Timed{x}})
		}
	}
	if err := router.SetCrossings(list); err != nil {
		t.Fatal(err)
	}
	for trip, want := range map[string]string{"ad": ErrNone.Error(), "da": ErrNone.Error(), "ab": "55", "ex": ErrNone.Error(), "xe": "55", "ec": ErrNone.Error()} {
		if got := drive(trip); got != want {
			t.Errorf("%s takes %s, want %s", trip, got, want)
		}
	}
	q := router.Now().Inquire(t.Context(), &Options{})
	defer q.End()
	if len(list[Car]) != 3 {
		t.Fatalf("%d crossings", len(list[Car]))
	}
	for i := range list[Car] { // once on it, one drives on
		x := &list[Car][i]
		p := &x.Timed[0].Portals[i]
		for _, end := range "ade" {
			_, err := q.Find(&x.Stops[0], &snap(q, string(end))[0], night)
			if back := map[int64]rune{'b': 'a', 'c': 'd', 'x': 'e'}[p.Node] == end; err != nil && !back {
				t.Errorf("from the portal at %c to %c: %v", rune(p.Node), end, err)
			}
		}
	}
}
