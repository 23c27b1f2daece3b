package border

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// world is a random region: countries that are strips of a grid of roads, side
// by side, with ports and posts between them, and a book of hours.
type world struct {
	at     map[int64]orb.Point
	ways   []route.Way
	nodes  []route.Node
	ports  []Port
	book   *hours.Book
	rules  hours.Content // of the book
	router *route.Router
	border *Border
	roads  [modes]*oracle
}

const spacing = 0.03 // degrees between junctions

var (
	worldZones  = []string{"Asia/Shanghai", "Asia/Bishkek", "Europe/Berlin", "America/New_York"}
	expressions = []string{
		"24/7", "10:00-19:00", "Mo-Fr 10:00-14:00,16:00-19:30", "Mo-Fr 09:00-17:00; PH off", "22:00-06:00", "Sa,Su 08:00-12:00", "Mo-Sa 08:00-22:00; Su 20:00-02:00",
		"Nov-Mar off; Apr-Oct 07:00-18:00", "unknown", "Mo-Fr 09:00-17:00 unknown; Sa off", "We 00:00-24:00", "00:00-02:30,23:30-24:00", "Mo-Su 06:00-23:00",
		"Oct 26 01:00-04:00; Oct 27 off; Nov 02 00:30-03:00", "Mo-Sa 11:00-13:00; PH 09:00-10:00", "08:00-20:00",
	}
	worldEpoch = time.Date(2025, 10, 24, 0, 0, 0, 0, time.UTC) // clocks go back in Europe two days later, a week after that in America
)

func randomBorders(t testing.TB, r *rand.Rand, gates int) *world {
	w := &world{at: map[int64]orb.Point{}}
	countries := 2 + r.IntN(2)
	width, height := 2+r.IntN(2), 3
	if gates > 20 {
		countries, height = 4+r.IntN(3), 8
	}
	id := func(x, y int) int64 { return int64(y*width*countries + x + 1) }
	node := func(n int64, p orb.Point, tags ...route.Tag) {
		w.at[n] = p
		w.nodes = append(w.nodes, route.Node{ID: n, Lon: p[0], Lat: p[1], Tags: tags})
	}
	for y := range height {
		for x := range width * countries {
			node(id(x, y), orb.Point{75 + spacing*float64(x), spacing * float64(y)})
		}
	}
	road := func(a, b int64, country string) {
		tags := route.Tags{{Key: "highway", Value: "primary"}, {Key: "maxspeed", Value: "60"}}
		if r.IntN(12) == 0 {
			tags = timedTags(r, len(w.ways)+1)
		}
		switch r.IntN(14) {
		case 0:
			tags = append(tags, route.Tag{Key: "oneway", Value: "yes"})
		case 1:
			tags = append(tags, route.Tag{Key: "hgv", Value: "no"})
		}
		w.ways = append(w.ways, route.Way{ID: int64(len(w.ways) + 1), Nodes: []int64{a, b}, Tags: tags, LengthM: float64(1000 + r.IntN(60)*1000), Country: country})
	}
	// over is a pass in two ways, which a side road may meet
	amid := int64(1_000_000)
	over := func(a, b int64, country string) {
		amid++
		node(amid, orb.Point{(w.at[a][0]+w.at[b][0])/2 + 0.001, (w.at[a][1]+w.at[b][1])/2 + 0.001})
		tags := timedTags(r, len(w.ways)+1)
		for _, ends := range [][2]int64{{a, amid}, {amid, b}} {
			own := slices.Clone(tags)
			if r.IntN(12) == 0 {
				own = append(own, []route.Tag{{Key: "oneway", Value: "yes"}, {Key: "hgv", Value: "no"}}[r.IntN(2)])
			}
			w.ways = append(w.ways, route.Way{ID: int64(len(w.ways) + 1), Nodes: ends[:], Tags: own, LengthM: float64(1000 + r.IntN(30)*1000), Country: country})
		}
		strip := int(a-1) % (width * countries) / width
		for range r.IntN(3) {
			if to := id(strip*width+r.IntN(width), r.IntN(height)); r.IntN(2) == 0 {
				road(amid, to, country)
			} else {
				road(to, amid, country)
			}
		}
	}
	code := func(strip int) string { return fmt.Sprintf("%c%c", 'A'+strip, 'A'+strip) }
	for y := range height {
		for x := range width * countries {
			strip := x / width
			if x%width > 0 && r.IntN(8) > 0 {
				if r.IntN(8) == 0 {
					over(id(x-1, y), id(x, y), code(strip))
				} else {
					road(id(x-1, y), id(x, y), code(strip))
				}
			}
			if y > 0 && r.IntN(8) > 0 {
				road(id(x, y-1), id(x, y), code(strip))
			}
		}
	}
	next := id(width*countries-1, height-1) + 1
	used := map[[2]int]int{}
	for g := range gates {
		strip, row := r.IntN(countries-1), r.IntN(height)
		n := used[[2]int{strip, row}]
		if used[[2]int{strip, row}]++; n > 3 {
			continue
		}
		a, b := id(strip*width+width-1, row), id((strip+1)*width, row)
		gate := orb.Point{(w.at[a][0] + w.at[b][0]) / 2, w.at[a][1] + 0.004*float64(n)}
		p := Port{ID: fmt.Sprintf("port%d", g), Name: fmt.Sprintf("Port %d", g), Directions: directions(code(strip), code(strip+1))}
		c := Checkpoint{ID: fmt.Sprintf("gate%d", g), Name: "gate", Side: code(strip), At: &gate, AccuracyM: 30, Frontier: true}
		if r.IntN(3) > 0 || n > 0 { // the road data has it
			tags := []route.Tag{{Key: "barrier", Value: "border_control"}}
			if c.Node = next; r.IntN(4) == 0 {
				p.Kind = Post // and nobody else
			}
			node(next, gate, tags...)
			road(a, next, code(strip))
			road(next, b, code(strip+1))
			next++
		} else {
			road(a, b, code(strip))
		}
		if p.Kind == Post {
			continue
		}
		w.chain(r, &p, c, strip, width, height, id)
		w.ports = append(w.ports, p)
	}
	return w
}

// timedTags are those of a ferry, or of a road over a pass, that opens and shuts,
// each by rules of its own.
func timedTags(r *rand.Rand, way int) route.Tags {
	when := fmt.Sprintf("%s \"%d\"", expressions[r.IntN(len(expressions))], way)
	if r.IntN(2) == 0 {
		tags := route.Tags{{Key: "route", Value: "ferry"}, {Key: "motor_vehicle", Value: "yes"}, {Key: "foot", Value: "yes"},
			{Key: "duration", Value: fmt.Sprintf("%02d:%02d", r.IntN(2), 1+r.IntN(59))}, {Key: "opening_hours", Value: when}}
		if r.IntN(3) > 0 {
			tags = append(tags, route.Tag{Key: "interval", Value: fmt.Sprint(1 + r.IntN(90))})
		}
		return tags
	}
	tags := route.Tags{{Key: "highway", Value: "primary"}, {Key: "maxspeed", Value: "60"}, {Key: "mountain_pass", Value: "yes"}}
	if r.IntN(2) == 0 {
		return append(tags, route.Tag{Key: "opening_hours", Value: when})
	}
	return append(tags, route.Tag{Key: "access:conditional", Value: "no @ (" + when + ")"})
}

// timed reads the rules of a way, over a window of time: nil where it has none.
func (w *world) timed(way *route.Way, from, to time.Time) *plainTimed {
	x := &plainTimed{}
	if way.Tags.Get("route") == "ferry" {
		x.sails[hours.Promise] = -1
		if minutes, err := strconv.Atoi(way.Tags.Get("interval")); err == nil {
			x.sails[hours.Promise] = int64(minutes) * 60
		}
	} else {
		x.pass = true
	}
	text := way.Tags.Get("opening_hours")
	if rule := way.Tags.Get("access:conditional"); rule != "" {
		text, x.shut = strings.TrimSuffix(strings.TrimPrefix(rule, "no @ ("), ")"), true
	}
	if text == "" {
		return nil
	}
	x.rule = text
	e, err := hours.Parse(text)
	if err != nil {
		panic(err)
	}
	zone, err := time.LoadLocation("Etc/GMT-5")
	if err != nil {
		panic(err)
	}
	x.line = e.Timeline(hours.Place{Zone: zone, Holidays: w.book.Calendar(way.Country)}, from, to)
	return x
}

// chain gives a port checkpoints on either side of its gate.
func (w *world) chain(r *rand.Rand, p *Port, gate Checkpoint, strip, width, height int, id func(x, y int) int64) {
	add := func(side, k int) Checkpoint {
		c := Checkpoint{ID: fmt.Sprintf("%s-%d-%d", p.ID, side, k), Name: "stop", Side: fmt.Sprintf("%c%c", 'A'+side, 'A'+side)}
		n := id(side*width+r.IntN(width), r.IntN(height))
		at := w.at[n]
		switch r.IntN(8) {
		case 0: // nobody knows where
		case 1:
			c.At, c.AccuracyM = &at, 200
		default:
			c.At, c.Node = &at, n
		}
		if r.IntN(6) == 0 {
			c.Modes = []hours.Mode{hours.Truck}
		}
		if r.IntN(8) == 0 {
			c.Directions = []hours.Direction{p.Directions[r.IntN(2)]}
		}
		return c
	}
	for k := range r.IntN(3) {
		p.Checkpoints = append(p.Checkpoints, add(strip, k))
	}
	p.Checkpoints = append(p.Checkpoints, gate)
	for k := range r.IntN(2) {
		p.Checkpoints = append(p.Checkpoints, add(strip+1, k))
	}
}

// build builds the roads and binds the ports; it is false where they do not fit.
func (w *world) build(t testing.TB, r *rand.Rand) bool {
	t.Helper()
	b := route.NewBuilder()
	for _, way := range w.ways {
		b.Way(way)
	}
	set := b.Nodes()
	for _, n := range w.nodes {
		if set.Has(n.ID) {
			b.Node(n)
		}
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{Source: "a world"})
	if err != nil {
		t.Fatal(err)
	}
	if w.router, err = route.NewRouter(n); err != nil {
		t.Fatal(err)
	}
	if w.border, err = New(context.Background(), w.router, w.ports); err != nil {
		return false
	}
	for m := range w.roads {
		w.roads[m] = w.plainRoads(route.Mode(m))
	}
	w.write(t, r)
	return true
}

// plainRoads weighs the ways by their published lengths and the sign.
func (w *world) plainRoads(m route.Mode) *oracle {
	o := &oracle{leaving: map[int64][]int{}, turnBack: [modes]int64{2000, 4000, 0}[m]}
	for _, way := range w.ways {
		kmh := 60 * 0.85
		if m == route.Foot {
			kmh = 5
		}
		cost := int64(math.Round(way.LengthM * 100 * 3.6 / kmh))
		r := plainRoad{way: way.ID, a: way.Nodes[0], b: way.Nodes[1], cost: [2]int64{cost, cost}}
		for _, tag := range way.Tags {
			switch {
			case tag.Key == "oneway" && m != route.Foot:
				r.cost[1] = 0
			case tag.Key == "hgv" && m == route.Truck:
				r.cost = [2]int64{}
			}
		}
		if d := way.Tags.Get("duration"); d != "" {
			seconds, _ := route.Seconds(d)
			for k := range r.cost {
				if r.cost[k] > 0 {
					r.cost[k] = int64(seconds) * 100
				}
			}
		}
		o.leaving[r.a], o.leaving[r.b] = append(o.leaving[r.a], len(o.roads)), append(o.leaving[r.b], len(o.roads))
		o.roads = append(o.roads, r)
	}
	return o
}

// write writes a book of random hours, notices and stays.
func (w *world) write(t testing.TB, r *rand.Rand) {
	t.Helper()
	content := hours.Content{Version: "a world"}
	parse := func() *hours.Expr {
		e, err := hours.Parse(expressions[r.IntN(len(expressions))])
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	zone := func() *time.Location {
		z, err := time.LoadLocation(worldZones[r.IntN(len(worldZones))])
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	for i := range 6 {
		content.Calendars = append(content.Calendars, hours.Calendar{Country: fmt.Sprintf("%c%c", 'A'+i, 'A'+i), Public: hours.HolidayList{
			First: hours.DateOf(2025, 1, 1), Last: hours.DateOf(2026, 6, 30), Holidays: []hours.Holiday{{Day: hours.DateOf(2025, 10, 27)}, {Day: hours.DateOf(2025, 10, 30), Estimated: true}}}})
	}
	for _, p := range w.ports {
		chain := hours.Chain{Port: p.ID, Modes: hours.Modes(), Directions: p.Directions}
		for _, c := range p.Checkpoints {
			chain.Checkpoints = append(chain.Checkpoints, hours.Checkpoint{ID: c.ID, Side: c.Side, Position: c.At, Modes: c.Modes, Directions: c.Directions})
			scope := hours.Scope{Port: p.ID, Checkpoint: c.ID}
			if r.IntN(10) > 0 {
				rule := hours.Rule{ID: c.ID, Scope: scope, Zone: zone(), Hours: parse(), Confidence: hours.Scheduled}
				if r.IntN(12) == 0 {
					rule.Days, rule.Hours = rule.Hours, nil
				}
				content.Rules = append(content.Rules, rule)
			}
			if r.IntN(5) == 0 {
				from := worldEpoch.Add(time.Duration(r.IntN(10*24)) * time.Hour)
				content.Notices = append(content.Notices, hours.Notice{ID: "n" + c.ID, Scope: scope, Zone: zone(), Hours: parse(), From: from, To: from.Add(time.Duration(1+r.IntN(60)) * time.Hour), Confidence: hours.Announced})
			}
			for _, of := range []hours.StayKind{hours.Service, hours.Queue} {
				if r.IntN(14) > 0 {
					stay := hours.Stay{ID: c.ID + of.String(), Scope: scope, Of: of, P50: time.Duration(r.IntN(2)*r.IntN(100)) * time.Minute, P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Confirmed}
					if r.IntN(3) == 0 {
						stay.Scope.Modes = []hours.Mode{hours.Car, hours.Truck}
					}
					content.Stays = append(content.Stays, stay)
				}
			}
		}
		content.Chains = append(content.Chains, chain)
	}
	w.rules = content
	var err error
	if w.book, err = hours.NewBook(content); err != nil {
		t.Fatal(err)
	}
}

// shut is the book with a notice more: a checkpoint of a port is closed for a
// while about a time.
func (w *world) shut(t testing.TB, r *rand.Rand, port string, at time.Time) *hours.Book {
	t.Helper()
	more := w.rules
	i := slices.IndexFunc(more.Chains, func(c hours.Chain) bool { return c.Port == port })
	if i < 0 {
		return w.book // a post, of which nothing is known in any case
	}
	chain := more.Chains[i]
	from := at.Add(time.Duration(r.IntN(12*3600)-6*3600) * time.Second)
	off, err := hours.Parse("off")
	if err != nil {
		t.Fatal(err)
	}
	more.Notices = append(more.Notices[:len(more.Notices):len(more.Notices)], hours.Notice{
		ID: "shut", Scope: hours.Scope{Port: chain.Port, Checkpoint: chain.Checkpoints[r.IntN(len(chain.Checkpoints))].ID}, Zone: time.UTC, Hours: off,
		From: from, To: from.Add(time.Duration(1+r.IntN(72*3600)) * time.Second), Published: worldEpoch, Confidence: hours.Announced})
	book, err := hours.NewBook(more)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// span is as far as the answer looks.
func (w *world) span(at time.Time) (from, to time.Time) {
	return worldEpoch.AddDate(0, -3, 0), windowOf(at, false).to
}

// says is what the book says of a stop: its hours, nil where it is only driven
// through, and the seconds that queue and service take, -1 where nobody knows.
func (w *world) says(c *Crossing, k int, rider hours.Mode, at time.Time) (line *hours.Timeline, queue, service int64) {
	checkpoint := c.Stops[k].Checkpoint
	from, to := w.span(at)
	if !checkpoint.passed(rider, c.Direction) {
		return nil, 0, 0
	}
	if c.Port.Kind == Post {
		return unknown.Timeline(hours.Place{}, from, to), -1, -1
	}
	line, err := w.book.Timeline(hours.Query{Port: c.Port.ID, Checkpoint: checkpoint.ID, Mode: rider, Direction: c.Direction}, from, to)
	if err != nil {
		panic(err)
	}
	length := func(of hours.StayKind) int64 {
		for _, s := range w.book.Stays() {
			if s.Of == of && s.Scope.Checkpoint == checkpoint.ID && has(s.Scope.Modes, rider) {
				return int64(s.P50 / time.Second)
			}
		}
		return -1
	}
	return line, length(hours.Queue), length(hours.Service)
}

// somewhere is a position on a road.
func (w *world) somewhere(r *rand.Rand) orb.Point {
	way := w.ways[r.IntN(len(w.ways))]
	a, b, f := w.at[way.Nodes[0]], w.at[way.Nodes[1]], 0.05+0.9*r.Float64()
	return orb.Point{a[0] + f*(b[0]-a[0]), a[1] + f*(b[1]-a[1])}
}
