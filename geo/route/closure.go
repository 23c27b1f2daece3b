package route

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cch"
)

// Closure says that roads are closed for a while, or slower than usual. It
// names them by the ids of their ways, or by a line that follows them; an edge
// that the line only covers in part is closed as a whole.
type Closure struct {
	ID       string
	Ways     []int64
	Line     orb.LineString
	OneWay   bool      // only along the way, or the line
	Modes    Modes     // 0: all
	SpeedKmh float64   // 0: closed; for a while, at most: it makes nothing faster
	From, To time.Time // from when, and until when, without it; zero: no end
	Reason   string
}

// timed reports whether the closure depends on when one comes by.
func (c *Closure) timed() bool { return !c.From.IsZero() || !c.To.IsZero() }

// at reports whether the closure is in force between two instants.
func (c *Closure) at(from, to time.Time) bool {
	return (c.To.IsZero() || from.Before(c.To)) && (c.From.IsZero() || !to.Before(c.From))
}

// ClosureError says what is wrong with a closure.
type ClosureError struct {
	Index int
	Field string // ways, line, …
	What  string
}

func (e *ClosureError) Error() string {
	return fmt.Sprintf("closure %d: %s %s", e.Index+1, e.Field, e.What)
}

// resolved is a closure with the arcs that it is about, for each mode.
type resolved struct {
	Closure
	arcs [modes][]uint32
}

// SetClosures makes the closures those that are in force, instead of the ones
// before; all of the errors that it finds are joined, and then nothing is
// changed. Answers that are under way keep to the traffic they began with.
func (r *Router) SetClosures(ctx context.Context, list []Closure) error {
	r.changing.Lock()
	defer r.changing.Unlock()
	old := r.now.Load()
	next := new(traffic)
	*next = *old
	next.version, next.special, next.closures = old.version+1, new(specials), nil
	var faults []error
	for i := range list {
		c, err := r.resolve(ctx, old, i, &list[i])
		if err != nil {
			faults = append(faults, err)
			continue
		}
		next.closures = append(next.closures, c)
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	var wait sync.WaitGroup
	var failed [modes]error
	for m := range modes {
		wait.Go(func() {
			changed, err := next.change(m, old)
			if failed[m] = err; err == nil && len(changed) > 0 {
				next.tables[m] = next.retable(m, changed)
			}
		})
	}
	wait.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		return err
	}
	r.now.Store(next)
	return nil
}

// resolve finds the arcs of a closure. One that was there before need not be
// looked for again.
func (r *Router) resolve(ctx context.Context, old *traffic, i int, c *Closure) (*resolved, error) {
	for _, o := range old.closures {
		if o.ID != "" && o.ID == c.ID && slices.Equal(o.Ways, c.Ways) && slices.Equal(o.Line, c.Line) && o.OneWay == c.OneWay && o.Modes == c.Modes {
			again := *o
			again.Closure = *c
			return &again, nil
		}
	}
	res := &resolved{Closure: *c}
	switch {
	case len(c.Ways) == 0 && len(c.Line) == 0:
		return nil, &ClosureError{i, "ways", "or line is needed"}
	case c.SpeedKmh < 0 || c.SpeedKmh > 200 || math.IsNaN(c.SpeedKmh):
		return nil, &ClosureError{i, "speed_kmh", "is from 0, which is closed, to 200"}
	case !c.From.IsZero() && !c.To.IsZero() && !c.From.Before(c.To):
		return nil, &ClosureError{i, "to", "is not after from"}
	}
	unknown := r.n.forWays(c.Ways, func(w uint32) {
		for m := range modes {
			g := r.n.graph(m)
			first, end := g.edgesOf(w)
			for e := first; e < end; e++ {
				res.add(m, 2*e)
				if !c.OneWay {
					res.add(m, 2*e+1)
				}
			}
		}
	})
	if len(unknown) > 0 {
		return nil, &ClosureError{i, "ways", fmt.Sprintf("names %d, which is no road here", unknown[0])}
	}
	if len(c.Line) > 0 {
		if err := r.follow(ctx, i, res); err != nil {
			return nil, err
		}
	}
	for m := range modes {
		slices.Sort(res.arcs[m])
		res.arcs[m] = slices.Compact(res.arcs[m])
	}
	return res, nil
}

func (c *resolved) add(m Mode, arc uint32) {
	if c.Modes == 0 || c.Modes.Has(m) {
		c.arcs[m] = append(c.arcs[m], arc)
	}
}

// How well a line must follow the roads that it closes.
const (
	lineRadius = 100 // metres from each of its points to the road
	lineDetour = 1.3 // times as long as the line, and
	lineSlack  = 200 // metres more
	mostOnLine = 500 // points
)

// follow finds the arcs that a line runs along.
func (r *Router) follow(ctx context.Context, i int, c *resolved) error {
	if len(c.Line) < 2 || len(c.Line) > mostOnLine {
		return &ClosureError{i, "line", fmt.Sprintf("has %d points; it needs 2 to %d", len(c.Line), mostOnLine)}
	}
	t := r.now.Load()
	metres, found := geo.Length(c.Line), false
	for m := range modes {
		if c.Modes != 0 && !c.Modes.Has(m) {
			continue
		}
		plain := *t.costs[m]
		plain.over, plain.cuts = nil, nil
		w := r.begin()
		s := &search{r, &traffic{metrics: t.plain, plain: t.plain}, &judge{c: &plain}, w, ctx}
		legs, err := s.alongLine(c.Line)
		r.end(w)
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		if err != nil {
			continue
		}
		length := int64(0)
		for _, p := range legs {
			for k := range p.stretches {
				length += plain.g.length(&p.stretches[k])
			}
		}
		if float64(length)/100 > lineDetour*metres+lineSlack {
			continue
		}
		found = true
		for _, p := range legs {
			for _, st := range p.stretches {
				if st.to-st.from < 0.02 {
					continue // it only touches the edge
				}
				c.add(m, st.arc)
				if !c.OneWay {
					c.add(m, st.arc^1)
				}
			}
		}
	}
	if !found {
		return &ClosureError{i, "line", fmt.Sprintf("does not follow roads here: its points are to be within %d m of one road after the other", lineRadius)}
	}
	return nil
}

// alongLine drives through the points of a line.
func (s *search) alongLine(line orb.LineString) ([]path, error) {
	stops := make([]Stop, len(line))
	for i, p := range line {
		stops[i] = Stop{At: p, Radius: lineRadius}
	}
	places, err := s.r.snap(s.j, stops)
	if err != nil {
		return nil, err
	}
	return s.through(places.near, false)
}

// change works out the weights of a mode under the closures, and puts them
// into the metric. It returns the arcs whose weights are others.
func (t *traffic) change(m Mode, old *traffic) (changed []uint32, err error) {
	before := old.costs[m]
	c := *before
	c.over = map[uint32]uint32{}
	for _, cl := range t.closures {
		if cl.timed() {
			continue
		}
		for _, a := range cl.arcs[m] {
			w := c.slowed(a, cl.SpeedKmh)
			if now, ok := c.over[a]; !ok || w > now {
				c.over[a] = w
			}
		}
	}
	var changes []cch.Change
	for _, over := range []map[uint32]uint32{c.over, before.over} {
		for a := range over {
			if c.arc(a) == before.arc(a) {
				continue
			}
			changed = append(changed, a)
			for _, l := range c.g.copies(a) {
				changes = append(changes, cch.Change{Arc: cch.ArcID(l), Weight: c.through(l)})
			}
		}
	}
	slices.SortFunc(changes, func(a, b cch.Change) int { return cmp.Compare(a.Arc, b.Arc) })
	changes = slices.Compact(changes)
	t.costs[m] = &c
	if len(changes) == 0 {
		return changed, nil
	}
	t.metrics[m], err = old.metrics[m].Update(changes)
	return changed, err
}

// during returns costs with the closures for a while that are in force at a
// time, and their places among all closures.
func (t *traffic) during(c *costs, at time.Time) (*costs, []int) {
	var standing []int
	for i, cl := range t.closures {
		if cl.timed() && cl.at(at, at) {
			standing = append(standing, i)
		}
	}
	if len(standing) == 0 {
		return c, nil
	}
	with := *c
	if with.over = maps.Clone(c.over); with.over == nil {
		with.over = map[uint32]uint32{}
	}
	for _, i := range standing {
		for _, a := range t.closures[i].arcs[c.mode] {
			with.over[a] = max(with.arc(a), c.slowed(a, t.closures[i].SpeedKmh))
		}
	}
	return &with, standing
}

// slowed returns what an arc costs at a speed, 0 being closed.
func (c *costs) slowed(arc uint32, kmh float64) uint32 {
	if kmh == 0 || c.base[arc] >= infinity {
		return infinity
	}
	return atMost(float64(c.g.edges[arc>>1].Length) * 3.6 / kmh)
}

// Lasting returns until when the closures that are in force at a time are the
// same; zero: for good.
func (r *Router) Lasting(at time.Time) (until time.Time) {
	for _, c := range r.now.Load().closures {
		for _, change := range []time.Time{c.From, c.To} {
			if change.After(at) && (until.IsZero() || change.Before(until)) {
				until = change
			}
		}
	}
	return until
}

// Closures returns the closures that are in force, and the version of the
// traffic that they make.
func (r *Router) Closures() (list []Closure, version uint64) {
	t := r.now.Load()
	for _, c := range t.closures {
		list = append(list, c.Closure)
	}
	return list, t.version
}
