// Package hdf5 reads whole integer datasets of the root group of an HDF5 file
// such as netCDF-4 writes: superblock 0, version 2 object headers, links kept
// in a fractal heap, chunks indexed by a version 1 B-tree and packed with
// shuffle and deflate. Anything else is refused by name.
//
//	f, err := hdf5.Open(data)
//	ids, err := f.Ints("Id_of_first_segment_in_a_bin")
//
// Offsets in comments are those of "HDF5 File Format Specification", version
// 3.0. Checksums are not verified: callers compare the whole file's hash.
package hdf5

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"pamir/data/gen/cursor"
)

// File is an HDF5 file held in memory.
type File struct {
	data     []byte
	datasets map[string]uint64 // address of the object header by name
}

const (
	signature = "\x89HDF\r\n\x1a\n"
	undefined = ^uint64(0)
	maxBlocks = 64 // continuation blocks of one object header
)

// Message types of an object header.
const (
	msgDataspace    = 0x01
	msgLinkInfo     = 0x02
	msgDatatype     = 0x03
	msgLink         = 0x06
	msgLayout       = 0x08
	msgFilters      = 0x0b
	msgContinuation = 0x10
)

// Open lists the datasets of the root group. The file keeps data.
func Open(data []byte) (*File, error) {
	c := cursor.New(data, binary.LittleEndian)
	if !bytes.Equal(c.Bytes(8), []byte(signature)) {
		return nil, errors.New("not an HDF5 file")
	}
	if version := c.U8(); version != 0 {
		return nil, fmt.Errorf("superblock version %d is not read here", version)
	}
	c.Seek(13)
	if offsets, lengths := c.U8(), c.U8(); offsets != 8 || lengths != 8 {
		return nil, fmt.Errorf("offsets of %d and lengths of %d bytes are not read here", offsets, lengths)
	}
	c.Seek(64) // object header address in the root group's symbol table entry
	root := c.U64()
	if err := c.Err(); err != nil {
		return nil, err
	}
	f := &File{data: data, datasets: map[string]uint64{}}
	messages, err := f.header(root)
	if err != nil {
		return nil, fmt.Errorf("root group: %w", err)
	}
	for _, m := range messages {
		switch m.kind {
		case msgLink:
			err = f.addLink(m.body)
		case msgLinkInfo:
			err = f.addHeapLinks(m.body)
		}
		if err != nil {
			return nil, fmt.Errorf("root group: %w", err)
		}
	}
	return f, nil
}

// at returns a cursor at an address after testing the four letters there.
func (f *File) at(address uint64, letters string) (*cursor.Cursor, error) {
	c := cursor.New(f.data, binary.LittleEndian)
	c.Seek(address)
	if got := c.Bytes(4); string(got) != letters {
		return nil, errors.Join(c.Err(), fmt.Errorf("no %s at %d", letters, address))
	}
	return c, nil
}

type message struct {
	kind uint8
	body []byte
}

// header reads a version 2 object header with its continuation blocks.
func (f *File) header(address uint64) ([]message, error) {
	c, err := f.at(address, "OHDR")
	if err != nil {
		return nil, err
	}
	if version := c.U8(); version != 2 {
		return nil, fmt.Errorf("object header version %d is not read here", version)
	}
	flags := c.U8()
	if flags&0x20 != 0 {
		c.Skip(16) // times
	}
	if flags&0x10 != 0 {
		c.Skip(4) // attribute phase change
	}
	size := c.Uint(1 << (flags & 3))
	if size > uint64(c.Len()) {
		return nil, errors.New("object header is cut short")
	}
	blocks := [][]byte{c.Bytes(int(size))}
	var messages []message
	for i := 0; i < len(blocks); i++ {
		if i == maxBlocks {
			return nil, errors.New("object header never ends")
		}
		b := cursor.New(blocks[i], binary.LittleEndian)
		for b.Len() >= 4 && b.Err() == nil {
			m := message{kind: b.U8()}
			n := b.U16()
			b.Skip(1) // flags
			if flags&4 != 0 {
				b.Skip(2) // creation order
			}
			m.body = b.Bytes(int(n))
			if b.Err() != nil {
				break
			}
			if m.kind != msgContinuation {
				messages = append(messages, m)
				continue
			}
			block, err := f.continuation(m.body)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, block)
		}
		if b.Err() != nil && b.Len() >= 4 {
			return nil, b.Err()
		}
	}
	return messages, nil
}

// continuation returns the messages of a continuation block, without its
// letters and its checksum.
func (f *File) continuation(body []byte) ([]byte, error) {
	m := cursor.New(body, binary.LittleEndian)
	address, length := m.U64(), m.U64()
	if err := m.Err(); err != nil {
		return nil, err
	}
	c, err := f.at(address, "OCHK")
	if err != nil {
		return nil, err
	}
	if length < 8 || length-4 > uint64(c.Len()) {
		return nil, errors.New("continuation block is cut short")
	}
	return c.Bytes(int(length) - 8), nil
}

// addLink notes a hard link message; other links are passed over.
func (f *File) addLink(body []byte) error {
	c := cursor.New(body, binary.LittleEndian)
	if version := c.U8(); version != 1 {
		return fmt.Errorf("link version %d is not read here", version)
	}
	flags := c.U8()
	if flags&0x08 != 0 && c.U8() != 0 {
		return c.Err() // a soft or external link
	}
	if flags&0x04 != 0 {
		c.Skip(8) // creation order
	}
	if flags&0x10 != 0 {
		c.Skip(1) // character set
	}
	size := c.Uint(1 << (flags & 3))
	if size > uint64(c.Len()) {
		return errors.New("link name is cut short")
	}
	name := string(c.Bytes(int(size)))
	address := c.U64()
	if c.Err() == nil {
		f.datasets[name] = address
	}
	return c.Err()
}
