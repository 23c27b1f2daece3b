package route

import "slices"

// What another way must be like to be worth telling.
const (
	mostLonger = 1.4 // times the cost of the fastest
	mostShared = 0.8 // of its own cost on ways that are told already
	dearness   = 1.4 // what ways that are told are made dearer by, to find others
	tries      = 3   // for each that is wanted
)

// others looks for other ways between two places than the ones there are: those
// are made dearer, again and again, until a way is found that is different
// enough and not much longer (the penalty method; Bader et al., Alternative
// route graphs in road networks, 2011).
func (s *search) others(first path, number int, from, to *Place) []path {
	found := []path{first}
	dear := map[uint32]float64{} // by arc
	known := map[uint32]bool{}
	tell := func(p path, more bool) {
		for _, st := range p.stretches {
			for _, a := range [2]uint32{st.arc, st.arc ^ 1} {
				if dear[a] == 0 {
					dear[a] = 1
				}
				dear[a] *= dearness
				known[a] = known[a] || more
			}
		}
	}
	tell(first, true)
	start, finish := s.j.from(from), s.j.to(to)
	s.w.from, s.w.to = start.list(s.w.from), finish.list(s.w.to)
	x := &s.w.exact
	x.j, x.bound = s.j, s.bound(s.t.metrics[s.j.c.mode])
	g := s.j.c.g
	x.dearer = func(link, cost uint32) uint32 {
		if d := dear[g.linkArc[link]]; d > 1 {
			return uint32(min(float64(cost)*d, infinity-1))
		}
		return cost
	}
	defer func() { x.dearer = nil }()
	for try := 0; try < tries*number && len(found) <= number; try++ {
		if x.run(start, finish, s.goOn) >= infinity {
			break
		}
		p := x.path(from, start, finish, to)
		good := p.cost < infinity && float64(p.cost) <= mostLonger*float64(first.cost) && shared(p, known) <= mostShared && detours(p)
		if good {
			found = append(found, p)
		}
		tell(p, good)
	}
	rest := found[1:]
	slices.SortStableFunc(rest, func(a, b path) int { return int(a.cost) - int(b.cost) })
	return rest
}

// shared returns which part of a way's cost is on arcs that are known.
func shared(p path, known map[uint32]bool) float64 {
	sum := uint32(0)
	for _, s := range p.stretches {
		if known[s.arc] {
			sum += s.cost
		}
	}
	return float64(sum) / max(1, float64(p.cost))
}

// detours reports whether a way does not drive any road twice, as one does that
// only avoids a dear road by turning back beside it.
func detours(p path) bool {
	seen := map[uint32]bool{}
	for _, s := range p.stretches {
		if seen[s.arc] || seen[s.arc^1] {
			return false
		}
		seen[s.arc] = true
	}
	return true
}
