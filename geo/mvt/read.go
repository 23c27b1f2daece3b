package mvt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// reader reads the fields of a message. After an error it reads nothing and
// returns zeros.
type reader struct {
	b    []byte
	wire byte // type of the field whose key was read last
	err  error
}

var errTruncated = errors.New("it ends too soon")

// next reads the key of a field.
func (r *reader) next() (number uint64, ok bool) {
	if r.err != nil || len(r.b) == 0 {
		return 0, false
	}
	key := r.uvarint()
	r.wire = byte(key & 7)
	if number = key >> 3; number == 0 && r.err == nil {
		r.err = errors.New("a field with the number 0")
	}
	return number, r.err == nil
}

// uvarint reads one without a key.
func (r *reader) uvarint() uint64 {
	if r.err != nil {
		return 0
	}
	v, n := binary.Uvarint(r.b)
	switch {
	case n == 0:
		r.err = errTruncated
	case n < 0:
		r.err = errors.New("a number of more than 64 bits")
	default:
		r.b = r.b[n:]
	}
	if r.err != nil {
		return 0
	}
	return v
}

// want checks the type of the field, which is for what reads it to know.
func (r *reader) want(wire byte) bool {
	if r.err == nil && r.wire != wire {
		r.err = fmt.Errorf("a field has wire type %d instead of %d", r.wire, wire)
	}
	return r.err == nil
}

func (r *reader) varint() uint64 {
	if !r.want(varintType) {
		return 0
	}
	return r.uvarint()
}

func (r *reader) uint32() uint32 {
	v := r.varint()
	if v > math.MaxUint32 && r.err == nil {
		r.err = fmt.Errorf("%d is more than 32 bits", v)
	}
	return uint32(v)
}

// take takes n bytes off.
func (r *reader) take(n uint64) []byte {
	if r.err == nil && n > uint64(len(r.b)) {
		r.err = errTruncated
	}
	if r.err != nil {
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) bytes() []byte {
	if !r.want(lengthType) {
		return nil
	}
	return r.take(r.uvarint())
}

func (r *reader) fixed32() uint32 {
	if r.want(fixed32Type) {
		if b := r.take(4); b != nil {
			return binary.LittleEndian.Uint32(b)
		}
	}
	return 0
}

func (r *reader) fixed64() uint64 {
	if r.want(fixed64Type) {
		if b := r.take(8); b != nil {
			return binary.LittleEndian.Uint64(b)
		}
	}
	return 0
}

// packed reads a field of varints, packed or a single one.
func (r *reader) packed() []byte {
	if r.wire != varintType {
		return r.bytes()
	}
	before := r.b
	r.uvarint()
	return before[:len(before)-len(r.b)]
}

// skip leaves out a field.
func (r *reader) skip() {
	switch r.wire {
	case varintType:
		r.uvarint()
	case fixed64Type:
		r.take(8)
	case lengthType:
		r.take(r.uvarint())
	case fixed32Type:
		r.take(4)
	default:
		if r.err == nil {
			r.err = fmt.Errorf("a field of wire type %d", r.wire)
		}
	}
}
