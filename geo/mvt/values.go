package mvt

import (
	"encoding/binary"
	"hash/maphash"
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

// dictionary numbers the values of a layer as they come. It is a hash table of
// its own because it is emptied for each tile and takes values back.
type dictionary struct {
	list  []value
	size  int      // of the list in the layer, in bytes
	slots []uint32 // 1 + the number of a value; 0: free
	used  int      // slots that are not free
	seed  maphash.Seed
}

// index returns the number of a value.
func (d *dictionary) index(v value) uint32 {
	if 2*d.used >= len(d.slots) {
		d.rehash()
	}
	mask := uint64(len(d.slots) - 1)
	i := d.hash(v) & mask
	for ; d.slots[i] != 0; i = (i + 1) & mask {
		// What was taken back is still in its slot: it is not equal to what has
		// its number now, or that will do.
		if n := d.slots[i] - 1; int(n) < len(d.list) && d.list[n] == v {
			return n
		}
	}
	d.list = append(d.list, v)
	d.size += fieldSize(v.size())
	d.slots[i] = uint32(len(d.list))
	d.used++
	return uint32(len(d.list) - 1)
}

func (d *dictionary) hash(v value) uint64 {
	if v.kind == stringValue {
		return maphash.String(d.seed, v.text)
	}
	h := (v.bits ^ uint64(v.kind)<<56) * 0x9E3779B97F4A7C15
	return h ^ h>>32
}

// rehash makes room: it forgets what was taken back, and doubles the table if
// that is not enough.
func (d *dictionary) rehash() {
	switch {
	case d.slots == nil:
		d.seed, d.slots = maphash.MakeSeed(), make([]uint32, 1024)
	case 4*len(d.list) >= len(d.slots):
		d.slots = make([]uint32, 2*len(d.slots))
	default:
		clear(d.slots)
	}
	mask := uint64(len(d.slots) - 1)
	for n, v := range d.list {
		i := d.hash(v) & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = uint32(n + 1)
	}
	d.used = len(d.list)
}

// cut takes back the values from number n on.
func (d *dictionary) cut(n int) {
	for _, v := range d.list[n:] {
		d.size -= fieldSize(v.size())
	}
	clear(d.list[n:])
	d.list = d.list[:n]
}

// reset empties the dictionary. It keeps no table that is far larger than what
// was in it, as emptying that costs more than making a new one.
func (d *dictionary) reset() {
	if d.used == 0 {
		return
	}
	if len(d.slots) > 4096 && len(d.slots) > 16*d.used {
		d.slots = make([]uint32, 1024)
	} else {
		clear(d.slots)
	}
	clear(d.list)
	d.list, d.size, d.used = d.list[:0], 0, 0
}
