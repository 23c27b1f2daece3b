package roadfile

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"reflect"
	"unsafe"
)

// This file is the only one that looks at memory as bytes and at bytes as
// elements (doc/adr says why: "Roads are mapped"). It is safe because an
// element is checked to hold no pointer, a section to be aligned and of whole
// elements, and a machine to be little-endian.

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// view is a slice that lies in a file.
type view struct {
	slice  reflect.Value // settable
	elem   reflect.Type
	layout uint32
}

// viewOf takes a pointer to a slice.
func viewOf(data any) (view, error) {
	p := reflect.ValueOf(data)
	if p.Kind() != reflect.Pointer || p.Type().Elem().Kind() != reflect.Slice {
		return view{}, fmt.Errorf("%T is no pointer to a slice", data)
	}
	v := view{slice: p.Elem(), elem: p.Type().Elem().Elem()}
	text, err := describe(v.elem)
	if err != nil {
		return view{}, err
	}
	h := fnv.New32a()
	h.Write([]byte(text))
	v.layout = h.Sum32()
	return v, nil
}

// describe spells out a type: its fields with their names and places.
func describe(t reflect.Type) (string, error) {
	switch t.Kind() {
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return t.Kind().String(), nil
	case reflect.Array:
		of, err := describe(t.Elem())
		return fmt.Sprintf("[%d]%s", t.Len(), of), err
	case reflect.Struct:
		text, end := "{", uintptr(0)
		for i := range t.NumField() {
			f := t.Field(i)
			of, err := describe(f.Type)
			if err != nil {
				return "", err
			}
			if f.Offset != end {
				return "", fmt.Errorf("%v has a gap before its field %s", t, f.Name)
			}
			end = f.Offset + f.Type.Size()
			text += f.Name + " " + of + ";"
		}
		if end != t.Size() {
			return "", fmt.Errorf("%v has a gap at its end", t)
		}
		return text + "}", nil
	}
	return "", fmt.Errorf("%v cannot lie in a file", t)
}

// bytes returns the memory of the elements.
func (v view) bytes() []byte {
	if v.slice.Len() == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(v.slice.UnsafePointer()), v.slice.Len()*int(v.elem.Size()))
}

// point makes the slice lie in b, which must be aligned and outlive it.
func (v view) point(b []byte) error {
	size := int(v.elem.Size())
	if len(b)%size != 0 {
		return fmt.Errorf("%d bytes are not whole elements of %d", len(b), size)
	}
	if len(b) == 0 {
		v.slice.SetZero()
		return nil
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if uintptr(p)%uintptr(v.elem.Align()) != 0 {
		return fmt.Errorf("a section is not aligned")
	}
	v.slice.Set(reflect.SliceAt(v.elem, p, len(b)/size).Slice3(0, len(b)/size, len(b)/size))
	return nil
}
