package region

import (
	"context"
	"fmt"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
)

// pending is a record as the spool keeps it.
type pending struct {
	of, rank int
	bytes    []byte
}

// fromWays is what a block of ways holds for us.
type fromWays struct {
	features []pending
	parts    []partOf
	nodes    []int64
	roads    []route.Way
	placed   []placed
	read     int64
	faults   []reasoned
}

// placed is a node whose position stands on a way that has it.
type placed struct {
	id int64
	at [2]osmpbf.Degrees
}

// partOf is a way that a relation needs.
type partOf struct {
	way   int64
	nodes []byte // as appendNodes writes them
}

// reasoned is a thing with a fault.
type reasoned struct{ why, what string }

// readWays finds the ways that are features or parts of them, and the nodes
// that they have.
func (i *importer) readWays(ctx context.Context) error {
	err := scan(ctx, i, osmpbf.Ways, i.convertWays, func(b fromWays) error {
		i.read[1] += b.read
		for _, p := range b.features {
			if err := i.spool.add(p.of, p.rank, p.bytes); err != nil {
				return err
			}
		}
		for _, p := range b.parts {
			i.parts[p.way] = p.nodes
		}
		for _, w := range b.roads {
			i.builder.Way(w)
		}
		for _, l := range b.faults {
			i.fault(l.why, l.what)
		}
		i.nodes.ids = append(i.nodes.ids, b.nodes...)
		i.placed = append(i.placed, b.placed...)
		return nil
	})
	i.nodes.sort()
	i.wanted = i.builder.Nodes()
	i.routes = nil
	i.placeNodes()
	return err
}

// placeNodes gives nodes the positions that ways bring: those without tags may
// be missing in such a file.
func (i *importer) placeNodes() {
	find := finder{nodes: &i.nodes}
	for _, p := range i.placed {
		if at, ok := find.find(p.id); ok {
			i.nodes.at[at] = p.at
		}
		if i.wanted.Has(p.id) {
			i.builder.Node(route.Node{ID: p.id, Lon: p.at[0].Float(), Lat: p.at[1].Float()})
		}
	}
	i.placed = nil
}

func (i *importer) convertWays(b *osmpbf.Block) (out fromWays, err error) {
	err = b.Ways(func(w *osmpbf.Way) error {
		out.read++
		road := isRoad(w.Tags)
		if road {
			out.roads = append(out.roads, wayOf(w))
		}
		needed := false
		for of, d := range i.defs {
			if d.from&osmpbf.Ways == 0 {
				continue
			}
			t := tags{w.Tags, i.routes[w.ID]}
			rank, ok := d.rank(osmpbf.Ways, t)
			if !ok {
				continue
			}
			if len(w.Nodes) < 2 || d.shape != line && !w.Closed() {
				out.faults = append(out.faults, reasoned{openWay(d), featureID(osmpbf.Ways, w.ID)})
				continue
			}
			r := record{kind: osmpbf.Ways, id: w.ID, values: d.values(t), nodes: w.Nodes}
			out.features = append(out.features, pending{of, rank, r.append(nil)})
			needed = true
		}
		if i.members[w.ID] && len(w.Nodes) > 1 {
			out.parts = append(out.parts, partOf{w.ID, appendNodes(nil, w.Nodes)})
			needed = true
		}
		if needed {
			out.nodes = append(out.nodes, w.Nodes...)
		}
		if needed || road {
			for n, at := range w.Positions {
				out.placed = append(out.placed, placed{w.Nodes[n], at})
			}
		}
		return nil
	})
	return out, err
}

func openWay(d *definition) string {
	if d.shape == line {
		return fmt.Sprintf("%s: a way of one node", d.ID)
	}
	return fmt.Sprintf("%s: an area whose outline is not closed", d.ID)
}
