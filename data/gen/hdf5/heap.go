package hdf5

import (
	"encoding/binary"
	"errors"
	"fmt"

	"pamir/data/gen/cursor"
)

// heap is a fractal heap of managed objects: blocks in a table whose first two
// rows have blocks of the starting size, each later row blocks twice as large.
type heap struct {
	blocks      []block
	offsetBytes int // of an offset in the heap's own address space
}

type block struct {
	start, size uint64 // in the heap's address space
	address     uint64 // in the file
}

// addHeapLinks follows a link info message to the links, by way of the name
// index (a version 2 B-tree of record type 5).
func (f *File) addHeapLinks(body []byte) error {
	m := cursor.New(body, binary.LittleEndian)
	m.Skip(1) // version
	if flags := m.U8(); flags&1 != 0 {
		m.Skip(8) // largest creation index
	}
	heapAt, indexAt := m.U64(), m.U64()
	if err := m.Err(); err != nil {
		return err
	}
	if heapAt == undefined {
		return nil // few links, kept as messages
	}
	h, err := f.heap(heapAt)
	if err != nil {
		return fmt.Errorf("fractal heap: %w", err)
	}
	ids, err := f.heapIDs(indexAt)
	if err != nil {
		return fmt.Errorf("name index: %w", err)
	}
	for _, id := range ids {
		object, err := h.object(f.data, id)
		if err != nil {
			return fmt.Errorf("fractal heap: %w", err)
		}
		if err := f.addLink(object); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) heap(address uint64) (*heap, error) {
	c, err := f.at(address, "FRHP")
	if err != nil {
		return nil, err
	}
	c.Skip(1 + 2)
	filters := c.U16()
	c.Skip(1 + 4 + 12*8) // flags, largest object, statistics
	width, start, direct := uint64(c.U16()), c.U64(), c.U64()
	bits := int(c.U16())
	c.Skip(2)
	root, rows := c.U64(), int(c.U16())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if filters != 0 || width == 0 || width > 64 || rows > 32 || bits < 1 || bits > 64 ||
		start == 0 || start > 1<<32 || direct < start {
		return nil, errors.New("its shape is not read here")
	}
	h := &heap{offsetBytes: (bits + 7) / 8}
	if rows == 0 {
		h.blocks = []block{{0, start, root}}
		return h, nil
	}
	c, err = f.at(root, "FHIB")
	if err != nil {
		return nil, err
	}
	c.Skip(1 + 8 + h.offsetBytes)
	var at uint64
	for row := range rows {
		size := start << max(row-1, 0)
		if size > direct {
			return nil, errors.New("nested indirect blocks are not read here")
		}
		for range width {
			h.blocks = append(h.blocks, block{at, size, c.U64()})
			at += size
		}
	}
	return h, c.Err()
}

// object returns a managed object by its heap id: flags, offset, length.
func (h *heap) object(data, id []byte) ([]byte, error) {
	c := cursor.New(id, binary.LittleEndian)
	if flags := c.U8(); flags&0x30 != 0 {
		return nil, errors.New("huge and tiny objects are not read here")
	}
	offset := c.Uint(h.offsetBytes)
	length := c.Uint(c.Len())
	if err := c.Err(); err != nil {
		return nil, err
	}
	for _, b := range h.blocks {
		if offset < b.start || offset-b.start >= b.size || b.address == undefined {
			continue
		}
		in := offset - b.start
		if length > b.size-in {
			return nil, errors.New("an object leaves its block")
		}
		d := cursor.New(data, binary.LittleEndian)
		d.Seek(b.address)
		d.Skip(int(in))
		return d.Bytes(int(length)), d.Err()
	}
	return nil, fmt.Errorf("no block holds offset %d", offset)
}

// heapIDs reads the records of a version 2 B-tree that is one leaf.
func (f *File) heapIDs(address uint64) ([][]byte, error) {
	c, err := f.at(address, "BTHD")
	if err != nil {
		return nil, err
	}
	c.Skip(1)
	kind := c.U8()
	c.Skip(4)
	size, depth := int(c.U16()), c.U16()
	c.Skip(2)
	root, n := c.U64(), int(c.U16())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if kind != 5 || depth != 0 || size < 6 {
		return nil, fmt.Errorf("type %d of depth %d is not read here", kind, depth)
	}
	if c, err = f.at(root, "BTLF"); err != nil {
		return nil, err
	}
	c.Skip(2)
	var ids [][]byte
	for range n {
		c.Skip(4) // hash of the name
		ids = append(ids, c.Bytes(size-4))
		if c.Err() != nil {
			return nil, c.Err()
		}
	}
	return ids, nil
}
