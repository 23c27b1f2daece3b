package osmpbf

import (
	"cmp"
	"errors"
	"fmt"
)

// Way is a line through nodes. It is valid until the function that it was
// handed to returns.
type Way struct {
	ID    int64
	Tags  Tags
	Nodes []int64

	// Positions holds longitude and latitude of each node, where the header
	// says PositionsOnWays; else it is empty.
	Positions [][2]Degrees
}

// Closed reports whether the way ends at the node at which it begins.
func (w *Way) Closed() bool {
	return len(w.Nodes) > 2 && w.Nodes[0] == w.Nodes[len(w.Nodes)-1]
}

// Ways calls fn with each way, in their order. An error of fn ends it and is
// returned as it is.
func (b *Block) Ways(fn func(*Way) error) error {
	return b.each(Ways, func(field uint64, part []byte) error {
		if field != 3 {
			return nil
		}
		if err := b.readWay(part); err != nil {
			return b.fault("way", b.way.ID, err)
		}
		return fn(&b.way)
	})
}

func (b *Block) readWay(part []byte) error {
	w := &b.way
	for i := range b.lists {
		b.lists[i].reset()
	}
	keys, values, refs, lats, lons := &b.lists[0], &b.lists[1], &b.lists[2], &b.lists[3], &b.lists[4]
	w.ID, w.Nodes, w.Positions = 0, w.Nodes[:0], w.Positions[:0]
	m := message{rest: part}
	for m.next() {
		if m.tag == 1<<3|asVarint {
			w.ID = int64(m.number)
			continue
		}
		_ = keys.add(&m, 2) || values.add(&m, 3) || refs.add(&m, 8) || lats.add(&m, 9) || lons.add(&m, 10)
	}
	tags, err := b.tags(keys, values)
	if err = cmp.Or(m.err, err); err != nil {
		return err
	}
	w.Tags = tags
	if w.Nodes, err = references(w.Nodes, refs); err != nil || len(lats.bytes)+len(lons.bytes) == 0 {
		return err
	}
	return b.positions(w, lats, lons)
}

// positions reads where the nodes of a way are. libosmium writes a node that
// it does not know at a place that is none; of such a way no position counts.
func (b *Block) positions(w *Way, lats, lons *list) error {
	y, x := numbers{rest: lats.bytes}, numbers{rest: lons.bytes}
	var lat, lon int64
	known := true
	for range w.Nodes {
		if !x.more() || !y.more() {
			return errors.New("a node has no position")
		}
		var ok1, ok2 bool
		lon, ok1 = sum(lon, x.signed())
		lat, ok2 = sum(lat, y.signed())
		if err := cmp.Or(x.err, y.err); err != nil || !ok1 || !ok2 {
			return cmp.Or(err, errNowhere)
		}
		p, ok := b.position(lon, lat)
		known = known && ok
		w.Positions = append(w.Positions, p)
	}
	if x.more() || y.more() {
		return errors.New("there are more positions than nodes")
	}
	if !known {
		w.Positions = w.Positions[:0]
	}
	return nil
}

// references reads ids, each of which is written as its difference to the one
// before: modulo 2^64, as that of two ids need not be an int64.
func references(ids []int64, from *list) ([]int64, error) {
	n := numbers{rest: from.bytes}
	var id int64
	for n.more() {
		if len(ids) == maxMembers {
			return ids, fmt.Errorf("it has more than %d nodes or members", maxMembers)
		}
		if id += n.signed(); n.err != nil {
			return ids, fmt.Errorf("reference %d is broken: %w", len(ids), n.err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}
