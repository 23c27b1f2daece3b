package index

import (
	"errors"

	"github.com/paulmach/orb"
)

// Box32 is a box as an index holds it, rounded outwards, in degrees: west
// within ±180, east not below west.
type Box32 = box32

// Parts are the arrays of a Packed, to be kept in a file. Points or Boxes is
// empty.
type Parts struct {
	IDs    []uint32
	Points []orb.Point
	Boxes  []Box32
	Nodes  []Box32
	Levels []uint32
	Bounds []float64 // west, south, east, north; none where nothing is held
}

// ErrParts says that arrays are not those of an index.
var ErrParts = errors.New("index: these are not the parts of an index")

// Parts returns the arrays of the index, which must not be changed.
func (x *Packed) Parts() Parts {
	p := Parts{IDs: x.ids, Points: x.points, Boxes: x.boxes, Nodes: x.nodes, Levels: x.starts}
	if len(x.ids) > 0 {
		p.Bounds = []float64{x.bounds.west, x.bounds.south, x.bounds.east, x.bounds.north}
	}
	return p
}

// FromParts returns the index that the arrays are of. It keeps them. It looks
// at their sizes alone, so that it is quick for any size and no search goes
// astray; the ids and boxes are taken on trust.
func FromParts(p Parts) (*Packed, error) {
	n := len(p.IDs)
	if n == 0 {
		if len(p.Points)+len(p.Boxes)+len(p.Nodes)+len(p.Levels)+len(p.Bounds) > 0 {
			return nil, ErrParts
		}
		return &Packed{}, nil
	}
	x := &Packed{ids: p.IDs, nodes: p.Nodes, starts: p.Levels}
	switch {
	case len(p.Bounds) != 4 || len(p.Points)+len(p.Boxes) != n || len(p.Levels) == 0:
		return nil, ErrParts
	case len(p.Points) > 0 && len(p.Boxes) > 0:
		return nil, ErrParts
	case len(p.Points) > 0:
		x.points = p.Points
	default:
		x.boxes = p.Boxes
	}
	x.bounds = rect{p.Bounds[0], p.Bounds[1], p.Bounds[2], p.Bounds[3]}
	size, start := n, 0
	for _, s := range p.Levels {
		if int(s) != start || size == 1 && start > 0 {
			return nil, ErrParts
		}
		size = (size + fanout - 1) / fanout
		start += size
	}
	if size != 1 || start != len(p.Nodes) {
		return nil, ErrParts
	}
	return x, nil
}
