package border

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/geo/route"
)

// posts makes ports of the border controls of the road data that no port has:
// each a crossing of one stop, of which nobody says when it is open.
func (s *Sites) posts(ctx context.Context, r *route.Router, ports []Port) (list []Port) {
	s.pass(ctx, r, ports)
	for _, p := range r.Network().Passages() {
		if p.Kind != route.BorderControl || s.taken[p.Node] {
			continue
		}
		at := p.At
		post := Port{ID: p.Ref, Name: p.Name, Kind: Post, Directions: countries(r.Network(), p.Node)}
		if post.ID == "" {
			post.ID = fmt.Sprintf("node/%d", p.Node)
		}
		if post.Name == "" {
			post.Name = "border control"
		}
		post.Checkpoints = []Checkpoint{{ID: post.ID, Name: post.Name, Side: post.Directions[0].From(), At: &at, Frontier: true, Node: p.Node}}
		list = append(list, post)
	}
	return list
}

// countries returns the directions in which a post is passed: between the
// countries of the roads that meet there, as far as they are known.
func countries(n *route.Network, node int64) []hours.Direction {
	var codes []string
	for _, m := range []route.Mode{route.Car, route.Foot} {
		for _, a := range n.Arms(m, node) {
			if c := n.Site(m, &a).Country; c != "" && !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	if len(codes) != 2 {
		return []hours.Direction{"", ""}
	}
	slices.Sort(codes)
	return directions(codes[0], codes[1])
}

// pass notes the passages at the checkpoints of ports and on the ways through
// their crossings.
func (s *Sites) pass(ctx context.Context, r *route.Router, ports []Port) {
	refs := map[string]bool{}
	for i := range ports {
		for _, c := range ports[i].Checkpoints {
			refs[c.ID], s.taken[c.Node] = true, true
		}
	}
	for _, p := range r.Network().Passages() {
		s.taken[p.Node] = s.taken[p.Node] || refs[p.Ref]
	}
	for m, list := range s.Crossings {
		ask := r.Now().Inquire(ctx, &route.Options{Mode: route.Mode(m)})
		for i := range list {
			stops := list[i].Stops
			for k := 1; k < len(stops); k++ {
				if leg, err := ask.Find(&stops[k-1].Place, &stops[k].Place, time.Time{}); err == nil {
					for _, p := range leg.Passages("en") {
						s.taken[p.Node] = true
					}
				}
			}
		}
		ask.End()
	}
}

// MostGates is how many ports, posts, ferries and passes there may be of two
// crossings each, as most have: a search looks at all pairs of them.
const MostGates = route.MostCrossings / 2

// ErrTooMany is wrapped by the error of Bind for a network with more ports, posts,
// ferries and passes than Pamir searches.
var ErrTooMany = errors.New("border: too many gates")

// count refuses more gates than are searched, and lists them.
func (s *Sites) count() error {
	for _, list := range s.Crossings {
		var ids []string
		for i := range list {
			if !slices.Contains(ids, list[i].Port.ID) {
				ids = append(ids, list[i].Port.ID)
			}
		}
		if len(ids) <= MostGates && len(list) <= route.MostCrossings {
			continue
		}
		return fmt.Errorf("%w: %d with %d ways through them, of %d and %d at most: %s", ErrTooMany, len(ids), len(list), MostGates, route.MostCrossings, strings.Join(ids, ", "))
	}
	return nil
}
