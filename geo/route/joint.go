package route

import "slices"

// Joint is where the pieces of a leg meet: a stop that one comes by, and waits
// at.
type Joint struct {
	Centimetres int64 // from the beginning of the leg
	Hundredths  int64 // of driving, before it
	Wait        int64 // how long one stays, in hundredths of a second
	stretch     int   // the first behind it
}

// Concat makes one leg of several, each of which begins where the one before
// ends. waits says how long one stays before each of them but the first; nil is
// not at all. What the leg costs is its driving alone.
func Concat(legs []Leg, waits []int64) Leg {
	if len(legs) == 1 {
		return legs[0]
	}
	stretches := 0
	for i := range legs {
		stretches += len(legs[i].stretches)
	}
	all := Leg{a: legs[0].a, path: path{stretches: make([]stretch, 0, stretches)}, joints: make([]Joint, 0, len(legs)-1)}
	for i := range legs {
		l := &legs[i]
		if i > 0 {
			j := Joint{Centimetres: all.Centimetres, Hundredths: int64(all.cost), stretch: len(all.stretches)}
			if waits != nil {
				j.Wait = waits[i-1]
			}
			all.joints = append(all.joints, j)
		}
		all.extend(l)
	}
	return all
}

// extend appends the stretches of a leg. Two on one arc that touch are one.
func (l *Leg) extend(next *Leg) {
	l.Centimetres += next.Centimetres
	l.cost += next.cost
	list := next.stretches
	if n := len(l.stretches) - 1; n >= 0 && len(list) > 0 {
		last, s := &l.stretches[n], list[0]
		list = list[1:]
		switch {
		case s.from == s.to && s.cost == 0: // one is there
		case last.from == last.to && last.cost == 0:
			*last = s
		case last.arc == s.arc && last.to == s.from && s.link == none:
			last.to = s.to
			last.cost += s.cost
		default:
			if s.link == none && last.to == 1 && s.from == 0 {
				s.link = l.a.g.between(last.arc, s.arc)
			}
			l.stretches = append(l.stretches, s)
		}
	}
	l.stretches = append(l.stretches, list...)
}

// between returns a link by which one comes from one arc into another, none if
// they do not meet.
func (g *graph) between(arc, next uint32) uint32 {
	for _, l := range g.copies(next) {
		if node := g.tailOf(l); g.enter[arc] == node || slices.ContainsFunc(g.copies(arc), func(in uint32) bool { return uint32(g.heads[in]) == node }) {
			return l
		}
	}
	return none
}

// Joints returns where the pieces of a leg meet, in the order of the way.
func (l *Leg) Joints() []Joint { return l.joints }

// Waits returns how long one stays at the joints of a leg, in hundredths of a
// second.
func (l *Leg) Waits() (sum int64) {
	for i := range l.joints {
		sum += l.joints[i].Wait
	}
	return sum
}

// Waiting returns the leg with its waits as if they were driven: each is part
// of what the stretch behind its joint costs, or of the last. Segments tells
// them apart.
func (l *Leg) Waiting() Leg {
	all := *l
	if all.waited = true; l.Waits() == 0 {
		return all
	}
	all.stretches = slices.Clone(l.stretches)
	for k, wait := range l.waits() {
		all.stretches[k].cost += wait
		all.cost += wait
	}
	return all
}

// waits returns how long one stays before each stretch at which one does.
func (l *Leg) waits() map[int]uint32 {
	of := map[int]uint32{}
	for _, j := range l.joints {
		if j.Wait > 0 {
			of[min(j.stretch, len(l.stretches)-1)] += uint32(min(j.Wait, int64(infinity)))
		}
	}
	return of
}

// Waiting returns the way with its waits as if they were driven.
func (it *Itinerary) Waiting() *Itinerary {
	all := &Itinerary{Legs: make([]Leg, len(it.Legs))}
	for i := range it.Legs {
		all.Legs[i] = it.Legs[i].Waiting()
	}
	return all
}
