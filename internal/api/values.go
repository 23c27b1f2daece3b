package api

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"pamir/geo"
	"pamir/internal/store"
)

// number reads a finite decimal number.
func number(s string) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) || strings.ContainsAny(s, "xX_pP") {
		return 0, fmt.Errorf("wants a number, has %q", clip(s))
	}
	return x, nil
}

// whole reads a whole number from 1 up; what is over most becomes most.
func whole(s string, most int) (int, error) {
	n, err := strconv.Atoi(s)
	if errors.Is(err, strconv.ErrRange) && n > 0 {
		return most, nil
	}
	if err != nil || n < 1 {
		return 0, fmt.Errorf("wants a whole number from 1 to %d, has %q", most, clip(s))
	}
	return min(n, most), nil
}

// bbox reads a box (OGC 17-069r4, /req/core/fc-bbox-definition): four numbers,
// or six where heights stand third and sixth. Heights are checked and left
// out: features here are found by their place on the ground.
func bbox(s string) (*geo.Box, error) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return nil, fmt.Errorf("wants 4 numbers, west,south,east,north (or 6 with heights), has %d", len(parts))
	}
	v := make([]float64, len(parts))
	for i, p := range parts {
		x, err := number(strings.TrimSpace(p))
		if err != nil {
			return nil, fmt.Errorf("wants numbers, has %q at place %d", clip(p), i+1)
		}
		v[i] = x
	}
	if len(v) == 6 {
		if v[2] > v[5] {
			return nil, fmt.Errorf("has its lower height %g above its upper height %g", v[2], v[5])
		}
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	b := &geo.Box{West: v[0], South: v[1], East: v[2], North: v[3]}
	if math.Abs(b.West) > 180 || math.Abs(b.East) > 180 {
		return nil, errors.New("has a longitude that is not between -180 and 180; the order is west,south,east,north")
	}
	if math.Abs(b.South) > 90 || math.Abs(b.North) > 90 {
		return nil, errors.New("has a latitude that is not between -90 and 90; the order is west,south,east,north, longitude first")
	}
	if b.South > b.North {
		return nil, fmt.Errorf("has its south %g above its north %g; the order is west,south,east,north", b.South, b.North)
	}
	return b, nil
}

// datetime reads an instant or an interval (/req/core/fc-time-definition).
// Beyond the standard a date stands for its whole day in UTC.
func datetime(s string) (*store.Interval, error) {
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
		return nil, errors.New("begins after it ends; write the earlier one first")
	}
	return &i, nil
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
		return t, t, fmt.Errorf("has no offset in %q; write %s+08:00 for Beijing time or %sZ for UTC", s, s, s)
	}
	return t, t, fmt.Errorf("wants a time such as 2025-10-04T09:00:00+08:00, a date, or an interval of them with / and .. for an open end, has %q", clip(s))
}

// literal reads the value of a property filter by the property's type.
func literal(p *store.Property, s string) (any, error) {
	switch p.Type {
	case store.Integer:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("wants a whole number, has %q", clip(s))
		}
		return n, nil
	case store.Number:
		return number(s)
	case store.Boolean:
		if s != "true" && s != "false" {
			return nil, fmt.Errorf("wants true or false, has %q", clip(s))
		}
		return s == "true", nil
	}
	if len(p.Enum) > 0 && !slices.Contains(p.Enum, s) {
		detail := fmt.Sprintf("takes one of %s, has %q", strings.Join(p.Enum, ", "), clip(s))
		if near := nearestName(s, p.Enum); near != "" {
			detail += "; did you mean " + near + "?"
		}
		return nil, errors.New(detail)
	}
	return s, nil
}

// sortKeys reads names with + or - before them, separated by commas. A bare +
// arrives as a space.
func sortKeys(col *store.Collection, s string) ([]store.SortKey, error) {
	var keys []store.SortKey
	for part := range strings.SplitSeq(s, ",") {
		name := strings.TrimLeft(strings.TrimSpace(part), "+")
		name, descending := strings.CutPrefix(name, "-")
		i := col.Index(name)
		if i < 0 || !isScalar(col.Properties[i].Type) {
			return nil, errors.New(noProperty(col, name, "to sort by"))
		}
		keys = append(keys, store.SortKey{Property: name, Descending: descending})
	}
	if len(keys) > 10 {
		return nil, errors.New("takes at most 10 names")
	}
	return keys, nil
}

// fieldList reads the names of properties to show.
func fieldList(col *store.Collection, s string) ([]int, error) {
	fields := []int{}
	for part := range strings.SplitSeq(s, ",") {
		name := strings.TrimSpace(part)
		i := col.Index(name)
		if i < 0 {
			return nil, errors.New(noProperty(col, name, ""))
		}
		if !slices.Contains(fields, i) {
			fields = append(fields, i)
		}
	}
	slices.Sort(fields)
	return fields, nil
}

func noProperty(col *store.Collection, name, purpose string) string {
	var names []string
	for _, p := range col.Properties {
		if purpose == "" || isScalar(p.Type) {
			names = append(names, p.Name)
		}
	}
	m := fmt.Sprintf("has %q, which is no property of %s %s", clip(name), col.ID, purpose)
	m = strings.TrimRight(m, " ")
	if near := nearestName(name, names); near != "" {
		return m + "; did you mean " + near + "?"
	}
	return m + "; there are " + strings.Join(names, ", ")
}

// count words a small number.
func count(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return count(n) + " times"
}

func lowerFirst(s string) string {
	for i, r := range s {
		return string(unicode.ToLower(r)) + s[i+len(string(r)):]
	}
	return s
}
