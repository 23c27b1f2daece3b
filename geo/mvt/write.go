package mvt

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The wire types of protocol buffers.
const (
	varintType  = 0
	fixed64Type = 1
	lengthType  = 2
	fixed32Type = 5
)

// The field numbers of the messages, section 4 of the specification.
const (
	tileLayers = 3

	layerName     = 1
	layerFeatures = 2
	layerKeys     = 3
	layerValues   = 4
	layerExtent   = 5
	layerVersion  = 15

	featureID       = 1
	featureTags     = 2
	featureType     = 3
	featureGeometry = 4
)

// Kind is a geometry type of the specification, section 4.3.4.
type Kind uint8

const (
	Unknown Kind = iota
	Points
	Lines
	Polygons
)

// The commands, section 4.3.1.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

func uvarintSize(v uint64) int { return (bits.Len64(v|1) + 6) / 7 }

// fieldSize is the length of a field with n bytes and a number below 16.
func fieldSize(n int) int { return 1 + uvarintSize(uint64(n)) + n }

func appendField(b []byte, number byte, content []byte) []byte {
	b = append(b, number<<3|lengthType)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}

// pen writes commands and parameters.
type pen struct {
	buf []byte
	at  pt
}

func (p *pen) command(id, count int) {
	p.buf = binary.AppendUvarint(p.buf, uint64(count<<3|id))
}

func (p *pen) to(q pt) {
	p.param(q.x - p.at.x)
	p.param(q.y - p.at.y)
	p.at = q
}

func (p *pen) param(v int32) {
	z := uint32(v<<1) ^ uint32(v>>31)
	if z < 0x80 {
		p.buf = append(p.buf, byte(z))
		return
	}
	if z < 0x4000 {
		p.buf = append(p.buf, byte(z)|0x80, byte(z>>7))
		return
	}
	p.buf = binary.AppendUvarint(p.buf, uint64(z))
}

// draw writes the geometry that the encoder holds, and returns how many vertices
// it has; the position that closes a ring is not one.
func (e *encoder) draw(kind Kind) int {
	p := &e.pen
	p.buf, p.at = p.buf[:0], pt{}
	if kind == Points {
		if len(e.pts) > 0 {
			p.command(moveTo, len(e.pts))
		}
		for _, q := range e.pts {
			p.to(q)
		}
		return len(e.pts)
	}
	n := 0
	for _, s := range e.shapes {
		pts := e.pts[s.start:s.end]
		if s.reverse {
			slices.Reverse(pts)
		}
		n += len(pts)
		p.command(moveTo, 1)
		p.to(pts[0])
		p.command(lineTo, len(pts)-1)
		for _, q := range pts[1:] {
			p.to(q)
		}
		if kind == Polygons {
			p.command(closePath, 1)
		}
	}
	return n
}
