package style

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// value is what an expression gives: one of the kinds of a style's values. It
// is passed in registers and boxes nothing, so that evaluating allocates only
// where text is put together.
type value struct {
	kind kind
	n    float64 // a number; 1 for true
	s    string
	list []value
	dict map[string]any
	c    Color
}

func number(n float64) value { return value{kind: kNumber, n: n} }
func text(s string) value    { return value{kind: kString, s: s} }
func boolean(b bool) value {
	v := value{kind: kBoolean}
	if b {
		v.n = 1
	}
	return v
}

func (v value) truth() bool { return v.n != 0 }

// toValue takes what JSON or a feature's property has.
func toValue(x any) value {
	switch x := x.(type) {
	case nil:
		return value{}
	case bool:
		return boolean(x)
	case float64:
		return number(x)
	case int64:
		return number(float64(x))
	case uint64:
		return number(float64(x))
	case int:
		return number(float64(x))
	case string:
		return text(x)
	case []any:
		list := make([]value, len(x))
		for i, e := range x {
			list[i] = toValue(e)
		}
		return value{kind: kArray, list: list}
	case map[string]any:
		return value{kind: kObject, dict: x}
	}
	return value{}
}

// plain is the reverse of toValue.
func (v value) plain() any {
	switch v.kind {
	case kNumber:
		if math.IsNaN(v.n) || math.IsInf(v.n, 0) {
			return nil
		}
		return v.n
	case kString:
		return v.s
	case kBoolean:
		return v.truth()
	case kColor:
		return v.c.String()
	case kArray:
		list := make([]any, len(v.list))
		for i, e := range v.list {
			list[i] = e.plain()
		}
		return list
	case kObject:
		return v.dict
	}
	return nil
}

// typ is the type of the value itself.
func (v value) typ() typ {
	if v.kind != kArray {
		return typ{kind: v.kind}
	}
	item := kNone
	for i, e := range v.list {
		if i > 0 && e.kind != item {
			item = kValue
			break
		}
		item = e.kind
	}
	if item == kNone {
		item = kValue
	}
	return typ{kind: kArray, item: item, length: len(v.list), fixed: true}
}

// same is JavaScript's ===: lists and objects are never the same.
func same(a, b value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case kNull:
		return true
	case kNumber, kBoolean:
		return a.n == b.n
	case kString:
		return a.s == b.s
	}
	return false
}

// less orders texts by their UTF-16 units, as JavaScript does.
func less(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == len(a) || i == len(b) {
		return len(a) < len(b)
	}
	for i > 0 && !utf8.RuneStart(a[i]) {
		i--
	}
	r, _ := utf8.DecodeRuneInString(a[i:])
	q, _ := utf8.DecodeRuneInString(b[i:])
	// A character beyond the first plane begins with a unit below U+E000.
	const high, beyond = 0xE000, 0x10000
	if r >= beyond && q >= high && q < beyond {
		return true
	}
	if q >= beyond && r >= high && r < beyond {
		return false
	}
	return r < q
}

// String is the value as to-string gives it.
func (v value) String() string {
	switch v.kind {
	case kNull:
		return ""
	case kString:
		return v.s
	case kNumber:
		return formatNumber(v.n)
	case kBoolean:
		return strconv.FormatBool(v.truth())
	case kColor:
		return v.c.String()
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v.plain()); err != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// formatNumber writes a number as JavaScript does.
func formatNumber(n float64) string {
	switch {
	case math.IsNaN(n):
		return "NaN"
	case math.IsInf(n, 1):
		return "Infinity"
	case math.IsInf(n, -1):
		return "-Infinity"
	case n == 0:
		return "0"
	}
	if abs := math.Abs(n); abs >= 1e-6 && abs < 1e21 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	s := strconv.FormatFloat(n, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}

// parseNumber reads a text as JavaScript's Number does.
func parseNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	switch s {
	case "":
		return 0, true
	case "Infinity", "+Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	if len(s) > 2 && s[0] == '0' {
		base := map[byte]int{'x': 16, 'o': 8, 'b': 2}[s[1]|0x20]
		if base != 0 {
			n, err := strconv.ParseUint(s[2:], base, 64)
			return float64(n), err == nil
		}
	}
	for _, r := range s {
		if !strings.ContainsRune("0123456789+-.eE", r) {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil || math.IsInf(n, 0)
}
