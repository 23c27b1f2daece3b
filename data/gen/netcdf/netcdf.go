// Package netcdf reads single variables of a classic netCDF file (CDF-1 and
// CDF-2): fixed-size variables of type short, int, float or double.
//
//	f, err := netcdf.Open(data)
//	v, err := f.Var("ROSE")
//	rows := v.Shape[0]
//	z, err := v.Values(100*rows, rows)   // as float64
//
// Source: "The NetCDF Classic Format Specification", Unidata.
package netcdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"pamir/data/gen/cursor"
)

// File is the directory of a netCDF file held in memory.
type File struct {
	data []byte
	dims []uint64
	vars map[string]*Var
}

// Var is one variable, in row-major order.
type Var struct {
	Shape []uint64
	kind  uint32
	begin uint64
	data  []byte
}

const (
	tagDimension = 10
	tagVariable  = 11
	tagAttribute = 12

	maxRank = 8
)

// size is the width in bytes of each external type.
var size = map[uint32]uint64{1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8}

// Open reads the header of a file. The file keeps data.
func Open(data []byte) (*File, error) {
	c := cursor.New(data, binary.BigEndian)
	magic := c.U32()
	wide := magic == 'C'<<24|'D'<<16|'F'<<8|2
	if !wide && magic != 'C'<<24|'D'<<16|'F'<<8|1 {
		return nil, errors.New("not a classic netCDF file")
	}
	c.Skip(4) // number of records
	f := &File{data: data, vars: map[string]*Var{}}
	readList(c, tagDimension, func() {
		readName(c)
		f.dims = append(f.dims, uint64(c.U32()))
	})
	readAttributes(c)
	var err error
	readList(c, tagVariable, func() {
		if e := f.readVar(c, wide); e != nil && err == nil {
			err = e
		}
	})
	return f, errors.Join(c.Err(), err)
}

// readList calls item for each element of a tagged list; an absent list is
// two zero words.
func readList(c *cursor.Cursor, want uint32, item func()) {
	tag, n := c.U32(), c.U32()
	if tag != want {
		return
	}
	for range n {
		if c.Err() != nil {
			return
		}
		item()
	}
}

func readName(c *cursor.Cursor) string {
	n := uint64(c.U32())
	if n > uint64(c.Len()) {
		c.Seek(math.MaxUint64) // sets the error
		return ""
	}
	name := string(c.Bytes(int(n)))
	c.Skip(int(-n & 3))
	return name
}

func readAttributes(c *cursor.Cursor) {
	readList(c, tagAttribute, func() {
		readName(c)
		width := size[c.U32()]
		n := width * uint64(c.U32())
		n += -n & 3
		if width == 0 || n > uint64(c.Len()) {
			c.Seek(math.MaxUint64)
			return
		}
		c.Skip(int(n))
	})
}

func (f *File) readVar(c *cursor.Cursor, wide bool) error {
	name := readName(c)
	rank := c.U32()
	if rank > maxRank {
		return fmt.Errorf("variable %q has %d dimensions", name, rank)
	}
	v := &Var{data: f.data}
	for range rank {
		id := c.U32()
		if uint64(id) >= uint64(len(f.dims)) {
			return fmt.Errorf("variable %q names dimension %d of %d", name, id, len(f.dims))
		}
		v.Shape = append(v.Shape, f.dims[id])
	}
	readAttributes(c)
	v.kind = c.U32()
	c.Skip(4) // size in bytes
	if wide {
		v.begin = c.U64()
	} else {
		v.begin = uint64(c.U32())
	}
	f.vars[name] = v
	return nil
}

// Var returns the variable of that name.
func (f *File) Var(name string) (*Var, error) {
	v, ok := f.vars[name]
	if !ok {
		return nil, fmt.Errorf("there is no variable %q", name)
	}
	return v, nil
}

// Values returns n values from ordinal first on, as they stand: neither
// scaled nor tested for the fill value.
func (v *Var) Values(first, n uint64) ([]float64, error) {
	width := size[v.kind]
	total := uint64(1)
	for _, s := range v.Shape {
		if s != 0 && total > math.MaxUint32/s {
			return nil, fmt.Errorf("shape %v is too large", v.Shape)
		}
		total *= s
	}
	if width < 2 {
		return nil, fmt.Errorf("type %d is not a number read here", v.kind)
	}
	if first > total || n > total-first {
		return nil, fmt.Errorf("values %d to %d of %d", first, first+n, total)
	}
	c := cursor.New(v.data, binary.BigEndian)
	c.Seek(v.begin)
	c.Seek(uint64(c.Pos()) + first*width)
	if c.Err() != nil || n*width > uint64(c.Len()) {
		return nil, errors.New("the file is cut short")
	}
	out := make([]float64, n)
	for i := range out {
		switch v.kind {
		case 3:
			out[i] = float64(int16(c.U16()))
		case 4:
			out[i] = float64(int32(c.U32()))
		case 5:
			out[i] = float64(math.Float32frombits(c.U32()))
		case 6:
			out[i] = c.F64()
		}
	}
	return out, c.Err()
}
