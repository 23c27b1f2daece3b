package region

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// ranked is a feature of a relation that waits for its turn.
type ranked struct {
	made
	rank int
}

// fromRelations makes the features of relations, in order: polygons of their
// rings, or lines of their ways.
func (m *maker) fromRelations() (out []ranked, err error) {
	m.covered = map[int64]bool{}
	for i := range m.relations {
		r := &m.relations[i]
		if r.of != m.of {
			continue
		}
		f := ranked{made{Feature: store.Feature{ID: featureID(osmpbf.Relations, r.id), Values: r.values}, of: m.d}, r.rank}
		ways, whole, err := m.waysOf(r)
		if err != nil {
			return nil, err
		}
		if f.whole = whole; m.relation(&f.made, ways) {
			out = append(out, f)
			for _, w := range r.ways {
				m.covered[w] = m.covered[w] || !r.own[w]
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	return out, nil
}

// relation gives a relation its geometry, and says whether it can have one.
func (m *maker) relation(f *made, ways [][]int64) bool {
	closed, chains := join(ways, m.position)
	outline := m.d.shape == outlines
	switch {
	case outline && len(ways) == 0:
		m.fault(m.d.ID+": none of its ways is in the extract", f.ID)
		return false
	case outline:
		f.whole = f.whole && len(chains) == 0
		f.Geometry = m.lines(append(closed, chains...))
		return true
	case !f.whole:
		m.fault(m.d.ID+": a part of its outline is not in the extract", f.ID)
		return false
	case len(chains) > 0:
		m.fault(m.d.ID+": its outline is not closed", fmt.Sprintf("%s at node/%d", f.ID, chains[0][0]))
		return false
	case len(closed) == 0:
		m.fault(m.d.ID+": its outline has no area", f.ID)
		return false
	}
	area := nest(m.rings(closed))
	f.Geometry = area
	if m.d.shape == point {
		f.Geometry = centre(area)
	}
	return true
}

// waysOf returns the nodes of the ways of a relation, without those that are
// not in the extract; whole is false where some are not.
func (m *maker) waysOf(r *relation) (ways [][]int64, whole bool, err error) {
	whole = len(r.ways) > 0
	for _, id := range r.ways {
		packed, ok := m.parts[id]
		if !ok {
			whole = false
			continue
		}
		nodes, err := readNodes(nil, packed)
		if err != nil {
			return nil, false, err
		}
		// Where nodes are missing, the way becomes several.
		var part []int64
		for _, n := range nodes {
			if _, ok := m.find.position(n); ok {
				if len(part) == 0 || part[len(part)-1] != n {
					part = append(part, n)
				}
				continue
			}
			whole = false
			if len(part) > 1 {
				ways = append(ways, part)
			}
			part = nil
		}
		if len(part) > 1 {
			ways = append(ways, part)
		}
	}
	return ways, whole, nil
}

func (m *maker) rings(closed [][]int64) []orb.Ring {
	rings := make([]orb.Ring, len(closed))
	for i, nodes := range closed {
		rings[i] = orb.Ring(m.positions(nodes))
	}
	return rings
}

func (m *maker) lines(paths [][]int64) orb.MultiLineString {
	lines := make(orb.MultiLineString, len(paths))
	for i, nodes := range paths {
		lines[i] = m.positions(nodes)
	}
	return lines
}

// position is that of a node which is known to be there.
func (m *maker) position(id int64) orb.Point {
	p, _ := m.find.position(id)
	return p
}

func (m *maker) positions(nodes []int64) orb.LineString {
	out := make(orb.LineString, len(nodes))
	for i, id := range nodes {
		out[i] = m.position(id)
	}
	return out
}
