package route

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"pamir/geo/cch"
)

// Matrices and reaches cannot look at each way whether it is allowed. For what
// a request forbids a metric of its own is made, which takes some tenths of a
// second on a large network, and kept for the next request of its kind. A route
// does without; but once routes of a kind have looked at as many links as it
// takes to make the metric, they get it, too.

const (
	mostSpecial = 4  // how many such metrics are kept: each takes some ten bytes for each link of the hierarchy
	mostKinds   = 64 // how many kinds of requests are kept in mind
)

// specials are the metrics of one traffic, by what they forbid.
type specials struct {
	mu   sync.Mutex
	list []*special // the last used is last
}

type special struct {
	key    string
	opened atomic.Int64 // links that routes have looked at

	making sync.Mutex
	made   atomic.Pointer[made]
}

// made is a metric, and the tables of the crossings under it.
type made struct {
	metric *cch.Metric
	tables *tables
}

// plain reports whether nothing is forbidden but what the profile forbids.
func (j *judge) plain() bool {
	return len(j.edges) == 0 && j.avoid == 0 && !j.standing && !slices.ContainsFunc(j.limits, func(why string) bool { return why != "" })
}

// key is the same for options that forbid the same, given the places of the
// closures for a while that are taken as closed.
func (o *Options) key(standing []int) string {
	var b []byte
	b = append(b, byte(o.Mode), byte(o.Avoid))
	b = fmt.Appendf(b, "%v%v%v", o.Vehicle, o.Ways, standing)
	for i := range o.Areas {
		for _, ring := range o.Areas[i].Polygon {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(ring)))
			for _, p := range ring {
				b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
				b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
			}
		}
		b = append(b, ';')
	}
	return string(b)
}

// exact returns the metric and the tables for what the judge allows, made now
// if need be.
func (t *traffic) exact(ctx context.Context, j *judge) (*made, error) {
	x := j.kind
	if x == nil {
		return t.usual(j.c.mode), nil
	}
	x.making.Lock()
	defer x.making.Unlock()
	m := x.made.Load()
	if m == nil {
		metric, err := j.customize()
		if err != nil {
			return nil, err
		}
		timeless := *j
		timeless.clock = nil
		m = &made{metric, newTables(t.crossings[j.c.mode], metric, &timeless)}
		x.made.Store(m)
		t.special.trim()
	}
	return m, ctx.Err()
}

// usual is what there is for who may do what the profile may.
func (t *traffic) usual(m Mode) *made { return &made{t.metrics[m], t.tables[m]} }

// atLeast returns the metric for what the judge allows if it is there, and else
// the usual one, on which everything costs as much or less.
func (t *traffic) atLeast(j *judge) *cch.Metric {
	if j.kind != nil {
		if m := j.kind.made.Load(); m != nil {
			return m.metric
		}
	}
	return t.metrics[j.c.mode]
}

// looked notes how many links a search had to look at, and has the metric made
// once it would have been worth it.
func (t *traffic) looked(ctx context.Context, j *judge, opened int) error {
	if err := ctx.Err(); err != nil || j.kind == nil || j.kind.opened.Add(int64(opened)) < int64(len(j.c.g.heads)) {
		return err
	}
	_, err := t.exact(ctx, j)
	return err
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
	if len(s.list) >= mostKinds {
		s.list = slices.Delete(s.list, 0, 1)
	}
	x := &special{key: key}
	s.list = append(s.list, x)
	return x
}

// trim forgets the metrics that were not used for the longest time.
func (s *specials) trim() {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := 0
	for _, x := range slices.Backward(s.list) {
		if x.made.Load() == nil {
			continue
		}
		if kept++; kept > mostSpecial {
			x.made.Store(nil)
			x.opened.Store(0)
		}
	}
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
