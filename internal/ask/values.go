// Package ask reads what people write when they ask for features: boxes, times,
// values and names, in an address or on a command line. What cannot be read is
// an *Error, which says what is wrong and, apart from that, what to do.
//
//	box, err := ask.Box("73,36,77,41")
//	when, err := ask.Interval("2023-11-08/..")
//	value, err := ask.Literal(property, "3752")
package ask

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"pamir/geo"
	"pamir/internal/store"
)

// Number reads a finite decimal number.
func Number(s string) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) || strings.ContainsAny(s, "xXpP_") {
		return 0, wrong("", "wants a number, has %q", Clip(s))
	}
	return x, nil
}

// Whole reads a whole number from 1 up; what is over most becomes most.
func Whole(s string, most int) (int, error) {
	n, err := strconv.Atoi(s)
	if errors.Is(err, strconv.ErrRange) && n > 0 {
		return most, nil
	}
	if err != nil || n < 1 {
		return 0, wrong("", "wants a whole number from 1 to %d, has %q", most, Clip(s))
	}
	return min(n, most), nil
}

// Box reads a box (OGC 17-069r4, /req/core/fc-bbox-definition): four numbers,
// or six where heights stand third and sixth. Heights are checked and left
// out: features here are found by their place on the ground.
func Box(s string) (*geo.Box, error) {
	const order = "the order is west,south,east,north, longitude first"
	parts := strings.Split(s, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return nil, wrong(order, "wants 4 numbers (or 6 with heights), has %d", len(parts))
	}
	v := make([]float64, len(parts))
	for i, p := range parts {
		x, err := Number(strings.TrimSpace(p))
		if err != nil {
			return nil, wrong(order, "wants numbers, has %q at place %d", Clip(p), i+1)
		}
		v[i] = x
	}
	if len(v) == 6 {
		if v[2] > v[5] {
			return nil, wrong("", "has its lower height %g above its upper height %g", v[2], v[5])
		}
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	b := &geo.Box{West: v[0], South: v[1], East: v[2], North: v[3]}
	switch {
	case math.Abs(b.West) > 180 || math.Abs(b.East) > 180:
		return nil, wrong(order, "has a longitude that is not between -180 and 180")
	case math.Abs(b.South) > 90 || math.Abs(b.North) > 90:
		return nil, wrong(fmt.Sprintf("if latitude came first, it is %g,%g,%g,%g", v[1], v[0], v[3], v[2]), "has a latitude that is not between -90 and 90")
	case b.South > b.North:
		return nil, wrong(order, "has its south %g above its north %g", b.South, b.North)
	}
	return b, nil
}

// Interval reads an instant or an interval (/req/core/fc-time-definition).
// Beyond the standard a date stands for its whole day in UTC.
func Interval(s string) (*store.Interval, error) {
	start, end, ranged := strings.Cut(s, "/")
	if !ranged {
		first, last, err := instant(s)
		if err != nil {
			return nil, err
		}
		return &store.Interval{Start: first, End: last}, nil
	}
	var i store.Interval
	var err error
	if start != "" && start != ".." {
		if i.Start, _, err = instant(start); err != nil {
			return nil, err
		}
	}
	if end != "" && end != ".." {
		if _, i.End, err = instant(end); err != nil {
			return nil, err
		}
	}
	if !i.Start.IsZero() && !i.End.IsZero() && i.Start.After(i.End) {
		return nil, wrong("the earlier one comes first", "begins after it ends")
	}
	return &i, nil
}

// Instant reads a time with an offset; the seconds may be left out. A day alone
// is not enough: what is asked about changes within one.
func Instant(s string) (time.Time, error) {
	if i := len(s) - len(" 08:00"); i > 0 && s[i] == ' ' {
		s = s[:i] + "+" + s[i+1:] // as in instant
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	for layout, rest := range map[string]string{"2006-01-02T15:04:05": "", "2006-01-02T15:04": ":00", time.DateOnly: "T09:00:00"} {
		if _, err := time.Parse(layout, s); err == nil {
			e := wrong(fmt.Sprintf("write %s%s+08:00 for Beijing time or %s%sZ for UTC", s, rest, s, rest), "wants a time with its offset, has %q", s)
			e.Cause = ErrNoOffset
			return time.Time{}, e
		}
	}
	return time.Time{}, wrong("write 2025-10-04T09:00:00+08:00 for Beijing time or 2025-10-04T01:00:00Z for UTC", "wants a time with its offset, has %q", Clip(s))
}

// instant reads a time with an offset, or a date as its first and last second.
// In an address a bare + means a space, so that one before the offset is read
// as the + it was.
func instant(s string) (first, last time.Time, err error) {
	if d, err := time.Parse(time.DateOnly, s); err == nil {
		return d, d.AddDate(0, 0, 1).Add(-time.Second), nil
	}
	if i := len(s) - len(" 08:00"); i > 0 && s[i] == ' ' {
		s = s[:i] + "+" + s[i+1:]
	}
	t, err := time.Parse(time.RFC3339, s)
	if err == nil {
		return t, t, nil
	}
	if _, bare := time.Parse("2006-01-02T15:04:05", s); bare == nil {
		return t, t, wrong(fmt.Sprintf("write %s+08:00 for Beijing time or %sZ for UTC", s, s), "has no offset in %q", s)
	}
	return t, t, wrong("write 2025-10-04, 2025-10-04T09:00:00+08:00, or two of them with / between; .. is an open end", "wants a time, has %q", Clip(s))
}
