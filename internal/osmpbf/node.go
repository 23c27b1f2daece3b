package osmpbf

import (
	"cmp"
	"errors"
	"fmt"
)

// Node is a position with an id. It is valid until the function that it was
// handed to returns.
type Node struct {
	ID       int64
	Lon, Lat Degrees
	Tags     Tags
}

// Degrees is a longitude or latitude in units of 1e-7 degrees, the resolution
// of OpenStreetMap: 11 mm or less on the ground. Finer ones are rounded.
type Degrees int32

// Float returns the number of degrees.
func (d Degrees) Float() float64 { return float64(d) / 1e7 }

// Nodes calls fn with each node, in their order. An error of fn ends it and is
// returned as it is.
func (b *Block) Nodes(fn func(*Node) error) error {
	return b.each(Nodes, func(field uint64, part []byte) error {
		switch field {
		case 1:
			return b.plainNode(part, fn)
		case 2:
			return b.denseNodes(part, fn)
		}
		return nil
	})
}

func (b *Block) plainNode(part []byte, fn func(*Node) error) error {
	keys, values := &b.lists[0], &b.lists[1]
	keys.reset()
	values.reset()
	var id, lat, lon int64
	m := message{rest: part}
	for m.next() {
		switch m.tag {
		case 1<<3 | asVarint:
			id = zigzag(m.number)
		case 8<<3 | asVarint:
			lat = zigzag(m.number)
		case 9<<3 | asVarint:
			lon = zigzag(m.number)
		default:
			_ = keys.add(&m, 2) || values.add(&m, 3)
		}
	}
	tags, err := b.tags(keys, values)
	if err = cmp.Or(m.err, err); err != nil {
		return b.fault("node", id, err)
	}
	if err := b.place(&b.node, id, lon, lat); err != nil {
		return err
	}
	b.node.Tags = tags
	return fn(&b.node)
}

// denseNodes reads the form in which nearly all nodes come: a list for each
// part of them, of differences to the node before.
func (b *Block) denseNodes(part []byte, fn func(*Node) error) error {
	for i := range b.lists {
		b.lists[i].reset()
	}
	m := message{rest: part}
	for m.next() {
		_ = b.lists[0].add(&m, 1) || b.lists[1].add(&m, 8) || b.lists[2].add(&m, 9) || b.lists[3].add(&m, 10)
	}
	if m.err != nil {
		return b.faultIn("dense nodes", m.err)
	}
	ids, lats, lons, tags := numbers{rest: b.lists[0].bytes}, numbers{rest: b.lists[1].bytes}, numbers{rest: b.lists[2].bytes}, numbers{rest: b.lists[3].bytes}
	tagged := tags.more()
	n := &b.node
	var id, lat, lon int64
	for ids.more() {
		if !lats.more() || !lons.more() {
			return b.fault("node", id, errors.New("the one after it has no position"))
		}
		id += ids.signed() // modulo 2^64, as references are
		var ok1, ok2 bool
		lat, ok1 = sum(lat, lats.signed())
		lon, ok2 = sum(lon, lons.signed())
		if err := cmp.Or(ids.err, lats.err, lons.err); err != nil {
			return b.fault("node", id, err)
		}
		if !ok1 || !ok2 {
			return b.fault("node", id, errNowhere)
		}
		if err := b.place(n, id, lon, lat); err != nil {
			return err
		}
		n.Tags = Tags{}
		if tagged {
			var err error
			if n.Tags, err = b.denseTags(&tags); err != nil {
				return b.fault("node", id, err)
			}
		}
		if err := fn(n); err != nil {
			return err
		}
	}
	if lats.more() || lons.more() || tags.more() {
		return b.faultIn("dense nodes", errors.New("there are more positions or tags than nodes"))
	}
	return nil
}

// denseTags reads the tags of the next node, up to the zero that ends them.
func (b *Block) denseTags(tags *numbers) (Tags, error) {
	b.pairs = b.pairs[:0]
	for {
		if !tags.more() {
			return Tags{}, cmp.Or(errors.New("its tags have no end"), tags.err)
		}
		key := small(tags.unsigned())
		if tags.err != nil {
			return Tags{}, tags.err
		}
		if key == 0 {
			return Tags{b.texts, b.pairs}, nil
		}
		if !tags.more() {
			return Tags{}, errors.New("a key has no value")
		}
		value := small(tags.unsigned())
		if tags.err != nil {
			return Tags{}, tags.err
		}
		if err := b.pair(key, value); err != nil {
			return Tags{}, err
		}
	}
}

// place sets the id and the position, given in the block's units.
func (b *Block) place(n *Node, id, lon, lat int64) error {
	p, ok := b.position(lon, lat)
	if !ok {
		return b.fault("node", id, errNowhere)
	}
	n.ID, n.Lon, n.Lat = id, p[0], p[1]
	return nil
}

var errNowhere = errors.New("its position is not on Earth")

// position turns units of the block into degrees.
func (b *Block) position(lon, lat int64) (p [2]Degrees, ok bool) {
	// Past this there is nothing on Earth from any base, and products overflow.
	if most := farthest / b.granularity; !within(lon, most) || !within(lat, most) {
		return p, false
	}
	x, y := b.lonBase+b.granularity*lon, b.latBase+b.granularity*lat
	return [2]Degrees{degrees(x), degrees(y)}, within(x, 180e9) && within(y, 90e9)
}

// degrees rounds nanodegrees to the nearest unit, halves away from zero.
func degrees(nano int64) Degrees {
	if nano < 0 {
		return -degrees(-nano)
	}
	return Degrees((nano + 50) / 100)
}

// fault says what is wrong with a thing of the block.
func (b *Block) fault(what string, id int64, err error) error {
	return b.faultIn(fmt.Sprintf("%s %d", what, id), err)
}

func (b *Block) faultIn(what string, err error) error {
	return &Error{Block: b.Number, Offset: b.Offset, Detail: what + ": " + err.Error(), Err: err}
}
