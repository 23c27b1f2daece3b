package main

import (
	"errors"
	"fmt"
	"strings"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/ask"
	"pamir/internal/store"
)

// misread turns an error of package ask into a fault that begins with the name
// of what could not be read.
func misread(name string, err error) error {
	var e *ask.Error
	if !errors.As(err, &e) {
		return err
	}
	return misuse(e.Hint, "%s", strings.TrimLeft(name+" "+e.Detail, " "))
}

// hyphens undoes what signed did.
func hyphens(text []byte) string { return strings.ReplaceAll(string(text), minus, "-") }

// degrees is a longitude or latitude on the command line.
type degrees float64

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *degrees) UnmarshalText(text []byte) error {
	f, err := ask.Number(hyphens(text))
	*d = degrees(f)
	return misread("", err)
}

// box is a bounding box on the command line.
type box struct{ *geo.Box }

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *box) UnmarshalText(text []byte) (err error) {
	b.Box, err = ask.Box(hyphens(text))
	return misread("", err)
}

// interval is an instant or a span of time on the command line.
type interval struct{ *store.Interval }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *interval) UnmarshalText(text []byte) (err error) {
	i.Interval, err = ask.Interval(hyphens(text))
	return misread("", err)
}

// filter makes a filter of conditions property=value.
func filter(c *store.Collection, conditions []string) (cql2.Expr, error) {
	var all []cql2.Expr
	for _, cond := range conditions {
		name, text, ok := strings.Cut(cond, "=")
		if !ok {
			return nil, misuse("--where kind=road", "--where %s: a condition is property=value", cond)
		}
		p, err := ask.Property(c, strings.TrimSpace(name))
		if err != nil {
			return nil, misread("--where", err)
		}
		v, err := ask.Literal(p, text)
		if err != nil {
			return nil, misread(fmt.Sprintf("--where %s:", p.Name), err)
		}
		all = append(all, cql2.Equal(p.Name, v))
	}
	return cql2.And(all...), nil
}

// sortKeys reads names of properties; a hyphen before one sorts it downwards.
func sortKeys(c *store.Collection, names []string) ([]store.SortKey, error) {
	if len(names) == 0 {
		return nil, nil
	}
	keys, err := ask.SortKeys(c, strings.Join(names, ","))
	return keys, misread("--sortby", err)
}

// fields returns the ordinals of the named properties, nil for no names.
func fields(c *store.Collection, names []string) ([]int, error) {
	if len(names) == 0 {
		return nil, nil
	}
	out, err := ask.Fields(c, strings.Join(names, ","))
	return out, misread("--properties", err)
}
