package cursor_test

import (
	"encoding/binary"
	"math"
	"testing"

	"pamir/data/gen/cursor"
)

func TestReadsInOrder(t *testing.T) {
	data := []byte{1, 2, 0, 0, 0, 3, 0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18, 7, 0, 0}
	c := cursor.New(data, binary.BigEndian)
	if v := c.U8(); v != 1 {
		t.Errorf("U8 = %d", v)
	}
	c.Order = binary.LittleEndian
	if v := c.U16(); v != 2 {
		t.Errorf("U16 = %d", v)
	}
	c.Order = binary.BigEndian
	if v := c.U8(); v != 0 {
		t.Errorf("U8 = %d", v)
	}
	if v := c.U16(); v != 3 {
		t.Errorf("U16 = %d", v)
	}
	if v := c.F64(); v != math.Pi {
		t.Errorf("F64 = %v", v)
	}
	if v := c.Uint(3); v != 7 || c.Err() != nil || c.Len() != 0 {
		t.Errorf("Uint = %d, %d bytes left, error %v", v, c.Len(), c.Err())
	}
}

// An overrun is an error that stays, whatever is read after it.
func TestOverrunStays(t *testing.T) {
	for name, read := range map[string]func(*cursor.Cursor){
		"U16":            func(c *cursor.Cursor) { c.U16() },
		"U32":            func(c *cursor.Cursor) { c.U32() },
		"U64":            func(c *cursor.Cursor) { c.U64() },
		"negative count": func(c *cursor.Cursor) { c.Bytes(-1) },
		"far seek":       func(c *cursor.Cursor) { c.Seek(math.MaxUint64) },
	} {
		c := cursor.New([]byte{9}, binary.LittleEndian)
		read(c)
		if c.Err() == nil {
			t.Errorf("%s: no error", name)
		}
		if v := c.U8(); v != 0 || c.Err() == nil {
			t.Errorf("%s: read %d after the error", name, v)
		}
	}
}
