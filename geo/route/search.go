package route

import (
	"context"
	"errors"

	"pamir/geo/cch"
)

// search answers one request.
type search struct {
	r   *Router
	t   *traffic
	j   *judge
	w   *worker
	ctx context.Context
}

// errNone says that there is no way; who asks finds out why.
var errNone = errors.New("route: no way")

// find returns the fastest way between two places. The hierarchy's answer is
// right where nothing that the judge forbids lies on it and nobody turns back
// where it thinks that free; else the exact search is asked, which the
// hierarchy tells at each node how far it is at least.
func (s *search) find(from, to *Place) (path, error) {
	m := s.t.atLeast(s.j)
	start, finish := s.j.from(from), s.j.to(to)
	s.w.from, s.w.to = start.list(s.w.from), finish.list(s.w.to)
	if !s.t.joins(s.j.c.mode, s.w.from, s.w.to) || s.w.query.Run(m, s.w.from, s.w.to) >= cch.Infinity {
		return s.or(s.j.along(from, to), path{cost: infinity})
	}
	return s.drive(from, to, start, finish, &s.w.query, m)
}

// drive is find for who has asked the hierarchy already: from the ends of one
// place to those of the other, which are in s.w.to.
func (s *search) drive(from, to *Place, start, finish ends, query *cch.Query, m *cch.Metric) (path, error) {
	direct := s.j.along(from, to)
	if query.Length() >= cch.Infinity {
		return s.or(direct, path{cost: infinity})
	}
	links, first, last := query.Path(s.w.arcs[:0])
	s.w.arcs = links
	p := s.j.join(from, start, first, ids(links), finish, last, to)
	if least := uint32(query.Length()); p.cost == least || direct.cost <= least {
		return s.or(direct, p)
	}
	s.w.exact.j = s.j
	s.w.exact.bound = s.bound(m)
	length := s.w.exact.run(start, finish, s.goOn)
	if err := s.t.looked(s.ctx, s.j, s.w.exact.opened); err != nil {
		return path{}, err
	}
	if length >= infinity {
		return s.or(direct, path{cost: infinity})
	}
	return s.or(direct, s.w.exact.path(from, start, finish, to))
}

// or returns the cheaper of two ways.
func (s *search) or(p, q path) (path, error) {
	if q.cost < p.cost {
		p = q
	}
	if p.cost >= infinity {
		return p, errNone
	}
	return p, nil
}

func (s *search) goOn() bool { return s.ctx.Err() == nil }

// bound aims at the ends that the query was asked for last.
func (s *search) bound(m *cch.Metric) func(node uint32) uint32 {
	s.w.potential.Aim(m, s.w.to)
	return func(node uint32) uint32 { return uint32(s.w.potential.At(cch.NodeID(node))) }
}

// list writes ends as the hierarchy wants them.
func (e *ends) list(buf []cch.End) []cch.End {
	buf = buf[:0]
	for _, t := range e.tree {
		buf = append(buf, cch.End{Node: cch.NodeID(t.node), Cost: cch.Weight(t.cost)})
	}
	return buf
}

func ids(arcs []cch.ArcID) []uint32 {
	list := make([]uint32, len(arcs))
	for i, a := range arcs {
		list[i] = uint32(a)
	}
	return list
}

// path returns the way that the last run found.
func (s *astar) path(from *Place, start, finish ends, to *Place) path {
	var links []uint32
	for l := s.last; l != none; l = s.labels.get(l).before {
		links = append(links, l)
	}
	for i, k := 0, len(links)-1; i < k; i, k = i+1, k-1 {
		links[i], links[k] = links[k], links[i]
	}
	return s.j.join(from, start, s.first, links, finish, s.end, to)
}
