package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/store"
)

// degrees is a longitude or latitude on the command line.
type degrees float64

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *degrees) UnmarshalText(text []byte) error {
	f, err := number(string(text))
	*d = degrees(f)
	return err
}

// number reads a finite decimal number; its minus may be a hyphen or a minus
// sign.
func number(s string) (float64, error) {
	s = strings.ReplaceAll(s, minus, "-")
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || strings.ContainsAny(s, "xXpP_") {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	return f, nil
}

// box is a bounding box on the command line: west,south,east,north.
type box struct{ *geo.Box }

// UnmarshalText implements encoding.TextUnmarshaler. A west edge above the
// east edge means that the box crosses the antimeridian.
func (b *box) UnmarshalText(text []byte) error {
	const order = "the order is west,south,east,north, in degrees"
	parts := strings.Split(string(text), ",")
	if len(parts) != 4 {
		return misuse("--bbox 73,36,77,41", "a box has 4 numbers, not %d; %s", len(parts), order)
	}
	var v [4]float64
	for i, p := range parts {
		f, err := number(strings.TrimSpace(p))
		if err != nil {
			return misuse("--bbox 73,36,77,41", "%w; %s", err, order)
		}
		v[i] = f
	}
	g := geo.Box{West: v[0], South: v[1], East: v[2], North: v[3]}
	switch {
	case math.Abs(g.West) > 180 || math.Abs(g.East) > 180:
		return misuse("--bbox 73,36,77,41", "a longitude is not between -180 and 180; %s", order)
	case math.Abs(g.South) > 90 || math.Abs(g.North) > 90:
		return misuse(fmt.Sprintf("if latitude came first: --bbox %g,%g,%g,%g", v[1], v[0], v[3], v[2]), "a latitude is not between -90 and 90; %s", order)
	case g.South > g.North:
		return misuse(fmt.Sprintf("--bbox %g,%g,%g,%g", v[0], v[3], v[2], v[1]), "the south edge %g is above the north edge %g; %s", g.South, g.North, order)
	}
	b.Box = &g
	return nil
}

// interval is an instant or a span of time on the command line.
type interval struct{ *store.Interval }

// UnmarshalText implements encoding.TextUnmarshaler. A date is its whole day
// in UTC; .. or nothing is an open end.
func (i *interval) UnmarshalText(text []byte) error {
	start, end, ranged := strings.Cut(string(text), "/")
	var span store.Interval
	var err error
	if !ranged {
		end = start
	}
	if start != "" && start != ".." || !ranged {
		if span.Start, _, err = instant(start); err != nil {
			return err
		}
	}
	if end != "" && end != ".." {
		if _, span.End, err = instant(end); err != nil {
			return err
		}
	}
	if !span.Start.IsZero() && !span.End.IsZero() && span.Start.After(span.End) {
		return misuse("the earlier time comes first", "%s begins after it ends", text)
	}
	i.Interval = &span
	return nil
}

// instant reads a date as its first and last second, or an instant twice.
func instant(s string) (first, last time.Time, err error) {
	s = strings.ReplaceAll(s, minus, "-")
	if d, err := time.Parse(time.DateOnly, s); err == nil {
		return d, d.AddDate(0, 0, 1).Add(-time.Second), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, t, misuse("2024-12-01, 2024-12-01T10:00:00+08:00, or two of them with / between; .. is an open end", "%q is not a time", s)
	}
	return t, t, nil
}

// filter makes a filter of conditions property=value.
func filter(c *store.Collection, conditions []string) (cql2.Expr, error) {
	var all []cql2.Expr
	for _, cond := range conditions {
		name, text, ok := strings.Cut(cond, "=")
		if !ok {
			return nil, misuse("--where kind=road", "--where %s: a condition is property=value", cond)
		}
		p, err := property(c, strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		v, err := literal(p, text)
		if err != nil {
			return nil, err
		}
		all = append(all, cql2.Equal(p.Name, v))
	}
	return cql2.And(all...), nil
}

// property returns the named one that has plain values.
func property(c *store.Collection, name string) (*store.Property, error) {
	var names []string
	for i := range c.Properties {
		p := &c.Properties[i]
		if p.Type == store.Array || p.Type == store.Object {
			if p.Name == name {
				return nil, misuse("", "%s is an %s: it can neither be compared nor sorted by", name, p.Type)
			}
			continue
		}
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	hint := c.ID + " has " + strings.Join(names, ", ")
	if near := nearestName(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return nil, misuse(hint, "%s has no property %q", c.ID, name)
}

// literal reads a value of the property's type.
func literal(p *store.Property, text string) (store.Value, error) {
	switch p.Type {
	case store.Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, misuse("", "%s is a whole number, %q is not", p.Name, text)
		}
		return n, nil
	case store.Number:
		f, err := number(text)
		if err != nil {
			return nil, misuse("", "%s is a number, %q is not", p.Name, text)
		}
		return f, nil
	case store.Boolean:
		if text != "true" && text != "false" {
			return nil, misuse("", "%s is true or false, not %q", p.Name, text)
		}
		return text == "true", nil
	}
	if len(p.Enum) > 0 && !slices.Contains(p.Enum, text) {
		return nil, misuse(p.Name+" is one of "+strings.Join(p.Enum, ", "), "%s is never %q", p.Name, text)
	}
	return text, nil
}

// sortKeys reads names of properties; a hyphen before one sorts it downwards.
func sortKeys(c *store.Collection, names []string) ([]store.SortKey, error) {
	var keys []store.SortKey
	for _, n := range names {
		name, descending := strings.CutPrefix(strings.TrimPrefix(n, "+"), "-")
		if _, err := property(c, name); err != nil {
			return nil, err
		}
		keys = append(keys, store.SortKey{Property: name, Descending: descending})
	}
	return keys, nil
}

// fields returns the ordinals of the named properties, nil for no names.
func fields(c *store.Collection, names []string) ([]int, error) {
	if len(names) == 0 {
		return nil, nil
	}
	out := []int{}
	for _, n := range names {
		i := c.Index(n)
		if i < 0 {
			var all []string
			for _, p := range c.Properties {
				all = append(all, p.Name)
			}
			return nil, misuse(c.ID+" has "+strings.Join(all, ", "), "%s has no property %q", c.ID, n)
		}
		out = append(out, i)
	}
	return out, nil
}

// nearestName returns the name that a misspelt one is closest to, or "" where
// a third of its letters or more would be wrong.
func nearestName(name string, names []string) string {
	best, least := "", len([]rune(name))/3+1
	for _, n := range names {
		if d := edits([]rune(strings.ToLower(name)), []rune(strings.ToLower(n))); d <= least && (best == "" || d < least) {
			best, least = n, d
		}
	}
	return best
}

// edits counts the letters to insert, delete or replace (Levenshtein).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
