package corridor

import (
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/route"
	"pamir/internal/store"
)

// A port's frontier gate is where the roads of two countries meet. Its other
// checkpoints are put on the roads that lead there on their side, by the
// published distance to the gate where there is one, else where the road is
// nearest to the published position. They are kept off the junctions, so that
// who passes through Topa on the way to Wuqia does not pass the inspection of
// Torugart.

// checkpoint is what is to be put on a road.
type checkpoint struct {
	id, port, side, function string
	at                       *orb.Point
	toGateM                  float64 // 0: not published
	tags                     route.Tags
}

const frontierGate = "frontier-gate"

func readCheckpoints(d *store.Dataset) (list []checkpoint) {
	c := d.Collection
	for i := range d.Features {
		f := d.Features[i]
		text := func(name string) string { s, _ := c.Value(f, name).(string); return s }
		p := checkpoint{id: f.ID, port: text("port"), side: text("side"), function: text("function"), toGateM: number(c.Value(f, "distance_to_gate_m"))}
		if at, ok := f.Geometry.(orb.Point); ok {
			p.at = &at
		}
		if text("kind") != "road" {
			continue
		}
		barrier := "checkpoint"
		if p.function == frontierGate {
			barrier = "border_control"
		}
		p.tags = passage(barrier, f.ID, text("name"), names(c.Value(f, "names")))
		list = append(list, p)
	}
	return list
}

// passage describes a node; its ref is the slug of the feature that it is.
func passage(barrier, slug, name string, byLanguage map[string]string) route.Tags {
	tags := route.Tags{{Key: "barrier", Value: barrier}, {Key: "ref", Value: slug}, {Key: "name", Value: name}}
	for _, lang := range []string{"en", "zh", "ru", "ky", "ug"} {
		if n := byLanguage[lang]; n != "" {
			tags = append(tags, route.Tag{Key: "name:" + lang, Value: n})
		}
	}
	return tags
}

// place puts the checkpoints on the roads; gates are on junctions, by position.
func place(roads []*road, points []checkpoint) (gates map[orb.Point]route.Tags) {
	gates = map[orb.Point]route.Tags{}
	of := map[string]orb.Point{}
	for _, c := range points {
		if c.function == frontierGate && c.at != nil {
			gates[*c.at], of[c.port] = c.tags, *c.at
		}
	}
	for _, c := range points {
		if c.function == frontierGate {
			continue
		}
		if gate, ok := of[c.port]; ok && c.toGateM > 0 {
			if r, metres := walk(roads, gate, &c); r != nil {
				r.put(metres, c.tags)
				continue
			}
		}
		if c.at != nil {
			if r, metres := closest(roads, &c); r != nil {
				r.put(metres, c.tags)
			}
		}
	}
	return gates
}

// walk goes the published distance from a gate along the roads of a side, and
// returns the road one is then on and how far from its beginning. A distance
// that is a little longer than the road to the next junction ends there.
func walk(roads []*road, gate orb.Point, c *checkpoint) (*road, float64) {
	at, rest := gate, c.toGateM
	var last *road
	for {
		r := next(roads, at, last, c)
		if r == nil {
			return nil, 0
		}
		backwards := r.ends()[1] == at
		if rest <= 1.03*r.lengthM {
			rest = min(rest, r.lengthM)
			if backwards {
				rest = r.lengthM - rest
			}
			return r, rest
		}
		rest -= r.lengthM
		at, last = r.ends()[1], r
		if backwards {
			at = r.ends()[0]
		}
	}
}

// next returns the road of a side that goes on from a node, the one nearest to
// the checkpoint where there are several.
func next(roads []*road, at orb.Point, not *road, c *checkpoint) (best *road) {
	least := 0.0
	for _, r := range roads {
		if r == not || r.country != c.side || !slices.Contains(r.line[:1], at) && r.ends()[1] != at {
			continue
		}
		off := 0.0
		if c.at != nil {
			off, _ = r.nearest(*c.at)
		}
		if best == nil || off < least {
			best, least = r, off
		}
	}
	return best
}

// closest returns the road of a side that is nearest to the checkpoint.
func closest(roads []*road, c *checkpoint) (best *road, metres float64) {
	least := 0.0
	for _, r := range roads {
		if r.country != c.side {
			continue
		}
		if off, along := r.nearest(*c.at); best == nil || off < least {
			best, least, metres = r, off, along
		}
	}
	return best, metres
}
