package route

import (
	"context"
	"errors"
	"time"

	"pamir/geo/cch"
)

// TablePlan asks for the ways from each of some stops to each of others. What
// depends on the hour is taken as open, but for the closures of Options.During.
type TablePlan struct {
	Options
	From, To  []Stop
	Distances bool // lengths of the fastest ways, too; they cost much more than times
	Lenient   bool // no way leads to a destination without a road near; else that is an error
}

// Table is what a TablePlan leads to.
type Table struct {
	Version     uint64
	From, To    []Place
	Hundredths  []int64 // row by row; -1 where there is no way
	Centimetres []int64 // the same; nil if they were not asked for
}

// Table finds the fastest ways between all pairs.
func (r *Router) Table(ctx context.Context, p *TablePlan) (*Table, error) {
	t := r.now.Load()
	o := p.Options
	o.Departure = time.Time{}
	j := t.judge(&o)
	from, err := r.snap(j, p.From)
	if err != nil {
		return nil, err
	}
	to, err := r.snapAll(j, p.To, p.Lenient)
	if err != nil {
		var off *OffRoadError
		if errors.As(err, &off) {
			off.Destination = true
		}
		return nil, err
	}
	table := &Table{Version: t.version, From: from.best(&to), To: to.best(&from)}
	exact, err := t.exact(ctx, j)
	if err != nil {
		return nil, err
	}
	ends := func(places []Place, of func(*Place) ends) (list [][]cch.End) {
		for i := range places {
			e := of(&places[i])
			list = append(list, e.list(nil))
		}
		return list
	}
	var x cch.Matrix
	lengths := x.Run(exact.metric, ends(table.From, j.from), ends(table.To, j.to))
	table.Hundredths = make([]int64, len(lengths))
	for i := range table.From {
		for k := range table.To {
			at := i*len(table.To) + k
			w := min(uint32(lengths[at]), j.along(&table.From[i], &table.To[k]).cost)
			table.Hundredths[at] = int64(w)
			if w >= infinity {
				table.Hundredths[at] = -1
			}
		}
	}
	if p.Distances {
		return table, r.distances(ctx, t, j, exact.metric, table)
	}
	return table, nil
}

// distances finds the ways themselves, and how long they are.
func (r *Router) distances(ctx context.Context, t *traffic, j *judge, m *cch.Metric, table *Table) error {
	table.Centimetres = make([]int64, len(table.Hundredths))
	special := *t
	special.metrics[j.c.mode] = m
	w := r.begin()
	defer r.end(w)
	s := &search{r, &special, j, w, ctx}
	for i := range table.From {
		for k := range table.To {
			at := i*len(table.To) + k
			table.Centimetres[at] = -1
			if table.Hundredths[at] < 0 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			p, err := s.find(&table.From[i], &table.To[k])
			if err != nil {
				return err
			}
			table.Hundredths[at] = int64(p.cost)
			table.Centimetres[at] = 0
			for n := range p.stretches {
				table.Centimetres[at] += j.c.g.length(&p.stretches[n])
			}
		}
	}
	return nil
}

// best chooses among the places of stops, given those of the others.
func (s *snapped) best(other *snapped) []Place {
	if s.together && other.together && s.part == other.part {
		return s.near
	}
	return s.mainland
}
