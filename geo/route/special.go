package route

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"pamir/geo/cch"
)

// Matrices and reaches cannot look at each way whether it is allowed. For what
// a request forbids a metric of its own is made, which takes some tenths of a
// second on a large network, and kept for the next request of its kind.

// mostSpecial is how many such metrics are kept: each takes some ten bytes for
// each link of the hierarchy.
const mostSpecial = 4

// specials are the metrics of one traffic, by what they forbid.
type specials struct {
	mu   sync.Mutex
	list []*special // the last used is last
}

type special struct {
	key    string
	once   sync.Once
	m      *cch.Metric
	tables *tables // of the crossings
	err    error
}

// metric returns the metric for what the options allow.
func (r *Router) metric(ctx context.Context, t *traffic, j *judge, o *Options) (*cch.Metric, error) {
	x, err := r.special(ctx, t, j, o)
	if err != nil {
		return nil, err
	}
	return x.m, nil
}

// special returns the metric and the tables for what the options allow.
func (r *Router) special(ctx context.Context, t *traffic, j *judge, o *Options) (*special, error) {
	if len(j.edges) == 0 && j.avoid == 0 && !slices.ContainsFunc(j.limits, func(why string) bool { return why != "" }) {
		return &special{m: t.metrics[o.Mode], tables: t.tables[o.Mode]}, nil
	}
	x := t.special.get(fmt.Sprint(o.Mode, o.Vehicle, o.Avoid, o.Ways, o.Areas))
	x.once.Do(func() {
		if x.m, x.err = j.customize(); x.err == nil {
			x.tables = newTables(t.crossings[o.Mode], x.m, j)
		}
	})
	return x, cmp.Or(x.err, ctx.Err())
}

func (s *specials) get(key string) *special {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, x := range s.list {
		if x.key == key {
			s.list = append(slices.Delete(s.list, i, i+1), x)
			return x
		}
	}
	if len(s.list) >= mostSpecial {
		s.list = slices.Delete(s.list, 0, 1)
	}
	x := &special{key: key}
	s.list = append(s.list, x)
	return x
}

// customize makes the metric.
func (j *judge) customize() (*cch.Metric, error) {
	w := j.c.links()
	for l := range w {
		if w[l] < cch.Infinity && (j.forbids(j.c.g.linkArc[l]) != "" || j.stops(uint32(l)) != "") {
			w[l] = cch.Infinity
		}
	}
	return j.c.g.hier.Customize(w, 0)
}
