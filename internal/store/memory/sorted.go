package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pamir/internal/store"
)

// order compares features by sort keys, and by ordinal where they tie.
type order struct {
	t    *table
	keys []sortKey
}

type sortKey struct {
	property   int
	descending bool
}

func (t *table) order(keys []store.SortKey) (order, error) {
	o := order{t: t}
	for _, k := range keys {
		i := t.Index(k.Property)
		if i < 0 {
			return o, fmt.Errorf("collection %q has no property %q to sort by", t.ID, k.Property)
		}
		o.keys = append(o.keys, sortKey{i, k.Descending})
	}
	return o, nil
}

func (o order) compare(a, b uint32) int {
	x, y := o.t.features[a].Values, o.t.features[b].Values
	for _, k := range o.keys {
		if c := compareValues(x[k.property], y[k.property], k.descending); c != 0 {
			return c
		}
	}
	return cmp.Compare(a, b)
}

// compareValues orders values of one property; nulls come last either way.
func compareValues(a, b store.Value, descending bool) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	c := 0
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			c = cmp.Compare(a, b)
		}
	case bool:
		if b, ok := b.(bool); ok && a != b {
			c = 1
			if b {
				c = -1
			}
		}
	case int64:
		switch b := b.(type) {
		case int64:
			c = cmp.Compare(a, b)
		case float64:
			c = cmp.Compare(float64(a), b)
		}
	case float64:
		switch b := b.(type) {
		case int64:
			c = cmp.Compare(a, float64(b))
		case float64:
			c = cmp.Compare(a, b)
		}
	}
	if descending {
		return -c
	}
	return c
}

// sorted makes a page in the order of the keys. It looks at every match and
// keeps the best so far, in O(n log limit) time and O(limit) space.
func (t *table) sorted(ctx context.Context, q store.Query, m *matcher) (store.Page, error) {
	o, err := t.order(q.SortBy)
	if err != nil {
		return store.Page{}, err
	}
	compare := o.compare
	if q.Before != "" {
		compare = func(a, b uint32) int { return o.compare(b, a) }
	}
	best := make([]uint32, 0, 2*q.Limit+2)
	trim := func() {
		slices.SortFunc(best, compare)
		best = best[:min(len(best), q.Limit+1)]
	}
	matched, passed := 0, 0
	for i := range t.features {
		if err := alive(ctx, i); err != nil {
			return store.Page{}, err
		}
		if !m.match(uint32(i)) {
			continue
		}
		matched++
		if m.anchor >= 0 && compare(uint32(i), uint32(m.anchor)) <= 0 {
			passed++
			continue
		}
		if best = append(best, uint32(i)); len(best) == cap(best) {
			trim()
		}
	}
	trim()
	more := len(best) > q.Limit
	if more {
		best = best[:q.Limit]
	}
	if q.Before != "" {
		slices.Reverse(best)
		return t.page(best, more, passed > 0, matched), nil
	}
	return t.page(best, passed > 0, more, matched), nil
}
