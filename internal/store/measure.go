package store

import (
	"slices"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Measure sets what the collection says of its features as a whole: how many
// they are, where they lie and when they hold.
func (c *Collection) Measure(features []*Feature) {
	c.Count = len(features)
	c.BBox, c.Time = bounds(features), c.validity(features)
}

// bounds returns the box of all features, nil where none has a place.
func bounds(features []*Feature) *geo.Box {
	var bound *orb.Bound
	for _, f := range features {
		if f.Geometry == nil {
			continue
		}
		b := f.Geometry.Bound()
		if bound != nil {
			b = bound.Union(b)
		}
		bound = &b
	}
	if bound == nil {
		return nil
	}
	box := geo.BoxOf(*bound)
	return &box
}

// validity returns the span in which features hold: open at an end where one
// of them is, nil where none has either end.
func (c *Collection) validity(features []*Feature) *Interval {
	from, to := c.Index(ValidFrom), c.Index(ValidTo)
	if from < 0 && to < 0 {
		return nil
	}
	var starts, ends []time.Time
	for _, f := range features {
		start, _ := f.day(from)
		_, end := f.day(to)
		if !start.IsZero() || !end.IsZero() {
			starts, ends = append(starts, start), append(ends, end)
		}
	}
	if starts == nil {
		return nil
	}
	// The zero time is the least, so that an open start wins by itself.
	span := Interval{Start: slices.MinFunc(starts, time.Time.Compare)}
	if !slices.ContainsFunc(ends, time.Time.IsZero) {
		span.End = slices.MaxFunc(ends, time.Time.Compare)
	}
	return &span
}

// day returns the first and last second of the feature's date, in UTC, or its
// instant twice; zero times where it has none.
func (f *Feature) day(ordinal int) (first, last time.Time) {
	if ordinal < 0 {
		return first, last
	}
	s, _ := f.Values[ordinal].(string)
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, t.AddDate(0, 0, 1).Add(-time.Second)
	}
	t, _ := time.Parse(time.RFC3339, s)
	return t, t
}
