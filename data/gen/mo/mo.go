// Package mo reads the message catalogues of GNU gettext.
//
//	names, err := mo.Read(data)
//	names["1280849"] // "كاشغار" in the Uyghur catalogue of libgeonames
//
// Source: "The Format of GNU MO Files", GNU gettext manual.
package mo

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"

	"pamir/data/gen/cursor"
)

const magic = 0x950412de

// Read returns the messages by their id. The catalogue's header, whose id is
// empty, is left out; so are plural forms.
func Read(data []byte) (map[string]string, error) {
	c := cursor.New(data, binary.LittleEndian)
	switch c.U32() {
	case magic:
	case 0xde120495:
		c.Order = binary.BigEndian
	default:
		return nil, errors.New("not a message catalogue")
	}
	c.Skip(4) // revision
	n, ids, texts := uint64(c.U32()), uint64(c.U32()), uint64(c.U32())
	if n > uint64(len(data))/16 {
		return nil, errors.New("the catalogue is cut short")
	}
	messages := make(map[string]string, n)
	for i := range n {
		id, text := entry(c, ids+8*i), entry(c, texts+8*i)
		if c.Err() != nil {
			return nil, c.Err()
		}
		if !utf8.ValidString(id) || !utf8.ValidString(text) {
			return nil, errors.New("a message is not UTF-8")
		}
		if id != "" {
			messages[id] = text
		}
	}
	return messages, nil
}

// entry reads the string whose length and offset stand at an offset.
func entry(c *cursor.Cursor, at uint64) string {
	c.Seek(at)
	length, offset := c.U32(), c.U32()
	c.Seek(uint64(offset))
	return string(c.Bytes(int(length)))
}
