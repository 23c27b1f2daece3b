package gate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"pamir/geo/hours"
)

// world is a random road graph with gates on it, and a way to search it that
// knows nothing of tables: Dijkstra by the clock over its nodes, with a minute
// by minute wait at each stop.
type world struct {
	nodes     int
	arcs      []arc
	crossings []crossing
	from, to  int
}

type arc struct{ tail, head, drive int } // minutes

type crossing struct {
	enter, leave int // nodes
	stops        []stop
}

type stop struct {
	drive          int       // from the stop before
	hours          *calendar // nil: at all times
	queue, service int       // minutes; -1: not known
	hold           int       // minutes that it stays open behind one
	most           bool      // of the queue: it may be less
}

const day = 24 * time.Hour

var epoch = time.Date(2025, 10, 24, 0, 0, 0, 0, time.UTC) // clocks go back in Europe two days later, and a week after that in America

// expressions are hours of every kind: spans past midnight, breaks, weekends,
// holidays, seasons, days without hours.
var expressions = []string{
	"24/7", "off", "10:00-19:00", "Mo-Fr 10:00-14:00,16:00-19:30", "Mo-Fr 09:00-17:00; PH off", "22:00-06:00",
	"Sa,Su 08:00-12:00", "Mo-Fr 08:00-22:00; Sa 20:00-02:00", "Nov-Mar off; Apr-Oct 07:00-18:00", "unknown", "Mo-Fr 09:00-17:00 unknown; Sa off",
	"We 00:00-24:00", "00:00-02:30,23:30-24:00", "Oct 26 01:00-04:00; Oct 27 off; Nov 02 00:30-03:00", "Mo-Sa 11:00-13:00; PH 09:00-10:00",
}

var zones = []string{"Asia/Shanghai", "Asia/Bishkek", "Europe/Berlin", "America/New_York"}

// calendar is hours, and what they are in each minute from ten days before the
// epoch to twenty after it.
type calendar struct {
	line   *hours.Timeline
	states []hours.State
}

const before, after = 10 * 24 * 60, 20 * 24 * 60 // minutes

func (c *calendar) at(m minute) hours.State { return c.states[int(m)+before] }

// calendars are all expressions in all zones.
var calendars = sync.OnceValues(func() (list []*calendar, err error) {
	holidays := hours.NoHolidays()
	holidays.Public.Holidays = []hours.Holiday{{Day: hours.DateOf(2025, 10, 27)}, {Day: hours.DateOf(2025, 10, 30), Estimated: true}}
	for _, text := range expressions {
		e, err := hours.Parse(text)
		if err != nil {
			return nil, err
		}
		for _, name := range zones {
			zone, err := time.LoadLocation(name)
			if err != nil {
				return nil, err
			}
			c := &calendar{line: e.Timeline(hours.Place{Zone: zone, Holidays: holidays}, minute(-before).time(), minute(after).time())}
			for m := minute(-before); m < after; m++ {
				c.states = append(c.states, c.line.At(m.time()).State)
			}
			list = append(list, c)
		}
	}
	return list, nil
})

// someHours are none, for a stop that is always open, or any.
func someHours(t *testing.T, r *rand.Rand) *calendar {
	t.Helper()
	all, err := calendars()
	if err != nil {
		t.Fatal(err)
	}
	if r.IntN(8) == 0 {
		return nil
	}
	return all[r.IntN(len(all))]
}

func randomWorld(t *testing.T, r *rand.Rand, gates int) *world {
	w := &world{nodes: 4 + r.IntN(3*gates+8)}
	countries := 1 + r.IntN(4) // the last digits of nodes; no road leads from one to another
	for range w.nodes * countries * (2 + r.IntN(3)) {
		if a := (arc{r.IntN(w.nodes), r.IntN(w.nodes), r.IntN(400)}); a.tail%countries == a.head%countries {
			w.arcs = append(w.arcs, a)
		}
	}
	slices.SortFunc(w.arcs, func(a, b arc) int { return a.tail - b.tail })
	for range gates {
		c := crossing{enter: r.IntN(w.nodes), leave: r.IntN(w.nodes)}
		if other := c.leave + 1; c.enter%countries == c.leave%countries && other < w.nodes {
			c.leave = other
		}
		for k := range 1 + r.IntN(4)*r.IntN(2) {
			s := stop{hours: someHours(t, r), queue: r.IntN(3) * r.IntN(60), service: r.IntN(2) * r.IntN(100)}
			if k > 0 {
				s.drive = r.IntN(200)
			}
			if r.IntN(6) == 0 {
				s.hold = r.IntN(100)
			}
			s.most = r.IntN(6) == 0
			if r.IntN(12) == 0 {
				s.queue = -1
			}
			if r.IntN(12) == 0 {
				s.service = -1
			}
			c.stops = append(c.stops, s)
		}
		w.crossings = append(w.crossings, c)
	}
	w.from, w.to = r.IntN(w.nodes), r.IntN(w.nodes)
	for range 5 {
		if w.from%countries == w.to%countries {
			w.to = r.IntN(w.nodes)
		}
	}
	return w
}

// leaving returns the arcs that leave a node.
func (w *world) leaving(node int) []arc {
	first, _ := slices.BinarySearchFunc(w.arcs, node, func(a arc, node int) int { return a.tail - node })
	end, _ := slices.BinarySearchFunc(w.arcs, node+1, func(a arc, node int) int { return a.tail - node })
	return w.arcs[first:end]
}

// drives returns the minutes from a node to all, or -1.
func (w *world) drives(from int) []int {
	d := make([]int, w.nodes)
	for i := range d {
		d[i] = -1
	}
	d[from] = 0
	for changed := true; changed; {
		changed = false
		for _, a := range w.arcs {
			if d[a.tail] >= 0 && (d[a.head] < 0 || d[a.tail]+a.drive < d[a.head]) {
				d[a.head], changed = d[a.tail]+a.drive, true
			}
		}
	}
	return d
}

func drive(minutes int) Drive {
	if minutes < 0 {
		return NoWay
	}
	return Drive(minutes * 60 * 100)
}

func length(minutes int) Length {
	return Length{Time: time.Duration(max(minutes, 0)) * time.Minute, Known: minutes >= 0}
}

// tables makes of a world what a Search works on.
func (w *world) tables() (*Graph, *Trip) {
	n := len(w.crossings)
	g, trip := &Graph{Between: make([]Drive, n*n)}, &Trip{To: make([]Drive, n), From: make([]Drive, n)}
	all := make([][]int, w.nodes)
	from := func(node int) []int {
		if all[node] == nil {
			all[node] = w.drives(node)
		}
		return all[node]
	}
	trip.Direct = drive(from(w.from)[w.to])
	for i, c := range w.crossings {
		var stops []Stop
		for _, s := range c.stops {
			var line *hours.Timeline
			if s.hours != nil {
				line = s.hours.line
			}
			made := Stop{Hours: line, Queue: length(s.queue), Service: length(s.service), Drive: drive(s.drive), Hold: drive(s.hold)}
			made.Queue.Most = s.most
			stops = append(stops, made)
		}
		g.Crossings = append(g.Crossings, Crossing{Stops: stops})
		trip.To[i] = drive(from(w.from)[c.enter])
		trip.From[i] = drive(from(c.leave)[w.to])
		for j, o := range w.crossings {
			g.Between[i*n+j] = drive(from(c.leave)[o.enter])
		}
	}
	if n%2 == 0 { // a graph may bring them, and need not
		g.Links = NewLinks(g.Between, n)
	}
	return g, trip
}

// minute is minutes since the epoch; -1 is never.
type minute int

func (m minute) time() time.Time { return epoch.Add(time.Duration(m) * time.Minute) }

// wait returns when a stop lets one go, minute by minute; -1: never.
func (s *stop) wait(at minute, accept hours.Accept) minute {
	if accept == hours.Promise && (s.queue < 0 || s.service < 0) {
		return -1
	}
	begin, service := at+minute(max(s.queue, 0)), minute(max(s.service, 0))
	if s.most && accept == hours.Possible {
		begin = at
	}
	if s.hours == nil {
		return begin + service
	}
	open := service + minute(s.hold)
search:
	for ; begin+open <= after && begin < after; begin++ {
		for m := begin; m < begin+max(open, 1); m++ {
			switch state := s.hours.at(m); {
			case state == hours.Closed, state != hours.Open && accept == hours.Promise:
				begin = m
				continue search
			}
		}
		return begin + service
	}
	return -1
}

// earliest is Dijkstra by the clock. It returns -1 where the end cannot be
// reached.
func (w *world) earliest(depart minute, accept hours.Accept) minute {
	at := make([]minute, w.nodes)
	for i := range at {
		at[i] = -1
	}
	at[w.from] = depart
	done := make([]bool, w.nodes)
	reach := func(node int, m minute) {
		if m >= 0 && (at[node] < 0 || m < at[node]) {
			at[node] = m
		}
	}
	for {
		u := -1
		for v := range at {
			if !done[v] && at[v] >= 0 && (u < 0 || at[v] < at[u]) {
				u = v
			}
		}
		if u < 0 || u == w.to {
			return at[w.to]
		}
		done[u] = true
		for _, a := range w.leaving(u) {
			reach(a.head, at[u]+minute(a.drive))
		}
		for _, c := range w.crossings {
			if c.enter != u {
				continue
			}
			m := at[u]
			for k := range c.stops {
				if m = c.stops[k].wait(m+minute(c.stops[k].drive), accept); m < 0 {
					break
				}
			}
			reach(c.leave, m)
		}
	}
}

func minuteOf(t time.Time) minute { return minute(t.Sub(epoch) / time.Minute) }

func cases(t *testing.T, n int) int {
	if testing.Short() {
		return n / 20
	}
	return n
}

// size returns how many gates the i-th case has: from 5 to 150, mostly few.
func size(r *rand.Rand, i int) int {
	switch {
	case i%100 == 99:
		return 50 + r.IntN(101)
	case i%10 == 9:
		return 15 + r.IntN(35)
	}
	return 5 + r.IntN(10)
}

func accepted(r *rand.Rand) hours.Accept {
	return []hours.Accept{hours.Promise, hours.Possible}[r.IntN(2)]
}

func TestEarliestIsDijkstraByTheClock(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	var s Search
	reached, waited, through, several := 0, 0, 0, 0
	for i := range cases(t, 10_000) {
		w := randomWorld(t, r, size(r, i))
		g, trip := w.tables()
		depart, accept := minute(r.IntN(8*24*60)), accepted(r)
		want := w.earliest(depart, accept)
		way, ok := s.Earliest(g, trip, depart.time(), accept)
		if ok != (want >= 0) || ok && minuteOf(way.Arrive) != want {
			t.Fatalf("case %d: arrives %v (%v), want %v", i, way.Arrive, ok, want.time())
		}
		if !ok {
			continue
		}
		reached++
		passages, again, ok := g.Follow(trip, way, accept)
		if !ok || !again.Arrive.Equal(way.Arrive) {
			t.Fatalf("case %d: following %v arrives %v, want %v", i, way.Crossings, again.Arrive, way.Arrive)
		}
		if len(passages) > 0 {
			through++
		}
		if len(passages) > 1 {
			several++
		}
		for _, p := range passages {
			for k, v := range p.Stops {
				if v.Wait > 0 {
					waited++
				}
				checkCloses(t, w.crossings[p.Crossing].stops[k].hours, &v, accept)
				if v.Missed.IsZero() {
					continue
				}
				// who comes then is seen to before, who comes later is not
				s := &g.Crossings[p.Crossing].Stops[k]
				if begin, _, ok := s.begin(instantOf(v.Missed), accept); !ok || !begin.time().Before(v.Begin) {
					t.Fatalf("case %d: coming at %v is no better than at %v", i, v.Missed, v.Arrive)
				}
				if begin, _, ok := s.begin(instantOf(v.Missed.Add(time.Second)), accept); !ok || !begin.time().Equal(v.Begin) || v.Missed.After(v.Arrive) {
					t.Fatalf("case %d: coming a second after %v one is seen to at %v, not %v", i, v.Missed, begin.time(), v.Begin)
				}
			}
		}
		checkLatestDeparture(t, g, trip, way, passages, accept)
	}
	all := cases(t, 10_000)
	t.Logf("%d of %d arrive, %d through gates, %d through several, after %d waits", reached, all, through, several, waited)
	if reached < all/2 || through < all/4 || several < all/20 || waited < all/4 {
		t.Error("the worlds do not ask much")
	}
}

// checkCloses: the opening in which one is seen to lasts until it closes.
func checkCloses(t *testing.T, c *calendar, v *Visit, accept hours.Accept) {
	t.Helper()
	if v.Closes.IsZero() {
		return
	}
	for m := minuteOf(v.Begin); m.time().Before(v.Closes); m++ {
		if !takes(accept, c.at(m)) {
			t.Fatalf("it is %v at %v, seen to at %v, and closes at %v", c.at(m), m.time(), v.Begin, v.Closes)
		}
	}
	if m := minuteOf(v.Closes); takes(accept, c.at(m)) {
		t.Fatalf("it closes at %v, and is %v then", v.Closes, c.at(m))
	}
}

// checkLatestDeparture: who leaves a minute later than the latest departure of
// a passage is seen to in another opening, who leaves with it in the same.
func checkLatestDeparture(t *testing.T, g *Graph, trip *Trip, way Way, passages []Passage, accept hours.Accept) {
	t.Helper()
	for k, p := range passages {
		if p.LatestDeparture.IsZero() {
			continue
		}
		if p.LatestDeparture.Before(way.Depart) {
			t.Fatalf("latest departure %v is before %v, which makes it", p.LatestDeparture, way.Depart)
		}
		here := *trip // ends at the crossing: what comes after it may have no opening left
		here.From = make([]Drive, len(trip.From))
		same := func(depart time.Time) bool {
			q, _, ok := g.Follow(&here, Way{Crossings: way.Crossings[:k+1], Depart: depart}, accept)
			if !ok {
				return false
			}
			for i := range p.Stops {
				if !p.Stops[i].Closes.Equal(q[k].Stops[i].Closes) {
					return false
				}
			}
			return true
		}
		if !same(p.LatestDeparture) {
			t.Fatalf("leaving at %v, the latest, misses the opening", p.LatestDeparture)
		}
		if same(p.LatestDeparture.Add(time.Minute)) {
			t.Fatalf("leaving a minute after %v still makes it", p.LatestDeparture)
		}
	}
}

// TestLatestIsTheLastDepartureThatArrives: who leaves then is there, and who
// leaves a minute later is not; nor, by the first law, is anybody who leaves
// later still.
func TestLatestIsTheLastDepartureThatArrives(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	var s Search
	found, through := 0, 0
	for i := range cases(t, 10_000) {
		w := randomWorld(t, r, size(r, i))
		g, trip := w.tables()
		arrive, accept := minute(3*24*60+r.IntN(8*24*60)), accepted(r)
		way, ok := s.Latest(g, trip, arrive.time(), accept)
		early := func(m minute) bool { a := w.earliest(m, accept); return a >= 0 && a <= arrive }
		if !ok || way.Depart.Before(epoch) { // the oracle's clock begins there
			if early(0) {
				t.Fatalf("case %d: leaves %v (%v), and at %v is not too late", i, way.Depart, ok, epoch)
			}
			continue
		}
		found++
		if len(way.Crossings) > 0 {
			through++
		}
		if last := minuteOf(way.Depart); !early(last) || early(last+1) {
			t.Fatalf("case %d: leaves %v, which is in time: %v; a minute later: %v", i, way.Depart, early(last), early(last+1))
		}
		if _, again, ok := g.Follow(trip, way, accept); !ok || again.Arrive.After(arrive.time()) {
			t.Fatalf("case %d: following %v arrives %v, after %v", i, way.Crossings, again.Arrive, arrive.time())
		}
	}
	all := cases(t, 10_000)
	t.Logf("%d of %d may leave, %d through gates", found, all, through)
	if found < all/2 || through < all/4 {
		t.Error("the worlds do not ask much")
	}
}

func TestLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 3))
	var s Search
	for i := range cases(t, 10_000) {
		w := randomWorld(t, r, size(r, i))
		g, trip := w.tables()
		depart, accept := minute(r.IntN(8*24*60)).time(), accepted(r)
		way, ok := s.Earliest(g, trip, depart, accept)
		if later, k := s.Earliest(g, trip, depart.Add(time.Duration(r.IntN(3000))*time.Second), accept); k && (!ok || later.Arrive.Before(way.Arrive)) {
			t.Fatalf("case %d: leaving later arrives earlier: %v, not %v", i, later.Arrive, way.Arrive)
		}
		if promised, k := s.Earliest(g, trip, depart, hours.Promise); k && (!ok || promised.Arrive.Before(way.Arrive)) {
			t.Fatalf("case %d: a promise beats what is possible", i)
		}
		if ok {
			last, k := s.Latest(g, trip, way.Arrive, accept)
			if !k || last.Depart.Before(depart) {
				t.Fatalf("case %d: arriving by %v one leaves %v, before %v", i, way.Arrive, last.Depart, depart)
			}
		}
		barred := *trip
		barred.Barred = make([]bool, len(g.Crossings))
		c := r.IntN(len(g.Crossings))
		barred.Barred[c] = true
		shut, k := s.Earliest(g, &barred, depart, accept)
		if k && (!ok || shut.Arrive.Before(way.Arrive)) {
			t.Fatalf("case %d: closing a crossing makes the arrival earlier", i)
		}
		checkWithout(t, &s, w, g, &barred, c, depart, accept)
		between, _ := s.Earliest(g, trip, depart.Add(time.Nanosecond), accept)
		if next, _ := s.Earliest(g, trip, depart.Add(centisecond), accept); !next.Arrive.Equal(between.Arrive) {
			t.Fatalf("case %d: leaving between two hundredths arrives %v, at the next %v", i, between.Arrive, next.Arrive)
		}
		through, k := s.EarliestThrough(g, trip, c, depart, accept)
		if k && (!ok || through.Arrive.Before(way.Arrive) || !slices.Contains(through.Crossings, c)) {
			t.Fatalf("case %d: through %d by %v arrives %v, before %v", i, c, through.Crossings, through.Arrive, way.Arrive)
		}
		if k {
			if _, again, k := g.Follow(trip, through, accept); !k || !again.Arrive.Equal(through.Arrive) {
				t.Fatalf("case %d: following %v arrives %v, not %v", i, through.Crossings, again.Arrive, through.Arrive)
			}
			if last, k := s.LatestThrough(g, trip, c, through.Arrive, accept); !k || last.Depart.Before(depart) {
				t.Fatalf("case %d: through %d by %v one leaves %v, before %v", i, c, through.Arrive, last.Depart, depart)
			}
		}
		if ok && slices.Contains(way.Crossings, c) && (!k || !through.Arrive.Equal(way.Arrive)) {
			t.Fatalf("case %d: the best way passes %d, but through it one arrives %v, not %v", i, c, through.Arrive, way.Arrive)
		}
		checkAll(t, &s, g, trip, c, depart, accept)
	}
}

// checkWithout: a crossing that is barred is as if it were not there.
func checkWithout(t *testing.T, s *Search, w *world, g *Graph, barred *Trip, c int, depart time.Time, accept hours.Accept) {
	t.Helper()
	less := *w
	less.crossings = slices.Delete(slices.Clone(w.crossings), c, c+1)
	h, trip := less.tables()
	same := func(what string, way Way, ok bool, want Way, there bool) {
		if ok != there || ok && (!way.Arrive.Equal(want.Arrive) || !way.Depart.Equal(want.Depart)) || slices.Contains(way.Crossings, c) {
			t.Fatalf("%s with %d barred: %v to %v by %v (%v), without it %v to %v (%v)", what, c, way.Depart, way.Arrive, way.Crossings, ok, want.Depart, want.Arrive, there)
		}
	}
	way, ok := s.Earliest(g, barred, depart, accept)
	want, there := s.Earliest(h, trip, depart, accept)
	same("earliest", way, ok, want, there)
	way, ok = s.Latest(g, barred, depart.Add(3*day), accept)
	want, there = s.Latest(h, trip, depart.Add(3*day), accept)
	same("latest", way, ok, want, there)
}

// checkAll: when one is through a crossing, of all of them at once, is when one
// arrives who goes no further; and likewise when one must enter it.
func checkAll(t *testing.T, s *Search, g *Graph, trip *Trip, c int, depart time.Time, accept hours.Accept) {
	t.Helper()
	none := make([]Drive, len(g.Crossings))
	for i := range none {
		none[i] = NoWay
	}
	here := slices.Clone(none)
	here[c] = 0
	clear := s.Clears(g, trip, depart, accept, nil)[c]
	if way, ok := s.Earliest(g, &Trip{Direct: NoWay, To: trip.To, From: here}, depart, accept); ok != clear.OK || ok && !way.Arrive.Equal(clear.Leave) {
		t.Fatalf("through %d at %v (%v), of all of them at %v (%v)", c, way.Arrive, ok, clear.Leave, clear.OK)
	}
	arrive := depart.Add(5 * day)
	enter := s.Enters(g, trip, arrive, accept, nil)[c]
	if way, ok := s.Latest(g, &Trip{Direct: NoWay, To: here, From: trip.From}, arrive, accept); ok != enter.OK || ok && !way.Depart.Equal(enter.Enter) {
		t.Fatalf("into %d by %v (%v), of all of them by %v (%v)", c, way.Depart, ok, enter.Enter, enter.OK)
	}
	if clear.OK && clear.Enter.After(clear.Leave) || enter.OK && enter.Enter.After(enter.Leave) {
		t.Fatalf("%d is left before it is entered: %+v, %+v", c, clear, enter)
	}
}

// TestBest compares with every minute.
func TestBest(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 4))
	var s Search
	for i := range cases(t, 400) {
		w := randomWorld(t, r, 1+r.IntN(6))
		g, trip := w.tables()
		from, accept := minute(r.IntN(8*24*60)), accepted(r)
		to := from + minute(r.IntN(36*60))
		way, ok := s.Best(g, trip, from.time(), to.time(), accept)
		shortest := minute(-1)
		for m := from; m <= to; m++ {
			if a, k := s.Earliest(g, trip, m.time(), accept); k {
				if d := minuteOf(a.Arrive) - m; shortest < 0 || d < shortest {
					shortest = d
				}
			}
		}
		// between two minutes one may leave up to a minute later than on the
		// first of them, and arrive no earlier
		if got := way.Arrive.Sub(way.Depart).Minutes(); ok != (shortest >= 0) || ok && (got > float64(shortest) || got <= float64(shortest)-1) {
			t.Fatalf("case %d: the best takes %.2f minutes (%v), want %d", i, got, ok, shortest)
		}
		if _, again, k := g.Follow(trip, way, accept); ok && (!k || !again.Arrive.Equal(way.Arrive)) {
			t.Fatalf("case %d: following %v arrives %v, not %v", i, way.Crossings, again.Arrive, way.Arrive)
		}
	}
}

// TestChoices compares with every sequence of crossings.
func TestChoices(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 5))
	var s Search
	many := 0
	for i := range cases(t, 5000) {
		w := randomWorld(t, r, 1+r.IntN(3)+r.IntN(4))
		g, trip := w.tables()
		depart, accept := minute(r.IntN(8*24*60)).time(), accepted(r)
		got, complete := s.Choices(g, trip, depart, accept, 1<<20)
		if !complete {
			t.Fatalf("case %d: not complete", i)
		}
		var all []Choice
		var write func(seq []int)
		write = func(seq []int) {
			if passages, way, ok := g.Follow(trip, Way{Crossings: slices.Clone(seq), Depart: depart}, accept); ok {
				all = append(all, measure(trip, way, passages))
			}
			for c := range g.Crossings {
				if !slices.Contains(seq, c) {
					write(append(slices.Clone(seq), c))
				}
			}
		}
		write(nil)
		want := map[string]bool{}
		for _, a := range all {
			if !slices.ContainsFunc(all, func(b Choice) bool {
				as, bs := a.values(), b.values()
				return bs != as && bs[0] <= as[0] && bs[1] <= as[1] && bs[2] <= as[2]
			}) {
				want[fmt.Sprint(a.values())] = true
			}
		}
		have := map[string]bool{}
		for _, c := range got {
			have[fmt.Sprint(c.values())] = true
			passages, way, ok := g.Follow(trip, c.Way, accept)
			if m := measure(trip, way, passages); !ok || m.values() != c.values() {
				t.Fatalf("case %d: %v is said to be %v, and is %v", i, c.Crossings, c.values(), m.values())
			}
		}
		if fmt.Sprint(have) != fmt.Sprint(want) {
			t.Fatalf("case %d: choices %v, want %v", i, have, want)
		}
		if len(got) > 1 {
			many++
		}
	}
	t.Logf("%d cases offer a choice", many)
	if many < cases(t, 5000)/25 {
		t.Error("the worlds do not ask much")
	}
}

func (c Choice) values() [3]time.Duration {
	return [3]time.Duration{c.Arrive.Sub(c.Depart), c.Wait, c.Drive}
}

// measure adds up what happens on a way.
func measure(trip *Trip, way Way, passages []Passage) Choice {
	c := Choice{Way: way}
	rest := trip.Direct
	for _, p := range passages {
		c.Drive += p.Drive.Duration()
		for _, v := range p.Stops {
			c.Drive += v.Drive.Duration()
			c.Wait += v.Wait
		}
		rest = trip.From[p.Crossing]
	}
	c.Drive += rest.Duration()
	return c
}
