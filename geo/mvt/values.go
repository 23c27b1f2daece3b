package mvt

import (
	"encoding/binary"
	"math"
	"reflect"
)

// value is one of the seven kinds of the specification (section 4.1): a key of
// the dictionary of a layer.
type value struct {
	kind uint8  // its field number in the message Value
	bits uint64 // of a number
	text string
}

// The field numbers.
const (
	stringValue = 1 + iota
	floatValue
	doubleValue
	intValue
	uintValue
	sintValue
	boolValue
)

// valueOf returns the value that stands for v, and false for nil and for what
// there is no kind for. Negative integers are sint, which is shorter.
func valueOf(v any) (value, bool) {
	switch v := v.(type) {
	case nil:
		return value{}, false
	case string:
		return value{kind: stringValue, text: v}, true
	case float64:
		return value{kind: doubleValue, bits: math.Float64bits(v)}, true
	case float32:
		return value{kind: floatValue, bits: uint64(math.Float32bits(v))}, true
	case int64:
		return signed(v), true
	case int:
		return signed(int64(v)), true
	case uint64:
		return value{kind: uintValue, bits: v}, true
	case bool:
		return value{kind: boolValue, bits: uint64(btoi(v))}, true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int, reflect.Int64:
		return signed(r.Int()), true
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint, reflect.Uint64:
		return value{kind: uintValue, bits: r.Uint()}, true
	case reflect.Float32:
		return value{kind: floatValue, bits: uint64(math.Float32bits(float32(r.Float())))}, true
	case reflect.Float64:
		return value{kind: doubleValue, bits: math.Float64bits(r.Float())}, true
	case reflect.Bool:
		return value{kind: boolValue, bits: uint64(btoi(r.Bool()))}, true
	case reflect.String:
		return value{kind: stringValue, text: r.String()}, true
	case reflect.Slice:
		if r.Type().Elem().Kind() == reflect.Uint8 && !r.IsNil() {
			return value{kind: stringValue, text: string(r.Bytes())}, true
		}
	}
	return value{}, false
}

func signed(v int64) value {
	if v < 0 {
		return value{kind: sintValue, bits: uint64(v)<<1 ^ math.MaxUint64}
	}
	return value{kind: intValue, bits: uint64(v)}
}

// append writes the message Value.
func (v value) append(b []byte) []byte {
	switch v.kind {
	case stringValue:
		b = append(b, stringValue<<3|lengthType)
		b = binary.AppendUvarint(b, uint64(len(v.text)))
		return append(b, v.text...)
	case floatValue:
		return binary.LittleEndian.AppendUint32(append(b, floatValue<<3|fixed32Type), uint32(v.bits))
	case doubleValue:
		return binary.LittleEndian.AppendUint64(append(b, doubleValue<<3|fixed64Type), v.bits)
	default:
		return binary.AppendUvarint(append(b, v.kind<<3|varintType), v.bits)
	}
}

// size is the length of what append writes.
func (v value) size() int {
	switch v.kind {
	case stringValue:
		return 1 + uvarintSize(uint64(len(v.text))) + len(v.text)
	case floatValue:
		return 5
	case doubleValue:
		return 9
	default:
		return 1 + uvarintSize(v.bits)
	}
}

// dictionary numbers the values of a layer as they come.
type dictionary struct {
	texts map[string]uint32
	nums  map[value]uint32 // without text
	list  []value
	size  int // of the list in the layer, in bytes
}

func (d *dictionary) index(v value) uint32 {
	if v.kind == stringValue {
		if i, ok := d.texts[v.text]; ok {
			return i
		}
		d.texts[v.text] = uint32(len(d.list))
	} else {
		if i, ok := d.nums[v]; ok {
			return i
		}
		d.nums[v] = uint32(len(d.list))
	}
	d.list = append(d.list, v)
	d.size += fieldSize(v.size())
	return uint32(len(d.list) - 1)
}

// cut forgets the values from number n on.
func (d *dictionary) cut(n int) {
	for _, v := range d.list[n:] {
		if v.kind == stringValue {
			delete(d.texts, v.text)
		} else {
			delete(d.nums, v)
		}
		d.size -= fieldSize(v.size())
	}
	clear(d.list[n:])
	d.list = d.list[:n]
}

// maxKept is the greatest dictionary whose memory is worth emptying.
const maxKept = 1 << 14

func (d *dictionary) reset() {
	if d.texts == nil || len(d.list) > maxKept {
		*d = dictionary{texts: map[string]uint32{}, nums: map[value]uint32{}}
		return
	}
	clear(d.texts)
	clear(d.nums)
	clear(d.list)
	d.list, d.size = d.list[:0], 0
}
