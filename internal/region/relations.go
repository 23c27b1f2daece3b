package region

import (
	"context"
	"slices"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// relation is one that is a feature, and waits for its ways.
type relation struct {
	of, rank int
	id       int64
	values   []store.Value
	ways     []int64
	own      map[int64]bool // of these, holes that may be areas of their own
}

// fromRelations is what a block of relations holds for us.
type fromRelations struct {
	relations []relation
	routes    []routeMember
	turns     []route.Relation
	read      int64
}

// routeMember is a way of a numbered international route.
type routeMember struct {
	way int64
	ref string
}

// readRelations finds the relations that are features, and the ways that they
// and the routes have.
func (i *importer) readRelations(ctx context.Context) error {
	return scan(ctx, i, osmpbf.Relations, i.convertRelations, func(b fromRelations) error {
		i.read[2] += b.read
		for _, r := range b.relations {
			for _, w := range r.ways {
				i.members[w] = true
			}
		}
		i.relations = append(i.relations, b.relations...)
		for _, r := range b.turns {
			i.builder.Relation(r)
		}
		for _, m := range b.routes {
			if !slices.Contains(i.routes[m.way], m.ref) {
				i.routes[m.way] = append(i.routes[m.way], m.ref)
			}
		}
		return nil
	})
}

func (i *importer) convertRelations(b *osmpbf.Block) (out fromRelations, err error) {
	err = b.Relations(func(r *osmpbf.Relation) error {
		out.read++
		if isTurn(r.Tags) {
			out.turns = append(out.turns, relationOf(r))
			return nil
		}
		t := tags{Tags: r.Tags}
		if ref, ok := routeOf(t); ok {
			for _, w := range waysOf(r) {
				out.routes = append(out.routes, routeMember{w, ref})
			}
		}
		if kind := t.Get("type"); kind != "multipolygon" && kind != "boundary" {
			return nil
		}
		for of, d := range i.defs {
			if d.from&osmpbf.Relations == 0 {
				continue
			}
			if rank, ok := d.rank(osmpbf.Relations, t); ok {
				out.relations = append(out.relations, relation{of: of, rank: rank, id: r.ID, values: d.values(t), ways: waysOf(r), own: holesOf(r)})
			}
		}
		return nil
	})
	return out, err
}

// waysOf returns the ways of a relation, each once.
func waysOf(r *osmpbf.Relation) (ways []int64) {
	seen := map[int64]bool{}
	for _, m := range r.Members {
		if m.Kind == osmpbf.Ways && !seen[m.ID] {
			seen[m.ID] = true
			ways = append(ways, m.ID)
		}
	}
	return ways
}

// holesOf returns the ways that the relation says are holes, nil for none.
func holesOf(r *osmpbf.Relation) (holes map[int64]bool) {
	for _, m := range r.Members {
		if m.Kind == osmpbf.Ways && m.Role == "inner" {
			if holes == nil {
				holes = map[int64]bool{}
			}
			holes[m.ID] = true
		}
	}
	return holes
}
