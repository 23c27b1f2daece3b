package api

import (
	"net/url"
	"slices"
	"strings"
)

// query is what the query of an address says, in its order: url.Values without
// a map, since addresses have few parameters.
type query []pair

type pair struct{ name, value string }

// read appends what a raw query says. A ; separates positions here and is a
// letter like others; url.ParseQuery refuses one that is not escaped, since
// others once took it for an &.
func (q query) read(raw string) (query, error) {
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(name)
		if err != nil {
			return q, err
		}
		if value, err = url.QueryUnescape(value); err != nil {
			return q, err
		}
		q = append(q, pair{name, value})
	}
	return q, nil
}

// find returns the first value of a name, and how many there are.
func (q query) find(name string) (value string, n int) {
	for i := len(q) - 1; i >= 0; i-- {
		if q[i].name == name {
			value = q[i].value
			n++
		}
	}
	return value, n
}

func (q query) get(name string) string {
	value, _ := q.find(name)
	return value
}

func (q query) has(name string) bool {
	_, n := q.find(name)
	return n > 0
}

// without returns the query without some names, in the order of the names, and
// for one name in that of the address.
func (q query) without(leave func(name string) bool) query {
	var left query
	for _, p := range q {
		if !leave(p.name) {
			left = append(left, p)
		}
	}
	slices.SortStableFunc(left, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	return left
}

// encode writes the query as it would stand in an address.
func (q query) encode() string {
	var b []byte
	for i, p := range q {
		if i > 0 {
			b = append(b, '&')
		}
		b = append(append(append(b, url.QueryEscape(p.name)...), '='), url.QueryEscape(p.value)...)
	}
	return string(b)
}
