package netcdf

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// write makes a CDF-1 file with one two-dimensional variable of floats, an
// attribute and a name that needs padding.
func write(rows, columns uint32, values []float32) []byte {
	var b []byte
	word := func(v uint32) { b = binary.BigEndian.AppendUint32(b, v) }
	name := func(s string) {
		word(uint32(len(s)))
		b = append(b, s...)
		b = append(b, make([]byte, -len(s)&3)...)
	}
	b = append(b, "CDF\x01"...)
	word(0)
	word(tagDimension)
	word(2)
	name("lat")
	word(rows)
	name("lon")
	word(columns)
	word(0)
	word(0)
	word(tagVariable)
	word(1)
	name("z")
	word(2)
	word(0)
	word(1)
	word(tagAttribute)
	word(1)
	name("units")
	word(2) // char
	name("metre")
	word(5) // float
	word(4 * rows * columns)
	word(uint32(len(b) + 4))
	for _, v := range values {
		word(math.Float32bits(v))
	}
	return b
}

func TestValues(t *testing.T) {
	f, err := Open(write(2, 3, []float32{1, 2, 3, 4, 5, 6.5}))
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.Var("z")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.Shape, []uint64{2, 3}) {
		t.Errorf("shape %v", v.Shape)
	}
	got, err := v.Values(4, 2)
	if err != nil || !slices.Equal(got, []float64{5, 6.5}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := v.Values(5, 2); err == nil {
		t.Error("values past the end: no error")
	}
	if _, err := v.Values(0, math.MaxUint64); err == nil {
		t.Error("too many values: no error")
	}
	if _, err := f.Var("Z"); err == nil {
		t.Error("unknown variable: no error")
	}
}

func TestBrokenFiles(t *testing.T) {
	whole := write(2, 3, []float32{1, 2, 3, 4, 5, 6})
	patch := func(at int, v ...byte) []byte {
		b := bytes.Clone(whole)
		copy(b[at:], v)
		return b
	}
	for name, data := range map[string][]byte{
		"empty":               nil,
		"HDF5":                []byte("\x89HDF\r\n\x1a\n"),
		"cut in the header":   whole[:40],
		"endless dimensions":  patch(12, 0xff, 0xff, 0xff, 0xff),
		"long name":           patch(16, 0x7f, 0xff, 0xff, 0xff),
		"unknown dimension":   patch(72, 0, 0, 0, 9),
		"hundred dimensions":  patch(64, 0, 0, 0, 100),
		"unknown type of att": patch(100, 0, 0, 0, 77),
	} {
		if _, err := Open(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	f, err := Open(whole[:len(whole)-4])
	if err != nil {
		t.Fatal(err)
	}
	v, _ := f.Var("z")
	if _, err := v.Values(0, 6); err == nil {
		t.Error("data cut short: no error")
	}
}

// The number of values is what was asked for, or there is an error.
func FuzzOpen(f *testing.F) {
	whole := write(2, 3, []float32{1, 2, 3, 4, 5, 6})
	f.Add(whole, uint64(0), uint64(6))
	f.Add(whole[:60], uint64(5), uint64(1))
	f.Fuzz(func(t *testing.T, data []byte, first, n uint64) {
		file, err := Open(data)
		if err != nil {
			return
		}
		for _, v := range file.vars {
			values, err := v.Values(first, n)
			if err == nil && uint64(len(values)) != n {
				t.Fatalf("%d values, want %d", len(values), n)
			}
		}
	})
}
