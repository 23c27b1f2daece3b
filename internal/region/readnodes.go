package region

import (
	"context"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
)

// fromNodes is what a block of nodes holds for us.
type fromNodes struct {
	features []pending
	through  []int64 // nodes whose roads are wanted
	places   []int   // of nodes in the list of those that are needed
	at       [][2]osmpbf.Degrees
	roads    []route.Node // of roads
	read     int64
}

// readNodes finds the nodes that are features, and the positions of those that
// ways need.
func (i *importer) readNodes(ctx context.Context) error {
	return scan(ctx, i, osmpbf.Nodes, i.convertNodes, func(b fromNodes) error {
		i.read[0] += b.read
		for n, place := range b.places {
			i.nodes.at[place] = b.at[n]
		}
		for _, n := range b.roads {
			i.builder.Node(n)
		}
		for _, id := range b.through {
			i.through[id] = true
		}
		for _, p := range b.features {
			if err := i.spool.add(p.of, p.rank, p.bytes); err != nil {
				return err
			}
		}
		return nil
	})
}

func (i *importer) convertNodes(b *osmpbf.Block) (out fromNodes, err error) {
	find := finder{nodes: &i.nodes}
	err = b.Nodes(func(n *osmpbf.Node) error {
		out.read++
		if place, ok := find.find(n.ID); ok {
			out.places = append(out.places, place)
			out.at = append(out.at, [2]osmpbf.Degrees{n.Lon, n.Lat})
		}
		if i.wanted.Has(n.ID) {
			out.roads = append(out.roads, nodeOf(n))
		}
		if n.Tags.Len() == 0 {
			return nil
		}
		for of, d := range i.defs {
			if d.from&osmpbf.Nodes == 0 {
				continue
			}
			t := tags{Tags: n.Tags}
			rank, ok := d.rank(osmpbf.Nodes, t)
			if !ok {
				continue
			}
			r := record{kind: osmpbf.Nodes, id: n.ID, values: d.values(t), at: [2]osmpbf.Degrees{n.Lon, n.Lat}}
			out.features = append(out.features, pending{of, rank, r.append(nil)})
			if d.Index("roads") >= 0 {
				out.through = append(out.through, n.ID)
			}
		}
		return nil
	})
	return out, err
}
