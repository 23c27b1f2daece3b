package region

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// makeFeatures writes the files of the collections. Roads come first, so that
// passes and posts know theirs.
func (i *importer) makeFeatures(ctx context.Context) error {
	i.stage = "features"
	before, share := i.done, i.file.Size()*featuresWorth/int64(len(i.defs))
	bound := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for of, d := range i.defs {
		w, err := newWriter(i.dir, &d.Collection)
		if err != nil {
			return err
		}
		m := maker{importer: i, d: d, of: of, find: finder{nodes: &i.nodes}, w: w, bound: &bound}
		if err := m.all(ctx); err != nil {
			_, closing := w.close()
			return errors.Join(err, closing)
		}
		c, err := w.close()
		if err != nil {
			return err
		}
		i.result.Collections = append(i.result.Collections, c)
		i.done = before + int64(of+1)*share
		i.report()
	}
	i.nodes, i.parts, i.relations, i.roads, i.through = nodes{}, nil, nil, nil, nil
	if !bound.IsEmpty() {
		i.result.BBox = [4]float64{bound.Min[0], bound.Min[1], bound.Max[0], bound.Max[1]}
	}
	return nil
}

// maker makes the features of one collection.
type maker struct {
	*importer
	d       *definition
	of      int
	find    finder
	w       *writer
	bound   *orb.Bound
	covered map[int64]bool // ways that are outlines of relations
}

func (m *maker) all(ctx context.Context) error {
	fromRelations, err := m.fromRelations()
	if err != nil {
		return err
	}
	// Relations of a rank come before its ways.
	upTo := func(rank int) error {
		for len(fromRelations) > 0 && fromRelations[0].rank <= rank {
			if err := m.write(&fromRelations[0].made); err != nil {
				return err
			}
			fromRelations = fromRelations[1:]
		}
		return nil
	}
	n := 0
	r := record{values: make([]store.Value, len(m.d.columns))}
	err = m.spool.each(m.of, func(rank int, bytes []byte) error {
		if n++; n&0xfff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := upTo(rank); err != nil {
			return err
		}
		if err := r.read(bytes); err != nil {
			return err
		}
		return m.record(&r)
	})
	return errors.Join(err, upTo(ranks))
}

// record makes a feature of a node or way.
func (m *maker) record(r *record) error {
	id := featureID(r.kind, r.id)
	f := made{Feature: store.Feature{ID: id, Values: slices.Clone(r.values)}, of: m.d, whole: true}
	if r.kind == osmpbf.Nodes {
		at := orb.Point{r.at[0].Float(), r.at[1].Float()}
		f.Geometry, f.roads, f.country = at, m.roads[r.id], m.in.surely(at)
		return m.write(&f)
	}
	if m.d.ID == "roads" {
		m.meet(&f, r.nodes)
	}
	known, complete := m.line(r.nodes)
	switch {
	case m.covered[r.id]:
		return nil // it is the outline of a multipolygon, and not one area more
	case len(known) < 2:
		m.fault(m.d.ID+": none of its nodes is in the extract", id)
		return nil
	case m.d.shape == line:
		if !complete {
			m.fault(m.d.ID+": cut where its nodes are not in the extract", id)
		}
		f.Geometry = known
	case !complete:
		m.fault(m.d.ID+": a part of its outline is not in the extract", id)
		return nil
	case m.d.shape == point:
		f.Geometry = centre(orb.Polygon{orb.Ring(known)})
	default:
		closed := simpleRings(r.nodes)
		if len(closed) == 0 {
			m.fault(m.d.ID+": its outline has no area", id)
			return nil
		}
		f.Geometry = nest(m.rings(closed))
	}
	return m.write(&f)
}

// line returns the positions of the nodes; of a way that lacks some, those of
// its longest part without a gap.
func (m *maker) line(nodes []int64) (longest orb.LineString, complete bool) {
	var part orb.LineString
	complete = true
	for _, id := range nodes {
		p, ok := m.find.position(id)
		if ok {
			if len(part) == 0 || part[len(part)-1] != p {
				part = append(part, p)
			}
			continue
		}
		complete = false
		if len(part) > len(longest) {
			longest = part
		}
		part = nil
	}
	if len(part) > len(longest) {
		longest = part
	}
	return longest, complete
}

// centre is that of gravity of an area, to seven decimals as all positions.
func centre(of orb.Geometry) orb.Point {
	c, area := planar.CentroidArea(of)
	if area == 0 || !of.Bound().Contains(c) {
		c = of.Bound().Center()
	}
	return orb.Point{math.Round(c[0]*1e7) / 1e7, math.Round(c[1]*1e7) / 1e7}
}

// meet notes the road for the nodes whose roads are wanted.
func (m *maker) meet(f *made, nodes []int64) {
	if len(m.through) == 0 {
		return
	}
	road := f.text("ref")
	if road == "" {
		road = f.text(store.Name)
	}
	if road == "" {
		return
	}
	for _, id := range nodes {
		if m.through[id] && !slices.Contains(m.roads[id], road) {
			m.roads[id] = append(m.roads[id], road)
		}
	}
}

// write finishes a feature and writes it.
func (m *maker) write(f *made) error {
	if m.d.finish != nil && !m.d.finish(f) {
		return nil
	}
	if p, ok := f.Geometry.(orb.Point); ok && m.d.Index("elevation_m") >= 0 {
		if z, ok := m.d.Value(&f.Feature, "elevation_m").(float64); ok {
			f.Z = []float64{z}
		}
		*m.bound = m.bound.Extend(p)
	} else {
		*m.bound = m.bound.Union(f.Geometry.Bound())
	}
	if err := m.w.add(&f.Feature); err != nil {
		return fmt.Errorf("%s: %w", f.ID, err)
	}
	return nil
}
