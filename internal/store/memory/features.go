package memory

import (
	"context"
	"fmt"
	"math"
	"slices"

	"pamir/geo/cql2"
	"pamir/geo/relate"
	"pamir/internal/store"
)

// Features implements store.Store.
//
// A page in the collection's order with a box is found in one of two ways. The
// index lists the features that the box may hold; where these are few, they
// are sorted and counted. Where they are many, they are dense, and walking the
// list from the page's anchor meets enough of them soon: about n·limit/hits
// steps. The switch lies at √(n·limit) hits, where both cost the same.
func (s *Store) Features(ctx context.Context, collection string, q store.Query) (store.Page, error) {
	t, err := s.table(collection)
	if err != nil {
		return store.Page{}, err
	}
	if q.Limit <= 0 {
		q.Limit = store.DefaultLimit
	}
	m, err := t.matcher(q)
	if err != nil {
		return store.Page{}, err
	}
	switch candidates, few := t.candidates(q); {
	case len(q.SortBy) > 0:
		return t.sorted(ctx, q, &m)
	case few:
		return t.listed(q, &m, candidates)
	default:
		return t.walked(ctx, q, &m)
	}
}

// matcher holds what a feature is tested against.
type matcher struct {
	t       *table
	q       store.Query
	text    *textQuery
	anchor  int  // ordinal of the page's anchor, or -1
	trivial bool // nothing to test: all match
}

func (t *table) matcher(q store.Query) (matcher, error) {
	m := matcher{t: t, q: q, anchor: -1}
	if id := q.After + q.Before; id != "" {
		i, ok := t.ordinals[id]
		if !ok || q.After != "" && q.Before != "" {
			return m, fmt.Errorf("feature %q: %w", id, store.ErrCursor)
		}
		m.anchor = int(i)
	}
	if q.Text != "" {
		m.text = newTextQuery(q.Text)
	}
	if t.spans == nil {
		m.q.Time = nil
	}
	m.trivial = m.q.BBox == nil && m.q.Time == nil && m.q.Filter == nil && m.text == nil
	return m, nil
}

func (m *matcher) match(i uint32) bool {
	if m.trivial {
		return true
	}
	f := m.t.features[i]
	if m.q.BBox != nil && f.Geometry != nil && !relate.MeetsBox(f.Geometry, *m.q.BBox) {
		return false
	}
	if m.q.Time != nil && !m.t.spans[i].meets(*m.q.Time) {
		return false
	}
	if m.q.Filter != nil && !cql2.Eval(m.q.Filter, m.t.look(f)) {
		return false
	}
	return m.text == nil || m.text.match(m.t.Collection, f)
}

// candidates returns the ordinals of the features that the box may hold, in
// order, among them all that have no place; few is false where listing them
// does not pay.
func (t *table) candidates(q store.Query) (ordinals []uint32, few bool) {
	if q.BBox == nil {
		return nil, false
	}
	most := max(1024, int(math.Sqrt(float64(len(t.features))*float64(q.Limit+1))))
	if len(t.unplaced) > most {
		return nil, false
	}
	few = true
	ordinals = append(make([]uint32, 0, 64+len(t.unplaced)), t.unplaced...)
	t.index.Search(*q.BBox, func(id uint32) bool {
		ordinals = append(ordinals, id)
		few = len(ordinals) <= most
		return few
	})
	if few {
		slices.Sort(ordinals)
	}
	return ordinals, few
}

// listed makes the page from all candidates, and so can count.
func (t *table) listed(q store.Query, m *matcher, candidates []uint32) (store.Page, error) {
	hits := candidates
	if q.Time != nil || q.Filter != nil || m.text != nil || !t.index.Exact() {
		hits = candidates[:0]
		for _, i := range candidates {
			if m.match(i) {
				hits = append(hits, i)
			}
		}
	}
	lo, hi := 0, min(q.Limit, len(hits))
	if m.anchor >= 0 {
		at, found := slices.BinarySearch(hits, uint32(m.anchor))
		if q.After != "" {
			if found {
				at++
			}
			lo, hi = at, min(at+q.Limit, len(hits))
		} else {
			lo, hi = max(0, at-q.Limit), at
		}
	}
	return t.page(hits[lo:hi], lo > 0, hi < len(hits), len(hits)), nil
}

// countable is the size up to which counting by looking at every feature is
// cheap: about a millisecond.
const countable = 10_000

// walked makes the page by going through the list from the anchor.
func (t *table) walked(ctx context.Context, q store.Query, m *matcher) (store.Page, error) {
	n := len(t.features)
	if q.Before != "" {
		return t.walkedBack(ctx, q, m)
	}
	from := m.anchor + 1
	hits := make([]uint32, 0, min(q.Limit, n))
	next := false
	for i := from; i < n; i++ {
		if err := alive(ctx, i); err != nil {
			return store.Page{}, err
		}
		if m.match(uint32(i)) {
			if len(hits) == q.Limit {
				next = true
				break
			}
			hits = append(hits, uint32(i))
		}
	}
	prev := t.anyBefore(m, from)
	if !prev && !next {
		return t.page(hits, false, false, len(hits)), nil
	}
	return t.page(hits, prev, next, t.count(m)), nil
}

func (t *table) walkedBack(ctx context.Context, q store.Query, m *matcher) (store.Page, error) {
	hits := make([]uint32, 0, min(q.Limit, len(t.features)))
	prev := false
	for i := m.anchor - 1; i >= 0; i-- {
		if err := alive(ctx, i); err != nil {
			return store.Page{}, err
		}
		if m.match(uint32(i)) {
			if len(hits) == q.Limit {
				prev = true
				break
			}
			hits = append(hits, uint32(i))
		}
	}
	slices.Reverse(hits)
	// The anchor is a feature of the answer, so there is a page after this one.
	return t.page(hits, prev, true, t.count(m)), nil
}

// anyBefore reports whether a feature before the ordinal matches. The anchor
// of a page does, so that the first step finds it.
func (t *table) anyBefore(m *matcher, from int) bool {
	for i := from - 1; i >= 0; i-- {
		if m.match(uint32(i)) {
			return true
		}
	}
	return false
}

// count counts the matches, or returns -1 where that is not cheap.
func (t *table) count(m *matcher) int {
	if m.trivial {
		return len(t.features)
	}
	if len(t.features) > countable {
		return -1
	}
	n := 0
	for i := range t.features {
		if m.match(uint32(i)) {
			n++
		}
	}
	return n
}

func (t *table) page(ordinals []uint32, prev, next bool, matched int) store.Page {
	p := store.Page{Features: make([]*store.Feature, len(ordinals)), HasPrev: prev, HasNext: next, Matched: matched}
	for j, i := range ordinals {
		p.Features[j] = t.features[i]
	}
	return p
}

// alive looks now and then whether the caller still waits.
func alive(ctx context.Context, i int) error {
	if i&0x3ff == 0 {
		return ctx.Err()
	}
	return nil
}
