package route

import "github.com/paulmach/orb"

// Answer is what a plan leads to. All of it is of one version of the traffic.
type Answer struct {
	Version   uint64
	Waypoints []Place
	Routes    []Itinerary // the fastest first

	n    *Network
	g    *graph
	mode Mode
}

// Itinerary is one way through all stops.
type Itinerary struct {
	Legs []Leg
}

// Leg is the way from one stop to the next.
type Leg struct {
	a *Answer
	path
	Centimetres int64
	joints      []Joint
	waited      bool // its waits are part of its costs
}

// Hundredths returns how long the leg takes, in hundredths of a second.
func (l *Leg) Hundredths() int64 { return int64(l.cost) }

// Hundredths returns how long the way takes, in hundredths of a second.
func (it *Itinerary) Hundredths() (sum int64) {
	for i := range it.Legs {
		sum += it.Legs[i].Hundredths()
	}
	return sum
}

// Centimetres returns how long the way is.
func (it *Itinerary) Centimetres() (sum int64) {
	for i := range it.Legs {
		sum += it.Legs[i].Centimetres
	}
	return sum
}

// itinerary measures the legs.
func (a *Answer) itinerary(legs []path) Itinerary {
	it := Itinerary{Legs: make([]Leg, len(legs))}
	for i, p := range legs {
		l := Leg{a: a, path: p}
		for k := range p.stretches {
			l.Centimetres += a.g.length(&p.stretches[k])
		}
		it.Legs[i] = l
	}
	return it
}

// length returns how long a stretch is, in centimetres.
func (g *graph) length(s *stretch) int64 {
	whole := g.edges[s.arc>>1].Length
	return int64(part(s.to, whole)) - int64(part(s.from, whole))
}

// Line returns the way as a line.
func (l *Leg) Line() orb.LineString {
	points := 1
	for i := range l.stretches {
		points += len(l.a.g.points(l.stretches[i].arc>>1)) - 1
	}
	line := make(orb.LineString, 0, points)
	for _, s := range l.stretches {
		line = l.a.g.appendLine(line, s.arc, s.from, s.to)
	}
	return line
}

// StepLine returns the line of one of a leg's steps.
func (l *Leg) StepLine(s *Step) orb.LineString {
	var line orb.LineString
	for _, st := range l.stretches[s.first:s.end] {
		line = l.a.g.appendLine(line, st.arc, st.from, st.to)
	}
	if line == nil {
		return orb.LineString{s.At, s.At}
	}
	if len(line) == 1 {
		line = append(line, line[0])
	}
	return line
}

// Through returns the same way with legs that end at some of its stops alone,
// given by their places; the first and the last are among them.
func (it *Itinerary) Through(stops []int) *Itinerary {
	merged := &Itinerary{}
	for i := 1; i < len(stops); i++ {
		var leg Leg
		for k := stops[i-1]; k < stops[i]; k++ {
			l := &it.Legs[k]
			leg.a, leg.waited = l.a, l.waited
			merges := len(leg.stretches) > 0 && len(l.stretches) > 0 && leg.meets(&l.stretches[0])
			for _, j := range l.joints {
				j.Centimetres, j.Hundredths, j.stretch = j.Centimetres+leg.Centimetres, j.Hundredths+int64(leg.cost), j.stretch+len(leg.stretches)
				if merges {
					j.stretch--
				}
				leg.joints = append(leg.joints, j)
			}
			leg.Centimetres += l.Centimetres
			leg.cost += l.cost
			for _, s := range l.stretches {
				if n := len(leg.stretches); leg.meets(&s) { // past a stop amid the arc
					leg.stretches[n-1].to = s.to
					leg.stretches[n-1].cost += s.cost
					continue
				}
				leg.stretches = append(leg.stretches, s)
			}
		}
		merged.Legs = append(merged.Legs, leg)
	}
	return merged
}

// meets reports whether a stretch goes on where the last of the leg ends, on the
// same arc.
func (l *Leg) meets(s *stretch) bool {
	n := len(l.stretches)
	return n > 0 && l.stretches[n-1].arc == s.arc && l.stretches[n-1].to == s.from && s.link == none
}

// Line returns the whole way as a line.
func (it *Itinerary) Line() orb.LineString {
	if len(it.Legs) == 1 {
		return it.Legs[0].Line()
	}
	var line orb.LineString
	for i := range it.Legs {
		for _, p := range it.Legs[i].Line() {
			line = appendNew(line, p, true)
		}
	}
	return line
}
