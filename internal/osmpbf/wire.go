package osmpbf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The wire types of protocol buffers. A tag is the number of a field times 8
// and its wire type.
const (
	asVarint  = 0
	asFixed64 = 1
	asBytes   = 2
	asFixed32 = 5
)

var (
	errCut    = errors.New("it ends inside a field")
	errVarint = errors.New("a number has more than ten bytes")
	errWire   = errors.New("a field has a form that protocol buffers do not know")
	errPieces = fmt.Errorf("a list that is not in one piece has more than %d bytes", maxPieces)
	errField  = errors.New("a field has the number 0")
)

// message walks over the fields of an encoded message:
//
//	for m.next() {
//		switch m.tag {
//		case 1<<3 | asVarint:
//			id = int64(m.number)
//		}
//	}
//	return m.err
//
// A known field in an unexpected form is to be passed over like one that is
// not known, as all readers of protocol buffers do.
type message struct {
	rest   []byte
	tag    uint64
	number uint64 // of a varint
	bytes  []byte // of a field of bytes; they belong to the input
	err    error
}

func (m *message) next() bool {
	if len(m.rest) == 0 || m.err != nil {
		return false
	}
	if m.tag = m.varint(); m.err != nil {
		return false
	}
	if m.tag>>3 == 0 || m.tag>>3 > 1<<29-1 {
		m.err = errField
		return false
	}
	switch m.tag & 7 {
	case asVarint:
		m.number = m.varint()
	case asBytes:
		n := m.varint()
		if m.err == nil && n > uint64(len(m.rest)) {
			m.err = errCut
		}
		if m.err == nil {
			m.bytes, m.rest = m.rest[:n:n], m.rest[n:]
		}
	case asFixed64:
		m.skip(8)
	case asFixed32:
		m.skip(4)
	default:
		m.err = errWire
	}
	return m.err == nil
}

func (m *message) skip(n int) {
	if len(m.rest) < n {
		m.err = errCut
		return
	}
	m.rest = m.rest[n:]
}

func (m *message) varint() uint64 {
	v, n := binary.Uvarint(m.rest)
	switch {
	case n == 0:
		m.err = errCut
	case n < 0:
		m.err = errVarint
	default:
		m.rest = m.rest[n:]
	}
	return v
}

// list is a repeated field of numbers. It is written in one piece ("packed"),
// or number by number, or even in several pieces; all of them count.
type list struct {
	bytes []byte
	whole bool   // bytes is a piece of the input, and must not be appended to
	spare []byte // memory of earlier lists of several pieces
}

func (l *list) reset() { l.bytes, l.whole = nil, false }

// add takes the field that m stands at, if it is of the number.
func (l *list) add(m *message, field uint64) bool {
	switch m.tag {
	case field<<3 | asBytes:
		if len(l.bytes) == 0 {
			l.bytes, l.whole = m.bytes, true
			return true
		}
		l.own()
		l.bytes = append(l.bytes, m.bytes...)
	case field<<3 | asVarint:
		l.own()
		l.bytes = binary.AppendUvarint(l.bytes, m.number)
	default:
		return false
	}
	if l.spare = l.bytes; len(l.bytes) > maxPieces {
		m.err = errPieces
	}
	return true
}

func (l *list) own() {
	if l.whole || l.bytes == nil {
		l.bytes = append(l.spare[:0], l.bytes...)
		l.whole = false
	}
}

// numbers walks over the numbers of a list. After the last one, or a broken
// one, it gives zeros; ok tells.
type numbers struct {
	rest []byte
	err  error
}

func (n *numbers) more() bool { return len(n.rest) > 0 && n.err == nil }

func (n *numbers) unsigned() uint64 {
	if len(n.rest) > 0 && n.rest[0] < 0x80 {
		v := n.rest[0]
		n.rest = n.rest[1:]
		return uint64(v)
	}
	return n.long()
}

func (n *numbers) long() uint64 {
	v, size := binary.Uvarint(n.rest)
	if size <= 0 {
		n.rest = nil
		if n.err == nil {
			n.err = errCut
			if size < 0 {
				n.err = errVarint
			}
		}
		return 0
	}
	n.rest = n.rest[size:]
	return v
}

// signed reads a number in the zigzag form of sint64 and sint32.
func (n *numbers) signed() int64 { return zigzag(n.unsigned()) }

func zigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// sum adds a difference to a value; ok is false where that overflows.
func sum(value, difference int64) (s int64, ok bool) {
	s = value + difference
	return s, (s > value) == (difference > 0)
}

// small returns the number as an index, or a number that is past every table.
func small(u uint64) uint32 { return uint32(min(u, math.MaxUint32)) }
