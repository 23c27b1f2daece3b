// Package cursor reads numbers from a byte slice that may be shorter than it
// claims. It never panics: the first read past the end sets an error that
// stays, and every read after it answers zero.
//
//	c := cursor.New(data, binary.LittleEndian)
//	n := c.U32()
//	name := c.Bytes(16)
//	if err := c.Err(); err != nil { … }
package cursor

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Cursor is a position in a byte slice. Its byte order may be changed between
// reads, as shapefiles need.
type Cursor struct {
	Order binary.ByteOrder
	data  []byte
	at    int
	err   error
}

// New returns a Cursor at the start of data.
func New(data []byte, order binary.ByteOrder) *Cursor {
	return &Cursor{Order: order, data: data}
}

// Err is the first overrun, or nil.
func (c *Cursor) Err() error { return c.err }

// Pos is the offset of the next byte.
func (c *Cursor) Pos() int { return c.at }

// Len is how many bytes are left.
func (c *Cursor) Len() int { return len(c.data) - c.at }

// Seek moves to an offset from the start of the data.
func (c *Cursor) Seek(offset uint64) {
	if c.err == nil && offset > uint64(len(c.data)) {
		c.err = fmt.Errorf("offset %d lies past the end of %d bytes", offset, len(c.data))
	}
	if c.err == nil {
		c.at = int(offset)
	}
}

// Skip moves n bytes on.
func (c *Cursor) Skip(n int) { c.Bytes(n) }

// Bytes returns the next n bytes, which belong to the data, or nil.
func (c *Cursor) Bytes(n int) []byte {
	if c.err != nil {
		return nil
	}
	if n < 0 || n > c.Len() {
		c.err = fmt.Errorf("need %d bytes at offset %d, have %d", n, c.at, c.Len())
		return nil
	}
	c.at += n
	return c.data[c.at-n : c.at : c.at]
}

// U8 reads one byte.
func (c *Cursor) U8() uint8 {
	if b := c.Bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// U16 reads two bytes in the cursor's order.
func (c *Cursor) U16() uint16 {
	if b := c.Bytes(2); b != nil {
		return c.Order.Uint16(b)
	}
	return 0
}

// U32 reads four bytes in the cursor's order.
func (c *Cursor) U32() uint32 {
	if b := c.Bytes(4); b != nil {
		return c.Order.Uint32(b)
	}
	return 0
}

// U64 reads eight bytes in the cursor's order.
func (c *Cursor) U64() uint64 {
	if b := c.Bytes(8); b != nil {
		return c.Order.Uint64(b)
	}
	return 0
}

// F64 reads an IEEE 754 double in the cursor's order.
func (c *Cursor) F64() float64 { return math.Float64frombits(c.U64()) }

// Uint reads a little-endian number of n bytes, n from 1 to 8.
func (c *Cursor) Uint(n int) uint64 {
	var v uint64
	for i, b := range c.Bytes(n) {
		if i < 8 {
			v |= uint64(b) << (8 * i)
		}
	}
	return v
}
