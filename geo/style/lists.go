package style

import (
	"math"
	"strings"
	"unicode/utf8"
)

// needle reads the argument that in and index-of look for.
func (r *reader) needle(c *call) (needle, haystack *node) {
	needle, haystack = r.arg(c, 1, valueType), r.arg(c, 2, valueType)
	if needle == nil || haystack == nil {
		return nil, nil
	}
	switch needle.typ.kind {
	case kBoolean, kString, kNumber, kNull, kValue:
		return needle, haystack
	}
	r.problem(c.at.nth(1), "want a boolean, text, number or null, have %v", needle.typ)
	return nil, nil
}

func (r *reader) in(c *call) *node {
	if !r.count(c, 2, 2) {
		return nil
	}
	needle, haystack := r.needle(c)
	if needle == nil {
		return nil
	}
	operands := []*node{needle, haystack}
	if haystack.fixed && haystack.typ.kind == kArray {
		list := haystack.value().list
		return made(boolType, operands, func(e *Env) value {
			v := needle.eval(e)
			for i := range list {
				if same(list[i], v) {
					return boolean(true)
				}
			}
			if !v.simple() {
				return e.fail("want a boolean, text, number or null to look for")
			}
			return boolean(false)
		})
	}
	return made(boolType, operands, func(e *Env) value {
		h := haystack.eval(e)
		if !h.truthy() {
			return boolean(false)
		}
		i, ok := index(needle.eval(e), h, 0)
		if !ok {
			return e.fail("want something to look for, and a text or a list to look in")
		}
		return boolean(i >= 0)
	})
}

func (r *reader) indexOf(c *call) *node {
	if !r.count(c, 2, 3) {
		return nil
	}
	needle, haystack := r.needle(c)
	from := literal(number(0))
	if len(c.args) == 4 {
		from = r.arg(c, 3, numberType)
	}
	if needle == nil || from == nil {
		return nil
	}
	return made(numberType, []*node{needle, haystack, from}, func(e *Env) value {
		i, ok := index(needle.eval(e), haystack.eval(e), from.eval(e).n)
		if !ok {
			return e.fail("want something to look for, and a text or a list to look in")
		}
		return number(float64(i))
	})
}

// simple reports whether the value can be looked for.
func (v value) simple() bool { return v.kind <= kBoolean }

// index is where the needle is first, at or after a place; -1 where it is not.
func index(needle, haystack value, from float64) (int, bool) {
	if !needle.simple() {
		return 0, false
	}
	switch haystack.kind {
	case kString:
		skip := byteOf(haystack.s, clampIndex(from, 0, len(haystack.s)))
		i := strings.Index(haystack.s[skip:], needle.String())
		if i < 0 {
			return -1, true
		}
		return utf8.RuneCountInString(haystack.s[:skip+i]), true
	case kArray:
		for i := clampIndex(from, len(haystack.list), len(haystack.list)); i < len(haystack.list); i++ {
			if same(haystack.list[i], needle) {
				return i, true
			}
		}
		return -1, true
	}
	return 0, false
}

// clampIndex makes a place of a number, one below 0 counting from the end.
func clampIndex(n float64, fromEnd, most int) int {
	if math.IsNaN(n) {
		return 0
	}
	if n = math.Trunc(n); n < 0 {
		n += float64(fromEnd)
	}
	return int(clamp(n, 0, float64(most)))
}

// byteOf is where the n-th character begins.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func (r *reader) slice(c *call) *node {
	if !r.count(c, 2, 3) {
		return nil
	}
	input, from := r.arg(c, 1, valueType), r.arg(c, 2, numberType)
	to := literal(number(math.Inf(1)))
	if len(c.args) == 4 {
		to = r.arg(c, 3, numberType)
	}
	if input == nil || from == nil || to == nil {
		return nil
	}
	t := input.typ
	switch t.kind {
	case kArray:
		t.fixed, t.length = false, 0
	case kString, kValue:
	default:
		r.problem(c.at.nth(1), "want a text or a list, have %v", t)
		return nil
	}
	return made(t, []*node{input, from, to}, func(e *Env) value {
		v, begin, end := input.eval(e), from.eval(e).n, to.eval(e).n
		switch v.kind {
		case kString:
			n := utf8.RuneCountInString(v.s)
			i, j := clampIndex(begin, n, n), clampIndex(end, n, n)
			return text(v.s[byteOf(v.s, i):byteOf(v.s, max(i, j))])
		case kArray:
			n := len(v.list)
			i, j := clampIndex(begin, n, n), clampIndex(end, n, n)
			return value{kind: kArray, list: v.list[i:max(i, j)]}
		}
		return e.fail("want a text or a list")
	})
}

func (r *reader) length(c *call) *node {
	if !r.count(c, 1, 1) {
		return nil
	}
	input := r.arg(c, 1, anything)
	if input == nil {
		return nil
	}
	if k := input.typ.kind; k != kArray && k != kString && k != kValue {
		r.problem(c.at.nth(1), "want a text or a list, have %v", input.typ)
		return nil
	}
	return made(numberType, []*node{input}, func(e *Env) value {
		switch v := input.eval(e); v.kind {
		case kString:
			return number(float64(utf8.RuneCountInString(v.s)))
		case kArray:
			return number(float64(len(v.list)))
		}
		return e.fail("want a text or a list")
	})
}

func (r *reader) element(c *call) *node {
	if !r.count(c, 2, 2) {
		return nil
	}
	item := c.want.kind
	if item == kNone {
		item = kValue
	}
	index, list := r.arg(c, 1, numberType), r.arg(c, 2, arrayOf(item))
	if index == nil || list == nil {
		return nil
	}
	return made(typ{kind: list.typ.item}, []*node{index, list}, func(e *Env) value {
		i, l := index.eval(e).n, list.eval(e).list
		if !(i >= 0 && i < float64(len(l))) || i != math.Floor(i) {
			return e.fail("the list has no such place")
		}
		return l[int(i)]
	})
}
