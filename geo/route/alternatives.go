package route

import (
	"cmp"
	"slices"

	"pamir/geo/cch"
)

// What another way must be like to be worth telling.
const (
	mostLonger = 1.4 // times the cost of the fastest
	mostShared = 0.8 // of its own cost on ways that are told already
	dearness   = 4   // part of its cost by which a way is made dearer to find others: a quarter
	tries      = 3   // for each that is wanted
)

// others looks for other ways between two places than the ones there are: those
// are made dearer, again and again, until a way is found that is different
// enough and not much longer (the penalty method; Bader et al., Alternative
// route graphs in road networks, 2011).
func (s *search) others(first path, number int, from, to *Place) (list []path, err error) {
	exact, err := s.t.exact(s.ctx, s.j)
	if err != nil {
		return nil, err
	}
	m := exact.metric
	known := map[uint32]bool{} // arcs of the ways that are told
	tell := func(p path) {
		for _, st := range p.stretches {
			known[st.arc], known[st.arc^1] = true, true
		}
	}
	tell(first)
	start, finish := s.j.from(from), s.j.to(to)
	s.w.from, s.w.to = start.list(s.w.from), finish.list(s.w.to)
	last := first
	for try := 0; try < tries*number && len(list) < number; try++ {
		if m, err = s.dearer(m, last); err != nil {
			return nil, err
		}
		if s.w.query.Run(m, s.w.from, s.w.to) >= cch.Infinity {
			break
		}
		links, begin, end := s.w.query.Path(s.w.arcs[:0])
		s.w.arcs = links
		last = s.j.join(from, start, begin, ids(links), finish, end, to)
		if last.cost < infinity && float64(last.cost) > mostLonger*float64(first.cost) {
			break // what comes next is longer still
		}
		if last.cost < infinity && shared(last, known) <= mostShared && !turnsBack(last) {
			list = append(list, last)
			tell(last)
		}
	}
	slices.SortStableFunc(list, func(a, b path) int { return cmp.Compare(a.cost, b.cost) })
	return list, s.ctx.Err()
}

// dearer is a metric in which a way costs more, whichever way round one drives.
func (s *search) dearer(m *cch.Metric, p path) (*cch.Metric, error) {
	var changes []cch.Change
	for _, st := range p.stretches {
		for _, a := range [2]uint32{st.arc, st.arc ^ 1} {
			for _, l := range s.j.c.g.copies(a) {
				if w := m.Weight(cch.ArcID(l)); w < cch.Infinity {
					changes = append(changes, cch.Change{Arc: cch.ArcID(l), Weight: min(cch.Infinity-1, w+w/dearness)})
				}
			}
		}
	}
	return m.Update(changes)
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

// turnsBack reports whether a way drives a road twice, as one does that only
// avoids a dear road by turning back beside it.
func turnsBack(p path) bool {
	seen := map[uint32]bool{}
	for _, s := range p.stretches {
		if seen[s.arc] || seen[s.arc^1] {
			return true
		}
		seen[s.arc] = true
	}
	return false
}
