package route

import "math"

// manoeuvre decides whether one has to be told something where a stretch
// begins, and what.
func (s *stepper) manoeuvre(i int) (m Step, ok bool) {
	if i == 0 {
		return Step{Type: "depart"}, true
	}
	if r, is := s.aroundabout(i); is {
		return r, r.Type != ""
	}
	if s.travel(i) != s.travel(i-1) {
		return Step{Type: "notification", Modifier: "straight"}, true
	}
	last, next := s.way(i-1), s.way(i)
	if s.passes(i, last, next) {
		return m, false
	}
	j := s.junction(i)
	m.Modifier = modifier(j.angle)
	same := s.sameRoad(last, next)
	switch {
	case j.back:
		return Step{Type: "turn", Modifier: "uturn"}, true
	case next.Flags.Has(Link) && !last.Flags.Has(Link) && math.Abs(j.angle) < 60 && (j.others > 0 || !same):
		m.Type = "on ramp"
		if last.Class <= Trunk && last.Class == Motorway || last.Flags.Has(MotorRoad) {
			m.Type = "off ramp"
		}
		if m.Modifier == "straight" {
			m.Modifier = slight(j.side)
		}
		return m, true
	case last.Flags.Has(Link) && !next.Flags.Has(Link) && (next.Class == Motorway || next.Class == Trunk) && (math.Abs(j.angle) < 45 || j.others == 0):
		m.Type = "merge"
		if m.Modifier == "straight" {
			m.Modifier = slight(-j.side)
		}
		return m, true
	case j.others == 0: // nowhere else to go
		if same {
			return m, false
		}
		m.Type = "new name"
		return m, true
	case j.fork:
		return Step{Type: "fork", Modifier: slight(j.side)}, true
	case j.obvious && same:
		return m, false
	case j.obvious:
		m.Type = "new name"
		return m, true
	case j.ends:
		m.Type = "end of road"
		return m, true
	case same && math.Abs(j.angle) >= 20:
		m.Type = "continue"
		return m, true
	}
	m.Type = "turn"
	return m, true
}

// passes reports whether where a stretch begins there is but the road itself.
func (s *stepper) passes(i int, last, next *wayRecord) bool {
	before, arc := s.leg.stretches[i-1].arc, s.leg.stretches[i].arc
	return len(s.g.arms(s.g.tail(arc))) == 2 && arc != before^1 && s.sameRoad(last, next) && last.Flags.Has(Link) == next.Flags.Has(Link)
}

// junction is what a turn looks like among the other roads.
type junction struct {
	angle   float64 // to the right, in degrees
	back    bool    // one turns back
	others  int     // roads that one could take instead
	obvious bool    // whoever is told nothing goes this way
	ends    bool    // the road one is on ends here, between two others
	fork    bool    // there are two ways on that are much alike
	side    int     // of the others in a fork, or beside a slip road: 1 if this way is the right one, -1 if it is the left
}

func (s *stepper) junction(i int) (j junction) {
	before, st := &s.leg.stretches[i-1], &s.leg.stretches[i]
	in, out := s.bearings(i)
	j.angle = signedTurn(in, out)
	if j.back = st.arc == before.arc^1; j.back {
		return j
	}
	next := s.way(i)
	nearest := math.Inf(1) // of the others, from straight on
	ends := math.Abs(j.angle) >= 45
	j.obvious = true
	for _, a := range s.g.arms(s.g.tail(st.arc)) {
		if a == st.arc || a == before.arc^1 || !s.mayEnter(i, a) {
			continue
		}
		j.others++
		w := s.n.wayOf(s.g, a)
		angle := signedTurn(in, s.g.leads(a, 0))
		off, mine := math.Abs(angle), math.Abs(j.angle)
		ends = ends && off >= 45
		minor := rank(w) >= rank(next)+3
		if !minor && (off < mine+25 || s.sameRoad(s.way(i-1), w) && !s.sameRoad(s.way(i-1), next)) {
			j.obvious = false
		}
		if off < nearest {
			nearest = off
			j.side = 1
			if angle > j.angle {
				j.side = -1
			}
		}
		if off < 45 && mine < 45 && math.Abs(angle-j.angle) < 60 && rank(w) <= rank(next)+1 && rank(next) <= rank(w)+1 && !w.Flags.Has(Link) && !next.Flags.Has(Link) {
			j.fork = true
		}
	}
	j.obvious = j.obvious && math.Abs(j.angle) < 60
	j.ends = ends && j.others > 0
	j.fork = j.fork && !j.obvious
	return j
}

// rank orders roads by how likely one is to go on with them.
func rank(w *wayRecord) int {
	r := int(w.Class)
	if w.Flags.Has(Link) {
		r++
	}
	return r
}

// sameRoad reports whether two ways are one road to a driver.
func (s *stepper) sameRoad(a, b *wayRecord) bool {
	if a.Name != 0 && b.Name != 0 {
		return a.Name == b.Name || a.Ref != 0 && a.Ref == b.Ref
	}
	return a.Ref == b.Ref || a.Name == 0 && b.Name == 0 && (a.Ref == 0 || b.Ref == 0)
}

// modifier words an angle to the right.
func modifier(angle float64) string {
	off := math.Abs(angle)
	side := "right"
	if angle < 0 {
		side = "left"
	}
	switch {
	case off < 20:
		return "straight"
	case off < 50:
		return "slight " + side
	case off < 120:
		return side
	case off < 170:
		return "sharp " + side
	}
	return "uturn"
}

func slight(side int) string {
	if side < 0 {
		return "slight left"
	}
	return "slight right"
}

// aroundabout deals with the stretches of roundabouts: the first is entered,
// with the number of the exit, the ones behind are passed, and the first
// stretch after them leaves it. A step without a type means that nothing is to
// be said.
func (s *stepper) aroundabout(i int) (m Step, is bool) {
	round := func(k int) bool {
		return k >= 0 && k < len(s.leg.stretches) && (s.way(k).Flags.Has(Roundabout) || s.way(k).Flags.Has(Circular))
	}
	switch {
	case round(i) && round(i-1):
		return m, true
	case round(i):
		m.Type = "roundabout"
		m.Modifier = modifier(signedTurn(s.bearings(i)))
		k := i + 1
		for ; round(k); k++ {
			m.Exit += s.exits(k)
		}
		if k < len(s.leg.stretches) {
			m.Exit++
			in, _ := s.bearings(i)
			m.Modifier = modifier(signedTurn(in, s.g.leads(s.leg.stretches[k].arc, s.leg.stretches[k].from)))
		} else {
			m.Exit = 0 // one stops in it
		}
		return m, true
	case round(i - 1):
		m.Type = "exit roundabout"
		m.Modifier = modifier(signedTurn(s.bearings(i)))
		return m, true
	}
	return m, false
}

// exits counts the roads by which one could leave a roundabout where a stretch
// of it begins.
func (s *stepper) exits(i int) (n int) {
	for _, a := range s.g.arms(s.g.tail(s.leg.stretches[i].arc)) {
		w := s.n.wayOf(s.g, a)
		if !w.Flags.Has(Roundabout) && !w.Flags.Has(Circular) && s.mayEnter(i, a) && w.Class < Track {
			n++
		}
	}
	return n
}
