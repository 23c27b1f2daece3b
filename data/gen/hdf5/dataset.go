package hdf5

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"

	"pamir/data/gen/cursor"
)

// dataset is what an object header says about a one-dimensional dataset.
type dataset struct {
	length   uint64 // elements
	width    int    // bytes of an element
	signed   bool
	chunk    uint64 // elements of a chunk
	index    uint64 // address of the chunks' B-tree
	filters  []uint16
	hasShape bool
	visits   int // nodes and chunks of the index seen so far
}

const (
	filterDeflate = 1
	filterShuffle = 2

	maxElements = 1 << 26
	maxDepth    = 8
	maxVisits   = 1 << 16
	maxPacking  = 1032 // bytes that deflate can make of one
)

// Names lists the datasets in alphabetical order.
func (f *File) Names() []string {
	names := make([]string, 0, len(f.datasets))
	for name := range f.datasets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Ints reads a one-dimensional, chunked integer dataset. Elements that no
// chunk covers are zero.
func (f *File) Ints(name string) ([]int32, error) {
	address, ok := f.datasets[name]
	if !ok {
		return nil, fmt.Errorf("there is no dataset %q", name)
	}
	messages, err := f.header(address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	d, err := describe(messages)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if d.length*uint64(d.width) > maxPacking*uint64(len(f.data)) {
		return nil, fmt.Errorf("%s: the file is too short for %d elements", name, d.length)
	}
	out := make([]int32, d.length)
	if err := f.chunks(d, out, d.index, maxDepth); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func describe(messages []message) (*dataset, error) {
	d := &dataset{}
	for _, m := range messages {
		c := cursor.New(m.body, binary.LittleEndian)
		var err error
		switch m.kind {
		case msgDataspace:
			err = d.dataspace(c)
		case msgDatatype:
			err = d.datatype(c)
		case msgLayout:
			err = d.layout(c)
		case msgFilters:
			err = d.pipeline(c)
		}
		if err := errors.Join(err, c.Err()); err != nil {
			return nil, err
		}
	}
	if !d.hasShape || d.width == 0 || d.chunk == 0 {
		return nil, errors.New("not a chunked integer dataset")
	}
	return d, nil
}

func (d *dataset) dataspace(c *cursor.Cursor) error {
	version, rank := c.U8(), c.U8()
	if rank != 1 || version < 1 || version > 2 {
		return fmt.Errorf("dataspace version %d of rank %d is not read here", version, rank)
	}
	if version == 1 {
		c.Skip(1 + 5)
	} else {
		c.Skip(2)
	}
	if d.length = c.U64(); d.length > maxElements {
		return fmt.Errorf("%d elements are too many", d.length)
	}
	d.hasShape = true
	return nil
}

func (d *dataset) datatype(c *cursor.Cursor) error {
	class, bits := c.U8()&15, c.U8()
	c.Skip(2)
	width := c.U32()
	if class != 0 || bits&1 != 0 || width != 1 && width != 2 && width != 4 {
		return fmt.Errorf("datatype class %d of %d bytes is not read here", class, width)
	}
	d.width, d.signed = int(width), bits&8 != 0
	return nil
}

func (d *dataset) layout(c *cursor.Cursor) error {
	version, class, rank := c.U8(), c.U8(), c.U8()
	if version != 3 || class != 2 || rank != 2 {
		return fmt.Errorf("layout version %d class %d rank %d is not read here", version, class, rank)
	}
	d.index = c.U64()
	if d.chunk = uint64(c.U32()); d.chunk == 0 || d.chunk > maxElements {
		return fmt.Errorf("chunks of %d elements are not read here", d.chunk)
	}
	return nil
}

func (d *dataset) pipeline(c *cursor.Cursor) error {
	version, n := c.U8(), c.U8()
	if version == 1 {
		c.Skip(6)
	}
	for range n {
		id := c.U16()
		nameLen := 0
		if version == 1 || id >= 256 {
			nameLen = int(c.U16())
		}
		c.Skip(2)
		values := int(c.U16())
		c.Skip(nameLen + 4*values)
		if version == 1 && values%2 == 1 {
			c.Skip(4)
		}
		if id != filterDeflate && id != filterShuffle {
			return fmt.Errorf("filter %d is not read here", id)
		}
		d.filters = append(d.filters, id)
	}
	return nil
}

// chunks walks a version 1 B-tree and copies its chunks into out.
func (f *File) chunks(d *dataset, out []int32, node uint64, depth int) error {
	if node == undefined {
		return nil
	}
	if depth == 0 {
		return errors.New("the chunk index is too deep")
	}
	c, err := f.at(node, "TREE")
	if err != nil {
		return err
	}
	kind, level, n := c.U8(), c.U8(), c.U16()
	if kind != 1 {
		return fmt.Errorf("a chunk index of type %d", kind)
	}
	c.Skip(16) // siblings
	for range n {
		size, mask := c.U32(), c.U32()
		at := stored{size: size, first: c.U64()}
		c.Skip(8) // offset within an element
		at.address = c.U64()
		if err := c.Err(); err != nil {
			return err
		}
		if d.visits++; d.visits > maxVisits {
			return errors.New("the chunk index never ends")
		}
		if level > 0 {
			err = f.chunks(d, out, at.address, depth-1)
		} else if mask != 0 {
			err = errors.New("a chunk that skips filters is not read here")
		} else {
			err = f.chunk(d, out, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stored is where a chunk is kept, packed, and the ordinal of its first element.
type stored struct {
	address, first uint64
	size           uint32
}

func (f *File) chunk(d *dataset, out []int32, at stored) error {
	c := cursor.New(f.data, binary.LittleEndian)
	c.Seek(at.address)
	raw := c.Bytes(int(at.size))
	if err := c.Err(); err != nil {
		return err
	}
	if at.first > uint64(len(out)) {
		return fmt.Errorf("a chunk starts at %d of %d", at.first, len(out))
	}
	full := int(d.chunk) * d.width
	for _, filter := range slices.Backward(d.filters) {
		var err error
		if filter == filterDeflate {
			raw, err = inflate(raw, full)
		} else {
			raw, err = unshuffle(raw, d.width)
		}
		if err != nil {
			return err
		}
	}
	if len(raw) != full {
		return fmt.Errorf("a chunk has %d bytes, want %d", len(raw), full)
	}
	v := cursor.New(raw, binary.LittleEndian)
	for i := at.first; i < min(at.first+d.chunk, uint64(len(out))); i++ {
		out[i] = d.element(v.Uint(d.width))
	}
	return nil
}

// element extends the sign of a value of the dataset's width.
func (d *dataset) element(v uint64) int32 {
	shift := 32 - 8*d.width
	if d.signed {
		return int32(uint32(v)<<shift) >> shift
	}
	return int32(uint32(v))
}

func inflate(raw []byte, full int) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, int64(full)+1))
}

// unshuffle undoes the byte transposition that helps deflate.
func unshuffle(raw []byte, width int) ([]byte, error) {
	if len(raw)%width != 0 {
		return nil, errors.New("a shuffled chunk has a broken element")
	}
	n := len(raw) / width
	out := make([]byte, len(raw))
	for b := range width {
		for i, v := range raw[b*n : (b+1)*n] {
			out[i*width+b] = v
		}
	}
	return out, nil
}
