package memory

import (
	"fmt"
	"math"
	"time"

	"pamir/internal/store"
)

// span is when a feature holds: Unix seconds, ends included.
type span struct{ from, to int64 }

var always = span{math.MinInt64, math.MaxInt64}

// spansOf reads valid_from and valid_to, which are dates (a day of UTC, whole)
// or instants (RFC 3339). It returns nil where no feature has either.
func spansOf(d store.Dataset) ([]span, error) {
	from, to := d.Collection.Index(store.ValidFrom), d.Collection.Index(store.ValidTo)
	if from < 0 && to < 0 {
		return nil, nil
	}
	spans := make([]span, len(d.Features))
	any := false
	for i, f := range d.Features {
		spans[i] = always
		if from >= 0 && f.Values[from] != nil {
			start, _, err := day(f.Values[from])
			if err != nil {
				return nil, fmt.Errorf("feature %q: %s: %w", f.ID, store.ValidFrom, err)
			}
			spans[i].from, any = start, true
		}
		if to >= 0 && f.Values[to] != nil {
			_, end, err := day(f.Values[to])
			if err != nil {
				return nil, fmt.Errorf("feature %q: %s: %w", f.ID, store.ValidTo, err)
			}
			spans[i].to, any = end, true
		}
	}
	if !any {
		return nil, nil
	}
	return spans, nil
}

// day returns the first and last second of a date, or an instant twice.
func day(v store.Value) (first, last int64, err error) {
	s, ok := v.(string)
	if !ok {
		return 0, 0, fmt.Errorf("want a date as a string, have %v", v)
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Unix(), t.AddDate(0, 0, 1).Unix() - 1, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return 0, 0, fmt.Errorf("want a date such as 2024-12-01 or an instant of RFC 3339, have %q", s)
	}
	return t.Unix(), t.Unix(), nil
}

// meets reports whether the span and the interval share an instant.
func (s span) meets(i store.Interval) bool {
	return (i.Start.IsZero() || s.to >= i.Start.Unix()) && (i.End.IsZero() || s.from <= i.End.Unix())
}
