package route

import (
	"math"

	"github.com/paulmach/orb"
)

// Step is a part of a leg that one drives without being told anything new: it
// begins with a manoeuvre. The words are those of OSRM.
type Step struct {
	Type     string // depart, turn, new name, continue, merge, on ramp, off ramp, fork, end of road, roundabout, exit roundabout, notification, arrive
	Modifier string // uturn, sharp right, right, slight right, straight, slight left, left, sharp left; "" where there is none
	Exit     int    // of a roundabout: which one to take, from 1
	At       orb.Point
	Before   float64 // bearing on which one comes, in degrees from north
	After    float64 // bearing on which one leaves

	Name, Ref    string // of the road that one is on from here
	Destinations string // what signs say that it leads to
	Travel       string // driving, walking, ferry or train
	LeftHand     bool   // one drives on the left

	Centimetres int64
	Hundredths  int64

	first, end int // stretches of the leg
}

// Intersection is a junction that a step goes through.
type Intersection struct {
	At       orb.Point
	Bearings []float64 // of all roads that meet there, in degrees from north, ascending
	Entry    []bool    // whether one may drive into each
	In, Out  int       // places in Bearings of the road one comes by, and goes by; -1 for none
	Classes  []string  // toll, ferry, tunnel, motorway: of the road one goes by
}

// bearingSpan is how far from a junction, in metres, one looks to see where a
// road leads: bends within it belong to the junction.
const bearingSpan = 20

// metresPerDegree of latitude, on a sphere of the Earth's size.
const metresPerDegree = 111_195.0

// Steps tells how to drive a leg; names are in a language, as far as they are
// known in it.
func (l *Leg) Steps(lang string) []Step {
	if len(l.stretches) == 0 {
		return nil
	}
	s := stepper{leg: l, g: l.a.g, n: l.a.n, mode: l.a.mode, lang: lang, steps: make([]Step, 0, 2+len(l.stretches)/4)}
	for i := range l.stretches {
		if m, ok := s.manoeuvre(i); ok {
			s.start(m, i)
		}
		s.pass(i)
	}
	s.arrive()
	return s.steps
}

// stepper makes the steps of a leg.
type stepper struct {
	leg   *Leg
	g     *graph
	n     *Network
	mode  Mode
	lang  string
	steps []Step

	met     int // one more than the stretch that in and out are of: bearings at its beginning
	in, out float64
}

// start begins a step with a stretch.
func (s *stepper) start(m Step, i int) {
	st := &s.leg.stretches[i]
	e := &s.g.edges[st.arc>>1]
	w := &s.n.ways[e.Way]
	m.first, m.end = i, i
	m.At = s.startOf(st)
	m.Before, m.After = s.bearings(i)
	m.Name, m.Ref = nameIn(s.n.text(w.Name), s.lang), s.n.text(w.Ref)
	m.Destinations = s.n.text(w.Destination)
	m.Travel = s.travel(i)
	m.LeftHand = s.n.countries[e.Country].left
	s.steps = append(s.steps, m)
}

// pass adds a stretch to the step that is under way.
func (s *stepper) pass(i int) {
	step, st := &s.steps[len(s.steps)-1], &s.leg.stretches[i]
	step.end = i + 1
	step.Centimetres += s.g.length(st)
	step.Hundredths += int64(st.cost)
}

// arrive ends the leg.
func (s *stepper) arrive() {
	last := len(s.leg.stretches) - 1
	st := &s.leg.stretches[last]
	before := s.steps[len(s.steps)-1]
	end := Step{Type: "arrive", Before: s.bearingIn(st), Name: before.Name, Ref: before.Ref, Travel: before.Travel, LeftHand: before.LeftHand, first: last + 1, end: last + 1}
	end.At = s.g.pointOn(st.arc, st.to)
	s.steps = append(s.steps, end)
}

// Intersections describes the junctions that one of a leg's steps goes through,
// the one at which it begins among them.
func (l *Leg) Intersections(step *Step) (list []Intersection) {
	if step.first == step.end { // it is the arrival
		return []Intersection{{At: step.At, Bearings: []float64{math.Mod(step.Before+180, 360)}, Entry: []bool{true}, In: 0, Out: -1}}
	}
	s := stepper{leg: l, g: l.a.g, n: l.a.n, mode: l.a.mode}
	for i := step.first; i < step.end; i++ {
		list = append(list, s.intersection(i))
	}
	return list
}

func (s *stepper) travel(i int) string {
	w := s.way(i)
	switch {
	case w.Flags.Has(Train):
		return "train"
	case w.Class == Ferry:
		return "ferry"
	case s.mode == Foot:
		return "walking"
	}
	return "driving"
}

func (s *stepper) way(i int) *wayRecord { return s.n.wayOf(s.g, s.leg.stretches[i].arc) }

func (n *Network) wayOf(g *graph, arc uint32) *wayRecord { return &n.ways[g.edges[arc>>1].Way] }

// startOf returns where a stretch begins.
func (s *stepper) startOf(st *stretch) orb.Point { return s.g.pointOn(st.arc, st.from) }

// bearings returns on which bearings one comes to where a stretch begins, 0 at
// the beginning of the leg, and leaves from there.
func (s *stepper) bearings(i int) (in, out float64) {
	if s.met != i+1 {
		s.met, s.in = i+1, 0
		if i > 0 {
			s.in = s.bearingIn(&s.leg.stretches[i-1])
		}
		st := &s.leg.stretches[i]
		s.out = s.g.leads(st.arc, st.from)
	}
	return s.in, s.out
}

// bearingIn returns where a stretch leads at its end.
func (s *stepper) bearingIn(st *stretch) float64 {
	return positive(s.g.leads(st.arc^1, 1-st.to) - 180)
}

// leads returns the bearing of the first metres of an arc behind a part of it.
func (g *graph) leads(arc uint32, from float64) float64 {
	if from <= 0 {
		return g.sets(arc)
	}
	metres := float64(g.edges[arc>>1].Length) / 100
	to := 1.0
	if metres > 0 {
		to = math.Min(1, from+bearingSpan/metres)
	}
	if to-from < 1e-9 { // at its end: as the arc goes there
		from, to = math.Max(0, from-bearingSpan/math.Max(metres, 1)), 1
	}
	var some [16]orb.Point // the first metres have few
	line := g.appendLine(some[:0], arc, from, to)
	return bearingOf(line[0], line[len(line)-1])
}

// sets returns the bearing on which an arc sets out. It looks at no more of the
// arc than it must, and takes the Earth to be flat there: it is asked of every
// road at every junction of a way.
func (g *graph) sets(arc uint32) float64 {
	points := g.points(arc >> 1)
	at := func(i int) orb.Point {
		if arc&1 == backward {
			i = len(points) - 1 - i
		}
		return points[i].point()
	}
	last, left := at(0), bearingSpan/metresPerDegree
	narrow := math.Cos(last[1] * math.Pi / 180)
	east, north := 0.0, 0.0
	for i := 1; i < len(points) && left > 0; i++ {
		next := at(i)
		x, y := (next[0]-last[0])*narrow, next[1]-last[1]
		if d := math.Sqrt(x*x + y*y); d > left {
			x, y, left = x*left/d, y*left/d, 0
		} else {
			left -= d
		}
		east, north = east+x, north+y
		last = next
	}
	return positive(math.Atan2(east, north) * 180 / math.Pi)
}

// intersection describes where a stretch begins.
func (s *stepper) intersection(i int) Intersection {
	st := &s.leg.stretches[i]
	x := Intersection{At: s.startOf(st), In: -1, Out: -1}
	x.Classes = classesOf(s.way(i), s.mode)
	if i == 0 && st.from > 0 {
		x.Bearings, x.Entry, x.Out = []float64{s.g.leads(st.arc, st.from)}, []bool{true}, 0
		return x
	}
	type arm struct {
		bearing float64
		arc     uint32
	}
	var some [8]arm
	arms := some[:0]
	for _, a := range s.g.arms(s.g.tail(st.arc)) {
		b := arm{s.g.leads(a, 0), a}
		k := len(arms)
		arms = append(arms, b)
		for k > 0 && arms[k-1].bearing > b.bearing {
			arms[k] = arms[k-1]
			k--
		}
		arms[k] = b
	}
	x.Bearings, x.Entry = make([]float64, 0, len(arms)), make([]bool, 0, len(arms))
	for k, a := range arms {
		x.Bearings = append(x.Bearings, a.bearing)
		x.Entry = append(x.Entry, s.mayEnter(i, a.arc))
		if a.arc == st.arc {
			x.Out = k
		} else if i > 0 && a.arc == s.leg.stretches[i-1].arc^1 {
			x.In = k
		}
	}
	if i > 0 && x.In < 0 { // turned back: in and out are one road
		x.In = x.Out
	}
	return x
}

// mayEnter reports whether one could drive into an arc where a stretch begins.
func (s *stepper) mayEnter(i int, arc uint32) bool {
	if s.n.wayOf(s.g, arc).Open[arc&1].Of(s.mode) == Barred {
		return false
	}
	if i == 0 || arc == s.leg.stretches[i].arc || s.leg.stretches[i].link == none { // at the start, the way itself, or where one has stopped
		return true
	}
	if arc == s.leg.stretches[i-1].arc^1 {
		return false // the way one came
	}
	// the links beside the one that is taken know what is forbidden
	g, l := s.g, s.leg.stretches[i].link
	node := g.tailAfter(s.leg.stretches[i-1].link, l)
	for k := g.out[node]; k < g.out[node+1]; k++ {
		if g.linkArc[k] == arc {
			return s.n.linkWeight(g, s.mode, k, 0) < infinity
		}
	}
	return false
}

func classesOf(w *wayRecord, m Mode) (list []string) {
	for _, c := range []struct {
		is   bool
		name string
	}{
		{w.Class == Motorway, "motorway"}, {w.Flags.Has(Toll) || m == Truck && w.Flags.Has(TollTruck), "toll"},
		{w.Class == Ferry, "ferry"}, {w.Flags.Has(Tunnel), "tunnel"}, {w.Access[forward].Of(m) == Private || w.Access[forward].Of(m) == Destination, "restricted"},
	} {
		if c.is {
			list = append(list, c.name)
		}
	}
	return list
}
