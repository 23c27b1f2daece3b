package border

import (
	"errors"
	"slices"
	"sync"
	"time"

	"pamir/geo/gate"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// view is what an answer rests on: the traffic of one moment and one version of
// the book, made into a graph of crossings for who crosses with a certain mode,
// over a window of time. It does not change, but for what it remembers.
type view struct {
	moment route.Moment
	book   *hours.Book // nil: no clock
	rider  hours.Mode
	list   []Crossing
	graph  gate.Graph
	barred []bool // of the crossings, those that are not for this mode
	window window
	holds  time.Time // the instant at which the stays hold
	lines  map[ruled]*hours.Timeline
	pieces pieces
}

// window is from when until when hours are worked out: thirteen months, most of
// them ahead of a departure, and some before an arrival.
type window struct{ from, to time.Time }

const week = 7 * 24 * time.Hour

func windowOf(at time.Time, arriving bool) window {
	from := at.Truncate(week).Add(-week)
	if arriving {
		from = from.Add(-19 * week)
	}
	return window{from, from.Add(57 * week)} // within hours.Horizon
}

// views remembers some of the views that were made.
type views struct {
	mu   sync.Mutex
	list []*view // the last used is last
}

const mostViews = 24

// view returns the view for an instant; at none, one without a clock.
func (b *Border) view(m route.Moment, book *hours.Book, rider hours.Mode, at time.Time, arriving bool) (*view, error) {
	v := &view{moment: m, rider: rider, list: b.sites.Crossings[Profile(rider)]}
	if !at.IsZero() {
		v.book, v.window, v.holds = book, windowOf(at, arriving), at
	}
	var like *view
	b.views.mu.Lock()
	for i, o := range b.views.list {
		switch {
		case !o.serves(v):
		case o.moment != v.moment:
			like = o
		default:
			b.views.list = append(slices.Delete(b.views.list, i, i+1), o)
			b.views.mu.Unlock()
			return o, nil
		}
	}
	b.views.mu.Unlock()
	if err := v.make(like); err != nil {
		return nil, err
	}
	b.views.mu.Lock()
	defer b.views.mu.Unlock()
	if len(b.views.list) >= mostViews {
		b.views.list = slices.Delete(b.views.list, 0, 1)
	}
	b.views.list = append(b.views.list, v)
	return v, nil
}

// serves reports whether a view is good for what another is to be made for, but
// for the roads where it is of another moment.
func (v *view) serves(o *view) bool {
	return v.book == o.book && v.rider == o.rider && v.window == o.window &&
		(v.book == nil || v.holds == o.holds || !v.book.StaysChange(v.holds, o.holds))
}

// make makes the graph; like is a view that serves as it is but for the roads, or
// nil.
func (v *view) make(like *view) error {
	drives := v.moment.Drives(Profile(v.rider))
	v.graph.Between = make([]gate.Drive, len(drives.Between))
	for i, d := range drives.Between {
		v.graph.Between[i] = gate.Drive(d)
	}
	v.graph.Links = gate.NewLinks(v.graph.Between, len(v.list))
	if like != nil {
		v.barred, v.holds, v.lines = like.barred, like.holds, like.lines
		for i := range v.list {
			made := gate.Crossing{Stops: slices.Clone(like.graph.Crossings[i].Stops)}
			for k := range made.Stops {
				made.Stops[k].Drive = gate.Drive(drives.Within[i][k])
			}
			v.graph.Crossings = append(v.graph.Crossings, made)
		}
		return nil
	}
	v.barred = make([]bool, len(v.list))
	for i := range v.list {
		c := &v.list[i]
		v.barred[i] = !slices.Contains(c.Modes, v.rider)
		made := gate.Crossing{Stops: make([]gate.Stop, len(c.Stops))}
		for k := range c.Stops {
			s := &made.Stops[k]
			s.Drive = gate.Drive(drives.Within[i][k])
			if v.book == nil {
				s.Queue, s.Service = gate.Length{Known: true}, gate.Length{Known: true}
				continue
			}
			var err error
			if s.Hours, err = v.hours(c, k); err != nil {
				return err
			}
			if at := &c.Stops[k]; at.Timed != nil {
				s.Hold = gate.Drive(at.Timed.Portals[at.portal].Hold)
			}
			s.Queue, _ = v.length(c, k, hours.Queue)
			s.Service, _ = v.length(c, k, hours.Service)
		}
		v.graph.Crossings = append(v.graph.Crossings, made)
	}
	return nil
}

// passes reports whether the rider of the view has any business at a stop: at a
// frontier that he does not pass as a checkpoint he only drives through.
func (v *view) passes(c *Crossing, stop int) bool {
	return c.Stops[stop].Checkpoint.passed(v.rider, c.Direction)
}

// hours returns when a stop is open: nil for one that is only driven through.
func (v *view) hours(c *Crossing, stop int) (*hours.Timeline, error) {
	if !v.passes(c, stop) {
		return nil, nil
	}
	if at := &c.Stops[stop]; at.Timed != nil {
		return v.timed(at), nil
	}
	if !v.knows(c.Port) {
		return unknown.Timeline(hours.Place{}, v.window.from, v.window.to), nil
	}
	h, err := v.book.Timeline(v.query(c, stop), v.window.from, v.window.to)
	var none *hours.UnknownError
	if errors.As(err, &none) { // the book has the port, and not this mode or checkpoint
		return unknown.Timeline(hours.Place{}, v.window.from, v.window.to), nil
	}
	return h, err
}

// knows reports whether the book has a port at all.
func (v *view) knows(p *Port) bool { return v.book != nil && v.book.Chain(p.ID) != nil }

func (v *view) query(c *Crossing, stop int) hours.Query {
	return hours.Query{Port: c.Port.ID, Checkpoint: c.Stops[stop].Checkpoint.ID, Mode: v.rider, Direction: c.Direction}
}

// unknown is the hours of who publishes none.
var unknown, _ = hours.Parse("unknown")

// length returns how long something takes at a stop, and who says so.
func (v *view) length(c *Crossing, stop int, of hours.StayKind) (gate.Length, *hours.Stay) {
	if !v.passes(c, stop) {
		return gate.Length{Known: true}, nil
	}
	if at := &c.Stops[stop]; at.Timed != nil {
		return at.wait(of)
	}
	if !v.knows(c.Port) {
		return gate.Length{}, nil
	}
	s := v.book.Reckoned(c.Port.ID, c.Stops[stop].Checkpoint.ID, hours.Pair{Mode: v.rider, Direction: c.Direction}, of, v.holds)
	if s == nil {
		return gate.Length{}, nil
	}
	return gate.Length{Time: s.P50, Known: true}, s
}

// trip makes a trip of drives, with crossings left out.
func (v *view) trip(t route.Trip, barred []bool) *gate.Trip {
	out := &gate.Trip{Direct: gate.Drive(t.Direct), To: gateDrives(t.To), From: gateDrives(t.From), Barred: barred}
	return out
}

func gateDrives(list []uint32) []gate.Drive {
	out := make([]gate.Drive, len(list))
	for i, d := range list {
		out[i] = gate.Drive(d)
	}
	return out
}
