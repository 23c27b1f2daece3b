package border

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// How far a road may be from a published position beside what the position
// itself may be off, in metres: the width of a compound, and of a drawn road.
const slack = 250

// inRegion is how far, in metres, a road may be from a frontier for the port to
// be in the region at all. A checkpoint that has roads about it but none near
// enough is a fault, and no port of another region.
const inRegion = 20_000

// binder puts the ports on the roads of one mode.
type binder struct {
	n     *route.Network
	mode  route.Mode
	ask   *route.Inquiry
	nodes map[string]int64 // passages by their ref
	sites *Sites
	err   []error
}

// Bind finds the road of each checkpoint, on a router that has no crossings
// yet. Its error joins what cannot be bound for those who drive; who walks goes
// without the ports that have no footway.
func Bind(ctx context.Context, r *route.Router, ports []Port) (*Sites, error) {
	s := &Sites{taken: map[int64]bool{}}
	faults, err := s.bind(ctx, r, ports)
	if err != nil {
		return nil, err
	}
	more, err := s.bind(ctx, r, s.posts(ctx, r, ports))
	if err != nil {
		return nil, err
	}
	if err := s.timed(ctx, r); err != nil {
		return nil, err
	}
	faults = append(append(faults, more...), s.count())
	return s, errors.Join(faults...)
}

// bind binds ports for all modes.
func (s *Sites) bind(ctx context.Context, r *route.Router, ports []Port) (faults []error, err error) {
	for m := range route.Mode(modes) {
		b := &binder{n: r.Network(), mode: m, ask: r.Now().Inquire(ctx, &route.Options{Mode: m}), nodes: map[string]int64{}, sites: s}
		for _, p := range b.n.Passages() {
			if p.Ref != "" {
				b.nodes[p.Ref] = p.Node
			}
		}
		for i := range ports {
			b.port(&ports[i])
		}
		b.ask.End()
		if m != route.Foot {
			faults = append(faults, b.err...)
		}
	}
	return faults, ctx.Err()
}

// port binds a port in all its directions.
func (b *binder) port(p *Port) {
	i := slices.IndexFunc(p.Checkpoints, func(c Checkpoint) bool { return c.Frontier })
	if i < 0 || len(p.Directions) == 0 {
		return // an airport
	}
	gate := &p.Checkpoints[i]
	if why, ok := b.within(gate); !ok {
		b.sites.Absent = append(b.sites.Absent, Absent{p, b.mode, "", why})
		return
	}
	over, err := b.frontier(p, gate)
	if err != nil {
		b.fail(p, gate, err)
		return
	}
	for i, d := range p.Directions {
		for _, rider := range riders(b.mode) {
			if has(p.Modes, rider) {
				b.direction(p, d, i > 0, rider, over)
			}
		}
	}
}

// fail notes that a checkpoint cannot be bound; who walks does without.
func (b *binder) fail(p *Port, c *Checkpoint, err error) {
	b.err = append(b.err, &BindError{p.ID, c.ID, b.mode, err.Error()})
	if b.mode == route.Foot {
		b.sites.Absent = append(b.sites.Absent, Absent{p, b.mode, "", c.ID + ": " + err.Error()})
	}
}

// within reports whether a frontier is in the region.
func (b *binder) within(gate *Checkpoint) (why string, ok bool) {
	switch {
	case gate.Node != 0 || b.nodes[gate.ID] != 0:
		return "", true
	case gate.At == nil:
		return "nobody publishes where its frontier is", false
	}
	_, _, err := b.ask.Snap([]route.Stop{{At: *gate.At, Radius: inRegion}})
	var off *route.OffRoadError
	if errors.As(err, &off) {
		return fmt.Sprintf("it is not in this region: there is no road within %d km of its frontier", inRegion/1000), false
	}
	return "", err == nil
}

// direction makes the crossings of a port in a direction, one for each road
// that leads over its frontier.
func (b *binder) direction(p *Port, d hours.Direction, back bool, rider hours.Mode, over []cut) {
	chain, f := p.chain(rider, d)
	reason, found := "its road may not be driven that way", false
	for _, c := range over {
		place, ok := c.forward, c.mayForward
		if back {
			place, ok = c.backward, c.mayBackward
		}
		if !ok {
			continue
		}
		stops := make([]Stop, len(chain))
		stops[f] = Stop{Checkpoint: chain[f], Place: place, Placed: c.placed, OffM: c.offM}
		if !b.stops(p, stops, chain, f) {
			return
		}
		if err := b.drive(stops); err != nil {
			reason = err.Error()
			continue
		}
		found = true
		b.add(Crossing{Port: p, Direction: d, Modes: []hours.Mode{rider}, Stops: stops, Over: f, back: back})
	}
	if !found {
		b.sites.Absent = append(b.sites.Absent, Absent{p, b.mode, d, reason})
	}
}

// add takes a crossing, or the rider of one that is there already.
func (b *binder) add(c Crossing) {
	list := &b.sites.Crossings[b.mode]
	for i := range *list {
		o := &(*list)[i]
		if o.Port == c.Port && o.back == c.back && o.Stops[o.Over].Place == c.Stops[c.Over].Place &&
			slices.EqualFunc(o.Stops, c.Stops, func(a, b Stop) bool { return a.Checkpoint == b.Checkpoint }) {
			o.Modes = append(o.Modes, c.Modes...)
			return
		}
	}
	*list = append(*list, c)
}

// stops binds the checkpoints on both sides of the frontier, from it outwards.
func (b *binder) stops(p *Port, stops []Stop, chain []*Checkpoint, f int) bool {
	for _, side := range []int{-1, 1} {
		for i := f + side; i >= 0 && i < len(chain); i += side {
			c := chain[i]
			s, err := b.stop(c, stops, i, i-side, side)
			if err != nil {
				b.fail(p, c, err)
				return false
			}
			s.Checkpoint = c
			stops[i] = s
		}
	}
	return true
}

// stop binds the checkpoint at place i of the chain. inner is the place of the
// next towards the frontier, which is bound already.
func (b *binder) stop(c *Checkpoint, stops []Stop, i, inner, side int) (Stop, error) {
	next := &stops[inner]
	if node := b.nodeOf(c); node != 0 {
		p, ok := b.n.Junction(b.mode, node)
		if !ok {
			return Stop{}, errors.New("the road data has it, but on no road of this kind")
		}
		return Stop{Place: p, Placed: AtNode}, nil
	}
	if c.At == nil {
		return Stop{Place: next.Place, Placed: AtNext, By: next.Checkpoint.ID}, nil
	}
	radius := c.AccuracyM + slack
	if p, ok := b.passing(*c.At, radius, &next.Place, side); ok {
		return Stop{Place: p, Placed: AtPosition, OffM: p.Metres}, nil
	}
	near, _, err := b.ask.Snap([]route.Stop{{At: *c.At, Radius: radius}})
	var off *route.OffRoadError
	switch {
	case errors.As(err, &off) && off.Metres > 0:
		return Stop{}, fmt.Errorf("the nearest road is %.0f m from its position, which is good to %.0f m", off.Metres, c.AccuracyM)
	case errors.As(err, &off):
		return Stop{}, errors.New("there is no road about its position")
	case err != nil:
		return Stop{}, err
	}
	return Stop{Place: near[0], Placed: AtRoad, OffM: near[0].Metres}, nil
}

func (b *binder) nodeOf(c *Checkpoint) int64 {
	if c.Node != 0 {
		return c.Node
	}
	return b.nodes[c.ID]
}

// passing finds the place near a position that those pass who drive between
// the frontier and the country about it: of the places on such ways the one
// that most of them share, and of these the nearest. side is -1 for who is on
// the way to the frontier, 1 for who comes from it.
func (b *binder) passing(at orb.Point, radius float64, inner *route.Place, side int) (best route.Place, ok bool) {
	type shared struct {
		place route.Place
		ways  int
	}
	seen := map[uint32]*shared{}
	for _, p := range b.ring(at, max(4*radius, 5000)) {
		from, to := &p, inner
		if side > 0 {
			from, to = inner, &p
		}
		leg, err := b.ask.Find(from, to, time.Time{})
		if err != nil {
			continue
		}
		on := map[uint32]bool{}
		leg.Each(at, radius, func(p route.Place, arc uint32) {
			if on[arc] {
				return
			}
			on[arc] = true
			if seen[arc] == nil {
				seen[arc] = &shared{place: p}
			}
			s := seen[arc]
			if s.ways++; p.Metres < s.place.Metres {
				s.place = p
			}
		})
	}
	ways := 0
	for _, arc := range slices.Sorted(maps.Keys(seen)) { // of equals the same one each time
		s := seen[arc]
		if s.ways > ways || s.ways == ways && s.place.Metres < best.Metres {
			best, ways, ok = s.place, s.ways, true
		}
	}
	return best, ok
}

// ring returns places on roads about a position, some way off in all
// directions.
func (b *binder) ring(at orb.Point, metres float64) (list []route.Place) {
	const around = 16
	for i := range around {
		angle := 2 * math.Pi * float64(i) / around
		p := orb.Point{at[0] + metres*math.Sin(angle)/(111_195*math.Cos(at[1]*math.Pi/180)), at[1] + metres*math.Cos(angle)/111_195}
		near, mainland, err := b.ask.Snap([]route.Stop{{At: p, Radius: metres * 0.7}})
		if err != nil {
			continue
		}
		if mainland != nil {
			near = mainland
		}
		list = append(list, near[0])
	}
	return list
}

// drive reports whether one can drive from each stop to the next.
func (b *binder) drive(stops []Stop) error {
	for i := 1; i < len(stops); i++ {
		if _, err := b.ask.Find(&stops[i-1].Place, &stops[i].Place, time.Time{}); err != nil {
			return fmt.Errorf("no way leads from %s to %s", stops[i-1].Checkpoint.ID, stops[i].Checkpoint.ID)
		}
	}
	return nil
}
