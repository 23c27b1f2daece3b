package region

import (
	"encoding/binary"
	"errors"
	"math"

	"pamir/internal/store"
)

// The forms of values in a spool.
const (
	isNull = iota
	isFalse
	isTrue
	isInteger
	isNumber
	isText
	isJSON
)

// appendValues writes a row of values.
func appendValues(dst []byte, values []store.Value) []byte {
	for _, v := range values {
		switch v := v.(type) {
		case bool:
			if v {
				dst = append(dst, isTrue)
			} else {
				dst = append(dst, isFalse)
			}
		case int64:
			dst = binary.AppendVarint(append(dst, isInteger), v)
		case float64:
			dst = binary.LittleEndian.AppendUint64(append(dst, isNumber), math.Float64bits(v))
		case string:
			dst = append(binary.AppendUvarint(append(dst, isText), uint64(len(v))), v...)
		case store.JSON:
			dst = append(binary.AppendUvarint(append(dst, isJSON), uint64(len(v))), v...)
		default:
			dst = append(dst, isNull)
		}
	}
	return dst
}

var errSpool = errors.New("a temporary file has changed while it was in use")

// readValues fills a row, and returns what follows it.
func readValues(b []byte, values []store.Value) ([]byte, error) {
	for i := range values {
		if len(b) == 0 {
			return nil, errSpool
		}
		form := b[0]
		b = b[1:]
		switch form {
		case isNull:
			values[i] = nil
		case isFalse, isTrue:
			values[i] = form == isTrue
		case isInteger:
			v, n := binary.Varint(b)
			if n <= 0 {
				return nil, errSpool
			}
			values[i], b = v, b[n:]
		case isNumber:
			if len(b) < 8 {
				return nil, errSpool
			}
			values[i], b = math.Float64frombits(binary.LittleEndian.Uint64(b)), b[8:]
		case isText, isJSON:
			size, n := binary.Uvarint(b)
			if n <= 0 || size > uint64(len(b)-n) {
				return nil, errSpool
			}
			text := b[n : n+int(size)]
			if b = b[n+int(size):]; form == isText {
				values[i] = string(text)
			} else {
				values[i] = store.JSON(append([]byte(nil), text...))
			}
		default:
			return nil, errSpool
		}
	}
	return b, nil
}
